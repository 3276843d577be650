//! Attribution (PARC, PolNeAR): who says what, by which cue, in which mode and with which stance.

mod content;
mod cue;
mod describe;
mod discourse;
mod frame;
mod joint;
mod phrase;
mod quote;
mod speaker;
#[cfg(test)]
mod tests;
mod unnamed;

use crate::analyse::Findings;
use crate::analyse::reading::Reading;
use crate::span::Span;

/// What stands behind a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A person or body with a name.
    Named,
    /// "a senior official", "two people briefed on the talks", "analysts", "critics".
    Anonymous,
    /// A report, a filing, a statement, a law, a poll.
    Document,
    /// The reporter states it.
    Newsroom,
}

/// How the words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Wholly in quotation marks.
    Direct,
    /// Retold.
    Indirect,
    /// Retold with some words in quotation marks.
    Mixed,
}

/// What the cue does with the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// says, told, added
    Says,
    /// denies, rejects, disputes, rules out
    Denies,
    /// concedes, admits, acknowledges
    Concedes,
    /// alleges, claims, accuses
    Alleges,
    /// promises, pledges, vows
    Promises,
    /// declined to say, refused to comment, did not respond
    Declines,
    /// demands, urges, calls for, asks
    Demands,
    /// expects, predicts, forecasts, warns
    Expects,
    /// criticises, condemns, opposes
    Opposes,
    /// welcomes, supports, defends, backs
    Supports,
}

/// Who or what is the source.
#[derive(Clone, Debug)]
pub struct Source {
    /// As it stands at this place ("he", "the former senior official", "Hughes").
    pub mention: Span,
    /// The fullest name or description given anywhere in the article ("Brian Hughes").
    pub name: Span,
    /// The fullest role ("White House National Security Council spokesman").
    pub role: Option<Span>,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// Index into `Findings::entities` when it is one of them.
    pub entity: Option<usize>,
    /// How many people an unnamed source is, when the text counts them ("one current and one former" is 2).
    pub count: Option<u32>,
    /// Whether the text makes it certain. A guessed source is never shown as a speaker.
    pub certain: bool,
}

/// One attribution.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// Sentence of the cue (index).
    pub sentence: usize,
    /// Who says it.
    pub source: Source,
    /// The cue ("said", "according to"); `None` when the source is carried over from a sentence before.
    pub cue: Option<Span>,
    /// What the cue does.
    pub stance: Stance,
    /// Direct, indirect or mixed.
    pub mode: Mode,
    /// What is said: one span, or more when the cue breaks it or it runs over sentences.
    pub content: Vec<Span>,
}

/// All attributions in order. Adds to `found` the speakers of its quotations and the resolved mentions of its entities.
pub(crate) fn find(reading: &Reading<'_>, found: &mut Findings) -> Vec<Attribution> {
    let quoted = quote::masks(reading, &found.quotations);
    let mut speakers = speaker::Speakers::new(reading, found, &quoted);
    for index in 0..reading.sentences.len() {
        speakers.sentence(index);
    }
    speakers.finish(found)
}

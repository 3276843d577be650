//! Cues in a sentence: the verbs and phrases that bring a source in.

mod beside;
mod noun;
mod verb;

use super::phrase::{Phrase, Quoted, right};
use crate::analyse::attribution::Stance;
use crate::analyse::reading::Line;
use crate::lexicon::reporting::Frames;
use crate::lexicon::vocabulary::Marks;
use noun::{label, nominal};
use verb::{calls, verb};

/// How a cue brings its source in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// "Smith said", "Smith, who left, said".
    Before,
    /// "said Smith".
    After,
    /// "according to Smith".
    According,
    /// "was described by Smith as".
    Agent,
    /// "and added": the source of the cue before it, or the sentence's subject.
    Shared,
    /// "saying": the same.
    Participle,
    /// "Smith, who said": Smith.
    Relative,
    /// "Smith's warning that".
    Nominal,
    /// "Smith: …" at the start of a sentence.
    Label,
}

/// One cue with the phrase that names its source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// First token ("according").
    pub(super) first: usize,
    /// Last token.
    pub(super) last: usize,
    /// First token of the verb group: "has also said".
    pub(super) group: usize,
    pub(super) stance: Stance,
    pub(super) frames: Frames,
    pub(super) manner: Manner,
    /// The source's phrase, when it stands here.
    pub(super) source: Option<Phrase>,
}

/// All cues of the sentence in order.
pub(super) fn cues(line: &Line<'_>, quotes: &Quoted) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    for i in 0..line.len() {
        if quotes.get(i).copied().unwrap_or_default() {
            continue;
        }
        if line.is(i, &["according"]) && line.is(i + 1, &["to"]) {
            let source = right::after(line, quotes, i + 2);
            let frames = Frames::THAT;
            found.extend(source.map(|it| Cue {
                first: i,
                last: i + 1,
                group: i,
                stance: Stance::Says,
                frames,
                manner: Manner::According,
                source: Some(it),
            }));
        } else if line.marks(i).has(Marks::CUE) && !inside_source(&found, i) {
            let cue = verb(line, quotes, i, &found).or_else(|| nominal(line, quotes, i));
            found.extend(cue);
        } else if let Some(cue) = calls(line, quotes, i) {
            found.push(cue);
        } else if line.tag(i).is_noun() && !line.capital(i) {
            found.extend(nominal(line, quotes, i));
        } else if line.word(i) == ":" && found.is_empty() {
            found.extend(label(line, quotes, i));
        }
    }
    found
}

/// Whether token `i` belongs to a source that was found already.
fn inside_source(found: &[Cue], i: usize) -> bool {
    found.last().is_some_and(|it| {
        matches!(it.manner, Manner::After | Manner::According | Manner::Agent)
            && it.source.is_some_and(|source| source.first <= i && i <= source.last)
    })
}

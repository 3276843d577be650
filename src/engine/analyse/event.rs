//! What comes next: announced, scheduled, expected events.

use crate::analyse::Findings;
use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::segment::Sentence;
use crate::span::Span;

/// How firm it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventStatus {
    /// It has a date or a fixed plan ("is scheduled for", "will meet on").
    Scheduled,
    /// Someone says they will.
    Announced,
    /// It is expected or forecast.
    Expected,
    /// It may come ("could").
    Possible,
}

/// One coming event.
#[derive(Clone, Debug)]
pub struct Event {
    /// The sentence that shows it (index).
    pub sentence: usize,
    /// The clause that names it.
    pub what: Span,
    /// When, as the article says ("in the coming weeks").
    pub when: Option<Span>,
    /// How firm.
    pub status: EventStatus,
    /// How surely it is a coming event of this story; higher first.
    pub score: f32,
}

/// All coming events in order of place.
pub fn find(_article: &Article, _sentences: &[Sentence], _found: &Findings, _lexicon: &Lexicon) -> Vec<Event> {
    Vec::new()
}

//! Open questions: what the article itself shows to be unresolved, worded as real questions.

use super::wording::Wording;
use crate::Analysis;
use crate::span::Span;

/// Why a question is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Nobody has dealt with it ("has not been discussed", "did not take into account").
    Unaddressed,
    /// To be decided.
    Undecided,
    /// Somebody will not say.
    DeclinedToSay,
    /// Nobody knows.
    Unknown,
    /// The sides contradict each other.
    Disputed,
    /// Time will show ("is expected to rule in May").
    Pending,
    /// It depends on something.
    Conditional,
}

/// One open question.
#[derive(Clone, Debug)]
pub struct OpenQuestion {
    /// Why it is open.
    pub kind: QuestionKind,
    /// The question, 3 to 30 words, ends with "?".
    pub wording: Wording,
    /// The sentence that shows it to be open.
    pub evidence: Span,
    /// Higher is more important.
    pub score: f32,
}

/// The `most` most important open questions.
pub fn ask(_analysis: &Analysis, _most: usize) -> Vec<OpenQuestion> {
    Vec::new()
}

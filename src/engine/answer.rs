//! Answers: the sentence of the article that supplies what was asked, or an honest "the article does not say".

pub mod view;

use serde::Serialize;

use crate::Analysis;
use crate::article::Quote;
use crate::span::Span;

/// Whether the article answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// It does, and the evidence shows it.
    Grounded,
    /// It does not say.
    NotInArticle,
}

/// One earlier exchange of the thread.
#[derive(Clone, Debug)]
pub struct Turn {
    /// What was asked.
    pub question: String,
    /// The evidence that was shown, if any.
    pub evidence: Option<Span>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Grounded or not.
    pub kind: AnswerKind,
    /// The sentence that answers; `None` exactly when `kind` is `NotInArticle`.
    pub evidence: Option<Quote>,
    /// The words in the evidence that supply what was asked, when that is certain.
    pub short: Option<Span>,
    /// With a refusal: the nearest passages.
    pub nearest: Vec<Quote>,
}

/// Answers `question` from the article alone; `thread` is the talk so far, oldest first.
pub fn answer(_analysis: &Analysis, _question: &str, _thread: &[Turn]) -> Answer {
    Answer { kind: AnswerKind::NotInArticle, evidence: None, short: None, nearest: Vec::new() }
}

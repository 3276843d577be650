//! Hedges: the words by which the source itself holds a statement back ("apparently", "could", "is expected to").

use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::segment::Sentence;
use crate::span::Span;

/// How the statement is held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HedgeKind {
    /// "may", "could", "possibly": it is possible.
    Possible,
    /// "likely", "probably", "expected to": it is probable.
    Probable,
    /// "apparently", "reportedly", "alleged": hearsay.
    Hearsay,
    /// "if", "unless", "provided that": under a condition.
    Conditional,
    /// "about", "roughly", "some 300": approximate.
    Approximate,
}

/// One hedge.
#[derive(Clone, Copy, Debug)]
pub struct Hedge {
    /// Where.
    pub span: Span,
    /// In which sentence (index).
    pub sentence: usize,
    /// How.
    pub kind: HedgeKind,
}

/// All hedges in order.
pub fn find(_article: &Article, _sentences: &[Sentence], _lexicon: &Lexicon) -> Vec<Hedge> {
    Vec::new()
}

//! Disputes: two sides that clearly speak of the same thing and contradict each other.

use crate::analyse::Findings;
use crate::analyse::attribution::Source;
use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::segment::Sentence;
use crate::span::Span;

/// One side of a dispute.
#[derive(Clone, Debug)]
pub struct Side {
    /// Who takes it.
    pub source: Source,
    /// The sentence that shows it (index).
    pub sentence: usize,
    /// The words that take the side.
    pub content: Span,
}

/// One dispute.
#[derive(Clone, Debug)]
pub struct Dispute {
    /// The words of the article that name what is disputed.
    pub about: Span,
    /// Two sides.
    pub sides: [Side; 2],
    /// How surely both speak of the same thing; higher first.
    pub score: f32,
}

/// All disputes, surest first.
pub fn find(_article: &Article, _sentences: &[Sentence], _found: &Findings, _lexicon: &Lexicon) -> Vec<Dispute> {
    Vec::new()
}

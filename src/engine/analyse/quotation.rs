//! Quotations: what stands inside quotation marks, straight or curly, nested, over paragraphs, broken by the cue.

use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::segment::Sentence;
use crate::span::Span;

/// What the quotation marks are there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotationKind {
    /// Words that somebody spoke or wrote.
    Speech,
    /// A word held at arm's length, a nickname, a term: nobody's speech.
    Scare,
    /// The title of a work.
    Title,
}

/// One stretch of quoted text. Over paragraphs there is one a paragraph, tied by `continues`.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// The words between the marks.
    pub span: Span,
    /// With the marks.
    pub outer: Span,
    /// What it is.
    pub kind: QuotationKind,
    /// Inside another quotation.
    pub nested: bool,
    /// Goes on from the quotation before (next paragraph, or after the cue).
    pub continues: bool,
    /// Index into `Findings::attributions`, filled by that pass.
    pub attribution: Option<usize>,
}

/// All quotations in order.
pub fn find(_article: &Article, _sentences: &[Sentence], _lexicon: &Lexicon) -> Vec<Quotation> {
    Vec::new()
}

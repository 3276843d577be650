//! Newsdesk's briefing engine: one article in, a grounded digest or a cited answer out.
//!
//! ```text
//! bytes ─extract─▶ Article ─segment─▶ Sentences ─analyse─▶ Findings ─digest─▶ Digest ─render─▶ text
//!                                                    └──────────────answer─▶ Answer ─render─▶ text
//! ```
//! The crate is pure: no clock, network, disk, threads of its own, randomness or global state. The same article, recipe
//! and version give the same bytes.
//!
//! What always holds (each has its test in `tests/it`):
//! 1. Evidence is verbatim, because [`article::Article::quote`] is the only maker of a quote.
//! 2. A claim has evidence; an answer without evidence is "not in the article".
//! 3. Analysis cannot fail; only [`extract`] returns an error.
//! 4. Same input, same bytes.

pub mod analyse;
pub mod answer;
pub mod article;
pub mod digest;
pub mod extract;
pub mod lexicon;
pub mod recipe;
pub mod render;
pub mod segment;
pub mod span;

use analyse::Findings;
use article::Article;
use lexicon::Lexicon;
use segment::Sentence;

/// The engine's version: digests of different versions may differ.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// An article with everything the passes found in it. Made once; digests and answers are read off it.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// What was read.
    pub article: Article,
    /// Its sentences in order, those of headings and captions included (see [`segment::SentenceKind`]).
    pub sentences: Vec<Sentence>,
    /// What the passes found.
    pub findings: Findings,
}

impl Analysis {
    /// Runs every pass over `article`. Cannot fail; time grows linearly with the text.
    pub fn of(article: Article, lexicon: &Lexicon) -> Self {
        let sentences = segment::segment(&article, lexicon);
        let findings = analyse::analyse(&article, &sentences, lexicon);
        Self { article, sentences, findings }
    }
}

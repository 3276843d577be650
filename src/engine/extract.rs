//! From bytes to an [`Article`]: decoding, the language, and which part of the text is what.

// Lines and paragraphs, and what each is by its own words.
mod byline;
mod caption;
mod contributor;
mod credit;
mod dateline;
mod furniture;
mod look;
mod offer;
mod paragraph;
mod piece;
mod publication_date;
// What the neighbours make of it.
mod header;
mod metadata;
mod story;
// The whole, from each kind of text.
pub mod plain;

use chrono::NaiveDate;

use crate::article::{Article, RegionKind};

/// Why no article could be read. Each says what to do next.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExtractError {
    /// Nothing but furniture.
    #[error("no article text was found: paste the story itself, or give the page of one article")]
    NoBody,
    /// Too little text.
    #[error("the text is too short to brief ({words} words): give the whole article")]
    TooShort {
        /// Words found.
        words: usize,
    },
    /// The page shows only the beginning.
    #[error("the page shows only the beginning of the article (paywall): paste the text, if you may read it")]
    Paywalled,
    /// Binary or log data.
    #[error("this is not the text of an article: {reason}")]
    NotText {
        /// What it looks like instead.
        reason: String,
    },
    /// Another language.
    #[error("the text is in {language}, and only English can be briefed: give an English version")]
    UnsupportedLanguage {
        /// English name of the language found.
        language: String,
    },
    /// Over the limit.
    #[error("the text is too large ({bytes} bytes, at most {limit}): give one article at a time")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The most that is read.
        limit: usize,
    },
}

/// What the caller knows of the article beside its bytes.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Title.
    pub title: Option<String>,
    /// Day of publication.
    pub published: Option<NaiveDate>,
    /// Address.
    pub url: Option<String>,
}

/// What kind of document the bytes are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Found out from the content.
    #[default]
    Detect,
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
}

/// Reads an article from already decoded plain text. The article's text is `text` itself.
///
/// # Errors
/// Never `Paywalled`; else as [`ExtractError`] says.
pub fn from_text(text: &str, known: &Known) -> Result<Article, ExtractError> {
    let article = plain::article(text.to_owned(), known);
    let words: usize = article.spans(RegionKind::Body).map(|it| article.slice(it).split_whitespace().count()).sum();
    if words == 0 { Err(ExtractError::NoBody) } else { Ok(article) }
}

//! What was read: the text, unchanged, and which part of it is what. Names follow schema.org/NewsArticle.

pub mod view;

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// What a stretch of the article's text is. Only `Body` can become a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RegionKind {
    /// The article's own title.
    Headline,
    /// The line under the headline that sums the story up.
    Standfirst,
    /// Who wrote it.
    Byline,
    /// The outlet or agency.
    Publisher,
    /// When it was published or updated.
    Date,
    /// "MUNICH (AP) —" before the first sentence.
    Dateline,
    /// A heading between paragraphs.
    Heading,
    /// The text under a picture.
    Caption,
    /// Who took the picture.
    Credit,
    /// "… contributed to this report", corrections' boxes, notes on the source.
    Contributor,
    /// A row of a table or of a ticker.
    Table,
    /// Menus, sharing, newsletter offers, related links, separators.
    Boilerplate,
    /// A paragraph of the story (without its dateline).
    Body,
}

/// One region; regions are sorted, do not overlap and never reach over a paragraph break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is.
    pub kind: RegionKind,
}

/// How the text came to us; it decides what provenance may be claimed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Given by a person as text or file: not checked against any publisher.
    #[default]
    Pasted,
    /// Fetched from the publisher's address.
    Fetched,
}

/// How much of the article the publisher shows to everybody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Nothing says that it must be paid for.
    #[default]
    Free,
    /// The page says that it must be paid for, and yet all of it seems to be there.
    Paid,
    /// Only its beginning is there.
    CutShort,
}

/// What form the article has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// One text.
    #[default]
    Story,
    /// Entries that follow each other as things happen.
    LiveBlog,
    /// Pictures with a text under each.
    Gallery,
}

/// The article's leading picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Image {
    /// Where it is, http or https.
    pub url: String,
    /// What it shows, in words for those who can't see it.
    pub alt: Option<String>,
}

/// What the publisher wishes of those who show parts of the article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wishes {
    /// No snippet at all.
    pub no_snippet: bool,
    /// Characters of a snippet at most; absent where there is no such wish.
    pub max_snippet: Option<usize>,
    /// Parts that no snippet may show, in order.
    pub withheld: Vec<Span>,
}

/// What is known of the article beside its text, each as it was given or found. Dates are `YYYY-MM-DD`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Headline: given by the caller, else the headline region's text.
    pub headline: Option<String>,
    /// Names of the writers, in order.
    pub byline: Vec<String>,
    /// The outlet or agency.
    pub publisher: Option<String>,
    /// Day of publication. Absent means unknown: relative dates then stay unresolved.
    pub date_published: Option<chrono::NaiveDate>,
    /// Day of the last change.
    pub date_modified: Option<chrono::NaiveDate>,
    /// The outlet's section that it stands in.
    pub section: Option<String>,
    /// The language that the page says it is in, as a BCP 47 tag.
    pub language: Option<String>,
    /// The leading picture.
    pub image: Option<Image>,
    /// What the publisher wishes.
    pub wishes: Wishes,
    /// How much of it is there.
    pub access: Access,
    /// What form it has.
    pub form: Form,
    /// The place named in the dateline.
    pub dateline_place: Option<String>,
    /// Address of the article, http or https.
    pub url: Option<String>,
    /// Whether it is marked as opinion.
    pub opinion: bool,
    /// How it came to us.
    pub origin: Origin,
}

/// One news article. The text is exactly what was decoded and never changes; everything else holds spans of it.
#[derive(Clone, Debug, Default)]
pub struct Article {
    text: String,
    regions: Vec<Region>,
    /// What is known beside the text.
    pub metadata: Metadata,
}

/// Characters of context kept on either side of a quote (W3C Web Annotation's TextQuoteSelector).
const CONTEXT: usize = 32;

/// Verbatim evidence: a quote selector and a position selector. [`Article::quote`] is its only maker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[non_exhaustive]
pub struct Quote {
    /// The words themselves.
    pub exact: String,
    /// Up to 32 characters before them.
    pub prefix: String,
    /// Up to 32 characters after them.
    pub suffix: String,
    /// First byte in the article's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Quote {
    /// Where it stands.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

impl Article {
    /// An article of `text` with `regions`; those that do not fit the text or overlap an earlier one are dropped.
    pub fn new(text: String, mut regions: Vec<Region>, metadata: Metadata) -> Self {
        regions.sort_by_key(|it| it.span);
        let mut kept: Vec<Region> = Vec::with_capacity(regions.len());
        for region in regions {
            let fits = !region.span.is_empty() && text.get(region.span.start..region.span.end).is_some();
            if fits && kept.last().is_none_or(|last| last.span.end <= region.span.start) {
                kept.push(region);
            }
        }
        Self { text, regions: kept, metadata }
    }

    /// The decoded text, exactly as read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All regions in order.
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// The spans of one kind of region, in order.
    pub fn spans(&self, kind: RegionKind) -> impl Iterator<Item = Span> + '_ {
        self.regions.iter().filter(move |it| it.kind == kind).map(|it| it.span)
    }

    /// The text under a span, or "" when it does not fit.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// Evidence for a span: its exact words with their surroundings; `None` when the span is empty or does not fit.
    pub fn quote(&self, span: Span) -> Option<Quote> {
        let exact = self.text.get(span.start..span.end).filter(|it| !it.is_empty())?;
        let before = self.text.get(..span.start)?;
        let after = self.text.get(span.end..)?;
        let from = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
        Some(Quote {
            exact: exact.to_owned(),
            prefix: before.get(from..).unwrap_or_default().to_owned(),
            suffix: after.chars().take(CONTEXT).collect(),
            start: span.start,
            end: span.end,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_what_stands_there() {
        let article = Article::new("Sie sagte: „Nein.“ Dann ging sie.".into(), vec![], Metadata::default());
        let start = article.text().find("Nein").unwrap();
        let quote = article.quote(Span::new(start, start + 5)).unwrap();
        assert_eq!((quote.exact.as_str(), quote.prefix.as_str()), ("Nein.", "Sie sagte: „"));
        assert_eq!(article.quote(Span::new(12, 13)), None, "inside a character");
        assert_eq!(article.quote(Span::new(3, 999)), None);
    }

    #[test]
    fn regions_never_overlap() {
        let body = |a, b| Region { span: Span::new(a, b), kind: RegionKind::Body };
        let article = Article::new("0123456789".into(), vec![body(4, 8), body(0, 5), body(8, 99)], Metadata::default());
        assert_eq!(article.regions(), &[body(0, 5)]);
    }
}

//! The article in words: what `newsdesk extract` writes, and what every view says about the text it rests on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Access, Article, Form, Image, Origin, RegionKind};

/// The caller's own id of an article, given back as it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Id {
    /// Text.
    Text(String),
    /// A whole number.
    Number(i64),
}

/// Identifies the text that offsets point into.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TextIdentity {
    /// Always "utf8": offsets count bytes.
    pub unit: String,
    /// SHA-256 of the text, hexadecimal.
    pub sha256: String,
    /// Length in bytes.
    pub bytes: usize,
}

impl TextIdentity {
    /// The identity of `text`.
    pub fn of(text: &str) -> Self {
        use sha2::Digest as _;
        let sha256 = sha2::Sha256::digest(text).iter().map(|it| format!("{it:02x}")).collect();
        Self { unit: "utf8".into(), sha256, bytes: text.len() }
    }
}

/// Where the article comes from, and how far that was checked.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Provenance {
    /// Writers.
    pub byline: Vec<String>,
    /// Outlet or agency.
    pub publisher: Option<String>,
    /// `YYYY-MM-DD`.
    pub date_published: Option<String>,
    /// Link.
    pub url: Option<String>,
    /// Pasted or fetched.
    pub origin: Origin,
    /// Marked as opinion.
    pub opinion: bool,
}

/// One article as it was read.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "Newsdesk article")]
pub struct ArticleView {
    /// The caller's id of the article, when one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// Headline of the article.
    pub headline: Option<String>,
    /// The line under it.
    pub standfirst: Option<String>,
    /// Where it comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
    /// Day of the last change, `YYYY-MM-DD`.
    pub date_modified: Option<String>,
    /// The outlet's section that it stands in.
    pub section: Option<String>,
    /// The language that the page says it is in, as a BCP 47 tag.
    pub language: Option<String>,
    /// The leading picture.
    pub image: Option<Image>,
    /// How much of it the publisher shows to everybody.
    pub access: Access,
    /// What form it has.
    pub form: Form,
    /// What the publisher wishes of those who show parts of it.
    pub wishes: WishesView,
    /// The place named in the dateline.
    pub dateline_place: Option<String>,
    /// The story: its paragraphs, the headings between them and the rows of its tables, a blank line apart.
    pub body: String,
    /// What the offsets count.
    pub identity: TextIdentity,
    /// The whole text, which the offsets point into.
    pub text: String,
    /// What each part of the text is, in order.
    pub regions: Vec<RegionView>,
}

/// What the publisher wishes of those who show parts of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WishesView {
    /// No snippet at all.
    pub no_snippet: bool,
    /// Characters of a snippet at most, where there is such a wish.
    pub max_snippet: Option<usize>,
    /// Parts of the text that no snippet may show.
    pub withheld: Vec<Withheld>,
}

/// A part of the text that no snippet may show.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Withheld {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// One part of the text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RegionView {
    /// What it is.
    pub kind: RegionKind,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Article {
    /// The article in words. `id` is the caller's id of it.
    pub fn view(&self, id: Option<Id>) -> ArticleView {
        let first = |kind| self.spans(kind).next().map(|it| fold(self.slice(it)));
        let region = |it: &super::Region| RegionView { kind: it.kind, start: it.span.start, end: it.span.end };
        let metadata = &self.metadata;
        ArticleView {
            id,
            headline: self.headline(),
            standfirst: first(RegionKind::Standfirst),
            provenance: self.provenance(),
            date_modified: metadata.date_modified.map(|it| it.to_string()),
            section: metadata.section.clone(),
            language: metadata.language.clone(),
            image: metadata.image.clone(),
            access: metadata.access,
            form: metadata.form,
            wishes: WishesView {
                no_snippet: metadata.wishes.no_snippet,
                max_snippet: metadata.wishes.max_snippet,
                withheld: metadata.wishes.withheld.iter().map(|it| Withheld { start: it.start, end: it.end }).collect(),
            },
            dateline_place: self.metadata.dateline_place.clone(),
            body: self.body(),
            identity: TextIdentity::of(self.text()),
            text: self.text().to_owned(),
            regions: self.regions().iter().map(region).collect(),
        }
    }

    /// The headline as given, else as it stands in the text.
    pub fn headline(&self) -> Option<String> {
        let in_text = || self.spans(RegionKind::Headline).next().map(|it| fold(self.slice(it)));
        self.metadata.headline.clone().or_else(in_text)
    }

    /// What may be said about where the article comes from.
    pub fn provenance(&self) -> Provenance {
        let metadata = &self.metadata;
        Provenance {
            byline: metadata.byline.clone(),
            publisher: metadata.publisher.clone(),
            date_published: metadata.date_published.map(|it| it.to_string()),
            url: metadata.url.clone(),
            origin: metadata.origin,
            opinion: metadata.opinion,
        }
    }

    /// The story alone: datelines stay on the line of the sentence that they stand before.
    fn body(&self) -> String {
        let mut body = String::new();
        let mut after_dateline = false;
        for region in &self.regions {
            let part = self.slice(region.span).trim();
            let told = matches!(
                region.kind,
                RegionKind::Body | RegionKind::Heading | RegionKind::Dateline | RegionKind::Table
            );
            if part.is_empty() || !told {
                continue;
            }
            if !body.is_empty() {
                body.push_str(if after_dateline { " " } else { "\n\n" });
            }
            body.push_str(part);
            after_dateline = region.kind == RegionKind::Dateline;
        }
        body
    }
}

/// `text` with its white space folded to single spaces.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::article::{Metadata, Region};
    use crate::span::Span;

    use super::*;

    #[test]
    fn the_body_is_the_story() {
        let text = "Bridge\nreopens\n\nMUNICH (AP) — It reopened.\n\nA caption.\n\nWhy now\n\nNobody says.";
        let at = |part: &str, kind| {
            let start = text.find(part).unwrap();
            Region { span: Span::new(start, start + part.len()), kind }
        };
        let regions = vec![
            at("Bridge\nreopens", RegionKind::Headline),
            at("MUNICH (AP) —", RegionKind::Dateline),
            at("It reopened.", RegionKind::Body),
            at("A caption.", RegionKind::Caption),
            at("Why now", RegionKind::Heading),
            at("Nobody says.", RegionKind::Body),
        ];
        let view = Article::new(text.into(), regions, Metadata::default()).view(None);
        assert_eq!(view.headline.as_deref(), Some("Bridge reopens"));
        assert_eq!(view.body, "MUNICH (AP) — It reopened.\n\nWhy now\n\nNobody says.");
    }
}

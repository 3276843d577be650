//! From bytes to an [`Article`]: decoding, the language, and which part of the text is what.

// Bytes to text, and what is refused.
mod decode;
mod language;
mod refuse;
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
mod wishes;
// The whole, from each kind of text.
pub mod blocks;
mod draft;
mod front_matter;
pub mod html;
mod markdown;
pub mod plain;

use chrono::NaiveDate;

use crate::article::{Access, Article, RegionKind};

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

/// What came with the bytes of a page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Headers<'h> {
    /// The encoding that `Content-Type` names.
    pub charset: Option<&'h str>,
    /// `X-Robots-Tag`.
    pub robots: &'h [String],
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

/// The most bytes of text that are read.
pub const LIMIT: usize = 2_000_000;

/// How much of a page is read. Time and memory grow with the page's size within them, and not faster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a page; a larger one is refused.
    pub bytes: usize,
    /// Elements and texts; the rest of a page that has more is not read.
    pub nodes: usize,
    /// How deep elements stand in each other; likewise. Browsers stop at 512.
    pub depth: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 8_000_000, nodes: 500_000, depth: 512 }
    }
}

/// The text of a page's bytes, its encoding told from `charset`, its byte order mark, its own declaration or its content.
///
/// # Errors
/// `NotText` when it is of no known encoding.
pub fn page_text(bytes: &[u8], charset: Option<&str>) -> Result<String, ExtractError> {
    decode::decode(bytes, charset, true)
}

/// Words that a text must have at least.
const SHORTEST: usize = 8;

/// Reads an article from the bytes of a document. `charset_hint` is the encoding that came with them, if any did.
///
/// # Errors
/// As [`ExtractError`] says.
pub fn read(bytes: &[u8], format: Format, charset_hint: Option<&str>, known: &Known) -> Result<Article, ExtractError> {
    let headers = Headers { charset: charset_hint, ..Headers::default() };
    briefable(document(bytes, format, &headers, known, &Limits::default())?)
}

/// Reads an article from the bytes of a document, whatever its language or length, and as far as its publisher shows it:
/// [`briefable`] says whether a digest can be made of it.
///
/// # Errors
/// `NotText`, `TooLarge`, and `NoBody` where there is no text at all.
pub fn document(
    bytes: &[u8],
    format: Format,
    headers: &Headers<'_>,
    known: &Known,
    limits: &Limits,
) -> Result<Article, ExtractError> {
    if bytes.len() > limits.bytes {
        return Err(ExtractError::TooLarge { bytes: bytes.len(), limit: limits.bytes });
    }
    if let Some(reason) = refuse::binary(bytes) {
        return Err(ExtractError::NotText { reason: reason.to_owned() });
    }
    // What is a page must be known before its own declaration of an encoding can be looked for; tags are ASCII in all.
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4_096)).unwrap_or_default());
    let page = format == Format::Html || format == Format::Detect && html::is_page(&head);
    let text = decode::decode(bytes, headers.charset, page)?;
    if page || format == Format::Detect && html::is_page(&text) {
        // Browsers pass over a stray NUL in a page, and so do we.
        let text = if text.contains('\0') { text.replace('\0', "") } else { text };
        if refuse::is_garbled(&text) {
            return Err(ExtractError::NotText { reason: "it holds binary data".to_owned() });
        }
        return html::article(&text, headers, known, limits);
    }
    if text.len() > LIMIT {
        return Err(ExtractError::TooLarge { bytes: text.len(), limit: LIMIT });
    }
    legible(&text)?;
    let markdown = match format {
        Format::Plain => false,
        Format::Detect => markdown::is_markdown(&text),
        Format::Markdown | Format::Html => true,
    };
    if text.trim().is_empty() {
        return Err(ExtractError::NoBody);
    }
    let mut article = if markdown { markdown::article(&text, known) } else { plain::article(text, known) };
    article.metadata.wishes = wishes::wishes(std::iter::empty(), headers);
    Ok(article)
}

/// Reads an article from already decoded plain text. The article's text is `text` itself.
///
/// # Errors
/// Never `Paywalled`; else as [`ExtractError`] says.
pub fn from_text(text: &str, known: &Known) -> Result<Article, ExtractError> {
    if text.len() > LIMIT {
        return Err(ExtractError::TooLarge { bytes: text.len(), limit: LIMIT });
    }
    legible(text)?;
    briefable(plain::article(text.to_owned(), known))
}

/// Refuses what is text only by its encoding.
fn legible(text: &str) -> Result<(), ExtractError> {
    let garbled = refuse::is_garbled(text).then_some("it holds binary data");
    let reason = garbled.or_else(|| refuse::not_prose(text));
    reason.map_or(Ok(()), |it| Err(ExtractError::NotText { reason: it.to_owned() }))
}

/// The article, unless no digest can be made of it.
///
/// # Errors
/// `NoBody`, `TooShort`, `Paywalled` or `UnsupportedLanguage`.
pub fn briefable(article: Article) -> Result<Article, ExtractError> {
    if article.metadata.access == Access::CutShort {
        return Err(ExtractError::Paywalled);
    }
    let body: Vec<&str> = article.spans(RegionKind::Body).map(|it| article.slice(it)).collect();
    let words = body.iter().map(|it| it.split_whitespace().count()).sum();
    let seen = if words == 0 { article.text().to_owned() } else { body.join("\n") };
    if let Some(language) = language::other_than_english(&seen) {
        return Err(ExtractError::UnsupportedLanguage { language });
    }
    match words {
        0 => Err(ExtractError::NoBody),
        _ if !body.iter().any(|it| has_sentence(it)) => Err(ExtractError::NoBody),
        1..SHORTEST => Err(ExtractError::TooShort { words }),
        _ => Ok(article),
    }
}

/// Whether a paragraph holds a sentence: words that end as one, or so many that the end mark was only forgotten.
fn has_sentence(paragraph: &str) -> bool {
    let look = look::Look::of(paragraph);
    look.words.len() >= 2
        && look.lower > 0
        && (look.end != look::End::Open || look.has_inner_stop() || look.words.len() >= 8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STORY: &str = "The bridge over the river fell on Monday, and nobody was hurt, the mayor said.\n\n\
        “We had been told that it would hold,” she said, and asked the ministry why it had not been closed.";

    fn refused(bytes: &[u8], format: Format) -> String {
        read(bytes, format, None, &Known::default())
            .map_or_else(|it| it.to_string(), |it| format!("read: {}", it.text()))
    }

    #[test]
    fn refusals_say_what_to_do() {
        let check = |bytes: &[u8], expected: &str| {
            let said = refused(bytes, Format::Detect);
            assert!(said.contains(expected), "{expected:?} is not in {said:?}");
        };
        check(b"", "no article text");
        check(b" \n\n ", "no article text");
        check(b"___", "no article text");
        check(b"Bridge falls", "no article text");
        check(b"The bridge fell.", "too short");
        check(b"\x89PNG\r\n\x1a\n\0\0", "PNG picture");
        check(b"%PDF-1.7\n%\xe2\xe3", "PDF document");
        check(b"PK\x03\x04\x14\0", "ZIP archive");
        check(b"The bridge\0 fell.", "binary");
        check(b"The bridge \xff\xfe\xfd fell on Monday, said the mayor of the town.", "UTF-8");
        check(
            "Die Brücke über den Fluss ist am Montag eingestürzt, sagte die Bürgermeisterin der Stadt.".as_bytes(),
            "German",
        );
        check(b"2025-01-01 12:00:00 a\n2025-01-01 12:00:01 b\n2025-01-01 12:00:02 c\n", "log file");
        check(&vec![b'a'; LIMIT + 1], "too large");
        check(b"<html><body><nav><a href=a>Home</a></nav></body></html>", "no article text");
    }

    #[test]
    fn the_text_of_a_text_is_the_text() {
        for text in [STORY.to_owned(), format!("\u{feff}{STORY}\r\n"), format!("  {STORY}\n___\n")] {
            assert_eq!(from_text(&text, &Known::default()).unwrap().text(), text);
        }
        let latin: Vec<u8> =
            b"The caf\xe9 on the quay was closed on Monday, said its owner, who is \x93very sad\x94.".to_vec();
        assert!(
            read(&latin, Format::Plain, None, &Known::default())
                .unwrap()
                .text()
                .contains("café on the quay was closed on Monday, said its owner, who is “very sad”.")
        );
    }

    #[test]
    fn what_the_caller_knows_goes_first() {
        let known =
            Known { title: Some("Bridge down".into()), published: NaiveDate::from_ymd_opt(2024, 5, 6), url: None };
        let text = format!("Bridge falls in the north\n\nBy Ann Lee\nMay 2, 2024\n\n{STORY}");
        let metadata = from_text(&text, &known).unwrap().metadata;
        assert_eq!((metadata.headline.as_deref(), metadata.date_published), (Some("Bridge down"), known.published));
        let metadata = from_text(&text, &Known::default()).unwrap().metadata;
        assert_eq!(metadata.headline.as_deref(), Some("Bridge falls in the north"));
        assert_eq!(metadata.date_published, NaiveDate::from_ymd_opt(2024, 5, 2));
        let metadata = from_text(STORY, &Known::default()).unwrap().metadata;
        assert_eq!((metadata.headline, metadata.date_published), (None, None));
    }

    /// Regions hold everything but white space, in order, and none lies in a character.
    fn check_regions(article: &Article) {
        let text = article.text();
        let mut end = 0;
        for region in article.regions() {
            assert!(
                text.get(end..region.span.start).is_some_and(|it| it.trim().is_empty()),
                "{:?} in {text:?}",
                region.span
            );
            assert!(!article.slice(region.span).trim().is_empty());
            end = region.span.end;
        }
        assert!(text.get(end..).is_some_and(|it| it.trim().is_empty()), "behind {end} in {text:?}");
    }

    /// Pieces that the rules look for, in any order.
    fn newsy() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            prop::sample::select(vec![
                "By Ann Lee",
                " and ",
                "OSLO (AP) —",
                " — ",
                "- ",
                "--",
                "\n",
                "\n\n",
                "\r\n",
                " ",
                ". ",
                "? ",
                "“",
                "”",
                "\"",
                "'",
                "(",
                ")",
                "[",
                "]",
                "|",
                ":",
                "/",
                "AP Photo/",
                "Photo: ",
                "May 2, 2024",
                "2024-05-02",
                "said",
                "The bridge fell",
                "(Reporting by",
                "___",
                "é",
                "…",
                "Read more: ",
                "# ",
                "* ",
                "**",
                "![a](b)",
                "---\n",
                "title: x\n",
                "<p>",
                "</p>",
                "<div class=share>",
                "<h1>",
                "<table><tr><td>",
                "<script type='application/ld+json'>",
                "{\"@type\":\"Article\"",
                "</script>",
                "&amp;",
                "&#x0;",
                "<!--",
                "\u{a0}",
                "\u{2028}",
                "Monday",
            ])
            .prop_map(str::to_owned),
            ".{0,6}",
        ];
        prop::collection::vec(piece, 0..60).prop_map(|it| it.concat())
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            for format in [Format::Detect, Format::Plain, Format::Markdown, Format::Html] {
                if let Ok(article) = read(&bytes, format, None, &Known::default()) {
                    check_regions(&article);
                }
            }
        }

        #[test]
        fn any_text_falls_into_regions(text in newsy()) {
            let article = plain::article(text.clone(), &Known::default());
            assert_eq!(article.text(), text);
            check_regions(&article);
            check_regions(&markdown::article(&text, &Known::default()));
            if let Ok(article) = html::article(&text, &Headers::default(), &Known { title: Some("The bridge fell".into()), ..Known::default() }, &Limits::default()) {
                check_regions(&article);
            }
        }
    }
}

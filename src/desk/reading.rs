//! From a fetched page to the article that stands on it.

use engine::article::{Article, Origin};
use engine::extract::{ExtractError, Format, Headers, Known, Limits, blocks, briefable, document};

use crate::address;
use crate::ports::{Page, PageKind};

/// The article of `page`, if a digest can be made of it.
///
/// # Errors
/// As [`ExtractError`] says, each with what to do about it.
pub fn article(page: &Page) -> Result<Article, ExtractError> {
    briefable(any_article(page, Known::default())?)
}

/// The article of `page`, whatever its language or length; what is `known` beside it goes before what the page says.
///
/// # Errors
/// When there is no text at all.
pub fn any_article(page: &Page, known: Known) -> Result<Article, ExtractError> {
    let format = match page.kind {
        PageKind::Html => Format::Html,
        PageKind::Markdown => Format::Markdown,
        // What is sent as plain text is often Markdown, and sometimes a page.
        PageKind::Plain | PageKind::Document | PageKind::Unknown => Format::Detect,
    };
    let url = known.url.unwrap_or_else(|| address::public(&page.address).into());
    let known = Known { url: Some(url), ..known };
    let headers = Headers { charset: page.charset.as_deref(), robots: &page.robots_tags };
    let mut article = match &page.read {
        Some(blocks) => blocks::article(blocks, &headers, &known)?,
        None => document(&page.bytes, format, &headers, &known, &Limits::default())?,
    };
    article.metadata.origin = Origin::Fetched;
    Ok(article)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read() {
        let check = |kind, text: &str, expected: Result<&str, &str>| {
            let address = "https://me:pw@example.org/a?token=x&id=7".parse().unwrap();
            let page = Page { address, kind, charset: None, robots_tags: Vec::new(), bytes: text.into(), read: None };
            let found = article(&page).map_err(|it| it.to_string());
            if let Ok(it) = &found {
                assert_eq!(it.metadata.origin, Origin::Fetched);
                assert_eq!(it.metadata.url.as_deref(), Some("https://example.org/a?id=7"));
            }
            let found = found.map(|it| it.headline().unwrap_or_default());
            match expected {
                Ok(headline) => assert_eq!(found.as_deref(), Ok(headline)),
                Err(said) => assert!(found.unwrap_err().contains(said)),
            }
        };
        let story = "The ferry to the islands will sail again on Monday after a strike of two weeks, the company said.";
        check(PageKind::Markdown, &format!("# Ferry sails again\n\n{story}\n"), Ok("Ferry sails again"));
        let page = format!("<html><body><h1>Ferry sails again</h1><p>{story}</p></body></html>");
        check(PageKind::Html, &page, Ok("Ferry sails again"));
        check(PageKind::Plain, "Hello.", Err("article"));
    }
}

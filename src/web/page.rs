//! An article's page: the request for it, and what it says it is.

use desk::ports::{Errand, Page, PageKind};
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName};
use url::Url;

use crate::Web;
use crate::fetch::{Request, get, text};
use crate::trouble::Trouble;

/// What is asked for.
const ACCEPT: &str = "text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.8, */*;q=0.1";

/// What can't be read, by the beginning of its kind: what it is, and what to give instead.
const REFUSED: &[(&str, &str, &str)] = &[
    ("application/pdf", "a PDF document", "copy its text and paste it"),
    ("application/msword", "a document", "copy its text and paste it"),
    ("application/vnd.", "a document", "copy its text and paste it"),
    ("application/rss", "a feed", "give the page of one of its articles"),
    ("application/atom", "a feed", "give the page of one of its articles"),
    ("application/rdf", "a feed", "give the page of one of its articles"),
    ("application/feed", "a feed", "give the page of one of its articles"),
    ("application/xml", "data", "give the page of one article"),
    ("text/xml", "data", "give the page of one article"),
    ("application/json", "data", "give the page of one article"),
    ("image/", "a picture", "give the page of the article that it belongs to"),
    ("video/", "a video", "give the page of an article about it"),
    ("audio/", "a sound recording", "give the page of an article about it"),
    ("", "something else", "give the page of one article"),
];

/// Fetches the page at `address`.
pub(crate) async fn fetch(web: &Web, address: &Url, errand: Errand) -> Result<Page, Trouble> {
    let wants = |host: &str, headers: &HeaderMap| kind(host, headers).map(drop);
    let response = get(web, Request { address, accept: ACCEPT, errand, validators: None, wants }).await?;
    let host = response.address.host_str().unwrap_or_default();
    let robots_tags = response.headers.get_all(HeaderName::from_static("x-robots-tag"));
    Ok(Page {
        kind: kind(host, &response.headers)?,
        charset: charset(&response.headers),
        robots_tags: robots_tags.iter().filter_map(|it| it.to_str().ok()).map(str::to_owned).collect(),
        bytes: response.bytes,
        address: response.address,
    })
}

/// What a page says it is, if it may be an article.
fn kind(host: &str, headers: &HeaderMap) -> Result<PageKind, Trouble> {
    let full = text(headers, &CONTENT_TYPE).unwrap_or_default();
    let kind = full.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "text/html" | "application/xhtml+xml" => Ok(PageKind::Html),
        "text/markdown" | "text/x-markdown" => Ok(PageKind::Markdown),
        "text/plain" => Ok(PageKind::Plain),
        "" | "application/octet-stream" | "binary/octet-stream" => Ok(PageKind::Unknown),
        it => {
            let refused = REFUSED.iter().find(|(start, ..)| it.starts_with(start));
            let (_, what, advice) = refused.copied().unwrap_or_default();
            // It is shown, and a server can write anything here.
            let kind = it.chars().filter(|it| it.is_ascii_graphic()).take(60).collect();
            Err(Trouble::Kind { host: host.to_owned(), what, kind, advice })
        }
    }
}

/// The encoding that the Content-Type names.
pub(crate) fn charset(headers: &HeaderMap) -> Option<String> {
    let parameters = text(headers, &CONTENT_TYPE)?.split(';').skip(1);
    let mut pairs = parameters.filter_map(|it| it.split_once('='));
    let (_, value) = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(value.trim().trim_matches(['"', '\'']).to_owned()).filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        let check = |content_type: &str, expected: Result<PageKind, &str>, encoding: Option<&str>| {
            let headers = HeaderMap::from_iter([(CONTENT_TYPE, content_type.parse().unwrap())]);
            let found = kind("example.org", &headers);
            match (&found, expected) {
                (Err(found), Err(expected)) => assert!(found.to_string().contains(expected), "{found}"),
                _ => assert_eq!(found.ok(), expected.ok(), "{content_type}"),
            }
            assert_eq!(charset(&headers).as_deref(), encoding, "{content_type}");
        };
        check("text/html", Ok(PageKind::Html), None);
        check("TEXT/HTML; charset=UTF-8", Ok(PageKind::Html), Some("UTF-8"));
        check("text/html;a=b;Charset = \"windows-1252\"", Ok(PageKind::Html), Some("windows-1252"));
        check("text/html; charset=", Ok(PageKind::Html), None);
        check("application/xhtml+xml", Ok(PageKind::Html), None);
        check("text/plain; charset='utf-8'", Ok(PageKind::Plain), Some("utf-8"));
        check("text/markdown", Ok(PageKind::Markdown), None);
        check("", Ok(PageKind::Unknown), None);
        check("application/octet-stream", Ok(PageKind::Unknown), None);
        check("application/pdf", Err("a PDF document (application/pdf)"), None);
        check("image/png", Err("a picture"), None);
        check("application/rss+xml", Err("a feed"), None);
        check("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Err("a document"), None);
        check("font/woff2", Err("something else (font/woff2), not an article"), None);
    }
}

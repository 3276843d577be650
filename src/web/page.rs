//! An article's page: the request for it, and what it says it is.

use desk::ports::{Errand, Page, PageKind};
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName};
use url::Url;

use crate::Web;
use crate::document::FileKind;
use crate::fetch::{Request, get, text};
use crate::trouble::Trouble;

/// What is asked for.
const ACCEPT: &str = "text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.8, application/pdf;q=0.7, \
    */*;q=0.1";

/// What can't be read, by the beginning of its kind: what it is, and what to give instead.
const REFUSED: &[(&str, &str, &str)] = &[
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
    let (mut kind, mut bytes, mut read) = (kind(host, &response.headers)?, response.bytes, None);
    // What it is, its first bytes say better than its server. Mail alone has none.
    let shown = FileKind::of(&bytes).filter(|it| *it != FileKind::Mail || kind == PageKind::Document);
    if kind == PageKind::Document || shown.is_some() {
        let file = shown.or_else(|| promised(&response.headers)).unwrap_or(FileKind::Pdf);
        let found =
            web.read(file, bytes).await.map_err(|it| Trouble::File { host: host.to_owned(), why: it.to_string() })?;
        kind = if found.page.is_some() { PageKind::Html } else { PageKind::Document };
        read = found.page.is_none().then(|| found.blocks());
        bytes = found.page.unwrap_or_default().into_bytes();
    }
    let robots_tags = response.headers.get_all(HeaderName::from_static("x-robots-tag"));
    Ok(Page {
        // A message's page was decoded already.
        charset: if shown == Some(FileKind::Mail) { Some("utf-8".into()) } else { charset(&response.headers) },
        kind,
        read,
        bytes,
        robots_tags: robots_tags.iter().filter_map(|it| it.to_str().ok()).map(str::to_owned).collect(),
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
        _ if promised(headers).is_some() => Ok(PageKind::Document),
        it => {
            let refused = REFUSED.iter().find(|(start, ..)| it.starts_with(start));
            let (_, what, advice) = refused.copied().unwrap_or_default();
            // It is shown, and a server can write anything here.
            let kind = it.chars().filter(|it| it.is_ascii_graphic()).take(60).collect();
            Err(Trouble::Kind { host: host.to_owned(), what, kind, advice })
        }
    }
}

/// The kind of file that the Content-Type promises.
pub(crate) fn promised(headers: &HeaderMap) -> Option<FileKind> {
    let full = text(headers, &CONTENT_TYPE)?;
    match full.split(';').next()?.trim().to_ascii_lowercase().as_str() {
        "application/pdf" | "application/x-pdf" => Some(FileKind::Pdf),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" | "application/msword" => {
            Some(FileKind::Docx)
        }
        "message/rfc822" => Some(FileKind::Mail),
        _ => None,
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
        check("application/pdf", Ok(PageKind::Document), None);
        check("image/png", Err("a picture"), None);
        check("application/rss+xml", Err("a feed"), None);
        check("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Ok(PageKind::Document), None);
        check("application/vnd.ms-excel", Err("a document"), None);
        check("font/woff2", Err("something else (font/woff2), not an article"), None);
    }
}

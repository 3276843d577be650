//! An article's page: the request for it, and what it says it is.

use desk::ports::{Errand, Page, PageKind};
use reqwest::header::CONTENT_TYPE;
use url::Url;

use crate::Web;
use crate::fetch::{Request, get};
use crate::trouble::Trouble;

/// Fetches the page at `address`.
pub(crate) async fn fetch(web: &Web, address: &Url, _errand: Errand) -> Result<Page, Trouble> {
    let request = Request { address, accept: "text/html, text/plain;q=0.8", validators: None };
    let response = get(web, request).await?;
    let kind = match response.headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok()) {
        Some(it) if it.starts_with("text/html") => PageKind::Html,
        _ => PageKind::Unknown,
    };
    Ok(Page { address: response.address, kind, charset: None, robots_tags: Vec::new(), bytes: response.bytes })
}

//! Feeds: asked for with what the last poll left, read into items; and found from the page that they belong to.
//!
//! Everything but `poll` and `find` is pure: bytes and headers in, items and wishes out, so that its tests are data.

mod date;
mod discover;
pub(crate) mod encoding;
mod json;
pub(crate) mod markup;
pub mod opml;
mod plain;
pub mod read;
mod rest;
mod vocabulary;
mod xml;

#[cfg(test)]
mod oddity;

use desk::ports::{Errand, Feed, Offer, Polled, Validators};
use reqwest::header::{ETAG, HeaderName, LAST_MODIFIED};
use url::Url;

pub use discover::discover;

use crate::Web;
use crate::fetch::{Request, Response, get, text};
use crate::page::charset;
use crate::trouble::Trouble;

/// What is asked for.
const ACCEPT: &str =
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5";

/// The longest validator that is kept: one that is longer is no help to anybody.
const LONGEST_VALIDATOR: usize = 1_000;

/// Asks `feed` what is new.
pub(crate) async fn poll(web: &Web, feed: &Feed) -> Result<Polled, Trouble> {
    polled(get(web, request(&feed.address, Some(&feed.validators))).await?, &feed.validators)
}

/// Which feeds belong to the page at `address`: itself, if it is one.
pub(crate) async fn find(web: &Web, address: &Url) -> Result<Vec<Offer>, Trouble> {
    let response = get(web, request(address, None)).await?;
    let charset = charset(&response.headers);
    match read::read(&response.bytes, charset.as_deref(), Some(&response.address)) {
        Ok(reading) => Ok(vec![Offer { title: reading.content.title, address: address.clone() }]),
        Err(_) => Ok(discover(&response.bytes, charset.as_deref(), &response.address)),
    }
}

fn request<'a>(address: &'a Url, validators: Option<&'a Validators>) -> Request<'a> {
    // Somebody subscribed to the feed itself: robots.txt is for its articles. What it says it is doesn't matter: feeds are
    // sent as HTML, as plain text, as anything.
    Request { address, accept: ACCEPT, errand: Errand::Person, validators, wants: |_, _| Ok(()) }
}

/// What an answer amounts to.
fn polled(response: Response, before: &Validators) -> Result<Polled, Trouble> {
    let Response { address, moved_to, status, headers, bytes } = response;
    let header = |name: &HeaderName| text(&headers, name).filter(|it| it.len() <= LONGEST_VALIDATOR).map(str::to_owned);
    let mut validators = Validators { etag: header(&ETAG), last_modified: header(&LAST_MODIFIED) };
    if status == 304 {
        validators.etag = validators.etag.or_else(|| before.etag.clone());
        validators.last_modified = validators.last_modified.or_else(|| before.last_modified.clone());
        return Ok(Polled { moved_to, validators, rest: rest::rest(&headers, None), content: None });
    }
    let charset = charset(&headers);
    let reading = read::read(&bytes, charset.as_deref(), Some(&address)).map_err(|why| {
        let host = address.host_str().unwrap_or_default().to_owned();
        Trouble::NoFeed { host, why }
    })?;
    let rest = rest::rest(&headers, Some(&reading.wishes));
    Ok(Polled { moved_to, validators, rest, content: Some(reading.content) })
}

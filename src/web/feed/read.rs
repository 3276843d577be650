//! A feed's bytes into what it holds: RSS, RDF, Atom and JSON Feed; no clock, no network.

use std::time::Duration;

use desk::ports::{FeedContent, FeedItem};
use url::Url;

use super::plain::{Tags, plain};
use super::{encoding, json, xml};

/// The most bytes that a feed may have.
pub const LARGEST: usize = 10_000_000;

/// The most items that are taken from a feed: the first ones, which are the newest of all feeds that have so many.
pub(super) const MOST_ITEMS: usize = 2_000;

/// The longest address that is taken.
const LONGEST_ADDRESS: usize = 4_000;

/// The longest title and the longest blurb, in bytes.
const LONGEST_TITLE: usize = 1_000;
const LONGEST_SUMMARY: usize = 20_000;

/// The longest id.
const LONGEST_ID: usize = 1_000;

/// A feed as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What it holds.
    pub content: FeedContent,
    /// What it wishes for.
    pub wishes: Wishes,
}

/// When a feed wants to be asked again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Not before: its `ttl`, or its update period.
    pub rest: Option<Duration>,
    /// Not in these hours, UTC.
    pub skip_hours: Vec<u32>,
    /// Not on these days, from Monday 0 to Sunday 6, UTC.
    pub skip_days: Vec<u32>,
}

/// Why something is no feed, as the end of "the server sent no feed: …".
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoFeed {
    /// No bytes, or only space.
    #[error("its answer was empty")]
    Empty,
    /// HTML.
    #[error("this is a page; give the address of the feed that belongs to it")]
    Page,
    /// Other XML.
    #[error("this is XML of another kind; give the address of an RSS or Atom feed")]
    OtherXml,
    /// Other JSON, or broken JSON.
    #[error("this is JSON, but no JSON Feed (or a broken one)")]
    OtherJson,
    /// Neither.
    #[error("this is neither RSS nor Atom nor JSON Feed")]
    Other,
    /// Elements in elements in elements.
    #[error("its elements are nested too deeply")]
    TooDeep,
    /// Over [`LARGEST`].
    #[error("it is larger than {} MB", LARGEST / 1_000_000)]
    TooLarge,
}

/// Reads the feed in `bytes`, which was at `address`; `charset` is what its Content-Type says. Broken parts are left out,
/// what remains is read: nothing but the wrong kind of document is an error.
///
/// # Errors
/// When it is no feed.
pub fn read(bytes: &[u8], charset: Option<&str>, address: Option<&Url>) -> Result<Reading, NoFeed> {
    if bytes.len() > LARGEST {
        return Err(NoFeed::TooLarge);
    }
    let text = encoding::decode(bytes, charset);
    let start = text.trim_start_matches(|it: char| it.is_whitespace() || it.is_control() || it == '\u{feff}');
    match start.chars().next() {
        None => Err(NoFeed::Empty),
        Some('{' | '[') => json::read(start, address),
        // Something may stand before the feed: a warning of the program that made it.
        Some(_) if start.contains('<') => xml::read(start, address),
        Some(_) => Err(NoFeed::Other),
    }
}

/// An item before its parts are cleaned: what its feed said, best first.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) id: Option<String>,
    pub(super) title: Option<(String, Tags)>,
    /// Of a vocabulary beside the feed's own: for where there is no other.
    pub(super) other_title: Option<(String, Tags)>,
    pub(super) address: Option<(Rank, Url)>,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) summary: Option<(String, Tags)>,
    pub(super) other_summary: Option<(String, Tags)>,
    pub(super) content: Option<(String, Tags)>,
}

/// Which of an item's addresses is the article's, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// Said to be the original one.
    Original,
    /// The item's link.
    Link,
    /// A link to a page, in an attribute.
    Page,
    /// An id that is an address.
    Id,
    /// A link to something else than a page.
    Other,
}

impl Draft {
    /// Keeps `found` if it is better than what there is.
    pub(super) fn offer(&mut self, rank: Rank, found: Option<Url>) {
        let is_better = self.address.as_ref().is_none_or(|(known, _)| rank < *known);
        if is_better && let Some(found) = found {
            self.address = Some((rank, found));
        }
    }

    /// The item, unless there is nothing to it.
    pub(super) fn finish(self) -> Option<FeedItem> {
        let summary = self.summary.iter().chain(&self.other_summary).chain(&self.content);
        let mut summaries = summary.map(|(markup, tags)| plain(markup, *tags, LONGEST_SUMMARY));
        let mut titles = [self.title, self.other_title].into_iter().flatten();
        let dates = [self.published, self.updated].into_iter().flatten();
        let item = FeedItem {
            id: self.id.map(|it| id(&it)).filter(|it| !it.is_empty()),
            title: titles.find_map(|(markup, tags)| title(&markup, tags)),
            address: self.address.map(|(_, it)| it),
            published: dates.into_iter().find_map(|it| super::date::date(&it)),
            summary: summaries.find(|it| !it.is_empty()),
        };
        (item.title.is_some() || item.address.is_some() || item.summary.is_some()).then_some(item)
    }
}

/// A title's text.
pub(super) fn title(markup: &str, tags: Tags) -> Option<String> {
    Some(plain(markup, tags, LONGEST_TITLE)).filter(|it| !it.is_empty())
}

/// An id on one line. It is compared, never followed.
fn id(text: &str) -> String {
    plain(text, Tags::None, LONGEST_ID)
}

/// The address that `link` names, seen from `base`: http and https alone.
pub(super) fn address(link: &str, base: Option<&Url>) -> Option<Url> {
    // Line breaks and spaces get into links when XML is laid out prettily.
    let link: String = link.split_whitespace().collect();
    // "feed:https://…" and "feed://…" are what readers once registered themselves for.
    let link = match link.strip_prefix("feed:") {
        Some(it) if it.starts_with("http") => it.to_owned(),
        Some(it) => format!("https:{}", it.trim_start_matches(':')),
        None => link,
    };
    if link.is_empty() || link.len() > LONGEST_ADDRESS {
        return None;
    }
    let found = match base {
        Some(base) => base.join(&link).ok()?,
        None => Url::parse(&link).ok()?,
    };
    let is_web = matches!(found.scheme(), "http" | "https") && found.host_str().is_some_and(|it| !it.is_empty());
    (is_web && found.as_str().len() <= LONGEST_ADDRESS).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_feed() {
        let check = |bytes: &[u8], expected| assert_eq!(read(bytes, None, None).map(drop), Err(expected));
        check(b"", NoFeed::Empty);
        check(b" \xef\xbb\xbf\n", NoFeed::Empty);
        check(b"<!DOCTYPE html><html><body><p>Hello", NoFeed::Page);
        check(b"<html><head><link rel=alternate></head>", NoFeed::Page);
        check(b"<opml><body/></opml>", NoFeed::OtherXml);
        check(b"{\"a\": 1}", NoFeed::OtherJson);
        check(b"{", NoFeed::OtherJson);
        check(b"[1, 2]", NoFeed::OtherJson);
        check(b"hello", NoFeed::Other);
        check(&vec![b' '; LARGEST + 1], NoFeed::TooLarge);
        check(format!("<rss><channel>{}", "<a>".repeat(100_000)).as_bytes(), NoFeed::TooDeep);
    }

    #[test]
    fn hostile_feeds_end() {
        for (start, piece) in [
            ("<rss><channel><item>", "<link href='http://a.example'/>"),
            ("<rss><channel><item>", "<guid>http://a.example</guid>"),
            ("<rss><channel>", "<item>"),
            ("<rss><channel>", "<item><title>"),
            ("<rss><channel><item>", "<title a=\""),
            ("<rss><channel><item><description>", "<description>"),
            ("<rss><channel><item><description>", "</b>&amp;"),
            ("<rss><channel><item><description>", "&lt;script&gt;&lt;/"),
            ("<rss xmlns:a='b' ", "xmlns:a='b' "),
            ("<rss>", "<a xmlns:a='b'></a>"),
            ("<rss><channel><skipHours>", "<hour>1</hour>"),
            ("<feed><entry><content type='xhtml'>", "<div>"),
            ("<feed><entry>", "<link rel='self' href='http://a.example'/>"),
            ("{\"title\": \"a\", \"items\": [", "{\"id\": [], \"url\": \"a\"}, "),
            ("{\"title\": \"", "\\u0041"),
        ] {
            let text = format!("{start}{}", piece.repeat(1_000_000 / piece.len()));
            let items = read(text.as_bytes(), None, None).map_or(0, |it| it.content.items.len());
            assert!(items <= MOST_ITEMS, "{piece}");
        }
    }

    #[test]
    fn only_addresses_of_the_web() {
        let base = Url::parse("https://example.org/news/feed.xml").unwrap();
        let check = |link: &str, expected: Option<&str>| {
            assert_eq!(address(link, Some(&base)).as_ref().map(Url::as_str), expected, "{link}");
        };
        check("/a", Some("https://example.org/a"));
        check("b?c=d", Some("https://example.org/news/b?c=d"));
        check("//cdn.example/e", Some("https://cdn.example/e"));
        check("\n  https://example.org/\n  f  ", Some("https://example.org/f"));
        check("feed://example.org/g", Some("https://example.org/g"));
        check("feed:http://example.org/h", Some("http://example.org/h"));
        check("javascript:alert(1)", None);
        check("file:///etc/passwd", None);
        check("mailto:a@example.org", None);
        check("urn:uuid:1", None);
        check("http://", None);
        check("", None);
        check(&"a".repeat(5_000), None);
    }
}

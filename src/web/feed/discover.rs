//! The feeds that a page says it has: links in its head, and where it has none, links that readers of it can see.

use desk::ports::Offer;
use url::Url;

use super::encoding;
use super::markup::{Token, Tokens, attribute};
use super::plain::{Tags, plain};
use super::read::address;

/// Offers taken from one page.
const MOST: usize = 30;

/// Kinds of content that are feeds.
const KINDS: &[&str] = &[
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "application/x-rss+xml",
    "application/x.atom+xml",
    "text/rss+xml",
];

/// How the paths of feeds end, for links that are not declared as such.
const ENDINGS: &[&str] = &[
    "/feed",
    "/feed/",
    "/feeds",
    "/rss",
    "/rss/",
    "/atom",
    "/atom/",
    ".rss",
    ".atom",
    ".rdf",
    "/rss.xml",
    "/atom.xml",
    "/feed.xml",
    "/index.xml",
    "/feed.json",
    "/feeds/posts/default",
];

/// The feeds that the page in `bytes` offers, best first. Nothing is guessed: what the page doesn't name isn't there.
pub fn discover(bytes: &[u8], charset: Option<&str>, at: &Url) -> Vec<Offer> {
    let text = encoding::decode(bytes, charset);
    let mut found: Vec<(u8, Offer)> = Vec::new();
    let mut base = at.clone();
    let mut tokens = Tokens::of(&text);
    while let Some(token) = tokens.next() {
        let Token::Open { name, attributes, .. } = token else { continue };
        let is = |it: &str| name.eq_ignore_ascii_case(it);
        if is("script") || is("style") || is("template") {
            tokens.skip_raw(name);
        } else if is("base") {
            base = attribute(attributes, "href").and_then(|it| address(&it, Some(at))).unwrap_or(base);
        } else if is("link") || is("a") {
            let Some(rank) = rank(is("a"), attributes) else { continue };
            let Some(address) = attribute(attributes, "href").and_then(|it| address(&it, Some(&base))) else {
                continue;
            };
            let known = found.iter_mut().find(|(_, it)| it.address == address);
            if let Some((known, _)) = known {
                *known = rank.min(*known);
            } else if found.len() < MOST {
                let title = attribute(attributes, "title").map(|it| plain(&it, Tags::None, 200));
                found.push((rank, Offer { title: title.filter(|it| !it.is_empty()), address }));
            }
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    // What a page declares makes guessing at its other links needless.
    let declared = found.iter().any(|(rank, _)| *rank < GUESSED);
    found.into_iter().filter(|(rank, _)| !declared || *rank < GUESSED).map(|(_, it)| it).collect()
}

/// Declared; declared, of comments; only looking like a feed.
const DECLARED: u8 = 0;
const COMMENTS: u8 = 1;
const GUESSED: u8 = 2;

/// How good an offer the link is, if it is one.
fn rank(is_anchor: bool, attributes: &str) -> Option<u8> {
    let lower = |name: &str| attribute(attributes, name).unwrap_or_default().to_ascii_lowercase();
    let (rel, kind, href) = (lower("rel"), lower("type"), lower("href"));
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let rels = || rel.split_ascii_whitespace();
    let is_feed = KINDS.contains(&kind)
        // JSON Feed's first type is also that of many programs' own interfaces.
        || kind == "application/json" && href.contains("feed");
    let declared = rels().any(|it| it == "alternate") && is_feed && !rels().any(|it| it == "stylesheet")
        || rels().any(|it| it == "feed");
    if declared {
        let says_comments = href.contains("/comments/") || lower("title").contains("comment");
        return Some(if says_comments { COMMENTS } else { DECLARED });
    }
    let path = href.split(['?', '#']).next().unwrap_or_default();
    (is_anchor && ENDINGS.iter().any(|it| path.ends_with(it))).then_some(GUESSED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_offers() {
        let at = Url::parse("https://example.org/news/story.html").unwrap();
        let check = |page: &str, expected: &[&str]| {
            let found = discover(page.as_bytes(), None, &at).into_iter();
            let shown: Vec<String> =
                found.map(|it| format!("{} {}", it.address, it.title.unwrap_or_default())).collect();
            assert_eq!(shown.iter().map(|it| it.trim()).collect::<Vec<_>>(), expected, "{page}");
        };
        check(
            "<link rel=alternate type='application/rss+xml' title='A &amp; B' href='/feed'>",
            &["https://example.org/feed A & B"],
        );
        check(
            "<LINK HREF=atom.xml TYPE='Application/Atom+XML; charset=utf-8' REL='home Alternate'>",
            &["https://example.org/news/atom.xml"],
        );
        check("<base href='https://b.example/c/'><link rel=feed href='d'>", &["https://b.example/c/d"]);
        // Comments last; twice is once.
        check(
            "<link rel=alternate type=application/rss+xml href=/comments/feed/><link rel=alternate \
             type=application/rss+xml href=/feed/><link rel=alternate type=application/atom+xml href=/feed/>",
            &["https://example.org/feed/", "https://example.org/comments/feed/"],
        );
        // Other languages, interfaces and style sheets are no feeds.
        check(
            "<link rel=alternate hreflang=de href=/de><link rel=alternate type=application/json href=/wp-json/1>\
             <link rel=alternate type='application/json+oembed' href=/o><link rel='alternate stylesheet' type=text/xml href=s>",
            &[],
        );
        check("<link rel=alternate type=application/json href=/feed.json>", &["https://example.org/feed.json"]);
        // Common paths only where the page links to them, and only where nothing is declared.
        check(
            "<p>Follow us: <a href='/rss.xml' title=News>RSS</a> <a href='/about'>",
            &["https://example.org/rss.xml News"],
        );
        check("<link rel=alternate type=application/rss+xml href=/a><a href=/other/feed/>", &["https://example.org/a"]);
        check("<a href=/feedback>", &[]);
        check("<script>'<link rel=feed href=x>'</script>", &[]);
        check("<!-- <link rel=feed href=x> -->", &[]);
        check("<link rel=feed href='javascript:x'><link rel=feed>", &[]);
        check("", &[]);
    }
}

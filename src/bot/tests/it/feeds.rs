//! `newsdesk feed`: from files; what comes over the network is tested in `web`.

use crate::newsdesk::{file, newsdesk};

const FEED: &str = "<rss><channel><title>Harbour &amp; City</title><link>https://example.org/</link>\
    <item><guid isPermaLink='false'>7</guid><title>Bridge reopens</title><link>/bridge?id=7</link>\
    <pubDate>Mon, 17 Feb 2025 08:00:00 +0200</pubDate><description>&lt;p&gt;After &lt;b&gt;two&lt;/b&gt; years.&lt;/p&gt;</description>\
    </item><item><title>No link</title><link>javascript:alert(1)</link></item></channel></rss>";

#[test]
fn a_feed_as_json() {
    let path = file("feed.xml", FEED.as_bytes());
    let run = newsdesk(&["feed", "test", &path, "--format", "json"], b"");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let expected = r#"{
  "title": "Harbour & City",
  "url": "https://example.org/",
  "items": [
    {
      "id": "7",
      "title": "Bridge reopens",
      "url": "https://example.org/bridge?id=7",
      "published": "2025-02-17T06:00:00Z",
      "summary": "After two years."
    },
    {
      "id": null,
      "title": "No link",
      "url": null,
      "published": null,
      "summary": null
    }
  ]
}
"#;
    assert_eq!(run.out, expected);
}

#[test]
fn a_feed_as_text() {
    let run = newsdesk(&["feed", "test", "-"], FEED.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for part in ["Harbour & City", "2 items", "17 February 2025, 06:00 UTC: Bridge reopens", "After two years."] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
}

#[test]
fn what_is_no_feed() {
    let check = |content: &[u8], expected: &str| {
        let run = newsdesk(&["feed", "test", "-"], content);
        assert_eq!((run.code, run.out.as_str()), (1, ""));
        assert!(run.err.contains(expected), "{expected}: {}", run.err);
    };
    check(b"", "empty");
    check(b"<!doctype html><p>Hello", "this is a page");
    check(b"hello", "neither RSS nor Atom");
    // 100 MB are not read to their end.
    check(&vec![b' '; 100_000_000], "larger than 10 MB");
    let run = newsdesk(&["feed", "test", "no-such-file.xml"], b"");
    assert!(run.code == 1 && run.err.contains("no such file"), "{}", run.err);
    let run = newsdesk(&["feed", "test", "http://127.0.0.1/feed?token=secret"], b"");
    assert!(run.code == 1 && !run.err.contains("secret"), "{}", run.err);
}

//! JSON Feed 1 and 1.1, and what programs make of it.

use std::fmt;

use desk::ports::FeedContent;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use url::Url;

use super::plain::Tags;
use super::read::{Draft, MOST_ITEMS, NoFeed, Rank, Reading, Wishes, address, title};

/// A feed as it is written. What is not named here is passed over without being kept.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Feed {
    version: Loose,
    title: Loose,
    home_page_url: Loose,
    feed_url: Loose,
    items: Items,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Item {
    id: Loose,
    url: Loose,
    external_url: Loose,
    title: Loose,
    content_html: Loose,
    content_text: Loose,
    summary: Loose,
    date_published: Loose,
    date_modified: Loose,
}

/// A text, or something else that stands where one should.
#[derive(Debug, Default)]
struct Loose(Option<String>);

/// The first items.
#[derive(Debug, Default)]
struct Items(Option<Vec<Item>>);

/// Reads `text` as JSON.
pub(super) fn read(text: &str, at: Option<&Url>) -> Result<Reading, NoFeed> {
    // A byte that does not belong may follow the end: the first value is the feed.
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Feed>();
    let feed = values.next().and_then(Result::ok).ok_or(NoFeed::OtherJson)?;
    let is_feed = feed.version.0.as_ref().is_some_and(|it| it.contains("jsonfeed.org"));
    let items = match feed.items.0 {
        Some(it) => it,
        None if is_feed => Vec::new(),
        None => return Err(NoFeed::OtherJson),
    };
    if !is_feed && feed.title.0.is_none() && feed.feed_url.0.is_none() {
        return Err(NoFeed::OtherJson);
    }
    let site = feed.home_page_url.0.and_then(|it| address(&it, at));
    let base = site.as_ref().or(at);
    let content = FeedContent {
        title: feed.title.0.and_then(|it| title(&it, Tags::Inline)),
        items: items.into_iter().filter_map(|it| it.draft(base).finish()).collect(),
        site,
    };
    Ok(Reading { content, wishes: Wishes::default() })
}

impl Item {
    fn draft(self, base: Option<&Url>) -> Draft {
        let text = self.content_text.0.map(|it| (it, Tags::None));
        let mut draft = Draft::default();
        for (rank, link) in [(Rank::Link, &self.url.0), (Rank::Page, &self.external_url.0)] {
            draft.offer(rank, link.as_ref().and_then(|it| address(it, base)));
        }
        draft.offer(Rank::Id, self.id.0.as_ref().and_then(|it| address(it, None)));
        Draft {
            id: self.id.0,
            title: self.title.0.map(|it| (it, Tags::Inline)),
            published: self.date_published.0,
            updated: self.date_modified.0,
            // By the letter it is plain text; programs put HTML there all the same.
            summary: self.summary.0.map(|it| (it, Tags::Inline)),
            content: text.or(self.content_html.0.map(|it| (it, Tags::All))),
            ..draft
        }
    }
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Loose;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("anything")
            }
            fn visit_str<E>(self, it: &str) -> Result<Loose, E> {
                Ok(Loose(Some(it.to_owned())))
            }
            fn visit_u64<E>(self, it: u64) -> Result<Loose, E> {
                Ok(Loose(Some(it.to_string())))
            }
            fn visit_i64<E>(self, it: i64) -> Result<Loose, E> {
                Ok(Loose(Some(it.to_string())))
            }
            fn visit_f64<E>(self, it: f64) -> Result<Loose, E> {
                Ok(Loose(Some(it.to_string())))
            }
            fn visit_bool<E>(self, _: bool) -> Result<Loose, E> {
                Ok(Loose(None))
            }
            fn visit_unit<E>(self) -> Result<Loose, E> {
                Ok(Loose(None))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Loose, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Loose(None))
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Loose, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Loose(None))
            }
        }
        from.deserialize_any(Any)
    }
}

impl<'de> Deserialize<'de> for Items {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct First;
        impl<'de> Visitor<'de> for First {
            type Value = Items;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of items")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Items, A::Error> {
                let mut items = Vec::new();
                while items.len() < MOST_ITEMS
                    && let Some(item) = seq.next_element()?
                {
                    items.push(item);
                }
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Items(Some(items)))
            }
        }
        from.deserialize_seq(First)
    }
}

#[cfg(test)]
mod tests {
    use super::super::read::read;
    use super::*;

    #[test]
    fn feeds_of_json() {
        let check = |text: &str, expected: &str| {
            let base = Url::parse("https://example.org/feed.json").unwrap();
            let shown = match read(text.as_bytes(), None, Some(&base)) {
                Err(it) => it.to_string(),
                Ok(reading) => {
                    let items = reading.content.items.into_iter().map(|it| {
                        let address = it.address.map(String::from).unwrap_or_default();
                        let published = it.published.map(|it| it.to_rfc3339()).unwrap_or_default();
                        [it.id, it.title, Some(address), Some(published), it.summary]
                            .map(Option::unwrap_or_default)
                            .join("|")
                    });
                    items.collect::<Vec<_>>().join("\n")
                }
            };
            assert_eq!(shown, expected, "{text}");
        };
        check(
            r#"{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [
                {"id": "1", "url": "/a", "title": "A &amp; B", "content_html": "<p>x</p>", "date_published": "2025-02-17T08:00:00Z"},
                {"id": 2, "external_url": "https://other.example/", "content_text": "a < b", "summary": null},
                {"id": "https://example.org/c", "title": ["odd"], "summary": "s"}, {}]}"#,
            "1|A & B|https://example.org/a|2025-02-17T08:00:00+00:00|x\n\
             2||https://other.example/||a < b\n\
             https://example.org/c||https://example.org/c||s",
        );
        check(r#"{"version": "https://jsonfeed.org/version/1", "title": "T"}"#, "");
        check(r#"{"title": "T", "items": []} trailing"#, "");
        check(r#"{"items": [{"id": 1}]}"#, &NoFeed::OtherJson.to_string());
        check(&format!("{{\"title\": {}", "[".repeat(100_000)), &NoFeed::OtherJson.to_string());
        let many = format!(r#"{{"title": "T", "items": [{}{{}}]}}"#, "{},".repeat(500_000));
        check(&many, "");
    }
}

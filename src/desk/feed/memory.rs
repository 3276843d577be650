//! What was seen in feeds, so that each story is news once: known by its id, by its address, by its words.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use url::Url;

use super::hash;
use super::text::{Sketch, drop_boilerplate};
use crate::ports::{FeedItem, Timestamp};

/// What is older than this is no news, however new it is in the feed: a site that moved lists all it ever wrote.
const OLD: TimeDelta = TimeDelta::days(14);

/// How long is remembered what a feed no longer lists.
const KEPT: TimeDelta = TimeDelta::days(90);

/// The most that is remembered of one feed.
const MOST: usize = 5_000;

/// What programs add to addresses to see who came from where.
const TRACKING: &[&str] = &[
    "utm_",
    "fbclid",
    "gclid",
    "mc_cid",
    "mc_eid",
    "ref",
    "cmpid",
    "cmp",
    "at_medium",
    "at_campaign",
    "ns_",
    "xtor",
    "rss",
    "src",
    "partner",
    "smid",
    "ocid",
    "traffic_source",
];

/// What is remembered of an item, for the store to keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The feed's number in the store.
    pub feed: u64,
    /// Its id in that feed.
    pub id: Option<u64>,
    /// Its address, whichever feed it came from.
    pub address: Option<u64>,
    /// Everything it says together: what tells an item that has neither.
    pub whole: u64,
    /// Its words.
    pub text: Sketch,
    /// When its feed last listed it.
    pub last: Timestamp,
}

/// Everything that was seen in the feeds of one destination. Feeds share it: what one brought is not news in another.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    seen: Vec<Seen>,
    ids: BTreeMap<(u64, u64), usize>,
    addresses: BTreeMap<u64, usize>,
    wholes: BTreeMap<(u64, u64), usize>,
    words: BTreeMap<u32, Vec<usize>>,
}

impl Memory {
    /// What the store kept.
    pub fn of(seen: Vec<Seen>) -> Self {
        let mut memory = Self::default();
        seen.into_iter().for_each(|it| memory.add(it));
        memory
    }

    /// What the store is to keep.
    pub fn seen(&self) -> &[Seen] {
        &self.seen
    }

    /// Remembers the items that feed number `feed` lists now and gives back those that are news, in the feed's order. The
    /// `first` time a feed is read, nothing is: it takes the present as read.
    pub fn sift(&mut self, feed: u64, items: Vec<FeedItem>, first: bool, now: Timestamp) -> Vec<FeedItem> {
        self.sifted(feed, items, first, false, now)
    }

    /// The same, but another feed's report of what one feed brought, under an address of its own, is given back too: an
    /// edition tells both as one story and names both.
    pub fn sift_with_echoes(&mut self, feed: u64, items: Vec<FeedItem>, first: bool, now: Timestamp) -> Vec<FeedItem> {
        self.sifted(feed, items, first, true, now)
    }

    fn sifted(&mut self, feed: u64, items: Vec<FeedItem>, first: bool, echoes: bool, now: Timestamp) -> Vec<FeedItem> {
        let mut sketches: Vec<Sketch> = items.iter().map(Sketch::of).collect();
        drop_boilerplate(&mut sketches);
        let shared = Shared::of(&items);
        let mut news = Vec::new();
        for (item, text) in items.into_iter().zip(sketches) {
            let id = item.id.as_deref().filter(|it| !shared.ids.contains(*it)).map(|it| hash(&[it]));
            let address = item.address.as_ref().and_then(canonical);
            let address = address.filter(|it| !shared.addresses.contains(&it.0));
            // A page that is not surely an article's tells nothing where there is an id.
            let address = address.filter(|(_, is_article)| *is_article || id.is_none()).map(|(it, _)| it);
            let link = item.address.as_ref().map(Url::as_str).unwrap_or_default();
            let said = |it: &Option<String>| it.clone().unwrap_or_default();
            let whole = hash(&[link, &said(&item.title), &said(&item.summary)]);
            let by_id = id.and_then(|it| self.ids.get(&(feed, it)).copied());
            let by_address = address.and_then(|it| self.addresses.get(&it).copied());
            let by_whole = self.wholes.get(&(feed, whole)).copied();
            let like = self.like(&text);
            let named = by_id.or(by_address).or(by_whole);
            // Its words came before, but from another feed and from another page.
            let other = |at: usize| self.seen.get(at).is_some_and(|it| it.feed != feed);
            let is_echo = echoes && address.is_some() && named.is_none() && like.is_some_and(other);
            let known = named.or(like);
            let seen = known.and_then(|at| self.seen.get_mut(at)).filter(|it| it.feed == feed);
            // Under what it will be looked for first the next time.
            let is_named = if id.is_some() { by_id } else { by_address.or(by_whole) }.is_some();
            match seen {
                Some(seen) if is_named => seen.last = now,
                _ => self.add(Seen { feed, id, address, whole, text, last: now }),
            }
            let is_old = item.published.is_some_and(|it| now - it > OLD);
            if (known.is_none() || is_echo) && !first && !is_old {
                news.push(item);
            }
        }
        news
    }

    /// Forgets what no feed has listed for long. What a feed listed the last time it was read stays, however long ago that
    /// was: it would be news again.
    #[must_use]
    pub fn forgotten(self, now: Timestamp) -> Self {
        let mut latest: BTreeMap<u64, Timestamp> = BTreeMap::new();
        for it in &self.seen {
            let last = latest.entry(it.feed).or_insert(it.last);
            *last = it.last.max(*last);
        }
        let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
        let mut seen = self.seen;
        seen.sort_by_key(|it| std::cmp::Reverse(it.last));
        seen.retain(|it| {
            let count = counts.entry(it.feed).or_default();
            *count += 1;
            *count <= MOST && (now - it.last <= KEPT || latest.get(&it.feed) == Some(&it.last))
        });
        seen.reverse();
        Self::of(seen)
    }

    fn add(&mut self, seen: Seen) {
        let at = self.seen.len();
        self.ids.extend(seen.id.map(|it| ((seen.feed, it), at)));
        self.addresses.extend(seen.address.map(|it| (it, at)));
        self.wholes.insert((seen.feed, seen.whole), at);
        seen.text.handles().for_each(|it| self.words.entry(it).or_default().push(at));
        self.seen.push(seen);
    }

    /// An item that says the same.
    fn like(&self, text: &Sketch) -> Option<usize> {
        // Of phrases that many items begin with only the latest are looked at.
        let of_handle = |it| self.words.get(&it).into_iter().flat_map(|it| it.iter().rev().take(50).copied());
        let candidates: BTreeSet<usize> = text.handles().flat_map(of_handle).collect();
        candidates.into_iter().find(|at| self.seen.get(*at).is_some_and(|it| it.text.is_like(text)))
    }
}

/// What several items of one feed have in common, and which therefore tells none of them.
struct Shared {
    ids: BTreeSet<String>,
    addresses: BTreeSet<u64>,
}

impl Shared {
    fn of(items: &[FeedItem]) -> Self {
        let (mut ids, mut addresses) = (BTreeMap::new(), BTreeMap::new());
        let mut shared = Self { ids: BTreeSet::new(), addresses: BTreeSet::new() };
        for item in items {
            let address = item.address.as_ref().and_then(canonical).map(|(it, _)| it);
            let other = item.address.as_ref().map(Url::as_str).or(item.title.as_deref());
            if let Some(id) = &item.id
                && *ids.entry(id).or_insert(other) != other
            {
                shared.ids.insert(id.clone());
            }
            let told_apart = item.id.as_deref().or(item.title.as_deref());
            if let Some(address) = address
                && *addresses.entry(address).or_insert(told_apart) != told_apart
            {
                shared.addresses.insert(address);
            }
        }
        shared
    }
}

/// An address without what doesn't change the page: scheme, "www.", tracking, the last slash; and whether it looks like
/// that of one article. None for a site's front page.
fn canonical(address: &Url) -> Option<(u64, bool)> {
    let host = address.host_str()?.trim_end_matches('.');
    let host = ["www.", "m.", "amp."].iter().find_map(|it| host.strip_prefix(it)).unwrap_or(host);
    let path = address.path().trim_end_matches('/');
    let path = path.strip_suffix("/amp").unwrap_or(path);
    let mut query: Vec<(String, String)> = address.query_pairs().map(|(name, it)| (name.into(), it.into())).collect();
    query.retain(|(name, _)| {
        let is = |it: &&str| if it.ends_with('_') { name.starts_with(*it) } else { name == it };
        !TRACKING.iter().any(is)
    });
    query.sort();
    // Some sites tell their stories apart by it, others what their readers came for.
    let fragment = address.fragment().filter(|it| !it.contains('=') && !it.contains("rss") && it.len() > 2);
    if path.is_empty() && query.is_empty() && fragment.is_none() {
        return None;
    }
    let last = path.rsplit('/').next().unwrap_or_default();
    let has_digit = |it: &str| it.bytes().any(|it| it.is_ascii_digit());
    let is_article = !query.is_empty()
        || fragment.is_some()
        || has_digit(path)
        || last.contains(['-', '_'])
        || path.split('/').count() > 3;
    let query: Vec<String> = query.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    let port = address.port().map(|it| it.to_string()).unwrap_or_default();
    let parts = [host, port.as_str(), path, &query.join("&"), fragment.unwrap_or_default()];
    Some((hash(&parts), is_article))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BRIDGE: &str = "The harbour bridge reopened on Monday after two years of repairs that cost four million, the city \
        said, and engineers called it safe for lorries again.";

    fn now() -> Timestamp {
        "2025-02-17T08:00:00Z".parse().unwrap()
    }

    /// Items written as `id|title|address|date|summary`.
    fn items(lines: &[&str]) -> Vec<FeedItem> {
        let item = |line: &&str| {
            let mut parts = line.split('|').map(|it| Some(it.to_owned()).filter(|it| !it.is_empty()));
            let mut next = || parts.next().flatten();
            FeedItem {
                id: next(),
                title: next(),
                address: next().map(|it| Url::parse("https://example.org/").unwrap().join(&it).unwrap()),
                published: next().map(|it| it.parse().unwrap()),
                summary: next(),
            }
        };
        lines.iter().map(item).collect()
    }

    /// What is news in the second poll of a feed, by title.
    fn check(before: &[&str], after: &[&str], expected: &[&str]) {
        let mut memory = Memory::default();
        assert_eq!(memory.sift(1, items(before), true, now()), [], "the first poll takes the present as read");
        let mut kept = Memory::of(memory.seen().to_vec());
        let titles = |it: Vec<FeedItem>| it.into_iter().map(|it| it.title.unwrap_or_default()).collect::<Vec<_>>();
        let news = titles(memory.sift(1, items(after), false, now()));
        assert_eq!(news, expected, "{before:?} {after:?}");
        assert_eq!(titles(kept.sift(1, items(after), false, now())), expected, "the store keeps enough");
        assert_eq!(memory.sift(1, items(after), false, now()), [], "nothing is news twice");
    }

    #[test]
    fn known_by_id() {
        check(&["1|A|/a-1"], &["2|B|/b-2", "1|A|/a-1"], &["B"]);
        // Re-dated, re-titled, moved.
        check(&["1|A|/a-1|2025-02-16T08:00:00Z"], &["1|A, updated|/other-2|2025-02-17T08:00:00Z"], &[]);
    }

    #[test]
    fn known_by_address() {
        check(&["|A|/story"], &["|B|/story"], &[]);
        check(&["http://example.org/?p=1|A|http://example.org/a-1"], &["https://example.org/?p=1|A|/a-1/"], &[]);
        check(&["x#0|A|/news/123"], &["x#1|A, updated|/news/123?utm_source=rss&at_medium=RSS"], &[]);
        check(&["1|A|https://www.example.org/a-1"], &["2|A|https://m.example.org/a-1#xtor=RSS-1"], &[]);
        // A new id with every poll.
        check(&["1|A|/a-1"], &["2|A|/a-1"], &[]);
        // One page for every item tells none of them.
        check(&["1|Up|/status"], &["2|Down|/status"], &["Down"]);
        check(&["1|A|/log#v1-0"], &["2|B|/log#v2-0", "1|A|/log#v1-0"], &["B"]);
        check(&["1|A|/?id=7"], &["2|B|/?id=8"], &["B"]);
        check(&["1|A|/", "2|B|/"], &["3|C|/", "1|A|/", "2|B|/"], &["C"]);
    }

    #[test]
    fn known_by_words() {
        let line = |start: &str, summary: &str| format!("{start}|{summary}");
        let bridge = line("1|Bridge reopens|/a-1|", BRIDGE);
        // Re-titled, under a new id and address; with the blurb cut shorter, or a word changed.
        check(&[&bridge], &[&line("2|Crossing is open again|/b-2|", BRIDGE)], &[]);
        check(&[&bridge], &[&line("2|Open|/b-2|", &BRIDGE[..110])], &[]);
        check(&[&bridge], &[&line("2|Open|/b-2|", &BRIDGE.replace("engineers", "experts"))], &[]);
        // Another figure, another day, another story.
        check(&[&bridge], &[&line("2|Open|/b-2|", &BRIDGE.replace("Monday", "Tuesday"))], &["Open"]);
        check(
            &[&bridge],
            &[&line("2|Open|/b-2|", "The council decides on Friday whether lorries may use the bridge.")],
            &["Open"],
        );
        check(
            &["1|Harbour bridge reopens after two years|/a-1"],
            &["2|Harbour bridge reopens after two years|/b-2"],
            &[],
        );
        check(&["1|Live|/a-1"], &["2|Live|/b-2"], &["Live"]);
        // What stands under every item is not what happened.
        let same =
            "Follow all of it live on our site and in our app, with pictures, analysis and comment from our team.";
        let many =
            |from: usize| (from..from + 4).map(|it| line(&format!("{it}|T{it}|/a-{it}|"), same)).collect::<Vec<_>>();
        let (before, after) = (many(1), many(2));
        let lines = |it: &'_ [String]| it.iter().map(String::as_str).collect::<Vec<_>>().join("\n");
        let (before, after) = (lines(&before), lines(&after));
        check(&before.lines().collect::<Vec<_>>(), &after.lines().collect::<Vec<_>>(), &["T5"]);
    }

    #[test]
    fn ids_that_are_none() {
        check(&["1|A|/a-1", "1|B|/b-2"], &["1|C|/c-3", "1|A|/a-1", "1|B|/b-2"], &["C"]);
        // Nothing but a title, and not even that.
        check(&["|A"], &["|B", "|A"], &["B"]);
        check(&["||||a b c"], &["||||a b d", "||||a b c"], &[""]);
        // Listed twice is one.
        check(&["1|A|/a-1"], &["2|B|/b-2", "2|B|/b-2"], &["B"]);
    }

    #[test]
    fn old_is_no_news() {
        check(
            &["1|A|/a-1"],
            &["2|B|/b-2|2024-12-01T08:00:00Z", "3|C|/c-3|2025-02-16T08:00:00Z", "4|D|/d-4"],
            &["C", "D"],
        );
    }

    #[test]
    fn syndicated_is_news_once() {
        let mut memory = Memory::default();
        memory.sift(1, Vec::new(), true, now());
        memory.sift(2, Vec::new(), true, now());
        let one = items(&[&format!("1|Bridge reopens|https://a.example/x-1||{BRIDGE}")]);
        let two =
            items(&[&format!("9|Crossing open|https://b.example/y-2||{BRIDGE}"), "8|Other|https://b.example/z-3"]);
        let mut with_echoes = memory.clone();
        assert_eq!(with_echoes.sift_with_echoes(1, one.clone(), false, now()).len(), 1);
        assert_eq!(with_echoes.sift_with_echoes(2, two.clone(), false, now()).len(), 2, "told as one story");
        assert_eq!(with_echoes.sift_with_echoes(2, two.clone(), false, now()).len(), 0, "and once");
        assert_eq!(memory.sift(1, one, false, now()).len(), 1);
        let news = memory.sift(2, two, false, now());
        assert_eq!(news.iter().map(|it| it.title.as_deref()).collect::<Vec<_>>(), [Some("Other")]);
        // The same id in another feed is another item.
        assert_eq!(memory.sift(2, items(&["1|Third|https://b.example/w-4"]), false, now()).len(), 1);
    }

    #[test]
    fn what_is_forgotten() {
        let mut memory = Memory::default();
        memory.sift(1, items(&["1|A|/a-1", "2|B|/b-2"]), true, now());
        memory.sift(1, items(&["2|B|/b-2"]), false, now() + TimeDelta::days(1));
        let later = now() + TimeDelta::days(500);
        let mut memory = memory.forgotten(later);
        assert_eq!(memory.seen().len(), 1);
        // A feed that stood still for a year has no news when it stirs.
        assert_eq!(memory.sift(1, items(&["2|B|/b-2"]), false, later), []);
    }
}

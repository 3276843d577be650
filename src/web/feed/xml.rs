//! RSS 0.9 to 2.0, RDF and Atom: one walk over the tags, which knows where it is and keeps nothing else.

use std::time::Duration;

use desk::ports::FeedContent;
use url::Url;

use super::markup::{Token, Tokens, attribute, pairs, resolve};
use super::plain::Tags;
use super::read::{Draft, MOST_ITEMS, NoFeed, Rank, Reading, Wishes, address, title};
use super::vocabulary::{Field, NAMES, PREFIXES, Space, field, period, tags};

/// Elements within elements.
const DEEPEST: usize = 200;

/// The most bytes of one field.
const LONGEST_FIELD: usize = 500_000;

/// What an open element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `rss`, `RDF`
    Root,
    /// `channel`, `feed`
    Feed,
    /// `item`, `entry`
    Item,
    /// What has a title or a link of its own: an image, the feed that an item comes from.
    Apart,
    Unknown,
}

/// An open element.
#[derive(Debug)]
struct Frame<'a> {
    name: &'a str,
    kind: Kind,
    base: Option<Url>,
    /// How many prefixes were declared before it.
    prefixes: usize,
}

/// A field whose text is being collected.
#[derive(Debug)]
struct Capture<'a> {
    field: Field,
    name: &'a str,
    /// Elements of the same name within it.
    nested: usize,
    text: String,
    tags: Tags,
    /// Its elements are its content (Atom's xhtml).
    is_xhtml: bool,
    is_permalink: bool,
    base: Option<Url>,
}

/// Reads `text` as XML.
pub(super) fn read(text: &str, at: Option<&Url>) -> Result<Reading, NoFeed> {
    let mut walk = Walk { at, ..Walk::default() };
    for token in Tokens::of(text) {
        match token {
            Token::Open { name, attributes, closed } => walk.open(name, attributes, closed)?,
            Token::Close { name } => walk.close(name),
            Token::Text(raw) => walk.text(raw, true),
            Token::Data(text) => walk.text(text, false),
        }
        if walk.is_full {
            break;
        }
    }
    walk.finish()
}

/// Where the walk is, and what it found.
#[derive(Debug, Default)]
struct Walk<'a> {
    at: Option<&'a Url>,
    /// Where it says that it is.
    own: Option<Url>,
    frames: Vec<Frame<'a>>,
    prefixes: Vec<(&'a str, Space)>,
    capture: Option<Capture<'a>>,
    item: Option<Draft>,
    content: FeedContent,
    wishes: Wishes,
    period: Option<Duration>,
    frequency: u32,
    /// The name of the first element.
    root: Option<&'a str>,
    is_feed: bool,
    is_full: bool,
}

impl<'a> Walk<'a> {
    fn open(&mut self, name: &'a str, attributes: &'a str, closed: bool) -> Result<(), NoFeed> {
        let prefixes = self.prefixes.len();
        if let Some(capture) = &mut self.capture {
            let (_, local) = split(name);
            // No HTML has these: the end tag of the field before was forgotten.
            let is_next = matches!(local, "item" | "entry" | "guid" | "pubDate" | "description" | "enclosure")
                || local == "link" && capture.field == Field::Title;
            if !is_next || capture.is_xhtml {
                capture.open(name, attributes, closed);
                return Ok(());
            }
            self.store();
        }
        self.declare(attributes);
        let (prefix, local) = split(name);
        let space = self.space(prefix);
        // XML tells upper from lower case; the makers of feeds don't.
        let local = &*local.to_ascii_lowercase();
        let is_own = matches!(space, Space::Rss | Space::Atom | Space::Rdf);
        let inside = self.frames.iter().rev().map(|it| it.kind).find(|it| *it != Kind::Unknown);
        self.root = self.root.or(Some(split(name).1));
        let kind = match local {
            "rss" | "rdf" if self.frames.is_empty() => Kind::Root,
            "channel" | "feed" if is_own && matches!(inside, None | Some(Kind::Root)) => Kind::Feed,
            "item" | "entry" if is_own && matches!(inside, None | Some(Kind::Root | Kind::Feed | Kind::Item)) => {
                Kind::Item
            }
            "image" | "textinput" | "source" | "author" | "contributor" | "cloud" | "owner" => Kind::Apart,
            "content" if space == Space::Media => Kind::Apart,
            _ => Kind::Unknown,
        };
        self.is_feed |= matches!(kind, Kind::Root | Kind::Feed);
        let base = attribute(attributes, "xml:base").and_then(|it| address(&it, self.base()));
        if kind == Kind::Item && self.is_feed {
            self.end_item();
            let about = attribute(attributes, "rdf:about");
            let mut item = Draft { id: about.clone(), ..Draft::default() };
            item.offer(Rank::Id, about.and_then(|it| address(&it, None)));
            self.item = Some(item);
        }
        if inside != Some(Kind::Apart) && kind == Kind::Unknown {
            self.link(space, local, attributes, base.as_ref());
            if let Some(field) = field(space, local, inside == Some(Kind::Feed))
                && !closed
            {
                let own = attribute(attributes, "type").unwrap_or_default().to_ascii_lowercase();
                let tags = tags(field, space, &own);
                self.capture = Some(Capture {
                    field,
                    name,
                    nested: 0,
                    text: String::new(),
                    tags,
                    is_xhtml: own.contains("xhtml") || own == "application/xml",
                    is_permalink: local == "guid"
                        && !attribute(attributes, "isPermaLink").is_some_and(|it| it.eq_ignore_ascii_case("false")),
                    base,
                });
                self.prefixes.truncate(prefixes);
                return Ok(());
            }
        }
        if closed {
            self.prefixes.truncate(prefixes);
            if kind == Kind::Item {
                self.end_item();
            }
            return Ok(());
        }
        if self.frames.len() >= DEEPEST {
            return Err(NoFeed::TooDeep);
        }
        self.frames.push(Frame { name, kind, base, prefixes });
        Ok(())
    }

    fn close(&mut self, name: &'a str) {
        if let Some(capture) = &mut self.capture {
            let (_, local) = split(name);
            if capture.name == name {
                match capture.nested.checked_sub(1) {
                    Some(left) => {
                        capture.nested = left;
                        capture.tag("/", name, "");
                    }
                    None => self.store(),
                }
                return;
            }
            let is_outer = matches!(local, "item" | "entry" | "channel" | "feed" | "rss");
            if !is_outer || !self.frames.iter().any(|it| it.name == name) {
                capture.tag("/", name, "");
                return;
            }
            self.store();
        }
        // An end tag that fits nothing is passed over; one that fits an outer element ends those within it.
        let Some(at) = self.frames.iter().rposition(|it| it.name == name) else { return };
        if self.frames.iter().skip(at).any(|it| it.kind == Kind::Item) {
            self.end_item();
        }
        if let Some(frame) = self.frames.get(at) {
            self.prefixes.truncate(frame.prefixes);
        }
        self.frames.truncate(at);
    }

    fn text(&mut self, text: &str, is_raw: bool) {
        if let Some(capture) = &mut self.capture {
            capture.push(text, is_raw);
        }
    }

    /// Takes a link that stands in attributes.
    fn link(&mut self, space: Space, local: &str, attributes: &str, base: Option<&Url>) {
        if local != "link" || !matches!(space, Space::Atom | Space::Rss) {
            return;
        }
        let Some(href) = attribute(attributes, "href") else { return };
        let rel = attribute(attributes, "rel").unwrap_or_else(|| "alternate".into()).to_ascii_lowercase();
        if rel == "self" && self.item.is_none() && self.own.is_none() {
            self.own = address(&href, base.or_else(|| self.base()));
        }
        if rel != "alternate" {
            return;
        }
        let kind = attribute(attributes, "type").unwrap_or_default();
        let is_page = kind.is_empty() || kind.contains("html");
        let found = address(&href, base.or_else(|| self.base()));
        match &mut self.item {
            Some(item) => item.offer(if is_page { Rank::Page } else { Rank::Other }, found),
            None if is_page => self.content.site = self.content.site.take().or(found),
            None => {}
        }
    }

    /// Ends the field whose text was collected.
    fn store(&mut self) {
        let Some(capture) = self.capture.take() else { return };
        let Capture { field, text, tags, is_permalink, base, .. } = capture;
        let base = base.or_else(|| self.base().cloned());
        let words = text.trim();
        if words.is_empty() {
            return;
        }
        let Some(item) = &mut self.item else {
            match field {
                Field::Title | Field::OtherTitle if self.content.title.is_none() => {
                    self.content.title = title(&text, tags)
                }
                Field::Link if self.content.site.is_none() => self.content.site = address(words, base.as_ref()),
                Field::Ttl => {
                    let minutes = words.parse::<u64>().ok();
                    self.wishes.rest = minutes.map(|it| Duration::from_secs(it.saturating_mul(60)));
                }
                Field::Period => self.period = period(words),
                Field::Frequency => self.frequency = words.parse().unwrap_or(1),
                Field::SkipHour => {
                    let hour = words.parse::<u32>().ok().filter(|it| *it <= 24);
                    self.wishes.skip_hours.extend(hour.map(|it| it % 24).filter(|_| self.wishes.skip_hours.len() < 24));
                }
                Field::SkipDay => {
                    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
                    let day = days.iter().position(|it| words.to_ascii_lowercase().starts_with(it));
                    let day = day.and_then(|it| u32::try_from(it).ok()).filter(|_| self.wishes.skip_days.len() < 7);
                    self.wishes.skip_days.extend(day);
                }
                _ => {}
            }
            return;
        };
        let keep = |slot: &mut Option<(String, Tags)>, text: String| {
            slot.get_or_insert((text, tags));
        };
        match field {
            Field::Id => {
                item.id = Some(words.to_owned());
                if is_permalink && words.starts_with("http") {
                    item.offer(Rank::Id, address(words, None));
                }
            }
            Field::Title => keep(&mut item.title, text),
            Field::OtherTitle => keep(&mut item.other_title, text),
            Field::Link | Field::OriginalLink => {
                // RSS's links are the site's; where the feed itself is may be somebody else's server.
                let site = self.content.site.as_ref().filter(|_| self.frames.iter().all(|it| it.base.is_none()));
                let rank = if field == Field::OriginalLink { Rank::Original } else { Rank::Link };
                item.offer(rank, address(words, site.or(base.as_ref())));
            }
            Field::Published => item.published = item.published.take().or(Some(words.to_owned())),
            Field::Updated => item.updated = item.updated.take().or(Some(words.to_owned())),
            Field::Summary => keep(&mut item.summary, text),
            Field::OtherSummary => keep(&mut item.other_summary, text),
            Field::Content => keep(&mut item.content, text),
            Field::Ttl | Field::Period | Field::Frequency | Field::SkipHour | Field::SkipDay => {}
        }
    }

    fn end_item(&mut self) {
        self.content.items.extend(self.item.take().and_then(Draft::finish));
        self.is_full = self.content.items.len() >= MOST_ITEMS;
    }

    fn finish(mut self) -> Result<Reading, NoFeed> {
        // A document that breaks off is read as far as it goes.
        self.store();
        self.end_item();
        if !self.is_feed {
            let root = self.root.unwrap_or_default();
            let page = ["html", "head", "body", "div", "p", "script", "meta", "title"];
            let is_page = page.iter().any(|it| it.eq_ignore_ascii_case(root));
            return Err(if is_page { NoFeed::Page } else { NoFeed::OtherXml });
        }
        let update = self.period.map(|it| it / self.frequency.max(1));
        self.wishes.rest = self.wishes.rest.or(update).filter(|it| !it.is_zero());
        Ok(Reading { content: self.content, wishes: self.wishes })
    }

    fn declare(&mut self, attributes: &'a str) {
        if !attributes.contains("xmlns") {
            return;
        }
        for (name, value) in pairs(attributes).take(50) {
            let Some(prefix) = name.strip_prefix("xmlns") else { continue };
            let prefix = prefix.strip_prefix(':').unwrap_or(prefix);
            let value = value.trim().to_ascii_lowercase().replacen("https://", "http://", 1);
            let known = NAMES.iter().find(|(start, _)| value.starts_with(start)).map(|(_, space)| *space);
            let space = known.unwrap_or(if prefix.is_empty() { Space::Rss } else { Space::Other });
            if self.prefixes.len() < DEEPEST {
                self.prefixes.push((prefix, space));
            }
        }
    }

    fn space(&self, prefix: &str) -> Space {
        let declared = self.prefixes.iter().rev().find(|(it, _)| *it == prefix);
        let usual = || PREFIXES.iter().find(|(it, _)| *it == prefix);
        declared.or_else(usual).map_or(Space::Other, |(_, space)| *space)
    }

    fn base(&self) -> Option<&Url> {
        self.frames.iter().rev().find_map(|it| it.base.as_ref()).or(self.at).or(self.own.as_ref())
    }
}

impl Capture<'_> {
    fn open(&mut self, name: &str, attributes: &str, closed: bool) {
        self.nested += usize::from(name == self.name && !closed);
        self.tag("", name, attributes);
    }

    /// Keeps a tag as it stands: it is part of the text's markup.
    fn tag(&mut self, slash: &str, name: &str, attributes: &str) {
        // An end tag tells nothing of a title, and is often one that was mistyped.
        let is_needed = self.tags == Tags::All || self.tags == Tags::Inline && slash.is_empty();
        if is_needed && self.has_room(name.len() + attributes.len()) {
            let name = name.rsplit(':').next().unwrap_or(name);
            self.text.extend(["<", slash, name, ">"]);
        }
    }

    fn push(&mut self, text: &str, is_raw: bool) {
        if !self.has_room(0) {
            return;
        }
        match is_raw {
            // Resolved later, with its markup.
            true if self.is_xhtml => self.text.push_str(text),
            true => resolve(text, &mut self.text),
            false => self.text.push_str(text),
        }
    }

    fn has_room(&self, more: usize) -> bool {
        self.text.len() + more < LONGEST_FIELD
    }
}

/// A name's prefix and what follows it.
fn split(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

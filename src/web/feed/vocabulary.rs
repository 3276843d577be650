//! What the elements of feeds are called, in all the vocabularies that feeds are written in.

use std::time::Duration;

use super::plain::Tags;

/// A vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// RSS's own elements, whatever their version.
    Rss,
    Atom,
    Dublin,
    Content,
    Media,
    Itunes,
    Syndication,
    Feedburner,
    Rdf,
    Other,
}

/// What a prefix usually stands for, where a document forgets to say.
pub(super) const PREFIXES: &[(&str, Space)] = &[
    ("", Space::Rss),
    ("atom", Space::Atom),
    ("atom10", Space::Atom),
    ("a10", Space::Atom),
    ("dc", Space::Dublin),
    ("dcterms", Space::Dublin),
    ("content", Space::Content),
    ("media", Space::Media),
    ("itunes", Space::Itunes),
    ("sy", Space::Syndication),
    ("feedburner", Space::Feedburner),
    ("rdf", Space::Rdf),
    ("rss", Space::Rss),
];

/// How the names of vocabularies begin; what nobody knows is RSS's own when it has no prefix.
pub(super) const NAMES: &[(&str, Space)] = &[
    ("http://www.w3.org/2005/atom", Space::Atom),
    ("http://purl.org/atom/", Space::Atom),
    ("http://purl.org/dc/", Space::Dublin),
    ("http://purl.org/rss/1.0/modules/content", Space::Content),
    ("http://purl.org/rss/1.0/modules/syndication", Space::Syndication),
    ("http://purl.org/rss/1.0/modules/", Space::Other),
    ("http://purl.org/rss/1.0", Space::Rss),
    ("http://my.netscape.com/", Space::Rss),
    ("http://channel.netscape.com/", Space::Rss),
    ("http://backend.userland.com/", Space::Rss),
    ("http://search.yahoo.com/mrss", Space::Media),
    ("http://www.itunes.com/", Space::Itunes),
    ("http://rssnamespace.org/feedburner", Space::Feedburner),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns", Space::Rdf),
];

/// Which part of a feed or item a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Title,
    /// A title of a vocabulary beside the feed's own: taken where there is no other.
    OtherTitle,
    Link,
    /// An address that is better than the feed's own, which counts readers.
    OriginalLink,
    Published,
    Updated,
    Summary,
    OtherSummary,
    Content,
    Ttl,
    Period,
    Frequency,
    SkipHour,
    SkipDay,
}

/// Which field an element is.
pub(super) fn field(space: Space, local: &str, is_channel: bool) -> Option<Field> {
    use Field::{Content, Id, Link, OriginalLink, OtherSummary, OtherTitle, Published, Summary, Title, Updated};
    Some(match (space, local) {
        (Space::Rss | Space::Atom, "title") => Title,
        (Space::Dublin | Space::Media, "title") => OtherTitle,
        (Space::Rss, "link" | "url") => Link,
        (Space::Rss, "guid") | (Space::Atom | Space::Rss, "id") => Id,
        (Space::Feedburner, "origlink") => OriginalLink,
        (Space::Rss, "pubdate" | "date" | "published") => Published,
        (Space::Atom, "published" | "issued" | "created") => Published,
        (Space::Dublin, "date" | "issued" | "created") => Published,
        (Space::Atom | Space::Rss, "updated" | "modified") | (Space::Dublin, "modified") => Updated,
        (Space::Rss, "description" | "summary") | (Space::Atom, "summary") => Summary,
        (Space::Dublin | Space::Media, "description") | (Space::Itunes, "summary" | "subtitle") => OtherSummary,
        (Space::Content, "encoded") | (Space::Atom | Space::Rss, "content" | "fulltext" | "body") => Content,
        (Space::Rss, "ttl") => Field::Ttl,
        (Space::Syndication, "updateperiod") => Field::Period,
        (Space::Syndication, "updatefrequency") => Field::Frequency,
        (Space::Rss, "hour") if is_channel => Field::SkipHour,
        (Space::Rss, "day") if is_channel => Field::SkipDay,
        _ => return None,
    })
}

/// What counts as a tag in a field: Atom says so, RSS leaves it to be guessed.
pub(super) fn tags(field: Field, space: Space, kind: &str) -> Tags {
    let says_html = kind.contains("html") || kind == "application/xml";
    match field {
        Field::Title | Field::OtherTitle if space == Space::Atom && kind == "text" => Tags::None,
        Field::Title | Field::OtherTitle if says_html => Tags::All,
        Field::Title | Field::OtherTitle => Tags::Inline,
        Field::Summary | Field::OtherSummary | Field::Content if kind == "text" => Tags::Inline,
        Field::Summary | Field::OtherSummary | Field::Content => Tags::All,
        _ => Tags::None,
    }
}

/// `sy:updatePeriod`
pub(super) fn period(words: &str) -> Option<Duration> {
    let hours = match words.to_ascii_lowercase().as_str() {
        "hourly" => 1,
        "daily" => 24,
        "weekly" => 7 * 24,
        "monthly" => 30 * 24,
        "yearly" => 365 * 24,
        _ => return None,
    };
    Some(Duration::from_secs(hours * 3600))
}

//! What stands in a page's head: meta elements, title, canonical address, language; and microdata anywhere in it.

use chrono::NaiveDate;

use super::json_ld::day;
use super::tree::{Id, Tree};

/// Meta elements and microdata that are looked at.
const MOST: usize = 600;

/// The page's meta elements and microdata: name (lower case) and content, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Meta {
    entries: Vec<(String, String)>,
    /// The `title` element.
    pub title: Option<String>,
    /// `link rel=canonical`, as it stands there.
    pub canonical: Option<String>,
    /// The page's language, as it names it.
    pub language: Option<String>,
    /// The first `time` element's value.
    pub time: Option<NaiveDate>,
}

impl Meta {
    /// Reads a page.
    pub(super) fn of(tree: &Tree) -> Self {
        let mut found = Self::default();
        let entry = |name: &str, value: &str, found: &mut Vec<(String, String)>| {
            let value = value.trim();
            if !value.is_empty() && found.len() < MOST {
                let end = value.char_indices().nth(2_000).map_or(value.len(), |(at, _)| at);
                found.push((name.trim().to_lowercase(), super::plain_text(value.get(..end).unwrap_or_default())));
            }
        };
        for id in tree.elements(0) {
            let attribute = |name: &str| tree.attribute(id, name);
            match tree.name(id) {
                "meta" => {
                    let names = ["property", "name", "itemprop", "http-equiv"].into_iter().find_map(attribute);
                    if let (Some(names), Some(content)) = (names, attribute("content")) {
                        names.split_whitespace().for_each(|it| entry(it, content, &mut found.entries));
                    }
                }
                "html" => {
                    found.language = found
                        .language
                        .take()
                        .or_else(|| attribute("lang").or_else(|| attribute("xml:lang")).map(str::to_owned))
                }
                "title" if found.title.is_none() => {
                    found.title = Some(super::plain_text(&tree.text_of(id))).filter(|it| !it.is_empty());
                }
                "link" if attribute("rel").is_some_and(|it| it.eq_ignore_ascii_case("canonical")) => {
                    found.canonical =
                        found.canonical.take().or_else(|| attribute("href").map(|it| it.trim().to_owned()));
                }
                name => {
                    if name == "time" && found.time.is_none() {
                        found.time = attribute("datetime").and_then(day);
                    }
                    if let Some(prop) = attribute("itemprop") {
                        let value = attribute("datetime").or_else(|| attribute("content"));
                        if let Some(value) = value.filter(|_| prop.contains("date")) {
                            entry(prop, value, &mut found.entries);
                        }
                    }
                }
            }
        }
        found
    }

    /// The first of these names that is there.
    pub(super) fn any(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.entries.iter().find(|(it, _)| it == name)).map(|(_, value)| value.as_str())
    }

    /// All values under these names, in order of the page.
    pub(super) fn all<'m>(&'m self, names: &'m [&str]) -> impl Iterator<Item = &'m str> + 'm {
        self.entries.iter().filter(|(it, _)| names.contains(&it.as_str())).map(|(_, value)| value.as_str())
    }

    /// The first of these names that is there with a text and no address.
    pub(super) fn text(&self, names: &[&str]) -> Option<String> {
        let get = |name: &&str| self.entries.iter().find(|(it, value)| it == name && !value.starts_with("http"));
        names.iter().find_map(get).map(|(_, value)| value.clone())
    }

    /// The day under the first of these names that holds one.
    fn day_of(&self, names: &[&str]) -> Option<NaiveDate> {
        names.iter().find_map(|it| self.all(&[*it]).find_map(day))
    }

    /// The day of publication.
    pub(super) fn published(&self) -> Option<NaiveDate> {
        self.day_of(&[
            "article:published_time",
            "article:published",
            "og:article:published_time",
            "og:published_time",
            "datepublished",
            "parsely-pub-date",
            "sailthru.date",
            "article.published",
            "cxenseparse:recs:publishtime",
            "publishdate",
            "publish-date",
            "publish_date",
            "pubdate",
            "publication_date",
            "originalpublicationdate",
            "citation_publication_date",
            "citation_date",
            "citation_online_date",
            "dc.date.issued",
            "dcterms.issued",
            "dc.issued",
            "dcterms.created",
            "dc.created",
            "dcterms.available",
            "datecreated",
            "dc.date.created",
            "dc.date",
            "dcterms.date",
            "date",
            "article_date_original",
            "created",
            "rnews:datepublished",
            "article:post_date",
            "last-modified-date",
            "displaydate",
            "shareaholic:article_published_time",
            "bt:pubdate",
        ])
    }

    /// The day of the last change.
    pub(super) fn modified(&self) -> Option<NaiveDate> {
        self.day_of(&[
            "article:modified_time",
            "og:updated_time",
            "datemodified",
            "last-modified",
            "lastmod",
            "dcterms.modified",
            "dc.date.modified",
            "article:updated",
            "revised",
            "article.updated",
        ])
    }
}

/// The scripts that tell machines what the page is about.
pub(super) fn scripts(tree: &Tree) -> Vec<String> {
    let is_json = |id: &Id| {
        tree.name(*id) == "script"
            && tree
                .attribute(*id, "type")
                .is_some_and(|it| it.trim().get(..19).is_some_and(|it| it.eq_ignore_ascii_case("application/ld+json")))
    };
    tree.elements(0).filter(is_json).map(|it| tree.text_of(it)).collect()
}

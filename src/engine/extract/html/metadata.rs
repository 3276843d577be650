//! What a page says of its article: JSON-LD first, then meta elements, then what can be seen.

use chrono::NaiveDate;

use super::{
    body::Survey,
    cut::{self, Use},
    json_ld,
    tree::{Id, Tree},
};
use crate::{
    article::Metadata,
    extract::{byline, look::Look, publication_date},
};

/// What was found, and the elements that show it, which are then no part of the story.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// Of the article.
    pub metadata: Metadata,
    /// The headline as shown, or as the page says it is.
    pub headline: Option<String>,
    /// The line under the headline, as shown.
    pub standfirst: Option<String>,
    /// The byline as shown.
    pub byline: Option<String>,
    /// The date as shown.
    pub date: Option<String>,
    /// The elements that show these.
    pub shown: Vec<Id>,
    /// The story, where the page says it once more for machines.
    pub body: Option<String>,
    /// Words that the whole story has, by the page's account.
    pub words: Option<usize>,
    /// Whether reading on must be paid for.
    pub paid: bool,
}

/// Reads a page. `story` is the element that holds the story.
pub(super) fn read(tree: &Tree, survey: &Survey, story: Option<Id>) -> Found {
    let scripts: Vec<String> = tree.elements(0).filter(|it| is_json(tree, *it)).map(|it| tree.text_of(it)).collect();
    let facts = json_ld::read(scripts.iter().map(String::as_str));
    let meta = Meta::of(tree);
    let mut found = Found { body: facts.body, words: facts.words, paid: facts.paid, ..Found::default() };
    let metadata = &mut found.metadata;
    metadata.publisher = facts.publisher.or_else(|| {
        meta.first(&["og:site_name", "application-name", "publisher", "dc.publisher", "citation_publisher"])
    });
    metadata.publisher = metadata.publisher.take().map(|it| it.trim_start_matches('@').to_owned());
    metadata.opinion = facts.opinion
        || meta
            .first(&["article:section"])
            .is_some_and(|it| matches!(it.to_lowercase().as_str(), "opinion" | "opinions" | "editorial" | "comment"));
    metadata.url = canonical(tree)
        .or_else(|| meta.first(&["og:url"]))
        .filter(|it| it.starts_with("http://") || it.starts_with("https://"));
    found.find_headline(tree, survey, facts.headline, &meta);
    found.find_around(tree, survey, story);
    let said = meta.first(&[
        "author",
        "article:author_name",
        "dc.creator",
        "dcterms.creator",
        "byl",
        "parsely-author",
        "sailthru.author",
        "citation_author",
    ]);
    let shown = found.byline.as_deref().map(byline::in_line).unwrap_or_default();
    let publisher = found.metadata.publisher.clone().unwrap_or_default();
    let person = |it: &Vec<String>| it.iter().any(|it| *it != publisher);
    let mut lists = [facts.authors, said.map(|it| byline::names(&it)).unwrap_or_default()].into_iter();
    let names = lists.find(person).unwrap_or_default();
    // Machines are often told only the first of the writers that people see.
    let more = shown.len() > names.len() && names.iter().all(|it| shown.contains(it));
    found.metadata.byline = if more { shown } else { names };
    found.metadata.date_published = facts.published.or_else(|| meta.day()).or_else(|| marked_day(tree, survey));
    let shown_day = || found.date.as_deref().and_then(publication_date::read).and_then(|it| it.day);
    found.metadata.date_published = found.metadata.date_published.or_else(shown_day);
    found
}

impl Found {
    /// The heading that agrees with what the page calls its title; else that title.
    fn find_headline(&mut self, tree: &Tree, survey: &Survey, said: Option<String>, meta: &Meta) {
        let site = self.metadata.publisher.as_deref();
        let title =
            tree.elements(0).find(|it| tree.name(*it) == "title").map(|it| super::plain_text(&tree.text_of(it)));
        let titles = [said, meta.first(&["og:title", "twitter:title", "dc.title", "citation_title"]), title];
        let titles: Vec<String> = titles
            .into_iter()
            .flatten()
            .map(|it| without_site(&it, site).to_owned())
            .filter(|it| !it.is_empty())
            .collect();
        let headings = || {
            tree.elements(0)
                .filter(|it| matches!(tree.name(*it), "h1" | "h2"))
                .filter(|it| survey.uses.get(*it) != Some(&Use::Cut))
        };
        let read = |id: Id| super::plain_text(&tree.text_of(id));
        let agreeing = headings().take(60).find(|id| {
            let heading = read(*id);
            titles.iter().any(|it| agree(&heading, it))
        });
        let first =
            || headings().find(|it| tree.name(*it) == "h1" && !read(*it).is_empty()).filter(|_| titles.is_empty());
        if let Some(id) = agreeing.or_else(first) {
            self.headline = Some(read(id));
            self.shown.push(id);
        } else {
            self.headline = titles.into_iter().next();
        }
        self.metadata.headline.clone_from(&self.headline);
    }

    /// Standfirst, byline and date where they are shown, near the headline.
    fn find_around(&mut self, tree: &Tree, survey: &Survey, story: Option<Id>) {
        let headline_at = self.shown.first().copied();
        let mut behind = headline_at.is_none();
        let mut seen = 0;
        for id in tree.elements(0) {
            behind |= headline_at == Some(id);
            if survey.uses.get(id) == Some(&Use::Cut) || tree.parent(id).is_some_and(|it| self.shown.contains(&it)) {
                continue;
            }
            seen += usize::from(behind);
            if !behind || seen > 400 || self.shown.contains(&id) || story == Some(id) {
                continue;
            }
            let words = cut::words(tree, id);
            let has = |list: &[&str]| words.iter().any(|it| list.contains(&it.as_str()));
            let pair = |a: &str, b: &str| {
                words.windows(2).any(|it| it.first().is_some_and(|it| it == a) && it.get(1).is_some_and(|it| it == b))
            };
            let prop = tree.attribute(id, "itemprop").unwrap_or_default();
            let name = tree.name(id);
            let is_standfirst = has(&[
                "standfirst",
                "dek",
                "deck",
                "subtitle",
                "subheadline",
                "subhead",
                "strapline",
                "subheading",
                "lede",
            ]) || pair("sub", "title")
                || pair("sub", "headline")
                || pair("article", "summary")
                || prop == "alternativeHeadline";
            let is_byline = has(&["byline", "bylines", "author", "authors", "writer"])
                || prop.contains("author")
                || tree.attribute(id, "rel") == Some("author");
            let is_date = name == "time"
                || has(&["date", "dateline", "datetime", "pubdate", "published", "timestamp", "time"])
                || prop == "datePublished";
            if !(is_standfirst || is_byline || is_date) {
                continue;
            }
            let text = super::plain_text(&tree.text_of(id));
            let n_words = text.split_whitespace().count();
            if is_standfirst && self.standfirst.is_none() && (4..=70).contains(&n_words) {
                self.standfirst = Some(text);
                self.shown.push(id);
            } else if is_byline
                && self.byline.is_none()
                && (2..=25).contains(&n_words)
                && !byline::in_line(&text).is_empty()
            {
                self.byline = Some(text);
                self.shown.push(id);
            } else if is_date && self.date.is_none() && publication_date::read(&text).is_some() {
                self.date = Some(text);
                self.shown.push(id);
            }
        }
    }
}

fn is_json(tree: &Tree, id: Id) -> bool {
    tree.name(id) == "script"
        && tree.attribute(id, "type").is_some_and(|it| it.trim().eq_ignore_ascii_case("application/ld+json"))
}

fn canonical(tree: &Tree) -> Option<String> {
    let link =
        tree.elements(0).find(|it| tree.name(*it) == "link" && tree.attribute(*it, "rel") == Some("canonical"))?;
    tree.attribute(link, "href").map(|it| it.trim().to_owned())
}

/// The day in microdata or in the first time element that carries one.
fn marked_day(tree: &Tree, survey: &Survey) -> Option<NaiveDate> {
    let value =
        |id: Id| tree.attribute(id, "datetime").or_else(|| tree.attribute(id, "content")).and_then(json_ld::day);
    let marked = tree
        .elements(0)
        .filter(|it| tree.attribute(*it, "itemprop").is_some_and(|it| it.contains("datePublished")))
        .find_map(value);
    let time = || {
        tree.elements(0)
            .filter(|it| tree.name(*it) == "time" && survey.uses.get(*it) != Some(&Use::Cut))
            .find_map(value)
    };
    marked.or_else(time)
}

/// The page's meta elements: name (lower case) and content.
struct Meta(Vec<(String, String)>);

impl Meta {
    fn of(tree: &Tree) -> Self {
        let entry = |id: Id| {
            let name =
                ["property", "name", "itemprop", "http-equiv"].into_iter().find_map(|it| tree.attribute(id, it))?;
            let content = tree.attribute(id, "content")?.trim();
            (!content.is_empty()).then(|| (name.trim().to_lowercase(), super::plain_text(content)))
        };
        Self(tree.elements(0).filter(|it| tree.name(*it) == "meta").take(500).filter_map(entry).collect())
    }

    /// The first of these names that is there; addresses are no names of people.
    fn first(&self, names: &[&str]) -> Option<String> {
        let get = |name: &&str| {
            self.0.iter().find(|(it, value)| it == name && (name.ends_with("url") || !value.starts_with("http")))
        };
        names.iter().find_map(get).map(|(_, value)| value.clone())
    }

    fn day(&self) -> Option<NaiveDate> {
        const NAMES: &[&str] = &[
            "article:published_time",
            "article:published",
            "og:article:published_time",
            "datepublished",
            "date",
            "pubdate",
            "publishdate",
            "publish-date",
            "publish_date",
            "publication_date",
            "dc.date",
            "dc.date.issued",
            "dcterms.created",
            "dcterms.issued",
            "dcterms.date",
            "parsely-pub-date",
            "sailthru.date",
            "citation_publication_date",
            "citation_date",
            "originalpublicationdate",
            "article.published",
            "cxenseparse:recs:publishtime",
            "created",
        ];
        NAMES.iter().filter_map(|it| self.first(&[*it])).find_map(|it| json_ld::day(&it))
    }
}

/// "Ferry stays in port | The Quay" to "Ferry stays in port".
fn without_site<'t>(title: &'t str, site: Option<&str>) -> &'t str {
    let title = title.trim();
    for sign in [" | ", " - ", " – ", " — ", " :: ", " « ", " · "] {
        if let Some((head, tail)) = title.rsplit_once(sign) {
            let words = |it: &str| it.split_whitespace().count();
            let is_site = site.is_some_and(|it| Look::of(it).folded() == Look::of(tail).folded());
            if is_site || words(head) >= 4 && words(tail) <= 4 {
                return head.trim();
            }
        }
    }
    title
}

/// Whether two titles are the same one, perhaps shortened.
fn agree(heading: &str, title: &str) -> bool {
    let (heading, title) = (Look::of(heading).folded(), Look::of(title).folded());
    let words = |it: &str| it.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (words(&heading), words(&title));
    let shared = a.iter().filter(|it| b.contains(it)).count();
    let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
    let alike = shared >= 3 && (shared * 10 >= shorter * 8 || shared * 10 >= longer * 6);
    !heading.is_empty() && longer <= 60 && (heading == title || alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_their_site() {
        let check = |title: &str, site: Option<&str>, expected: &str| assert_eq!(without_site(title, site), expected);
        check("Ferry stays in port | The Quay", None, "Ferry stays in port");
        check("Ferry - The Quay", Some("the quay"), "Ferry");
        check("Ferry - a long story of the sea", None, "Ferry - a long story of the sea");
        check("Ferry", None, "Ferry");
    }

    #[test]
    fn titles_agree() {
        assert!(agree("Ferry stays in port for a week", "Ferry stays in port"));
        assert!(!agree("Most read stories", "Ferry stays in port"));
        assert!(!agree("World news", "News"));
    }
}

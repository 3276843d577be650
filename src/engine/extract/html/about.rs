//! What a page says of its article, put together. JSON-LD goes first: it is about one article and names its fields. Then
//! meta elements and microdata, which publishers fill for others to show; then what readers see, which is never wrong but
//! hard to read. Two things are believed only with a second look: an author who is the outlet, and an address elsewhere.

use super::block::Block;
use super::header::{self, Header};
use super::json_ld::Facts;
use super::meta::Meta;
use super::name::{COMMENT, DATE};
use super::tree::Tree;
use super::{address, day, writer};
use crate::article::{Form, Image, Metadata};
use crate::extract::{Headers, Known, byline, publication_date, wishes};

/// What a page calls its title, the best first, without the outlet's name.
pub(super) fn titles(meta: &Meta, facts: &Facts, site: Option<&str>) -> Vec<String> {
    let said = [
        facts.headline.as_deref(),
        meta.any(&["og:title"]),
        meta.any(&["twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title", "sailthru.title"]),
        meta.title.as_deref(),
    ];
    let bare = |it: &str| header::without_site(it, site).to_owned();
    said.into_iter().flatten().map(bare).filter(|it| !it.is_empty()).collect()
}

/// The outlet's name.
pub(super) fn publisher(meta: &Meta, facts: &Facts) -> Option<String> {
    let named = facts.publisher.clone().or_else(|| {
        meta.text(&[
            "og:site_name",
            "application-name",
            "publisher",
            "dc.publisher",
            "dcterms.publisher",
            "citation_publisher",
        ])
    });
    named.map(|it| it.trim_start_matches('@').to_owned()).filter(|it| it.chars().count() <= 80)
}

/// All that a page says of its article.
pub(super) fn read(
    tree: &Tree,
    meta: &Meta,
    facts: &Facts,
    blocks: &[Block],
    header: &Header,
    headers: &Headers<'_>,
    known: &Known,
) -> Metadata {
    let publisher = publisher(meta, facts);
    let shown = |at: Option<usize>| at.and_then(|it| blocks.get(it)).map(|it| it.text.as_str());
    let section = facts
        .section
        .clone()
        .or_else(|| meta.text(&["article:section", "og:section", "parsely-section", "sailthru.section"]));
    let opinion = facts.opinion
        || section
            .as_deref()
            .is_some_and(|it| matches!(it.to_lowercase().as_str(), "opinion" | "opinions" | "editorial" | "comment"));
    let url = address::of(meta.canonical.as_deref().or_else(|| meta.any(&["og:url"])), known.url.as_deref());
    let told_day = facts.published.or_else(|| meta.published());
    let shown_day = || {
        let line = shown(header.date).and_then(publication_date::read).and_then(|it| it.day);
        let address = || url.as_deref().and_then(day::find);
        line.or_else(address).or_else(|| day_near(blocks, header)).or(meta.time)
    };
    let told = writers(meta, facts, shown(header.byline), publisher.as_deref());
    let named =
        || writer::find(tree).filter(|it| publisher.as_deref().is_none_or(|site| !site.eq_ignore_ascii_case(it)));
    Metadata {
        byline: if told.is_empty() { named().into_iter().collect() } else { told },
        date_published: told_day.or_else(shown_day),
        date_modified: facts.modified.or_else(|| meta.modified()),
        language: language(meta, facts),
        image: image(meta, facts, known),
        wishes: wishes::wishes(meta.all(&["robots", "googlebot", "newsdesk"]), headers),
        form: if facts.live {
            Form::LiveBlog
        } else if facts.gallery {
            Form::Gallery
        } else {
            Form::Story
        },
        url,
        publisher,
        section,
        opinion,
        ..Metadata::default()
    }
}

/// The day in the line nearest to the headline that names one: lines called dates first, then any short line.
fn day_near(blocks: &[Block], header: &Header) -> Option<chrono::NaiveDate> {
    let at = header.headline.unwrap_or(0);
    let short = |it: &Block| it.text.len() <= 250 && !super::header::has(it, COMMENT, 40);
    let mut near: Vec<(bool, usize, &Block)> = (at.saturating_sub(12)..blocks.len().min(at + 400))
        .filter_map(|idx| {
            blocks.get(idx).filter(|it| short(it)).map(|it| (!super::header::has(it, DATE, 3), idx.abs_diff(at), it))
        })
        .filter(|(unnamed, far, _)| !unnamed || *far <= 12)
        .collect();
    near.sort_by_key(|(unnamed, far, _)| (*unnamed, *far));
    near.into_iter().find_map(|(_, _, it)| day::find(&it.text))
}

/// The writers: as machines are told, unless that is the outlet; or as people see them, where that is more.
fn writers(meta: &Meta, facts: &Facts, shown: Option<&str>, publisher: Option<&str>) -> Vec<String> {
    const NAMES: &[&str] = &[
        "author",
        "article:author_name",
        "dc.creator",
        "dcterms.creator",
        "dc.creator.author",
        "byl",
        "parsely-author",
        "sailthru.author",
        "citation_author",
        "article:author",
        "twitter:data1",
        "rbauthors",
        "dc.contributor",
    ];
    let told = |name: &str| -> Vec<String> {
        meta.all(&[name]).filter(|it| !it.contains("http") && !it.starts_with('@')).flat_map(byline::names).collect()
    };
    let shown = shown.map(byline::in_line).unwrap_or_default();
    let person =
        |it: &Vec<String>| it.iter().any(|it| publisher.is_none_or(|publisher| !it.eq_ignore_ascii_case(publisher)));
    let mut lists = std::iter::once(facts.authors.clone())
        .chain(NAMES.iter().filter(|it| **it != "twitter:data1").map(|it| told(it)));
    let mut names = lists.find(person).unwrap_or_default();
    let mut seen = Vec::new();
    names.retain(|it| {
        let new = !seen.contains(it);
        seen.push(it.clone());
        new
    });
    // Machines are often told only the first of the writers that people see.
    let more = shown.len() > names.len() && names.iter().all(|it| shown.contains(it));
    let names = if more { shown } else { names };
    names.iter().filter_map(|it| writer::clean(it)).collect()
}

fn language(meta: &Meta, facts: &Facts) -> Option<String> {
    let named = [
        meta.language.as_deref(),
        facts.language.as_deref(),
        meta.any(&["content-language", "dc.language", "og:locale", "language"]),
    ];
    let tag = |it: &str| it.trim().replace('_', "-");
    let fits = |it: &String| {
        it.len() >= 2
            && it.len() <= 20
            && it.split('-').next().is_some_and(|it| (2..=3).contains(&it.len()))
            && it.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    named.into_iter().flatten().map(tag).find(fits)
}

fn image(meta: &Meta, facts: &Facts, known: &Known) -> Option<Image> {
    let base = known.url.as_deref().or(meta.canonical.as_deref());
    let shared =
        meta.any(&["og:image", "og:image:url", "og:image:secure_url"]).map(|it| (it, meta.any(&["og:image:alt"])));
    let told = facts.image.as_ref().map(|(it, alt)| (it.as_str(), alt.as_deref()));
    let tweeted = meta.any(&["twitter:image", "twitter:image:src"]).map(|it| (it, meta.any(&["twitter:image:alt"])));
    // What is shared is chosen by a person and has its own words; the other two may be a logo.
    let (url, alt) = [shared, told, tweeted]
        .into_iter()
        .flatten()
        .find_map(|(it, alt)| Some((address::absolute(it, base)?, alt)))?;
    let others = [shared, told, tweeted].into_iter().flatten().find_map(|(_, alt)| alt);
    Some(Image { url, alt: alt.or(others).map(str::to_owned) })
}

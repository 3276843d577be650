//! A page to an article. Its text is put together from what a reader of the page sees of the story: headline, standfirst,
//! byline and date where they are shown, then the story's blocks in order. It is stored, and all offsets point into it.
//!
//! ```text
//! page ─parse─▶ Tree ─gather─▶ Blocks ─measure─▶ rows of features ─choose─▶ the story's blocks ─┐
//!                 └─meta, json_ld─▶ what the page says ─header─▶ what of it is shown ───────────┴─▶ Article
//! ```

// The page and its text.
mod block;
mod name;
mod parse;
mod tree;
// What it says of its article.
mod about;
mod address;
mod day;
mod header;
mod json_ld;
mod meta;
mod writer;
// Which of its blocks are the story.
mod feature;
mod place;
mod story;

use serde::Serialize;

use super::{ExtractError, Headers, Known, Limits, draft::Draft, furniture, look::Look, plain};
use crate::article::{Access, Article, RegionKind};
use block::Block;
use feature::Said;
use json_ld::Facts;
use meta::Meta;
use name::{CAPTION, CREDIT};
use place::Places;
use tree::Tree;

/// Words that a story has at least, when it is to be paid for and all of it is there.
const WHOLE: usize = 150;

/// Reads the article of a page.
///
/// # Errors
/// `NotText` when a tag of it is crowded beyond what pages have.
pub(super) fn article(
    source: &str,
    headers: &Headers<'_>,
    known: &Known,
    limits: &Limits,
) -> Result<Article, ExtractError> {
    let crowded = || ExtractError::NotText { reason: "its mark-up is too large for a page".to_owned() };
    let tree = parse::parse(source, limits).ok_or_else(crowded)?;
    let meta = Meta::of(&tree);
    let scripts = meta::scripts(&tree);
    let facts = json_ld::read(scripts.iter().map(String::as_str));
    let site = about::publisher(&meta, &facts);
    let titles = about::titles(&meta, &facts, site.as_deref());

    let blocks = block::gather(&tree, 0);
    let places = Places::of(&tree, &blocks);
    let said = said(&meta, &facts);
    let mut chosen = story::choose(&tree, &blocks, &places, &said);
    let at = |it: Option<usize>| it.unwrap_or(0);
    let ends = (at(chosen.iter().position(|it| *it)), at(chosen.iter().rposition(|it| *it)));
    let mut header = header::find(&tree, &blocks, &titles, said.description, &chosen);
    let others =
        |at: usize| chosen.iter().enumerate().any(|(it, chosen)| *chosen && it != at && header.headline != Some(it));
    if header.standfirst.is_some_and(|it| !others(it)) {
        // A notice of one paragraph is its own summary.
        header.standfirst = None;
    }
    let taken = [header.headline, header.standfirst, header.byline, header.date];
    for at in taken.into_iter().flatten() {
        chosen.get_mut(at).into_iter().for_each(|it| *it = false);
    }

    let mut metadata = about::read(&tree, &meta, &facts, &blocks, &header, headers, known);
    let headline = header.headline.and_then(|it| blocks.get(it)).map(|it| it.text.replace('\n', " "));
    metadata.headline = headline.clone().or_else(|| titles.into_iter().next());
    let mut draft = Draft::default();
    let shown = |it: Option<usize>| it.and_then(|it| blocks.get(it));
    draft.push(metadata.headline.as_deref().unwrap_or_default(), Some(RegionKind::Headline));
    for (at, kind) in [
        (header.standfirst, RegionKind::Standfirst),
        (header.byline, RegionKind::Byline),
        (header.date, RegionKind::Date),
    ] {
        if let Some(block) = shown(at) {
            draft.push(&block.text, Some(kind));
        }
    }
    let start = draft.text.len();
    let words = story::words(&blocks, &chosen);
    match facts.body.as_deref().filter(|it| it.split_whitespace().count() > words.max(20) * 2) {
        // A page that builds itself by script shows nothing here, but tells machines its text.
        Some(body) => body.split('\n').for_each(|it| draft.push(it, Some(RegionKind::Body))),
        None => push_story(&tree, &blocks, &chosen, ends, &mut draft),
    }
    metadata.wishes.withheld = draft.withheld;
    let marked = plain::Marked { given: draft.given, story: Some(start), metadata };
    let mut article = plain::compose(draft.text, &marked, known);
    let walled = facts.paid && is_cut_short(&article, facts.words);
    article.metadata.access = match (walled, facts.paid) {
        (true, _) => Access::CutShort,
        (false, true) => Access::Paid,
        (false, false) => Access::Free,
    };
    Ok(article)
}

/// The story's blocks, and between them what stands under its pictures.
fn push_story(tree: &Tree, blocks: &[Block], chosen: &[bool], (first, last): (usize, usize), draft: &mut Draft) {
    for (at, (block, chosen)) in blocks.iter().zip(chosen).enumerate() {
        let heading = matches!(tree.name(block.element), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let [.., figcaption, _, _, _, _, _, _, _, _, _] = block.inside;
        let credit = header::has(block, CREDIT, 1);
        let caption = figcaption > 0 || header::has(block, CAPTION, 0);
        let contributes = || furniture::kind(&Look::of(&block.text)) == Some(RegionKind::Contributor);
        let kind = match () {
            () if *chosen && heading => RegionKind::Heading,
            () if *chosen && block.is_row => RegionKind::Table,
            () if *chosen && contributes() => RegionKind::Contributor,
            () if *chosen => RegionKind::Body,
            () if block.hidden || at < first || at > last + 4 => continue,
            () if at > last && contributes() => RegionKind::Contributor,
            () if at > last => continue,
            () if credit => RegionKind::Credit,
            () if caption => RegionKind::Caption,
            () => continue,
        };
        draft.push(&block.text, Some(kind));
        if block.withheld {
            draft.withhold();
        }
    }
}

/// Whether only the beginning of the story is there.
fn is_cut_short(article: &Article, expected: Option<usize>) -> bool {
    let body: Vec<&str> = article.spans(RegionKind::Body).map(|it| article.slice(it)).collect();
    let words: usize = body.iter().map(|it| it.split_whitespace().count()).sum();
    let trails_off = body.last().is_some_and(|it| it.ends_with('…') || it.ends_with("..."));
    words < WHOLE || trails_off || expected.is_some_and(|it| words * 2 < it)
}

/// Whether a text of unknown kind is a page.
pub(super) fn is_page(text: &str) -> bool {
    let head: String =
        text.trim_start_matches('\u{feff}').trim_start().chars().take(2_000).collect::<String>().to_ascii_lowercase();
    let starts = ["<!doctype html", "<html", "<head", "<body", "<article", "<main", "<div", "<p>", "<p ", "<h1"];
    starts.iter().any(|it| head.starts_with(it))
        || head.starts_with('<') && (head.contains("<html") || head.contains("<!doctype html") || head.contains("<p>"))
}

/// One block of a page with what is measured of it: what the model of the story's blocks learns from.
#[derive(Clone, Debug, Serialize)]
pub struct Measured {
    /// Its text.
    pub text: String,
    /// Its features.
    pub features: Vec<f32>,
}

/// Measures the blocks of a page, for `model/train.py`.
pub fn measured(page: &str) -> Vec<Measured> {
    let Some(tree) = parse::parse(page, &Limits::default()) else { return Vec::new() };
    let meta = Meta::of(&tree);
    let scripts = meta::scripts(&tree);
    let facts = json_ld::read(scripts.iter().map(String::as_str));
    let blocks = block::gather(&tree, 0);
    let places = Places::of(&tree, &blocks);
    let rows = feature::measure(&tree, &blocks, &places, &said(&meta, &facts));
    blocks.into_iter().zip(rows).map(|(it, features)| Measured { text: it.text, features }).collect()
}

fn said<'p>(meta: &'p Meta, facts: &'p Facts) -> Said<'p> {
    Said {
        title: facts.headline.as_deref().or_else(|| meta.any(&["og:title", "twitter:title"])).or(meta.title.as_deref()),
        description: meta
            .any(&["og:description", "description", "twitter:description"])
            .or(facts.description.as_deref()),
        body: facts.body.as_deref(),
    }
}

/// Text in which character references and white space may stand as in a page's source, as a reader sees it.
fn plain_text(text: &str) -> String {
    let decoded = if text.contains('&') && text.contains(';') {
        parse::parse(&text.replace('<', "&lt;"), &Limits::default()).map_or_else(|| text.to_owned(), |it| it.text_of(0))
    } else {
        text.to_owned()
    };
    let mut seen = String::with_capacity(decoded.len());
    for word in decoded.split_whitespace() {
        if !seen.is_empty() {
            seen.push(' ');
        }
        seen.extend(word.chars().filter(|it| !matches!(it, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')));
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use RegionKind::{Body, Byline, Caption, Contributor, Credit, Date, Dateline, Heading, Headline, Standfirst};

    const STORY: &str = "<p>The bridge over the river fell on Monday morning, and nobody was hurt, the mayor of the town said in the evening.</p>\
        <p>“We had been told that it would hold for years,” she said, and asked the ministry to explain why it had not been closed in time.</p>";

    fn check(page: &str, expected: &[(RegionKind, &str)]) {
        let article = article(page, &Headers::default(), &Known::default(), &Limits::default()).unwrap();
        let found: Vec<_> = article.regions().iter().map(|it| (it.kind, article.slice(it.span))).collect();
        let found: Vec<_> = found.iter().filter(|(_, it)| !STORY.contains(it)).copied().collect();
        assert_eq!(found, expected, "{page}");
    }

    #[test]
    fn a_page_in_order() {
        let page = format!(
            "<html><head><title>Bridge falls in the north | The Quay</title><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\
             \"headline\":\"Bridge falls in the north\",\"author\":{{\"name\":\"Ann Lee\"}},\"datePublished\":\"2024-05-02\"}}</script></head><body>\
             <nav><a href=/>Home</a></nav><header><a href=/>The Quay</a></header><main><h1>Bridge falls in the north</h1>\
             <p class=standfirst>Nobody knows why it gave way.</p><p class=byline>By <a rel=author href=/a>Ann Lee</a></p><time datetime=2024-05-02>2 May 2024</time>\
             <div class=share><a href=f>Share this on Facebook</a></div>\
             <figure><img src=a><figcaption>The bridge in March. <span class=credit>Photo: Bo Ek</span></figcaption></figure>\
             <p>OSLO — It was closed at once.</p>{STORY}<h2>What is next</h2>{STORY}<aside><p>Read more: {STORY}</aside>\
             <p><em>Cy Dee contributed to this report.</em></p></main><footer>{STORY}</footer></body></html>"
        );
        check(
            &page,
            &[
                (Headline, "Bridge falls in the north"),
                (Standfirst, "Nobody knows why it gave way."),
                (Byline, "By Ann Lee"),
                (Date, "2 May 2024"),
                (Caption, "The bridge in March."),
                (Credit, "Photo: Bo Ek"),
                (Dateline, "OSLO —"),
                (Body, "It was closed at once."),
                (Heading, "What is next"),
                (Contributor, "Cy Dee contributed to this report."),
            ],
        );
    }

    #[test]
    fn a_wall_is_seen() {
        let check = |paid: &str, story: &str, expected: Access| {
            let page = format!(
                "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"Bridge falls\",\"isAccessibleForFree\":{paid}}}</script><h1>Bridge falls</h1>{story}"
            );
            let article = article(&page, &Headers::default(), &Known::default(), &Limits::default()).unwrap();
            assert_eq!(article.metadata.access, expected, "{paid} {story}");
        };
        check("false", STORY, Access::CutShort);
        check("true", STORY, Access::Free);
        check("false", &STORY.repeat(8), Access::Paid);
    }

    #[test]
    fn references_are_decoded() {
        assert_eq!(plain_text("A &amp;\n B&nbsp;&quot;C&quot; <d>"), "A & B \"C\" <d>");
    }
}

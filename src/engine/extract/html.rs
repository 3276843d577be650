//! A page to an article. Its text is put together from what a reader of the page sees of the story: headline, standfirst,
//! byline and date where they are shown, then the story's blocks in order. It is stored, and all offsets point into it.

mod tree;
// What stands around, and where the story is.
mod cut;
mod body;
mod blocks;
// What the page says of it.
mod json_ld;
mod metadata;

use super::{ExtractError, Known, draft::Draft, plain};
use crate::article::{Article, RegionKind};
use tree::Tree;

/// Words that a story has at least, when it is to be paid for and all of it is there.
const WHOLE: usize = 150;

/// Reads the article of a page.
///
/// # Errors
/// `Paywalled` when the page says so and shows only the beginning; `NotText` when it is nested or crowded beyond what
/// pages are.
pub(super) fn article(source: &str, known: &Known) -> Result<Article, ExtractError> {
    let tree = Tree::parse(source).ok_or_else(|| ExtractError::NotText {
        reason: "its mark-up is too deep or too large for a page".to_owned(),
    })?;
    let survey = body::survey(&tree);
    let story = survey.body(&tree);
    let mut found = metadata::read(&tree, &survey, story);
    let mut blocks = story.map(|it| blocks::gather(&tree, it, &survey.uses, &found.shown)).unwrap_or_default();
    let is_said = |text: &str, said: &Option<String>| said.as_deref() == Some(text);
    blocks.retain(|it| {
        !is_said(&it.text, &found.headline)
            && !is_said(&it.text, &found.standfirst)
            && !is_said(&it.text, &found.byline)
    });
    let words: usize = blocks.iter().filter(|it| it.kind.is_none()).map(|it| it.text.split_whitespace().count()).sum();
    let draft_before = found.body.take().filter(|it| it.split_whitespace().count() > words.max(20) * 2);
    let mut draft = Draft::default();
    let header = [
        (found.headline.as_deref(), RegionKind::Headline),
        (found.standfirst.as_deref(), RegionKind::Standfirst),
        (found.byline.as_deref(), RegionKind::Byline),
        (found.date.as_deref(), RegionKind::Date),
    ];
    for (text, kind) in header {
        draft.push(text.unwrap_or_default(), Some(kind));
    }
    let start = draft.text.len();
    match draft_before {
        // A page that builds itself by script shows nothing here, but tells machines its text.
        Some(body) => body.split('\n').for_each(|it| draft.push(it, None)),
        None => blocks.iter().for_each(|it| draft.push(&it.text, it.kind)),
    }
    let marked = plain::Marked { given: draft.given, story: Some(start), metadata: found.metadata };
    let article = plain::compose(draft.text, &marked, known);
    if found.paid && is_cut_short(&article, found.words) {
        return Err(ExtractError::Paywalled);
    }
    Ok(article)
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

/// Text in which character references and white space may stand as in a page's source, as a reader sees it.
fn plain_text(text: &str) -> String {
    let decoded = if text.contains('&') && text.contains(';') {
        Tree::parse(&text.replace('<', "&lt;")).map_or_else(|| text.to_owned(), |it| it.text_of(0))
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
        let article = article(page, &Known::default()).unwrap();
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
        let page = |paid: &str, story: &str| {
            format!(
                "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"Bridge falls\",\"isAccessibleForFree\":{paid}}}</script><h1>Bridge falls</h1>{story}"
            )
        };
        assert_eq!(article(&page("false", STORY), &Known::default()).unwrap_err(), ExtractError::Paywalled);
        assert!(article(&page("true", STORY), &Known::default()).is_ok());
        assert!(article(&page("false", &STORY.repeat(8)), &Known::default()).is_ok());
    }

    #[test]
    fn references_are_decoded() {
        assert_eq!(plain_text("A &amp;\n B&nbsp;&quot;C&quot; <d>"), "A & B \"C\" <d>");
    }
}

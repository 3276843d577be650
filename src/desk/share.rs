//! How much of an article a place may be shown: posts copy a stated share, and what the publisher wishes is obeyed.

use engine::article::Article;
use engine::render::block::Block;
use engine::render::fit::fit;
use engine::span::Span;

/// A digest copies at most this share of an article's body …
const DIGEST: f64 = 0.30;
/// … and at most so many words.
const WORDS: usize = 250;
/// Short articles: so many words may always be copied, lest a digest of a short report hold nothing.
const ALWAYS: usize = 120;
/// Evidence and answers together copy at most this share of an article's body in one place.
const EVIDENCE: f64 = 0.50;

/// `blocks` within the share that a digest may copy; what is left out is said, and `more` how to see it.
pub fn digest(blocks: Vec<Block>, article: &Article, recipe_length: usize, more: &str) -> Vec<Block> {
    let body = words_of(article);
    let most = ((body as f64 * DIGEST) as usize).min(WORDS).max(ALWAYS.min(body));
    let length = if recipe_length == 0 { usize::MAX } else { recipe_length };
    let blocks = fit(blocks, length, more, characters);
    fit(blocks, most, more, copied)
}

/// Whether `span` may still be shown in a place that was shown `shown`, and what was shown with it.
pub fn evidence(article: &Article, shown: &[Span], span: Span) -> Option<Vec<Span>> {
    let mut all = shown.to_vec();
    if !all.iter().any(|it| it.contains(span)) {
        all.push(span);
    }
    all.sort();
    let body = words_of(article);
    let most = ((body as f64 * EVIDENCE) as usize).max(ALWAYS.min(body));
    let mut reached = 0;
    let mut words = 0;
    for it in &all {
        let from = it.start.max(reached);
        if from < it.end {
            words += article.slice(Span::new(from, it.end)).split_whitespace().count();
            reached = it.end;
        }
    }
    (words <= most || shown.iter().any(|it| it.contains(span))).then_some(all)
}

/// Whether the publisher lets `span` be shown.
pub fn allowed(article: &Article, span: Span) -> bool {
    let wishes = &article.metadata.wishes;
    let short = wishes.max_snippet.is_none_or(|most| article.slice(span).chars().count() <= most);
    !wishes.no_snippet && short && !wishes.withheld.iter().any(|it| it.overlaps(span))
}

/// Spans as they are kept: "12-80,200-260".
pub fn written(spans: &[Span]) -> String {
    let parts: Vec<String> = spans.iter().map(|it| format!("{}-{}", it.start, it.end)).collect();
    parts.join(",")
}

/// Spans as they were kept; what can't be read is left out.
pub fn read(text: &str) -> Vec<Span> {
    let span = |it: &str| {
        let (start, end) = it.split_once('-')?;
        Some(Span::new(start.parse().ok()?, end.parse().ok()?))
    };
    text.split(',').filter_map(span).collect()
}

fn words_of(article: &Article) -> usize {
    article.spans(engine::article::RegionKind::Body).map(|it| article.slice(it).split_whitespace().count()).sum()
}

/// Length as a reader counts it.
pub fn characters(blocks: &[Block]) -> usize {
    engine::render::terminal::terminal(blocks, engine::render::terminal::Style::default()).chars().count()
}

/// Words that may be the article's own. Questions are ours.
fn copied(blocks: &[Block]) -> usize {
    use engine::render::block::Section;
    let words = |it: &Block| match it {
        Block::Item { section: Section::Questions, .. } => 0,
        Block::Item { line, .. } | Block::Paragraph(line) | Block::Quotation(line) => {
            line.text().split_whitespace().count()
        }
        _ => 0,
    };
    blocks.iter().map(words).sum()
}

#[cfg(test)]
mod tests {
    use engine::extract::{Known, from_text};

    use super::*;

    #[test]
    fn a_place_is_shown_half_an_article_at_most() {
        let sentence = "The council voted on Monday to close the old bridge over the river for good. ";
        let article = from_text(&format!("Bridge closes\n\n{}", sentence.repeat(40)), &Known::default()).unwrap();
        let start = article.text().find("The council").unwrap();
        let mut shown = Vec::new();
        let mut given = 0;
        for nth in 0..40 {
            let at = start + nth * sentence.len();
            let Some(all) = evidence(&article, &shown, Span::new(at, at + sentence.len() - 1)) else { continue };
            shown = read(&written(&all));
            given += 1;
        }
        assert_eq!(given, 20);
        assert!(evidence(&article, &shown, shown[3]).is_some(), "what was shown may be shown again");
    }
}

//! Which of an article's figures a digest shows: the telling ones, each once.

use super::Digest;
use crate::Analysis;
use crate::analyse::figure::{Figure, FigureKind};
use crate::segment::SentenceKind;

/// The `most` telling figures, the most telling first.
pub fn figures<'a>(analysis: &'a Analysis, digest: &Digest, most: usize) -> Vec<&'a Figure> {
    let findings = &analysis.findings;
    let mut ranked: Vec<(f32, &Figure)> = Vec::new();
    for it in &findings.figures {
        let Some(sentence) = analysis.sentences.get(it.sentence).filter(|it| it.kind == SentenceKind::Body) else {
            continue;
        };
        let claim = digest.claims.iter().position(|claim| claim.sentence == it.sentence);
        let Some(weight) = weight(analysis, it, claim.is_some()) else { continue };
        let told = claim.map_or(0.0, |n| 3.0 - n as f32 * 0.2);
        let place = sentence.span.start as f32 / (analysis.article.text().len() as f32 + 1.0);
        ranked.push((weight + told - place, it));
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.span.cmp(&b.1.span)));
    let mut shown: Vec<&Figure> = Vec::new();
    for (_, it) in ranked {
        if shown.len() >= most {
            break;
        }
        if !shown.iter().any(|other| is_same(analysis, other, it)) {
            shown.push(it);
        }
    }
    shown
}

/// How much a figure tells by itself; `None` for one that tells nothing ("two cases", "four minutes", a score without names).
fn weight(analysis: &Analysis, it: &Figure, claimed: bool) -> Option<f32> {
    let counted = it.of.is_some();
    let unit = it.unit.map(|unit| analysis.article.slice(unit)).unwrap_or_default();
    let lasts = ["second", "minute", "hour", "day", "week", "month", "year", "decade", "centur"]
        .iter()
        .any(|time| unit.starts_with(time));
    let base = match it.kind {
        FigureKind::Money => 2.0,
        FigureKind::Share if counted => 1.8,
        FigureKind::Share => 1.0,
        FigureKind::Count if it.value.is_none_or(|it| it >= 10.0) && counted => 1.6,
        FigureKind::Count if it.value.is_some_and(|it| it >= 100.0) => 0.8,
        FigureKind::Count if counted && claimed => 0.2,
        FigureKind::Measure if lasts && (counted || claimed) => 0.3,
        FigureKind::Measure if !lasts => 1.2,
        FigureKind::Count | FigureKind::Measure => return None,
    };
    Some(base + if counted { 0.6 } else { 0.0 })
}

/// Whether two figures say the same: the same amount of the same thing.
fn is_same(analysis: &Analysis, a: &Figure, b: &Figure) -> bool {
    let words = |it: &Figure| it.of.map(|of| analysis.article.slice(of).to_lowercase());
    let amount = match (a.value, b.value) {
        (Some(a), Some(b)) => a == b,
        _ => analysis.article.slice(a.span).eq_ignore_ascii_case(analysis.article.slice(b.span)),
    };
    let thing = match (words(a), words(b)) {
        (Some(a), Some(b)) => a.ends_with(&b) || b.ends_with(&a),
        _ => true,
    };
    a.kind == b.kind && amount && thing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Known, from_text};
    use crate::lexicon::Lexicon;

    #[test]
    fn each_amount_once_and_no_trifles() {
        let text = "The plant will cost $3 billion and give work to 1,200 people.\n\nTwo of its four gates are open for six \
                    hours a day. The $3 billion plant is the largest in the region, officials said. It will power \
                    about 40 percent of the homes.";
        let analysis = Analysis::of(from_text(text, &Known::default()).unwrap(), &Lexicon::embedded());
        let shown = figures(&analysis, &Digest::default(), 9);
        let words: Vec<&str> = shown.iter().map(|it| analysis.article.slice(it.span)).collect();
        assert_eq!(words, ["$3 billion", "1,200", "about 40 percent"]);
    }
}

//! What a deletion must not take away: negations, hedges and conditions, unless they go with an aside of their own.

use crate::Analysis;
use crate::analyse::hedge::HedgeKind;
use crate::span::Span;

/// Words without which a statement would say more than its source does.
pub(super) const HOLDS: &[&str] = &[
    "not",
    "n't",
    "n’t",
    "no",
    "never",
    "none",
    "nobody",
    "nothing",
    "neither",
    "nor",
    "without",
    "hardly",
    "barely",
    "unless",
    "if",
    "whether",
    "may",
    "might",
    "could",
    "would",
    "should",
    "perhaps",
    "possibly",
    "probably",
    "likely",
    "unlikely",
    "apparently",
    "reportedly",
    "allegedly",
    "alleged",
    "suspected",
    "unclear",
    "denied",
    "denies",
    "refused",
    "provided",
    "except",
    "until",
    "only",
    "deny",
    "declined",
    "failed",
    "pending",
    "because",
    "despite",
    "although",
    "though",
];

/// Whether a lower-cased word is one that a deletion must not take away, attributions' own verbs apart.
pub(super) fn holds(word: &str) -> bool {
    HOLDS.contains(&word) && !matches!(word, "said" | "says" | "told" | "according")
}

/// Of these, what sets a condition to the whole.
pub(super) const CONDITIONS: &[&str] =
    &["unless", "if", "whether", "provided", "except", "until", "because", "although", "though", "according", "said"];

/// Marks that an aside opens with.
const OPENS: [char; 5] = [',', '—', '–', '-', '('];

/// Marks that an aside closes with, or that the rest goes on with.
const CLOSES: [char; 10] = [',', ';', ':', '—', '–', '-', ')', '.', '!', '?'];

/// Whether all that stands in `whole` and in none of the spans `kept`, which are in order, may be left out.
///
/// Read off the letters, not off tokens or a tree, so that it holds for every text, however it is misread.
pub(super) fn nothing_lost(analysis: &Analysis, whole: Span, kept: &[Span]) -> bool {
    let starts = std::iter::once(whole.start).chain(kept.iter().map(|it| it.end));
    let ends = kept.iter().map(|it| it.start).chain(std::iter::once(whole.end));
    starts.zip(ends).all(|(start, end)| {
        let gap = Span::new(start, end.max(start));
        !weighs(analysis, gap) || set_off(analysis.article.text(), whole, gap)
    })
}

/// Whether a stretch holds a word without which the rest would say more than its source does.
fn weighs(analysis: &Analysis, gap: Span) -> bool {
    let text = gap.of(analysis.article.text());
    let in_word = |it: char| it.is_alphanumeric() || matches!(it, '\'' | '’');
    let heavy = |word: &str| {
        let month = word == "May";
        let word = word.replace('’', "'").to_lowercase();
        !month && (word.contains("n't") || word == "cannot" || HOLDS.contains(&word.trim_matches('\'')))
    };
    text.split(|it| !in_word(it)).any(heavy)
        || analysis.findings.hedges.iter().any(|it| it.kind != HedgeKind::Approximate && gap.overlaps(it.span))
}

/// Whether a gap begins and ends at a mark, or where `whole` does.
fn set_off(text: &str, whole: Span, gap: Span) -> bool {
    let inner = gap.of(text).trim();
    let before = Span::new(whole.start, gap.start).of(text).trim_end();
    let after = Span::new(gap.end, whole.end.max(gap.end)).of(text).trim_start();
    let opens = before.is_empty() || before.ends_with(OPENS) || inner.starts_with(OPENS);
    let closes = after.is_empty() || after.starts_with(CLOSES) || inner.ends_with(CLOSES);
    opens && closes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Metadata, Region, RegionKind};
    use crate::lexicon::Lexicon;

    /// `text` stands for a sentence whose parts in curly brackets are left out.
    #[track_caller]
    fn check(text: &str, expected: bool) {
        let (mut plain, mut kept, mut from) = (String::new(), Vec::new(), 0);
        for part in text.split_inclusive(['{', '}']) {
            plain += part.trim_end_matches(['{', '}']);
            if part.ends_with('{') {
                kept.push(Span::new(from, plain.len()));
            }
            from = if part.ends_with('}') { plain.len() } else { from };
        }
        if !text.ends_with('}') {
            kept.push(Span::new(from, plain.len()));
        }
        let body = Region { span: Span::new(0, plain.len()), kind: RegionKind::Body };
        let article = Article::new(plain.clone(), vec![body], Metadata::default());
        let analysis = Analysis::of(article, &Lexicon::embedded());
        let kept: Vec<Span> = kept.into_iter().filter(|it| !it.is_empty()).collect();
        assert_eq!(nothing_lost(&analysis, Span::new(0, plain.len()), &kept), expected, "{text}");
    }

    #[test]
    fn what_weighs_nothing_may_go() {
        check("The mayor {in her red coat} opened the bridge.", true);
        check("The mayor opened the bridge{ in May}.", true);
        check("{But }the mayor opened the bridge.", true);
    }

    #[test]
    fn an_aside_takes_its_own_along() {
        check("The bridge{, which was never safe,} fell.", true);
        check("The bridge, {which wasn’t safe}, fell.", true);
        check("The bridge fell{, and it may not be rebuilt}.", true);
        check("{As no train came, }the crowd went home.", true);
    }

    #[test]
    fn nothing_else_does() {
        check("The mayor did {not} open the bridge.", false);
        check("The bridge {that could not be mended} fell.", false);
        check("The bridge{, if it} falls.", false);
        check("A minister {who has never slept on it }\u{11} said so.", false);
        check("The bridge opens{ unless it rains}.", false);
        check("{It is expected to rain and }the bridge falls.", false);
    }
}

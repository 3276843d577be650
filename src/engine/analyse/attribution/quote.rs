//! Quotations and who speaks them: the cue beside them, or the speaker that a quotation without a cue carries on.

use crate::analyse::quotation::{Quotation, QuotationKind};
use crate::analyse::reading::{Line, Reading};
use crate::lexicon::vocabulary::Marks;
use crate::span::Span;

/// For every sentence, which of its tokens stand inside quotation marks, marks included. Titles are none: they are names.
pub(super) fn masks(reading: &Reading<'_>, quotations: &[Quotation]) -> Vec<Vec<bool>> {
    let outer = |it: &&Quotation| !it.nested && it.kind != QuotationKind::Title;
    let spans: Vec<Span> = quotations.iter().filter(outer).map(|it| it.outer).collect();
    let mut next = 0;
    let mut all = Vec::with_capacity(reading.sentences.len());
    for sentence in reading.sentences {
        while spans.get(next).is_some_and(|it| it.end <= sentence.span.start) {
            next += 1;
        }
        let mut at = next;
        let mask = sentence.tokens.iter().map(|token| {
            while spans.get(at).is_some_and(|it| it.end <= token.span.start) {
                at += 1;
            }
            spans.get(at).is_some_and(|it| it.contains(token.span))
        });
        all.push(mask.collect());
    }
    all
}

/// Whether a quotation is but an adjective: one word between a determiner and a noun ("a "skinny" deal").
pub(super) fn adjective(line: &Line<'_>, quotation: Span, outer: Span) -> bool {
    let inside = line.sentence.tokens_in(quotation);
    let all = line.sentence.tokens_in(outer);
    let before = all.start.checked_sub(1);
    inside.len() == 1
        && before.is_some_and(|i| line.is(i, &["a", "an", "any", "such", "these", "those", "more"]))
        && line.tag(all.end).is_noun()
        && !line.marks(all.end).any(Marks::PREPOSITION)
}

//! Quotations and who speaks them: the cue beside them, or the speaker that a quotation without a cue carries on.

use super::{Attribution, Mode};
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

/// Direct, indirect or mixed, by how much of the content stands in quotation marks.
pub(super) fn mode(attribution: &Attribution, quotations: &[Quotation]) -> Mode {
    let first = attribution.content.iter().map(|it| it.start).min().unwrap_or_default();
    let from = quotations.partition_point(|it| it.outer.end <= first);
    let inside = |content: Span| {
        let near = quotations.get(from..).unwrap_or_default().iter().take_while(move |it| it.outer.start < content.end);
        near.filter(|it| !it.nested && it.kind == QuotationKind::Speech)
            .map(move |it| {
                let (start, end) = (it.outer.start.max(content.start), it.outer.end.min(content.end));
                end.saturating_sub(start)
            })
            .sum::<usize>()
    };
    let all: usize = attribution.content.iter().map(|it| it.len()).sum();
    let quoted: usize = attribution.content.iter().map(|it| inside(*it)).sum();
    if quoted == 0 {
        Mode::Indirect
    } else if quoted + 3 >= all {
        Mode::Direct
    } else {
        Mode::Mixed
    }
}

//! Shortening by deletion: which parts of a sentence may go, and taking them out.
//!
//! Only asides go: what stands between commas, dashes or brackets and says more about a noun that the sentence can do
//! without, a clause set beside the main one, and the conjunction that tied the sentence to the one before. What holds a
//! negation, a hedge, a condition, a quotation mark or an attribution's cue is never deleted.

use crate::Analysis;
use crate::segment::Sentence;
use crate::segment::rel::Rel;
use crate::segment::tag::Tag;
use crate::span::Span;

/// The parts of one sentence that are still kept, in order.
#[derive(Clone, Debug)]
pub(super) struct Kept<'a> {
    analysis: &'a Analysis,
    sentence: &'a Sentence,
    spans: Vec<Span>,
}

/// Words that open a sentence only to tie it to the one before.
const TIES: &[&str] = &[
    "and",
    "but",
    "however",
    "meanwhile",
    "separately",
    "still",
    "yet",
    "also",
    "so",
    "besides",
    "furthermore",
    "additionally",
    "moreover",
];

/// Words without which a statement would say more than its source does.
const HOLDS: &[&str] = &[
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

impl<'a> Kept<'a> {
    /// All of `span`, which lies in `sentence`.
    pub(super) fn all(analysis: &'a Analysis, sentence: &'a Sentence, span: Span) -> Self {
        Self { analysis, sentence, spans: vec![span.trimmed(analysis.article.text())] }
    }

    /// What is kept.
    pub(super) fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// How many characters are kept.
    pub(super) fn chars(&self) -> usize {
        let text = self.analysis.article.text();
        self.spans.iter().map(|it| it.of(text).chars().count() + 1).sum()
    }

    /// Drops "But", "Meanwhile," and the like at the beginning.
    pub(super) fn without_tie(mut self) -> Self {
        let text = self.analysis.article.text();
        let Some(first) = self.spans.first().copied() else { return self };
        let words = first.of(text);
        let word: &str = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        if TIES.contains(&word.to_lowercase().as_str()) {
            let rest = words.get(word.len()..).unwrap_or_default();
            let rest = rest.strip_prefix(',').unwrap_or(rest);
            // "Still in hospital, he …" keeps its first word: only a conjunction or a word before a comma is a tie.
            let tied = rest.len() + word.len() + 1 == words.len() || matches!(word, "But" | "And" | "Yet" | "So");
            if tied && rest.trim_start().chars().next().is_some_and(char::is_alphanumeric) {
                let start = first.end - rest.trim_start().len();
                if let Some(slot) = self.spans.first_mut() {
                    *slot = Span::new(start, first.end);
                }
            }
        }
        self
    }

    /// Deletes asides that cost at most `price`, the cheapest first, until at most `limit` characters are kept or nothing
    /// more may go.
    pub(super) fn within(mut self, limit: usize, price: u8) -> Self {
        if self.chars() <= limit {
            return self;
        }
        let mut asides = self.asides();
        asides.retain(|it| it.price <= price);
        asides.sort_by_key(|it| (it.price, std::cmp::Reverse(it.span.len())));
        for aside in asides {
            if self.chars() <= limit {
                break;
            }
            self.delete(aside.span);
        }
        self
    }

    /// Takes `span` out.
    fn delete(&mut self, span: Span) {
        let text = self.analysis.article.text();
        let cut = |it: &Span| {
            let before = Span::new(it.start, it.end.min(span.start).max(it.start));
            let after = Span::new(it.start.max(span.end).min(it.end), it.end);
            if it.overlaps(span) { vec![before, after] } else { vec![*it] }
        };
        self.spans = self.spans.iter().flat_map(cut).map(|it| it.trimmed(text)).filter(|it| !it.is_empty()).collect();
    }

    /// What may go.
    fn asides(&self) -> Vec<Aside> {
        let mut found = self.bracketed();
        let n = self.sentence.tokens.len();
        for at in 0..n {
            let Some(price) = self.sentence.rel(at).and_then(price) else { continue };
            let range = self.yield_of(at);
            if let Some(span) = self.set_off(range.0, range.1) {
                found.push(Aside { span, price });
            }
        }
        found.retain(|it| self.may_go(it.span));
        found
    }

    /// First and last token of the subtree of `at`.
    fn yield_of(&self, at: usize) -> (usize, usize) {
        let under = |it: &usize| self.sentence.is_under(*it, at);
        let tokens = 0..self.sentence.tokens.len();
        let first = tokens.clone().find(under).unwrap_or(at);
        (first, tokens.rev().find(under).unwrap_or(at))
    }

    /// The span of tokens `first..=last` with the marks that set it off, when there are such marks on both sides.
    fn set_off(&self, mut first: usize, mut last: usize) -> Option<Span> {
        let word = |at: usize| self.sentence.word(&self.analysis.article, at);
        let mark = |at: usize| matches!(word(at), "," | "—" | "–" | "--" | "-");
        // The parser often hangs the marks themselves on the aside.
        while first < last && mark(first) {
            first += 1;
        }
        while last > first && (mark(last) || is_stop(word(last))) {
            last -= 1;
        }
        let before = first.checked_sub(1)?;
        if !mark(before) {
            return None;
        }
        let next = last + 1;
        let open = self.sentence.token(before)?.span;
        let end = self.sentence.token(last)?.span;
        if next >= self.sentence.tokens.len() || is_stop(word(next)) {
            return Some(Span::new(open.start, end.end));
        }
        (mark(next) && word(next) == word(before)).then(|| {
            let close = self.sentence.token(next).map_or(end, |it| it.span);
            Span::new(open.start, close.end)
        })
    }

    /// What stands in brackets, or between a pair of dashes.
    fn bracketed(&self) -> Vec<Aside> {
        let mut found = Vec::new();
        let mut open: Option<(usize, &str)> = None;
        for (at, token) in self.sentence.tokens.iter().enumerate() {
            let word = self.sentence.word(&self.analysis.article, at);
            match (open, word) {
                (Some((from, "(")), ")") => {
                    found.extend(self.sentence.span_of(from, at).map(|span| Aside { span, price: 0 }));
                    open = None;
                }
                (Some((from, dash)), it) if dash == it && dash != "(" => {
                    found.extend(self.sentence.span_of(from, at).map(|span| Aside { span, price: 1 }));
                    open = None;
                }
                (None, "(" | "—" | "–" | "--") => open = Some((at, word)),
                _ => {}
            }
            let _ = token;
        }
        found
    }

    /// Whether nothing that the statement rests on would go.
    fn may_go(&self, span: Span) -> bool {
        let article = &self.analysis.article;
        let tokens = self.sentence.tokens_in(span);
        let held = |at: usize| HOLDS.contains(&self.sentence.lower(article, at).as_str());
        let quoted = self.analysis.findings.quotations.iter().any(|it| it.outer.overlaps(span));
        let hedged = self.analysis.findings.hedges.iter().any(|it| span.contains(it.span));
        let cued = self.analysis.findings.attributions.iter().filter_map(|it| it.cue).any(|it| it.overlaps(span));
        let most = span.len() * 3 > self.sentence.span.len() * 2;
        !quoted && !hedged && !cued && !most && !tokens.into_iter().any(held)
    }
}

/// A part that may go, with what its loss costs the reader.
struct Aside {
    span: Span,
    price: u8,
}

/// What the loss of a dependent costs; `None` for what a sentence can't do without.
fn price(rel: Rel) -> Option<u8> {
    match rel {
        Rel::AclRelcl => Some(1),
        Rel::Appos => Some(2),
        Rel::Parataxis | Rel::Acl => Some(3),
        Rel::Advcl => Some(4),
        Rel::Conj => Some(6),
        Rel::Obl | Rel::Nmod | Rel::OblUnmarked => Some(5),
        _ => None,
    }
}

/// Whether a mark ends a sentence.
fn is_stop(word: &str) -> bool {
    matches!(word, "." | "!" | "?")
}

/// Whether a tag is a finite verb's or a modal's.
pub(super) fn is_finite(tag: Tag) -> bool {
    matches!(tag, Tag::VBD | Tag::VBP | Tag::VBZ | Tag::MD)
}

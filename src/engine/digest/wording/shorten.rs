//! (Long: each kind of part has its own signs.) Shortening by deletion: which parts of a sentence may go, and taking them out.
//!
//! Only asides go: what stands between commas, dashes or brackets and says more about a noun that the sentence can do
//! without, a clause set beside the main one, and the conjunction that tied the sentence to the one before. What holds a
//! negation, a hedge, a condition, a quotation mark or an attribution's cue is never deleted; only where nothing else
//! helps, a clause with a subject of its own goes with what it denies, doubts or quotes itself.

use super::loss::{CONDITIONS, HOLDS, nothing_lost};
use crate::Analysis;
use crate::analyse::hedge::HedgeKind;
use crate::segment::Sentence;
use crate::segment::rel::Rel;
use crate::segment::tag::Tag;
use crate::span::Span;

/// The parts of one sentence that are still kept, in order.
#[derive(Clone, Debug)]
pub(super) struct Kept<'a> {
    analysis: &'a Analysis,
    sentence: &'a Sentence,
    /// What there was to begin with.
    whole: Span,
    spans: Vec<Span>,
    /// What may go by its shape, once it has been looked for.
    asides: Option<Vec<Aside>>,
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

/// Prepositions and conjunctions that open a circumstance rather than a complement.
const CIRCUMSTANCES: &[&str] = &[
    "during",
    "after",
    "before",
    "since",
    "while",
    "amid",
    "following",
    "as",
    "when",
    "throughout",
    "ahead",
    "alongside",
    "including",
    "despite",
];

impl<'a> Kept<'a> {
    /// All of `span`, which lies in `sentence`.
    pub(super) fn all(analysis: &'a Analysis, sentence: &'a Sentence, span: Span) -> Self {
        let whole = span.trimmed(analysis.article.text());
        Self { analysis, sentence, whole, spans: vec![whole], asides: None }
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
        // Inside quotation marks every word is the speaker's.
        if self.analysis.findings.quotations.iter().any(|it| it.outer.holds(first.start)) {
            return self;
        }
        let words = first.of(text);
        let word: &str = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        if TIES.contains(&word.to_lowercase().as_str()) {
            let rest = words.get(word.len()..).unwrap_or_default();
            let rest = rest.strip_prefix(',').unwrap_or(rest);
            // "Still in hospital, he …" keeps its first word: only a conjunction or a word before a comma is a tie.
            let tied = rest.len() + word.len() + 1 == words.len() || matches!(word, "But" | "And" | "Yet" | "So");
            if tied && rest.trim_start().chars().next().is_some_and(char::is_alphanumeric) {
                self.delete(Span::new(first.start, first.end - rest.trim_start().len()));
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
        let asides = self.asides.take().unwrap_or_else(|| self.asides());
        let mut cheap: Vec<Aside> = asides.iter().filter(|it| it.price <= price).copied().collect();
        self.asides = Some(asides);
        cheap.sort_by_key(|it| (it.price, std::cmp::Reverse(it.span.len())));
        for aside in cheap {
            if self.chars() <= limit {
                break;
            }
            if self.may_go(&aside) {
                self.delete(aside.span);
            }
        }
        self
    }

    /// Takes `span` out, unless a word without which the rest would say more than its source does would go with it. No
    /// other function makes what is kept any less.
    fn delete(&mut self, span: Span) {
        let text = self.analysis.article.text();
        let cut = |it: &Span| {
            let before = Span::new(it.start, it.end.min(span.start).max(it.start));
            let after = Span::new(it.start.max(span.end).min(it.end), it.end);
            if it.overlaps(span) { vec![before, after] } else { vec![*it] }
        };
        let left: Vec<Span> =
            self.spans.iter().flat_map(cut).map(|it| it.trimmed(text)).filter(|it| !it.is_empty()).collect();
        if nothing_lost(self.analysis, self.whole, &left) {
            self.spans = left;
        }
    }

    /// What may go by its shape.
    fn asides(&self) -> Vec<Aside> {
        let mut found = self.bracketed();
        for (at, range) in self.yields().into_iter().enumerate() {
            let Some(price) = self.sentence.rel(at).and_then(price) else { continue };
            if let Some(span) = self.set_off(range.0, range.1)
                && self.looks_like(at, span)
            {
                found.push(Aside { span, price });
            } else if let Some(span) = self.tail(at, range.0, range.1) {
                found.push(Aside { span, price: 8 });
            }
        }
        found.extend(self.trailing());
        found.extend(self.clauses());
        found
    }

    /// Whether the words of `span` bear out what the parser says of its head `at`: a wrong tree must not tear a sentence.
    fn looks_like(&self, at: usize, span: Span) -> bool {
        let article = &self.analysis.article;
        let tokens = self.sentence.tokens_in(span);
        let is_mark = |it: usize| !self.sentence.word(article, it).contains(char::is_alphanumeric);
        let inner: Vec<usize> = tokens.skip_while(|it| is_mark(*it)).collect();
        let (Some(first), Some(rel)) = (inner.first().copied(), self.sentence.rel(at)) else { return false };
        let opens = self.sentence.lower(article, first);
        let tag = self.sentence.tag(first);
        let finite = |it: usize| self.sentence.tag(it).is_some_and(is_finite);
        // A finite verb right after a comma belongs to the subject before the aside.
        let resumes = inner.windows(2).any(|pair| match pair {
            [comma, verb] => is_mark(*comma) && finite(*verb),
            _ => false,
        });
        let any_finite = inner.iter().any(|it| finite(*it));
        let joins = inner.iter().any(|it| self.sentence.tag(*it) == Some(Tag::CC));
        let shape = match rel {
            Rel::AclRelcl => matches!(opens.as_str(), "which" | "who" | "whom" | "whose" | "where" | "when"),
            Rel::Appos => !any_finite && !self.lists_on(span) && (!joins || matches!(tag, Some(Tag::DT | Tag::PRPS))),
            Rel::Acl | Rel::Advcl => {
                matches!(tag, Some(Tag::VBG | Tag::VBN)) && !any_finite
                    || matches!(opens.as_str(), "as" | "while" | "after" | "before" | "when" | "since") && any_finite
            }
            Rel::Obl | Rel::Nmod => tag == Some(Tag::IN) && !any_finite && !joins,
            Rel::Conj => {
                matches!(opens.as_str(), "and" | "while") && any_finite && self.sentence.child(at, Rel::Nsubj).is_some()
            }
            _ => false,
        };
        shape && !resumes
    }

    /// Whether "and" or "or" follows: then the span is one item of a list.
    fn lists_on(&self, span: Span) -> bool {
        let next = self.sentence.tokens_in(span).end;
        let comma = self.sentence.word(&self.analysis.article, next) == ",";
        self.sentence.tag(next + usize::from(comma)) == Some(Tag::CC)
    }

    /// First and last token of the subtree of every token.
    fn yields(&self) -> Vec<(usize, usize)> {
        let n = self.sentence.tokens.len();
        let mut yields: Vec<(usize, usize)> = (0..n).map(|at| (at, at)).collect();
        for at in 0..n {
            for above in self.sentence.ancestors(at) {
                if let Some((first, last)) = yields.get_mut(above) {
                    (*first, *last) = ((*first).min(at), (*last).max(at));
                }
            }
        }
        yields
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
            // Another aside may begin at the closing mark, which is then its opening one.
            let goes_on = matches!(word(next + 1), "who" | "which" | "whose" | "where" | "when")
                || matches!(self.sentence.tag(next + 1), Some(Tag::VBG | Tag::VBN));
            let close = self.sentence.token(next).map_or(end, |it| it.span);
            Span::new(open.start, if goes_on { end.end } else { close.end })
        })
    }

    /// The span of tokens `first..=last` when they end the sentence and only say when, where or under what circumstances.
    fn tail(&self, at: usize, first: usize, last: usize) -> Option<Span> {
        let article = &self.analysis.article;
        let ends = (last + 1..self.sentence.tokens.len())
            .all(|it| !self.sentence.word(article, it).contains(char::is_alphanumeric));
        let opens = self.sentence.lower(article, first);
        let adjunct = match self.sentence.rel(at)? {
            Rel::Obl | Rel::Advcl => CIRCUMSTANCES.contains(&opens.as_str()),
            Rel::Acl => self.sentence.tag(first) == Some(Tag::VBG),
            Rel::AclRelcl => matches!(opens.as_str(), "which" | "who" | "where" | "whose"),
            _ => false,
        };
        (ends && adjunct && first * 3 > self.sentence.tokens.len())
            .then(|| self.sentence.span_of(first, last))
            .flatten()
    }

    /// What follows the main verb after a comma or dash up to the end, by its first word alone: the last resort.
    fn trailing(&self) -> Vec<Aside> {
        let article = &self.analysis.article;
        let tokens = &self.sentence.tokens;
        let Some(root) = self.sentence.root() else { return Vec::new() };
        let closes = |at: usize| !self.sentence.word(article, at).contains(char::is_alphanumeric);
        let Some(last) = (0..tokens.len()).rev().find(|it| !closes(*it)) else { return Vec::new() };
        let aside = |mark: usize| {
            let dash = matches!(self.sentence.word(article, mark), "—" | "–" | "--");
            let comma = self.sentence.word(article, mark) == ",";
            if !dash && !comma {
                return None;
            }
            let opens = self.sentence.lower(article, mark + 1);
            let circumstance = CIRCUMSTANCES.contains(&opens.as_str())
                || matches!(opens.as_str(), "which" | "who" | "whose" | "where" | "with" | "saying")
                || self.sentence.tag(mark + 1) == Some(Tag::VBG);
            let price = if dash { 6 } else { 7 };
            let goes = dash || circumstance;
            goes.then(|| self.sentence.span_of(mark, last)).flatten().map(|span| Aside { span, price })
        };
        (root + 1..last).filter_map(aside).collect()
    }

    /// Clauses that say something of their own, beside the main one or before it: dropped only where nothing else helps.
    fn clauses(&self) -> Vec<Aside> {
        let article = &self.analysis.article;
        let n = self.sentence.tokens.len();
        let Some(root) = self.sentence.root() else { return Vec::new() };
        let finite = |at: usize| self.sentence.tag(at).is_some_and(is_finite);
        let worded = |at: &usize| self.sentence.word(article, *at).contains(char::is_alphanumeric);
        let Some(last) = (0..n).rev().find(worded) else { return Vec::new() };
        // Whether a clause with a subject and a verb of its own begins at a token.
        let begins = |at: usize| {
            let subject = self.sentence.tag(at).is_some_and(|it| {
                matches!(it, Tag::DT | Tag::NNP | Tag::NNPS | Tag::NNS | Tag::NN | Tag::PRP | Tag::PRPS | Tag::JJ)
            });
            let verb = (at + 1..n.min(at + 9)).find(|it| finite(*it) || self.sentence.word(article, *it) == ",");
            subject && verb.is_some_and(finite)
        };
        let mut found = Vec::new();
        for mark in root + 1..last {
            let joined = self.sentence.word(article, mark) == ","
                && matches!(self.sentence.lower(article, mark + 1).as_str(), "and" | "but" | "yet" | "while");
            if joined && begins(mark + 2) {
                found.extend(self.sentence.span_of(mark, last).map(|span| Aside { span, price: CLAUSE }));
            }
        }
        // "As the vote began, …": up to the comma before the main clause.
        let opens = self.sentence.lower(article, 0);
        if CIRCUMSTANCES.contains(&opens.as_str()) && opens != "despite" {
            let comma = (4..root).find(|it| self.sentence.word(article, *it) == "," && begins(it + 1));
            let span = comma.and_then(|it| self.sentence.span_of(0, it));
            found.extend(span.map(|span| Aside { span, price: CLAUSE }));
        }
        found
    }

    /// What stands in brackets, or between a pair of dashes.
    fn bracketed(&self) -> Vec<Aside> {
        let mut found = Vec::new();
        let mut open: Option<(usize, &str)> = None;
        for at in 0..self.sentence.tokens.len() {
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
        }
        found
    }

    /// Whether nothing that the statement rests on would go.
    fn may_go(&self, aside: &Aside) -> bool {
        let article = &self.analysis.article;
        let span = aside.span;
        let tokens = self.sentence.tokens_in(span);
        let opens =
            tokens.clone().map(|it| self.sentence.word(article, it)).find(|it| it.contains(char::is_alphabetic));
        let opens = opens.map(str::to_lowercase);
        // What a relative clause denies or doubts, it denies or doubts of its own statement, not of the main one.
        let relative = matches!(opens.as_deref(), Some("which" | "who" | "whose" | "where"));
        let own = relative || aside.price == CLAUSE;
        let holds = if own && aside.price >= 7 { CONDITIONS } else { HOLDS };
        let word = |at: usize| self.sentence.word(article, at);
        let among = |list: &[&str], at: usize| {
            list.iter().any(|it| it.len() == word(at).len() && word(at).eq_ignore_ascii_case(it))
        };
        // What weighs after a further mark may well be said of the main clause.
        let mut inner = tokens.clone().skip_while(|it| !word(*it).contains(char::is_alphabetic));
        let held = tokens.clone().any(|it| among(holds, it))
            || own
                && inner.by_ref().any(|it| matches!(word(it), "," | ";" | ":" | "—" | "–" | "--"))
                && inner.any(|it| among(HOLDS, it));
        // A clause may go with a quotation or a speaker that are wholly its own.
        let torn = |it: Span| it.overlaps(span) && !(aside.price == CLAUSE && span.contains(it));
        let findings = &self.analysis.findings;
        let quoted = findings.quotations.iter().any(|it| torn(it.outer));
        let hedged = !own
            && self
                .analysis
                .findings
                .hedges
                .iter()
                .any(|it| it.kind != HedgeKind::Approximate && span.contains(it.span));
        let cued = findings.attributions.iter().any(|it| {
            let owned = aside.price == CLAUSE && it.content.iter().all(|content| span.contains(*content));
            it.cue.is_some_and(|cue| cue.overlaps(span)) && !owned
        });
        let most = span.len() * 3 > self.sentence.span.len() * 2;
        !quoted && !hedged && !cued && !most && !held
    }
}

/// The price of a clause that says something of its own.
const CLAUSE: u8 = 9;

/// A part that may go, with what its loss costs the reader.
#[derive(Clone, Copy, Debug)]
struct Aside {
    span: Span,
    price: u8,
}

/// What the loss of a dependent costs; `None` for what a sentence can't do without.
fn price(rel: Rel) -> Option<u8> {
    match rel {
        Rel::AclRelcl => Some(1),
        Rel::Appos => Some(2),
        Rel::Acl => Some(3),
        Rel::Advcl => Some(4),
        Rel::Obl | Rel::Nmod => Some(5),
        Rel::Conj => Some(6),
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

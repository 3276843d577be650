//! A clause as the dependency tree shows it: its predicate, subject, auxiliaries and the stretch of words it covers.

use std::ops::Range;

use crate::article::Article;
use crate::segment::Sentence;
use crate::segment::rel::Rel;
use crate::segment::tag::Tag;
use crate::span::Span;

/// A sentence with the stretch of words below each of its tokens.
#[derive(Debug)]
pub struct Tree<'a> {
    /// The article.
    pub article: &'a Article,
    /// The sentence.
    pub sentence: &'a Sentence,
    /// First and last token of what hangs below each token, itself included.
    extents: Vec<(u16, u16)>,
}

/// A clause: a predicate with what belongs to it. All are tokens of one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Head of the predicate: the verb, or the noun or adjective after a copula.
    pub head: usize,
    /// Head of the subject, its own or (of a later member of a coordination) the first member's.
    pub subject: Option<usize>,
    /// The verb that carries the tense: the first auxiliary, the copula or the head; none in infinitives and participles.
    pub finite: Option<usize>,
    /// "not", "n't", "never" or "no longer".
    pub negation: Option<usize>,
}

impl<'a> Tree<'a> {
    /// Reads the tree of `sentence`.
    pub fn new(article: &'a Article, sentence: &'a Sentence) -> Self {
        let mut extents: Vec<(u16, u16)> = (0..sentence.tokens.len()).map(|i| (i as u16, i as u16)).collect();
        for i in 0..extents.len() {
            for above in sentence.ancestors(i) {
                let Some((first, last)) = extents.get_mut(above) else { break };
                if usize::from(*first) <= i && i <= usize::from(*last) {
                    break; // What lies above holds `i` already.
                }
                *first = (*first).min(i as u16);
                *last = (*last).max(i as u16);
            }
        }
        Self { article, sentence, extents }
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.sentence.tokens.is_empty()
    }

    /// The word of token `i`, or "".
    pub fn word(&self, i: usize) -> &'a str {
        self.sentence.word(self.article, i)
    }

    /// Whether token `i` is one of `words` (which are lower-cased).
    pub fn is(&self, i: usize, words: &[&str]) -> bool {
        let word = self.word(i);
        words.iter().any(|it| word.eq_ignore_ascii_case(it))
    }

    /// Whether the tokens from `i` on are `words`.
    pub fn reads(&self, i: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(n, it)| self.word(i + n).eq_ignore_ascii_case(it))
    }

    /// The tag of token `i`.
    pub fn tag(&self, i: usize) -> Tag {
        self.sentence.tag(i).unwrap_or(Tag::SYM)
    }

    /// The relation of token `i`.
    pub fn rel(&self, i: usize) -> Rel {
        self.sentence.rel(i).unwrap_or(Rel::Dep)
    }

    /// The head of token `i`.
    pub fn head(&self, i: usize) -> Option<usize> {
        self.sentence.head(i)
    }

    /// The first token below `i` that hangs by one of `rels`.
    pub fn child(&self, i: usize, rels: &[Rel]) -> Option<usize> {
        self.sentence.children(i).find(|&it| rels.contains(&self.rel(it)))
    }

    /// What hangs below `i`, itself included.
    pub fn extent(&self, i: usize) -> Range<usize> {
        self.extents.get(i).map_or(0..0, |&(first, last)| usize::from(first)..usize::from(last) + 1)
    }

    /// The place in the text of a range of tokens.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        self.sentence.span_of(range.start, range.end.checked_sub(1)?)
    }

    /// Whether token `i` is a verb form.
    pub fn is_verb(&self, i: usize) -> bool {
        matches!(self.tag(i), Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ)
    }

    /// Whether token `i` can carry a tense.
    pub fn is_finite(&self, i: usize) -> bool {
        matches!(self.tag(i), Tag::MD | Tag::VBD | Tag::VBP | Tag::VBZ)
    }

    /// Whether token `i` is a noun or a name.
    pub fn is_noun(&self, i: usize) -> bool {
        matches!(self.tag(i), Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS)
    }

    /// Whether token `i` is the name of something.
    pub fn is_name(&self, i: usize) -> bool {
        matches!(self.tag(i), Tag::NNP | Tag::NNPS)
    }

    /// Whether token `i` is a comma, dash, bracket, quotation mark or stop.
    pub fn is_mark(&self, i: usize) -> bool {
        self.rel(i) == Rel::Punct
            || matches!(self.tag(i), Tag::Comma | Tag::Stop | Tag::Colon | Tag::BracketOpen | Tag::BracketClose)
            || self.is_quote_mark(i)
    }

    /// Whether token `i` is a quotation mark.
    pub fn is_quote_mark(&self, i: usize) -> bool {
        matches!(self.tag(i), Tag::QuoteOpen | Tag::QuoteClose)
            || matches!(self.word(i), "\"" | "“" | "”" | "‘" | "’" | "'" | "''" | "``" | "’’")
                && self.rel(i) == Rel::Punct
    }

    /// The subject of `head` that stands in its own clause.
    fn own_subject(&self, head: usize) -> Option<usize> {
        let subject = |&it: &usize| matches!(self.rel(it), Rel::Nsubj | Rel::NsubjPass | Rel::Csubj);
        let outer = |&it: &usize| matches!(self.rel(it), Rel::NsubjOuter | Rel::Expl);
        self.sentence.children(head).find(subject).or_else(|| self.sentence.children(head).find(outer))
    }

    /// The auxiliaries and the copula of `head`, in order.
    pub fn auxiliaries(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        self.sentence.children(head).filter(move |&it| self.rel(it).is_auxiliary() && it < head)
    }

    /// The clause whose predicate is `head`.
    pub fn clause(&self, head: usize) -> Clause {
        let auxiliary = self.auxiliaries(head).find(|&it| self.is_finite(it));
        let mut finite = auxiliary.or_else(|| (self.is_finite(head) && self.is_verb(head)).then_some(head));
        let mut subject = self.own_subject(head);
        // A later member of a coordination shares the first one's subject, and its auxiliary when it has no tense.
        let mut at = head;
        for _ in 0..4 {
            if subject.is_some() || self.rel(at) != Rel::Conj {
                break;
            }
            let Some(first) = self.head(at) else { break };
            subject = self.own_subject(first);
            if finite.is_none() && matches!(self.tag(head), Tag::VB | Tag::VBN | Tag::VBG) {
                finite = self.auxiliaries(first).find(|&it| self.is_finite(it));
            }
            at = first;
        }
        let negation = self.sentence.children(head).find(|&it| self.is(it, &["not", "n't", "n’t", "never"]));
        Clause { head, subject, finite, negation }
    }

    /// The nearest predicate above `i` that heads a clause.
    pub fn clause_over(&self, i: usize) -> Option<usize> {
        self.sentence.ancestors(i).find(|&it| self.rel(it).is_clause() || self.rel(it) == Rel::Conj && self.is_verb(it))
    }
}

//! What other passes ask of a sentence: its words, and the shape of its dependency tree.
//!
//! Every index is a token's place within its sentence; one beyond the end gives nothing, never a panic.

use std::borrow::Cow;

use crate::article::Article;
use crate::segment::lemma;
use crate::segment::rel::Rel;
use crate::segment::tag::Tag;
use crate::segment::{Sentence, Token};
use crate::span::Span;

impl Sentence {
    /// The token at `i`.
    pub fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }

    /// The tag of token `i`.
    pub fn tag(&self, i: usize) -> Option<Tag> {
        self.token(i).map(|it| it.tag)
    }

    /// The relation of token `i` to its head.
    pub fn rel(&self, i: usize) -> Option<Rel> {
        self.token(i).map(|it| it.rel)
    }

    /// The head of token `i`; none for the root.
    pub fn head(&self, i: usize) -> Option<usize> {
        self.token(i)?.head.map(usize::from)
    }

    /// The sentence's words.
    pub fn text<'a>(&self, article: &'a Article) -> &'a str {
        article.slice(self.span)
    }

    /// The word of token `i`, or "".
    pub fn word<'a>(&self, article: &'a Article, i: usize) -> &'a str {
        self.token(i).map_or("", |it| article.slice(it.span))
    }

    /// The word of token `i` in lower case.
    pub fn lower(&self, article: &Article, i: usize) -> String {
        self.word(article, i).to_lowercase()
    }

    /// The base form of token `i`, lower-cased but for names: "said" is "say".
    pub fn lemma<'a>(&self, article: &'a Article, i: usize) -> Cow<'a, str> {
        self.token(i).map_or(Cow::Borrowed(""), |it| lemma::lemma(article.slice(it.span), it.tag))
    }

    /// The token that holds the byte at `offset` of the article's text, or else the first one after it.
    pub fn token_at(&self, offset: usize) -> Option<usize> {
        let i = self.tokens.partition_point(|it| it.span.end <= offset);
        (i < self.tokens.len()).then_some(i)
    }

    /// The tokens that overlap a span of the article's text, as a range of indices.
    pub fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.tokens.partition_point(|it| it.span.end <= span.start);
        let last = self.tokens.partition_point(|it| it.span.start < span.end);
        first..last.max(first)
    }

    /// The span from token `first` to token `last`, both included.
    pub fn span_of(&self, first: usize, last: usize) -> Option<Span> {
        Some(self.token(first)?.span.cover(self.token(last)?.span))
    }

    /// The head of the whole sentence.
    pub fn root(&self) -> Option<usize> {
        self.tokens.iter().position(|it| it.rel == Rel::Root)
    }

    /// The tokens that hang on `i`, in order.
    pub fn children(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        let hangs = move |it: &Token| it.head.is_some_and(|head| usize::from(head) == i);
        self.tokens.iter().enumerate().filter(move |(_, it)| hangs(it)).map(|(child, _)| child)
    }

    /// The first token that hangs on `i` by `rel`.
    pub fn child(&self, i: usize, rel: Rel) -> Option<usize> {
        self.children(i).find(|&child| self.rel(child) == Some(rel))
    }

    /// `i`'s head, its head's head and so on up to the root.
    pub fn ancestors(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        // A tree has no circle, but a caller's may: never more steps than tokens.
        std::iter::successors(self.head(i), |&it| self.head(it)).take(self.tokens.len())
    }

    /// Whether `i` is `top` or hangs below it.
    pub fn is_under(&self, i: usize, top: usize) -> bool {
        i == top || self.ancestors(i).any(|it| it == top)
    }

    /// The predicate that `i` belongs to: the nearest token at or above it that heads a clause.
    pub fn clause_head(&self, i: usize) -> Option<usize> {
        let heads = |it: usize| self.rel(it).is_some_and(Rel::is_clause) || self.is_conjoined_clause(it);
        self.token(i)?;
        std::iter::once(i).chain(self.ancestors(i)).find(|&it| heads(it))
    }

    /// Whether `i` is a later member of a coordination of clauses: "she came and left".
    fn is_conjoined_clause(&self, i: usize) -> bool {
        self.rel(i) == Some(Rel::Conj) && self.is_predicate(i)
    }

    /// Whether `i` is what a clause says: a verb that is no auxiliary, or a word with a copula.
    pub fn is_predicate(&self, i: usize) -> bool {
        let verb = self.tag(i).is_some_and(Tag::is_verb) && !self.rel(i).is_some_and(Rel::is_auxiliary);
        verb || self.child(i, Rel::Cop).is_some()
    }

    /// All predicates in order.
    pub fn predicates(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.tokens.len()).filter(|&it| self.is_predicate(it))
    }

    /// The token that carries the tense of predicate `i`: itself, or its first finite auxiliary or copula.
    pub fn finite(&self, i: usize) -> Option<usize> {
        let finite = |it: usize| self.tag(it).is_some_and(Tag::is_finite);
        let mut helpers = self.children(i).filter(|&it| self.rel(it).is_some_and(Rel::is_auxiliary));
        helpers.find(|&it| finite(it)).or_else(|| finite(i).then_some(i))
    }

    /// Whether predicate `i` is a passive.
    pub fn is_passive(&self, i: usize) -> bool {
        self.child(i, Rel::AuxPass).is_some() || self.child(i, Rel::NsubjPass).is_some()
    }

    /// The head of the subject that stands with predicate `i` itself.
    pub fn own_subject(&self, i: usize) -> Option<usize> {
        self.children(i).find(|&it| self.rel(it).is_some_and(Rel::is_subject))
    }

    /// The head of the subject of predicate `i`: its own, else the one it shares ("he came and *left*"), is controlled by
    /// ("she wants *to leave*", "she told him *to leave*"), or modifies ("a man *holding* a sign").
    pub fn subject_of(&self, i: usize) -> Option<usize> {
        let mut at = i;
        // Each turn goes up, so that there are never more than tokens.
        for _ in 0..self.tokens.len() {
            if let Some(subject) = self.own_subject(at) {
                return Some(subject);
            }
            let head = self.head(at)?;
            match self.rel(at)? {
                Rel::Xcomp => {
                    if let Some(object) =
                        self.child(head, Rel::Iobj).or_else(|| self.child(head, Rel::Obj)).filter(|&it| it < at)
                    {
                        return Some(object);
                    }
                }
                Rel::Acl | Rel::AclRelcl => return Some(head),
                Rel::Conj | Rel::Advcl | Rel::Aux | Rel::AuxPass | Rel::Cop => {}
                _ => return None,
            }
            at = head;
        }
        None
    }

    /// The head of the direct object of predicate `i`.
    pub fn object_of(&self, i: usize) -> Option<usize> {
        self.child(i, Rel::Obj)
    }

    /// Whether predicate (or noun) `i` is denied: "not", "never", "no longer", or "no" and its like at its subject or object.
    pub fn is_negated(&self, article: &Article, i: usize) -> bool {
        let denies = |it: usize| {
            let word = self.word(article, it);
            ["not", "n't", "n’t", "never", "neither", "nor", "no"].iter().any(|no| word.eq_ignore_ascii_case(no))
        };
        let nobody = |it: usize| {
            let word = self.word(article, it);
            let none = ["nobody", "nothing", "none", "neither"].iter().any(|no| word.eq_ignore_ascii_case(no));
            none || self.children(it).any(|child| self.rel(child) == Some(Rel::Det) && denies(child))
        };
        let modifies = |it: usize| matches!(self.rel(it), Some(Rel::Advmod | Rel::Det | Rel::Cc | Rel::CcPreconj));
        // "no longer": the "no" hangs on the adverb.
        let adverb = |it: usize| self.rel(it) == Some(Rel::Advmod) && self.children(it).any(denies);
        let argument = |it: usize| matches!(self.rel(it), Some(Rel::Nsubj | Rel::NsubjPass | Rel::Obj));
        self.children(i).any(|it| modifies(it) && denies(it) || adverb(it) || argument(it) && nobody(it))
    }

    /// The members of the coordination that `i` opens: itself and what is conjoined to it.
    pub fn members(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(i).chain(self.children(i).filter(|&it| self.rel(it) == Some(Rel::Conj)))
    }

    /// First and last token of the stretch around `i` that hangs below it by `keeps` relations only. Marks at either end
    /// are left out.
    fn stretch(&self, i: usize, keeps: impl Fn(usize, Rel) -> bool) -> Option<(usize, usize)> {
        self.token(i)?;
        let inside = |at: usize| {
            let mut below = at;
            while below != i {
                let (Some(head), Some(rel)) = (self.head(below), self.rel(below)) else { return false };
                if !keeps(head, rel) {
                    return false;
                }
                below = head;
            }
            true
        };
        let mut first = (0..i).rev().take_while(|&at| inside(at)).last().unwrap_or(i);
        let mut last = (i + 1..self.tokens.len()).take_while(|&at| inside(at)).last().unwrap_or(i);
        let mark = |at: usize| at != i && self.tag(at).is_some_and(|it| it.is_punctuation());
        let pairs = |at: usize| matches!(self.tag(at), Some(Tag::QuoteOpen | Tag::QuoteClose));
        while mark(first) && !pairs(first) {
            first += 1;
        }
        while mark(last) && !pairs(last) {
            last -= 1;
        }
        Some((first, last))
    }

    /// First and last token of all that hangs on `i`, itself included; marks at either end are left out, quotation marks
    /// apart.
    pub fn subtree(&self, i: usize) -> Option<(usize, usize)> {
        self.stretch(i, |_, _| true)
    }

    /// The span of all that hangs on `i`, itself included, without marks at either end (quotation marks apart).
    pub fn subtree_span(&self, i: usize) -> Option<Span> {
        let (first, last) = self.subtree(i)?;
        self.span_of(first, last)
    }

    /// First and last token of the noun phrase with head `i` without what follows the head but the rest of a name: "the
    /// former U.S. Treasury secretary", "Angela Merkel".
    pub fn base_noun_phrase(&self, i: usize) -> Option<(usize, usize)> {
        self.stretch(i, |head, rel| {
            let before = matches!(
                rel,
                Rel::Det
                    | Rel::DetPredet
                    | Rel::Amod
                    | Rel::Advmod
                    | Rel::Compound
                    | Rel::Nummod
                    | Rel::NmodPoss
                    | Rel::NmodDesc
                    | Rel::NmodUnmarked
                    | Rel::Flat
                    | Rel::Fixed
                    | Rel::Punct
            );
            // The possessor's own parts come with it: "the former president 's".
            before || rel == Rel::Case && head != i || rel == Rel::Conj && head < i || rel == Rel::Cc && head < i
        })
    }

    /// First and last token of the noun phrase with head `i`, prepositional phrases included, without relative and other
    /// clauses, appositions and further members: "the head of the agency".
    pub fn noun_phrase(&self, i: usize) -> Option<(usize, usize)> {
        self.stretch(i, |head, rel| match rel {
            Rel::Case | Rel::Cc | Rel::Mark | Rel::CcPreconj | Rel::Conj => head != i,
            Rel::Cop | Rel::Aux | Rel::AuxPass | Rel::Appos => false,
            rel if rel.is_clause() || rel.is_subject() => false,
            Rel::Obl | Rel::OblUnmarked | Rel::Discourse | Rel::Dep | Rel::Dislocated | Rel::Vocative => false,
            _ => true,
        })
    }

    /// The span of [`Self::noun_phrase`].
    pub fn noun_phrase_span(&self, i: usize) -> Option<Span> {
        let (first, last) = self.noun_phrase(i)?;
        self.span_of(first, last)
    }

    /// First and last token of the clause of predicate `i`: all that hangs on it but clauses conjoined or set beside it,
    /// and the conjunction that joins it to the one before.
    pub fn clause(&self, i: usize) -> Option<(usize, usize)> {
        self.stretch(i, |head, rel| {
            let beside = matches!(rel, Rel::Conj | Rel::Parataxis | Rel::Cc | Rel::CcPreconj);
            head != i || !beside
        })
    }

    /// The span of [`Self::clause`].
    pub fn clause_span(&self, i: usize) -> Option<Span> {
        let (first, last) = self.clause(i)?;
        self.span_of(first, last)
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, Metadata};
    use crate::segment::rel::Rel;
    use crate::segment::tag::Tag;
    use crate::segment::{Sentence, SentenceKind, Token};
    use crate::span::Span;

    /// A sentence from words as `word/TAG/head/rel`, the head counted from 1.
    fn sentence(annotated: &str) -> (Article, Sentence) {
        let (mut text, mut tokens) = (String::new(), Vec::new());
        for word in annotated.split_whitespace() {
            let parts: Vec<_> = word.split('/').collect();
            let start = text.len();
            text += parts[0];
            let head: u16 = parts[2].parse().unwrap();
            tokens.push(Token {
                span: Span::new(start, text.len()),
                tag: Tag::from_name(parts[1]).unwrap(),
                head: head.checked_sub(1),
                rel: Rel::from_name(parts[3]).unwrap(),
            });
            text += " ";
        }
        let span = Span::new(0, text.len() - 1);
        (
            Article::new(text, vec![], Metadata::default()),
            Sentence { span, tokens, paragraph: 0, kind: SentenceKind::Body },
        )
    }

    const SAYS: &str = "The/DT/2/det head/NN/10/nsubj of/IN/5/case the/DT/5/det agency/NN/2/nmod ,/,/7/punct \
        Ito/NNP/2/appos ,/,/7/punct never/RB/10/advmod wanted/VBD/0/root to/TO/12/mark leave/VB/10/xcomp \
        and/CC/14/cc stayed/VBD/10/conj ././10/punct";

    #[test]
    fn phrases() {
        let (article, it) = sentence(SAYS);
        let words = |range: Option<(usize, usize)>| {
            let (first, last) = range.unwrap();
            article.slice(it.span_of(first, last).unwrap()).to_owned()
        };
        assert_eq!(words(it.base_noun_phrase(1)), "The head");
        assert_eq!(words(it.noun_phrase(1)), "The head of the agency");
        assert_eq!(words(it.subtree(1)), "The head of the agency , Ito");
        assert_eq!(words(it.noun_phrase(4)), "the agency");
        assert_eq!(words(it.clause(13)), "stayed");
        assert_eq!(words(it.clause(9)), "The head of the agency , Ito , never wanted to leave");
    }

    #[test]
    fn clauses() {
        let (article, it) = sentence(SAYS);
        assert_eq!(it.predicates().collect::<Vec<_>>(), [9, 11, 13]);
        assert_eq!((it.subject_of(9), it.subject_of(11), it.subject_of(13)), (Some(1), Some(1), Some(1)));
        assert_eq!((it.is_negated(&article, 9), it.is_negated(&article, 13)), (true, false));
        assert_eq!((it.clause_head(4), it.clause_head(12)), (Some(9), Some(13)));
        assert_eq!((it.finite(9), it.finite(11), it.root()), (Some(9), None, Some(9)));
        assert_eq!(it.lemma(&article, 9), "want");
    }

    #[test]
    fn negation_in_the_subject() {
        let (article, it) = sentence("No/DT/2/det deal/NN/4/nsubj:pass was/VBD/4/aux:pass signed/VBN/0/root");
        assert!(it.is_negated(&article, 3) && it.is_passive(3));
        assert_eq!(it.finite(3), Some(2));
    }

    #[test]
    fn beyond_the_end_is_nothing() {
        let (article, it) = sentence("Go/VB/0/root");
        assert_eq!((it.subtree(7), it.subject_of(7), it.clause_head(7), it.word(&article, 7)), (None, None, None, ""));
        assert_eq!(it.tokens_in(Span::new(0, 1)), 0..1);
        assert_eq!(it.token_at(0), Some(0));
    }
}

//! What other passes ask of a sentence: its words, and the shape of its dependency tree.
//!
//! Every index is a token's place within its sentence; one beyond the end gives nothing, never a panic.

use crate::article::Article;
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
}

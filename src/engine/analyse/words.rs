//! A sentence as the word-level passes read it: its words in lower case, by place, and what stands around them.

use crate::article::Article;
use crate::segment::Sentence;
use crate::segment::tag::Tag;
use crate::span::Span;

/// The words of one sentence. Places beyond either end read as "".
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    text: &'a str,
    lower: &'a str,
    sentence: &'a Sentence,
}

/// The text with ASCII letters in lower case: every offset stays what it was.
pub(crate) fn lowered(article: &Article) -> String {
    article.text().to_ascii_lowercase()
}

impl<'a> Words<'a> {
    /// Reads `sentence`; `lower` is the whole text as [`lowered`] gives it.
    pub(crate) fn new(article: &'a Article, lower: &'a str, sentence: &'a Sentence) -> Self {
        Self { text: article.text(), lower, sentence }
    }

    /// How many words and marks there are.
    pub(crate) fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    /// The word at `i` in lower case, or "".
    pub(crate) fn at(&self, i: usize) -> &'a str {
        self.sentence.token(i).map_or("", |it| it.span.of(self.lower))
    }

    /// The word `n` places before `i` in lower case, or "".
    pub(crate) fn back(&self, i: usize, n: usize) -> &'a str {
        i.checked_sub(n).map_or("", |it| self.at(it))
    }

    /// The word at `i` as it stands, or "".
    pub(crate) fn raw(&self, i: usize) -> &'a str {
        self.sentence.token(i).map_or("", |it| it.span.of(self.text))
    }

    /// Its part of speech.
    pub(crate) fn tag(&self, i: usize) -> Tag {
        self.sentence.tag(i).unwrap_or(Tag::SYM)
    }

    /// Whether the word at `i` begins with a capital letter.
    pub(crate) fn capital(&self, i: usize) -> bool {
        self.raw(i).starts_with(char::is_uppercase)
    }

    /// Whether the word at `i` follows the one before it without a space.
    pub(crate) fn glued(&self, i: usize) -> bool {
        let before = i.checked_sub(1).and_then(|it| self.sentence.token(it));
        before.zip(self.sentence.token(i)).is_some_and(|(a, b)| a.span.end == b.span.start)
    }

    /// Whether the words from `i` on are `these`.
    pub(crate) fn run(&self, i: usize, these: &[&str]) -> bool {
        these.iter().enumerate().all(|(n, it)| self.at(i + n) == *it)
    }

    /// Whether the words just before `i` are `these`.
    pub(crate) fn run_before(&self, i: usize, these: &[&str]) -> bool {
        i.checked_sub(these.len()).is_some_and(|from| self.run(from, these))
    }

    /// The stretch from word `first` to word `last`, both included.
    pub(crate) fn span(&self, first: usize, last: usize) -> Span {
        self.sentence.span_of(first, last).unwrap_or_default()
    }

    /// The sentence itself.
    pub(crate) fn sentence(&self) -> &'a Sentence {
        self.sentence
    }
}

/// Whether one of `list` has the length and the first letter of `word`. Inlined where the list is known, all that it asks
/// of the list is reckoned by the compiler: a few instructions rule nearly every word out.
#[inline(always)]
pub(crate) fn may_be<const N: usize>(word: &[u8], list: &[&str; N]) -> bool {
    let (mut lengths, mut firsts) = (0_u32, 0_u32);
    for it in list {
        lengths |= 1 << (it.len() & 31);
        firsts |= 1 << (it.as_bytes().first().copied().unwrap_or_default() & 31);
    }
    let Some(first) = word.first() else { return false };
    lengths >> (word.len() & 31) & firsts >> (first & 31) & 1 != 0
}

/// Whether `word` is one of `list` in any case.
#[inline(never)]
pub(crate) fn is_among(word: &[u8], list: &[&str]) -> bool {
    !word.is_empty() && list.iter().any(|it| word.eq_ignore_ascii_case(it.as_bytes()))
}

/// Whether `word` stands in `list`, whose words are parted by spaces.
pub(crate) fn one_of(word: &str, list: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|it| it == word)
}

/// Whether a mark joins two figures or words into a range: "3-5", "2016–19".
pub(crate) fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—" | "--")
}

//! Clauses read off the tags: where a verb's subject stands, what carries the tense, and how far the clause goes.
//!
//! A whole dependency tree goes wrong somewhere in most long sentences; what stands next to a verb rarely does. So the
//! questions and the coming events, whose words must come out right, are cut by these rules.

mod end;
mod group;
mod phrase;
mod subject;
mod word;

use std::ops::Range;

use crate::analyse::words::{is_among, may_be};
use crate::article::Article;
use crate::segment::Sentence;
use crate::segment::rel::Rel;
use crate::segment::tag::Tag;
use crate::span::Span;

/// The words of one sentence.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The article.
    pub article: &'a Article,
    /// The sentence.
    pub sentence: &'a Sentence,
}

/// A verb with its auxiliaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerbGroup {
    /// What carries the tense: the first of them.
    pub finite: usize,
    /// The last of them, which says what is done; a form of "be" before a noun or adjective.
    pub main: usize,
    /// "not", "n't" or "never".
    pub negation: Option<usize>,
}

/// Forms of "be".
pub const BE: [&str; 13] = ["be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re", "'m"];
/// Forms of "have".
pub const HAVE: [&str; 8] = ["have", "has", "had", "'ve", "’ve", "having", "'d", "’d"];
/// Forms of "do".
pub const DO: [&str; 3] = ["do", "does", "did"];
/// Words that deny a verb.
pub const NOT: [&str; 4] = ["not", "n't", "n’t", "never"];

/// Words that open a clause and so end the one before.
const OPENERS: [&str; 20] = [
    "that", "because", "if", "while", "whether", "although", "since", "unless", "though", "whereas", "until", "after",
    "before", "once", "when", "where", "as", "than", "so", "lest",
];

/// Verbs whose object is followed by a bare verb.
const LETTING: [&str; 12] =
    ["make", "makes", "made", "making", "let", "lets", "help", "helps", "helped", "helping", "see", "have"];

/// Adverbs of time that may stand before a verb as nouns.
const TIMES: [&str; 26] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "tomorrow",
    "yesterday",
    "tonight",
    "week",
    "month",
    "year",
    "day",
    "morning",
    "evening",
    "night",
    "weekend",
    "january",
    "february",
    "july",
    "august",
    "september",
    "october",
    "december",
];

impl<'a> Words<'a> {
    /// The words of `sentence`.
    pub fn new(article: &'a Article, sentence: &'a Sentence) -> Self {
        Self { article, sentence }
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
    #[inline(always)]
    pub fn is<const N: usize>(&self, i: usize, words: &[&str; N]) -> bool {
        let word = self.bytes(i);
        may_be(word, words) && is_among(word, words)
    }

    /// The same for a list that is not known when this is compiled.
    pub fn is_among(&self, i: usize, words: &[&str]) -> bool {
        is_among(self.bytes(i), words)
    }

    #[inline]
    fn bytes(&self, i: usize) -> &'a [u8] {
        let span = self.sentence.tokens.get(i).map(|it| it.span).unwrap_or_default();
        self.article.text().as_bytes().get(span.start..span.end).unwrap_or_default()
    }

    /// Whether the tokens from `i` on are `words`.
    pub fn reads(&self, i: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(n, it)| self.word(i + n).eq_ignore_ascii_case(it))
    }

    /// The tag of token `i`; a full stop beyond the end.
    pub fn tag(&self, i: usize) -> Tag {
        self.sentence.tag(i).unwrap_or(Tag::Stop)
    }

    /// The relation of token `i` in the sentence's tree.
    pub fn rel(&self, i: usize) -> Rel {
        self.sentence.rel(i).unwrap_or(Rel::Dep)
    }

    /// The place in the text of a range of tokens.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        self.sentence.span_of(range.start, range.end.checked_sub(1)?)
    }

    /// The first finite verb at or after `from`, before `to`.
    pub fn next_finite(&self, from: usize, to: usize) -> Option<usize> {
        (from..to.min(self.len())).find(|&it| self.is_finite(it))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Known, from_text};
    use crate::lexicon::Lexicon;

    /// `sentence` with the subject in square brackets and the clause's end marked by a bar, for the verb at "*".
    fn read(sentence: &str) -> String {
        let plain = sentence.replace('*', "");
        let at = sentence.find('*').unwrap();
        let text = format!(
            "A Heading of the Story\n\n{plain}\n\nThis is another sentence of the story, so that it is long enough."
        );
        let article = from_text(&text, &Known::default()).unwrap();
        let sentences = crate::segment::segment(&article, &Lexicon::embedded());
        let sentence = sentences.iter().find(|it| it.text(&article) == plain).expect("the sentence");
        let words = Words::new(&article, sentence);
        let finite = sentence.token_at(sentence.span.start + at).unwrap();
        let subject = words.subject(finite).and_then(|it| words.span(it)).map_or("-", |it| article.slice(it));
        let end = words.embedded_end(words.group(finite).main);
        let rest = words.span(finite..end).map_or("-", |it| article.slice(it));
        format!("{subject} | {rest}")
    }

    #[test]
    fn subjects_and_ends() {
        let check = |sentence: &str, expected: &str| assert_eq!(read(sentence), expected);
        check(
            "The plan did not say how the money *would be spent in the event of a new crisis.",
            "the money | would be spent in the event of a new crisis",
        );
        check(
            "Officials said whether Brown *will agree to remove the fees depends on the talks.",
            "Brown | will agree to remove the fees",
        );
        check(
            "The group said the contract *has confused staff, and demanded more time.",
            "the contract | has confused staff",
        );
        check(
            "But the ministry of trade, which runs the scheme, *could close it next year, officials said.",
            "the ministry of trade, which runs the scheme, | could close it next year",
        );
        check("In March the court *will rule on the case.", "the court | will rule on the case");
        check("He met them in Paris and the talks *will go on until Friday.", "the talks | will go on until Friday");
        check("Smith and Jones *plan to meet, and the rest will stay.", "Smith and Jones | plan to meet");
        check(
            "The council *will visit schools, hospitals and parks, according to a letter.",
            "The council | will visit schools, hospitals and parks",
        );
    }
}

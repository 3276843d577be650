//! A sentence as the name and attribution passes read it: each token with what its word may be.

use crate::analyse::words::{is_among, may_be};
use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::lexicon::reporting::ReportingVerb;
use crate::lexicon::vocabulary::Marks;
use crate::segment::tag::Tag;
use crate::segment::{Sentence, Token};
use crate::span::Span;

/// What is known of one token's word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    /// What it may be.
    pub(crate) marks: Marks,
    /// Number of the reporting verb it is a form of.
    pub(crate) cue: Option<u16>,
    /// Whether it begins with a capital letter.
    pub(crate) capital: bool,
}

/// Every sentence of an article with its words looked up once.
pub(crate) struct Reading<'a> {
    pub(crate) article: &'a Article,
    pub(crate) sentences: &'a [Sentence],
    pub(crate) lexicon: &'a Lexicon,
    words: Vec<Word>,
    /// Where each sentence's words begin in `words`.
    starts: Vec<usize>,
}

impl<'a> Reading<'a> {
    /// Looks up every word.
    pub(crate) fn of(article: &'a Article, sentences: &'a [Sentence], lexicon: &'a Lexicon) -> Self {
        let mut words = Vec::new();
        let mut starts = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            starts.push(words.len());
            words.extend(sentence.tokens.iter().map(|token| look_up(article.slice(token.span), lexicon)));
        }
        Self { article, sentences, lexicon, words, starts }
    }

    /// Sentence `index`, when there is one.
    pub(crate) fn line(&self, index: usize) -> Option<Line<'_>> {
        let sentence = self.sentences.get(index)?;
        let start = *self.starts.get(index)?;
        let words = self.words.get(start..start + sentence.tokens.len())?;
        Some(Line { text: self.article.text(), lexicon: self.lexicon, sentence, words, index })
    }

    /// All sentences in order.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        (0..self.sentences.len()).filter_map(|index| self.line(index))
    }
}

fn look_up(word: &str, lexicon: &Lexicon) -> Word {
    let bytes = word.as_bytes();
    let Some(first) = bytes.first() else { return Word::default() };
    // Marks and figures are in no list.
    if bytes.len() == 1 && !first.is_ascii_alphabetic() || first.is_ascii_digit() {
        return Word::default();
    }
    let (mut marks, mut cue) = lexicon.vocabulary.look_up(word);
    if marks == Marks::NONE && word.ends_with('.') {
        (marks, cue) = lexicon.vocabulary.look_up(word.trim_end_matches('.'));
    }
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    // "US", "WHO", "IT" are names.
    if bytes.len() > 1 && bytes.iter().all(u8::is_ascii_uppercase) {
        marks = marks.without(Marks::FUNCTION);
        cue = None;
    }
    Word { marks, cue: cue.and_then(|it| u16::try_from(it).ok()), capital }
}

/// One sentence. Every index is a token's place within it; one beyond the end gives nothing.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    pub(crate) text: &'a str,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) sentence: &'a Sentence,
    words: &'a [Word],
    /// The sentence's number.
    pub(crate) index: usize,
}

impl<'a> Line<'a> {
    /// Number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    /// Token `i`.
    pub(crate) fn token(&self, i: usize) -> Option<&'a Token> {
        self.sentence.tokens.get(i)
    }

    /// The word of token `i`, or "".
    pub(crate) fn word(&self, i: usize) -> &'a str {
        self.token(i).map_or("", |it| it.span.of(self.text))
    }

    /// Whether the word of token `i` is one of `words` in any case.
    #[inline(always)]
    pub(crate) fn is<const N: usize>(&self, i: usize, words: &[&str; N]) -> bool {
        let word = self.bytes(i);
        may_be(word, words) && is_among(word, words)
    }

    /// The same for a list that is not known when this is compiled.
    pub(crate) fn is_among(&self, i: usize, words: &[&str]) -> bool {
        is_among(self.bytes(i), words)
    }

    #[inline]
    fn bytes(&self, i: usize) -> &'a [u8] {
        let span = self.token(i).map(|it| it.span).unwrap_or_default();
        self.text.as_bytes().get(span.start..span.end).unwrap_or_default()
    }

    /// The tag of token `i`; a noun's beyond the end.
    pub(crate) fn tag(&self, i: usize) -> Tag {
        self.token(i).map_or(Tag::NN, |it| it.tag)
    }

    /// The marks of token `i`.
    pub(crate) fn marks(&self, i: usize) -> Marks {
        self.words.get(i).map_or(Marks::NONE, |it| it.marks)
    }

    /// Whether token `i` begins with a capital letter.
    pub(crate) fn capital(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|it| it.capital)
    }

    /// The reporting verb that token `i` is a form of.
    pub(crate) fn reporting(&self, i: usize) -> Option<&'a ReportingVerb> {
        self.lexicon.reporting.get(usize::from(self.words.get(i)?.cue?))
    }

    /// The span of tokens `first` to `last`, both included.
    pub(crate) fn span(&self, first: usize, last: usize) -> Span {
        self.sentence.span_of(first, last).unwrap_or_default()
    }

    /// Whether no white space stands between token `i` and the next.
    pub(crate) fn joined(&self, i: usize) -> bool {
        matches!((self.token(i), self.token(i + 1)), (Some(a), Some(b)) if a.span.end == b.span.start)
    }

    /// Whether token `i` is a comma.
    pub(crate) fn comma(&self, i: usize) -> bool {
        self.word(i) == ","
    }

    /// Whether token `i` is a quotation mark.
    pub(crate) fn quote_mark(&self, i: usize) -> bool {
        matches!(self.word(i), "\"" | "“" | "”" | "''" | "’’" | "``" | "‘" | "„" | "«" | "»")
            || matches!(self.tag(i), Tag::QuoteOpen | Tag::QuoteClose)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use crate::article::{Article, Metadata, Region, RegionKind};
    use crate::lexicon::Lexicon;
    use crate::segment::{Sentence, segment};
    use crate::span::Span;

    /// An article of body paragraphs, one a line.
    pub(crate) fn article(text: &str, lexicon: &Lexicon) -> (Article, Vec<Sentence>) {
        let mut regions = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            regions.push(Region { span: Span::new(at, at + line.len()), kind: RegionKind::Body });
            at += line.len() + 1;
        }
        let article = Article::new(text.into(), regions, Metadata::default());
        let sentences = segment(&article, lexicon);
        (article, sentences)
    }
}

//! From article text to sentences of tagged, parsed tokens.

pub mod abbreviation;
pub mod rel;
mod sentence;
pub mod tag;
mod token;
pub mod form;
pub mod model;
pub mod tagger;
pub mod parser;
pub mod lemma;
mod tree;

use crate::article::{Article, RegionKind};
use crate::lexicon::Lexicon;
use crate::span::Span;

use form::Form;
use rel::Rel;
use tag::Tag;

/// Where a sentence stands; only `Body` sentences are evidence for claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SentenceKind {
    /// Running text of the story.
    Body,
    /// A heading, the headline or the standfirst.
    Heading,
    /// Under a picture.
    Caption,
    /// A table row, byline, credit or other furniture.
    Other,
}

/// One token of a sentence: a word, a part of one ("n't", "'s") or a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands; never empty.
    pub span: Span,
    /// Its part of speech.
    pub tag: Tag,
    /// The token it hangs on, as an index within the sentence; none for the root.
    pub head: Option<u16>,
    /// How it hangs there.
    pub rel: Rel,
}

/// One sentence, with its tokens. Helpers that read its words and its tree are in `segment/tree.rs`.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// From its first to its last character, closing quotation marks included.
    pub span: Span,
    /// Its tokens in order; at least one, at most `u16::MAX`.
    pub tokens: Vec<Token>,
    /// Number of the region (paragraph) it stands in.
    pub paragraph: u32,
    /// Where it stands.
    pub kind: SentenceKind,
}

/// The most tokens of one sentence: what goes on longer is no sentence and is cut, so that a token's place fits a `u16`
/// and no pass meets a sentence of a megabyte.
const MOST_TOKENS: usize = 512;

/// All sentences of the article in order.
pub fn segment(article: &Article, lexicon: &Lexicon) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut spans = Vec::new();
    let mut analyst = Analyst::default();
    for (region, paragraph) in article.regions().iter().zip(0_u32..) {
        let kind = SentenceKind::of(region.kind);
        for span in sentence::split(article.text(), region.span, &lexicon.abbreviations) {
            spans.clear();
            token::tokenise(article.text(), span, &lexicon.abbreviations, &mut spans);
            for part in spans.chunks(MOST_TOKENS) {
                // A sentence that was cut ends with its last token.
                let (Some(first), Some(last)) = (part.first(), part.last()) else { continue };
                let span = if spans.len() > MOST_TOKENS { first.cover(*last) } else { span };
                let tokens = analyst.tokens(article.text(), part);
                sentences.push(Sentence { span, tokens, paragraph, kind });
            }
        }
    }
    sentences
}

impl SentenceKind {
    fn of(region: RegionKind) -> Self {
        match region {
            RegionKind::Body => SentenceKind::Body,
            RegionKind::Headline | RegionKind::Standfirst | RegionKind::Heading => SentenceKind::Heading,
            RegionKind::Caption => SentenceKind::Caption,
            _ => SentenceKind::Other,
        }
    }
}

/// The memory that tagging and parsing share from sentence to sentence.
#[derive(Default)]
struct Analyst {
    forms: Vec<Form>,
    tags: Vec<Tag>,
    state: parser::State,
}

impl Analyst {
    /// The tokens at `spans`, tagged and parsed.
    fn tokens(&mut self, text: &str, spans: &[Span]) -> Vec<Token> {
        self.forms.clear();
        self.forms.extend(spans.iter().map(|&span| Form::of(text, span)));
        tagger::tag(&self.forms, &mut self.tags);
        let pairs = spans.iter().zip(&self.tags);
        let mut tokens: Vec<Token> =
            pairs.map(|(&span, &tag)| Token { span, tag, head: None, rel: Rel::Dep }).collect();
        parser::parse(&parser::TABLES, &mut self.state, &self.forms, &self.tags, |at, head, rel| {
            if let Some(token) = tokens.get_mut(at) {
                (token.head, token.rel) = (head, rel);
            }
        });
        tokens
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Metadata, Region};

    fn sentences(text: &str) -> (Article, Vec<Sentence>) {
        let region = Region { span: Span::new(0, text.len()), kind: RegionKind::Body };
        let article = Article::new(text.to_owned(), vec![region], Metadata::default());
        let sentences = segment(&article, &Lexicon::embedded());
        (article, sentences)
    }

    /// The sentence's words as `word/TAG`.
    fn check(text: &str, expected: &str) {
        let (article, sentences) = sentences(text);
        let tokens = sentences.iter().flat_map(|it| &it.tokens);
        let words: Vec<_> = tokens.map(|it| format!("{}/{}", article.slice(it.span), it.tag.name())).collect();
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn plain_words_are_tagged() {
        check(
            "The officials said they would not sign it.",
            "The/DT officials/NNS said/VBD they/PRP would/MD not/RB sign/VB it/PRP ./.",
        );
        check("“It is true,” he said.", "“/`` It/PRP is/VBZ true/JJ ,/, ”/'' he/PRP said/VBD ./.");
    }

    #[test]
    fn plain_sentences_are_parsed() {
        let (_, sentences) = sentences("The mayor said the city would sell its company.");
        let arcs: Vec<_> = sentences[0].tokens.iter().map(|it| (it.head, it.rel)).collect();
        let expected = [
            (Some(1), Rel::Det),
            (Some(2), Rel::Nsubj),
            (None, Rel::Root),
            (Some(4), Rel::Det),
            (Some(6), Rel::Nsubj),
            (Some(6), Rel::Aux),
            (Some(2), Rel::Ccomp),
            (Some(8), Rel::NmodPoss),
            (Some(6), Rel::Obj),
            (Some(2), Rel::Punct),
        ];
        assert_eq!(arcs, expected);
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_sound_sentences(text in "(?s)([ -~]|\\PC|\n){0,300}") {
            let (article, sentences) = sentences(&text);
            let mut end = 0;
            for sentence in &sentences {
                assert!(sentence.span.start >= end && !sentence.span.is_empty());
                end = sentence.span.end;
                assert!(article.quote(sentence.span).is_some());
                let mut at = sentence.span.start;
                for token in &sentence.tokens {
                    assert!(article.quote(token.span).is_some() && token.span.start >= at);
                    at = token.span.end;
                }
                assert!(at <= sentence.span.end);
                assert_eq!(sentence.tokens.iter().filter(|it| it.head.is_none()).count(), 1);
                let root = sentence.root().unwrap();
                assert!((0..sentence.tokens.len()).all(|it| sentence.is_under(it, root)));
            }
        }
    }
}

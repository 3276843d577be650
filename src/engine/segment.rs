//! From article text to sentences of tagged, parsed tokens.

pub mod abbreviation;
pub mod rel;
mod sentence;
pub mod tag;
mod token;
mod tree;
pub mod verb;

use crate::article::{Article, RegionKind};
use crate::lexicon::Lexicon;
use crate::span::Span;

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
    let mut cuts = Vec::new();
    for (region, paragraph) in article.regions().iter().zip(0_u32..) {
        let kind = match region.kind {
            RegionKind::Body => SentenceKind::Body,
            RegionKind::Headline | RegionKind::Standfirst | RegionKind::Heading => SentenceKind::Heading,
            RegionKind::Caption => SentenceKind::Caption,
            _ => SentenceKind::Other,
        };
        for span in sentence::split(article.text(), region.span, &lexicon.abbreviations) {
            cuts.clear();
            token::tokenise(article.text(), span, &lexicon.abbreviations, &mut cuts);
            for part in cuts.chunks(MOST_TOKENS) {
                let tokens: Vec<Token> = part.iter().map(|&span| untagged(article, span)).collect();
                // A sentence that was cut ends with its last token.
                let (Some(first), Some(last)) = (part.first(), part.last()) else { continue };
                let span = if cuts.len() > MOST_TOKENS { first.cover(*last) } else { span };
                sentences.push(Sentence { span, tokens, paragraph, kind });
            }
        }
    }
    sentences
}

/// A token before it has been tagged and parsed.
fn untagged(article: &Article, span: Span) -> Token {
    let word = article.slice(span);
    let tag = match word {
        "." | "!" | "?" => Tag::Stop,
        "," => Tag::Comma,
        "“" | "‘" => Tag::QuoteOpen,
        "”" | "’" | "\"" | "''" => Tag::QuoteClose,
        "the" | "a" | "an" | "The" | "A" | "An" => Tag::DT,
        _ if word.starts_with(|c: char| c.is_ascii_digit()) => Tag::CD,
        _ if word.starts_with(char::is_uppercase) => Tag::NNP,
        _ => Tag::NN,
    };
    Token { span, tag, head: None, rel: Rel::Dep }
}

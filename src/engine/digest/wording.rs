//! The only way from findings to text: a list of kept spans, named pronouns and fixed templates.

mod compose;
mod loss;
mod shorten;

pub use compose::{Label, Worded, word};

use crate::Analysis;
use crate::segment::lemma::lemma;
use crate::segment::tag::Tag;
use crate::span::Span;

/// One piece of a wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words of the article as they stand.
    Kept(Span),
    /// As they stand, but the first letter lowered: a sentence began with them, and none does now.
    Lowered(Span),
    /// A verb of the article in its base form: "ruled" → "rule".
    Base(Span),
    /// The words at `at` (a pronoun or description) are replaced by the name at `by`; `possessive` adds "'s".
    Named {
        /// What is replaced.
        at: Span,
        /// The name that stands for it.
        by: Span,
        /// Whether a possessive is replaced ("his" → "Hughes's").
        possessive: bool,
    },
    /// A fixed piece of English from [`Template`].
    Template(Template),
}

/// The fixed words that we may add. Nothing else of ours is ever asserted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// A word or phrase of a question or a joint: "What", "will", "does", "?", ", ".
    Fixed(&'static str),
}

/// Text made of the article's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// In order.
    pub pieces: Vec<Piece>,
}

impl Wording {
    /// One span, word for word.
    pub fn kept(span: Span) -> Self {
        Self { pieces: vec![Piece::Kept(span)] }
    }

    /// The text: pieces joined, white space folded to single spaces, first letter raised.
    pub fn render(&self, analysis: &Analysis) -> String {
        let text = analysis.article.text();
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Kept(span) => push_words(&mut out, span.of(text)),
                Piece::Lowered(span) => push_words(&mut out, &lower_first(span.of(text))),
                Piece::Base(span) => push_words(&mut out, &base_form(span.of(text))),
                Piece::Named { by, possessive, .. } => {
                    // "The council" stands for "it" in the middle of a sentence.
                    let name = by.of(text);
                    let determined = ["The ", "A ", "An ", "Its ", "Their ", "His ", "Her ", "Two "]
                        .iter()
                        .any(|it| name.starts_with(it));
                    if determined {
                        push_words(&mut out, &lower_first(name))
                    } else {
                        push_words(&mut out, name)
                    }
                    if *possessive {
                        // "the workers'", but "Hughes's".
                        let plural = name.ends_with('s')
                            && name.rsplit(' ').next().is_some_and(|it| it.starts_with(char::is_lowercase));
                        out.push_str(if plural { "'" } else { "'s" });
                    }
                }
                Piece::Template(Template::Fixed(words)) => push_words(&mut out, words),
            }
        }
        raise_first(out)
    }
}

/// Adds `words` to `out` with single spaces, none before closing punctuation.
fn push_words(out: &mut String, words: &str) {
    let marks_only = words.chars().all(|it| matches!(it, '"' | '”' | '’' | '\''));
    let closes = marks_only || words.starts_with(['.', ',', ';', ':', '?', '!', ')', ']', '’', '\'', '”']);
    let opened = out.ends_with(['(', '[', '“', '‘', '$', '£', '€']);
    if !out.is_empty() && !out.ends_with(' ') && !closes && !opened && !words.is_empty() {
        out.push(' ');
    }
    for (idx, word) in words.split_whitespace().enumerate() {
        if idx > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// The base form of a verb in any form.
fn base_form(verb: &str) -> std::borrow::Cow<'_, str> {
    let tag = match verb {
        _ if verb.ends_with("ing") => Tag::VBG,
        _ if verb.ends_with('s') => Tag::VBZ,
        _ => Tag::VBD,
    };
    lemma(verb, tag)
}

/// `text` with its first letter lowered.
fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// A digest's sentence begins with a capital, unless its first word is quoted.
fn raise_first(text: String) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(chars).collect(),
        _ => text,
    }
}

//! From an answer's words to blocks: the short answer, its sentence, whose statement it is; or an honest refusal.

use super::block::{Block, Line};
use super::phrase::{ended, raised};
use crate::analyse::attribution::SourceKind;
use crate::answer::AnswerKind;
use crate::answer::view::{AnswerView, SpokenBy};

/// What is said when the article doesn't.
pub const REFUSAL: &str = "The article does not say.";

/// Passages shown with a refusal.
const NEAREST: usize = 2;

/// The answer as blocks.
pub fn blocks(answer: &AnswerView) -> Vec<Block> {
    match answer.kind {
        AnswerKind::Grounded => grounded(answer),
        AnswerKind::NotInArticle => refusal(answer),
    }
}

fn grounded(answer: &AnswerView) -> Vec<Block> {
    let mut blocks = Vec::new();
    for quote in &answer.evidence {
        if blocks.is_empty() && answer.text != folded(&quote.exact) {
            blocks.push(Block::Note(Line::of(&ended(&raised(&answer.text)))));
        }
        blocks.push(Block::Quotation(Line::of(quote.exact.trim())));
    }
    blocks.extend(answer.attribution.as_ref().map(|it| Block::Note(Line::of(&whose(it)))));
    blocks
}

fn refusal(answer: &AnswerView) -> Vec<Block> {
    let mut blocks = vec![Block::Note(Line::of(REFUSAL))];
    for (n, quote) in answer.nearest.iter().take(NEAREST).enumerate() {
        let lead = if n == 0 { "Nearest, not an answer:" } else { "Also near:" };
        blocks.push(Block::Note(Line::of(lead)));
        blocks.push(Block::Quotation(Line::of(quote.exact.trim())));
        let by = answer.nearest_by.get(n).and_then(Option::as_ref);
        blocks.extend(by.map(|it| Block::Note(Line::of(&whose(it)))));
    }
    blocks
}

/// "Brian Hughes (White House spokesman) says so."
fn whose(by: &SpokenBy) -> String {
    match by.source_kind {
        SourceKind::Named => format!("Said by {}.", by.source),
        SourceKind::Anonymous => format!("Said by an unnamed source: {}.", by.source),
        SourceKind::Document => format!("From: {}.", by.source),
        SourceKind::Newsroom => format!("{}'s own statement.", raised(&by.source)),
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

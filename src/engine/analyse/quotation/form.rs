//! What a quotation looks like by its form alone: speech, a term, or a title.

use super::QuotationKind;
use crate::span::Span;

/// The most words of a quotation that may be a mere term.
const TERM: usize = 3;
/// The most words of a title.
const LONGEST_TITLE: usize = 12;

/// Words after which a name or a title stands in quotation marks.
const NAMING: [&str; 14] = [
    "titled",
    "entitled",
    "named",
    "dubbed",
    "nicknamed",
    "codenamed",
    "headlined",
    "headed",
    "film",
    "novel",
    "song",
    "album",
    "book",
    "so-called",
];

/// What the quotation at `inner` of `paragraph` looks like.
pub(super) fn kind(text: &str, paragraph: Span, inner: Span, outer: Span) -> QuotationKind {
    let quoted = inner.of(text);
    let words = quoted.split_whitespace().take(LONGEST_TITLE + 1).count();
    let before = Span::new(paragraph.start, outer.start).of(text);
    let last = before.trim_end().rsplit(|it: char| !it.is_alphanumeric() && it != '-').next().unwrap_or_default();
    let naming = !before.trim_end().ends_with([',', ':']) && NAMING.iter().any(|it| last.eq_ignore_ascii_case(it));
    if words <= LONGEST_TITLE && (naming || looks_like_title(quoted)) {
        return QuotationKind::Title;
    }
    let ended = quoted.trim_end_matches(['\'', '’']).ends_with(['.', '!', '?', ',', '…']);
    let starts = before.trim_end().is_empty() || before.trim_end().ends_with([':', ',']);
    // "Sorry," he said: a short sentence of its own is speech.
    if words <= TERM && !(ended && (starts || quoted.starts_with(char::is_uppercase))) {
        QuotationKind::Scare
    } else {
        QuotationKind::Speech
    }
}

/// Every long word has a capital, and there are several: "The Long Way Home".
fn looks_like_title(quoted: &str) -> bool {
    if quoted.ends_with(['.', '!', '?']) {
        return false;
    }
    let mut capitals = 0;
    for word in quoted.split_whitespace() {
        let first = word.trim_start_matches(|it: char| !it.is_alphanumeric()).chars().next();
        let long = word.chars().filter(|it| it.is_alphabetic()).count() > 4;
        match first {
            Some(it) if it.is_uppercase() => capitals += 1,
            Some(it) if it.is_numeric() => {}
            _ if long => return false,
            _ => {}
        }
    }
    capitals >= 2 && capitals * 2 >= quoted.split_whitespace().count()
}

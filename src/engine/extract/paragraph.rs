//! Lines to paragraphs: a newline ends a paragraph, unless the text was wrapped by hand at some column.

use crate::span::Span;

/// One paragraph of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its first to its last character that is not white space.
    pub span: Span,
    /// Whether an empty line stands before it.
    pub after_gap: bool,
}

/// The widest column at which texts are wrapped by hand.
const WIDEST: usize = 100;

struct Line {
    span: Span,
    width: usize,
    indent: usize,
    first_word: usize,
    after_gap: bool,
    stops: bool,
}

/// The paragraphs of `text` in order; none is empty.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let lines = lines(text);
    let wrapping = wrapping(&lines);
    let mut found: Vec<Paragraph> = Vec::with_capacity(lines.len());
    let mut last: Option<&Line> = None;
    for line in &lines {
        let goes_on = last.zip(wrapping).is_some_and(|(above, wrapping)| wrapping.continues(above, line));
        match found.last_mut() {
            Some(paragraph) if goes_on => paragraph.span = paragraph.span.cover(line.span),
            _ => found.push(Paragraph { span: line.span, after_gap: line.after_gap }),
        }
        last = Some(line);
    }
    found
}

fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let (mut at, mut gap) = (0, true);
    // U+2028, U+2029, form feed and vertical tab end lines too; a carriage return is white space at a line's end.
    for piece in text.split_inclusive(['\n', '\u{2028}', '\u{2029}', '\u{c}', '\u{b}', '\r']) {
        let span = Span::new(at, at + piece.len()).trimmed(text);
        // "\r\n" comes as two pieces: its lone "\n" is not an empty line.
        let second_half = piece == "\n" && text.get(..at).is_some_and(|it| it.ends_with('\r'));
        at += piece.len();
        if span.is_empty() {
            gap |= !second_half;
            continue;
        }
        let inner = span.of(text);
        found.push(Line {
            span,
            width: inner.chars().count(),
            indent: piece.chars().take_while(|it| it.is_whitespace()).count(),
            first_word: inner.split_whitespace().next().map_or(0, |it| it.chars().count()),
            after_gap: gap,
            stops: inner.trim_end_matches(super::look::CLOSERS).ends_with(['.', '!', '?', ':']),
        });
        gap = false;
    }
    found
}

/// How a text is wrapped by hand.
#[derive(Clone, Copy)]
struct Wrapping {
    /// The column that lines stay within.
    column: usize,
    /// Whether empty lines stand between the paragraphs.
    gapped: bool,
}

/// How the text is wrapped, when it is: nearly every line that ends in mid-sentence then ends where the next word would not
/// have fitted any more.
fn wrapping(lines: &[Line]) -> Option<Wrapping> {
    let mut widths: Vec<usize> = lines.iter().map(|it| it.width).filter(|it| *it <= WIDEST).collect();
    widths.sort_unstable();
    // A headline or an address may be wider than the lines of the text.
    let column = widths.get(widths.len() * 97 / 100).copied().filter(|it| *it >= 40)?;
    let wide = lines.len() - widths.len();
    let gaps = lines.iter().skip(1).filter(|it| it.after_gap).count();
    let wrapping = Wrapping { column, gapped: gaps * 12 >= lines.len() };
    let unfinished =
        || lines.iter().zip(lines.iter().skip(1)).filter(|(above, below)| !above.stops && !below.after_gap);
    let all = unfinished().filter(|(above, _)| above.width * 2 > column).count();
    let forced = unfinished().filter(|(above, below)| wrapping.continues(above, below)).count();
    (forced >= 4 && forced * 5 >= all * 4 && wide * 20 <= lines.len()).then_some(wrapping)
}

impl Wrapping {
    /// Whether `below` goes on with the paragraph of `above`: its first word did not fit any more.
    fn continues(self, above: &Line, below: &Line) -> bool {
        let begins_anew = above.stops && below.indent > above.indent + 1;
        // People who wrap by eye end some lines early; where nothing else parts the paragraphs, a finished sentence with
        // room behind it does.
        let slack = if self.gapped || !above.stops { 6 } else { 0 };
        let full = above.width + 1 + below.first_word + slack > self.column;
        !below.after_gap && full && !begins_anew
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = paragraphs(text).iter().map(|it| it.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_newline_ends_a_paragraph() {
        check("One.\nTwo.\n\n  Three. \r\n\r\nFour.\rFive.", &["One.", "Two.", "Three.", "Four.", "Five."]);
        check(" \n\u{feff}\n", &["\u{feff}"]);
        let found = paragraphs("a\r\nb\r\n\r\nc");
        assert_eq!(found.iter().map(|it| it.after_gap).collect::<Vec<_>>(), [true, false, true]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "Ferry stays in port\n\nBy Ann Lee\nMay 2, 2024\n\n\
            The ferry that links the two islands will stay in port until the\n\
            inspectors have seen its engines, the harbour authority said on\n\
            Thursday, and nobody could say how long that would take them.\n\
            \n\
            \"We have no other boat,\" said the mayor, who had asked for one in\n\
            March and again in April without hearing anything of the ministry\n\
            or of the company.\n";
        let found: Vec<_> = paragraphs(text).iter().map(|it| it.span.of(text).lines().count()).collect();
        assert_eq!(found, [1, 1, 1, 3, 3]);
    }

    #[test]
    fn short_paragraphs_are_not_wrapped_lines() {
        let text = "The ferry stays in port.\nThe mayor is angry about it.\nNobody knows what will come next.\n\
            It has been like this for years.\nThe islanders have had enough of it.\nThe ministry said nothing.";
        assert_eq!(paragraphs(text).len(), 6);
    }
}

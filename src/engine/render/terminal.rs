//! From blocks to text for a terminal, a file or a plain message.

use unicode_segmentation::UnicodeSegmentation as _;

use super::block::{Block, Line, Role};

/// How the text may look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Columns to wrap at; none leaves each line whole.
    pub width: Option<usize>,
    /// Whether bold and dim may be used. They never carry meaning.
    pub colour: bool,
}

const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const RESET: &str = "\u{1b}[0m";

/// The blocks as text, a line break at its end. Nothing to show gives "".
pub fn terminal(blocks: &[Block], style: Style) -> String {
    let mut out = String::new();
    let mut before: Option<&Block> = None;
    for block in blocks {
        if before.is_some_and(|before| parted(before, block)) {
            out.push('\n');
        }
        match block {
            Block::Title(line) => put(&mut out, line, style, Some(BOLD), ""),
            Block::Byline(line) | Block::Note(line) | Block::Paragraph(line) => put(&mut out, line, style, None, ""),
            Block::Provenance(line) | Block::Sources(line) | Block::LeftOut(line) => {
                put(&mut out, line, style, Some(DIM), "");
            }
            Block::Heading(section) => put(&mut out, &Line::of(section.heading()), style, Some(BOLD), ""),
            Block::Item { line, .. } => put(&mut out, line, style, None, "    "),
            Block::Quotation(line) => {
                out.push_str("  > ");
                put(&mut out, line, style, None, "  > ");
            }
        }
        before = Some(block);
    }
    out
}

/// Whether a blank line stands between the two.
fn parted(before: &Block, block: &Block) -> bool {
    let together = matches!(
        (before, block),
        (Block::Title(_) | Block::Byline(_), Block::Byline(_) | Block::Provenance(_))
            | (Block::Heading(_) | Block::Item { .. }, Block::Item { .. })
            | (Block::Sources(_), Block::LeftOut(_))
            | (Block::Note(_) | Block::Quotation(_), Block::Note(_) | Block::Quotation(_))
    );
    !together
}

/// Adds a line: wrapped with `hang` before every row but the first, in `look` where colour is allowed.
fn put(out: &mut String, line: &Line, style: Style, look: Option<&str>, hang: &str) {
    let width = style.width.unwrap_or(usize::MAX).max(hang.len() + 8);
    // What stands on the row already.
    let mut column = out.len() - out.rfind('\n').map_or(0, |at| at + 1);
    for run in line.runs() {
        let look = look.or((run.role == Role::Id).then_some(BOLD)).filter(|_| style.colour);
        out.push_str(look.unwrap_or_default());
        for piece in run.text.split_inclusive(' ') {
            let long = columns(piece.trim_end());
            if column > hang.len() && column + long > width {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
                out.push_str(hang);
                column = hang.len();
            }
            out.push_str(piece);
            column += columns(piece);
        }
        if look.is_some() {
            out.push_str(RESET);
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}

/// Columns that `text` takes, at one a letter as readers see letters.
fn columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).count() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::block::Section;

    fn claim() -> Block {
        let line = Line::default().with_role("C1.", Role::Id).with(" ").with_role("Ann Lee", Role::Speaker);
        Block::Item { section: Section::Claims, line: line.with(": \"It is safe now, café and all.\"") }
    }

    #[test]
    fn lines_hang() {
        let style = Style { width: Some(24), colour: false };
        let expected = "Claims\nC1. Ann Lee: \"It is safe\n    now, café and all.\"\n";
        assert_eq!(terminal(&[Block::Heading(Section::Claims), claim()], style), expected);
        let quotation = Block::Quotation(Line::of("one two three four five six"));
        assert_eq!(terminal(&[quotation], style), "  > one two three four\n  > five six\n");
    }

    #[test]
    fn a_long_word_is_never_cut() {
        let long = "https://example.org/a/very/long/address";
        let style = Style { width: Some(10), colour: false };
        assert_eq!(
            terminal(&[Block::Note(Line::of(&format!("see {long} there")))], style),
            format!("see\n{long}\nthere\n")
        );
    }

    #[test]
    fn colour_only_when_asked_for() {
        let coloured = terminal(&[claim()], Style { width: None, colour: true });
        assert!(coloured.starts_with("\u{1b}[1mC1.\u{1b}[0m Ann"));
        assert!(!terminal(&[claim()], Style::default()).contains('\u{1b}'));
        let hostile = Block::Note(Line::of("\u{1b}[31mred"));
        assert_eq!(terminal(&[hostile], Style::default()), "red\n");
    }
}

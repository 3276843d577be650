//! What the tagger and the parser see of a word: hashes of its form, its ends, its shape.

use crate::span::Span;

/// A word as features see it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Hash of the lower-cased word, its digits made alike.
    pub word: u32,
    /// Its last four bytes, the last lowest.
    pub suffix: u32,
    /// Its first three bytes.
    pub prefix: u32,
    /// Capitals, figures, marks: a bit each.
    pub shape: u32,
    /// The quotation mark it is, if one.
    pub quote: Option<Quote>,
}

/// Which way a quotation mark faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    /// Before the words it marks.
    Open,
    /// After them.
    Close,
}

impl Form {
    /// The form of a word standing at `span` of `text`.
    pub fn of(text: &str, span: Span) -> Form {
        let word = span.of(text);
        if let Some(quote) = quote(text, span, word) {
            // All marks that face one way are one word.
            return Form { word: quote as u32 + 1, suffix: 0, prefix: 0, shape: 0, quote: Some(quote) };
        }
        let mut hash: u32 = 0x811c_9dc5;
        let (mut suffix, mut prefix, mut shape) = (0_u32, 0_u32, 0_u32);
        let bytes = word.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            // A curly apostrophe counts as a straight one.
            let curly = byte == 0xe2 && bytes.get(at + 1..at + 3) == Some(&[0x80, 0x99]);
            let byte = if curly { b'\'' } else { byte };
            shape |= shape_of(byte, at == 0);
            let byte = if byte.is_ascii_digit() { b'0' } else { byte.to_ascii_lowercase() };
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
            suffix = suffix << 8 | u32::from(byte);
            if at < 3 {
                prefix = prefix << 8 | u32::from(byte);
            }
            at += if curly { 3 } else { 1 };
        }
        Form { word: hash ^ hash >> 15, suffix, prefix, shape, quote: None }
    }

    /// Its last `n` bytes.
    #[inline]
    pub fn suffix(&self, n: u32) -> u32 {
        self.suffix & 1_u32.checked_shl(n * 8).map_or(u32::MAX, |it| it.wrapping_sub(1))
    }
}

/// What one byte adds to a word's shape: a bit each for a capital first, a capital later, a small letter, a figure, a
/// mark, a letter beyond ASCII.
#[inline]
fn shape_of(byte: u8, first: bool) -> u32 {
    match byte {
        b'A'..=b'Z' if first => 1,
        b'A'..=b'Z' => 2,
        b'a'..=b'z' => 4,
        b'0'..=b'9' => 8,
        0x80.. => 32,
        _ => 16,
    }
}

/// The way a double quotation mark faces; a straight one by the white space around it.
fn quote(text: &str, span: Span, word: &str) -> Option<Quote> {
    match word {
        "“" | "„" | "``" | "«" => Some(Quote::Open),
        "”" | "''" | "’’" | "»" => Some(Quote::Close),
        "\"" => {
            let before = text.get(..span.start).and_then(|it| it.chars().next_back());
            let after = text.get(span.end..).and_then(|it| it.chars().next());
            let open_before = before
                .is_none_or(|it| it.is_whitespace() || matches!(it, '(' | '[' | '—' | '–' | '-' | '/' | '‘' | '\''));
            let open_after = after
                .is_some_and(|it| it.is_alphanumeric() || matches!(it, '$' | '.' | '…' | '(' | '[' | '‘' | '\'' | '#'));
            Some(if open_before && open_after { Quote::Open } else { Quote::Close })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, Quote};
    use crate::span::Span;

    fn form(text: &str, word: &str) -> Form {
        let start = text.find(word).unwrap();
        Form::of(text, Span::new(start, start + word.len()))
    }

    #[test]
    fn words_alike() {
        assert_eq!(form("Word", "Word").word, form("word", "word").word);
        assert_eq!(form("n’t", "n’t").word, form("n't", "n't").word);
        assert_eq!(form("1995", "1995").word, form("2024", "2024").word);
        assert_ne!(form("Word", "Word").shape, form("word", "word").shape);
        assert_eq!(form("running", "running").suffix(3), form("sing", "sing").suffix(3));
    }

    #[test]
    fn quotation_marks_face_a_way() {
        let check = |text: &str, word: &str, expected| assert_eq!(form(text, word).quote, Some(expected), "{text}");
        check("he said: \"No.", "\"", Quote::Open);
        check("No,\" he said", "\"", Quote::Close);
        check("“No", "“", Quote::Open);
        check("No.\"", "\"", Quote::Close);
    }
}

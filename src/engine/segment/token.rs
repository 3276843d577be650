//! Tokens: words and marks as the Penn and GUM treebanks cut them.
//!
//! "don't" is `do n't`, "Kyiv's" is `Kyiv 's`, "$5" is `$ 5`, a hyphenated word
//! is cut at its hyphens unless a prefix stands before one (`short - sighted`,
//! but `co-founder`).

use crate::segment::abbreviation::{AbbreviationKind, Abbreviations};
use crate::span::Span;

/// Prefixes that stay in one token with what follows their hyphen.
const PREFIXES: [&str; 39] = [
    "anti", "bi", "bio", "co", "counter", "cross", "cyber", "de", "e", "eco", "ex", "extra", "hyper", "inter", "intra",
    "mega", "meta", "micro", "mid", "mini", "multi", "neo", "non", "over", "para", "post", "pre", "pro", "proto",
    "pseudo", "re", "semi", "sub", "super", "trans", "tri", "ultra", "un", "uni",
];

/// Numerals, which keep their hyphen: ninety-nine.
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// The most bytes of a chunk that are looked at together.
const LONGEST: usize = 128;

/// Words run together that the treebanks cut, and where.
const RUN_TOGETHER: [(&str, usize); 8] =
    [("cannot", 3), ("gonna", 3), ("gotta", 3), ("wanna", 3), ("gimme", 3), ("lemme", 3), ("'tis", 2), ("’tis", 4)];

/// Cuts the sentence at `span` of `text` into tokens, in order, neither empty nor overlapping.
pub(crate) fn tokenise(text: &str, span: Span, abbreviations: &Abbreviations, tokens: &mut Vec<Span>) {
    let Span { start, end } = span;
    let sentence = span.of(text);
    let mut at = start;
    for chunk in sentence.split(char::is_whitespace) {
        if !chunk.is_empty() {
            let chunk_end = at + chunk.len();
            if chunk.bytes().all(|byte| byte.is_ascii_alphabetic()) {
                plain_word(chunk, at, tokens);
            } else {
                let mut cutter = Cutter { text, abbreviations, tokens: &mut *tokens };
                let mut from = at;
                while from < chunk_end {
                    let to = window(text, from, chunk_end);
                    cutter.chunk(from, to, to == end);
                    from = to;
                }
            }
        }
        at += chunk.len();
        // The white space that ended the chunk.
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
}

/// The end of the next stretch of a chunk to cut: all of it, or of one longer
/// than any word the first bytes, so that no text costs more than its length.
fn window(text: &str, from: usize, to: usize) -> usize {
    if to - from <= LONGEST {
        return to;
    }
    let fits = |end: &usize| text.is_char_boundary(*end);
    (from + 1..=from + LONGEST).rev().find(fits).unwrap_or(to)
}

/// A word of letters only: one token, unless it is two run together.
fn plain_word(word: &str, at: usize, tokens: &mut Vec<Span>) {
    let end = at + word.len();
    if matches!(word.len(), 4..=6) {
        for (whole, cut) in RUN_TOGETHER {
            if word.eq_ignore_ascii_case(whole) {
                tokens.push(Span::new(at, at + cut));
                tokens.push(Span::new(at + cut, end));
                return;
            }
        }
    }
    tokens.push(Span::new(at, end));
}

/// Cuts what stands between two white spaces.
struct Cutter<'a> {
    text: &'a str,
    abbreviations: &'a Abbreviations,
    tokens: &'a mut Vec<Span>,
}

impl Cutter<'_> {
    fn get(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// `last`: the sentence ends with this chunk.
    fn chunk(&mut self, mut start: usize, mut end: usize, last: bool) {
        // Marks at the front, each a token.
        while start < end {
            let length = opening_mark(self.get(start, end));
            if length == 0 {
                break;
            }
            self.tokens.push(Span::new(start, start + length));
            start += length;
        }
        // Marks at the end, found backwards.
        let mut closing: Vec<Span> = Vec::new();
        let chunk_end = end;
        while start < end {
            let length = closing_mark(self.get(start, end));
            if length > 0 {
                closing.push(Span::new(end - length, end));
                end -= length;
                continue;
            }
            let chunk = self.get(start, end);
            if !chunk.ends_with('.') || self.keeps_stop(chunk, last && end == chunk_end, start) {
                break;
            }
            closing.push(Span::new(end - 1, end));
            end -= 1;
        }
        self.word(start, end);
        self.tokens.extend(closing.into_iter().rev());
    }

    /// Does the full stop at the end belong to the word?
    fn keeps_stop(&self, chunk: &str, ends_sentence: bool, start: usize) -> bool {
        let Some(word) = chunk.strip_suffix('.') else {
            return false;
        };
        if word.is_empty() {
            return true;
        }
        let mut chars = word.chars();
        let initial = chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none();
        if initial {
            return !ends_sentence && word.chars().all(char::is_uppercase);
        }
        let lettered = word.contains('.')
            && word.split('.').all(|part| {
                let mut chars = part.chars();
                chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
            });
        if lettered {
            return true;
        }
        // "1." at the head of a list's item.
        let first = self.tokens.is_empty() && start == 0 || self.at_line_start(start);
        if first && !ends_sentence && word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit()) {
            return true;
        }
        let tail = word.rsplit(['-', '/', '—', '–']).next().unwrap_or_default();
        // A number's abbreviation is a word at the end: "the answer is no."
        self.abbreviations.kind(tail).is_some_and(|it| it != AbbreviationKind::Number || !ends_sentence)
    }

    fn at_line_start(&self, start: usize) -> bool {
        let before = self.text.get(..start).unwrap_or_default();
        before.is_empty() || before.ends_with('\n')
    }

    /// What is left when the marks around it are taken off.
    fn word(&mut self, start: usize, end: usize) {
        if start >= end {
            return;
        }
        let word = self.get(start, end);
        if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) || is_address(word) {
            self.number_or_word(start, end);
            return;
        }
        if let Some((cut, length)) = inner_mark(word) {
            self.word(start, start + cut);
            self.tokens.push(Span::new(start + cut, start + cut + length));
            let rest = start + cut + length;
            self.chunk(rest, end, false);
            return;
        }
        if let Some(cut) = contraction(word) {
            self.word(start, start + cut);
            self.tokens.push(Span::new(start + cut, end));
            return;
        }
        self.number_or_word(start, end);
    }

    /// Cuts "9am", "5km" and words run together.
    fn number_or_word(&mut self, start: usize, end: usize) {
        let word = self.get(start, end);
        let digits =
            word.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b':')).count();
        let unit = word.get(digits..).unwrap_or_default();
        if digits > 0 && matches!(unit, "am" | "pm" | "a.m." | "p.m." | "km" | "kg" | "cm" | "mm" | "bn" | "mph" | "m")
        {
            self.tokens.push(Span::new(start, start + digits));
            self.tokens.push(Span::new(start + digits, end));
            return;
        }
        let word = word.to_owned();
        plain_word(&word, start, self.tokens);
    }
}

/// The length of the mark that opens a chunk and is a token; 0 for none.
fn opening_mark(chunk: &str) -> usize {
    let mut chars = chunk.chars();
    let Some(first) = chars.next() else { return 0 };
    let rest = chars.as_str();
    match first {
        '"' | '“' | '”' | '„' | '‘' | '«' | '»' | '(' | '[' | '{' | '<' | '>' | '€' | '£' | '¥' | '₹' | '₽' | '•'
        | '*' | ',' | ';' | ':' | '!' | '?' | '=' | '|' | '~' | '§' | '…' | '→' | '·' => first.len_utf8(),
        '$' => 1,
        'A'..='Z' => dollar(chunk),
        // "#2" is a number; "#word" is one token.
        '#' if rest.starts_with(|c: char| c.is_ascii_digit()) => 1,
        '`' => 1 + usize::from(rest.starts_with('`')),
        '\'' | '’' => {
            if let Some(second) = rest.chars().next().filter(|it| matches!(it, '\'' | '’')) {
                return first.len_utf8() + second.len_utf8();
            }
            let clitic = ["s", "re", "ve", "ll", "m", "d", "em", "til", "cause", "tis", "n"]
                .iter()
                .any(|it| rest.eq_ignore_ascii_case(it));
            let decade =
                rest.len() == 3 && rest.ends_with('s') || rest.len() == 2 && rest.bytes().all(|b| b.is_ascii_digit());
            if clitic || decade && rest.starts_with(|c: char| c.is_ascii_digit()) { 0 } else { first.len_utf8() }
        }
        '-' | '–' | '—' | '.' => {
            let run = chunk.len() - chunk.trim_start_matches(first).len();
            // "-5" and ".5" are numbers, "." alone is left to the word.
            if run == first.len_utf8()
                && matches!(first, '-' | '.')
                && rest.starts_with(|c: char| c.is_ascii_alphanumeric())
            {
                0
            } else if first == '.' && run == 1 {
                1
            } else {
                run
            }
        }
        _ => 0,
    }
}

/// The length of "US$" and its like before a figure; 0 for none.
fn dollar(chunk: &str) -> usize {
    let letters = chunk.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = chunk.get(letters..).unwrap_or_default();
    let money = rest.strip_prefix('$').is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    if money && letters <= 3 { letters + 1 } else { 0 }
}

/// The length of the mark that closes a chunk and is a token; 0 for none. A
/// single full stop is not decided here.
fn closing_mark(chunk: &str) -> usize {
    let Some(last) = chunk.chars().next_back() else { return 0 };
    match last {
        '"' | '“' | '”' | '„' | '‘' | '«' | '»' | ')' | ']' | '}' | '>' | '<' | ',' | ';' | ':' | '!' | '?' | '%'
        | '…' | '|' | '*' | '°' | '€' | '£' | '™' | '®' | '†' => last.len_utf8(),
        '\'' | '’' => {
            let before = chunk.get(..chunk.len() - last.len_utf8()).unwrap_or_default();
            // Two single marks of either kind stand for a double one.
            let first = before.chars().next_back().filter(|it| matches!(it, '\'' | '’'));
            last.len_utf8() + first.map_or(0, char::len_utf8)
        }
        '-' | '–' | '—' => chunk.len() - chunk.trim_end_matches(last).len(),
        '.' => {
            let run = chunk.len() - chunk.trim_end_matches('.').len();
            if run > 1 { run } else { 0 }
        }
        _ => 0,
    }
}

/// A mark inside a word that cuts it: where, and how long it is.
fn inner_mark(word: &str) -> Option<(usize, usize)> {
    let bytes = word.as_bytes();
    let mut before: Option<char> = None;
    // Where the part of a hyphenated word that holds `at` begins.
    let mut part = 0;
    for (at, mark) in word.char_indices() {
        let after = word.get(at + mark.len_utf8()..).unwrap_or_default();
        let next = after.chars().next();
        let between = |test: fn(char) -> bool| before.is_some_and(test) && next.is_some_and(test);
        let cuts = match mark {
            '—' | '–' | '…' | '“' | '”' | '"' | '„' | '«' | '»' | '=' | '→' | '|' | '<' | '>' | '~' => {
                true
            }
            ',' | ';' => !between(|c| c.is_ascii_digit()),
            ':' | '!' | '?' => !between(|c| c.is_ascii_digit()),
            '+' => between(|c| c.is_ascii_digit()),
            '%' | '$' | '€' | '£' | '¥' => true,
            // "(s)" stays, "MUNICH(AP" doesn't.
            '(' | ')' | '[' | ']' => !(word.contains("(s)") || word.contains("[s]")),
            '/' => between(char::is_alphabetic) && at - part > 1 && after.len() > 1,
            // "the end.The next": a space was lost.
            '.' if next == Some('.') => true,
            '.' => {
                before.is_some_and(char::is_lowercase)
                    && next.is_some_and(char::is_uppercase)
                    && after.chars().nth(1).is_none_or(char::is_lowercase)
                    && at - part > 1
            }
            '-' if next == Some('-') => true,
            '-' => between(char::is_alphanumeric) && !keeps_hyphen(word.get(part..at).unwrap_or_default(), after),
            _ => false,
        };
        if cuts {
            let run = bytes.get(at..).unwrap_or_default().iter().take_while(|&&byte| byte == mark as u32 as u8).count();
            let length = if matches!(mark, '.' | '-') { run } else { mark.len_utf8() };
            return Some((at, length));
        }
        if !mark.is_alphanumeric() && mark != '-' {
            part = at + mark.len_utf8();
        }
        before = Some(mark);
    }
    None
}

/// Does the hyphen between `before` and what follows stay inside its word?
fn keeps_hyphen(before: &str, after: &str) -> bool {
    let any = |list: &[&str]| list.iter().any(|it| before.eq_ignore_ascii_case(it));
    let digits = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    any(&PREFIXES)
        || any(&TENS) && !after.contains('-')
        // "Covid-19", "F-16", "MH-17".
        || digits(after) && before.starts_with(char::is_uppercase) && before.len() <= 5
}

/// Where "n't", "'s" and their like begin.
fn contraction(word: &str) -> Option<usize> {
    for mark in ["'", "’"] {
        let Some(at) = word.rfind(mark) else { continue };
        let tail = word.get(at + mark.len()..).unwrap_or_default();
        if tail.eq_ignore_ascii_case("t") {
            let head = word.get(..at).unwrap_or_default();
            return (head.len() > 1 && head.ends_with(['n', 'N'])).then(|| at - 1);
        }
        let clitic = ["s", "re", "ve", "ll", "m", "d"].iter().any(|it| tail.eq_ignore_ascii_case(it));
        return (clitic && at > 0).then_some(at);
    }
    None
}

/// A web or mail address, a handle or a hashtag: never cut.
fn is_address(word: &str) -> bool {
    word.contains("://") || word.starts_with("www.") || word.starts_with('#') && word.len() > 1 || word.contains('@')
}

#[cfg(test)]
mod tests {
    use super::tokenise;
    use crate::lexicon::Lexicon;
    use crate::span::Span;

    fn check(sentence: &str, expected: &str) {
        let mut tokens = Vec::new();
        tokenise(sentence, Span::new(0, sentence.len()), &Lexicon::embedded().abbreviations, &mut tokens);
        let words: Vec<_> = tokens.iter().map(|it| it.of(sentence)).collect();
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn words_and_marks() {
        check("He left, she stayed.", "He left , she stayed .");
        check("“Why?” asked Ms. Ito.", "“ Why ? ” asked Ms. Ito .");
        check("It's 'fine' (mostly); so...", "It 's ' fine ' ( mostly ) ; so ...");
        check("talks—long ones—failed", "talks — long ones — failed");
        check("wait -- what", "wait -- what");
    }

    #[test]
    fn contractions_and_possessives() {
        check("I don't; she won’t; we CAN'T", "I do n't ; she wo n’t ; we CA N'T");
        check("Kyiv's teachers' o'clock you've", "Kyiv 's teachers ' o'clock you 've");
        check("I cannot. Let's", "I can not . Let 's");
    }

    #[test]
    fn figures() {
        check("$1.5 billion, 12,000 and 7% at 10:30 a.m.", "$ 1.5 billion , 12,000 and 7 % at 10:30 a.m.");
        check("£5bn, 10km, the 1990s, 3-2", "£ 5 bn , 10 km , the 1990s , 3 - 2");
        check("US$20 on 9/11 and #2", "US$ 20 on 9/11 and # 2");
    }

    #[test]
    fn hyphens() {
        check("a short-sighted co-founder", "a short - sighted co-founder");
        check("a 10-year-old F-16", "a 10 - year - old F-16");
        check("twenty-one", "twenty-one");
    }

    #[test]
    fn stops() {
        check("the U.S. Senate", "the U.S. Senate");
        check("in the U.S.", "in the U.S.");
        check("J. Smith Jr. of Acme Inc. left.", "J. Smith Jr. of Acme Inc. left .");
        check("https://example.org/a-b?c=d, now", "https://example.org/a-b?c=d , now");
    }

    #[test]
    fn long_chunks_do_not_hang() {
        let text = "a—b.,".repeat(40_000);
        let mut tokens = Vec::new();
        tokenise(&text, Span::new(0, text.len()), &Lexicon::embedded().abbreviations, &mut tokens);
        assert!(tokens.windows(2).all(|pair| matches!(pair, [a, b] if a.end <= b.start)));
    }
}

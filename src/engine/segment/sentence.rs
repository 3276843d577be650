//! (Long: every rule of cutting with its cases.) Sentences: where a stretch of text may be cut, and which cuts are undone.
//!
//! A cut may come after a full stop, question mark, exclamation mark or
//! ellipsis with the quotation marks and brackets that close there. It is
//! undone after abbreviations and initials, before a lower-case word, and
//! where a reporting clause follows its quotation.

use crate::segment::abbreviation::{AbbreviationKind, Abbreviations};
use crate::span::Span;

/// The words that open a sentence far more often than they stand, with a
/// capital, inside one: they decide whether "U.S." or "Inc." ended it.
const OPENERS: [&str; 58] = [
    "A",
    "After",
    "All",
    "Although",
    "An",
    "And",
    "Another",
    "As",
    "At",
    "Before",
    "Both",
    "But",
    "By",
    "Despite",
    "During",
    "Each",
    "For",
    "From",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "It",
    "Its",
    "Last",
    "Many",
    "Meanwhile",
    "Most",
    "My",
    "No",
    "On",
    "One",
    "Or",
    "Our",
    "She",
    "Since",
    "So",
    "Some",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "We",
    "What",
    "When",
    "While",
    "With",
    "You",
];

/// Verbs of a reporting clause that may follow a quotation ending in a
/// question or exclamation mark.
const REPORTING: [&str; 16] = [
    "added", "answered", "asked", "asks", "cried", "demanded", "joked", "replied", "said", "says", "shouted", "tells",
    "told", "tweeted", "wondered", "wrote",
];

/// Those of them, and others, whose clause is known though more words follow: "Smith asked reporters".
const CALLING: [&str; 16] = [
    "asked",
    "asks",
    "cried",
    "declared",
    "exclaimed",
    "joked",
    "questioned",
    "quipped",
    "replied",
    "responded",
    "retorted",
    "shouted",
    "tweeted",
    "wondered",
    "wrote",
    "yelled",
];

/// Words after which such a verb brings in something else than the quotation before it.
const CLAUSES: [&str; 10] = ["that", "whether", "if", "how", "why", "what", "for", "who", "when", "where"];

/// Cuts the stretch `within` of `text` into sentences, without surrounding white space, in order.
pub(crate) fn split(text: &str, within: Span, abbreviations: &Abbreviations) -> Vec<Span> {
    let mut sentences = Vec::new();
    for (start, end) in lines(text, within) {
        split_line(text, start, end, abbreviations, &mut sentences);
    }
    sentences
}

/// The stretches between line breaks that end a sentence: every empty line,
/// and every single break but those of text wrapped at a width.
fn lines(text: &str, within: Span) -> Vec<(usize, usize)> {
    let mut raw = Vec::new();
    let mut start = within.start;
    for line in within.of(text).split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}']) {
        raw.push((start, start + line.len()));
        start += line.len();
    }
    let words = |&(start, end): &(usize, usize)| text.get(start..end).unwrap_or_default().trim();
    let width = raw.iter().map(|line| words(line).len()).max().unwrap_or(0);
    let mut joined: Vec<(usize, usize)> = Vec::new();
    let mut before = "";
    for line in raw {
        let after = words(&line);
        match joined.last_mut() {
            Some(last) if wrapped(before, after, width) => last.1 = line.1,
            _ => joined.push(line),
        }
        before = after;
    }
    joined
}

/// Does the second line go on with the sentence of the first?
fn wrapped(before: &str, after: &str, width: usize) -> bool {
    let Some(next) = after.chars().next() else {
        return false;
    };
    let Some(last) = before.chars().next_back() else {
        return false;
    };
    if matches!(last, '.' | '!' | '?' | '…' | ':' | '”' | '"') {
        return false;
    }
    let first_word = after.split_whitespace().next().unwrap_or_default();
    // The next word would not have fitted into the widest line.
    let full = (40..=200).contains(&width) && before.len() + 1 + first_word.len() > width;
    next.is_lowercase() || full && (last == ',' || next.is_alphanumeric())
}

/// Cuts one line into sentences.
fn split_line(
    text: &str,
    line_start: usize,
    line_end: usize,
    abbreviations: &Abbreviations,
    sentences: &mut Vec<Span>,
) {
    let bytes = text.as_bytes();
    let mut start = line_start;
    let mut at = line_start;
    while at < line_end {
        let Some(length) = terminator(bytes, at) else {
            at += 1;
            continue;
        };
        let first = at;
        at += length;
        while let Some(length) = terminator(bytes, at) {
            at += length;
        }
        let stop_end = at;
        let line = text.get(..line_end).unwrap_or_default();
        let closed = closers(line, at);
        let place = Place { text: line, sentence: start, first, stop_end, closed };
        if place.ends_sentence(abbreviations) {
            push(text, start, closed, sentences);
            start = closed;
        }
        at = closed;
    }
    push(text, start, line_end, sentences);
}

/// Adds a range without its surrounding white space, unless nothing is left.
fn push(text: &str, start: usize, end: usize, sentences: &mut Vec<Span>) {
    let range = text.get(start..end).unwrap_or_default();
    let left = range.trim_start();
    let words = left.trim_end();
    if !words.is_empty() {
        let start = start + (range.len() - left.len());
        sentences.push(Span::new(start, start + words.len()));
    }
}

/// The length in bytes of the mark at `at` that may end a sentence.
fn terminator(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b'.' | b'!' | b'?' => Some(1),
        // The ellipsis "…".
        0xe2 if bytes.get(at + 1..at + 3) == Some(&[0x80, 0xa6]) => Some(3),
        _ => None,
    }
}

/// The end of the quotation marks, brackets and note numbers that close
/// right at `at`.
fn closers(text: &str, at: usize) -> usize {
    let mut end = at;
    let rest = text.get(at..).unwrap_or_default();
    let mut chars = rest.chars();
    while let Some(next) = chars.next() {
        match next {
            '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}' => end += next.len_utf8(),
            // A note's number: [12].
            '[' => {
                let digits = chars.as_str().find(|c: char| !c.is_ascii_digit());
                let Some(digits @ 1..=3) = digits else { break };
                if !chars.as_str().get(digits..).is_some_and(|rest| rest.starts_with(']')) {
                    break;
                }
                end += digits + 2;
                chars = text.get(end..).unwrap_or_default().chars();
            }
            // A closing mark set off by a space: . ”
            ' ' | '\u{a0}' if chars.as_str().starts_with('”') => end += next.len_utf8(),
            ' ' if chars.as_str().starts_with("\" ") || chars.as_str() == "\"" => end += 1,
            _ => break,
        }
    }
    end
}

/// A place where a sentence may end.
struct Place<'a> {
    /// The text up to the end of the line.
    text: &'a str,
    /// Where the sentence begins.
    sentence: usize,
    /// Where the first mark of the run stands, where the run ends, and where
    /// the closing marks after it end.
    first: usize,
    stop_end: usize,
    closed: usize,
}

impl Place<'_> {
    fn ends_sentence(&self, abbreviations: &Abbreviations) -> bool {
        let after = self.text.get(self.closed..).unwrap_or_default();
        let rest = after.trim_start();
        let Some(next) = rest.chars().next() else {
            return true;
        };
        let has_closer = self.closed > self.stop_end;
        if rest.len() == after.len() && !self.ends_without_space(next, has_closer) {
            return false;
        }
        // A dash goes on; a lower-case word does too.
        if next.is_lowercase() || matches!(next, '–' | '—' | '-' | ',' | ';' | ':' | '&') {
            return false;
        }
        let marks = self.text.get(self.first..self.stop_end).unwrap_or_default();
        if marks.contains(['?', '!']) {
            return !(has_closer && reports(rest));
        }
        if marks == "." && !has_closer {
            return self.stop_ends_sentence(rest, abbreviations);
        }
        true
    }

    /// Without white space a sentence ends only where a quotation ends and
    /// another begins, or a capitalised word follows the closing mark.
    fn ends_without_space(&self, next: char, has_closer: bool) -> bool {
        let opens = matches!(next, '“' | '‘');
        opens
            || has_closer
                && next.is_uppercase()
                && self.text.get(self.stop_end..self.closed).is_some_and(|marks| marks.contains(['”', '"']))
    }

    /// Does a full stop before white space end the sentence?
    fn stop_ends_sentence(&self, rest: &str, abbreviations: &Abbreviations) -> bool {
        let before = self.text.get(self.sentence..self.first).unwrap_or_default();
        let word = last_word(before);
        if word.is_empty() {
            return true;
        }
        // "1." or "a." at the head of a list's item.
        if word.len() == before.trim_start().len() && is_enumerator(word) {
            return false;
        }
        let next_word = first_word(rest);
        let opener = OPENERS.contains(&next_word);
        let figure = next_word.starts_with(|first: char| first.is_ascii_digit());
        if is_initial(word) {
            // "writer L. Ron Hubbard", but "vitamin C. The".
            let name_follows = next_word.starts_with(char::is_uppercase) && (!opener || matches!(next_word, "A" | "I"));
            return !name_follows;
        }
        let lettered = is_lettered(word);
        let kind = abbreviations.kind(word).or(lettered.then_some(AbbreviationKind::End));
        match kind {
            None => true,
            Some(AbbreviationKind::Title) => false,
            Some(AbbreviationKind::Inner) => false,
            Some(AbbreviationKind::Number) => !figure && !is_roman(next_word),
            Some(AbbreviationKind::End) if is_hour(word) => !is_calendar(next_word),
            Some(AbbreviationKind::End) => {
                opener || rest.starts_with(['"', '“', '‘', '(', '[']) || next_word.is_empty()
            }
        }
    }
}

/// Does a reporting clause open here: "Smith asked.", "the mayor said on"?
fn reports(rest: &str) -> bool {
    for (names, word) in rest.split_whitespace().take(5).enumerate() {
        let bare = word.trim_end_matches(['.', ',', ':', ';']);
        let ends = bare.len() < word.len();
        if CALLING.contains(&bare) && !ends {
            let next = rest.split_whitespace().nth(names + 1).unwrap_or_default();
            return names > 0 && !CLAUSES.contains(&next) && !next.starts_with(['"', '“', '‘']);
        }
        if REPORTING.contains(&bare) || CALLING.contains(&bare) {
            // Right after the speaker, and ending the clause.
            return names > 0 && ends;
        }
        if !word.starts_with(char::is_uppercase) || bare.len() < word.len() {
            return false;
        }
    }
    false
}

/// The word that ends at the end of `text`, stops inside it included.
fn last_word(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        // A longer run is no abbreviation, and must not cost its length again
        // at each of its stops.
        .take(24)
        .take_while(|&(_, c)| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’'))
        .last()
        .map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

/// The word at the start of `text`.
fn first_word(text: &str) -> &str {
    let end =
        text.char_indices().take(24).find(|&(_, c)| !c.is_alphanumeric()).map_or(text.len().min(24), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

/// A single capital, as in "George W. Bush".
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// Single letters with stops between them: "U.S", "a.m".
fn is_lettered(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
        })
}

/// The number of a list's item: up to three digits, or one letter.
fn is_enumerator(word: &str) -> bool {
    word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit())
        || word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic())
        || is_roman(word)
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 5 && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

fn is_hour(word: &str) -> bool {
    ["a.m", "p.m"].iter().any(|hour| word.eq_ignore_ascii_case(hour))
}

/// A word that goes on after "9 a.m.": a day, a month or a time zone.
fn is_calendar(word: &str) -> bool {
    const DAYS_AND_MONTHS: [&str; 19] = [
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
        "Oct", "Nov", "Dec",
    ];
    const ZONES: [&str; 7] = ["Eastern", "Central", "Mountain", "Pacific", "Greenwich", "Moscow", "London"];
    let zone = (2..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    zone || ZONES.contains(&word)
        || word.get(..3).is_some_and(|head| DAYS_AND_MONTHS.contains(&head)) && word.len() <= 9
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::lexicon::Lexicon;
    use crate::span::Span;

    /// Splits `text` and joins the sentences with " | ".
    fn check(text: &str, expected: &str) {
        let sentences = split(text, Span::new(0, text.len()), &Lexicon::embedded().abbreviations);
        let sentences: Vec<_> = sentences.iter().map(|it| it.of(text)).collect();
        assert_eq!(sentences.join(" | "), expected);
    }

    /// `text` is one sentence.
    fn one(text: &str) {
        check(text, text);
    }

    #[test]
    fn plain_sentences() {
        check("He left. She stayed!  Why?", "He left. | She stayed! | Why?");
        check("No stop at the end", "No stop at the end");
        check(" \n ", "");
    }

    #[test]
    fn titles_and_initials() {
        one("Gen. Li met Sen. John P. Doe and Mr. J. K. Park.");
        one("The writer L. Ron Doe lives in St. Louis.");
        check("It was Plan B. The vote failed.", "It was Plan B. | The vote failed.");
    }

    #[test]
    fn lettered_abbreviations() {
        one("The U.S. Senate and the U.N. envoy met.");
        check("He is in the U.S. The talks go on.", "He is in the U.S. | The talks go on.");
        check(
            "She left at 9 a.m. Monday. He left at 10 p.m. Police came.",
            "She left at 9 a.m. Monday. | He left at 10 p.m. | Police came.",
        );
        one("Roe v. Wade was decided, e.g. in part.");
    }

    #[test]
    fn companies_dates_and_numbers() {
        one("Acme Corp. Chief Executive Ann Lee left.");
        check("It was bought by Acme Inc. The price is secret.", "It was bought by Acme Inc. | The price is secret.");
        one("On Dec. 15 the No. 3 official spoke.");
        check("The answer was No. They left.", "The answer was No. | They left.");
        one("It fell 3.5 percent to $1.2 million.");
    }

    #[test]
    fn quotations() {
        check("“It is over. We won,” he said.", "“It is over. | We won,” he said.");
        check("“It is over.” She left.", "“It is over.” | She left.");
        check("He said: \"Stop. Now.\" They did.", "He said: \"Stop. | Now.\" | They did.");
        one("“Is it over?” he asked.");
        one("“Is it over?” Ann Lee asked.");
        check("“Is it over?” The mayor said nothing.", "“Is it over?” | The mayor said nothing.");
        check("“It is over.”“Then go.”", "“It is over.” | “Then go.”");
    }

    #[test]
    fn brackets_and_ellipses() {
        check("(He left.) She stayed.", "(He left.) | She stayed.");
        one("He waited ... and left.");
        check("He waited… She left.", "He waited… | She left.");
        check("It grew.[12] It shrank.", "It grew.[12] | It shrank.");
    }

    #[test]
    fn lists_and_lines() {
        one("1. Open the door.");
        check("A Heading\n\nThe text.", "A Heading | The text.");
        check("First point\nSecond point", "First point | Second point");
        let wrapped = "The committee voted on Tuesday to delay the\nPlan until spring, and its members left the\nroom.";
        one(wrapped);
    }
}

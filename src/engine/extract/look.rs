//! How a paragraph looks from outside: its words, capitals, digits and how it ends. Nothing here knows its neighbours.

/// How a stretch of text ends, closing quotation marks and brackets set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With a full stop, an exclamation mark or an ellipsis.
    Stop,
    /// With a question mark.
    Question,
    /// With a colon.
    Colon,
    /// With none of these.
    Open,
}

/// A paragraph's outward look.
#[derive(Clone, Debug)]
pub(super) struct Look<'t> {
    /// The paragraph without white space at its ends.
    pub text: &'t str,
    /// Its words, as they stand between white space.
    pub words: Vec<&'t str>,
    /// Words that begin with a lower-case letter.
    pub lower: usize,
    /// Words that begin with an upper-case letter.
    pub upper: usize,
    /// Words with a digit in them.
    pub digits: usize,
    /// Whether there are letters and none of them is lower-case.
    pub capitals: bool,
    /// How it ends.
    pub end: End,
}

impl<'t> Look<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let text = text.trim();
        let mut words = Vec::with_capacity(text.len() / 6 + 1);
        let (mut lower, mut upper, mut digits) = (0, 0, 0);
        for word in text.split_whitespace() {
            let first = word.chars().find(|it| it.is_alphanumeric());
            lower += usize::from(first.is_some_and(char::is_lowercase));
            upper += usize::from(first.is_some_and(char::is_uppercase));
            digits += usize::from(word.bytes().any(|it| it.is_ascii_digit()));
            words.push(word);
        }
        let capitals = upper > 0 && lower == 0 && !text.chars().any(char::is_lowercase);
        Self { text, lower, upper, digits, capitals, end: end_of(text), words }
    }

    /// Whether the text opens with a quotation mark.
    pub(super) fn opens_quoted(&self) -> bool {
        self.text.starts_with(['"', '“', '‘', '\'', '«', '„'])
    }

    /// Whether all of it stands between quotation marks: `‘I was frightened’`.
    pub(super) fn is_quoted(&self) -> bool {
        self.opens_quoted() && self.text.ends_with(['"', '”', '’', '\'', '»', '“'])
    }

    /// Whether every word that can be written in capitals begins with one, small words apart: `De Blasio Wins Again`.
    pub(super) fn is_title_case(&self) -> bool {
        let small =
            self.words.iter().filter(|it| it.starts_with(char::is_lowercase) && it.chars().count() <= 4).count();
        self.upper >= 2 && self.lower <= small && self.lower <= self.upper
    }

    /// Whether a sentence ends before the last words: more than one sentence, or a sentence with something behind it.
    pub(super) fn has_inner_stop(&self) -> bool {
        self.words.windows(2).any(|pair| {
            let [word, next] = pair else { return false };
            let bare = word.trim_end_matches(CLOSERS);
            let long = bare.chars().count() > 4 && !bare.trim_end_matches('.').contains('.');
            bare.ends_with(['.', '!', '?'])
                && long
                && next.starts_with(|c: char| c.is_uppercase() || OPENERS.contains(&c))
        })
    }

    /// The words in lower case without punctuation at their ends, joined by single blanks.
    pub(super) fn folded(&self) -> String {
        let mut folded = String::with_capacity(self.text.len());
        for word in &self.words {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if !bare.is_empty() {
                if !folded.is_empty() {
                    folded.push(' ');
                }
                for c in bare.chars() {
                    match c {
                        '’' => folded.push('\''),
                        _ if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
                        _ => folded.extend(c.to_lowercase()),
                    }
                }
            }
        }
        folded
    }
}

/// Whether `text` begins with one of `starts`: most are ruled out by their first letter.
pub(super) fn begins_with_any(text: &str, starts: &[&str]) -> bool {
    let first = text.as_bytes().first();
    starts.iter().any(|it| it.as_bytes().first() == first && text.starts_with(it))
}

/// What may stand behind the last punctuation mark of a sentence.
pub(super) const CLOSERS: &[char] = &['"', '”', '’', '\'', '»', '“', ')', ']', '*', '_', '\u{a0}'];

/// What may stand before the first word of a sentence.
pub(super) const OPENERS: &[char] = &['"', '“', '‘', '\'', '«', '„', '(', '['];

fn end_of(text: &str) -> End {
    match text.trim_end_matches(CLOSERS).chars().next_back() {
        Some('.' | '!' | '…') => End::Stop,
        Some('?') => End::Question,
        Some(':') => End::Colon,
        _ => End::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_seen_behind_quotation_marks() {
        let check = |text: &str, expected: End| assert_eq!(Look::of(text).end, expected, "{text}");
        check("He said no.", End::Stop);
        check("He said: “No.”", End::Stop);
        check("''Those are Republicans.''", End::Stop);
        check("(Reporting by Ann Lee.)", End::Stop);
        check("Why now?", End::Question);
        check("They include:", End::Colon);
        check("Guns still in range", End::Open);
        check("‘I was frightened’", End::Open);
    }

    #[test]
    fn inner_stops_are_not_abbreviations() {
        let check = |text: &str, expected: bool| assert_eq!(Look::of(text).has_inner_stop(), expected, "{text}");
        check("It fell. They left", true);
        check("The U.S. Court of Appeals", false);
        check("Gen. Lee and Sen. Young", false);
        check("“Enough!” They left.", true);
    }
}

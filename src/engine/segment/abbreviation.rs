//! Abbreviations: which full stops belong to a word and don't end a sentence.

/// What a full stop after an abbreviation may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AbbreviationKind {
    /// Stands before a name and never ends a sentence: Gen., Mr.
    Title,
    /// Stands before a figure, and otherwise is a word of its own: No., Dec.
    Number,
    /// Always goes on: vs., e.g.
    Inner,
    /// May end a sentence; what follows decides: Inc., U.S.
    End,
}

/// One abbreviation.
#[derive(Debug, Clone)]
struct Entry {
    /// Lower-cased, without the last full stop.
    word: String,
    /// Listed with a capital, and so found only with one: "Miss." but not
    /// "a near miss."
    capital: bool,
    kind: AbbreviationKind,
}

/// The abbreviations of `briefings/lexicon/abbreviations.txt`.
#[derive(Debug, Clone, Default)]
pub struct Abbreviations {
    /// Sorted for binary search.
    entries: Vec<Entry>,
}

impl Abbreviations {
    /// Reads lines of an abbreviation and its kind (`title`, `number`,
    /// `inner`, `end`); `#` opens a comment. A line of another shape is
    /// passed over.
    pub fn parse(text: &str) -> Abbreviations {
        let mut entries: Vec<_> = text.lines().filter_map(entry).collect();
        entries.sort_by(|a, b| a.word.cmp(&b.word));
        entries.dedup_by(|a, b| a.word == b.word);
        Abbreviations { entries }
    }

    /// The kind of a word standing before a full stop (the stop is not part
    /// of `word`).
    pub fn kind(&self, word: &str) -> Option<AbbreviationKind> {
        // No entry is longer, and most words are: they cost no look-up.
        if word.len() > 12 {
            return None;
        }
        let lower = || word.bytes().map(|byte| byte.to_ascii_lowercase());
        let found = self.entries.binary_search_by(|entry| entry.word.bytes().cmp(lower()));
        let entry = self.entries.get(found.ok()?)?;
        let fits = !entry.capital || word.starts_with(|first: char| first.is_ascii_uppercase());
        fits.then_some(entry.kind)
    }
}

/// One line of the list.
fn entry(line: &str) -> Option<Entry> {
    let mut words = line.split('#').next()?.split_whitespace();
    let word = words.next()?.strip_suffix('.')?;
    let kind = match words.next()? {
        "title" => AbbreviationKind::Title,
        "number" => AbbreviationKind::Number,
        "inner" => AbbreviationKind::Inner,
        "end" => AbbreviationKind::End,
        _ => return None,
    };
    Some(Entry {
        word: word.to_ascii_lowercase(),
        capital: word.starts_with(|first: char| first.is_ascii_uppercase()),
        kind,
    })
}

#[cfg(test)]
mod tests {
    use super::{AbbreviationKind, Abbreviations};

    #[test]
    fn reads_kinds_and_passes_over_the_rest() {
        let list = "# titles\nGen. title\nNo. number # No. 10\nvs. inner\nodd\nU.S. end\n";
        let list = Abbreviations::parse(list);
        let check = |word: &str, expected: Option<AbbreviationKind>| {
            assert_eq!(list.kind(word), expected, "{word}");
        };
        check("gen", None);
        check("VS", Some(AbbreviationKind::Inner));
        check("Gen", Some(AbbreviationKind::Title));
        check("No", Some(AbbreviationKind::Number));
        check("U.S", Some(AbbreviationKind::End));
        check("odd", None);
        check("", None);
    }
}

//! Words as they are compared: whatever their case, plural and possessive folded, abbreviations without their stops.

/// A word as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// In lower case, without the ending of a plural or possessive.
    folded: String,
    /// Whether it is in capitals: "US", "WHO".
    capitals: bool,
}

/// Words in capitals are shorter than this when they are abbreviations.
const ABBREVIATION: usize = 6;

impl Word {
    fn of(text: &str) -> Self {
        // "U.S." is "US".
        let figure = text.starts_with(|it: char| it.is_ascii_digit());
        let bare: String = text.chars().filter(|it| figure || *it != '.').collect();
        let stem = ["'s", "’s", "'", "’"].iter().find_map(|it| bare.strip_suffix(it)).unwrap_or(&bare);
        let capitals = is_capitals(stem);
        let lower = stem.to_lowercase();
        let folded = if capitals && stem.chars().count() < ABBREVIATION { lower } else { singular(lower) };
        Self { folded, capitals }
    }

    /// Whether `found`, a word of a text, is this word of a query. "WHO" is not "who", unless the whole text is in capitals.
    pub fn is(&self, found: &Self, text_in_capitals: bool) -> bool {
        let abbreviation = self.capitals && (2..ABBREVIATION).contains(&self.folded.chars().count());
        self.folded == found.folded && (!abbreviation || found.capitals || text_in_capitals)
    }

    /// Whether it is in capitals.
    pub fn is_capitals(&self) -> bool {
        self.capitals
    }
}

fn is_capitals(word: &str) -> bool {
    word.chars().filter(|it| it.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}

/// "policies" → "policy", "buses" → "bus", "exports" → "export".
fn singular(mut word: String) -> String {
    let count = word.chars().count();
    if word == "news" {
        return word;
    }
    let keep = |word: &str, cut: usize| word.len().saturating_sub(cut);
    if count > 4 && word.ends_with("ies") {
        word.truncate(keep(&word, 3));
        word.push('y');
    } else if count > 4 && ["sses", "shes", "ches", "xes", "uses"].iter().any(|it| word.ends_with(it)) {
        word.truncate(keep(&word, 2));
    } else if count > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|it| word.ends_with(it)) {
        word.truncate(keep(&word, 1));
    }
    word
}

/// The words of `text`, each with its first byte. A hyphen parts words; an apostrophe and the stops of "U.S." don't.
pub fn words(text: &str) -> impl Iterator<Item = (usize, Word)> + '_ {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = rest.find(|it| it.1.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        while let Some((at, it)) = rest.peek().copied() {
            let inner = matches!(it, '\'' | '’' | '.' | '&');
            let next = text.get(at + it.len_utf8()..).and_then(|it| it.chars().next());
            if !(it.is_alphanumeric() || inner && next.is_some_and(char::is_alphanumeric)) {
                break;
            }
            // "ended.Then" is two words; "U.S" and "3.5" are one.
            let word = text.get(start..at).unwrap_or_default();
            let last = word.rsplit('.').next().unwrap_or_default();
            if it == '.' && last.chars().count() > 1 && !last.chars().all(char::is_numeric) {
                break;
            }
            end = at + it.len_utf8();
            rest.next();
        }
        Some((start, Word::of(text.get(start..end).unwrap_or_default())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_the_same() {
        let check = |query: &str, text: &str, expected: bool| {
            let (query, text) = (words(query).next().unwrap().1, words(text).next().unwrap().1);
            assert_eq!(query.is(&text, false), expected, "{query:?} {text:?}");
        };
        check("export", "Exports", true);
        check("exports", "export's", true);
        check("policy", "policies", true);
        check("bus", "buses", true);
        check("gas", "gas", true);
        check("ÉLYSÉES", "élysées", true);
        check("US", "us", false);
        check("US", "U.S.", true);
        check("us", "US", true);
        check("WHO", "who", false);
        check("crisis", "crises", false);
        check("news", "new", false);
        check("AT&T", "AT&T", true);
        check("minister", "ministers’", true);
        check("3.5", "3.5", true);
    }

    #[test]
    fn a_text_in_words() {
        let found: Vec<_> = words("The U.S. well-known “state’s” end.Then 3.5m").map(|it| it.1.folded).collect();
        assert_eq!(found, ["the", "us", "well", "known", "state", "end", "then", "3.5m"]);
    }
}

//! Hedges: the words by which the source itself holds a statement back ("apparently", "could", "is expected to").

use crate::analyse::words::{Words, lowered, one_of};
use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::segment::Sentence;
use crate::segment::tag::Tag;
use crate::span::Span;

/// How the statement is held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HedgeKind {
    /// "may", "could", "possibly": it is possible.
    Possible,
    /// "likely", "probably", "expected to": it is probable.
    Probable,
    /// "apparently", "reportedly", "alleged": hearsay.
    Hearsay,
    /// "if", "unless", "provided that": under a condition.
    Conditional,
    /// "about", "roughly", "some 300": approximate.
    Approximate,
}

/// One hedge.
#[derive(Clone, Copy, Debug)]
pub struct Hedge {
    /// Where.
    pub span: Span,
    /// In which sentence (index).
    pub sentence: usize,
    /// How.
    pub kind: HedgeKind,
}

impl HedgeKind {
    /// The kinds by the names that the list uses.
    const NAMES: [(&str, Self); 5] = [
        ("possible", Self::Possible),
        ("probable", Self::Probable),
        ("hearsay", Self::Hearsay),
        ("conditional", Self::Conditional),
        ("approximate", Self::Approximate),
    ];
}

/// A listed hedge.
#[derive(Clone, Debug)]
struct Entry {
    first: String,
    rest: Vec<String>,
    kind: HedgeKind,
}

/// The hedges of `briefings/lexicon/hedges.txt`.
#[derive(Clone, Debug, Default)]
pub struct Hedges {
    /// Sorted by their first word, longer phrases first.
    entries: Vec<Entry>,
    /// Which lengths first words have, by their first letter: most words of a text are ruled out by it.
    lengths: [u32; 26],
}

impl Hedges {
    /// Reads lines of a word or phrase and its kind; `#` opens a comment, and a line without a known kind is passed over.
    pub fn parse(text: &str) -> Self {
        let entry = |line: &str| {
            let line = line.split('#').next().unwrap_or_default().to_lowercase();
            let (phrase, kind) = line.trim().rsplit_once(' ')?;
            let kind = HedgeKind::NAMES.iter().find(|it| it.0 == kind)?.1;
            let mut words = phrase.split_whitespace().map(str::to_owned);
            Some(Entry { first: words.next()?, rest: words.collect(), kind })
        };
        let mut entries: Vec<Entry> = text.lines().filter_map(entry).collect();
        entries.sort_by(|a, b| a.first.cmp(&b.first).then(b.rest.len().cmp(&a.rest.len())).then(a.rest.cmp(&b.rest)));
        let mut lengths = [0; 26];
        for it in &entries {
            if let Some(slot) = slot(&it.first).and_then(|at| lengths.get_mut(at)) {
                *slot |= bit(&it.first);
            }
        }
        Self { entries, lengths }
    }

    /// Those that begin with `word`, longest first.
    fn beginning(&self, word: &str) -> &[Entry] {
        let known = slot(word).and_then(|at| self.lengths.get(at)).is_some_and(|it| it & bit(word) != 0);
        if !known {
            return &[];
        }
        let from = self.entries.partition_point(|it| it.first.as_str() < word);
        let found = self.entries.get(from..).unwrap_or_default();
        let n = found.iter().take_while(|it| it.first == word).count();
        found.get(..n).unwrap_or_default()
    }
}

fn slot(word: &str) -> Option<usize> {
    let first = word.bytes().next().filter(u8::is_ascii_lowercase)?;
    Some(usize::from(first - b'a'))
}

fn bit(word: &str) -> u32 {
    1 << word.len().min(31)
}

/// All hedges in order.
pub fn find(article: &Article, sentences: &[Sentence], lexicon: &Lexicon) -> Vec<Hedge> {
    let lower = lowered(article);
    let mut found = Vec::new();
    for (sentence, it) in sentences.iter().enumerate() {
        let words = Words::new(article, &lower, it);
        let mut at = 0;
        while at < words.len() {
            let stands = |it: &&Entry| it.rest.iter().enumerate().all(|(n, word)| words.at(at + 1 + n) == word);
            let entry = lexicon.hedges.beginning(words.at(at)).iter().find(stands);
            let Some(entry) = entry.filter(|it| holds_back(&words, at, at + it.rest.len(), it.kind)) else {
                at += 1;
                continue;
            };
            let last = at + entry.rest.len();
            found.push(Hedge { span: words.span(at, last), sentence, kind: entry.kind });
            at = last + 1;
        }
    }
    found
}

/// Whether the listed words `first..=last` hold a statement back where they stand.
fn holds_back(words: &Words<'_>, first: usize, last: usize, kind: HedgeKind) -> bool {
    let word = words.at(first);
    let next = words.at(last + 1);
    if first == last {
        match word {
            // The month and the name.
            "may" | "might" => {
                return words.tag(first) == Tag::MD || !words.capital(first) && words.tag(first + 1) == Tag::VB;
            }
            "could" => return could(words, first),
            "if" => return conditions(words, first),
            // "a potential", "possible" before what may come: but "as soon as possible" holds nothing back.
            "possible" => return words.back(first, 1) != "as",
            // "He alleged that": the verb says who alleges it, and is not a word of reserve.
            "alleged" | "suspected" => return words.tag(first) != Tag::VBD,
            "pending" => return words.tag(first) != Tag::JJ,
            "assuming" => return words.back(first, 1) != "of",
            _ => {}
        }
    }
    kind != HedgeKind::Approximate
        || is_number(words, last + 1)
        || matches!(word, "nearly" | "almost") && matches!(next, "all" | "every" | "half" | "double")
}

/// "could" of what is possible; not of what was not able to be ("could not be reached") nor of a purpose ("so they could speak").
fn could(words: &Words<'_>, at: usize) -> bool {
    let negated = matches!(words.at(at + 1), "not" | "n't" | "n’t");
    let purpose =
        (2..=5).take_while(|n| !words.tag(at.saturating_sub(*n)).is_punctuation()).any(|n| words.back(at, n) == "so");
    !negated && !purpose
}

/// "if" of a condition; not "as if", "even if", nor the "if" that means "whether".
fn conditions(words: &Words<'_>, at: usize) -> bool {
    let asks = |word: &str| {
        one_of(
            word,
            "ask asked asks asking know knows knew known knowing see wonder wondered wonders \
                 wondering sure clear unclear determine determined check decide say unsure doubt question",
        )
    };
    let asked = (1..=3).take_while(|n| words.back(at, *n) != ",").any(|n| asks(words.back(at, n)));
    let set = matches!(words.back(at, 1), "as" | "even" | "what" | "wondering")
        || matches!(words.at(at + 1), "any" | "not" | "ever" | "anything");
    !asked && !set
}

/// Whether a number begins at `i`.
fn is_number(words: &Words<'_>, i: usize) -> bool {
    let scaled = |word: &str| {
        one_of(
            word,
            "dozen dozens hundred hundreds thousand thousands million millions billion billions \
                 trillion third quarter half couple",
        )
    };
    match words.tag(i) {
        Tag::CD | Tag::Currency => true,
        _ => {
            let word = words.at(i);
            let article = matches!(word, "a" | "an" | "one");
            scaled(word)
                || article && scaled(words.at(i + 1))
                || word.starts_with(|it: char| it.is_ascii_digit() || matches!(it, '$' | '£' | '€'))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Metadata, Region, RegionKind};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let body = Region { span: Span::new(0, text.len()), kind: RegionKind::Body };
        let article = Article::new(text.to_owned(), vec![body], Metadata::default());
        let lexicon = Lexicon::embedded();
        let show = |it: &Hedge| format!("{}/{:?}", article.slice(it.span), it.kind);
        let found = find(&article, &crate::segment::segment(&article, &lexicon), &lexicon);
        assert_eq!(found.iter().map(show).collect::<Vec<_>>().join("; "), expected, "in {text:?}");
    }

    #[test]
    fn modals() {
        check("Talks may resume and might succeed.", "may/Possible; might/Possible");
        check("The firm could close two plants.", "could/Possible");
        check("He could not be reached in May.", "");
        check("They spoke anonymously so they could speak freely.", "");
        check("In May 2018, Theresa May spoke.", "");
    }

    #[test]
    fn adverbs_and_phrases() {
        check("The plan apparently failed.", "apparently/Hearsay");
        check("He is expected to resign, and will likely leave.", "is expected/Probable; likely/Probable");
        check("The alleged attacker appears to have fled.", "alleged/Hearsay; appears to/Probable");
        check("They will come as soon as possible.", "");
    }

    #[test]
    fn conditions_and_questions() {
        check("It will end if they agree, unless he objects.", "if/Conditional; unless/Conditional");
        check("They asked if he knew if it rained.", "");
        check("It is as if nothing happened, even if it did.", "");
    }

    #[test]
    fn approximators_need_a_number() {
        check("About 300 people spoke about some of it.", "About/Approximate");
        check(
            "It lost more than $2 million and nearly a third of its staff.",
            "more than/Approximate; nearly/Approximate",
        );
        check("It is more than enough for some people.", "");
    }

    #[test]
    fn the_list_reads_its_own_file() {
        let hedges = Hedges::parse("# comment\nexpected to probable\nif conditional\nodd strange\n");
        assert_eq!(hedges.entries.len(), 2);
    }
}

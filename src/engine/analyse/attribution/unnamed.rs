//! How many people an unnamed source is: "one current and one former senior official" are two.

use super::phrase::Phrase;
use crate::analyse::reading::Line;
use crate::lexicon::vocabulary::Marks;

/// Small numbers in words.
const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// How many people the phrase counts, when it does.
pub(super) fn count(line: &Line<'_>, phrase: Phrase) -> Option<u32> {
    let head = (phrase.first..=phrase.last).find(|&i| line.marks(i).any(Marks::PERSON.and(Marks::ROLE)))?;
    let plural = line.marks(head).has(Marks::PLURAL);
    let mut sum = 0;
    for i in phrase.first..head {
        sum += number(line.word(i)).unwrap_or(0);
    }
    if sum > 0 {
        return (sum <= 1000).then_some(sum);
    }
    let single = line.is(phrase.first, &["a", "an", "another", "the", "this", "that"]) && !plural;
    single.then_some(1)
}

/// The single sources that a phrase joins: "one current and one former senior official" gives each of the two.
pub(super) fn members(line: &Line<'_>, phrase: Phrase) -> Vec<Phrase> {
    let single = |i: usize| line.is(i, &["one", "a", "an"]);
    let and = (phrase.first + 1..phrase.last).find(|&i| line.is(i, &["and"]) && single(i + 1));
    match and {
        Some(and) if single(phrase.first) => {
            vec![Phrase { first: phrase.first, last: and - 1 }, Phrase { first: and + 1, last: phrase.last }]
        }
        _ => Vec::new(),
    }
}

fn number(word: &str) -> Option<u32> {
    let listed = NUMBERS.iter().position(|it| word.eq_ignore_ascii_case(it)).and_then(|it| u32::try_from(it + 1).ok());
    listed.or_else(|| word.parse().ok()).or_else(|| word.eq_ignore_ascii_case("dozen").then_some(12))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::reading::{Reading, tests::article};
    use crate::lexicon::Lexicon;

    #[test]
    fn sources_are_counted() {
        let check = |text: &str, expected: Option<u32>| {
            let lexicon = Lexicon::embedded();
            let (article, sentences) = article(text, &lexicon);
            let reading = Reading::of(&article, &sentences, &lexicon);
            let line = reading.line(0).unwrap();
            assert_eq!(count(&line, Phrase { first: 0, last: line.len() - 1 }), expected, "{text}");
        };
        check("one current and one former senior official", Some(2));
        check("Two people briefed on the talks", Some(2));
        check("A senior official", Some(1));
        check("officials", None);
        check("several people", None);
        check("15 residents", Some(15));
    }
}

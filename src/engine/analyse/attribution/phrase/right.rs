//! The phrase that begins after a verb or preposition.

use super::left::names_holder;
use super::{Phrase, Quoted, finite, surely_finite, wall};
use crate::analyse::reading::Line;
use crate::lexicon::vocabulary::Marks;
use crate::segment::tag::Tag;

/// The phrase that begins at token `first`: after "according to", or after an inverted "said".
pub(in crate::analyse::attribution) fn after(line: &Line<'_>, quotes: &Quoted, first: usize) -> Option<Phrase> {
    let marks = line.marks(first);
    if wall(line, quotes, first) || line.comma(first) || first >= line.len() {
        return None;
    }
    if marks.has(Marks::PRONOUN) && !line.is(first, &["one", "others", "some"]) {
        return Some(Phrase { first, last: first });
    }
    let mut last = first;
    let mut name = line.capital(first);
    while last + 1 < line.len() {
        let i = last + 1;
        let marks = line.marks(i);
        if wall(line, quotes, i) {
            break;
        }
        if line.comma(i) && !name {
            // "their chief executive, Ann Lowe".
            let end = (i + 1..line.len()).find(|&it| !line.capital(it) && !line.marks(it).has(Marks::PARTICLE));
            let end = end.unwrap_or(line.len());
            if !names_holder(line, Phrase { first, last }, i + 1, end) {
                break;
            }
            last = end - 1;
            break;
        }
        if line.comma(i) {
            match apposition(line, quotes, i, name) {
                Some(end) => {
                    last = end;
                    name = false;
                    continue;
                }
                None => break,
            }
        }
        if line.is(
            i,
            &[
                "who",
                "which",
                "whose",
                "where",
                "when",
                "because",
                "while",
                "after",
                "before",
                "if",
                "although",
                "that",
                "but",
                "as",
                "on",
                "during",
                "following",
                "referring",
                "speaking",
                "in",
            ],
        ) && !keeps(line, i, last)
        {
            break;
        }
        if marks.any(Marks::TIME) && line.capital(i) && !line.marks(last).has(Marks::DETERMINER) {
            break;
        }
        if surely_finite(line, i) || line.tag(i) == Tag::VBG && !line.capital(i) && !line.tag(i + 1).is_noun() {
            break;
        }
        if line.is(i, &["and"]) && (surely_finite(line, i + 1) || finite(line, i + 1)) {
            break;
        }
        name = line.capital(i);
        last = i;
    }
    // A trailing preposition or adverb belongs to what follows.
    while last > first
        && (line.marks(last).any(Marks::PREPOSITION.and(Marks::DETERMINER).and(Marks::CONJUNCTION).and(Marks::ADVERB))
            && !line.capital(last)
            || line.word(last) == "(")
    {
        last -= 1;
    }
    let head = line.tag(first);
    let nominal = (first..=last).any(|i| {
        line.tag(i).is_noun()
            || line.capital(i)
            || line.marks(i).any(Marks::PERSON.and(Marks::ROLE).and(Marks::BODY).and(Marks::DOCUMENT))
    });
    (nominal && !matches!(head, Tag::IN | Tag::TO | Tag::VBG)).then_some(Phrase { first, last })
}

/// "in" and "on" that belong to the phrase: "experts in the field", "people briefed on the talks".
fn keeps(line: &Line<'_>, i: usize, last: usize) -> bool {
    let noun_phrase = line.marks(last).any(Marks::PERSON.and(Marks::ROLE).and(Marks::BODY)) && !line.capital(last);
    let inside = matches!(line.tag(last), Tag::VBN | Tag::VBD) || line.is(last, &["briefed", "based", "involved"]);
    line.is(i, &["in", "on"])
        && (inside || noun_phrase)
        && !line.marks(i + 1).has(Marks::TIME)
        && !line.is(
            i + 2,
            &[
                "statement",
                "interview",
                "letter",
                "tweet",
                "email",
                "news",
                "press",
                "speech",
                "post",
                "briefing",
                "call",
            ],
        )
}

/// The last token of an apposition after the comma at `comma`: "said Ann Lowe, the mayor of Oslo".
fn apposition(line: &Line<'_>, quotes: &Quoted, comma: usize, name: bool) -> Option<usize> {
    if !name {
        return None;
    }
    let first = comma + 1;
    let mut role = false;
    let mut last = comma;
    for i in first..line.len() {
        if wall(line, quotes, i) || line.comma(i) && i > first {
            break;
        }
        let marks = line.marks(i);
        if surely_finite(line, i)
            || marks.any(Marks::SUBORDINATOR.and(Marks::PRONOUN))
            || i == first && marks.any(Marks::PREPOSITION.and(Marks::CONJUNCTION))
            || line.tag(i) == Tag::VBG && !line.capital(i) && i == first
        {
            break;
        }
        if i < first + 7 {
            role |= marks.any(Marks::ROLE.and(Marks::PERSON).and(Marks::TITLE))
                || i == first && line.is(i, &["the", "a", "an"]);
        }
        last = i;
    }
    (role && last > comma).then_some(last)
}

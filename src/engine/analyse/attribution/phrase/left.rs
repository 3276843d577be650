//! The phrase that ends before a verb.

use super::{Phrase, Quoted, dash, finite, surely_finite, verb_group, wall};
use crate::analyse::reading::Line;
use crate::lexicon::vocabulary::Marks;
use crate::segment::tag::Tag;

/// The last token of the subject that stands before the verb group at `group`: over "last week", "on Tuesday" and over
/// what commas set apart. `None` when nothing there can be a subject.
pub(in crate::analyse::attribution) fn before(line: &Line<'_>, quotes: &Quoted, group: usize) -> Option<Phrase> {
    let last = bracketed(line, time_before(line, group)?);
    if line.comma(last) || dash(line, last) {
        return set_apart(line, quotes, last);
    }
    phrase_ending(line, quotes, last)
}

/// Over a bracket that closes at `last`: "Ann Lowe (R-Texas)".
fn bracketed(line: &Line<'_>, last: usize) -> usize {
    if line.word(last) != ")" {
        return last;
    }
    let open = (last.saturating_sub(BRACKETED)..last).rev().find(|&i| line.word(i) == "(");
    open.and_then(|it| it.checked_sub(1)).unwrap_or(last)
}

/// Over a time expression that ends right before `end`: the token before it.
fn time_before(line: &Line<'_>, end: usize) -> Option<usize> {
    let mut last = end.checked_sub(1)?;
    // "China has in the past said".
    if last > 2 && line.is(last, &["past"]) && line.is(last - 1, &["the"]) && line.is(last - 2, &["in"]) {
        return verb_group(line, last - 2).checked_sub(1);
    }
    if !line.marks(last).has(Marks::TIME) || last == 0 {
        return Some(last);
    }
    let whole = last;
    while last > 0
        && (line.marks(last).any(Marks::TIME.and(Marks::DETERMINER))
            || line.is(last, &["last", "next", "past", "earlier", "late", "early", "just", "only"])
            || line.tag(last) == Tag::CD)
    {
        last -= 1;
    }
    if line.is(last, &["on", "in", "since", "during"]) {
        last = last.checked_sub(1)?;
    }
    // "Good Friday said": nothing was before it.
    let subject = line.tag(last).is_noun() || line.tag(last).is_punctuation() || line.marks(last).has(Marks::PRONOUN);
    if subject || line.capital(last) { Some(last) } else { Some(whole) }
}

/// The most tokens of a bracket that is looked over.
const BRACKETED: usize = 12;

/// The most commas that are looked over between a subject and its verb.
const ASIDES: usize = 8;

/// The subject before something set apart by commas or dashes that ends at `mark`: "Smith, 45, the mayor of X, said".
fn set_apart(line: &Line<'_>, quotes: &Quoted, mark: usize) -> Option<Phrase> {
    let same = |i: usize| if line.comma(mark) { line.comma(i) } else { dash(line, i) };
    let mut best = None;
    let mut end = mark;
    for _ in 0..ASIDES {
        let open = (0..end).rev().take_while(|&i| !wall(line, quotes, i) || same(i)).find(|&i| same(i));
        let Some(open) = open else { break };
        let Some(last) = open.checked_sub(1) else { break };
        // What stands before, from its own comma or wall: a lead-in such as "In Paris" is no subject.
        let from = (0..open).rev().take_while(|&i| !wall(line, quotes, i) && !line.comma(i)).last().unwrap_or(last);
        let lead = line.marks(from).any(Marks::PREPOSITION.and(Marks::SUBORDINATOR))
            && !line.is(from, &["that", "who", "as"])
            || matches!(line.tag(from), Tag::VBG | Tag::VBN) && !line.capital(from + 1);
        let inner = open + 1;
        let whole = phrase_ending(line, quotes, last);
        // "though the mayor, Ann Lowe,".
        let held =
            whole.is_some_and(|it| names_holder(line, it, inner, end)) && !line.marks(from).has(Marks::PREPOSITION);
        let subject = whole.filter(|_| held || !lead || line.comma(mark) && best.is_none() && !line.comma(open));
        if let Some(subject) = subject
            && names_holder(line, subject, inner, end)
        {
            return Some(Phrase { first: subject.first, last: end - 1 });
        }
        if !aside(line, inner, end) {
            break;
        }
        if let Some(subject) = subject {
            let noun = !line
                .marks(inner)
                .any(Marks::PREPOSITION.and(Marks::ADVERB).and(Marks::SUBORDINATOR).and(Marks::CONJUNCTION))
                && !matches!(line.tag(inner), Tag::VBG | Tag::VBN | Tag::CD);
            best = Some(if noun { Phrase { first: subject.first, last: end - 1 } } else { subject });
        } else if lead && best.is_some() {
            break;
        }
        end = open;
    }
    best
}

/// "The mayor, Ann Lowe,": the phrase is a role, and what is set apart its holder's name.
pub(super) fn names_holder(line: &Line<'_>, subject: Phrase, inner: usize, end: usize) -> bool {
    let role = line.marks(subject.last).any(Marks::ROLE.and(Marks::PERSON).and(Marks::BODY))
        && !line.capital(subject.last)
        || line.marks(subject.first).has(Marks::DETERMINER)
            && (subject.first..=subject.last).any(|i| line.marks(i).any(Marks::ROLE.and(Marks::PERSON)));
    role && inner < end
        && (inner..end).all(|i| line.capital(i) || line.marks(i).has(Marks::PARTICLE) || line.word(i) == "-")
        && line.capital(inner)
}

/// Whether tokens `first..end` between two commas only tell more of what stands before them.
fn aside(line: &Line<'_>, first: usize, end: usize) -> bool {
    let relative = line.is(first, &["who", "which", "whose", "whom", "where", "when"]);
    let verb = (first..end).find(|&i| surely_finite(line, i));
    let clause =
        (first..verb.unwrap_or(end)).any(|i| line.is(i, &["who", "which", "that", "whose", "where", "when", "whom"]));
    let reason = matches!(line.tag(first), Tag::VBG | Tag::VBN)
        && (first..verb.unwrap_or(end)).any(|i| line.marks(i).has(Marks::SUBORDINATOR));
    if verb.is_some() && !relative && !clause && !reason {
        return false;
    }
    let marks = line.marks(first);
    let noun = (first..end.min(first + 8)).any(|i| {
        line.marks(i).any(Marks::ROLE.and(Marks::PERSON).and(Marks::BODY).and(Marks::TITLE))
            && !line.marks(i).has(Marks::GIVEN)
    });
    // "R-Ky.".
    let party = line.is(first, &["R", "D", "I"]) && line.word(first + 1) == "-";
    let place = party || end == first + 1 && (line.marks(first).has(Marks::PLACE) || line.word(first).ends_with('.'));
    relative
        || marks.any(Marks::PREPOSITION.and(Marks::ADVERB).and(Marks::DETERMINER))
        || matches!(line.tag(first), Tag::CD | Tag::VBG | Tag::VBN | Tag::RB)
        || noun
        || place
}

/// The noun phrase that a relative "who", "which" or "that" after token `last` goes back to: no further than one
/// preposition "of", and never over a verb.
pub(in crate::analyse::attribution) fn antecedent(line: &Line<'_>, quotes: &Quoted, last: usize) -> Option<Phrase> {
    let whole = phrase_ending(line, quotes, last)?;
    let stops = |i: &usize| {
        let marks = line.marks(*i);
        marks.any(Marks::PREPOSITION.and(Marks::CONJUNCTION).and(Marks::AUXILIARY)) && !line.is(*i, &["of", "and"])
            || line.tag(*i).is_verb()
    };
    let cut = (whole.first..last).rev().find(stops);
    Some(Phrase { first: cut.map_or(whole.first, |it| it + 1), last })
}

/// The phrase that ends with token `last`.
pub(in crate::analyse::attribution) fn phrase_ending(line: &Line<'_>, quotes: &Quoted, last: usize) -> Option<Phrase> {
    if wall(line, quotes, last) || line.comma(last) {
        return None;
    }
    let marks = line.marks(last);
    // "a person close to them".
    let object = line.is(last, &["them", "him", "us", "me", "her"]) && last > 1;
    if marks.has(Marks::PRONOUN) && !object {
        return Some(Phrase { first: last, last });
    }
    let head = line.tag(last);
    let owned = head.is_verb() && !finite(line, last) && last > 0 && line.marks(last - 1).has(Marks::DETERMINER);
    let nominal = owned
        || object && line.marks(last - 1).has(Marks::PREPOSITION)
        || head.is_noun()
        || line.capital(last)
        || marks.any(Marks::PERSON.and(Marks::ROLE).and(Marks::BODY).and(Marks::DOCUMENT).and(Marks::COUNT))
        || !object && matches!(head, Tag::CD | Tag::BracketClose | Tag::VBG | Tag::JJ | Tag::FW | Tag::DT);
    if !nominal || marks.any(Marks::SUBORDINATOR) && (!line.capital(last) || last == 0) {
        return None;
    }
    let mut first = last;
    while let Some(i) = first.checked_sub(1) {
        match go_left(line, quotes, i, first) {
            Some(next) => first = next,
            None => break,
        }
    }
    let first = trim_left(line, first, last);
    (first <= last).then_some(Phrase { first, last })
}

/// Whether the phrase that begins at `first` takes in token `i` before it; the new beginning.
fn go_left(line: &Line<'_>, quotes: &Quoted, i: usize, first: usize) -> Option<usize> {
    if wall(line, quotes, i) || line.comma(i) {
        return None;
    }
    let marks = line.marks(i);
    if line.is(i, &["and", "&"]) {
        return coordinates(line, quotes, i).then_some(i);
    }
    if marks.any(Marks::CONJUNCTION) {
        return None;
    }
    if marks.any(Marks::SUBORDINATOR) {
        // "officials who spoke", but not "because officials".
        let relative = line.is(i, &["who", "that", "which"]) && finite(line, verb_after(line, i)) && first > i;
        let antecedent = i.checked_sub(1).is_some_and(|it| line.tag(it).is_noun() && !line.marks(it).any(Marks::CUE));
        let subject_relative = relative && first == verb_after(line, i);
        return (subject_relative && antecedent).then_some(i);
    }
    if surely_finite(line, i) {
        // Only inside "who are", "who spoke".
        return (i > 0 && line.is(i - 1, &["who", "that", "which"])
            || i > 1 && line.is(i - 2, &["who", "that", "which"]))
        .then_some(i);
    }
    if line.reporting(i).is_some() && finite(line, i) && !line.marks(i + 1).has(Marks::PREPOSITION) {
        return None;
    }
    if marks.has(Marks::PRONOUN) && !line.is(i, &["one", "others"]) {
        return None;
    }
    Some(i)
}

fn verb_after(line: &Line<'_>, i: usize) -> usize {
    let mut at = i + 1;
    while at < line.len() && line.tag(at).is_adverb() {
        at += 1;
    }
    at
}

/// Whether the "and" at `at` joins two parts of one subject, and not two clauses: nothing before it carries tense.
fn coordinates(line: &Line<'_>, quotes: &Quoted, at: usize) -> bool {
    if at == 0 {
        return false;
    }
    let clause = (0..at)
        .rev()
        .take_while(|&i| !wall(line, quotes, i) && !line.comma(i) && !line.is(i, &["that", "because", "while"]));
    let mut verb = false;
    let mut any = false;
    for i in clause {
        any = true;
        verb |= finite(line, i) || surely_finite(line, i);
    }
    any && !verb
}

/// Takes off what only leads up to a phrase: "But", "However", "in Paris" before a name.
fn trim_left(line: &Line<'_>, mut first: usize, last: usize) -> usize {
    while first < last {
        let marks = line.marks(first);
        let leads = marks.any(Marks::CONJUNCTION)
            || marks.has(Marks::ADVERB) && !marks.has(Marks::DETERMINER)
            || line.tag(first).is_adverb()
            || line.is(first, &["as", "for", "than", "then"]) && !line.capital(first)
            || first == 0 && line.is(first, &["as"]);
        if leads {
            first += 1;
        } else if marks.has(Marks::PREPOSITION) {
            // "In Paris officials": the phrase is what follows the preposition's own phrase, if that can be told.
            let start = (first + 2..=last).find(|&i| {
                line.marks(i).has(Marks::DETERMINER)
                    || line.marks(i).any(Marks::TITLE.and(Marks::GIVEN)) && line.capital(i) && !line.capital(i - 1)
            });
            return start.unwrap_or(first + 1);
        } else {
            break;
        }
    }
    first
}

//! Where the source of a verb stands when it is not plainly before it: participles, openings, agents, inversions.

use super::Manner;
use crate::analyse::attribution::phrase::{self, Phrase, Quoted, left, right};
use crate::analyse::reading::Line;
use crate::lexicon::vocabulary::Marks;
use crate::segment::tag::Tag;

/// "saying": of the subject before it; "with Smith warning": of Smith.
pub(super) fn participle(line: &Line<'_>, quotes: &Quoted, i: usize, group: usize) -> Option<(Manner, Option<Phrase>)> {
    let previous = group.checked_sub(1);
    let Some(previous) = previous else { return opening(line, quotes, i) };
    if line.comma(previous)
        || phrase::dash(line, previous)
        || line.marks(previous).any(Marks::CONJUNCTION)
        || line.quote_mark(previous)
    {
        return Some((Manner::Participle, None));
    }
    let source = left::phrase_ending(line, quotes, previous)?;
    let with = source.first.checked_sub(1)?;
    let first = line.is(with, &["with"])
        && with.checked_sub(1).is_none_or(|it| line.comma(it) || phrase::dash(line, it) || line.quote_mark(it));
    // "a statement warning that", "the ruling saying".
    let document =
        line.marks(source.last).has(Marks::DOCUMENT) || line.is(i + 1, &["that", ":"]) || line.quote_mark(i + 1);
    if first {
        return Some((Manner::Before, Some(source)));
    }
    document
        .then_some((Manner::Participle, None))
        .or_else(|| line.is(i, &["saying", "adding"]).then_some((Manner::Participle, None)))
}

/// "Conceding that …, he warned": the subject of the main clause, which follows a comma or a quotation.
fn opening(line: &Line<'_>, quotes: &Quoted, i: usize) -> Option<(Manner, Option<Phrase>)> {
    let quoted = |at: usize| quotes.get(at).copied().unwrap_or_default();
    let starts = |at: usize| {
        let after_mark = line.comma(at - 1) || line.quote_mark(at - 1) || quoted(at - 1);
        let mut verb = at + 1;
        while line.tag(verb).is_adverb() || line.marks(verb).has(Marks::ADVERB) {
            verb += 1;
        }
        after_mark && line.marks(at).has(Marks::PRONOUN) && phrase::finite(line, verb)
    };
    let pronoun = (i + 2..line.len()).filter(|&at| !quoted(at)).find(|&at| starts(at));
    if let Some(first) = pronoun {
        return Some((Manner::Participle, Some(Phrase { first, last: first })));
    }
    // "Citing rules, officials refused".
    let comma = (i + 2..line.len()).find(|&at| line.comma(at) && !quoted(at))?;
    let verb = (comma + 2..line.len()).find(|&at| phrase::finite(line, at))?;
    let source = left::before(line, quotes, phrase::verb_group(line, verb)).filter(|it| it.first == comma + 1)?;
    Some((Manner::Participle, Some(source)))
}

/// The agent of a passive: "was described as … by Smith".
pub(super) fn agent(line: &Line<'_>, quotes: &Quoted, verb: usize) -> Option<Phrase> {
    let by = (verb + 1..line.len())
        .take_while(|&i| !matches!(line.word(i), ";" | ":") && line.tag(i) != Tag::Stop)
        .find(|&i| line.is(i, &["by"]) && !quotes.get(i).copied().unwrap_or_default())?;
    right::after(line, quotes, by + 1)
}

/// Who speaks, when the subject follows: after a quotation, or after a comma and something said, with no auxiliary, and
/// before no clause that would be what is said ("Smith, the mayor, said members will help").
pub(super) fn inverted(line: &Line<'_>, quotes: &Quoted, i: usize, group: usize) -> Option<Phrase> {
    // A capital at the start makes taggers take "Said Smith" for a name.
    let verb = matches!(line.tag(i), Tag::VBD | Tag::VBZ | Tag::VBN | Tag::VBP) || i == 0 && line.capital(1);
    if group != i || !verb || line.is(i, &["told", "tells"]) {
        return None;
    }
    let quoted = |at: usize| quotes.get(at).copied().unwrap_or_default();
    let next = i + 1;
    let marks = line.marks(next);
    let bare = marks.any(Marks::TIME.and(Marks::SUBORDINATOR))
        || line.is(next, &["this", "in", "on"])
        || quoted(next)
        || line.quote_mark(next);
    let before = i.checked_sub(1);
    let after_quote = before.is_some_and(|it| line.quote_mark(it) || quoted(it));
    let after_comma = before.is_some_and(|it| line.comma(it) || phrase::dash(line, it))
        && (0..i).any(|it| phrase::finite(line, it) || quoted(it));
    if bare || !(after_quote || after_comma || i == 0) {
        return None;
    }
    let source = right::after(line, quotes, next)?;
    let end = source.last + 1;
    // "One of them, who asked not to be named, said the board "cannot …"".
    if after_comma && !after_quote && quoted(end) {
        return None;
    }
    let clause = phrase::finite(line, end)
        || line.marks(end).has(Marks::AUXILIARY)
        || line.tag(end) == Tag::VBG
        || line.is(end, &["as"]) && !after_quote;
    let colon = line.word(end) == ":" || line.comma(end);
    let speaker = line.capital(next)
        || marks.has(Marks::PRONOUN)
        || (next..=source.last).any(|it| {
            line.marks(it)
                .any(Marks::PERSON.and(Marks::ROLE).and(Marks::DOCUMENT).and(Marks::BODY).and(Marks::KNOWN_BODY))
                || line.capital(it)
        });
    let owned = matches!(line.word(source.last), "'s" | "’s")
        || line.marks(next).has(Marks::DETERMINER) && line.tag(next) == Tag::PRPS && !after_quote;
    (speaker && !owned && (after_quote || !clause) && (i > 0 || colon)).then_some(source)
}

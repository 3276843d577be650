//! (Long: to be split.) The noun phrase before or after a cue: where it begins and ends. News says who speaks in few, regular ways, which
//! are surer than a parse: walk from the cue over the words of a phrase until something bounds it.

use crate::analyse::reading::Line;
use crate::lexicon::vocabulary::Marks;
use crate::segment::tag::Tag;

/// Tokens of one sentence, the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) first: usize,
    pub(super) last: usize,
}

/// Which tokens of a sentence stand inside quotation marks, marks included.
pub(super) type Quoted = [bool];

fn quoted(quotes: &Quoted, i: usize) -> bool {
    quotes.get(i).copied().unwrap_or_default()
}

/// A dash or bracket that sets something apart.
pub(super) fn dash(line: &Line<'_>, i: usize) -> bool {
    matches!(line.word(i), "—" | "–" | "--" | "―")
        || line.word(i) == "-" && !line.joined(i) && !(i > 0 && line.joined(i - 1))
}

/// A mark that no phrase goes over.
fn wall(line: &Line<'_>, quotes: &Quoted, i: usize) -> bool {
    quoted(quotes, i)
        || dash(line, i)
        || matches!(line.word(i), ":" | ";" | "…" | "...")
        || matches!(line.tag(i), Tag::Stop)
}

/// Words that taggers take for verbs after a noun: "people familiar with".
const NEVER_VERBS: [&str; 6] = ["familiar", "aware", "critical", "senior", "former", "likely"];

/// Whether token `i` carries tense and is no participle by its look.
pub(super) fn finite(line: &Line<'_>, i: usize) -> bool {
    let tag = line.tag(i);
    // "the talks", "her claims": taggers take such nouns for verbs.
    let owned = i.checked_sub(1).is_some_and(|it| {
        line.is(it, &["the", "a", "an", "his", "its", "their", "my", "our", "your", "'s", "’s"])
            && line.tag(it) != Tag::VBZ
    });
    matches!(tag, Tag::VBZ | Tag::VBP | Tag::MD | Tag::VBD)
        && !line.capital(i)
        && line.word(i).len() > 1
        && (tag != Tag::VBP || !line.marks(i).any(Marks::PERSON.and(Marks::ROLE)))
        && !owned
        && !line.is(i, &NEVER_VERBS)
}

/// A verb form that leaves no doubt: an auxiliary, or a verb not in "-ed".
fn surely_finite(line: &Line<'_>, i: usize) -> bool {
    let auxiliary = line.marks(i).has(Marks::AUXILIARY)
        && !line.is(i, &["to", "not", "n't", "n’t", "be", "been", "being", "'s", "’s", "having"]);
    (auxiliary || finite(line, i) && !line.word(i).ends_with("ed")) && !(line.capital(i) && line.capital(i + 1))
}

/// Walks left over what may stand between a subject and its verb: auxiliaries, adverbs, a day. Returns the first token of it.
pub(super) fn verb_group(line: &Line<'_>, verb: usize) -> usize {
    let mut first = verb;
    while let Some(i) = first.checked_sub(1) {
        let marks = line.marks(i);
        let possessive = matches!(line.word(i), "'s" | "’s") && line.tag(i) == Tag::POS;
        let skips = marks.any(Marks::AUXILIARY.and(Marks::ADVERB)) && !line.is(i, &["to"]) && !possessive
            || line.tag(i).is_adverb() && !line.capital(i)
            || line.tag(i) == Tag::MD;
        if !skips {
            break;
        }
        first = i;
    }
    first
}

/// The last token of the subject that stands before the verb group at `group`: over "last week", "on Tuesday" and over
/// what commas set apart. `None` when nothing there can be a subject.
pub(super) fn before(line: &Line<'_>, quotes: &Quoted, group: usize) -> Option<Phrase> {
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
fn names_holder(line: &Line<'_>, subject: Phrase, inner: usize, end: usize) -> bool {
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
pub(super) fn antecedent(line: &Line<'_>, quotes: &Quoted, last: usize) -> Option<Phrase> {
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
pub(super) fn phrase_ending(line: &Line<'_>, quotes: &Quoted, last: usize) -> Option<Phrase> {
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

/// The phrase that begins at token `first`: after "according to", or after an inverted "said".
pub(super) fn after(line: &Line<'_>, quotes: &Quoted, first: usize) -> Option<Phrase> {
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

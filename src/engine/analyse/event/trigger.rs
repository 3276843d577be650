//! The words that announce something: "will", "is expected to", "is due on", "holds a hearing Wednesday", "the May 3 vote".

use std::ops::Range;

use super::EventStatus;
use super::time::Time;
use crate::analyse::clause::{BE, NOT, Words};
use crate::segment::tag::Tag;

/// A clause or noun phrase that names something to come.
pub(super) struct Trigger {
    pub(super) clause: Range<usize>,
    pub(super) status: EventStatus,
    pub(super) weight: f32,
}

/// Words between "is" and an infinitive that tell what lies ahead, with their status and weight.
const AHEAD: [(&str, EventStatus, f32); 18] = [
    ("about", EventStatus::Scheduled, 1.6),
    ("anticipated", EventStatus::Expected, 1.6),
    ("due", EventStatus::Scheduled, 2.0),
    ("expected", EventStatus::Expected, 2.0),
    ("expecting", EventStatus::Expected, 1.3),
    ("forecast", EventStatus::Expected, 1.4),
    ("going", EventStatus::Announced, 1.2),
    ("likely", EventStatus::Expected, 1.3),
    ("planned", EventStatus::Scheduled, 1.8),
    ("planning", EventStatus::Announced, 1.6),
    ("poised", EventStatus::Expected, 1.6),
    ("preparing", EventStatus::Announced, 1.5),
    ("projected", EventStatus::Expected, 1.3),
    ("scheduled", EventStatus::Scheduled, 2.2),
    ("set", EventStatus::Scheduled, 2.0),
    ("slated", EventStatus::Scheduled, 2.1),
    ("to", EventStatus::Scheduled, 1.8),
    ("unlikely", EventStatus::Expected, 1.2),
];

/// Verbs by which someone announces.
const INTENDS: [&str; 20] = [
    "plan",
    "plans",
    "intend",
    "intends",
    "aim",
    "aims",
    "vowed",
    "vows",
    "pledged",
    "pledges",
    "promised",
    "promises",
    "agreed",
    "planned",
    "hope",
    "hopes",
    "expects",
    "expect",
    "threatened",
    "preparing",
];

/// Nouns for what takes place.
pub(super) const EVENTS: [&str; 38] = [
    "election",
    "elections",
    "vote",
    "votes",
    "ballot",
    "referendum",
    "hearing",
    "trial",
    "summit",
    "meeting",
    "talks",
    "conference",
    "session",
    "sessions",
    "deadline",
    "launch",
    "launches",
    "auction",
    "ceremony",
    "debate",
    "primary",
    "primaries",
    "visit",
    "tour",
    "match",
    "game",
    "race",
    "festival",
    "strike",
    "strikes",
    "march",
    "rally",
    "opening",
    "sentencing",
    "runoff",
    "inauguration",
    "imposition",
    "release",
];

/// Nouns for what is decided, done or awaited.
pub(super) const MATTERS: [&str; 26] = [
    "convention",
    "caucus",
    "caucuses",
    "appeal",
    "decision",
    "ruling",
    "report",
    "results",
    "review",
    "inquiry",
    "budget",
    "bill",
    "law",
    "ban",
    "tax",
    "contract",
    "deal",
    "merger",
    "takeover",
    "sale",
    "offer",
    "season",
    "final",
    "tournament",
    "tests",
    "trials",
];

/// Verbs for steps that are taken on a day.
pub(super) const STEPS: [&str; 43] = [
    "meet",
    "hold",
    "begin",
    "start",
    "launch",
    "open",
    "release",
    "publish",
    "vote",
    "decide",
    "rule",
    "announce",
    "hear",
    "appear",
    "visit",
    "travel",
    "return",
    "face",
    "play",
    "host",
    "take",
    "close",
    "end",
    "expire",
    "resume",
    "discuss",
    "speak",
    "address",
    "seek",
    "file",
    "appeal",
    "present",
    "submit",
    "introduce",
    "unveil",
    "consider",
    "review",
    "continue",
    "attend",
    "join",
    "sign",
    "compete",
    "run",
];

/// Everything that is announced in the sentence.
pub(super) fn triggers(words: &Words<'_>, times: &[Time]) -> Vec<Trigger> {
    let mut found = Vec::new();
    for i in 0..words.len() {
        let tag = words.tag(i);
        if tag == Tag::MD {
            found.extend(modal(words, i));
        } else if words.is_finite(i) && words.is(i, &BE) {
            found.extend(being(words, i, times));
        } else if words.is(i, &INTENDS) && words.is_verb(i) && words.is(i + 1, &["to"]) && words.tag(i + 2) == Tag::VB {
            found.extend(clause(words, i, i + 2).map(|it| Trigger {
                clause: it,
                status: EventStatus::Announced,
                weight: 1.4,
            }));
        } else if matches!(tag, Tag::VBZ | Tag::VBP) {
            found.extend(present(words, i, times));
        } else if matches!(tag, Tag::VBN | Tag::JJ | Tag::VBD) {
            found.extend(reduced(words, i));
        } else if words.is_noun(i) && words.is(i, &EVENTS) {
            found.extend(dated_noun(words, i, times));
        } else if words.is(i, &["to"])
            && words.is(i + 1, &["be"])
            && words.tag(i + 2) == Tag::VBN
            && i > 0
            && words.is_noun(i - 1)
        {
            let start = phrase_before(words, i);
            let end = words.clause_end(i + 2);
            found.extend(start.map(|it| Trigger { clause: it..end, status: EventStatus::Scheduled, weight: 0.9 }));
        }
    }
    found
}

/// From the subject of `finite` to the end of what the verb `main` says.
fn clause(words: &Words<'_>, finite: usize, main: usize) -> Option<Range<usize>> {
    let start = match words.subject(finite) {
        Some(subject) => subject.start,
        // "the hearing, which is due in May": from what the relative pronoun stands for.
        None => {
            let pronoun = (finite.saturating_sub(3)..finite)
                .rev()
                .find(|&it| matches!(words.tag(it), Tag::WDT | Tag::WP) || words.is(it, &["that"]))?;
            let end = if words.is_comma(pronoun.wrapping_sub(1)) { pronoun - 1 } else { pronoun };
            phrase_before(words, end)?
        }
    };
    let asked = start.checked_sub(1).is_some_and(|it| words.is(it, &["whether", "when", "how", "why"]));
    Some(start..if asked { words.embedded_end(main) } else { words.clause_end(main) })
}

/// Where the noun phrase begins that ends before `end`.
fn phrase_before(words: &Words<'_>, end: usize) -> Option<usize> {
    (end.saturating_sub(14)..end)
        .find(|&it| words.full_phrase(it) == end && !words.is_preposition(it) && words.tag(it) != Tag::CC)
}

/// "will meet", "could begin", "would take more hours"
fn modal(words: &Words<'_>, i: usize) -> Option<Trigger> {
    let group = words.group(i);
    let (status, weight) = match words.word(i).to_lowercase().as_str() {
        "will" | "'ll" | "’ll" | "shall" => (EventStatus::Announced, 1.3),
        "could" | "may" | "might" => (EventStatus::Possible, 0.5),
        "should" => (EventStatus::Expected, 0.6),
        "would" if reported(words, i) => (EventStatus::Announced, 0.8),
        _ => return None,
    };
    let denied = group.negation.is_some();
    let past = (i + 1..group.main).any(|it| words.is(it, &["have"]));
    // "will be able to", "will need to": no event.
    let state = words.is(group.main, &["be", "have", "need", "remain", "mean", "know", "think", "see", "depend"]);
    let weight = weight - if denied { 0.9 } else { 0.0 } - if state { 0.4 } else { 0.0 };
    (!past && group.main > i).then(|| Some(Trigger { clause: clause(words, i, group.main)?, status, weight }))?
}

/// Whether the "would" at `i` tells what somebody said they will do.
fn reported(words: &Words<'_>, i: usize) -> bool {
    let said = (0..i)
        .any(|it| words.is(it, &["said", "announced", "told", "added", "confirmed", "promised", "pledged", "vowed"]));
    said && !(0..words.len()).any(|it| words.is(it, &["if", "unless"]))
}

/// "is expected to rule", "was set to begin Wednesday", "is meeting on Friday"
fn being(words: &Words<'_>, finite: usize, times: &[Time]) -> Option<Trigger> {
    let mut i = finite + 1;
    while words.is_adverb(i) && !words.is(i, &["enough", "too"]) && !AHEAD.iter().any(|it| words.is(i, &[it.0]))
        || words.is(i, &NOT)
        || words.is(i, &["being", "still", "also"])
    {
        i += 1;
    }
    let denied = (finite..i).any(|it| words.is(it, &NOT));
    let past = words.is(finite, &["was", "were"]);
    let ahead = |clause: &Range<usize>| {
        words
            .span(clause.clone())
            .is_some_and(|span| times.iter().any(|it| (it.ahead || it.today) && it.span.overlaps(span)))
    };
    if let Some(&(_, status, weight)) = AHEAD.iter().find(|it| words.is(i, &[it.0])) {
        let to = if words.is(i, &["to"]) { i } else { i + 1 };
        let main =
            if words.is(to, &["to"]) && words.tag(to + 1) == Tag::VB { words.group_of_infinitive(to + 1) } else { i };
        if words.is(i, &["to", "going", "about", "set", "likely"]) && main == i && !words.is(i, &["likely"]) {
            return None;
        }
        let clause = clause(words, finite, main)?;
        // "was expected to" of days gone by is no news of what comes.
        if past && !ahead(&clause) {
            return None;
        }
        let weight = weight
            - if denied { 0.9 } else { 0.0 }
            - if main == i && !words.is(i, &["scheduled", "due"]) { 0.4 } else { 0.0 };
        return Some(Trigger { clause, status, weight });
    }
    if words.tag(i) == Tag::VBG && !past && !denied {
        let clause = clause(words, finite, i)?;
        let soon = ahead(&clause);
        let prepares = words.is(
            i,
            &["preparing", "planning", "working", "considering", "looking", "seeking", "drafting", "negotiating"],
        );
        let weight = if soon { 0.8 } else { 0.0 } + if prepares { 0.8 } else { 0.0 };
        return (weight > 0.0).then_some(Trigger { clause, status: EventStatus::Announced, weight });
    }
    None
}

/// "holds a hearing Wednesday", "ends Sept. 30"
fn present(words: &Words<'_>, i: usize, times: &[Time]) -> Option<Trigger> {
    if words.is_auxiliary(i)
        || words
            .is(i, &["says", "say", "is", "are", "shows", "show", "tells", "includes", "include", "expects", "expect"])
    {
        return None;
    }
    let clause = clause(words, i, i)?;
    let span = words.span(i..clause.end)?;
    let time = times.iter().find(|it| it.exact && (it.ahead || it.today) && it.span.overlaps(span))?;
    // "this year" holds today, but tells no day.
    let day =
        time.ahead || words.article.slice(time.span).split_whitespace().all(|it| !it.eq_ignore_ascii_case("this"));
    let weight = if time.ahead { 0.9 } else { 1.6 };
    day.then_some(Trigger { clause, status: EventStatus::Scheduled, weight })
}

/// "laws expected next month", "a vote scheduled for May"
fn reduced(words: &Words<'_>, i: usize) -> Option<Trigger> {
    let listed = words.is(i, &["expected", "scheduled", "planned", "due", "slated"]);
    if !listed || i == 0 || !words.is_noun(i - 1) || words.is_auxiliary(i - 1) {
        return None;
    }
    let start = phrase_before(words, i)?;
    Some(Trigger { clause: start..words.clause_end(i), status: EventStatus::Scheduled, weight: 0.8 })
}

/// "the Dec. 12 election", "a scheduled vote", "Friday's hearing"
fn dated_noun(words: &Words<'_>, i: usize, times: &[Time]) -> Option<Trigger> {
    let start = (i.saturating_sub(9)..i).find(|&it| words.base_phrase(it) > i).unwrap_or(i);
    let end = words.full_phrase(start).max(i + 1);
    let span = words.span(start..i + 1)?;
    let dated = times.iter().any(|it| it.exact && (it.ahead || it.today) && it.span.overlaps(span));
    let adjective =
        (start..i).any(|it| words.is(it, &["scheduled", "planned", "upcoming", "coming", "forthcoming", "next"]));
    let weight = if dated { 0.7 } else { 0.0 } + if adjective { 0.6 } else { 0.0 };
    (weight > 0.0).then_some(Trigger { clause: start..end, status: EventStatus::Scheduled, weight })
}

//! What somebody wants, of others or themselves: "urged the council to vote", "plans to appeal", "a bid to end the strike".

use super::draft::{Desk, Draft};
use super::invert::{Tense, clause, gapped, invert, will};
use super::pending::of_kind;
use super::phrase::{head, phrase, what_contains, will_there_be};
use super::{Candidate, QuestionKind};
use crate::analyse::clause::BE;
use crate::analyse::cue::CueSet;
use crate::answer::table::Table;
use crate::segment::tag::Tag;

/// Everything that is wanted in the sentence.
pub(super) fn find(desk: &Desk<'_>, out: &mut Vec<Candidate>) {
    let words = &desk.words;
    for i in 0..words.len() {
        let cue = desk.cue(i);
        if cue.is_empty() {
            continue;
        }
        if cue.has(CueSet::URGE) && words.is_verb(i) {
            out.extend(urged(desk, i));
        }
        if cue.has(CueSet::INTEND) && words.is_verb(i) && words.is(i + 1, &["to"]) {
            out.extend(intended(desk, i));
        }
        let going = words.tag(i) == Tag::VBG && (i.saturating_sub(2)..i).any(|it| words.is(it, &BE));
        if cue.has(CueSet::INTEND.or(CueSet::BEGIN)) && (going || words.tag(i) == Tag::VB) {
            let draft = what_contains(desk, phrase(words, i + 1));
            out.extend(draft.map(|it| Candidate::new(QuestionKind::Pending, 2.3, it)));
        }
        if cue.has(CueSet::RELUCTANT) {
            out.extend(reluctant(desk, i));
        }
        if cue.has(CueSet::EFFORT) {
            out.extend(effort(desk, i));
        }
        if cue.has(CueSet::URGE.or(CueSet::FEAR)) {
            out.extend(hoped(desk, i));
        }
        if words.is(i, &["pressure"]) && words.is(i.wrapping_sub(1), &["under"]) {
            out.extend(pressed(desk, i));
        }
    }
}

/// "urged the council to vote", "demanded that it close", "demanded a longer deadline"
fn urged(desk: &Desk<'_>, verb: usize) -> Option<Candidate> {
    let words = &desk.words;
    let kind = QuestionKind::Pending;
    let from = if words.is(verb + 1, &["for", "on", "upon"]) { verb + 2 } else { verb + 1 };
    if words.is(from, &["that"]) {
        let whom = phrase(words, from + 1);
        let bare = (whom.end..whom.end + 3).find(|&it| words.is_verb(it) || words.is_modal(it))?;
        if words.is_modal(bare) {
            return Some(Candidate::new(kind, 1.4, invert(desk, &clause(words, bare)?, Tense::Will, &[], 0..0)?));
        }
        let base = words.tag(bare) == Tag::VB || words.tag(bare) == Tag::VBP;
        return (!whom.is_empty() && base).then(|| Some(Candidate::new(kind, 1.5, will(words, whom, bare, &[])?)))?;
    }
    let whom = phrase(words, from);
    if whom.is_empty() {
        return None;
    }
    if words.is(whom.end, &["not"]) {
        return None;
    }
    let to = (from..whom.end + 2).find(|&it| words.is(it, &["to"]) && words.tag(it + 1) == Tag::VB);
    if let Some(to) = to.filter(|&it| it > from) {
        // "pressing the boundaries to": not somebody. "asked to describe it" is the reporter's asking.
        let body = words.is_name(whom.start) || head(words, &whom).is_some_and(|it| words.is_name(it));
        if !actor(desk, &whom) {
            return None;
        }
        let presses = words.is(
            verb,
            &["press", "pressing", "pressed", "push", "pushed", "pushing", "order", "ordered", "tell", "told"],
        );
        let asked = words.is(verb, &["asked"]) && desk.has(to + 1, CueSet::TELL);
        return (!asked && (body || !presses))
            .then(|| Some(Candidate::new(kind, 1.5, will(words, whom.start..to, to + 1, &[])?)))?;
    }
    let wants = words.is(verb, &["demand", "demands", "demanding", "seek", "seeks", "seeking", "requesting"]);
    let who = desk.subject_left(verb + 1)?;
    wants.then(|| {
        Candidate::new(
            kind,
            1.8,
            Draft::default().fixed("will").words(who).fixed("get").words(from..words.clause_end(from)),
        )
    })
}

/// Whether a phrase names somebody who can act: "the council", "parents", not "the opportunity".
pub(super) fn actor(desk: &Desk<'_>, phrase: &std::ops::Range<usize>) -> bool {
    let words = &desk.words;
    let Some(head) = head(words, phrase) else { return words.tag(phrase.start) == Tag::PRP };
    let word = words.word(head).to_lowercase();
    let sense = Table::row(&word).map(|it| it.sense()).unwrap_or_default();
    let thing = [
        "power", "number", "matter", "order", "offer", "answer", "paper", "letter", "water", "winter", "factor",
        "error",
    ];
    let doer = !thing.contains(&word.as_str())
        && ["er", "ers", "or", "ors", "ist", "ists", "ian", "ians"].iter().any(|it| word.ends_with(it));
    words.is_name(head)
        || sense.person
        || sense.group
        || sense.place
        || doer
        || words.is(head, &["people", "side", "sides"])
}

/// "plans to appeal", "vowed to fight on"
fn intended(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let subject = desk.subject_left(i + 1)?;
    // "queries seeking to confirm", "the target it pledged to reach"
    let carried =
        words.is_finite(i) || (i.saturating_sub(4)..i).any(|it| words.is_finite(it) && words.group(it).main == i);
    let opener = subject.start.checked_sub(1);
    if opener.is_some_and(|it| matches!(words.tag(it), Tag::WP | Tag::WDT | Tag::WRB)) {
        return None;
    }
    if !carried || gapped(words, subject.start) || subject.end > i || words.tag(i + 2) != Tag::VB {
        return None;
    }
    let binding = words.is(i, &["vowed", "promised", "pledged", "threatened", "agreed", "committed"]);
    if words.tag(i) == Tag::VBD && !binding {
        return None;
    }
    of_kind(desk, subject, i + 2, 1.4)
}

/// "is balking at committing", "is reluctant to sign", "remained committed to halving the deficit"
fn reluctant(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let subject = desk.subject_left(i + 1)?;
    let at = i + 1;
    let kind = QuestionKind::Undecided;
    if words.is(at, &["to"]) && words.tag(at + 1) == Tag::VB {
        return Some(Candidate::new(kind, 2.1, will(words, subject, at + 1, &[])?));
    }
    let verb = if words.is(at, &["at", "to"]) { at + 1 } else { at };
    let draft = Draft::default().fixed("will").words(subject).base(verb).words(verb + 1..words.clause_end(verb));
    (words.tag(verb) == Tag::VBG).then(|| Candidate::new(kind, 2.1, draft))
}

/// "his bid to clear the backlog": "Will his bid to clear the backlog succeed?"
fn effort(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let start = (i.saturating_sub(6)..=i).find(|&it| words.base_phrase(it) == i + 1)?;
    let owned = matches!(words.tag(start), Tag::PRPS | Tag::NNP | Tag::DT) && !words.is(start, &["no", "any", "every"]);
    let infinitive = words.is(i + 1, &["to"]) && words.tag(i + 2) == Tag::VB;
    let past = (0..i).any(|it| words.tag(it) == Tag::VBD);
    let mut draft = Draft::default().fixed("will");
    draft.bits.extend(super::phrase::known(words, start..words.clause_end(i + 2)));
    (owned && infinitive && !past).then(|| Candidate::new(QuestionKind::Pending, 1.6, draft.fixed("succeed")))
}

/// "raising hopes of a truce", "called for an inquiry"
fn hoped(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let leads = words.is(i + 1, &["of", "for"]);
    let what = phrase(words, i + 2);
    let calls = words.is(i, &["calls", "call", "called", "calling", "demands"]);
    let hopes = words.is_noun(i) && desk.has(i, CueSet::FEAR);
    let whom_to = (what.end..what.end + 2).any(|it| words.is(it, &["to"]));
    if !leads || whom_to || !(calls || hopes) || calls && !words.is(i + 1, &["for"]) {
        return None;
    }
    Some(Candidate::new(QuestionKind::Pending, 1.9, will_there_be(desk, what)?))
}

/// "is under pressure to resign"
fn pressed(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let to = (i + 1..i + 8).find(|&it| words.is(it, &["to"]) && words.tag(it + 1) == Tag::VB)?;
    let subject = desk.subject_left(i)?;
    Some(Candidate::new(QuestionKind::Undecided, 2.1, will(words, subject, to + 1, &[])?))
}

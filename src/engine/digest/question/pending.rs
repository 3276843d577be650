//! What time will show: "is expected to rule", "may be extended", "urged the council to vote", "is under investigation".

use std::ops::Range;

use super::draft::{Bit, Desk, Draft};
use super::invert::{Clause, Tense, clause, invert, will};
use super::phrase::{head, indefinite, phrase, what_contains, what_is, will_there_be};
use super::{Candidate, QuestionKind};
use crate::analyse::clause::BE;
use crate::analyse::cue::CueSet;
use crate::segment::tag::Tag;

/// Verbs of which one asks "how", not "whether".
const HOW: [&str; 6] = ["rule", "vote", "respond", "react", "reply", "retaliate"];
/// Words that lead an infinitive which lies ahead ("is due to").
const AHEAD: [&str; 16] = [
    "expected",
    "due",
    "set",
    "scheduled",
    "likely",
    "unlikely",
    "supposed",
    "slated",
    "poised",
    "planned",
    "going",
    "ready",
    "about",
    "projected",
    "forecast",
    "certain",
];

/// Everything in the sentence that time will show.
pub(super) fn find(desk: &Desk<'_>, out: &mut Vec<Candidate>) {
    let words = &desk.words;
    for i in 0..words.len() {
        let cue = desk.cue(i);
        if words.tag(i) == Tag::MD {
            out.extend(modal(desk, i));
        } else if words.is_finite(i) && words.is(i, &BE) {
            out.extend(being(desk, i));
        }
        if words.is(i, &["yet"]) && words.is(i + 1, &["to"]) {
            out.extend(yet(desk, i));
        }
        if cue.has(CueSet::URGE) {
            out.extend(urged(desk, i));
        }
        if cue.has(CueSet::INTEND) && words.is(i + 1, &["to"]) {
            out.extend(intended(desk, i));
        }
        if cue.has(CueSet::INTEND.or(CueSet::TELL)) && words.is_verb(i) {
            let what = phrase(words, i + 1);
            let coming = matches!(words.tag(i), Tag::VBG | Tag::VB) && !words.is(i, &["hoping"]);
            out.extend(
                what_contains(desk, what).filter(|_| coming).map(|it| Candidate::new(QuestionKind::Pending, 2.4, it)),
            );
        }
        if cue.has(CueSet::WONDER) && words.is_verb(i) {
            out.extend(weighed(desk, i));
        }
        if cue.has(CueSet::EXAMINE) {
            out.extend(examined(desk, i));
        }
        if words.is(
            i,
            &[
                "hope",
                "hopes",
                "fears",
                "prospect",
                "possibility",
                "expectations",
                "calls",
                "call",
                "called",
                "calling",
                "demands",
            ],
        ) {
            out.extend(hoped(desk, i));
        }
    }
}

/// The words that a "how" question asks of: "How will the court rule on the case?"
fn of_kind(desk: &Desk<'_>, subject: Range<usize>, verb: usize, weight: f32) -> Option<Candidate> {
    let words = &desk.words;
    let kind = QuestionKind::Pending;
    if words.is(verb, &HOW) {
        return Some(Candidate::new(kind, weight + 0.8, will(words, subject, verb, &[Bit::Fixed("how")])?));
    }
    if words.is(verb, &["decide", "determine", "announce", "reveal", "say"])
        && matches!(words.tag(verb + 1), Tag::Stop | Tag::Comma | Tag::IN)
    {
        return Some(Candidate::new(kind, weight + 0.6, will(words, subject, verb, &[Bit::Fixed("what")])?));
    }
    let gives = desk.cue(verb).has(CueSet::TELL.or(CueSet::BEGIN).or(CueSet::INTEND));
    if let Some(draft) = what_contains(desk, phrase(words, verb + 1)).filter(|_| gives) {
        return Some(Candidate::new(kind, weight + 0.6, draft));
    }
    Some(Candidate::new(kind, weight, will(words, subject, verb, &[])?))
}

/// "will", "may", "could", "should"
fn modal(desk: &Desk<'_>, modal: usize) -> Option<Candidate> {
    let words = &desk.words;
    let clause = clause(words, modal)?;
    let main = clause.group.main;
    let conditional =
        words.is(0, &["if"]) || (clause.group.finite..clause.end).any(|it| words.is(it, &["if", "unless"]));
    let kind = if conditional { QuestionKind::Conditional } else { QuestionKind::Pending };
    if let Some(it) = elided_condition(desk, &clause) {
        return Some(it);
    }
    let more = if conditional { 0.3 } else { 0.0 };
    if words.is(modal, &["will", "'ll", "’ll"]) {
        if clause.group.negation.is_some() || main == modal {
            return None;
        }
        let passive = words.is_auxiliary(modal + 1);
        if !passive && main == modal + 1 {
            return of_kind(desk, clause.subject, main, 1.1 + more);
        }
        return Some(Candidate::new(kind, 1.1 + more, invert(desk, &clause, Tense::Own, &[], 0..0)?));
    }
    let quoted = desk.quoted(modal);
    let (tense, weight) = match words.word(modal).to_lowercase().as_str() {
        "could" => (Tense::Own, 1.6),
        "may" | "might" => (Tense::Will, 1.8),
        "should" if !quoted => (Tense::Will, 1.2),
        _ => return None,
    };
    // "could have" speaks of what was.
    let past = (modal + 1..=main).any(|it| words.is(it, &["have"])) && main != modal + 1;
    let denied = clause.group.negation.is_some() && words.is(modal, &["could"]);
    (!past && !denied && main > modal)
        .then(|| Some(Candidate::new(kind, weight + more, invert(desk, &clause, tense, &[], 0..0)?)))?
}

/// "If convicted, he could face …": "Will he be convicted?"
fn elided_condition(desk: &Desk<'_>, clause: &Clause) -> Option<Candidate> {
    let words = &desk.words;
    let comma = clause.subject.start.checked_sub(1).filter(|&it| words.is_comma(it))?;
    let from = (0..comma).rev().take(6).find(|&it| words.is(it, &["if"]))?;
    let elided = matches!(words.tag(from + 1), Tag::VBN | Tag::VBD)
        && !(from + 1..comma).any(|it| words.is_noun(it) && words.is_finite(it + 1));
    let draft = Draft::default().fixed("will").words(clause.subject.clone()).fixed("be").words(from + 1..comma);
    elided.then(|| Candidate::new(QuestionKind::Conditional, 2.4, draft))
}

/// "is expected to rule", "are considering a ban", "is under investigation"
fn being(desk: &Desk<'_>, finite: usize) -> Option<Candidate> {
    let words = &desk.words;
    let mut ahead = finite + 1;
    while words.is_adverb(ahead) && !words.is(ahead, &AHEAD) {
        ahead += 1;
    }
    if words.is(ahead, &["widely", "also", "still", "now"]) {
        ahead += 1;
    }
    if !words.is(ahead, &AHEAD) || !words.is(finite, &["is", "are", "'s", "’s", "'re", "’re"]) {
        return None;
    }
    let clause = clause(words, finite)?;
    if words.is(ahead + 1, &["to"]) && words.tag(ahead + 2) == Tag::VB {
        let weight = if words.is(ahead, &["expected", "likely", "unlikely", "set", "due"]) { 1.8 } else { 1.5 };
        return of_kind(desk, clause.subject, ahead + 2, weight);
    }
    let open = words.is(ahead, &["unlikely", "likely", "expected"]) && indefinite(words, &clause.subject);
    open.then(|| {
        Candidate::new(QuestionKind::Pending, 2.2, Draft::default().fixed("when will there be").words(clause.subject))
    })
}

/// "has yet to decide"
fn yet(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let subject = desk.subject_left(i)?;
    let verb = i + 2;
    let draft = will(words, subject, verb, &[Bit::Fixed("when")])?;
    Some(Candidate::new(QuestionKind::Undecided, 2.8, draft))
}

/// "urged the council to vote", "demanded a longer deadline"
fn urged(desk: &Desk<'_>, verb: usize) -> Option<Candidate> {
    let words = &desk.words;
    if !words.is_verb(verb) {
        return None;
    }
    let kind = QuestionKind::Pending;
    let from = if words.is(verb + 1, &["for", "on", "upon"]) { verb + 2 } else { verb + 1 };
    // "demanded that the council vote"
    if words.is(from, &["that"]) {
        let whom = phrase(words, from + 1);
        let bare = (whom.end..whom.end + 3).find(|&it| words.is_verb(it) || words.tag(it) == Tag::MD)?;
        if words.tag(bare) == Tag::MD {
            return Some(Candidate::new(kind, 2.2, invert(desk, &clause(words, bare)?, Tense::Will, &[], 0..0)?));
        }
        return (!whom.is_empty()).then(|| Some(Candidate::new(kind, 2.2, will(words, whom, bare, &[])?)))?;
    }
    let whom = phrase(words, from);
    if whom.is_empty() {
        return None;
    }
    let to = (from..whom.end + 2).find(|&it| words.is(it, &["to"]) && words.tag(it + 1) == Tag::VB);
    if let Some(to) = to.filter(|&it| it > from) {
        if words.is(verb, &["asked"]) && words.is(to + 1, &["describe", "comment", "explain"]) {
            return None;
        }
        return Some(Candidate::new(kind, 2.2, will(words, whom.start..to, to + 1, &[])?));
    }
    let wants = words.is(
        verb,
        &[
            "demand",
            "demands",
            "demanded",
            "demanding",
            "seek",
            "seeks",
            "seeking",
            "requested",
            "requesting",
            "sought",
        ],
    );
    let who = desk.subject_left(verb + 1)?;
    wants.then(|| {
        Candidate::new(
            kind,
            1.9,
            Draft::default().fixed("will").words(who).fixed("get").words(from..words.clause_end(from)),
        )
    })
}

/// "plans to appeal", "vowed to fight on"
fn intended(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let subject = desk.subject_left(i + 1)?;
    let past = words.tag(i) == Tag::VBD
        && !words.is(i, &["vowed", "promised", "pledged", "threatened", "agreed", "committed"]);
    let wanted = words.is(i, &["wanted", "hoped", "intended", "sought", "tried"]);
    if past && wanted || subject.end > i || words.tag(i + 2) != Tag::VB {
        return None;
    }
    of_kind(desk, subject, i + 2, 1.5)
}

/// "is considering a ban", "are weighing raising the price"
fn weighed(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    if words.tag(i) != Tag::VBG {
        return None;
    }
    let from = if words.is(i + 1, &["at", "about", "on"]) { i + 2 } else { i + 1 };
    let kind = QuestionKind::Undecided;
    if words.tag(from) == Tag::VBG {
        let subject = desk.subject_left(i + 1)?;
        let end = words.clause_end(from);
        let draft = Draft::default().fixed("will").words(subject).base(from).words(from + 1..end);
        return Some(Candidate::new(kind, 2.4, draft));
    }
    Some(Candidate::new(kind, 2.0, will_there_be(desk, phrase(words, from))?))
}

/// "is under investigation", "are investigating the death"
fn examined(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let kind = QuestionKind::Pending;
    let what = if words.is(i.wrapping_sub(1), &["under"]) {
        let finite = (i.saturating_sub(5)..i).rev().find(|&it| words.is_finite(it))?;
        clause(words, finite)?.subject
    } else if words.tag(i) == Tag::VBG {
        let from = if words.is(i + 1, &["into"]) { i + 2 } else { i + 1 };
        phrase(words, from)
    } else {
        return None;
    };
    let of = head(words, &what)?;
    if desk.cue(of).has(CueSet::QUALITY) {
        return Some(Candidate::new(kind, 3.0, what_is(desk, what)?));
    }
    let lead = if words.is(i, &["review", "reviewing"]) {
        "what will the review of"
    } else {
        "what will the investigation into"
    };
    Some(Candidate::new(kind, 2.3, Draft::default().fixed(lead).words(what).fixed("find")))
}

/// "raising hopes of a truce", "called for an inquiry"
fn hoped(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let leads = words.is(i + 1, &["of", "for"]);
    let what = phrase(words, i + 2);
    let calls = words.is(i, &["calls", "call", "called", "calling", "demands"]);
    let whom_to = (what.end..what.end + 2).any(|it| words.is(it, &["to"]));
    if !leads || whom_to || calls && !words.is(i + 1, &["for"]) {
        return None;
    }
    Some(Candidate::new(QuestionKind::Pending, 1.9, will_there_be(desk, what)?))
}

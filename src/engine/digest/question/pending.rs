//! What time will show: "is expected to rule", "may be extended", "has yet to decide".

use std::ops::Range;

use super::draft::{Bit, Desk, Draft};
use super::invert::{Clause, Tense, clause, invert, will};
use super::phrase::{indefinite, phrase, plural, what_contains};
use super::{Candidate, QuestionKind};
use crate::analyse::clause::BE;
use crate::analyse::cue::CueSet;
use crate::segment::tag::Tag;

/// Verbs of which one asks "how", not "whether".
const HOW: [&str; 6] = ["rule", "vote", "respond", "react", "reply", "retaliate"];

/// Everything in the sentence that time will show.
pub(super) fn find(desk: &Desk<'_>, out: &mut Vec<Candidate>) {
    let words = &desk.words;
    for i in 0..words.len() {
        let cue = desk.cue(i);
        if cue.is_empty() {
            continue;
        }
        if cue.has(CueSet::MODAL) && words.is_modal(i) {
            out.extend(modal(desk, i));
        } else if cue.has(CueSet::AUX) && words.is_finite(i) && words.is(i, &BE) {
            out.extend(being(desk, i));
        } else if cue.has(CueSet::SEEM) && words.is_finite(i) {
            out.extend(apparent(desk, i));
        }
        if cue.has(CueSet::AUX) && words.reads(i + 1, &["yet", "to"]) {
            out.extend(yet(desk, i + 1));
        }
        if cue.has(CueSet::MODAL.or(CueSet::AUX)) {
            out.extend(takes_before(desk, i));
        }
    }
}

/// A question about what `subject` is to do, by the kind of `verb`: "How will the court rule?", "What will the plan contain?"
pub(super) fn of_kind(desk: &Desk<'_>, subject: Range<usize>, verb: usize, weight: f32) -> Option<Candidate> {
    let words = &desk.words;
    let kind = QuestionKind::Pending;
    // "will need to agree": will they agree?
    if words.is(verb, &["need", "have", "want", "try", "seek"])
        && words.is(verb + 1, &["to"])
        && words.tag(verb + 2) == Tag::VB
    {
        return Some(Candidate::new(kind, weight, will(words, subject, verb + 2, &[])?));
    }
    if words.is(verb, &HOW) && (words.is_adverb(verb + 1) || words.is_quote_mark(verb + 1)) {
        let draft = Draft::default().fixed("how will").words(subject).words(verb..verb + 1);
        return Some(Candidate::new(kind, weight + 0.6, draft));
    }
    if words.is(verb, &HOW) {
        return Some(Candidate::new(kind, weight + 0.6, will(words, subject, verb, &[Bit::Fixed("how")])?));
    }
    let bare =
        matches!(words.tag(verb + 1), Tag::Stop | Tag::Comma) || words.is(verb + 1, &["on", "in", "by", "at", "next"]);
    if words.is(verb, &["decide", "determine", "announce", "reveal", "say"]) && bare && !desk.has(verb + 1, CueSet::WH)
    {
        let whether = (verb..verb + 7).any(|it| desk.has(it, CueSet::WH));
        return (!whether)
            .then(|| Some(Candidate::new(kind, weight + 0.5, will(words, subject, verb, &[Bit::Fixed("what")])?)))?;
    }
    let gives = desk.has(verb, CueSet::TELL.or(CueSet::BEGIN).or(CueSet::INTEND));
    if let Some(draft) = what_contains(desk, phrase(words, verb + 1)).filter(|_| gives) {
        return Some(Candidate::new(kind, weight + 0.5, draft));
    }
    Some(Candidate::new(kind, weight, will(words, subject, verb, &[])?))
}

/// "will", "may", "could", "should", "may have left"
fn modal(desk: &Desk<'_>, modal: usize) -> Option<Candidate> {
    let words = &desk.words;
    let clause = clause(words, modal)?;
    let main = clause.group.main;
    if let Some(it) = elided_condition(desk, &clause) {
        return Some(it);
    }
    // "before he could find one", "how they would pay", "whether it will do": told, or asked elsewhere.
    let opener = clause.subject.start.checked_sub(1);
    let aside = opener
        .is_some_and(|it| desk.has(it, CueSet::WH) || words.is(it, &["before", "until", "so", "because", "than"]))
        || opener.is_some_and(|it| words.is(it, &["that"]) && words.is(it.wrapping_sub(1), &["so"]));
    if aside || main == modal {
        return None;
    }
    let conditional =
        words.is(0, &["if"]) || (clause.group.finite..clause.end).any(|it| words.is(it, &["if", "unless"]));
    let kind = if conditional { QuestionKind::Conditional } else { QuestionKind::Pending };
    let more = if conditional { 0.4 } else { 0.0 };
    let denied = clause.group.negation.is_some();
    let have = (modal + 1..main).find(|&it| words.is(it, &["have"]));
    let word = words.word(modal).to_lowercase();
    if let Some(have) = have {
        return (matches!(word.as_str(), "may" | "might" | "could") && !denied)
            .then(|| may_have(desk, &clause, have))?;
    }
    match word.as_str() {
        "will" | "'ll" | "’ll" | "would" if !denied => {
            let reported = word != "would"
                || reported(desk, modal) && !desk.quoted(modal) && !words.is(clause.subject.start, &["it"]);
            // Hypotheses are no announcements.
            if !reported {
                return None;
            }
            if main == modal + 1 {
                return of_kind(desk, clause.subject, main, 0.9 + more);
            }
            Some(Candidate::new(kind, 0.9 + more, invert(desk, &clause, Tense::Will, &[], 0..0)?))
        }
        "could" if !denied => Some(Candidate::new(kind, 1.7 + more, invert(desk, &clause, Tense::Own, &[], 0..0)?)),
        "may" | "might"
            if words.is(modal + 1, &["be"]) && (main == modal + 1 || words.tag(main) == Tag::VBG) && !denied =>
        {
            let be = if plural(words, &clause.subject) { "are" } else { "is" };
            let draft = Draft::default().fixed(be).words(clause.subject.clone()).words(modal + 2..clause.end);
            Some(Candidate::new(QuestionKind::Unknown, 1.9 + more, draft))
        }
        "may" | "might" => Some(Candidate::new(kind, 1.9 + more, invert(desk, &clause, Tense::Will, &[], 0..0)?)),
        "should" if !desk.quoted(modal) && !denied => {
            Some(Candidate::new(kind, 0.7 + more, invert(desk, &clause, Tense::Will, &[], 0..0)?))
        }
        _ => None,
    }
}

/// Whether the "would" at `i` tells what somebody said will be.
fn reported(desk: &Desk<'_>, i: usize) -> bool {
    let words = &desk.words;
    let said = (i.saturating_sub(20)..i)
        .any(|it| matches!(words.tag(it), Tag::VBD) && desk.has(it, CueSet::TELL.or(CueSet::INTEND).or(CueSet::FEAR)));
    said && !(0..words.len()).any(|it| words.is(it, &["if", "unless"]))
}

/// "may have left the boat on purpose": "Did they leave the boat on purpose?"
fn may_have(desk: &Desk<'_>, clause: &Clause, have: usize) -> Option<Candidate> {
    let words = &desk.words;
    let main = clause.group.main;
    let kind = QuestionKind::Unknown;
    let draft = Draft::default();
    if (have + 1..main).any(|it| words.is(it, &["been"])) {
        let verb = if plural(words, &clause.subject) { "were" } else { "was" };
        return Some(Candidate::new(
            kind,
            2.0,
            draft.fixed(verb).words(clause.subject.clone()).words(main..clause.end),
        ));
    }
    let lexical = !words.is(main, &BE);
    let draft = draft.fixed("did").words(clause.subject.clone()).base(main).words(main + 1..clause.end);
    lexical.then(|| Candidate::new(kind, 2.0, draft))
}

/// "If convicted, he could face …": "Will he be convicted?"
fn elided_condition(desk: &Desk<'_>, clause: &Clause) -> Option<Candidate> {
    let words = &desk.words;
    let comma = clause.subject.start.checked_sub(1).filter(|&it| words.is_comma(it))?;
    let from = (0..comma).rev().take(6).find(|&it| words.is(it, &["if"]))?;
    let finite = (from + 1..comma).any(|it| words.is_noun(it) && words.is_finite(it + 1));
    let elided = matches!(words.tag(from + 1), Tag::VBN | Tag::VBD) && !finite;
    let draft = Draft::default().fixed("will").words(clause.subject.clone()).fixed("be").words(from + 1..comma);
    elided.then(|| Candidate::new(QuestionKind::Conditional, 2.4, draft))
}

/// "is expected to rule", "results are due on Friday", "a ruling is unlikely before May"
fn being(desk: &Desk<'_>, finite: usize) -> Option<Candidate> {
    let words = &desk.words;
    let mut ahead = finite + 1;
    while words.is_adverb(ahead) && !desk.has(ahead, CueSet::AHEAD) {
        ahead += 1;
    }
    if !desk.has(ahead, CueSet::AHEAD) || words.is(finite, &["be", "been", "being"]) {
        return None;
    }
    let clause = clause(words, finite)?;
    let past = words.is(finite, &["was", "were"]);
    if words.is(ahead + 1, &["to"]) && words.tag(ahead + 2) == Tag::VB {
        let told = past && !desk.has(ahead, CueSet::FEAR) && !words.is(ahead, &["likely", "unlikely"]);
        let firm = words.is(ahead, &["expected", "likely", "unlikely", "set", "due"]);
        return (!told).then(|| of_kind(desk, clause.subject, ahead + 2, if firm { 1.9 } else { 1.5 }))?;
    }
    if past {
        return None;
    }
    let kind = QuestionKind::Pending;
    let of = super::phrase::head(words, &clause.subject)?;
    let coming = words.is(ahead, &["due", "expected", "scheduled"]);
    if coming && desk.has(of, CueSet::FINDING) {
        return Some(Candidate::new(
            kind,
            2.3,
            Draft::default().fixed("what will").words(clause.subject).fixed("show"),
        ));
    }
    if coming && desk.has(of, CueSet::VERDICT) {
        let mut draft = Draft::default().fixed("what will");
        draft.bits.extend(super::phrase::known(words, clause.subject));
        return Some(Candidate::new(kind, 2.3, draft.fixed("be")));
    }
    let open = words.is(ahead, &["unlikely", "likely", "expected"]) && indefinite(words, &clause.subject);
    open.then(|| Candidate::new(kind, 2.2, Draft::default().fixed("when will there be").words(clause.subject)))
}

/// "has yet to decide"
fn yet(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let subject = desk.subject_left(i)?;
    let draft = will(words, subject, i + 2, &[Bit::Fixed("when")])?;
    (words.tag(i + 2) == Tag::VB).then(|| Candidate::new(QuestionKind::Undecided, 2.8, draft))
}

/// "appears to be helping": "Is it helping?"
fn apparent(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let clause = clause(words, i)?;
    let to = (i + 1..i + 2).find(|&it| words.is(it, &["to"]))?;
    let many = plural(words, &clause.subject);
    let (verb, from) = match (words.is(to + 1, &["be"]), many) {
        (true, true) => ("are", to + 2),
        (true, false) => ("is", to + 2),
        (false, true) => ("do", to + 1),
        (false, false) => ("does", to + 1),
    };
    let now = matches!(words.tag(i), Tag::VBZ | Tag::VBP);
    let bare = words.tag(to + 1) == Tag::VB && !words.is(to + 1, &["have"]) && clause.group.negation.is_none();
    let draft = Draft::default().fixed(verb).words(clause.subject).words(from..words.clause_end(from));
    (bare && now).then(|| Candidate::new(QuestionKind::Unknown, 1.5, draft))
}

/// "it will take hours before details emerge": "When will details emerge?"
fn takes_before(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    if !words.is(i + 1, &["take"]) {
        return None;
    }
    let before = (i + 2..i + 9).find(|&it| words.is(it, &["before", "until"]))?;
    let clause = clause(words, words.next_finite(before + 1, words.len())?)?;
    let near = clause.subject.start == before + 1;
    near.then(|| {
        Some(Candidate::new(
            QuestionKind::Pending,
            2.2,
            invert(desk, &clause, Tense::Will, &[Bit::Fixed("when")], 0..0)?,
        ))
    })?
}

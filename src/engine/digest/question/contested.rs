//! What one side says and another may deny: "accused it of hiding losses", "denies the allegations", "alleged that …".

use super::draft::{Desk, Draft};
use super::invert::{Tense, WHOLE, clause, did, invert, whole};
use super::phrase::{head, phrase};
use super::{Candidate, QuestionKind};
use crate::analyse::clause::BE;
use crate::analyse::cue::CueSet;
use crate::segment::tag::Tag;

/// Everything in the sentence that may be denied.
pub(super) fn find(desk: &Desk<'_>, out: &mut Vec<Candidate>) {
    let words = &desk.words;
    let kind = QuestionKind::Disputed;
    for i in 0..words.len() {
        let cue = desk.cue(i);
        if cue.is_empty() {
            continue;
        }
        if cue.has(CueSet::TOLD) {
            out.extend(accused(desk, i));
            out.extend(charged(desk, i));
        }
        if cue.has(CueSet::DENY) && words.is_verb(i) {
            out.extend(denied(desk, i));
        }
        if words.is(i, &["responsibility"]) && words.is(i + 1, &["for"]) {
            let draft = desk.subject_left(i).and_then(|it| did(words, it, i + 2));
            out.extend(draft.map(|it| Candidate::new(kind, 2.2, it)));
        }
        let noun = words.is_noun(i);
        let mental = words.is(i, &["believe", "believes", "think", "thinks", "believed", "thought"]);
        let weight = match cue {
            _ if noun && cue.has(CueSet::FEAR.or(CueSet::CHARGE)) => 1.9,
            _ if !noun && cue.has(CueSet::FEAR) => 2.0,
            _ if words.is_verb(i) && cue.has(CueSet::ALLEGE) && !mental => 1.6,
            _ => {
                out.extend(said_not(desk, i));
                continue;
            }
        };
        out.extend(that(desk, i).map(|it| Candidate::new(kind, weight, it)));
    }
}

/// "no evidence that the fire was set", "claims its fall was planned": "Was the fire set?"
pub(super) fn that(desk: &Desk<'_>, i: usize) -> Option<Draft> {
    let words = &desk.words;
    // "the contention of the former minister that": what stands between is no clause.
    let reach = if words.is_among(i, &WHOLE) { 12 } else { 4 };
    let between = |it: usize| (i + 1..it).any(|at| words.is_finite(at) || words.is_comma(at));
    let opens = (i + 1..i + reach).find(|&it| words.is(it, &["that"]) && !between(it)).unwrap_or(i);
    let finite = words.next_finite(opens + 1, words.len())?;
    // "speculation the pair were leaving": a noun that a whole clause follows.
    let noun = opens == i && words.is_among(i, &WHOLE);
    let clause = if noun { whole(words, finite)? } else { clause(words, finite)? };
    let it = words.is(clause.subject.start, &["it"]) && words.is(clause.group.main, &["happened", "happen", "happens"]);
    let near = clause.subject.start == opens + 1 && !it;
    let hopes = desk.has(i, CueSet::FEAR)
        && !words.is(finite, &BE)
        && !words.is(finite, &["has", "have"])
        && matches!(words.tag(finite), Tag::VBZ | Tag::VBP);
    let tense = if words.is(finite, &["may", "might"]) || hopes { Tense::Will } else { Tense::Own };
    near.then(|| invert(desk, &clause, tense, &[], 0..0))?
}

/// "said the figures did not add up": "Do the figures add up?"
fn said_not(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    if !words.is(i, &["said", "says", "say"]) {
        return None;
    }
    let opens = (i + 1..i + 3).find(|&it| words.is(it, &["that"])).unwrap_or(i);
    let clause = clause(words, words.next_finite(opens + 1, words.len())?)?;
    let empty = words.is(clause.subject.start, &["it"]) && words.is(clause.group.main, &BE);
    let plain = !empty
        && clause.subject.start == opens + 1
        && clause.group.negation.is_some()
        && !words.is_modal(clause.group.finite);
    plain.then(|| Some(Candidate::new(QuestionKind::Disputed, 1.8, invert(desk, &clause, Tense::Own, &[], 0..0)?)))?
}

/// "accused the firm of hiding losses", "is accused of hiding losses"
fn accused(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    if !words.is(i, &["accuse", "accused", "accuses", "accusing"]) {
        return None;
    }
    let whom = phrase(words, i + 1);
    let last = (whom.end + 3).max(i + 6);
    let of = (i + 1..last).find(|&it| words.is(it, &["of"]) && words.tag(it + 1) == Tag::VBG)?;
    // "was accused by critics of", "is accused Wednesday of"
    let passive = of == i + 1
        || words.is(i + 1, &["by"])
        || words.is_time(i + 1)
        || (i.saturating_sub(3)..i).any(|it| words.is(it, &BE));
    let who = if passive { desk.subject_left(i + 1)? } else { i + 1..of };
    Some(Candidate::new(QuestionKind::Disputed, 1.4, did(words, who, of + 1)?))
}

/// "was charged with fraud", "faces 18 charges", "pleaded not guilty"
fn charged(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let with =
        words.is(i, &["charged"]) && words.is(i + 1, &["with"]) && (i.saturating_sub(3)..i).any(|it| words.is(it, &BE));
    let faces =
        words.is(i, &["faces", "face", "facing"]) && (i + 1..i + 5).any(|it| words.is(it, &["charges", "trial"]));
    let pleads = words.is(i, &["pleaded", "plead"]) && words.reads(i + 1, &["not", "guilty"]);
    if !(with || faces || pleads) {
        return None;
    }
    let who = desk.subject_left(i + 1)?;
    let draft = Draft::default().fixed("will").words(who).fixed("be convicted");
    let of = phrase(words, i + 2);
    let draft = if with && !of.is_empty() { draft.fixed("of").words(of) } else { draft };
    Some(Candidate::new(QuestionKind::Pending, 1.9, draft))
}

/// "denied the allegations", "denies hiding losses", "denied that …"
fn denied(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let kind = QuestionKind::Disputed;
    if let Some(draft) = that(desk, i) {
        return Some(Candidate::new(kind, 1.7, draft));
    }
    if words.tag(i + 1) == Tag::VBG {
        return Some(Candidate::new(kind, 1.6, did(words, desk.subject_left(i + 1)?, i + 1)?));
    }
    let what = phrase(words, i + 1);
    let noun = head(words, &what)?;
    let verb = if words.tag(noun) == Tag::NNS { "are" } else { "is" };
    let bare = what.len() == 1 && words.tag(noun) == Tag::NN;
    (desk.has(noun, CueSet::CHARGE) && !bare).then(|| {
        let mut draft = Draft::default().fixed(verb);
        draft.bits.extend(super::phrase::known(words, what));
        Candidate::new(kind, 1.6, draft.fixed("true"))
    })
}

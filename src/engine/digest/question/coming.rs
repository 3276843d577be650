//! What is being weighed, looked into or prepared: "is considering a ban", "is under investigation", "on trial", "a possible strike".

use super::draft::{Bit, Desk, Draft};
use super::invert::clause;
use super::phrase::{head, indefinite, known, phrase, what_is, will_there_be};
use super::{Candidate, QuestionKind};
use crate::analyse::cue::CueSet;
use crate::segment::tag::Tag;

/// Everything in the sentence that is under way.
pub(super) fn find(desk: &Desk<'_>, out: &mut Vec<Candidate>) {
    let words = &desk.words;
    for i in 0..words.len() {
        let cue = desk.cue(i);
        if cue.is_empty() {
            continue;
        }
        if cue.has(CueSet::WONDER) && words.tag(i) == Tag::VBG {
            out.extend(weighed(desk, i));
        }
        if cue.has(CueSet::EXAMINE) {
            out.extend(examined(desk, i));
        }
        if cue.has(CueSet::COMING) && i > 0 && words.is_noun(i - 1) {
            out.extend(coming_text(desk, i));
        }
        if cue.has(CueSet::AHEAD) && words.is(i + 1, &["to"]) && words.tag(i + 2) == Tag::VB {
            out.extend(awaited(desk, i));
        }
        if cue.has(CueSet::CONTEST) && words.is_noun(i) {
            out.extend(outcome(desk, i));
        }
        if cue.has(CueSet::POSSIBLE) {
            out.extend(possible(desk, i));
        }
        if cue.has(CueSet::DEFEND) && words.is_verb(i) {
            out.extend(defended(desk, i));
        }
        if words.is(i, &["trial"]) && words.is(i.wrapping_sub(1), &["on"]) {
            out.extend(on_trial(desk, i));
        }
        if words.is(i, &["await", "awaits", "awaiting", "awaited"]) && words.is_verb(i) {
            out.extend(awaits(desk, i));
        }
        if words.is(i, &["approval"]) {
            out.extend(approval(desk, i));
        }
    }
}

/// "is considering a ban", "are weighing raising the price"
fn weighed(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let from = if words.is(i + 1, &["at", "about", "on"]) { i + 2 } else { i + 1 };
    let kind = QuestionKind::Undecided;
    if words.tag(from) == Tag::VBG {
        let subject = desk.subject_left(i + 1)?;
        let draft = Draft::default().fixed("will").words(subject).base(from).words(from + 1..words.clause_end(from));
        return Some(Candidate::new(kind, 2.4, draft));
    }
    Some(Candidate::new(kind, 1.9, will_there_be(desk, phrase(words, from))?))
}

/// "is under investigation", "are investigating the death"
fn examined(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let kind = QuestionKind::Pending;
    let what = if words.is(i.wrapping_sub(1), &["under"]) {
        let finite = (i.saturating_sub(5)..i).rev().find(|&it| words.is_finite(it))?;
        clause(words, finite)?.subject
    } else if words.tag(i) == Tag::VBG && !words.is_noun(i.wrapping_sub(1)) {
        phrase(words, if words.is(i + 1, &["into"]) { i + 2 } else { i + 1 })
    } else {
        return None;
    };
    let of = head(words, &what)?;
    if desk.has(of, CueSet::QUALITY) {
        return Some(Candidate::new(kind, 3.0, what_is(desk, what)?));
    }
    let pointed = matches!(words.tag(what.start), Tag::DT | Tag::PRPS | Tag::NNP | Tag::NNS);
    let review = words.is(i, &["review", "reviewing"]);
    let lead = if review { "what will the review of" } else { "what will the investigation into" };
    pointed.then(|| Candidate::new(kind, 2.2, Draft::default().fixed(lead).words(what).fixed("find")))
}

/// "laws expected next month": "What will the laws contain?"
fn coming_text(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let text = (i.saturating_sub(10)..i).find(|&it| words.is_noun(it) && desk.has(it, CueSet::TEXT))?;
    let start = (text.saturating_sub(4)..=text).find(|&it| words.base_phrase(it) == text + 1)?;
    let plain = !(text + 1..i).any(|it| words.is_finite(it) || words.is_comma(it));
    let mut draft = Draft::default().fixed("what will");
    draft.bits.extend(known(words, start..i));
    plain.then(|| Candidate::new(QuestionKind::Pending, 1.8, draft.fixed("contain")))
}

/// "the next election, widely expected to be held in May": "Will the next election be held in May?"
fn awaited(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let mut before = i.checked_sub(1)?;
    while words.is_adverb(before) && before > 0 {
        before -= 1;
    }
    if words.is_comma(before) {
        before = before.checked_sub(1)?;
    }
    if !words.is_noun(before) || words.is_name(before) {
        return None;
    }
    let start = (before.saturating_sub(5)..=before).find(|&it| words.base_phrase(it) == before + 1)?;
    let pointed = words.is(start, &["the", "a", "an", "its", "their", "his", "her"])
        && !words.is(start.wrapping_sub(1), &["of", "in"]);
    let participle = words.is(i, &["expected", "due", "set", "scheduled", "likely"]);
    let mut draft = Draft::default().fixed("will");
    draft.bits.extend(known(words, start..before + 1));
    (pointed && participle).then(|| {
        Candidate::new(
            QuestionKind::Pending,
            1.6,
            draft.words(i + 2..words.clause_end(words.group_of_infinitive(i + 2))),
        )
    })
}

/// "the hearing, due in May", "is facing two legal challenges": "What will be the outcome of …?"
fn outcome(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let span = words.sentence.token(i)?.span;
    let start = (i.saturating_sub(6)..=i).find(|&it| words.base_phrase(it) == i + 1)?;
    let faces = start > 0
        && words.is(
            start - 1,
            &["face", "faces", "facing", "launch", "launched", "launching", "lodged", "filed", "fighting", "pursuing"],
        );
    let ahead = desk.analysis.findings.events.iter().find(|it| it.sentence == desk.sentence && it.what.contains(span));
    let pointed = matches!(words.tag(start), Tag::DT | Tag::PRPS | Tag::NNP | Tag::CD)
        && !words.is(start, &["no", "any", "every", "each"]);
    let firm = ahead.is_some_and(|it| it.when.is_some() || it.score > 2.0) && pointed;
    let mut draft = Draft::default().fixed("what will be the outcome of");
    draft.bits.extend(known(words, start..i + 1));
    (firm || faces).then(|| Candidate::new(QuestionKind::Pending, 1.9, draft))
}

/// "setting the scene for a possible bidding war": "Will there be a bidding war?"
fn possible(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let end = words.base_phrase(i);
    let noun = end.checked_sub(1).filter(|&it| it > i && words.is_noun(it) && !words.is_name(it))?;
    let single = i > 0 && words.is(i - 1, &["a", "an"]);
    let many = words.tag(noun) == Tag::NNS && !(i > 0 && matches!(words.tag(i - 1), Tag::DT | Tag::PRPS | Tag::CD));
    let person =
        words.word(noun).ends_with("ers") || words.word(noun).ends_with("ors") || words.word(noun).ends_with("er");
    let end = words.full_phrase(i + 1);
    let told = end > i + 2 || desk.has(noun, CueSet::CONTEST.or(CueSet::EVENT).or(CueSet::VERDICT));
    if !(single || many) || person || !told || desk.has(noun, CueSet::QUALITY) {
        return None;
    }
    let vowel = words.word(i + 1).starts_with(['a', 'e', 'i', 'o', 'u']);
    let lead = match (single, vowel) {
        (false, _) => "will there be",
        (true, true) => "will there be an",
        (true, false) => "will there be a",
    };
    Some(Candidate::new(
        QuestionKind::Pending,
        1.8,
        Draft::default().fixed(lead).words(i + 1..words.full_phrase(i + 1)),
    ))
}

/// "defended the decision": "Is the decision justified?"
fn defended(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let what = phrase(words, i + 1);
    let noun = head(words, &what)?;
    // "defended plans to end the embargo"
    let planned = words.is(what.end, &["to"]) && words.tag(what.end + 1) == Tag::VB;
    if planned && matches!(words.tag(noun), Tag::NN | Tag::NNS) {
        let many = super::phrase::plural(words, &what);
        let mut draft = Draft::default().fixed(if many { "are" } else { "is" });
        draft.bits.extend(known(words, what.start..words.clause_end(what.end + 1)));
        return Some(Candidate::new(QuestionKind::Disputed, 1.7, draft.fixed("justified")));
    }
    let person = words.word(noun).ends_with("er") || words.word(noun).ends_with("or");
    let cut = words.tag(what.end) == Tag::Hyphen || words.word(what.end).starts_with('-');
    let deed =
        !cut && matches!(words.tag(noun), Tag::NN | Tag::NNS) && what.len() > 1 && !indefinite(words, &what) && !person;
    let verb = if super::phrase::plural(words, &what) { "are" } else { "is" };
    deed.then(|| {
        Candidate::new(QuestionKind::Disputed, 1.8, Draft::default().fixed(verb).words(what).fixed("justified"))
    })
}

/// "are awaiting the verdict of the jury": "What will the verdict of the jury be?"
fn awaits(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let what = phrase(words, i + 1);
    let noun = head(words, &what)?;
    let after = if desk.has(noun, CueSet::FINDING) { "show" } else { "be" };
    let mut draft = Draft::default().fixed("what will");
    draft.bits.extend(known(words, what));
    desk.has(noun, CueSet::VERDICT.or(CueSet::FINDING))
        .then(|| Candidate::new(QuestionKind::Pending, 2.3, draft.fixed(after)))
}

/// "is on trial for fraud": "Will he be convicted of fraud?"
fn on_trial(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let who = desk.subject_left(i)?;
    let draft = Draft::default().fixed("will").words(who).fixed("be convicted");
    let draft = if words.is(i + 1, &["for"]) { draft.fixed("of").words(phrase(words, i + 2)) } else { draft };
    Some(Candidate::new(QuestionKind::Pending, 2.2, draft))
}

/// "is subject to regulatory approval", "needs the approval of shareholders"
fn approval(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let needs = (i.saturating_sub(6)..i)
        .find(|&it| words.is(it, &["subject", "needs", "requires", "awaiting", "pending", "need", "require"]))?;
    let what = desk.subject_left(needs + 1)?;
    let thing = head(words, &what).is_some_and(|it| !words.is_name(it));
    let draft = Draft { bits: vec![Bit::Fixed("will"), Bit::Words(what)] }.fixed("be approved");
    thing.then(|| Candidate::new(QuestionKind::Pending, 2.1, draft))
}

//! What is kept back: "did not disclose the price", "has not been decided", "declined to comment", "an unspecified sum".

use std::ops::Range;

use super::draft::{Bit, Desk, Draft};
use super::invert::{Clause, Tense, clause, invert};
use super::phrase::{head, phrase, plural, what_is, what_says, who_is};
use super::{Candidate, QuestionKind};
use crate::analyse::clause::{HAVE, NOT};
use crate::analyse::cue::CueSet;
use crate::segment::tag::Tag;

/// Verbs by which something is offered or settled; that it was not done leaves open whether it will be.
const GIVING: [&str; 20] = [
    "offer",
    "provide",
    "give",
    "announce",
    "set",
    "propose",
    "present",
    "commit",
    "offered",
    "provided",
    "given",
    "announced",
    "proposed",
    "presented",
    "committed",
    "make",
    "made",
    "gave",
    "release",
    "released",
];

/// Everything that the sentence keeps back.
pub(super) fn find(desk: &Desk<'_>, out: &mut Vec<Candidate>) {
    let words = &desk.words;
    for i in 0..words.len() {
        if words.is(i, &NOT) {
            out.extend(denied(desk, i));
        } else if words.is(i, &["no"]) && words.tag(i) == Tag::DT {
            out.extend(none(desk, i));
        } else if desk.cue(i).has(CueSet::DECLINE) && words.is_verb(i) {
            out.extend(declined(desk, i));
        } else if desk.cue(i).has(CueSet::UNKNOWN) {
            out.extend(unknown(desk, i));
        }
    }
}

/// The clause whose verb group holds token `i`.
fn clause_at(desk: &Desk<'_>, i: usize) -> Option<Clause> {
    let words = &desk.words;
    let finite = (i.saturating_sub(3)..=i)
        .find(|&it| words.is_finite(it) && words.group(it).main >= i || it == i && words.is_finite(it))?;
    clause(words, finite)
}

/// "did not reveal the location", "has not yet been discussed"
fn denied(desk: &Desk<'_>, not: usize) -> Option<Candidate> {
    let words = &desk.words;
    if let Some(it) = not_possible(desk, not) {
        return Some(it);
    }
    let clause = clause_at(desk, not)?;
    let (finite, main) = (clause.group.finite, clause.group.main);
    let cue = desk.cue(main);
    let yet = (finite..clause.end).any(|it| words.is(it, &["yet"]))
        || words.reads(clause.end.saturating_sub(2), &["so", "far"]);
    let perfect = words.is(finite, &HAVE) && !words.is(finite, &["had", "'d", "’d"]);
    let passive = words.tag(main) != Tag::VB
        && (finite..main).any(|it| words.is(it, &["been", "be", "is", "are", "was", "were"]));
    if passive && words.is(finite, &["could", "can"]) {
        return checked(desk, main, clause.subject);
    }
    if passive {
        let quality = head(words, &clause.subject).is_some_and(|it| desk.cue(it).has(CueSet::QUALITY));
        let settled = cue.has(CueSet::TELL.or(CueSet::DECIDE).or(CueSet::WONDER).or(CueSet::EXAMINE));
        if quality && settled {
            return Some(Candidate::new(QuestionKind::Unknown, 3.0, what_is(desk, clause.subject)?));
        }
        if !(perfect || yet) {
            return None;
        }
        let draft = invert(desk, &clause, Tense::Will, &[Bit::Fixed("when")], 0..0)?;
        return Some(Candidate::new(QuestionKind::Undecided, if settled { 2.8 } else { 2.2 }, draft));
    }
    let object = phrase(words, main + 1);
    if let Some(it) = told(desk, &clause, main, object.clone()) {
        return Some(it);
    }
    if words.reads(main + 1, &["to", "a", "request"])
        || words.reads(main + 1, &["to", "requests"])
        || words.reads(main + 1, &["to", "several", "requests"])
    {
        return comment(desk, clause.subject, main + 2);
    }
    let any = words.is(object.start, &["any", "a", "an"]) || plural(words, &object);
    if words.is(main, &GIVING) && any && !object.is_empty() {
        return Some(Candidate::new(QuestionKind::Unaddressed, 2.8, invert(desk, &clause, Tense::Will, &[], 0..0)?));
    }
    let future = cue.has(CueSet::DECIDE) && words.tag(finite) != Tag::MD;
    if future || perfect && yet {
        return Some(Candidate::new(QuestionKind::Undecided, 2.7, invert(desk, &clause, Tense::Will, &[], 0..0)?));
    }
    None
}

/// What was not told by the verb `main`, whose object is `object`.
fn told(desk: &Desk<'_>, clause: &Clause, main: usize, object: Range<usize>) -> Option<Candidate> {
    let words = &desk.words;
    let cue = desk.cue(main);
    if object.is_empty() || !cue.has(CueSet::TELL) {
        return None;
    }
    let of = head(words, &object)?;
    let kind = QuestionKind::DeclinedToSay;
    if words.is(of, &["comment", "comments"]) {
        return comment(desk, clause.subject.clone(), object.start);
    }
    if words.is(main, &["name", "identify", "named", "identified", "naming", "identifying"]) {
        return Some(Candidate::new(kind, 3.0, who_is(desk, object)?));
    }
    if desk.cue(of).has(CueSet::QUALITY) && !words.is(main, &["confirm", "verify"]) {
        return Some(Candidate::new(kind, 3.0, what_is(desk, object)?));
    }
    let confirm = words.is(
        main,
        &[
            "confirm",
            "verify",
            "acknowledge",
            "explain",
            "address",
            "disclose",
            "reveal",
            "specify",
            "release",
            "publish",
        ],
    );
    confirm.then(|| {
        let draft = Draft::default().fixed("will").words(clause.subject.clone()).base(main).words(main + 1..clause.end);
        Candidate::new(kind, 2.5, draft)
    })
}

/// "it was not possible to verify the claim"
fn not_possible(desk: &Desk<'_>, not: usize) -> Option<Candidate> {
    let words = &desk.words;
    let able = (not + 1..not + 4).find(|&it| words.is(it, &["possible", "able", "immediately"]))?;
    let verb = (able + 1..able + 5).find(|&it| words.is(it, &["verify", "confirm", "verified", "confirmed"]))?;
    checked(desk, verb, phrase(words, verb + 1))
}

/// "could not be verified"
fn checked(desk: &Desk<'_>, verb: usize, what: Range<usize>) -> Option<Candidate> {
    let words = &desk.words;
    if !words
        .is(verb, &["verify", "confirm", "verified", "confirmed", "corroborated", "authenticated", "substantiated"])
    {
        return None;
    }
    let said = words.is(
        head(words, &what)?,
        &[
            "claim",
            "claims",
            "report",
            "reports",
            "allegation",
            "allegations",
            "account",
            "accounts",
            "statement",
            "statements",
            "accusation",
            "accusations",
            "assertion",
            "rumours",
            "rumors",
        ],
    );
    let verb = if plural(words, &what) { "are" } else { "is" };
    let ours = what.len() > 1 || words.tag(what.start) == Tag::NNS;
    (said && ours)
        .then(|| Candidate::new(QuestionKind::Disputed, 3.0, Draft::default().fixed(verb).words(what).fixed("true")))
}

/// "no comment from Acme", "no date has been set", "made no changes"
fn none(desk: &Desk<'_>, no: usize) -> Option<Candidate> {
    let words = &desk.words;
    let what = phrase(words, no);
    let noun = head(words, &what)?;
    if words.is(noun, &["comment", "response", "reply"]) {
        let from = (noun + 1..noun + 4).find(|&it| words.is(it, &["from", "by"]))?;
        return comment(desk, phrase(words, from + 1), from + 1);
    }
    if words.is(
        noun,
        &["evidence", "indication", "sign", "signs", "proof", "longer", "doubt", "one", "way", "need", "reason"],
    ) {
        return None;
    }
    // "no date has been set"
    if let Some(finite) = (what.end..what.end + 2)
        .find(|&it| words.is_finite(it) && words.is(it, &["has", "have", "was", "were", "is", "are"]))
    {
        let group = words.group(finite);
        if group.main == finite || words.tag(noun) == Tag::NNS && words.is(finite, &["were", "was"]) {
            return None;
        }
        let article = match (words.tag(noun), words.word(no + 1).starts_with(['a', 'e', 'i', 'o', 'u'])) {
            (Tag::NNS, _) => None,
            (_, true) => Some(Bit::Fixed("an")),
            _ => Some(Bit::Fixed("a")),
        };
        let settled = desk.cue(group.main).has(CueSet::DECIDE.or(CueSet::TELL))
            || words.is(group.main, &["made", "taken", "found", "given", "reached"]);
        let mut draft = Draft::default().fixed("when will");
        draft.bits.extend(article);
        let draft = draft.words(no + 1..what.end).fixed("be").words(group.main..words.clause_end(group.main));
        return settled.then(|| Candidate::new(QuestionKind::Undecided, 2.8, draft));
    }
    // "have made no changes to the law"
    let verb = no.checked_sub(1).filter(|&it| words.is_verb(it) && words.is(it, &GIVING))?;
    let clause = clause_at(desk, verb)?;
    if desk.cue(noun).has(CueSet::QUALITY) {
        return Some(Candidate::new(QuestionKind::Unaddressed, 2.6, what_is(desk, what)?));
    }
    Some(Candidate::new(QuestionKind::Unaddressed, 2.2, invert(desk, &clause, Tense::Will, &[], 0..0)?))
}

/// "declined to comment", "refused to name the buyer", "is withholding the names"
fn declined(desk: &Desk<'_>, verb: usize) -> Option<Candidate> {
    let words = &desk.words;
    let kind = QuestionKind::DeclinedToSay;
    if words.is(verb, &["withhold", "withholds", "withheld", "withholding"]) {
        return Some(Candidate::new(kind, 2.8, what_is(desk, phrase(words, verb + 1))?));
    }
    let to = (verb + 1..verb + 4).find(|&it| words.is(it, &["to"]))?;
    let main = (to + 1..to + 3).find(|&it| words.is_verb(it) || words.is_noun(it))?;
    let clause = clause_at(desk, verb)?;
    if words.is(main, &["comment", "discuss", "elaborate", "speak", "talk", "respond", "answer"]) {
        return comment(desk, clause.subject, main);
    }
    if let Some(it) = told(desk, &clause, main, phrase(words, main + 1)) {
        return Some(it);
    }
    let says = words.is(main, &["say", "state", "answer", "specify", "tell"]);
    let why = (!says).then(|| invert(desk, &clause, Tense::Own, &[Bit::Fixed("why")], 0..0))??;
    Some(Candidate::new(QuestionKind::Unaddressed, 1.6, why))
}

/// "Acme declined to comment on the report"
fn comment(desk: &Desk<'_>, who: Range<usize>, after: usize) -> Option<Candidate> {
    let words = &desk.words;
    let on = (after..after + 5).find(|&it| words.is(it, &["on", "about", "regarding", "discuss"]));
    let about = on.map(|it| phrase(words, it + 1)).filter(|it| {
        !words.is(it.start, &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
    });
    Some(Candidate::new(QuestionKind::DeclinedToSay, 2.5, what_says(desk, who, about)?))
}

/// "the motive is unclear", "an undisclosed sum"
fn unknown(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let kind = QuestionKind::Unknown;
    let linking = (i.saturating_sub(3)..i)
        .rev()
        .find(|&it| words.is(it, &["is", "are", "was", "were", "remain", "remains", "remained", "been"]));
    let noun_after = words.base_phrase(i) > i + 1;
    if let Some(finite) = linking.filter(|_| !noun_after) {
        let clause = clause_at(desk, finite)?;
        let of = head(words, &clause.subject)?;
        if desk.cue(of).has(CueSet::QUALITY) {
            return Some(Candidate::new(kind, 3.0, what_is(desk, clause.subject)?));
        }
        let unsettled = words.is(i, &["unresolved", "undecided", "unsettled"]);
        let draft = Draft::default().fixed("how will").words(clause.subject).fixed("be resolved");
        return unsettled.then(|| Candidate::new(QuestionKind::Undecided, 2.4, draft));
    }
    if !words.is(i, &["unspecified", "undisclosed", "unknown", "undetermined"]) || !noun_after {
        return None;
    }
    let start = if matches!(words.tag(i.wrapping_sub(1)), Tag::DT) { i - 1 } else { i };
    let gap = start..words.base_phrase(start);
    let verb = start.checked_sub(1).filter(|&it| words.is_verb(it))?;
    let finite = (verb.saturating_sub(25)..=verb)
        .rev()
        .find(|&it| words.is_finite(it) && (it == verb || words.tag(it) == Tag::MD))?;
    let clause = clause(words, finite)?;
    let lead = [Bit::Fixed("what"), Bit::Words(i + 1..gap.end)];
    if words.tag(verb) == Tag::VB && words.tag(finite) == Tag::MD {
        let draft = Draft { bits: lead.to_vec() }.words(finite..finite + 1).words(clause.subject).words(verb..verb + 1);
        return Some(Candidate::new(kind, 2.4, draft.words(gap.end..words.clause_end(verb))));
    }
    Some(Candidate::new(kind, 2.4, invert(desk, &clause, Tense::Own, &lead, gap)?))
}

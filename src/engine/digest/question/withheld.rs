//! What is kept back: "did not disclose the price", "has not been decided", "declined to comment".

use std::ops::Range;

use super::draft::{Bit, Desk, Draft};
use super::invert::{Clause, Tense, clause, invert};
use super::phrase::{head, indefinite, phrase, plural, what_is, what_says, who_is, will_there_be};
use super::{Candidate, QuestionKind};
use crate::analyse::clause::HAVE;
use crate::analyse::cue::CueSet;
use crate::segment::tag::Tag;

/// Verbs by which something is given; that it was not leaves open whether it will be.
const GIVING: [&str; 12] =
    ["offer", "provide", "give", "given", "gave", "announce", "set", "propose", "make", "made", "release", "schedule"];

/// Everything that the sentence keeps back.
pub(super) fn find(desk: &Desk<'_>, out: &mut Vec<Candidate>) {
    let words = &desk.words;
    for i in 0..words.len() {
        let cue = desk.cue(i);
        if cue.has(CueSet::NOT) {
            out.extend(denied(desk, i));
        } else if cue.has(CueSet::NO) && words.is(i, &["no"]) {
            out.extend(none(desk, i));
        } else if cue.has(CueSet::NO) && words.is(i + 1, &["about"]) {
            out.extend(nothing(desk, i));
        } else if cue.has(CueSet::DECLINE) && words.is_verb(i) {
            out.extend(declined(desk, i));
        }
    }
}

/// The clause whose verb group holds token `i`.
fn clause_at(desk: &Desk<'_>, i: usize) -> Option<Clause> {
    let words = &desk.words;
    let holds = |it: usize| words.is_finite(it) && (it == i || words.group(it).main >= i);
    clause(words, (i.saturating_sub(3)..=i).find(|&it| holds(it))?)
}

/// "did not reveal the location", "has not yet been discussed"
fn denied(desk: &Desk<'_>, not: usize) -> Option<Candidate> {
    let words = &desk.words;
    let clause = clause_at(desk, not)?;
    let (finite, main) = (clause.group.finite, clause.group.main);
    let has = |kind: CueSet| desk.has(main, kind);
    let yet = (finite..clause.end).any(|it| words.is(it, &["yet"]))
        || words.reads(clause.end.saturating_sub(2), &["so", "far"]);
    let perfect = words.is(finite, &HAVE) && !words.is(finite, &["had", "'d", "’d"]);
    let passive = words.tag(main) != Tag::VB
        && (finite..main).any(|it| words.is(it, &["been", "be", "is", "are", "was", "were"]));
    let checked = words.is(main, &["confirmed", "verified", "corroborated"]);
    if passive && !checked && !has(CueSet::VERIFY) {
        let quality = head(words, &clause.subject).is_some_and(|it| desk.has(it, CueSet::QUALITY));
        let settled = has(CueSet::TELL.or(CueSet::DECIDE).or(CueSet::WONDER).or(CueSet::EXAMINE).or(CueSet::CLEAR));
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
    if words.is(main, &["comment", "elaborate", "discuss"]) {
        return comment(desk, clause.subject, main);
    }
    let request = (main + 1..main + 9).find(|&it| {
        words.is(
            it,
            &[
                "request",
                "requests",
                "question",
                "questions",
                "inquiry",
                "inquiries",
                "enquiries",
                "email",
                "emails",
                "message",
                "messages",
                "call",
                "calls",
                "query",
                "queries",
            ],
        )
    });
    let asked =
        words.is(main, &["respond", "reply", "responded", "replied", "return", "returned", "answer", "answered"]);
    if let Some(request) = request.filter(|_| asked) {
        return comment(desk, clause.subject, request);
    }
    // "did not rule out a sale"
    if words.is(main, &["rule", "ruled", "exclude", "excluded"]) {
        let what = if words.is(main + 1, &["out"]) { phrase(words, main + 2) } else { object };
        return Some(Candidate::new(QuestionKind::Undecided, 2.4, will_there_be(desk, what)?));
    }
    let any = indefinite(words, &object) || plural(words, &object);
    if words.is(main, &GIVING) && any && !object.is_empty() {
        return Some(Candidate::new(QuestionKind::Unaddressed, 2.8, invert(desk, &clause, Tense::Will, &[], 0..0)?));
    }
    let ahead = has(CueSet::DECIDE) && !words.is_modal(finite);
    let draft = || invert(desk, &clause, Tense::Will, &[], 0..0);
    (ahead || perfect && yet).then(|| Some(Candidate::new(QuestionKind::Undecided, 2.7, draft()?)))?
}

/// What was not told by the verb `main`, whose object is `object`.
fn told(desk: &Desk<'_>, clause: &Clause, main: usize, object: Range<usize>) -> Option<Candidate> {
    let words = &desk.words;
    if object.is_empty() || !desk.has(main, CueSet::TELL) {
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
    let confirm = words.is(main, &["confirm", "confirmed"]);
    if desk.has(of, CueSet::QUALITY.or(CueSet::FINDING)) && !confirm {
        return Some(Candidate::new(kind, 3.0, what_is(desk, object)?));
    }
    let known = !indefinite(words, &object);
    let clear = confirm
        || words.is(
            main,
            &[
                "explain",
                "explained",
                "address",
                "disclose",
                "disclosed",
                "reveal",
                "revealed",
                "specify",
                "specified",
                "release",
                "released",
                "publish",
                "published",
            ],
        );
    (clear && known).then(|| {
        let draft = Draft::default().fixed("will").words(clause.subject.clone()).base(main).words(main + 1..clause.end);
        Candidate::new(kind, 2.5, draft)
    })
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
    if words.is(noun, &["evidence", "indication", "sign", "proof", "longer", "doubt", "one", "way", "need", "reason"]) {
        return None;
    }
    // "no date has been set"
    if let Some(finite) = (what.end..what.end + 2).find(|&it| {
        words.is_finite(it)
            && !matches!(words.tag(it - 1), Tag::WP | Tag::WDT)
            && words.is(it, &["has", "have", "was", "is"])
    }) {
        let group = words.group(finite);
        let article = match (words.tag(noun), words.word(no + 1).starts_with(['a', 'e', 'i', 'o', 'u'])) {
            (Tag::NNS, _) => None,
            (_, true) => Some(Bit::Fixed("an")),
            _ => Some(Bit::Fixed("a")),
        };
        let settled = desk.has(group.main, CueSet::DECIDE.or(CueSet::TELL))
            || words.is(group.main, &["made", "taken", "found", "given", "reached", "held"]);
        let mut draft = Draft::default().fixed("when will");
        draft.bits.extend(article);
        let draft = draft.words(no + 1..what.end).fixed("be").words(group.main..words.clause_end(group.main));
        return (settled && group.main != finite).then(|| Candidate::new(QuestionKind::Undecided, 2.8, draft));
    }
    // "have made no changes to the law"
    let verb = no.checked_sub(1).filter(|&it| words.is_verb(it) && words.is(it, &GIVING))?;
    if desk.has(noun, CueSet::QUALITY) {
        return Some(Candidate::new(QuestionKind::Unaddressed, 2.6, what_is(desk, what)?));
    }
    let draft = invert(desk, &clause_at(desk, verb)?, Tense::Will, &[], 0..0)?;
    Some(Candidate::new(QuestionKind::Unaddressed, 2.2, draft))
}

/// "said nothing about supporting the dollar"
fn nothing(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let verb = i + 2;
    let who = desk.subject_left(i)?;
    let kind = QuestionKind::Unaddressed;
    if words.tag(verb) == Tag::VBG {
        let draft = Draft::default().fixed("will").words(who).base(verb).words(verb + 1..words.clause_end(verb));
        return Some(Candidate::new(kind, 2.6, draft));
    }
    Some(Candidate::new(kind, 2.4, what_says(desk, who, Some(phrase(words, verb)).filter(|it| !it.is_empty()))?))
}

/// "declined to comment", "refused to name the buyer", "is withholding the names"
fn declined(desk: &Desk<'_>, verb: usize) -> Option<Candidate> {
    let words = &desk.words;
    let kind = QuestionKind::DeclinedToSay;
    if words.is(verb, &["withhold", "withholds", "withheld", "withholding"]) {
        let what = phrase(words, verb + 1);
        let asked = head(words, &what).is_some_and(|it| desk.has(it, CueSet::QUALITY.or(CueSet::FINDING)));
        return asked.then(|| Some(Candidate::new(kind, 2.8, what_is(desk, what)?)))?;
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
    if desk.has(main, CueSet::TELL) && !words.is(main, &["give", "provide", "offer", "release", "publish"]) {
        return None;
    }
    // What is refused now may still be done; what was refused then was.
    if words.is(verb, &["refuses", "refusing", "refuse"]) {
        return Some(Candidate::new(
            QuestionKind::Undecided,
            2.1,
            super::invert::will(words, clause.subject, main, &[])?,
        ));
    }
    let why = invert(desk, &clause, Tense::Own, &[Bit::Fixed("why")], 0..0)?;
    Some(Candidate::new(QuestionKind::Unaddressed, 1.6, why))
}

/// "Acme declined to comment on the report"
fn comment(desk: &Desk<'_>, who: Range<usize>, after: usize) -> Option<Candidate> {
    let words = &desk.words;
    let on = (after..after + 5).find(|&it| words.is(it, &["on", "about", "regarding", "discuss"]));
    let about = on.map(|it| phrase(words, it + 1)).filter(|it| !it.is_empty() && !words.is_time(it.start));
    Some(Candidate::new(QuestionKind::DeclinedToSay, 2.5, what_says(desk, who, about)?))
}

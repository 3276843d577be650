//! What nobody knows: "the motive is unclear", "could not be verified", "no evidence that the fire was set".

use std::ops::Range;

use super::contested::that;
use super::draft::{Bit, Desk, Draft};
use super::invert::{Tense, clause, invert};
use super::phrase::{head, phrase, plural, what_is};
use super::{Candidate, QuestionKind};
use crate::analyse::cue::CueSet;
use crate::segment::tag::Tag;

/// Everything in the sentence that is not known.
pub(super) fn find(desk: &Desk<'_>, out: &mut Vec<Candidate>) {
    let words = &desk.words;
    for i in 0..words.len() {
        let cue = desk.cue(i);
        if cue.has(CueSet::UNKNOWN) {
            out.extend(unknown(desk, i));
        }
        if cue.has(CueSet::VERIFY) && desk.withheld(i) {
            out.extend(unverified(desk, i));
        }
        let doubted = words.is(
            i,
            &[
                "evidence",
                "indication",
                "indications",
                "sign",
                "signs",
                "proof",
                "assurance",
                "assurances",
                "guarantee",
            ],
        ) || cue.has(CueSet::CLEAR) && !words.is_noun(i);
        if doubted && desk.withheld(i) {
            out.extend(that(desk, i).map(|it| Candidate::new(QuestionKind::Unknown, 2.4, it)));
        }
    }
}

/// "it was not possible to verify the claim", "could not be verified"
fn unverified(desk: &Desk<'_>, verb: usize) -> Option<Candidate> {
    let words = &desk.words;
    let passive = (verb.saturating_sub(4)..verb).any(|it| words.is(it, &["be", "been"]));
    let what = if passive { desk.subject_left(verb)? } else { phrase(words, verb + 1) };
    // "did not confirm the offer" is for others to ask about.
    let able = (verb.saturating_sub(7)..verb).any(|it| words.is(it, &["could", "can", "possible", "able", "unable"]));
    let of = head(words, &what)?;
    let state = if desk.has(of, CueSet::CHARGE) {
        "true"
    } else if desk.has(of, CueSet::MEASURED) || words.tag(of) == Tag::CD {
        "correct"
    } else if words.is(
        of,
        &[
            "video",
            "videos",
            "image",
            "images",
            "footage",
            "photo",
            "photos",
            "document",
            "documents",
            "letter",
            "recording",
        ],
    ) {
        "genuine"
    } else {
        return None;
    };
    let be = if plural(words, &what) { "are" } else { "is" };
    let told = what.len() > 1 || words.tag(what.start) == Tag::NNS;
    (able && told)
        .then(|| Candidate::new(QuestionKind::Disputed, 2.8, Draft::default().fixed(be).words(what).fixed(state)))
}

/// "the motive is unclear", "an undisclosed sum"
fn unknown(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let kind = QuestionKind::Unknown;
    let linking = (i.saturating_sub(3)..i)
        .rev()
        .find(|&it| words.is(it, &["is", "are", "was", "were", "remain", "remains", "remained"]));
    let noun_after = words.base_phrase(i) > i + 1;
    if let Some(finite) = linking.filter(|_| !noun_after) {
        let subject = words.subject(finite)?;
        let of = head(words, &subject)?;
        if desk.has(of, CueSet::QUALITY) {
            return Some(Candidate::new(kind, 3.0, what_is(desk, subject)?));
        }
        let unsettled = words.is(i, &["unresolved", "undecided", "unsettled"]);
        let draft = Draft::default().fixed("how will").words(subject).fixed("be resolved");
        return unsettled.then(|| Candidate::new(QuestionKind::Undecided, 2.4, draft));
    }
    let withheld = words.is(i, &["unspecified", "undisclosed", "unknown", "undetermined"]);
    (withheld && noun_after).then(|| unspecified(desk, i)).flatten().map(|it| Candidate::new(kind, 2.4, it))
}

/// "returns an unspecified amount": "What amount will it return?"
fn unspecified(desk: &Desk<'_>, i: usize) -> Option<Draft> {
    let words = &desk.words;
    let start = if matches!(words.tag(i.wrapping_sub(1)), Tag::DT) { i - 1 } else { i };
    let gap: Range<usize> = start..words.base_phrase(start);
    let verb = start.checked_sub(1).filter(|&it| words.is_verb(it))?;
    let finite = (verb.saturating_sub(25)..=verb)
        .rev()
        .find(|&it| words.is_finite(it) && (it == verb || words.tag(it) == Tag::MD))?;
    let clause = clause(words, finite)?;
    let lead = [Bit::Fixed("what"), Bit::Words(i + 1..gap.end)];
    if words.tag(verb) == Tag::VB && words.tag(finite) == Tag::MD {
        let draft = Draft { bits: lead.to_vec() }.words(finite..finite + 1).words(clause.subject).words(verb..verb + 1);
        return Some(draft.words(gap.end..words.clause_end(verb)));
    }
    invert(desk, &clause, Tense::Own, &lead, gap)
}

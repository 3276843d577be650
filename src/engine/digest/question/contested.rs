//! What one side says and another may deny: "accused it of hiding losses", "denies the allegations", "no evidence that …".

use super::draft::{Desk, Draft};
use super::invert::{Tense, clause, did, invert};
use super::phrase::{head, phrase};
use super::{Candidate, QuestionKind};
use crate::analyse::clause::BE;
use crate::analyse::cue::CueSet;
use crate::segment::tag::Tag;

/// Nouns for what is said against someone.
const CHARGES: [&str; 12] = [
    "allegation",
    "allegations",
    "accusation",
    "accusations",
    "claim",
    "claims",
    "charges",
    "report",
    "reports",
    "rumours",
    "rumors",
    "suggestion",
];

/// Everything in the sentence that may be denied.
pub(super) fn find(desk: &Desk<'_>, out: &mut Vec<Candidate>) {
    let words = &desk.words;
    for i in 0..words.len() {
        let cue = desk.cue(i);
        let kind = QuestionKind::Disputed;
        if words
            .is(i, &["accused", "accuse", "accuses", "accusing", "suspected", "accusation", "accusations", "blamed"])
        {
            out.extend(accused(desk, i));
        }
        if cue.has(CueSet::DENY) && words.is_verb(i) {
            out.extend(denied(desk, i));
        }
        if words.is(i, &["responsibility"]) && words.is(i + 1, &["for"]) {
            let draft = desk.subject_left(i).and_then(|it| did(words, it, i + 2));
            out.extend(draft.map(|it| Candidate::new(kind, 2.2, it)));
        }
        let doubted =
            words.is(i, &["evidence", "indication", "sign", "signs", "proof", "suggestion"]) && desk.withheld(i);
        let feared = words.is_noun(i) && cue.has(CueSet::FEAR)
            || words.is(
                i,
                &[
                    "concern",
                    "concerns",
                    "allegations",
                    "allegation",
                    "claims",
                    "claim",
                    "accusations",
                    "speculation",
                    "rumours",
                    "suspicion",
                ],
            );
        let alleges = cue.has(CueSet::ALLEGE)
            && words.is_verb(i)
            && !words.is(i, &["believe", "believes", "think", "thinks", "believed", "thought"]);
        if doubted || feared || alleges {
            let weight = if doubted {
                2.4
            } else if feared {
                1.9
            } else {
                1.6
            };
            let kind = if doubted { QuestionKind::Unknown } else { kind };
            out.extend(that(desk, i).map(|it| Candidate::new(kind, weight, it)));
        }
    }
}

/// "no evidence that the fire was set": "Was the fire set?"
fn that(desk: &Desk<'_>, i: usize) -> Option<Draft> {
    let words = &desk.words;
    let opens = (i + 1..i + 4).find(|&it| words.is(it, &["that"]))?;
    let finite = words.next_finite(opens + 1, words.len())?;
    let clause = clause(words, finite)?;
    let near = clause.subject.start == opens + 1;
    let tense = if words.is(finite, &["may", "might"]) { Tense::Will } else { Tense::Own };
    near.then(|| invert(desk, &clause, tense, &[], 0..0))?
}

/// "accused the firm of hiding losses", "is accused of hiding losses"
fn accused(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let whom = phrase(words, i + 1);
    let of =
        (i + 1..(whom.end + 3).max(i + 6)).find(|&it| words.is(it, &["of", "for"]) && words.tag(it + 1) == Tag::VBG)?;
    // "was accused by critics of", "is accused Wednesday of"
    let passive = of == i + 1
        || words.is(i + 1, &["by"])
        || words.is_time(i + 1)
        || (i.saturating_sub(3)..i).any(|it| words.is(it, &BE));
    let who = if passive { desk.subject_left(i + 1)? } else { i + 1..of };
    Some(Candidate::new(QuestionKind::Disputed, 2.2, did(words, who, of + 1)?))
}

/// "denied the allegations", "denies hiding losses", "denied that …"
fn denied(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let kind = QuestionKind::Disputed;
    if let Some(draft) = that(desk, i) {
        return Some(Candidate::new(kind, 2.2, draft));
    }
    if words.tag(i + 1) == Tag::VBG {
        return Some(Candidate::new(kind, 2.2, did(words, desk.subject_left(i + 1)?, i + 1)?));
    }
    let what = phrase(words, i + 1);
    let noun = head(words, &what)?;
    let verb = if words.tag(noun) == Tag::NNS { "are" } else { "is" };
    let charge = words.is(noun, &CHARGES)
        && words.is(
            i,
            &["denied", "denies", "deny", "denying", "disputed", "disputes", "rejected", "rejects", "dismissed"],
        );
    charge.then(|| Candidate::new(kind, 2.0, Draft::default().fixed(verb).words(what).fixed("true")))
}

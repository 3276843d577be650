//! What somebody means to do, by a noun or with another's help: "has plans to sell", "its goal is to grow", "expects the deal to hold".

use super::draft::{Bit, Desk, Draft};
use super::invert::will;
use super::phrase::phrase;
use super::wanted::actor;
use super::{Candidate, QuestionKind, pronoun};
use crate::analyse::clause::{BE, HAVE};
use crate::segment::tag::Tag;

/// Nouns for what is meant to be done, followed by an infinitive: "has plans to sell".
const MEANT: [&str; 20] = [
    "plan",
    "plans",
    "intention",
    "promise",
    "pledge",
    "vow",
    "threat",
    "threats",
    "commitment",
    "offer",
    "ambition",
    "ambitions",
    "desire",
    "resolve",
    "willingness",
    "readiness",
    "determination",
    "need",
    "chance",
    "opportunity",
];
/// Nouns that are followed by "is to".
const GOALS: [&str; 14] = [
    "aim",
    "goal",
    "plan",
    "task",
    "challenge",
    "priority",
    "ambition",
    "hope",
    "intention",
    "target",
    "objective",
    "mission",
    "duty",
    "job",
];
/// Verbs whose object is to do something, in whatever tense.
const HOPING: [&str; 10] =
    ["expect", "expects", "expected", "expecting", "want", "wants", "wanted", "wanting", "needs", "invited"];
/// The same, of which a past tense tells what has happened already.
const MAKING: [&str; 14] = [
    "allow",
    "allows",
    "allowing",
    "enable",
    "enables",
    "enabling",
    "force",
    "forces",
    "forcing",
    "require",
    "requires",
    "requiring",
    "encourage",
    "encouraging",
];

/// Everything in the sentence that is meant to be done.
pub(super) fn find(desk: &Desk<'_>, out: &mut Vec<Candidate>) {
    let words = &desk.words;
    for to in (1..words.len()).filter(|&it| words.is(it, &["to"]) && words.tag(it + 1) == Tag::VB) {
        out.extend(meant(desk, to));
        out.extend(goal(desk, to));
        out.extend(bound(desk, to));
        out.extend(expected(desk, to));
    }
}

/// "has plans to sell", "his promise to resign"
fn meant(desk: &Desk<'_>, to: usize) -> Option<Candidate> {
    let words = &desk.words;
    let noun = to - 1;
    if !words.is(noun, &MEANT) || !words.is_noun(noun) {
        return None;
    }
    let start = (noun.saturating_sub(5)..=noun).find(|&it| words.base_phrase(it) == noun + 1)?;
    let verb = start.checked_sub(1);
    let had = verb.filter(|&it| words.is(it, &HAVE) && words.is_verb(it) && !words.is(start, &["no"]));
    let owner = match had {
        Some(verb) => Bit::Words(desk.subject_left(verb + 1)?),
        None if words.is(noun, &["need", "chance", "opportunity"]) => return None,
        None => owner(desk, start, noun)?,
    };
    asked(desk, owner, to + 1, 1.2)
}

/// "its goal is to cut waste", "Acme's plan is to sell"
fn goal(desk: &Desk<'_>, to: usize) -> Option<Candidate> {
    let words = &desk.words;
    let noun = to.checked_sub(2)?;
    let goal = words.is(noun, &GOALS) && words.is(to - 1, &["is", "was", "remains"]);
    let start = (noun.saturating_sub(5)..=noun).find(|&it| words.base_phrase(it) == noun + 1)?;
    asked(desk, owner(desk, start, noun).filter(|_| goal)?, to + 1, 1.2)
}

/// "is to raise the price"
fn bound(desk: &Desk<'_>, to: usize) -> Option<Candidate> {
    let words = &desk.words;
    if !words.is(to - 1, &["is", "are"]) {
        return None;
    }
    let subject = words.subject(to - 1)?;
    let head = words.head_noun(subject.clone())?;
    let plain = !words.is(head, &GOALS)
        && !words.is(
            head,
            &[
                "idea",
                "way",
                "point",
                "purpose",
                "step",
                "key",
                "question",
                "option",
                "solution",
                "strategy",
                "role",
                "answer",
                "thing",
                "alternative",
            ],
        );
    let blame = words.is(to + 1, &["blame", "come", "be"]) && !words.is_verb(to + 2);
    asked(
        desk,
        Bit::Words(subject.clone())
            .filter_if(plain && !blame && (actor(desk, &subject) || words.is(to + 2, &["ahead"])))?,
        to + 1,
        1.5,
    )
}

/// "expects the deal to hold", "forcing the firm to close"
fn expected(desk: &Desk<'_>, to: usize) -> Option<Candidate> {
    let words = &desk.words;
    let verb = (to.saturating_sub(8)..to - 1).rev().find(|&it| words.is_verb(it))?;
    let hoping = words.is(verb, &HOPING);
    let making = words.is(verb, &MAKING) && !matches!(words.tag(verb), Tag::VBD | Tag::VBN);
    let whom = phrase(words, verb + 1);
    let denied = (verb.saturating_sub(3)..verb).any(|it| words.is(it, &["not", "n't", "n’t", "never"]));
    // "the man expected to win" is he who will win.
    let participle = words.tag(verb) == Tag::VBN && !(verb > 0 && words.is(verb - 1, &HAVE));
    if !(hoping || making) || denied || participle || whom.end != to || words.tag(whom.start) == Tag::PRP {
        return None;
    }
    // "the right to vote" is one phrase.
    let head = words.head_noun(whom.clone())?;
    let bound = words.is(head, &MEANT)
        || words.is(head, &["right", "power", "ability", "time", "money", "way", "option", "freedom", "room", "place"]);
    let fits = !bound && (hoping || actor(desk, &whom));
    asked(desk, Bit::Words(whom).filter_if(fits)?, to + 1, if hoping { 1.3 } else { 0.6 })
}

/// "Will `who` …?" of the bare verb at `verb`.
fn asked(desk: &Desk<'_>, who: Bit, verb: usize, weight: f32) -> Option<Candidate> {
    let words = &desk.words;
    let draft = match who {
        Bit::Words(range) => will(words, range, verb, &[])?,
        other => {
            let end = words.clause_end(words.group_of_infinitive(verb));
            Draft { bits: vec![Bit::Fixed("will"), other] }.words(verb..end)
        }
    };
    Some(Candidate::new(QuestionKind::Pending, weight, draft))
}

/// Whose the noun is: "Acme's", "its" by the name it stands for.
fn owner(desk: &Desk<'_>, start: usize, noun: usize) -> Option<Bit> {
    let words = &desk.words;
    if words.tag(start) == Tag::PRPS {
        return pronoun::name_of(desk, start).map(Bit::Named);
    }
    let possessive = (start..noun).find(|&it| words.tag(it) == Tag::POS)?;
    let who = start..possessive;
    (actor(desk, &who) && !words.is_time(possessive - 1)).then_some(Bit::Words(who))
}

impl Bit {
    fn filter_if(self, fits: bool) -> Option<Self> {
        fits.then_some(self)
    }
}

/// Whether a form of "be" stands before `i`.
pub(super) fn passive(desk: &Desk<'_>, i: usize) -> bool {
    (i.saturating_sub(3)..i).any(|it| desk.words.is(it, &BE))
}

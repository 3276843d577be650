//! What time will show: "is expected to rule", "may be extended", "urged the council to vote", "is under investigation".

use std::ops::Range;

use super::draft::{Bit, Desk, Draft};
use super::invert::{Clause, Tense, clause, gapped, invert, will};
use super::phrase::{head, indefinite, phrase, plural, what_contains, what_is, will_there_be};
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
        if cue.has(CueSet::URGE) || words.is(i, &["expects"]) {
            out.extend(urged(desk, i));
        }
        if cue.has(CueSet::INTEND) && words.is_verb(i) && words.is(i + 1, &["to"]) {
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
        if words.is(i, &["appears", "appear", "seems", "seem"]) {
            out.extend(apparent(desk, i));
        }
        if words.is(
            i,
            &[
                "balking",
                "balked",
                "balks",
                "reluctant",
                "hesitant",
                "unwilling",
                "hesitated",
                "refuses",
                "refusing",
                "resisting",
                "resisted",
            ],
        ) {
            out.extend(reluctant(desk, i));
        }
        if words.is(i, &["effort", "efforts", "bid", "drive", "attempt", "campaign"]) {
            out.extend(effort(desk, i));
        }
        if words.is(i, &["before"]) {
            out.extend(before(desk, i));
        }
        if words.is(i, &["defended", "defends", "defending"]) {
            out.extend(defended(desk, i));
        }
        if words.is(i, &["expected", "planned", "due", "proposed", "forthcoming"]) && i > 0 && words.is_noun(i - 1) {
            out.extend(coming_text(desk, i));
        }
        if words.is(i, &["hearing", "trial", "vote", "referendum", "election", "runoff", "ballot", "appeal", "retrial"])
        {
            out.extend(outcome(desk, i));
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
            return of_kind(desk, clause.subject, main, 0.9 + more);
        }
        return Some(Candidate::new(kind, 0.9 + more, invert(desk, &clause, Tense::Own, &[], 0..0)?));
    }
    let quoted = desk.quoted(modal);
    let (tense, weight) = match words.word(modal).to_lowercase().as_str() {
        "could" => (Tense::Own, 1.6),
        "may" | "might" => (Tense::Will, 1.8),
        "should" if !quoted => (Tense::Will, 1.2),
        _ => return None,
    };
    // "could have" speaks of what was.
    // "before he could find one" tells what was.
    let opener = clause.subject.start.checked_sub(1);
    let aside = opener.is_some_and(|it| words.is(it, &["before", "until", "when", "where", "how", "so", "because"]))
        || opener.is_some_and(|it| words.is(it, &["that"]) && words.is(it.wrapping_sub(1), &["so"]));
    if aside {
        return None;
    }
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
        // "pressing the boundaries to": not somebody.
        let body = words.is_name(whom.start)
            || head(words, &whom).is_some_and(|it| {
                words.is_name(it)
                    || matches!(words.tag(it), Tag::NNS) && !words.is(it, &["boundaries", "limits", "questions"])
            });
        if words.is(verb, &["press", "pressing", "pressed", "push", "pushed", "pushing", "order", "ordered"]) && !body {
            return None;
        }
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
    // "queries seeking to confirm", "the target it pledged to reach"
    let carried =
        words.is_finite(i) || (i.saturating_sub(4)..i).any(|it| words.is_finite(it) && words.group(it).main == i);
    if !carried || gapped(words, subject.start) {
        return None;
    }
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
    if words.is(
        i,
        &["study", "studies", "studying", "explore", "exploring", "assess", "assessing", "evaluating", "evaluate"],
    ) {
        return None;
    }
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

/// "appears to be helping": "Is it helping?"
fn apparent(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let clause = clause(words, i)?;
    let to = (i + 1..i + 3).find(|&it| words.is(it, &["to"]))?;
    let many = plural(words, &clause.subject);
    let (verb, from) = match (words.is(to + 1, &["be"]), many) {
        (true, true) => ("are", to + 2),
        (true, false) => ("is", to + 2),
        (false, true) => ("do", to + 1),
        (false, false) => ("does", to + 1),
    };
    let bare = words.tag(to + 1) == Tag::VB && !words.is(to + 1, &["have"]) && clause.group.negation.is_none();
    let draft = Draft::default().fixed(verb).words(clause.subject).words(from..words.clause_end(from));
    bare.then(|| Candidate::new(QuestionKind::Unknown, 1.5, draft))
}

/// "is balking at committing", "is reluctant to sign"
fn reluctant(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let subject = desk.subject_left(i + 1)?;
    let at = i + 1;
    let kind = QuestionKind::Undecided;
    if words.is(at, &["to"]) && words.tag(at + 1) == Tag::VB {
        return Some(Candidate::new(kind, 2.1, will(words, subject, at + 1, &[])?));
    }
    let verb = if words.is(at, &["at"]) { at + 1 } else { at };
    let gerund = words.tag(verb) == Tag::VBG;
    gerund.then(|| {
        let end = words.clause_end(verb);
        Candidate::new(kind, 2.1, Draft::default().fixed("will").words(subject).base(verb).words(verb + 1..end))
    })
}

/// "defended the decision": "Is the decision justified?"
fn defended(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let what = phrase(words, i + 1);
    let noun = head(words, &what)?;
    let deed = matches!(words.tag(noun), Tag::NN | Tag::NNS) && what.len() > 1 && words.is_verb(i);
    let verb = if plural(words, &what) { "are" } else { "is" };
    deed.then(|| {
        Candidate::new(QuestionKind::Disputed, 1.8, Draft::default().fixed(verb).words(what).fixed("justified"))
    })
}

/// "laws expected next month": "What will the laws contain?"
fn coming_text(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let text = (i.saturating_sub(10)..i).find(|&it| words.is_noun(it) && desk.cue(it).has(CueSet::TEXT))?;
    let start = (text.saturating_sub(4)..=text).find(|&it| words.base_phrase(it) == text + 1)?;
    let plain = !(text + 1..i).any(|it| words.is_finite(it) || words.is_comma(it));
    let mut draft = Draft::default().fixed("what will");
    draft.bits.extend(super::phrase::known(words, start..i));
    plain.then(|| Candidate::new(QuestionKind::Pending, 1.8, draft.fixed("contain")))
}

/// "his bid to clear the backlog": "Will his bid to clear the backlog succeed?"
fn effort(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let start = (i.saturating_sub(6)..i).find(|&it| words.base_phrase(it) == i + 1)?;
    let owned = matches!(words.tag(start), Tag::PRPS | Tag::NNP | Tag::DT) && !words.is(start, &["no", "any", "every"]);
    let infinitive = words.is(i + 1, &["to"]) && words.tag(i + 2) == Tag::VB;
    let past = (0..i).any(|it| matches!(words.tag(it), Tag::VBD));
    let mut draft = Draft::default().fixed("will");
    draft.bits.extend(super::phrase::known(words, start..words.clause_end(i + 2)));
    (owned && infinitive && !past).then(|| Candidate::new(QuestionKind::Pending, 1.6, draft.fixed("succeed")))
}

/// "it will take hours before details emerge": "When will details emerge?"
fn before(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let takes = (i.saturating_sub(6)..i).any(|it| words.is(it, &["take", "takes"]));
    let verb = words.next_finite(i + 1, words.len())?;
    let clause = clause(words, verb)?;
    let near = takes && clause.subject.start == i + 1;
    near.then(|| {
        Some(Candidate::new(
            QuestionKind::Pending,
            2.2,
            invert(desk, &clause, Tense::Will, &[Bit::Fixed("when")], 0..0)?,
        ))
    })?
}

/// "the hearing, which is scheduled for May": "What will be the outcome of the hearing?"
fn outcome(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let span = words.sentence.token(i)?.span;
    let ahead =
        desk.analysis.findings.events.iter().find(|it| it.sentence == desk.sentence && it.what.contains(span))?;
    let start = (i.saturating_sub(6)..i).find(|&it| words.base_phrase(it) == i + 1)?;
    let known = matches!(words.tag(start), Tag::DT | Tag::PRPS | Tag::NNP | Tag::CD);
    let mut draft = Draft::default().fixed("what will be the outcome of");
    draft.bits.extend(super::phrase::known(words, start..i + 1));
    let firm = ahead.when.is_some() || ahead.score > 2.0;
    (firm && known).then(|| Candidate::new(QuestionKind::Pending, 1.9, draft))
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

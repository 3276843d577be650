//! Questions that nearly any sentence allows, where no surer sign stands: "if it wins" → "Will it win?", what somebody
//! asserts, what is under way, what is told without its reason.

use super::draft::{Bit, Desk, Draft};
use super::invert::{Clause, Tense, clause, invert, will};
use super::phrase::plural;
use super::{Candidate, QuestionKind};
use crate::analyse::clause::{BE, HAVE};
use crate::analyse::cue::CueSet;
use crate::segment::tag::Tag;

/// The questions that the clauses of the sentence allow.
pub(super) fn find(desk: &Desk<'_>, out: &mut Vec<Candidate>) {
    let words = &desk.words;
    let told = told(desk);
    for finite in (0..words.len()).filter(|&it| words.is_finite(it)) {
        let Some(clause) = clause(words, finite).filter(|it| sound(desk, it)) else { continue };
        let opener = clause.subject.start.checked_sub(1);
        let opens = |list: &[&str]| opener.is_some_and(|it| words.is_among(it, list));
        if opens(&["if", "unless"]) || opener.is_some_and(|it| words.is(it, &["once"]) && words.tag(it) == Tag::IN) {
            out.extend(condition(desk, &clause));
        } else if free(desk, &clause) {
            out.extend(modal(desk, &clause));
            out.extend(wanted(desk, &clause));
            out.extend(trend(desk, &clause));
            out.extend(ahead(desk, &clause));
            out.extend(asserted(desk, &clause, told));
            out.extend(reason(desk, &clause, told));
        }
    }
}

/// Whether the clause was understood: a short subject of a plain kind, and no verb lost in it.
fn sound(desk: &Desk<'_>, clause: &Clause) -> bool {
    let words = &desk.words;
    let subject = &clause.subject;
    let first = matches!(
        words.tag(subject.start),
        Tag::DT | Tag::PRPS | Tag::NNP | Tag::NNPS | Tag::NNS | Tag::NN | Tag::JJ | Tag::CD | Tag::PRP
    ) && !words.is(subject.start, &["there", "here", "that", "this", "it", "what", "one"]);
    let last = subject.end.checked_sub(1).is_some_and(|it| words.is_noun(it) || words.tag(it) == Tag::PRP);
    let plain = !subject.clone().any(|it| words.is_finite(it) || words.is_break(it) || words.is_quote_mark(it));
    let time = words.is_time(subject.end.wrapping_sub(1)) && subject.len() <= 2;
    first && last && plain && !time && subject.len() <= 9
}

/// Whether the clause stands on its own or hangs on a verb of saying, and is no part of another's.
fn free(desk: &Desk<'_>, clause: &Clause) -> bool {
    let words = &desk.words;
    let Some(opener) = clause.subject.start.checked_sub(1) else { return true };
    let breaks = words.is_comma(opener) || words.is_quote_mark(opener) || words.is_break(opener);
    let that = words.is(opener, &["that"]) && words.tag(opener) == Tag::IN;
    let thinks = words.is_verb(opener)
        && words.is(
            opener,
            &[
                "believe", "believes", "believed", "think", "thinks", "hope", "hopes", "expect", "expects", "fear",
                "fears", "means", "meant", "predicts",
            ],
        );
    breaks
        || that
        || thinks
        || words.is(opener, &["but", "and", "so"])
        || desk.has(opener, SAYING) && words.is_verb(opener)
}

/// Signs of saying and thinking.
const SAYING: CueSet = CueSet::TELL.or(CueSet::ALLEGE).or(CueSet::FEAR).or(CueSet::DENY);

/// The verb of saying of the sentence's attribution: token and whether a source is named.
fn told(desk: &Desk<'_>) -> Option<usize> {
    let found = desk.analysis.findings.attributions.iter().find(|it| it.sentence == desk.sentence)?;
    desk.words.sentence.token_at(found.cue?.start)
}

/// Whether what the clause says is what somebody else says.
fn said(desk: &Desk<'_>, clause: &Clause) -> bool {
    let Some(span) = desk.words.span(clause.group.finite..clause.group.finite + 1) else { return false };
    desk.analysis
        .findings
        .attributions
        .iter()
        .filter(|it| it.sentence == desk.sentence)
        .any(|it| it.content.iter().any(|content| content.contains(span)))
}

/// "if Labour wins a third term": "Will Labour win a third term?"
fn condition(desk: &Desk<'_>, clause: &Clause) -> Option<Candidate> {
    let words = &desk.words;
    let modal = words.is_modal(clause.group.finite);
    let tense = if words.is(clause.group.finite, &["can", "could"]) { Tense::Own } else { Tense::Will };
    if words.is(clause.subject.start, &["it", "they"]) {
        return None;
    }
    // "asked if": another asks; "if they are serious they should": the main clause begins.
    let asks = clause.subject.start > 1 && desk.has(clause.subject.start - 2, CueSet::WONDER.or(CueSet::UNKNOWN));
    let main =
        |it: usize| words.is_subject_pronoun(it) && words.is_finite(it + 1) && !desk.has(it - 1, SAYING.or(CueSet::WH));
    let end = (clause.group.main + 1..clause.end).find(|&it| main(it)).unwrap_or(clause.end);
    let clause = &Clause { end, ..clause.clone() };
    if asks {
        return None;
    }
    let perfect = words.is(clause.group.finite, &HAVE) && clause.group.main != clause.group.finite;
    let fits = !perfect && (!modal || tense == Tense::Own) && clause.group.main < clause.end;
    fits.then(|| Some(Candidate::new(QuestionKind::Conditional, 1.3, invert(desk, clause, tense, &[], 0..0)?)))?
}

/// "would damage relations", "can turn the state", "must agree"
fn modal(desk: &Desk<'_>, clause: &Clause) -> Option<Candidate> {
    let words = &desk.words;
    let finite = clause.group.finite;
    let (tense, weight) = match words.word(finite).to_lowercase().as_str() {
        "would" | "'d" | "’d" | "can" | "ca" | "cannot" => (Tense::Own, 0.6),
        "will" | "wo" | "'ll" | "’ll" | "must" | "should" | "shall" => (Tense::Will, 0.5),
        _ => return None,
    };
    let have = (finite + 1..clause.group.main).any(|it| words.is(it, &["have"]));
    (!have && clause.group.main != finite)
        .then(|| Some(Candidate::new(QuestionKind::Pending, weight, invert(desk, clause, tense, &[], 0..0)?)))?
}

/// "wanted to sell", "needs to win", "is trying to unite"
fn wanted(desk: &Desk<'_>, clause: &Clause) -> Option<Candidate> {
    let words = &desk.words;
    let main = clause.group.main;
    let bidden = words.tag(main) == Tag::VBN && words.is(main, &BIDDEN) && main > clause.group.finite;
    let wants = desk.has(main, CueSet::INTEND) || words.is(main, &WANTING) || bidden;
    let to = main + 1;
    let fits = wants && words.is(to, &["to"]) && words.tag(to + 1) == Tag::VB && clause.group.negation.is_none();
    fits.then(|| Some(Candidate::new(QuestionKind::Pending, 0.7, will(words, clause.subject.clone(), to + 1, &[])?)))?
}

/// Verbs of which one asks whether what follows will be done.
const WANTING: [&str; 22] = [
    "want",
    "wants",
    "wanted",
    "hope",
    "hopes",
    "hoped",
    "hoping",
    "need",
    "needs",
    "try",
    "tries",
    "tried",
    "trying",
    "aim",
    "aims",
    "seek",
    "seeks",
    "seeking",
    "struggling",
    "fighting",
    "working",
    "preparing",
];

/// What somebody was bidden or something is meant to do.
const BIDDEN: [&str; 12] = [
    "told",
    "ordered",
    "asked",
    "urged",
    "required",
    "instructed",
    "intended",
    "meant",
    "designed",
    "obliged",
    "supposed",
    "invited",
];

/// "Sales fell 4%": "Will sales continue to fall?"
fn trend(desk: &Desk<'_>, clause: &Clause) -> Option<Candidate> {
    let words = &desk.words;
    let main = clause.group.main;
    // "has grown weary"
    let other = words.is(main + 1, &["out", "off", "short", "apart", "ill"])
        || matches!(words.tag(main + 1), Tag::JJ | Tag::DT | Tag::NNP | Tag::RP);
    let fits = words.is(main, &CHANGING) && words.is_verb(main) && !other && clause.group.negation.is_none();
    let draft = Draft::default().fixed("will").words(clause.subject.clone()).fixed("continue to").base(main);
    fits.then(|| Candidate::new(QuestionKind::Pending, 0.8, draft))
}

/// "Brown leads Smith by two points": "Can Smith catch up with Brown?"
fn ahead(desk: &Desk<'_>, clause: &Clause) -> Option<Candidate> {
    let words = &desk.words;
    let main = clause.group.main;
    let leads = words.is(main, &["leads", "lead", "led", "leading", "beats"]);
    let trails = words.is(main, &["trails", "trail", "trailed", "trailing"]);
    let from = if words.is(main + 1, &["behind"]) { main + 2 } else { main + 1 };
    let other = from..words.base_phrase(from);
    let by = other.end > from && words.is(other.end, &["by"]) && words.is_name(other.end - 1);
    let name = words.is_name(clause.subject.end.wrapping_sub(1));
    let (behind, front) = if leads { (other, clause.subject.clone()) } else { (clause.subject.clone(), other) };
    ((leads || trails) && by && name).then(|| {
        let draft = Draft::default().fixed("can").words(behind).fixed("catch up with").words(front);
        Candidate::new(QuestionKind::Pending, 1.0, draft)
    })
}

/// Verbs of growing and shrinking.
const CHANGING: [&str; 34] = [
    "rise",
    "rises",
    "rose",
    "risen",
    "rising",
    "fall",
    "falls",
    "fell",
    "fallen",
    "falling",
    "grow",
    "grows",
    "grew",
    "grown",
    "growing",
    "decline",
    "declines",
    "declined",
    "declining",
    "increase",
    "increases",
    "increased",
    "increasing",
    "decrease",
    "decreased",
    "drop",
    "dropped",
    "dropping",
    "improve",
    "improved",
    "improving",
    "worsened",
    "worsening",
    "surged",
];

/// What somebody asserts: "said the tax was unfair" → "Was the tax unfair?"
fn asserted(desk: &Desk<'_>, clause: &Clause, told: Option<usize>) -> Option<Candidate> {
    let words = &desk.words;
    if !said(desk, clause) || told == Some(clause.group.main) {
        return None;
    }
    // "Hillary shot back, “…": a verb of saying after all.
    if words.is_comma(clause.end) && words.is_quote_mark(clause.end + 1) {
        return None;
    }
    let modal = words.is_modal(clause.group.finite);
    let empty = words.is(clause.group.main, &BE) && clause.end <= clause.group.main + 1;
    let draft = invert(desk, clause, Tense::Own, &[], 0..0)?;
    (!modal && !empty).then(|| Candidate::new(QuestionKind::Disputed, 0.4, draft))
}

/// "The firm closed its plant": "Why did the firm close its plant?"
fn reason(desk: &Desk<'_>, clause: &Clause, told: Option<usize>) -> Option<Candidate> {
    let words = &desk.words;
    let main = clause.group.main;
    let being = words.is(main, &BE) || words.is(main, &HAVE);
    let given = (0..words.len()).any(|it| words.is(it, &["because", "after", "due", "since", "over"]));
    let saying = told == Some(main)
        || desk.has(main, SAYING.or(CueSet::INTEND).or(CueSet::AHEAD).or(CueSet::URGE))
        || words.is(main, &THINKING);
    let past = matches!(words.tag(main), Tag::VBD | Tag::VBN);
    let fits = past
        && !being
        && !given
        && !saying
        && !said(desk, clause)
        && clause.group.negation.is_none()
        && !words.is_modal(clause.group.finite)
        && !plural_slip(desk, clause);
    fits.then(|| {
        let lead = [Bit::Fixed("why")];
        Some(Candidate::new(QuestionKind::Unaddressed, 0.1, invert(desk, clause, Tense::Own, &lead, 0..0)?))
    })?
}

/// "The group say": the verb and its subject do not agree, so one of them was misread.
fn plural_slip(desk: &Desk<'_>, clause: &Clause) -> bool {
    let words = &desk.words;
    let many = plural(words, &clause.subject);
    let finite = clause.group.finite;
    words.is(finite, &["has", "was", "is"]) && many || words.is(finite, &["have", "were", "are"]) && !many
}

/// Verbs of the mind and mouth, of which "why" is idle.
const THINKING: [&str; 24] = [
    "grown", "grew", "turned", "gone", "said", "told", "added", "noted", "thought", "believed", "knew", "wrote",
    "asked", "argued", "showed", "found", "heard", "saw", "felt", "called", "became", "seemed", "died", "born",
];

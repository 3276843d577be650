//! Questions that the article holds within a sentence: "did not disclose how large a payload it could carry".

use super::draft::{Bit, Desk, Draft};
use super::invert::{Clause, Tense, invert, whole, will};
use super::{Candidate, QuestionKind};
use crate::analyse::clause::BE;
use crate::analyse::cue::CueSet;
use crate::segment::tag::Tag;

const ASKING: [&str; 9] = ["who", "what", "when", "where", "why", "how", "which", "whose", "whom"];

/// Nouns over which a question hangs.
const OPEN_NOUNS: [&str; 11] = [
    "question",
    "questions",
    "debate",
    "doubt",
    "doubts",
    "uncertainty",
    "issue",
    "speculation",
    "decision",
    "confusion",
    "disagreement",
];

/// All questions within the sentence.
pub(super) fn find(desk: &Desk<'_>, out: &mut Vec<Candidate>) {
    let words = &desk.words;
    for w in 0..words.len() {
        let whether = words.is(w, &["whether"]) || words.is(w, &["if"]) && asks_if(desk, w);
        let asks = words.is(w, &ASKING) && matches!(words.tag(w), Tag::WP | Tag::WRB | Tag::WDT | Tag::WPS);
        if (whether || asks) && w > 0 {
            let open = open(desk, w, whether);
            let draft = open.and_then(|_| if whether { of_whether(desk, w) } else { of_asking(desk, w) });
            out.extend(open.zip(draft).map(|((kind, weight), draft)| Candidate::new(kind, weight, draft)));
        }
    }
}

/// "if" for "whether", as in "wondering if".
fn asks_if(desk: &Desk<'_>, w: usize) -> bool {
    let governor = w.wrapping_sub(1);
    desk.words.is(
        governor,
        &[
            "wonder",
            "wonders",
            "wondered",
            "wondering",
            "asked",
            "asking",
            "unclear",
            "uncertain",
            "unsure",
            "doubt",
            "know",
            "see",
            "sure",
            "clear",
        ],
    )
}

/// What makes the clause that `w` opens an open question, and how surely.
fn open(desk: &Desk<'_>, w: usize, whether: bool) -> Option<(QuestionKind, f32)> {
    let words = &desk.words;
    // The word that governs it: "details about why", "depends largely on whether".
    let mut governor = w.checked_sub(1)?;
    for _ in 0..4 {
        let passed = words.is_preposition(governor)
            || words.is_adverb(governor) && desk.cue(governor).is_empty()
            || words.is_quote_mark(governor)
            || words.is(governor, &ASKING)
            || words.tag(governor) == Tag::CC && words.is(governor.wrapping_sub(1), &ASKING);
        if !passed || governor == 0 {
            break;
        }
        governor -= 1;
    }
    let cue = desk.cue(governor);
    let withheld = desk.withheld(governor);
    if cue.has(CueSet::UNKNOWN) || withheld && words.is(governor, &["clear", "certain", "sure", "obvious", "evident"]) {
        return Some((QuestionKind::Unknown, 3.0));
    }
    // "declined to state when": the tagger takes some verbs for nouns.
    let noun = words.is_noun(governor) && !words.is(governor.wrapping_sub(1), &["to"]);
    let be = words.is(governor, &BE);
    // "in what is called", "are what it is about": a thing, not a question.
    let apart = governor + 1 < w && !words.is(w - 1, &["about", "on", "over", "as", "of", "to", "regarding"]);
    if be
        || !whether
            && words.is(w, &["what", "where", "who"])
            && apart
            && !words.is_adverb(w - 1)
            && !words.is_quote_mark(w - 1)
    {
        return subject_clause(desk, w).map(|weight| (QuestionKind::Unknown, weight));
    }
    if noun && words.is(governor, &OPEN_NOUNS) {
        return Some((QuestionKind::Undecided, 2.3));
    }
    if noun {
        // "no details on how"; of another noun it is a relative clause.
        let hangs = governor + 1 < w || words.is(w, &["how", "why"]);
        return (withheld && (hangs || whether)).then_some((QuestionKind::Unaddressed, 3.0));
    }
    if withheld && cue.has(CueSet::DECIDE) {
        return Some((QuestionKind::Undecided, 3.0));
    }
    let verb = words.is_verb(governor) || words.is_noun(governor) || words.tag(governor) == Tag::JJ;
    if withheld && (verb || whether) {
        let tells = cue.has(CueSet::TELL) || words.is(governor, &["say", "know", "see", "understand"]);
        return Some(if tells { (QuestionKind::DeclinedToSay, 3.2) } else { (QuestionKind::Unaddressed, 2.8) });
    }
    let waiting = (governor.saturating_sub(4)..governor)
        .any(|it| words.is(it, &["waiting", "wait", "awaiting", "want", "wants", "remains", "remain", "remained"]));
    if waiting && words.is(governor, &["see", "seen", "hear", "know", "learn", "find", "determined"]) {
        return Some((QuestionKind::Pending, 3.0));
    }
    if cue.has(CueSet::WONDER) {
        // What a reporter asked is mostly answered in the same breath.
        let asked = words.is(governor, &["ask", "asked", "asking", "asks"]);
        return Some((QuestionKind::Undecided, if asked { 1.2 } else { 2.4 }));
    }
    if cue.has(CueSet::EXAMINE) {
        return Some((QuestionKind::Pending, 2.6));
    }
    if cue.has(CueSet::DECIDE) && !matches!(words.tag(governor), Tag::VBD | Tag::VBN) {
        return Some((QuestionKind::Undecided, 2.5));
    }
    if words.is(governor, &["depend", "depends", "hinge", "hinges", "depending"]) {
        return Some((QuestionKind::Conditional, 2.2));
    }
    if let Some(weight) = subject_clause(desk, w) {
        return Some((QuestionKind::Unknown, weight));
    }
    whether.then_some((QuestionKind::Undecided, 1.6))
}

/// "How the money will be spent is unclear": the clause is the subject of what leaves it open.
fn subject_clause(desk: &Desk<'_>, w: usize) -> Option<f32> {
    let words = &desk.words;
    let finite = words.next_finite(w, words.len())?;
    let end = words.embedded_end(words.group(finite).main);
    let open = (end..(end + 5).min(words.len())).any(|it| {
        desk.cue(it).has(CueSet::UNKNOWN)
            || words.is(it, &["depends", "depend", "hinges"])
            || words.reads(it, &["to", "be", "seen"])
            || words.is(it, &["clear", "known", "decided"]) && desk.withheld(it)
    });
    (words.is_finite(end) && open).then_some(2.8)
}

/// "whether Trump will agree …"
fn of_whether(desk: &Desk<'_>, w: usize) -> Option<Draft> {
    let words = &desk.words;
    if words.is(w + 1, &["to"]) {
        return will(words, desk.subject_left(w)?, w + 2, &[]);
    }
    let clause = whole(words, words.next_finite(w, words.len())?)?;
    // Nothing but an adverb or a short aside stands between.
    let clause = Clause { end: words.embedded_end(clause.group.main), ..clause };
    let near = clause.subject.start > w && (w + 1..clause.subject.start).all(|it| words.is_adverb(it));
    near.then(|| invert(desk, &clause, Tense::Own, &[], 0..0))?
}

/// "when the lander would be ready"
fn of_asking(desk: &Desk<'_>, w: usize) -> Option<Draft> {
    let words = &desk.words;
    // "how to pay", "which side to back"
    let to = (w + 1..w + 5).find(|&it| words.is(it, &["to"]) && words.tag(it + 1) == Tag::VB);
    let finite = words.next_finite(w, words.len());
    if let Some(to) = to.filter(|&it| finite.is_none_or(|f| it < f)) {
        return will(words, desk.subject_left(w)?, to + 1, &[Bit::Words(w..to)]);
    }
    let finite = finite?;
    let near = |start: usize| {
        start > w && start <= w + 7 && (w + 1..start).all(|it| !words.is(it, &["that", ","]) && !words.is_verb(it))
    };
    if let Some(clause) = whole(words, finite).filter(|it| near(it.subject.start)) {
        let clause = Clause { end: words.embedded_end(clause.group.main), ..clause };
        let lead = Bit::Words(w..clause.subject.start);
        // "does not know what he is talking about" is a figure of speech.
        let figure = words.is(clause.group.main, &["talking"]);
        return (!figure).then(|| invert(desk, &clause, Tense::Own, &[lead], 0..0))?;
    }
    // "who would pay", "how many people died": what asks is the subject.
    let subject = (w + 1..finite).all(|it| words.is_adverb(it))
        || words.base_phrase(w + 1 + usize::from(words.is(w, &["how"]))) == finite;
    let end = words.embedded_end(words.group(finite).main);
    (subject && !words.is(w, &["when", "why", "where"])).then(|| Draft::default().words(w..end))
}

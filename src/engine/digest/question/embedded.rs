//! Questions that the article holds within a sentence: "did not disclose how large a payload it could carry".

use super::draft::{Bit, Desk, Draft};
use super::invert::{Clause, Tense, invert, whole, will};
use super::{Candidate, QuestionKind};
use crate::analyse::clause::{BE, Words};
use crate::analyse::cue::CueSet;
use crate::segment::tag::Tag;

/// All questions within the sentence.
pub(super) fn find(desk: &Desk<'_>, out: &mut Vec<Candidate>) {
    let words = &desk.words;
    for w in (0..words.len()).filter(|&it| desk.has(it, CueSet::WH)) {
        let whether = words.is(w, &["whether"]) || words.is(w, &["if"]) && asks_if(desk, w);
        let asks = matches!(words.tag(w), Tag::WP | Tag::WRB | Tag::WDT | Tag::WPS);
        if !whether && !asks {
            continue;
        }
        let open = open(desk, w, whether);
        let draft = open.and_then(|_| if whether { of_whether(desk, w) } else { of_asking(desk, w) });
        out.extend(open.zip(draft).map(|((kind, weight), draft)| Candidate::new(kind, weight, draft)));
    }
}

/// "if" for "whether", as in "wondering if", "declined to say if".
fn asks_if(desk: &Desk<'_>, w: usize) -> bool {
    let Some(governor) = governor(desk, w) else { return false };
    let asks = desk.has(governor, CueSet::WONDER) && !desk.words.is(governor, &["consider", "look", "issue"]);
    let near = governor + 1 == w;
    asks && near
        || desk.has(governor, CueSet::UNKNOWN)
        || near && desk.has(governor, CueSet::TELL.or(CueSet::CLEAR)) && desk.withheld(governor)
        || near && desk.words.is(governor, &["see", "know", "decide", "say"])
}

/// The word that governs the question at `w`: "details about why", "depends largely on whether", "decide on Friday if".
fn governor(desk: &Desk<'_>, w: usize) -> Option<usize> {
    let words = &desk.words;
    let mut at = w.checked_sub(1)?;
    // What somebody decides "within days" or "on Friday".
    let later = (at.saturating_sub(5)..at).rev().find(|&it| {
        let between = (it + 1..w).all(|i| {
            words.is_time(i)
                || words.is_quote_mark(i)
                || words.is_preposition(i)
                || matches!(words.tag(i), Tag::CD | Tag::NNS | Tag::DT)
        });
        let timed = (it + 1..w).any(|i| words.is_time(i) || words.is(i, &["days", "weeks", "months", "hours"]));
        between && timed && desk.has(it, CueSet::DECIDE.or(CueSet::TELL))
    });
    if later.is_some() {
        return later;
    }
    for _ in 0..4 {
        let joined = words.tag(at) == Tag::CC && at > 0 && desk.has(at - 1, CueSet::WH);
        let adverb = words.is_adverb(at) && desk.cue(at).is_empty();
        let passed =
            words.is_preposition(at) || adverb || words.is_quote_mark(at) || desk.has(at, CueSet::WH) || joined;
        if !passed || at == 0 {
            break;
        }
        at -= 1;
    }
    Some(at)
}

/// What makes the clause that `w` opens an open question, and how surely.
fn open(desk: &Desk<'_>, w: usize, whether: bool) -> Option<(QuestionKind, f32)> {
    let words = &desk.words;
    let as_subject = || subject_clause(desk, w).map(|weight| (QuestionKind::Unknown, weight));
    let Some(governor) = governor(desk, w).filter(|_| w > 0) else { return as_subject() };
    let withheld = desk.withheld(governor);
    let has = |kind: CueSet| desk.has(governor, kind);
    if has(CueSet::UNKNOWN) || withheld && has(CueSet::CLEAR) {
        return Some((QuestionKind::Unknown, 3.0));
    }
    // "declined to state when": the tagger takes some verbs for nouns.
    let infinitive = words.is(governor.wrapping_sub(1), &["to"]);
    let noun = words.is_noun(governor) && !infinitive;
    if words.is(governor, &BE) || words.is_break(governor) || words.is_comma(governor) {
        return as_subject();
    }
    // "in what is called", "the passengers whose": a thing, not a question.
    let named = words.is(w - 1, &["about", "on", "over", "as", "of", "to", "regarding"]);
    let relative = words.is(w, &["what", "where", "who", "whose", "which", "whom"]);
    let apart = governor + 1 < w && !named && !words.is_adverb(w - 1) && !words.is_quote_mark(w - 1);
    if !whether && relative && apart {
        return None;
    }
    // "no matter how many"; "a boy who does not know": a relative clause.
    if words.is(w - 1, &["matter", "of"]) && words.is(w.wrapping_sub(2), &["no", "matter", "regardless"]) {
        return None;
    }
    let person = matches!(words.tag(w - 1), Tag::NN | Tag::NNS | Tag::NNP | Tag::JJ | Tag::CD | Tag::DT);
    let closed = words.is_quote_mark(w - 1) && words.is(w, &["which", "who"]);
    if (person || closed) && words.is(w, &["who", "which", "whom", "whose"]) {
        return None;
    }
    if noun && has(CueSet::OPEN) {
        return Some((QuestionKind::Undecided, 2.3));
    }
    if noun {
        // "no details on how"; of another noun it is a relative clause.
        let hangs = governor + 1 < w || words.is(w, &["how", "why"]);
        return (withheld && (hangs || whether)).then_some((QuestionKind::Unaddressed, 3.0)).or_else(as_subject);
    }
    if withheld && has(CueSet::DECIDE) {
        return Some((QuestionKind::Undecided, 3.0));
    }
    let verb = words.is_verb(governor) || infinitive || words.tag(governor) == Tag::JJ;
    if withheld && (verb || whether) {
        let tells = has(CueSet::TELL) || words.is(governor, &["know", "see", "understand"]);
        return Some(if tells { (QuestionKind::DeclinedToSay, 3.2) } else { (QuestionKind::Unaddressed, 2.8) });
    }
    let before = governor.saturating_sub(4)..governor;
    let waiting =
        before.clone().any(|it| words.is(it, &["waiting", "wait", "awaiting", "want", "wants", "remains", "remain"]));
    if waiting && words.is(governor, &["see", "seen", "hear", "know", "learn", "find"]) {
        return Some((QuestionKind::Pending, 3.0));
    }
    // "should explain how": it has not been explained.
    let owed = before.clone().any(|it| words.is(it, &["should", "must", "needs", "need"]));
    if owed && has(CueSet::TELL) && verb {
        return Some((QuestionKind::Unaddressed, 2.2));
    }
    if has(CueSet::WONDER) {
        // What a reporter asked is mostly answered in the same breath.
        let asked = words.is(governor, &["ask", "asked", "asking", "asks"]);
        return Some((QuestionKind::Undecided, if asked { 1.2 } else { 2.4 }));
    }
    if has(CueSet::EXAMINE) {
        return Some((QuestionKind::Pending, 2.6));
    }
    if has(CueSet::DECIDE) && !matches!(words.tag(governor), Tag::VBD | Tag::VBN) {
        return Some((QuestionKind::Undecided, 2.5));
    }
    if has(CueSet::DEPEND) {
        return Some((QuestionKind::Conditional, 2.2));
    }
    as_subject().or(whether.then_some((QuestionKind::Undecided, 1.6)))
}

/// "How the money will be spent is unclear": the clause is the subject of what leaves it open.
fn subject_clause(desk: &Desk<'_>, w: usize) -> Option<f32> {
    let words = &desk.words;
    let clause = near(words, w);
    let finite = clause.map(|it| it.group.finite).or_else(|| words.next_finite(w, words.len()))?;
    let mut end = words.embedded_end(words.group(finite).main);
    // "Whether it will, he did not say."
    let untold = words.is_comma(end)
        && (end..(end + 12).min(words.len())).any(|it| desk.has(it, CueSet::TELL) && desk.withheld(it));
    if untold && (w == 0 || words.is_break(w - 1) || words.is_quote_mark(w - 1)) {
        return Some(3.0);
    }
    // "how much it might owe, and to whom, was not clear"
    if words.is_comma(end) {
        let close = (end + 1..end + 8).find(|&it| words.is_comma(it))?;
        end = close + 1;
    }
    let open = (end..(end + 6).min(words.len())).any(|it| {
        desk.has(it, CueSet::UNKNOWN.or(CueSet::DEPEND).or(CueSet::OPEN))
            || words.reads(it, &["to", "be", "seen"])
            || words.is(it, &["matter", "dispute", "guess", "doubt"])
            || words.is(it, &["hard", "difficult", "impossible", "early"]) && words.is(it + 1, &["to"])
            || desk.has(it, CueSet::CLEAR) && desk.withheld(it)
    });
    (words.is_finite(end) && open).then_some(2.8)
}

/// The clause whose subject follows `w`. An aside may hold a verb of its own: "whether the mission, whose mandate ends in
/// May, will go on".
fn near(words: &Words<'_>, w: usize) -> Option<Clause> {
    let finites = (w + 1..words.len()).filter(|&it| words.is_finite(it)).take(3);
    let near = |it: &Clause| it.subject.start > w && (w + 1..it.subject.start).all(|at| words.is_adverb(at));
    finites.filter_map(|it| whole(words, it)).find(near)
}

/// "who had won the prize" as it is asked: "Who has won the prize?"
fn told(words: &Words<'_>, w: usize, finite: usize, end: usize) -> Draft {
    let done = words.is(finite, &["had"]) && words.group(finite).main > finite;
    if !done {
        return Draft::default().words(w..end);
    }
    let many = (w..finite).any(|it| words.tag(it) == Tag::NNS);
    Draft::default().words(w..finite).fixed(if many { "have" } else { "has" }).words(finite + 1..end)
}

/// "whether Trump will agree …"
fn of_whether(desk: &Desk<'_>, w: usize) -> Option<Draft> {
    let words = &desk.words;
    if words.is(w + 1, &["to"]) {
        return will(words, desk.subject_left(w)?, w + 2, &[]);
    }
    let clause = near(words, w)?;
    let clause = Clause { end: words.embedded_end(clause.group.main), ..clause };
    invert(desk, &clause, Tense::Own, &[], 0..0)
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
    let end = words.embedded_end(words.group(finite).main);
    // "which side won", "how many people died", "what position will be taken": what asks is the subject.
    let counts = words.is(w, &["how"]) && words.is(w + 1, &["many", "much", "few", "little"]);
    // "how many of the dead"
    let of = counts && words.is(w + 2, &["of"]);
    let from = w + 1 + usize::from(counts) + usize::from(of);
    let noun = words.base_phrase(from);
    let bare = words.is(w, &["which", "whose", "what", "how"])
        && (words.is_noun(from) && !words.is_name(from) || words.tag(from) == Tag::JJ || of);
    let all = words.full_phrase(from);
    // "how much water Acme must let through": the lead ends where a name or determiner begins.
    let starts = |it: usize| words.is_name(it) || matches!(words.tag(it), Tag::DT | Tag::PRP | Tag::PRPS);
    let common = |it: usize| words.is_noun(it) && !words.is_name(it);
    let lead_end = (from + 1..finite).find(|&it| common(it - 1) && starts(it)).filter(|_| bare && !of);
    let reaches = |it: usize| it <= finite && (it..finite).all(|i| words.is_adverb(i));
    let determines = bare && lead_end.is_none() && (noun..=all).any(reaches);
    let plain = words.is(w, &["who", "what", "which"]) && (w + 1..finite).all(|it| words.is_adverb(it));
    let plural = words.is(w, &["what"]) && words.tag(noun.wrapping_sub(1)) == Tag::NNS && !words.is_auxiliary(finite);
    if plain || determines && !plural {
        // "what the matter is" has its verb at the end, "what is the matter" does not.
        return Some(told(words, w, finite, end));
    }
    let clause = whole(words, finite)?;
    let start = lead_end.unwrap_or(clause.subject.start);
    let near =
        start > w && start <= w + 8 && (w + 1..start).all(|it| !words.is(it, &["that", ","]) && !words.is_verb(it));
    let clause = Clause {
        subject: start.max(clause.subject.start)..clause.subject.end,
        end: words.embedded_end(clause.group.main),
        ..clause
    };
    // "does not know what he is talking about" is a figure of speech.
    let figure = words.is(clause.group.main, &["talking"]);
    (near && !figure && !clause.subject.is_empty())
        .then(|| invert(desk, &clause, Tense::Own, &[Bit::Words(w..start)], 0..0))?
}

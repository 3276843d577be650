//! Whether what stands beside a verb is something that the verb can bring in.

use super::cue::{Cue, Manner};
use super::phrase;
use crate::analyse::reading::Line;
use crate::lexicon::reporting::Frames;
use crate::lexicon::vocabulary::Marks;
use crate::segment::tag::Tag;
use crate::span::Span;

/// The document in which a source is said to speak: "said in a statement", "in a letter", "issued a statement saying".
pub(super) fn document(line: &Line<'_>, cue: &Cue) -> Option<usize> {
    let near = |from: usize, to: usize| {
        (from..to.min(line.len()))
            .find(|&i| line.is(i, &["in", "via", "through", "issued", "released", "by"]))
            .and_then(|at| {
                let noun = (at + 1..at + 6)
                    .find(|&i| line.marks(i).has(Marks::DOCUMENT) && !line.marks(i).has(Marks::BODY))?;
                let indefinite = line.is(at + 1, &["a", "an", "his", "her", "its", "their", "the"]);
                let inside = (at + 1..noun).all(|i| !line.comma(i) && !line.marks(i).has(Marks::PREPOSITION));
                (indefinite && inside).then_some(noun)
            })
    };
    near(cue.last + 1, cue.last + 4).or_else(|| near(0, 2)).or_else(|| near(cue.first.saturating_sub(5), cue.first))
}

pub(super) fn lemma<'a>(line: &Line<'a>, cue: &Cue) -> &'a str {
    line.reporting(cue.first).map_or("", |it| it.lemma.as_str())
}

/// Whether a clause follows that can be what is said: "that", "whether", or a subject with its verb.
fn clause(line: &Line<'_>, after: usize, stop: usize) -> bool {
    if line.is(after, &["that", "whether", "how", "why", "if", "what"]) {
        return true;
    }
    let verb = (after..stop).find(|&i| phrase::finite(line, i));
    let subject = |verb: usize| {
        verb > after
            && !line.marks(verb - 1).any(Marks::CONJUNCTION)
            && !(after..verb).any(|i| {
                line.marks(i).has(Marks::SUBORDINATOR) && !line.is(i, &["that"])
                    || line.comma(i)
                    || line.is(i, &["and"]) && line.tag(i + 1).is_verb()
            })
    };
    let that =
        (after..stop.min(after + 12)).any(|i| line.is(i, &["that"]) && (line.tag(i) == Tag::IN || line.comma(i + 1)));
    that || verb.is_some_and(subject)
}

/// Whether what stands there is something that this verb can bring in.
pub(super) fn allows(line: &Line<'_>, cue: &Cue, content: &[Span]) -> bool {
    if content.is_empty() {
        return false;
    }
    if matches!(cue.manner, Manner::According | Manner::After | Manner::Agent | Manner::Nominal | Manner::Label) {
        return true;
    }
    let after = cue.last + 1;
    let frames = cue.frames;
    let front = content.iter().any(|it| line.token(cue.first).is_some_and(|cue| it.end <= cue.span.start));
    if front && frames.has(Frames::QUOTE) {
        return true;
    }
    let lemma = lemma(line, cue);
    let document = |it: phrase::Phrase| (it.first..=it.last).find(|&i| line.marks(i).has(Marks::DOCUMENT));
    let shows = frames.has(Frames::DOCUMENT) || matches!(lemma, "find" | "put" | "suggest" | "indicate");
    if shows && cue.manner == Manner::Before && cue.source.and_then(document).is_some() {
        return true;
    }
    // "As Smith noted, it".
    let as_said = cue.source.and_then(|it| it.first.checked_sub(1)).is_some_and(|it| line.is(it, &["as"]));
    if as_said && line.comma(after) && frames.has(Frames::THAT) {
        return true;
    }
    if matches!(lemma, "say" | "tell" | "add" | "state" | "stress" | "warn" | "argue" | "insist") {
        return true;
    }
    let marks = |it: &Span| it.of(line.text).contains(['"', '“', '‘', '«']) || it.of(line.text).contains("''");
    let only =
        !frames.any(Frames::THAT.and(Frames::OBJECT).and(Frames::AS).and(Frames::OF).and(Frames::FOR).and(Frames::TO));
    let near = (after..after + 3).any(|i| line.quote_mark(i) || line.word(i) == ":");
    // "laughed when he said": a verb that only brings quotations in has one at hand.
    if content.iter().any(marks) && frames.has(Frames::QUOTE) && (!only || near) {
        return true;
    }
    // "who welcomed the leaders" tells what they did; only what was said of them in so many words is somebody's.
    if cue.manner == Manner::Relative && !(frames.has(Frames::THAT) && clause(line, after, line.len())) {
        return false;
    }
    if acts(line, cue) {
        return false;
    }
    let quote = line.quote_mark(after) || line.word(after) == ":" || line.comma(after) && line.quote_mark(after + 1);
    if quote && frames.has(Frames::QUOTE) {
        return true;
    }
    let stop = (after..line.len()).find(|&i| line.word(i) == ";").unwrap_or(line.len());
    let has = |words: &[&str]| (after..stop.min(after + 25)).any(|i| line.is_among(i, words));
    if frames.has(Frames::DECLINES) {
        return true;
    }
    // "called him a quack": an object and what it is called.
    let named = (after + 1..stop.min(after + 12)).any(|i| {
        line.is(i, &["a", "an", "the"]) && (line.tag(i - 1).is_noun() || line.marks(i - 1).has(Marks::PRONOUN))
    });
    frames.has(Frames::THAT) && clause(line, after, stop)
        || lemma == "call" && named
        || frames.has(Frames::OBJECT)
            && after < stop
            && !line.comma(after)
            && !matches!(line.tag(after), Tag::IN | Tag::Stop)
        || frames.has(Frames::TO) && (line.is(after, &["to"]) || has(&["to"]))
        || frames.has(Frames::AS) && has(&["as"])
        || frames.has(Frames::AS)
            && matches!(lemma, "call" | "label" | "brand" | "dub" | "term")
            && content.iter().any(|it| it.of(line.text).contains(['"', '“', '\'', '‘']))
        || frames.has(Frames::OF) && has(&["of"])
        || frames.has(Frames::FOR) && line.is(after, &["for"])
}

/// Whether the verb is an act of a body and no word: a court that rejects an appeal, a senate that backs a bill.
fn acts(line: &Line<'_>, cue: &Cue) -> bool {
    let verbs = [
        "reject",
        "dismiss",
        "approve",
        "accept",
        "back",
        "support",
        "confirm",
        "order",
        "uphold",
        "deny",
        "recommend",
        "favor",
        "favour",
        "oppose",
    ];
    let bodies = [
        "court",
        "judge",
        "judges",
        "tribunal",
        "jury",
        "senate",
        "parliament",
        "congress",
        "house",
        "council",
        "committee",
        "assembly",
        "voters",
        "lawmakers",
        "legislature",
        "board",
        "commission",
        "commissioners",
        "justices",
        "panel",
    ];
    let object = !clause(line, cue.last + 1, line.len());
    verbs.contains(&lemma(line, cue))
        && object
        && cue.source.is_some_and(|it| (it.first..=it.last).any(|i| line.is(i, &bodies)))
}

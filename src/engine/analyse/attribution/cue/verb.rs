//! Verbs as cues: "said", "declined to comment", "called for".

use super::beside::{agent, inverted, participle};
use super::{Cue, Manner};
use crate::analyse::attribution::Stance;
use crate::analyse::attribution::content::closes;
use crate::analyse::attribution::phrase::{self, Phrase, Quoted, left, right};
use crate::analyse::reading::Line;
use crate::lexicon::reporting::Frames;
use crate::lexicon::vocabulary::Marks;
use crate::segment::tag::Tag;

/// The reporting verb at `i`, when it brings a source in.
pub(super) fn verb(line: &Line<'_>, quotes: &Quoted, i: usize, before: &[Cue]) -> Option<Cue> {
    let verb = line.reporting(i)?;
    let tag = line.tag(i);
    let sure = unmistakable(line, quotes, i, &verb.lemma);
    // Taggers take "with Smith warning of" for a noun.
    let gerund = line.word(i).ends_with("ing")
        && i > 0
        && (line.capital(i - 1) || line.comma(i - 1) || line.marks(i - 1).has(Marks::DOCUMENT))
        && (line.is(i + 1, &["of", "that", "about", ":"]) || line.quote_mark(i + 1));
    if !(tag.is_verb() || sure || gerund) || line.capital(i) && i > 0 && !line.quote_mark(i - 1) {
        return None;
    }
    // "twenty states", "member states".
    let counted = i.checked_sub(1).is_some_and(|it| {
        line.tag(it) == Tag::CD
            || line.marks(it).has(Marks::COUNT)
            || line.tag(it) == Tag::NN && line.is(i, &["states"])
    });
    if counted && tag == Tag::VBZ {
        return None;
    }
    let group = phrase::verb_group(line, i);
    let mut stance = verb.stance;
    let mut frames = verb.frames;
    if frames.has(Frames::DECLINES) && !declines(line, i) {
        return None;
    }
    let phrasal = line.is(i + 1, &["out", "back", "in", "clear", "off"]);
    if frames.has(Frames::PARTICLE) && !phrasal {
        return None;
    }
    if verb.lemma == "rule" && line.is(i + 1, &["out"]) {
        (stance, frames) = (Stance::Denies, Frames::OBJECT.and(Frames::THAT).and(Frames::QUOTE));
    }
    if verb.lemma == "call" && line.is(i + 1, &["for", "on", "upon"]) {
        (stance, frames) = (Stance::Demands, Frames::OBJECT.and(Frames::FOR).and(Frames::TO).and(Frames::QUOTE));
    }
    let (negated, passive) = auxiliaries(line, group, i);
    // What somebody might say was not said; what somebody would not say was declined.
    let modal = (group..i).any(|it| {
        line.is(it, &["could", "may", "might", "must", "should", "can", "shall", "ca"])
            || line.is(it, &["would", "will"]) && !negated
    });
    if modal {
        return None;
    }
    if negated {
        stance = negation(line, i, stance)?;
    }
    let cue = |manner, source| Some(Cue { first: i, last: particle(line, i), group, stance, frames, manner, source });
    if (tag == Tag::VBG || gerund) && !(group..i).any(|it| line.marks(it).has(Marks::AUXILIARY)) {
        return participle(line, quotes, i, group).and_then(|(manner, source)| cue(manner, source));
    }
    if passive {
        let agent = agent(line, quotes, i)?;
        return cue(Manner::Agent, Some(agent));
    }
    if tag == Tag::VB && group == i && i > 0 && line.is(i - 1, &["to"]) {
        return None;
    }
    // An attributive participle: "the alleged crime", "officials said to be".
    let attributive = i.checked_sub(1).is_some_and(|it| {
        line.marks(it).has(Marks::DETERMINER) || line.tag(it).is_adjective() || matches!(line.word(it), "'s" | "’s")
    });
    if group == i
        && attributive
        && line.word(i).ends_with("ed")
        && (line.tag(i + 1).is_noun() || line.tag(i + 1).is_adjective())
    {
        return None;
    }
    if group == i && line.is(i + 1, &["to"]) && tag == Tag::VBN {
        return None;
    }
    if frames.has(Frames::QUOTE)
        && let Some(source) = inverted(line, quotes, i, group)
    {
        return cue(Manner::After, Some(source));
    }
    let previous = group.checked_sub(1)?;
    if line.is(previous, &["who", "which", "that"]) {
        let antecedent = previous.checked_sub(1)?;
        let last = if line.comma(antecedent) { antecedent.checked_sub(1)? } else { antecedent };
        let source = left::antecedent(line, quotes, last)?;
        return cue(Manner::Relative, Some(source));
    }
    if line.marks(previous).has(Marks::CONJUNCTION) {
        return shares(line, i, before).then(|| cue(Manner::Shared, None))?;
    }
    match left::before(line, quotes, group) {
        // Inside a question somebody else asks: "why he told", "whether Smith said"; but "what he called a disaster".
        Some(source)
            if source.first > 0
                && line.is(source.first - 1, &["why", "how", "whether", "if", "what"])
                && !(frames.has(Frames::AS) && line.is(source.first - 1, &["what"])) =>
        {
            None
        }
        Some(source) => cue(Manner::Before, Some(source)),
        None if line.comma(previous) && shares(line, i, before) && !before.is_empty() => cue(Manner::Shared, None),
        None => None,
    }
}

/// How far back the quotation may end that a verb, which is in no list, gives its speaker to.
const REACH: usize = 40;

/// Any verb between a quotation that asks for its speaker and the end of the clause: ""We lost," Smith sobbed".
pub(super) fn calls(line: &Line<'_>, quotes: &Quoted, i: usize) -> Option<Cue> {
    // Taggers take "thundered Smith" for a participle or less.
    let past = line.word(i).ends_with("ed") && line.capital(i + 1);
    let verb = (past || matches!(line.tag(i), Tag::VBD | Tag::VBZ)) && !line.capital(i);
    if !verb || line.marks(i).has(Marks::AUXILIARY) {
        return None;
    }
    if !(i.saturating_sub(REACH)..i).any(|at| closes(line, quotes, at)) {
        return None;
    }
    let person = Marks::PERSON.and(Marks::ROLE).and(Marks::PRONOUN);
    let speaks = |it: &Phrase| (it.first..=it.last).any(|at| line.capital(at) || line.marks(at).any(person));
    let closed = |it: usize| it.checked_sub(1).is_some_and(|before| closes(line, quotes, before));
    let group = phrase::verb_group(line, i);
    let (manner, source) = if group == i && closed(i) {
        (Manner::After, right::after(line, quotes, i + 1)?)
    } else {
        let tense = matches!(line.tag(i), Tag::VBD | Tag::VBZ);
        (Manner::Before, left::before(line, quotes, group).filter(|it| tense && closed(it.first))?)
    };
    let (stance, frames) = (Stance::Says, Frames::QUOTE);
    let cue = Cue { first: i, last: i, group, stance, frames, manner, source: Some(source) };
    speaks(&source).then_some(cue)
}

/// Whether a word is surely the verb, whatever its tag: a past form is no noun, and after a name neither is "says".
fn unmistakable(line: &Line<'_>, quotes: &Quoted, i: usize, lemma: &str) -> bool {
    let word = line.word(i);
    if line.is(i, &["says", "adds", "tells"]) {
        return true;
    }
    let base = word.eq_ignore_ascii_case(lemma) || word.ends_with('s') || word.ends_with("ing");
    if !base {
        return !line.tag(i).is_adjective() && (!line.capital(i) || i == 0 && line.capital(1));
    }
    let speaker = i
        .checked_sub(1)
        .is_some_and(|it| line.capital(it) || line.marks(it).any(Marks::PRONOUN.and(Marks::PERSON).and(Marks::ROLE)));
    let then = line.is(i + 1, &["that", ":", ".", ","]) || line.quote_mark(i + 1) || i + 1 >= line.len();
    let said = quotes.iter().take(i).any(|it| *it);
    let ends = then || line.tag(i + 1) == Tag::Stop;
    (word.ends_with('s') && then || line.is(i, &["read"]) && ends) && (speaker || said)
}

/// "ruled out", "called for", "pointed out": the last token of the cue.
fn particle(line: &Line<'_>, i: usize) -> usize {
    if line.is(i + 1, &["out", "back", "clear"]) { i + 1 } else { i }
}

/// "declined to comment", "refused to say".
fn declines(line: &Line<'_>, i: usize) -> bool {
    line.is(i + 1, &["to"])
        && (i + 2..i + 5).any(|it| {
            line.is(
                it,
                &[
                    "say",
                    "comment",
                    "answer",
                    "discuss",
                    "give",
                    "confirm",
                    "reveal",
                    "specify",
                    "disclose",
                    "identify",
                    "elaborate",
                    "name",
                    "respond",
                    "speculate",
                    "be",
                    "provide",
                    "state",
                    "release",
                    "share",
                    "talk",
                    "explain",
                    "describe",
                    "detail",
                    "characterize",
                    "acknowledge",
                    "rule",
                ],
            )
        })
}

/// Whether the verb group holds a negation, and whether it is a passive.
fn auxiliaries(line: &Line<'_>, group: usize, verb: usize) -> (bool, bool) {
    let negated = (group..verb).any(|i| line.is(i, &["not", "n't", "n’t", "never"]));
    let be = (group..verb).rev().find(|&i| line.marks(i).has(Marks::AUXILIARY) && !line.is(i, &["not", "n't", "n’t"]));
    let be = be.is_some_and(|i| {
        line.is(i, &["is", "are", "was", "were", "be", "been", "being", "am", "'re", "’re"])
            || line.is(i, &["'s", "’s"])
    });
    (negated, be && matches!(line.tag(verb), Tag::VBN | Tag::VBD | Tag::JJ | Tag::NN))
}

/// What a negated cue does: "did not say" declines, "does not believe" denies; "did not deny" says nothing.
fn negation(line: &Line<'_>, i: usize, stance: Stance) -> Option<Stance> {
    match stance {
        Stance::Says if line.reporting(i).is_some_and(|it| it.frames.has(Frames::WEAK) || it.lemma == "agree") => {
            Some(Stance::Denies)
        }
        Stance::Says | Stance::Promises | Stance::Concedes => Some(Stance::Declines),
        Stance::Expects => Some(Stance::Denies),
        Stance::Denies => Some(Stance::Concedes),
        _ => None,
    }
}

/// Whether a verb after "and" goes on with the subject of what came before: it has tense as its neighbour has.
fn shares(line: &Line<'_>, i: usize, before: &[Cue]) -> bool {
    let earlier = before.iter().any(|it| it.last < i);
    let verb = (0..i).any(|it| phrase::finite(line, it));
    (earlier || verb) && matches!(line.tag(i), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::VBN)
}

//! How the clauses of a sentence's cues hang together: side by side, around what is said, or inside it.

use super::content::{Place, begin, place};
use super::cue::{Cue, Manner};
use super::phrase::{self, Phrase, left};
use crate::analyse::reading::Line;
use crate::lexicon::vocabulary::Marks;
use crate::segment::tag::Tag;

/// How a cue's clause hangs on the sentence before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// A clause of its own begins here: "…, and Smith said".
    Breaks(usize),
    /// It follows what it brings in, which ends here: "…, Smith said".
    Follows(usize),
    /// It stands inside what is said: "Smith said that Jones denied".
    Nested,
}

pub(super) fn joint(line: &Line<'_>, cue: &Cue, mask: &[bool], first: bool) -> Joint {
    let mut at = begin(cue);
    if first && at == 0 {
        return Joint::Breaks(0);
    }
    let follows = match cue.manner {
        Manner::After => true,
        Manner::According => line.comma(cue.group.saturating_sub(1)),
        Manner::Before => matches!(place(line, cue, mask, 0, line.len()).0, Place::Before | Place::Both),
        _ => false,
    };
    while at > 0 && (line.marks(at - 1).has(Marks::ADVERB) || line.tag(at - 1).is_adverb()) {
        at -= 1;
    }
    let joined = at > 0
        && (line.marks(at - 1).has(Marks::CONJUNCTION)
            || line.is(at - 1, &["while", "although", "though", "whereas", "with"])
            || line.word(at - 1) == ";");
    if follows {
        let end = if line.comma(at.saturating_sub(1)) { at - 1 } else { at };
        return Joint::Follows(end);
    }
    if matches!(cue.manner, Manner::Relative | Manner::Nominal) && !first {
        return Joint::Nested;
    }
    if joined || matches!(cue.manner, Manner::Shared | Manner::Participle) {
        let mut end = if joined { at - 1 } else { at };
        while end > 0 && line.comma(end - 1) {
            end -= 1;
        }
        return Joint::Breaks(end);
    }
    if first { Joint::Breaks(0) } else { Joint::Nested }
}

/// The subject of the sentence's first clause that is not a relative one.
pub(super) fn main_subject(line: &Line<'_>, mask: &[bool], limit: usize) -> Option<Phrase> {
    let verb = |i: usize| {
        // Taggers take a past tense for a participle: "The group formed in May and sent".
        let past = line.tag(i) == Tag::VBN && i > 0 && (line.tag(i - 1).is_noun() || line.comma(i - 1));
        phrase::finite(line, i) || past
    };
    let verbs = (0..limit).filter(|&i| verb(i) && !mask.get(i).copied().unwrap_or_default());
    let subject = |verb: usize| left::before(line, mask, phrase::verb_group(line, verb));
    let free = |it: &Phrase| {
        let inside = it.first.checked_sub(1).is_some_and(|before| {
            line.marks(before).has(Marks::SUBORDINATOR) || line.is(before, &["whom", "whose", "what"])
        });
        !line.marks(it.first).has(Marks::SUBORDINATOR) && !inside
    };
    verbs.clone().take(8).find_map(|verb| subject(verb).filter(free)).or_else(|| {
        verbs.take(8).find_map(|verb| subject(verb).filter(|it| !line.marks(it.first).has(Marks::SUBORDINATOR)))
    })
}

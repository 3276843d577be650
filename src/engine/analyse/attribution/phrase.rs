//! The noun phrase before or after a cue: where it begins and ends. News says who speaks in few, regular ways, which
//! are surer than a parse: walk from the cue over the words of a phrase until something bounds it.

pub(super) mod left;
pub(super) mod right;

use crate::analyse::reading::Line;
use crate::lexicon::vocabulary::Marks;
use crate::segment::tag::Tag;

/// Tokens of one sentence, the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) first: usize,
    pub(super) last: usize,
}

/// Which tokens of a sentence stand inside quotation marks, marks included.
pub(super) type Quoted = [bool];

fn quoted(quotes: &Quoted, i: usize) -> bool {
    quotes.get(i).copied().unwrap_or_default()
}

/// A dash or bracket that sets something apart.
pub(super) fn dash(line: &Line<'_>, i: usize) -> bool {
    matches!(line.word(i), "—" | "–" | "--" | "―")
        || line.word(i) == "-" && !line.joined(i) && !(i > 0 && line.joined(i - 1))
}

/// A mark that no phrase goes over.
fn wall(line: &Line<'_>, quotes: &Quoted, i: usize) -> bool {
    quoted(quotes, i)
        || dash(line, i)
        || matches!(line.word(i), ":" | ";" | "…" | "...")
        || matches!(line.tag(i), Tag::Stop)
}

/// Words that taggers take for verbs after a noun: "people familiar with".
const NEVER_VERBS: [&str; 6] = ["familiar", "aware", "critical", "senior", "former", "likely"];

/// Whether token `i` carries tense and is no participle by its look.
pub(super) fn finite(line: &Line<'_>, i: usize) -> bool {
    let tag = line.tag(i);
    // "the talks", "her claims": taggers take such nouns for verbs.
    let owned = i.checked_sub(1).is_some_and(|it| {
        line.is(it, &["the", "a", "an", "his", "its", "their", "my", "our", "your", "'s", "’s"])
            && line.tag(it) != Tag::VBZ
    });
    matches!(tag, Tag::VBZ | Tag::VBP | Tag::MD | Tag::VBD)
        && !line.capital(i)
        && line.word(i).len() > 1
        && (tag != Tag::VBP || !line.marks(i).any(Marks::PERSON.and(Marks::ROLE)))
        && !owned
        && !line.is(i, &NEVER_VERBS)
}

/// A verb form that leaves no doubt: an auxiliary, or a verb not in "-ed".
fn surely_finite(line: &Line<'_>, i: usize) -> bool {
    let auxiliary = line.marks(i).has(Marks::AUXILIARY)
        && !line.is(i, &["to", "not", "n't", "n’t", "be", "been", "being", "'s", "’s", "having"]);
    (auxiliary || finite(line, i) && !line.word(i).ends_with("ed")) && !(line.capital(i) && line.capital(i + 1))
}

/// Walks left over what may stand between a subject and its verb: auxiliaries, adverbs, a day. Returns the first token of it.
pub(super) fn verb_group(line: &Line<'_>, verb: usize) -> usize {
    let mut first = verb;
    while let Some(i) = first.checked_sub(1) {
        let marks = line.marks(i);
        let possessive = matches!(line.word(i), "'s" | "’s") && line.tag(i) == Tag::POS;
        let skips = marks.any(Marks::AUXILIARY.and(Marks::ADVERB)) && !line.is(i, &["to"]) && !possessive
            || line.tag(i).is_adverb() && !line.capital(i)
            || line.tag(i) == Tag::MD;
        if !skips {
            break;
        }
        first = i;
    }
    first
}

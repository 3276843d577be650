//! Nouns and labels as cues: "her claim that", "Lee:".

use super::{Cue, Manner};
use crate::analyse::attribution::Stance;
use crate::analyse::attribution::phrase::{self, Phrase, Quoted, left};
use crate::analyse::reading::Line;
use crate::lexicon::reporting::Frames;
use crate::lexicon::vocabulary::Marks;
use crate::segment::tag::Tag;

/// Nouns that bring in what their owner says, each with its stance.
const NOUNS: [(&str, Stance); 24] = [
    ("accusation", Stance::Alleges),
    ("admission", Stance::Concedes),
    ("allegation", Stance::Alleges),
    ("announcement", Stance::Says),
    ("argument", Stance::Says),
    ("assertion", Stance::Says),
    ("assurance", Stance::Promises),
    ("assurances", Stance::Promises),
    ("belief", Stance::Says),
    ("claim", Stance::Alleges),
    ("claims", Stance::Alleges),
    ("comment", Stance::Says),
    ("comments", Stance::Says),
    ("contention", Stance::Says),
    ("declaration", Stance::Says),
    ("description", Stance::Says),
    ("insistence", Stance::Says),
    ("pledge", Stance::Promises),
    ("prediction", Stance::Expects),
    ("promise", Stance::Promises),
    ("remark", Stance::Says),
    ("suggestion", Stance::Says),
    ("vow", Stance::Promises),
    ("warning", Stance::Expects),
];

/// "his warning that …", "Smith's claim that …", "Smith's comments about "…"".
pub(super) fn nominal(line: &Line<'_>, quotes: &Quoted, i: usize) -> Option<Cue> {
    let (_, stance) = *NOUNS.iter().find(|it| line.is(i, &[it.0]))?;
    let quoted = |at: usize| quotes.get(at).copied().unwrap_or_default();
    let near =
        (i + 1..line.len().min(i + 14)).take_while(|&at| quoted(at) || !line.comma(at) && !phrase::finite(line, at));
    let follows = line.is(i + 1, &["that"]) || near.into_iter().any(quoted);
    if !follows {
        return None;
    }
    // Over adjectives to the owner.
    let mut owner = i.checked_sub(1)?;
    while owner > 0 && (line.tag(owner).is_adjective() || line.word(owner) == "-" || line.tag(owner) == Tag::VBN) {
        owner -= 1;
    }
    let source = if line.is(owner, &["his", "her", "its", "their"]) {
        Phrase { first: owner, last: owner }
    } else if matches!(line.word(owner), "'s" | "’s" | "'" | "’") {
        left::antecedent(line, quotes, owner.checked_sub(1)?)?
    } else {
        return None;
    };
    let frames = Frames::THAT.and(Frames::QUOTE);
    Some(Cue { first: i, last: i, group: source.first, stance, frames, manner: Manner::Nominal, source: Some(source) })
}

/// "Smith: "…"" at the start of a sentence: a name of a few words, a colon and a quotation.
pub(super) fn label(line: &Line<'_>, quotes: &Quoted, colon: usize) -> Option<Cue> {
    let named = colon > 0 && colon <= 6 && (0..colon).all(|i| line.capital(i) || line.marks(i).has(Marks::PARTICLE));
    if !named || !quotes.get(colon + 1).copied().unwrap_or_default() {
        return None;
    }
    let source = Some(Phrase { first: 0, last: colon - 1 });
    let frames = Frames::QUOTE;
    Some(Cue { first: colon, last: colon, group: 0, stance: Stance::Says, frames, manner: Manner::Label, source })
}

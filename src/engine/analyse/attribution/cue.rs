//! (Long: to be split.) Cues in a sentence: the verbs and phrases that bring a source in.

use super::content::closes;
use super::phrase::{self, Phrase, Quoted, left, right};
use crate::analyse::attribution::Stance;
use crate::analyse::reading::Line;
use crate::lexicon::reporting::Frames;
use crate::lexicon::vocabulary::Marks;
use crate::segment::tag::Tag;

/// How a cue brings its source in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// "Smith said", "Smith, who left, said".
    Before,
    /// "said Smith".
    After,
    /// "according to Smith".
    According,
    /// "was described by Smith as".
    Agent,
    /// "and added": the source of the cue before it, or the sentence's subject.
    Shared,
    /// "saying": the same.
    Participle,
    /// "Smith, who said": Smith.
    Relative,
    /// "Smith's warning that".
    Nominal,
    /// "Smith: …" at the start of a sentence.
    Label,
}

/// One cue with the phrase that names its source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// First token ("according").
    pub(super) first: usize,
    /// Last token.
    pub(super) last: usize,
    /// First token of the verb group: "has also said".
    pub(super) group: usize,
    pub(super) stance: Stance,
    pub(super) frames: Frames,
    pub(super) manner: Manner,
    /// The source's phrase, when it stands here.
    pub(super) source: Option<Phrase>,
}

/// All cues of the sentence in order.
pub(super) fn cues(line: &Line<'_>, quotes: &Quoted) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    for i in 0..line.len() {
        if quotes.get(i).copied().unwrap_or_default() {
            continue;
        }
        if line.is(i, &["according"]) && line.is(i + 1, &["to"]) {
            let source = right::after(line, quotes, i + 2);
            let frames = Frames::THAT;
            found.extend(source.map(|it| Cue {
                first: i,
                last: i + 1,
                group: i,
                stance: Stance::Says,
                frames,
                manner: Manner::According,
                source: Some(it),
            }));
        } else if line.marks(i).has(Marks::CUE) && !inside_source(&found, i) {
            let cue = verb(line, quotes, i, &found).or_else(|| nominal(line, quotes, i));
            found.extend(cue);
        } else if let Some(cue) = calls(line, quotes, i) {
            found.push(cue);
        } else if line.tag(i).is_noun() && !line.capital(i) {
            found.extend(nominal(line, quotes, i));
        } else if line.word(i) == ":" && found.is_empty() {
            found.extend(label(line, quotes, i));
        }
    }
    found
}

/// Whether token `i` belongs to a source that was found already.
fn inside_source(found: &[Cue], i: usize) -> bool {
    found.last().is_some_and(|it| {
        matches!(it.manner, Manner::After | Manner::According | Manner::Agent)
            && it.source.is_some_and(|source| source.first <= i && i <= source.last)
    })
}

/// The reporting verb at `i`, when it brings a source in.
fn verb(line: &Line<'_>, quotes: &Quoted, i: usize, before: &[Cue]) -> Option<Cue> {
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
fn calls(line: &Line<'_>, quotes: &Quoted, i: usize) -> Option<Cue> {
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

/// "saying": of the subject before it; "with Smith warning": of Smith.
fn participle(line: &Line<'_>, quotes: &Quoted, i: usize, group: usize) -> Option<(Manner, Option<Phrase>)> {
    let previous = group.checked_sub(1);
    let Some(previous) = previous else { return opening(line, quotes, i) };
    if line.comma(previous)
        || phrase::dash(line, previous)
        || line.marks(previous).any(Marks::CONJUNCTION)
        || line.quote_mark(previous)
    {
        return Some((Manner::Participle, None));
    }
    let source = left::phrase_ending(line, quotes, previous)?;
    let with = source.first.checked_sub(1)?;
    let first = line.is(with, &["with"])
        && with.checked_sub(1).is_none_or(|it| line.comma(it) || phrase::dash(line, it) || line.quote_mark(it));
    // "a statement warning that", "the ruling saying".
    let document =
        line.marks(source.last).has(Marks::DOCUMENT) || line.is(i + 1, &["that", ":"]) || line.quote_mark(i + 1);
    if first {
        return Some((Manner::Before, Some(source)));
    }
    document
        .then_some((Manner::Participle, None))
        .or_else(|| line.is(i, &["saying", "adding"]).then_some((Manner::Participle, None)))
}

/// "Conceding that …, he warned": the subject of the main clause, which follows a comma or a quotation.
fn opening(line: &Line<'_>, quotes: &Quoted, i: usize) -> Option<(Manner, Option<Phrase>)> {
    let quoted = |at: usize| quotes.get(at).copied().unwrap_or_default();
    let starts = |at: usize| {
        let after_mark = line.comma(at - 1) || line.quote_mark(at - 1) || quoted(at - 1);
        let mut verb = at + 1;
        while line.tag(verb).is_adverb() || line.marks(verb).has(Marks::ADVERB) {
            verb += 1;
        }
        after_mark && line.marks(at).has(Marks::PRONOUN) && phrase::finite(line, verb)
    };
    let pronoun = (i + 2..line.len()).filter(|&at| !quoted(at)).find(|&at| starts(at));
    if let Some(first) = pronoun {
        return Some((Manner::Participle, Some(Phrase { first, last: first })));
    }
    // "Citing rules, officials refused".
    let comma = (i + 2..line.len()).find(|&at| line.comma(at) && !quoted(at))?;
    let verb = (comma + 2..line.len()).find(|&at| phrase::finite(line, at))?;
    let source = left::before(line, quotes, phrase::verb_group(line, verb)).filter(|it| it.first == comma + 1)?;
    Some((Manner::Participle, Some(source)))
}

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
fn nominal(line: &Line<'_>, quotes: &Quoted, i: usize) -> Option<Cue> {
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
fn label(line: &Line<'_>, quotes: &Quoted, colon: usize) -> Option<Cue> {
    let named = colon > 0 && colon <= 6 && (0..colon).all(|i| line.capital(i) || line.marks(i).has(Marks::PARTICLE));
    if !named || !quotes.get(colon + 1).copied().unwrap_or_default() {
        return None;
    }
    let source = Some(Phrase { first: 0, last: colon - 1 });
    let frames = Frames::QUOTE;
    Some(Cue { first: colon, last: colon, group: 0, stance: Stance::Says, frames, manner: Manner::Label, source })
}

/// The agent of a passive: "was described as … by Smith".
fn agent(line: &Line<'_>, quotes: &Quoted, verb: usize) -> Option<Phrase> {
    let by = (verb + 1..line.len())
        .take_while(|&i| !matches!(line.word(i), ";" | ":") && line.tag(i) != Tag::Stop)
        .find(|&i| line.is(i, &["by"]) && !quotes.get(i).copied().unwrap_or_default())?;
    right::after(line, quotes, by + 1)
}

/// Who speaks, when the subject follows: after a quotation, or after a comma and something said, with no auxiliary, and
/// before no clause that would be what is said ("Smith, the mayor, said members will help").
fn inverted(line: &Line<'_>, quotes: &Quoted, i: usize, group: usize) -> Option<Phrase> {
    // A capital at the start makes taggers take "Said Smith" for a name.
    let verb = matches!(line.tag(i), Tag::VBD | Tag::VBZ | Tag::VBN | Tag::VBP) || i == 0 && line.capital(1);
    if group != i || !verb || line.is(i, &["told", "tells"]) {
        return None;
    }
    let quoted = |at: usize| quotes.get(at).copied().unwrap_or_default();
    let next = i + 1;
    let marks = line.marks(next);
    let bare = marks.any(Marks::TIME.and(Marks::SUBORDINATOR))
        || line.is(next, &["this", "in", "on"])
        || quoted(next)
        || line.quote_mark(next);
    let before = i.checked_sub(1);
    let after_quote = before.is_some_and(|it| line.quote_mark(it) || quoted(it));
    let after_comma = before.is_some_and(|it| line.comma(it) || phrase::dash(line, it))
        && (0..i).any(|it| phrase::finite(line, it) || quoted(it));
    if bare || !(after_quote || after_comma || i == 0) {
        return None;
    }
    let source = right::after(line, quotes, next)?;
    let end = source.last + 1;
    // "One of them, who asked not to be named, said the board "cannot …"".
    if after_comma && !after_quote && quoted(end) {
        return None;
    }
    let clause = phrase::finite(line, end)
        || line.marks(end).has(Marks::AUXILIARY)
        || line.tag(end) == Tag::VBG
        || line.is(end, &["as"]) && !after_quote;
    let colon = line.word(end) == ":" || line.comma(end);
    let speaker = line.capital(next)
        || marks.has(Marks::PRONOUN)
        || (next..=source.last).any(|it| {
            line.marks(it)
                .any(Marks::PERSON.and(Marks::ROLE).and(Marks::DOCUMENT).and(Marks::BODY).and(Marks::KNOWN_BODY))
                || line.capital(it)
        });
    let owned = matches!(line.word(source.last), "'s" | "’s")
        || line.marks(next).has(Marks::DETERMINER) && line.tag(next) == Tag::PRPS && !after_quote;
    (speaker && !owned && (after_quote || !clause) && (i > 0 || colon)).then_some(source)
}

/// Whether a verb after "and" goes on with the subject of what came before: it has tense as its neighbour has.
fn shares(line: &Line<'_>, i: usize, before: &[Cue]) -> bool {
    let earlier = before.iter().any(|it| it.last < i);
    let verb = (0..i).any(|it| phrase::finite(line, it));
    (earlier || verb) && matches!(line.tag(i), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::VBN)
}

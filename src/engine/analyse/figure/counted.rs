//! What a figure counts or measures: "12,000 employees", "$3 billion in aid", "revenue rose 3.5 percent".

use super::FigureKind;
use crate::analyse::words::{Words, is_dash, one_of};
use crate::segment::rel::Rel;
use crate::segment::tag::Tag;
use crate::span::Span;

/// The most words of an answer.
const LONGEST: usize = 10;

/// What the figure at `wide..=last` (without its approximators at `first..=last`) speaks of.
pub(super) fn counted(words: &Words<'_>, wide: usize, first: usize, last: usize, kind: FigureKind) -> Option<Span> {
    let next = last + 1;
    // "worth $5 billion of goods", "hundreds of thousands of people", "a third of voters", "$3 billion in aid"
    let joint = match (words.at(next), words.at(next + 1)) {
        ("worth", "of") => Some(next + 2),
        ("of", _) => Some(next + 1),
        ("in", _) if kind == FigureKind::Money && !words.capital(next + 1) && year(words.at(next + 1)).is_none() => {
            Some(next + 1)
        }
        _ => None,
    };
    if let Some(from) = joint
        && let Some(found) = phrase(words, article(words, from))
    {
        return Some(found);
    }
    let owned = words.back(wide, 1) == "of";
    // A measure of time only lasts; what follows it is not measured.
    let follows = match kind {
        FigureKind::Count => true,
        FigureKind::Money | FigureKind::Share => {
            !owned && words.tag(next).is_noun() | words.tag(next).is_adjective() && !words.tag(next).is_proper()
        }
        FigureKind::Measure => is_dash(words.at(next)) || words.tag(next).is_noun() && !words.tag(next).is_proper(),
    };
    if follows {
        let from =
            if kind == FigureKind::Count { article(words, next) } else { next + usize::from(is_dash(words.at(next))) };
        let by_tree = if kind == FigureKind::Count { hung(words, first, last, from) } else { None };
        if let Some(found) = by_tree.max(phrase(words, from)) {
            return Some(found);
        }
    }
    // "over the next two years": what lasts is not measured by it.
    let lasts = kind == FigureKind::Measure && is_time(words.at(last));
    if lasts { None } else { before(words, wide, first, last) }
}

/// Past the articles and hyphens at `from`.
fn article(words: &Words<'_>, mut from: usize) -> usize {
    while matches!(words.tag(from), Tag::DT | Tag::PDT) || is_dash(words.at(from)) {
        from += 1;
    }
    from
}

/// The words up to the noun that the number hangs on: "two [United States service members]".
fn hung(words: &Words<'_>, first: usize, last: usize, from: usize) -> Option<Span> {
    let sentence = words.sentence();
    let mut heads =
        (first..=last).filter(|it| sentence.rel(*it) == Some(Rel::Nummod)).filter_map(|it| sentence.head(it));
    let head = heads.find(|it| *it >= from && *it < from + LONGEST && words.tag(*it).is_noun())?;
    let plain = (from..head).all(|it| !words.tag(it).is_verb() || matches!(words.tag(it), Tag::VBN | Tag::VBG));
    let joined = (from..head)
        .all(|it| !matches!(words.at(it), "," | "(" | ")" | ";" | "\"" | "“" | "”") && !is_preposition(words.at(it)));
    (plain && joined).then(|| words.span(from, head))
}

/// Words that open something else, whatever their tag.
fn is_preposition(word: &str) -> bool {
    one_of(
        word,
        "in on at by for from with to below above over under than after before since during per \
                 as that who which while when more less or but ago later earlier apart away up down",
    )
}

/// Whether a unit is one of time.
fn is_time(word: &str) -> bool {
    ["second", "minute", "hour", "day", "week", "month", "year", "decade", "centur"]
        .iter()
        .any(|it| word.starts_with(it))
}

/// A word for a stretch of time, which is not counted by money or shares: "2.9 percent this year".
fn year(word: &str) -> Option<()> {
    one_of(word, "year years month months week day time quarter total all").then_some(())
}

/// The noun phrase that begins at `from`.
fn phrase(words: &Words<'_>, from: usize) -> Option<Span> {
    let opening = words.tag(from);
    let opens = opening.is_noun()
        || opening.is_adjective()
        || matches!(opening, Tag::PRPS | Tag::VBG | Tag::VBN | Tag::CD | Tag::RB);
    if !opens || opening == Tag::CD && matches!(words.at(from + 1), "%" | "percent" | "per") {
        return None;
    }
    let mut last = None;
    for at in from..from + LONGEST {
        let tag = words.tag(at);
        if is_preposition(words.at(at)) {
            break;
        }
        if tag.is_noun() {
            // A name after a plural noun begins something new: "forced 200 people Monday".
            if tag.is_proper() && last.is_some_and(|it| words.tag(it) == Tag::NNS)
                || at == from && year(words.at(at)).is_some()
            {
                break;
            }
            last = Some(at);
            continue;
        }
        let inner = tag.is_adjective()
            || matches!(tag, Tag::VBN | Tag::VBG | Tag::POS | Tag::Hyphen | Tag::PRPS | Tag::CD | Tag::RB)
            || tag == Tag::CC && last.is_none_or(|it| !words.tag(it).is_plural()) && words.at(at) == "and"
            || is_dash(words.at(at)) && words.glued(at);
        // "people killed", "workers accused": what follows the head is another clause.
        let trails = last.is_some_and(|it| words.tag(it).is_plural()) && tag != Tag::POS;
        if !inner || trails {
            break;
        }
    }
    last.map(|last| words.span(from, last))
}

/// What stands before: "revenue of $27.5 billion", "sales rose 3 percent", "its valuation slashed to $8 billion".
fn before(words: &Words<'_>, wide: usize, first: usize, last: usize) -> Option<Span> {
    if words.back(wide, 1) == "of"
        && let Some(head) = wide.checked_sub(2).filter(|it| words.tag(*it).is_noun())
    {
        return Some(noun(words, head));
    }
    subject(words, wide, first, last).or_else(|| nearest(words, wide))
}

/// The subject of the verb of motion or being that the figure hangs on.
fn subject(words: &Words<'_>, wide: usize, first: usize, last: usize) -> Option<Span> {
    let sentence = words.sentence();
    let own = |it: &usize| sentence.rel(*it).is_some_and(Rel::is_subject);
    // The word of the figure that hangs on one outside it.
    let top = (first..=last).find(|it| sentence.head(*it).is_none_or(|head| !(wide..=last).contains(&head)))?;
    // "the deficit is projected to be $544 billion"
    if sentence.child(top, Rel::Cop).is_some() {
        let mut over = std::iter::once(top).chain(sentence.ancestors(top).take(2));
        let subject = over.find_map(|it| sentence.children(it).find(own)).filter(|it| names_something(words, *it));
        return subject.map(|it| noun(words, it));
    }
    let outside = sentence.head(top)?;
    let verb = if words.tag(outside).is_verb() {
        outside
    } else {
        sentence.ancestors(outside).take(2).find(|it| words.tag(*it).is_verb())?
    };
    moves(words.at(verb)).then_some(())?;
    let subject = sentence.children(verb).find(own).or_else(|| {
        let first = sentence.head(verb).filter(|_| sentence.rel(verb) == Some(Rel::Conj))?;
        sentence.children(first).find(own)
    });
    subject.filter(|it| names_something(words, *it)).map(|it| noun(words, it))
}

/// The noun before a verb of motion close by, where the tree does not show it: "revenue rose 3.5 percent to $27 billion".
fn nearest(words: &Words<'_>, wide: usize) -> Option<Span> {
    let verb = (wide.saturating_sub(7)..wide)
        .rev()
        .take_while(|it| !matches!(words.at(*it), "," | ";" | "and" | "but"))
        .find(|it| {
            let word = words.at(*it);
            moves(word) && !matches!(word, "is" | "was" | "are" | "were" | "be")
        })?;
    let auxiliary = |it: &usize| {
        one_of(words.at(*it), "has have had will would could to been be was were is are") || words.tag(*it).is_adverb()
    };
    let head = (verb.saturating_sub(4)..verb).rev().find(|it| !auxiliary(it))?;
    (names_something(words, head) && !words.tag(head).is_punctuation() && words.tag(head) != Tag::CC)
        .then(|| noun(words, head))
}

/// Whether the word is a noun, or at least no pronoun, article or verb.
fn names_something(words: &Words<'_>, at: usize) -> bool {
    let tag = words.tag(at);
    (tag.is_noun() || tag == Tag::JJ) && !matches!(words.at(at), "percent" | "%" | "cent" | "points" | "point")
}

/// The noun phrase that ends with the noun at `head`, without its article.
fn noun(words: &Words<'_>, head: usize) -> Span {
    let mut first = head;
    for at in (head.saturating_sub(LONGEST)..head).rev() {
        let tag = words.tag(at);
        let inner = tag.is_noun()
            || tag.is_adjective()
            || matches!(tag, Tag::POS | Tag::Hyphen | Tag::VBN | Tag::VBG | Tag::CD)
            || is_dash(words.at(at)) && words.glued(at);
        if !inner {
            break;
        }
        first = at;
    }
    words.span(first, head)
}

/// Verbs whose subject is what the figure measures.
fn moves(word: &str) -> bool {
    const STEMS: [&str; 45] = [
        "rose", "rise", "fell", "fall", "grew", "grow", "increas", "decreas", "drop", "climb", "jump", "gain", "slip",
        "slid", "declin", "total", "reach", "stood", "stand", "amount", "hit", "exceed", "averag", "surg", "plung",
        "soar", "doubl", "sank", "sink", "tumbl", "eas", "advanc", "shrank", "shrink", "cost", "weigh", "measur", "is",
        "was", "are", "were", "be", "expand", "trad", "gust",
    ];
    STEMS.iter().any(|it| {
        word.strip_prefix(it).is_some_and(|rest| {
            matches!(
                rest,
                "" | "s" | "es" | "ed" | "ing" | "e" | "d" | "ped" | "ping" | "n" | "en" | "med" | "ding" | "ting"
            )
        })
    })
}

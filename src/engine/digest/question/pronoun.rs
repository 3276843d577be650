//! Pronouns in a question: kept where their antecedent is in it, else replaced by the name, else the question falls.

use super::draft::{Desk, Item};
use crate::analyse::attribution::SourceKind;
use crate::analyse::clause::{BE, Words};
use crate::analyse::entity::{Entity, EntityKind, Gender, MentionForm};
use crate::segment::SentenceKind;
use crate::segment::tag::Tag;
use crate::span::Span;

/// What a pronoun asks of its antecedent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wants {
    /// "he", "she": a person.
    Person,
    /// "it": a thing or body.
    Thing,
    /// "they": several, or a body.
    Several,
    /// "I", "we", "you": the one who speaks; "this", "that": something said before.
    Never,
}

fn wants(word: &str) -> Option<Wants> {
    Some(match word.to_lowercase().as_str() {
        "he" | "she" | "him" | "her" | "his" | "hers" => Wants::Person,
        "it" | "its" => Wants::Thing,
        "they" | "them" | "their" | "theirs" => Wants::Several,
        "i" | "me" | "my" | "mine" | "we" | "us" | "our" | "ours" | "you" | "your" | "yours" | "myself"
        | "ourselves" | "yourself" => Wants::Never,
        _ => return None,
    })
}

/// Replaces the pronouns whose antecedent is missing; nothing when one stays unclear.
pub(super) fn settle(desk: &Desk<'_>, mut items: Vec<Item>) -> Option<Vec<Item>> {
    let words = &desk.words;
    for at in 0..items.len() {
        let Some(&Item::Token(i)) = items.get(at) else { continue };
        // "accused her of" is no possessive, whatever its tag.
        let possessive =
            words.tag(i) == Tag::PRPS && !matches!(words.tag(i + 1), Tag::IN | Tag::TO | Tag::Comma | Tag::Stop);
        let personal = words.tag(i) == Tag::PRP || words.tag(i) == Tag::PRPS;
        let demonstrative = words.is(i, &["this", "that", "these", "those"]) && words.tag(i) == Tag::DT;
        if demonstrative && words.base_phrase(i) <= i + 1 {
            // "those who …" says whom it means.
            if !words.is(i, &["those"]) || !matches!(words.tag(i + 1), Tag::WP | Tag::IN | Tag::VBN) {
                return None;
            }
            continue;
        }
        // "that tendency", "such a deal": told before.
        let before = matches!(words.tag(i), Tag::DT | Tag::PDT | Tag::JJ)
            && words.is(i, &["this", "that", "these", "those", "such"]);
        if before && !timed(words, i) && !words.is(i + 1, &["as"]) {
            // "this law": in the question it is the law.
            let head = words.base_phrase(i).wrapping_sub(1);
            let told = words.is(i, &["this", "these"])
                && matches!(words.tag(head), Tag::NN | Tag::NNS)
                && head > i
                && !words.is_verb(i + 1)
                && !words.is(head, &DULL);
            if !told {
                return None;
            }
            *items.get_mut(at)? = Item::Fixed("the");
            continue;
        }
        if !personal {
            continue;
        }
        let Some(wanted) = wants(words.word(i)) else { continue };
        if empty_it(desk, i) {
            continue;
        }
        if wanted == Wants::Never {
            let Some(by) = own_voice(desk, i) else {
                // "our economy": whose it is stays open.
                let noun = words.base_phrase(i) > i + 1 && words.is(i, &["our"]) && !words.is(i + 1, &["own"]);
                if !noun {
                    return None;
                }
                *items.get_mut(at)? = Item::Fixed("the");
                continue;
            };
            // "I have", "we are" of somebody else's clause: the verb would not agree with the name.
            if !possessive && at > 0 && matches!(words.tag(i + 1), Tag::VBP) && items.contains(&Item::Token(i + 1)) {
                return None;
            }
            *items.get_mut(at)? = Item::Named { at: Some(i), by, possessive };
            continue;
        }
        // What the question has named already, "it" and "their" take up by themselves.
        // Not the subject of its own verb: "a party that violates it".
        let spare = usize::from(!possessive && object(words, i));
        let fellows = items.iter().take(at).filter(|it| stands_for(desk, it, wanted) && heads(words, it)).count();
        let taken = wanted != Wants::Person && fellows > spare;
        if let Some((by, same)) = referent(desk, i, wanted).filter(|_| !taken) {
            // "Did Tony Blair trust Mr Blair?": not the same one after all.
            let surname = by.of(desk.analysis.article.text()).rsplit(' ').next().unwrap_or_default();
            let twice =
                items.iter().any(|it| matches!(it, Item::Token(t) if words.is_name(*t) && words.word(*t) == surname));
            if twice && wanted == Wants::Person && !possessive {
                return None;
            }
            // A name that the question gives already is not given again.
            let given = items.iter().take(at).any(|it| match *it {
                Item::Token(t) => words.sentence.token(t).is_some_and(|it| same.iter().any(|m| m.overlaps(it.span))),
                Item::Named { by: named, .. } => named == by,
                _ => false,
            });
            if let Some(item) = items.get_mut(at).filter(|_| !given) {
                *item = Item::Named { at: Some(i), by, possessive };
            }
            continue;
        }
        let fellows = items.iter().take(at).filter(|it| stands_for(desk, it, wanted) && heads(words, it)).count();
        if fellows <= spare {
            // Whose it is stays open: "some of the supporters".
            let noun = words.base_phrase(i) > i + 1 && !words.is(i + 1, &["own", "first", "last"]);
            if !possessive || !noun {
                return None;
            }
            *items.get_mut(at)? = Item::Fixed("the");
        }
    }
    Some(items)
}

/// Nouns that say nothing without what went before.
pub(super) const DULL: [&str; 24] = [
    "issue",
    "matter",
    "thing",
    "things",
    "way",
    "kind",
    "sort",
    "type",
    "point",
    "case",
    "cases",
    "area",
    "areas",
    "one",
    "ones",
    "regard",
    "respect",
    "context",
    "part",
    "sense",
    "stage",
    "level",
    "situation",
    "time",
];

/// Whether the pronoun at `i` is the object of a verb or preposition.
fn object(words: &Words<'_>, i: usize) -> bool {
    let before = i.wrapping_sub(1);
    i > 0 && (words.is_verb(before) || words.is_preposition(before)) && !words.is_finite(i + 1)
}

/// Whether an item ends its phrase: of "the peace talks" only the talks count.
fn heads(words: &Words<'_>, item: &Item) -> bool {
    match *item {
        Item::Token(i) => !words.is_noun(i + 1),
        _ => true,
    }
}

/// The name that a possessive pronoun stands for.
pub(super) fn name_of(desk: &Desk<'_>, i: usize) -> Option<Span> {
    let wanted = wants(desk.words.word(i))?;
    if wanted == Wants::Never {
        return None;
    }
    referent(desk, i, wanted).map(|it| it.0)
}

/// "this year", "these days": a time, which needs nothing said before.
fn timed(words: &Words<'_>, i: usize) -> bool {
    // "this year", "this year's contest"
    let noun = words.base_phrase(i).wrapping_sub(1);
    let noun = if words.tag(i + 2) == Tag::POS { i + 1 } else { noun };
    words.is_time(noun)
        || words.is(
            noun,
            &[
                "week",
                "month",
                "year",
                "weekend",
                "summer",
                "winter",
                "spring",
                "autumn",
                "fall",
                "season",
                "day",
                "days",
                "time",
                "morning",
                "afternoon",
                "evening",
                "decade",
                "century",
                "election",
                "quarter",
            ],
        )
}

/// "it" in "it is clear that": not a thing.
fn empty_it(desk: &Desk<'_>, i: usize) -> bool {
    let words = &desk.words;
    let links = ["prove", "proves", "proved", "seem", "seems", "appears", "becomes", "become"];
    let be = (i + 1..i + 5).find(|&it| words.is(it, &BE) || words.is(it, &links));
    let state = be.map(|it| (it + 1..it + 4).find(|&at| !words.is_adverb(at)).unwrap_or(it));
    let empty = state.is_some_and(|at| {
        // "it is expected to sell" is somebody, "it is thought that" nobody.
        (matches!(words.tag(at), Tag::JJ | Tag::JJR) || words.tag(at) == Tag::VBN && words.is(at + 1, &["that"]))
            && (at + 1..at + 6).any(|it| words.is(it, &["that", "to", "whether", "if", "for"]))
    });
    let takes = (i + 1..i + 4).any(|it| words.is(it, &["take", "takes", "took"]));
    words.is(i, &["it"]) && (empty || takes)
}

/// "I" and "my" in the quoted words of somebody who is named.
fn own_voice(desk: &Desk<'_>, i: usize) -> Option<Span> {
    let words = &desk.words;
    let several = words.is(i, &["we", "us", "our"]);
    if !several && !words.is(i, &["i", "me", "my"]) {
        return None;
    }
    let findings = &desk.analysis.findings;
    let span = words.sentence.token(i)?.span;
    let said = findings.attributions.iter().find(|it| it.content.iter().any(|c| c.contains(span)))?;
    let kind = said.source.entity.and_then(|it| findings.entities.get(it)).map(|it| it.kind);
    let wanted = if several { EntityKind::Organisation } else { EntityKind::Person };
    let person = kind == Some(wanted);
    let spoken = findings.quotations.iter().any(|it| it.span.contains(span));
    (person && spoken && said.source.certain && said.source.kind == SourceKind::Named).then_some(said.source.name)
}

/// Whether an earlier word of the question may be what the pronoun stands for.
fn stands_for(desk: &Desk<'_>, item: &Item, wanted: Wants) -> bool {
    let words = &desk.words;
    match *item {
        Item::Token(t) => match wanted {
            Wants::Person => words.is_name(t),
            Wants::Thing => matches!(words.tag(t), Tag::NN | Tag::NNP | Tag::NNPS),
            Wants::Several => matches!(words.tag(t), Tag::NNS | Tag::NNP | Tag::NNPS),
            Wants::Never => false,
        },
        Item::Named { .. } => true,
        _ => false,
    }
}

/// The name that the pronoun at `i` stands for, with all places where the same one is named.
fn referent(desk: &Desk<'_>, i: usize, wanted: Wants) -> Option<(Span, Vec<Span>)> {
    let span = desk.words.sentence.token(i)?.span;
    let entities = &desk.analysis.findings.entities;
    let is_it = |it: &&crate::analyse::entity::Entity| {
        it.mentions.iter().any(|m| m.sentence == desk.sentence && m.form == MentionForm::Pronoun && m.span == span)
    };
    if let Some(entity) = entities.iter().find(is_it) {
        let fits = match entity.kind {
            EntityKind::Person => wanted == Wants::Person,
            _ => wanted != Wants::Person,
        };
        return fits.then(|| (entity.name, entity.mentions.iter().map(|it| it.span).collect()));
    }
    speaker(desk, i, wanted).or_else(|| before(desk, i, wanted)).or_else(|| parallel(desk, i, wanted))
}

/// "Acme did not say when it would …", "Brown went to court. If convicted, he …": the one person or thing named so far.
fn before(desk: &Desk<'_>, i: usize, wanted: Wants) -> Option<(Span, Vec<Span>)> {
    let analysis = desk.analysis;
    let entities = &analysis.findings.entities;
    let place = desk.words.sentence.token(i)?.span;
    let kind = |it: &Entity| it.kind == EntityKind::Person;
    if wanted != Wants::Person {
        return None;
    }
    let named = |sentence: usize| {
        let mut found = entities
            .iter()
            .filter(|it| kind(it) && it.mentions.iter().any(|m| m.sentence == sentence && m.span.end <= place.start));
        let first = found.next();
        (first, found.next().is_none())
    };
    let previous = desk
        .sentence
        .checked_sub(1)
        .filter(|&it| analysis.sentences.get(it).is_some_and(|it| it.kind == SentenceKind::Body));
    let entity = match (named(desk.sentence), previous) {
        ((Some(entity), true), _) => entity,
        ((None, _), Some(previous)) => match named(previous) {
            (Some(entity), true) => entity,
            _ => return None,
        },
        _ => return None,
    };
    let word = desk.words.word(i).to_lowercase();
    let fits = match entity.gender {
        Gender::Female => word.starts_with("she") || word.starts_with("her"),
        Gender::Male => word.starts_with("he") && !word.starts_with("her") || word.starts_with("hi"),
        _ => true,
    };
    fits.then(|| (entity.name, entity.mentions.iter().map(|it| it.span).collect()))
}

/// "The firm closed its plant and said it would …": the subject of the clause before, when it agrees.
fn parallel(desk: &Desk<'_>, i: usize, wanted: Wants) -> Option<(Span, Vec<Span>)> {
    if wanted == Wants::Person || desk.quoted(i) {
        return None;
    }
    let words = &desk.words;
    let here =
        (0..i).rev().filter(|&it| words.is_finite(it)).take(4).find_map(|it| subject_before(desk, words, it, wanted));
    // At the head of a sentence it takes up the subject of the one before.
    let subject = (i + 1..i + 3).any(|it| words.is_finite(it)) && words.is(i, &["it", "they"]);
    let before = || {
        // A chain of "it … it …" leads back to the thing itself.
        for back in 1..=3 {
            let sentence = desk.analysis.sentences.get(desk.sentence.checked_sub(back)?);
            let sentence = sentence.filter(|it| it.kind == SentenceKind::Body)?;
            let before = Words::new(&desk.analysis.article, sentence);
            let finite = before.next_finite(0, before.len())?;
            let subject = before.subject(finite)?;
            if subject.len() == 1 && before.word(subject.start).eq_ignore_ascii_case(words.word(i)) {
                continue;
            }
            return subject_before(desk, &before, finite, wanted);
        }
        None
    };
    let first = !(0..i).any(|it| words.is_finite(it));
    let span = here.or_else(|| if subject && first { before() } else { None })?;
    Some((span, vec![span]))
}

/// The subject of the verb at `finite`, when the pronoun can stand for it.
fn subject_before(desk: &Desk<'_>, words: &Words<'_>, finite: usize, wanted: Wants) -> Option<Span> {
    let subject = words.subject(finite)?;
    let spoken = words
        .span(subject.clone())
        .is_some_and(|span| desk.analysis.findings.quotations.iter().any(|it| it.span.contains(span)));
    if spoken {
        return None;
    }
    let phrase = subject.start..words.full_phrase(subject.start).min(subject.end);
    let head = words.head_noun(phrase.clone())?;
    if words.is(phrase.start, &["such", "this", "these", "that", "those", "many", "some", "others", "no"]) {
        return None;
    }
    let span = words.span(phrase.clone())?;
    let entities = &desk.analysis.findings.entities;
    let entity =
        entities.iter().find(|it| it.mentions.iter().any(|m| m.form == MentionForm::Name && m.span.overlaps(span)));
    let person = entity.is_some_and(|it| it.kind == EntityKind::Person && words.is_name(head));
    let body = entity.is_some_and(|it| it.kind == EntityKind::Organisation) && words.is_name(head);
    let plural = words.tag(head) == Tag::NNS || words.is(words.base_phrase(phrase.start), &["and"]);
    let thing = matches!(words.tag(head), Tag::NN | Tag::NNP | Tag::NNPS) && !plural;
    // "a spokesman", "the minister": people, whom "it" cannot mean.
    let word = words.word(head).to_lowercase();
    let doer = ["man", "woman", "er", "or", "ist", "ian", "ent", "ant", "ief"].iter().any(|it| word.ends_with(it))
        && !word.ends_with("ment")
        && !words.is_name(head);
    let determined = words.is_name(head) || matches!(words.tag(phrase.start), Tag::DT | Tag::PRPS | Tag::NNP);
    let fits = match wanted {
        Wants::Thing => thing && !person && !doer && determined,
        Wants::Several => plural || body,
        _ => false,
    };
    (fits && phrase.len() <= 8).then_some(span)
}

/// "Acme said it would …": the source of the words in which the pronoun stands.
fn speaker(desk: &Desk<'_>, i: usize, wanted: Wants) -> Option<(Span, Vec<Span>)> {
    let findings = &desk.analysis.findings;
    let span = desk.words.sentence.token(i)?.span;
    let said = findings.attributions.iter().find(|it| it.content.iter().any(|c| c.contains(span)))?;
    let source = &said.source;
    // In direct speech "he" is somebody else.
    let spoken = findings.quotations.iter().any(|it| it.span.contains(span));
    if !source.certain || source.kind != SourceKind::Named || spoken {
        return None;
    }
    let entity = findings.entities.get(source.entity?)?;
    let fits = match entity.kind {
        EntityKind::Person => wanted == Wants::Person,
        EntityKind::Organisation => wanted != Wants::Person,
        _ => false,
    };
    fits.then(|| (source.name, entity.mentions.iter().map(|it| it.span).collect()))
}

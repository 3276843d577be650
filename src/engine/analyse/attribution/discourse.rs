//! Who is meant: everybody met so far.

mod nominal;
mod pronoun;

use std::collections::BTreeMap;

use super::SourceKind;
use super::describe::{described, lower_words, subject};
use super::phrase::Phrase;
use crate::analyse::entity::{Entity, EntityKind, Gender, MentionForm};
use crate::analyse::reading::{Line, Reading};
use crate::lexicon::vocabulary::Marks;
use crate::span::Span;

/// How many sentences back a pronoun may look, and over how many mentions and sources.
const WINDOW: usize = 5;
const MENTIONS: usize = 40;
const SOURCES: usize = 8;

/// Words that news changes for one another, as [`super::describe::normal`] makes them.
pub(super) const STUDIES: [&str; 8] = ["study", "survey", "poll", "report", "analysi", "research", "paper", "review"];

/// Somebody or something that can be a source.
#[derive(Clone, Debug)]
pub(super) struct Referent {
    pub(super) entity: Option<usize>,
    /// Fullest name or description.
    pub(super) name: Span,
    pub(super) role: Option<Span>,
    pub(super) kind: SourceKind,
    pub(super) count: Option<u32>,
    pub(super) gender: Gender,
    pub(super) person: bool,
    pub(super) plural: bool,
    /// A country or city, which a pronoun means only when it was a source.
    pub(super) place: bool,
    /// A name that may be a person's or a body's.
    doubtful: bool,
    /// Its describing words, as [`super::describe::normal`] makes them, sorted; with whether they are names.
    pub(super) words: Vec<(String, bool)>,
    /// Sentence where it was last a source.
    pub(super) spoke: Option<usize>,
    /// Sentence where it was last met.
    pub(super) met: Option<usize>,
    /// The sources it is made of: "one current and one former official".
    members: Vec<usize>,
}

/// A mention of an entity by name, for looking back.
#[derive(Clone, Copy, Debug)]
struct Seen {
    span: Span,
    sentence: usize,
    entity: usize,
    subject: bool,
    quoted: bool,
}

/// Everybody met so far.
pub(super) struct Discourse<'a> {
    pub(super) text: &'a str,
    pub(super) referents: Vec<Referent>,
    seen: Vec<Seen>,
    /// How many of `seen` stand in sentences that were read.
    read: usize,
    /// Referents by each of their describing words, in order of their making.
    by_word: BTreeMap<String, Vec<usize>>,
    /// Sources in order, each with its sentence.
    spoken: Vec<(usize, usize)>,
    /// "in a statement": which word, whose, in which sentence.
    issued: Vec<(String, usize, usize)>,
    /// Whom the sentences that begin with "he", "his" and the like are about, each with its sentence.
    topics: Vec<(usize, usize)>,
    /// Each sentence's paragraph.
    paragraphs: Vec<u32>,
}

/// A resolved source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolved {
    pub(super) referent: usize,
    pub(super) certain: bool,
    pub(super) form: MentionForm,
}

impl<'a> Discourse<'a> {
    pub(super) fn new(reading: &Reading<'a>, entities: &[Entity], quotes: &[Vec<bool>]) -> Self {
        let text = reading.article.text();
        let mut all = Self {
            text,
            referents: Vec::with_capacity(entities.len()),
            seen: Vec::new(),
            read: 0,
            by_word: BTreeMap::new(),
            spoken: Vec::new(),
            issued: Vec::new(),
            topics: Vec::new(),
            paragraphs: reading.sentences.iter().map(|it| it.paragraph).collect(),
        };
        for (index, entity) in entities.iter().enumerate() {
            let mut words = Vec::new();
            let person = entity.kind == EntityKind::Person;
            let place = entity.kind == EntityKind::Place;
            for mention in &entity.mentions {
                let Some(line) = reading.line(mention.sentence) else { continue };
                let tokens = line.sentence.tokens_in(mention.span);
                let mask = quotes.get(mention.sentence);
                let quoted = mask.and_then(|it| it.get(tokens.start)).copied().unwrap_or_default();
                let subject = subject(&line, tokens.start, tokens.end);
                all.seen.push(Seen { span: mention.span, sentence: mention.sentence, entity: index, subject, quoted });
                if !place {
                    described(&line, tokens.start, tokens.end, &mut words);
                }
            }
            words.extend(entity.role.iter().flat_map(|it| lower_words(it.of(text))));
            if !person {
                words.extend(lower_words(entity.name.of(text)));
            }
            all.make(Referent {
                entity: Some(index),
                name: entity.name,
                role: entity.role,
                kind: SourceKind::Named,
                count: None,
                gender: entity.gender,
                person,
                plural: false,
                place: place || entity.kind == EntityKind::Group,
                doubtful: entity.kind == EntityKind::Other && {
                    let name = entity.name.of(text);
                    !name.ends_with('s') && name.chars().any(char::is_lowercase)
                },
                words,
                spoke: None,
                met: None,
                members: Vec::new(),
            });
        }
        all.seen.sort_by_key(|it| it.span);
        all.genders(reading, quotes);
        all
    }

    /// Adds a referent and makes it findable by its words.
    fn make(&mut self, mut referent: Referent) -> usize {
        let index = self.referents.len();
        referent.words.sort();
        referent.words.dedup_by(|a, b| a.0 == b.0);
        for (word, _) in &referent.words {
            self.by_word.entry(word.clone()).or_default().push(index);
        }
        self.referents.push(referent);
        index
    }

    /// Who the phrase means; `None` when it cannot be a source. `sure`: the verb is one of saying, so whatever its
    /// subject is speaks.
    pub(super) fn refer(&mut self, line: &Line<'_>, phrase: Phrase, sure: bool) -> Option<Resolved> {
        self.advance(line.index);
        let one = phrase.first == phrase.last;
        let own = line.is(phrase.first, &["his", "its", "their"]);
        let found = if one
            && (own || line.marks(phrase.first).has(Marks::PRONOUN))
            && !line.is(phrase.first, &["one", "others", "who"])
        {
            self.pronoun(line, phrase.first)?
        } else {
            self.nominal(line, phrase, sure)?
        };
        if let Some(it) = self.referents.get_mut(found.referent) {
            it.met = Some(line.index);
        }
        Some(found)
    }

    /// Notes the names of all sentences up to `sentence`.
    fn advance(&mut self, sentence: usize) {
        while let Some(seen) = self.seen.get(self.read).filter(|it| it.sentence <= sentence) {
            if let Some(it) = self.referents.get_mut(seen.entity) {
                it.met = Some(seen.sentence);
            }
            self.read += 1;
        }
    }

    /// Notes that it was a source.
    pub(super) fn spoke(&mut self, referent: usize, sentence: usize) {
        let Some(it) = self.referents.get_mut(referent) else { return };
        it.spoke = Some(sentence);
        it.met = Some(sentence);
        for member in it.members.clone() {
            if let Some(it) = self.referents.get_mut(member) {
                (it.met, it.spoke) = (Some(sentence), Some(sentence));
            }
        }
        self.spoken.push((referent, sentence));
    }

    /// Notes that a source spoke in a document: "said in a statement".
    pub(super) fn issues(&mut self, document: &str, referent: usize, sentence: usize) {
        self.issued.push((super::describe::normal(document), referent, sentence));
    }

    /// The study, survey or poll that was a source lately: each is called by the other's name.
    pub(super) fn study(&self, sentence: usize) -> Option<usize> {
        let near = self.spoken.iter().rev().take(3).filter(|it| it.1 + 2 >= sentence);
        let study = |index: &usize| {
            let referent = self.referents.get(*index);
            referent.is_some_and(|it| {
                it.kind == SourceKind::Document && it.words.iter().any(|it| STUDIES.contains(&it.0.as_str()))
            })
        };
        near.map(|it| it.0).find(study)
    }

    /// The poll that was spoken of last, though some way back.
    fn poll(&self, sentence: usize) -> Option<usize> {
        let spoken = self.spoken.iter().rev().take(SOURCES).map(|it| it.0);
        let named = ["poll", "survey"].into_iter().flat_map(|it| self.bearing(it));
        spoken.chain(named).find(|&it| {
            let poll = |it: &Referent| {
                let bears = it.words.iter().any(|it| matches!(it.0.as_str(), "poll" | "survey"));
                let near = it.met.or(it.spoke).is_some_and(|met| met + 3 * WINDOW >= sentence);
                bears && near && !it.person && (it.entity.is_some() || it.kind == SourceKind::Document)
            };
            self.referents.get(it).is_some_and(poll)
        })
    }

    /// Whose document of that sort was spoken of last.
    pub(super) fn issuer(&self, document: &str, sentence: usize) -> Option<usize> {
        let near = self.issued.iter().rev().take(SOURCES).filter(|it| it.2 + 2 * WINDOW >= sentence);
        near.clone().find(|it| it.0 == document).map(|it| it.1)
    }

    /// The last source and its sentence.
    pub(super) fn last(&self) -> Option<(usize, usize)> {
        self.spoken.last().copied()
    }

    /// The referents that have a word, the latest made first, a few of them.
    pub(super) fn bearing(&self, word: &str) -> impl Iterator<Item = usize> + '_ {
        self.by_word.get(word).into_iter().flat_map(|it| it.iter().rev().take(4 * SOURCES).copied())
    }

    /// The entities named before `place`, nearest first.
    pub(super) fn named_before(&self, place: usize, sentence: usize) -> impl Iterator<Item = usize> + '_ {
        self.back(place, sentence).map(|it| it.entity)
    }

    fn back(&self, place: usize, sentence: usize) -> impl Iterator<Item = &Seen> {
        let end = self.seen.partition_point(|it| it.span.start < place);
        let near = self.seen.get(..end).unwrap_or_default().iter().rev().take(MENTIONS);
        near.take_while(move |it| it.sentence + WINDOW >= sentence)
    }

    /// The entity whose name covers token `i`.
    pub(super) fn entity_at(&self, line: &Line<'_>, i: usize) -> Option<(usize, Span)> {
        let place = line.token(i)?.span.start;
        let end = self.seen.partition_point(|it| it.span.start <= place);
        let seen = self.seen.get(..end)?.last()?;
        seen.span.holds(place).then_some((seen.entity, seen.span))
    }
}

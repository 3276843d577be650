//! (Long: to be split.) Who is meant: everybody met so far, and whom a pronoun means among them.

use std::collections::BTreeMap;

use super::SourceKind;
use super::describe::{Description, Head, described, head, kind_of, lower_words, subject};
use super::phrase::Phrase;
use super::unnamed;
use crate::analyse::entity::{Entity, EntityKind, Gender, MentionForm};
use crate::analyse::reading::{Line, Reading};
use crate::lexicon::vocabulary::Marks;
use crate::segment::tag::Tag;
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

    /// Learns who is a woman or a man from the pronouns that can mean but one person.
    fn genders(&mut self, reading: &Reading<'_>, quotes: &[Vec<bool>]) {
        let mut votes: BTreeMap<usize, i32> = BTreeMap::new();
        let mut from = 0;
        for (line, mask) in reading.lines().zip(quotes) {
            let quoted = |i: usize| mask.get(i).copied().unwrap_or_default();
            while self.seen.get(from).is_some_and(|it| it.sentence + 1 < line.index) {
                from += 1;
            }
            for i in (0..line.len()).filter(|&i| line.marks(i).has(Marks::PRONOUN) || line.is(i, &["his", "her"])) {
                let Some(Pronoun::Person(gender)) = Pronoun::of(&line, i).filter(|_| !quoted(i)) else { continue };
                let place = line.token(i).map_or(0, |it| it.span.start);
                let near = self.seen.get(from..).unwrap_or_default().iter().take_while(|it| it.span.start < place);
                let mut people =
                    near.map(|it| it.entity).filter(|&it| self.referents.get(it).is_some_and(|it| it.person));
                let Some(first) = people.next() else { continue };
                if people.all(|it| it == first) {
                    *votes.entry(first).or_default() += if gender == Gender::Female { 1 } else { -1 };
                }
            }
        }
        for (person, vote) in votes {
            let Some(it) = self.referents.get_mut(person).filter(|it| it.gender == Gender::Unknown) else { continue };
            it.gender = match vote {
                0 => Gender::Unknown,
                1.. => Gender::Female,
                _ => Gender::Male,
            };
        }
    }

    /// Notes whom a sentence is about that begins with "he", "his" and the like.
    pub(super) fn topic(&mut self, line: &Line<'_>, mask: &[bool]) {
        let first = (0..line.len().min(3)).find(|&i| {
            matches!(Pronoun::of(line, i), Some(Pronoun::Person(_))) && !mask.get(i).copied().unwrap_or_default()
        });
        if let Some(found) = first.and_then(|it| self.pronoun(line, it)).filter(|it| it.certain) {
            self.topics.push((found.referent, line.index));
        }
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

    /// Whom the pronoun at `at` means: the nearest that agrees, subjects and sources before others.
    fn pronoun(&self, line: &Line<'_>, at: usize) -> Option<Resolved> {
        let number = Pronoun::of(line, at)?;
        let place = line.token(at)?.span.start;
        let mut scores: BTreeMap<usize, i32> = BTreeMap::new();
        let mut add = |referent: usize, score: i32| {
            let best = scores.entry(referent).or_insert(i32::MIN);
            *best = (*best).max(score);
        };
        for seen in self.back(place, line.index) {
            let Some(referent) = self.referents.get(seen.entity) else { continue };
            if !number.agrees(referent) {
                continue;
            }
            let mut score = -3 * distance(line.index, seen.sentence) + self.beside(line.index, seen.sentence);
            score += if seen.subject { 4 } else { 0 };
            score -= if seen.quoted { 6 } else { 0 };
            score -= if referent.place || referent.doubtful && number != Pronoun::Thing { 5 } else { 0 };
            score += if referent.gender != Gender::Unknown { 2 } else { 0 };
            add(seen.entity, score);
        }
        for (n, &(index, sentence)) in self.spoken.iter().rev().take(SOURCES).enumerate() {
            let Some(referent) = self.referents.get(index) else { continue };
            if !number.agrees(referent) || sentence + WINDOW < line.index {
                continue;
            }
            let known = if referent.person && referent.gender != Gender::Unknown { 2 } else { 0 };
            let near = self.beside(line.index, sentence) - 3 * distance(line.index, sentence);
            add(index, 5 + near + if n == 0 { 3 } else { 0 } + known);
        }
        for &(index, sentence) in self.topics.iter().rev().take(SOURCES) {
            let Some(referent) = self.referents.get(index) else { continue };
            if number.agrees(referent) && sentence + WINDOW >= line.index && sentence < line.index {
                add(index, 6 + self.beside(line.index, sentence) - 3 * distance(line.index, sentence));
            }
        }
        let mut ranked: Vec<(i32, usize)> = scores.into_iter().map(|(referent, score)| (score, referent)).collect();
        ranked.sort_by_key(|it| (-it.0, it.1));
        let best = ranked.first()?;
        let margin = ranked.get(1).map_or(10, |it| best.0 - it.0);
        let certain = margin >= 1 && (best.0 > -9 || ranked.len() == 1);
        Some(Resolved { referent: best.1, certain, form: MentionForm::Pronoun })
    }

    /// What a mention in the same paragraph counts more.
    fn beside(&self, here: usize, there: usize) -> i32 {
        let paragraph = |it: usize| self.paragraphs.get(it);
        if here != there && paragraph(here) == paragraph(there) { 3 } else { 0 }
    }

    /// Whom a name or description means.
    fn nominal(&mut self, line: &Line<'_>, phrase: Phrase, sure: bool) -> Option<Resolved> {
        let noun = match head(line, self, phrase)? {
            Head::Several => return Some(self.add(line, phrase, SourceKind::Named, MentionForm::Name)),
            Head::Entity(entity) => return Some(Resolved { referent: entity, certain: true, form: MentionForm::Name }),
            Head::Noun(noun) => noun,
        };
        let marks = line.marks(noun);
        if polled(line, phrase)
            && let Some(referent) = self.poll(line.index)
        {
            return Some(Resolved { referent, certain: true, form: MentionForm::Description });
        }
        let description = Description::of(line, phrase, noun);
        if let Some((referent, certain)) = description.find(line, self) {
            self.widen(referent, &description, line, phrase);
            return Some(Resolved { referent, certain, form: MentionForm::Description });
        }
        let known = Marks::PERSON.and(Marks::ROLE).and(Marks::BODY).and(Marks::DOCUMENT).and(Marks::COUNT);
        let known = marks.any(known.and(Marks::DEMONYM).and(Marks::TITLE)) || line.tag(noun).is_plural();
        if !known && !line.capital(noun) && !sure {
            return None;
        }
        let kind = kind_of(line, self, phrase, noun);
        let mut found = self.add(line, phrase, kind, MentionForm::Description);
        found.certain = known || sure;
        let members = unnamed::members(line, phrase);
        let members: Vec<usize> =
            members.into_iter().map(|it| self.add(line, it, kind, MentionForm::Description).referent).collect();
        for &member in &members {
            self.characterise(member, line, noun, Some(1));
            if let Some(it) = self.referents.get_mut(member) {
                it.plural = false;
                it.person = true;
            }
        }
        self.characterise(found.referent, line, noun, unnamed::count(line, phrase));
        if let Some(it) = self.referents.get_mut(found.referent) {
            it.members = members;
            it.plural |= it.count.is_some_and(|count| count > 1);
            it.person &= !it.plural;
        }
        Some(found)
    }

    /// Sets number, gender and count by the head noun.
    fn characterise(&mut self, referent: usize, line: &Line<'_>, noun: usize, count: Option<u32>) {
        let marks = line.marks(noun);
        let Some(it) = self.referents.get_mut(referent) else { return };
        it.plural = marks.has(Marks::PLURAL) || line.tag(noun).is_plural();
        it.person = marks.any(Marks::PERSON.and(Marks::ROLE)) && !it.plural;
        it.count = count;
        it.gender = match (marks.has(Marks::FEMALE), marks.has(Marks::MALE)) {
            (true, false) => Gender::Female,
            (false, true) => Gender::Male,
            _ => Gender::Unknown,
        };
    }

    /// A new referent for the phrase.
    fn add(&mut self, line: &Line<'_>, phrase: Phrase, kind: SourceKind, form: MentionForm) -> Resolved {
        let name = named(line, phrase, kind);
        let words = lower_words(name.of(self.text)).collect();
        let referent = self.make(Referent {
            entity: None,
            name,
            role: None,
            kind,
            count: None,
            gender: Gender::Unknown,
            person: false,
            plural: form == MentionForm::Name,
            place: false,
            doubtful: false,
            words,
            spoke: None,
            met: Some(line.index),
            members: Vec::new(),
        });
        Resolved { referent, certain: true, form }
    }

    /// An unnamed source was described again: its name becomes the fullest description.
    fn widen(&mut self, referent: usize, description: &Description, line: &Line<'_>, phrase: Phrase) {
        let text = self.text;
        let Some(it) = self.referents.get_mut(referent) else { return };
        if it.entity.is_some() || it.kind == SourceKind::Document {
            return;
        }
        let name = named(line, phrase, it.kind);
        let words = |span: Span| span.of(text).split_whitespace().count();
        if words(name) > words(it.name) {
            it.name = name;
        }
        for word in description.words() {
            if let Err(at) = it.words.binary_search_by(|(known, _)| known.as_str().cmp(&word.0)) {
                it.words.insert(at, word.clone());
                self.by_word.entry(word.0.clone()).or_default().push(referent);
            }
        }
    }

    /// The entity whose name covers token `i`.
    pub(super) fn entity_at(&self, line: &Line<'_>, i: usize) -> Option<(usize, Span)> {
        let place = line.token(i)?.span.start;
        let end = self.seen.partition_point(|it| it.span.start <= place);
        let seen = self.seen.get(..end)?.last()?;
        seen.span.holds(place).then_some((seen.entity, seen.span))
    }
}

/// Whether the phrase counts those who were asked: "61 percent of voters", "eight in 10".
fn polled(line: &Line<'_>, phrase: Phrase) -> bool {
    (phrase.first..=phrase.last).any(|i| {
        line.is(i, &["percent", "%", "pc"])
            || line.is(i, &["per"]) && line.is(i + 1, &["cent"])
            || line.is(i, &["in"]) && line.is(i + 1, &["10", "ten", "five", "four", "three"]) && i > phrase.first
            || line.is(i, &["respondents"])
    })
}

/// The part of a phrase that stands as a name: without "the", a document's without "a" too.
fn named(line: &Line<'_>, phrase: Phrase, kind: SourceKind) -> Span {
    let definite = line.is(phrase.first, &["the", "this", "that", "these", "those", "its", "his", "her", "their"]);
    let article = kind == SourceKind::Document && line.is(phrase.first, &["a", "an"]);
    let skip = (definite || article) && phrase.first < phrase.last;
    let first = phrase.first + usize::from(skip);
    // "a letter seen by Sky News" is a letter.
    let tail = (first + 1..=phrase.last)
        .find(|&i| kind == SourceKind::Document && (line.tag(i) == Tag::VBN || line.is(i, &["seen", "who", "which"])));
    line.span(first, tail.map_or(phrase.last, |it| it - 1))
}

fn distance(a: usize, b: usize) -> i32 {
    i32::try_from(a.abs_diff(b)).unwrap_or(i32::MAX / 8).min(1000)
}

/// What a pronoun asks of whom it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pronoun {
    Person(Gender),
    Thing,
    Several,
}

impl Pronoun {
    fn of(line: &Line<'_>, at: usize) -> Option<Self> {
        if line.is(at, &["he", "him", "his", "himself"]) {
            Some(Self::Person(Gender::Male))
        } else if line.is(at, &["she", "her", "herself"]) {
            Some(Self::Person(Gender::Female))
        } else if line.is(at, &["it", "its", "itself"]) {
            Some(Self::Thing)
        } else if line.is(at, &["they", "them", "their"]) {
            Some(Self::Several)
        } else {
            None
        }
    }

    fn agrees(self, referent: &Referent) -> bool {
        match self {
            Self::Person(gender) => {
                (referent.person || referent.doubtful)
                    && !referent.plural
                    && (referent.gender == Gender::Unknown || referent.gender == gender)
            }
            Self::Thing => !referent.person && !referent.plural,
            Self::Several => referent.plural || !referent.person && referent.kind == SourceKind::Named,
        }
    }
}

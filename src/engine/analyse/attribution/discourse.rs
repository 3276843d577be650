//! Who is meant: names, pronouns and descriptions are resolved against everybody met so far.

use std::collections::BTreeMap;

use super::SourceKind;
use super::phrase::{Phrase, finite};
use super::unnamed;
use crate::analyse::entity::{Entity, EntityKind, Gender, MentionForm};
use crate::analyse::reading::{Line, Reading};
use crate::lexicon::vocabulary::Marks;
use crate::segment::tag::Tag;
use crate::span::Span;

/// How many sentences back a pronoun may look, and how many mentions.
const WINDOW: usize = 5;
const MENTIONS: usize = 40;

/// Somebody or something that can be a source.
#[derive(Clone, Debug)]
pub(super) struct Referent {
    pub(super) entity: Option<usize>,
    /// Fullest name or description.
    pub(super) name: Span,
    pub(super) role: Option<Span>,
    pub(super) kind: SourceKind,
    pub(super) count: Option<u32>,
    gender: Gender,
    person: bool,
    plural: bool,
    /// Its describing words in lower case, sorted.
    words: Vec<String>,
    /// Sentence where it was last a source.
    spoke: Option<usize>,
    /// Sentence where it was last mentioned by a description (entities have their own mentions).
    seen: Option<usize>,
}

/// A mention of an entity, for looking back.
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
    text: &'a str,
    pub(super) referents: Vec<Referent>,
    seen: Vec<Seen>,
    /// The last source that was found, and its sentence.
    last: Option<(usize, usize)>,
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
        let mut seen = Vec::new();
        let mut referents = Vec::with_capacity(entities.len());
        for (index, entity) in entities.iter().enumerate() {
            let mut words = Vec::new();
            for mention in &entity.mentions {
                let Some(line) = reading.line(mention.sentence) else { continue };
                let tokens = line.sentence.tokens_in(mention.span);
                let quoted =
                    quotes.get(mention.sentence).and_then(|it| it.get(tokens.start)).copied().unwrap_or_default();
                let subject = subject(&line, tokens.start, tokens.end);
                seen.push(Seen { span: mention.span, sentence: mention.sentence, entity: index, subject, quoted });
                described(&line, tokens.start, tokens.end, &mut words);
            }
            words.extend(entity.role.iter().flat_map(|it| lower_words(it.of(text))));
            if entity.kind != EntityKind::Person {
                words.extend(lower_words(entity.name.of(text)));
            }
            words.sort();
            words.dedup();
            referents.push(Referent {
                entity: Some(index),
                name: entity.name,
                role: entity.role,
                kind: SourceKind::Named,
                count: None,
                gender: entity.gender,
                person: entity.kind == EntityKind::Person,
                plural: false,
                words,
                spoke: None,
                seen: None,
            });
        }
        seen.sort_by_key(|it| it.span);
        Self { text, referents, seen, last: None }
    }

    /// Who the phrase means. `None` when it cannot be a source.
    /// `sure`: the verb is one of saying, so whatever its subject is speaks.
    pub(super) fn refer(&mut self, line: &Line<'_>, phrase: Phrase, sure: bool) -> Option<Resolved> {
        let found = if phrase.first == phrase.last
            && line.marks(phrase.first).has(Marks::PRONOUN)
            && !line.is(phrase.first, &["one", "others", "who"])
        {
            self.pronoun(line, phrase.first)?
        } else {
            self.nominal(line, phrase, sure)?
        };
        self.spoke(found.referent, line.index);
        Some(found)
    }

    /// Notes that it was a source.
    pub(super) fn spoke(&mut self, referent: usize, sentence: usize) {
        if let Some(it) = self.referents.get_mut(referent) {
            it.spoke = Some(sentence);
            it.seen = Some(sentence);
        }
        self.last = Some((referent, sentence));
    }

    /// The last source and its sentence.
    pub(super) fn last(&self) -> Option<(usize, usize)> {
        self.last
    }

    /// The entities named from `from` on, before `to`, nearest first.
    fn back(&self, to: usize, sentence: usize) -> impl Iterator<Item = &Seen> {
        let end = self.seen.partition_point(|it| it.span.start < to);
        self.seen
            .get(..end)
            .unwrap_or_default()
            .iter()
            .rev()
            .take(MENTIONS)
            .take_while(move |it| it.sentence + WINDOW >= sentence)
    }

    fn pronoun(&self, line: &Line<'_>, at: usize) -> Option<Resolved> {
        let gender = if line.is(at, &["he", "him", "himself"]) {
            Gender::Male
        } else if line.is(at, &["she", "her", "herself"]) {
            Gender::Female
        } else {
            Gender::Unknown
        };
        let thing = line.is(at, &["it", "itself"]);
        let several = line.is(at, &["they", "them"]);
        if gender == Gender::Unknown && !thing && !several {
            return None;
        }
        let place = line.token(at)?.span.start;
        let mut scores: BTreeMap<usize, i32> = BTreeMap::new();
        let mut add = |referent: usize, score: i32| {
            let best = scores.entry(referent).or_insert(i32::MIN);
            *best = (*best).max(score);
        };
        for seen in self.back(place, line.index) {
            let Some(referent) = self.referents.get(seen.entity) else { continue };
            if !agrees(referent, gender, thing, several) {
                continue;
            }
            let distance = line.index.abs_diff(seen.sentence) as i32;
            let mut score = -3 * distance;
            score += if seen.subject { 4 } else { 0 };
            score -= if seen.quoted { 6 } else { 0 };
            score += if gender != Gender::Unknown && referent.gender == gender { 2 } else { 0 };
            add(seen.entity, score);
        }
        for (index, referent) in self.referents.iter().enumerate().rev().take(200) {
            let Some(spoke) = referent.spoke.or(referent.seen) else { continue };
            if !agrees(referent, gender, thing, several) || spoke + WINDOW < line.index {
                continue;
            }
            let distance = line.index.abs_diff(spoke) as i32;
            let last = self.last.is_some_and(|(it, _)| it == index);
            add(index, 5 - 3 * distance + i32::from(last) * 3);
        }
        let mut ranked: Vec<(i32, usize)> = scores.into_iter().map(|(referent, score)| (score, referent)).collect();
        ranked.sort_by_key(|it| (-it.0, it.1));
        let best = ranked.first()?;
        let margin = ranked.get(1).map_or(10, |it| best.0 - it.0);
        Some(Resolved { referent: best.1, certain: margin >= 1 && best.0 > -9, form: MentionForm::Pronoun })
    }

    fn nominal(&mut self, line: &Line<'_>, phrase: Phrase, sure: bool) -> Option<Resolved> {
        let head = head(line, self, phrase)?;
        if let Head::Entity(entity) = head {
            let several = self.coordinated(line, phrase, entity);
            if several {
                return Some(self.add(line, phrase, SourceKind::Named, true, MentionForm::Name));
            }
            return Some(Resolved { referent: entity, certain: true, form: MentionForm::Name });
        }
        let Head::Noun(noun) = head else { return None };
        let marks = line.marks(noun);
        let known = Marks::PERSON
            .and(Marks::ROLE)
            .and(Marks::BODY)
            .and(Marks::DOCUMENT)
            .and(Marks::COUNT)
            .and(Marks::DEMONYM)
            .and(Marks::TITLE);
        let definite = line
            .is(phrase.first, &["the", "this", "that", "these", "those", "its", "his", "her", "their", "both", "our"])
            || line.capital(noun);
        if let Some(referent) = self.described_as(line, phrase, noun, definite) {
            let certain = true;
            return Some(Resolved { referent, certain, form: MentionForm::Description });
        }
        if !marks.any(known) && !line.tag(noun).is_plural() && !line.capital(noun) && !sure {
            return None;
        }
        let kind = self.kind_of(line, phrase, noun);
        let person = marks.any(Marks::PERSON.and(Marks::ROLE)) && !marks.has(Marks::PLURAL);
        let mut found = self.add(
            line,
            phrase,
            kind,
            marks.has(Marks::PLURAL) || line.tag(noun).is_plural(),
            MentionForm::Description,
        );
        found.certain = marks.any(known) || line.tag(noun).is_plural();
        if let Some(it) = self.referents.get_mut(found.referent) {
            it.person = person;
            it.count = unnamed::count(line, phrase);
            it.gender = if marks.has(Marks::FEMALE) {
                Gender::Female
            } else if marks.has(Marks::MALE) {
                Gender::Male
            } else {
                Gender::Unknown
            };
        }
        Some(found)
    }

    /// A new referent for the phrase.
    fn add(&mut self, line: &Line<'_>, phrase: Phrase, kind: SourceKind, plural: bool, form: MentionForm) -> Resolved {
        let definite = line.is(phrase.first, &["the", "this", "that", "these", "those", "its", "his", "her", "their"]);
        let first = if definite && phrase.first < phrase.last { phrase.first + 1 } else { phrase.first };
        let name = line.span(first, phrase.last);
        let mut words: Vec<String> = lower_words(name.of(self.text)).collect();
        words.sort();
        words.dedup();
        let referent = Referent {
            entity: None,
            name,
            role: None,
            kind,
            count: None,
            gender: Gender::Unknown,
            person: false,
            plural,
            words,
            spoke: None,
            seen: Some(line.index),
        };
        self.referents.push(referent);
        Resolved { referent: self.referents.len() - 1, certain: true, form }
    }

    /// "Johnson and Corbyn": more than one name.
    fn coordinated(&self, line: &Line<'_>, phrase: Phrase, entity: usize) -> bool {
        let and = (phrase.first..=phrase.last).find(|&i| line.is(i, &["and"]) || line.comma(i));
        let Some(and) = and.filter(|&i| line.is(i, &["and"])) else { return false };
        let before = line.span(phrase.first, and);
        let after = line.span(and, phrase.last);
        let named = |span: Span, not: bool| self.named_in(span).any(|it| (it != entity) == not);
        let has = |span: Span| self.named_in(span).next().is_some();
        has(before)
            && has(after)
            && (named(before, true) || named(after, true))
            && !self
                .named_in(line.span(phrase.first, phrase.last))
                .any(|it| self.mention_holds(it, line.token(and).map_or(0, |t| t.span.start)))
    }

    fn mention_holds(&self, entity: usize, place: usize) -> bool {
        self.seen.iter().any(|it| it.entity == entity && it.span.holds(place))
    }

    /// The entities named inside a span.
    fn named_in(&self, span: Span) -> impl Iterator<Item = usize> {
        let from = self.seen.partition_point(|it| it.span.start < span.start);
        self.seen
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(move |it| it.span.start < span.end)
            .map(|it| it.entity)
    }

    /// The entity whose name covers token `i`.
    fn entity_at(&self, line: &Line<'_>, i: usize) -> Option<(usize, Span)> {
        let place = line.token(i)?.span.start;
        let end = self.seen.partition_point(|it| it.span.start <= place);
        let seen = self.seen.get(..end)?.last()?;
        seen.span.holds(place).then_some((seen.entity, seen.span))
    }

    /// Whom a description means: the one whose describing words hold all of its own, the latest first.
    fn described_as(&self, line: &Line<'_>, phrase: Phrase, noun: usize, definite: bool) -> Option<usize> {
        let mut wanted: Vec<String> = Vec::new();
        for i in phrase.first..=noun {
            let marks = line.marks(i);
            if marks.any(Marks::DETERMINER.and(Marks::PREPOSITION).and(Marks::CONJUNCTION)) && !line.capital(i)
                || !line.word(i).chars().any(char::is_alphanumeric)
            {
                continue;
            }
            if matches!(line.word(i), "'s" | "’s") {
                continue;
            }
            wanted.push(normal(line.word(i)));
        }
        let head = normal(line.word(noun));
        let plural = line.marks(noun).has(Marks::PLURAL);
        let mut best: Option<(i32, usize)> = None;
        for (index, referent) in self.referents.iter().enumerate() {
            let unnamed = referent.kind == SourceKind::Anonymous;
            let repeats = definite || unnamed && plural && referent.plural;
            if !repeats || referent.plural != plural && referent.entity.is_none() {
                continue;
            }
            let when = self.latest(index, referent, line);
            let Some(when) = when else { continue };
            let generic = generic_match(line, noun, referent);
            let has_head = referent.words.binary_search(&head).is_ok();
            if !has_head && !generic {
                continue;
            }
            let shared = wanted.iter().filter(|it| referent.words.binary_search(it).is_ok()).count();
            if shared + usize::from(!has_head) < wanted.len() {
                continue;
            }
            let former = |words: &dyn Fn(&str) -> bool| words("former");
            if former(&|it| referent.words.binary_search(&it.to_owned()).is_ok())
                && !wanted.iter().any(|it| it == "former")
                && unnamed
            {
                continue;
            }
            let distance = line.index.abs_diff(when) as i32;
            let score = shared as i32 * 6 - distance.min(30)
                + i32::from(has_head) * 6
                + i32::from(referent.spoke.is_some()) * 3;
            if best.is_none_or(|it| score > it.0) {
                best = Some((score, index));
            }
        }
        best.map(|it| it.1)
    }

    /// The sentence where it was last met before `line`'s end.
    fn latest(&self, index: usize, referent: &Referent, line: &Line<'_>) -> Option<usize> {
        match referent.entity {
            None => referent.seen,
            Some(_) => {
                let _ = index;
                let end = self.seen.partition_point(|it| it.sentence <= line.index);
                let met = self
                    .seen
                    .get(..end)?
                    .iter()
                    .rev()
                    .take(200)
                    .find(|it| Some(it.entity) == referent.entity)
                    .map(|it| it.sentence);
                met.or_else(|| self.seen.iter().find(|it| Some(it.entity) == referent.entity).map(|it| it.sentence))
                    .or(referent.seen)
            }
        }
    }

    /// Named, unnamed or a document, by the head noun and whether a name stands before it.
    fn kind_of(&self, line: &Line<'_>, phrase: Phrase, noun: usize) -> SourceKind {
        let marks = line.marks(noun);
        let proper = (phrase.first..noun).any(|i| {
            line.capital(i)
                && (i > 0 || self.entity_at(line, i).is_some())
                && !line.marks(i).any(Marks::DETERMINER.and(Marks::COUNT))
        });
        let body = (phrase.first..noun).any(|i| {
            let bodied =
                self.entity_at(line, i).and_then(|(entity, _)| self.referents.get(entity)).is_some_and(|it| !it.person);
            let known =
                line.marks(i).any(Marks::PLACE.and(Marks::DEMONYM)) || line.is(i, &["white", "house", "western"]);
            bodied && !known || line.marks(i).has(Marks::BODY) && !line.capital(i)
        }) || line.is(phrase.first, &["police"]);
        if marks.has(Marks::DOCUMENT) && !marks.any(Marks::PERSON.and(Marks::BODY)) {
            return SourceKind::Document;
        }
        if marks.any(Marks::PERSON) && !marks.has(Marks::ROLE)
            || marks.has(Marks::ROLE) && (marks.has(Marks::PLURAL) || !line.is(phrase.first, &["the"]))
        {
            let spokes = line.word(noun).to_ascii_lowercase().starts_with("spokes");
            let after_name = spokes && (noun + 1..=phrase.last).any(|i| line.capital(i));
            let named = body && (marks.has(Marks::PLURAL) || spokes) || after_name || spokes && proper;
            return if named { SourceKind::Named } else { SourceKind::Anonymous };
        }
        if marks.has(Marks::ROLE) {
            return if proper || line.is(noun + 1, &["of"]) { SourceKind::Named } else { SourceKind::Anonymous };
        }
        if marks.any(Marks::BODY) {
            return if proper || line.is(phrase.first, &["the"]) || line.capital(noun) {
                SourceKind::Named
            } else {
                SourceKind::Anonymous
            };
        }
        if line.capital(noun) && noun > 0 || marks.has(Marks::KNOWN_BODY) {
            SourceKind::Named
        } else {
            SourceKind::Anonymous
        }
    }
}

/// What heads a phrase.
enum Head {
    Entity(usize),
    Noun(usize),
}

/// The head of a phrase: its name, or its noun before what follows it ("officials familiar with").
fn head(line: &Line<'_>, discourse: &Discourse<'_>, phrase: Phrase) -> Option<Head> {
    let mut i = phrase.first;
    let mut head = None;
    while i <= phrase.last {
        if let Some((entity, span)) = discourse.entity_at(line, i) {
            let last = line.sentence.tokens_in(span).end.saturating_sub(1);
            head = Some(Head::Entity(entity));
            i = last.max(i) + 1;
            if matches!(line.word(i), "'s" | "’s" | "'" | "’") && i < phrase.last {
                head = None;
                i += 1;
            } else if line.comma(i) || i > phrase.last {
                break;
            }
            continue;
        }
        let marks = line.marks(i);
        if head.is_some()
            && (marks.has(Marks::PREPOSITION)
                || matches!(line.tag(i), Tag::VBN | Tag::VBD | Tag::VBG)
                || line.word(i) == "("
                || line.is(i, &["familiar", "close", "who", "that", "which"]))
        {
            break;
        }
        if line.comma(i) {
            // "The mayor, Ann Lowe,": the name counts.
            let named = discourse.named_in(line.span(i, phrase.last)).next();
            let direct = discourse.entity_at(line, i + 1).map(|it| it.0);
            if let (Some(_), Some(entity)) = (named, direct)
                && discourse.referents.get(entity).is_some_and(|it| it.person)
            {
                return Some(Head::Entity(entity));
            }
            break;
        }
        let noun = line.tag(i).is_noun()
            || marks.any(Marks::PERSON.and(Marks::ROLE).and(Marks::BODY).and(Marks::DOCUMENT))
            || line.capital(i) && !marks.any(Marks::DETERMINER)
            || marks.has(Marks::COUNT) && i == phrase.last;
        if noun {
            head = Some(Head::Noun(i));
        }
        i += 1;
    }
    head
}

/// "the company" for any business, "the agency" for any body of state, when nothing nearer is known.
fn generic_match(line: &Line<'_>, noun: usize, referent: &Referent) -> bool {
    let company =
        line.marks(noun).has(Marks::COMPANY) && line.is(noun, &["company", "firm", "corporation", "business"]);
    let agency = line.is(noun, &["agency", "organisation", "organization", "group", "body"]);
    let place = referent.words.iter().any(|it| matches!(it.as_str(), "government" | "ministry" | "court"));
    referent.entity.is_some() && !referent.person && !place && (company || agency)
}

fn agrees(referent: &Referent, gender: Gender, thing: bool, several: bool) -> bool {
    if thing {
        return !referent.person && !referent.plural;
    }
    if several {
        return referent.plural || !referent.person && referent.kind == SourceKind::Named;
    }
    referent.person && !referent.plural && (referent.gender == Gender::Unknown || referent.gender == gender)
}

/// Whether the name at tokens `first..end` is the subject of a verb.
fn subject(line: &Line<'_>, first: usize, end: usize) -> bool {
    let before = first.checked_sub(1);
    let governed = before
        .is_some_and(|i| line.marks(i).has(Marks::PREPOSITION) || line.tag(i).is_verb() && !line.tag(i).is_finite());
    let mut next = end;
    if line.comma(next) {
        // Over an apposition.
        next = (next + 1..line.len().min(next + 20)).find(|&i| line.comma(i)).map_or(next, |it| it + 1);
    }
    while line.tag(next).is_adverb() || line.marks(next).has(Marks::ADVERB) && next < line.len() {
        next += 1;
    }
    !governed
        && next < line.len()
        && (finite(line, next)
            || line.marks(next).has(Marks::AUXILIARY) && !matches!(line.word(next), "'s" | "’s" | "to"))
}

/// What a name is called beside it: "retailer Tarr", "Tarr, a charity that".
fn described(line: &Line<'_>, first: usize, end: usize, words: &mut Vec<String>) {
    let noun = Marks::BODY.and(Marks::PERSON).and(Marks::ROLE);
    if let Some(i) = first.checked_sub(1) {
        if line.marks(i).any(noun) && !line.marks(i).has(Marks::PLURAL) {
            words.push(normal(line.word(i)));
        }
        // "The group, Tarr Coalition,".
        if line.comma(i) && line.comma(end) && i > 0 && line.marks(i - 1).any(noun) {
            words.push(normal(line.word(i - 1)));
        }
    }
    if line.comma(end) && line.is(end + 1, &["a", "an", "the"]) {
        for i in end + 2..line.len().min(end + 10) {
            if line.comma(i) || line.marks(i).any(Marks::PREPOSITION.and(Marks::SUBORDINATOR)) {
                break;
            }
            if line.marks(i).any(noun) {
                words.push(normal(line.word(i)));
            }
        }
    }
}

fn lower_words(text: &str) -> impl Iterator<Item = String> {
    text.split(|it: char| !it.is_alphanumeric() && it != '\'' && it != '’' && it != '&')
        .filter(|it| !it.is_empty())
        .map(normal)
}

/// A word as descriptions are compared: lower case, singular possessive off.
fn normal(word: &str) -> String {
    word.to_lowercase().trim_end_matches("'s").trim_end_matches("’s").to_owned()
}

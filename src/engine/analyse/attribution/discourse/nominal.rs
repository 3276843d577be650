//! Whom a noun phrase means: somebody met before, or somebody new.

use super::{Discourse, Referent, Resolved};
use crate::analyse::attribution::SourceKind;
use crate::analyse::attribution::describe::{Description, Head, head, kind_of, lower_words};
use crate::analyse::attribution::phrase::Phrase;
use crate::analyse::attribution::unnamed;
use crate::analyse::entity::{Gender, MentionForm};
use crate::analyse::reading::Line;
use crate::lexicon::vocabulary::Marks;
use crate::segment::tag::Tag;
use crate::span::Span;

impl Discourse<'_> {
    /// Whom a name or description means.
    pub(super) fn nominal(&mut self, line: &Line<'_>, phrase: Phrase, sure: bool) -> Option<Resolved> {
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
    pub(super) fn characterise(&mut self, referent: usize, line: &Line<'_>, noun: usize, count: Option<u32>) {
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
    pub(super) fn add(&mut self, line: &Line<'_>, phrase: Phrase, kind: SourceKind, form: MentionForm) -> Resolved {
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
    pub(super) fn widen(&mut self, referent: usize, description: &Description, line: &Line<'_>, phrase: Phrase) {
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
pub(super) fn named(line: &Line<'_>, phrase: Phrase, kind: SourceKind) -> Span {
    let definite = line.is(phrase.first, &["the", "this", "that", "these", "those", "its", "his", "her", "their"]);
    let article = kind == SourceKind::Document && line.is(phrase.first, &["a", "an"]);
    let skip = (definite || article) && phrase.first < phrase.last;
    let first = phrase.first + usize::from(skip);
    // "a letter seen by Sky News" is a letter.
    let tail = (first + 1..=phrase.last)
        .find(|&i| kind == SourceKind::Document && (line.tag(i) == Tag::VBN || line.is(i, &["seen", "who", "which"])));
    line.span(first, tail.map_or(phrase.last, |it| it - 1))
}

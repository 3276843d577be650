//! Whom a pronoun means among those met so far.

use std::collections::BTreeMap;

use super::{Discourse, Referent, Resolved, SOURCES, WINDOW};
use crate::analyse::attribution::SourceKind;
use crate::analyse::entity::{Gender, MentionForm};
use crate::analyse::reading::{Line, Reading};
use crate::lexicon::vocabulary::Marks;

impl Discourse<'_> {
    /// Learns who is a woman or a man from the pronouns that can mean but one person.
    pub(super) fn genders(&mut self, reading: &Reading<'_>, quotes: &[Vec<bool>]) {
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
    pub(in crate::analyse::attribution) fn topic(&mut self, line: &Line<'_>, mask: &[bool]) {
        let first = (0..line.len().min(3)).find(|&i| {
            matches!(Pronoun::of(line, i), Some(Pronoun::Person(_))) && !mask.get(i).copied().unwrap_or_default()
        });
        if let Some(found) = first.and_then(|it| self.pronoun(line, it)).filter(|it| it.certain) {
            self.topics.push((found.referent, line.index));
        }
    }

    /// Whom the pronoun at `at` means: the nearest that agrees, subjects and sources before others.
    pub(super) fn pronoun(&self, line: &Line<'_>, at: usize) -> Option<Resolved> {
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
    pub(super) fn beside(&self, here: usize, there: usize) -> i32 {
        let paragraph = |it: usize| self.paragraphs.get(it);
        if here != there && paragraph(here) == paragraph(there) { 3 } else { 0 }
    }
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

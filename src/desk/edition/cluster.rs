//! Which reports are of the same story, and which of them share their text.
//!
//! Two reports are of one story when they are one text, or when their headlines and beginnings share enough rare words,
//! a name among them, within two days. It is meant to be careful: a story told twice is a nuisance, two stories told as
//! one is wrong.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::traits::{Term, Traits};
use crate::ports::Timestamp;

/// Reports further apart than this are of different days' news.
const APART: TimeDelta = TimeDelta::hours(48);

/// How like two reports must be to be of one story. Of 37,000 pairs of real articles of different days two reach it, both
/// on one matter's next step; of invented reports of one event all do.
const ALIKE: f64 = 0.40;

/// How like the reports of two groups must be on average for the groups to be one.
const ON_AVERAGE: f64 = 0.30;

/// Words that both must have.
const FEWEST: usize = 4;

/// A report as it is compared.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// What it says.
    pub traits: &'a Traits,
    /// When it was published.
    pub when: Timestamp,
}

/// Reports of one story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Which (indices), in their order.
    pub reports: Vec<usize>,
    /// Of each, which text it runs: reports with the same number share theirs.
    pub texts: Vec<usize>,
}

impl Group {
    /// How many of the reports don't share their text with another.
    pub fn origins(&self) -> usize {
        let mut texts = self.texts.clone();
        texts.sort_unstable();
        texts.dedup();
        texts.len()
    }
}

/// Groups `reports` by story; every report is in one group, the groups in order of their first report.
pub fn group(reports: &[Compared<'_>]) -> Vec<Group> {
    let rarity = Rarity::of(reports);
    let weighted: Vec<Weighted> = reports.iter().map(|it| rarity.weighted(it.traits)).collect();
    let mut texts: Vec<usize> = (0..reports.len()).collect();
    let mut stories: Vec<usize> = (0..reports.len()).collect();
    let mut alike: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (a, (one, one_weighted)) in reports.iter().zip(&weighted).enumerate() {
        for (b, (other, other_weighted)) in reports.iter().zip(&weighted).enumerate().skip(a + 1) {
            if (one.when - other.when).abs() > APART {
                continue;
            }
            if one.traits.shares_text(other.traits) {
                join(&mut texts, a, b);
                join(&mut stories, a, b);
                continue;
            }
            let like = one_weighted.like(other_weighted);
            if like > 0.0 {
                alike.insert((a, b), like);
            }
        }
    }
    let mut pairs: Vec<((usize, usize), f64)> = alike.iter().map(|(it, like)| (*it, *like)).collect();
    pairs.retain(|it| it.1 >= ALIKE);
    pairs.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    for ((a, b), _) in pairs {
        let of = |it: usize| stories.get(it).copied().unwrap_or(it);
        let members = |story: usize| (0..reports.len()).filter(move |it| of(*it) == story).collect::<Vec<_>>();
        let (one, other) = (of(a), of(b));
        if one == other {
            continue;
        }
        let (ones, others) = (members(one), members(other));
        let like = |a: usize, b: usize| alike.get(&(a.min(b), a.max(b))).copied().unwrap_or(0.0);
        let sum: f64 = ones.iter().flat_map(|a| others.iter().map(move |b| (a, b))).map(|(a, b)| like(*a, *b)).sum();
        if sum / (ones.len() * others.len()) as f64 >= ON_AVERAGE {
            join(&mut stories, a, b);
        }
    }
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for (at, (story, text)) in stories.iter().zip(&texts).enumerate() {
        let group = groups.entry(*story).or_insert_with(|| Group { reports: Vec::new(), texts: Vec::new() });
        group.reports.push(at);
        group.texts.push(*text);
    }
    // A group is named by its first report.
    groups.into_values().collect()
}

/// Makes one of the groups of `a` and `b`, under the smaller name.
fn join(of: &mut [usize], a: usize, b: usize) {
    let (Some(one), Some(other)) = (of.get(a).copied(), of.get(b).copied()) else { return };
    let (small, large) = (one.min(other), one.max(other));
    of.iter_mut().filter(|it| **it == large).for_each(|it| *it = small);
}

/// How many reports have a word: the fewer, the more it tells.
struct Rarity<'a> {
    counts: BTreeMap<&'a str, usize>,
    names: BTreeMap<&'a str, bool>,
    reports: usize,
}

/// A report's words with what each weighs.
struct Weighted {
    terms: BTreeMap<String, (f64, Term)>,
    length: f64,
}

impl<'a> Rarity<'a> {
    fn of(reports: &[Compared<'a>]) -> Self {
        let (mut counts, mut names) = (BTreeMap::new(), BTreeMap::new());
        for report in reports {
            for (word, term) in &report.traits.terms {
                *counts.entry(word.as_str()).or_default() += 1;
                *names.entry(word.as_str()).or_default() |= term.name;
            }
        }
        Self { counts, names, reports: reports.len() }
    }

    fn weighted(&self, traits: &Traits) -> Weighted {
        // Among few reports every word would be rare, or none.
        let all = (self.reports + 50) as f64;
        let of = |(word, term): (&String, &Term)| {
            let count = self.counts.get(word.as_str()).copied().unwrap_or(1) as f64;
            // What is a name in one report is it in another's headline too.
            let name = self.names.get(word.as_str()).copied().unwrap_or_default();
            let kind = if name {
                1.5
            } else if term.figure {
                1.2
            } else {
                1.0
            };
            let place = if term.headline { 1.3 } else { 1.0 };
            (word.clone(), ((all / count).ln() * kind * place, Term { name, ..*term }))
        };
        let terms: BTreeMap<String, (f64, Term)> = traits.terms.iter().map(of).collect();
        let length = terms.values().map(|it| it.0 * it.0).sum::<f64>().sqrt();
        Weighted { terms, length }
    }
}

impl Weighted {
    /// 0 to 1; 0 where too little is shared to tell.
    fn like(&self, other: &Self) -> f64 {
        let (mut product, mut shared, mut names, mut others) = (0.0, 0, 0, 0);
        for (word, (weight, term)) in &self.terms {
            if let Some((theirs, _)) = other.terms.get(word) {
                product += weight * theirs;
                shared += 1;
                names += usize::from(term.name);
                others += usize::from(!term.name);
            }
        }
        // The same people do several things a day, and the same things happen to several people.
        if shared < FEWEST || names == 0 || others == 0 || self.length == 0.0 || other.length == 0.0 {
            return 0.0;
        }
        product / (self.length * other.length)
    }
}

#[cfg(test)]
mod tests;

//! What an item says, small enough to be remembered, and whether two items say the same.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::hash;
use crate::ports::FeedItem;

/// Words that are compared: a blurb's beginning, since outlets cut it at different places.
const WORDS: usize = 45;

/// Words in a row that make one shingle.
const ROW: usize = 3;

/// Fewer shingles than this say nothing; fewer than the second must all be the same.
const FEWEST: usize = 4;
const FEW: usize = 8;

/// A summary with fewer words is compared together with its title.
const SHORT: usize = 12;

/// Days and months: two reports that differ in them alone are two reports.
const CALENDAR: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What is remembered of an item's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch {
    /// Rows of words, sorted.
    pub shingles: Vec<u32>,
    /// Figures and dates, sorted.
    pub figures: Vec<u32>,
}

impl Sketch {
    /// The sketch of `item`.
    pub(super) fn of(item: &FeedItem) -> Self {
        let title = item.title.as_deref().unwrap_or_default();
        let mut words = words(item.summary.as_deref().unwrap_or_default());
        if words.len() < SHORT {
            words = [self::words(title), words].concat();
        }
        words.truncate(WORDS);
        let small = |it: u64| u32::try_from(it >> 32).unwrap_or_default();
        let of_row = |row: &[String]| small(hash(&row.iter().map(String::as_str).collect::<Vec<_>>()));
        let figure = |it: &&String| it.bytes().any(|it| it.is_ascii_digit()) || CALENDAR.contains(&it.as_str());
        let figures = words.iter().filter(figure).map(|it| small(hash(&[it])));
        Self { shingles: sorted(words.windows(ROW).map(of_row).collect()), figures: sorted(figures.collect()) }
    }

    /// Whether both say the same in nearly the same words, one perhaps only the beginning of it.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let (short, long) = if self.shingles.len() <= other.shingles.len() { (self, other) } else { (other, self) };
        let fewest = short.shingles.len();
        if fewest < FEWEST || fewest < FEW && short.shingles != long.shingles {
            return false;
        }
        let shared = short.shingles.iter().filter(|it| long.shingles.binary_search(it).is_ok()).count();
        shared * 10 >= fewest * 7 && short.figures.iter().all(|it| long.figures.binary_search(it).is_ok())
    }

    /// Some of its shingles, by which one that is like it is found: the smallest are the same ones in both.
    pub(super) fn handles(&self) -> impl Iterator<Item = u32> {
        self.shingles.iter().take(6).copied()
    }
}

/// Takes out of `sketches` what stands in three of them or more: "Read more on our site", not what happened.
pub(super) fn drop_boilerplate(sketches: &mut [Sketch]) {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    sketches.iter().flat_map(|it| &it.shingles).for_each(|it| *counts.entry(*it).or_default() += 1);
    for it in sketches {
        it.shingles.retain(|it| counts.get(it).is_none_or(|it| *it < 3));
    }
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.take(WORDS).map(str::to_lowercase).collect()
}

fn sorted(mut numbers: Vec<u32>) -> Vec<u32> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

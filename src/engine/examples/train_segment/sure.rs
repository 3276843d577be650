//! What is certain: situations that had the same answer nearly every time in training.

use std::collections::BTreeMap;

use engine::segment::model::Sure;

/// Counts answers by situation.
#[derive(Default)]
pub(crate) struct Counts(BTreeMap<u32, BTreeMap<u8, u32>>);

impl Counts {
    pub(crate) fn add(&mut self, situation: u32, answer: usize) {
        *self.0.entry(situation).or_default().entry(answer as u8).or_default() += 1;
    }

    /// The table of `2^bits` slots: situations met at least `least` times, with one answer in all but one of `in_one`.
    pub(crate) fn bytes(&self, bits: u32, least: u32, in_one: u32) -> Vec<u8> {
        let mut rows: Vec<_> = self
            .0
            .iter()
            .filter_map(|(&situation, answers)| {
                let all: u32 = answers.values().sum();
                let (&answer, &most) = answers.iter().max_by_key(|(_, count)| **count)?;
                (all >= least && (all - most) * in_one < all).then_some((all, situation, answer))
            })
            .collect();
        rows.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        Sure::bytes(bits, rows.into_iter().map(|(_, situation, answer)| (situation, answer)))
    }
}

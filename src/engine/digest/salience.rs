//! Salience: how much a sentence belongs into the digest.
//!
//! A logistic model over what the passes found, trained on articles in which an editor marked the key claims
//! (`examples/train_salience.rs`; the card stands in `salience/weights.rs`). Sentences are then taken one by one, each
//! paying for what it repeats of those taken before.

pub mod feature;
mod topic;
mod weights;

use feature::{Features, N_FEATURES};

use crate::Analysis;
use topic::Topics;

/// A sentence with its salience.
#[derive(Clone, Copy, Debug)]
pub struct Ranked {
    /// Index of the sentence.
    pub sentence: usize,
    /// Log-odds that an editor would take it; higher is more important.
    pub score: f32,
}

/// How many of the best sentences are compared with each other: more would make the ranking quadratic.
const COMPARED: usize = 64;

/// What a sentence pays whose content words all stand in one taken before.
const REPETITION: f32 = 1.0;

/// All body sentences, most salient first; those that only repeat an earlier one come late.
pub fn rank(analysis: &Analysis) -> Vec<Ranked> {
    let topics = Topics::of(analysis);
    let rows = feature::all(analysis, &topics);
    let mut ranked: Vec<Ranked> =
        rows.iter().map(|(sentence, row)| Ranked { sentence: *sentence, score: score(row) }).collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.sentence.cmp(&b.sentence)));
    let rest = ranked.split_off(ranked.len().min(COMPARED));
    let mut taken: Vec<Ranked> = Vec::with_capacity(ranked.len() + rest.len());
    while !ranked.is_empty() {
        let paid = |it: &Ranked| {
            let overlap = |other: &Ranked| topics.overlap(it.sentence, other.sentence);
            it.score - REPETITION * taken.iter().take(12).map(overlap).fold(0.0, f32::max)
        };
        let best = (0..ranked.len()).max_by(|&a, &b| {
            let value = |at: usize| ranked.get(at).map_or(f32::MIN, paid);
            value(a).total_cmp(&value(b)).then(b.cmp(&a))
        });
        taken.push(ranked.remove(best.unwrap_or_default()));
    }
    taken.extend(rest);
    taken
}

/// The model's log-odds for one row of features.
fn score(row: &Features) -> f32 {
    (0..N_FEATURES).filter_map(|at| Some(row.get(at)? * weights::WEIGHTS.get(at)?)).sum()
}

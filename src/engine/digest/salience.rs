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

/// How many of the best sentences are compared with those taken: more would make the ranking quadratic.
const COMPARED: usize = 64;

/// How many sentences make the others pay for repeating them: more than any digest shows.
const TAKEN: usize = 12;

/// What a sentence pays whose content words all stand in one taken before.
const REPETITION: f32 = 0.7;

/// All body sentences, most salient first; those that only repeat an earlier one come late.
pub fn rank(analysis: &Analysis) -> Vec<Ranked> {
    let topics = Topics::of(analysis);
    let rows = feature::all(analysis, &topics);
    let mut ranked: Vec<Ranked> =
        rows.iter().map(|(sentence, row)| Ranked { sentence: *sentence, score: score(row) }).collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.sentence.cmp(&b.sentence)));
    let rest = ranked.split_off(ranked.len().min(COMPARED));
    // What is left to take, each with the most that it repeats of one taken.
    let mut left: Vec<(Ranked, f32)> = ranked.into_iter().map(|it| (it, 0.0)).collect();
    let mut taken: Vec<Ranked> = Vec::with_capacity(left.len() + rest.len());
    while taken.len() < TAKEN {
        let value = |(it, repeated): &(Ranked, f32)| it.score - REPETITION * repeated;
        let best = left.iter().enumerate().max_by(|a, b| value(a.1).total_cmp(&value(b.1)).then(b.0.cmp(&a.0)));
        let Some(best) = best.map(|(at, _)| at) else { break };
        let (next, _) = left.remove(best);
        for (it, repeated) in &mut left {
            *repeated = repeated.max(topics.overlap(it.sentence, next.sentence));
        }
        taken.push(next);
    }
    taken.extend(left.into_iter().map(|(it, _)| it));
    taken.extend(rest);
    taken
}

/// The model's log-odds for one row of features.
fn score(row: &Features) -> f32 {
    (0..N_FEATURES).filter_map(|at| Some(row.get(at)? * weights::WEIGHTS.get(at)?)).sum()
}

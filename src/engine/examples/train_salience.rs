//! Trains the salience model on annotated articles and writes `digest/salience/weights.rs`.
//!
//! `cargo run --release -p engine --example train_salience -- [--write] TRAIN.jsonl… [--held HELD.jsonl…]`
//! Each line is an article as in the evaluation set: `text`, `title`, `date` and `key_claims` with `evidence` and `weight`.
//! Logistic regression with an L2 penalty and an intercept for each article, since an editor takes about as many claims from
//! a long article as from a short one. Newton's method from zero: the same numbers on every run. Prints recall (weighted)
//! and precision of the first eight, an eighth of the articles left out at a time, and on the held articles.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "run by hand: a panic is its error message")]

use engine::digest::salience::feature::{Features, N_FEATURES, NAMES, rows};
use serde_json::Value;

mod annotated;
use annotated::{analysis, read, same, scale};

/// Parts into which the articles are split.
const FOLDS: usize = 8;

/// Rounds of Newton's method: it no longer moves after some ten.
const ROUNDS: usize = 20;

/// One article: a row and a weight (0 when no key claim) for each body sentence, and the sum of the gold weights.
struct Example {
    rows: Vec<Features>,
    weights: Vec<f32>,
    gold: f32,
}

fn main() {
    let mut write = false;
    let mut penalty = 20.0;
    let mut files = [Vec::new(), Vec::new()];
    let mut held = 0;
    let mut arguments = std::env::args().skip(1);
    while let Some(it) = arguments.next() {
        match it.as_str() {
            "--write" => write = true,
            "--held" => held = 1,
            "--penalty" => penalty = arguments.next().and_then(|it| it.parse().ok()).expect("--penalty NUMBER"),
            _ => files[held].push(it),
        }
    }
    let [train, test] =
        files.map(|files| files.iter().flat_map(|it| read(it)).map(|it| example(&it)).collect::<Vec<_>>());
    let rows_of_all: Vec<&Features> = train.iter().flat_map(|it| it.rows.iter()).collect();
    let (mean, deviation) = scale(&rows_of_all, |_| 1e-3);
    let mut totals = [0.0; 4];
    for fold in 0..FOLDS {
        let rest: Vec<&Example> =
            train.iter().enumerate().filter(|(at, _)| at % FOLDS != fold).map(|(_, it)| it).collect();
        let model = fit(&rest, &mean, &deviation, penalty);
        train.iter().skip(fold).step_by(FOLDS).for_each(|it| add(&mut totals, judge(it, &model)));
    }
    report("left out", train.len(), &totals);
    let all: Vec<&Example> = train.iter().collect();
    let model = fit(&all, &mean, &deviation, penalty);
    let mut totals = [0.0; 4];
    test.iter().for_each(|it| add(&mut totals, judge(it, &model)));
    if !test.is_empty() {
        report("held", test.len(), &totals);
    }
    let mut named: Vec<(&str, f32)> = NAMES.iter().zip(model).map(|(name, it)| (*name, it)).collect();
    named.sort_by(|a, b| b.1.total_cmp(&a.1));
    named.iter().for_each(|(name, it)| println!("{it:+.3} {name}"));
    if write {
        let lines: String = NAMES.iter().zip(model).map(|(name, it)| format!("    {it:.4}, // {name}\n")).collect();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/digest/salience/weights.rs");
        let text = format!(
            "//! Weights of the salience model, made by `examples/train_salience.rs`: not edited by hand.\n//!\n\
             //! Trained on {} annotated news articles, penalty {penalty}; figures in docs/ARCHITECTURE.md.\n\n\
             use super::feature::N_FEATURES;\n\n/// One weight a feature, in the order of `feature::NAMES`.\n\
             #[rustfmt::skip]\npub(super) const WEIGHTS: [f32; N_FEATURES] = [\n{lines}];\n",
            train.len()
        );
        std::fs::write(path, text).expect("the weights can be written");
    }
}

fn example(gold: &Value) -> Example {
    let analysis = analysis(gold);
    let claims: Vec<(&str, f32)> = gold["key_claims"]
        .as_array()
        .expect("key_claims")
        .iter()
        .map(|it| (it["evidence"].as_str().unwrap_or_default(), it["weight"].as_f64().unwrap_or(1.0) as f32))
        .collect();
    let mut example = Example { rows: vec![], weights: vec![], gold: claims.iter().map(|it| it.1).sum() };
    for (sentence, row) in rows(&analysis) {
        let words = analysis.article.slice(analysis.sentences[sentence].span);
        let weight = claims.iter().filter(|(evidence, _)| same(evidence, words)).map(|it| it.1).fold(0.0, f32::max);
        example.rows.push(row);
        example.weights.push(weight);
    }
    example
}

/// Weights for unscaled rows; the bias is the articles' mean intercept.
fn fit(examples: &[&Example], mean: &Features, deviation: &Features, penalty: f64) -> Features {
    let scaled = |row: &Features| -> [f64; N_FEATURES] {
        std::array::from_fn(|at| if at == 0 { 0.0 } else { f64::from((row[at] - mean[at]) / deviation[at]) })
    };
    let rows = |it: &Example| -> Vec<_> { it.rows.iter().map(scaled).collect() };
    let data: Vec<(Vec<[f64; N_FEATURES]>, &[f32])> = examples.iter().map(|it| (rows(it), &*it.weights)).collect();
    let mut model = [0.0_f64; N_FEATURES];
    let mut intercepts = vec![0.0_f64; data.len()];
    for _ in 0..ROUNDS {
        // Slope and curvature of the penalised loss; what the intercepts take up is taken out of both.
        let mut slope: [f64; N_FEATURES] = std::array::from_fn(|at| penalty * model[at]);
        let mut curve = [[0.0_f64; N_FEATURES]; N_FEATURES];
        (0..N_FEATURES).for_each(|at| curve[at][at] = penalty.max(1e-6));
        for ((rows, weights), intercept) in data.iter().zip(&mut intercepts) {
            let (mut own_slope, mut own_curve) = (INTERCEPT * *intercept, INTERCEPT);
            let mut shared = [0.0_f64; N_FEATURES];
            for (row, gold) in rows.iter().zip(*weights) {
                let z: f64 = *intercept + row.iter().zip(&model).map(|(a, b)| a * b).sum::<f64>();
                let likely = 1.0 / (1.0 + (-z).exp());
                let (label, weight) = if *gold > 0.0 { (1.0, f64::from(*gold) / 2.0) } else { (0.0, 1.0) };
                let (error, bend) = (weight * (likely - label), weight * likely * (1.0 - likely));
                own_slope += error;
                own_curve += bend;
                for at in 0..N_FEATURES {
                    slope[at] += error * row[at];
                    shared[at] += bend * row[at];
                    (0..=at).for_each(|other| curve[at][other] += bend * row[at] * row[other]);
                }
            }
            for at in 0..N_FEATURES {
                slope[at] -= own_slope / own_curve * shared[at];
                (0..=at).for_each(|other| curve[at][other] -= shared[at] * shared[other] / own_curve);
            }
            // The intercept's own step; what the weights' step asks of it comes with the next round.
            *intercept -= own_slope / own_curve;
        }
        let step = solve(curve, slope);
        model.iter_mut().zip(step).for_each(|(it, step)| *it -= step);
    }
    let bias = intercepts.iter().sum::<f64>() / intercepts.len().max(1) as f64;
    let mut plain: Features = std::array::from_fn(|at| model[at] as f32 / deviation[at]);
    plain[0] = bias as f32 - (1..N_FEATURES).map(|at| plain[at] * mean[at]).sum::<f32>();
    plain
}

/// Penalty on an article's intercept: almost none.
const INTERCEPT: f64 = 0.1;

/// Solves a symmetric positive system, given by its lower half (Cholesky).
fn solve(mut matrix: [[f64; N_FEATURES]; N_FEATURES], mut vector: [f64; N_FEATURES]) -> [f64; N_FEATURES] {
    for at in 0..N_FEATURES {
        for other in 0..=at {
            let done: f64 = (0..other).map(|it| matrix[at][it] * matrix[other][it]).sum();
            let left = matrix[at][other] - done;
            matrix[at][other] = if at == other { left.max(1e-9).sqrt() } else { left / matrix[other][other] };
        }
    }
    for at in 0..N_FEATURES {
        let done: f64 = (0..at).map(|it| matrix[at][it] * vector[it]).sum();
        vector[at] = (vector[at] - done) / matrix[at][at];
    }
    for at in (0..N_FEATURES).rev() {
        let done: f64 = (at + 1..N_FEATURES).map(|it| matrix[it][at] * vector[it]).sum();
        vector[at] = (vector[at] - done) / matrix[at][at];
    }
    vector
}

/// Gold weight found, gold weight, claims right, claims given; by score alone, without the price of repetition.
fn judge(example: &Example, model: &Features) -> [f32; 4] {
    let score = |row: &Features| -> f32 { row.iter().zip(model).map(|(a, b)| a * b).sum() };
    let mut order: Vec<usize> = (0..example.rows.len()).collect();
    order.sort_by(|a, b| score(&example.rows[*b]).total_cmp(&score(&example.rows[*a])));
    order.truncate(8);
    let found: f32 = order.iter().map(|at| example.weights[*at]).sum();
    let right = order.iter().filter(|at| example.weights[**at] > 0.0).count();
    [found, example.gold, right as f32, order.len() as f32]
}

fn add(totals: &mut [f32; 4], these: [f32; 4]) {
    totals.iter_mut().zip(these).for_each(|(total, it)| *total += it);
}

fn report(name: &str, articles: usize, totals: &[f32; 4]) {
    let [found, gold, right, given] = totals;
    println!("{name}: {articles} articles, recall {:.1}, precision {:.1}", 100.0 * found / gold, 100.0 * right / given);
}

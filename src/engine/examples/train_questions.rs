//! Trains the ranking of open questions on annotated articles and writes `digest/question/weights.rs`.
//!
//! `cargo run --release -p engine --example train_questions -- [--write] [--dump] TRAIN.jsonl… [--held HELD.jsonl…]`
//! Each line is an article as in the evaluation set: `text`, `title`, `date` and `open_questions` with `evidence` and
//! `weight`. Logistic regression with an L2 penalty, full-batch gradient descent from zero: the same numbers on every
//! run. Prints recall (weighted) and precision of the first five, six and seven, articles left out ten by ten, of
//! all sentences and of those for which a question can be worded. `--dump` prints what would be asked of each sentence.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "run by hand: a panic is its error message")]

use engine::digest::question::feature::{Features, N_FEATURES, name, outspoken};
use engine::digest::question::rows;
use serde_json::Value;

mod annotated;
use annotated::{analysis, read, same, scale};

/// A body sentence: its row, its weight as an editor gave it (0 when no question rests on it), and what would be asked.
struct Line {
    row: Features,
    weight: f32,
    asked: Option<String>,
    words: String,
}

/// One article, and the sum of its gold weights.
struct Example {
    lines: Vec<Line>,
    gold: f32,
}

/// How many groups of articles are left out in turn.
const FOLDS: usize = 8;

fn main() {
    let (mut write, mut dump) = (false, false);
    let mut penalty = 30.0;
    let mut sets = [Vec::new(), Vec::new()];
    let mut held = 0;
    let mut arguments = std::env::args().skip(1);
    while let Some(it) = arguments.next() {
        match it.as_str() {
            "--write" => write = true,
            "--dump" => dump = true,
            "--penalty" => penalty = arguments.next().and_then(|it| it.parse().ok()).expect("--penalty NUMBER"),
            "--held" => held = 1,
            _ => sets[held].extend(read(&it).iter().map(example)),
        }
    }
    let [train, test] = sets;
    let lines = || train.iter().flat_map(|it| &it.lines);
    let gold = lines().filter(|it| it.weight > 0.0).count();
    let worded = lines().filter(|it| it.asked.is_some()).count();
    let both = lines().filter(|it| it.weight > 0.0 && it.asked.is_some()).count();
    println!("{} articles, {} sentences, {worded} worded; {gold} gold, {both} worded", train.len(), lines().count());
    let drafted = (0..N_FEATURES).find(|it| name(*it) == "has_draft").expect("a feature");
    let lost = lines().filter(|it| it.weight > 0.0 && it.asked.is_none() && it.row[drafted] > 0.0).count();
    println!("{lost} gold sentences with drafts of which none could be finished");
    // Rare signs would else weigh too much.
    let rows_of_all: Vec<&Features> = train.iter().flat_map(|it| it.lines.iter().map(|it| &it.row)).collect();
    let (mean, deviation) = scale(&rows_of_all, |at| if at < N_FEATURES - 96 { 0.05 } else { 0.02 });
    let mut scores: Vec<Vec<f32>> = train.iter().map(|it| vec![0.0; it.lines.len()]).collect();
    for fold in 0..FOLDS {
        let rest: Vec<&Example> =
            train.iter().enumerate().filter(|(at, _)| at % FOLDS != fold).map(|(_, it)| it).collect();
        let model = fit(&rest, &mean, &deviation, penalty);
        for at in (fold..train.len()).step_by(FOLDS) {
            scores[at] = train[at].lines.iter().map(|it| score(&it.row, &model)).collect();
        }
    }
    for (least, floor) in [(5, 9.0), (6, 9.0), (7, 9.0), (4, -0.9), (5, -0.9), (5, -0.7), (5, -1.1)] {
        for all in [true, false] {
            report(&train, &scores, least, floor, all);
        }
    }
    let all: Vec<&Example> = train.iter().collect();
    let model = fit(&all, &mean, &deviation, penalty);
    if !test.is_empty() {
        println!("held:");
        let scores: Vec<Vec<f32>> =
            test.iter().map(|it| it.lines.iter().map(|it| score(&it.row, &model)).collect()).collect();
        for all in [true, false] {
            report(&test, &scores, 5, -0.9, all);
            report(&test, &scores, 7, -0.9, all);
        }
    }
    if dump {
        for (example, scores) in train.iter().zip(&scores) {
            let mut order: Vec<usize> = (0..example.lines.len()).collect();
            order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
            for at in order.into_iter().take(9) {
                let it = &example.lines[at];
                println!("{:+.2} {} {}\n      {}", scores[at], it.weight, it.asked.as_deref().unwrap_or("-"), it.words);
            }
        }
    } else {
        let mut named: Vec<(String, f32)> =
            model.iter().enumerate().map(|(at, it)| (name(at), it * deviation[at])).collect();
        named.sort_by(|a, b| b.1.total_cmp(&a.1));
        named.iter().filter(|it| !it.0.starts_with("meaning")).for_each(|(name, it)| println!("{it:+.3} {name}"));
    }
    if write {
        let lines: String =
            model.iter().enumerate().map(|(at, it)| format!("    {it:.4}, // {}\n", name(at))).collect();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/digest/question/weights.rs");
        let text = format!(
            "//! Weights of the ranking of open questions, made by `examples/train_questions.rs`: not edited by hand.\n//!\n\
             //! Trained on {} annotated news articles, penalty {penalty}; figures in docs/ARCHITECTURE.md.\n\n\
             /// One weight a feature, in the order of a row.\n\
             #[rustfmt::skip]\npub(super) const WEIGHTS: &[f32] = &[\n{lines}];\n",
            train.len()
        );
        std::fs::write(path, text).expect("the weights can be written");
    }
}

fn example(gold: &Value) -> Example {
    let analysis = analysis(gold);
    let open: Vec<(&str, f32)> = gold["open_questions"]
        .as_array()
        .expect("open_questions")
        .iter()
        .map(|it| (it["evidence"].as_str().unwrap_or_default(), it["weight"].as_f64().unwrap_or(1.0) as f32))
        .collect();
    let mut example = Example { lines: vec![], gold: open.iter().map(|it| it.1).sum() };
    for (sentence, row, asked) in rows(&analysis) {
        let words = analysis.article.slice(analysis.sentences[sentence].span).replace('\n', " ");
        let weight = open.iter().filter(|(evidence, _)| same(evidence, &words)).map(|it| it.1).fold(0.0, f32::max);
        example.lines.push(Line { row, weight, asked, words });
    }
    example
}

/// Weights for unscaled rows.
fn fit(examples: &[&Example], mean: &Features, deviation: &Features, penalty: f32) -> Features {
    let scaled = |row: &Features| -> Features {
        std::array::from_fn(|at| if at == 0 { 1.0 } else { (row[at] - mean[at]) / deviation[at] })
    };
    let data: Vec<(Features, f32, f32)> = examples
        .iter()
        .flat_map(|it| &it.lines)
        .map(|it| {
            let right = it.weight > 0.0;
            (scaled(&it.row), f32::from(u8::from(right)), if right { it.weight / 2.0 } else { 1.0 })
        })
        .collect();
    let mut model = [0.0_f32; N_FEATURES];
    let mut velocity = [0.0_f32; N_FEATURES];
    let step = 0.25 / data.len() as f32;
    for _ in 0..250 {
        let mut gradient = [0.0_f32; N_FEATURES];
        for (row, label, weight) in &data {
            let z: f32 = row.iter().zip(&model).map(|(a, b)| a * b).sum();
            let error = weight * (1.0 / (1.0 + (-z).exp()) - label);
            gradient.iter_mut().zip(row).for_each(|(g, x)| *g += error * x);
        }
        for at in 0..N_FEATURES {
            let shrink = if at == 0 { 0.0 } else { penalty * model[at] };
            velocity[at] = 0.85 * velocity[at] - step * (gradient[at] + shrink);
            model[at] += velocity[at];
        }
    }
    let mut plain: Features = std::array::from_fn(|at| if at == 0 { model[0] } else { model[at] / deviation[at] });
    plain[0] -= (1..N_FEATURES).map(|at| model[at] * mean[at] / deviation[at]).sum::<f32>();
    plain
}

fn score(row: &Features, model: &Features) -> f32 {
    row.iter().zip(model).map(|(a, b)| a * b).sum::<f32>() + outspoken(row)
}

/// What is found when at least `least` are asked, and up to seven of those above `floor`.
fn report(examples: &[Example], scores: &[Vec<f32>], least: usize, floor: f32, all: bool) {
    let (mut found, mut gold, mut right, mut given) = (0.0, 0.0, 0.0, 0.0);
    for (example, scores) in examples.iter().zip(scores) {
        let mut order: Vec<usize> =
            (0..example.lines.len()).filter(|at| all || example.lines[*at].asked.is_some()).collect();
        order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
        let taken = order.into_iter().take(7).enumerate().filter(|(n, at)| *n < least || scores[*at] > floor);
        gold += example.gold;
        for (_, at) in taken {
            let weight = example.lines[at].weight;
            found += weight;
            right += f32::from(u8::from(weight > 0.0));
            given += 1.0;
        }
    }
    let (recall, precision) = (100.0 * found / gold, 100.0 * right / given);
    let what = if all { "all" } else { "worded" };
    println!("least {least}, floor {floor}, {what}: recall {recall:.1}, precision {precision:.1}, given {given}");
}

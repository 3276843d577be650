//! Trains the dispute model on annotated articles and writes `analyse/dispute/weights.rs`.
//!
//! `cargo run --release -p engine --example train_disputes -- [--write] [--penalty N] TRAIN.jsonl… [--held HELD.jsonl…]`
//! Each line is an article as in the evaluation set: `text`, `title`, `date` and `disputes`, each with `side_a` and
//! `side_b`, each with `evidence` and perhaps `more` sentences of the same side. Logistic regression over pairs of
//! positions with an L2 penalty, full-batch gradient descent from zero: the same numbers on every run. Prints, by
//! threshold, recall and precision of the first three, a tenth of the articles left out at a time, and on the held ones.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "run by hand: a panic is its error message")]

use engine::analyse::dispute::examples;
use engine::analyse::dispute::feature::{Features, N_FEATURES, NAMES};
use serde_json::Value;

mod annotated;
use annotated::{analysis, read, same, scale};

/// One article: its pairs, and which disputes each is an example of.
struct Article {
    pairs: Vec<Pair>,
    gold: usize,
    /// For each sentence and dispute whether it shows the first side, the second.
    shows: Vec<Vec<[bool; 2]>>,
}

struct Pair {
    sentences: [usize; 2],
    sources: [usize; 2],
    row: Features,
    right: bool,
}

fn main() {
    let (mut write, mut penalty, mut held, mut most) = (false, 30.0, 0, 2);
    let mut files = [Vec::new(), Vec::new()];
    let mut arguments = std::env::args().skip(1);
    while let Some(it) = arguments.next() {
        match it.as_str() {
            "--write" => write = true,
            "--held" => held = 1,
            "--penalty" => penalty = arguments.next().and_then(|it| it.parse().ok()).expect("--penalty NUMBER"),
            "--most" => most = arguments.next().and_then(|it| it.parse().ok()).expect("--most NUMBER"),
            _ => files[held].push(it),
        }
    }
    let [train, test] =
        files.map(|files| files.iter().flat_map(|it| read(it)).map(|it| article(&it)).collect::<Vec<_>>());
    let rows_of_all: Vec<&Features> = train.iter().flat_map(|it| it.pairs.iter().map(|it| &it.row)).collect();
    let (mean, deviation) = scale(&rows_of_all, |_| 1e-2);
    let mut scored: Vec<(&Article, Vec<f32>)> = Vec::new();
    for fold in 0..10 {
        let part = |at: &usize, inside: bool| (at % 10 == fold) == inside;
        let rest: Vec<&Article> = (0..train.len()).filter(|it| part(it, false)).map(|it| &train[it]).collect();
        let model = fit(&rest, &mean, &deviation, penalty);
        scored.extend((0..train.len()).filter(|it| part(it, true)).map(|it| (&train[it], scores(&train[it], &model))));
    }
    report("left out", &scored, most);
    let all: Vec<&Article> = train.iter().collect();
    let model = fit(&all, &mean, &deviation, penalty);
    report("held", &test.iter().map(|it| (it, scores(it, &model))).collect::<Vec<_>>(), most);
    let mut named: Vec<(&str, f32)> =
        NAMES.iter().enumerate().map(|(at, name)| (*name, model[at] * deviation[at])).collect();
    named.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    named.iter().take(40).for_each(|(name, it)| println!("{it:+.3} {name}"));
    if write {
        let lines: String = NAMES.iter().zip(model).map(|(name, it)| format!("    {it:.4}, // {name}\n")).collect();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/analyse/dispute/weights.rs");
        let text = format!(
            "//! Weights of the dispute model, made by `examples/train_disputes.rs`: not edited by hand.\n//!\n\
             //! Trained on {} annotated news articles, penalty {penalty}; figures in docs/ARCHITECTURE.md.\n\n\
             use super::feature::N_FEATURES;\n\n/// One weight a feature, in the order of `feature::NAMES`.\n\
             #[rustfmt::skip]\npub(super) const WEIGHTS: [f32; N_FEATURES] = [\n{lines}];\n",
            train.len()
        );
        std::fs::write(path, text).expect("the weights can be written");
    }
}

fn article(gold: &Value) -> Article {
    let analysis = analysis(gold);
    let side = |it: &Value| -> Vec<String> {
        let more = it["more"].as_array().into_iter().flatten();
        std::iter::once(&it["evidence"]).chain(more).filter_map(|it| it.as_str().map(str::to_owned)).collect()
    };
    let disputes: Vec<[Vec<String>; 2]> = gold["disputes"]
        .as_array()
        .expect("disputes")
        .iter()
        .map(|it| [side(&it["side_a"]), side(&it["side_b"])])
        .collect();
    let shows: Vec<Vec<[bool; 2]>> = analysis
        .sentences
        .iter()
        .map(|it| {
            let words = analysis.article.slice(it.span);
            let shown = |side: &[String]| side.iter().any(|it| same(it, words));
            disputes.iter().map(|[a, b]| [shown(a), shown(b)]).collect()
        })
        .collect();
    let pairs = examples(&analysis.article, &analysis.sentences, &analysis.findings)
        .into_iter()
        .map(|(sentences, sources, row)| Pair { sentences, sources, row, right: shown(&shows, sentences).is_some() })
        .collect();
    Article { pairs, gold: disputes.len(), shows }
}

/// The dispute of which the two sentences show the two sides.
fn shown(shows: &[Vec<[bool; 2]>], [a, b]: [usize; 2]) -> Option<usize> {
    shows[a].iter().zip(&shows[b]).position(|(a, b)| a[0] && b[1] || a[1] && b[0])
}

/// Weights for unscaled rows.
fn fit(articles: &[&Article], mean: &Features, deviation: &Features, penalty: f32) -> Features {
    let scaled = |row: &Features| -> Features {
        std::array::from_fn(|at| if at == 0 { 1.0 } else { (row[at] - mean[at]) / deviation[at] })
    };
    let data: Vec<(Features, f32)> = articles
        .iter()
        .flat_map(|it| it.pairs.iter().map(|it| (scaled(&it.row), f32::from(u8::from(it.right)))))
        .collect();
    let mut model = [0.0_f32; N_FEATURES];
    model[0] = -4.0;
    let (mut speed, rate) = ([0.0_f32; N_FEATURES], 8.0 / data.len() as f32);
    for _ in 0..250 {
        let mut gradient = [0.0_f32; N_FEATURES];
        for (row, label) in &data {
            let z: f32 = row.iter().zip(&model).map(|(a, b)| a * b).sum();
            let error = 1.0 / (1.0 + (-z).exp()) - label;
            gradient.iter_mut().zip(row).for_each(|(g, x)| *g += error * x);
        }
        for at in 0..N_FEATURES {
            let shrink = if at == 0 { 0.0 } else { penalty * model[at] };
            speed[at] = 0.8 * speed[at] - rate * (gradient[at] + shrink);
            model[at] += speed[at];
        }
    }
    let mut plain: Features = std::array::from_fn(|at| if at == 0 { model[0] } else { model[at] / deviation[at] });
    plain[0] -= (1..N_FEATURES).map(|at| model[at] * mean[at] / deviation[at]).sum::<f32>();
    plain
}

fn scores(article: &Article, model: &Features) -> Vec<f32> {
    article.pairs.iter().map(|it| it.row.iter().zip(model).map(|(a, b)| a * b).sum()).collect()
}

/// Disputes found, given and annotated when those above `threshold` are shown, two sentences a side.
fn judge(article: &Article, scores: &[f32], threshold: f32, most: usize) -> [usize; 2] {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    let (mut used, mut found, mut given): (Vec<usize>, Vec<usize>, usize) = (vec![], vec![], 0);
    for &at in order.iter().take_while(|it| scores[**it] >= threshold) {
        let it = &article.pairs[at];
        if given >= most || it.sentences.iter().any(|it| used.contains(it)) {
            continue;
        }
        given += 1;
        // What else of each side stands best against the other.
        let beside = |of: usize| {
            let (own, against) = (it.sentences[of], it.sentences[1 - of]);
            order.iter().find_map(|other| {
                let other = &article.pairs[*other];
                let at = other.sentences.iter().position(|it| *it == against)?;
                (other.sentences[1 - at] != own && other.sources[1 - at] == it.sources[of])
                    .then_some(other.sentences[1 - at])
            })
        };
        let sides = [0, 1].map(|of| [Some(it.sentences[of]), beside(of)].into_iter().flatten().collect::<Vec<_>>());
        let right = sides[0].iter().flat_map(|a| sides[1].iter().map(|b| [*a, *b]));
        let dispute = (0..article.gold).find(|gold| {
            !found.contains(gold)
                && right.clone().any(|[a, b]| {
                    let (a, b) = (article.shows[a][*gold], article.shows[b][*gold]);
                    a[0] && b[1] || a[1] && b[0]
                })
        });
        found.extend(dispute);
        used.extend(sides.iter().flatten());
    }
    [found.len(), given]
}

fn report(name: &str, scored: &[(&Article, Vec<f32>)], most: usize) {
    let gold: usize = scored.iter().map(|it| it.0.gold).sum();
    let reached: usize = scored.iter().flat_map(|it| &it.0.pairs).filter(|it| it.right).count();
    println!("{name}: {} articles, {gold} disputes, {reached} right pairs", scored.len());
    for step in 0..9 {
        let threshold = -4.0 + 0.4 * step as f32;
        let sums = scored.iter().map(|(article, scores)| judge(article, scores, threshold, most));
        let [found, given] = sums.fold([0, 0], |[a, b], [x, y]| [a + x, b + y]);
        let share = |of: usize| 100.0 * found as f32 / of.max(1) as f32;
        println!("  {threshold:.1}: recall {:.1}, precision {:.1} of {given}", share(gold), share(given));
    }
}

//! Annotated articles as the trainers read them: lines of the evaluation set, and the scale of what is learnt from.

use engine::Analysis;
use engine::extract::{Known, from_text};
use engine::lexicon::Lexicon;
use serde_json::Value;

/// The lines of a file, an annotated article each.
pub(crate) fn read(path: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect()
}

/// The article of one line, with all findings.
pub(crate) fn analysis(gold: &Value) -> Analysis {
    let known = Known {
        title: gold["title"].as_str().map(str::to_owned),
        published: gold["date"].as_str().and_then(|it| it.parse().ok()),
        url: None,
    };
    let text = gold["text"].as_str().expect("text");
    Analysis::of(from_text(text, &known).expect("an article"), &Lexicon::embedded())
}

/// Whether two passages are the same sentence: four fifths of the shorter one's words stand in the other.
pub(crate) fn same(a: &str, b: &str) -> bool {
    let words = |it: &str| {
        let lower = it.to_lowercase();
        lower.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    !short.is_empty()
        && long.len() <= 2 * short.len() + 12
        && short.iter().filter(|it| long.contains(it)).count() as f32 / short.len() as f32 >= 0.8
}

/// Mean and deviation of every feature; `least` is the smallest deviation that a feature is given, by its place.
pub(crate) fn scale<const N: usize>(rows: &[&[f32; N]], least: impl Fn(usize) -> f32) -> ([f32; N], [f32; N]) {
    let n = rows.len() as f32;
    let mean: [f32; N] = std::array::from_fn(|at| rows.iter().map(|it| it[at]).sum::<f32>() / n);
    let deviation = std::array::from_fn(|at| {
        let variance = rows.iter().map(|it| (it[at] - mean[at]).powi(2)).sum::<f32>() / n;
        variance.sqrt().max(least(at))
    });
    (mean, deviation)
}

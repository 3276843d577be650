//! A small transformer that reads words in their context, so that "let out" of jail and of school differ.
//!
//! `model/distil.py` trains it to give the meanings that a large sentence encoder gives. The weights lie in
//! `model/encoder.bin` as bf16, in the order in which [`Encoder::new`] takes them.

use crate::answer::table::{DIMENSIONS, Row};

const WIDE: usize = 192;
const LAYERS: usize = 2;
const HEADS: usize = 4;
const HEAD: usize = DIMENSIONS / HEADS;
/// The most words that are read in their context; what follows is left out.
pub(crate) const MOST_WORDS: usize = 64;

static BYTES: &[u8] = include_bytes!("model/encoder.bin");

/// A vector in f32.
pub(crate) type Meaning = [f32; DIMENSIONS];

/// The weights, decoded once for an article.
#[derive(Clone, Debug)]
pub(crate) struct Encoder {
    scale: Vec<f32>,
    places: Vec<f32>,
    layers: Vec<Layer>,
    pooling: Vec<f32>,
    asking: Vec<f32>,
}

#[derive(Clone, Debug)]
struct Layer {
    first_scale: Vec<f32>,
    second_scale: Vec<f32>,
    attend: Vec<f32>,
    gather: Vec<f32>,
    widen: Vec<f32>,
    widen_by: Vec<f32>,
    narrow: Vec<f32>,
    narrow_by: Vec<f32>,
}

/// Words read in their context.
#[derive(Clone, Debug, Default)]
pub(crate) struct Encoded {
    /// The meaning of each word, of length one.
    pub(crate) words: Vec<Meaning>,
    /// For a question: how much each word counts, adding up to one.
    pub(crate) counts: Vec<f32>,
    /// The meaning of the whole, of length one.
    pub(crate) whole: Option<Meaning>,
}

impl Encoder {
    /// Decodes the weights.
    pub(crate) fn new() -> Self {
        let mut rest = BYTES.chunks_exact(2).map(|it| {
            let bits = it.try_into().map_or(0, u16::from_le_bytes);
            f32::from_bits(u32::from(bits) << 16)
        });
        let mut take = |n: usize| -> Vec<f32> { rest.by_ref().take(n).collect() };
        const D: usize = DIMENSIONS;
        let scale = take(D);
        let places = take(MOST_WORDS * D);
        let layers = (0..LAYERS)
            .map(|_| Layer {
                first_scale: take(D),
                second_scale: take(D),
                attend: take(D * 3 * D),
                gather: take(D * D),
                widen: take(D * WIDE),
                widen_by: take(WIDE),
                narrow: take(WIDE * D),
                narrow_by: take(D),
            })
            .collect();
        Self { scale, places, layers, pooling: take(D), asking: take(D) }
    }

    /// Reads words in their context.
    pub(crate) fn read(&self, rows: impl Iterator<Item = Row>) -> Encoded {
        let mut states: Vec<Meaning> = Vec::new();
        for (row, place) in rows.zip(self.places.chunks_exact(DIMENSIONS)) {
            let mut state = [0.0; DIMENSIONS];
            for (to, from) in state.iter_mut().zip(row.vector()) {
                *to = f32::from(from);
            }
            let mut state = evened(&state, &self.scale);
            add(&mut state, place);
            states.push(state);
        }
        if states.is_empty() {
            return Encoded::default();
        }
        for layer in &self.layers {
            layer.attend_to(&mut states);
            for state in &mut states {
                let mut wide = [0.0; WIDE];
                add(&mut wide, &layer.widen_by);
                multiply(&evened(state, &layer.second_scale), &layer.widen, &mut wide);
                wide.iter_mut().for_each(|it| *it = it.max(0.0));
                multiply(&wide, &layer.narrow, state);
                add(state, &layer.narrow_by);
            }
        }
        let mut whole = [0.0; DIMENSIONS];
        for state in &states {
            let weight = dot(state, &self.pooling).clamp(-30.0, 30.0).exp();
            whole.iter_mut().zip(state).for_each(|(to, from)| *to += weight * from);
        }
        unit(&mut whole);
        let mut counts: Vec<f32> = states.iter().map(|it| dot(it, &self.asking).clamp(-30.0, 30.0).exp()).collect();
        let sum = counts.iter().sum::<f32>().max(1e-9);
        counts.iter_mut().for_each(|it| *it /= sum);
        states.iter_mut().for_each(unit);
        Encoded { words: states, counts, whole: Some(whole) }
    }
}

impl Layer {
    /// Every word looks at every other.
    fn attend_to(&self, states: &mut [Meaning]) {
        let looked: Vec<[f32; 3 * DIMENSIONS]> = states
            .iter()
            .map(|state| {
                let mut parts = [0.0; 3 * DIMENSIONS];
                multiply(&evened(state, &self.first_scale), &self.attend, &mut parts);
                parts
            })
            .collect();
        let part = |of: &[f32; 3 * DIMENSIONS], which: usize, head: usize| -> [f32; HEAD] {
            let from = which * DIMENSIONS + head * HEAD;
            of.get(from..from + HEAD).and_then(|it| it.try_into().ok()).unwrap_or([0.0; HEAD])
        };
        let mut gathered = vec![[0.0; DIMENSIONS]; states.len()];
        let mut keys = Vec::with_capacity(states.len());
        let mut weights = Vec::with_capacity(states.len());
        for head in 0..HEADS {
            keys.clear();
            keys.extend(looked.iter().map(|it| (part(it, 1, head), part(it, 2, head))));
            for (asks, to) in looked.iter().zip(&mut gathered) {
                let asks = part(asks, 0, head);
                weights.clear();
                weights.extend(keys.iter().map(|(key, _)| dot(&asks, key) / (HEAD as f32).sqrt()));
                let most = weights.iter().copied().fold(f32::NEG_INFINITY, f32::max);
                let mut sum = 0.0;
                let mut seen = [0.0; HEAD];
                for (weight, (_, value)) in weights.iter().zip(&keys) {
                    let weight = (weight - most).exp();
                    sum += weight;
                    seen.iter_mut().zip(value).for_each(|(to, from)| *to += weight * from);
                }
                let to = to.iter_mut().skip(head * HEAD);
                to.zip(seen).for_each(|(to, from)| *to = from / sum.max(1e-9));
            }
        }
        for (state, seen) in states.iter_mut().zip(&gathered) {
            multiply(seen, &self.gather, state);
        }
    }
}

/// Adds `input` times the matrix `weights`, a row for each input, to `output`.
fn multiply<const M: usize>(input: &[f32], weights: &[f32], output: &mut [f32; M]) {
    let mut sum = *output;
    for (&value, row) in input.iter().zip(weights.chunks_exact(M)) {
        for (to, weight) in sum.iter_mut().zip(row) {
            *to += value * weight;
        }
    }
    *output = sum;
}

/// Scaled so that the mean square is one, times `scale`.
fn evened(state: &Meaning, scale: &[f32]) -> Meaning {
    let square = state.iter().map(|it| it * it).sum::<f32>() / DIMENSIONS as f32;
    let by = 1.0 / (square + 1e-6).sqrt();
    let mut out = *state;
    out.iter_mut().zip(scale).for_each(|(it, scale)| *it *= by * scale);
    out
}

fn add(to: &mut [f32], from: &[f32]) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
}

/// The inner product.
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Scales to length one.
fn unit(state: &mut Meaning) {
    let by = 1.0 / (dot(state, state) + 1e-9).sqrt();
    state.iter_mut().for_each(|it| *it *= by);
}

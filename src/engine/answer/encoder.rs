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

/// Columns of a matrix that are worked on together.
const LANES: usize = 8;
/// Rows that are worked on together.
const ROWS: usize = 4;

/// A matrix of columns in groups of [`LANES`]: for each group, of each row its part. So what is read one after the other
/// lies side by side, and each sum is made in the same order as if it were made alone.
#[derive(Clone, Debug, Default)]
struct Matrix {
    height: usize,
    groups: Vec<[f32; LANES]>,
}

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
    attend: Matrix,
    gather: Matrix,
    widen: Matrix,
    widen_by: Vec<f32>,
    narrow: Matrix,
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

/// The words of a line with their meanings set out for comparing them with those of a question.
#[derive(Clone, Debug, Default)]
pub(crate) struct Compared {
    n_words: usize,
    /// A column a word.
    words: Matrix,
    /// The meaning of the whole, of length one.
    pub(crate) whole: Option<Meaning>,
}

impl Compared {
    pub(crate) fn of(encoded: &Encoded) -> Self {
        let words = Matrix::of_columns(&encoded.words);
        Self { n_words: encoded.words.len(), words, whole: encoded.whole }
    }

    /// For each word of a question how near the nearest word comes.
    pub(crate) fn nearest(&self, question: &[Meaning]) -> Vec<f32> {
        let mut nearest = Vec::with_capacity(question.len());
        for four in question.chunks(ROWS) {
            let mut most = [-1.0; ROWS];
            for at in 0..self.n_words.div_ceil(LANES) {
                let mut sums = [[0.0; LANES]; ROWS];
                self.words.add_group(at, inputs(four), &mut sums);
                for (most, sums) in most.iter_mut().zip(&sums) {
                    let words = sums.iter().take(self.n_words - at * LANES);
                    *most = words.copied().fold(*most, f32::max);
                }
            }
            nearest.extend(most.iter().take(four.len()));
        }
        nearest
    }
}

impl Encoder {
    /// Decodes the weights.
    pub(crate) fn new() -> Self {
        let mut rest = BYTES.as_chunks::<2>().0;
        let mut take = |n: usize| -> Vec<f32> {
            let (these, left) = rest.split_at_checked(n).unwrap_or((rest, &[]));
            rest = left;
            these.iter().map(|&it| f32::from_bits(u32::from(u16::from_le_bytes(it)) << 16)).collect()
        };
        const D: usize = DIMENSIONS;
        let scale = take(D);
        let places = take(MOST_WORDS * D);
        let layers = (0..LAYERS)
            .map(|_| Layer {
                first_scale: take(D),
                second_scale: take(D),
                attend: Matrix::of(&take(D * 3 * D), 3 * D),
                gather: Matrix::of(&take(D * D), D),
                widen: Matrix::of(&take(D * WIDE), WIDE),
                widen_by: take(WIDE),
                narrow: Matrix::of(&take(WIDE * D), D),
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
            let even: Vec<Meaning> = states.iter().map(|it| evened(it, &layer.second_scale)).collect();
            let mut wide = [0.0; WIDE];
            add(&mut wide, &layer.widen_by);
            let mut wide = vec![wide; states.len()];
            layer.widen.multiply(&even, &mut wide);
            wide.iter_mut().flatten().for_each(|it| *it = it.max(0.0));
            layer.narrow.multiply(&wide, &mut states);
            states.iter_mut().for_each(|it| add(it, &layer.narrow_by));
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
        let even: Vec<Meaning> = states.iter().map(|it| evened(it, &self.first_scale)).collect();
        let mut looked = vec![[0.0; 3 * DIMENSIONS]; states.len()];
        self.attend.multiply(&even, &mut looked);
        let part = |of: &[f32; 3 * DIMENSIONS], which: usize, head: usize| -> [f32; HEAD] {
            let from = which * DIMENSIONS + head * HEAD;
            of.get(from..from + HEAD).and_then(|it| it.try_into().ok()).unwrap_or([0.0; HEAD])
        };
        let mut gathered = vec![[0.0; DIMENSIONS]; states.len()];
        let mut weights = vec![[0.0; MOST_WORDS]; states.len()];
        for head in 0..HEADS {
            let parts = |which: usize| looked.iter().map(move |it| part(it, which, head)).collect::<Vec<_>>();
            let (asks, keys, values) = (parts(0), parts(1), parts(2));
            weights.iter_mut().for_each(|it| it.fill(0.0));
            Matrix::of_columns(&keys).multiply(&asks, &mut weights);
            for (weights, to) in weights.iter_mut().zip(&mut gathered) {
                let weights = weights.get_mut(..values.len()).unwrap_or_default();
                weights.iter_mut().for_each(|it| *it /= (HEAD as f32).sqrt());
                let most = weights.iter().copied().fold(f32::NEG_INFINITY, f32::max);
                let mut sum = 0.0;
                let mut seen = [0.0; HEAD];
                for (weight, value) in weights.iter().zip(&values) {
                    let weight = (weight - most).exp();
                    sum += weight;
                    seen.iter_mut().zip(value).for_each(|(to, from)| *to += weight * from);
                }
                let to = to.iter_mut().skip(head * HEAD);
                to.zip(seen).for_each(|(to, from)| *to = from / sum.max(1e-9));
            }
        }
        self.gather.multiply(&gathered, states);
    }
}

impl Matrix {
    /// The matrix whose rows of `width` numbers stand one after the other.
    fn of(numbers: &[f32], width: usize) -> Self {
        let group = |at: usize| {
            let rows = numbers.chunks_exact(width);
            rows.filter_map(move |row| row.get(at..)?.first_chunk().copied())
        };
        let groups: Vec<[f32; LANES]> = (0..width).step_by(LANES).flat_map(group).collect();
        Self { height: numbers.len() / width.max(1), groups }
    }

    /// The matrix with these columns; zeros fill the last group.
    fn of_columns<const N: usize>(columns: &[[f32; N]]) -> Self {
        let mut groups = vec![[0.0; LANES]; N * columns.len().div_ceil(LANES)];
        for (group, columns) in groups.chunks_exact_mut(N).zip(columns.chunks(LANES)) {
            for (lane, column) in columns.iter().enumerate() {
                for (to, from) in group.iter_mut().zip(column) {
                    if let Some(to) = to.get_mut(lane) {
                        *to = *from;
                    }
                }
            }
        }
        Self { height: N, groups }
    }

    /// Adds each of `inputs` times this matrix to its output.
    fn multiply<const N: usize, const M: usize>(&self, rows: &[[f32; N]], outputs: &mut [[f32; M]]) {
        for (rows, outputs) in rows.chunks(ROWS).zip(outputs.chunks_mut(ROWS)) {
            let inputs = inputs(rows);
            for at in 0..(self.groups.len() / self.height.max(1)).min(M / LANES) {
                let mut sums = [[0.0; LANES]; ROWS];
                let part = at * LANES..(at + 1) * LANES;
                for (sum, output) in sums.iter_mut().zip(outputs.iter()) {
                    if let Some(output) = output.get(part.clone()).and_then(|it| it.try_into().ok()) {
                        *sum = output;
                    }
                }
                self.add_group(at, inputs, &mut sums);
                for (sum, output) in sums.iter().zip(outputs.iter_mut()) {
                    if let Some(output) = output.get_mut(part.clone()) {
                        output.copy_from_slice(sum);
                    }
                }
            }
        }
    }

    /// Adds some rows times the columns of one group to `sums`.
    #[inline]
    fn add_group(&self, at: usize, inputs: [&[f32]; ROWS], sums: &mut [[f32; LANES]; ROWS]) {
        let group = self.groups.get(at * self.height..(at + 1) * self.height).unwrap_or_default();
        let ([a, b, c, d], [mut to_a, mut to_b, mut to_c, mut to_d]) = (inputs, *sums);
        for ((((weights, a), b), c), d) in group.iter().zip(a).zip(b).zip(c).zip(d) {
            weigh(&mut to_a, *a, weights);
            weigh(&mut to_b, *b, weights);
            weigh(&mut to_c, *c, weights);
            weigh(&mut to_d, *d, weights);
        }
        *sums = [to_a, to_b, to_c, to_d];
    }
}

/// Some rows to be worked on together; where there are fewer the first stands in.
fn inputs<const N: usize>(rows: &[[f32; N]]) -> [&[f32]; ROWS] {
    let first = rows.first().map_or(&[][..], |it| it);
    std::array::from_fn(|at| rows.get(at).map_or(first, |it| it))
}

#[inline(always)]
fn weigh(to: &mut [f32; LANES], value: f32, weights: &[f32; LANES]) {
    to.iter_mut().zip(weights).for_each(|(to, weight)| *to += value * weight);
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

//! An averaged perceptron over every feature seen often enough, and what of it goes into the model files.

/// Weights in training, with what averaging needs.
pub(crate) struct Perceptron<const CLASSES: usize> {
    /// The features known, by open addressing: a place in `rows`, or none.
    index: Vec<Option<u32>>,
    rows: Vec<Row<CLASSES>>,
    step: i64,
}

struct Row<const CLASSES: usize> {
    feature: u32,
    /// How often it occurs in the examples.
    count: u32,
    weights: [i32; CLASSES],
    totals: [i64; CLASSES],
}

impl<const CLASSES: usize> Perceptron<CLASSES> {
    /// Learns only features that occur at least `least` times in `features`.
    pub(crate) fn new(mut features: Vec<u32>, least: usize) -> Self {
        features.sort_unstable();
        let rows: Vec<_> = features
            .chunk_by(|a, b| a == b)
            .filter(|alike| alike.len() >= least)
            .map(|alike| Row {
                feature: alike[0],
                count: alike.len() as u32,
                weights: [0; CLASSES],
                totals: [0; CLASSES],
            })
            .collect();
        let mut index = vec![None; (rows.len() * 2).next_power_of_two().max(2)];
        for (place, row) in rows.iter().enumerate() {
            let mut at = row.feature as usize & (index.len() - 1);
            while index[at].is_some() {
                at = (at + 1) & (index.len() - 1);
            }
            index[at] = Some(place as u32);
        }
        Self { index, rows, step: 0 }
    }

    fn place(&self, feature: u32) -> Option<usize> {
        let mut at = feature as usize & (self.index.len() - 1);
        while let Some(place) = self.index[at] {
            if self.rows[place as usize].feature == feature {
                return Some(place as usize);
            }
            at = (at + 1) & (self.index.len() - 1);
        }
        None
    }

    /// The rows of features, for [`Self::score`] and [`Self::update`].
    pub(crate) fn places(&self, features: &[u32]) -> Vec<usize> {
        features.iter().filter_map(|&it| self.place(it)).collect()
    }

    pub(crate) fn score(&self, places: &[usize]) -> [i32; CLASSES] {
        let mut scores = [0; CLASSES];
        for &place in places {
            for (score, weight) in scores.iter_mut().zip(&self.rows[place].weights) {
                *score += weight;
            }
        }
        scores
    }

    /// One more example has been seen.
    pub(crate) fn tick(&mut self) {
        self.step += 1;
    }

    /// Rewards one class and punishes another for these features, `by` so much.
    pub(crate) fn update(&mut self, places: &[usize], right: usize, wrong: usize, by: i32) {
        for &place in places {
            let row = &mut self.rows[place];
            // The average is the last weights less each change times the steps before it.
            row.weights[right] += by;
            row.totals[right] += self.step * i64::from(by);
            row.weights[wrong] -= by;
            row.totals[wrong] -= self.step * i64::from(by);
        }
    }

    /// The averaged weights in small integers, the feature that matters most first. The greatest few are cut off, so
    /// that the rest keep more steps.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (u32, [i8; CLASSES])> {
        let step = self.step.max(1) as f64;
        let average = |row: &Row<CLASSES>| -> [f64; CLASSES] {
            std::array::from_fn(|class| f64::from(row.weights[class]) - row.totals[class] as f64 / step)
        };
        let mut sizes: Vec<f64> = self.rows.iter().flat_map(average).map(f64::abs).filter(|&size| size > 0.0).collect();
        sizes.sort_by(f64::total_cmp);
        let top = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
        let scale = 127.0 / top.max(1e-9);
        let byte = |weight: f64| (weight * scale).round().clamp(-127.0, 127.0) as i8;
        let mut rows: Vec<_> = self
            .rows
            .iter()
            .map(|row| {
                let average = average(row);
                let size = average.iter().map(|it| it.abs()).fold(0.0, f64::max);
                (size * f64::from(row.count).sqrt(), row.feature, average.map(byte))
            })
            .filter(|row| row.2.iter().any(|&it| it != 0))
            .collect();
        rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        rows.into_iter().map(|(_, feature, weights)| (feature, weights))
    }
}

/// The weights that are not nothing, by class.
pub(crate) fn pairs<const CLASSES: usize>(weights: &[i8; CLASSES]) -> Vec<(u8, i8)> {
    let all = (0_u8..).zip(weights.iter().copied());
    all.filter(|&(_, weight)| weight != 0).collect()
}

/// A small generator of reproducible numbers (xorshift64*).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, (self.next() % (at as u64 + 1)) as usize);
        }
    }
}

//! Weights: tables of small integers, found by hashing a feature, embedded in the binary.
//!
//! A table has a power of two of rows, each a weight for every class. Two features that fall on one row share its
//! weights; training sees the same tables, so it learns around that.

/// Rows of `WIDTH` weights.
#[derive(Clone, Copy, Debug)]
pub struct Table<const WIDTH: usize> {
    rows: &'static [[u8; WIDTH]],
    /// How far a hash is shifted to leave a row's number.
    shift: u32,
}

impl<const WIDTH: usize> Table<WIDTH> {
    /// A table over embedded bytes; the rows beyond the largest power of two are left out.
    pub const fn new(bytes: &'static [u8]) -> Self {
        let (rows, _) = bytes.as_chunks::<WIDTH>();
        let bits = if rows.is_empty() { 0 } else { rows.len().ilog2() };
        Self { rows, shift: 32 - bits }
    }

    /// Adds the row of a feature to `scores`.
    #[inline]
    pub fn add(&self, feature: u32, scores: &mut [i16; WIDTH]) {
        if let Some(row) = self.rows.get(row_of(feature, self.shift)) {
            for (score, &weight) in scores.iter_mut().zip(row) {
                *score += i16::from(weight.cast_signed());
            }
        }
    }
}

/// The row of a feature in a table of `32 - shift` bits.
#[inline]
pub fn row_of(feature: u32, shift: u32) -> usize {
    feature.checked_shr(shift).unwrap_or(0) as usize
}

/// The place of the greatest score among the first `n`; the first of equals.
#[inline]
pub fn best<const WIDTH: usize>(scores: &[i16; WIDTH], n: usize) -> usize {
    let mut best = 0;
    let mut top = i16::MIN;
    for (class, &score) in scores.iter().take(n).enumerate() {
        if score > top {
            (best, top) = (class, score);
        }
    }
    best
}

/// A feature: the number of its template and what it sees, mixed to 32 bits of which the high ones are the best.
#[inline]
pub fn mix(template: u32, a: u32, b: u32) -> u32 {
    let seen = u64::from(a) | u64::from(b) << 32;
    let mixed = (seen ^ u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (mixed >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_added() {
        static BYTES: [u8; 4] = [1, 255, 3, 0];
        let table = Table::<2>::new(&BYTES);
        let mut scores = [0; 2];
        table.add(0, &mut scores);
        table.add(u32::MAX, &mut scores);
        assert_eq!(scores, [4, -1]);
        assert_eq!(best(&scores, 2), 0);
    }

    #[test]
    fn an_empty_table_says_nothing() {
        let mut scores = [0; 4];
        Table::<4>::new(&[]).add(7, &mut scores);
        assert_eq!(scores, [0; 4]);
    }
}

//! Weights: small integers for the features that matter, found by hashing, embedded in the binary.
//!
//! A table has a power of two of slots. The high bits of a feature choose its slot, its low bits are checked there: of
//! the features that share a slot training keeps the one that matters most, and an unknown feature says nothing.

/// Classes that a [`Sparse`] table may tell apart.
pub const CLASSES: usize = 48;

/// A table whose features weigh for some of many classes.
///
/// The file: the number of slots as a power of two, the number of full rows (4 bytes each), the slots (4 bytes each: ten
/// bits of check, 22 bits of place), the full rows, then pairs of bytes. A place from `FULL` on is the number of a full
/// row, which has a weight for every class. At any other stands a pair that begins with a count, and after it as many
/// pairs of class and weight. Place 0 is nowhere. All numbers are little-endian.
///
/// Most rows are short, but those that are met most are not, and a full row is added in a few instructions.
#[derive(Clone, Copy, Debug)]
pub struct Sparse<'a> {
    slots: &'a [[u8; 4]],
    full: &'a [[u8; CLASSES]],
    pairs: &'a [[u8; 2]],
    shift: u32,
}

/// Low bits of a feature that a sparse slot checks.
const CHECK: u32 = 0x3ff;
/// Bits of a slot that hold its place.
const PLACE_BITS: u32 = 22;
/// The first place of a full row.
const FULL: u32 = 1 << (PLACE_BITS - 1);
/// A row of more classes is a full one.
const SHORT: usize = 6;

impl<'a> Sparse<'a> {
    /// A table over the bytes of its file; one that says nothing when the file is cut short.
    pub const fn new(bytes: &'a [u8]) -> Self {
        let empty = Self { slots: &[], full: &[], pairs: &[], shift: 31 };
        let Some((bits, rest)) = bytes.split_first_chunk::<4>() else { return empty };
        let Some((full, rest)) = rest.split_first_chunk::<4>() else { return empty };
        let (bits, full) = (u32::from_le_bytes(*bits), u32::from_le_bytes(*full) as usize);
        if bits == 0 || bits > 24 || full >= FULL as usize || rest.len() < (4 << bits) + full * CLASSES {
            return empty;
        }
        let (slots, rest) = rest.split_at(4 << bits);
        let (full, pairs) = rest.split_at(full * CLASSES);
        Self { slots: slots.as_chunks().0, full: full.as_chunks().0, pairs: pairs.as_chunks().0, shift: 32 - bits }
    }

    /// Adds what a feature weighs for each class to `scores`.
    pub fn add(&self, feature: u32, scores: &mut [i16; CLASSES]) {
        self.add_all(&[feature], scores);
    }

    /// Adds what all of `features` weigh to `scores`, so that the waiting for memory overlaps: first all slots are
    /// fetched, then all rows that were found. Nothing is decided between two fetches, for a branch on what is not there
    /// yet is guessed wrong too often.
    #[inline]
    pub fn add_all<const N: usize>(&self, features: &[u32; N], scores: &mut [i16; CLASSES]) {
        let mut slots = [0_u32; N];
        for (slot, &feature) in slots.iter_mut().zip(features) {
            *slot = self.slots.get((feature >> self.shift) as usize).map_or(0, |it| u32::from_le_bytes(*it));
        }
        let (mut full, mut short) = ([0_usize; N], [0_usize; N]);
        let (mut fulls, mut shorts) = (0, 0);
        for (slot, &feature) in slots.into_iter().zip(features) {
            let place = slot & ((1 << PLACE_BITS) - 1);
            let known = (slot >> PLACE_BITS == feature & CHECK) & (place != 0);
            if let Some(to) = full.get_mut(fulls) {
                *to = (place & (FULL - 1)) as usize;
            }
            if let Some(to) = short.get_mut(shorts) {
                *to = place as usize;
            }
            fulls += usize::from(known & (place >= FULL));
            shorts += usize::from(known & (place < FULL));
        }
        let mut rows = [[[0_u8; 2]; SHORT + 1]; N];
        for (row, &place) in rows.iter_mut().zip(&short).take(shorts) {
            *row = match self.pairs.get(place..).and_then(<[_]>::first_chunk) {
                Some(row) => *row,
                // The last rows of the file.
                None => std::array::from_fn(|at| self.pairs.get(place + at).copied().unwrap_or_default()),
            };
        }
        let mut full_rows = [const { &[0; CLASSES] }; N];
        for (row, &number) in full_rows.iter_mut().zip(&full).take(fulls) {
            *row = self.full.get(number).unwrap_or(row);
        }
        add_rows(full_rows.get(..fulls).unwrap_or_default(), scores);
        for &[[count, _], pairs @ ..] in rows.iter().take(shorts) {
            for (at, [class, weight]) in pairs.into_iter().enumerate() {
                let weight = i16::from(weight.cast_signed()) & -i16::from(at < usize::from(count));
                if let Some(score) = scores.get_mut(usize::from(class)) {
                    *score += weight;
                }
            }
        }
    }

    /// The bytes of a table of `2^bits` slots for `rows`, each a feature and its weights by class, the row that matters
    /// most first. For training.
    pub fn bytes(bits: u32, rows: impl Iterator<Item = (u32, Vec<(u8, i8)>)>) -> Vec<u8> {
        let mut slots = vec![0_u32; 1 << bits];
        let mut pairs: Vec<[u8; 2]> = vec![[0, 0]];
        let mut full: Vec<[u8; CLASSES]> = Vec::new();
        for (feature, weights) in rows {
            let fits = pairs.len() + SHORT < FULL as usize && full.len() + 1 < FULL as usize && !weights.is_empty();
            let Some(slot) = slots.get_mut((feature >> (32 - bits)) as usize) else { continue };
            if *slot != 0 || !fits {
                continue;
            }
            let place = if weights.len() > SHORT { full.len() | FULL as usize } else { pairs.len() };
            *slot = (feature & CHECK) << PLACE_BITS | u32::try_from(place).unwrap_or(0);
            if weights.len() > SHORT {
                let mut row = [0; CLASSES];
                for (class, weight) in weights {
                    if let Some(it) = row.get_mut(usize::from(class)) {
                        *it = weight.cast_unsigned();
                    }
                }
                full.push(row);
            } else {
                pairs.push([u8::try_from(weights.len()).unwrap_or(0), 0]);
                pairs.extend(weights.into_iter().map(|(class, weight)| [class, weight.cast_unsigned()]));
            }
        }
        let head = [bits, u32::try_from(full.len()).unwrap_or(0)];
        let numbers = head.into_iter().chain(slots).flat_map(u32::to_le_bytes);
        numbers.chain(full.into_iter().flatten()).chain(pairs.into_iter().flatten()).collect()
    }
}

/// Adds whole rows to `scores`. A function of its own, and in parts that fit registers, so that the compiler adds many
/// classes at once.
#[inline(never)]
fn add_rows(rows: &[&[u8; CLASSES]], scores: &mut [i16; CLASSES]) {
    const PART: usize = 16;
    for (at, scores) in scores.as_chunks_mut::<PART>().0.iter_mut().enumerate() {
        let mut sums = *scores;
        for weights in rows.iter().filter_map(|row| row.as_chunks::<PART>().0.get(at)) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += i16::from(weight.cast_signed());
            }
        }
        *scores = sums;
    }
}

/// A table for three classes: every slot holds a byte of check and three weights.
#[derive(Clone, Copy, Debug)]
pub struct Dense<'a> {
    slots: &'a [[u8; 4]],
    shift: u32,
}

impl<'a> Dense<'a> {
    /// A table over the bytes of its file; the slots beyond the largest power of two are left out.
    pub const fn new(bytes: &'a [u8]) -> Self {
        let slots = bytes.as_chunks::<4>().0;
        let bits = if slots.len() < 2 { 1 } else { slots.len().ilog2() };
        Self { slots, shift: 32 - bits }
    }

    /// Adds what a feature weighs for each class to `scores`.
    pub fn add(&self, feature: u32, scores: &mut [i16; 3]) {
        let sums = self.sum(&[feature]);
        scores.iter_mut().zip(sums).for_each(|(score, sum)| *score += sum);
    }

    /// What all of `features` weigh together for each class. First all slots are fetched, so that the waiting for memory
    /// overlaps, then they are added up without a branch.
    #[inline]
    pub fn sum<const N: usize>(&self, features: &[u32; N]) -> [i16; 3] {
        let mut slots = [0_u32; N];
        for (slot, &feature) in slots.iter_mut().zip(features) {
            *slot = self.slots.get((feature >> self.shift) as usize).map_or(0, |it| u32::from_le_bytes(*it));
        }
        kept_sum(&slots, features)
    }

    /// The bytes of a table of `2^bits` slots for `rows`, the row that matters most first. For training.
    pub fn bytes(bits: u32, rows: impl Iterator<Item = (u32, [i8; 3])>) -> Vec<u8> {
        let mut slots = vec![[0_u8; 4]; 1 << bits];
        let mut taken = vec![false; 1 << bits];
        for (feature, [a, b, c]) in rows {
            let at = (feature >> (32 - bits)) as usize;
            if let (Some(slot), Some(taken @ false)) = (slots.get_mut(at), taken.get_mut(at)) {
                *slot = [(feature & 0xff) as u8, a.cast_unsigned(), b.cast_unsigned(), c.cast_unsigned()];
                *taken = true;
            }
        }
        slots.into_flattened()
    }
}

/// What those of `slots` that are their feature's weigh together. A function of its own so that the compiler adds four at
/// once.
#[inline(never)]
fn kept_sum<const N: usize>(slots: &[u32; N], features: &[u32; N]) -> [i16; 3] {
    let mut sums = [0_i32; 3];
    let [first, second, third] = &mut sums;
    for (slot, feature) in slots.iter().zip(features) {
        // All ones where the slot is the feature's.
        let slot = slot & u32::from((slot ^ feature) & 0xff == 0).wrapping_neg();
        *first += (slot << 16).cast_signed() >> 24;
        *second += (slot << 8).cast_signed() >> 24;
        *third += slot.cast_signed() >> 24;
    }
    sums.map(|it| it as i16)
}

/// A table of what is certain: situations that nearly always had the same answer, which then needs no weighing.
///
/// The file: a power of two of slots of 4 bytes, 24 bits of check and the answer's number.
#[derive(Clone, Copy, Debug)]
pub struct Sure<'a> {
    slots: &'a [[u8; 4]],
    shift: u32,
}

impl<'a> Sure<'a> {
    /// A table over the bytes of its file; the slots beyond the largest power of two are left out.
    pub const fn new(bytes: &'a [u8]) -> Self {
        let slots = bytes.as_chunks::<4>().0;
        let bits = if slots.len() < 2 { 1 } else { slots.len().ilog2() };
        Self { slots, shift: 32 - bits }
    }

    /// The answer in a situation, if it is certain.
    #[inline]
    pub fn answer(&self, situation: u32) -> Option<usize> {
        let &slot = self.slots.get((situation >> self.shift) as usize)?;
        let slot = u32::from_le_bytes(slot);
        let known = slot >> 8 == situation & 0xff_ffff && slot != 0;
        known.then_some((slot & 0xff) as usize)
    }

    /// The bytes of a table of `2^bits` slots for situations and answers, the one that matters most first. For training.
    pub fn bytes(bits: u32, rows: impl Iterator<Item = (u32, u8)>) -> Vec<u8> {
        let mut slots = vec![0_u32; 1 << bits];
        for (situation, answer) in rows {
            if let Some(slot @ 0) = slots.get_mut((situation >> (32 - bits)) as usize) {
                *slot = (situation & 0xff_ffff) << 8 | u32::from(answer);
            }
        }
        slots.into_iter().flat_map(u32::to_le_bytes).collect()
    }
}

/// The place of the greatest score among the first `n`; the first of equals.
#[inline]
pub fn best(scores: &[i16], n: usize) -> usize {
    // Two plain passes are faster than one that remembers where.
    let scores = scores.get(..n).unwrap_or(scores);
    let top = scores.iter().fold(i16::MIN, |top, &it| top.max(it));
    scores.iter().position(|&it| it == top).unwrap_or(0)
}

/// A feature: the number of its template and what it sees, mixed to 32 bits.
#[inline]
pub fn mix(template: u32, a: u32, b: u32) -> u32 {
    let seen = u64::from(a) | u64::from(b) << 32;
    let seen = seen ^ u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let product = u128::from(seen) * 0xd6e8_feb8_6659_fd93_u128;
    let folded = (product >> 64) as u64 ^ product as u64;
    (folded ^ folded >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_is_found_again() {
        let features = [mix(1, 2, 3), mix(1, 2, 4), mix(2, 2, 3)];
        for (least, others) in [(1, 0), (2, SHORT)] {
            // A short row, and a full one.
            let row =
                |it| (it, [(5, -3), (47, 4)].into_iter().chain((10..).map(|at| (at, least)).take(others)).collect());
            let bytes = Sparse::bytes(8, features.iter().map(|&it| row(it)));
            let mut scores = [0; CLASSES];
            for feature in features {
                Sparse::new(&bytes).add(feature, &mut scores);
            }
            Sparse::new(&bytes).add(mix(9, 9, 9), &mut scores);
            assert_eq!((scores[5], scores[47]), (-9, 12));
            assert_eq!(best(&scores, CLASSES), 47);
        }

        let bytes = Dense::bytes(8, features.iter().map(|&it| (it, [1, -2, 3])));
        let mut scores = [0; 3];
        for feature in features {
            Dense::new(&bytes).add(feature, &mut scores);
        }
        assert_eq!(scores, [3, -6, 9]);

        let bytes = Sure::bytes(8, features.iter().map(|&it| (it, 7)));
        assert!(features.iter().all(|&it| Sure::new(&bytes).answer(it) == Some(7)));
        assert_eq!(Sure::new(&bytes).answer(mix(9, 9, 9)), None);
    }

    #[test]
    fn broken_files_say_nothing() {
        for bytes in [&[][..], &[1], &[9, 0, 0, 0, 1], &[1, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 9, 9]] {
            let mut scores = [0; CLASSES];
            Sparse::new(bytes).add(u32::MAX, &mut scores);
            assert_eq!(scores, [0; CLASSES]);
            Dense::new(bytes).add(7, &mut [0; 3]);
            assert_eq!(Sure::new(bytes).answer(7), None);
        }
    }
}

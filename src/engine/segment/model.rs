//! Weights: small integers for the features that matter, found by hashing, embedded in the binary.
//!
//! A table has a power of two of slots. The high bits of a feature choose its slot, its low bits are checked there: of
//! the features that share a slot training keeps the one that matters most, and an unknown feature says nothing.

/// Classes that a [`Sparse`] table may tell apart.
pub const CLASSES: usize = 64;

/// A table whose features weigh for a few of many classes.
///
/// The file: the number of slots as a power of two (4 bytes), the slots (4 bytes each: ten bits of check, 22 bits of
/// place), then pairs of bytes. At a slot's place stands a pair that begins with a count, and after it as many pairs of
/// class and weight. Place 0 is nowhere. All numbers are little-endian.
#[derive(Clone, Copy, Debug)]
pub struct Sparse<'a> {
    slots: &'a [[u8; 4]],
    pairs: &'a [[u8; 2]],
    shift: u32,
}

/// Low bits of a feature that a sparse slot checks.
const CHECK: u32 = 0x3ff;
/// Bits of a slot that hold its place.
const PLACE_BITS: u32 = 22;

impl<'a> Sparse<'a> {
    /// A table over the bytes of its file; one that says nothing when the file is cut short.
    pub const fn new(bytes: &'a [u8]) -> Self {
        let empty = Self { slots: &[], pairs: &[], shift: 31 };
        let Some((bits, rest)) = bytes.split_first_chunk::<4>() else { return empty };
        let bits = u32::from_le_bytes(*bits);
        if bits == 0 || bits > 24 || rest.len() < 4 << bits {
            return empty;
        }
        let (slots, pairs) = rest.split_at(4 << bits);
        Self { slots: slots.as_chunks().0, pairs: pairs.as_chunks().0, shift: 32 - bits }
    }

    /// Adds what a feature weighs for each class to `scores`.
    #[inline]
    pub fn add(&self, feature: u32, scores: &mut [i16; CLASSES]) {
        let Some(&slot) = self.slots.get((feature >> self.shift) as usize) else { return };
        let slot = u32::from_le_bytes(slot);
        let place = (slot & ((1 << PLACE_BITS) - 1)) as usize;
        if slot >> PLACE_BITS != feature & CHECK || place == 0 {
            return;
        }
        let Some((&[count, _], pairs)) = self.pairs.get(place..).and_then(<[_]>::split_first) else { return };
        for &[class, weight] in pairs.iter().take(usize::from(count)) {
            if let Some(score) = scores.get_mut(usize::from(class) % CLASSES) {
                *score += i16::from(weight.cast_signed());
            }
        }
    }

    /// Adds what all of `features` weigh to `scores`: the same as [`Self::add`] for each, but so that the waiting for
    /// memory overlaps. First all slots are fetched, then the heads of all rows that were found; nothing is decided
    /// between two fetches, for a branch on what is not there yet is guessed wrong too often.
    #[inline]
    pub fn add_all<const N: usize>(&self, features: &[u32; N], scores: &mut [i16; CLASSES]) {
        let slots = features.map(|it| self.slots.get((it >> self.shift) as usize).copied().unwrap_or_default());
        let mut places = [0_usize; N];
        let mut found = 0;
        for (&feature, slot) in features.iter().zip(slots) {
            let slot = u32::from_le_bytes(slot);
            let place = (slot & ((1 << PLACE_BITS) - 1)) as usize;
            if let Some(to) = places.get_mut(found) {
                *to = place;
            }
            found += usize::from((slot >> PLACE_BITS == feature & CHECK) & (place != 0));
        }
        // Most rows are no longer than this.
        const SHORT: usize = 4;
        let mut heads = [[[0_u8; 2]; SHORT + 1]; N];
        for (head, &place) in heads.iter_mut().zip(&places).take(found) {
            *head = match self.pairs.get(place..).and_then(<[_]>::first_chunk) {
                Some(row) => *row,
                // The last rows of the file.
                None => std::array::from_fn(|at| self.pairs.get(place + at).copied().unwrap_or_default()),
            };
        }
        for (&[[count, _], short @ ..], &place) in heads.iter().zip(&places).take(found) {
            let count = usize::from(count);
            for (at, [class, weight]) in short.into_iter().enumerate() {
                let weight = i16::from(weight.cast_signed()) & -i16::from(at < count);
                if let Some(score) = scores.get_mut(usize::from(class) % CLASSES) {
                    *score += weight;
                }
            }
            if count > SHORT {
                let rest = self.pairs.get(place + 1 + SHORT..place + 1 + count).unwrap_or_default();
                for &[class, weight] in rest {
                    if let Some(score) = scores.get_mut(usize::from(class) % CLASSES) {
                        *score += i16::from(weight.cast_signed());
                    }
                }
            }
        }
    }

    /// The bytes of a table of `2^bits` slots for `rows`, each a feature and its weights by class, the row that matters
    /// most first. For training.
    pub fn bytes(bits: u32, rows: impl Iterator<Item = (u32, Vec<(u8, i8)>)>) -> Vec<u8> {
        let mut slots = vec![0_u32; 1 << bits];
        let mut pairs: Vec<[u8; 2]> = vec![[0, 0]];
        for (feature, weights) in rows {
            let fits = pairs.len() + weights.len() + 1 < 1 << PLACE_BITS && !weights.is_empty();
            let Some(slot) = slots.get_mut((feature >> (32 - bits)) as usize) else { continue };
            if *slot != 0 || !fits {
                continue;
            }
            *slot = (feature & CHECK) << PLACE_BITS | u32::try_from(pairs.len()).unwrap_or(0);
            pairs.push([u8::try_from(weights.len()).unwrap_or(u8::MAX), 0]);
            pairs.extend(weights.into_iter().take(255).map(|(class, weight)| [class, weight.cast_unsigned()]));
        }
        let slots = slots.into_iter().flat_map(u32::to_le_bytes);
        bits.to_le_bytes().into_iter().chain(slots).chain(pairs.into_iter().flatten()).collect()
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
        let mut slots = features.map(|it| match self.slots.get((it >> self.shift) as usize) {
            Some(&slot) => u32::from_le_bytes(slot),
            None => 0,
        });
        for (slot, feature) in slots.iter_mut().zip(features) {
            // All ones where the slot is the feature's.
            *slot &= u32::from((*slot ^ feature) & 0xff == 0).wrapping_neg();
        }
        let class = |left: u32| slots.iter().map(|it| (it << left).cast_signed() >> 24).sum::<i32>() as i16;
        [class(16), class(8), class(0)]
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
        let rows = features.iter().map(|&it| (it, vec![(5, -3), (63, 4)]));
        let bytes = Sparse::bytes(8, rows);
        let mut scores = [0; CLASSES];
        for feature in features {
            Sparse::new(&bytes).add(feature, &mut scores);
        }
        Sparse::new(&bytes).add(mix(9, 9, 9), &mut scores);
        assert_eq!((scores[5], scores[63]), (-9, 12));
        assert_eq!(best(&scores, CLASSES), 63);

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

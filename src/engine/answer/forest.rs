//! Small decision trees, read in place from a file that `model/train.py` writes.
//!
//! Layout (little endian): u32 trees, u32 nodes, u32 features, f32 base; for each tree u32 its first node; for each node
//! u16 feature (0xffff in a leaf), u16 left, u16 right (counted from the tree's first node), u16 0, f32 threshold or value.

/// Trees whose values are added up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Forest(&'static [u8]);

const HEADER: usize = 16;
const NODE: usize = 12;
/// No tree is deeper; a damaged file can't make us run in circles.
const DEEPEST: usize = 32;

impl Forest {
    /// The forest in `bytes`.
    pub(crate) const fn new(bytes: &'static [u8]) -> Self {
        Self(bytes)
    }

    /// The sum of the trees' values for one row of features.
    pub(crate) fn value(self, features: &[f32]) -> f32 {
        let trees = self.u32_at(0) as usize;
        let nodes = HEADER + 4 * trees;
        (0..trees).map(|tree| self.tree(nodes + NODE * self.u32_at(HEADER + 4 * tree) as usize, features)).sum::<f32>()
            + self.f32_at(12)
    }

    fn tree(self, first: usize, features: &[f32]) -> f32 {
        let mut at = first;
        for _ in 0..DEEPEST {
            let Some(&[f0, f1, l0, l1, r0, r1, _, _, v0, v1, v2, v3]) =
                self.0.get(at..at + NODE).and_then(|it| <&[u8; NODE]>::try_from(it).ok())
            else {
                return 0.0;
            };
            let value = f32::from_le_bytes([v0, v1, v2, v3]);
            let feature = u16::from_le_bytes([f0, f1]);
            if feature == u16::MAX {
                return value;
            }
            let left = features.get(usize::from(feature)).copied().unwrap_or(0.0) <= value;
            let next = if left { u16::from_le_bytes([l0, l1]) } else { u16::from_le_bytes([r0, r1]) };
            at = first + NODE * usize::from(next);
        }
        0.0
    }

    fn u32_at(self, at: usize) -> u32 {
        self.0.get(at..at + 4).and_then(|it| it.try_into().ok()).map_or(0, u32::from_le_bytes)
    }

    fn f32_at(self, at: usize) -> f32 {
        f32::from_bits(self.u32_at(at))
    }
}

#[cfg(test)]
mod tests {
    use super::Forest;

    #[test]
    fn a_tree_is_walked() {
        let mut bytes = Vec::new();
        for word in [1_u32, 3, 1] {
            bytes.extend(word.to_le_bytes());
        }
        bytes.extend(0.5_f32.to_le_bytes());
        bytes.extend(0_u32.to_le_bytes());
        for (feature, left, right, value) in
            [(0_u16, 1_u16, 2_u16, 10.0_f32), (u16::MAX, 0, 0, -1.0), (u16::MAX, 0, 0, 2.0)]
        {
            for part in [feature, left, right, 0] {
                bytes.extend(part.to_le_bytes());
            }
            bytes.extend(value.to_le_bytes());
        }
        let forest = Forest::new(Box::leak(bytes.into_boxed_slice()));
        assert_eq!((forest.value(&[3.0]), forest.value(&[11.0])), (-0.5, 2.5));
        assert_eq!(Forest::new(&[]).value(&[1.0]), 0.0);
    }
}

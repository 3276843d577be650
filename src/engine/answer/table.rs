//! The table of word meanings: a vector, a weight and a few word facts for each of some tens of thousands of words.
//!
//! `model/words.bin` is made by `model/distil.py`, which says where the meanings come from. Nothing is parsed: the table
//! is read in place.
//!
//! Layout (little endian): u32 rows, u32 dimensions, u32 slots (a power of two), u32 reserved; slots of (u16 print,
//! u16 row + 1, 0 when free), probed in line; for each row its dimensions as i8; for each row four bytes of facts.

/// Dimensions of a vector.
pub(crate) const DIMENSIONS: usize = 96;

/// The vector of a word, of length about 127 in i8 units.
pub(crate) type Vector = [i8; DIMENSIONS];

static BYTES: &[u8] = include_bytes!("model/words.bin");
const HEADER: usize = 16;
const FACTS: usize = 4;

/// A word of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Row(u16);

/// What the table says of a word beside its vector.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sense {
    /// How rare it is, from 0 (in every sentence) to 1.
    pub(crate) rarity: f32,
    /// A noun for a person.
    pub(crate) person: bool,
    /// A noun for a place.
    pub(crate) place: bool,
    /// A noun for a group or organisation.
    pub(crate) group: bool,
    /// A currency.
    pub(crate) money: bool,
    /// "percent", "pct".
    pub(crate) percent: bool,
    /// Seldom written with a capital.
    pub(crate) usually_lower: bool,
    /// As a name: 1 of a person, 2 of a place, 3 of an organisation, 0 of none or of anything.
    pub(crate) name: u8,
}

/// The way into the table.
pub(crate) struct Table;

impl Table {
    /// The row of a folded word.
    pub(crate) fn row(word: &str) -> Option<Row> {
        let slots = u32_at(8) as usize;
        let hash = hash(word);
        let print = (hash & 0xffff) as u16;
        let mut slot = (hash >> 40) as usize & slots.wrapping_sub(1);
        for _ in 0..slots {
            let at = HEADER + 4 * slot;
            let row = u16_at(at + 2);
            if row == 0 {
                return None;
            }
            if u16_at(at) == print {
                return Some(Row(row - 1));
            }
            slot = (slot + 1) & slots.wrapping_sub(1);
        }
        None
    }
}

impl Row {
    /// A word that the table doesn't know.
    pub(crate) const UNKNOWN: Self = Self(1);
    /// An unknown word with a capital: most likely a name.
    pub(crate) const UNKNOWN_NAME: Self = Self(2);
    /// An amount of money in digits.
    pub(crate) const MONEY: Self = Self(3);
    /// A percentage.
    pub(crate) const PERCENT: Self = Self(4);
    /// A year.
    pub(crate) const YEAR: Self = Self(5);
    /// A time of day.
    pub(crate) const CLOCK: Self = Self(6);
    /// A number up to 31.
    pub(crate) const SMALL: Self = Self(7);
    /// Any other number.
    pub(crate) const NUMBER: Self = Self(8);

    /// Its vector.
    pub(crate) fn vector(self) -> Vector {
        let at = HEADER + 4 * u32_at(8) as usize + usize::from(self.0) * DIMENSIONS;
        let mut vector = [0; DIMENSIONS];
        if let Some(bytes) = BYTES.get(at..at + DIMENSIONS) {
            for (to, &from) in vector.iter_mut().zip(bytes) {
                *to = i8::from_le_bytes([from]);
            }
        }
        vector
    }

    /// Its facts.
    pub(crate) fn sense(self) -> Sense {
        let at = HEADER + 4 * u32_at(8) as usize + u32_at(0) as usize * DIMENSIONS + usize::from(self.0) * FACTS;
        let [rarity, facts, name, _] =
            BYTES.get(at..at + FACTS).and_then(|it| it.try_into().ok()).unwrap_or([0; FACTS]);
        Sense {
            rarity: f32::from(rarity) / 255.0,
            person: facts & 1 != 0,
            place: facts & 2 != 0,
            group: facts & 4 != 0,
            money: facts & 8 != 0,
            percent: facts & 16 != 0,
            usually_lower: facts & 32 != 0,
            name,
        }
    }
}

/// The meaning of several words together, rare ones counting most; of length 1, or 0 where no word is known.
pub(crate) fn meaning<'a>(words: impl Iterator<Item = &'a str>) -> [f32; DIMENSIONS] {
    let mut folded = String::new();
    let row = |word: &str| {
        folded.clear();
        if word.is_ascii() {
            folded.push_str(word);
            folded.make_ascii_lowercase();
        } else {
            folded.extend(word.chars().flat_map(char::to_lowercase));
        }
        Table::row(&folded)
    };
    // All rows are looked up before the first is read: the waiting for memory overlaps.
    let rows: Vec<Row> = words.filter_map(row).collect();
    let mut sum = [0.0; DIMENSIONS];
    for row in rows {
        let weight = row.sense().rarity;
        sum.iter_mut().zip(row.vector()).for_each(|(to, from)| *to += weight * f32::from(from));
    }
    let length = sum.iter().map(|it| it * it).sum::<f32>().sqrt();
    if length > 0.0 {
        sum.iter_mut().for_each(|it| *it /= length);
    }
    sum
}

/// How near two meanings are, from about -1 to 1.
pub(crate) fn nearness(a: &Vector, b: &Vector) -> f32 {
    let sum: i32 = a.iter().zip(b).map(|(&x, &y)| i32::from(x) * i32::from(y)).sum();
    sum as f32 / (127.0 * 127.0)
}

/// FNV-1a, the hash that the table is laid out by; also what stems are compared by.
pub(crate) fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn u16_at(at: usize) -> u16 {
    BYTES.get(at..at + 2).and_then(|it| it.try_into().ok()).map_or(0, u16::from_le_bytes)
}

fn u32_at(at: usize) -> u32 {
    BYTES.get(at..at + 4).and_then(|it| it.try_into().ok()).map_or(0, u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meanings_are_near_or_far() {
        let near = |a: &str, b: &str| nearness(&Table::row(a).unwrap().vector(), &Table::row(b).unwrap().vector());
        for (word, close, distant) in
            [("boss", "chairman", "river"), ("chopper", "helicopter", "tax"), ("jail", "prison", "music")]
        {
            assert!(near(word, close) > near(word, distant) + 0.2, "{word}");
        }
        assert_eq!(Table::row("qzxv"), None);
        assert!(Table::row("the").unwrap().sense().rarity < Table::row("helicopter").unwrap().sense().rarity);
    }
}

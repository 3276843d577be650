//! One table of every listed word and what it is known as: the passes look a word up once and test bits.

/// What a word may be, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u32);

impl Marks {
    /// Nothing known.
    pub const NONE: Self = Self(0);
    /// A given name.
    pub const GIVEN: Self = Self(1);
    /// Of a woman: a name, or a noun such as "spokeswoman".
    pub const FEMALE: Self = Self(1 << 1);
    /// Of a man.
    pub const MALE: Self = Self(1 << 2);
    /// Stands before a name: "Gen", "Mr", "President".
    pub const TITLE: Self = Self(1 << 3);
    /// A role that somebody has by name: "spokesman", "director".
    pub const ROLE: Self = Self(1 << 4);
    /// A noun for whoever: "official", "resident".
    pub const PERSON: Self = Self(1 << 5);
    /// Stands for several.
    pub const PLURAL: Self = Self(1 << 6);
    /// A noun for a body: "company", "ministry".
    pub const BODY: Self = Self(1 << 7);
    /// A name that ends in it is a body's: "Inc", "Council".
    pub const SUFFIX: Self = Self(1 << 8);
    /// A noun for a business.
    pub const COMPANY: Self = Self(1 << 9);
    /// Something written or said: "report", "statement".
    pub const DOCUMENT: Self = Self(1 << 10);
    /// A country, region or city.
    pub const PLACE: Self = Self(1 << 11);
    /// A body known by a bare name: "Kremlin".
    pub const KNOWN_BODY: Self = Self(1 << 12);
    /// "Ukrainian", "Tories".
    pub const DEMONYM: Self = Self(1 << 13);
    /// A day, a month or another word for time.
    pub const TIME: Self = Self(1 << 14);
    /// A number word or a vague count: "two", "several".
    pub const COUNT: Self = Self(1 << 15);
    /// A form of a cue verb.
    pub const CUE: Self = Self(1 << 16);
    /// "the", "this", "her".
    pub const DETERMINER: Self = Self(1 << 17);
    /// "of", "with".
    pub const PREPOSITION: Self = Self(1 << 18);
    /// "has", "would".
    pub const AUXILIARY: Self = Self(1 << 19);
    /// An adverb that may stand between a subject and its verb.
    pub const ADVERB: Self = Self(1 << 20);
    /// "that", "because", "which".
    pub const SUBORDINATOR: Self = Self(1 << 21);
    /// "and", "but".
    pub const CONJUNCTION: Self = Self(1 << 22);
    /// "he", "they".
    pub const PRONOUN: Self = Self(1 << 23);
    /// "de", "bin": inside a name.
    pub const PARTICLE: Self = Self(1 << 24);
    /// A noun for a body that is a land too: "country", "city".
    pub const LAND: Self = Self(1 << 25);

    /// All that only words of closed classes bear.
    pub const FUNCTION: Self = Self::DETERMINER
        .and(Self::PREPOSITION)
        .and(Self::AUXILIARY)
        .and(Self::ADVERB)
        .and(Self::SUBORDINATOR)
        .and(Self::CONJUNCTION)
        .and(Self::PRONOUN)
        .and(Self::COUNT)
        .and(Self::TIME);

    /// Whether all bits of `other` are set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The set without the bits of `other`.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether any bit of `other` is set.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A listed word.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Where it stands in the table's words, and how long it is.
    start: u32,
    length: u32,
    marks: Marks,
    /// Number of the cue verb it is a form of, counted from 1; 0 for none.
    cue: u16,
}

/// The table: open addressing over a power of two of places, so that it is the same in every run.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// All listed words, one after the other: thousands of words, one piece of memory.
    words: String,
    entries: Vec<Entry>,
    /// The number of an entry, counted from 1, and a print of its word: most others are told apart by it.
    places: Vec<(u16, u16)>,
}

impl Vocabulary {
    /// The marks of `word`, in any case; nothing when it is not listed.
    pub fn marks(&self, word: &str) -> Marks {
        self.entry(word).map_or(Marks::NONE, |it| it.marks)
    }

    /// The marks of `word` and the number of its cue verb.
    pub fn look_up(&self, word: &str) -> (Marks, Option<usize>) {
        let entry = self.entry(word);
        entry.map_or((Marks::NONE, None), |it| (it.marks, usize::from(it.cue).checked_sub(1)))
    }

    /// Adds `marks` to `word`, which must be in lower case.
    pub(crate) fn add(&mut self, word: &str, marks: Marks) {
        if let Some(entry) = self.place(word) {
            entry.marks = entry.marks.and(marks);
        }
    }

    /// Makes `word` a form of cue verb number `cue`, unless it is one of another already.
    pub(crate) fn add_cue(&mut self, word: &str, cue: usize) {
        let number = u16::try_from(cue + 1).unwrap_or_default();
        if let Some(entry) = self.place(word).filter(|it| it.cue == 0) {
            entry.cue = number;
            entry.marks = entry.marks.and(Marks::CUE);
        }
    }

    fn entry(&self, word: &str) -> Option<&Entry> {
        let hash = hash(word);
        let mut at = self.first_place(hash)?;
        loop {
            let (number, its_print) = *self.places.get(at)?;
            let index = usize::from(number).checked_sub(1)?;
            if its_print == print(hash) {
                let entry = self.entries.get(index)?;
                if same(self.word(entry), word) {
                    return Some(entry);
                }
            }
            at = (at + 1) & self.places.len().wrapping_sub(1);
        }
    }

    fn word(&self, entry: &Entry) -> &str {
        let start = entry.start as usize;
        self.words.get(start..start + entry.length as usize).unwrap_or_default()
    }

    fn first_place(&self, hash: u64) -> Option<usize> {
        // There is a power of two of places.
        Some(hash as usize & self.places.len().checked_sub(1)?)
    }

    /// The entry of `word`, made when there is none. None only when the table can hold no more.
    fn place(&mut self, word: &str) -> Option<&mut Entry> {
        if self.entries.len() * 2 >= self.places.len() {
            self.grow();
        }
        let hash = hash(word);
        let mut at = self.first_place(hash)?;
        loop {
            let number = usize::from(self.places.get(at)?.0);
            let Some(index) = number.checked_sub(1) else { break };
            if self.entries.get(index).is_some_and(|it| same(self.word(it), word)) {
                return self.entries.get_mut(index);
            }
            at = (at + 1) & self.places.len().wrapping_sub(1);
        }
        let number = u16::try_from(self.entries.len() + 1).ok()?;
        let (start, length) = (u32::try_from(self.words.len()).ok()?, u32::try_from(word.len()).ok()?);
        *self.places.get_mut(at)? = (number, print(hash));
        self.words.push_str(word);
        self.entries.push(Entry { start, length, marks: Marks::NONE, cue: 0 });
        self.entries.last_mut()
    }

    fn grow(&mut self) {
        let size = (self.places.len() * 2).max(1 << 15);
        self.places = vec![(0, 0); size];
        for index in 0..self.entries.len() {
            let Some(hash) = self.entries.get(index).map(|it| hash(self.word(it))) else { continue };
            let Some(mut at) = self.first_place(hash) else { continue };
            while self.places.get(at).is_some_and(|it| it.0 != 0) {
                at = (at + 1) % size;
            }
            if let (Some(place), Ok(number)) = (self.places.get_mut(at), u16::try_from(index + 1)) {
                *place = (number, print(hash));
            }
        }
    }
}

/// What of a hash stands beside a place, which its low bits choose.
fn print(hash: u64) -> u16 {
    (hash >> 40) as u16
}

/// FNV-1a over the word in lower case; only ASCII and two-byte letters change, which is all that the lists hold.
fn hash(word: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3);
    let full = word.bytes().filter(u8::is_ascii).fold(0xcbf2_9ce4_8422_2325, step);
    full ^ (full >> 29)
}

/// Whether `word` in lower case is `listed`.
fn same(listed: &str, word: &str) -> bool {
    if listed.is_ascii() {
        listed.eq_ignore_ascii_case(word)
    } else {
        listed.chars().eq(word.chars().flat_map(char::to_lowercase))
    }
}

#[cfg(test)]
mod tests {
    use super::{Marks, Vocabulary};

    #[test]
    fn words_are_found_in_any_case() {
        let mut vocabulary = Vocabulary::default();
        for number in 0..20_000 {
            vocabulary.add(&format!("word{number}"), Marks::BODY);
        }
        vocabulary.add("élysée", Marks::KNOWN_BODY);
        vocabulary.add_cue("said", 0);
        assert_eq!(vocabulary.marks("WORD19999"), Marks::BODY);
        assert_eq!(vocabulary.marks("word20000"), Marks::NONE);
        assert_eq!(vocabulary.marks("Élysée"), Marks::KNOWN_BODY);
        assert_eq!(vocabulary.look_up("Said"), (Marks::CUE, Some(0)));
        assert_eq!(Vocabulary::default().marks("said"), Marks::NONE);
    }
}

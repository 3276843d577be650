//! Cues: the words by which an article leaves something open, points ahead, or sets two sides against each other.

use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::segment::{Sentence, SentenceKind};

/// What a word may be a sign of: a set of the kinds that `briefings/lexicon/cues.txt` explains.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CueSet(u64);

impl CueSet {
    /// The names in the list, each with its set.
    const NAMES: [(&str, CueSet); Self::KINDS] = [
        ("tell", Self::TELL),
        ("decline", Self::DECLINE),
        ("decide", Self::DECIDE),
        ("wonder", Self::WONDER),
        ("urge", Self::URGE),
        ("intend", Self::INTEND),
        ("allege", Self::ALLEGE),
        ("deny", Self::DENY),
        ("oppose", Self::OPPOSE),
        ("support", Self::SUPPORT),
        ("fear", Self::FEAR),
        ("examine", Self::EXAMINE),
        ("unknown", Self::UNKNOWN),
        ("quality", Self::QUALITY),
        ("text", Self::TEXT),
        ("finding", Self::FINDING),
        ("verdict", Self::VERDICT),
        ("event", Self::EVENT),
        ("contest", Self::CONTEST),
        ("begin", Self::BEGIN),
        ("praise", Self::PRAISE),
        ("fault", Self::FAULT),
        ("not", Self::NOT),
        ("no", Self::NO),
        ("hinder", Self::HINDER),
        ("open", Self::OPEN),
        ("charge", Self::CHARGE),
        ("measured", Self::MEASURED),
        ("effort", Self::EFFORT),
        ("ahead", Self::AHEAD),
        ("possible", Self::POSSIBLE),
        ("clear", Self::CLEAR),
        ("verify", Self::VERIFY),
        ("depend", Self::DEPEND),
        ("seem", Self::SEEM),
        ("reluctant", Self::RELUCTANT),
        ("defend", Self::DEFEND),
        ("coming", Self::COMING),
        ("modal", Self::MODAL),
        ("aux", Self::AUX),
        ("wh", Self::WH),
        ("told", Self::TOLD),
    ];
    /// How many kinds there are.
    pub const KINDS: usize = 42;
    /// To make known; open when negated or declined ("did not disclose how …").
    pub const TELL: Self = Self(1 << 0);
    /// To keep back ("declined to say").
    pub const DECLINE: Self = Self(1 << 1);
    /// To settle; open when it lies ahead or is negated ("has not decided whether").
    pub const DECIDE: Self = Self(1 << 2);
    /// To ask or weigh ("is considering whether", "the question of how").
    pub const WONDER: Self = Self(1 << 3);
    /// To want it of others ("urged the council to vote").
    pub const URGE: Self = Self(1 << 4);
    /// To want it oneself ("plans to appeal").
    pub const INTEND: Self = Self(1 << 5);
    /// To assert what others may deny.
    pub const ALLEGE: Self = Self(1 << 6);
    /// To contradict.
    pub const DENY: Self = Self(1 << 7);
    /// To be against.
    pub const OPPOSE: Self = Self(1 << 8);
    /// To be for.
    pub const SUPPORT: Self = Self(1 << 9);
    /// To see it coming, gladly or not ("raising hopes of a truce").
    pub const FEAR: Self = Self(1 << 10);
    /// To look into ("is under investigation").
    pub const EXAMINE: Self = Self(1 << 11);
    /// Not known ("unclear", "an unspecified sum").
    pub const UNKNOWN: Self = Self(1 << 12);
    /// A noun that one asks after by "What is …?" ("the value of the deposits").
    pub const QUALITY: Self = Self(1 << 13);
    /// A noun whose contents one asks after ("a plan", "the report").
    pub const TEXT: Self = Self(1 << 14);
    /// A noun that will show something ("tests").
    pub const FINDING: Self = Self(1 << 15);
    /// A noun of which one asks what it will be ("the ruling").
    pub const VERDICT: Self = Self(1 << 16);
    /// A noun for something that takes place ("the hearing").
    pub const EVENT: Self = Self(1 << 17);
    /// A noun that has an outcome ("the trial").
    pub const CONTEST: Self = Self(1 << 18);
    /// To bring forward ("will unveil").
    pub const BEGIN: Self = Self(1 << 19);
    /// Finds something good.
    pub const PRAISE: Self = Self(1 << 20);
    /// Finds fault with something.
    pub const FAULT: Self = Self(1 << 21);
    /// Denies a verb.
    pub const NOT: Self = Self(1 << 22);
    /// Denies a noun.
    pub const NO: Self = Self(1 << 23);
    /// Keeps an answer back ("too early to tell", "no details").
    pub const HINDER: Self = Self(1 << 24);
    /// A noun over which a question hangs ("the question of how").
    pub const OPEN: Self = Self(1 << 25);
    /// A noun for what is said against someone or something.
    pub const CHARGE: Self = Self(1 << 26);
    /// A noun for a number that may be wrong.
    pub const MEASURED: Self = Self(1 << 27);
    /// A noun that may succeed ("a bid to").
    pub const EFFORT: Self = Self(1 << 28);
    /// Stands between "is" and an infinitive to come ("is due to").
    pub const AHEAD: Self = Self(1 << 29);
    /// An adjective of what may come ("a possible strike").
    pub const POSSIBLE: Self = Self(1 << 30);
    /// An adjective of what is known; open when negated ("is not clear").
    pub const CLEAR: Self = Self(1 << 31);
    /// To check ("could not be verified").
    pub const VERIFY: Self = Self(1 << 32);
    /// To hang on.
    pub const DEPEND: Self = Self(1 << 33);
    /// To look so.
    pub const SEEM: Self = Self(1 << 34);
    /// To hold back or be bound ("is reluctant to", "committed to").
    pub const RELUCTANT: Self = Self(1 << 35);
    /// To stand up for.
    pub const DEFEND: Self = Self(1 << 36);
    /// A participle of what is to come ("laws expected next month").
    pub const COMING: Self = Self(1 << 37);
    /// A modal verb.
    pub const MODAL: Self = Self(1 << 38);
    /// A form of "be", "have" or "do".
    pub const AUX: Self = Self(1 << 39);
    /// Opens a question.
    pub const WH: Self = Self(1 << 40);
    /// Is brought against someone in court ("charged with").
    pub const TOLD: Self = Self(1 << 41);

    /// Whether it holds any of `other`'s kinds.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it holds the kind of that number.
    pub fn holds(self, kind: usize) -> bool {
        self.0 >> kind.min(63) & 1 == 1
    }

    /// The name in the list of the kind of that number.
    pub fn name(kind: usize) -> Option<&'static str> {
        Self::NAMES.get(kind).map(|it| it.0)
    }

    /// Both sets together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// The list of cues.
#[derive(Clone, Debug, Default)]
pub struct Cues {
    /// Sorted, each once.
    entries: Vec<(String, CueSet)>,
    /// For each hash the number of its entry, from 1; 0 where the search ends. A power of two of places.
    places: Vec<u16>,
    /// Which first two and first three letters there are, a bit each: most words of a text are ruled out by them.
    beginnings: Vec<u64>,
}

/// Words of the sets of two and of three letters.
const BEGINNINGS: usize = (1 << 10 | 1 << 15) / 64;

/// The longest word that may be a form of one that does not share its first three letters.
const SHORT: usize = 5;

/// The place of two letters among the beginnings; "y" stands with "i", which it becomes ("die", "dying").
fn two(first: u8, second: u8) -> usize {
    let second = if second == b'y' { b'i' } else { second };
    usize::from(first & 31) << 5 | usize::from(second & 31)
}

/// The place of three letters.
fn three(first: u8, second: u8, third: u8) -> usize {
    (1 << 10) + (usize::from(first & 31) << 10 | usize::from(second & 31) << 5 | usize::from(third & 31))
}

/// A hash of a word: FNV-1a.
fn hash(word: &[u8]) -> usize {
    let hash = word.iter().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    (hash ^ hash >> 15) as usize
}

/// The longest cue; longer words cost no look-up.
const LONGEST: usize = 16;

impl Cues {
    /// Reads lines of a word and its kinds; `#` opens a comment, and an unknown kind is passed over.
    pub fn parse(text: &str) -> Self {
        let entry = |line: &str| {
            let mut words = line.split('#').next()?.split_whitespace();
            let word = words.next()?.to_lowercase();
            let kind = |name: &str| CueSet::NAMES.iter().find(|it| it.0 == name).map(|it| it.1);
            Some((word, words.filter_map(kind).fold(CueSet::default(), CueSet::or)))
        };
        let mut entries: Vec<(String, CueSet)> = text.lines().filter_map(entry).collect();
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        entries.dedup_by(|a, b| a.0 == b.0);
        let mut beginnings = vec![0; BEGINNINGS];
        for (word, _) in &entries {
            let bytes = word.as_bytes();
            let Some(&first) = bytes.first() else { continue };
            // The last letter of a short word may be doubled ("ad", "adding").
            let second = *bytes.get(1).unwrap_or(&first);
            for at in [two(first, second), three(first, second, *bytes.get(2).unwrap_or(&second))] {
                if let Some(bits) = beginnings.get_mut(at / 64) {
                    *bits |= 1 << (at % 64);
                }
            }
        }
        let mut places = vec![0_u16; (entries.len() * 4).next_power_of_two()];
        for (number, (word, _)) in (1_u16..).zip(&entries) {
            let mut at = hash(word.as_bytes()) % places.len();
            while places.get(at).is_some_and(|it| *it != 0) {
                at = (at + 1) % places.len();
            }
            if let Some(place) = places.get_mut(at) {
                *place = number;
            }
        }
        Self { entries, places, beginnings }
    }

    /// Whether a listed word may stand behind this form. Short ones lose a letter of the first three ("using", "tries").
    fn may_have(&self, word: &[u8]) -> bool {
        let &[first, second, third, ..] = word else { return true };
        let at = if word.len() > SHORT { three(first, second, third) } else { two(first, second) };
        self.beginnings.get(at / 64).is_some_and(|it| it & 1 << (at % 64) != 0)
    }

    fn get(&self, word: &[u8]) -> Option<CueSet> {
        let mut at = hash(word).checked_rem(self.places.len())?;
        loop {
            let number = usize::from(*self.places.get(at)?);
            let (listed, kinds) = self.entries.get(number.checked_sub(1)?)?;
            if listed.as_bytes() == word {
                return Some(*kinds);
            }
            at = (at + 1) % self.places.len();
        }
    }

    /// What `word` may be a sign of, in this form or as a regular form of a listed word.
    pub fn of(&self, word: &str) -> CueSet {
        let mut buffer = [0_u8; LONGEST + 4];
        let Some(lower) = buffer.get_mut(..word.len()).filter(|it| it.len() > 1) else { return CueSet::default() };
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        if !self.may_have(lower) {
            return CueSet::default();
        }
        let mut found = self.get(lower);
        if found.is_none() {
            let strip = |suffix: &str| lower.strip_suffix(suffix.as_bytes()).filter(|it| it.len() > 1);
            let with = |stem: &[u8], end: &str| {
                let mut whole = [0_u8; LONGEST + 8];
                let length = stem.len() + end.len();
                whole.get_mut(..stem.len())?.copy_from_slice(stem);
                whole.get_mut(stem.len()..length)?.copy_from_slice(end.as_bytes());
                self.get(whole.get(..length)?)
            };
            for suffix in ["s", "es", "d", "ed", "ing"] {
                if lower.last() != suffix.as_bytes().last() {
                    continue;
                }
                let Some(stem) = strip(suffix) else { continue };
                // "plan-n-ing", "refer-r-ed": the last letter was doubled.
                let single = match stem {
                    [start @ .., a, b] if a == b => Some([start, &[*a]].concat()),
                    _ => None,
                };
                found = self
                    .get(stem)
                    .or_else(|| if suffix == "ing" { with(stem, "e") } else { None })
                    .or_else(|| single.and_then(|it| self.get(&it)))
                    .or_else(|| match (suffix, stem) {
                        ("es" | "ed", [start @ .., b'i']) => with(start, "y"),
                        _ => None,
                    });
                if found.is_some() {
                    break;
                }
            }
        }
        found.unwrap_or_default()
    }
}

/// One cue.
#[derive(Clone, Copy, Debug)]
pub struct Cue {
    /// In which sentence (index).
    pub sentence: usize,
    /// Which of its tokens.
    pub token: usize,
    /// What it may be a sign of.
    pub kinds: CueSet,
}

/// All cues of the body in order.
pub fn find(article: &Article, sentences: &[Sentence], lexicon: &Lexicon) -> Vec<Cue> {
    let mut found = Vec::new();
    for (sentence, it) in sentences.iter().enumerate().filter(|(_, it)| it.kind == SentenceKind::Body) {
        for (token, word) in it.tokens.iter().enumerate() {
            let kinds = lexicon.cues.of(article.slice(word.span));
            if !kinds.is_empty() {
                found.push(Cue { sentence, token, kinds });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_listed_words() {
        let cues =
            Cues::parse("# a comment\nannounce tell\ndeny deny\nplan intend text\nsay tell\nsaid tell\nstrange odd\n");
        let check = |word: &str, expected: CueSet| assert_eq!(cues.of(word), expected, "{word}");
        for word in ["announce", "Announced", "announcing", "announces", "said", "say"] {
            check(word, CueSet::TELL);
        }
        for word in ["denies", "denied", "denying"] {
            check(word, CueSet::DENY);
        }
        for word in ["planned", "plans", "planning"] {
            check(word, CueSet::INTEND.or(CueSet::TEXT));
        }
        for word in ["", "s", "ed", "strange", "plane", "an-endlessly-long-word-without-any-end"] {
            check(word, CueSet::default());
        }
    }
}

//! What the article is about: which content words recur, and where.

use std::borrow::Cow;

use crate::Analysis;
use crate::segment::tag::Tag;
use crate::segment::{Sentence, SentenceKind};

/// A content word's stem, hashed: equal stems are equal numbers.
pub(super) type Stem = u64;

/// The content words of every sentence and how many sentences each stands in.
pub(super) struct Topics {
    /// Sorted, without repeats, a list a sentence.
    sentences: Vec<Vec<Stem>>,
    /// Sorted by stem: in how many body sentences it stands.
    spread: Vec<(Stem, u32)>,
    /// Sorted: the stems of the headline.
    headline: Vec<Stem>,
}

impl Topics {
    /// Reads the article once.
    pub(super) fn of(analysis: &Analysis) -> Self {
        let sentences: Vec<Vec<Stem>> = analysis.sentences.iter().map(|it| stems(analysis, it)).collect();
        let bodies = analysis.sentences.iter().zip(&sentences).filter(|(it, _)| it.kind == SentenceKind::Body);
        let mut all: Vec<Stem> = bodies.flat_map(|(_, stems)| stems.iter().copied()).collect();
        all.sort_unstable();
        let mut spread: Vec<(Stem, u32)> = Vec::new();
        for stem in all {
            match spread.last_mut() {
                Some((last, n)) if *last == stem => *n += 1,
                _ => spread.push((stem, 1)),
            }
        }
        let title = analysis.article.metadata.headline.as_deref().unwrap_or_default();
        let mut headline: Vec<Stem> = title.split(|c: char| !c.is_alphanumeric()).filter_map(stem).collect();
        headline.sort_unstable();
        headline.dedup();
        Self { sentences, spread, headline }
    }

    fn stems(&self, sentence: usize) -> &[Stem] {
        self.sentences.get(sentence).map_or(&[], Vec::as_slice)
    }

    /// In how many body sentences a stem stands.
    fn spread(&self, stem: Stem) -> u32 {
        let at = self.spread.binary_search_by_key(&stem, |it| it.0);
        at.ok().and_then(|at| self.spread.get(at)).map_or(0, |it| it.1)
    }

    /// How strongly the sentence is tied to the rest: sum and mean of the logarithms of its words' spread.
    pub(super) fn centrality(&self, sentence: usize) -> (f32, f32) {
        let stems = self.stems(sentence);
        let sum: f32 = stems.iter().map(|it| (self.spread(*it).max(1) as f32).ln()).sum();
        (sum, sum / (stems.len() as f32 + 3.0))
    }

    /// Share of the headline's words that the sentence holds.
    pub(super) fn headline(&self, sentence: usize) -> f32 {
        common(&self.headline, self.stems(sentence)) as f32 / (1.0 + self.headline.len() as f32)
    }

    /// Share of the shorter sentence's words that stand in the other too.
    pub(super) fn overlap(&self, a: usize, b: usize) -> f32 {
        let (a, b) = (self.stems(a), self.stems(b));
        common(a, b) as f32 / (1.0 + a.len().min(b.len()) as f32)
    }
}

/// How many entries two sorted lists share.
fn common(a: &[Stem], b: &[Stem]) -> usize {
    let mut rest = b;
    let shared = a.iter().filter(|it| {
        while let [first, others @ ..] = rest
            && first < *it
        {
            rest = others;
        }
        rest.first() == Some(it)
    });
    shared.count()
}

/// The content words of one sentence, sorted, without repeats.
fn stems(analysis: &Analysis, sentence: &Sentence) -> Vec<Stem> {
    let words = sentence.tokens.iter().filter(|it| !matches!(it.tag, Tag::POS | Tag::PRP | Tag::PRPS | Tag::MD));
    let mut found: Vec<Stem> = words.filter_map(|it| stem(analysis.article.slice(it.span))).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Words too common to say what a text is about.
const COMMON: &[&str] = &[
    "about", "after", "all", "also", "and", "any", "are", "been", "before", "but", "can", "could", "did", "does",
    "for", "from", "had", "has", "have", "her", "him", "his", "how", "into", "its", "just", "more", "most", "not",
    "now", "one", "only", "other", "our", "out", "over", "said", "say", "says", "she", "should", "some", "such",
    "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "told", "two", "under",
    "was", "were", "what", "when", "where", "which", "while", "who", "why", "will", "with", "would", "you",
];

fn is_common(word: &str) -> bool {
    // The longest of them has six letters.
    word.len() <= 6 && COMMON.binary_search(&word).is_ok()
}

/// The hashed stem of a word, or `None` for a common or very short word: endings of number and tense are cut.
fn stem(word: &str) -> Option<Stem> {
    let mut buffer = [0; 24];
    // Nearly every word is of ASCII letters and needs no copy on the heap.
    let lower = match buffer.get_mut(..word.len()).filter(|_| word.is_ascii()) {
        Some(lower) => {
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            Cow::Borrowed(str::from_utf8(lower).unwrap_or_default())
        }
        None => Cow::Owned(word.to_lowercase()),
    };
    if lower.len() < 3 || is_common(&lower) || !lower.contains(char::is_alphanumeric) {
        return None;
    }
    let cut = |ending: &str| lower.strip_suffix(ending).filter(|it| it.len() >= 4);
    let root = cut("ing").or_else(|| cut("ed")).or_else(|| cut("es")).or_else(|| cut("s")).or_else(|| cut("e"));
    let root = root.unwrap_or(&lower);
    // FNV-1a: the same on every machine and in every run.
    Some(root.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_fold_number_and_tense() {
        for (a, b) in [("deposits", "deposit"), ("secured", "secure"), ("agreements", "agreement"), ("plans", "PLAN")] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        assert_ne!(stem("mineral"), stem("minister"));
        assert!(stem("the").is_none() && stem("of").is_none() && stem("—–—").is_none());
    }

    #[test]
    fn common_words_are_sorted() {
        assert!(COMMON.is_sorted() && COMMON.iter().all(|it| it.len() <= 6));
    }
}

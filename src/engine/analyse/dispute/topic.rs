//! What two sides have in common: the words that both use and the rest of the article seldom does.

use std::borrow::Cow;

use super::position::Position;
use crate::analyse::clause::Words;
use crate::article::Article;
use crate::segment::tag::Tag;
use crate::segment::{Sentence, SentenceKind};
use crate::span::Span;

/// The content words of an article, numbered, with their weight.
pub(super) struct Topics {
    numbers: Numbers,
    weights: Vec<f32>,
    /// Those that the headline holds.
    headline: Vec<u32>,
    /// For each sentence of the body its content words, each with its token and number.
    places: Vec<Vec<(usize, u32)>>,
}

/// The weight of a word that stands in one sentence alone.
const MOST_TELLING: f32 = 2.2;

/// A hash of a word without its commonest endings, lower-cased: equal for "sale" and "sales".
fn stem(word: &str) -> u64 {
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
    let mut root = &*lower;
    for owner in ["'s", "’s"] {
        while let Some(rest) = root.strip_suffix(owner) {
            root = rest;
        }
    }
    let endings = [
        "ingly", "edly", "ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "ed", "es", "er",
        "ly", "s", "e", "y",
    ];
    let stem = endings.iter().find_map(|it| root.strip_suffix(it).filter(|it| it.len() >= 4)).unwrap_or(root);
    // FNV-1a: the same on every machine and in every run.
    stem.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Whether a token's word says what a sentence is about.
fn content(words: &Words<'_>, i: usize) -> bool {
    const EMPTY: [&str; 40] = [
        "said",
        "says",
        "say",
        "told",
        "tell",
        "added",
        "year",
        "years",
        "week",
        "month",
        "day",
        "time",
        "people",
        "also",
        "make",
        "made",
        "take",
        "taken",
        "get",
        "got",
        "going",
        "want",
        "think",
        "know",
        "new",
        "first",
        "last",
        "many",
        "more",
        "other",
        "such",
        "statement",
        "called",
        "call",
        "mr.",
        "mrs.",
        "ms.",
        "president",
        "good",
        "monday",
    ];
    let noun = matches!(words.tag(i), Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS | Tag::JJ);
    let verb = words.is_verb(i) && !words.is_auxiliary(i);
    (noun || verb) && words.word(i).len() > 2 && !words.is(i, &EMPTY)
}

/// Numbers stems in order of their first place: open addressing over a power of two of places.
struct Numbers {
    /// A stem and its number, counted from 1; 0 where there is none.
    places: Vec<(u64, u32)>,
    count: u32,
}

impl Numbers {
    /// Room for as many stems.
    fn for_words(most: usize) -> Self {
        Self { places: vec![(0, 0); (2 * most + 2).next_power_of_two()], count: 0 }
    }

    /// Where the stem stands, or would.
    fn place(&self, stem: u64) -> usize {
        let last = self.places.len().wrapping_sub(1);
        let mut at = (stem ^ stem >> 32) as usize & last;
        while self.places.get(at).is_some_and(|it| it.1 != 0 && it.0 != stem) {
            at = (at + 1) & last;
        }
        at
    }

    /// The stem's number; a new one when it has none.
    fn number(&mut self, stem: u64) -> u32 {
        let at = self.place(stem);
        let Some(place) = self.places.get_mut(at) else { return 0 };
        if place.1 == 0 {
            self.count += 1;
            *place = (stem, self.count);
        }
        place.1 - 1
    }

    fn get(&self, stem: u64) -> Option<u32> {
        self.places.get(self.place(stem)).and_then(|it| it.1.checked_sub(1))
    }
}

impl Topics {
    /// Counts the article's words.
    pub(super) fn of(article: &Article, sentences: &[Sentence]) -> Self {
        let mut numbers = Numbers::for_words(sentences.iter().map(|it| it.tokens.len()).sum());
        let mut counts: Vec<(u32, usize)> = Vec::new();
        let mut bodies = 0_u32;
        let mut places = vec![Vec::new(); sentences.len()];
        for (index, sentence) in sentences.iter().enumerate().filter(|(_, it)| it.kind == SentenceKind::Body) {
            bodies += 1;
            let words = Words::new(article, sentence);
            for i in (0..words.len()).filter(|&i| content(&words, i)) {
                let number = numbers.number(stem(words.word(i)));
                if let Some(places) = places.get_mut(index) {
                    places.push((i, number));
                }
                match counts.get_mut(number as usize) {
                    // A word counts once a sentence.
                    Some(it) if it.1 != index => *it = (it.0 + 1, index),
                    Some(_) => {}
                    None => counts.push((1, index)),
                }
            }
        }
        let weight = |&(count, _): &(u32, usize)| (bodies.max(8) as f32 / count as f32).ln().clamp(0.2, MOST_TELLING);
        let weights = counts.iter().map(weight).collect();
        let title = article.metadata.headline.as_deref().unwrap_or_default();
        let mut headline: Vec<u32> =
            title.split(|it: char| !it.is_alphanumeric()).filter_map(|it| numbers.get(stem(it))).collect();
        headline.sort_unstable();
        headline.dedup();
        Self { numbers, weights, places, headline }
    }

    /// The content words of a sentence of the body, each with its token and number.
    fn places(&self, sentence: usize) -> &[(usize, u32)] {
        self.places.get(sentence).map_or(&[], Vec::as_slice)
    }

    /// The numbers of the content words of a sentence of the body, sorted.
    pub(super) fn words(&self, sentence: usize) -> Vec<u32> {
        let mut found: Vec<u32> = self.places(sentence).iter().map(|it| it.1).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Share of the headline's words that stand in a sentence.
    pub(super) fn headline(&self, sentence: usize) -> f32 {
        let here = self.headline.iter().filter(|it| self.places(sentence).iter().any(|place| place.1 == **it)).count();
        here as f32 / (1.0 + self.headline.len() as f32)
    }

    /// The numbers of the words of a name or role.
    pub(super) fn named(&self, article: &Article, span: Span) -> Vec<u32> {
        article.slice(span).split_whitespace().filter_map(|it| self.numbers.get(stem(it))).collect()
    }

    fn weight(&self, number: u32) -> f32 {
        self.weights.get(number as usize).copied().unwrap_or_default()
    }

    /// How much two positions have in common, beside the names of those who take them, and in how many words.
    pub(super) fn shared(&self, a: &Position, b: &Position) -> (f32, usize) {
        let both = a.words.iter().filter(|it| b.words.binary_search(it).is_ok());
        let named = |it: &&u32| a.source_words.contains(it) || b.source_words.contains(it);
        both.filter(|it| !named(it)).fold((0.0, 0), |(sum, n), it| (sum + self.weight(*it), n + 1))
    }

    /// The noun phrase, of the later side or else the earlier, that holds most of what they share.
    pub(super) fn about(&self, article: &Article, sentences: &[Sentence], a: &Position, b: &Position) -> Option<Span> {
        let mut best: Option<(f32, Span)> = None;
        for (side, other) in [(a, b), (b, a)] {
            let Some(sentence) = sentences.get(side.sentence) else { continue };
            let words = Words::new(article, sentence);
            let mut i = 0;
            while i < words.len() {
                let end = words.base_phrase(i);
                if end == i {
                    i += 1;
                    continue;
                }
                let full = words.full_phrase(i);
                let end = if full - i <= 7 { full } else { end };
                let shared = |n: &u32| {
                    side.words.contains(n)
                        && other.words.contains(n)
                        && !side.source_words.contains(n)
                        && !other.source_words.contains(n)
                };
                let here = self.places(side.sentence).iter().filter(|it| (i..end).contains(&it.0)).map(|it| it.1);
                // Where they share no word, the words that the whole article is about say it best.
                let weigh = |it: u32| match shared(&it) {
                    true => self.weight(it),
                    false if side.source_words.contains(&it) || other.source_words.contains(&it) => 0.0,
                    false => 0.1 * (MOST_TELLING - self.weight(it)),
                };
                let weight: f32 = here.map(weigh).sum();
                let pronoun = end - i == 1 && matches!(words.tag(i), Tag::PRP | Tag::WP | Tag::EX);
                let length = 0.05 * (end - i) as f32;
                let better = best.is_none_or(|it| weight - length > it.0);
                // A thing is named by a noun phrase; an amount or half a quotation names none.
                let named = !words.is_verb(i) && words.head_noun(i..end).is_some();
                let plain = |span: &Span| !article.slice(*span).contains(['"', '“', '”', '$', '£', '€', '%']);
                let fits = better && weight > 0.0 && !pronoun && named;
                if let Some(span) = words.span(i..end).filter(|span| fits && plain(span)) {
                    best = Some((weight - length, span));
                }
                i = words.base_phrase(i);
            }
        }
        best.map(|it| it.1.trimmed(article.text()))
    }
}

//! Training the tagger, and tagging with weights still in training.

use engine::segment::model::{CLASSES, Sparse, Sure, best};
use engine::segment::tag::Tag;
use engine::segment::tagger::{NONE, certain, situation};

use crate::corpus::Gold;
use crate::hints;
use crate::perceptron::{Perceptron, Random, pairs};
use crate::sure::Counts;

const TAGS: usize = Tag::ALL.len();

/// The tables of the tagger, as bytes.
pub(crate) struct Tables {
    pub(crate) weights: Vec<u8>,
    pub(crate) sure: Vec<u8>,
}

/// Trains on `sentences` for some rounds; gives a table of weights of `2^bits` slots.
pub(crate) fn train(sentences: &[&Gold], bits: u32, rounds: usize, random: &mut Random) -> Tables {
    let mut counts = Counts::default();
    for gold in sentences.iter().filter(|it| it.hints.is_empty()) {
        for (at, tag) in gold.tags.iter().enumerate() {
            if let Some(situation) = situation(&gold.forms, at) {
                counts.add(situation, tag.index());
            }
        }
    }
    let sure = counts.bytes(13, 30, 300);
    let no_words = Sure::new(&[]);
    let mut seen = Vec::new();
    for gold in sentences {
        let mut back = (NONE, NONE);
        for (at, tag) in gold.tags.iter().enumerate() {
            seen.extend(features(gold, at, back));
            back = (*tag as u32, back.0);
        }
    }
    let mut tagger = Perceptron::<TAGS>::new(seen, 2);
    let mut order: Vec<&Gold> = sentences.to_vec();
    for _ in 0..rounds {
        random.shuffle(&mut order);
        for gold in &order {
            let mut back = (NONE, NONE);
            for (at, tag) in gold.tags.iter().enumerate() {
                let guess = match certain(&no_words, &gold.forms, at) {
                    Some(tag) => tag,
                    None => {
                        let features = tagger.places(&features(gold, at, back));
                        let guess = strongest(&tagger.score(&features));
                        tagger.tick();
                        if guess != *tag {
                            tagger.update(&features, tag.index(), guess.index(), gold.weight);
                        }
                        guess
                    }
                };
                back = (guess as u32, back.0);
            }
        }
    }
    let weights = Sparse::bytes(bits, tagger.rows().map(|(feature, weights)| (feature, pairs(&weights))));
    Tables { weights, sure }
}

/// The engine's features, and those of the hints where there are any.
fn features(gold: &Gold, at: usize, back: (u32, u32)) -> Vec<u32> {
    let mut features = engine::segment::tagger::features(&gold.forms, at, back.0, back.1).to_vec();
    hints::tag_features(gold, at, back.0, &mut features);
    features
}

fn strongest(scores: &[i32; TAGS]) -> Tag {
    Tag::ALL.into_iter().rev().max_by_key(|tag| scores[tag.index()]).unwrap_or(Tag::NN)
}

/// Tags by the tables.
pub(crate) fn tag(tables: &Tables, gold: &Gold) -> Vec<Tag> {
    let (table, sure) = (Sparse::new(&tables.weights), Sure::new(&tables.sure));
    let mut back = (NONE, NONE);
    let mut tags = Vec::new();
    for at in 0..gold.forms.len() {
        let tag = certain(&sure, &gold.forms, at).unwrap_or_else(|| {
            let mut scores = [0; CLASSES];
            for feature in features(gold, at, back) {
                table.add(feature, &mut scores);
            }
            Tag::from_index(best(&scores, TAGS))
        });
        tags.push(tag);
        back = (tag as u32, back.0);
    }
    tags
}

/// How many tokens there are, and how many have their right tag.
pub(crate) fn score(tables: &Tables, sentences: &[Gold]) -> (usize, usize) {
    let mut counts = (0, 0);
    for gold in sentences {
        let tags = tag(tables, gold);
        counts.0 += tags.len();
        counts.1 += tags.iter().zip(&gold.tags).filter(|(a, b)| a == b).count();
    }
    counts
}

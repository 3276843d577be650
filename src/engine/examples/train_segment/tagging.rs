//! Training the tagger, and tagging with weights still in training.

use engine::segment::model::{CLASSES, Sparse, best};
use engine::segment::tag::Tag;
use engine::segment::tagger::{NONE, certain};

use crate::corpus::Gold;
use crate::hints;
use crate::perceptron::{Perceptron, Random, pairs};

const TAGS: usize = Tag::ALL.len();

/// Trains on `sentences` for some rounds; gives the bytes of a table of `2^bits` slots.
pub(crate) fn train(sentences: &[&Gold], bits: u32, rounds: usize, random: &mut Random) -> Vec<u8> {
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
                let guess = match certain(&gold.forms, at) {
                    Some(tag) => tag,
                    None => {
                        let features = tagger.places(&features(gold, at, back));
                        let guess = strongest(&tagger.score(&features));
                        tagger.tick();
                        if guess != *tag {
                            tagger.update(&features, tag.index(), guess.index(), 1);
                        }
                        guess
                    }
                };
                back = (guess as u32, back.0);
            }
        }
    }
    Sparse::bytes(bits, tagger.rows().map(|(feature, weights)| (feature, pairs(&weights))))
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

/// Tags by a table.
pub(crate) fn tag(table: &[u8], gold: &Gold) -> Vec<Tag> {
    let table = Sparse::new(table);
    let mut back = (NONE, NONE);
    let mut tags = Vec::new();
    for at in 0..gold.forms.len() {
        let tag = certain(&gold.forms, at).unwrap_or_else(|| {
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
pub(crate) fn score(table: &[u8], sentences: &[Gold]) -> (usize, usize) {
    let mut counts = (0, 0);
    for gold in sentences {
        let tags = tag(table, gold);
        counts.0 += tags.len();
        counts.1 += tags.iter().zip(&gold.tags).filter(|(a, b)| a == b).count();
    }
    counts
}

//! Salience: how much a sentence belongs into the digest.

use crate::Analysis;
use crate::segment::SentenceKind;

/// A sentence with its salience.
#[derive(Clone, Copy, Debug)]
pub struct Ranked {
    /// Index of the sentence.
    pub sentence: usize,
    /// Higher is more important.
    pub score: f32,
}

/// All body sentences, most salient first.
pub fn rank(analysis: &Analysis) -> Vec<Ranked> {
    let bodies = analysis.sentences.iter().enumerate().filter(|(_, it)| it.kind == SentenceKind::Body);
    bodies.enumerate().map(|(n, (sentence, _))| Ranked { sentence, score: -(n as f32) }).collect()
}

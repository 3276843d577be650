//! Disputes: two sides that clearly speak of the same thing and contradict each other.

mod position;
mod topic;

use crate::analyse::Findings;
use crate::analyse::attribution::Source;
use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::segment::Sentence;
use crate::span::Span;
use position::{Position, positions};
use topic::Topics;

/// One side of a dispute.
#[derive(Clone, Debug)]
pub struct Side {
    /// Who takes it.
    pub source: Source,
    /// The sentence that shows it (index).
    pub sentence: usize,
    /// The words that take the side.
    pub content: Span,
}

/// One dispute.
#[derive(Clone, Debug)]
pub struct Dispute {
    /// The words of the article that name what is disputed.
    pub about: Span,
    /// Two sides.
    pub sides: [Side; 2],
    /// How surely both speak of the same thing; higher first.
    pub score: f32,
}

/// A pair of positions is looked at when they stand at most so many positions apart: time stays linear.
const WINDOW: usize = 24;
/// How much two sides must have in common.
const SHARED: f32 = 2.5;
/// How much must speak for their being opposed.
const OPPOSED: f32 = 1.5;
/// The least that both together must come to.
const FLOOR: f32 = 3.6;
/// The most disputes kept.
const MOST: usize = 8;

/// All disputes, surest first.
pub fn find(article: &Article, sentences: &[Sentence], found: &Findings, _lexicon: &Lexicon) -> Vec<Dispute> {
    let topics = Topics::of(article, sentences);
    let positions = positions(article, sentences, found, &topics);
    let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
    for (n, a) in positions.iter().enumerate() {
        for (m, b) in positions.iter().enumerate().skip(n + 1).take(WINDOW) {
            pairs.extend(score(found, &topics, a, b).map(|score| (score, n, m)));
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut disputes: Vec<Dispute> = Vec::new();
    for (score, n, m) in pairs {
        let (Some(a), Some(b)) = (positions.get(n), positions.get(m)) else { continue };
        // One dispute for a sentence: its second-best contradiction is mostly the same matter again.
        let used = |sentence: usize| disputes.iter().any(|it| it.sides.iter().any(|side| side.sentence == sentence));
        if used(a.sentence) || used(b.sentence) || disputes.len() >= MOST {
            continue;
        }
        let Some(about) = topics.about(article, sentences, a, b) else { continue };
        disputes.push(Dispute { about, sides: [a.side(), b.side()], score });
    }
    disputes
}

/// How surely two positions contradict each other over the same thing; nothing when they hardly do.
fn score(found: &Findings, topics: &Topics, a: &Position, b: &Position) -> Option<f32> {
    if a.sentence == b.sentence || a.same_source(b) {
        return None;
    }
    let shared = topics.shared(a, b);
    if shared < SHARED {
        return None;
    }
    let mut opposed: f32 = 0.0;
    // The later side is set against the earlier ("But", "however", "despite").
    let near = b.sentence - a.sentence <= 3;
    opposed += if b.contrast && near {
        1.2
    } else if b.contrast {
        0.4
    } else {
        0.0
    };
    opposed += match (a.stance, b.stance) {
        (x, y) if x * y < 0 => 1.6,
        (x, y) if x < 0 || y < 0 => 0.8,
        _ => 0.0,
    };
    // One speaks of the other.
    opposed += if a.names(found, b) || b.names(found, a) { 0.8 } else { 0.0 };
    opposed += if a.tone * b.tone < 0 { 0.8 } else { 0.0 };
    opposed += if a.negated != b.negated { 0.4 } else { 0.0 };
    let far = 0.04 * (b.sentence - a.sentence) as f32;
    let score = shared.min(6.0) * 0.35 + opposed - far;
    (opposed >= OPPOSED && score >= FLOOR).then_some(score)
}

//! Disputes: two sides that speak of the same thing and contradict each other, by a model over pairs of positions.
//!
//! A logistic model, trained on articles in which an editor marked the disputes (`examples/train_disputes.rs`).

pub mod feature;
mod position;
mod topic;
mod weights;

use crate::analyse::Findings;
use crate::analyse::attribution::Source;
use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::segment::Sentence;
use crate::span::Span;
use feature::{Camps, Features, Weighing};
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
    /// Another sentence in which the same source stands against the same other side.
    pub beside: Option<usize>,
}

impl Side {
    /// Whether `sentence` is one of those that show it.
    pub fn shows(&self, sentence: usize) -> bool {
        self.sentence == sentence || self.beside == Some(sentence)
    }
}

/// One dispute.
#[derive(Clone, Debug)]
pub struct Dispute {
    /// The words of the article that name what is disputed.
    pub about: Span,
    /// Two sides.
    pub sides: [Side; 2],
    /// Log-odds that an editor would call it one.
    pub score: f32,
}

/// A pair of positions is looked at when they stand at most so many positions apart: time stays linear.
const WINDOW: usize = 24;
/// The least log-odds of a dispute that is kept.
const ENOUGH: f32 = -2.5;
/// The most disputes kept.
const MOST: usize = 8;

/// All disputes, surest first.
pub fn find(article: &Article, sentences: &[Sentence], found: &Findings, _lexicon: &Lexicon) -> Vec<Dispute> {
    let topics = Topics::of(article, sentences);
    let positions = positions(article, sentences, found, &topics);
    let pairs = ranked(found, &topics, &positions);
    let sources = feature::sources(&positions);
    let mut disputes: Vec<Dispute> = Vec::new();
    for &Pair { score, sides: [n, m] } in pairs.iter().take_while(|it| it.score >= ENOUGH) {
        let (Some(a), Some(b)) = (positions.get(n), positions.get(m)) else { continue };
        // One dispute for a sentence: its second-best contradiction is mostly the same matter again.
        let used = |sentence: usize| disputes.iter().any(|it| it.sides.iter().any(|side| side.shows(sentence)));
        if used(a.sentence) || used(b.sentence) || disputes.len() >= MOST {
            continue;
        }
        let Some(about) = topics.about(article, sentences, a, b) else { continue };
        // What else of each side stands best against the other.
        let beside = |of: usize, against: usize| {
            let other = pairs
                .iter()
                .filter_map(|it| it.beside(against))
                .find(|&it| it != of && sources.get(it) == sources.get(of));
            other.and_then(|it| positions.get(it)).map(|it| it.sentence)
        };
        let side = |position: &Position, beside| Side { beside, ..position.side() };
        disputes.push(Dispute { about, sides: [side(a, beside(n, m)), side(b, beside(m, n))], score });
    }
    disputes
}

/// Two positions that may contradict each other.
struct Pair {
    score: f32,
    /// Places among the positions, the earlier first.
    sides: [usize; 2],
}

impl Pair {
    /// The other of the two, when `it` is one of them.
    fn beside(&self, it: usize) -> Option<usize> {
        let [a, b] = self.sides;
        if a == it {
            Some(b)
        } else if b == it {
            Some(a)
        } else {
            None
        }
    }
}

/// All pairs of different sources within reach, those that most likely contradict each other first.
fn ranked(found: &Findings, topics: &Topics, positions: &[Position]) -> Vec<Pair> {
    let weighing = Weighing::of(positions, &weights::WEIGHTS);
    let scored = |(sides, pair): ([usize; 2], feature::Pair)| Pair { score: weighing.score(&pair, sides), sides };
    let mut pairs: Vec<Pair> = looked_at(found, topics, positions).map(scored).collect();
    pairs.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.sides.cmp(&b.sides)));
    pairs
}

/// What is looked at in every pair within reach.
fn looked_at(
    found: &Findings,
    topics: &Topics,
    positions: &[Position],
) -> impl Iterator<Item = ([usize; 2], feature::Pair)> {
    let sources = feature::sources(positions);
    let camps = Camps::of(positions, &sources, found);
    let place = |n: usize| Some((positions.get(n)?, *sources.get(n)?));
    let near = (0..positions.len()).flat_map(|n| (n + 1..positions.len().min(n + 1 + WINDOW)).map(move |m| [n, m]));
    let pair = |sides: [usize; 2]| {
        let (a, b) = (place(sides[0])?, place(sides[1])?);
        let apart = a.0.sentence != b.0.sentence && !a.0.same_source(b.0);
        apart.then(|| (sides, feature::pair(found, topics, &camps, a, b)))
    };
    let mut pairs: Vec<([usize; 2], feature::Pair)> = near.filter_map(pair).collect();
    let count = (1.0 + pairs.len() as f32).ln();
    pairs.iter_mut().filter_map(|it| it.1.get_mut(feature::LOG_PAIRS)).for_each(|it| *it = count);
    pairs.into_iter()
}

/// Rows for training: the sentences of the two positions, the numbers of their sources, the features.
pub fn examples(
    article: &Article,
    sentences: &[Sentence],
    found: &Findings,
) -> Vec<([usize; 2], [usize; 2], Features)> {
    let topics = Topics::of(article, sentences);
    let positions = positions(article, sentences, found, &topics);
    let sources = feature::sources(&positions);
    let named = |([n, m], pair): ([usize; 2], feature::Pair)| {
        let (a, b) = (positions.get(n)?, positions.get(m)?);
        Some(([a.sentence, b.sentence], [*sources.get(n)?, *sources.get(m)?], feature::row(&pair, a, b)))
    };
    looked_at(found, &topics, &positions).filter_map(named).collect()
}

#[cfg(test)]
mod tests {
    use crate::Analysis;
    use crate::extract::{Known, from_text};
    use crate::lexicon::Lexicon;

    /// Who stands against whom, each dispute's two names, surest first.
    fn check(text: &str, expected: &[[&str; 2]]) {
        let analysis = Analysis::of(from_text(text, &Known::default()).unwrap(), &Lexicon::embedded());
        let name = |it: &super::Side| analysis.article.slice(it.source.name);
        let found: Vec<[&str; 2]> = analysis.findings.disputes.iter().map(|it| it.sides.each_ref().map(name)).collect();
        assert_eq!(found, expected, "{text}");
        for side in analysis.findings.disputes.iter().flat_map(|it| &it.sides) {
            assert_ne!(side.beside, Some(side.sentence), "the second sentence is another one");
        }
    }

    #[test]
    fn a_charge_and_its_denial() {
        check(
            "The mayor, Ann Lowe, accused the water company of hiding the leak from residents. \
             The company's director, Tom Reyes, denied that the leak had been hidden. \
             \"Residents were told about the leak on the same day,\" Reyes said.",
            &[["Ann Lowe", "Tom Reyes"]],
        );
    }

    #[test]
    fn one_voice_or_two_matters_are_none() {
        check(
            "The mayor, Ann Lowe, said the bridge would open on Monday. Lowe said it had not been cheap. \
             She denied that the bridge was late.",
            &[],
        );
        check(
            "The mayor, Ann Lowe, said the library would open at nine on Monday. The town has three schools. \
             It was founded by monks, and a market is held every week. The river is low this summer. \
             The coach, Tom Reyes, said the striker had scored twice in the rain.",
            &[],
        );
    }
}

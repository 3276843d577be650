//! Positions: who takes which stand in which words.

use super::Side;
use super::topic::Topics;
use crate::analyse::Findings;
use crate::analyse::attribution::{Source, SourceKind, Stance};
use crate::analyse::clause::{NOT, Words};
use crate::analyse::cue::{Cue, CueSet};
use crate::article::Article;
use crate::segment::{Sentence, SentenceKind};
use crate::span::Span;

/// One stand taken.
pub(super) struct Position {
    pub(super) sentence: usize,
    pub(super) source: Source,
    pub(super) content: Span,
    /// Against (-1), for (1) or neither, by the cue that brings it in.
    pub(super) stance: i8,
    /// Whether its words find fault (-1) or praise (1).
    pub(super) tone: i8,
    /// Whether it denies something.
    pub(super) negated: bool,
    /// Whether its sentence is set against what stands before.
    pub(super) contrast: bool,
    /// Its content words, sorted.
    pub(super) words: Vec<u32>,
    /// The content words of its source's name and role.
    pub(super) source_words: Vec<u32>,
}

impl Position {
    /// The side of a dispute.
    pub(super) fn side(&self) -> Side {
        Side { source: self.source.clone(), sentence: self.sentence, content: self.content }
    }

    /// Whether both are taken by the same source, or may be.
    pub(super) fn same_source(&self, other: &Self) -> bool {
        match (self.source.entity, other.source.entity) {
            (Some(a), Some(b)) => a == b,
            _ => {
                self.source.name == other.source.name
                    || self.source_words.iter().any(|it| other.source_words.contains(it))
            }
        }
    }

    /// Whether the sentence of this one speaks of the other's source.
    pub(super) fn names(&self, found: &Findings, other: &Self) -> bool {
        let Some(entity) = other.source.entity.and_then(|it| found.entities.get(it)) else { return false };
        entity.mentions.iter().any(|it| it.sentence == self.sentence && !self.source.mention.overlaps(it.span))
    }
}

/// All positions in order of place.
pub(super) fn positions(article: &Article, sentences: &[Sentence], found: &Findings, topics: &Topics) -> Vec<Position> {
    let mut positions = Vec::new();
    let mut cues = found.cues.as_slice();
    for said in &found.attributions {
        let Some(sentence) = sentences.get(said.sentence) else { continue };
        let usable =
            said.source.certain && said.source.kind != SourceKind::Newsroom && sentence.kind == SentenceKind::Body;
        let Some(&content) = said.content.iter().find(|it| it.overlaps(sentence.span)).or(said.content.first()) else {
            continue;
        };
        if !usable {
            continue;
        }
        let skip = cues.iter().take_while(|it| it.sentence < said.sentence).count();
        cues = cues.get(skip..).unwrap_or_default();
        let here = cues.iter().take_while(|it| it.sentence == said.sentence).count();
        positions.push(position(
            article,
            sentence,
            said.sentence,
            &said.source,
            said.stance,
            content,
            cues.get(..here).unwrap_or_default(),
            topics,
        ));
    }
    positions
}

#[expect(clippy::too_many_arguments, reason = "each is one thing known of the sentence")]
fn position(
    article: &Article,
    sentence: &Sentence,
    index: usize,
    source: &Source,
    stance: Stance,
    content: Span,
    cues: &[Cue],
    topics: &Topics,
) -> Position {
    let words = Words::new(article, sentence);
    let said = sentence.tokens_in(content);
    let is = |kind: CueSet| cues.iter().filter(move |it| it.kinds.has(kind));
    let tone = {
        let inside = |it: &&Cue| said.contains(&it.token);
        let not = |it: &&Cue| (it.token.saturating_sub(3)..it.token).any(|i| words.is(i, &NOT) || words.is(i, &["no"]));
        let count = |kind| is(kind).filter(inside).map(|it| if not(&it) { -1_i32 } else { 1 }).sum::<i32>();
        (count(CueSet::PRAISE) - count(CueSet::FAULT)).signum() as i8
    };
    let stance = match stance {
        Stance::Denies | Stance::Opposes => -1,
        Stance::Supports | Stance::Alleges | Stance::Promises | Stance::Demands => 1,
        _ => 0,
    };
    let contrast = words.is(0, &["but", "however", "yet", "still", "despite", "instead"])
        || (0..words.len())
            .any(|i| words.is(i, &["however", "despite", "disagreed", "disputed", "countered", "rejected"]));
    Position {
        sentence: index,
        source: source.clone(),
        content,
        stance,
        tone,
        negated: said.clone().any(|i| words.is(i, &NOT) || words.is(i, &["no", "without", "neither", "nor"])),
        contrast,
        words: topics.words(index),
        source_words: [Some(source.name), source.role, Some(source.mention)]
            .into_iter()
            .flatten()
            .flat_map(|it| topics.named(article, it))
            .collect(),
    }
}

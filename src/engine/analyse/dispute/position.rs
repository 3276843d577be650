//! Positions: who takes which stand in which words.

use super::Side;
use super::topic::Topics;
use crate::analyse::Findings;
use crate::analyse::attribution::{Attribution, Mode, Source, SourceKind, Stance};
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
    pub(super) leaning: i8,
    /// What the cue does.
    pub(super) stance: Stance,
    /// Whether any of it stands in quotation marks.
    pub(super) quoted: bool,
    /// Whether the source is carried over from a sentence before.
    pub(super) carried: bool,
    /// Every kind of cue in its sentence.
    pub(super) cues: CueSet,
    /// How many words its sentence has.
    pub(super) length: usize,
    /// Which body sentence of the article it is, from 0.
    pub(super) place: usize,
    /// The logarithm of that, from 1.
    pub(super) log_place: f32,
    /// The paragraph of its sentence.
    pub(super) paragraph: u32,
    /// Share of the headline's words that its sentence holds.
    pub(super) headline: f32,
    /// Whether it answers somebody ("responded").
    pub(super) answers: bool,
    /// Whether its source is one for being against ("critics", "the opposition").
    pub(super) opponent: bool,
    /// Whether it asks for something ("should", "must").
    pub(super) ought: bool,
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
        Side { source: self.source.clone(), sentence: self.sentence, content: self.content, beside: None }
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

/// All positions in order of place; of several in one sentence the one that says most.
pub(super) fn positions(article: &Article, sentences: &[Sentence], found: &Findings, topics: &Topics) -> Vec<Position> {
    let mut positions: Vec<Position> = Vec::new();
    let mut cues = found.cues.as_slice();
    let mut bodies = 0;
    let mut before = 0;
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
        if positions.last().is_some_and(|it| it.sentence == said.sentence && it.content.len() >= content.len()) {
            continue;
        }
        positions.pop_if(|it| it.sentence == said.sentence);
        let passed = sentences.get(before..said.sentence).unwrap_or_default();
        bodies += passed.iter().filter(|it| it.kind == SentenceKind::Body).count();
        before = before.max(said.sentence);
        let skip = cues.iter().take_while(|it| it.sentence < said.sentence).count();
        cues = cues.get(skip..).unwrap_or_default();
        let here = cues.iter().take_while(|it| it.sentence == said.sentence).count();
        let cues = cues.get(..here).unwrap_or_default();
        positions.push(position(article, sentence, said, content, cues, bodies, topics));
    }
    positions
}

fn position(
    article: &Article,
    sentence: &Sentence,
    said: &Attribution,
    content: Span,
    cues: &[Cue],
    place: usize,
    topics: &Topics,
) -> Position {
    let words = Words::new(article, sentence);
    let range = sentence.tokens_in(content);
    let is = |kind: CueSet| cues.iter().filter(move |it| it.kinds.has(kind));
    let tone = {
        let inside = |it: &&Cue| range.contains(&it.token);
        let not = |it: &&Cue| (it.token.saturating_sub(3)..it.token).any(|i| words.is(i, &NOT) || words.is(i, &["no"]));
        let count = |kind| is(kind).filter(inside).map(|it| if not(&it) { -1_i32 } else { 1 }).sum::<i32>();
        (count(CueSet::PRAISE) - count(CueSet::FAULT)).signum() as i8
    };
    let leaning = match said.stance {
        Stance::Denies | Stance::Opposes => -1,
        Stance::Supports | Stance::Alleges | Stance::Promises | Stance::Demands => 1,
        _ => 0,
    };
    let opening = if words.is_quote_mark(0) { 1 } else { 0 };
    let source = &said.source;
    Position {
        sentence: said.sentence,
        source: source.clone(),
        content,
        leaning,
        stance: said.stance,
        quoted: said.mode != Mode::Indirect,
        carried: said.cue.is_none(),
        cues: cues.iter().fold(CueSet::default(), |all, it| all.or(it.kinds)),
        length: words.len(),
        place,
        log_place: (1.0 + place as f32).ln(),
        paragraph: sentence.paragraph,
        ought: range.clone().any(|i| words.is(i, &["should", "must", "ought"]) || words.reads(i, &["need", "to"])),
        headline: topics.headline(said.sentence),
        answers: (0..words.len()).any(|i| {
            words.is(
                i,
                &["responded", "replied", "responding", "response", "countered", "shot", "fired", "hit", "pushed"],
            )
        }),
        opponent: [source.name, source.mention].iter().chain(&source.role).any(|it| {
            let name = article.slice(*it).to_lowercase();
            ["critic", "opponent", "opposition", "campaigner", "activist", "protester", "rival", "defence", "defense"]
                .iter()
                .any(|it| name.contains(it))
        }),
        tone,
        negated: range.clone().any(|i| words.is(i, &NOT) || words.is(i, &["no", "without", "neither", "nor", "never"])),
        contrast: words.is(opening, &["but", "however", "yet", "still", "despite", "instead", "while", "although"])
            || (0..words.len()).any(|i| words.is(i, &["however", "despite"])),
        words: topics.words(said.sentence),
        source_words: [Some(source.name), source.role, Some(source.mention)]
            .into_iter()
            .flatten()
            .flat_map(|it| topics.named(article, it))
            .collect(),
    }
}

//! Claims: the sentences a digest shows, each with who says it and its evidence.

use super::salience::Ranked;
use super::wording::Wording;
use crate::Analysis;
use crate::analyse::attribution::{Mode, Source, Stance};
use crate::analyse::hedge::HedgeKind;
use crate::span::Span;

/// How sure the source says it is, never how sure we are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Said without reserve.
    #[default]
    Stated,
    /// Held back by a hedge of this kind.
    Hedged(HedgeKind),
}

/// Who says a claim and how.
#[derive(Clone, Debug)]
pub struct ClaimSource {
    /// Who.
    pub source: Source,
    /// Direct, indirect, mixed.
    pub mode: Mode,
    /// What the cue does with it.
    pub stance: Stance,
}

/// One claim.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Who says it; `None` when the newsroom does.
    pub attribution: Option<ClaimSource>,
    /// How sure the source says it is.
    pub certainty: Certainty,
    /// A sentence, two at most.
    pub evidence: Vec<Span>,
    /// At most 240 characters.
    pub wording: Wording,
    /// Index of its first sentence.
    pub sentence: usize,
}

/// The first `most` claims of the ranking.
pub fn choose(analysis: &Analysis, ranked: &[Ranked], most: usize) -> Vec<Claim> {
    let of = |it: &Ranked| {
        let sentence = analysis.sentences.get(it.sentence)?;
        Some(Claim {
            attribution: None,
            certainty: Certainty::Stated,
            evidence: vec![sentence.span],
            wording: Wording::kept(sentence.span),
            sentence: it.sentence,
        })
    };
    ranked.iter().filter_map(of).take(most).collect()
}

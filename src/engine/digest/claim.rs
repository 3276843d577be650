//! Claims: the sentences a digest shows, each with who says it and its evidence.

use super::salience::Ranked;
use super::wording::{Label, Wording, word};
use crate::Analysis;
use crate::analyse::attribution::{Attribution, Mode, Source, SourceKind, Stance};
use crate::analyse::hedge::HedgeKind;
use crate::segment::tag::Tag;
use crate::segment::{Sentence, SentenceKind};
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
    /// How its source is to be shown.
    pub label: Label,
    /// Index of its first sentence.
    pub sentence: usize,
}

/// Sentences that are tried at most: where none of so many can be worded, the text is no article.
const TRIED: usize = 200;

/// The first `most` claims of the ranking that can be worded.
pub fn choose(analysis: &Analysis, ranked: &[Ranked], most: usize) -> Vec<Claim> {
    let mut claims: Vec<Claim> =
        ranked.iter().take(TRIED).filter_map(|it| claim(analysis, it.sentence)).take(most).collect();
    let shown: Vec<usize> = claims.iter().map(|it| it.sentence).collect();
    for claim in &mut claims {
        let beside = beside(analysis, claim.sentence).filter(|it| !shown.contains(it));
        claim.evidence.extend(beside.and_then(|it| analysis.sentences.get(it)).map(|it| it.span));
    }
    claims
}

/// The neighbour in the same paragraph without which the sentence at `at` is not understood: the one before when it
/// opens by pointing back, else the one after when that goes on with the same words.
fn beside(analysis: &Analysis, at: usize) -> Option<usize> {
    let body = |it: usize| analysis.sentences.get(it).filter(|it| it.kind == SentenceKind::Body);
    let here = body(at)?;
    let tied = |it: usize| body(it).is_some_and(|it| it.paragraph == here.paragraph);
    let before = at.checked_sub(1).filter(|it| tied(*it) && points_back(analysis, here));
    let after =
        || body(at + 1).filter(|next| tied(at + 1) && (points_back(analysis, next) || runs_on(analysis, here, next)));
    before.or_else(|| after().map(|_| at + 1))
}

/// Whether a sentence opens with a pronoun or with "this", "that", "the group" and the like.
fn points_back(analysis: &Analysis, sentence: &Sentence) -> bool {
    let word = |at: usize| sentence.lower(&analysis.article, at);
    let opens =
        (0..sentence.tokens.len().min(4)).find(|at| word(*at).contains(char::is_alphanumeric)).unwrap_or_default();
    let first = word(opens);
    let pronoun = matches!(
        first.as_str(),
        "he" | "she"
            | "it"
            | "they"
            | "this"
            | "that"
            | "these"
            | "those"
            | "his"
            | "her"
            | "their"
            | "its"
            | "such"
            | "both"
    );
    pronoun || first == "the" && matches!(sentence.tag(opens + 1), Some(Tag::NN | Tag::NNS)) && word(opens + 2) != "of"
}

/// Whether a quotation runs on from one sentence into the next.
fn runs_on(analysis: &Analysis, here: &Sentence, next: &Sentence) -> bool {
    let over = |it: &Span| it.overlaps(here.span) && it.overlaps(next.span);
    analysis.findings.quotations.iter().any(|it| over(&it.span))
        || analysis.findings.attributions.iter().flat_map(|it| &it.content).any(over)
}

/// The sentence at `at` as a claim.
fn claim(analysis: &Analysis, at: usize) -> Option<Claim> {
    let sentence = analysis.sentences.get(at)?;
    let attribution = attribution_of(analysis, at, sentence);
    let worded = word(analysis, at, attribution)?;
    Some(Claim {
        attribution: attribution.map(|it| ClaimSource { source: it.source.clone(), mode: it.mode, stance: it.stance }),
        certainty: certainty(analysis, at),
        evidence: vec![sentence.span],
        wording: worded.wording,
        label: worded.label,
        sentence: at,
    })
}

/// Least share of a sentence that must be somebody's content for the whole to be called theirs.
const SHARE: f32 = 0.3;

/// Whether the words of an attribution are told as a deed of its source, which the newsroom reports: "urged Congress to
/// act", "backed the bill", "refused to comment".
fn is_deed(it: &Attribution) -> bool {
    it.mode == Mode::Indirect
        && matches!(it.stance, Stance::Demands | Stance::Supports | Stance::Promises | Stance::Declines)
}

/// Who says most of the sentence: the certain attribution whose content covers the largest part of it.
pub(super) fn attribution_of<'a>(analysis: &'a Analysis, at: usize, sentence: &Sentence) -> Option<&'a Attribution> {
    let shared = |it: &Attribution| {
        let common = |span: &Span| span.end.min(sentence.span.end).saturating_sub(span.start.max(sentence.span.start));
        it.content.iter().map(common).sum::<usize>() as f32 / sentence.span.len().max(1) as f32
    };
    let attributions = &analysis.findings.attributions;
    // Content may run on into the next sentences of a quotation, so the cue's sentence may come a little before.
    let near = attributions.iter().filter(|it| it.sentence.abs_diff(at) <= 12);
    let certain = near.filter(|it| it.source.certain && it.source.kind != SourceKind::Newsroom && !is_deed(it));
    certain
        .map(|it| (shared(it), it))
        .filter(|(share, it)| *share >= SHARE || (it.sentence == at && *share > 0.1 && opens(it, sentence)))
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.sentence.cmp(&a.1.sentence)))
        .map(|(_, it)| it)
}

/// Whether the source is what the sentence begins with: then the whole is about what they say.
fn opens(attribution: &Attribution, sentence: &Sentence) -> bool {
    attribution.source.mention.start < sentence.span.start + 12
}

/// The strongest hedge in the sentence, numbers' approximators apart.
fn certainty(analysis: &Analysis, at: usize) -> Certainty {
    let hedges = analysis.findings.hedges.iter().filter(|it| it.sentence == at && it.kind != HedgeKind::Approximate);
    hedges.map(|it| it.kind).min().map_or(Certainty::Stated, Certainty::Hedged)
}

//! Open questions: what the article itself shows to be unresolved, worded as real questions.

mod coming;
mod contested;
mod draft;
mod embedded;
mod invert;
mod pending;
mod phrase;
mod pronoun;
mod topic;
mod unknown;
mod wanted;
mod withheld;

use std::ops::Range;

use super::wording::Wording;
use crate::Analysis;
use crate::analyse::attribution::SourceKind;
use crate::analyse::clause::Words;
use crate::analyse::cue::CueSet;
use crate::segment::SentenceKind;
use crate::segment::tag::Tag;
use crate::span::Span;
use draft::{Desk, Draft};

/// Why a question is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Nobody has dealt with it ("has not been discussed", "did not take into account").
    Unaddressed,
    /// To be decided.
    Undecided,
    /// Somebody will not say.
    DeclinedToSay,
    /// Nobody knows.
    Unknown,
    /// The sides contradict each other.
    Disputed,
    /// Time will show ("is expected to rule in May").
    Pending,
    /// It depends on something.
    Conditional,
}

/// One open question.
#[derive(Clone, Debug)]
pub struct OpenQuestion {
    /// Why it is open.
    pub kind: QuestionKind,
    /// The question, 3 to 30 words, ends with "?".
    pub wording: Wording,
    /// The sentence that shows it to be open.
    pub evidence: Span,
    /// Higher is more important.
    pub score: f32,
}

/// A question that a sentence may stand for.
struct Candidate {
    kind: QuestionKind,
    /// How surely the article leaves it open.
    weight: f32,
    draft: Draft,
}

impl Candidate {
    fn new(kind: QuestionKind, weight: f32, draft: Draft) -> Self {
        Self { kind, weight, draft }
    }
}

/// Below this a question is not worth asking.
const FLOOR: f32 = 0.8;

/// The `most` most important open questions.
pub fn ask(analysis: &Analysis, most: usize) -> Vec<OpenQuestion> {
    let mut questions: Vec<OpenQuestion> = Vec::new();
    let mut cues = analysis.findings.cues.as_slice();
    let topic = topic::of(analysis);
    let mut candidates = Vec::new();
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let count = cues.iter().take_while(|it| it.sentence <= index).count();
        let (here, later) = cues.split_at_checked(count).unwrap_or((cues, &[]));
        cues = later;
        let asked = sentence.text(&analysis.article).trim_end_matches(['"', '”', '’', '\'']).ends_with('?');
        if sentence.kind != SentenceKind::Body || here.is_empty() || asked {
            continue;
        }
        let words = Words::new(&analysis.article, sentence);
        let mut kinds = vec![CueSet::default(); sentence.tokens.len()];
        for cue in here.iter().filter(|it| it.sentence == index) {
            if let Some(it) = kinds.get_mut(cue.token) {
                *it = cue.kinds;
            }
        }
        let desk = Desk { analysis, words, sentence: index, cues: kinds, topic };
        embedded::find(&desk, &mut candidates);
        withheld::find(&desk, &mut candidates);
        unknown::find(&desk, &mut candidates);
        pending::find(&desk, &mut candidates);
        wanted::find(&desk, &mut candidates);
        coming::find(&desk, &mut candidates);
        contested::find(&desk, &mut candidates);
        candidates.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let standing = standing(&desk);
        let best = candidates.drain(..).find_map(|it| Some((it.kind, it.weight, it.draft.finish(&desk)?)));
        if let Some((kind, score, wording)) = best.map(|it| (it.0, it.1 + standing, it.2)).filter(|it| it.1 >= FLOOR) {
            questions.push(OpenQuestion { kind, wording, evidence: sentence.span, score });
        }
    }
    questions.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.evidence.cmp(&b.evidence)));
    questions.truncate(most);
    questions
}

/// How much likelier than others a sentence of this make is to leave something open, as editors judged some ninety articles.
fn standing(desk: &Desk<'_>) -> f32 {
    let words = &desk.words;
    let found = &desk.analysis.findings;
    let any = |kind: CueSet| desk.cues.iter().any(|it| it.has(kind));
    let has = |list: &[&str]| (0..words.len()).any(|it| words.is_among(it, list));
    let sources = || found.attributions.iter().filter(|it| it.sentence == desk.sentence);
    let told = (0..words.len()).any(|it| words.tag(it) == Tag::VBD);
    let place = desk.sentence as f32 / desk.analysis.sentences.len().max(1) as f32;
    let mut sum = 0.15 * place;
    sum += if any(CueSet::NOT) { 0.25 } else { 0.0 };
    sum += if words.is(0, &["but"]) || has(&["however"]) { 0.2 } else { 0.0 };
    sum += if has(&["if"]) { 0.25 } else { 0.0 };
    sum += if has(&["expected", "likely", "unlikely", "expects"]) { 0.2 } else { 0.0 };
    sum -= if told { 0.2 } else { 0.0 };
    sum -= if sources().any(|it| it.source.kind == SourceKind::Anonymous) { 0.2 } else { 0.0 };
    sum - if sources().next().is_none() { 0.15 } else { 0.0 }
}

impl Desk<'_> {
    /// What token `i` may be a sign of.
    fn cue(&self, i: usize) -> CueSet {
        self.cues.get(i).copied().unwrap_or_default()
    }

    /// Whether token `i` may be a sign of one of `kinds`.
    fn has(&self, i: usize, kinds: CueSet) -> bool {
        self.cue(i).has(kinds)
    }

    /// Whether what `i` would make known is kept back: it is negated or declined, or cannot be.
    fn withheld(&self, i: usize) -> bool {
        let words = &self.words;
        for at in (i.saturating_sub(9)..=i).rev() {
            if self.has(at, CueSet::NOT.or(CueSet::HINDER).or(CueSet::DECLINE)) {
                return true;
            }
            let boundary = words.is_comma(at)
                || words.is(at, &["and", "but", "that", "while"])
                || words.is_break(at)
                || words.is_quote_mark(at);
            if boundary && at < i {
                return false;
            }
        }
        false
    }

    /// Whether token `i` stands inside quotation marks.
    fn quoted(&self, i: usize) -> bool {
        let Some(token) = self.words.sentence.token(i) else { return false };
        self.analysis.findings.quotations.iter().any(|it| it.span.contains(token.span))
    }

    /// The subject of the verb that governs what stands at `i`.
    fn subject_left(&self, i: usize) -> Option<Range<usize>> {
        let words = &self.words;
        let finite = (i.saturating_sub(12)..i).rev().find(|&it| words.is_finite(it))?;
        // "has been", "did not": the first of the group.
        let first =
            (finite.saturating_sub(3)..finite).find(|&it| words.is_finite(it) && words.group(it).main >= finite);
        words.subject(first.unwrap_or(finite))
    }
}

//! Open questions: what the article itself shows to be unresolved, worded as real questions.

mod contested;
mod draft;
mod embedded;
mod invert;
mod pending;
mod phrase;
mod pronoun;
mod topic;
mod withheld;

use std::ops::Range;

use super::wording::Wording;
use crate::Analysis;
use crate::analyse::clause::{NOT, Words};
use crate::analyse::cue::CueSet;
use crate::segment::SentenceKind;
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
const FLOOR: f32 = 1.3;

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
        let desk = Desk { analysis, words, sentence: index, cues: here, topic };
        embedded::find(&desk, &mut candidates);
        withheld::find(&desk, &mut candidates);
        pending::find(&desk, &mut candidates);
        contested::find(&desk, &mut candidates);
        candidates.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let best = candidates.drain(..).find_map(|it| Some((it.kind, it.weight, it.draft.finish(&desk)?)));
        if let Some((kind, score, wording)) = best.filter(|it| it.1 >= FLOOR) {
            questions.push(OpenQuestion { kind, wording, evidence: sentence.span, score });
        }
    }
    questions.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.evidence.cmp(&b.evidence)));
    questions.truncate(most);
    questions
}

impl Desk<'_> {
    /// What token `i` may be a sign of.
    fn cue(&self, i: usize) -> CueSet {
        self.cues.iter().find(|it| it.token == i).map(|it| it.kinds).unwrap_or_default()
    }

    /// Whether what `i` would make known is kept back: it is negated or declined, or cannot be.
    fn withheld(&self, i: usize) -> bool {
        let words = &self.words;
        for at in (i.saturating_sub(9)..=i).rev() {
            if words.is(at, &NOT) || words.is(at, &HINDRANCES) || self.cue(at).has(CueSet::DECLINE) {
                return true;
            }
            let boundary =
                words.is(at, &[",", "and", "but", "that", "while"]) || words.is_break(at) || words.is_quote_mark(at);
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

/// Words that keep an answer back: "nobody knows", "too early to tell", "no details".
const HINDRANCES: [&str; 18] = [
    "no",
    "nobody",
    "none",
    "neither",
    "little",
    "without",
    "unable",
    "impossible",
    "difficult",
    "hard",
    "early",
    "premature",
    "unwilling",
    "failed",
    "fails",
    "few",
    "hardly",
    "refusal",
];

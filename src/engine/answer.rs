//! Answers: the sentence of the article that supplies what was asked, or an honest "the article does not say".

mod word;
mod stem;
pub(crate) mod table;
mod encoder;
mod ask;
mod index;
mod feature;
pub(crate) mod forest;
mod short;
mod thread;
pub mod view;

use serde::Serialize;

use crate::Analysis;
use crate::answer::ask::Asked;
use crate::answer::feature::Match;
use crate::answer::forest::Forest;
use crate::answer::index::Index;
use crate::article::Quote;
use crate::span::Span;

/// Whether the article answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// It does, and the evidence shows it.
    Grounded,
    /// It does not say.
    NotInArticle,
}

/// One earlier exchange of the thread.
#[derive(Clone, Debug)]
pub struct Turn {
    /// What was asked.
    pub question: String,
    /// The evidence that was shown, if any.
    pub evidence: Option<Span>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Grounded or not.
    pub kind: AnswerKind,
    /// The sentence that answers; `None` exactly when `kind` is `NotInArticle`.
    pub evidence: Option<Quote>,
    /// The words in the evidence that supply what was asked, when that is certain.
    pub short: Option<Span>,
    /// With a refusal: the nearest passages.
    pub nearest: Vec<Quote>,
    /// How likely it is that the best sentence answers, as a logit: to choose between answers from several articles.
    pub likelihood: f32,
}

/// Answers `question` from the article alone; `thread` is the talk so far, oldest first.
///
/// Makes the article ready each time: to ask more than once, keep a [`Reader`].
pub fn answer(analysis: &Analysis, question: &str, thread: &[Turn]) -> Answer {
    Reader::of(analysis).answer(analysis, question, thread)
}

/// An article made ready for questions; making it ready takes longer than a question.
#[derive(Clone, Debug)]
pub struct Reader {
    index: Index,
}

/// Ranks the lines of an article as answers to a question.
static RANK: Forest = Forest::new(include_bytes!("answer/model/rank.bin"));
/// Judges whether the best line answers at all.
static JUDGE: Forest = Forest::new(include_bytes!("answer/model/judge.bin"));
/// Below this the article does not say. Chosen so that answering and keeping silent are equally often right on
/// articles that the trees have not seen (`answer/model/README.md`).
const ENOUGH: f32 = -1.15;
/// How many lines the trees look at: those that are roughly nearest.
const CANDIDATES: usize = 16;
/// How many passages go with a refusal.
const NEAREST: usize = 2;

impl Reader {
    /// Makes an article ready; time grows linearly with the text.
    pub fn of(analysis: &Analysis) -> Self {
        Self { index: Index::of(analysis) }
    }

    /// Answers from the article that this reader was made of.
    pub fn answer(&self, analysis: &Analysis, question: &str, thread: &[Turn]) -> Answer {
        let question = thread::in_full(analysis.article.text(), question, thread);
        let asked = Asked::of(&question, &self.index.encoder);
        let found = Match::of(&self.index, &asked);
        let ranked = ranked(&found);
        let quote = |line: &Ranked| {
            let span = self.index.lines.get(line.at)?.span;
            analysis.article.quote(span)
        };
        let likelihood = if asked.is_readable() { judged(&found, &ranked) } else { f32::NEG_INFINITY };
        let enough = likelihood >= ENOUGH;
        let evidence = ranked.first().filter(|_| enough).and_then(quote);
        match evidence {
            Some(evidence) => {
                let short = short::supplied(analysis, &asked, evidence.span());
                Answer { kind: AnswerKind::Grounded, evidence: Some(evidence), short, nearest: Vec::new(), likelihood }
            }
            None => Answer {
                kind: AnswerKind::NotInArticle,
                evidence: None,
                short: None,
                nearest: ranked.iter().take(NEAREST).filter_map(quote).collect(),
                likelihood,
            },
        }
    }

    /// Measures a question, for training only.
    pub fn measure(&self, question: &str) -> Measured {
        let asked = Asked::of(question, &self.index.encoder);
        let found = Match::of(&self.index, &asked);
        let lines = found.candidates(CANDIDATES);
        let lines = lines.into_iter().filter_map(|at| {
            let mut row = Vec::new();
            found.features(at, &mut row);
            Some((self.index.lines.get(at)?.span, row))
        });
        let mut overall = Vec::new();
        found.overall(&mut overall);
        Measured { lines: lines.collect(), overall }
    }
}

/// A candidate with the trees' opinion of it.
struct Ranked {
    at: usize,
    value: f32,
    row: Vec<f32>,
}

fn ranked(found: &Match<'_>) -> Vec<Ranked> {
    let mut ranked: Vec<Ranked> = found
        .candidates(CANDIDATES)
        .into_iter()
        .map(|at| {
            let mut row = Vec::new();
            found.features(at, &mut row);
            Ranked { at, value: RANK.value(&row), row }
        })
        .collect();
    ranked.sort_by(|a, b| b.value.total_cmp(&a.value).then(a.at.cmp(&b.at)));
    ranked
}

/// How likely it is that the best candidate answers, as a logit.
fn judged(found: &Match<'_>, ranked: &[Ranked]) -> f32 {
    let Some(best) = ranked.first() else { return f32::NEG_INFINITY };
    let mut row = best.row.clone();
    row.push(best.value);
    for place in [1, 2, 4] {
        row.push(ranked.get(place).map_or(9.0, |it| best.value - it.value));
    }
    found.overall(&mut row);
    JUDGE.value(&row)
}

/// What is measured of a question against an article, for `answer/model/train.py`.
#[derive(Clone, Debug)]
pub struct Measured {
    /// The features of each candidate and where it stands.
    pub lines: Vec<(Span, Vec<f32>)>,
    /// The features of the question against the whole article.
    pub overall: Vec<f32>,
}

/// The names of the features of a line, in order, for `answer/model/train.py`.
pub fn feature_names() -> &'static [&'static str] {
    &feature::NAMES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Metadata, Region, RegionKind};
    use crate::lexicon::Lexicon;

    const STORY: &str = "Bridge closes after crack is found\n\
        The Harwell bridge was shut on Tuesday after engineers found a crack in one of its steel beams.\n\
        Mayor Dora Finch said the repair would cost about $3.2 million and take six weeks.\n\
        \"We could not let one more truck across,\" said Owen Pryce, the county's chief engineer.\n\
        Roughly 14,000 drivers used the crossing every day, and a ferry will carry people on foot for free.\n\
        The beams were last inspected in 2019.";

    fn story() -> Analysis {
        let mut regions = Vec::new();
        let mut at = 0;
        for line in STORY.split('\n') {
            let kind = if at == 0 { RegionKind::Headline } else { RegionKind::Body };
            regions.push(Region { span: Span::new(at, at + line.len()), kind });
            at += line.len() + 1;
        }
        Analysis::of(Article::new(STORY.to_owned(), regions, Metadata::default()), &Lexicon::embedded())
    }

    #[test]
    fn the_story_answers() {
        let analysis = story();
        let reader = Reader::of(&analysis);
        for (question, start) in [
            ("How much will it cost to fix the bridge?", "Mayor Dora Finch"),
            ("Why was the bridge shut?", "The Harwell bridge"),
            ("How many drivers go over it each day?", "Roughly 14,000"),
            ("When were the beams last checked?", "The beams were"),
        ] {
            let answer = reader.answer(&analysis, question, &[]);
            let evidence = answer.evidence.as_ref().map(|it| it.exact.as_str()).unwrap_or_default();
            assert!(evidence.starts_with(start), "{question}: {answer:?}");
            assert_eq!(answer.kind, AnswerKind::Grounded);
        }
    }

    #[test]
    fn the_story_is_silent() {
        let analysis = story();
        let reader = Reader::of(&analysis);
        let long = "why ".repeat(100_000);
        for question in [
            "",
            "???",
            "   \n\t",
            "Wie heißt der Bürgermeister von Berlin?",
            "qwx zzkrt plmfn vbnth?",
            "\u{0}\u{202e}\u{1f600}",
            "Has the Kremlin answered?",
            long.as_str(),
        ] {
            let answer = reader.answer(&analysis, question, &[]);
            assert_eq!(answer.kind, AnswerKind::NotInArticle, "{question:.40}");
            assert!(answer.evidence.is_none() && answer.nearest.len() <= NEAREST);
        }
        let empty = Analysis::of(Article::default(), &Lexicon::embedded());
        assert_eq!(super::answer(&empty, "Who?", &[]).kind, AnswerKind::NotInArticle);
    }

    #[test]
    fn headings_are_no_evidence() {
        let analysis = story();
        let answer = super::answer(&analysis, "Did the bridge close after a crack was found?", &[]);
        assert!(answer.evidence.is_none_or(|it| it.start > 34));
    }
}

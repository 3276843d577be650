//! Open questions: what the article itself shows to be unresolved, worded as real questions.

mod aim;
mod coming;
mod contested;
mod draft;
mod embedded;
pub mod feature;
mod general;
mod invert;
mod noun;
mod pending;
mod phrase;
mod pronoun;
mod reply;
mod topic;
mod unknown;
mod wanted;
mod weights;
mod withheld;

use std::ops::Range;

use super::wording::Wording;
use crate::Analysis;
use crate::analyse::clause::Words;
use crate::analyse::cue::CueSet;
use crate::segment::SentenceKind;
use crate::segment::tag::Tag;
use crate::span::Span;
use draft::{Desk, Draft};
use feature::{Drafts, Features};

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

/// A sentence with all that may be asked of it.
struct Sheet<'a> {
    desk: Desk<'a>,
    /// Surest first.
    candidates: Vec<Candidate>,
    row: Features,
}

impl Sheet<'_> {
    /// The surest question that can be worded well, with what is surer about it.
    fn best(&self) -> Option<(QuestionKind, Wording, f32)> {
        self.candidates.iter().find_map(|it| Some((it.kind, it.draft.finish(&self.desk)?, it.weight)))
    }
}

/// Log-odds below which a question is not asked, once there are [`LEAST`].
const FLOOR: f32 = -0.9;
/// Log-odds below which none is asked at all.
const LOWEST: f32 = -2.0;
/// As many are asked of any story that leaves as many open.
const LEAST: usize = 5;

/// The `most` most important open questions.
pub fn ask(analysis: &Analysis, most: usize) -> Vec<OpenQuestion> {
    let mut order: Vec<(f32, Sheet<'_>)> = sheets(analysis).into_iter().map(|it| (score(&it.row), it)).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.desk.sentence.cmp(&b.1.desk.sentence)));
    let mut questions: Vec<OpenQuestion> = Vec::new();
    let mut asked: Vec<Vec<String>> = Vec::new();
    for (score, sheet) in order {
        let enough = score < if questions.len() < LEAST { LOWEST } else { FLOOR };
        if questions.len() >= most || enough {
            break;
        }
        let Some((kind, wording, _)) = sheet.best() else { continue };
        let words = telling(&wording.render(analysis));
        if asked.iter().any(|it| repeats(it, &words)) {
            continue;
        }
        asked.push(words);
        questions.push(OpenQuestion { kind, wording, evidence: sheet.desk.words.sentence.span, score });
    }
    questions
}

/// The words of a question that carry its meaning, sorted.
fn telling(question: &str) -> Vec<String> {
    let words = question.split(|c: char| !c.is_alphanumeric()).filter(|it| it.len() > 3);
    let mut words: Vec<String> = words.map(str::to_lowercase).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Whether two questions ask the same: most words of the shorter one stand in the other.
fn repeats(a: &[String], b: &[String]) -> bool {
    let common = a.iter().filter(|it| b.binary_search(it).is_ok()).count();
    3 * common > 2 * a.len().min(b.len())
}

/// The model's log-odds that an editor would ask of a sentence.
fn score(row: &Features) -> f32 {
    row.iter().zip(weights::WEIGHTS).map(|(a, b)| a * b).sum::<f32>() + feature::outspoken(row)
}

/// Features for training: of each sentence its index, its row, and the question that would be asked of it.
pub fn rows(analysis: &Analysis) -> Vec<(usize, Features, Option<String>)> {
    let sheets = sheets(analysis);
    let of = |it: &Sheet<'_>| {
        (it.desk.sentence, it.row, it.best().map(|it| format!("{:.1} {:?} {}", it.2, it.0, it.1.render(analysis))))
    };
    sheets.iter().map(of).collect()
}

/// All sentences of the body but those that ask themselves, each with its candidates and its row.
fn sheets(analysis: &Analysis) -> Vec<Sheet<'_>> {
    let found = feature::Found::of(analysis);
    let mut cues = analysis.findings.cues.as_slice();
    let topic = topic::of(analysis);
    let mut sheets = Vec::with_capacity(analysis.sentences.len());
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let count = cues.iter().take_while(|it| it.sentence <= index).count();
        let (here, later) = cues.split_at_checked(count).unwrap_or((cues, &[]));
        cues = later;
        if sentence.kind != SentenceKind::Body {
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
        let mut candidates = Vec::new();
        let asked = sentence.text(&analysis.article).trim_end_matches(['"', '”', '’', '\'']).ends_with('?');
        if !asked {
            embedded::find(&desk, &mut candidates);
            withheld::find(&desk, &mut candidates);
            unknown::find(&desk, &mut candidates);
            pending::find(&desk, &mut candidates);
            wanted::find(&desk, &mut candidates);
            coming::find(&desk, &mut candidates);
            contested::find(&desk, &mut candidates);
            general::find(&desk, &mut candidates);
            noun::find(&desk, &mut candidates);
            aim::find(&desk, &mut candidates);
            reply::find(&desk, &mut candidates);
        }
        candidates.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let drafts = Drafts { best: candidates.first().map_or(0.0, |it| it.weight), count: candidates.len() };
        let row = feature::row(analysis, &found, index, sentence, &desk.cues, drafts);
        sheets.push(Sheet { desk, candidates, row });
    }
    sheets
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
        let finite = first.unwrap_or(finite);
        words.subject(finite).or_else(|| antecedent(words, finite)).filter(|it| invert::stands(words, it))
    }
}

/// "Labour, which denies": what a relative clause hangs on, where nothing but its comma stands between.
fn antecedent(words: &Words<'_>, finite: usize) -> Option<Range<usize>> {
    let relative = finite.checked_sub(1).filter(|&it| words.is(it, &["which", "who"]))?;
    let comma = relative.checked_sub(1).filter(|&it| words.is_comma(it))?;
    let start = (comma.saturating_sub(6)..comma).find(|&it| words.base_phrase(it) == comma)?;
    let pointed = matches!(words.tag(start), Tag::DT | Tag::PRPS | Tag::NNP | Tag::NNPS);
    pointed.then_some(start..comma)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Known, from_text};
    use crate::lexicon::Lexicon;

    /// An article of these sentences, a paragraph each, under a plain heading.
    fn analysis(sentences: &[&str]) -> Analysis {
        let text =
            format!("A Heading of the Story\n\n{}\n\nThis is another sentence of the story.", sentences.join("\n\n"));
        Analysis::of(from_text(&text, &Known::default()).unwrap(), &Lexicon::embedded())
    }

    /// What would be asked of a sentence, whatever its rank.
    fn asked(sentence: &str) -> String {
        let analysis = analysis(&["The council met in the town hall on Monday evening.", sentence]);
        let sheets = sheets(&analysis);
        let sheet = sheets.iter().find(|it| it.desk.words.sentence.text(&analysis.article) == sentence);
        sheet.and_then(Sheet::best).map_or_else(String::new, |it| it.1.render(&analysis))
    }

    #[test]
    fn questions_by_kind() {
        let check = |sentence: &str, expected: &str| assert_eq!(asked(sentence), expected, "{sentence}");
        check("The ministry did not say how the money would be spent.", "How would the money be spent?");
        check(
            "The union will strike again if the board rejects the offer.",
            "Will the union strike if the board rejects the offer?",
        );
        check("The league said the rule had been broken by two clubs.", "Has the rule been broken by two clubs?");
        check(
            "Residents voiced concerns about the noise of the new road.",
            "Are the concerns about the noise of the new road justified?",
        );
        check("The dispute over the new harbour continues.", "How will the dispute over the new harbour end?");
        check("Smith leads Brown by nine points.", "Can Brown catch up with Smith?");
        check("The firm has been told to repay the grant by Friday.", "Will the firm repay the grant by Friday?");
        check(
            "The minister has defended plans to close the ferry line.",
            "Are the plans to close the ferry line justified?",
        );
        check("The board said it expects the deal to close in May.", "Will the deal close in May?");
        check("The ministry has plans to sell the two ferries.", "Will the ministry sell the two ferries?");
        check(
            "Many residents worry about the noise of the new road.",
            "Are the concerns about the noise of the new road justified?",
        );
        check(
            "Whether the mission, whose mandate expires in May, will be extended remains unclear.",
            "Will the mission be extended?",
        );
        check(
            "A poll showed Anna Brown leading John Smith, 46 percent to 40 percent.",
            "Can John Smith catch up with Anna Brown?",
        );
        check("The union criticised the council.", "How will the council respond to the criticism?");
        check("The mayor blamed the flood on the firm.", "Is the firm to blame for the flood?");
        check("She declined to say who had filled in the crater.", "Who has filled in the crater?");
        check("Some of the supporters remain reluctant to vote.", "Will some of the supporters vote?");
        check(
            "The minister could send a team if the rebels stayed away.",
            "Could the minister send a team if the rebels stayed away?",
        );
        check("The bridge may well be closed for months.", "Will the bridge be closed for months?");
    }

    #[test]
    fn nothing_is_asked_where_no_good_question_can_be_made() {
        for sentence in [
            "Brown said a minerals deal would repay the town.",
            "He said it was.",
            "It rained.",
            "“We do,” they said.",
            "This would be it.",
        ] {
            assert_eq!(asked(sentence), "", "{sentence}");
        }
    }

    #[test]
    fn what_is_said_to_be_open_comes_before_what_is_told() {
        let analysis = analysis(&[
            "The old mill was built of stone in 1848.",
            "The council did not say how the new mill would be paid for.",
            "Visitors ate cake in the yard and looked at the wheel.",
        ]);
        let first = ask(&analysis, 7).first().map(|it| it.wording.render(&analysis));
        assert_eq!(first.as_deref(), Some("How would the new mill be paid for?"));
    }

    #[test]
    fn nothing_is_asked_twice() {
        let analysis = analysis(&[
            "The council did not say how the bridge would be repaired.",
            "It is unclear how the bridge would be repaired.",
        ]);
        assert_eq!(ask(&analysis, 7).iter().filter(|it| it.wording.render(&analysis).contains("repaired")).count(), 1);
    }
}

//! From a sentence and its attribution to the wording of a claim.

use super::shorten::{Kept, is_finite};
use super::{Piece, Wording};
use crate::Analysis;
use crate::analyse::attribution::{Attribution, Stance};
use crate::analyse::entity::{Entity, MentionForm};
use crate::segment::Sentence;
use crate::segment::rel::Rel;
use crate::span::Span;

/// A claim's wording.
#[derive(Clone, Debug)]
pub struct Worded {
    /// The words.
    pub wording: Wording,
    /// How its source is to be shown.
    pub label: Label,
}

/// How a claim's source is shown with its wording.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// Not at all: the words name it themselves, or the newsroom says it.
    #[default]
    None,
    /// Before the words, with a colon: "Brian Hughes (spokesman): …".
    Before,
    /// As the subject of the words, without a colon: "Brian Hughes (spokesman) did not confirm …".
    Subject,
}

/// The most characters of a claim's wording.
const MOST: usize = 240;

/// Above so many characters asides are deleted for the reader's sake.
const EASY: usize = 170;

/// The most tokens of a sentence that is tried.
const LONGEST: usize = 160;

/// Words the sentence at `at` as a claim of at most 240 characters, by deletion and by naming whom pronouns stand
/// for. `None` when that can't be done without losing a negation, a hedge or a condition.
pub fn word(analysis: &Analysis, at: usize, attribution: Option<&Attribution>) -> Option<Worded> {
    let sentence = analysis.sentences.get(at)?;
    // What goes on for longer can't be shortened to a claim, and trying would cost the square of its length.
    if sentence.tokens.len() > LONGEST {
        return None;
    }
    let here = attribution.filter(|it| it.cue.is_some_and(|cue| sentence.span.contains(cue)));
    let content = attribution.and_then(|it| content_alone(analysis, sentence, it)).map(|span| (span, Label::Before));
    let own = if here.is_some() { Label::None } else { Label::Before };
    let whole = (sentence.span, if attribution.is_some() { own } else { Label::None });
    let predicate = here.and_then(|it| predicate(sentence, it)).map(|span| (span, Label::Subject));
    let first = attribution.and_then(|it| first_content(analysis, sentence, it)).map(|span| (span, Label::Before));
    [content, Some(whole), predicate, first].into_iter().flatten().find_map(|(span, label)| {
        let kept = Kept::all(analysis, sentence, span).without_tie().within(EASY, 2).within(MOST, u8::MAX);
        // A wording that names nobody must not be said to be somebody's.
        let cue = here.and_then(|it| it.cue).filter(|_| label == Label::None);
        if cue.is_some_and(|cue| !kept.spans().iter().any(|it| it.overlaps(cue))) {
            return None;
        }
        let mut pieces = named(analysis, at, kept.spans());
        finish(analysis, &mut pieces);
        let wording = Wording { pieces };
        let words = wording.render(analysis);
        let fits = words.chars().count() <= MOST && words.contains(char::is_alphanumeric);
        fits.then_some(Worded { wording, label })
    })
}

/// What a source says before the cue breaks it, when that is a whole statement at the beginning of the sentence.
fn first_content(analysis: &Analysis, sentence: &Sentence, attribution: &Attribution) -> Option<Span> {
    let (first, cue) = (attribution.content.first()?, attribution.cue?);
    let finite = |at: usize| sentence.tag(at).is_some_and(is_finite);
    let stated = sentence.tokens_in(*first).any(finite);
    let opens = first.start <= sentence.span.start + 3 && first.end <= cue.start && sentence.span.contains(*first);
    let torn = |it: Span| it.overlaps(*first) && !first.contains(it);
    let quoted = analysis.findings.quotations.iter().any(|it| torn(it.outer));
    let unsaid = matches!(attribution.stance, Stance::Denies | Stance::Declines | Stance::Opposes);
    let own = ["he", "she", "they", "his", "her", "their", "it", "its", "we", "i"];
    let article = &analysis.article;
    let of_source = sentence.tokens_in(*first).any(|at| own.contains(&sentence.lower(article, at).as_str()));
    (stated && opens && !quoted && !unsaid && !of_source && first.len() >= SHORTEST).then_some(*first)
}

/// The fewest bytes of a statement that stands for a longer sentence.
const SHORTEST: usize = 50;

/// What follows the source when the sentence opens with it: the label then stands for the subject.
fn predicate(sentence: &Sentence, attribution: &Attribution) -> Option<Span> {
    let mention = attribution.source.mention;
    let opens = mention.start == sentence.span.start && mention.end < sentence.span.end;
    let next = sentence.token_at(mention.end).and_then(|it| sentence.token(it))?;
    let verb = super::shorten::is_finite(next.tag);
    (opens && verb).then(|| Span::new(next.span.start, sentence.span.end))
}

/// The content alone, when the rest of the sentence is nothing but a plain attribution ("…, X said.", "X said that …",
/// "according to X, …") and the content does not speak of its source by a pronoun.
fn content_alone(analysis: &Analysis, sentence: &Sentence, attribution: &Attribution) -> Option<Span> {
    let article = &analysis.article;
    let cue = attribution.cue.filter(|it| sentence.span.contains(*it));
    if let Some(cue) = cue {
        let words = article.slice(cue).to_lowercase();
        let plain = [
            "said",
            "says",
            "say",
            "told",
            "tells",
            "added",
            "adds",
            "according to",
            "wrote",
            "stated",
            "explained",
            "tweeted",
        ];
        let is_plain = attribution.stance == Stance::Says
            && plain.iter().any(|it| words == *it || words.ends_with(&format!(" {it}")));
        if !is_plain {
            return None;
        }
    }
    let [content] = attribution.content.as_slice() else { return None };
    let content = Span::new(content.start.max(sentence.span.start), content.end.min(sentence.span.end));
    if content.len() * 10 < sentence.span.len() * 3 || content.len() < 25 {
        return None;
    }
    let words = article.slice(content).trim_start();
    let opens = words.split_whitespace().next().unwrap_or_default();
    // "said in a statement that …" leaves a clause; a bare infinitive or a fragment does not stand alone.
    if matches!(opens, "to" | "that" | "how" | "what" | "whether" | "if" | "when" | "why" | "where" | "who") {
        return None;
    }
    let tokens = sentence.tokens_in(content);
    // A clause with a subject and a verb of its own, or words in quotation marks from end to end.
    let tops = tokens.clone().filter(|at| sentence.head(*at).is_none_or(|it| !tokens.contains(&it)));
    let clause = |at: usize| {
        let subject = sentence.children(at).any(|it| {
            matches!(sentence.rel(it), Some(Rel::Nsubj | Rel::NsubjPass | Rel::Expl)) && tokens.contains(&it)
        });
        let finite = |it: usize| sentence.tag(it).is_some_and(super::shorten::is_finite);
        subject && (finite(at) || sentence.children(at).any(finite))
    };
    let stands = opens.starts_with(['"', '“']) || tops.into_iter().any(clause);
    // What is left out must be the attribution and nothing else that matters.
    let outside = |at: &usize| !tokens.contains(at);
    let lost = (0..sentence.tokens.len()).filter(outside).any(|at| super::loss::holds(&sentence.lower(article, at)));
    let quoted = |at: usize| {
        let span = sentence.token(at).map(|it| it.span).unwrap_or_default();
        analysis.findings.quotations.iter().any(|it| it.outer.contains(span))
    };
    let own = ["he", "she", "they", "his", "her", "their", "him", "them", "it", "its", "we", "i"];
    let speaks_of_source = tokens.clone().any(|at| !quoted(at) && own.contains(&sentence.lower(article, at).as_str()));
    (stands && !lost && !speaks_of_source).then_some(content)
}

/// The kept spans as pieces; the first pronoun outside quotation marks that stands for a name not yet mentioned is replaced.
fn named(analysis: &Analysis, at: usize, spans: &[Span]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut done: Vec<usize> = Vec::new();
    for span in spans {
        let mut from = span.start;
        for (id, mention) in mentions_in(analysis, at, *span) {
            if done.contains(&id) {
                continue;
            }
            done.push(id);
            let Some(entity) = analysis.findings.entities.get(id) else { continue };
            if mention.form != MentionForm::Pronoun || mention.span.start < from {
                continue;
            }
            let Some(possessive) = replaceable(analysis, mention.span) else { continue };
            let before = Span::new(from, mention.span.start).trimmed(analysis.article.text());
            if !before.is_empty() {
                pieces.push(Piece::Kept(before));
            }
            pieces.push(Piece::Named { at: mention.span, by: name_of(entity), possessive });
            from = mention.span.end;
        }
        let rest = Span::new(from, span.end).trimmed(analysis.article.text());
        if !rest.is_empty() {
            pieces.push(Piece::Kept(rest));
        }
    }
    pieces
}

/// The mentions in one sentence's span, outside quotation marks, in order.
fn mentions_in(analysis: &Analysis, at: usize, span: Span) -> Vec<(usize, crate::analyse::entity::Mention)> {
    let entities = analysis.findings.entities.iter().enumerate();
    let quoted = |it: Span| analysis.findings.quotations.iter().any(|q| q.outer.contains(it));
    let mut found: Vec<_> = entities
        .flat_map(|(id, it)| it.mentions.iter().map(move |mention| (id, *mention)))
        .filter(|(_, it)| it.sentence == at && span.contains(it.span) && !quoted(it.span))
        .collect();
    found.sort_by_key(|(_, it)| it.span);
    found
}

/// Whether a pronoun may be replaced, and whether by the possessive. "her" is left: it may be either.
fn replaceable(analysis: &Analysis, pronoun: Span) -> Option<bool> {
    match analysis.article.slice(pronoun).to_lowercase().as_str() {
        "he" | "she" | "him" | "they" | "them" | "it" => Some(false),
        "his" | "their" | "its" => Some(true),
        _ => None,
    }
}

fn name_of(entity: &Entity) -> Span {
    entity.name
}

/// Ends the wording: a comma at the end or before the closing quotation mark goes. The full stop that is then missing is
/// the renderer's to add, so that the wording itself stays the article's.
fn finish(analysis: &Analysis, pieces: &mut Vec<Piece>) {
    let text = analysis.article.text();
    if let [.., Piece::Kept(_), Piece::Kept(stop)] = pieces.as_slice()
        && stop.of(text) == "."
    {
        pieces.pop();
    }
    let Some(Piece::Kept(last)) = pieces.last().copied() else { return };
    let words = last.of(text);
    let bare = words.trim_end_matches(['"', '”', '’', '\'']);
    let marks = Span::new(last.start + bare.len(), last.end);
    let body = bare.trim_end_matches([',', ';', ':', '—', '–', '-', ' ']);
    if body.ends_with(['.', '!', '?', '…']) && body.len() == bare.len() {
        return;
    }
    // The sentence's own full stop comes along when it follows at once.
    if marks.is_empty()
        && body.len() == words.len()
        && text.get(last.end..).is_some_and(|it| it.starts_with(['.', '!', '?']))
    {
        pieces.pop();
        pieces.push(Piece::Kept(Span::new(last.start, last.end + 1)));
        return;
    }
    pieces.pop();
    // A piece of nothing but marks leaves nothing.
    if !body.is_empty() {
        pieces.push(Piece::Kept(Span::new(last.start, last.start + body.len())));
    }
    if !marks.is_empty() {
        pieces.push(Piece::Kept(marks));
    }
}

//! The timeline: what happened or will happen when, earliest first, in the article's own words.

use std::ops::Range;

use super::Digest;
use super::wording::{self, Piece, Wording};
use crate::Analysis;
use crate::analyse::clause::{BE, Words};
use crate::analyse::date::{DateMention, Resolved};
use crate::segment::rel::Rel;
use crate::segment::tag::Tag;
use crate::segment::{Sentence, SentenceKind};
use crate::span::Span;

/// One line of the timeline.
#[derive(Clone, Debug)]
pub struct Moment {
    /// When.
    pub date: Resolved,
    /// The clause that says what happened.
    pub wording: Wording,
    /// Its sentence.
    pub evidence: Span,
}

/// Sentences of at most so many bytes are shown whole.
const SHORT: usize = 140;

/// The most characters of a clause.
const MOST: usize = 240;

/// A clause of fewer words tells too little.
const FEWEST: usize = 5;

/// The `most` telling moments, earliest first. What was merely said on a day, and what compares with a year, is no moment.
pub fn timeline(analysis: &Analysis, digest: &Digest, most: usize) -> Vec<Moment> {
    let mut ranked: Vec<(f32, Resolved, &DateMention)> = Vec::new();
    for it in analysis.findings.dates.iter().filter(|it| !it.nested) {
        let (Some(date), Some(sentence)) = (it.resolved, analysis.sentences.get(it.sentence)) else { continue };
        let claimed = digest.claims.iter().any(|claim| claim.sentence == it.sentence);
        let words = Words::new(&analysis.article, sentence);
        if sentence.kind == SentenceKind::Body
            && let Some(weight) = weight(analysis, &words, it, date, claimed)
        {
            ranked.push((weight, date, it));
        }
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut moments: Vec<(Moment, String)> = Vec::new();
    for (_, date, it) in ranked {
        if moments.len() >= most {
            break;
        }
        let Some(sentence) = analysis.sentences.get(it.sentence) else { continue };
        let tree = Words::new(&analysis.article, sentence);
        let Some(wording) = words(analysis, &tree, it).filter(|wording| tells(analysis, &tree, wording, it)) else {
            continue;
        };
        let text = wording.render(analysis);
        // Of two dates in one sentence the weightier came first.
        if !moments.iter().any(|(_, other)| *other == text) {
            moments.push((Moment { date, wording, evidence: sentence.span }, text));
        }
    }
    let mut moments: Vec<Moment> = moments.into_iter().map(|it| it.0).collect();
    moments.sort_by_key(|it| (first_day(it.date), it.evidence));
    moments
}

/// Whether the wording still holds the date, and opens with what can be understood by itself.
fn tells(analysis: &Analysis, tree: &Words<'_>, wording: &Wording, it: &DateMention) -> bool {
    let kept = |piece: &Piece| matches!(piece, Piece::Kept(span) | Piece::Lowered(span) if span.contains(it.span));
    let opening = match wording.pieces.first() {
        Some(Piece::Kept(span) | Piece::Lowered(span)) => tree.sentence.token_at(span.start),
        _ => None,
    };
    let pronoun = opening.is_some_and(|at| tree.tag(at) == Tag::PRP && !tree.is(at, &["I", "we"]));
    let fiscal = analysis.article.slice(it.span).to_lowercase().contains("fiscal");
    wording.pieces.iter().any(kept) && !pronoun && !fiscal
}

/// Sorts days among months and years: a month before its days.
fn first_day(date: Resolved) -> (i32, u32, u32) {
    use chrono::Datelike as _;
    match date {
        Resolved::Day(day) => (day.year(), day.month(), day.day()),
        Resolved::Month(year, month) => (year, month, 0),
        Resolved::Year(year) => (year, 0, 0),
    }
}

/// How telling the date is; `None` when nothing happens on it.
fn weight(analysis: &Analysis, tree: &Words<'_>, it: &DateMention, date: Resolved, claimed: bool) -> Option<f32> {
    let tokens = tree.sentence.tokens_in(it.span);
    let head = outermost(tree.sentence, tokens.clone())?;
    let governor = tree.sentence.head(head);
    let adverbial = matches!(tree.rel(head), Rel::Obl | Rel::OblUnmarked | Rel::Advmod | Rel::Advcl)
        || governor.is_some_and(|it| tree.is_verb(it));
    let published = analysis.article.metadata.date_published;
    let mut weight: f32 = match date {
        Resolved::Day(_) => 2.0,
        Resolved::Month(..) => 1.5,
        Resolved::Year(_) => 1.0,
    };
    // "2005 levels", "a 2014 study": a year before a noun dates no event of the story.
    if !adverbial && matches!(date, Resolved::Year(_)) {
        return None;
    }
    // "so far this year", "more than last year"
    if published
        .is_some_and(|day| matches!(date, Resolved::Year(year) if (year - chrono::Datelike::year(&day)).abs() <= 1))
        && !claimed
        && !it.future
    {
        return None;
    }
    if governor.is_some_and(|at| reports(tree, at)) {
        return None;
    }
    if published.is_some_and(|day| date == Resolved::Day(day)) && !claimed {
        return None;
    }
    if claimed {
        weight += 2.0;
    }
    if it.future {
        weight += 1.0;
    }
    if governor.is_some_and(|it| tree.rel(it) == Rel::Root) {
        weight += 0.5;
    }
    Some(weight - it.sentence as f32 / (analysis.sentences.len() as f32 + 1.0))
}

/// The token of `range` that hangs on one outside it.
fn outermost(sentence: &Sentence, mut range: Range<usize>) -> Option<usize> {
    let all = range.clone();
    range.find(|it| sentence.head(*it).is_none_or(|head| !all.contains(&head)))
}

/// Whether the word only says that something was said.
fn reports(tree: &Words<'_>, at: usize) -> bool {
    tree.is(
        at,
        &[
            "said",
            "says",
            "say",
            "told",
            "tells",
            "wrote",
            "tweeted",
            "added",
            "saying",
            "telling",
            "stated",
            "statement",
            "interview",
            "tweet",
            "report",
            "reported",
        ],
    )
}

/// The words that say what happened: of a long sentence the part that the date belongs to, where it is plain which that
/// is and nobody else's word; else the sentence.
fn words(analysis: &Analysis, tree: &Words<'_>, it: &DateMention) -> Option<Wording> {
    let said = analysis.findings.attributions.iter().any(|a| a.content.iter().any(|c| c.overlaps(it.span)));
    let part =
        if said || tree.sentence.span.len() <= SHORT { None } else { opening(tree, it).or_else(|| relative(tree, it)) };
    let part = part.filter(|span| stands(analysis, *span));
    part.map(Wording::kept).or_else(|| wording::word(analysis, it.sentence, None).map(|it| it.wording))
}

/// "After [its founder left the company in October], …": a clause before the first comma, without its conjunction.
fn opening(tree: &Words<'_>, it: &DateMention) -> Option<Span> {
    let sentence = tree.sentence;
    tree.is(0, &["after", "when", "since"]).then_some(())?;
    let comma = (1..tree.len()).find(|it| tree.tag(*it) == Tag::Comma)?;
    let last = comma - 1;
    let holds = sentence.tokens_in(it.span).end == comma;
    let finite = (1..comma).find(|it| tree.is_verb(*it));
    let subject = finite.is_some_and(|at| at > 1 && (1..at).any(|it| tree.is_noun(it)));
    let pronoun = tree.tag(1) == Tag::PRP;
    if holds && subject && !pronoun && last >= FEWEST { tree.span(1..comma) } else { None }
}

/// "[the document, which was given to officials on Wednesday]": a noun that is already known and what is told of it.
fn relative(tree: &Words<'_>, it: &DateMention) -> Option<Span> {
    let dated = tree.sentence.tokens_in(it.span);
    let pronoun =
        (1..dated.start).rev().find(|it| tree.is(*it, &["which", "that", "who"]) && tree.tag(*it) != Tag::DT)?;
    let noun = pronoun.checked_sub(1 + usize::from(tree.is_comma(pronoun - 1))).filter(|it| tree.is_noun(*it))?;
    let group = tree.group(tree.next_finite(pronoun + 1, dated.start)?);
    let end = tree.clause_end(group.main);
    // "said that", "which he could have": only what is told as a fact of its noun.
    let modal = tree.tag(group.finite) == Tag::MD && !tree.is(group.finite, &["will"]);
    let idle = tree.is(group.main, &BE);
    let direct = group.finite == pronoun + 1 && group.negation.is_none() && !modal && !idle;
    let inner = |it: &usize| {
        tree.is_noun(*it)
            || tree.tag(*it).is_adjective()
            || matches!(tree.tag(*it), Tag::POS | Tag::Hyphen | Tag::VBN | Tag::VBG | Tag::CD)
    };
    let first = (0..=noun).rev().take_while(inner).last()?;
    let article =
        first.checked_sub(1).filter(|it| tree.is(*it, &["the", "this", "that", "its", "their", "his", "her"]));
    let listed =
        matches!(article.unwrap_or(first).checked_sub(1), Some(it) if tree.is_comma(it) || tree.tag(it) == Tag::CC);
    let known = !listed && (article.is_some() || tree.is_name(first));
    let whole = direct && known && end >= dated.end && end > noun + FEWEST;
    if whole { tree.span(article.unwrap_or(first)..end) } else { None }
}

/// Whether a part of a sentence is neither too long nor cuts a pair of marks.
fn stands(analysis: &Analysis, span: Span) -> bool {
    let text = analysis.article.slice(span);
    let pairs = |open: char, close: char| text.matches(open).count() == text.matches(close).count();
    text.chars().count() <= MOST && pairs('“', '”') && pairs('(', ')') && text.matches('"').count().is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Known, from_text};
    use crate::lexicon::Lexicon;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let known = Known { published: "2019-11-20".parse().ok(), ..Known::default() };
        let analysis = Analysis::of(from_text(text, &known).unwrap(), &Lexicon::embedded());
        let moments = timeline(&analysis, &Digest::default(), 9);
        let lines: Vec<String> =
            moments.iter().map(|it| format!("{} {}", it.date, it.wording.render(&analysis))).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn earliest_first_and_nothing_that_only_compares() {
        check(
            "The mayor will open the bridge on Friday.\n\nThe old bridge collapsed in 2010 after a storm. It carried more \
             cars than the tunnel did last year. Engineers said on Tuesday that emissions fell below 2005 levels.\n\nThe \
             council voted for the new bridge on March 3, 2016.",
            &[
                "2010 The old bridge collapsed in 2010 after a storm.",
                "2016-03-03 The council voted for the new bridge on March 3, 2016.",
                "2019-11-22 The mayor will open the bridge on Friday.",
            ],
        );
    }

    #[test]
    fn the_clause_of_a_long_sentence() {
        check(
            "The council met for six hours.\n\nAfter the engineer Paul Marten left the company in October, the council, which had \
             long been divided over the bridge, hired a second firm and put off the work for a year.",
            &["2019-10 The engineer Paul Marten left the company in October"],
        );
    }
}

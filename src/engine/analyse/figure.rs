//! Figures: money, shares, counts and measures, each with its unit and what is counted.

mod amount;
mod counted;
mod measure;
pub(crate) mod number;

use crate::analyse::date::DateMention;
use crate::analyse::words::{Words, lowered};
use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::segment::Sentence;
use crate::span::Span;

use amount::amount;
use measure::rate;

/// What a figure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    /// An amount of money.
    Money,
    /// A percentage or fraction.
    Share,
    /// A number of things or people.
    Count,
    /// A quantity with a unit (km, tons, degrees).
    Measure,
}

/// One amount.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The whole expression with its approximator ("more than $2.8 billion", "nearly a third").
    pub span: Span,
    /// In which sentence (index).
    pub sentence: usize,
    /// What it measures.
    pub kind: FigureKind,
    /// The number in its unit ("$2.8 billion" is 2.8e9), when it can be read.
    pub value: Option<f64>,
    /// "$", "percent", "km".
    pub unit: Option<Span>,
    /// What is counted or measured ("Afghan civilians", "third-quarter revenue").
    pub of: Option<Span>,
}

/// All figures in order; numbers that belong to a date are none.
pub fn find(article: &Article, sentences: &[Sentence], dates: &[DateMention], _lexicon: &Lexicon) -> Vec<Figure> {
    let lower = lowered(article);
    let mut dates = dates.iter().filter(|it| !it.nested).map(|it| it.span).peekable();
    let mut found: Vec<Figure> = Vec::new();
    for (sentence, it) in sentences.iter().enumerate() {
        let words = Words::new(article, &lower, it);
        let (mut at, mut floor) = (0, 0);
        while at < words.len() {
            let here = words.span(at, at);
            while dates.next_if(|date| date.end <= here.start).is_some() {}
            if let Some(date) = dates.peek().filter(|date| date.overlaps(here)) {
                // "April 3" is taken whole.
                at = it.tokens_in(*date).end.max(at + 1);
                floor = at;
                continue;
            }
            let Some(amount) = amount(&words, at, floor) else {
                at += 1;
                continue;
            };
            at = amount.last + 1;
            // A date that begins inside ("10 May") is no figure.
            let span = words.span(amount.first, amount.last);
            if dates.peek().is_some_and(|date| date.overlaps(span)) {
                continue;
            }
            // "55 mph (88.5 kph)", "C$10 ($7.50)": the same amount once more.
            if words.back(amount.first, 1) == "("
                && amount.first == floor + 1
                && words.at(amount.last + 1) == ")"
                && floor > 0
            {
                floor = at;
                continue;
            }
            let first = approximated(&words, amount.first, floor);
            let last = followed(&words, amount.last);
            at = last + 1;
            floor = at;
            found.push(Figure {
                span: words.span(first, last),
                sentence,
                kind: amount.kind,
                value: amount.value,
                unit: amount.unit.map(|(first, last)| words.span(first, last)),
                of: counted::counted(&words, first, amount.first, last, amount.kind),
            });
        }
    }
    found
}

/// Where the approximators before a figure begin: "more than", "an estimated", "nearly".
fn approximated(words: &Words<'_>, first: usize, floor: usize) -> usize {
    let mut at = first;
    for _ in 0..3 {
        let room = at.saturating_sub(floor);
        let (one, two, three) = (words.back(at, 1), words.back(at, 2), words.back(at, 3));
        let step = match (three, two, one) {
            ("as", "many" | "much" | "few" | "little" | "high" | "low", "as") => 3,
            ("an" | "a", "average" | "total", "of") => 3,
            (_, "more" | "less" | "fewer" | "rather", "than")
            | (_, "at", "least" | "most")
            | (_, "up", "to")
            | (_, "close", "to") => 2,
            (_, "an", "estimated") | (_, "upwards" | "upward", "of") => 2,
            (
                _,
                _,
                "about" | "around" | "roughly" | "approximately" | "nearly" | "almost" | "some" | "over" | "under"
                | "just" | "only" | "exactly" | "estimated" | "barely" | "well" | "approx." | "circa" | "slightly"
                | "~" | "between" | "below" | "above",
            ) => 1,
            _ => break,
        };
        if step > room {
            break;
        }
        at -= step;
    }
    at
}

/// Where "a share", "or more", "or so" after a figure ends.
fn followed(words: &Words<'_>, last: usize) -> usize {
    let last = rate(words, last);
    match (words.at(last + 1), words.at(last + 2)) {
        ("or", "more" | "so" | "less" | "fewer") => last + 2,
        _ => last,
    }
}

#[cfg(test)]
mod tests;

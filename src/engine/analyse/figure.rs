//! Figures: money, shares, counts and measures, each with its unit and what is counted.

pub(crate) mod number;

use crate::analyse::date::DateMention;
use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::segment::Sentence;
use crate::span::Span;

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
pub fn find(_article: &Article, _sentences: &[Sentence], _dates: &[DateMention], _lexicon: &Lexicon) -> Vec<Figure> {
    Vec::new()
}

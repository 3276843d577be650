//! Time expressions, resolved against the day of publication and the dateline; unresolved where that day is unknown.

use chrono::NaiveDate;

use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::segment::Sentence;
use crate::span::Span;

/// A day, month or year, as exact as the text allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resolved {
    /// A day.
    Day(NaiveDate),
    /// A month of a year.
    Month(i32, u32),
    /// A year.
    Year(i32),
}

impl std::fmt::Display for Resolved {
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

/// One time expression.
#[derive(Clone, Copy, Debug)]
pub struct DateMention {
    /// Where ("Friday, Feb. 14, 2025", "last month", "Thursday morning").
    pub span: Span,
    /// In which sentence (index).
    pub sentence: usize,
    /// What it means; `None` when the day of publication would be needed and is unknown.
    pub resolved: Option<Resolved>,
    /// Last day or month of a range ("from Monday to Friday" gives two mentions; "May 3-5" one with an end).
    pub until: Option<Resolved>,
    /// Whether it lies after the day of publication.
    pub future: bool,
}

/// All time expressions in order.
pub fn find(_article: &Article, _sentences: &[Sentence], _lexicon: &Lexicon) -> Vec<DateMention> {
    Vec::new()
}

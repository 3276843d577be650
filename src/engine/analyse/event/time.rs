//! Times in a sentence that may lie ahead: dates after the day of publication, and "soon", "in the coming weeks".

use chrono::NaiveDate;

use crate::analyse::clause::Words;
use crate::analyse::date::{DateMention, Resolved};
use crate::span::Span;

/// A time in a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time {
    pub(super) span: Span,
    /// Whether it lies after the day of publication.
    pub(super) ahead: bool,
    /// Whether it is or holds the day of publication.
    pub(super) today: bool,
    /// Whether it names a day, month or year.
    pub(super) exact: bool,
}

/// All times of the sentence, in order of place.
pub(super) fn times(words: &Words<'_>, dates: &[DateMention], published: Option<NaiveDate>) -> Vec<Time> {
    let mut found: Vec<Time> = dates.iter().filter(|it| !it.nested).map(|it| of(it, published)).collect();
    for i in 0..words.len() {
        let Some(length) = vague(words, i) else { continue };
        let Some(span) = words.span(i..i + length) else { continue };
        if !found.iter().any(|it| it.span.overlaps(span)) {
            found.push(Time { span, ahead: true, today: false, exact: false });
        }
    }
    found
}

fn of(date: &DateMention, published: Option<NaiveDate>) -> Time {
    use chrono::Datelike as _;
    let today = match (date.resolved, published) {
        (Some(Resolved::Day(day)), Some(now)) => day == now,
        (Some(Resolved::Month(year, month)), Some(now)) => (year, month) == (now.year(), now.month()),
        (Some(Resolved::Year(year)), Some(now)) => year == now.year(),
        _ => false,
    };
    Time { span: date.span, ahead: date.future, today, exact: date.resolved.is_some() }
}

/// How many tokens from `i` on tell a time ahead without a day.
fn vague(words: &Words<'_>, i: usize) -> Option<usize> {
    const UNITS: [&str; 14] = [
        "days", "weeks", "months", "years", "hours", "day", "week", "month", "year", "decade", "season", "decades",
        "spring", "summer",
    ];
    if words.is(i, &["soon", "shortly", "tomorrow", "tonight", "imminently"]) {
        return Some(1);
    }
    if words.is(i, &["coming", "next", "upcoming", "following"]) {
        let unit = (i + 1..i + 4).find(|&it| words.is(it, &UNITS))?;
        return Some(unit + 1 - i);
    }
    if words.reads(i, &["near", "future"]) || words.reads(i, &["due", "course"]) || words.reads(i, &["later", "this"]) {
        return Some(2 + usize::from(words.is(i, &["later"])));
    }
    if words.is(i, &["by", "before", "until"]) && words.reads(i + 1, &["the", "end", "of"]) {
        return Some(4);
    }
    if words.is(i, &["within", "in"]) && words.is(i + 2, &UNITS) {
        return Some(3);
    }
    None
}

//! Expressions that count from today or from a date before: "last week", "two years ago", "the end of the year", "two months later".

use super::calendar::{Unit, month, season, unit, weekday};
use super::expression::Expression;
use super::resolve::{Core, Which};
use super::year;
use crate::analyse::figure::number::{digits, small};
use crate::analyse::words::{Words, is_dash, one_of};

/// "last week", "next Monday", "this past weekend", "this morning", "last night", "the past Friday".
pub(super) fn pointed(words: &Words<'_>, i: usize) -> Option<Expression> {
    let mut at = i + 1;
    let which = match (words.at(i), words.at(at)) {
        ("this", "past") => Which::Last,
        ("this", "coming") => Which::Next,
        ("this", "same") => return None,
        ("this", _) => Which::This,
        ("last" | "past", _) => Which::Last,
        _ => Which::Next,
    };
    let doubled = matches!((words.at(i), words.at(at)), ("this", "past" | "coming"));
    at += usize::from(doubled);
    let head = words.at(at);
    let after_the = one_of(words.back(i, 1), "the these its their his her my our very");
    let shift = match which {
        Which::Last => -1,
        Which::Next => 1,
        Which::This | Which::Bare => 0,
    };
    if let Some(day) = weekday(head).filter(|_| words.capital(at)) {
        // "I went back the next Tuesday": after the day that was told of.
        if words.at(i) == "next" && words.back(i, 1) == "the" {
            return Some(Expression::new(i, at, Core::WeekdayAfter(day)).also(at, at));
        }
        // "this coming Friday" is the next one to come, not that of next week.
        let which = if doubled && which == Which::Next || words.at(i) == "coming" { Which::This } else { which };
        return Some(Expression::new(i, at, Core::Weekday(day, which)).also(at, at));
    }
    if let Some(month) = month(head).filter(|_| words.capital(at)) {
        let year = year::plain(words.at(at + 1));
        if year.is_some() {
            return None;
        }
        return Some(Expression::new(i, at, Core::Month { year: None, shift: None, month, which }).also(at, at));
    }
    if let Some(month) = season(head) {
        return Some(Expression::new(i, at, Core::Season(month, which, None)));
    }
    match (words.at(i), head) {
        ("last", "night") if !after_the => return Some(Expression::new(i, at, Core::Offset(-1))),
        ("last", "evening") if !after_the => return Some(Expression::new(i, at, Core::Offset(-1))),
        ("this", "morning" | "afternoon" | "evening" | "lunchtime") => {
            return Some(Expression::new(i, at, Core::Offset(0)));
        }
        _ => {}
    }
    let found = unit(head)?;
    // "over the last year" is no calendar year; "the last week of October" is October's matter; "the next day" follows another.
    if head.ends_with('s') || found == Unit::Hour {
        return None;
    }
    if after_the {
        let next = words.at(i) == "next"
            && words.back(i, 1) == "the"
            && matches!(found, Unit::Day | Unit::Week | Unit::Month | Unit::Year);
        return (next && found == Unit::Day).then(|| Expression::new(i - 1, at, Core::Apart(found, 1)).also(i, at));
    }
    match found {
        Unit::Weekend => Some(the_weekend(words, at, which)).map(|it| Expression { first: i, ..it }),
        Unit::Day if words.at(i) != "next" => None,
        Unit::Day => None,
        _ if words.at(i) == "past" => None,
        _ if words.run(at + 1, &["of"]) && month(words.at(at + 2)).is_some() => None,
        _ if is_dash(words.at(at + 1)) && words.glued(at + 1) && words.at(at + 2) != "end" => None,
        _ => {
            let end = is_dash(words.at(at + 1)) && words.at(at + 2) == "end";
            Some(with_edge(words, Expression::new(i, if end { at + 2 } else { at }, Core::Span(found, shift)), i))
        }
    }
}

/// "over the weekend", "at the weekend".
pub(super) fn the_weekend(words: &Words<'_>, at: usize, which: Which) -> Expression {
    let core = Expression::new(at, at, Core::Weekend(which));
    if which != Which::Bare {
        return core;
    }
    let the = at.saturating_sub(1);
    let plain = Expression::new(the, at, Core::Weekend(which));
    if matches!(words.back(the, 1), "over" | "at") && the > 0 { plain.widened(the - 1, at) } else { plain }
}

/// "the end of this year", "the start of last month" around an expression that begins at `at`.
pub(super) fn with_edge(words: &Words<'_>, found: Expression, at: usize) -> Expression {
    if words.back(at, 1) == "of" && is_edge(words.back(at, 2)) {
        let the = usize::from(words.back(at, 3) == "the");
        return found.widened(at - 2 - the, found.last);
    }
    found
}

fn is_edge(word: &str) -> bool {
    matches!(word, "end" | "beginning" | "start" | "middle" | "turn" | "close")
}

/// "the end of the year", "year end", "year-end", "later in the month": this year's, this month's.
pub(super) fn edge(words: &Words<'_>, i: usize, floor: usize) -> Option<Expression> {
    let found = unit(words.at(i))?;
    let core = Core::Span(found, 0);
    let the = words.back(i, 1) == "the" || words.run_before(i, &["the", "calendar"]);
    if the && words.back(i, 2) == "of" && is_edge(words.back(i, 3)) && i >= floor + 3 && words.at(i + 1) != "of" {
        let article = words.back(i, 4) == "the" && i >= floor + 4;
        let end = Expression::new(i - 3, i, core);
        return Some(if article { end.widened(i - 4, i) } else { end });
    }
    if the
        && words.back(i, 2) == "in"
        && matches!(words.back(i, 3), "earlier" | "later" | "late" | "early")
        && i >= floor + 3
        && words.at(i + 1) != "of"
    {
        return Some(Expression::new(i - 3, i, core));
    }
    if words.back(i, 1) == "of" && words.back(i, 2) == "end" && found == Unit::Year {
        return Some(Expression::new(i - 2, i, core));
    }
    if found != Unit::Year {
        return None;
    }
    let hyphen = is_dash(words.at(i + 1)) && words.at(i + 2) == "end";
    let apart =
        words.at(i + 1) == "end" && matches!(words.back(i, 1), "by" | "before" | "until" | "since" | "at" | "through");
    if apart {
        return Some(Expression::new(i, i + 1, core));
    }
    (hyphen && matches!(words.back(i, 1), "by" | "before" | "until" | "since" | "at" | "through"))
        .then(|| Expression::new(i, i + 2, core))
}

/// "end of 2019", "end of June" are widened here; the core follows.
pub(super) fn end_of(words: &Words<'_>, i: usize) -> Option<Expression> {
    let at = i + 2;
    let core = year::year(words, at, at).or_else(|| {
        let month = month(words.at(at)).filter(|_| words.capital(at))?;
        Some((at, Core::Month { year: None, shift: None, month, which: Which::Bare }))
    })?;
    let (last, core) = core;
    if let (Core::Month { month, .. }, Some(year)) = (core, year::plain(words.at(last + 1))) {
        let dated = Core::Month { year: Some(year), shift: None, month, which: Which::Bare };
        return Some(
            Expression::new(at, last + 1, dated).widened(i - usize::from(words.back(i, 1) == "the"), last + 1),
        );
    }
    Some(Expression::new(at, last, core).widened(i - usize::from(words.back(i, 1) == "the"), last))
}

/// "a year ago", "nearly two weeks ago".
pub(super) fn ago(words: &Words<'_>, i: usize, floor: usize) -> Option<Expression> {
    let (first, unit, n) = counted(words, i, floor)?;
    let found = Expression::new(first, i, Core::Ago(unit, -n));
    let wide = approximated(words, first, floor);
    // "a year ago this week", "a year ago Sunday"
    Some(found.widened(wide, i))
}

/// "two months later", "a year earlier", "the day before".
pub(super) fn apart(words: &Words<'_>, i: usize, floor: usize) -> Option<Expression> {
    let ahead = matches!(words.at(i), "later" | "after" | "afterward" | "afterwards");
    let sign = if ahead { 1 } else { -1 };
    let bare = matches!(words.at(i), "before" | "after");
    // "the day after the vote" counts from something that is no date.
    let closes = !bare
        || matches!(
            words.at(i + 1),
            "" | "."
                | ","
                | ";"
                | ":"
                | ")"
                | "”"
                | "\""
                | "—"
                | "–"
                | "and"
                | "but"
                | "when"
                | "that"
                | "with"
                | "to"
                | "in"
                | "at"
                | "on"
        );
    let found = unit(words.back(i, 1))?;
    if bare && words.back(i, 2) == "the" && i >= floor + 2 && closes {
        return Some(Expression::new(i - 2, i, Core::Apart(found, sign)));
    }
    if matches!(words.at(i), "earlier" | "later") && words.at(i + 1) == "than" || !closes {
        return None;
    }
    // "five hours earlier" leaves the day as it was.
    let (first, unit, n) = counted(words, i, floor).filter(|it| it.1 != Unit::Hour)?;
    let wide = approximated(words, first, floor);
    Some(Expression::new(first, i, Core::Apart(unit, sign * n)).widened(wide, i))
}

/// The count and unit that end just before `i`: where they begin, the unit, how many.
fn counted(words: &Words<'_>, i: usize, floor: usize) -> Option<(usize, Unit, i64)> {
    let at = i.checked_sub(1).filter(|it| *it >= floor)?;
    let found = unit(words.at(at))?;
    let word = words.back(at, 1);
    let first = at.checked_sub(1).filter(|it| *it >= floor)?;
    let (first, n) = match word {
        "a" | "an" | "one" => (first, 1.0),
        "of" if words.run_before(at, &["a", "couple", "of"]) => (at - 3, 2.0),
        "couple" if words.back(at, 2) == "a" => (at - 2, 2.0),
        "half" => return None,
        _ => (first, small(word).or_else(|| digits(word))?),
    };
    if n.fract() != 0.0 || n > 5000.0 || first < floor {
        return None;
    }
    Some((first, found, n as i64))
}

/// Where an approximator before `first` begins: "nearly", "more than", "just over".
fn approximated(words: &Words<'_>, first: usize, floor: usize) -> usize {
    let mut at = first;
    let take = |at: usize, n: usize| at >= floor + n;
    for _ in 0..2 {
        let one = words.back(at, 1);
        let two = words.back(at, 2);
        if take(at, 2) && matches!((two, one), ("more" | "less" | "fewer", "than") | ("at", "least" | "most")) {
            at -= 2;
        } else if take(at, 1) && one_of(one, "nearly almost about roughly around over some just only exactly barely") {
            at -= 1;
        } else {
            break;
        }
    }
    at
}

/// "the same day", "the following week", "that year".
pub(super) fn beside(words: &Words<'_>, i: usize) -> Option<Expression> {
    if let Some(day) = weekday(words.at(i + 1)).filter(|_| words.at(i) == "following") {
        return Some(Expression::new(i, i + 1, Core::WeekdayAfter(day)).also(i + 1, i + 1));
    }
    let found = unit(words.at(i + 1)).filter(|it| !words.at(i + 1).ends_with('s') && *it != Unit::Hour)?;
    let n = match words.at(i) {
        "same" => 0,
        "following" => 1,
        _ => -1,
    };
    let the = matches!(words.back(i, 1), "the" | "that");
    if !the || words.at(i) == "same" && matches!(found, Unit::Hour | Unit::Decade | Unit::Century) {
        return None;
    }
    Some(Expression::new(i - 1, i + 1, Core::Apart(found, n)).also(i, i + 1))
}

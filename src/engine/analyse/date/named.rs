//! Days and months by name, and dates in figures: "Friday, Feb. 14, 2025", "the 4th of July", "mid-September", "2019-11-20".

use chrono::Weekday;

use super::calendar::{bare_weekday, month, unit, weekday};
use super::expression::{Expression, Names};
use super::relative::with_edge;
use super::resolve::{Core, Which};
use super::year;
use crate::analyse::words::{Words, is_dash, one_of};

/// "mid-September", "mid-2019" as one word.
pub(super) fn mid(words: &Words<'_>, i: usize) -> Option<Expression> {
    let word = words.at(i);
    let rest = word.strip_prefix("mid-").or_else(|| word.strip_prefix("mid–"))?;
    if let Some(month) = month(rest) {
        let year = year::plain(words.at(i + 1));
        let core = Core::Month { year, shift: None, month, which: Which::Bare };
        return Some(Expression::new(i, i + usize::from(year.is_some()), core));
    }
    if let Some(year) = year::plain(rest) {
        return Some(Expression::new(i, i, Core::Year(year, None)));
    }
    let (start, end) = year::decade(rest)?;
    Some(Expression::new(i, i, Core::Year(start, Some(end))))
}

/// Weekdays and months by name.
pub(super) fn named(words: &Words<'_>, i: usize, floor: usize, names: Names) -> Option<Expression> {
    if !words.capital(i) {
        return None;
    }
    let word = words.at(i);
    if let Some(day) = weekday(word) {
        return by_weekday(words, i, day);
    }
    if let Some(month) = month(word) {
        return by_month(words, i, month, floor, names);
    }
    let day = bare_weekday(word)?;
    let at = i + 1 + usize::from(words.at(i + 1) == ",");
    let (_, last, core) = month_day(words, at)?;
    let _ = day;
    Some(Expression::new(i, last, core).also(at, last))
}

fn by_weekday(words: &Words<'_>, i: usize, day: Weekday) -> Option<Expression> {
    // "The Sunday Times", "Super Tuesday" are names.
    let named = words.capital(i + 1)
        && one_of(words.at(i + 1), "times telegraph mirror express mail star sun herald post people world");
    let titled = matches!(words.back(i, 1), "super" | "ruby" | "casual" | "bloody" | "giving" | "palm" | "freaky")
        && words.capital(i.saturating_sub(1));
    if named || titled {
        return None;
    }
    let comma = usize::from(words.at(i + 1) == ",");
    if let Some((_, last, core)) = month_day(words, i + 1 + comma) {
        return Some(Expression::new(i, last, core).also(i + 1 + comma, last));
    }
    // "Wednesday of last week"
    let of = usize::from(words.at(i + 1) == "of");
    let weeks = match (words.at(i + 1 + of), words.at(i + 2 + of)) {
        ("last", "week") => Some(-1),
        ("this", "week") => Some(0),
        ("next", "week") => Some(1),
        _ => None,
    };
    if let Some(weeks) = weeks {
        return Some(Expression::new(i, i + 2 + of, Core::WeekdayOf(day, weeks)).also(i, i));
    }
    Some(Expression::new(i, i, Core::Weekday(day, Which::Bare)))
}

/// A day of the month: "3", "3rd".
fn day_number(word: &str) -> Option<u32> {
    let digits = word.len() - word.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    let (figure, tail) = word.split_at_checked(digits)?;
    (matches!(digits, 1 | 2) && matches!(tail, "" | "st" | "nd" | "rd" | "th")).then_some(())?;
    figure.parse().ok().filter(|it| (1..=31).contains(it))
}

/// A full date that begins at `at`, either way round: its first word, last word, meaning.
fn month_day(words: &Words<'_>, at: usize) -> Option<(usize, usize, Core)> {
    if let Some(found) = month(words.at(at)).filter(|_| words.capital(at)) {
        return day_after(words, at, found);
    }
    let day = day_number(words.at(at))?;
    day_before(words, at, day)
}

/// "Feb. 14, 2025", "May 3-5", "May 3 to June 2".
fn day_after(words: &Words<'_>, at: usize, month_at: u32) -> Option<(usize, usize, Core)> {
    let day = day_number(words.at(at + 1))?;
    let mut last = at + 1;
    let mut until = None;
    let joined = is_dash(words.at(last + 1)) || matches!(words.at(last + 1), "to" | "through" | "and");
    if joined && let Some(end) = day_number(words.at(last + 2)) {
        let range = words.at(last + 1) != "and" || words.back(at, 1) == "between";
        if end > day && range && unit(words.at(last + 3)).is_none() {
            until = Some((month_at, end));
            last += 2;
        }
    }
    let comma = usize::from(words.at(last + 1) == ",");
    let (year, shift) = match year::plain(words.at(last + 1 + comma)) {
        Some(year) => {
            last += 1 + comma;
            (Some(year), None)
        }
        None => match year_shift(words, last + 1) {
            Some((end, shift)) => {
                last = end;
                (None, Some(shift))
            }
            None => (shared_year(words, last + 1), None),
        },
    };
    Some((at, last, Core::Day { year, shift, month: month_at, day, until }))
}

/// "14 February 2025", "the 4th of July", "3-5 May".
fn day_before(words: &Words<'_>, at: usize, day: u32) -> Option<(usize, usize, Core)> {
    let mut next = at + 1;
    let mut end = None;
    if is_dash(words.at(next))
        && let Some(last) = day_number(words.at(next + 1))
    {
        end = Some(last).filter(|it| *it > day);
        next += 2;
    }
    next += usize::from(words.at(next) == "of");
    let found = month(words.at(next)).filter(|_| words.capital(next))?;
    // "20 Mar people"? A short form without its stop needs no more than this order.
    let comma = usize::from(words.at(next + 1) == ",");
    let (year, shift, last) = match year::plain(words.at(next + 1 + comma)) {
        Some(year) => (Some(year), None, next + 1 + comma),
        None => match year_shift(words, next + 1) {
            Some((end, shift)) => (None, Some(shift), end),
            None => (shared_year(words, next + 1), None, next),
        },
    };
    Some((at, last, Core::Day { year, shift, month: found, day, until: end.map(|it| (found, it)) }))
}

/// "last year", "of this year" after a month or day: where it ends, years from now.
fn year_shift(words: &Words<'_>, at: usize) -> Option<(usize, i32)> {
    let of = usize::from(words.at(at) == "of");
    let shift = match words.at(at + of) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    (words.at(at + of + 1) == "year").then_some((at + of + 1, shift))
}

/// The year that a range gives only at its end: "between March and May 2019".
fn shared_year(words: &Words<'_>, at: usize) -> Option<i32> {
    let joined = is_dash(words.at(at)) || matches!(words.at(at), "to" | "and" | "or" | "through" | "until");
    if !joined || !words.capital(at + 1) {
        return None;
    }
    month(words.at(at + 1))?;
    let day = usize::from(day_number(words.at(at + 2)).is_some());
    let comma = usize::from(words.at(at + 2 + day) == ",");
    year::plain(words.at(at + 2 + day + comma))
}

fn by_month(words: &Words<'_>, i: usize, found: u32, floor: usize, names: Names) -> Option<Expression> {
    if let Some((_, last, core)) = day_after(words, i, found) {
        // "the Sept. 11 attacks" are those of 2001, whatever the day.
        let core = match core {
            Core::Day { year: None, month: 9, day: 11, shift: None, until: None }
                if words.at(last + 1).starts_with("attack")
                    || words.run(last + 1, &["terrorist"])
                    || words.run(last + 1, &["terror"]) =>
            {
                Core::Day { year: Some(2001), shift: None, month: 9, day: 11, until: None }
            }
            other => other,
        };
        // "March 11 this year"
        let shifted = matches!(core, Core::Day { shift: Some(_), .. });
        let found = Expression::new(i, last, core);
        return Some(if shifted { found.also(i, i + 1) } else { found });
    }
    let gap = usize::from(matches!(words.at(i + 1), "," | "of"));
    if let Some(year) = year::plain(words.at(i + 1 + gap)) {
        return Some(Expression::new(
            i,
            i + 1 + gap,
            Core::Month { year: Some(year), shift: None, month: found, which: Which::Bare },
        ));
    }
    if !licensed(words, i, floor, names) {
        return None;
    }
    if let Some((last, shift)) = year_shift(words, i + 1) {
        let core = Core::Month { year: None, shift: Some(shift), month: found, which: Which::Bare };
        return Some(Expression::new(i, last, core).also(i, i));
    }
    let year = shared_year(words, i + 1);
    Some(Expression::new(i, i, Core::Month { year, shift: None, month: found, which: Which::Bare }))
}

/// Whether a month's name without a day stands for the month: "May" is a verb and a name, "March" a walk, "April" a woman.
fn licensed(words: &Words<'_>, i: usize, floor: usize, names: Names) -> bool {
    let before = words.back(i, 1);
    let ambiguous = matches!(words.at(i), "may" | "march" | "mar" | "mar." | "jan" | "sep" | "dec");
    let led = one_of(before, "in since early late mid until till during throughout")
        || is_dash(before) && matches!(words.back(i, 2), "early" | "late" | "mid");
    if words.at(i) == "may" && names.may {
        return led && !matches!(words.at(i + 1), "'s" | "’s") && before != "until";
    }
    if !ambiguous {
        // "April Ryan", "Sen. June Doe"
        let name = words.capital(i + 1)
            && !led
            && i > 0
            && weekday(words.at(i + 1)).is_none()
            && month(words.at(i + 1)).is_none()
            && words.tag(i + 1).is_proper();
        let title = before.ends_with('.') && words.capital(i.saturating_sub(1)) && i > floor;
        return !name && !title;
    }
    if matches!(words.at(i), "jan" | "sep" | "dec" | "mar") {
        return led;
    }
    let loose = one_of(before, "by from of to for before after through between and or a the 's ’s");
    let walk = words.at(i) == "march"
        && (matches!(before, "the" | "'s" | "’s" | "a" | "of") || matches!(words.at(i + 1), "for" | "on"));
    led || loose && !walk && !(words.capital(i + 1) && words.tag(i + 1).is_proper())
}

/// Expressions that begin with a digit or an apostrophe: dates, years, decades.
pub(super) fn numeric(words: &Words<'_>, i: usize) -> Option<Expression> {
    let word = words.at(i);
    if let Some(core) = year::written(word) {
        return Some(Expression::new(i, i, core));
    }
    if let Some(found) = year::century(words, i) {
        return Some(found);
    }
    if let Some((last, core)) = year::hyphenated(words, i) {
        return Some(Expression::new(i, last, core));
    }
    if let Some(day) = day_number(word)
        && let Some((_, last, core)) = day_before(words, i, day)
    {
        let the = usize::from(words.back(i, 1) == "the" && words.at(i + 1) == "of");
        return Some(Expression::new(i, last, core).widened(i - the, last));
    }
    if let Some((start, end)) = year::decade(word) {
        let decade = Core::Year(start, Some(end));
        let plain = Expression::new(i, i, decade);
        return match words.back(i, 1) {
            "the" => Some(plain.widened(i - 1, i)),
            // "a woman in her 30s" is an age, "the '80s" a decade.
            _ if word.len() >= 5 => Some(plain),
            _ => None,
        };
    }
    if word.len() == 3 && matches!(words.back(i, 1), "in" | "of" | "since" | "for" | "until" | "by" | "class") {
        let year: i32 = word.trim_start_matches(['\'', '’']).parse().ok()?;
        return word
            .starts_with(['\'', '’'])
            .then(|| Expression::new(i, i, Core::Year(if year < 40 { 2000 + year } else { 1900 + year }, None)));
    }
    if word.starts_with('’')
        && word.len() == 5
        && matches!(words.back(i, 1), "in" | "of" | "since" | "for" | "until" | "by")
    {
        let year: i32 = word.trim_start_matches('’').parse().ok()?;
        return Some(Expression::new(i, i, Core::Year(if year < 40 { 2000 + year } else { 1900 + year }, None)));
    }
    // A time of day before a day is taken in by the day.
    let (last, core) = year::year(words, i, i)?;
    let made = Expression::new(i, last, core);
    let edge = with_edge(words, made, i);
    Some(edge)
}

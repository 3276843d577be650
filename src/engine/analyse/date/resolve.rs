//! From what a time expression says to the day, month or year it means.

use chrono::{Datelike as _, NaiveDate, Weekday};

use super::Resolved;
use super::calendar::{Holiday, Unit, add_days, add_months, on_or_after, on_or_before};
use super::tense::Tense;

/// "last", "this" and "next", or none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Bare,
    Last,
    This,
    Next,
}

/// What a time expression says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Core {
    /// "Friday", "next Friday".
    Weekday(Weekday, Which),
    /// "the following Tuesday": the first after the date mentioned before.
    WeekdayAfter(Weekday),
    /// "Wednesday of last week": so many weeks after this one.
    WeekdayOf(Weekday, i64),
    /// "Feb. 14, 2025", "May 3-5", "Oct. 26 last year" (`shift` -1).
    Day { year: Option<i32>, shift: Option<i32>, month: u32, day: u32, until: Option<(u32, u32)> },
    /// "October", "last December", "September 2021".
    Month { year: Option<i32>, shift: Option<i32>, month: u32, which: Which },
    /// "2010", "2016-19", "the 1980s".
    Year(i32, Option<i32>),
    /// Days from the day of publication: "yesterday" is -1.
    Offset(i64),
    /// "last week": so many units from now.
    Span(Unit, i64),
    /// "the weekend", "this weekend".
    Weekend(Which),
    /// "last summer", "spring 2018".
    Season(u32, Which, Option<i32>),
    /// "two years ago" is -2, "in three weeks" 3.
    Ago(Unit, i64),
    /// "two months later" (2), "the day before" (-1), "that year" (0): counted from the date mentioned before.
    Apart(Unit, i64),
    /// "Christmas", "Thanksgiving 2018".
    Feast(Holiday, Which, Option<i32>),
    /// "third quarter of 2019": first month, how many months.
    Part(u32, u32, Option<i32>),
}

/// What a relative expression is resolved against.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frame {
    /// The day on which the text was written: the dateline's or that of publication.
    pub(super) today: Option<NaiveDate>,
    /// The date mentioned just before in the same sentence, or in the one before it.
    pub(super) before: Option<Resolved>,
    /// The last month named together with its year close by: "January 2017" before "In March".
    pub(super) dated: Option<(i32, u32)>,
}

/// A resolved expression with the end of its range.
pub(super) type Meaning = (Resolved, Option<Resolved>);

fn month_of(day: NaiveDate) -> Resolved {
    Resolved::Month(day.year(), day.month())
}

/// What `core` means, if the frame has what it takes.
pub(super) fn resolve(core: Core, frame: &Frame, tense: Tense) -> Option<Meaning> {
    let one = |it: Resolved| (it, None);
    let today = frame.today;
    match core {
        Core::Day { year, shift, month, day, until } => {
            let year = year.or_else(|| Some(today?.year() + shift?));
            let start = match year {
                Some(year) => NaiveDate::from_ymd_opt(year, month, day)?,
                None => nearest(today?, tense, frame.dated, |year| NaiveDate::from_ymd_opt(year, month, day))?,
            };
            let end = until.and_then(|(month, day)| {
                let same = NaiveDate::from_ymd_opt(start.year(), month, day)?;
                if same < start { NaiveDate::from_ymd_opt(start.year() + 1, month, day) } else { Some(same) }
            });
            Some((Resolved::Day(start), end.map(Resolved::Day)))
        }
        Core::Month { year: Some(year), month, .. } => Some(one(Resolved::Month(year, month))),
        Core::Month { shift: Some(shift), month, .. } => Some(one(Resolved::Month(today?.year() + shift, month))),
        Core::Month { month, which, .. } => month_by(today?, month, which, frame, tense).map(one),
        Core::Year(year, until) => Some((Resolved::Year(year), until.map(Resolved::Year))),
        Core::Weekday(day, which) => Some(one(Resolved::Day(weekday_by(today?, day, which, tense)))),
        Core::WeekdayAfter(day) => {
            let Some(Resolved::Day(before)) = frame.before else { return None };
            Some(one(Resolved::Day(on_or_after(before.succ_opt()?, day))))
        }
        Core::WeekdayOf(day, weeks) => {
            let monday = on_or_before(today?, Weekday::Mon);
            Some(one(Resolved::Day(add_days(on_or_after(monday, day), weeks * 7)?)))
        }
        Core::Offset(days) => Some(one(Resolved::Day(add_days(today?, days)?))),
        Core::Span(unit, shift) => span(today?, unit, shift).map(one),
        Core::Weekend(which) => Some(one(month_of(weekend(today?, which, tense)))),
        Core::Season(_, _, Some(year)) => Some(one(Resolved::Year(year))),
        Core::Season(month, which, None) => Some(one(Resolved::Year(season_year(today?, month, which, tense)))),
        Core::Ago(unit, n) => ago(Resolved::Day(today?), unit, n).map(one),
        Core::Apart(unit, n) => ago(frame.before?, unit, n).map(one),
        Core::Feast(holiday, _, Some(year)) => Some(one(Resolved::Day(holiday.in_year(year)?))),
        Core::Feast(holiday, which, None) => {
            let tense = match which {
                Which::Last => Tense::Past,
                Which::Next => Tense::Future,
                Which::This | Which::Bare => tense,
            };
            nearest(today?, tense, None, |year| holiday.in_year(year)).map(|it| one(Resolved::Day(it)))
        }
        Core::Part(month, months, year) => {
            let year = match year {
                Some(year) => year,
                None => nearest(today?, tense, None, |year| NaiveDate::from_ymd_opt(year, month, 1))?.year(),
            };
            let (end_year, end) = add_months((year, month), i64::from(months) - 1)?;
            Some((Resolved::Month(year, month), Some(Resolved::Month(end_year, end))))
        }
    }
}

/// The occurrence of a yearly day that the tense asks for.
fn nearest(
    today: NaiveDate,
    tense: Tense,
    dated: Option<(i32, u32)>,
    of: impl Fn(i32) -> Option<NaiveDate>,
) -> Option<NaiveDate> {
    let year = today.year();
    let mut days = (year - 4..=year + 4).filter_map(&of);
    match tense {
        Tense::Past => {
            if let Some((year, month)) = dated {
                let after = |it: &NaiveDate| (it.year(), it.month()) >= (year, month) && *it <= today;
                if (0..=4).contains(&(today.year() - year))
                    && let Some(day) = days.clone().find(after)
                {
                    return Some(day);
                }
            }
            days.filter(|it| *it <= today).last()
        }
        Tense::Future => days.find(|it| *it >= today),
        Tense::Prospective | Tense::Open => days.min_by_key(|it| ((*it - today).num_days().abs(), *it)),
    }
}

fn month_by(today: NaiveDate, month: u32, which: Which, frame: &Frame, tense: Tense) -> Option<Resolved> {
    let now = (today.year(), today.month());
    let in_year = |year: i32| Resolved::Month(year, month);
    let past = if month > now.1 { now.0 - 1 } else { now.0 };
    let ahead = if month < now.1 { now.0 + 1 } else { now.0 };
    Some(match which {
        Which::Last => in_year(if month >= now.1 { now.0 - 1 } else { now.0 }),
        Which::Next => in_year(if month <= now.1 { now.0 + 1 } else { now.0 }),
        Which::This => in_year(now.0),
        Which::Bare => match tense {
            Tense::Past => match frame.dated {
                Some((year, from)) if year < now.0 && year + 4 >= now.0 => {
                    let year = if month < from { year + 1 } else { year };
                    in_year(year.min(past))
                }
                _ => in_year(past),
            },
            Tense::Future => in_year(ahead),
            Tense::Prospective | Tense::Open => {
                let apart = |year: i32| ((year - now.0) * 12 + month as i32 - now.1 as i32).abs();
                in_year(if apart(ahead) < apart(past) { ahead } else { past })
            }
        },
    })
}

fn weekday_by(today: NaiveDate, day: Weekday, which: Which, tense: Tense) -> NaiveDate {
    let past = on_or_before(today, day);
    let ahead = on_or_after(today, day);
    let week = |it: NaiveDate, n| add_days(it, n).unwrap_or(it);
    match which {
        // Yesterday is called by its name alone: "last" then means the week before.
        Which::Last if (today - past).num_days() <= 1 => week(past, -7),
        Which::Last => past,
        Which::Next => {
            let monday = week(on_or_before(today, Weekday::Mon), 7);
            on_or_after(monday, day)
        }
        Which::This if tense == Tense::Past => past,
        Which::This => ahead,
        Which::Bare => match tense {
            Tense::Future | Tense::Prospective => ahead,
            Tense::Past | Tense::Open => past,
        },
    }
}

/// "last week" is certain to the month only; the week's Thursday decides which.
fn span(today: NaiveDate, unit: Unit, shift: i64) -> Option<Resolved> {
    Some(match unit {
        Unit::Hour | Unit::Day => Resolved::Day(add_days(today, shift)?),
        Unit::Week | Unit::Weekend if shift == 0 => month_of(today),
        Unit::Week | Unit::Weekend => {
            let thursday = on_or_after(on_or_before(today, Weekday::Mon), Weekday::Thu);
            month_of(add_days(thursday, shift * 7)?)
        }
        Unit::Month => {
            let (year, month) = add_months((today.year(), today.month()), shift)?;
            Resolved::Month(year, month)
        }
        Unit::Quarter => {
            let first = today.month0() / 3 * 3 + 1;
            let (year, month) = add_months((today.year(), first), shift * 3)?;
            Resolved::Month(year, month)
        }
        Unit::Year => Resolved::Year(today.year() + i32::try_from(shift).ok()?),
        Unit::Decade => Resolved::Year(today.year().div_euclid(10) * 10 + i32::try_from(shift).ok()? * 10),
        Unit::Century => Resolved::Year(today.year().div_euclid(100) * 100 + i32::try_from(shift).ok()? * 100),
    })
}

fn weekend(today: NaiveDate, which: Which, tense: Tense) -> NaiveDate {
    let within = matches!(today.weekday(), Weekday::Sat | Weekday::Sun);
    let past = on_or_before(today, Weekday::Sat);
    let ahead = on_or_after(today, Weekday::Sat);
    let week = |it: NaiveDate, n| add_days(it, n).unwrap_or(it);
    match which {
        Which::Last if within => week(past, -7),
        Which::Last => past,
        Which::Next => week(ahead, if within { 0 } else { 7 }),
        Which::This | Which::Bare if within => past,
        Which::This if tense != Tense::Past => ahead,
        Which::Bare if matches!(tense, Tense::Future | Tense::Prospective) => ahead,
        Which::This | Which::Bare => past,
    }
}

fn season_year(today: NaiveDate, month: u32, which: Which, tense: Tense) -> i32 {
    let year = today.year();
    let over = month + 2 < today.month();
    let begun = month <= today.month();
    match which {
        Which::This => year,
        Which::Last if over => year,
        Which::Last => year - 1,
        Which::Next if begun => year + 1,
        Which::Next => year,
        Which::Bare => match tense {
            Tense::Past if !begun => year - 1,
            Tense::Future | Tense::Prospective if over => year + 1,
            _ => year,
        },
    }
}

/// Counts from a date, as exactly as both the date and the unit allow.
fn ago(from: Resolved, unit: Unit, n: i64) -> Option<Resolved> {
    let small = i32::try_from(n).ok().filter(|it| it.abs() <= 100_000)?;
    match (from, unit) {
        (Resolved::Day(day), Unit::Hour) => Some(Resolved::Day(add_days(day, i64::from(small) / 24)?)),
        (Resolved::Day(day), Unit::Day) => Some(Resolved::Day(add_days(day, n)?)),
        (Resolved::Day(day), Unit::Week | Unit::Weekend) => Some(month_of(add_days(day, n * 7)?)),
        (_, Unit::Hour | Unit::Day | Unit::Week | Unit::Weekend) => (n == 0).then_some(from),
        (Resolved::Day(day), Unit::Month | Unit::Quarter) => count_months((day.year(), day.month()), unit, n),
        (Resolved::Month(year, month), Unit::Month | Unit::Quarter) => count_months((year, month), unit, n),
        (Resolved::Year(_), Unit::Month | Unit::Quarter) => None,
        (_, Unit::Year) => Some(Resolved::Year(year_of(from).checked_add(small)?)),
        (_, Unit::Decade) => Some(Resolved::Year(year_of(from).checked_add(small.checked_mul(10)?)?)),
        (_, Unit::Century) => Some(Resolved::Year(year_of(from).checked_add(small.checked_mul(100)?)?)),
    }
}

fn count_months(from: (i32, u32), unit: Unit, n: i64) -> Option<Resolved> {
    let (year, month) = add_months(from, if unit == Unit::Quarter { n * 3 } else { n })?;
    Some(Resolved::Month(year, month))
}

fn year_of(date: Resolved) -> i32 {
    match date {
        Resolved::Day(day) => day.year(),
        Resolved::Month(year, _) | Resolved::Year(year) => year,
    }
}

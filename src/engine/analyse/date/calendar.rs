//! The calendar's words: months, weekdays, seasons, holidays, spans of time; and its arithmetic.

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};

/// A month's name or abbreviation, in lower case.
pub(super) fn month(word: &str) -> Option<u32> {
    Some(match word {
        "january" | "jan." | "jan" => 1,
        "february" | "feb." | "feb" => 2,
        "march" | "mar." | "mar" => 3,
        "april" | "apr." | "apr" => 4,
        "may" => 5,
        "june" | "jun." | "jun" => 6,
        "july" | "jul." | "jul" => 7,
        "august" | "aug." | "aug" => 8,
        "september" | "sept." | "sept" | "sep." | "sep" => 9,
        "october" | "oct." | "oct" => 10,
        "november" | "nov." | "nov" => 11,
        "december" | "dec." | "dec" => 12,
        _ => return None,
    })
}

/// A weekday's name, in lower case; short forms only with their full stop.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon." => Weekday::Mon,
        "tuesday" | "tues." | "tue." => Weekday::Tue,
        "wednesday" | "wed." => Weekday::Wed,
        "thursday" | "thurs." | "thur." | "thu." => Weekday::Thu,
        "friday" | "fri." => Weekday::Fri,
        "saturday" | "sat." => Weekday::Sat,
        "sunday" => Weekday::Sun,
        _ => return None,
    })
}

/// A weekday's short form without its full stop, as timetables and datelines write it ("Mon, 18 Nov").
pub(super) fn bare_weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "mon" => Weekday::Mon,
        "tue" | "tues" => Weekday::Tue,
        "wed" => Weekday::Wed,
        "thu" | "thur" | "thurs" => Weekday::Thu,
        "fri" => Weekday::Fri,
        "sat" => Weekday::Sat,
        "sun" | "sun." => Weekday::Sun,
        _ => return None,
    })
}

/// A season, by its first month (northern; the word is resolved to a year, for which the hemisphere matters little).
pub(super) fn season(word: &str) -> Option<u32> {
    Some(match word {
        "spring" => 3,
        "summer" => 6,
        "autumn" | "fall" => 9,
        "winter" => 12,
        _ => return None,
    })
}

/// A span of time that can be counted or named: "week", "months".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Resolved to the day itself.
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// The unit of a lower-cased word, singular or plural.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "hour" | "hours" | "minutes" | "minute" => Unit::Hour,
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "weekend" | "weekends" => Unit::Weekend,
        "month" | "months" => Unit::Month,
        "quarter" | "quarters" => Unit::Quarter,
        "year" | "years" => Unit::Year,
        "decade" | "decades" => Unit::Decade,
        "century" | "centuries" => Unit::Century,
        _ => return None,
    })
}

/// A part of a day that may follow or stand for a day: "morning".
pub(super) fn is_day_part(word: &str) -> bool {
    matches!(word, "morning" | "afternoon" | "evening" | "night" | "lunchtime" | "midnight" | "noon" | "midday")
}

/// A feast that falls on one day of every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holiday {
    /// Month and day.
    Fixed(u32, u32),
    /// The n-th weekday of a month and so many days after it (Black Friday follows the fourth Thursday).
    Nth(u32, Weekday, u8, u64),
    /// The last weekday of a month.
    Last(u32, Weekday),
    /// Days from Easter Sunday.
    Easter(i64),
}

/// Holidays by their words in lower case, longest first where one begins another.
pub(super) const HOLIDAYS: [(&[&str], Holiday); 23] = [
    (&["christmas", "eve"], Holiday::Fixed(12, 24)),
    (&["christmas", "day"], Holiday::Fixed(12, 25)),
    (&["christmas"], Holiday::Fixed(12, 25)),
    (&["boxing", "day"], Holiday::Fixed(12, 26)),
    (&["new", "year", "'s", "eve"], Holiday::Fixed(12, 31)),
    (&["new", "year", "’s", "eve"], Holiday::Fixed(12, 31)),
    (&["new", "year", "'s", "day"], Holiday::Fixed(1, 1)),
    (&["new", "year", "’s", "day"], Holiday::Fixed(1, 1)),
    (&["valentine", "'s", "day"], Holiday::Fixed(2, 14)),
    (&["valentine", "’s", "day"], Holiday::Fixed(2, 14)),
    (&["halloween"], Holiday::Fixed(10, 31)),
    (&["memorial", "day"], Holiday::Last(5, Weekday::Mon)),
    (&["labor", "day"], Holiday::Nth(9, Weekday::Mon, 1, 0)),
    (&["columbus", "day"], Holiday::Nth(10, Weekday::Mon, 2, 0)),
    (&["thanksgiving", "day"], Holiday::Nth(11, Weekday::Thu, 4, 0)),
    (&["thanksgiving"], Holiday::Nth(11, Weekday::Thu, 4, 0)),
    (&["black", "friday"], Holiday::Nth(11, Weekday::Thu, 4, 1)),
    (&["cyber", "monday"], Holiday::Nth(11, Weekday::Thu, 4, 4)),
    (&["ash", "wednesday"], Holiday::Easter(-46)),
    (&["good", "friday"], Holiday::Easter(-2)),
    (&["easter", "sunday"], Holiday::Easter(0)),
    (&["easter", "monday"], Holiday::Easter(1)),
    (&["easter"], Holiday::Easter(0)),
];

impl Holiday {
    /// The day it falls on in `year`.
    pub(super) fn in_year(self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Self::Nth(month, weekday, n, after) => {
                NaiveDate::from_weekday_of_month_opt(year, month, weekday, n)?.checked_add_days(Days::new(after))
            }
            Self::Last(month, weekday) => {
                let next = NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?;
                Some(on_or_before(next.pred_opt()?, weekday))
            }
            Self::Easter(offset) => add_days(easter(year)?, offset),
        }
    }
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876).
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19).rem_euclid(32);
    NaiveDate::from_ymd_opt(year, month.try_into().ok()?, day.try_into().ok()?)
}

/// The day `offset` days later, or earlier when it is negative.
pub(super) fn add_days(day: NaiveDate, offset: i64) -> Option<NaiveDate> {
    let by = Days::new(offset.unsigned_abs());
    if offset < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) }
}

/// The month `offset` months after that of `day`.
pub(super) fn add_months((year, month): (i32, u32), offset: i64) -> Option<(i32, u32)> {
    let count = i64::from(year) * 12 + i64::from(month) - 1 + offset;
    Some((i32::try_from(count.div_euclid(12)).ok()?, u32::try_from(count.rem_euclid(12)).ok()? + 1))
}

/// The last such weekday on `day` or before it.
pub(super) fn on_or_before(day: NaiveDate, weekday: Weekday) -> NaiveDate {
    let back = i64::from(day.weekday().days_since(weekday));
    add_days(day, -back).unwrap_or(day)
}

/// The first such weekday on `day` or after it.
pub(super) fn on_or_after(day: NaiveDate, weekday: Weekday) -> NaiveDate {
    let on = i64::from(weekday.days_since(day.weekday()));
    add_days(day, on).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_fall_where_they_do() {
        let day = |holiday: Holiday, year| holiday.in_year(year).unwrap().to_string();
        let named = |name: &[&str]| HOLIDAYS.iter().find(|it| it.0 == name).unwrap().1;
        assert_eq!(day(named(&["easter"]), 2019), "2019-04-21");
        assert_eq!(day(named(&["easter"]), 2024), "2024-03-31");
        assert_eq!(day(named(&["good", "friday"]), 2025), "2025-04-18");
        assert_eq!(day(named(&["thanksgiving"]), 2019), "2019-11-28");
        assert_eq!(day(named(&["black", "friday"]), 2019), "2019-11-29");
        assert_eq!(day(named(&["memorial", "day"]), 2023), "2023-05-29");
        assert_eq!(day(named(&["labor", "day"]), 2023), "2023-09-04");
    }

    #[test]
    fn months_wrap() {
        assert_eq!(add_months((2019, 11), 2), Some((2020, 1)));
        assert_eq!(add_months((2019, 1), -1), Some((2018, 12)));
    }
}

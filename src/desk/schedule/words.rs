//! Schedules in words: times as they are there, days as people say them.

use chrono::{Datelike as _, NaiveDate, TimeDelta, Weekday};
use chrono_tz::Tz;

use super::{DAILY, slot};
use crate::feed::following::Followed;
use crate::ports::Timestamp;
use crate::record::Schedule;

/// "Tuesday 24 November at 08:00 (Europe/Kyiv)"
pub fn when(at: Timestamp, zone: Tz) -> String {
    format!("{} ({})", moment(at, zone), zone.name())
}

/// "Tuesday 24 November at 08:00"
pub fn moment(at: Timestamp, zone: Tz) -> String {
    at.with_timezone(&zone).format("%A %-d %B at %H:%M").to_string()
}

/// "Tuesday, 24 November 2026"
pub fn day(date: NaiveDate) -> String {
    date.format("%A, %-d %B %Y").to_string()
}

/// "2 hours 10 minutes"
pub fn long(time: TimeDelta) -> String {
    let count = |it: i64, one: &str| match it {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{it} {one}s")),
    };
    let minutes = time.num_minutes();
    if minutes >= 48 * 60 {
        return count(minutes / (24 * 60), "day").unwrap_or_default();
    }
    let parts = [count(minutes / 60, "hour"), count(minutes % 60, "minute")];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if text.is_empty() { "less than a minute".into() } else { text }
}

/// "every day", "Monday to Friday", "on Monday, Wednesday and Sunday"
pub fn days(days: &[Weekday]) -> String {
    let places: Vec<usize> = (0..7).filter(|at| DAILY.get(*at).is_some_and(|it| days.contains(it))).collect();
    let name = |at: &usize| DAILY.get(*at).map_or("", |it| full(*it)).to_owned();
    let in_a_row = places.windows(2).all(|it| matches!(it, [a, b] if a + 1 == *b));
    match places.as_slice() {
        all if all.len() == 7 => "every day".into(),
        [first, .., last] if in_a_row && places.len() > 2 => format!("{} to {}", name(first), name(last)),
        some => format!("on {}", listed(&some.iter().map(name).collect::<Vec<_>>())),
    }
}

fn full(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// "a, b and c"
pub fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// "s1, every day at 08:00 (Europe/Kyiv): all feeds, standard recipe, at most 6 stories, silent when nothing is new."
pub fn describe(schedule: &Schedule, followed: &[Followed]) -> String {
    let name =
        |it: &u64| followed.iter().find(|of| of.feed == *it).map_or("a feed that is gone", |it| &it.name).to_owned();
    let feeds = match schedule.feeds.as_slice() {
        [] => "all feeds".to_owned(),
        some => listed(&some.iter().map(name).collect::<Vec<_>>()),
    };
    let topics = match schedule.topics.as_slice() {
        [] => String::new(),
        some => format!(" on {}", some.join(" or ")),
    };
    let most = if schedule.most == 1 { "one story".to_owned() } else { format!("{} stories", schedule.most) };
    let silent = if schedule.silent { "silent when nothing is new" } else { "says so when nothing is new" };
    format!(
        "{}, {} at {} ({}): {feeds}{topics}, {} recipe, at most {most}, {silent}.",
        schedule.id,
        days(&schedule.days),
        schedule.time.format("%H:%M"),
        schedule.zone.name(),
        schedule.recipe
    )
}

/// "Next: Tuesday 24 November at 08:00 (Europe/Kyiv)."
pub fn next(schedule: &Schedule, now: Timestamp) -> String {
    if schedule.paused {
        return "Paused.".into();
    }
    let Some(at) = schedule.next.or_else(|| slot::next(schedule, now).map(|it| it.at)) else {
        return "Never due.".into();
    };
    if at <= now {
        return "Due now.".into();
    }
    let local = at.with_timezone(&schedule.zone);
    let day = local.date_naive();
    let time = local.time();
    let here = now.with_timezone(&schedule.zone);
    let year = if day.year() == here.year() { String::new() } else { format!(" {}", day.year()) };
    // Where the clocks pass over the time that was asked for, this one is another, and that is said.
    let moved = if (time.format("%H:%M").to_string()) == schedule.time.format("%H:%M").to_string() {
        String::new()
    } else {
        format!(", since the clocks pass over {} that day", schedule.time.format("%H:%M"))
    };
    let zone = schedule.zone.name();
    format!("Next: {}{year} at {} ({zone}{moved}).", local.format("%A %-d %B"), local.format("%H:%M"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::tests::schedule;

    #[test]
    fn days_as_people_say_them() {
        let check = |given: &str, expected: &str| {
            let given: Vec<Weekday> = given.split_whitespace().map(|it| it.parse().unwrap()).collect();
            assert_eq!(days(&given), expected);
        };
        check("mon tue wed thu fri sat sun", "every day");
        check("mon tue wed thu fri", "Monday to Friday");
        check("sat sun", "on Saturday and Sunday");
        check("fri mon wed", "on Monday, Wednesday and Friday");
        check("tue", "on Tuesday");
    }

    #[test]
    fn times_as_they_are_there() {
        let at = |it: &str| it.parse::<Timestamp>().unwrap();
        assert_eq!(
            when(at("2026-11-24T06:00:00Z"), chrono_tz::Europe::Kyiv),
            "Tuesday 24 November at 08:00 (Europe/Kyiv)"
        );
        let check = |minutes, expected: &str| assert_eq!(long(TimeDelta::minutes(minutes)), expected);
        check(0, "less than a minute");
        check(1, "1 minute");
        check(130, "2 hours 10 minutes");
        check(180, "3 hours");
        check(3000, "2 days");
        let mut of = schedule("s1");
        assert_eq!(next(&of, at("2026-11-24T09:00:00Z")), "Next: Wednesday 25 November at 08:00 (Europe/London).");
        assert_eq!(next(&of, at("2026-12-31T09:00:00Z")), "Next: Friday 1 January 2027 at 08:00 (Europe/London).");
        of.time = chrono::NaiveTime::from_hms_opt(1, 30, 0).unwrap();
        assert_eq!(
            next(&of, at("2026-03-28T09:00:00Z")),
            "Next: Sunday 29 March at 02:00 (Europe/London, since the clocks pass over 01:30 that day)."
        );
        of.paused = true;
        assert_eq!(next(&of, at("2026-03-28T09:00:00Z")), "Paused.");
        assert_eq!(
            describe(&of, &[]),
            "s1, every day at 01:30 (Europe/London): all feeds, standard recipe, at most 6 stories, silent when nothing is new."
        );
    }
}

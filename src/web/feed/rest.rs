//! How long a feed wants to be left alone: its server's cache headers, its `ttl`, the hours and days that it skips.

use std::time::Duration;

use chrono::{DateTime, Datelike as _, TimeDelta, Timelike as _, Utc};
use reqwest::header::{AGE, CACHE_CONTROL, DATE, EXPIRES, HeaderMap};

use super::read::Wishes;
use crate::fetch::text;

/// The longest that cache headers are obeyed: they are often set for all files alike, for a year.
const LONGEST_CACHE: Duration = Duration::from_secs(6 * 3600);

/// The longest that a feed's own wish is obeyed: "yearly" stands in templates.
const LONGEST_WISH: Duration = Duration::from_secs(24 * 3600);

/// How long to leave a feed alone, if its answer says. Hours and days are counted from the server's own clock.
pub(super) fn rest(headers: &HeaderMap, wishes: Option<&Wishes>) -> Option<Duration> {
    let now = date(text(headers, &DATE));
    let cache = fresh(headers, now).map(|it| it.min(LONGEST_CACHE));
    let wish = wishes.and_then(|it| it.rest).map(|it| it.min(LONGEST_WISH));
    let rest = cache.max(wish);
    let skipped = now.zip(wishes).and_then(|(now, wishes)| skipped(now, rest.unwrap_or_default(), wishes));
    skipped.or(rest).filter(|it| !it.is_zero())
}

/// How long the answer stays fresh.
fn fresh(headers: &HeaderMap, now: Option<DateTime<Utc>>) -> Option<Duration> {
    let control = headers.get_all(CACHE_CONTROL).iter().filter_map(|it| it.to_str().ok());
    let control: Vec<String> = control.flat_map(|it| it.split(',')).map(|it| it.trim().to_ascii_lowercase()).collect();
    if control.iter().any(|it| it == "no-store" || it == "no-cache" || it.starts_with("no-cache=")) {
        return None;
    }
    let max_age = control.iter().find_map(|it| it.strip_prefix("max-age=")?.trim_matches('"').parse().ok());
    if let Some(seconds) = max_age {
        let age = text(headers, &AGE).and_then(|it| it.trim().parse().ok()).unwrap_or(0);
        return Some(Duration::from_secs(u64::saturating_sub(seconds, age)));
    }
    (date(text(headers, &EXPIRES))? - now?).to_std().ok()
}

/// When `now + rest` falls into hours or days that are skipped: the time until those are over, at most two days.
fn skipped(now: DateTime<Utc>, rest: Duration, wishes: &Wishes) -> Option<Duration> {
    let mut at = now + TimeDelta::from_std(rest).ok()?;
    let skips = |at: DateTime<Utc>| {
        wishes.skip_hours.contains(&at.hour()) || wishes.skip_days.contains(&at.weekday().num_days_from_monday())
    };
    if !skips(at) {
        return None;
    }
    for _ in 0..48 {
        at += TimeDelta::hours(1) - TimeDelta::seconds(i64::from(at.minute() * 60 + at.second()));
        if !skips(at) {
            break;
        }
    }
    (at - now).to_std().ok()
}

fn date(header: Option<&str>) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc2822(header?.trim()).ok().map(|it| it.to_utc())
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderName, HeaderValue};

    use super::*;

    #[test]
    fn how_long() {
        let check = |headers: &str, wishes: Wishes, expected: Option<u64>| {
            let lines = headers.lines().filter_map(|it| it.split_once(": "));
            let head =
                lines.map(|(name, value)| (name.parse::<HeaderName>().unwrap(), value.parse::<HeaderValue>().unwrap()));
            assert_eq!(rest(&head.collect(), Some(&wishes)).map(|it| it.as_secs()), expected, "{headers} {wishes:?}");
        };
        let none = Wishes::default;
        let wish = |minutes: u64| Wishes { rest: Some(Duration::from_secs(minutes * 60)), ..Wishes::default() };
        let monday = "date: Mon, 17 Feb 2025 08:30:00 GMT\n";
        check("", none(), None);
        check("cache-control: max-age=600", none(), Some(600));
        check("cache-control: public, Max-Age=\"600\"\nage: 100", none(), Some(500));
        check("cache-control: max-age=600\nage: 900", none(), None);
        check("cache-control: max-age=31536000", none(), Some(6 * 3600));
        check("cache-control: no-cache, max-age=600", none(), None);
        check(&format!("{monday}expires: Mon, 17 Feb 2025 08:45:00 GMT"), none(), Some(900));
        check(&format!("{monday}expires: 0"), none(), None);
        check(&format!("{monday}expires: Mon, 17 Feb 2025 07:00:00 GMT"), none(), None);
        // The longer of the two.
        check("cache-control: max-age=600", wish(60), Some(3600));
        check("cache-control: max-age=7200", wish(60), Some(7200));
        check("", wish(1_000_000), Some(24 * 3600));
        // Skipped hours: until the first that is not.
        check(monday, Wishes { skip_hours: vec![8, 9], ..none() }, Some(90 * 60));
        check(monday, Wishes { skip_hours: vec![9], ..wish(60) }, Some(90 * 60));
        check(monday, Wishes { skip_days: vec![0], ..none() }, Some(15 * 3600 + 30 * 60));
        check(monday, Wishes { skip_hours: (0..24).collect(), ..none() }, Some(47 * 3600 + 30 * 60));
        check("", Wishes { skip_hours: vec![8], ..none() }, None);
        check(monday, Wishes { skip_hours: vec![7], ..none() }, None);
    }
}

//! Dates as feeds write them: by two standards, and by everybody's own idea of them.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Utc};

/// Years that news can be from; outside, the date is a program's default.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// Names of zones, in hours from UTC, half hours as minutes. Those with several meanings have RFC 822's, or none.
const ZONES: &[(&str, i32)] = &[
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("west", 60),
    ("bst", 60),
    ("cet", 60),
    ("mez", 60),
    ("met", 60),
    ("cest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("acst", 570),
    ("awst", 480),
    ("nzst", 720),
    ("nzdt", 780),
    ("sgt", 480),
    ("hkt", 480),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("akst", -540),
    ("akdt", -480),
    ("hst", -600),
    ("ast", -240),
    ("adt", -180),
    ("nst", -210),
    ("ndt", -150),
    ("brt", -180),
    ("et", -300),
    ("ct", -360),
    ("pt", -480),
];

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The moment that `text` names, if it surely names one. A day without a time is its midnight, a time without a zone UTC.
pub(super) fn date(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    // Nobody writes a longer one.
    if text.len() > 100 {
        return None;
    }
    let found = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text)).ok();
    let found = found.or_else(|| numeric(text)).or_else(|| spoken(text)).or_else(|| seconds(text))?;
    let found = found.to_utc();
    YEARS.contains(&chrono::Datelike::year(&found)).then_some(found)
}

/// "2025-02-17 08:00", "2025/2/17", "20250217T080000Z".
fn numeric(text: &str) -> Option<DateTime<FixedOffset>> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (day, rest) = if digits == 8 {
        let number: u32 = text.get(..8)?.parse().ok()?;
        (
            NaiveDate::from_ymd_opt(i32::try_from(number / 10_000).ok()?, number / 100 % 100, number % 100)?,
            text.get(8..)?,
        )
    } else if digits == 4 {
        let separator = text.get(4..)?.chars().next().filter(|it| matches!(it, '-' | '/' | '.'))?;
        let mut parts = text.splitn(3, separator);
        let (year, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
        let len = rest.bytes().take_while(u8::is_ascii_digit).count().min(2);
        let day = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, rest.get(..len)?.parse().ok()?)?;
        (day, rest.get(len..)?)
    } else {
        return None;
    };
    let rest = rest.trim_start_matches(['T', 't', ' ', ',']);
    let (time, rest) = time(rest).unwrap_or((NaiveTime::MIN, rest));
    moment(day, time, zone(rest))
}

/// "Monday, 17 February 2025 8:00 PM EST", "Feb. 17, 2025", in any order that leaves no doubt.
fn spoken(text: &str) -> Option<DateTime<FixedOffset>> {
    let (mut year, mut month, mut day, mut at, mut offset) = (None, None, None, None, None);
    let mut rest = text;
    loop {
        rest =
            rest.trim_start_matches(|it: char| it.is_whitespace() || matches!(it, ',' | '.' | '(' | ')' | '-' | '/'));
        if rest.is_empty() {
            break;
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            if let Some((found, after)) = time(rest) {
                (at, rest) = (Some(found), after);
                // Before commas and hyphens are skipped: a zone begins with one.
                if month.is_some() && rest.trim_start().starts_with(['+', '-']) {
                    offset = zone(rest);
                    rest = rest
                        .trim_start()
                        .trim_start_matches(|it: char| matches!(it, '+' | '-' | ':') || it.is_ascii_digit());
                }
                continue;
            }
            let number: i32 = rest.get(..digits)?.parse().ok()?;
            rest = rest.get(digits..)?;
            if let Some(after) = ["st", "nd", "rd", "th"].iter().find_map(|it| rest.strip_prefix(it)) {
                rest = after;
            }
            match (digits, day, year) {
                (4, _, None) => year = Some(number),
                (1 | 2, None, _) => day = Some(u32::try_from(number).ok()?),
                (2, Some(_), None) => year = Some(if number < 70 { 2000 + number } else { 1900 + number }),
                _ => return None,
            }
            continue;
        }
        let letters = rest.find(|it: char| !it.is_alphabetic()).unwrap_or(rest.len());
        if letters == 0 {
            let it = rest.chars().next()?;
            if at.is_some() && offset.is_none() && matches!(it, '+') {
                offset = zone(rest);
                rest = rest.trim_start_matches(|it: char| matches!(it, '+' | ':') || it.is_ascii_digit());
                continue;
            }
            rest = rest.get(it.len_utf8()..)?;
            continue;
        }
        let word = rest.get(..letters)?.to_lowercase();
        rest = rest.get(letters..)?;
        let named = MONTHS.iter().position(|it| word.starts_with(it));
        if let (Some(found), None) = (named, month) {
            month = Some(u32::try_from(found + 1).ok()?);
        } else if at.is_some() && offset.is_none() && ZONES.iter().any(|(name, _)| *name == word) {
            // "GMT+0100"
            let signed = rest.starts_with(['+', '-']);
            offset = if signed { zone(rest) } else { zone(&word) };
            if signed {
                rest = rest.trim_start_matches(|it: char| matches!(it, '+' | '-' | ':') || it.is_ascii_digit());
            }
        }
    }
    moment(NaiveDate::from_ymd_opt(year?, month?, day?)?, at.unwrap_or(NaiveTime::MIN), offset)
}

/// Seconds or milliseconds since 1970.
fn seconds(text: &str) -> Option<DateTime<FixedOffset>> {
    let number: i64 = text.parse().ok()?;
    let found = match text.len() {
        9 | 10 => DateTime::from_timestamp(number, 0),
        12 | 13 => DateTime::from_timestamp_millis(number),
        _ => None,
    };
    found.map(|it| it.fixed_offset())
}

/// "8:00", "08:00:00.000", "8:00 PM" at the beginning of `text`, and what follows it.
fn time(text: &str) -> Option<(NaiveTime, &str)> {
    let number = |text: &str| {
        let len = text.bytes().take_while(u8::is_ascii_digit).count();
        let number: u32 = text.get(..len).filter(|it| it.len() <= 2)?.parse().ok()?;
        Some((number, len))
    };
    // "080000", after a day in the same style.
    let packed = text.bytes().take_while(u8::is_ascii_digit).count();
    if packed == 6 {
        let number: u32 = text.get(..6)?.parse().ok()?;
        return Some((NaiveTime::from_hms_opt(number / 10_000, number / 100 % 100, number % 100)?, text.get(6..)?));
    }
    let (mut hour, len) = number(text)?;
    let rest = text.get(len..)?.strip_prefix(':')?;
    let (minute, len) = number(rest)?;
    let mut rest = rest.get(len..)?;
    let mut second = 0;
    if let Some(after) = rest.strip_prefix(':')
        && let Some((found, len)) = number(after)
    {
        (second, rest) = (found.min(59), after.get(len..)?);
    }
    if let Some(after) = rest.strip_prefix(['.', ',']) {
        let parts = after.bytes().take_while(u8::is_ascii_digit).count();
        rest = if parts > 0 { after.get(parts..)? } else { rest };
    }
    let after = rest.trim_start();
    let half = after.get(..2).map(str::to_ascii_lowercase);
    match half.as_deref() {
        Some("pm") if hour < 12 => hour += 12,
        Some("am") if hour == 12 => hour = 0,
        _ => {}
    }
    if matches!(half.as_deref(), Some("am" | "pm")) {
        rest = after.get(2..)?;
    }
    Some((NaiveTime::from_hms_opt(if hour == 24 { 0 } else { hour }, minute, second)?, rest))
}

/// The zone at the beginning of `text`, in seconds.
fn zone(text: &str) -> Option<i32> {
    let text = text.trim_start();
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => {
            let len = text.find(|it: char| !it.is_alphabetic()).unwrap_or(text.len());
            let name = text.get(..len)?.to_lowercase();
            return ZONES.iter().find(|(it, _)| *it == name).map(|(_, minutes)| minutes * 60);
        }
    };
    let digits: String =
        text.chars().skip(1).filter(|it| *it != ':').take_while(char::is_ascii_digit).take(4).collect();
    let (hours, minutes) = if digits.len() <= 2 { (digits.as_str(), "0") } else { digits.split_at(digits.len() - 2) };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes) * 60)
}

fn moment(day: NaiveDate, time: NaiveTime, zone: Option<i32>) -> Option<DateTime<FixedOffset>> {
    let zone = FixedOffset::east_opt(zone.unwrap_or(0))?;
    day.and_time(time).and_local_timezone(zone).single()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        let check = |text: &str, expected: &str| {
            let found = date(text).map(|it| it.format("%Y-%m-%d %H:%M:%S").to_string());
            assert_eq!(found.as_deref().unwrap_or("none"), expected, "{text}");
        };
        check("Mon, 17 Feb 2025 08:00:00 GMT", "2025-02-17 08:00:00");
        check("Mon, 17 Feb 2025 08:00:00 EST", "2025-02-17 13:00:00");
        check("Mon, 17 Feb 2025 08:00:00 +0200", "2025-02-17 06:00:00");
        check("2025-02-17T08:00:00+02:00", "2025-02-17 06:00:00");
        check("2025-02-17T08:00:00.123Z", "2025-02-17 08:00:00");
        // The wrong day of the week, no seconds, a name that RFC 822 doesn't know, space around.
        check("Tue, 17 Feb 2025 08:00:00 GMT", "2025-02-17 08:00:00");
        check("  Mon, 17 Feb 2025 08:00 CEST\n", "2025-02-17 06:00:00");
        check("Mon, 17 Feb 2025 08:00:00 Z", "2025-02-17 08:00:00");
        check("Mon 17 February 2025 8:05:01 GMT+0100", "2025-02-17 07:05:01");
        check("Monday, February 17, 2025 - 8:00 PM", "2025-02-17 20:00:00");
        check("Feb. 17th, 2025", "2025-02-17 00:00:00");
        check("17 Feb 25 12:30 am", "2025-02-17 00:30:00");
        check("Mon Feb 17 08:00:00 2025", "2025-02-17 08:00:00");
        check("Mon Feb 17 08:00:00 UTC 2025", "2025-02-17 08:00:00");
        check("Mon Feb 17 2025 08:00:00 GMT-0500 (Eastern Standard Time)", "2025-02-17 13:00:00");
        check("2025-02-17", "2025-02-17 00:00:00");
        check("2025-02-17 08:00:00", "2025-02-17 08:00:00");
        check("2025-02-17 08:00:00 +0100", "2025-02-17 07:00:00");
        check("2025-02-17T08:00", "2025-02-17 08:00:00");
        check("2025-02-17T08:00:00+0100", "2025-02-17 07:00:00");
        check("2025/02/17 8:00", "2025-02-17 08:00:00");
        check("20250217T080000Z", "2025-02-17 08:00:00");
        check("Mon, 17 Feb 2025 24:00:00 GMT", "2025-02-17 00:00:00");
        check("1739779200", "2025-02-17 08:00:00");
        check("1739779200000", "2025-02-17 08:00:00");
        // A program's default is no date.
        check("0", "none");
        check("0001-01-01T00:00:00Z", "none");
        check("Thu, 01 Jan 1970 00:00:00 +0000", "none");
        check("Invalid Date", "none");
        check("17.2.", "none");
        check("02/17/2025", "none");
        check("2025-02-30", "none");
        check("", "none");
        check(&"1 ".repeat(40), "none");
        check("é17 ✓ Feb 2025", "2025-02-17 00:00:00");
    }
}

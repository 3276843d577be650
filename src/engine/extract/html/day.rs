//! A day that stands somewhere in a short line, in figures or with a month's name in one of the larger European languages.

use chrono::NaiveDate;

/// Beginnings of months' names, for each month.
const MONTHS: [&[&str]; 12] = [
    &["jan", "gen", "ene", "janv", "sty", "led"],
    &["feb", "fév", "fev", "lut"],
    &["mar", "mär", "mrz", "maa"],
    &["apr", "avr", "abr", "kwi"],
    &["may", "mai", "mag", "mei", "maj"],
    &["jun", "juin", "giu", "cze"],
    &["jul", "juil", "lug", "lip"],
    &["aug", "aoû", "aou", "ago", "sie"],
    &["sep", "set", "wrz"],
    &["oct", "okt", "ott", "out", "paź"],
    &["nov", "lis"],
    &["dec", "dez", "déc", "dic", "gru"],
];

/// Words and figures that are looked at.
const MOST: usize = 60;

/// A word or number, and the sign before it.
struct Part<'t> {
    text: &'t str,
    sign: char,
}

/// The first day that `line` names.
pub(super) fn find(line: &str) -> Option<NaiveDate> {
    let parts = parts(line);
    parts.windows(3).find_map(|it| {
        let [a, b, c] = it else { return None };
        let alike = b.sign == c.sign && matches!(b.sign, '.' | '-' | '/' | ' ');
        match (year(a.text), year(c.text)) {
            (Some(year), None) if alike => NaiveDate::from_ymd_opt(year, small(b.text)?, small(c.text)?),
            (None, Some(year)) if alike && small(a.text).is_some() && small(b.text).is_some() && b.sign != ' ' => {
                let (day, month) = (small(a.text)?, small(b.text)?);
                NaiveDate::from_ymd_opt(year, month, day).or_else(|| NaiveDate::from_ymd_opt(year, day, month))
            }
            (None, Some(year)) => match (small(a.text), small(b.text)) {
                (Some(day), None) => NaiveDate::from_ymd_opt(year, month(b.text)?, day),
                (None, Some(day)) => NaiveDate::from_ymd_opt(year, month(a.text)?, day),
                _ => None,
            },
            _ => None,
        }
    })
}

fn parts(line: &str) -> Vec<Part<'_>> {
    let mut found: Vec<Part<'_>> = Vec::new();
    let mut sign = ' ';
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if found.len() >= MOST {
            break;
        }
        let same = |it: char| if c.is_ascii_digit() { it.is_ascii_digit() } else { it.is_alphabetic() };
        let end = if c.is_alphanumeric() { rest.find(|it| !same(it)).unwrap_or(rest.len()) } else { 0 };
        match rest.split_at_checked(end) {
            Some((text, behind)) if end > 0 => {
                // "18th of May", "18 de mayo".
                if !matches!(text, "de" | "of" | "del" | "st" | "nd" | "rd" | "th") {
                    found.push(Part { text, sign });
                    sign = ' ';
                }
                rest = behind;
            }
            _ => {
                if !c.is_whitespace() {
                    sign = c;
                }
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            }
        }
    }
    found
}

fn year(text: &str) -> Option<i32> {
    text.parse().ok().filter(|it| text.len() == 4 && (1990..2100).contains(it))
}

fn small(text: &str) -> Option<u32> {
    text.parse().ok().filter(|it| text.len() <= 2 && (1..=31).contains(it))
}

fn month(text: &str) -> Option<u32> {
    let text = text.to_lowercase();
    let fits = |names: &&[&str]| names.iter().any(|it| text.starts_with(it));
    let at = MONTHS.iter().position(fits).filter(|_| text.chars().count() <= 12)?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_lines() {
        let check = |line: &str, expected: Option<&str>| {
            assert_eq!(find(line).map(|it| it.to_string()).as_deref(), expected, "{line}");
        };
        check("Posted on 18. Mai 2014 by Ann", Some("2014-05-18"));
        check("18th of May, 2014", Some("2014-05-18"));
        check("May 18, 2014 at 9:40", Some("2014-05-18"));
        check("Updated: 2014-05-18T10:00", Some("2014-05-18"));
        check("am 18.05.2014 um 9 Uhr", Some("2014-05-18"));
        check("05/18/2014", Some("2014-05-18"));
        check("https://news.example/2014/05/18/ferry", Some("2014-05-18"));
        check("le 3 février 2019", Some("2019-02-03"));
        check("Copyright 2014", None);
        check("12 people in 2014", None);
        check("31.02.2014", None);
        check("", None);
    }
}

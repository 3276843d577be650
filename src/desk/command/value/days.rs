//! Days of the week as people write them: "weekdays", "mon-fri", "mon, wed and fri".

use chrono::Weekday;

/// How to write them.
pub const HOW: &str = "write weekdays, weekends, daily, mon-fri or mon,wed,fri";

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// The days that `text` names, each once, from Monday on.
pub fn days(text: &str) -> Option<Vec<Weekday>> {
    let text = text.to_lowercase().replace(['–', '—'], "-").replace(" to ", "-").replace(" - ", "-");
    let mut named = [false; 7];
    let mut some = false;
    for part in text.split([',', ' ', '+', '/', '&']).filter(|it| !matches!(*it, "" | "and" | "every" | "on")) {
        for it in part_days(part)? {
            *named.get_mut(it.num_days_from_monday() as usize)? = true;
        }
        some = true;
    }
    some.then(|| WEEK.into_iter().zip(named).filter(|it| it.1).map(|it| it.0).collect())
}

fn part_days(part: &str) -> Option<Vec<Weekday>> {
    match part {
        "daily" | "day" | "days" | "everyday" | "all" | "week" => return Some(WEEK.to_vec()),
        "weekday" | "weekdays" | "workday" | "workdays" => return Some(WEEK[..5].to_vec()),
        "weekend" | "weekends" => return Some(WEEK[5..].to_vec()),
        _ => {}
    }
    let Some((from, to)) = part.split_once('-') else { return Some(vec![day(part)?]) };
    let (from, to) = (day(from)?, day(to)?);
    let mut all = vec![from];
    let mut it = from;
    while it != to {
        it = it.succ();
        all.push(it);
    }
    Some(all)
}

/// "mon", "Monday", "mondays", "thurs".
fn day(name: &str) -> Option<Weekday> {
    let name = name.trim_end_matches('.');
    let whole = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let one = if name.len() > 5 { name.strip_suffix('s').unwrap_or(name) } else { name };
    let at = whole.iter().position(|it| one.len() >= 2 && it.starts_with(one))?;
    WEEK.get(at).copied()
}

/// The days in words: "weekdays", "daily", "Mon, Wed".
pub fn said(days: &[Weekday]) -> String {
    let has = |it: &Weekday| days.contains(it);
    match (WEEK[..5].iter().filter(|it| has(it)).count(), WEEK[5..].iter().filter(|it| has(it)).count()) {
        (5, 2) | (0, 0) => "daily".to_owned(),
        (5, 0) => "weekdays".to_owned(),
        (0, 2) => "weekends".to_owned(),
        _ => WEEK.iter().filter(|it| has(it)).map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_week() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(days(text).map(|it| said(&it)).as_deref(), expected, "{text}");
        };
        check("weekdays", Some("weekdays"));
        check("mon-fri", Some("weekdays"));
        check("Mon–Fri", Some("weekdays"));
        check("monday to friday", Some("weekdays"));
        check("Weekend", Some("weekends"));
        check("daily", Some("daily"));
        check("every day", Some("daily"));
        check("mon,wed", Some("Mon, Wed"));
        check("Fridays and Tuesdays", Some("Tue, Fri"));
        check("sat-mon", Some("Mon, Sat, Sun"));
        check("thurs", Some("Thu"));
        check("t", None);
        check("someday", None);
        check("mon,xyz", None);
        check("", None);
    }
}

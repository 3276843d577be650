//! A time of day as people write it: "08:00", "8am", "8.30 pm", "noon".

use chrono::NaiveTime;

/// How to write it.
pub const HOW: &str = "write it like 08:00 or 8 pm";

/// The time of day that `text` says, if it says one and only one.
pub fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().to_lowercase().replace(['\u{a0}', '\u{202f}'], " ");
    match text.as_str() {
        "noon" | "midday" => return NaiveTime::from_hms_opt(12, 0, 0),
        "midnight" => return NaiveTime::from_hms_opt(0, 0, 0),
        _ => {}
    }
    let halves = [("a.m.", 0), ("p.m.", 12), ("am", 0), ("pm", 12)];
    let half = halves.iter().find_map(|(mark, add)| Some((text.strip_suffix(mark)?.trim_end(), *add)));
    let (clock, half) = half.map_or((text.as_str(), None), |(clock, add)| (clock, Some(add)));
    let clock = clock.strip_suffix("o'clock").unwrap_or(clock).trim_end();
    let (hour, minute) = match clock.split_once([':', '.', 'h']) {
        Some((hour, minute)) => (hour, if minute.is_empty() { "00" } else { minute }),
        None if clock.len() == 4 => clock.split_at_checked(2)?,
        // A bare "8" may be either half of the day.
        None if half.is_some() => (clock, "00"),
        None => return None,
    };
    let number = |it: &str, most: usize| {
        it.bytes().all(|it| it.is_ascii_digit()).then_some(()).filter(|()| (1..=most).contains(&it.len()))?;
        it.parse::<u32>().ok()
    };
    let (hour, minute) = (number(hour, 2)?, number(minute, 2).filter(|_| minute.len() == 2)?);
    let hour = match half {
        Some(add) => (1..=12).contains(&hour).then_some(hour % 12 + add)?,
        None => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn times() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(time(text).map(|it| it.format("%H:%M").to_string()).as_deref(), expected, "{text}");
        };
        check("08:00", Some("08:00"));
        check("8:05", Some("08:05"));
        check("8am", Some("08:00"));
        check("8 PM", Some("20:00"));
        check("8.30 pm", Some("20:30"));
        check("12 a.m.", Some("00:00"));
        check("12pm", Some("12:00"));
        check("noon", Some("12:00"));
        check("midnight", Some("00:00"));
        check("0800", Some("08:00"));
        check("20h", Some("20:00"));
        check("7h45", Some("07:45"));
        check("8", None);
        check("8:5", None);
        check("24:00", None);
        check("13 pm", None);
        check("25:00", None);
        check("soon", None);
        check("", None);
        check("é:00", None);
    }
}

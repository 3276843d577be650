//! Small turns of English that every line is put together with.

/// With its first letter raised.
pub(super) fn raised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// With its first letter lowered.
pub(super) fn small(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// With one full stop at the end, unless it ends with a mark of its own.
pub(super) fn ended(text: &str) -> String {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')']);
    if bare.ends_with(['.', '!', '?', '…']) {
        text.to_owned()
    } else {
        format!("{}.", text.trim_end_matches([',', ';', ':']))
    }
}

/// "A, B and C"
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// "two", "three", then "11".
pub(super) fn in_words(count: u32) -> String {
    const WORDS: [&str; 9] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let word = usize::try_from(count).ok().and_then(|it| WORDS.get(it.wrapping_sub(2)));
    word.map_or_else(|| count.to_string(), |it| (*it).to_owned())
}

/// "17 February 2025", "February 2025", "2025".
pub(super) fn spoken_date(date: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let name = |it: &str| it.parse::<usize>().ok().and_then(|it| MONTHS.get(it.wrapping_sub(1)));
    match (month.and_then(name), day) {
        (Some(month), Some(day)) => format!("{} {month} {year}", day.trim_start_matches('0')),
        (Some(month), None) => format!("{month} {year}"),
        _ => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns() {
        assert_eq!(
            (raised("élan"), small("Two"), in_words(2), in_words(11)),
            ("Élan".into(), "two".into(), "two".into(), "11".into())
        );
        let names = |it: &[&str]| listed(&it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
        assert_eq!(
            (names(&["A", "B", "C"]), names(&["A"]), names(&[])),
            ("A, B and C".into(), "A".into(), String::new())
        );
        let check = |text: &str, expected: &str| assert_eq!(ended(text), expected);
        check("He left", "He left.");
        check("He left,", "He left.");
        check("\"He left.\"", "\"He left.\"");
        check("why?", "why?");
    }

    #[test]
    fn dates_are_spoken() {
        let check = |date: &str, expected: &str| assert_eq!(spoken_date(date), expected);
        check("2025-02-07", "7 February 2025");
        check("2025-12", "December 2025");
        check("2025", "2025");
        check("2025-13-01", "2025-13-01");
    }
}

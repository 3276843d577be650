//! A line that says when the article was published: "Feb 17, 2025", "Published 14:05 GMT, Tue 4 March 2025", "2 hours ago".

use chrono::NaiveDate;

/// What a line that holds nothing but a date says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DateLine {
    /// The day, where the line gives it in full and without doubt.
    pub day: Option<NaiveDate>,
    /// Whether it is called the day of a later change ("Updated", "Last modified").
    pub updated: bool,
}

/// Words that may stand beside a date in such a line.
#[rustfmt::skip]
const FILLER: &[&str] = &[
    "a.m", "am", "and", "ago", "at", "date", "day", "days", "eastern", "edited", "first", "from", "hour", "hours",
    "hrs", "last", "minute", "minutes", "min", "mins", "modified", "noon", "o'clock", "of", "on", "online",
    "originally", "p.m", "pm", "pacific", "post", "posted", "print", "published", "publication", "release",
    "released", "revised", "saved", "since", "the", "time", "today", "uhr", "update", "updated", "week", "weeks",
    "yesterday",
];

/// Abbreviations of time zones.
const ZONES: &[&str] = &[
    "acst", "aedt", "aest", "akst", "ast", "awst", "bst", "cat", "cdt", "cest", "cet", "cst", "ct", "eat", "edt",
    "eest", "eet", "est", "et", "gmt", "hkt", "ist", "jst", "kst", "mdt", "msk", "mst", "mt", "nzdt", "nzst", "pdt",
    "pkt", "pst", "pt", "sast", "sgt", "utc", "wat", "wib", "z",
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The number of a month's name, in full or cut to three or four letters.
pub(super) fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let short = word.chars().count();
    let at = MONTHS.iter().position(|it| *it == word || (3..=4).contains(&short) && it.starts_with(&word))?;
    u32::try_from(at + 1).ok()
}

fn is_weekday(word: &str) -> bool {
    WEEKDAYS.iter().any(|it| *it == word || (3..=5).contains(&word.len()) && it.starts_with(word))
}

/// Reads a line that is nothing but a date, with or without a time and words such as "Published".
pub(super) fn read(line: &str) -> Option<DateLine> {
    if line.len() > 120 {
        return None;
    }
    let mut seen = Seen::default();
    for word in line.split(|c: char| c.is_whitespace() || ",|·•()–—;".contains(c)) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if !bare.is_empty() && !seen.take(&bare) {
            return None;
        }
    }
    seen.finish()
}

/// Reads "Marsham Journal, Tuesday, 14 January 2025": what stands before the date, and the date.
pub(super) fn behind_comma(line: &str) -> Option<(&str, DateLine)> {
    if line.len() > 120 {
        return None;
    }
    let cut = |sign: &'static str| line.split_once(sign).and_then(|(head, tail)| Some((head.trim(), read(tail)?)));
    [", ", " | ", " - ", " – ", " — ", " · ", " • "].into_iter().find_map(cut).filter(|(head, _)| !head.is_empty())
}

/// What the words of a line have given so far.
#[derive(Default)]
struct Seen {
    numbers: Vec<u32>,
    month: Option<(u32, usize)>,
    year: Option<i32>,
    whole: Option<NaiveDate>,
    second: bool,
    weekday: bool,
    said: bool,
    ago: bool,
    updated: bool,
    unclear: bool,
}

impl Seen {
    /// Takes a lower-cased word in; false when it does not belong into a line of that kind.
    fn take(&mut self, word: &str) -> bool {
        if let Some(day) = whole_date(word) {
            self.second |= self.whole.is_some();
            self.whole = self.whole.or(Some(day));
            return true;
        }
        if is_numeric_date(word) {
            self.unclear = true;
            return true;
        }
        // "may" and "mar" are months; a second month belongs to a second date ("Published …, updated …").
        if let Some(number) = month(word) {
            self.second |= self.month.is_some();
            self.month = self.month.or(Some((number, self.numbers.len())));
            return true;
        }
        if is_weekday(word) {
            self.weekday = true;
            return true;
        }
        if FILLER.contains(&word) || ZONES.contains(&word) {
            self.said |= matches!(word, "published" | "posted" | "updated" | "modified" | "released" | "revised");
            self.ago |= matches!(word, "ago" | "today" | "yesterday");
            let first = self.month.is_none() && self.whole.is_none();
            self.updated |= first && matches!(word, "updated" | "modified" | "revised" | "update" | "edited");
            // "Published 3 May" after "Updated 4 May": the first date is still the updated one.
            return true;
        }
        self.number(word)
    }

    fn number(&mut self, word: &str) -> bool {
        let clock =
            ["am", "pm", "a.m", "p.m", "h", "z"].iter().fold(word, |it, tail| it.strip_suffix(tail).unwrap_or(it));
        let is_clock = clock.contains([':', '.']) || clock.len() < word.len();
        if is_clock && !clock.is_empty() && clock.chars().all(|it| it.is_ascii_digit() || ":.".contains(it)) {
            return true;
        }
        let ordinal = ["st", "nd", "rd", "th"].iter().fold(word, |it, tail| it.strip_suffix(tail).unwrap_or(it));
        let Ok(number) = ordinal.parse::<u32>() else { return word.starts_with(['+', '-']) };
        let year = i32::try_from(number).ok().filter(|it| (1900..2100).contains(it));
        match year {
            Some(year) if word.len() == 4 && self.year.is_none() && self.month.is_some() => self.year = Some(year),
            Some(_) => {}
            None if number <= 31 => self.numbers.push(number),
            // "1405 GMT".
            None => return word.len() == 4 && number < 2400,
        }
        true
    }

    fn finish(self) -> Option<DateLine> {
        let day = self.whole.or_else(|| {
            let ((month, at), year) = self.month.zip(self.year)?;
            // The number next to the month: before it ("17 February") or behind it ("February 17").
            let near = [at.checked_sub(1), Some(at)].into_iter().flatten().filter_map(|it| self.numbers.get(it));
            near.filter_map(|day| NaiveDate::from_ymd_opt(year, month, *day)).next()
        });
        let dated = day.is_some() || self.unclear || self.month.is_some() && !self.numbers.is_empty();
        (dated || self.ago && self.said || self.ago && !self.numbers.is_empty() || self.weekday && self.said)
            .then_some(DateLine { day, updated: self.updated })
    }
}

/// "2025-02-17", with or without a time behind it; "17.2.2025" and "02/17/2025" where only one reading is possible.
fn whole_date(word: &str) -> Option<NaiveDate> {
    let date = word.split(['t', 'T']).next().unwrap_or(word);
    if let Ok(day) = date.parse::<NaiveDate>() {
        return Some(day).filter(|it| date.len() == 10 && it.to_string().starts_with(['1', '2']));
    }
    let (first, second, year) = three_numbers(date)?;
    let day_first = NaiveDate::from_ymd_opt(year, second, first);
    let month_first = NaiveDate::from_ymd_opt(year, first, second);
    match (day_first, month_first) {
        (Some(day), None) | (None, Some(day)) => Some(day),
        // A dot between the numbers is written day first everywhere.
        (Some(day), Some(other)) if day == other || date.contains('.') => Some(day),
        _ => None,
    }
}

fn is_numeric_date(word: &str) -> bool {
    three_numbers(word).is_some()
}

fn three_numbers(word: &str) -> Option<(u32, u32, i32)> {
    let mut parts = word.split(['/', '.', '-']);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let short = first.len() <= 2 && second.len() <= 2 && year.len() == 4 && parts.next().is_none();
    let (first, second): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
    let year = year.parse().ok().filter(|it| (1900..2100).contains(it))?;
    (short && (1..=31).contains(&first) && (1..=31).contains(&second)).then_some((first, second, year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_lines() {
        let check = |line: &str, expected: Option<&str>| {
            let found = read(line).map(|it| it.day.map(|it| it.to_string()).unwrap_or_default());
            assert_eq!(found.as_deref(), expected, "{line}");
        };
        check("Feb 17, 2025", Some("2025-02-17"));
        check("17 February 2025", Some("2025-02-17"));
        check("Tuesday, June 19, 2018", Some("2018-06-19"));
        check("Published 14:05 GMT, Tue 4 March 2025", Some("2025-03-04"));
        check("Oct. 16, 2025, 3:42 p.m. ET", Some("2025-10-16"));
        check("Wed Feb 26, 2025 5:18pm GMT", Some("2025-02-26"));
        check("Last updated at 10:04 AM ET, Mon November 18th, 2019", Some("2019-11-18"));
        check("2025-08-28T10:00:00Z", Some("2025-08-28"));
        check("Posted on 2025-08-28", Some("2025-08-28"));
        check("21/03/2024", Some("2024-03-21"));
        check("03/04/2024", Some(""));
        check("2 hours ago", Some(""));
        check("Updated May 3", Some(""));
        check("May", None);
        check("2024", None);
        check("In May 2024 they left", None);
        check("The 17 May 2024 deal", None);
        check("Friday", None);
        check("May 35, 2024", None);
        check("", None);
    }

    #[test]
    fn an_update_is_told_apart() {
        assert!(read("Updated 3 May 2024").unwrap().updated);
        assert!(!read("Published 2 May 2024, updated 3 May 2024").unwrap().updated);
    }
}

//! Which of the things that programs write into files are worth believing: titles, names, days.

use chrono::{Datelike as _, NaiveDate};

/// Ends of names of files.
const ENDINGS: &[&str] = &[
    ".doc", ".docx", ".docm", ".dot", ".pdf", ".rtf", ".odt", ".txt", ".html", ".htm", ".indd", ".qxd", ".qxp", ".ppt",
    ".pptx", ".xls", ".xlsx", ".wpd", ".pub", ".tex", ".dvi", ".ps", ".tmp", ".jpg",
];

/// What programs and templates write where a title should stand.
const EMPTY: &[&str] = &[
    "untitled",
    "no title",
    "untitled document",
    "microsoft word",
    "powerpoint presentation",
    "word document",
    "document",
    "slide 1",
    "title",
    "template",
    "press release",
    "news release",
    "layout 1",
    "print",
    "scan",
    "scanned document",
    "draft",
    "report",
    "memo",
    "memorandum",
    "letter",
    "untitled-1",
];

/// A title, if somebody seems to have given it on purpose.
pub(super) fn title(raw: &str) -> Option<String> {
    let title = squeezed(raw);
    let title =
        title.strip_prefix("Microsoft Word - ").or(title.strip_prefix("Microsoft PowerPoint - ")).unwrap_or(&title);
    let lower = title.to_lowercase();
    let words = title.split(' ').filter(|it| it.chars().any(char::is_alphabetic)).count();
    let is_name = ENDINGS.iter().any(|it| lower.ends_with(it)) || lower.contains("://") || lower.contains('\\');
    let fits = (2..=40).contains(&words)
        && title.len() <= 300
        && !is_name
        && !title.contains('_')
        && !EMPTY.contains(&lower.as_str())
        && !lower.starts_with("document1")
        && !lower.starts_with("<");
    fits.then(|| title.to_owned())
}

/// An author whom the document itself names near its top: what a program knows its user by may be anybody.
pub(super) fn author(raw: &str, top: &str) -> Option<String> {
    let author = squeezed(raw);
    let last = author.split(' ').next_back().filter(|it| it.chars().count() > 2)?;
    let named =
        top.split(|it: char| !it.is_alphanumeric() && it != '-' && it != '’' && it != '\'').any(|it| it == last);
    (named && author.len() <= 200).then_some(author)
}

/// A day on which the document can have been written: none before computers, and none long behind the last year that the
/// text itself speaks of, for that is the day of a copy.
pub(super) fn day(day: NaiveDate, text: &str) -> Option<NaiveDate> {
    let digits = |it: &char| it.is_ascii_digit();
    let years = text.split(|it: char| !digits(&it)).filter(|it| it.len() == 4).filter_map(|it| it.parse::<i32>().ok());
    let last = years.filter(|it| (1980..=day.year()).contains(it)).max();
    (day.year() >= 1990 && last.is_none_or(|it| day.year() <= it + 1)).then_some(day)
}

/// White space made single blanks.
pub(super) fn squeezed(raw: &str) -> String {
    raw.split(|it: char| it.is_whitespace() || it.is_control())
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles() {
        let check = |raw: &str, expected: Option<&str>| assert_eq!(title(raw).as_deref(), expected, "{raw}");
        check("Audit of the Harbour Board", Some("Audit of the Harbour Board"));
        check("Microsoft Word - Audit of the Harbour Board", Some("Audit of the Harbour Board"));
        check("Microsoft Word - audit final v3.docx", None);
        check("harbour_board_2024", None);
        check("Untitled", None);
        check("Press Release", None);
        check("C:\\Users\\a\\audit.ps", None);
        check(" ", None);
    }

    #[test]
    fn authors() {
        let check = |raw: &str, expected: Option<&str>| {
            assert_eq!(author(raw, "Audit\nBy Ann Lee, Harbour Board\n").as_deref(), expected, "{raw}");
        };
        check("Ann Lee", Some("Ann Lee"));
        check("Ann  Lee\n", Some("Ann Lee"));
        check("Bo Ek", None);
        check("alee", None);
        check("", None);
    }

    #[test]
    fn days() {
        let on = |year| NaiveDate::from_ymd_opt(year, 5, 2).unwrap();
        assert_eq!(day(on(2024), "Adopted in 2023."), Some(on(2024)));
        assert_eq!(day(on(2024), "It was adopted in 2009 and amended."), None);
        assert_eq!(day(on(2024), "No year at all."), Some(on(2024)));
        assert_eq!(day(on(1970), ""), None);
    }
}

//! The dateline before the first sentence: "MUNICH (AP) —", "LONDON, Nov 3 (Reuters) -", "(CNN) —".

use super::look::OPENERS;
use crate::span::Span;

/// A dateline found at the beginning of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dateline {
    /// From the paragraph's first character to the dash, that included; relative to the paragraph.
    pub span: Span,
    /// The place, with capitals as in running text.
    pub place: Option<String>,
    /// The agency or outlet in brackets.
    pub agency: Option<String>,
}

/// Labels that stand in capitals before a dash as places do.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "ANALYSIS", "BREAKING", "COMMENT", "CORRECTED", "CORRECTION", "EDITORIAL", "EXCLUSIVE", "EXPLAINER", "FACTBOX",
    "LIVE", "OPINION", "PHOTOS", "REFILE", "UPDATE", "UPDATED", "VIDEO", "WATCH",
];

/// How far into a paragraph the dash may stand.
const LONGEST: usize = 90;

/// The dateline that `paragraph` begins with.
pub(super) fn find(paragraph: &str) -> Option<Dateline> {
    let (dash_at, dash) = first_dash(paragraph)?;
    let head = paragraph.get(..dash_at)?.trim();
    let rest = paragraph.get(dash_at + dash.len()..)?;
    // An aside goes on in lower case ("NASA — the agency — said"); a story begins with a capital, a figure or a quotation.
    let begins = rest.trim_start().chars().next()?;
    if !(begins.is_uppercase() || begins.is_numeric() || OPENERS.contains(&begins) || "$£€".contains(begins)) {
        return None;
    }
    let (place, agency) = split_agency(head);
    let place_only = before_date(place).trim_end_matches([',', ' ', ':']);
    let dated = place_only.len() < place.trim_end_matches([',', ' ', ':']).len();
    if !(place_only.is_empty() && agency.is_some() || is_place(place_only, agency.is_some() || dated)) {
        return None;
    }
    let is_label = LABELS.iter().any(|it| place_only.split(' ').next() == Some(it));
    Some(Dateline {
        span: Span::new(0, dash_at + dash.len()),
        place: (!place_only.is_empty() && !is_label).then(|| running_case(place_only)),
        agency: agency.map(str::to_owned),
    })
}

/// The first dash with white space behind it (before it too, unless it is long), or the colon behind a bracketed agency.
fn first_dash(paragraph: &str) -> Option<(usize, &str)> {
    let mut before = None;
    for (at, c) in paragraph.char_indices().take_while(|(at, _)| *at < LONGEST) {
        let from = paragraph.get(at..)?;
        let dash = ["—", "–", "--", "-", "/PRNewswire/ --"].into_iter().find(|it| from.starts_with(it));
        if let Some(dash) = dash {
            let rest = from.get(dash.len()..)?;
            let apart = before.is_some_and(|it: char| it.is_whitespace() || it == '/');
            let spaced = rest.starts_with(char::is_whitespace);
            let tight = dash == "—" && (before == Some(')') || spaced);
            if apart && (spaced || dash == "—" || dash == "--") || tight {
                return Some((at, from.get(..dash.len())?));
            }
        }
        if matches!(c, '.' | '!' | '?') && from.get(1..)?.starts_with("  ") || c == '\n' && from.starts_with("\n\n") {
            return None;
        }
        before = Some(c);
    }
    None
}

/// Takes "(AP)" or "(Thomson Reuters Foundation)" off the end.
fn split_agency(head: &str) -> (&str, Option<&str>) {
    let head = head.trim_end_matches([':', ' ']);
    let Some((place, agency)) = head.strip_suffix(')').and_then(|it| it.rsplit_once('(')) else { return (head, None) };
    let words: Vec<&str> = agency.split_whitespace().collect();
    let named = (1..=5).contains(&words.len()) && words.iter().all(|it| it.starts_with(|c: char| !c.is_lowercase()));
    if named { (place.trim_end(), Some(agency.trim())) } else { (head, None) }
}

/// The part before ", Nov 3" or ", 3 November 2025".
fn before_date(place: &str) -> &str {
    let month = |word: &str| super::publication_date::month(word.trim_matches(|c: char| !c.is_alphabetic())).is_some();
    let date_at = place.match_indices(", ").map(|(at, _)| at).find(|at| {
        let part = place.get(at + 2..).unwrap_or_default();
        let mut words = part.split_whitespace();
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let number = |it: &str| it.trim_end_matches(',').parse::<u32>().is_ok();
        month(first) && number(second) || number(first) && month(second)
    });
    date_at.map_or(place, |at| place.get(..at).unwrap_or(place))
}

/// Whether `text` can be a dateline's place: in capitals ("CALDERA FALLS, Ohio"), or, where an agency or a date makes it
/// sure, capitalised ("Paris").
fn is_place(text: &str, sure: bool) -> bool {
    let mut words = text.split([' ', '/']).filter(|it| !it.is_empty());
    let first = words.next().unwrap_or_default();
    let n_words = text.split_whitespace().count();
    let shout = |word: &str| word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase);
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c == '\'' || c == '’') || word.len() <= 3;
    let town_ends = text.split(',').next().unwrap_or_default();
    let town_shouts = town_ends.split([' ', '/', '-']).filter(|it| !it.is_empty()).all(shout);
    let letters = first.chars().filter(|it| it.is_alphabetic()).count();
    let plain = text.chars().all(|it| it.is_alphanumeric() || " ,.'’/-&()".contains(it));
    let sized = n_words <= 8 && letters >= 2 && plain && !text.chars().any(|it| it.is_ascii_digit());
    sized && words.all(capital) && (town_shouts || sure && first.starts_with(char::is_uppercase) && n_words <= 5)
}

/// "ST. PAUL, Minn." to "St. Paul, Minn."; initials such as "N.H." stay.
fn running_case(place: &str) -> String {
    let mut out = String::with_capacity(place.len());
    let town_len = place.find(',').unwrap_or(place.len());
    let mut inside = false;
    for (at, c) in place.char_indices() {
        let dotted = place.get(at + c.len_utf8()..).is_some_and(|it| it.starts_with('.'));
        let initial = dotted && place.get(..at).is_none_or(|it| it.is_empty() || it.ends_with(['.', ' ']));
        if at < town_len && inside && !initial {
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
        inside = c.is_alphabetic() || c == '\'' || c == '’';
    }
    out
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn datelines() {
        let check = |text: &str, expected: Option<(&str, Option<&str>, Option<&str>)>| {
            let found = find(text);
            let seen = found.as_ref().map(|it| (it.span.of(text), it.place.as_deref(), it.agency.as_deref()));
            assert_eq!(seen, expected, "{text}");
        };
        check("MUNICH (AP) — He said", Some(("MUNICH (AP) —", Some("Munich"), Some("AP"))));
        check("WASHINGTON --  A six-year trend", Some(("WASHINGTON --", Some("Washington"), None)));
        check("NASHUA, N.H. - At the moment", Some(("NASHUA, N.H. -", Some("Nashua, N.H."), None)));
        check(
            "LONDON, Nov 3 (Reuters) - Oil fell",
            Some(("LONDON, Nov 3 (Reuters) -", Some("London"), Some("Reuters"))),
        );
        check("ST. PAUL, Minn. — “No,” she said", Some(("ST. PAUL, Minn. —", Some("St. Paul, Minn."), None)));
        check("Paris (AFP) – France", Some(("Paris (AFP) –", Some("Paris"), Some("AFP"))));
        check("(CNN) — Two people", Some(("(CNN) —", None, Some("CNN"))));
        check("(Reuters) - Shares rose", Some(("(Reuters) -", None, Some("Reuters"))));
        check(
            "PORT SELIN, Kessary (CW) — Fire",
            Some(("PORT SELIN, Kessary (CW) —", Some("Port Selin, Kessary"), Some("CW"))),
        );
        check(
            "BEIJING/SEOUL (Reuters) - Talks",
            Some(("BEIJING/SEOUL (Reuters) -", Some("Beijing/Seoul"), Some("Reuters"))),
        );
        check("EXCLUSIVE — The minister", Some(("EXCLUSIVE —", None, None)));
        check("NASA — the space agency — said", None);
        check("He said — And then left", None);
        check("Two of them — Ann Lee and Bo Ek — left", None);
        check("UK-based firms - Barclays and others - said", None);
        check("A phase-one deal", None);
        check("", None);
        check("—", None);
    }
}

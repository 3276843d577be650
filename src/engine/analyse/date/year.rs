//! Years: which four digits are one ("in 2010", "the 1967 war") and which only count ("2000 people"), decades, fiscal years.

use chrono::NaiveDate;

use super::expression::Expression;
use super::resolve::Core;
use crate::analyse::words::{Words, is_dash, one_of};

/// Four digits that can be a year of our time, as a date's last part.
pub(super) fn plain(word: &str) -> Option<i32> {
    (word.len() == 4 && word.bytes().all(|it| it.is_ascii_digit())).then_some(())?;
    word.parse().ok().filter(|it| (1000..2200).contains(it))
}

/// "1980s", "'80s", "90s": first and last year.
pub(super) fn decade(word: &str) -> Option<(i32, i32)> {
    let figure = word.strip_suffix('s')?.trim_start_matches(['\'', '’']);
    let year: i32 = figure.parse().ok()?;
    let start = match figure.len() {
        4 if (1000..2200).contains(&year) => year,
        2 if year >= 20 => 1900 + year,
        2 => 2000 + year,
        _ => return None,
    };
    (start % 10 == 0)
        .then_some((start, if start % 100 == 0 && figure.len() == 4 && start < 2000 { start + 99 } else { start + 9 }))
}

/// "the sixties", "the late eighties".
pub(super) fn spelled(words: &Words<'_>, i: usize) -> Option<Expression> {
    const DECADES: [&str; 8] =
        ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
    let n = DECADES.iter().position(|it| *it == words.at(i))?;
    let start = 1920 + 10 * i32::try_from(n).ok()?;
    // "a man in his sixties" is that old.
    let core = Core::Year(start, Some(start + 9));
    match (words.back(i, 1), words.back(i, 2)) {
        ("the", _) => Some(Expression::new(i - 1, i, core).also(i, i)),
        ("early" | "late", "the") => Some(Expression::new(i, i, core)),
        _ => None,
    }
}

/// "the 19th century": its hundred years as people count them.
pub(super) fn century(words: &Words<'_>, i: usize) -> Option<Expression> {
    let n: i32 = words.at(i).strip_suffix("th").or_else(|| words.at(i).strip_suffix("st"))?.parse().ok()?;
    let at = i + 1 + usize::from(is_dash(words.at(i + 1)));
    let named = words.at(at) == "century" && (10..=21).contains(&n);
    let start = (n - 1) * 100;
    let found = Expression::new(i, at, Core::Year(start, Some(start + 99)));
    let noun = is_dash(words.at(i + 1)) || words.tag(at + 1).is_noun();
    (named && !noun).then(|| if words.back(i, 1) == "the" { found.widened(i - 1, at) } else { found })
}

/// A date in figures: "2019-11-20", "11/20/2019", "20.11.2019", "9/11".
pub(super) fn written(word: &str) -> Option<Core> {
    if word == "9/11" {
        return Some(Core::Day { year: Some(2001), shift: None, month: 9, day: 11, until: None });
    }
    let mark = ['-', '/', '.'].into_iter().find(|it| word.matches(*it).count() == 2)?;
    let mut parts = word.split(mark).map(|it| (it.len(), it.parse::<u32>().ok()));
    let (Some((first_len, Some(a))), Some((_, Some(b))), Some((last_len, Some(c)))) =
        (parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let (year, month, day) = match (first_len, last_len) {
        (4, 1 | 2) => (a, b, c),
        // Americans put the month first; a figure above twelve, or full stops, give the day away.
        (1 | 2, 4) if mark == '.' || a > 12 => (c, b, a),
        (1 | 2, 4) => (c, a, b),
        _ => return None,
    };
    let year = i32::try_from(year).ok().filter(|it| (1000..2200).contains(it))?;
    NaiveDate::from_ymd_opt(year, month, day)?;
    Some(Core::Day { year: Some(year), shift: None, month, day, until: None })
}

/// "2019-11-20", which the tokens cut at its hyphens: its last word and meaning.
pub(super) fn hyphenated(words: &Words<'_>, at: usize) -> Option<(usize, Core)> {
    let joined = (at + 1..=at + 4).all(|it| words.glued(it)) && words.at(at + 1) == "-" && words.at(at + 3) == "-";
    if !joined || words.glued(at + 5) && words.at(at + 5) == "-" {
        return None;
    }
    let core = written(&[words.at(at), words.at(at + 2), words.at(at + 4)].join("-"))?;
    Some((at + 4, core))
}

/// "fiscal 2019", "fiscal year 2019", "the financial year 2018-19": last word and meaning.
pub(super) fn fiscal(words: &Words<'_>, i: usize) -> Option<(usize, Core)> {
    let at = i + 1 + usize::from(words.at(i + 1) == "year");
    plain(words.at(at))?;
    Some(range(words, at))
}

/// The year or range of years whose first is at `at`, which is known to be one.
fn range(words: &Words<'_>, at: usize) -> (usize, Core) {
    let start = plain(words.at(at)).unwrap_or_default();
    let next = words.at(at + 2);
    let glued = is_dash(words.at(at + 1)) && words.glued(at + 1) && words.glued(at + 2);
    let end = match next.len() {
        4 if glued => plain(next),
        2 if glued => next.parse::<i32>().ok().map(|it| start / 100 * 100 + it),
        _ => None,
    };
    match end.filter(|it| *it > start) {
        Some(end) => (at + 2, Core::Year(start, Some(end))),
        None => (at, Core::Year(start, None)),
    }
}

/// The year at `at`, if the words around it make it one. `from` is where its expression begins.
pub(super) fn year(words: &Words<'_>, at: usize, from: usize) -> Option<(usize, Core)> {
    let value = plain(words.at(at))?;
    let before = words.back(from, 1);
    let next = words.at(at + 1);
    if is_labelled(before) || is_clock(next) || matches!(next, "%" | "percent" | "°" | "bc") {
        return None;
    }
    // Part of a number, a score, a telephone number or a model: "1999-2", "F-2000".
    if at > 0 && words.glued(at) && !matches!(before, "(" | "[" | "“" | "\"" | "‘" | "/" | "—" | "–" | "-" | "'" | "’")
    {
        return None;
    }
    if is_dash(before) && words.glued(at) && !words.back(at, 2).ends_with(|it: char| it.is_alphabetic()) {
        return None;
    }
    let street = words.capital(at + 1)
        && (1..=4)
            .any(|n| one_of(words.at(at + n), "st st. street avenue ave. ave road rd. blvd. boulevard drive lane"));
    if street && !is_time_preposition(before) {
        return None;
    }
    let firm = is_time_preposition(before);
    if !(1900..2100).contains(&value) {
        let war = matches!(before, "the" | "a")
            && words.tag(at + 1).is_noun()
            && !words.tag(at + 1).is_plural()
            && !next.ends_with('s');
        let law = before == "of" && words.capital(at.saturating_sub(2)) && at >= 2;
        let bracket = matches!(before, "(" | "–" | "-") && !words.tag(at + 1).is_noun();
        let range_of_years = is_dash(next) && plain(words.at(at + 2)).is_some();
        if !(firm && !counts(words, at) || war || law || bracket || range_of_years) {
            return None;
        }
    } else if counts(words, at) && (!firm || is_noun_of_people(next)) {
        let determined = one_of(before, "the a an 's ’s its his her their this") && !is_noun_of_people(next);
        if !determined {
            return None;
        }
    }
    Some(range(words, at))
}

/// Words after which four digits are a year.
fn is_time_preposition(word: &str) -> bool {
    one_of(
        word,
        "in since until till during circa early late mid year years spring summer autumn fall \
                 winter before after from by through to",
    )
}

/// Words after which digits number something: "page 12", "No. 2000", "$1999".
fn is_labelled(word: &str) -> bool {
    one_of(
        word,
        "page no. nos. no number $ £ € ¥ # room flight route highway section article chapter \
                 proposition bill hr h.r. s. us$ c$ a$ rs rs. version model boeing airbus windows channel \
                 unit resolution about some around nearly almost approximately than roughly least",
    )
}

fn is_clock(word: &str) -> bool {
    one_of(word, "gmt utc bst cet est edt hours hrs local a.m. p.m. am pm")
}

/// Whether what follows can be counted: "2000 people", "1998 homes".
fn counts(words: &Words<'_>, at: usize) -> bool {
    let next = words.at(at + 1);
    is_noun_of_people(next) || words.tag(at + 1).is_plural() && !words.capital(at + 1) && !is_yearly(next)
}

/// Plurals that years are put before: "2005 levels", "the 2020 Olympics".
fn is_yearly(word: &str) -> bool {
    one_of(
        word,
        "levels elections attacks riots protests talks figures sales results earnings games \
                 olympics polls accords prices emissions rules guidelines amendments bombings primaries \
                 floods negotiations",
    )
}

fn is_noun_of_people(word: &str) -> bool {
    one_of(
        word,
        "people men women children workers jobs employees troops soldiers students schoolchildren \
                 homes houses patients voters residents miles feet kilometers kilometres meters metres \
                 tons tonnes acres dollars euros pounds calories km mph cases deaths users passengers \
                 members migrants refugees civilians fans votes points times hectares square cubic \
                 schools others respondents",
    )
}

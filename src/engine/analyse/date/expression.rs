//! Finds time expressions in a sentence, word by word, and reads what they say; resolving is left to `resolve`.

use super::calendar::{HOLIDAYS, is_day_part, season};
use super::named::{mid, named, numeric};
use super::relative::{ago, apart, beside, edge, end_of, pointed, the_weekend};
use super::resolve::{Core, Which};
use super::year;
use crate::analyse::words::{Words, is_dash, one_of};

/// One time expression: words `first..=last`, and shorter readings of it that mean the same ("Thursday" in "Thursday morning").
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Expression {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) core: Core,
    pub(super) inner: [Option<(usize, usize)>; 2],
}

/// What the article as a whole tells about words that are names as well.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Names {
    /// Someone is called May.
    pub(super) may: bool,
}

impl Expression {
    pub(super) fn new(first: usize, last: usize, core: Core) -> Self {
        Self { first, last, core, inner: [None; 2] }
    }

    /// The expression reaches further than its core; the core alone remains a reading of it.
    pub(super) fn widened(mut self, first: usize, last: usize) -> Self {
        if (first, last) != (self.first, self.last) {
            self.inner = [Some((self.first, self.last)), self.inner.into_iter().flatten().next()];
            (self.first, self.last) = (first, last);
        }
        self
    }

    /// `first..=last` is another reading.
    pub(super) fn also(mut self, first: usize, last: usize) -> Self {
        if (first, last) != (self.first, self.last)
            && let Some(free) = self.inner.iter_mut().find(|it| it.is_none())
        {
            *free = Some((first, last));
        }
        self
    }
}

/// The expression whose core begins at word `i`; it may reach back to word `floor`.
pub(super) fn expression(words: &Words<'_>, i: usize, floor: usize, names: Names) -> Option<Expression> {
    let word = words.at(i);
    let first = word.bytes().next()?;
    if first.is_ascii_digit() || matches!(first, b'\'' | 0xe2) && words.at(i).len() > 2 {
        return numeric(words, i).map(|it| widen(words, it, floor));
    }
    if !first.is_ascii_lowercase() {
        return None;
    }
    let found = match word {
        "today" => day_word(words, i, 0),
        "tonight" => Some(Expression::new(i, i, Core::Offset(0))),
        "yesterday" => day_word(words, i, -1),
        "tomorrow" => day_word(words, i, 1),
        "last" | "next" | "this" | "past" | "coming" => pointed(words, i),
        "weekend" => Some(the_weekend(words, i, Which::Bare)).filter(|_| words.back(i, 1) == "the"),
        "ago" => ago(words, i, floor),
        "later" | "earlier" | "before" | "after" | "afterward" | "afterwards" | "previously" => apart(words, i, floor),
        "same" | "following" | "previous" | "preceding" => beside(words, i),
        "fiscal" | "financial" | "calendar" | "fy" => year::fiscal(words, i).map(|(last, core)| {
            let bare = last != i + 1;
            let made = Expression::new(i, last, core);
            if bare { made.also(last, last) } else { made }
        }),
        "year" | "month" | "week" | "quarter" | "decade" | "century" => edge(words, i, floor),
        "end" if words.at(i + 1) == "of" => end_of(words, i),
        "twenties" | "thirties" | "forties" | "fifties" | "sixties" | "seventies" | "eighties" | "nineties" => {
            year::spelled(words, i)
        }
        "first" | "second" | "third" | "fourth" | "1st" | "2nd" | "3rd" | "4th" | "q1" | "q2" | "q3" | "q4" => {
            part(words, i)
        }
        _ => holiday(words, i),
    };
    let found = found.or_else(|| named(words, i, floor, names)).or_else(|| seasonal(words, i));
    let found = match found {
        None if word.starts_with("mid-") || word.starts_with("mid–") => mid(words, i),
        other => other,
    };
    found.map(|it| widen(words, it, floor))
}

/// Takes in what stands before and after a core: "early", "the end of", "over the", "morning".
fn widen(words: &Words<'_>, found: Expression, floor: usize) -> Expression {
    let (mut first, mut last) = (found.first, found.last);
    let back = |at: usize, n: usize| if at >= floor + n { words.back(at, n) } else { "" };
    let named_day = matches!(found.core, Core::Weekday(..) | Core::Offset(_) | Core::WeekdayOf(..));
    if named_day && is_day_part(words.at(last + 1)) {
        last += 1;
    }
    if words.at(first) == "mid" || matches!(back(first, 1), "early" | "late" | "mid" | "earlier" | "later") {
        first -= usize::from(words.at(first) != "mid");
    } else if is_dash(back(first, 1)) && words.glued(first) && matches!(back(first, 2), "early" | "late" | "mid") {
        first -= 2;
    }
    if named_day && let Some(clock) = clock_before(words, first, floor) {
        first = clock;
    }
    found.widened(first, last)
}

/// Where a time of day before a day begins: "8 p.m. Friday", "10:30 a.m. ET on Friday", "noon Friday".
fn clock_before(words: &Words<'_>, first: usize, floor: usize) -> Option<usize> {
    let mut at = first;
    if matches!(words.back(at, 1), "on" | ",") {
        at -= 1;
    }
    if matches!(words.back(at, 1), "noon" | "midnight" | "midday") {
        return at.checked_sub(1).filter(|it| *it >= floor);
    }
    if one_of(words.back(at, 1), "et est edt gmt bst utc pt pst pdt ct cst cdt cet local") {
        at -= 1;
    }
    if !matches!(words.back(at, 1), "a.m." | "p.m." | "am" | "pm" | "gmt") {
        return None;
    }
    let clock = at.checked_sub(2).filter(|it| *it >= floor)?;
    words.at(clock).starts_with(|it: char| it.is_ascii_digit()).then_some(clock)
}

/// "today", "yesterday" as a day, not "today's".
fn day_word(words: &Words<'_>, i: usize, offset: i64) -> Option<Expression> {
    // "USA Today" is a newspaper.
    let name = words.capital(i) && i > 0 && words.capital(i - 1) && !is_mark(words.at(i - 1));
    (!name).then(|| Expression::new(i, i, Core::Offset(offset)))
}

fn is_mark(word: &str) -> bool {
    !word.contains(|it: char| it.is_alphanumeric())
}

/// "the third quarter of 2019", "Q3 2019", "the first half of 2020".
fn part(words: &Words<'_>, i: usize) -> Option<Expression> {
    let n = match words.at(i).bytes().find(u8::is_ascii_digit) {
        Some(digit) => u32::from(digit - b'0'),
        None => match words.at(i) {
            "first" => 1,
            "second" => 2,
            "third" => 3,
            _ => 4,
        },
    };
    let short = words.at(i).starts_with('q');
    let at = if short { i } else { i + 1 + usize::from(is_dash(words.at(i + 1))) };
    let year_at = |from: usize| {
        let from = from + usize::from(words.at(from) == "of");
        let from = from + usize::from(matches!(words.at(from), "fiscal"));
        year::plain(words.at(from)).map(|it| (from, it))
    };
    let (first_month, months) = match words.at(at) {
        "quarter" => (n * 3 - 2, 3),
        "half" if n <= 2 && year_at(at + 1).is_some() => (n * 6 - 5, 6),
        _ if short => (n * 3 - 2, 3),
        _ => return None,
    };
    match year_at(at + 1) {
        Some((last, year)) => {
            Some(Expression::new(i, last, Core::Part(first_month, months, Some(year))).also(last, last))
        }
        None if matches!(words.back(i, 1), "the" | "its" | "their" | "in" | "for")
            && words.at(at) == "quarter"
            && words.tag(at + 1).is_punctuation() =>
        {
            Some(Expression::new(i, at, Core::Part(first_month, months, None)))
        }
        None => None,
    }
}

fn holiday(words: &Words<'_>, i: usize) -> Option<Expression> {
    if !words.capital(i) {
        return None;
    }
    // "Johnnie Christmas"
    if i > 0 && words.tag(i - 1).is_proper() && words.capital(i - 1) {
        return None;
    }
    let (names, feast) = HOLIDAYS.iter().find(|(names, _)| words.run(i, names))?;
    let last = i + names.len() - 1;
    let which = match words.back(i, 1) {
        "last" => Which::Last,
        "next" => Which::Next,
        "this" => Which::This,
        _ => Which::Bare,
    };
    // "Christmas tree", "Easter Island": a modifier names no day.
    let modifies = words.at(last + 1).starts_with(|it: char| it.is_alphabetic())
        && (words.capital(last + 1) || words.tag(last + 1).is_noun())
        && names.len() == 1;
    if let Some(year) = year::plain(words.at(last + 1)) {
        return Some(Expression::new(i, last + 1, Core::Feast(*feast, which, Some(year))));
    }
    if modifies {
        return None;
    }
    let found = Expression::new(i, last, Core::Feast(*feast, which, None));
    Some(if which == Which::Bare { found } else { found.widened(i - 1, last) })
}

fn seasonal(words: &Words<'_>, i: usize) -> Option<Expression> {
    let first = season(words.at(i))?;
    let of = usize::from(words.at(i + 1) == "of");
    let year = year::plain(words.at(i + 1 + of))?;
    let last = i + 1 + of;
    let the = usize::from(words.back(i, 1) == "the" && of == 1);
    Some(Expression::new(i, last, Core::Season(first, Which::Bare, Some(year))).widened(i - the, last).also(last, last))
}

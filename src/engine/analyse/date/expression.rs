//! Finds time expressions in a sentence, word by word, and reads what they say; resolving is left to `resolve`.

use chrono::Weekday;

use super::calendar::{HOLIDAYS, Unit, bare_weekday, is_day_part, month, season, unit, weekday};
use super::resolve::{Core, Which};
use super::year;
use crate::analyse::figure::number::{digits, small};
use crate::analyse::words::{Words, is_dash};

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
    fn new(first: usize, last: usize, core: Core) -> Self {
        Self { first, last, core, inner: [None; 2] }
    }

    /// The expression reaches further than its core; the core alone remains a reading of it.
    fn widened(mut self, first: usize, last: usize) -> Self {
        if (first, last) != (self.first, self.last) {
            self.inner = [Some((self.first, self.last)), self.inner.into_iter().flatten().next()];
            (self.first, self.last) = (first, last);
        }
        self
    }

    /// `first..=last` is another reading.
    fn also(mut self, first: usize, last: usize) -> Self {
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
        "same" | "following" | "previous" | "preceding" | "next-day" => beside(words, i),
        "fiscal" | "financial" | "calendar" | "fy" => year::fiscal(words, i).map(|(last, core)| {
            let bare = last != i + 1;
            let made = Expression::new(i, last, core);
            if bare { made.also(last, last) } else { made }
        }),
        "year" | "month" | "week" | "quarter" | "decade" | "century" => edge(words, i, floor),
        "end" if words.at(i + 1) == "of" => end_of(words, i),
        "first" | "second" | "third" | "fourth" | "1st" | "2nd" | "3rd" | "4th" | "q1" | "q2" | "q3" | "q4" => {
            part(words, i)
        }
        "early" | "late" | "mid" => None,
        _ => holiday(words, i),
    };
    let found = found.or_else(|| named(words, i, floor, names)).or_else(|| seasonal(words, i));
    let found = match found {
        None if word.starts_with("mid-") || word.starts_with("mid–") => mid(words, i, names),
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
    if matches!(back(first, 1), "very" | "as") && words.at(first) == "early" {
        // "as early as Monday" stays out; "very early Monday" too: the core is what matters.
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
    if matches!(
        words.back(at, 1),
        "et" | "est" | "edt" | "gmt" | "bst" | "utc" | "pt" | "pst" | "pdt" | "ct" | "cst" | "cdt" | "cet" | "local"
    ) {
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

/// "last week", "next Monday", "this past weekend", "this morning", "last night", "the past Friday".
fn pointed(words: &Words<'_>, i: usize) -> Option<Expression> {
    let mut at = i + 1;
    let which = match (words.at(i), words.at(at)) {
        ("this", "past") => Which::Last,
        ("this", "coming") => Which::Next,
        ("this", "same") => return None,
        ("this", _) => Which::This,
        ("last" | "past", _) => Which::Last,
        _ => Which::Next,
    };
    let doubled = matches!((words.at(i), words.at(at)), ("this", "past" | "coming"));
    at += usize::from(doubled);
    let head = words.at(at);
    let after_the =
        matches!(words.back(i, 1), "the" | "these" | "its" | "their" | "his" | "her" | "my" | "our" | "very");
    let shift = match which {
        Which::Last => -1,
        Which::Next => 1,
        Which::This | Which::Bare => 0,
    };
    if let Some(day) = weekday(head).filter(|_| words.capital(at)) {
        // "this coming Friday" is the next one to come, not that of next week.
        let which = if doubled && which == Which::Next || words.at(i) == "coming" { Which::This } else { which };
        return Some(Expression::new(i, at, Core::Weekday(day, which)).also(at, at));
    }
    if let Some(month) = month(head).filter(|_| words.capital(at)) {
        let year = year::plain(words.at(at + 1));
        if year.is_some() {
            return None;
        }
        return Some(Expression::new(i, at, Core::Month { year: None, shift: None, month, which }).also(at, at));
    }
    if let Some(month) = season(head) {
        return Some(Expression::new(i, at, Core::Season(month, which, None)));
    }
    match (words.at(i), head) {
        ("last", "night") if !after_the => return Some(Expression::new(i, at, Core::Offset(-1))),
        ("last", "evening") if !after_the => return Some(Expression::new(i, at, Core::Offset(-1))),
        ("this", "morning" | "afternoon" | "evening" | "lunchtime") => {
            return Some(Expression::new(i, at, Core::Offset(0)));
        }
        _ => {}
    }
    let found = unit(head)?;
    // "over the last year" is no calendar year; "the last week of October" is October's matter; "the next day" follows another.
    if head.ends_with('s') || found == Unit::Hour {
        return None;
    }
    if after_the {
        let next = words.at(i) == "next"
            && words.back(i, 1) == "the"
            && matches!(found, Unit::Day | Unit::Week | Unit::Month | Unit::Year);
        return (next && found == Unit::Day).then(|| Expression::new(i - 1, at, Core::Apart(found, 1)).also(i, at));
    }
    match found {
        Unit::Weekend => Some(the_weekend(words, at, which)).map(|it| Expression { first: i, ..it }),
        Unit::Day if words.at(i) != "next" => None,
        Unit::Day => None,
        _ if words.at(i) == "past" => None,
        _ if words.run(at + 1, &["of"]) && month(words.at(at + 2)).is_some() => None,
        _ if is_dash(words.at(at + 1)) && words.glued(at + 1) && words.at(at + 2) != "end" => None,
        _ => {
            let end = is_dash(words.at(at + 1)) && words.at(at + 2) == "end";
            Some(with_edge(words, Expression::new(i, if end { at + 2 } else { at }, Core::Span(found, shift)), i))
        }
    }
}

/// "over the weekend", "at the weekend".
fn the_weekend(words: &Words<'_>, at: usize, which: Which) -> Expression {
    let core = Expression::new(at, at, Core::Weekend(which));
    if which != Which::Bare {
        return core;
    }
    let the = at.saturating_sub(1);
    let plain = Expression::new(the, at, Core::Weekend(which));
    if matches!(words.back(the, 1), "over" | "at") && the > 0 { plain.widened(the - 1, at) } else { plain }
}

/// "the end of this year", "the start of last month" around an expression that begins at `at`.
fn with_edge(words: &Words<'_>, found: Expression, at: usize) -> Expression {
    if words.back(at, 1) == "of" && is_edge(words.back(at, 2)) {
        let the = usize::from(words.back(at, 3) == "the");
        return found.widened(at - 2 - the, found.last);
    }
    found
}

fn is_edge(word: &str) -> bool {
    matches!(word, "end" | "beginning" | "start" | "middle" | "turn" | "close")
}

/// "the end of the year", "year end", "year-end", "later in the month": this year's, this month's.
fn edge(words: &Words<'_>, i: usize, floor: usize) -> Option<Expression> {
    let found = unit(words.at(i))?;
    let core = Core::Span(found, 0);
    let the = words.back(i, 1) == "the" || words.run_before(i, &["the", "calendar"]);
    if the && words.back(i, 2) == "of" && is_edge(words.back(i, 3)) && i >= floor + 3 && words.at(i + 1) != "of" {
        let article = words.back(i, 4) == "the" && i >= floor + 4;
        let end = Expression::new(i - 3, i, core);
        return Some(if article { end.widened(i - 4, i) } else { end });
    }
    if the
        && words.back(i, 2) == "in"
        && matches!(words.back(i, 3), "earlier" | "later" | "late" | "early")
        && i >= floor + 3
        && words.at(i + 1) != "of"
    {
        return Some(Expression::new(i - 3, i, core));
    }
    if words.back(i, 1) == "of" && words.back(i, 2) == "end" && found == Unit::Year {
        return Some(Expression::new(i - 2, i, core));
    }
    if found != Unit::Year {
        return None;
    }
    let hyphen = is_dash(words.at(i + 1)) && words.at(i + 2) == "end";
    let apart =
        words.at(i + 1) == "end" && matches!(words.back(i, 1), "by" | "before" | "until" | "since" | "at" | "through");
    if apart {
        return Some(Expression::new(i, i + 1, core));
    }
    (hyphen && matches!(words.back(i, 1), "by" | "before" | "until" | "since" | "at" | "through"))
        .then(|| Expression::new(i, i + 2, core))
}

/// "end of 2019", "end of June" are widened here; the core follows.
fn end_of(words: &Words<'_>, i: usize) -> Option<Expression> {
    let at = i + 2;
    let core = year::year(words, at, at).or_else(|| {
        let month = month(words.at(at)).filter(|_| words.capital(at))?;
        Some((at, Core::Month { year: None, shift: None, month, which: Which::Bare }))
    })?;
    let (last, core) = core;
    if let (Core::Month { month, .. }, Some(year)) = (core, year::plain(words.at(last + 1))) {
        let dated = Core::Month { year: Some(year), shift: None, month, which: Which::Bare };
        return Some(
            Expression::new(at, last + 1, dated).widened(i - usize::from(words.back(i, 1) == "the"), last + 1),
        );
    }
    Some(Expression::new(at, last, core).widened(i - usize::from(words.back(i, 1) == "the"), last))
}

/// "a year ago", "nearly two weeks ago".
fn ago(words: &Words<'_>, i: usize, floor: usize) -> Option<Expression> {
    let (first, unit, n) = counted(words, i, floor)?;
    let found = Expression::new(first, i, Core::Ago(unit, -n));
    let wide = approximated(words, first, floor);
    // "a year ago this week", "a year ago Sunday"
    Some(found.widened(wide, i))
}

/// "two months later", "a year earlier", "the day before".
fn apart(words: &Words<'_>, i: usize, floor: usize) -> Option<Expression> {
    let ahead = matches!(words.at(i), "later" | "after" | "afterward" | "afterwards");
    let sign = if ahead { 1 } else { -1 };
    let bare = matches!(words.at(i), "before" | "after");
    // "the day after the vote" counts from something that is no date.
    let closes = !bare
        || matches!(
            words.at(i + 1),
            "" | "."
                | ","
                | ";"
                | ":"
                | ")"
                | "”"
                | "\""
                | "—"
                | "–"
                | "and"
                | "but"
                | "when"
                | "that"
                | "with"
                | "to"
                | "in"
                | "at"
                | "on"
        );
    let found = unit(words.back(i, 1))?;
    if bare && words.back(i, 2) == "the" && i >= floor + 2 && closes {
        return Some(Expression::new(i - 2, i, Core::Apart(found, sign)));
    }
    if matches!(words.at(i), "earlier" | "later") && words.at(i + 1) == "than" || !closes {
        return None;
    }
    let (first, unit, n) = counted(words, i, floor)?;
    let wide = approximated(words, first, floor);
    Some(Expression::new(first, i, Core::Apart(unit, sign * n)).widened(wide, i))
}

/// The count and unit that end just before `i`: where they begin, the unit, how many.
fn counted(words: &Words<'_>, i: usize, floor: usize) -> Option<(usize, Unit, i64)> {
    let at = i.checked_sub(1).filter(|it| *it >= floor)?;
    let found = unit(words.at(at))?;
    let word = words.back(at, 1);
    let first = at.checked_sub(1).filter(|it| *it >= floor)?;
    let (first, n) = match word {
        "a" | "an" | "one" => (first, 1.0),
        "of" if words.run_before(at, &["a", "couple", "of"]) => (at - 3, 2.0),
        "couple" if words.back(at, 2) == "a" => (at - 2, 2.0),
        "half" => return None,
        _ => (first, small(word).or_else(|| digits(word))?),
    };
    if n.fract() != 0.0 || n > 5000.0 || first < floor {
        return None;
    }
    Some((first, found, n as i64))
}

/// Where an approximator before `first` begins: "nearly", "more than", "just over".
fn approximated(words: &Words<'_>, first: usize, floor: usize) -> usize {
    let mut at = first;
    let take = |at: usize, n: usize| at >= floor + n;
    for _ in 0..2 {
        let one = words.back(at, 1);
        let two = words.back(at, 2);
        if take(at, 2) && matches!((two, one), ("more" | "less" | "fewer", "than") | ("at", "least" | "most")) {
            at -= 2;
        } else if take(at, 1)
            && matches!(
                one,
                "nearly"
                    | "almost"
                    | "about"
                    | "roughly"
                    | "around"
                    | "over"
                    | "some"
                    | "just"
                    | "only"
                    | "exactly"
                    | "barely"
            )
        {
            at -= 1;
        } else {
            break;
        }
    }
    at
}

/// "the same day", "the following week", "that year".
fn beside(words: &Words<'_>, i: usize) -> Option<Expression> {
    let found = unit(words.at(i + 1)).filter(|_| !words.at(i + 1).ends_with('s'))?;
    let n = match words.at(i) {
        "same" => 0,
        "following" => 1,
        _ => -1,
    };
    let the = matches!(words.back(i, 1), "the" | "that");
    if !the || words.at(i) == "same" && matches!(found, Unit::Hour | Unit::Decade | Unit::Century) {
        return None;
    }
    Some(Expression::new(i - 1, i + 1, Core::Apart(found, n)).also(i, i + 1))
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

/// "mid-September", "mid-2019" as one word.
fn mid(words: &Words<'_>, i: usize, _names: Names) -> Option<Expression> {
    let word = words.at(i);
    let rest = word.strip_prefix("mid-").or_else(|| word.strip_prefix("mid–"))?;
    if let Some(month) = month(rest) {
        let year = year::plain(words.at(i + 1));
        let core = Core::Month { year, shift: None, month, which: Which::Bare };
        return Some(Expression::new(i, i + usize::from(year.is_some()), core));
    }
    if let Some(year) = year::plain(rest) {
        return Some(Expression::new(i, i, Core::Year(year, None)));
    }
    let (start, end) = year::decade(rest)?;
    Some(Expression::new(i, i, Core::Year(start, Some(end))))
}

/// Weekdays and months by name.
fn named(words: &Words<'_>, i: usize, floor: usize, names: Names) -> Option<Expression> {
    if !words.capital(i) {
        return None;
    }
    let word = words.at(i);
    if let Some(day) = weekday(word) {
        return by_weekday(words, i, day);
    }
    if let Some(month) = month(word) {
        return by_month(words, i, month, floor, names);
    }
    let day = bare_weekday(word)?;
    let at = i + 1 + usize::from(words.at(i + 1) == ",");
    let (_, last, core) = month_day(words, at)?;
    let _ = day;
    Some(Expression::new(i, last, core).also(at, last))
}

fn by_weekday(words: &Words<'_>, i: usize, day: Weekday) -> Option<Expression> {
    // "The Sunday Times", "Super Tuesday" are names.
    let named = words.capital(i + 1)
        && matches!(
            words.at(i + 1),
            "times"
                | "telegraph"
                | "mirror"
                | "express"
                | "mail"
                | "star"
                | "sun"
                | "herald"
                | "post"
                | "people"
                | "world"
        );
    let titled = matches!(words.back(i, 1), "super" | "ruby" | "casual" | "bloody" | "giving" | "palm" | "freaky")
        && words.capital(i.saturating_sub(1));
    if named || titled {
        return None;
    }
    let comma = usize::from(words.at(i + 1) == ",");
    if let Some((_, last, core)) = month_day(words, i + 1 + comma) {
        return Some(Expression::new(i, last, core).also(i + 1 + comma, last));
    }
    // "Wednesday of last week"
    let of = usize::from(words.at(i + 1) == "of");
    let weeks = match (words.at(i + 1 + of), words.at(i + 2 + of)) {
        ("last", "week") => Some(-1),
        ("this", "week") => Some(0),
        ("next", "week") => Some(1),
        _ => None,
    };
    if let Some(weeks) = weeks {
        return Some(Expression::new(i, i + 2 + of, Core::WeekdayOf(day, weeks)).also(i, i));
    }
    Some(Expression::new(i, i, Core::Weekday(day, Which::Bare)))
}

/// A day of the month: "3", "3rd".
fn day_number(word: &str) -> Option<u32> {
    let digits = word.len() - word.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    let (figure, tail) = word.split_at_checked(digits)?;
    (matches!(digits, 1 | 2) && matches!(tail, "" | "st" | "nd" | "rd" | "th")).then_some(())?;
    figure.parse().ok().filter(|it| (1..=31).contains(it))
}

/// A full date that begins at `at`, either way round: its first word, last word, meaning.
fn month_day(words: &Words<'_>, at: usize) -> Option<(usize, usize, Core)> {
    if let Some(found) = month(words.at(at)).filter(|_| words.capital(at)) {
        return day_after(words, at, found);
    }
    let day = day_number(words.at(at))?;
    day_before(words, at, day)
}

/// "Feb. 14, 2025", "May 3-5", "May 3 to June 2".
fn day_after(words: &Words<'_>, at: usize, month_at: u32) -> Option<(usize, usize, Core)> {
    let day = day_number(words.at(at + 1))?;
    let mut last = at + 1;
    let mut until = None;
    let joined = is_dash(words.at(last + 1)) || matches!(words.at(last + 1), "to" | "through" | "and");
    if joined && let Some(end) = day_number(words.at(last + 2)) {
        let range = words.at(last + 1) != "and" || words.back(at, 1) == "between";
        if end > day && range && unit(words.at(last + 3)).is_none() {
            until = Some((month_at, end));
            last += 2;
        }
    } else if is_dash(words.at(last + 1))
        && let Some(other) = month(words.at(last + 2))
        && let Some(end) = day_number(words.at(last + 3))
    {
        until = Some((other, end));
        last += 3;
    }
    let comma = usize::from(words.at(last + 1) == ",");
    let (year, shift) = match year::plain(words.at(last + 1 + comma)) {
        Some(year) => {
            last += 1 + comma;
            (Some(year), None)
        }
        None => match year_shift(words, last + 1) {
            Some((end, shift)) => {
                last = end;
                (None, Some(shift))
            }
            None => (shared_year(words, last + 1), None),
        },
    };
    Some((at, last, Core::Day { year, shift, month: month_at, day, until }))
}

/// "14 February 2025", "the 4th of July", "3-5 May".
fn day_before(words: &Words<'_>, at: usize, day: u32) -> Option<(usize, usize, Core)> {
    let mut next = at + 1;
    let mut end = None;
    if is_dash(words.at(next))
        && let Some(last) = day_number(words.at(next + 1))
    {
        end = Some(last).filter(|it| *it > day);
        next += 2;
    }
    next += usize::from(words.at(next) == "of");
    let found = month(words.at(next)).filter(|_| words.capital(next))?;
    // "20 Mar people"? A short form without its stop needs no more than this order.
    let comma = usize::from(words.at(next + 1) == ",");
    let (year, shift, last) = match year::plain(words.at(next + 1 + comma)) {
        Some(year) => (Some(year), None, next + 1 + comma),
        None => match year_shift(words, next + 1) {
            Some((end, shift)) => (None, Some(shift), end),
            None => (shared_year(words, next + 1), None, next),
        },
    };
    Some((at, last, Core::Day { year, shift, month: found, day, until: end.map(|it| (found, it)) }))
}

/// "last year", "of this year" after a month or day: where it ends, years from now.
fn year_shift(words: &Words<'_>, at: usize) -> Option<(usize, i32)> {
    let of = usize::from(words.at(at) == "of");
    let shift = match words.at(at + of) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    (words.at(at + of + 1) == "year").then_some((at + of + 1, shift))
}

/// The year that a range gives only at its end: "between March and May 2019".
fn shared_year(words: &Words<'_>, at: usize) -> Option<i32> {
    let joined = is_dash(words.at(at)) || matches!(words.at(at), "to" | "and" | "or" | "through" | "until");
    if !joined || !words.capital(at + 1) {
        return None;
    }
    month(words.at(at + 1))?;
    let day = usize::from(day_number(words.at(at + 2)).is_some());
    let comma = usize::from(words.at(at + 2 + day) == ",");
    year::plain(words.at(at + 2 + day + comma))
}

fn by_month(words: &Words<'_>, i: usize, found: u32, floor: usize, names: Names) -> Option<Expression> {
    if let Some((_, last, core)) = day_after(words, i, found) {
        // "the Sept. 11 attacks" are those of 2001, whatever the day.
        let core = match core {
            Core::Day { year: None, month: 9, day: 11, shift: None, until: None }
                if words.at(last + 1).starts_with("attack")
                    || words.run(last + 1, &["terrorist"])
                    || words.run(last + 1, &["terror"]) =>
            {
                Core::Day { year: Some(2001), shift: None, month: 9, day: 11, until: None }
            }
            other => other,
        };
        return Some(Expression::new(i, last, core));
    }
    let gap = usize::from(matches!(words.at(i + 1), "," | "of"));
    if let Some(year) = year::plain(words.at(i + 1 + gap)) {
        return Some(Expression::new(
            i,
            i + 1 + gap,
            Core::Month { year: Some(year), shift: None, month: found, which: Which::Bare },
        ));
    }
    if !licensed(words, i, floor, names) {
        return None;
    }
    if let Some((last, shift)) = year_shift(words, i + 1) {
        let core = Core::Month { year: None, shift: Some(shift), month: found, which: Which::Bare };
        return Some(Expression::new(i, last, core).also(i, i));
    }
    let year = shared_year(words, i + 1);
    Some(Expression::new(i, i, Core::Month { year, shift: None, month: found, which: Which::Bare }))
}

/// Whether a month's name without a day stands for the month: "May" is a verb and a name, "March" a walk, "April" a woman.
fn licensed(words: &Words<'_>, i: usize, floor: usize, names: Names) -> bool {
    let before = words.back(i, 1);
    let ambiguous = matches!(words.at(i), "may" | "march" | "mar" | "mar." | "jan" | "sep" | "dec");
    let led = matches!(before, "in" | "since" | "early" | "late" | "mid" | "until" | "till" | "during" | "throughout")
        || is_dash(before) && matches!(words.back(i, 2), "early" | "late" | "mid");
    if words.at(i) == "may" && names.may {
        return led && !matches!(words.at(i + 1), "'s" | "’s") && before != "until";
    }
    if !ambiguous {
        // "April Ryan", "Sen. June Doe"
        let name = words.capital(i + 1)
            && !led
            && i > 0
            && weekday(words.at(i + 1)).is_none()
            && month(words.at(i + 1)).is_none()
            && words.tag(i + 1).is_proper();
        let title = before.ends_with('.') && words.capital(i.saturating_sub(1)) && i > floor;
        return !name && !title;
    }
    if matches!(words.at(i), "jan" | "sep" | "dec" | "mar") {
        return led;
    }
    let loose = matches!(
        before,
        "by" | "from"
            | "of"
            | "to"
            | "for"
            | "before"
            | "after"
            | "through"
            | "between"
            | "and"
            | "or"
            | "a"
            | "the"
            | "'s"
            | "’s"
    );
    let walk = words.at(i) == "march"
        && (matches!(before, "the" | "'s" | "’s" | "a" | "of") || matches!(words.at(i + 1), "for" | "on"));
    led || loose && !walk && !(words.capital(i + 1) && words.tag(i + 1).is_proper())
}

/// Expressions that begin with a digit or an apostrophe: dates, years, decades.
fn numeric(words: &Words<'_>, i: usize) -> Option<Expression> {
    let word = words.at(i);
    if let Some(core) = year::written(word) {
        return Some(Expression::new(i, i, core));
    }
    if let Some((last, core)) = year::hyphenated(words, i) {
        return Some(Expression::new(i, last, core));
    }
    if let Some(day) = day_number(word)
        && let Some((_, last, core)) = day_before(words, i, day)
    {
        let the = usize::from(words.back(i, 1) == "the" && words.at(i + 1) == "of");
        return Some(Expression::new(i, last, core).widened(i - the, last));
    }
    if let Some((start, end)) = year::decade(word) {
        let decade = Core::Year(start, Some(end));
        let plain = Expression::new(i, i, decade);
        return match words.back(i, 1) {
            "the" => Some(plain.widened(i - 1, i)),
            // "a woman in her 30s" is an age, "the '80s" a decade.
            _ if word.len() >= 5 => Some(plain),
            _ => None,
        };
    }
    if word.len() == 3 && matches!(words.back(i, 1), "in" | "of" | "since" | "for" | "until" | "by" | "class") {
        let year: i32 = word.trim_start_matches(['\'', '’']).parse().ok()?;
        return word
            .starts_with(['\'', '’'])
            .then(|| Expression::new(i, i, Core::Year(if year < 40 { 2000 + year } else { 1900 + year }, None)));
    }
    if word.starts_with('’')
        && word.len() == 5
        && matches!(words.back(i, 1), "in" | "of" | "since" | "for" | "until" | "by")
    {
        let year: i32 = word.trim_start_matches('’').parse().ok()?;
        return Some(Expression::new(i, i, Core::Year(if year < 40 { 2000 + year } else { 1900 + year }, None)));
    }
    // A time of day before a day is taken in by the day.
    let (last, core) = year::year(words, i, i)?;
    let made = Expression::new(i, last, core);
    let edge = with_edge(words, made, i);
    Some(edge)
}

//! One amount, read word by word: its number, its unit, and what only looks like one ("Page 12", "F-16", "48-year-old").

use super::FigureKind;
use super::measure::{currency_word, is_currency, is_share, is_unit};
use super::number::{self, Number, number};
use crate::analyse::words::{Words, is_dash, one_of};
use crate::segment::tag::Tag;

/// A figure as places of words in its sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    /// First word without an approximator, last word with the unit.
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) kind: FigureKind,
    pub(super) value: Option<f64>,
    pub(super) unit: Option<(usize, usize)>,
}

/// The amount that begins at word `i`.
pub(super) fn amount(words: &Words<'_>, i: usize, floor: usize) -> Option<Amount> {
    let word = words.at(i);
    if is_currency(word) {
        return money(words, i);
    }
    if let Some(found) = fraction(words, i) {
        return Some(found);
    }
    if !may_begin(words, i) {
        return None;
    }
    let read = number(words, i)?;
    if is_label(words, i, floor) || is_inside(words, i, &read) {
        return None;
    }
    if let Some(score) = score(words, i, &read) {
        return Some(score);
    }
    let (read, value) = range(words, i, read);
    let last = read.last;
    // "trillions of dollars"
    if read.value.is_none()
        && words.at(last + 1) == "of"
        && let Some(unit) = currency_word(words, last + 2, Some(1e6))
    {
        return Some(Amount { first: i, last: unit, kind: FigureKind::Money, value: None, unit: Some((unit, unit)) });
    }
    let make = |last, kind, unit| Some(Amount { first: i, last, kind, value, unit });
    // "a 15-percent rise", "a 10-mile run", "a 2-year term"
    let next = last + 1 + usize::from(is_dash(words.at(last + 1)) && words.glued(last + 1) && words.glued(last + 2));
    let hyphen = next > last + 1;
    if let Some(unit) = is_share(words, next) {
        return make(unit, FigureKind::Share, Some((next, unit)));
    }
    if let Some(unit) = currency_word(words, next, value) {
        return make(unit, FigureKind::Money, Some((next, unit)));
    }
    if is_ratio(words, last) {
        return ratio(words, i, last, value);
    }
    if is_age(words, last) {
        return None;
    }
    if let Some(unit) = is_unit(words, next) {
        return make(unit, FigureKind::Measure, Some((next, unit)));
    }
    // "a three-judge panel", "the two-state solution" names a kind of thing, as "Six-Day War" does.
    if hyphen && !words.tag(next).is_plural() {
        return None;
    }
    is_count(words, i, &read).then_some(())?;
    make(last, FigureKind::Count, None)
}

/// A cheap look before a number is read: figures and the words that numbers begin with.
fn may_begin(words: &Words<'_>, i: usize) -> bool {
    let word = words.at(i);
    match word.bytes().next() {
        Some(b'0'..=b'9') => true,
        Some(b'.') => word.len() > 1,
        Some(b'a') => matches!(word, "a" | "an"),
        _ => {
            words.tag(i) == Tag::CD
                || matches!(
                    word,
                    "half" | "dozens" | "scores" | "hundreds" | "thousands" | "millions" | "billions" | "trillions"
                )
        }
    }
}

/// "$2.8 billion", "$40-50 billion", "$5m to $6m".
fn money(words: &Words<'_>, i: usize) -> Option<Amount> {
    let read = number(words, i + 1).filter(|it| it.digits)?;
    let (read, value) = range(words, i + 1, read);
    // "$5-a-day" keeps its amount; "$3 million-dollar" does not come up.
    Some(Amount { first: i, last: read.last, kind: FigureKind::Money, value, unit: Some((i, i)) })
}

/// The far end of a range, and the value, which a range has not: "8 to 10", "$40-50 billion", "between 5 and 10".
fn range(words: &Words<'_>, i: usize, read: Number) -> (Number, Option<f64>) {
    let joint = read.last + 1;
    let dash = is_dash(words.at(joint)) && words.glued(joint);
    let first = i.saturating_sub(usize::from(is_currency(words.back(i, 1))));
    let joined = match words.at(joint) {
        "to" => read.digits && words.back(first, 1) != "from",
        "and" => words.back(first, 1) == "between",
        "or" => !read.digits,
        _ => dash,
    };
    if !joined {
        return (read, read.value);
    }
    let sign = usize::from(is_currency(words.at(joint + 1)));
    let Some(end) = number(words, joint + 1 + sign) else { return (read, read.value) };
    let rises = end.value.zip(read.value).is_none_or(|(b, a)| b > a);
    let alike = end.digits == read.digits;
    if rises && alike {
        (Number { last: end.last, value: None, digits: read.digits }, None)
    } else {
        (read, read.value)
    }
}

/// "a third of", "two-thirds", "half of", "a quarter".
fn fraction(words: &Words<'_>, i: usize) -> Option<Amount> {
    let part = |at: usize| {
        Some(match words.at(at) {
            "third" | "thirds" => 3.0,
            "quarter" | "quarters" => 4.0,
            "fifth" | "fifths" => 5.0,
            "sixth" | "sixths" => 6.0,
            "tenth" | "tenths" => 10.0,
            _ => return None,
        })
    };
    let make = |last: usize, value: f64| {
        Some(Amount { first: i, last, kind: FigureKind::Share, value: Some(value * 100.0), unit: None })
    };
    let governs =
        |last: usize| matches!(words.at(last + 1), "of" | "the" | "its" | "their" | "his" | "her" | "all" | "that");
    match words.at(i) {
        "half" | "halves" => {
            let ordinal = one_of(words.back(i, 1), "first second other latter last this each a and -");
            let plain = governs(i) && !words.run(i + 1, &["the", "time"]);
            (plain && !ordinal).then(|| make(i, 0.5)).flatten()
        }
        "a" | "one" => {
            let gap = usize::from(is_dash(words.at(i + 1)));
            let by = part(i + 1 + gap)?;
            // "a third of voters" is a share, "a third man" an ordinal.
            (words.at(i + 2 + gap) == "of" || gap == 1 && !words.tag(i + 2 + gap).is_noun())
                .then(|| make(i + 1 + gap, 1.0 / by))
                .flatten()
        }
        "two" | "three" | "four" | "nine" => {
            let gap = usize::from(is_dash(words.at(i + 1)));
            let by = part(i + 1 + gap).filter(|_| words.at(i + 1 + gap).ends_with('s'))?;
            let count = number::small(words.at(i))?;
            (count < by).then(|| make(i + 1 + gap, count / by)).flatten()
        }
        // "two-thirds" as one word
        word => {
            let (count, by) = word.split_once('-').filter(|it| it.1.ends_with('s') || it.0 == "one")?;
            let by = match by {
                "third" | "thirds" => 3.0,
                "quarters" => 4.0,
                "fifths" => 5.0,
                _ => return None,
            };
            make(i, number::small(count)? / by)
        }
    }
}

/// "one in five", "nine out of 10": both numbers are small and no noun stands between.
fn is_ratio(words: &Words<'_>, last: usize) -> bool {
    let out = words.run(last + 1, &["out", "of"]);
    let far = last + if out { 3 } else { 2 };
    (out || words.at(last + 1) == "in")
        && (number::small(words.at(far)).is_some()
            || number::digits(words.at(far)).is_some_and(|it| it <= 1000.0 && it.fract() == 0.0))
}

fn ratio(words: &Words<'_>, i: usize, last: usize, value: Option<f64>) -> Option<Amount> {
    let out = words.run(last + 1, &["out", "of"]);
    let whole = number(words, last + if out { 3 } else { 2 })?;
    let share = value.zip(whole.value).filter(|(a, b)| a < b).map(|(a, b)| a / b * 100.0)?;
    Some(Amount { first: i, last: whole.last, kind: FigureKind::Share, value: Some(share), unit: None })
}

/// "48-year-old", "aged 8", "48 years old".
fn is_age(words: &Words<'_>, last: usize) -> bool {
    let next = last + 1 + usize::from(is_dash(words.at(last + 1)));
    let unit = matches!(words.at(next), "year" | "years" | "month" | "months");
    let old = next + 1 + usize::from(is_dash(words.at(next + 1)));
    unit && matches!(words.at(old), "old" | "olds")
}

/// Numbers that name rather than count: "No. 10", "Page 12", "Article 50", "Apollo 11", "age 12".
fn is_label(words: &Words<'_>, i: usize, floor: usize) -> bool {
    let before = words.back(i, 1);
    let listed = one_of(
        before,
        "no. nos. number page pages chapter article section part phase group level grade room \
                 route highway interstate flight channel day week episode season title rule tier type \
                 stage step version age aged ages figure table line district precinct unit gate world act \
                 proposition measure resolution # category class code game",
    );
    if listed && i > floor {
        return true;
    }
    // "Boeing 737 jets", "iPhone 11": a name goes before, and what follows is not counted by it.
    let named = i > 0 && words.tag(i - 1).is_proper() && !words.glued(i) && words.capital(i - 1);
    named
        && !words.tag(i + 1).is_plural()
        && words.at(i).starts_with(|it: char| it.is_ascii_digit())
        && is_share(words, i + 1).is_none()
        && is_unit(words, i + 1).is_none()
        && number::scale(words.at(i + 1)).is_none()
}

/// Digits inside a longer sign: "F-16", "555-0123", "3.5.2", "1:30", a time of day.
fn is_inside(words: &Words<'_>, i: usize, read: &Number) -> bool {
    let tied = i > 0
        && words.glued(i)
        && !matches!(
            words.back(i, 1),
            "(" | "[" | "“" | "\"" | "‘" | "'" | "’" | "—" | "–" | "--" | "~" | "<" | ">" | "+" | "-"
        );
    let minus = is_dash(words.back(i, 1)) && words.glued(i) && i > 1 && words.glued(i - 1);
    let emergency = matches!(words.at(i), "911" | "999" | "112")
        && matches!(words.at(i + 1), "call" | "calls" | "operator" | "operators" | "dispatchers");
    let clock = one_of(words.at(read.last + 1), "a.m. p.m. am pm gmt o'clock o’clock est edt utc bst");
    let phone = words.at(read.last + 1) == "-"
        && words.glued(read.last + 1)
        && words.at(read.last + 2).len() >= 3
        && read.digits
        && words.at(i).len() == 3
        && words.at(read.last + 2).bytes().all(|it| it.is_ascii_digit());
    tied || minus || clock || phone || emergency
}

/// "a 3-1 win", "voted 5-4", "lost 28–17": two small numbers that are no range of anything that follows.
fn score(words: &Words<'_>, i: usize, read: &Number) -> Option<Amount> {
    let dash = read.last + 1;
    let far = number(words, dash + 1).filter(|it| it.digits && it.last == dash + 1)?;
    let small = |it: &Number| it.value.is_some_and(|it| it.fract() == 0.0 && it < 200.0);
    if !is_dash(words.at(dash))
        || words.at(dash).len() > 3
        || !read.digits
        || read.last != i
        || !small(read)
        || !small(&far)
    {
        return None;
    }
    let near = |n: usize| {
        one_of(
            words.back(i, n),
            "won win lost lose beat beats defeated drew draw leads led lead trail trailed voted ruled \
                 tied final score ahead down up finished ended vote",
        )
    };
    let after = one_of(
        words.at(far.last + 1),
        "win victory defeat loss lead draw vote decision ruling tie thrashing majority scoreline \
                 home away rout against over on",
    );
    (after || (1..=4).any(near)).then_some(Amount {
        first: i,
        last: far.last,
        kind: FigureKind::Count,
        value: None,
        unit: None,
    })
}

/// Whether a bare number counts something: a noun follows, or it stands alone where an amount is said ("rose to 375,000").
fn is_count(words: &Words<'_>, i: usize, read: &Number) -> bool {
    let next = read.last + 1;
    let one = read.value == Some(1.0);
    let vague = read.value.is_none();
    if vague || read.last > i || words.at(i).contains(',') {
        // "thousands of", "two dozen", "375,000"
        return !vague || words.at(next) == "of" || words.tag(next).is_plural();
    }
    if one {
        return false;
    }
    // "2.53 per share", "the two", "both of the three": figures alone count only as large ones.
    let counts = (0..5).map(|n| next + n).take_while(|it| modifies(words, *it)).any(|it| words.tag(it).is_plural());
    let head = (next..next + 6).find(|it| !modifies(words, *it)).is_some_and(|it| words.tag(it).is_plural());
    counts || head || words.at(next) == "of" && read.digits
}

/// Whether a word may stand between a number and what it counts.
fn modifies(words: &Words<'_>, i: usize) -> bool {
    let tag = words.tag(i);
    tag.is_adjective()
        || tag.is_noun()
        || matches!(tag, Tag::VBN | Tag::VBG | Tag::Hyphen | Tag::POS)
        || matches!(words.at(i), "and" | "or" | "-")
}

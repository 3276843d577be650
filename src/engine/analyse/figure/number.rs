//! Numbers in figures and in words: "375,000", "2.8 billion", "two dozen", "twenty-one", "half a million".

use crate::analyse::words::Words;

/// A number and the last word of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// Place of its last word.
    pub(crate) last: usize,
    /// What it comes to; `None` for "hundreds of thousands".
    pub(crate) value: Option<f64>,
    /// Whether it begins with a digit.
    pub(crate) digits: bool,
}

/// A figure in digits: "375,000", "2.8", ".5"; never "3:1", "1.2.3" or "12,34".
pub(crate) fn digits(word: &str) -> Option<f64> {
    let (whole, rest) = word.split_once('.').unwrap_or((word, "0"));
    let all = |it: &str| it.bytes().all(|b| b.is_ascii_digit());
    if rest.is_empty() || !all(rest) || word.len() > 24 || whole.is_empty() && word.len() < 2 {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = whole.contains(',');
    if !all(first) || grouped && !(1..=3).contains(&first.len()) || !groups.all(|it| it.len() == 3 && all(it)) {
        return None;
    }
    word.replace(',', "").parse().ok()
}

/// A number word below a hundred, "twenty-one" among them.
pub(crate) fn small(word: &str) -> Option<f64> {
    let unit = |word: &str| {
        Some(match word {
            "zero" => 0,
            "one" => 1,
            "two" => 2,
            "three" => 3,
            "four" => 4,
            "five" => 5,
            "six" => 6,
            "seven" => 7,
            "eight" => 8,
            "nine" => 9,
            _ => return None,
        })
    };
    let ten = |word: &str| {
        Some(match word {
            "twenty" => 20,
            "thirty" => 30,
            "forty" => 40,
            "fifty" => 50,
            "sixty" => 60,
            "seventy" => 70,
            "eighty" => 80,
            "ninety" => 90,
            _ => return None,
        })
    };
    let teen = |word: &str| {
        Some(match word {
            "ten" => 10,
            "eleven" => 11,
            "twelve" => 12,
            "thirteen" => 13,
            "fourteen" => 14,
            "fifteen" => 15,
            "sixteen" => 16,
            "seventeen" => 17,
            "eighteen" => 18,
            "nineteen" => 19,
            _ => return None,
        })
    };
    let joined = || word.split_once('-').and_then(|(a, b)| Some(ten(a)? + unit(b).filter(|it| *it > 0)?));
    unit(word).or_else(|| teen(word)).or_else(|| ten(word)).or_else(joined).map(f64::from)
}

/// What a word multiplies the number before it by.
pub(crate) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 1e2,
        "thousand" | "k" => 1e3,
        "million" | "m" | "mn" | "mln" | "m." => 1e6,
        "billion" | "bn" | "b" | "bln" => 1e9,
        "trillion" | "tn" | "trn" => 1e12,
        _ => return None,
    })
}

/// Whether a scale is a short form, which needs digits before it ("5m", "$2bn").
fn is_short(word: &str) -> bool {
    matches!(word, "k" | "m" | "mn" | "mln" | "m." | "bn" | "b" | "bln" | "tn" | "trn")
}

/// "5m", "2.8bn", "40k" written as one word.
fn fused(word: &str) -> Option<f64> {
    let cut = word.bytes().position(|it| it.is_ascii_alphabetic())?;
    let (figure, unit) = word.split_at_checked(cut)?;
    let unit = scale(unit).filter(|_| is_short(unit))?;
    Some(digits(figure)? * unit)
}

/// The number that begins at word `i`.
pub(crate) fn number(words: &Words<'_>, i: usize) -> Option<Number> {
    let word = words.at(i);
    let first = word.bytes().next()?;
    if first.is_ascii_digit() || first == b'.' {
        if let Some(value) = fused(word) {
            return Some(Number { last: i, value: Some(value), digits: true });
        }
        let value = digits(word)?;
        return Some(scaled(words, i, value, true));
    }
    if !first.is_ascii_lowercase() {
        return None;
    }
    if let Some(value) = small(word) {
        let (at, value) = tens(words, i, value);
        return Some(scaled(words, at, value, false));
    }
    match word {
        // "a hundred", "a dozen"; "half a million"
        "a" | "an" if scale(words.at(i + 1)).is_some() && !is_short(words.at(i + 1)) => {
            Some(scaled(words, i, 1.0, false))
        }
        "half"
            if matches!(words.at(i + 1), "a" | "an")
                && scale(words.at(i + 2)).is_some_and(|it| it > 1e2 || it == 12.0) =>
        {
            Some(scaled(words, i + 1, 0.5, false))
        }
        "dozens" | "scores" | "hundreds" | "thousands" | "millions" | "billions" | "trillions" => Some(vague(words, i)),
        _ => None,
    }
}

/// "hundreds of thousands", "tens of millions": no value.
fn vague(words: &Words<'_>, i: usize) -> Number {
    let next = words.at(i + 2);
    let chain = words.at(i + 1) == "of" && matches!(next, "thousands" | "millions" | "billions" | "trillions");
    Number { last: if chain { i + 2 } else { i }, value: None, digits: false }
}

/// "twenty one" in two words.
fn tens(words: &Words<'_>, i: usize, value: f64) -> (usize, f64) {
    let unit = small(words.at(i + 1)).filter(|it| (1.0..10.0).contains(it));
    match unit {
        Some(unit) if value >= 20.0 && value % 10.0 == 0.0 => (i + 1, value + unit),
        _ => (i, value),
    }
}

/// Multiplies by the scales that follow, and adds "and fifty" after a hundred.
fn scaled(words: &Words<'_>, mut last: usize, value: f64, digits: bool) -> Number {
    let (mut total, mut current) = (0.0, value);
    for _ in 0..6 {
        let next = words.at(last + 1);
        let Some(by) = scale(next).filter(|_| !is_short(next) || digits) else { break };
        // "in 5 m deep water": a metre stands apart from its figure, a million usually does not.
        if is_short(next) && !words.glued(last + 1) && next == "m" {
            break;
        }
        last += 1;
        if by >= 1e3 {
            total += current * by;
            current = 0.0;
        } else {
            current *= by;
        }
        if digits {
            continue;
        }
        let skip = usize::from(words.at(last + 1) == "and");
        if by != 12.0
            && let Some(more) = small(words.at(last + 1 + skip))
        {
            let (at, more) = tens(words, last + 1 + skip, more);
            last = at;
            current += more;
        }
    }
    Number { last, value: Some(total + current), digits }
}

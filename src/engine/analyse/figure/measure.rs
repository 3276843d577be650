//! Units: currencies, percentages, lengths, weights, durations and the like.

use crate::analyse::words::{Words, is_dash};

/// A currency's sign before a figure.
pub(super) fn is_currency(word: &str) -> bool {
    matches!(
        word,
        "$" | "£"
            | "€"
            | "¥"
            | "₹"
            | "₽"
            | "us$"
            | "c$"
            | "a$"
            | "nz$"
            | "hk$"
            | "s$"
            | "r$"
            | "ca$"
            | "au$"
            | "usd"
            | "eur"
            | "gbp"
            | "rs"
            | "rs."
            | "₩"
            | "₪"
            | "₺"
    )
}

/// Where a currency's name at `i` ends: "dollars", "U.S. dollars", "Canadian dollars". "Pounds" weigh unless they are many.
pub(super) fn currency_word(words: &Words<'_>, i: usize, value: Option<f64>) -> Option<usize> {
    let at = i + usize::from(matches!(
        words.at(i),
        "us" | "u.s." | "canadian" | "australian" | "american" | "hong" | "swiss" | "british"
    ));
    let name = match words.at(at) {
        "dollar" | "dollars" | "euro" | "euros" | "yuan" | "yen" | "rubles" | "roubles" | "rupees" | "pesos"
        | "cents" | "pence" | "francs" | "shekels" | "kroner" | "kronor" | "dirhams" | "riyals" | "rials" | "reais"
        | "rand" | "baht" | "ringgit" | "renminbi" | "lira" | "liras" | "naira" | "shillings" | "hryvnia"
        | "hryvnias" | "zloty" | "zlotys" | "bitcoins" => true,
        "pounds" | "pound" => value.is_some_and(|it| it >= 1e5),
        _ => false,
    };
    name.then_some(at)
}

/// Where a percentage's unit at `i` ends: "%", "percent", "percentage points".
pub(super) fn is_share(words: &Words<'_>, i: usize) -> Option<usize> {
    match (words.at(i), words.at(i + 1)) {
        ("percentage" | "basis", "point" | "points") | ("per", "cent") => Some(i + 1),
        ("%" | "percent" | "pct" | "pct.", _) => Some(i),
        _ => None,
    }
}

/// Where a unit of measure at `i` ends: "km", "square miles", "metric tons", "miles per hour", "degrees Celsius".
pub(super) fn is_unit(words: &Words<'_>, i: usize) -> Option<usize> {
    let lead = matches!(words.at(i), "square" | "cubic" | "metric" | "nautical" | "sq" | "sq." | "fluid" | "light");
    let at = i + usize::from(lead) + usize::from(lead && is_dash(words.at(i + 1)));
    // An abbreviation at the end of a sentence keeps its full stop.
    let word = match words.at(at) {
        "°" => "°",
        other => other.strip_suffix('.').filter(|it| it.len() > 1).unwrap_or(other),
    };
    let length = matches!(
        word,
        "km" | "kilometers"
            | "kilometres"
            | "kilometer"
            | "kilometre"
            | "mile"
            | "miles"
            | "meter"
            | "meters"
            | "metre"
            | "metres"
            | "m"
            | "cm"
            | "mm"
            | "centimeters"
            | "centimetres"
            | "centimeter"
            | "centimetre"
            | "millimeters"
            | "millimetres"
            | "inch"
            | "inches"
            | "foot"
            | "feet"
            | "ft"
            | "ft."
            | "yard"
            | "yards"
            | "acre"
            | "acres"
            | "hectare"
            | "hectares"
            | "mph"
            | "kph"
            | "km/h"
            | "knots"
    );
    let weight = matches!(
        word,
        "kg" | "kilogram"
            | "kilograms"
            | "kilo"
            | "kilos"
            | "gram"
            | "grams"
            | "milligrams"
            | "micrograms"
            | "mg"
            | "ton"
            | "tons"
            | "tonne"
            | "tonnes"
            | "pound"
            | "pounds"
            | "lb"
            | "lbs"
            | "lb."
            | "lbs."
            | "ounce"
            | "ounces"
            | "oz"
            | "barrel"
            | "barrels"
            | "gallon"
            | "gallons"
            | "liter"
            | "liters"
            | "litre"
            | "litres"
            | "bushels"
    );
    let energy = matches!(
        word,
        "watt"
            | "watts"
            | "kilowatt"
            | "kilowatts"
            | "megawatt"
            | "megawatts"
            | "gigawatt"
            | "gigawatts"
            | "mw"
            | "gw"
            | "kw"
            | "kwh"
            | "degree"
            | "degrees"
            | "°"
            | "°c"
            | "°f"
            | "volts"
            | "hertz"
            | "megahertz"
            | "bytes"
            | "kilobytes"
            | "megabytes"
            | "gigabytes"
            | "terabytes"
            | "gb"
            | "mb"
            | "tb"
            | "calories"
            | "decibels"
            | "kilotons"
            | "megatons"
    );
    let time = matches!(
        word,
        "second"
            | "seconds"
            | "minute"
            | "minutes"
            | "hour"
            | "hours"
            | "day"
            | "days"
            | "week"
            | "weeks"
            | "month"
            | "months"
            | "year"
            | "years"
            | "decade"
            | "decades"
            | "century"
            | "centuries"
    );
    // "a five-year plan" has no amount of years.
    if time && (is_dash(words.back(i, 1)) && words.glued(i)) {
        return None;
    }
    if !(length || weight || energy || time) {
        return None;
    }
    let after = (words.at(at + 1), words.at(at + 2));
    Some(match after {
        ("celsius" | "fahrenheit" | "kelvin" | "c" | "f", _) if word.starts_with("degree") || word == "°" => at + 1,
        _ => at,
    })
}

/// Where "per diluted share", "a barrel", "an hour" after an amount ends, or `last`.
pub(super) fn rate(words: &Words<'_>, last: usize) -> usize {
    let each = |word: &str| {
        matches!(
            word,
            "share"
                | "barrel"
                | "hour"
                | "day"
                | "week"
                | "month"
                | "year"
                | "person"
                | "gallon"
                | "ton"
                | "tonne"
                | "night"
                | "head"
                | "ounce"
                | "pound"
                | "litre"
                | "liter"
                | "second"
                | "minute"
                | "capita"
                | "household"
                | "employee"
                | "worker"
                | "unit"
                | "mile"
                | "kilometer"
                | "kilometre"
                | "vehicle"
                | "ticket"
        )
    };
    match words.at(last + 1) {
        "per" if each(words.at(last + 2)) => last + 2,
        "per" if each(words.at(last + 3)) && !words.tag(last + 2).is_punctuation() => last + 3,
        "a" | "an" if each(words.at(last + 2)) => last + 2,
        _ => last,
    }
}

//! Time zones as people name them: the IANA name, a city of it, or what they meant by "EST".

use chrono_tz::{TZ_VARIANTS, Tz};

use super::nearest;

/// How to write one.
pub const HOW: &str = "write a zone by its city, such as Europe/Kyiv or America/New_York";

/// Names that were given up for another: the same rules, and people should see the name of today.
const RENAMED: &[(&str, &str)] = &[
    ("Africa/Asmera", "Africa/Asmara"),
    ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ("America/Godthab", "America/Nuuk"),
    ("Asia/Calcutta", "Asia/Kolkata"),
    ("Asia/Dacca", "Asia/Dhaka"),
    ("Asia/Katmandu", "Asia/Kathmandu"),
    ("Asia/Macao", "Asia/Macau"),
    ("Asia/Rangoon", "Asia/Yangon"),
    ("Asia/Saigon", "Asia/Ho_Chi_Minh"),
    ("Europe/Kiev", "Europe/Kyiv"),
    ("US/Alaska", "America/Anchorage"),
    ("US/Central", "America/Chicago"),
    ("US/Eastern", "America/New_York"),
    ("US/Hawaii", "Pacific/Honolulu"),
    ("US/Mountain", "America/Denver"),
    ("US/Pacific", "America/Los_Angeles"),
];

/// Abbreviations say an offset, not where the clocks change, and some are used on two continents: what may be meant.
const ABBREVIATED: &[(&str, &[&str])] = &[
    ("est", &["America/New_York", "America/Toronto", "America/Panama"]),
    ("edt", &["America/New_York", "America/Toronto"]),
    ("et", &["America/New_York", "America/Toronto"]),
    ("cst", &["America/Chicago", "America/Mexico_City", "Asia/Shanghai"]),
    ("cdt", &["America/Chicago", "America/Winnipeg"]),
    ("mst", &["America/Denver", "America/Phoenix"]),
    ("mdt", &["America/Denver", "America/Edmonton"]),
    ("pst", &["America/Los_Angeles", "America/Vancouver"]),
    ("pdt", &["America/Los_Angeles", "America/Vancouver"]),
    ("pt", &["America/Los_Angeles", "America/Vancouver"]),
    ("bst", &["Europe/London", "Asia/Dhaka"]),
    ("ist", &["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]),
    ("wet", &["Europe/Lisbon", "Atlantic/Canary"]),
    ("cet", &["Europe/Berlin", "Europe/Paris", "Africa/Algiers"]),
    ("cest", &["Europe/Berlin", "Europe/Paris"]),
    ("met", &["Europe/Berlin", "Europe/Paris"]),
    ("eet", &["Europe/Kyiv", "Europe/Athens", "Africa/Cairo"]),
    ("eest", &["Europe/Kyiv", "Europe/Athens"]),
    ("msk", &["Europe/Moscow"]),
    ("hst", &["Pacific/Honolulu"]),
    ("jst", &["Asia/Tokyo"]),
    ("kst", &["Asia/Seoul"]),
    ("sgt", &["Asia/Singapore"]),
    ("aest", &["Australia/Sydney", "Australia/Brisbane"]),
    ("nzst", &["Pacific/Auckland"]),
];

/// The zone that `text` names: its IANA name or, where only one zone has it, its city.
///
/// # Errors
/// What is wrong, with zones that may be meant.
pub fn zone(text: &str) -> Result<Tz, String> {
    let typed = text.trim().replace(' ', "_");
    let low = typed.to_lowercase();
    if let Some((_, meant)) = ABBREVIATED.iter().find(|it| it.0 == low) {
        return Err(format!(
            "\"{typed}\" can mean several zones, and doesn't say when the clocks change; did you mean {}?",
            either(meant)
        ));
    }
    if let Some(zone) = named(&low) {
        return Ok(zone);
    }
    if low.starts_with(['+', '-']) || ["utc", "gmt"].iter().any(|it| low.starts_with(it) && low.len() > 3) {
        return Err(format!("\"{typed}\" is an offset, which doesn't say when the clocks change; {HOW}."));
    }
    let near = suggest(&low, 3);
    let near: Vec<&str> = near.iter().map(|it| it.name()).collect();
    let shown = super::link::shown(&typed);
    match near.as_slice() {
        [] => Err(format!("\"{shown}\" is no time zone; {HOW}.")),
        near => Err(format!("\"{shown}\" is no time zone; did you mean {}?", either(near))),
    }
}

/// Whether `text` is meant as a zone: for telling options apart.
pub fn looks_like(text: &str) -> bool {
    let low = text.trim().to_lowercase();
    let word = low.len() >= 2 && low.chars().all(|it| it.is_alphanumeric() || "/_+-".contains(it));
    word && (named(&low).is_some() || low.contains('/') || ABBREVIATED.iter().any(|it| it.0 == low))
}

/// Zones that begin like `typed`, in any of their parts, then those that are nearest to it.
pub fn suggest(typed: &str, most: usize) -> Vec<Tz> {
    let low = typed.trim().to_lowercase().replace(' ', "_");
    let shown = || TZ_VARIANTS.iter().copied().filter(|it| is_shown(*it));
    let begins = |it: &Tz| {
        let name = it.name().to_lowercase();
        !low.is_empty() && (name.starts_with(&low) || name.split('/').any(|part| part.starts_with(&low)))
    };
    let mut found: Vec<Tz> = shown().filter(begins).take(most).collect();
    let city = low.rsplit('/').next().unwrap_or_default();
    for name in nearest(city, shown().map(|it| city_of(it.name()))) {
        found.extend(shown().filter(|it| city_of(it.name()) == name));
    }
    let mut seen = Vec::new();
    found.retain(|it| {
        !seen.contains(it) && {
            seen.push(*it);
            true
        }
    });
    found.truncate(most);
    found
}

/// The zone with this name in lower case, by the name that it has today.
fn named(low: &str) -> Option<Tz> {
    if matches!(low, "utc" | "gmt" | "z") {
        return Some(Tz::UTC);
    }
    let all = || TZ_VARIANTS.iter().copied();
    if let Some(zone) = all().find(|it| it.name().to_lowercase() == low) {
        return Some(of_today(zone));
    }
    let mut cities =
        all().filter(|it| it.name().contains('/') && city_of(it.name()).to_lowercase() == low).map(of_today);
    let first = cities.next()?;
    cities.all(|it| it == first).then_some(first)
}

fn of_today(zone: Tz) -> Tz {
    let new = RENAMED.iter().find(|it| it.0 == zone.name()).and_then(|it| it.1.parse().ok());
    new.unwrap_or(zone)
}

/// Whether people are offered it: places, by the name of today.
fn is_shown(zone: Tz) -> bool {
    let name = zone.name();
    let area = name.split('/').next().unwrap_or_default();
    let areas = ["Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];
    name == "UTC" || areas.contains(&area) && name.contains('/') && of_today(zone) == zone
}

fn city_of(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// "a", "a or b", "a, b or c".
pub fn either(names: &[&str]) -> String {
    match names {
        [all @ .., last] if !all.is_empty() => format!("{} or {last}", all.join(", ")),
        all => all.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones() {
        let check = |text: &str, expected: Result<&str, &str>| match (zone(text), expected) {
            (Ok(it), Ok(expected)) => assert_eq!(it.name(), expected, "{text}"),
            (Err(it), Err(expected)) => assert!(it.contains(expected), "{text}: {it}"),
            (it, _) => panic!("{text}: {it:?}"),
        };
        check("Europe/Kyiv", Ok("Europe/Kyiv"));
        check("europe/kyiv", Ok("Europe/Kyiv"));
        check("Kiev", Ok("Europe/Kyiv"));
        check("Europe/Kiev", Ok("Europe/Kyiv"));
        check("new york", Ok("America/New_York"));
        check("US/Eastern", Ok("America/New_York"));
        check("utc", Ok("UTC"));
        check("Berlin", Ok("Europe/Berlin"));
        check("EST", Err("did you mean America/New_York, America/Toronto or America/Panama?"));
        check("MSK", Err("did you mean Europe/Moscow?"));
        check("Berln", Err("did you mean Europe/Berlin?"));
        check("Europe/Kyev", Err("Europe/Kyiv"));
        check("UTC+2", Err("is an offset"));
        check("+02:00", Err("is an offset"));
        check("Munich-ish", Err("such as Europe/Kyiv"));
        check("", Err("is no time zone"));
    }

    #[test]
    fn every_name_is_one() {
        for (_, meant) in ABBREVIATED {
            assert!(meant.iter().all(|it| zone(it).is_ok_and(|zone| zone.name() == *it)), "{meant:?}");
        }
        for (old, new) in RENAMED {
            assert_eq!(zone(old).unwrap().name(), *new);
        }
    }

    #[test]
    fn suggestions() {
        let check = |typed: &str, expected: &str| {
            assert!(suggest(typed, 25).iter().any(|it| it.name() == expected), "{typed}: {:?}", suggest(typed, 25));
        };
        check("new", "America/New_York");
        check("europe/k", "Europe/Kyiv");
        check("berlni", "Europe/Berlin");
        assert_eq!(suggest("", 25), []);
    }
}

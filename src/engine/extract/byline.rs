//! Who wrote it: "By Ann Lee and Bo Ek, Health Reporter", bare names under a headline, roles, outlets.

use super::{
    look::{End, Look},
    publication_date::{self, DateLine},
};

/// What a byline names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Byline {
    /// The writers in order.
    pub names: Vec<String>,
    /// The outlet, where the line names one.
    pub outlet: Option<String>,
    /// The date, where it stands in the same line.
    pub date: Option<DateLine>,
}

/// What may stand before the names.
#[rustfmt::skip]
const LEADS: &[&str] = &[
    "analysis by ", "by ", "comment by ", "exclusive by ", "opinion by ", "reported by ", "story by ", "text by ",
    "words by ", "words: ", "written by ",
];

/// Nouns that name a writer's work.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "analyst", "author", "bureau", "chief", "columnist", "commentator", "contributor", "correspondent",
    "correspondents", "critic", "desk", "editor", "editors", "fellow", "intern", "journalist", "journalists",
    "newsroom", "presenter", "producer", "reporter", "reporters", "staff", "writer", "writers",
];

/// Words that end or hold the name of an outlet.
#[rustfmt::skip]
const OUTLETS: &[&str] = &[
    "advertiser", "advocate", "afp", "agencies", "agency", "ansa", "ap", "argus", "associated", "bbc", "bloomberg",
    "broadcasting", "bulletin", "cbc", "chronicle", "citizen", "cnn", "courier", "daily", "dispatch", "dpa", "echo",
    "enquirer", "examiner", "express", "gazette", "globe", "guardian", "herald", "independent", "inquirer", "journal",
    "leader", "ledger", "mail", "media", "mercury", "mirror", "monitor", "network", "news", "newspaper", "npr",
    "observer", "online", "pbs", "post", "press", "radio", "record", "register", "reporter", "reuters", "review",
    "sentinel", "service", "standard", "star", "statesman", "sun", "telegraph", "television", "times", "today",
    "tribune", "tv", "upi", "voice", "weekly", "wire", "world",
];

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "al", "af", "ap", "av", "bin", "bint", "da", "dal", "de", "del", "della", "den", "der", "di", "do", "dos", "du",
    "e", "el", "ibn", "la", "le", "ten", "ter", "van", "von", "y", "zu",
];

/// Whether `word` (lower-cased) names a writer's work.
fn is_role_word(word: &str) -> bool {
    ROLES.contains(&word)
}

/// Whether `text` looks like one person's name: two to four capitalised words, initials and particles among them.
pub(super) fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&str| {
        word.starts_with(char::is_uppercase)
            || word.starts_with("O’")
            || word.starts_with("d'")
            || word.starts_with("d’")
    };
    let lettered = |word: &&str| word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c));
    let named = |word: &&str| (capital(word) || PARTICLES.contains(word)) && lettered(word);
    let dotted = |word: &&&str| {
        word.ends_with('.') && word.trim_end_matches('.').chars().count() > 2 && !matches!(**word, "Jr." | "Sr.")
    };
    let last = words.last().is_some_and(capital);
    let work = words.iter().any(|it| is_role_word(&it.to_lowercase()));
    (2..=5).contains(&words.len())
        && words.first().is_none_or(|it| *it != "The")
        && words.iter().all(named)
        && words.first().is_some_and(capital)
        && last
        && !work
        && words.iter().filter(dotted).count() == 0
}

/// The names in a list that is known to be one of writers: "Ann Lee, Bo Ek", "By Ann Lee and Bo Ek".
pub(super) fn names(list: &str) -> Vec<String> {
    let list = list.trim();
    let list =
        list.get(..3).filter(|it| it.eq_ignore_ascii_case("by ")).and_then(|it| list.get(it.len()..)).unwrap_or(list);
    let parts = list.split([',', ';', '|', '\n']).flat_map(split_and);
    let clean = |it: &str| it.trim().trim_matches(['"', '\'']).trim().to_owned();
    let part_is_name = |it: &String| {
        let words = it.split_whitespace().count();
        (1..=6).contains(&words) && !it.contains("http") && !is_role(it) && it.chars().any(char::is_alphabetic)
    };
    parts.map(clean).filter(part_is_name).map(|it| in_running_case(&it)).collect()
}

/// The names in a line that mark-up calls a byline: as in free text, or with a role behind a name and nothing between.
pub(super) fn in_line(line: &str) -> Vec<String> {
    let look = Look::of(line);
    let found = read_parts(&look).or_else(|| read(&look)).map(|it| it.names).unwrap_or_default();
    if !found.is_empty() || look.lower > 8 || look.words.len() > 25 {
        return found;
    }
    let led = line.trim().get(..3).is_some_and(|it| it.eq_ignore_ascii_case("by "));
    let words: Vec<&str> = look.words.iter().skip(usize::from(led)).copied().collect();
    let whole = words.join(" ");
    if is_name(&whole) {
        return vec![in_running_case(&whole)];
    }
    let name = words.get(..2).map(|it| it.join(" ")).filter(|it| is_name(it));
    let role = words.get(2..).is_some_and(|it| is_role(&it.join(" ")));
    name.filter(|_| role).map(|it| in_running_case(&it)).into_iter().collect()
}

/// Whether `text` looks like an outlet's name: capitalised words, one of which outlets like to have.
pub(super) fn is_outlet(text: &str) -> bool {
    let look = Look::of(text);
    let word = |it: &&str| OUTLETS.contains(&it.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str());
    let small = |it: &&str| {
        it.starts_with(char::is_uppercase) || matches!(*it, "of" | "the" | "and" | "&" | "for" | "de" | "–" | "-")
    };
    (1..=6).contains(&look.words.len())
        && look.end == End::Open
        && look.words.iter().all(small)
        && (look.words.last().is_some_and(word) || look.words.iter().take(3).any(word))
        && look.digits == 0
}

/// Whether `text` names a writer's work and nothing else: "Courts correspondent", "Associated Press writers".
pub(super) fn is_role(text: &str) -> bool {
    let look = Look::of(text);
    let last = look.words.last().map(|it| it.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let role =
        look.words.iter().any(|it| is_role_word(&it.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()));
    let ends = last.is_some_and(|it| is_role_word(&it))
        || look.text.contains(',')
        || look.words.iter().any(|it| *it == "in" || *it == "at");
    role && ends && look.words.len() <= 7 && look.end == End::Open
}

/// Reads a line that names its writers; `None` when it may be anything else.
pub(super) fn read(look: &Look<'_>) -> Option<Byline> {
    let n_words = look.words.len();
    let text = look.text.trim_matches(['*', '_', '|', '-', '–', '—', ' ']);
    if !(2..=30).contains(&n_words)
        || matches!(look.end, End::Question | End::Colon)
        || text.contains(['"', '“', '?', '!'])
    {
        return None;
    }
    let led = LEADS.iter().find_map(|lead| {
        let head = text.get(..lead.len())?;
        head.eq_ignore_ascii_case(lead).then(|| text.get(lead.len()..)).flatten()
    });
    let ends_sentence = look.end == End::Stop && !text.ends_with("Jr.") && !text.ends_with("Sr.");
    match led {
        Some(rest) if !ends_sentence || rest.split_whitespace().count() <= 4 => {
            names_of(rest.trim_end_matches('.'), true)
        }
        Some(_) => None,
        // "Ann Lee, diplomatic correspondent": only with a role, else a list of names may be meant.
        None if ends_sentence => None,
        None => {
            let (name, rest) = text.split_once([',', '|'])?;
            let role =
                rest.split([',', '|']).all(|it| is_role(it) || is_outlet(it) || is_name(it.trim()) || is_place(it));
            let says_so = rest.split([',', '|']).any(|it| is_role(it) || is_outlet(it));
            (is_name(name.trim()) || name.contains(" and ") && name.split(" and ").all(|it| is_name(it.trim())))
                .then_some(())?;
            (role && says_so && n_words <= 14).then(|| names_of(text, false)).flatten()
        }
    }
}

/// The name in "Ann Lee at Saltgate Park" or "Ann Lee in Oslo".
pub(super) fn name_at_place(text: &str) -> Option<&str> {
    let (name, place) = text.split_once(" at ").or_else(|| text.split_once(" in "))?;
    (is_name(name) && is_place(place) && !place.contains(['.', ':', '?'])).then_some(name)
}

fn is_place(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=4).contains(&words.len())
        && words.iter().all(|it| it.starts_with(char::is_uppercase) || *it == "in" || *it == "and")
}

/// Reads a line of parts of which each belongs to a byline: "By Ann Lee | The Post | Jan. 23, 2025 | 5 min read".
pub(super) fn read_parts(look: &Look<'_>) -> Option<Byline> {
    let sign = [" | ", " · ", " • ", " — ", " – ", "\t"].into_iter().find(|it| look.text.contains(*it))?;
    if look.words.len() > 30 {
        return None;
    }
    let mut found = Byline::default();
    for part in look.text.split(sign).map(|it| it.trim_matches(['*', '_', '|', ' '])) {
        let part = Look::of(part);
        let role = is_role(part.text) || part.text.is_empty() || part.text.ends_with("min read");
        if let Some(date) = publication_date::read(part.text) {
            found.date = found.date.or(Some(date));
        } else if let Some(byline) = read(&part) {
            found.names.extend(byline.names);
            found.outlet = found.outlet.or(byline.outlet);
        } else if is_outlet(part.text) || part.text.starts_with("The ") && part.lower == 0 && part.words.len() <= 5 {
            found.outlet.get_or_insert_with(|| part.text.to_owned());
        } else if is_name(part.text) {
            found.names.push(in_running_case(part.text));
        } else if !role {
            return None;
        }
    }
    // Two names alone may be a match, and an outlet alone a menu.
    let says_so = found.date.is_some() || !found.names.is_empty() && found.outlet.is_some();
    says_so.then_some(found)
}

/// Takes "Ann Lee, Bo Ek and Cy Dee, Health Reporter, for The Post" apart.
fn names_of(text: &str, led: bool) -> Option<Byline> {
    let mut found = Byline::default();
    let text = text.split(" in ").next().unwrap_or(text);
    for (idx, part) in text.split([',', '|', ';', '•', '·', '(', ')', '\n', '\t']).enumerate() {
        let part = part.trim();
        if is_role(part) || part.is_empty() {
            continue;
        }
        for half in split_and(part) {
            let half = half.trim().trim_start_matches("and ").trim_start_matches("by ").trim();
            let (name, outlet) = half.split_once(" for ").map_or((half, None), |(name, outlet)| (name, Some(outlet)));
            let name = name.split(" - ").next().unwrap_or(name).trim();
            if is_outlet(name) && (idx > 0 || !is_name(name) || found.names.is_empty() && is_agency(name)) {
                found.outlet.get_or_insert_with(|| name.to_owned());
            } else if is_name(name) || led && text == name && is_single(name) {
                found.names.push(in_running_case(name));
            } else if idx == 0 && !is_role_tail(name) {
                return None;
            }
            found.outlet = found.outlet.or_else(|| outlet.map(|it| it.trim().to_owned()));
        }
    }
    (!found.names.is_empty() || found.outlet.is_some()).then_some(found)
}

fn is_single(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && name.chars().all(char::is_alphabetic)
}

/// "Ann Lee Health Reporter" and the like: a name with a role behind it and no comma.
fn is_role_tail(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.len() <= 6 && words.iter().any(|it| is_role_word(&it.to_lowercase()))
}

fn is_agency(name: &str) -> bool {
    matches!(name, "Associated Press" | "The Associated Press" | "Press Association" | "BBC News")
        || name.split_whitespace().count() == 1
}

fn split_and(part: &str) -> impl Iterator<Item = &str> {
    part.split(" and ")
        .flat_map(|it| it.split(" & "))
        .flat_map(|it| it.split(" AND "))
        .flat_map(|it| it.split(" with "))
}

/// "HOLT SEVERIN" to "Holt Severin".
pub(super) fn in_running_case(name: &str) -> String {
    let shouted = name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase);
    if !shouted {
        return name.to_owned();
    }
    let mut out = String::with_capacity(name.len());
    let mut inside = false;
    for c in name.chars() {
        if inside {
            out.extend(c.to_lowercase())
        } else {
            out.push(c)
        }
        inside = c.is_alphabetic();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines() {
        let check = |line: &str, names: &[&str], outlet: Option<&str>| {
            let found = read(&Look::of(line)).unwrap_or_default();
            assert_eq!(
                (found.names.iter().map(String::as_str).collect::<Vec<_>>().as_slice(), found.outlet.as_deref()),
                (names, outlet),
                "{line}"
            );
        };
        check("By Ann Lee", &["Ann Lee"], None);
        check("By Ann Lee and Bo Ek, Health Reporter", &["Ann Lee", "Bo Ek"], None);
        check("By BEATRIZ CALDERÓN-VEGA and HOLT SEVERIN", &["Beatriz Calderón-Vega", "Holt Severin"], None);
        check("By Ann Lee, Caldera Falls Tribune", &["Ann Lee"], Some("Caldera Falls Tribune"));
        check(
            "By Ann Lee, Bo van der Ek and C. D. Eff for The Post",
            &["Ann Lee", "Bo van der Ek", "C. D. Eff"],
            Some("The Post"),
        );
        check("Caroline Hale, BBC diplomatic correspondent", &["Caroline Hale"], None);
        check("Ann Lee | Reuters", &["Ann Lee"], Some("Reuters"));
        check("By Associated Press", &[], Some("Associated Press"));
        check("By Friday the water had reached the bridge", &[], None);
        check("By law, Ann Lee must resign.", &[], None);
        check("By Monday, Ann Lee had left", &[], None);
        check("Ann Lee, who left on Monday", &[], None);
        check("Ann Lee, Bo Ek", &[], None);
        check("Norway, Sweden", &[], None);
        let parts = read_parts(&Look::of("*By Ann Lee | The Signal Sheet | Jan. 23, 2025*")).unwrap();
        assert_eq!(
            (parts.names.as_slice(), parts.outlet.as_deref()),
            (["Ann Lee".to_owned()].as_slice(), Some("The Signal Sheet"))
        );
        assert!(parts.date.is_some());
        assert_eq!(read_parts(&Look::of("Ann Lee – Bo Ek")), None);
        assert_eq!(in_line("Ann Lee Education correspondent"), ["Ann Lee"]);
        assert_eq!(in_line("By Ann Lee and Bo Ek"), ["Ann Lee", "Bo Ek"]);
        assert!(in_line("Share this with your friends").is_empty());
    }
}

//! Names in a sentence: runs of capitalised words with what may stand inside them, split from the titles before them.

use crate::analyse::reading::Line;
use crate::lexicon::vocabulary::Marks;

/// A name in a sentence; token places, the last one included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// First token of the whole run, title included.
    pub(crate) start: usize,
    /// First token of the name itself.
    pub(crate) name: usize,
    /// Last token.
    pub(crate) last: usize,
    /// The run is a role and no name: "Secretary of State".
    pub(crate) role_only: bool,
    /// A word at the start of a sentence that is a name only if the article uses it as one elsewhere.
    pub(crate) doubtful: bool,
}

/// Words that are no name by themselves, however they are written.
const CLOSED: Marks = Marks::DETERMINER
    .and(Marks::PREPOSITION)
    .and(Marks::AUXILIARY)
    .and(Marks::SUBORDINATOR)
    .and(Marks::CONJUNCTION)
    .and(Marks::PRONOUN)
    .and(Marks::ADVERB);

/// Verbs that open a sentence before their subject.
const OPENING: [&str; 14] = [
    "said",
    "says",
    "stated",
    "continued",
    "added",
    "adds",
    "wrote",
    "writes",
    "asked",
    "explained",
    "replied",
    "concluded",
    "noted",
    "tweeted",
];

/// Words before a name that a sentence's start gives a capital.
const LEADS: [&str; 16] = [
    "former",
    "ex",
    "late",
    "longtime",
    "veteran",
    "fellow",
    "outgoing",
    "incoming",
    "acting",
    "presumptive",
    "then",
    "fresh",
    "embattled",
    "billionaire",
    "retired",
    "disgraced",
];

/// All names of the sentence in order.
pub(crate) fn names(line: &Line<'_>) -> Vec<Name> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < line.len() {
        let sure = begins_name(line, i);
        if !sure && !part(line, i) {
            i += 1;
            continue;
        }
        let last = end_of_run(line, i);
        // "Said Ann Lowe: …", "Continued Lowe, …".
        if i == 0 && last > 0 && line.is(0, &OPENING) && (line.comma(last + 1) || line.word(last + 1) == ":") {
            i = 1;
            continue;
        }
        if let Some(name) = split(line, i, last) {
            found.push(Name { doubtful: !sure, ..name });
        }
        i = last + 1;
    }
    found
}

/// A capitalised word that can be part of a name.
fn part(line: &Line<'_>, i: usize) -> bool {
    // "Will" before another name is one.
    if line.word(i) == "Will" && line.capital(i + 1) && (i > 0 || line.marks(i + 1) == Marks::NONE) {
        return true;
    }
    line.capital(i) && !line.marks(i).any(CLOSED) && !is_time(line, i) || acronym(line, i)
}

/// "US", "IT", "WHO": capitals throughout.
fn acronym(line: &Line<'_>, i: usize) -> bool {
    let word = line.word(i);
    word.len() >= 2
        && word.bytes().all(|it| it.is_ascii_uppercase() || it == b'.' || it == b'&')
        && word.bytes().filter(u8::is_ascii_uppercase).count() >= 2
}

/// A day or month; "May" and "April" after a given name or a title are surnames.
fn is_time(line: &Line<'_>, i: usize) -> bool {
    if !line.marks(i).has(Marks::TIME) {
        return false;
    }
    let named = i > 0 && line.marks(i - 1).any(Marks::GIVEN.and(Marks::TITLE)) && line.capital(i - 1);
    let name_too = line.is(i, &["jan", "mar", "sun", "may"]);
    let dated = line.word(i + 1).starts_with(|it: char| it.is_ascii_digit())
        || i > 0 && line.marks(i - 1).has(Marks::PREPOSITION);
    !named && (!name_too || dated || !line.capital(i + 1) && !line.marks(i + 1).has(Marks::PARTICLE))
}

/// Whether a name begins here. At the start of a sentence every word has a capital, so more is asked there.
fn begins_name(line: &Line<'_>, i: usize) -> bool {
    if !part(line, i) {
        return false;
    }
    let first =
        i == 0 || line.quote_mark(i - 1) || matches!(line.word(i - 1), ":" | "—" | "–" | "--" | "(" | "[" | "." | "•");
    if !first || acronym(line, i) || inner_capital(line.word(i)) {
        return true;
    }
    let marks = line.marks(i);
    let known = Marks::GIVEN.and(Marks::TITLE).and(Marks::PLACE).and(Marks::KNOWN_BODY).and(Marks::DEMONYM);
    let noun = Marks::PERSON.and(Marks::ROLE).and(Marks::BODY).and(Marks::DOCUMENT).and(Marks::CUE).and(Marks::COUNT);
    if marks.any(known) {
        return true;
    }
    let next = part(line, i + 1) || line.word(i + 1) == "-" && line.joined(i) && line.capital(i + 2);
    next || (line.tag(i).is_proper() && !marks.any(noun))
}

/// "WeWork", "McDonald".
fn inner_capital(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase)
}

/// The last token of the run that begins at `start`.
fn end_of_run(line: &Line<'_>, start: usize) -> usize {
    let mut last = start;
    while let Some(next) = step(line, start, last) {
        last = next;
    }
    last
}

/// The token to which the run goes on after `last`.
fn step(line: &Line<'_>, start: usize, last: usize) -> Option<usize> {
    let next = last + 1;
    if part(line, next) {
        return Some(next);
    }
    let two = next + 1;
    let word = line.word(next);
    let head = line.marks(last);
    let headed = (start..=last).any(|i| line.marks(i).any(Marks::BODY.and(Marks::SUFFIX)));
    let office = head.any(Marks::ROLE.and(Marks::TITLE)) || headed;
    match word {
        "&" if part(line, two) => Some(two),
        "-" | "‑" if line.joined(last) && line.joined(next) && line.capital(two) => {
            (!line.marks(last).has(Marks::PLACE) || !line.marks(two).has(Marks::PLACE)).then_some(two)
        }
        "of" if part(line, two) && (office || !head.has(Marks::GIVEN) && last == start) => Some(two),
        "of" if line.is(two, &["the"]) && part(line, two + 1) && office => Some(two + 1),
        "for" | "on" | "to" if office && headed | (word == "for" || word == "to") => {
            if part(line, two) {
                Some(two)
            } else if line.is(two, &["the"]) && part(line, two + 1) {
                Some(two + 1)
            } else {
                None
            }
        }
        // "Department of Health and Human Services": only inside what follows "of" or "for".
        "and" if part(line, two) && headed => {
            let linked = (start..=last).any(|i| matches!(line.word(i), "of" | "for"));
            let other = line.marks(two).any(Marks::PLACE.and(Marks::GIVEN).and(Marks::TITLE).and(Marks::KNOWN_BODY));
            let person = line.marks(last).any(Marks::PLACE.and(Marks::GIVEN));
            (linked && !other && !person).then_some(two)
        }
        "'s" | "’s" if part(line, two) && head.any(Marks::ROLE.and(Marks::TITLE).and(Marks::PERSON)) => {
            let end = (two..line.len()).take_while(|&i| part(line, i)).last().unwrap_or(two);
            line.marks(end).any(Marks::BODY.and(Marks::SUFFIX)).then_some(end)
        }
        "," if line.is(two, &["inc", "inc.", "jr", "jr.", "sr", "sr.", "ltd", "ltd.", "llc"]) => Some(two),
        _ if line.marks(next).has(Marks::PARTICLE) && !line.marks(next).any(CLOSED) => {
            let after = if line.marks(two).has(Marks::PARTICLE) { two + 1 } else { two };
            // "al - Assad" is cut at its hyphen.
            let after = if line.word(after) == "-" { after + 1 } else { after };
            line.capital(after).then_some(after)
        }
        _ => None,
    }
}

/// Splits titles and roles off a run.
fn split(line: &Line<'_>, start: usize, last: usize) -> Option<Name> {
    let lead = (start..last).take_while(|&i| line.is(i, &LEADS)).count();
    let start = start + lead;
    let whole = Name { start, name: start, last, role_only: false, doubtful: false };
    let ends_as_body = line.marks(last).any(Marks::SUFFIX) && !line.marks(last).any(Marks::ROLE);
    let title = (start..last).rev().find(|&i| {
        let role = line.marks(i).any(Marks::TITLE.and(Marks::ROLE)) && !line.marks(i).has(Marks::GIVEN);
        role && !matches!(line.word(i + 1), "'s" | "’s")
    });
    if start == last {
        let alone = line.marks(last);
        // "The President", "Mayor": a role that stands for its holder.
        let role = alone.any(Marks::ROLE.and(Marks::TITLE)) && !alone.any(Marks::GIVEN.and(Marks::KNOWN_BODY));
        return Some(Name { role_only: role, ..whole });
    }
    let Some(title) = title.filter(|_| !ends_as_body) else {
        let ends_as_role = line.marks(last).any(Marks::ROLE.and(Marks::TITLE)) && !line.marks(last).has(Marks::GIVEN);
        let demonym = line.marks(start).has(Marks::DEMONYM) && line.marks(start + 1).has(Marks::GIVEN);
        let name = if demonym && !ends_as_body { start + 1 } else { start };
        return Some(Name { name, role_only: ends_as_role && !ends_as_body, ..whole });
    };
    let mut name = title + 1;
    if matches!(line.word(name), "of" | "for" | "to" | "'s" | "’s" | "&" | "and") {
        // The role's own complement comes first: "Secretary of State Mike Pompeo".
        let rest = name + 1;
        let given = (rest + 1..last).find(|&i| line.marks(i).has(Marks::GIVEN) && !line.marks(i).any(Marks::PLACE));
        let link = line.is(rest, &["the"]);
        let short = rest + usize::from(link);
        match given {
            Some(given) => name = given,
            None if last >= short + 2
                && !line.marks(last).any(Marks::BODY.and(Marks::SUFFIX).and(Marks::ROLE).and(Marks::PLACE)) =>
            {
                name = last - 1
            }
            None => return Some(Name { role_only: true, ..whole }),
        }
    } else if name == last && line.marks(last).any(Marks::ROLE.and(Marks::TITLE)) && !line.marks(last).has(Marks::GIVEN)
    {
        return Some(Name { role_only: true, ..whole });
    }
    if line.is(name, &["-", "."]) {
        name += 1;
    }
    (name <= last).then_some(Name { start, name, last, role_only: false, doubtful: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::reading::{Reading, tests::article};
    use crate::lexicon::Lexicon;

    /// `expected`: each name, its title or role before it in brackets, a role alone in brackets.
    fn check(text: &str, expected: &[&str]) {
        let lexicon = Lexicon::embedded();
        let (article, sentences) = article(text, &lexicon);
        let reading = Reading::of(&article, &sentences, &lexicon);
        let show = |line: &Line<'_>, it: &Name| {
            let of = |from, to| article.slice(line.span(from, to)).to_owned();
            match (it.role_only, it.name > it.start) {
                (true, _) => format!("[{}]", of(it.start, it.last)),
                (_, true) => format!("[{}] {}", of(it.start, it.name - 1), of(it.name, it.last)),
                _ => of(it.name, it.last),
            }
        };
        let found: Vec<String> = reading
            .lines()
            .flat_map(|line| {
                names(&line).iter().filter(|it| !it.doubtful).map(|it| show(&line, it)).collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn people_and_their_titles() {
        check("They met Gen. Ada Krol and Mr. Tarr in Oslo.", &["[Gen.] Ada Krol", "[Mr.] Tarr", "Oslo"]);
        check("It was U.S. Vice President Ann Lowe on Friday.", &["[U.S. Vice President] Ann Lowe"]);
        check("He met Secretary of State Anna Tarr there.", &["[Secretary of State] Anna Tarr"]);
        check("It came from Omar al-Tarr and Jan van der Berg.", &["Omar al-Tarr", "Jan van der Berg"]);
        check("We saw Anna-Maria Berg.", &["Anna-Maria Berg"]);
        check("The Prime Minister left.", &["[Prime Minister]"]);
        check("Democrat Anna Tarr won.", &["[Democrat] Anna Tarr"]);
    }

    #[test]
    fn bodies() {
        check("They sued the Department of Health and Human Services.", &["Department of Health and Human Services"]);
        check("He leads the Coalition for the Homeless now.", &["Coalition for the Homeless"]);
        check("They own Tarr & Sons Inc. there.", &["Tarr & Sons Inc."]);
        check("A report by the Governor's Office of Planning.", &["Governor's Office of Planning"]);
    }

    #[test]
    fn no_names() {
        check("Officials said so on Monday in May.", &[]);
        check("However, it failed.", &[]);
    }
}

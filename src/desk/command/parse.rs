//! A typed line taken apart: which command, with which arguments. Generous in what it takes, exact in what it says.
//!
//! Values are recognised in the order of the declaration, each option taking what looks like its kind; `name=value` and
//! `--name value` name them; quotation marks hold words together; the last free text takes the rest, over line breaks.

mod token;

use std::collections::BTreeMap;

use engine::recipe::Recipes;

use super::declared::{COMMANDS, Command, GROUPS, Kind, Opt, at};
use super::value::zone::either;
use super::value::{days, flag, id, link, nearest, time, zone};
use super::{Known, help};
use crate::event::{AttachmentRef, Invocation};
use crate::newsroom::Trouble;
use crate::settings;
use token::{Token, tokens};

/// Words that people put before a value and that mean nothing here.
const FILLERS: &[&str] = &["at", "on", "every", "in", "from", "for", "each"];

/// Takes a line apart.
pub(super) fn line(line: &str, files: &[AttachmentRef], known: &Known<'_>) -> Result<Invocation, Trouble> {
    let line = line.trim().trim_start_matches(['/', '!']).trim_start();
    let tokens = tokens(line);
    let word = |n: usize| tokens.get(n).map(|it| it.text.to_lowercase()).unwrap_or_default();
    let (first, second) = (word(0), word(1));
    if first.is_empty() && files.is_empty() {
        return Err(Trouble::Person(format!("Which command? {}help lists them.", known.prefix)));
    }
    // An address or a file alone is to be briefed.
    let (command, from) = if first.is_empty() || link::has_scheme(&first) {
        (at(&["brief"]), 0)
    } else if let Some(command) = at(&[&first, &second]) {
        (Some(command), 2)
    } else {
        (at(&[&first]), 1)
    };
    let command = command.ok_or_else(|| unknown(&[&first, &second], known))?;
    let arguments = fill(command, line, &tokens[from..], known)?;
    let path = command.path.iter().map(|it| (*it).to_owned()).collect();
    Ok(Invocation { path, arguments, files: files.to_vec() })
}

/// What to say of a command that there isn't.
pub(super) fn unknown(path: &[&str], known: &Known<'_>) -> Trouble {
    let prefix = known.prefix;
    let first = path.first().copied().unwrap_or_default();
    let second = path.get(1).copied().unwrap_or_default();
    if GROUPS.iter().any(|it| it.0 == first) {
        let subs: Vec<&str> = COMMANDS.iter().filter(|it| it.path[0] == first).map(|it| it.path[1]).collect();
        let listed = subs.join(", ");
        let said = match nearest(second, subs.iter().copied()).as_slice() {
            _ if second.is_empty() => format!("{prefix}{first} goes on with one of: {listed}."),
            [near, ..] => {
                format!("There is no {prefix}{first} {}. Did you mean {prefix}{first} {near}?", shown(second))
            }
            [] => format!("There is no {prefix}{first} {}; there are: {listed}.", shown(second)),
        };
        return Trouble::Person(said);
    }
    let mut firsts: Vec<&str> = COMMANDS.iter().map(|it| it.path[0]).collect();
    firsts.dedup();
    let near: Vec<String> = nearest(first, firsts).iter().map(|it| format!("{prefix}{it}")).collect();
    let near: Vec<&str> = near.iter().map(String::as_str).collect();
    let meant = if near.is_empty() { String::new() } else { format!(" Did you mean {}?", either(&near)) };
    Trouble::Person(format!("There is no command \"{}\".{meant} {prefix}help lists them all.", shown(first)))
}

fn shown(typed: &str) -> String {
    link::shown(typed)
}

/// The arguments of a command among its tokens.
fn fill(
    command: &'static Command,
    line: &str,
    tokens: &[Token],
    known: &Known<'_>,
) -> Result<BTreeMap<String, String>, Trouble> {
    let wrong = |said: String| help::trouble(command, &said, known.prefix);
    let has_rest = command.options.iter().any(|it| it.kind.takes_rest());
    let mut filled: BTreeMap<String, String> = BTreeMap::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some(named) = named(command, tokens, at) {
            let option = named.option;
            if filled.contains_key(option.name) {
                return Err(wrong(format!("{} is given twice.", option.name)));
            }
            if option.kind.takes_rest() && !named.quoted {
                let (rest, trailing) = rest(command, option, line, named.from, &tokens[at + 1..], &filled);
                filled.insert(option.name.to_owned(), rest);
                filled.extend(trailing);
                break;
            }
            filled.insert(option.name.to_owned(), named.value);
            at += named.tokens;
            continue;
        }
        if let Some(name) = token.text.strip_prefix("--").filter(|it| !it.is_empty() && !token.quoted) {
            let name = name.split('=').next().unwrap_or_default();
            return Err(wrong(no_option(command, name)));
        }
        if !has_rest {
            if FILLERS.contains(&token.text.to_lowercase().as_str()) {
                at += 1;
                continue;
            }
            if let Some((name, _)) = token.text.split_once('=').filter(|it| !it.0.is_empty() && !link::has_scheme(it.0))
            {
                return Err(wrong(no_option(command, name)));
            }
        }
        // `settings follow_ups=all` says the same as `settings follow_ups all`.
        if let Some((name, value)) = token.text.split_once('=').filter(|it| settings::NAMES.contains(&it.0))
            && command.options.iter().any(|it| it.kind == Kind::Setting && !filled.contains_key(it.name))
        {
            let more = line.get(token.end..).unwrap_or_default();
            filled.insert("name".to_owned(), name.to_owned());
            filled.insert("value".to_owned(), format!("{value}{more}").trim().to_owned());
            break;
        }
        let Some(option) = place(command, tokens, at, &filled, known.recipes) else {
            // "mon, wed": the days go on.
            if days::days(&token.text).is_some()
                && let Some(days) = filled.get_mut("days")
            {
                days.push(',');
                days.push_str(&token.text);
                at += 1;
                continue;
            }
            return Err(wrong(format!("\"{}\" is one thing too many.", shown(&token.text))));
        };
        if option.kind.takes_rest() {
            let (rest, trailing) = rest(command, option, line, token.start, &tokens[at..], &filled);
            filled.insert(option.name.to_owned(), rest);
            filled.extend(trailing);
            break;
        }
        let mut value = token.text.clone();
        // "8.30 pm"
        let next = tokens.get(at + 1).map(|it| it.text.to_lowercase()).unwrap_or_default();
        if option.kind == Kind::Time && matches!(next.as_str(), "am" | "pm" | "a.m." | "p.m." | "o'clock") {
            value = format!("{value} {next}");
            at += 1;
        }
        if option.kind == Kind::Flag && value.eq_ignore_ascii_case(option.name) {
            "yes".clone_into(&mut value);
        }
        filled.insert(option.name.to_owned(), value);
        at += 1;
    }
    Ok(filled)
}

fn no_option(command: &Command, name: &str) -> String {
    let names: Vec<&str> = command.options.iter().map(|it| it.name).collect();
    match nearest(name, names.iter().copied()).first() {
        Some(near) => format!("there is no option \"{}\"; did you mean {near}?", shown(name)),
        None if names.is_empty() => format!("there is no option \"{}\"; it takes none.", shown(name)),
        None => format!("there is no option \"{}\"; there are: {}.", shown(name), names.join(", ")),
    }
}

/// An option that was named.
struct Named {
    option: &'static Opt,
    value: String,
    quoted: bool,
    /// Where its value begins in the line.
    from: usize,
    /// How many tokens it took.
    tokens: usize,
}

/// The option that is named at a token: `name=value`, `--name=value`, `--name value`, `--flag`.
fn named(command: &'static Command, tokens: &[Token], at: usize) -> Option<Named> {
    let token = tokens.get(at)?;
    if token.opened {
        return None;
    }
    let option =
        |name: &str| command.options.iter().find(|it| it.name.eq_ignore_ascii_case(name) && it.kind != Kind::File);
    let dashed = token.text.strip_prefix("--").or_else(|| token.text.strip_prefix(['—', '–']));
    let bare = dashed.unwrap_or(&token.text);
    if let Some((name, value)) = bare.split_once('=') {
        let option = option(&name.replace('-', "_"))?;
        let from = token.end - token.tail.min(token.end);
        return Some(Named { option, value: value.to_owned(), quoted: token.quoted, from, tokens: 1 });
    }
    dashed?;
    let option = option(&bare.replace('-', "_"))?;
    let next = tokens.get(at + 1).filter(|it| !it.text.starts_with("--"));
    match next {
        Some(next) if option.kind != Kind::Flag || flag(&next.text).is_some() => {
            Some(Named { option, value: next.text.clone(), quoted: next.quoted, from: next.start, tokens: 2 })
        }
        _ => Some(Named { option, value: "yes".to_owned(), quoted: true, from: token.end, tokens: 1 }),
    }
}

/// The option that takes a token which names none.
fn place(
    command: &'static Command,
    tokens: &[Token],
    at: usize,
    filled: &BTreeMap<String, String>,
    recipes: &Recipes,
) -> Option<&'static Opt> {
    let token = tokens.get(at)?;
    let empty = || command.options.iter().filter(|it| !filled.contains_key(it.name) && it.kind != Kind::File);
    let has_rest = command.options.iter().any(|it| it.kind.takes_rest());
    let last = at + 1 == tokens.len();
    let takes = |option: &&Opt| match option.kind {
        Kind::Link => {
            link::has_scheme(&token.text) || link::looks_bare(&token.text) && (last || token.text.contains('/'))
        }
        // An article may begin with "Flash floods".
        Kind::Recipe => {
            let linked = tokens.get(at + 1).is_some_and(|it| link::has_scheme(&it.text));
            recipes.named(&token.text).is_ok() && (!has_rest || linked || last)
        }
        Kind::Time => time::time(&token.text).is_some() || token.text.starts_with(|it: char| it.is_ascii_digit()),
        Kind::Days => days::days(&token.text).is_some(),
        Kind::Zone => zone::looks_like(&token.text),
        Kind::Flag => token.text.eq_ignore_ascii_case(option.name),
        Kind::Id if !option.required && has_rest => id::is_shown_id(&token.text),
        Kind::Id => id::id(&token.text).is_some(),
        Kind::IdOrLink => link::has_scheme(&token.text) || id::id(&token.text).is_some(),
        Kind::Schedule => {
            let number = token.text.strip_prefix(['s', 'S']).unwrap_or(&token.text);
            (1..=3).contains(&number.len()) && number.bytes().all(|it| it.is_ascii_digit())
        }
        Kind::Setting => settings::NAMES.contains(&token.text.to_lowercase().as_str()),
        _ => false,
    };
    let first_due = || empty().find(|it| it.required && !it.kind.takes_rest());
    let rest = || empty().find(|it| it.kind.takes_rest() && it.kind != Kind::Value);
    // What can't be anything else was meant for the first that is still open: its check will say what is wrong.
    let meant = || {
        empty().find(|it| {
            matches!(it.kind, Kind::Id | Kind::Setting | Kind::Schedule)
                || it.kind == Kind::Zone && token.text.starts_with(char::is_uppercase)
        })
    };
    let value = || empty().find(|it| it.kind == Kind::Value && filled.contains_key("name"));
    empty().find(takes).or_else(first_due).or_else(value).or_else(rest).or_else(meant)
}

/// The rest of a line from `from`, without the options that are named at its very end, which are given beside it.
fn rest(
    command: &'static Command,
    option: &Opt,
    line: &str,
    from: usize,
    tokens: &[Token],
    filled: &BTreeMap<String, String>,
) -> (String, BTreeMap<String, String>) {
    let mut trailing: BTreeMap<String, String> = BTreeMap::new();
    let mut count = tokens.len();
    while let Some(named) = count.checked_sub(1).and_then(|it| named(command, tokens, it)) {
        let fresh = !filled.contains_key(named.option.name) && !trailing.contains_key(named.option.name);
        if !fresh || named.option.kind.takes_rest() || named.tokens != 1 || named.option.name == option.name {
            break;
        }
        trailing.insert(named.option.name.to_owned(), named.value);
        count -= 1;
    }
    let end = if count == tokens.len() {
        line.len()
    } else {
        count.checked_sub(1).and_then(|it| tokens.get(it)).map_or(from, |it| it.end)
    };
    let text = match tokens.get(..count) {
        // Quotation marks around all of it only hold it together; a watch's make a phrase.
        Some([only]) if only.opened && only.start == from && option.kind != Kind::Query => only.text.clone(),
        _ => line.get(from..end.max(from)).unwrap_or_default().trim().to_owned(),
    };
    (text, trailing)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The arguments as `name=value`, with ` | ` between; or the error.
    fn parsed(given: &str) -> String {
        let recipes = Recipes::embedded().unwrap();
        match line(given, &[], &Known { recipes: &recipes, prefix: "/" }) {
            Ok(it) => {
                let arguments = it.arguments.iter().map(|(name, value)| format!("{name}={value}"));
                [it.path.join(" ")].into_iter().chain(arguments).collect::<Vec<_>>().join(" | ")
            }
            Err(it) => it.to_string(),
        }
    }

    #[test]
    fn lines() {
        let check = |line: &str, expected: &str| assert_eq!(parsed(line), expected, "{line}");
        check("brief https://example.org/a", "brief | link=https://example.org/a");
        check("/brief https://example.org/a", "brief | link=https://example.org/a");
        check("BRIEF <https://example.org/a> flash", "brief | link=<https://example.org/a> | recipe=flash");
        check("brief flash https://example.org/a", "brief | link=https://example.org/a | recipe=flash");
        check("brief https://example.org/a --recipe deep", "brief | link=https://example.org/a | recipe=deep");
        check("brief https://example.org/a —recipe deep", "brief | link=https://example.org/a | recipe=deep");
        check("https://example.org/a recipe=deep", "brief | link=https://example.org/a | recipe=deep");
        check("brief example.org/a", "brief | link=example.org/a");
        check("brief Flash floods hit\n\nThe town", "brief | text=Flash floods hit\n\nThe town");
        check("brief A bridge fell.\n\nBy Ann recipe=flash", "brief | recipe=flash | text=A bridge fell.\n\nBy Ann");
        check("brief recipe=flash \"It fell,\" she said.", "brief | recipe=flash | text=\"It fell,\" she said.");
        check("brief", "brief");
        check("ask Who signed it?", "ask | question=Who signed it?");
        check("ask C3 Who says so?", "ask | about=C3 | question=Who says so?");
        check("ask k7f2: Who says so?", "ask | about=k7f2: | question=Who says so?");
        check("ask MH17 was shot down by whom?", "ask | question=MH17 was shot down by whom?");
        check("ask \"Who signed it?\" about=k7f2", "ask | about=k7f2 | question=Who signed it?");
        check("ask question=Who signed it?", "ask | question=Who signed it?");
        check("ask Is x=y true?", "ask | question=Is x=y true?");
        check("evidence c3", "evidence | id=c3");
        check("evidence nonsense!", "evidence | id=nonsense!");
        check(
            "feed add https://example.org/f Example News",
            "feed add | address=https://example.org/f | name=Example News",
        );
        check("feed add https://example.org/f name=\"A B\"", "feed add | address=https://example.org/f | name=A B");
        check("feed remove Example News", "feed remove | feed=Example News");
        check("watch add \"rare earth\" AND Ukraine", "watch add | words=\"rare earth\" AND Ukraine");
        check("watch add \"rare earth\"", "watch add | words=\"rare earth\"");
        check("watch why w1 https://example.org/a", "watch why | id=w1 | what=https://example.org/a");
        check("settings", "settings");
        check("settings follow_ups all", "settings | name=follow_ups | value=all");
        check("settings follow_ups=all", "settings | name=follow_ups | value=all");
        check("settings brief_roles=editors, desk", "settings | name=brief_roles | value=editors, desk");
        check("forget channel sure", "forget channel | sure=yes");
        check("help schedule add", "help | command=schedule add");
        check("retract k7f2 \"The story is withdrawn.\"", "retract | reason=The story is withdrawn. | what=k7f2");
    }

    #[test]
    fn schedules() {
        let check = |line: &str, expected: &str| assert_eq!(parsed(line), expected, "{line}");
        check(
            "schedule add 08:00 Europe/Kyiv weekdays feeds=bbc,ap recipe=flash",
            "schedule add | days=weekdays | feeds=bbc,ap | recipe=flash | time=08:00 | zone=Europe/Kyiv",
        );
        check("schedule add weekdays 8am", "schedule add | days=weekdays | time=8am");
        check("schedule add at 8.30 pm in Kyiv", "schedule add | time=8.30 pm | zone=Kyiv");
        check("schedule add 8am every day flash", "schedule add | days=day | recipe=flash | time=8am");
        check("schedule add noon mon, wed fri", "schedule add | days=mon,,wed,fri | time=noon");
        check("schedule add 8am silent", "schedule add | silent=yes | time=8am");
        check("schedule add 8am --silent --most 3", "schedule add | most=3 | silent=yes | time=8am");
        check("schedule add 8am EST", "schedule add | time=8am | zone=EST");
        check("schedule add 8am Munich", "schedule add | time=8am | zone=Munich");
        check("schedule edit s1 9am", "schedule edit | id=s1 | time=9am");
        check("schedule edit 9am", "schedule edit | time=9am");
        check("schedule preview", "schedule preview");
        check("schedule preview 2", "schedule preview | id=2");
        check("schedule pause sunday", "schedule pause | id=sunday");
        check("schedule edit s1 feeds=\"The Wire, AP\"", "schedule edit | feeds=The Wire, AP | id=s1");
        check("schedule add soon", "schedule add | time=soon");
    }

    #[test]
    fn what_is_wrong_is_said() {
        let check = |line: &str, expected: &str| assert!(parsed(line).contains(expected), "{line}: {}", parsed(line));
        check("breif https://example.org", "There is no command \"breif\". Did you mean /brief?");
        check("weather today", "There is no command \"weather\". /help lists them all.");
        check("schedule", "/schedule goes on with one of: add, list, edit");
        check("schedule ad 8am", "There is no /schedule ad. Did you mean /schedule add?");
        check("feed https://example.org", "there are: add, list");
        check("schedule add 8am reciep=flash", "there is no option \"reciep\"; did you mean recipe?");
        check("schedule add 8am --colour red", "there is no option \"colour\"; there are: time, zone");
        check("schedule add 8am time=10am", "time is given twice");
        check("schedule add 8am 9am", "\"9am\" is one thing too many");
        check("status now", "\"now\" is one thing too many");
        check("", "Which command? /help lists them.");
    }

    #[test]
    fn nothing_typed_is_too_odd() {
        for line in
            ["/", "!!", "\"", "brief \"", "ask =", "ask --", "settings =", "—", "brief --recipe", "ask x=\"", "é=\"ü"]
        {
            parsed(line);
        }
    }
}

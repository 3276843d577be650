//! What can be offered while an option is typed: pure, on lists that the caller read from the store.

use engine::recipe::Recipes;

use super::declared::{Kind, at};
use super::value::zone;
use crate::settings;

/// Discord shows no more.
const MOST: usize = 25;

/// What a place has, to be offered: each with what is typed and what is shown beside it. Read under the place's scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// Feeds: name, outlet or address.
    pub feeds: Vec<(String, String)>,
    /// Digests and their claims: id, headline or wording.
    pub ids: Vec<(String, String)>,
    /// Schedules: id, time and days.
    pub schedules: Vec<(String, String)>,
    /// Watches: id, words.
    pub watches: Vec<(String, String)>,
}

/// One offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What is filled in.
    pub value: String,
    /// What is shown; at most 100 characters.
    pub shown: String,
}

/// What to offer for `option` of the command at `path` when `typed` stands there. At most 25; none for free text.
pub fn suggest(path: &[&str], option: &str, typed: &str, lists: &Lists, recipes: &Recipes) -> Vec<Suggestion> {
    let Some(option) = at(path).and_then(|it| it.options.iter().find(|it| it.name == option)) else {
        return Vec::new();
    };
    let own = |it: &str| (it.to_owned(), String::new());
    let all: Vec<(String, String)> = match option.kind {
        Kind::Recipe => recipes.iter().map(|it| (it.name.clone(), it.summary.clone())).collect(),
        Kind::Zone if typed.trim().is_empty() => return Vec::new(),
        Kind::Zone => return zone::suggest(typed, MOST).iter().map(|it| offer(&own(it.name()), "")).collect(),
        Kind::Days => ["daily", "weekdays", "weekends", "mon-fri"].iter().map(|it| own(it)).collect(),
        Kind::Id | Kind::IdOrLink => lists.ids.clone(),
        Kind::Feed => lists.feeds.clone(),
        Kind::Feeds => {
            // What stands before the last comma is chosen already.
            let (chosen, last) = typed.rsplit_once(',').map_or(("", typed), |(chosen, last)| (chosen, last));
            let before = if chosen.is_empty() { String::new() } else { format!("{chosen},") };
            return matching(&lists.feeds, last.trim_start(), &before);
        }
        Kind::Topics | Kind::Watch => lists.watches.clone(),
        Kind::Schedule => lists.schedules.clone(),
        Kind::Setting => settings::ALL.iter().map(|it| (it.name.to_owned(), it.help.to_owned())).collect(),
        _ => option.choices.iter().map(|it| own(it)).collect(),
    };
    matching(&all, typed, "")
}

/// Those that begin with what is typed, then those that hold it.
fn matching(all: &[(String, String)], typed: &str, before: &str) -> Vec<Suggestion> {
    let low = typed.trim().to_lowercase();
    let rank = |it: &(String, String)| {
        let (value, shown) = (it.0.to_lowercase(), it.1.to_lowercase());
        match () {
            () if value.starts_with(&low) => Some(0),
            () if value.contains(&low) => Some(1),
            () if shown.contains(&low) => Some(2),
            () => None,
        }
    };
    let mut found: Vec<(i32, &(String, String))> = all.iter().filter_map(|it| Some((rank(it)?, it))).collect();
    found.sort_by_key(|it| it.0);
    found.into_iter().take(MOST).map(|it| offer(it.1, before)).collect()
}

fn offer((value, shown): &(String, String), before: &str) -> Suggestion {
    let shown = if shown.is_empty() { value.clone() } else { format!("{value}: {shown}") };
    let mut short: String = shown.chars().take(100).collect();
    if short.len() < shown.len() {
        short.pop();
        short.push('…');
    }
    Suggestion { value: format!("{before}{value}"), shown: short }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers() {
        let pair = |value: &str, shown: &str| (value.to_owned(), shown.to_owned());
        let lists = Lists {
            feeds: vec![pair("BBC", "bbc.co.uk"), pair("The AP", "apnews.com"), pair("Example", &"x".repeat(300))],
            ids: vec![pair("k7f2", "Bridge reopens"), pair("m3qa", "Talks resume")],
            ..Lists::default()
        };
        let recipes = Recipes::embedded().unwrap();
        let check = |path: &[&str], option: &str, typed: &str, expected: &[&str]| {
            let found = suggest(path, option, typed, &lists, &recipes);
            assert!(found.iter().all(|it| it.shown.chars().count() <= 100));
            assert_eq!(found.iter().map(|it| it.value.as_str()).collect::<Vec<_>>(), expected, "{path:?} {typed}");
        };
        check(&["feed", "remove"], "feed", "ap", &["The AP"]);
        check(&["feed", "remove"], "feed", "", &["BBC", "The AP", "Example"]);
        check(&["schedule", "add"], "feeds", "BBC, the", &["BBC,The AP"]);
        check(&["evidence"], "id", "talks", &["m3qa"]);
        check(&["brief"], "recipe", "f", &["flash", "deep"]);
        check(&["schedule", "add"], "zone", "kyi", &["Europe/Kyiv"]);
        check(&["settings"], "name", "follow_", &["follow_ups"]);
        check(&["ask"], "question", "wh", &[]);
        check(&["nothing"], "x", "", &[]);
    }
}

//! What a typed line is: something for the console itself, a command, or something said.

use desk::command::{Known, is_command, typed};

/// What a line means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meant {
    /// Nothing.
    Nothing,
    /// The end.
    Quit,
    /// Which threads there are.
    Threads,
    /// Into a thread.
    Enter(Option<usize>),
    /// Out of it.
    Back,
    /// An article comes on the lines that follow; the recipe that was named.
    Paste(Option<String>),
    /// A command, without its slash.
    Command(String),
    /// Words.
    Said(String),
}

/// What `line` means, in a thread or outside. A slash makes a command; without one, words that begin like a command are
/// one, unless they ask something of a thread and would be no right command: "status of the talks?".
pub(crate) fn meant(line: &str, in_thread: bool, known: &Known<'_>) -> Meant {
    let line = line.trim();
    let slashed = line.strip_prefix('/');
    let bare = slashed.unwrap_or(line).trim();
    let mut words = bare.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    let alone = words.clone().next().is_none();
    match first.as_str() {
        "" => return Meant::Nothing,
        "quit" | "exit" if alone => return Meant::Quit,
        "threads" if alone => return Meant::Threads,
        "back" if alone => return Meant::Back,
        "thread" if slashed.is_some() || words.clone().all(|it| it.parse::<usize>().is_ok()) => {
            return Meant::Enter(words.next().and_then(|it| it.trim_start_matches('#').parse().ok()));
        }
        "brief" if words.clone().all(|it| it.starts_with("recipe=")) => {
            return Meant::Paste(words.next_back().and_then(|it| it.strip_prefix("recipe=")).map(str::to_owned));
        }
        _ => {}
    }
    let command = || {
        let question = in_thread || bare.ends_with('?');
        is_command(bare) && (alone || !question || typed(bare, &[], known).is_ok())
    };
    if slashed.is_some() || command() { Meant::Command(bare.to_owned()) } else { Meant::Said(line.to_owned()) }
}

#[cfg(test)]
mod tests {
    use engine::recipe::Recipes;

    use super::*;

    #[test]
    fn lines() {
        let recipes = Recipes::embedded().unwrap();
        let known = Known { recipes: &recipes, prefix: "/" };
        let check = |line: &str, in_thread: bool, expected: Meant| assert_eq!(meant(line, in_thread, &known), expected);
        let command = |it: &str| Meant::Command(it.to_owned());
        let said = |it: &str| Meant::Said(it.to_owned());
        check("", false, Meant::Nothing);
        check(" / ", false, Meant::Nothing);
        check("/quit", true, Meant::Quit);
        check("exit", false, Meant::Quit);
        check("/thread 2", false, Meant::Enter(Some(2)));
        check("thread #2", false, said("thread #2"));
        check("thread 2", false, Meant::Enter(Some(2)));
        check("/thread", false, Meant::Enter(None));
        check("/back", true, Meant::Back);
        check("/threads", false, Meant::Threads);
        check("/brief", false, Meant::Paste(None));
        check("brief recipe=flash", false, Meant::Paste(Some("flash".into())));
        check("/brief https://example.org/a", false, command("brief https://example.org/a"));
        check("https://example.org/a", false, command("https://example.org/a"));
        check("evidence C3", true, command("evidence C3"));
        check("evidence for that?", true, said("evidence for that?"));
        check("status of the talks?", true, said("status of the talks?"));
        check("status", true, command("status"));
        check("schedule add 25:00", false, command("schedule add 25:00"));
        check("/breif x", false, command("breif x"));
        check("Who said so?", true, said("Who said so?"));
        check("What happened in Kyiv?", false, said("What happened in Kyiv?"));
    }
}

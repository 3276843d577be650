//! Help, from the declaration: all commands in short, one at length, the README's table; and what goes with an error.

use engine::render::block::{Block, Line, Role};

use super::declared::{COMMANDS, Command, GROUPS, Kind, Opt, Right};
use super::value::nearest;
use crate::newsroom::{Done, Job, Newsroom, Trouble};
use crate::post::PostKind;
use crate::say;

/// Answers `help`.
///
/// # Errors
/// When there is no such command.
pub async fn handle(room: &Newsroom, job: &Job<'_>, words: &[String]) -> Result<Done, Trouble> {
    let prefix = room.prefix(job.event);
    let blocks = about(words, prefix).ok_or_else(|| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        super::parse::unknown(&words, &super::Known { recipes: &room.recipes, prefix })
    })?;
    Ok(Done::said(say::post(PostKind::Reply, blocks)))
}

/// Help on a command, on the commands that begin with a word, or on all.
fn about(words: &[String], prefix: &str) -> Option<Vec<Block>> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if words.is_empty() {
        return Some(all(prefix));
    }
    if let Some(command) = super::declared::at(&words) {
        return Some(one(command, prefix));
    }
    let first = *words.first()?;
    let near = nearest(first, GROUPS.iter().map(|it| it.0));
    let group = GROUPS.iter().find(|it| it.0 == first || near.first() == Some(&it.0)).filter(|_| words.len() == 1)?;
    let mut blocks = vec![Block::Title(Line::of(&format!("{prefix}{}", group.0))), Block::Byline(Line::of(group.1))];
    blocks.extend(
        COMMANDS
            .iter()
            .filter(|it| it.path[0] == group.0)
            .map(|it| Block::Note(usage(it, prefix).with(&format!(": {}{}", it.help, for_whom(it))))),
    );
    blocks.push(Block::LeftOut(Line::of(&format!(
        "More on one: {prefix}help {} {}",
        group.0,
        COMMANDS.iter().find(|it| it.path[0] == group.0)?.path[1]
    ))));
    Some(blocks)
}

/// All commands, one a line; those of two words by their first.
pub fn all(prefix: &str) -> Vec<Block> {
    let mut blocks = vec![Block::Title(Line::of("What you can ask for"))];
    let mut shown: Vec<&str> = Vec::new();
    for command in COMMANDS {
        let first = command.path[0];
        if shown.contains(&first) {
            continue;
        }
        shown.push(first);
        let line = match GROUPS.iter().find(|it| it.0 == first) {
            Some((_, help)) => {
                let subs: Vec<&str> = COMMANDS.iter().filter(|it| it.path[0] == first).map(|it| it.path[1]).collect();
                let name = Line::default().with_role(&format!("{prefix}{first} {}", subs.join("|")), Role::Id);
                name.with(&format!(": {help}"))
            }
            None => usage(command, prefix).with(&format!(": {}{}", command.help, for_whom(command))),
        };
        blocks.push(Block::Note(line));
    }
    blocks.push(Block::LeftOut(Line::of(&format!(
        "More on one: {prefix}help schedule. In a digest's thread, just ask; or {prefix}evidence C2."
    ))));
    blocks
}

/// All about one command.
pub fn one(command: &Command, prefix: &str) -> Vec<Block> {
    let mut blocks = vec![
        Block::Title(Line::of(&format!("{prefix}{}", command.path.join(" ")))),
        Block::Byline(Line::of(&format!("{}{}", command.help, for_whom(command)))),
    ];
    for it in command.options {
        let must = if it.required { " (needed)" } else { "" };
        let choices = if it.choices.is_empty() { String::new() } else { format!(": {}", it.choices.join(", ")) };
        let line = Line::default().with_role(it.name, Role::Id).with(&format!("{must}: {}{choices}", it.help));
        blocks.push(Block::Note(line));
    }
    let label = if command.examples.len() > 1 { "Examples" } else { "Example" };
    blocks.push(Block::Paragraph(Line::of(label)));
    blocks.extend(command.examples.iter().map(|it| Block::Quotation(Line::of(&format!("{prefix}{it}")))));
    blocks
}

/// A command's name with its options: `/feed add ADDRESS [NAME]`; of many options only the first.
fn usage(command: &Command, prefix: &str) -> Line {
    let line = Line::default().with_role(&format!("{prefix}{}", command.path.join(" ")), Role::Id);
    let forms = forms(command);
    let shown = if forms.len() > 3 { &forms[..1] } else { &forms[..] };
    let given: String = shown.iter().map(|it| format!(" {it}")).collect();
    line.with(&given).with(if forms.len() > shown.len() { " …" } else { "" })
}

/// The options as they are typed: `TIME`, `[ZONE]`, `[recipe=…]`.
fn forms(command: &Command) -> Vec<String> {
    let form = |it: &Opt| match it.kind {
        _ if it.required => it.name.to_uppercase(),
        // What is recognised by what it looks like need not be named.
        Kind::Recipe | Kind::Feeds | Kind::Topics | Kind::Number(..) | Kind::Flag => format!("[{}=…]", it.name),
        _ => format!("[{}]", it.name.to_uppercase()),
    };
    if command.path == ["brief"] {
        return vec!["LINK, TEXT or FILE".to_owned(), "[recipe=…]".to_owned()];
    }
    command.options.iter().map(form).collect()
}

fn for_whom(command: &Command) -> &'static str {
    match command.right {
        Right::Reader => "",
        Right::Asker => " (who asked for it, and managers)",
        Right::Manager => " (managers)",
    }
}

/// What is told of a wrong argument, with an example.
pub(super) fn trouble(command: &Command, said: &str, prefix: &str) -> Trouble {
    let example = command.examples.first().map(|it| format!(" Example: {prefix}{it}")).unwrap_or_default();
    Trouble::Person(format!("{said}{example}"))
}

/// The README's table.
pub fn table() -> String {
    let mut out = String::from("| command | what it does | who may |\n|---|---|---|\n");
    for it in COMMANDS {
        let who = match it.right {
            Right::Reader => "everybody",
            Right::Asker => "who asked for it",
            Right::Manager => "managers",
        };
        let given: String = forms(it).iter().map(|it| format!(" {it}")).collect();
        out += &format!("| `{}{given}` | {} | {who} |\n", it.path.join(" "), it.help);
    }
    out
}

#[cfg(test)]
mod tests {
    use engine::render::terminal::{Style, terminal};

    use super::*;

    fn shown(line: &str) -> Option<String> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        about(&words, "/").map(|it| terminal(&it, Style::default()))
    }

    #[test]
    fn help_reads_well() {
        let all = shown("").unwrap();
        assert!(
            all.contains("/brief LINK, TEXT or FILE [recipe=…]") && all.contains("/feed add|list|remove|"),
            "{all}"
        );
        assert!(all.lines().count() <= 20, "{all}");
        assert!(
            shown("schedule").unwrap().contains("/schedule add TIME …: A daily digest at a time of day (managers)")
        );
        assert!(shown("feeds").unwrap().contains("/feed list"));
        let one = shown("schedule add").unwrap();
        assert!(one.contains("time (needed): Local time") && one.contains("  > /schedule add 08:00"), "{one}");
        assert_eq!(shown("weather"), None);
    }

    /// Between two marks stands the table; `NEWSDESK_UPDATE=1 cargo test -p desk readme` writes it.
    #[test]
    fn the_readme_has_the_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md");
        let readme = std::fs::read_to_string(path).unwrap();
        let (before, rest) = readme.split_once("<!-- commands -->\n").expect("a mark opens the table");
        let (_, after) = rest.split_once("<!-- end of commands -->").expect("a mark closes the table");
        let current = format!("{before}<!-- commands -->\n{}<!-- end of commands -->{after}", table());
        if std::env::var_os("NEWSDESK_UPDATE").is_some() {
            std::fs::write(path, current).unwrap();
        } else {
            assert!(current == readme, "NEWSDESK_UPDATE=1 cargo test -p desk readme");
        }
    }
}

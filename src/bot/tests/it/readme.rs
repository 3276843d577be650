//! The README shows what the program really prints.

use crate::newsdesk::{newsdesk, root};

/// After `<!-- newsdesk ARGUMENTS -->` stands a fenced block with what that prints.
/// `NEWSDESK_UPDATE=1 cargo test -p bot readme` writes them.
#[test]
fn examples_are_current() {
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let mut current = String::new();
    let mut rest = readme.as_str();
    let mut examples = 0;
    while let Some((before, after)) = rest.split_once("<!-- newsdesk ") {
        let (command, after) = after.split_once(" -->\n```text\n").expect("a fenced block follows the command");
        let (_, after) = after.split_once("\n```").expect("the block ends");
        let arguments = split(command);
        let run = newsdesk(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), b"");
        assert_eq!(run.code, 0, "{command}: {}", run.err);
        current += &format!("{before}<!-- newsdesk {command} -->\n```text\n{}\n```", run.out.trim_end());
        rest = after;
        examples += 1;
    }
    current += rest;
    assert!(examples >= 2, "the README has examples");
    if std::env::var_os("NEWSDESK_UPDATE").is_some() {
        std::fs::write(&path, current).unwrap();
    } else {
        assert!(current == readme, "NEWSDESK_UPDATE=1 cargo test -p bot readme, then read what changed");
    }
}

/// Words, with what stands in double quotation marks as one.
fn split(command: &str) -> Vec<String> {
    let own = |part: &str| part.split_whitespace().map(str::to_owned).collect();
    let parts = command.split('"').enumerate();
    parts.flat_map(|(n, part)| if n % 2 == 1 { vec![part.to_owned()] } else { own(part) }).collect()
}

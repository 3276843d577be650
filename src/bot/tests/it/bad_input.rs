//! Bad input: each has its exit code and a sentence on standard error that says what to do.

use std::io::Write as _;
use std::path::PathBuf;

use crate::newsdesk::{STORY, command, file, newsdesk, root};

/// `arguments` with `input` end with `code`, nothing on standard output, and all of `says` on standard error.
fn check(arguments: &[&str], input: &[u8], code: i32, says: &[&str]) {
    let run = newsdesk(arguments, input);
    assert_eq!((run.code, run.out.as_str()), (code, ""), "{arguments:?}: {}", run.err);
    for it in says {
        assert!(run.err.contains(it), "{arguments:?} says {:?}, not {it:?}", run.err);
    }
    assert!(!run.err.contains("panicked"), "{}", run.err);
}

#[test]
fn files() {
    check(&["brief", "no-such-file.txt"], b"", 1, &["no-such-file.txt", "no such file", "- for standard input"]);
    check(&["brief", "src"], b"", 1, &["src", "is a folder", "one article"]);
    check(&["brief", "--jsonl", "https://example.org/story"], b"", 1, &["save the page"]);
    check(&["brief", &file("empty.txt", b"")], b"", 1, &["empty.txt", "give"]);
    for command in ["brief", "analyse", "extract"] {
        check(&[command, "-"], b" \n\n \t\n", 1, &["standard input"]);
    }
}

#[test]
fn not_an_article() {
    let binary: Vec<u8> = (0..4000_u32).map(|it| u8::try_from(it * 7 % 256).unwrap()).collect();
    check(&["brief", &file("picture.png", &binary)], b"", 1, &["picture.png", "not the text of an article"]);
    let row = |it: u32| {
        format!(
            "2025-02-17T08:{:02}:{:02}Z INFO worker-{it} GET /api/v1/items/{it} 200 {}ms\n",
            it / 60,
            it % 60,
            it * 3
        )
    };
    let log: String = (0..200).map(row).collect();
    check(&["brief", "-"], log.as_bytes(), 1, &["not the text of an article", "log"]);
    // Words enough, and no sentence.
    let list = "milk\nbread\neggs\nbutter, flour\nsugar\nsalt\ntea and coffee\nrice\nbeans\noil\njam\n";
    check(&["brief", "-"], list.as_bytes(), 1, &["standard input", "paste the story"]);
    check(&["brief", "-"], b"Too short.", 1, &["short"]);
    let large = STORY.repeat(20_000_000 / STORY.len() + 1);
    check(&["brief", &file("large.txt", large.as_bytes())], b"", 1, &["too large", "one article"]);
}

#[test]
fn another_language() {
    let german = "Die Brücke am Hafen ist am Montag nach zwei Jahren wieder geöffnet worden. Das teilte die Stadt mit. \
        Die Bürgermeisterin sagte, die Brücke sei sicher. Wer die Kosten trägt, ließ sie offen. Der Rat entscheidet am \
        Freitag darüber, ob Lastwagen wieder fahren dürfen.";
    check(&["brief", "-"], german.as_bytes(), 1, &["German", "English"]);
    let ukrainian = "Міст у гавані відкрили в понеділок після двох років ремонту. Про це повідомила міська рада. \
        Мерка сказала, що міст безпечний. Хто платитиме за утримання, вона не сказала.";
    check(&["brief", "-"], ukrainian.as_bytes(), 1, &["Ukrainian"]);
}

#[test]
fn invalid_utf8() {
    // Broken beyond any encoding's rules.
    let mut broken = STORY.as_bytes().to_vec();
    broken.iter_mut().step_by(9).for_each(|it| *it = 0xff);
    broken.iter_mut().skip(4).step_by(9).for_each(|it| *it = 0);
    check(&["brief", "-"], &broken, 1, &["not the text of an article"]);
    // Another encoding is read.
    let latin = STORY.replace('—', "-").replace("Mayor Ilze", "Mayor Zoë");
    let latin: Vec<u8> = latin.chars().map(|it| u8::try_from(u32::from(it)).unwrap()).collect();
    let run = newsdesk(&["extract", "-"], &latin);
    assert!(run.code == 0 && run.out.contains("Mayor Zoë"), "{}{}", run.out, run.err);
}

#[test]
fn usage() {
    check(&["brief", "-", "--published", "yesterday-ish"], b"", 2, &["yesterday-ish", "YYYY-MM-DD", "2025-02-17"]);
    check(&["brief", "-", "--published", "2025-02-30"], b"", 2, &["YYYY-MM-DD"]);
    check(&["brief", "-", "--recipe", "brunch"], STORY.as_bytes(), 2, &["brunch", "flash, standard, deep"]);
    check(&["brief", "-", "--format", "pdf"], b"", 2, &["pdf", "text", "markdown", "json"]);
    check(&["brief"], b"", 2, &["<PATH|URL>"]);
    check(&["ask", "-"], b"", 2, &["<QUESTION>"]);
    check(&["ask", "-", " "], STORY.as_bytes(), 2, &["empty"]);
    check(&["breif", "-"], b"", 2, &["breif", "brief"]);
    check(&["brief", "-", "--jsonl", "--title", "x"], b"", 2, &["--jsonl"]);
    check(&["brief", "-", "--briefings", "no-such-folder"], b"", 2, &["no-such-folder", "recipes"]);
    check(&[], b"", 2, &["Usage"]);
}

#[test]
fn recipes_of_ones_own() {
    let folder = PathBuf::from(file("briefings", b"")).with_extension("d");
    std::fs::create_dir_all(folder.join("recipes")).unwrap();
    let briefings = folder.display().to_string();
    let flash = std::fs::read_to_string(root().join("briefings/recipes/flash.toml")).unwrap();
    let own = flash.replace("\"flash\"", "\"one\"").replace("claims = 3", "claims = 1");
    std::fs::write(folder.join("recipes/one.toml"), own).unwrap();
    let run = newsdesk(&["brief", "-", "--briefings", &briefings, "--recipe", "one"], STORY.as_bytes());
    assert!(run.code == 0 && run.out.contains("C1.") && !run.out.contains("C2."), "{}{}", run.out, run.err);
    std::fs::write(folder.join("recipes/two.toml"), "name = \"two\"\nclaim = 3\n").unwrap();
    check(&["brief", "-", "--briefings", &briefings], STORY.as_bytes(), 2, &["two.toml", "claim"]);
}

#[test]
fn a_closed_pipe_is_quiet() {
    let line = format!("{}\n", serde_json::json!({"id": 1, "text": STORY}));
    for arguments in [&["brief", "-"][..], &["analyse", "-"], &["schema", "digest"], &["--help"], &["brief", "--jsonl"]]
    {
        let mut child = command(arguments).spawn().unwrap();
        drop(child.stdout.take());
        let mut stdin = child.stdin.take().unwrap();
        let input = if arguments.contains(&"--jsonl") { line.repeat(50) } else { STORY.to_owned() };
        // It may end without reading everything.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let done = child.wait_with_output().unwrap();
        let err = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.code() == Some(0) && err.is_empty(), "{arguments:?}: {:?} {err}", done.status);
    }
}

#[test]
fn no_colour_in_a_pipe() {
    let run = newsdesk(&["brief", "-"], STORY.as_bytes());
    assert!(run.code == 0 && !run.out.contains('\u{1b}'), "{}", run.out);
}

//! `newsdesk chat`, piped and through a pseudo-terminal.

use std::process::Command;

use crate::newsdesk::{STORY, file, newsdesk, root};

#[test]
fn lines_can_be_piped_in() {
    let story = file("chat.txt", STORY.as_bytes());
    let lines = format!(
        "/brief {story} recipe=flash\n/thread 1\nDid the minister of defence resign?\nHow much did the repairs cost?\n\
         who says so?\n/evidence C1\n/back\n/schedule add 8am weekdays zone=Kiev\n/schedule preview\n/hlep\n"
    );
    let run = newsdesk(&["chat", "--temporary"], lines.as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
    let mut from = 0;
    // In this order.
    for expected in [
        "Harbour bridge reopens after two years",
        "C1.",
        "Thread 1: Harbour bridge reopens",
        "The article does not say.",
        "$4 million",
        "C1.",
        "Monday to Friday at 08:00 (Europe/Kyiv)",
        "Nothing new for s1",
        "Did you mean /help?",
    ] {
        let at = run.out[from..].find(expected);
        from += at.unwrap_or_else(|| panic!("{expected:?} is not where it should be in\n{}", run.out)) + expected.len();
    }
}

#[test]
fn what_is_kept_is_there_the_next_day() {
    let folder = file("chat-kept", b"");
    std::fs::remove_file(&folder).unwrap();
    let story = file("chat-kept.txt", STORY.as_bytes());
    let chat = |lines: &str| newsdesk(&["chat", "--data", &folder], lines.as_bytes());
    let first = chat(&format!("/brief {story}\n"));
    assert!(first.out.contains("Digest "), "{}{}", first.out, first.err);
    let again = chat(&format!("/thread 1\nHow much did the repairs cost?\n/brief {story}\n"));
    assert!(again.out.contains("$4 million") && again.out.contains("was digested here"), "{}{}", again.out, again.err);
    let listed = newsdesk(&["outbox", "list", "--data", &folder], b"");
    assert_eq!((listed.code, listed.out.trim()), (0, "Nothing waits for you."), "{}", listed.err);
    let copy = format!("{folder}.backup");
    assert_eq!(newsdesk(&["backup", &copy, "--data", &folder], b"").code, 0);
    chat("/forget channel sure=yes\n");
    assert!(chat("/status\n/ask How much did the repairs cost?\n").out.contains("Nothing has been read here yet"));
    let restored = newsdesk(&["restore", &copy, "--data", &folder], b"");
    assert_eq!(restored.code, 0, "{}", restored.err);
    let asked = chat("/ask How much did the repairs of the bridge cost?\n");
    assert!(asked.out.contains("$4 million"), "{}{}", asked.out, asked.err);
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::remove_file(&copy).unwrap();
}

/// Types lines into a terminal and prints what it shows.
const TYPIST: &str = r#"
import os, pty, select, sys, time
pid, fd = pty.fork()
if pid == 0:
    os.environ["TERM"] = "xterm"
    os.execv(sys.argv[1], [sys.argv[1], "chat", "--temporary"])
shown = b""
def until(mark, patience=40):
    global shown
    end, start = time.time() + patience, len(shown)
    while time.time() < end and mark not in shown[start:]:
        if select.select([fd], [], [], 0.2)[0]:
            try:
                shown += os.read(fd, 65536)
            except OSError:
                return
until(b"newsdesk>")
for line, mark in [(f"/brief {sys.argv[2]} recipe=flash", b"Thread 1:"), ("/thread 1", b"thread 1>"),
                   ("How much did the repairs cost?", b"$4 million"), ("/quit", b"\x04never")]:
    os.write(fd, line.encode() + b"\r")
    until(mark, 40 if mark != b"\x04never" else 5)
sys.stdout.buffer.write(shown)
"#;

#[test]
fn it_is_used_through_a_terminal() {
    let story = file("chat-typed.txt", STORY.as_bytes());
    let typed = Command::new("python3")
        .args(["-c", TYPIST, env!("CARGO_BIN_EXE_newsdesk"), &story])
        .current_dir(root())
        .output();
    let Ok(typed) = typed else {
        eprintln!("skipped: there is no python3 to type with");
        return;
    };
    let shown = String::from_utf8_lossy(&typed.stdout);
    for expected in ["newsdesk>", "Harbour bridge reopens after two years", "thread 1>", "$4 million"] {
        assert!(
            shown.contains(expected),
            "{expected:?} is not in\n{shown}\n{}",
            String::from_utf8_lossy(&typed.stderr)
        );
    }
}

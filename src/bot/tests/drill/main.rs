//! The crash drill: the real program on a real database, killed at every named step of a command and of its deliveries, and
//! started again. `cargo test -p bot --test drill -- --nocapture` prints the counts; the drill is for debug builds, where the
//! steps can be watched.
#![cfg(all(feature = "chat", debug_assertions))]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use desk::delivery::State;
use desk::place::Scope;
use desk::ports::store::BriefingStore as _;

/// The steps, with how often a brief reaches each: a digest, its thread and the thread's first message are three deliveries.
const STEPS: &[(&str, usize)] = &[
    ("recorded", 1),
    ("before commit", 1),
    ("after commit", 1),
    ("before begin", 3),
    ("after begin", 3),
    ("after send", 3),
    ("before settle", 3),
    ("after settle", 3),
];

/// Runs the chat in `folder` on `lines`; whether it ended by itself.
fn chat(folder: &Path, lines: &str, kill_at: Option<&str>) -> bool {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsdesk"));
    command.arg("chat").arg("--data").arg(folder).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    command.env_remove("NEWSDESK_DRILL");
    if let Some(step) = kill_at {
        command.env("NEWSDESK_DRILL", step);
    }
    let mut child = command.spawn().expect("the program was built");
    let mut stdin = child.stdin.take().expect("it is piped");
    // It may die before it has read everything.
    let _ = stdin.write_all(lines.as_bytes());
    drop(stdin);
    child.wait().expect("it ends").success()
}

/// Kills at each step `times` times, then sees that nothing is lost and nothing came twice.
fn drill(times: usize) {
    let folder = std::env::temp_dir().join(format!("newsdesk-drill-{}", std::process::id()));
    let mut killed: BTreeMap<&str, usize> = BTreeMap::new();
    let mut given = 0;
    for (step, reached) in STEPS {
        for time in 0..times {
            given += 1;
            let article = folder.with_extension(format!("{given}.txt"));
            let story = format!(
                "Bridge {given} closes\n\nThe bridge number {given} was shut on Tuesday after engineers found a crack in it, the mayor said.\n\n\
                 The council will decide on Thursday who pays for the repair of bridge {given}.\n"
            );
            std::fs::write(&article, story).unwrap();
            let lines = format!("/brief {} recipe=flash\n/status\n", article.display());
            let at = format!("{step}:{}", time % reached + 1);
            assert!(!chat(&folder, &lines, Some(&at)), "it was not killed at {at}");
            *killed.entry(step).or_default() += 1;
            // Started again with nobody there, it does what is left.
            assert!(chat(&folder, "", None), "after {at} something was not answered");
            std::fs::remove_file(&article).unwrap();
        }
    }
    let transcript = std::fs::read_to_string(folder.join("console.jsonl")).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        // Opening it checks its integrity, too.
        let store = store::open(folder.join("newsdesk.db")).await.unwrap();
        assert!(store.waiting(0, 10).await.unwrap().is_empty(), "every accepted command was done");
        let undone = [State::Queued, State::Sending, State::Unsure, State::GivenUp];
        assert_eq!(store.deliveries(Scope::Operator, &undone, 10).await.unwrap(), [], "every delivery was made");
        let digests = store.digests(Scope::Operator, None, given * 2).await.unwrap();
        assert_eq!(digests.len(), given, "one digest for each accepted command");
        for it in &digests {
            let copies = store.copies(Scope::Operator, &it.id).await.unwrap();
            assert_eq!(copies.len(), 1, "digest {} was posted once", it.id);
            let shown = transcript.lines().filter(|line| line.contains(&format!("\"{}\"", copies[0].delivery))).count();
            assert_eq!(shown, 1, "digest {} was shown once", it.id);
        }
    });
    let all: usize = killed.values().sum();
    println!("{all} kills, {given} commands, none lost, none twice: {killed:?}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn killed_at_every_step() {
    drill(10);
}

/// For `.ci/long`: `cargo test -p bot --test drill -- --ignored --nocapture`.
#[test]
#[ignore = "minutes; .ci/long runs it"]
fn killed_three_hundred_times() {
    drill(38);
}

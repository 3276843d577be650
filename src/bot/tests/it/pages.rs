//! Help, completions and the manual page: generated, and complete.

use crate::newsdesk::newsdesk;

const COMMANDS: [&str; 7] = ["brief", "ask", "analyse", "extract", "schema", "completions", "man"];

#[test]
fn help_has_examples() {
    let help = newsdesk(&["--help"], b"");
    assert_eq!(help.code, 0);
    assert!(COMMANDS.iter().all(|it| help.out.contains(it)));
    assert!(help.out.contains("Examples:") && help.out.contains("Exit codes:"));
    for command in ["brief", "ask", "analyse", "extract"] {
        assert!(newsdesk(&[command, "--help"], b"").out.contains("Examples:"), "{command}");
    }
}

#[test]
fn completions_and_manual() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = newsdesk(&["completions", shell], b"");
        assert!(script.code == 0 && COMMANDS.iter().all(|it| script.out.contains(it)), "{shell}");
    }
    let page = newsdesk(&["man"], b"").out;
    assert!(page.contains(".TH newsdesk") && page.contains("Exit codes"));
    assert!(COMMANDS.iter().all(|it| page.contains(it)), "{page}");
}

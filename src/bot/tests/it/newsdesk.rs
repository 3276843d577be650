//! Runs the program.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What a run gave.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs `newsdesk` with `arguments`, in the repository's root, `input` on its standard input.
pub(crate) fn newsdesk(arguments: &[&str], input: &[u8]) -> Run {
    let mut child = command(arguments).spawn().expect("the program was built");
    let mut stdin = child.stdin.take().expect("it is piped");
    let input = input.to_vec();
    // It may end without reading everything.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let Output { status, stdout, stderr } = child.wait_with_output().expect("it ends");
    writer.join().expect("it ends");
    let text = |it| String::from_utf8(it).expect("output is UTF-8");
    Run { code: status.code().expect("no signal ended it"), out: text(stdout), err: text(stderr) }
}

/// The command, ready to be spawned.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsdesk"));
    command.args(arguments).current_dir(root()).env_remove("NO_COLOR");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("it exists")
}

/// A file of this test run alone, with `content`.
pub(crate) fn file(name: &str, content: &[u8]) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{name}", std::process::id()));
    std::fs::write(&path, content).expect("it can be written");
    path.display().to_string()
}

/// A short article of our own.
pub(crate) const STORY: &str = "Harbour bridge reopens after two years\n\nBy Ann Lee\n\nFeb. 17, 2025\n\n\
RIGA — The harbour bridge reopened on Monday after two years of repairs that cost $4 million, the city said.\n\n\
\"It is safe, and it will stay safe,\" Mayor Ilze Ozola told reporters. She did not say who would pay for its upkeep.\n\n\
Engineers had warned in 2023 that the bridge could collapse. Critics of the mayor say the repairs took too long.\n\n\
The council will decide on Friday whether lorries may use the bridge again.\n";

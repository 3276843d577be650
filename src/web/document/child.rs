//! The child process from outside: bytes in, what it says out, and its end within its time.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::{FileKind, Refusal};

/// The most that a child may say.
const LONGEST: u64 = 16_000_000;

/// The most of its complaints that is logged.
const COMPLAINT: u64 = 2_000;

/// What went wrong with a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It could not be started.
    NoStart(String),
    /// Its time was over.
    Slow,
    /// The system stopped it for its memory.
    Memory,
    /// It ended otherwise.
    Crashed,
}

impl Trouble {
    /// In words for whoever gave the file.
    pub(super) fn of(self, kind: FileKind) -> Refusal {
        let what = match kind {
            FileKind::Pdf => "PDF",
            FileKind::Docx => "document",
            FileKind::Mail => "message",
        }
        .to_owned();
        match self {
            Self::NoStart(why) => Refusal::NoChild { why },
            Self::Slow => Refusal::Slow { what },
            Self::Memory => Refusal::Memory { what },
            Self::Crashed => Refusal::Damaged { what },
        }
    }
}

/// Runs `program` with `bytes` on its standard input and gives what it wrote to its standard output.
pub(super) fn run(program: &Path, arguments: &[&str], bytes: &[u8], patience: Duration) -> Result<Vec<u8>, Trouble> {
    let mut command = Command::new(program);
    // Neither secrets of the environment nor settings that would change what it does.
    command.args(arguments).env_clear().current_dir("/");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|it| Trouble::NoStart(it.to_string()))?;
    let (Some(mut input), Some(output), Some(complaints)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(Trouble::NoStart("no pipes".into()));
    };
    // The threads end when the child does, at the latest when it is killed.
    thread::scope(|scope| {
        scope.spawn(move || {
            // A child that ends early has heard enough.
            let _ = input.write_all(bytes);
        });
        let complained = scope.spawn(move || {
            let mut complaint = Vec::new();
            let mut complaints = complaints;
            let _ = complaints.by_ref().take(COMPLAINT).read_to_end(&mut complaint);
            // The rest is thrown away, so that it never waits for us.
            let _ = std::io::copy(&mut complaints, &mut std::io::sink());
            complaint
        });
        let (said, hears) = mpsc::channel();
        scope.spawn(move || {
            let mut answer = Vec::new();
            let read = output.take(LONGEST + 1).read_to_end(&mut answer);
            let _ = said.send(read.ok().map(|_| answer));
        });
        let answer = hears.recv_timeout(patience);
        let slow = answer.is_err();
        let status = end(&mut child, slow);
        let complaint = complained.join().unwrap_or_default();
        if !complaint.is_empty() {
            tracing::debug!(complaint = %String::from_utf8_lossy(&complaint).escape_debug(), "a file's reader complained");
        }
        let answer = answer.map_err(|_| Trouble::Slow)?;
        // Whoever says too much is no longer listened to, and may end by that.
        if answer.as_ref().is_some_and(|it| it.len() as u64 > LONGEST) {
            return Err(Trouble::Memory);
        }
        match status {
            Some(it) if it.success() => answer.ok_or(Trouble::Crashed),
            Some(it) => Err(why(it)),
            None => Err(Trouble::Crashed),
        }
    })
}

/// Waits for the end of a child that closed its output, or brings it about.
fn end(child: &mut Child, at_once: bool) -> Option<ExitStatus> {
    if at_once {
        let _ = child.kill();
        return child.wait().ok();
    }
    // It has said everything: what is left is its own end, and one that hangs in it is killed.
    for _ in 0..100 {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        thread::sleep(Duration::from_millis(5));
    }
    let _ = child.kill();
    child.wait().ok()
}

/// What the end of a child means.
#[cfg(unix)]
fn why(status: ExitStatus) -> Trouble {
    use std::os::unix::process::ExitStatusExt as _;
    // Rust aborts when it gets no memory; the system's own ways are to kill, or to refuse a stack.
    match status.signal() {
        Some(6 | 9) => Trouble::Memory,
        Some(24) => Trouble::Slow,
        _ => Trouble::Crashed,
    }
}

/// What the end of a child means.
#[cfg(not(unix))]
fn why(_: ExitStatus) -> Trouble {
    Trouble::Crashed
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn sh(script: &str, bytes: &[u8], patience: u64) -> Result<Vec<u8>, Trouble> {
        run(Path::new("/bin/sh"), &["-c", script], bytes, Duration::from_millis(patience))
    }

    #[test]
    fn a_child_ends_in_its_time() {
        assert_eq!(sh("exec cat", b"The bridge fell.", 10_000), Ok(b"The bridge fell.".to_vec()));
        assert_eq!(sh("exec sleep 60", b"", 100), Err(Trouble::Slow));
        // More than a pipe holds, to one that never reads.
        assert_eq!(sh("exec sleep 60", &[0; 1_000_000], 100), Err(Trouble::Slow));
        assert_eq!(sh("exec cat", b"next", 10_000), Ok(b"next".to_vec()));
    }

    #[test]
    fn what_it_ends_with() {
        assert_eq!(sh("exit 3", b"", 10_000), Err(Trouble::Crashed));
        assert_eq!(sh("kill -6 $$", b"", 10_000), Err(Trouble::Memory));
        assert_eq!(sh("exec head -c 20000000 /dev/zero", b"", 10_000), Err(Trouble::Memory));
        assert!(matches!(run(Path::new("/no/such"), &[], b"", Duration::from_secs(1)), Err(Trouble::NoStart(_))));
    }

    #[test]
    fn it_gets_nothing_of_the_environment() {
        assert_eq!(sh("echo $HOME$NEWSDESK_CONTACT$USER", b"", 10_000), Ok(b"\n".to_vec()));
        assert_eq!(sh("echo oh >&2; echo said", b"", 10_000), Ok(b"said\n".to_vec()));
    }
}

//! The child process from inside: it ties its own hands, then reads one file.

use std::io::{self, Read, Write};

use super::found::{Found, Refusal};
use super::{FileKind, docx, mail, pdf};

/// Bytes of address space. Where the system has no such limit (macOS), the time limits hold alone.
const MEMORY: u64 = 512 << 20;

/// Seconds of computing; a second later the system is less polite about it.
const SECONDS: u64 = 10;

/// Reads a file of that kind from `input` and says in `output` what is in it, as JSON.
///
/// # Errors
/// When `output` can't be written.
pub fn serve(kind: FileKind, input: impl Read, mut output: impl Write) -> io::Result<()> {
    confine()?;
    let mut bytes = Vec::new();
    input.take(kind.limit() as u64 + 1).read_to_end(&mut bytes)?;
    let said = serde_json::to_vec(&read(kind, bytes)).map_err(io::Error::other)?;
    output.write_all(&said)?;
    output.flush()
}

/// What a file of that kind holds.
pub(super) fn read(kind: FileKind, bytes: Vec<u8>) -> Result<Found, Refusal> {
    if bytes.len() > kind.limit() {
        return Err(Refusal::TooLarge { limit: kind.limit() });
    }
    match kind {
        FileKind::Pdf => pdf::read(bytes),
        FileKind::Docx => docx::read(&bytes),
        FileKind::Mail => mail::read(&bytes),
    }
}

/// Takes from this process what reading a file doesn't need: memory beyond a limit, more time, new files, connections,
/// processes, and a place for its remains.
#[cfg(unix)]
fn confine() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, limit, hard) in [
        (Resource::As, MEMORY, MEMORY),
        (Resource::Cpu, SECONDS, SECONDS + 1),
        (Resource::Core, 0, 0),
        (Resource::Fsize, 0, 0),
        // Only what is open already: the three streams.
        (Resource::Nofile, 3, 3),
    ] {
        match setrlimit(resource, Rlimit { current: Some(limit), maximum: Some(hard) }) {
            // A system that has no such limit is no reason not to read.
            Ok(()) | Err(rustix::io::Errno::INVAL) => {}
            Err(it) => return Err(it.into()),
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn confine() -> io::Result<()> {
    Ok(())
}

//! Commands that are appended to a file: handed to the desk, and what it said of them appended to another.

use std::fs::{File, OpenOptions};
use std::future::Future;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::pin::pin;
use std::time::Duration;

use desk::event::{Acknowledgement, Actor, Event, What};
use serde::{Deserialize, Serialize};

use super::FilePlatform;
use crate::session::Desk;

/// How often is looked whether there is more.
const LOOK: Duration = Duration::from_millis(20);

/// A line of the inbox.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: String,
    place: String,
    #[serde(default)]
    thread: Option<String>,
    #[serde(default = "somebody")]
    who: String,
    #[serde(default)]
    manager: bool,
    /// A command.
    #[serde(default)]
    line: Option<String>,
    /// Or something that is said to us.
    #[serde(default)]
    say: Option<String>,
}

fn somebody() -> String {
    "somebody".to_owned()
}

/// What became of a line.
#[derive(Debug, Serialize)]
struct Accepted<'a> {
    id: &'a str,
    is: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    said: Option<String>,
}

/// Hands every line of the inbox to the desk until `stop`: those of earlier runs too, for the desk knows what it has seen.
///
/// # Errors
/// When the files can't be read or written.
pub async fn follow(chat: &FilePlatform, desk: &dyn Desk, stop: impl Future<Output = ()>) -> io::Result<()> {
    let mut stop = pin!(stop);
    let inbox = chat.folder.join("inbox.jsonl");
    let mut accepted = OpenOptions::new().create(true).append(true).open(chat.folder.join("accepted.jsonl"))?;
    let (mut at, mut rest) = (0, Vec::new());
    loop {
        at += more(&inbox, at, &mut rest)?;
        while let Some(end) = rest.iter().position(|it| *it == b'\n') {
            let line: Vec<u8> = rest.drain(..=end).collect();
            hand_over(chat, desk, &line, &mut accepted).await?;
        }
        tokio::select! {
            () = &mut stop => return Ok(()),
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

/// Reads what was added; how much it was.
fn more(inbox: &std::path::Path, at: u64, rest: &mut Vec<u8>) -> io::Result<u64> {
    let mut file = match File::open(inbox) {
        Err(it) if it.kind() == io::ErrorKind::NotFound => return Ok(0),
        file => file?,
    };
    file.seek(SeekFrom::Start(at))?;
    Ok(file.read_to_end(rest)? as u64)
}

async fn hand_over(chat: &FilePlatform, desk: &dyn Desk, line: &[u8], accepted: &mut File) -> io::Result<()> {
    let line: Line = match serde_json::from_slice(line) {
        Ok(line) => line,
        Err(error) => {
            let said = Some(format!("{error}: {}", String::from_utf8_lossy(line).trim()));
            return note(accepted, &Accepted { id: "", is: "not understood", said });
        }
    };
    let place = FilePlatform::place(&line.place);
    let at = line.thread.as_deref().map_or_else(|| place.outside(), |it| place.thread(it));
    let what = match (line.line, line.say) {
        (Some(line), _) => What::Typed { line, files: Vec::new() },
        (None, say) => {
            What::Said { text: say.unwrap_or_default(), addressed: true, to_another: false, replies_to: None }
        }
    };
    let event = Event {
        native: line.id.clone(),
        at,
        when: chat.clock.now(),
        actor: Actor { id: line.who.clone(), name: line.who, manager: line.manager, ..Actor::default() },
        message: None,
        reply: None,
        direct: false,
        encrypted: false,
        what,
    };
    let (is, said) = match desk.accept(event).await {
        Acknowledgement::New => ("new", None),
        Acknowledgement::Seen => ("seen", None),
        Acknowledgement::Refused(said) => ("refused", said),
    };
    note(accepted, &Accepted { id: &line.id, is, said })
}

fn note(accepted: &mut File, what: &Accepted<'_>) -> io::Result<()> {
    let mut line = serde_json::to_vec(what)?;
    line.push(b'\n');
    accepted.write_all(&line)?;
    accepted.sync_data()
}

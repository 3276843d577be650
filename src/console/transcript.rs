//! What the console has shown, by key: one JSON line each, without a word of it. What is forgotten elsewhere is not kept here.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};

/// What was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Entry {
    /// A message was posted.
    Posted {
        /// The delivery's key.
        key: String,
        /// Its number.
        message: u64,
        /// The thread that it stands in.
        thread: Option<String>,
    },
    /// A thread was opened.
    Thread(String),
}

/// What was shown, in memory and, if there is a file, in that.
#[derive(Debug, Default)]
pub(crate) struct Transcript {
    file: Option<File>,
    posted: BTreeMap<String, (u64, Option<String>)>,
    threads: Vec<String>,
    last: u64,
}

impl Transcript {
    /// The one in a file, which is made when there is none. Lines that a crash has cut short are passed over.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).append(true).read(true).open(path)?;
        let mut transcript = Self::default();
        let mut whole = true;
        for line in BufReader::new(&file).split(b'\n') {
            let read = serde_json::from_slice(&line?);
            whole = read.is_ok();
            if let Ok(entry) = read {
                transcript.take(entry);
            }
        }
        transcript.file = Some(file);
        if !whole {
            transcript.write(b"\n")?;
        }
        Ok(transcript)
    }

    /// Writes down that a message is about to be shown, and gives its number.
    pub(crate) fn post(&mut self, key: &str, thread: Option<&str>) -> io::Result<u64> {
        let message = self.last + 1;
        self.note(Entry::Posted { key: key.to_owned(), message, thread: thread.map(str::to_owned) })?;
        Ok(message)
    }

    /// Writes down that a thread is open, and gives its number, from 1.
    pub(crate) fn open_thread(&mut self, id: &str) -> io::Result<usize> {
        if let Some(number) = self.number_of(id) {
            return Ok(number);
        }
        self.note(Entry::Thread(id.to_owned()))?;
        Ok(self.threads.len())
    }

    /// The message that was posted under a key, and its thread.
    pub(crate) fn posted(&self, key: &str) -> Option<&(u64, Option<String>)> {
        self.posted.get(key)
    }

    /// The number of a thread.
    pub(crate) fn number_of(&self, id: &str) -> Option<usize> {
        self.threads.iter().position(|it| it == id).map(|it| it + 1)
    }

    /// All threads in the order in which they were opened.
    pub(crate) fn threads(&self) -> &[String] {
        &self.threads
    }

    fn note(&mut self, entry: Entry) -> io::Result<()> {
        let mut line = serde_json::to_vec(&entry)?;
        line.push(b'\n');
        self.write(&line)?;
        self.take(entry);
        Ok(())
    }

    fn write(&mut self, line: &[u8]) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), |it| it.write_all(line))
    }

    fn take(&mut self, entry: Entry) {
        match entry {
            Entry::Posted { key, message, thread } => {
                self.last = self.last.max(message);
                self.posted.insert(key, (message, thread));
            }
            Entry::Thread(id) => {
                if self.number_of(&id).is_none() {
                    self.threads.push(id);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_outlives_a_crash() {
        let path = std::env::temp_dir().join(format!("newsdesk-transcript-{}", std::process::id()));
        let _ = std::fs::remove_file(&path);
        let mut first = Transcript::open(&path).unwrap();
        assert_eq!(first.post("e1/digest", None).unwrap(), 1);
        assert_eq!((first.open_thread("m1").unwrap(), first.open_thread("m1").unwrap()), (1, 1));
        first.write(b"{\"posted\":{\"key\":\"e2/d").unwrap();
        let mut second = Transcript::open(&path).unwrap();
        assert_eq!(second.posted("e1/digest"), Some(&(1, None)));
        assert_eq!(second.number_of("m1"), Some(1));
        assert_eq!(second.post("e3/reply", Some("m1")).unwrap(), 2);
        assert_eq!(Transcript::open(&path).unwrap().posted("e3/reply"), Some(&(2, Some("m1".to_owned()))));
        std::fs::remove_file(path).unwrap();
    }
}

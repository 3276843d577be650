//! What was said, in files of JSON lines: appended and brought to the disk before anybody hears of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};

use desk::ports::Timestamp;
use desk::post::Post;
use engine::render::terminal::{Style, terminal};
use serde::{Deserialize, Serialize};

/// The files that are no place's.
const OURS: &[&str] = &["inbox", "accepted"];

/// A line of a place's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// A message.
    Posted(Posted),
    /// A message was changed.
    Edited {
        /// Which.
        message: String,
        /// Into this.
        to: Posted,
    },
    /// A message was taken away.
    Removed {
        /// Which.
        message: String,
    },
    /// A thread was opened.
    Thread {
        /// Which.
        thread: String,
        /// What it is called.
        name: String,
    },
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// The delivery's key.
    pub key: String,
    /// The thread that it stands in.
    pub thread: Option<String>,
    /// When.
    pub when: Timestamp,
    /// Its words.
    pub text: String,
}

impl Posted {
    pub(super) fn of(key: &str, thread: Option<&str>, when: Timestamp, post: &Post) -> Self {
        let text = terminal(&post.blocks, Style { width: Some(100), colour: false });
        Self { key: key.to_owned(), thread: thread.map(str::to_owned), when, text }
    }
}

/// All files of a folder.
pub struct Ledger {
    folder: PathBuf,
    files: BTreeMap<String, File>,
    keys: BTreeMap<String, (u64, String)>,
    threads: BTreeSet<(String, String)>,
    last: u64,
}

impl Ledger {
    /// Reads what was said so far. Lines that a crash has cut short were never said.
    ///
    /// # Errors
    /// When a file can't be read.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let (files, keys, threads) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        let mut ledger = Self { folder: folder.to_owned(), files, keys, threads, last: 0 };
        for file in std::fs::read_dir(folder)? {
            let name = file?.file_name().to_string_lossy().into_owned();
            if let Some(channel) = name.strip_suffix(".jsonl").filter(|it| !OURS.contains(it)) {
                ledger.read(channel)?;
            }
        }
        Ok(ledger)
    }

    /// Adds a line to a place's file, and gives its number, unlike every other's in the folder.
    pub(super) fn add(&mut self, channel: &str, entry: Entry) -> io::Result<u64> {
        let plain = |it: char| it.is_ascii_alphanumeric() || it == '-' || it == '_';
        if channel.is_empty() || !channel.chars().all(plain) || OURS.contains(&channel) {
            let why = format!("{channel:?} can't be the name of a place: letters, digits, - and _");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
        }
        let number = self.last + 1;
        let mut line = serde_json::to_vec(&(number, &entry))?;
        line.push(b'\n');
        if !self.files.contains_key(channel) {
            let file = OpenOptions::new().create(true).append(true).open(self.path(channel))?;
            self.files.insert(channel.to_owned(), file);
        }
        if let Some(file) = self.files.get_mut(channel) {
            file.write_all(&line)?;
            file.sync_data()?;
        }
        self.take(channel, number, entry);
        Ok(number)
    }

    /// The number of the message that was posted under a key.
    pub(super) fn posted(&self, key: &str) -> Option<u64> {
        self.keys.get(key).map(|it| it.0)
    }

    /// Whether this was answered to a handle.
    pub(super) fn answered(&self, key: &str, text: &str) -> bool {
        self.keys.get(key).is_some_and(|it| it.1 == text)
    }

    /// Whether a thread is open.
    pub(super) fn is_open(&self, channel: &str, thread: &str) -> bool {
        self.threads.contains(&(channel.to_owned(), thread.to_owned()))
    }

    fn read(&mut self, channel: &str) -> io::Result<()> {
        let path = self.path(channel);
        let mut whole = true;
        for line in BufReader::new(File::open(&path)?).split(b'\n') {
            let read = serde_json::from_slice(&line?);
            whole = read.is_ok();
            if let Ok((number, entry)) = read {
                self.take(channel, number, entry);
            }
        }
        if !whole {
            OpenOptions::new().append(true).open(&path)?.write_all(b"\n")?;
        }
        Ok(())
    }

    fn take(&mut self, channel: &str, number: u64, entry: Entry) {
        self.last = self.last.max(number);
        match entry {
            Entry::Posted(it) => {
                self.keys.insert(it.key, (number, it.text));
            }
            Entry::Thread { thread, .. } => {
                self.threads.insert((channel.to_owned(), thread));
            }
            Entry::Edited { .. } | Entry::Removed { .. } => {}
        }
    }

    fn path(&self, channel: &str) -> PathBuf {
        self.folder.join(format!("{channel}.jsonl"))
    }
}

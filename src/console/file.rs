//! A chat in a folder: what is said in a place is appended to its file, commands are read from another. For trying things
//! without an account, and for drills, because it can be told to fail.
//!
//! ```text
//! FOLDER/inbox.jsonl      {"id": "1", "place": "news", "who": "ada", "line": "help"}   one command a line, appended by you
//! FOLDER/accepted.jsonl   {"id": "1", "is": "new"}                                     what was recorded, and will be done
//! FOLDER/news.jsonl       {"posted": …}                                                what was said in the place
//! FOLDER/rules.json       {"lose_one_in": 3}                                           how it fails, if it is to fail
//! ```

pub mod inbox;
pub mod ledger;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use desk::drill::step;
use desk::event::{AttachmentRef, ReplyHandle};
use desk::place::{Destination, MessageRef, Place};
use desk::ports::chat::{Attempt, Capabilities, ChatPlatform, Finding, PlatformQuota, PostError, Quota};
use desk::ports::{Clock, FetchError};
use desk::post::Post;
use serde::Deserialize;

use self::ledger::{Entry, Ledger, Posted};
use crate::files;

/// A chat in a folder.
pub struct FilePlatform {
    clock: Arc<dyn Clock>,
    folder: PathBuf,
    rules: Rules,
    chat: Mutex<Chat>,
}

struct Chat {
    ledger: Ledger,
    // Keys whose first try has failed as the rules say.
    failed: BTreeSet<String>,
}

/// How the chat fails: read from `rules.json`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// Of so many posts one is stored, and the answer is lost; 0 for none.
    pub lose_one_in: u64,
    /// Of so many posts the first try is lost on its way; 0 for none.
    pub drop_one_in: u64,
    /// Of so many posts the first try is refused for now; 0 for none.
    pub refuse_one_in: u64,
    /// Whether the same key posts nothing twice.
    pub keyed: bool,
    /// Whether posts can be looked for.
    pub find: bool,
    /// Whether there are threads.
    pub threads: bool,
    /// Posts in one place: so many at once.
    pub burst: u32,
    /// After that, one in so many milliseconds.
    pub period_ms: u64,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            lose_one_in: 0,
            drop_one_in: 0,
            refuse_one_in: 0,
            keyed: true,
            find: true,
            threads: true,
            burst: 1_000,
            period_ms: 1,
        }
    }
}

impl FilePlatform {
    /// The chat in `folder`, which is made when there is none.
    ///
    /// # Errors
    /// When the folder can't be read or made, or its rules can't be understood.
    pub fn open(clock: Arc<dyn Clock>, folder: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let rules = match std::fs::read(folder.join("rules.json")) {
            Ok(text) => serde_json::from_slice(&text)?,
            Err(it) if it.kind() == io::ErrorKind::NotFound => Rules::default(),
            Err(it) => return Err(it),
        };
        let ledger = Ledger::open(folder)?;
        let chat = Mutex::new(Chat { ledger, failed: BTreeSet::new() });
        Ok(Self { clock, folder: folder.to_owned(), rules, chat })
    }

    /// The place of a name.
    pub fn place(name: &str) -> Place {
        Place { platform: "file".to_owned(), account: "local".to_owned(), channel: name.to_owned() }
    }

    fn chat(&self) -> MutexGuard<'_, Chat> {
        self.chat.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, channel: &str, entry: Entry) -> Result<u64, PostError> {
        self.chat().ledger.add(channel, entry).map_err(|it| match it.kind() {
            io::ErrorKind::InvalidInput => PostError::Gone(it.to_string()),
            _ => PostError::Transient(format!("{channel}.jsonl: {it}")),
        })
    }

    /// Whether the rules pick `key` for one kind of failure, the first time.
    fn fails(&self, key: &str, kind: &str, one_in: u64) -> bool {
        // FNV-1a: the same keys fail every time a drill is run.
        let hash = format!("{kind} {key}")
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, it| (hash ^ u64::from(it)).wrapping_mul(0x0100_0000_01b3));
        one_in != 0 && (hash >> 17).is_multiple_of(one_in) && self.chat().failed.insert(format!("{kind} {key}"))
    }
}

#[async_trait]
impl ChatPlatform for FilePlatform {
    fn platform(&self) -> &str {
        "file"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            threads: self.rules.threads,
            buttons: false,
            private_replies: true,
            edit: true,
            keyed_for: self.rules.keyed.then_some(Duration::from_secs(u64::from(u32::MAX))),
            find: self.rules.find,
        }
    }

    fn quota(&self) -> PlatformQuota {
        let place = Quota { burst: self.rules.burst, period: Duration::from_millis(self.rules.period_ms) };
        PlatformQuota { account: Quota { burst: 1_000, period: Duration::from_millis(1) }, place }
    }

    async fn post(&self, to: &Destination, post: &Post, attempt: &Attempt) -> Result<MessageRef, PostError> {
        let (key, channel) = (&attempt.key, &to.place.channel);
        let message = |id: u64| MessageRef { destination: to.clone(), message: format!("m{id}") };
        if self.rules.keyed
            && let Some(id) = self.chat().ledger.posted(key)
        {
            return Ok(message(id));
        }
        if self.fails(key, "refuse", self.rules.refuse_one_in) {
            return Err(PostError::Transient("refused for now, as the rules say".to_owned()));
        }
        if self.fails(key, "drop", self.rules.drop_one_in) {
            return Err(PostError::Unknown("lost on its way, as the rules say".to_owned()));
        }
        step("file: before the post is stored");
        let posted = Posted::of(key, to.thread.as_deref(), self.clock.now(), post);
        let id = self.write(channel, Entry::Posted(posted))?;
        step("file: after the post is stored");
        if self.fails(key, "lose", self.rules.lose_one_in) {
            return Err(PostError::Unknown("stored, and the answer is lost, as the rules say".to_owned()));
        }
        Ok(message(id))
    }

    async fn find(&self, to: &Destination, attempt: &Attempt) -> Result<Option<MessageRef>, PostError> {
        let found = self.chat().ledger.posted(&attempt.key);
        Ok(found.map(|id| MessageRef { destination: to.clone(), message: format!("m{id}") }))
    }

    async fn edit(&self, message: &MessageRef, post: &Post, attempt: &Attempt) -> Result<(), PostError> {
        let thread = message.destination.thread.as_deref();
        let posted = Posted::of(&attempt.key, thread, self.clock.now(), post);
        let entry = Entry::Edited { message: message.message.clone(), to: posted };
        self.write(&message.destination.place.channel, entry).map(drop)
    }

    async fn remove(&self, message: &MessageRef) -> Result<(), PostError> {
        let entry = Entry::Removed { message: message.message.clone() };
        self.write(&message.destination.place.channel, entry).map(drop)
    }

    async fn open_thread(&self, message: &MessageRef, name: &str) -> Result<Destination, PostError> {
        let place = &message.destination.place;
        let thread = format!("t-{}", message.message);
        if !self.chat().ledger.is_open(&place.channel, &thread) {
            self.write(&place.channel, Entry::Thread { thread: thread.clone(), name: name.to_owned() })?;
        }
        Ok(place.thread(&thread))
    }

    async fn respond(&self, handle: &ReplyHandle, post: &Post) -> Result<(), PostError> {
        let key = format!("answer/{}", handle.0);
        let posted = Posted::of(&key, None, self.clock.now(), post);
        if !self.chat().ledger.answered(&key, &posted.text) {
            let channel = handle.0.split('/').next().unwrap_or_default();
            self.write(channel, Entry::Posted(posted))?;
        }
        Ok(())
    }

    async fn attachment(&self, file: &AttachmentRef, most: usize) -> Result<Vec<u8>, FetchError> {
        files::read(file, most)
    }

    async fn check(&self, place: &Place) -> Vec<Finding> {
        let what = format!("{} is a file in {}.", place.channel, self.folder.display());
        vec![Finding { fine: true, what, remedy: None }]
    }
}

#[cfg(test)]
mod tests {
    use desk::fake::clock::FakeClock;
    use engine::render::block::{Block, Line};

    use super::*;

    fn folder(name: &str, rules: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("newsdesk-file-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("rules.json"), rules).unwrap();
        folder
    }

    #[tokio::test]
    async fn it_fails_as_it_is_told_and_remembers() {
        let folder = folder("rules", r#"{"lose_one_in": 1, "keyed": false}"#);
        let clock = Arc::new(FakeClock::at("2026-11-24T08:00:00Z"));
        let open = || FilePlatform::open(clock.clone(), &folder).unwrap();
        let chat = open();
        let to = FilePlatform::place("news").outside();
        let post = Post { blocks: vec![Block::Note(Line::of("Hello."))], notice: "Hello.".into(), ..Post::default() };
        let attempt = |key: &str| Attempt { key: key.into(), revision: 0, first_tried: clock.now() };
        assert_eq!(chat.find(&to, &attempt("k")).await, Ok(None));
        assert!(matches!(chat.post(&to, &post, &attempt("k")).await, Err(PostError::Unknown(_))));
        let message = chat.find(&to, &attempt("k")).await.unwrap().unwrap();
        assert_eq!(message.message, "m1");
        let thread = chat.open_thread(&message, "Hello").await.unwrap();
        assert_eq!(chat.open_thread(&message, "Hello").await.unwrap(), thread);
        // It is the same after a restart, though the last line was cut short.
        let mut file = std::fs::OpenOptions::new().append(true).open(folder.join("news.jsonl")).unwrap();
        io::Write::write_all(&mut file, b"{\"posted\":{\"key\":\"x").unwrap();
        drop(chat);
        let chat = open();
        assert_eq!(chat.find(&to, &attempt("k")).await.unwrap().unwrap(), message);
        assert!(matches!(chat.post(&thread, &post, &attempt("l")).await, Err(PostError::Unknown(_))));
        let handle = ReplyHandle("news/7".into());
        chat.respond(&handle, &post).await.unwrap();
        chat.respond(&handle, &post).await.unwrap();
        let text = std::fs::read_to_string(folder.join("news.jsonl")).unwrap();
        assert_eq!(text.matches("Hello.").count(), 3, "{text}");
        // No name leads out of the folder.
        let out = FilePlatform::place("../news").outside();
        assert!(matches!(chat.post(&out, &post, &attempt("m")).await, Err(PostError::Gone(_))));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn rules_are_understood_or_refused() {
        let clock = Arc::new(FakeClock::at("2026-11-24T08:00:00Z"));
        let folder = folder("typo", r#"{"loose_one_in": 1}"#);
        assert!(FilePlatform::open(clock, &folder).is_err());
        std::fs::remove_dir_all(folder).unwrap();
    }
}

//! The terminal as a chat platform: one room with threads, whose messages are shown and stay where they are.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use desk::event::{AttachmentRef, ReplyHandle};
use desk::place::{Destination, MessageRef, Place};
use desk::ports::chat::{Attempt, Capabilities, ChatPlatform, Finding, PlatformQuota, PostError, Quota};
use desk::ports::{Clock, FetchError};
use desk::post::Post;
use engine::render::block::Block;
use engine::render::clean::clean;
use engine::render::terminal::terminal;

use crate::files;
use crate::screen::Screen;
use crate::transcript::Transcript;

/// A chat in the terminal.
pub struct Console {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) screen: Screen,
    room: Mutex<Room>,
}

#[derive(Default)]
struct Room {
    transcript: Transcript,
    // What this session's threads and messages are called; nothing of it is kept.
    names: BTreeMap<String, String>,
    here: Option<String>,
}

impl Console {
    /// A chat whose transcript is in `file`; in memory alone when there is none.
    ///
    /// # Errors
    /// When the file can't be read or made.
    pub fn new(clock: Arc<dyn Clock>, screen: Screen, file: Option<&Path>) -> io::Result<Self> {
        let transcript = file.map(Transcript::open).transpose()?.unwrap_or_default();
        Ok(Self { clock, screen, room: Mutex::new(Room { transcript, ..Room::default() }) })
    }

    /// The one place that there is.
    pub fn place() -> Place {
        Place { platform: "console".to_owned(), account: "local".to_owned(), channel: "chat".to_owned() }
    }

    /// Where what is typed is said.
    pub(crate) fn here(&self) -> Destination {
        Destination { place: Self::place(), thread: self.room().here.clone() }
    }

    /// The number of the thread that is entered.
    pub(crate) fn number(&self) -> Option<usize> {
        let room = self.room();
        room.here.as_ref().and_then(|it| room.transcript.number_of(it))
    }

    /// Enters a thread by its number.
    pub(crate) fn enter(&self, number: usize) -> Option<Destination> {
        let mut room = self.room();
        let id = room.transcript.threads().get(number.checked_sub(1)?)?.clone();
        room.here = Some(id.clone());
        Some(Self::place().thread(&id))
    }

    /// Leaves the thread, if one is entered.
    pub(crate) fn leave(&self) -> bool {
        self.room().here.take().is_some()
    }

    /// All threads with what they are called, as far as this session knows it.
    pub(crate) fn threads(&self) -> Vec<(Destination, Option<String>)> {
        let room = self.room();
        let thread = |id: &String| (Self::place().thread(id), room.names.get(id).cloned());
        room.transcript.threads().iter().map(thread).collect()
    }

    /// Shows blocks where they belong: those of another thread than the one that is entered carry its number.
    fn show(&self, thread: Option<&str>, blocks: &[Block]) {
        let (here, number) = {
            let room = self.room();
            (room.here.clone(), thread.and_then(|it| room.transcript.number_of(it)))
        };
        let margin = match number {
            Some(number) if here.as_deref() != thread => format!("  {number} | "),
            None if here.is_some() => "  | ".to_owned(),
            _ => String::new(),
        };
        let text = terminal(blocks, self.screen.style(margin.len()));
        let lines = text.lines().map(|it| format!("{margin}{it}").trim_end().to_owned() + "\n");
        self.screen.show(&format!("\n{}", lines.collect::<String>()));
    }

    fn room(&self) -> MutexGuard<'_, Room> {
        self.room.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl ChatPlatform for Console {
    fn platform(&self) -> &str {
        "console"
    }

    fn how_to_ask(&self) -> &str {
        "Enter this thread to ask."
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            threads: true,
            buttons: false,
            private_replies: false,
            edit: true,
            keyed_for: Some(Duration::from_secs(u64::from(u32::MAX))),
            find: true,
        }
    }

    fn quota(&self) -> PlatformQuota {
        let free = Quota { burst: 1000, period: Duration::from_millis(1) };
        PlatformQuota { account: free, place: free }
    }

    async fn post(&self, to: &Destination, post: &Post, attempt: &Attempt) -> Result<MessageRef, PostError> {
        if let Some(known) = self.find(to, attempt).await? {
            return Ok(known);
        }
        // Written down first: what is shown twice annoys, and a line lost in a crash can be asked for again.
        let number = self.room().transcript.post(&attempt.key, to.thread.as_deref()).map_err(|it| transient(&it))?;
        let message = MessageRef { destination: to.clone(), message: format!("m{number}") };
        self.room().names.insert(message.message.clone(), clean(&post.notice));
        self.show(to.thread.as_deref(), &post.blocks);
        Ok(message)
    }

    async fn find(&self, to: &Destination, attempt: &Attempt) -> Result<Option<MessageRef>, PostError> {
        let room = self.room();
        let message = |(number, thread): &(u64, Option<String>)| MessageRef {
            destination: Destination { place: to.place.clone(), thread: thread.clone() },
            message: format!("m{number}"),
        };
        Ok(room.transcript.posted(&attempt.key).map(message))
    }

    async fn edit(&self, message: &MessageRef, post: &Post, _: &Attempt) -> Result<(), PostError> {
        let thread = message.destination.thread.as_deref();
        self.screen.show("\n");
        self.screen.aside("A message has changed:");
        self.show(thread, &post.blocks);
        Ok(())
    }

    async fn remove(&self, message: &MessageRef) -> Result<(), PostError> {
        let name = self.room().names.get(&message.message).cloned();
        let which = name.map(|it| format!(": {it}")).unwrap_or_default();
        self.screen.aside(&format!("A message was taken away{which}"));
        Ok(())
    }

    async fn open_thread(&self, message: &MessageRef, name: &str) -> Result<Destination, PostError> {
        let name = clean(name);
        let (known, number) = {
            let mut room = self.room();
            let known = room.transcript.number_of(&message.message).is_some();
            room.names.insert(message.message.clone(), name.clone());
            (known, room.transcript.open_thread(&message.message).map_err(|it| transient(&it))?)
        };
        if !known {
            self.screen.show("\n");
            self.screen.aside(&format!("Thread {number}: {name}. To ask about it, enter it: /thread {number}"));
        }
        Ok(message.destination.place.thread(&message.message))
    }

    /// The console's commands carry no handle; if one should, its answer is shown like any other.
    async fn respond(&self, _: &ReplyHandle, post: &Post) -> Result<(), PostError> {
        self.show(self.here().thread.as_deref(), &post.blocks);
        Ok(())
    }

    async fn attachment(&self, file: &AttachmentRef, most: usize) -> Result<Vec<u8>, FetchError> {
        files::read(file, most)
    }

    async fn check(&self, _: &Place) -> Vec<Finding> {
        vec![Finding { fine: true, what: "The console needs nothing.".to_owned(), remedy: None }]
    }
}

fn transient(error: &io::Error) -> PostError {
    PostError::Transient(format!("the console's transcript: {error}"))
}

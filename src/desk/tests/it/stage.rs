//! What every journey plays on.

use std::sync::Arc;

use chrono::TimeDelta;
use desk::event::{Acknowledgement, Actor, Event, ReplyHandle, What};
use desk::fake::clock::FakeClock;
use desk::fake::platform::{FakePlatform, Message};
use desk::fake::source::FakeSource;
use desk::newsroom::Newsroom;
use desk::place::{Destination, MessageRef, Place};
use desk::policy::Policy;
use desk::ports::Clock as _;
use desk::ports::chat::{ChatPlatform, Quota};
use desk::work::Desk;
use engine::recipe::Recipes;
use engine::render::terminal::{Style, terminal};

/// A desk with everything around it.
pub(crate) struct Stage {
    /// The time.
    pub(crate) clock: Arc<FakeClock>,
    /// The chat.
    pub(crate) chat: Arc<FakePlatform>,
    /// The web.
    pub(crate) web: Arc<FakeSource>,
    /// The desk.
    pub(crate) desk: Arc<Desk>,
    /// Where people are.
    pub(crate) place: Place,
    events: std::sync::atomic::AtomicU64,
}

impl Stage {
    /// A desk on an empty store, on a Tuesday morning.
    pub(crate) async fn new() -> Self {
        let clock = Arc::new(FakeClock::at("2026-11-24T07:00:00Z"));
        let chat = Arc::new(FakePlatform::new("fake", clock.clone()));
        let web = Arc::new(FakeSource::new(clock.clone()));
        let store = Arc::new(store::open_in_memory().await.unwrap());
        let quota = Quota { burst: 1000, period: std::time::Duration::from_millis(1) };
        let policy = Policy { per_person: quota, per_place: quota, per_thread: quota, ..Policy::default() };
        let platforms = [chat.clone() as Arc<dyn ChatPlatform>];
        let recipes = Recipes::embedded().unwrap();
        let room = Newsroom::new(clock.clone(), store, web.clone(), platforms, recipes, policy);
        let place = Place { platform: "fake".into(), account: "us".into(), channel: "news".into() };
        Self { clock, chat, web, desk: Desk::new(room), place, events: 0.into() }
    }

    /// An event of a manager, here and now.
    pub(crate) fn event(&self, at: &Destination, what: What) -> Event {
        let number = self.events.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let actor = Actor { id: "7".into(), name: "Ann".into(), manager: true, ..Actor::default() };
        Event {
            native: format!("n{number}"),
            at: at.clone(),
            when: self.clock.now(),
            actor,
            message: Some(MessageRef { destination: at.clone(), message: format!("their{number}") }),
            reply: None,
            direct: false,
            encrypted: false,
            what,
        }
    }

    /// Types a command in the channel and gives what was posted then.
    pub(crate) async fn types(&self, line: &str) -> Vec<Message> {
        self.happens(self.event(&self.place.outside(), typed(line))).await
    }

    /// Types a command in a thread.
    pub(crate) async fn types_in(&self, at: &Destination, line: &str) -> Vec<Message> {
        self.happens(self.event(at, typed(line))).await
    }

    /// Says something in a thread.
    pub(crate) async fn says(&self, at: &Destination, text: &str, addressed: bool) -> Vec<Message> {
        let what = What::Said { text: text.into(), addressed, to_another: false, replies_to: None };
        self.happens(self.event(at, what)).await
    }

    /// Takes an event in, does all that is due, and gives what was posted then.
    pub(crate) async fn happens(&self, event: Event) -> Vec<Message> {
        let before = self.chat.messages().len();
        assert_eq!(self.desk.receive(&event).await, Acknowledgement::New);
        self.settle().await;
        self.chat.messages().split_off(before)
    }

    /// Does all that is due now.
    pub(crate) async fn settle(&self) {
        self.desk.settle(&mut self.desk.deliverer()).await.unwrap();
    }

    /// Some time passes, with nothing done in it.
    pub(crate) fn later(&self, by: TimeDelta) {
        self.clock.set(self.clock.now() + by);
    }
}

/// A command as it is typed.
pub(crate) fn typed(line: &str) -> What {
    What::Typed { line: line.into(), files: Vec::new() }
}

/// The event with a private answer's handle.
pub(crate) fn privately(mut event: Event) -> Event {
    event.reply = Some(ReplyHandle("handle".into()));
    event
}

/// What people read.
pub(crate) fn text(message: &Message) -> String {
    terminal(&message.post.blocks, Style::default())
}

/// The messages as one text.
pub(crate) fn texts(messages: &[Message]) -> String {
    messages.iter().map(text).collect::<Vec<_>>().join("\n---\n")
}

//! A chat in memory, which fails as it is told to and remembers everything with its time.

use std::collections::{BTreeMap, VecDeque};
use std::future::pending;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;

use crate::event::{AttachmentRef, ReplyHandle};
use crate::place::{Destination, MessageRef, Place};
use crate::ports::chat::{Attempt, Capabilities, ChatPlatform, Finding, PlatformQuota, PostError, Quota};
use crate::ports::{Clock, FetchError, Timestamp};
use crate::post::Post;

/// A chat in memory.
pub struct FakePlatform {
    name: String,
    clock: Arc<dyn Clock>,
    chat: Mutex<Chat>,
}

struct Chat {
    capabilities: Capabilities,
    quota: PlatformQuota,
    messages: Vec<Message>,
    // Where the messages of a key stand: places are many.
    keys: BTreeMap<String, Vec<usize>>,
    ids: BTreeMap<String, usize>,
    calls: Vec<Call>,
    failures: VecDeque<Option<Failure>>,
    stuck: BTreeMap<String, Failure>,
    takes: Option<Duration>,
    files: BTreeMap<String, Vec<u8>>,
}

/// A message in the chat.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Where and which.
    pub at: MessageRef,
    /// The key that it was posted with; nothing for an answer to a handle.
    pub key: Option<String>,
    /// When it was posted.
    pub when: Timestamp,
    /// As it is now.
    pub post: Post,
    /// How often it was edited.
    pub edits: usize,
    /// Whether it was taken away.
    pub removed: bool,
}

/// One call.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// When it began.
    pub when: Timestamp,
    /// Which.
    pub act: Act,
    /// Where: the channel, or the handle of an answer.
    pub place: String,
    /// The attempt's key, where there is one.
    pub key: Option<String>,
    /// How it failed.
    pub failed: Option<Failure>,
}

/// Which call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the port's own names")]
pub enum Act {
    Post,
    Find,
    Edit,
    Remove,
    OpenThread,
    Respond,
}

/// How a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Asked to wait.
    RetryAfter(Duration),
    /// Not done, perhaps the next time.
    Transient,
    /// Done, and its answer is lost.
    UnknownAfter,
    /// Not done, and its answer is lost.
    UnknownBefore,
    /// Not allowed.
    Forbidden,
    /// No more.
    Gone,
    /// Never.
    Rejected,
    /// There is no answer, ever.
    Hangs,
}

impl FakePlatform {
    /// An empty chat that can do everything: threads, buttons, edits, keys for a day, finding.
    pub fn new(name: &str, clock: Arc<dyn Clock>) -> Self {
        let capabilities = Capabilities {
            threads: true,
            buttons: true,
            private_replies: true,
            edit: true,
            keyed_for: Some(Duration::from_secs(86_400)),
            find: true,
        };
        let free = Quota { burst: 1_000_000, period: Duration::from_nanos(1_000) };
        let quota = PlatformQuota { account: free, place: free };
        let chat = Chat {
            capabilities,
            quota,
            messages: Vec::new(),
            keys: BTreeMap::new(),
            ids: BTreeMap::new(),
            calls: Vec::new(),
            failures: VecDeque::new(),
            stuck: BTreeMap::new(),
            takes: None,
            files: BTreeMap::new(),
        };
        Self { name: name.to_owned(), clock, chat: Mutex::new(chat) }
    }

    /// It can do something else.
    #[must_use]
    pub fn able(self, change: impl FnOnce(&mut Capabilities)) -> Self {
        change(&mut self.chat().capabilities);
        self
    }

    /// It lets us post so often.
    #[must_use]
    pub fn quotas(self, account: Quota, place: Quota) -> Self {
        self.chat().quota = PlatformQuota { account, place };
        self
    }

    /// What becomes of the next calls, one each; after that they succeed.
    pub fn plan(&self, failures: impl IntoIterator<Item = Option<Failure>>) {
        self.chat().failures.extend(failures);
    }

    /// Every call for a channel (or handle) fails so, until it is told otherwise.
    pub fn stuck(&self, channel: &str, failure: Option<Failure>) {
        let mut chat = self.chat();
        match failure {
            Some(failure) => chat.stuck.insert(channel.to_owned(), failure),
            None => chat.stuck.remove(channel),
        };
    }

    /// Every call takes so long, by the clock.
    pub fn takes(&self, each: Duration) {
        self.chat().takes = Some(each);
    }

    /// There is a file under a handle.
    pub fn file(&self, handle: &str, bytes: &[u8]) {
        self.chat().files.insert(handle.to_owned(), bytes.to_vec());
    }

    /// All messages, in order; answers to handles stand in a channel of the handle's name.
    pub fn messages(&self) -> Vec<Message> {
        self.chat().messages.clone()
    }

    /// How many messages there are.
    pub fn count(&self) -> usize {
        self.chat().messages.len()
    }

    /// The messages in one channel and its threads.
    pub fn messages_in(&self, channel: &str) -> Vec<Message> {
        let chat = self.chat();
        chat.messages.iter().filter(|it| it.at.destination.place.channel == channel).cloned().collect()
    }

    /// All calls, in order.
    pub fn calls(&self) -> Vec<Call> {
        self.chat().calls.clone()
    }

    /// Keys that are there more than once, and how often.
    pub fn repeated(&self) -> Vec<(String, usize)> {
        let chat = self.chat();
        let many = chat.keys.iter().filter(|it| it.1.len() > 1);
        many.map(|(key, at)| (key.clone(), at.len())).collect()
    }

    fn chat(&self) -> MutexGuard<'_, Chat> {
        self.chat.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes its time, does what the plan says, and remembers it.
    async fn call<T>(
        &self,
        act: Act,
        place: &str,
        key: Option<&str>,
        work: impl FnOnce(&mut Chat, Timestamp) -> Result<T, PostError>,
    ) -> Result<T, PostError> {
        let when = self.clock.now();
        let takes = self.chat().takes;
        if let Some(takes) = takes {
            self.clock.sleep_until(when + takes).await;
        }
        let failed = {
            let mut chat = self.chat();
            let stuck = chat.stuck.get(place).copied();
            let failed = stuck.or_else(|| chat.failures.pop_front().flatten());
            let call = Call { when, act, place: place.to_owned(), key: key.map(str::to_owned), failed };
            chat.calls.push(call);
            failed
        };
        let said = || "as planned".to_owned();
        Err(match failed {
            None => return work(&mut self.chat(), self.clock.now()),
            Some(Failure::UnknownAfter) => {
                work(&mut self.chat(), self.clock.now())?;
                PostError::Unknown(said())
            }
            Some(Failure::Hangs) => pending().await,
            Some(Failure::UnknownBefore) => PostError::Unknown(said()),
            Some(Failure::RetryAfter(wait)) => PostError::RetryAfter(wait),
            Some(Failure::Transient) => PostError::Transient(said()),
            Some(Failure::Forbidden) => PostError::Forbidden(said()),
            Some(Failure::Gone) => PostError::Gone(said()),
            Some(Failure::Rejected) => PostError::Rejected(said()),
        })
    }
}

impl Chat {
    fn add(&mut self, destination: Destination, key: Option<&str>, post: &Post, when: Timestamp) -> MessageRef {
        let index = self.messages.len();
        let at = MessageRef { destination, message: format!("m{}", index + 1) };
        self.ids.insert(at.message.clone(), index);
        if let Some(key) = key {
            self.keys.entry(key.to_owned()).or_default().push(index);
        }
        let key = key.map(str::to_owned);
        self.messages.push(Message { at: at.clone(), key, when, post: post.clone(), edits: 0, removed: false });
        at
    }

    fn keyed(&self, to: &Destination, key: &str) -> Option<&Message> {
        let mut found = self.keys.get(key)?.iter().filter_map(|it| self.messages.get(*it));
        found.rfind(|it| it.at.destination == *to)
    }

    fn message(&mut self, at: &MessageRef) -> Result<&mut Message, PostError> {
        let index = self.ids.get(&at.message).copied();
        let message = index.and_then(|it| self.messages.get_mut(it)).filter(|it| !it.removed);
        message.ok_or_else(|| PostError::Gone("There is no such message.".into()))
    }
}

#[async_trait]
impl ChatPlatform for FakePlatform {
    fn platform(&self) -> &str {
        &self.name
    }

    fn capabilities(&self) -> Capabilities {
        self.chat().capabilities
    }

    fn quota(&self) -> PlatformQuota {
        self.chat().quota
    }

    async fn post(&self, to: &Destination, post: &Post, attempt: &Attempt) -> Result<MessageRef, PostError> {
        let work = |chat: &mut Chat, now: Timestamp| {
            let fresh = |it: &&Message| chat.capabilities.keyed_for.is_some_and(|keyed| now < it.when + keyed);
            if let Some(there) = chat.keyed(to, &attempt.key).filter(fresh) {
                return Ok(there.at.clone());
            }
            Ok(chat.add(to.clone(), Some(&attempt.key), post, now))
        };
        self.call(Act::Post, &to.place.channel, Some(&attempt.key), work).await
    }

    async fn find(&self, to: &Destination, attempt: &Attempt) -> Result<Option<MessageRef>, PostError> {
        let work = |chat: &mut Chat, _| {
            if !chat.capabilities.find {
                return Err(PostError::Rejected("It can't look for messages.".into()));
            }
            Ok(chat.keyed(to, &attempt.key).map(|it| it.at.clone()))
        };
        self.call(Act::Find, &to.place.channel, Some(&attempt.key), work).await
    }

    async fn edit(&self, message: &MessageRef, post: &Post, attempt: &Attempt) -> Result<(), PostError> {
        let work = |chat: &mut Chat, _| {
            let message = chat.message(message)?;
            message.post = post.clone();
            message.edits += 1;
            Ok(())
        };
        self.call(Act::Edit, &message.destination.place.channel, Some(&attempt.key), work).await
    }

    async fn remove(&self, message: &MessageRef) -> Result<(), PostError> {
        let work = |chat: &mut Chat, _| {
            if let Ok(it) = chat.message(message) {
                it.removed = true;
            }
            Ok(())
        };
        self.call(Act::Remove, &message.destination.place.channel, None, work).await
    }

    async fn open_thread(&self, message: &MessageRef, _name: &str) -> Result<Destination, PostError> {
        let work = |chat: &mut Chat, _| {
            chat.message(message)?;
            Ok(message.destination.place.thread(&format!("t-{}", message.message)))
        };
        self.call(Act::OpenThread, &message.destination.place.channel, None, work).await
    }

    async fn respond(&self, handle: &ReplyHandle, post: &Post) -> Result<(), PostError> {
        let place = Place { platform: self.name.clone(), account: String::new(), channel: handle.0.clone() };
        let work = |chat: &mut Chat, now| {
            let there = |it: &Message| it.key.is_none() && it.at.destination.place == place && it.post == *post;
            if !chat.messages.iter().any(there) {
                chat.add(place.outside(), None, post, now);
            }
            Ok(())
        };
        self.call(Act::Respond, &handle.0, None, work).await
    }

    async fn attachment(&self, file: &AttachmentRef, most: usize) -> Result<Vec<u8>, FetchError> {
        let found = self.chat().files.get(&file.handle).cloned();
        let bytes = found.ok_or_else(|| FetchError::Gone("There is no such file.".into()))?;
        if bytes.len() > most {
            return Err(FetchError::TooLarge(format!("The file is larger than {most} bytes.")));
        }
        Ok(bytes)
    }

    async fn check(&self, _place: &Place) -> Vec<Finding> {
        vec![Finding { fine: true, what: "May post.".into(), remedy: None }]
    }
}

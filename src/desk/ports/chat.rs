//! The door to a chat platform.

use std::time::Duration;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use super::{FetchError, Timestamp};
use crate::event::{AttachmentRef, ReplyHandle};
use crate::place::{Destination, MessageRef, Place};
use crate::post::Post;

/// A chat platform: translates, and decides nothing.
#[async_trait]
pub trait ChatPlatform: Send + Sync {
    /// Its name in a [`Place`].
    fn platform(&self) -> &str;
    /// What stands before a command there: "/", "!".
    fn prefix(&self) -> &str {
        "/"
    }
    /// How people ask in a thread there.
    fn how_to_ask(&self) -> &str {
        "Reply to this message or mention me to ask."
    }
    /// What it can do.
    fn capabilities(&self) -> Capabilities;
    /// What it may be asked to do how often, before anybody says no.
    fn quota(&self) -> PlatformQuota;
    /// Posts, once: where `capabilities().keyed_for` has not passed since `attempt.first_tried`, the same key posts nothing
    /// twice.
    async fn post(&self, to: &Destination, post: &Post, attempt: &Attempt) -> Result<MessageRef, PostError>;
    /// Whether an attempt has arrived: `None` is certain that it hasn't.
    async fn find(&self, to: &Destination, attempt: &Attempt) -> Result<Option<MessageRef>, PostError>;
    /// Puts `post` in a message's place.
    async fn edit(&self, message: &MessageRef, post: &Post, attempt: &Attempt) -> Result<(), PostError>;
    /// Takes a message away; one that is gone already is no error.
    async fn remove(&self, message: &MessageRef) -> Result<(), PostError>;
    /// Opens the thread of a message, or gives the one that is there.
    async fn open_thread(&self, message: &MessageRef, name: &str) -> Result<Destination, PostError>;
    /// Answers a command privately or in its place; the same answer twice shows once.
    async fn respond(&self, handle: &ReplyHandle, post: &Post) -> Result<(), PostError>;
    /// Shows that we are at work there.
    async fn working(&self, _at: &Destination) {}
    /// Fetches a file, of at most `most` bytes.
    async fn attachment(&self, file: &AttachmentRef, most: usize) -> Result<Vec<u8>, FetchError>;
    /// What we may and can do in a place.
    async fn check(&self, place: &Place) -> Vec<Finding>;
}

/// What a platform can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// It has threads.
    pub threads: bool,
    /// It has buttons.
    pub buttons: bool,
    /// A command can be answered so that nobody else sees it.
    pub private_replies: bool,
    /// A message can be changed.
    pub edit: bool,
    /// How long the same key is known to post nothing twice; none when the platform doesn't offer that.
    pub keyed_for: Option<Duration>,
    /// Whether [`ChatPlatform::find`] can tell.
    pub find: bool,
}

/// How often a platform lets us post: bursts of so many, then one per period. The server's own numbers: the desk stays one
/// below each burst, because its clock and the server's never quite agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlatformQuota {
    /// Over the whole account.
    pub account: Quota,
    /// In one place.
    pub place: Quota,
}

/// `burst` at once, then one every `period`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// At once; at least 1.
    pub burst: u32,
    /// After that, one in this time.
    pub period: Duration,
}

/// One try of one delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// The delivery's idempotency key: the same for every try.
    pub key: String,
    /// Which version of the post: 0, then one more with every edit.
    pub revision: u32,
    /// When the first try began.
    pub first_tried: Timestamp,
}

/// Why a post was not made, sorted by what is done next. The words are for the operator and hold no secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PostError {
    /// Not now: the platform says when.
    #[error("asked to wait {} s", .0.as_secs())]
    RetryAfter(Duration),
    /// It did not arrive, and may the next time.
    #[error("{0}")]
    Transient(String),
    /// It may have arrived.
    #[error("perhaps sent: {0}")]
    Unknown(String),
    /// We may not post there.
    #[error("not allowed: {0}")]
    Forbidden(String),
    /// The place, message or handle is no more.
    #[error("gone: {0}")]
    Gone(String),
    /// This post will never be taken.
    #[error("refused: {0}")]
    Rejected(String),
}

/// One line of what [`ChatPlatform::check`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether it works.
    pub fine: bool,
    /// What, in words.
    pub what: String,
    /// What to do about it.
    pub remedy: Option<String>,
}

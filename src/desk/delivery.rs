//! What is owed to a destination: one row of the outbox, and what can become of it.

use serde::{Deserialize, Serialize};

use crate::event::ReplyHandle;
use crate::place::{Destination, MessageRef, Place};
use crate::ports::Timestamp;
use crate::post::Post;

/// One act owed to one destination. Written with its key before anything is sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Delivery {
    /// Idempotency key: the same act has the same key for ever, and a second row with it is not written.
    pub key: String,
    /// The lane: at most one act of a place is in flight, and they go in order.
    pub place: Place,
    /// What is to be done.
    pub act: Act,
    /// Who goes first.
    pub class: Class,
    /// The key of a delivery that must have arrived first; when that one never will, neither will this.
    pub after: Option<String>,
    /// Not before.
    pub not_before: Timestamp,
    /// No use after this.
    pub good_until: Timestamp,
    /// The digests that it shows, so that every copy can be found.
    pub digests: Vec<String>,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// A new message.
    Post {
        /// Where.
        to: Target,
        /// What.
        post: Post,
    },
    /// Another content for a message.
    Edit {
        /// Which.
        of: Made,
        /// What.
        post: Post,
        /// The digest's revision that it shows.
        revision: u32,
    },
    /// A message is taken away.
    Remove {
        /// Which.
        of: Made,
    },
    /// The thread of a message is opened.
    OpenThread {
        /// The key of the post.
        on: String,
        /// What it is called.
        name: String,
    },
    /// A command is answered privately or in its place.
    Respond {
        /// By what.
        handle: ReplyHandle,
        /// What.
        post: Post,
        /// Where it is posted when the handle has expired; nowhere when it is for one person alone.
        #[serde(default)]
        instead: Option<Destination>,
    },
}

/// Where a post goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Here.
    At(Destination),
    /// The thread that the delivery with this key opened; the place itself where there are no threads.
    ThreadOf(String),
}

/// A message of ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Made {
    /// What the delivery with this key made.
    By(String),
    /// This one.
    Message(MessageRef),
}

/// Who goes first in a lane: people before editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Somebody waits for it.
    Person,
    /// A correction or retraction.
    Correction,
    /// An edition, a watch's find.
    Edition,
    /// To the operator.
    Notice,
}

/// A row of the outbox.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Order of writing.
    pub number: i64,
    /// What is owed.
    pub delivery: Delivery,
    /// How it stands.
    pub state: State,
    /// Tries so far.
    pub tries: u32,
    /// When the first try began.
    pub first_tried: Option<Timestamp>,
    /// Not tried again before.
    pub again: Option<Timestamp>,
    /// The last trouble, in words without secrets.
    pub trouble: Option<String>,
    /// The message that it made.
    pub message: Option<MessageRef>,
    /// The thread that it opened.
    pub thread: Option<Destination>,
}

/// How a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Waits for its turn.
    Queued,
    /// A try has begun: whoever finds it so after a start must look for what was sent.
    Sending,
    /// Arrived.
    Sent,
    /// Perhaps sent, and it can't be found out: waits for the operator.
    Unsure,
    /// Will not be made; the trouble says why.
    GivenUp,
    /// Its time was over, and what it held has gone into another.
    Merged,
}

/// What a try came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Done.
    Sent {
        /// The message that was made, if the act makes one.
        message: Option<MessageRef>,
        /// The thread that was opened, if the act opens one.
        thread: Option<Destination>,
    },
    /// Again later.
    Again {
        /// Not before.
        at: Timestamp,
        /// Why.
        trouble: String,
        /// Whether the next step is to look for it first.
        perhaps_sent: bool,
    },
    /// Perhaps sent; the operator must say.
    Unsure(String),
    /// Never.
    GivenUp(String),
    /// It went into another.
    Merged,
}

//! What comes in from a platform: a command, a message, something that is gone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::place::{Destination, MessageRef};
use crate::ports::Timestamp;

/// Something that happened on a platform. Recorded before it is acknowledged, so it outlives us.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The platform's own id of it; with the platform and account of `at` it is unique, and what comes twice is done once.
    pub native: String,
    /// Where.
    pub at: Destination,
    /// When, by the platform's clock.
    pub when: Timestamp,
    /// Who.
    pub actor: Actor,
    /// The message that carried it, to reply to.
    pub message: Option<MessageRef>,
    /// Where a private or progressive answer can be given, in the adapter's own words; it may have expired.
    pub reply: Option<ReplyHandle>,
    /// Whether it was said to us alone.
    pub direct: bool,
    /// Whether the place is end-to-end encrypted: what is kept of it is kept shorter.
    pub encrypted: bool,
    /// What.
    pub what: What,
}

/// A person, or another program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The platform's id.
    pub id: String,
    /// As shown to people. Hostile text.
    pub name: String,
    /// Ids or names of their roles, for the rights that the configuration gives to roles.
    pub roles: Vec<String>,
    /// Whether the platform says that they manage the place.
    pub manager: bool,
    /// BCP 47, when the platform says it.
    pub locale: Option<String>,
    /// Whether it is a program: then it is never answered.
    pub bot: bool,
}

/// What an adapter needs to answer a command privately or progressively.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyHandle(pub String);

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// A command that the platform has already taken apart (a slash command, a button, a form).
    Command(Invocation),
    /// A command as it was typed, prefix removed: "brief https://…".
    Typed {
        /// The line.
        line: String,
        /// Files that came with it.
        files: Vec<AttachmentRef>,
    },
    /// Something said in a thread of ours, or to us.
    Said {
        /// The words, mentions of us removed.
        text: String,
        /// Whether it was addressed to us: a mention, a reply to one of our messages, a direct room.
        addressed: bool,
        /// Whether it replies to somebody else.
        to_another: bool,
        /// Our message that it replies to.
        replies_to: Option<MessageRef>,
    },
    /// A message is gone: the command of it is withdrawn and its text erased.
    Removed(MessageRef),
    /// We were removed from the place.
    Left,
}

/// A command taken apart: which one, with what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invocation {
    /// `["feed", "add"]`
    pub path: Vec<String>,
    /// By option name, as given; checked by the declaration.
    pub arguments: BTreeMap<String, String>,
    /// Files that came with it.
    pub files: Vec<AttachmentRef>,
}

/// A file on the platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentRef {
    /// What the adapter fetches it by.
    pub handle: String,
    /// Its name. Hostile text.
    pub name: String,
    /// Its media type, when the platform says it.
    pub kind: Option<String>,
    /// Its size in bytes, when the platform says it.
    pub size: Option<u64>,
}

/// What an adapter is told once an event is durably recorded, or isn't.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Acknowledgement {
    /// Recorded: it will be done.
    New,
    /// It was recorded before: nothing more happens.
    Seen,
    /// It will not be done; what to tell the person, if anything.
    Refused(Option<String>),
}

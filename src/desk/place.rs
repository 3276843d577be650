//! Where things are said: a room or channel, a thread in it, a message.

use serde::{Deserialize, Serialize};

/// A room or channel of one of our accounts on a platform.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Which adapter carries it: "discord", "matrix", "console".
    pub platform: String,
    /// Which of our accounts is in it: the bot's own id there.
    pub account: String,
    /// The platform's id of the room or channel.
    pub channel: String,
}

/// Where a post goes: a place, or a thread in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Destination {
    /// The room or channel.
    pub place: Place,
    /// The platform's id of the thread, when it is one.
    pub thread: Option<String>,
}

/// One message on a platform.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MessageRef {
    /// Where it stands.
    pub destination: Destination,
    /// The platform's id of it.
    pub message: String,
}

/// On whose behalf the store is read: what belongs to one place never surfaces in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope<'a> {
    /// What this place was given or made.
    Place(&'a Place),
    /// The operator, at the command line: everything.
    Operator,
}

impl Place {
    /// The place itself as a destination, outside all threads.
    pub fn outside(&self) -> Destination {
        Destination { place: self.clone(), thread: None }
    }

    /// A thread in it.
    pub fn thread(&self, thread: &str) -> Destination {
        Destination { place: self.clone(), thread: Some(thread.to_owned()) }
    }

    /// The place as one line, to be a key or to be shown to the operator: `discord/42/1001`.
    pub fn line(&self) -> String {
        format!("{}/{}/{}", self.platform, self.account, self.channel)
    }
}

impl Scope<'_> {
    /// Whether what belongs to `place` may be seen.
    pub fn sees(&self, place: &Place) -> bool {
        match self {
            Self::Place(own) => *own == place,
            Self::Operator => true,
        }
    }
}

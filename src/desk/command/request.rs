//! What a command asks for, checked: the handlers see only this.

use chrono::{NaiveTime, Weekday};
use url::Url;

use crate::event::AttachmentRef;

/// A command with its arguments checked against the declaration.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// A digest of an article.
    Brief {
        /// Of what.
        what: Given,
        /// Name of the recipe; the place's own when absent.
        recipe: Option<String>,
    },
    /// An answer.
    Ask {
        /// The question, in the reader's words.
        question: String,
        /// About what; where absent, the thread's digests, else all that the place has read.
        about: Option<Id>,
    },
    /// The sentence behind a claim, in its surroundings.
    Evidence(Id),
    /// The article is read again.
    Refresh(Id),
    /// A digest is taken back, its text erased, its article not briefed again.
    Retract {
        /// Which.
        what: IdOrAddress,
        /// Why.
        reason: String,
    },
    /// A note is put on a digest.
    Correct {
        /// Which.
        what: IdOrAddress,
        /// What is right.
        note: String,
    },
    /// The asker's own digest is taken away.
    Remove(Id),
    /// `feed …`
    Feed(FeedRequest),
    /// `schedule …`
    Schedule(ScheduleRequest),
    /// `watch …`
    Watch(WatchRequest),
    /// How things stand.
    Status,
    /// The place's settings: all, one, or one changed.
    Settings {
        /// Which.
        name: Option<String>,
        /// To what; `default` takes it back.
        value: Option<String>,
    },
    /// What is kept is erased.
    Forget(Whose),
    /// What can be asked for; of one command when it is named.
    Help(Vec<String>),
}

/// `feed …`
#[derive(Clone, Debug, PartialEq)]
pub enum FeedRequest {
    /// Follow a feed, or the first one that a page names.
    Add {
        /// Where.
        address: Url,
        /// What it is to be called here.
        name: Option<String>,
    },
    /// Which are followed, and how they are.
    List,
    /// Stop following.
    Remove(FeedRef),
    /// Silent for now.
    Pause(FeedRef),
    /// No longer silent; a feed that was given up is tried again.
    Resume(FeedRef),
    /// Follow the feeds of an OPML file.
    Import(AttachmentRef),
    /// All of them as OPML.
    Export,
}

/// A feed as people name it: its number in `feed list`, its name, its address, or enough of its name to be the only one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedRef(pub String);

/// `schedule …`
#[derive(Clone, Debug, PartialEq)]
pub enum ScheduleRequest {
    /// A daily digest.
    Add(Box<Plan>),
    /// Which there are, and when each comes next.
    List,
    /// Some of it anew.
    Edit {
        /// Which.
        id: String,
        /// What is given is changed.
        plan: Box<Plan>,
    },
    /// No more.
    Remove(String),
    /// Silent for now.
    Pause(String),
    /// No longer silent.
    Resume(String),
    /// What the next edition would be, shown to the asker alone where that can be.
    Preview(String),
    /// An edition now, beside the daily one.
    Now(String),
}

/// What a schedule is asked to be; what is absent is as it was, or as usual.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Local time: "08:00", "8am".
    pub time: Option<NaiveTime>,
    /// On which days.
    pub days: Option<Vec<Weekday>>,
    /// Time zone; the place's own when absent.
    pub zone: Option<chrono_tz::Tz>,
    /// From which feeds.
    pub feeds: Option<Vec<FeedRef>>,
    /// Only what matches: watches' ids ("w1") or words.
    pub topics: Option<Vec<String>>,
    /// Name of the recipe.
    pub recipe: Option<String>,
    /// Stories at most.
    pub most: Option<usize>,
    /// Say nothing when nothing is new.
    pub silent: Option<bool>,
}

/// `watch …`
#[derive(Clone, Debug, PartialEq)]
pub enum WatchRequest {
    /// Look out for words.
    Add(String),
    /// For which.
    List,
    /// No more.
    Remove(String),
    /// What in an article matched, or kept it from matching.
    Why {
        /// Which watch.
        watch: String,
        /// In what.
        what: IdOrAddress,
    },
}

/// What is to be briefed.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// An address.
    Link(Url),
    /// A text.
    Text(String),
    /// A file.
    File(AttachmentRef),
}

/// An id as people type it: `k7f2`, `k7f2.C3`; inside a thread `C3`; in an edition's thread `2.C3`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Id {
    /// "k7f2", in lower case; the thread's own when absent.
    pub digest: Option<String>,
    /// The number of the story in an edition, from 1.
    pub story: Option<usize>,
    /// "C3", in upper case; the digest itself when absent.
    pub item: Option<String>,
}

/// A digest's id, or an article's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdOrAddress {
    /// By id.
    Id(Id),
    /// By address.
    Address(Url),
}

/// What is to be forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// All that is kept of the asker.
    Mine,
    /// All that is kept of this place.
    Channel,
}

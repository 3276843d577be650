//! The door to what is kept. Few, whole operations; whatever belongs together is written together.

use async_trait::async_trait;

use super::Timestamp;
use crate::delivery::{Delivery, Outcome, Row, State};
use crate::event::Event;
use crate::feed::memory::Seen;
use crate::place::{Destination, MessageRef, Place, Scope};
use crate::record::{
    Asked, Blocked, Copy, Edition, EventNumber, FeedRow, Item, KeptArticle, KeptDigest, Schedule, Subscription, Watch,
};

/// What is kept. A look-up returns `Option`; only trouble with the database itself is an error. Every read that could show
/// one place what is another's takes a [`Scope`].
#[async_trait]
pub trait BriefingStore: Send + Sync {
    // What came in.

    /// Records an event; `None` when the same one was recorded before.
    async fn record(&self, event: &Event, now: Timestamp) -> Result<Option<EventNumber>, StoreError>;
    /// Recorded and not done, oldest first, at most `most`, after the event numbered `after`.
    async fn waiting(&self, after: EventNumber, most: usize) -> Result<Vec<(EventNumber, Event)>, StoreError>;

    // What changes, in one transaction: all of it or nothing.

    /// Marks `done` as done, and makes all `changes` in order. An event that is done already changes nothing: then `false`.
    async fn commit(&self, done: Option<EventNumber>, changes: Vec<Change>, now: Timestamp)
    -> Result<bool, StoreError>;
    /// A name or number that was never given before: digests' ids are short and hard to mistake ("k7f2"), schedules' and
    /// watches' count up in their place ("s1", "w1"), feeds' count up.
    async fn new_id(&self, of: IdOf<'_>) -> Result<String, StoreError>;

    // What is read.

    /// An article by its hash.
    async fn article(&self, scope: Scope<'_>, hash: &str) -> Result<Option<KeptArticle>, StoreError>;
    /// The articles of a place that hold most of `words`, best first, with their text.
    async fn search(&self, scope: Scope<'_>, words: &str, most: usize) -> Result<Vec<KeptArticle>, StoreError>;
    /// A digest by its id, whatever the case.
    async fn digest(&self, scope: Scope<'_>, id: &str) -> Result<Option<KeptDigest>, StoreError>;
    /// The digests that stand, of an article's hash or address when one is given, newest first.
    async fn digests(&self, scope: Scope<'_>, of: Option<&str>, most: usize) -> Result<Vec<KeptDigest>, StoreError>;
    /// The digests that a thread of ours is about, in their order there.
    async fn told_in(&self, thread: &Destination) -> Result<Vec<KeptDigest>, StoreError>;
    /// The digests that a message of ours shows.
    async fn told_by(&self, message: &MessageRef) -> Result<Vec<KeptDigest>, StoreError>;
    /// Every message that shows a digest.
    async fn copies(&self, scope: Scope<'_>, digest: &str) -> Result<Vec<Copy>, StoreError>;
    /// Feeds that are due.
    async fn feeds_due(&self, now: Timestamp, most: usize) -> Result<Vec<FeedRow>, StoreError>;
    /// A feed by its number.
    async fn feed(&self, feed: u64) -> Result<Option<FeedRow>, StoreError>;
    /// A feed by its address.
    async fn feed_at(&self, address: &url::Url) -> Result<Option<FeedRow>, StoreError>;
    /// Who follows what: of a place, and of one feed when it is given.
    async fn subscriptions(&self, scope: Scope<'_>, feed: Option<u64>) -> Result<Vec<Subscription>, StoreError>;
    /// What was seen in the feeds of a place.
    async fn seen(&self, place: &Place) -> Result<Vec<Seen>, StoreError>;
    /// Items whose article is to be read now.
    async fn items_to_read(&self, now: Timestamp, most: usize) -> Result<Vec<Item>, StoreError>;
    /// Items of a place that no edition has told, found since.
    async fn items_untold(&self, scope: Scope<'_>, since: Timestamp) -> Result<Vec<Item>, StoreError>;
    /// Schedules, in the order in which they were made.
    async fn schedules(&self, scope: Scope<'_>) -> Result<Vec<Schedule>, StoreError>;
    /// Schedules that are due, the longest due first.
    async fn schedules_due(&self, now: Timestamp, most: usize) -> Result<Vec<Schedule>, StoreError>;
    /// An edition by its slot.
    async fn edition(&self, scope: Scope<'_>, slot: &str) -> Result<Option<Edition>, StoreError>;
    /// Watches, in the order in which they were made.
    async fn watches(&self, scope: Scope<'_>) -> Result<Vec<Watch>, StoreError>;
    /// A setting of a place.
    async fn setting(&self, place: &Place, name: &str) -> Result<Option<String>, StoreError>;
    /// What was asked in a thread, oldest first.
    async fn asked(&self, at: &Destination) -> Result<Vec<Asked>, StoreError>;
    /// Why an address or a text's hash is not to be briefed.
    async fn blocked(&self, place: &Place, what: &str) -> Result<Option<Blocked>, StoreError>;

    // The outbox.

    /// The next row of each lane that may be tried now, at most one a lane and none of a lane in `busy`; a place there
    /// without a channel stands for all lanes of its account. By class, in a class in order of writing.
    ///
    /// Rows are due that are `Queued`, and those that are `Sending` though nobody is at it (their lane isn't busy): then
    /// the try was cut off, or ended not knowing. A row that waits for its next try holds up the later ones of its class,
    /// until its `good_until`; rows whose `after` has not arrived, and all that are settled or `Unsure`, hold up nothing.
    async fn due(&self, now: Timestamp, busy: &[Place], most: usize) -> Result<Vec<Row>, StoreError>;
    /// When anything of the outbox, the feeds, the items or the schedules is due next.
    async fn next_due(&self, of: DueOf) -> Result<Option<Timestamp>, StoreError>;
    /// Says that a try begins, before it does: the row is `Sending` from now on. A conflict when it is settled already.
    async fn begin(&self, key: &str, now: Timestamp) -> Result<Row, StoreError>;
    /// Says what came of it: `Again` leaves the row `Queued`, or `Sending` when it was perhaps sent. Rows that wait for one
    /// that is given up are given up with it.
    async fn settle(&self, key: &str, outcome: &Outcome, now: Timestamp) -> Result<(), StoreError>;
    /// A row by its key.
    async fn delivery(&self, key: &str) -> Result<Option<Row>, StoreError>;
    /// Rows in one of `states`, oldest first.
    async fn deliveries(&self, scope: Scope<'_>, states: &[State], most: usize) -> Result<Vec<Row>, StoreError>;
    /// The operator says what becomes of a row that waits or was given up: tried again, or dropped.
    async fn decide(&self, key: &str, again: bool, now: Timestamp) -> Result<bool, StoreError>;

    // Housekeeping.

    /// Erases what is over its time: texts, told items, what was asked, done events' content.
    async fn sweep(&self, now: Timestamp) -> Result<(), StoreError>;
}

/// What [`BriefingStore::commit`] writes.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Kept, or kept anew.
    Article(KeptArticle),
    /// Kept, or kept anew under the same id.
    Digest(KeptDigest),
    /// Owed from now on; nothing when a row with its key is there.
    Deliver(Delivery),
    /// Editions that waited too long go into one that waits: each of `rows` replaces what is under its key, and what is
    /// under `gone` is `Merged`. All of them must be `Queued`, else nothing is written and it is a conflict.
    Merge {
        /// Changed.
        rows: Vec<Delivery>,
        /// Keys of those that go into them.
        gone: Vec<String>,
    },
    /// Kept, or kept anew.
    Feed(FeedRow),
    /// Followed, or changed.
    Subscribe(Subscription),
    /// No longer followed: its items and what was seen of it go too, and the feed itself when nobody else follows it.
    Unsubscribe {
        /// Who.
        place: Place,
        /// Which.
        feed: u64,
    },
    /// All that is remembered of one feed in a place.
    Seen {
        /// Who.
        place: Place,
        /// Which.
        feed: u64,
        /// All of it.
        seen: Vec<Seen>,
    },
    /// Kept, or changed.
    Item(Item),
    /// Kept, or changed.
    Schedule(Schedule),
    /// No more.
    DropSchedule {
        /// Whose.
        place: Place,
        /// Which.
        id: String,
    },
    /// Frozen: an error when the slot is taken.
    Edition(Edition),
    /// Kept, or changed.
    Watch(Watch),
    /// No more.
    DropWatch {
        /// Whose.
        place: Place,
        /// Which.
        id: String,
    },
    /// A setting of a place; none takes it back.
    Set {
        /// Whose.
        place: Place,
        /// Which.
        name: String,
        /// What.
        value: Option<String>,
    },
    /// Asked in a thread.
    Asked(Asked),
    /// Not to be briefed again.
    Block(Blocked),
    /// A message is gone: what was recorded of it is erased, and not done any more if it waits.
    Withdraw(MessageRef),
    /// The text and metadata of an article are erased, wherever this place holds them.
    EraseArticle {
        /// Whose.
        place: Place,
        /// Which.
        hash: String,
    },
    /// All that is kept of a place is erased, its unsent deliveries too.
    ForgetPlace(Place),
    /// All that is kept of a person is erased: what they asked, their name on digests, their recorded commands.
    ForgetPerson {
        /// Where they were: everything of the same platform and account.
        place: Place,
        /// The platform's id of them.
        id: String,
    },
}

/// What a new id is for.
#[derive(Clone, Copy, Debug)]
pub enum IdOf<'a> {
    /// A digest.
    Digest,
    /// A feed.
    Feed,
    /// A schedule of a place.
    Schedule(&'a Place),
    /// A watch of a place.
    Watch(&'a Place),
}

/// Of what [`BriefingStore::next_due`] is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueOf {
    /// The outbox.
    Outbox,
    /// Feeds to poll.
    Feeds,
    /// Items to read.
    Items,
    /// Editions to make.
    Schedules,
}

/// Trouble with what is kept. Nothing that was accepted is lost by it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// No room on the disk.
    #[error("the disk is full: {0}")]
    Full(String),
    /// The database is damaged or of a newer version.
    #[error("{0}")]
    Unusable(String),
    /// Something is there already that may be there once.
    #[error("already there: {0}")]
    Conflict(String),
    /// Anything else.
    #[error("the database: {0}")]
    Other(String),
}

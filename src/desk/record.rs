//! What is kept: the records that the store holds and gives back. All are plain values that go through JSON unchanged.

use chrono::{NaiveDate, NaiveTime, Weekday};
use engine::article::{Article, Metadata, Region};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::feed::health::Health;
use crate::place::{Destination, MessageRef, Place};
use crate::ports::{Timestamp, Validators};

/// The number under which an event was recorded; later events have higher ones.
pub type EventNumber = i64;

/// An article as it was read, kept for one place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptArticle {
    /// For whom.
    pub place: Place,
    /// SHA-256 of the text, in hex: the article's identity.
    pub hash: String,
    /// The text, unchanged; gone when its time is over.
    pub text: Option<String>,
    /// Which part of the text is what.
    pub regions: Vec<Region>,
    /// What is known beside the text.
    pub metadata: Metadata,
    /// Where it was fetched from, to read it again. May carry a token: never shown.
    #[serde(default)]
    pub fetched: Option<Url>,
    /// When it was read.
    pub read: Timestamp,
    /// When the text is to be erased.
    pub until: Timestamp,
}

impl KeptArticle {
    /// The article, while its text is kept.
    pub fn article(&self) -> Option<Article> {
        let text = self.text.clone()?;
        Some(Article::new(text, self.regions.clone(), self.metadata.clone()))
    }
}

/// A digest as it was made. Its words and evidence stay when the article's text is gone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptDigest {
    /// The short id that people type: "k7f2".
    pub id: String,
    /// For whom.
    pub place: Place,
    /// [`KeptArticle::hash`] of what it digests.
    pub article: String,
    /// The article's address, without what may be a token.
    pub url: Option<Url>,
    /// Its headline.
    pub headline: String,
    /// The outlet.
    pub publisher: Option<String>,
    /// Name of the recipe.
    pub recipe: String,
    /// [`engine::digest::view::DigestView`] as JSON.
    pub view: serde_json::Value,
    /// Who asked for it; nobody, when it is an edition's.
    pub asked_by: Option<Person>,
    /// When it was made.
    pub made: Timestamp,
    /// 0, then one more with every new reading.
    pub revision: u32,
    /// Whether it still stands.
    pub standing: Standing,
    /// The slot of the edition that it is part of.
    pub edition: Option<String>,
}

/// Who somebody was when they asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The platform's id.
    pub id: String,
    /// As shown. Hostile text.
    pub name: String,
}

/// Whether a digest stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// It does.
    Stands,
    /// It does, with a note.
    Corrected(String),
    /// It doesn't, and its words are erased.
    Retracted(String),
}

/// A feed, whoever follows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeedRow {
    /// Its number; never given twice.
    pub feed: u64,
    /// Where it is now. May carry a token: shown without its query.
    pub address: Url,
    /// What it calls itself.
    pub title: Option<String>,
    /// To ask for changes alone.
    pub validators: Validators,
    /// How it is, and when it is asked again.
    pub health: Health,
}

/// That a place follows a feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Who.
    pub place: Place,
    /// [`FeedRow::feed`].
    pub feed: u64,
    /// What it is called there, unique in the place whatever the case.
    pub name: String,
    /// Folders of the list that it was imported from, outermost first.
    pub folders: Vec<String>,
    /// Whether it is silent for now.
    pub paused: bool,
}

/// A story that a feed brought to a place, from when it is found until an edition has told it or its time is over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// For whom.
    pub place: Place,
    /// [`FeedRow::feed`].
    pub feed: u64,
    /// What tells it from the feed's others.
    pub key: String,
    /// Title.
    pub title: Option<String>,
    /// Where the article is.
    pub address: Option<Url>,
    /// When it was published, by the feed.
    pub published: Option<Timestamp>,
    /// The feed's blurb, as plain text.
    pub summary: Option<String>,
    /// When we found it.
    pub found: Timestamp,
    /// What became of it.
    pub reading: Reading,
    /// The slot of the edition that told it.
    pub told: Option<String>,
}

/// Whether an item's article was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reading {
    /// Not yet; it is tried again after this.
    Waiting {
        /// Tries so far.
        tries: u32,
        /// Not before.
        after: Timestamp,
    },
    /// It was: [`KeptArticle::hash`].
    Read(String),
    /// It can't be; why. Its blurb stands in for it.
    Blurb(String),
}

/// A daily digest: when, of what, how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// What people call it: "s1".
    pub id: String,
    /// For whom.
    pub place: Place,
    /// Local time.
    pub time: NaiveTime,
    /// On which days; all seven when it is daily.
    pub days: Vec<Weekday>,
    /// IANA name of the time zone.
    pub zone: chrono_tz::Tz,
    /// From these feeds ([`FeedRow::feed`]); all that the place follows when empty.
    pub feeds: Vec<u64>,
    /// Only stories that match one of these watches' words; all when empty.
    pub topics: Vec<String>,
    /// Name of the recipe.
    pub recipe: String,
    /// Stories at most.
    pub most: usize,
    /// Say nothing when nothing is new.
    pub silent: bool,
    /// Silent for now.
    pub paused: bool,
    /// When the next edition is due; kept so that a clock that is set back makes none twice.
    pub next: Option<Timestamp>,
    /// The last slot that was made or let pass.
    pub last: Option<Timestamp>,
}

/// A dated set of digests for one place, frozen under its slot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edition {
    /// Schedule, local date, local time: `discord/42/1001#s1@2026-11-24T08:00`.
    pub slot: String,
    /// For whom.
    pub place: Place,
    /// [`Schedule::id`]
    pub schedule: String,
    /// The day that it is of, there.
    pub date: NaiveDate,
    /// When it was due.
    pub due: Timestamp,
    /// When it was made.
    pub made: Timestamp,
    /// Its stories in order.
    pub stories: Vec<Story>,
}

/// One story of an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// [`KeptDigest::id`] of the article that tells it.
    pub digest: String,
    /// Every report of it: outlet and address.
    pub reports: Vec<Report>,
    /// How many of the reports don't share their text with another.
    pub origins: usize,
}

/// One report of a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The outlet or the feed.
    pub outlet: String,
    /// Where.
    pub address: Option<Url>,
}

/// Words to look out for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    /// What people call it: "w1".
    pub id: String,
    /// For whom.
    pub place: Place,
    /// As it was given; read again each time.
    pub query: String,
    /// Since when.
    pub since: Timestamp,
}

/// A question that was asked in a thread. Never part of a digest or a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// Where.
    pub at: Destination,
    /// By whom.
    pub by: Person,
    /// The words.
    pub question: String,
    /// When.
    pub when: Timestamp,
    /// Which digest answered it, and with which sentence (bytes of its article's text).
    pub answer: Option<(String, engine::span::Span)>,
}

/// An article that is not to be briefed again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocked {
    /// For whom.
    pub place: Place,
    /// Its address or its text's hash.
    pub what: String,
    /// Why, in the words of who asked for it.
    pub reason: String,
    /// Since when.
    pub since: Timestamp,
}

/// A copy of a digest in a chat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copy {
    /// [`KeptDigest::id`]
    pub digest: String,
    /// The key of the delivery that made it.
    pub delivery: String,
    /// The message.
    pub message: MessageRef,
}

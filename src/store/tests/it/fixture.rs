//! Records to keep, made short.

use std::collections::BTreeMap;

use chrono::{NaiveTime, TimeDelta, Weekday};
use desk::delivery::{Act, Class, Delivery, Outcome, Target};
use desk::event::{Actor, Event, Invocation, What};
use desk::feed::health::Health;
use desk::place::{MessageRef, Place};
use desk::ports::store::{BriefingStore, Change};
use desk::ports::{Timestamp, Validators};
use desk::post::Post;
use desk::record::{FeedRow, Item, KeptArticle, KeptDigest, Person, Reading, Schedule, Standing, Subscription};
use engine::article::Metadata;
use url::Url;

/// Minutes after the hour that tests begin at.
pub(crate) fn at(minutes: i64) -> Timestamp {
    "2026-11-24T08:00:00Z".parse::<Timestamp>().unwrap() + TimeDelta::minutes(minutes)
}

pub(crate) fn place(channel: &str) -> Place {
    Place { platform: "console".into(), account: "desk".into(), channel: channel.into() }
}

pub(crate) fn message(channel: &str, message: &str) -> MessageRef {
    MessageRef { destination: place(channel).outside(), message: message.into() }
}

pub(crate) fn event(channel: &str, native: &str, who: &str) -> Event {
    Event {
        native: native.into(),
        at: place(channel).outside(),
        when: at(0),
        actor: Actor { id: who.into(), name: format!("plantedname {who}"), ..Actor::default() },
        message: Some(message(channel, native)),
        reply: None,
        direct: false,
        encrypted: false,
        what: What::Command(Invocation {
            path: vec!["brief".into()],
            arguments: BTreeMap::from([("link".into(), format!("https://example.org/plantedargument/{who}"))]),
            files: vec![],
        }),
    }
}

/// The SHA-256 of a text isn't checked by the store: any name does.
pub(crate) fn article(channel: &str, hash: &str, text: &str) -> KeptArticle {
    KeptArticle {
        place: place(channel),
        hash: hash.into(),
        text: Some(text.into()),
        regions: vec![],
        fetched: None,
        metadata: Metadata { headline: Some(format!("plantedheadline {hash}")), ..Metadata::default() },
        read: at(0),
        until: at(24 * 60),
    }
}

pub(crate) fn digest(channel: &str, id: &str, article: &str) -> KeptDigest {
    KeptDigest {
        id: id.into(),
        place: place(channel),
        article: article.into(),
        url: Some(Url::parse(&format!("https://example.org/{article}")).unwrap()),
        headline: format!("plantedheadline {article}"),
        publisher: None,
        recipe: "standard".into(),
        view: serde_json::json!({ "claims": ["plantedclaim"] }),
        asked_by: Some(Person { id: "ann".into(), name: "plantedname ann".into() }),
        made: at(0),
        revision: 0,
        standing: Standing::Stands,
        edition: None,
    }
}

pub(crate) fn post(words: &str) -> Post {
    Post { notice: words.into(), ..Post::default() }
}

/// A post to a channel, from the minute `from` on, good for an hour.
pub(crate) fn delivery(channel: &str, key: &str, class: Class, from: i64) -> Delivery {
    Delivery {
        key: key.into(),
        place: place(channel),
        act: Act::Post { to: Target::At(place(channel).outside()), post: post(&format!("plantedpost {key}")) },
        class,
        after: None,
        not_before: at(from),
        good_until: at(from + 60),
        digests: vec![],
    }
}

pub(crate) fn sent(channel: &str, id: &str) -> Outcome {
    Outcome::Sent { message: Some(message(channel, id)), thread: None }
}

pub(crate) fn again(minute: i64, perhaps_sent: bool) -> Outcome {
    Outcome::Again { at: at(minute), trouble: "busy".into(), perhaps_sent }
}

pub(crate) fn feed(number: u64, next: Option<i64>) -> FeedRow {
    let mut health = Health::new(at(0));
    health.next = next.map(at);
    FeedRow {
        feed: number,
        address: Url::parse(&format!("https://example.org/feed/{number}?token=plantedtoken")).unwrap(),
        title: None,
        validators: Validators::default(),
        health,
    }
}

pub(crate) fn subscription(channel: &str, feed: u64, name: &str) -> Subscription {
    Subscription { place: place(channel), feed, name: name.into(), folders: vec![], paused: false }
}

pub(crate) fn item(channel: &str, feed: u64, key: &str, found: i64, reading: Reading) -> Item {
    Item {
        place: place(channel),
        feed,
        key: key.into(),
        title: Some(format!("plantedtitle {key}")),
        address: None,
        published: None,
        summary: None,
        found: at(found),
        reading,
        told: None,
    }
}

pub(crate) fn schedule(channel: &str, id: &str, next: Option<i64>) -> Schedule {
    Schedule {
        id: id.into(),
        place: place(channel),
        time: NaiveTime::from_hms_opt(8, 0, 0).unwrap(),
        days: vec![Weekday::Mon],
        zone: chrono_tz::UTC,
        feeds: vec![],
        topics: vec![],
        recipe: "flash".into(),
        most: 5,
        silent: true,
        paused: false,
        next: next.map(at),
        last: None,
    }
}

/// Commits without an event, at minute 0.
pub(crate) async fn put(store: &dyn BriefingStore, changes: Vec<Change>) {
    assert!(store.commit(None, changes, at(0)).await.unwrap());
}

/// The keys that are due.
pub(crate) async fn due(store: &dyn BriefingStore, minute: i64, busy: &[&str]) -> Vec<String> {
    let busy: Vec<Place> = busy.iter().map(|it| place(it)).collect();
    let rows = store.due(at(minute), &busy, 100).await.unwrap();
    rows.into_iter().map(|it| it.delivery.key).collect()
}

//! Feeds, who follows them, what they bring; schedules and their editions.

use desk::place::Scope;
use desk::ports::store::{Change, DueOf, IdOf, StoreError};
use desk::record::{Edition, Reading};

use super::Subject;
use crate::fixture::{at, feed, item, place, put, schedule, subscription};

const WAITING: Reading = Reading::Waiting { tries: 0, after: chrono::DateTime::<chrono::Utc>::MIN_UTC };

pub(crate) async fn a_feed_goes_with_its_last_follower(store: Subject) {
    let store = &*store;
    let follow = |channel: &str| Change::Subscribe(subscription(channel, 1, "bbc"));
    put(
        store,
        vec![Change::Feed(feed(1, Some(5))), follow("a"), follow("b"), Change::Item(item("a", 1, "x", 0, WAITING))],
    )
    .await;
    assert_eq!(store.next_due(DueOf::Feeds).await.unwrap(), Some(at(5)));
    assert!(store.feeds_due(at(4), 9).await.unwrap().is_empty());
    assert_eq!(store.feeds_due(at(5), 9).await.unwrap().len(), 1);
    assert_eq!(store.subscriptions(Scope::Operator, Some(1)).await.unwrap().len(), 2);
    assert_eq!(store.subscriptions(Scope::Place(&place("a")), None).await.unwrap().len(), 1);
    let address = feed(1, None).address;
    assert!(store.feed_at(&address).await.unwrap().is_some());
    put(store, vec![Change::Unsubscribe { place: place("a"), feed: 1 }]).await;
    assert!(store.items_untold(Scope::Operator, at(-60)).await.unwrap().is_empty(), "its items go too");
    assert!(store.feed(1).await.unwrap().is_some(), "somebody else follows it");
    put(store, vec![Change::Unsubscribe { place: place("b"), feed: 1 }]).await;
    assert_eq!(store.feed(1).await.unwrap(), None);
}

pub(crate) async fn items_wait_to_be_read_and_then_to_be_told(store: Subject) {
    let store = &*store;
    let later = Reading::Waiting { tries: 1, after: at(10) };
    let follow = Change::Subscribe(subscription("a", 1, "bbc"));
    put(store, vec![Change::Feed(feed(1, None)), follow, Change::Item(item("a", 1, "x", 0, later))]).await;
    assert!(store.items_to_read(at(9), 9).await.unwrap().is_empty());
    assert_eq!(store.items_to_read(at(10), 9).await.unwrap().len(), 1);
    put(store, vec![Change::Item(item("a", 1, "x", 0, Reading::Read("h1".into())))]).await;
    assert!(store.items_to_read(at(99), 9).await.unwrap().is_empty(), "read once");
    let here = place("a");
    assert_eq!(store.items_untold(Scope::Place(&here), at(0)).await.unwrap().len(), 1);
    assert!(store.items_untold(Scope::Place(&here), at(1)).await.unwrap().is_empty(), "found before");
    assert!(store.items_untold(Scope::Place(&place("b")), at(0)).await.unwrap().is_empty());
    let mut told = item("a", 1, "x", 0, Reading::Read("h1".into()));
    told.told = Some("slot".into());
    put(store, vec![Change::Item(told)]).await;
    assert!(store.items_untold(Scope::Place(&here), at(0)).await.unwrap().is_empty(), "told once");
}

pub(crate) async fn a_slot_has_one_edition(store: Subject) {
    let store = &*store;
    let edition = Edition {
        slot: "a#s1@2026-11-24T08:00".into(),
        place: place("a"),
        schedule: "s1".into(),
        date: at(0).date_naive(),
        due: at(0),
        made: at(0),
        stories: vec![],
    };
    put(store, vec![Change::Schedule(schedule("a", "s1", Some(0))), Change::Edition(edition.clone())]).await;
    let again = vec![Change::Schedule(schedule("a", "s1", Some(1440))), Change::Edition(edition.clone())];
    assert!(matches!(store.commit(None, again, at(1)).await, Err(StoreError::Conflict(_))));
    assert_eq!(store.schedules_due(at(0), 9).await.unwrap().len(), 1, "nothing of that was written");
    assert_eq!(store.edition(Scope::Place(&place("a")), &edition.slot).await.unwrap(), Some(edition.clone()));
    assert_eq!(store.edition(Scope::Place(&place("b")), &edition.slot).await.unwrap(), None);
    put(store, vec![Change::DropSchedule { place: place("a"), id: "s1".into() }]).await;
    assert!(store.schedules(Scope::Operator).await.unwrap().is_empty());
}

pub(crate) async fn an_id_is_given_once(store: Subject) {
    let store = &*store;
    let mut given = std::collections::BTreeSet::new();
    for _ in 0..2000 {
        let id = store.new_id(IdOf::Digest).await.unwrap();
        assert!(id.len() >= 4 && id.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit()), "{id}");
        assert!(!id.contains(['a', 'e', 'i', 'o', 'u', 'l', '0', '1']), "no word, no look-alike: {id}");
        assert!(given.insert(id));
    }
    let (a, b) = (place("a"), place("b"));
    assert_eq!(store.new_id(IdOf::Schedule(&a)).await.unwrap(), "s1");
    assert_eq!(store.new_id(IdOf::Schedule(&a)).await.unwrap(), "s2");
    assert_eq!(store.new_id(IdOf::Schedule(&b)).await.unwrap(), "s1");
    assert_eq!(store.new_id(IdOf::Watch(&a)).await.unwrap(), "w1");
}

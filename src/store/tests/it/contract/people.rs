//! What people do, and what is left of it: commands, questions, settings, what is withdrawn and forgotten.

use chrono::TimeDelta;
use desk::place::Scope;
use desk::ports::store::Change;
use desk::record::{Asked, Blocked, Person, Watch};

use super::Subject;
use crate::fixture::{article, at, digest, event, place, put, schedule};

fn asked(channel: &str, who: &str) -> Asked {
    Asked {
        at: place(channel).thread("t"),
        by: Person { id: who.into(), name: format!("plantedname {who}") },
        question: "plantedquestion?".into(),
        when: at(0),
        answer: None,
    }
}

pub(crate) async fn an_event_is_recorded_once_and_done_once(store: Subject) {
    let store = &*store;
    let number = store.record(&event("a", "n1", "ann"), at(0)).await.unwrap().unwrap();
    assert_eq!(store.record(&event("a", "n1", "ann"), at(1)).await.unwrap(), None);
    assert!(store.record(&event("a", "n2", "ann"), at(1)).await.unwrap().is_some());
    let waiting = store.waiting(0, 9).await.unwrap();
    assert_eq!(waiting.iter().map(|it| it.1.native.as_str()).collect::<Vec<_>>(), ["n1", "n2"]);
    assert_eq!(store.waiting(number, 9).await.unwrap().len(), 1);
    let set = |value: &str| Change::Set { place: place("a"), name: "zone".into(), value: Some(value.into()) };
    assert!(store.commit(Some(number), vec![set("UTC")], at(2)).await.unwrap());
    assert!(!store.commit(Some(number), vec![set("Europe/Kyiv")], at(3)).await.unwrap());
    assert_eq!(store.setting(&place("a"), "zone").await.unwrap().as_deref(), Some("UTC"), "the second wrote nothing");
    assert_eq!(store.waiting(0, 9).await.unwrap().len(), 1);
    assert_eq!(store.record(&event("a", "n1", "ann"), at(4)).await.unwrap(), None, "done is seen, too");
}

pub(crate) async fn settings_watches_and_blocks_are_a_places_own(store: Subject) {
    let store = &*store;
    let watch = Watch { id: "w1".into(), place: place("a"), query: "bridge".into(), since: at(0) };
    let block = Blocked { place: place("a"), what: "h1".into(), reason: "wrong".into(), since: at(0) };
    put(store, vec![Change::Watch(watch.clone()), Change::Block(block.clone())]).await;
    assert_eq!(store.watches(Scope::Place(&place("a"))).await.unwrap(), [watch]);
    assert!(store.watches(Scope::Place(&place("b"))).await.unwrap().is_empty());
    assert_eq!(store.blocked(&place("a"), "h1").await.unwrap(), Some(block));
    assert_eq!(store.blocked(&place("b"), "h1").await.unwrap(), None);
    put(store, vec![Change::DropWatch { place: place("a"), id: "w1".into() }]).await;
    assert!(store.watches(Scope::Operator).await.unwrap().is_empty());
    put(store, vec![Change::Set { place: place("a"), name: "zone".into(), value: Some("UTC".into()) }]).await;
    assert_eq!(store.setting(&place("b"), "zone").await.unwrap(), None);
    put(store, vec![Change::Set { place: place("a"), name: "zone".into(), value: None }]).await;
    assert_eq!(store.setting(&place("a"), "zone").await.unwrap(), None);
}

pub(crate) async fn what_is_over_its_time_is_erased(store: Subject) {
    let store = &*store;
    put(store, vec![Change::Article(article("a", "h1", "A text.")), Change::Digest(digest("a", "k7f2", "h1"))]).await;
    store.sweep(at(24 * 60) - TimeDelta::seconds(1)).await.unwrap();
    let here = place("a");
    let kept = async || store.article(Scope::Place(&here), "h1").await.unwrap().and_then(|it| it.text);
    assert!(kept().await.is_some());
    store.sweep(at(24 * 60)).await.unwrap();
    assert_eq!(kept().await, None);
    assert!(store.search(Scope::Place(&here), "text", 9).await.unwrap().is_empty());
    assert!(store.digest(Scope::Place(&here), "k7f2").await.unwrap().is_some(), "the digest keeps its sentences");
}

pub(crate) async fn a_person_and_a_place_are_forgotten(store: Subject) {
    let store = &*store;
    let all = |channel: &str| {
        vec![
            Change::Article(article(channel, "h1", "A text.")),
            Change::Digest(digest(channel, &format!("k7f{channel}"), "h1")),
            Change::Schedule(schedule(channel, "s1", Some(0))),
            Change::Asked(asked(channel, "ann")),
            Change::Asked(asked(channel, "bob")),
        ]
    };
    put(store, all("b")).await;
    put(store, all("c")).await;
    put(store, vec![Change::ForgetPerson { place: place("b"), id: "ann".into() }]).await;
    for channel in ["b", "c"] {
        let left = store.asked(&place(channel).thread("t")).await.unwrap();
        assert_eq!(left.iter().map(|it| it.by.id.as_str()).collect::<Vec<_>>(), ["bob"], "wherever they asked");
        let digest = store.digest(Scope::Operator, &format!("k7f{channel}")).await.unwrap().unwrap();
        assert_eq!(digest.asked_by, None);
    }
    put(store, vec![Change::ForgetPlace(place("b"))]).await;
    let (b, c) = (place("b"), place("c"));
    assert!(store.digests(Scope::Place(&b), None, 9).await.unwrap().is_empty());
    assert!(store.schedules(Scope::Place(&b)).await.unwrap().is_empty());
    assert!(store.asked(&b.thread("t")).await.unwrap().is_empty());
    assert_eq!(store.article(Scope::Place(&b), "h1").await.unwrap(), None);
    assert_eq!(store.digests(Scope::Place(&c), None, 9).await.unwrap().len(), 1, "others keep theirs");
    assert!(store.article(Scope::Place(&c), "h1").await.unwrap().is_some_and(|it| it.text.is_some()));
}

//! Deliveries: which is next, what holds up what, what becomes of them.

use desk::delivery::{Class, Outcome, State};
use desk::ports::store::Change::Deliver;
use desk::ports::store::{Change, DueOf, StoreError};

use super::Subject;
use crate::fixture::{again, at, delivery, due, put, sent};

pub(crate) async fn people_go_before_editions(store: Subject) {
    let (class, store) = (|it: usize| [Class::Edition, Class::Notice, Class::Correction, Class::Person][it], &*store);
    for it in 0..4 {
        put(store, vec![Deliver(delivery("a", &format!("a{it}"), class(it), 0))]).await;
    }
    put(store, vec![Deliver(delivery("b", "b", Class::Edition, 0))]).await;
    put(store, vec![Deliver(delivery("c", "c", Class::Person, 0))]).await;
    let first = due(store, 0, &[]).await;
    assert_eq!(first.len(), 3);
    assert_eq!(first.last().unwrap(), "b", "people's lanes come first");
    let mut order = Vec::new();
    for _ in 0..4 {
        let next = due(store, 0, &["b", "c"]).await;
        store.begin(&next[0], at(0)).await.unwrap();
        store.settle(&next[0], &sent("a", &next[0]), at(0)).await.unwrap();
        order.extend(next);
    }
    assert_eq!(order, ["a3", "a2", "a0", "a1"]);
    assert_eq!(due(store, 0, &["b", "c"]).await, [""; 0]);
}

pub(crate) async fn in_order_within_a_class(store: Subject) {
    let store = &*store;
    put(store, vec![Deliver(delivery("a", "1", Class::Edition, 0)), Deliver(delivery("a", "2", Class::Edition, 0))])
        .await;
    put(store, vec![Deliver(delivery("a", "later", Class::Person, 20))]).await;
    assert_eq!(due(store, -1, &[]).await, [""; 0]);
    assert_eq!(store.next_due(DueOf::Outbox).await.unwrap(), Some(at(0)));
    assert_eq!(due(store, 0, &[]).await, ["1"]);
    let row = store.begin("1", at(1)).await.unwrap();
    assert_eq!((row.state, row.tries, row.first_tried), (State::Sending, 1, Some(at(1))));
    assert_eq!(store.next_due(DueOf::Outbox).await.unwrap(), None, "its lane is busy");
    assert_eq!(due(store, 1, &["a"]).await, [""; 0]);
    assert_eq!(due(store, 1, &[]).await, ["1"], "nobody is at it");
    store.settle("1", &again(5, false), at(1)).await.unwrap();
    assert_eq!(due(store, 4, &[]).await, [""; 0], "it holds up the later one");
    assert_eq!(store.next_due(DueOf::Outbox).await.unwrap(), Some(at(5)));
    assert_eq!(due(store, 5, &[]).await, ["1"]);
    let row = store.begin("1", at(5)).await.unwrap();
    assert_eq!((row.tries, row.first_tried, row.again), (2, Some(at(1)), None));
    store.settle("1", &again(90, true), at(5)).await.unwrap();
    assert_eq!(store.delivery("1").await.unwrap().unwrap().state, State::Sending);
    assert_eq!(due(store, 20, &[]).await, ["later"], "another class is not held up");
    store.settle("later", &Outcome::GivenUp("no".into()), at(20)).await.unwrap();
    assert_eq!(due(store, 59, &[]).await, [""; 0]);
    assert_eq!(store.next_due(DueOf::Outbox).await.unwrap(), Some(at(60)));
    assert_eq!(due(store, 60, &[]).await, ["2"], "it holds up until its time is over");
    assert_eq!(due(store, 90, &[]).await, ["1"], "what is over its time is still returned");
    store.settle("1", &Outcome::Unsure("who knows".into()), at(90)).await.unwrap();
    assert_eq!(due(store, 90, &[]).await, ["2"], "what is in doubt holds up nothing");
}

pub(crate) async fn one_a_lane(store: Subject) {
    let store = &*store;
    let rows =
        |lane: &str| (0..3).map(|it| Deliver(delivery(lane, &format!("{lane}{it}"), Class::Person, 0))).collect();
    for lane in ["a", "b", "c"] {
        put(store, rows(lane)).await;
    }
    assert_eq!(due(store, 0, &[]).await, ["a0", "b0", "c0"]);
    assert_eq!(due(store, 0, &["b"]).await, ["a0", "c0"]);
    assert_eq!(due(store, 0, &["", "nowhere"]).await, [""; 0], "the whole account is busy");
    assert_eq!(store.due(at(0), &[], 2).await.unwrap().len(), 2);
}

pub(crate) async fn what_waits_for_another(store: Subject) {
    let store = &*store;
    let mut second = delivery("a", "2", Class::Person, 0);
    second.after = Some("1".into());
    put(store, vec![Deliver(second), Deliver(delivery("a", "1", Class::Edition, 0))]).await;
    assert_eq!(due(store, 0, &[]).await, ["1"]);
    store.begin("1", at(0)).await.unwrap();
    store.settle("1", &sent("a", "m1"), at(0)).await.unwrap();
    assert_eq!(due(store, 0, &[]).await, ["2"]);
    let mut third = delivery("a", "3", Class::Person, 0);
    third.after = Some("1".into());
    put(store, vec![Deliver(third)]).await;
    store.settle("2", &sent("a", "m2"), at(0)).await.unwrap();
    assert_eq!(due(store, 0, &[]).await, ["3"], "what it waits for has arrived already");
}

pub(crate) async fn giving_up_takes_along(store: Subject) {
    let store = &*store;
    let mut rows = vec![delivery("a", "0", Class::Edition, 0)];
    for it in 1..4 {
        let mut next = delivery("a", &it.to_string(), Class::Edition, 0);
        next.after = Some((it - 1).to_string());
        rows.push(next);
    }
    rows.push(delivery("a", "other", Class::Edition, 0));
    put(store, rows.into_iter().map(Deliver).collect()).await;
    store.settle("0", &Outcome::GivenUp("the channel is gone".into()), at(1)).await.unwrap();
    let given_up = store.deliveries(desk::place::Scope::Operator, &[State::GivenUp], 10).await.unwrap();
    assert_eq!(given_up.iter().map(|it| it.delivery.key.as_str()).collect::<Vec<_>>(), ["0", "1", "2", "3"]);
    assert_eq!(given_up[0].trouble.as_deref(), Some("the channel is gone"));
    assert_eq!(due(store, 1, &[]).await, ["other"]);
    let mut late = delivery("a", "late", Class::Edition, 0);
    late.after = Some("3".into());
    put(store, vec![Deliver(late)]).await;
    assert_eq!(store.delivery("late").await.unwrap().unwrap().state, State::GivenUp);
    // The operator wants it again, hours later: with all that was given up with it, and in time.
    assert!(store.decide("0", true, at(600)).await.unwrap());
    assert!(store.delivery("0").await.unwrap().unwrap().delivery.good_until > at(600));
    store.settle("other", &sent("a", "m"), at(600)).await.unwrap();
    for it in 0..4 {
        assert_eq!(due(store, 600, &[]).await, [it.to_string()]);
        store.begin(&it.to_string(), at(600)).await.unwrap();
        store.settle(&it.to_string(), &sent("a", &format!("m{it}")), at(600)).await.unwrap();
    }
    assert!(!store.decide("0", true, at(601)).await.unwrap(), "it has arrived");
    assert!(!store.decide("never", true, at(601)).await.unwrap());
}

pub(crate) async fn a_key_is_written_once(store: Subject) {
    let store = &*store;
    let mut row = delivery("a", "1", Class::Edition, 0);
    put(store, vec![Deliver(row.clone())]).await;
    row.not_before = at(30);
    put(store, vec![Deliver(row)]).await;
    assert_eq!(due(store, 0, &[]).await, ["1"]);
    store.begin("1", at(0)).await.unwrap();
    store.settle("1", &sent("a", "m"), at(0)).await.unwrap();
    store.settle("1", &Outcome::GivenUp("late news".into()), at(0)).await.unwrap();
    put(store, vec![Deliver(delivery("a", "1", Class::Edition, 0))]).await;
    assert_eq!(store.delivery("1").await.unwrap().unwrap().state, State::Sent);
    assert!(matches!(store.begin("1", at(0)).await, Err(StoreError::Conflict(_))));
    assert!(matches!(store.begin("never", at(0)).await, Err(StoreError::Conflict(_))));
    store.settle("never", &sent("a", "m"), at(0)).await.unwrap();
    put(store, vec![Deliver(delivery("a", "2", Class::Edition, 0))]).await;
    let gone = Change::Merge { rows: vec![], gone: vec!["2".into(), "1".into()] };
    assert!(matches!(store.commit(None, vec![gone], at(0)).await, Err(StoreError::Conflict(_))));
    assert_eq!(store.delivery("2").await.unwrap().unwrap().state, State::Queued);
}

//! When the operator has to know: a place where nothing can be posted any more, a post that was perhaps sent.

use chrono::TimeDelta;

use crate::delivery::{Act, Class, Delivery, Row, Target};
use crate::newsroom::Newsroom;
use crate::place::{Place, Scope};
use crate::ports::store::{Change, StoreError};
use crate::say;

/// The setting of a place that says since when and why nothing can be posted there.
pub const STOPPED: &str = "stopped";

/// How long a notice to the operator is of any use.
const NOTICE_GOOD_FOR: TimeDelta = TimeDelta::days(7);

/// Nothing can be posted in `place` any more: its schedules rest, and the operator is told, once.
pub(super) async fn begins(room: &Newsroom, place: &Place, why: &str) -> Result<Vec<Change>, StoreError> {
    if room.store.setting(place, STOPPED).await?.is_some() {
        return Ok(Vec::new());
    }
    let now = room.clock.now();
    let since = now.format("%Y-%m-%dT%H:%M:%SZ");
    let set = Change::Set { place: place.clone(), name: STOPPED.into(), value: Some(format!("{since} {why}")) };
    let mut changes = vec![set];
    let schedules = room.store.schedules(Scope::Place(place)).await?;
    let running = schedules.into_iter().filter(|it| !it.paused).map(|mut it| {
        it.paused = true;
        it
    });
    let running: Vec<_> = running.collect();
    let ids: Vec<&str> = running.iter().map(|it| it.id.as_str()).collect();
    let then = match ids.as_slice() {
        [] => String::new(),
        ids => format!(" Paused: {}. When it is put right, give the command schedule resume there.", ids.join(", ")),
    };
    let words = format!("Nothing can be posted in {}: {why}.{then}", place.line());
    changes.extend(notice(room, &format!("notice/stopped/{}/{since}", place.line()), &words));
    changes.extend(running.into_iter().map(Change::Schedule));
    Ok(changes)
}

/// Something was posted in `place`.
pub(super) async fn over(room: &Newsroom, place: &Place) -> Result<Vec<Change>, StoreError> {
    let stopped = room.store.setting(place, STOPPED).await?.is_some();
    let set = || Change::Set { place: place.clone(), name: STOPPED.into(), value: None };
    Ok(stopped.then(set).into_iter().collect())
}

/// A row waits for the operator to say whether it has arrived.
pub(super) fn unsure(room: &Newsroom, row: &Row, why: &str) -> Vec<Change> {
    let (key, place) = (&row.delivery.key, row.delivery.place.line());
    let words = format!(
        "A post to {place} was perhaps sent and can't be looked for ({why}). Look there, then say newsdesk outbox retry {key} \
         or newsdesk outbox drop {key}."
    );
    if row.delivery.class == Class::Notice {
        return Vec::new();
    }
    notice(room, &format!("notice/unsure/{key}"), &words).into_iter().collect()
}

fn notice(room: &Newsroom, key: &str, words: &str) -> Option<Change> {
    let to = room.policy.operator.clone()?;
    let now = room.clock.now();
    Some(Change::Deliver(Delivery {
        key: key.to_owned(),
        place: to.place.clone(),
        act: Act::Post { to: Target::At(to), post: say::trouble(words) },
        class: Class::Notice,
        after: None,
        not_before: now,
        good_until: now + NOTICE_GOOD_FOR,
        digests: Vec::new(),
    }))
}

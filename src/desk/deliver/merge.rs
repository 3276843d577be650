//! Editions that could not be sent in time go into the next one that waits, whose contents then list the stories of both.

use chrono::{NaiveDate, TimeDelta};
use engine::render::block::{Block, Line};

use super::attempt::Tried;
use crate::delivery::{Act, Class, Delivery, Outcome, Row, State, Target};
use crate::newsroom::Newsroom;
use crate::place::Scope;
use crate::ports::Timestamp;
use crate::ports::store::{Change, StoreError};

/// How long an edition that is over its time waits for a next one.
const WAITS_FOR_NEXT: TimeDelta = TimeDelta::days(7);

/// The most rows of one place that are looked at.
const MANY: usize = 2_000;

/// What becomes of a row that was not sent and is over its time.
pub(super) async fn late(room: &Newsroom, row: &Row, now: Timestamp) -> Result<Tried, StoreError> {
    let over = || Tried::only(Outcome::GivenUp("too late".into()));
    let Some(_) = slot(&row.delivery) else { return Ok(over()) };
    let until = row.delivery.good_until + WAITS_FOR_NEXT;
    if now > until {
        return Ok(over());
    }
    let waiting = waiting(room, row).await?;
    let next = waiting.iter().rfind(|it| slot(&it.delivery).is_some() && it.number > row.number);
    match next {
        // Whatever is over its time is picked up when that one is sent; it need not wait for it.
        Some(next) if next.delivery.not_before <= now => {
            let (rows, gone) = merged(next, row, &waiting);
            Ok(Tried { changes: vec![Change::Merge { rows, gone }], outcome: None, rest: None })
        }
        _ => Ok(Tried::only(Outcome::Again {
            at: until + TimeDelta::seconds(1),
            trouble: "too late to go alone: it waits for the next edition".into(),
            perhaps_sent: false,
        })),
    }
}

/// Puts the editions that are over their time into `row`, if it is the contents of one that isn't. Whether there were any.
pub(super) async fn gather(room: &Newsroom, row: &Row, now: Timestamp) -> Result<bool, StoreError> {
    if slot(&row.delivery).is_none() {
        return Ok(false);
    }
    let mut waiting = waiting(room, row).await?;
    let old: Vec<Row> =
        waiting.iter().filter(|it| slot(&it.delivery).is_some() && it.delivery.good_until < now).cloned().collect();
    let mut target = row.clone();
    for old in &old {
        let (rows, gone) = merged(&target, old, &waiting);
        room.store.commit(None, vec![Change::Merge { rows: rows.clone(), gone }], now).await?;
        let changed = |it: &&Delivery| it.key == target.delivery.key;
        if let Some(delivery) = rows.iter().find(changed).cloned() {
            target.delivery = delivery;
        }
        waiting.retain(|it| it.delivery.key != old.delivery.key);
    }
    Ok(!old.is_empty())
}

/// The slot whose contents message this is.
fn slot(delivery: &Delivery) -> Option<&str> {
    let contents = delivery.class == Class::Edition && matches!(delivery.act, Act::Post { .. });
    delivery.key.strip_suffix("/contents").filter(|_| contents)
}

/// The other rows of its place that wait.
async fn waiting(room: &Newsroom, row: &Row) -> Result<Vec<Row>, StoreError> {
    let place = Scope::Place(&row.delivery.place);
    let mut rows = room.store.deliveries(place, &[State::Queued], MANY).await?;
    rows.retain(|it| it.delivery.key != row.delivery.key && it.delivery.class == Class::Edition);
    Ok(rows)
}

/// What is written when `old` goes into `next`: the rows that change, and the keys of those that are no more.
fn merged(next: &Row, old: &Row, waiting: &[Row]) -> (Vec<Delivery>, Vec<String>) {
    let mut contents = next.delivery.clone();
    let (Some(slot_of_next), Some(slot_of_old)) = (slot(&next.delivery), slot(&old.delivery)) else {
        return (Vec::new(), Vec::new());
    };
    if let (Act::Post { post, .. }, Act::Post { post: other, .. }) = (&mut contents.act, &old.delivery.act) {
        post.blocks.push(Block::Note(Line::of(&note(slot_of_old))));
        // The masthead of the other stands already in the note.
        post.blocks.extend(other.blocks.iter().filter(|it| !matches!(it, Block::Title(_))).cloned());
    }
    contents.digests.extend(old.delivery.digests.iter().cloned());

    let thread = format!("{slot_of_next}/thread");
    let has_thread = waiting.iter().any(|it| it.delivery.key == thread);
    let of = |slot: &str, it: &Row| {
        let own = it.delivery.key.strip_prefix(slot).is_some_and(|it| it.starts_with('/'));
        // Or it came from an earlier one that went into this.
        let taken_in = matches!(&it.delivery.act, Act::Post { to: Target::ThreadOf(key), .. }
            if key.strip_suffix("/thread") == Some(slot));
        own || taken_in
    };
    // The stories of both stand in one thread, in the order of the contents.
    let last = waiting.iter().rfind(|it| of(slot_of_next, it)).unwrap_or(next);
    let mut rows = vec![contents];
    let mut gone = vec![old.delivery.key.clone()];
    for row in waiting.iter().filter(|it| of(slot_of_old, it)) {
        let mut delivery = row.delivery.clone();
        match &mut delivery.act {
            Act::Post { to, .. } if has_thread => {
                *to = Target::ThreadOf(thread.clone());
                delivery.after = Some(last.delivery.key.clone());
                delivery.good_until = next.delivery.good_until;
                rows.push(delivery);
            }
            _ => gone.push(delivery.key),
        }
    }
    (rows, gone)
}

/// Says of which day the other edition is; slots end in their local date and time.
fn note(slot: &str) -> String {
    let date = slot.rsplit('@').next().and_then(|it| it.get(..10));
    match date.and_then(|it| it.parse::<NaiveDate>().ok()) {
        Some(date) => format!("This edition also holds that of {}, which could not be sent:", date.format("%-d %B")),
        None => "This edition also holds one that could not be sent:".to_owned(),
    }
}

//! What became of a try: it arrived, waits, is in doubt, or was given up together with all that waits for it.

use std::collections::BTreeSet;

use desk::delivery::{Act, Delivery, Made, Outcome, Row};
use desk::place::{Destination, MessageRef};
use desk::ports::Timestamp;
use sqlx::SqliteConnection;

use super::{lane, one, put_body, state_of};
use crate::codec::{GIVEN_UP, MERGED, QUEUED, SENDING, SENT, UNSURE, micros, passed};
use crate::digest;
use crate::fault::Kept;

/// Says what came of a try. A row that was erased meanwhile stays so, and what has arrived has arrived.
pub(crate) async fn settle(db: &mut SqliteConnection, key: &str, outcome: &Outcome, now: Timestamp) -> Kept<()> {
    let sql = "SELECT number, place, class, state FROM outbox WHERE key = ?1";
    let row: Option<(i64, i64, i64, i64)> = sqlx::query_as(sql).bind(key).fetch_optional(&mut *db).await?;
    let Some((number, place, class, state)) = row.filter(|it| it.3 != SENT) else {
        return Ok(());
    };
    let is_open = matches!(state, QUEUED | SENDING);
    match outcome {
        Outcome::Sent { message, thread } => {
            let sql = "UPDATE outbox SET state = 2, again = NULL, trouble = NULL, message = ?2, thread = ?3, settled = ?4, \
                fell = NULL WHERE number = ?1";
            let json = |it: &Option<Destination>| it.as_ref().map(serde_json::to_string).transpose();
            let message_json = message.as_ref().map(serde_json::to_string).transpose()?;
            let update = sqlx::query(sql).bind(number).bind(message_json).bind(json(thread)?).bind(passed(now));
            update.execute(&mut *db).await?;
            if state == GIVEN_UP {
                raise(db, key, now).await?;
            }
            release(db, key, now).await?;
            if let Some(row) = one(db, key).await? {
                note(db, &row.delivery, message.as_ref(), thread.as_ref()).await?;
            }
        }
        Outcome::Again { at, trouble, perhaps_sent } if is_open => {
            let state = if *perhaps_sent { SENDING } else { QUEUED };
            let sql = "UPDATE outbox SET state = ?2, again = ?3, trouble = ?4 WHERE number = ?1";
            sqlx::query(sql).bind(number).bind(state).bind(micros(*at)).bind(trouble).execute(&mut *db).await?;
        }
        Outcome::Unsure(trouble) if is_open => {
            let sql = "UPDATE outbox SET state = ?2, again = NULL, trouble = ?3 WHERE number = ?1";
            sqlx::query(sql).bind(number).bind(UNSURE).bind(trouble).execute(&mut *db).await?;
        }
        Outcome::Again { .. } | Outcome::Unsure(_) => {}
        Outcome::GivenUp(trouble) => fall(db, key, GIVEN_UP, Some(trouble), now).await?,
        Outcome::Merged => fall(db, key, MERGED, None, now).await?,
    }
    lane::refresh(db, place, class, now).await
}

/// Settles a row for good without its having arrived, and all that wait for it.
pub(crate) async fn fall(
    db: &mut SqliteConnection,
    key: &str,
    state: i64,
    trouble: Option<&str>,
    now: Timestamp,
) -> Kept<()> {
    let sql = "UPDATE outbox SET state = ?2, again = NULL, trouble = coalesce(?3, trouble), settled = ?4 \
        WHERE key = ?1 AND state <> 2 RETURNING place, class";
    let update = sqlx::query_as(sql).bind(key).bind(state).bind(trouble).bind(passed(now));
    let lane: Option<(i64, i64)> = update.fetch_optional(&mut *db).await?;
    let mut lanes = BTreeSet::from_iter(lane);
    let mut waited_for = vec![key.to_owned()];
    while let Some(fallen) = waited_for.pop() {
        let sql = "UPDATE outbox SET state = ?2, again = NULL, settled = ?3, fell = ?4, \
            trouble = 'what it waits for was given up' WHERE after = ?1 AND state IN (0, 1, 3) RETURNING key, place, class";
        let update = sqlx::query_as(sql).bind(&fallen).bind(state).bind(passed(now)).bind(key);
        let rows: Vec<(String, i64, i64)> = update.fetch_all(&mut *db).await?;
        for (key, place, class) in rows {
            lanes.insert((place, class));
            waited_for.push(key);
        }
    }
    for (place, class) in lanes {
        lane::refresh(db, place, class, now).await?;
    }
    Ok(())
}

/// Lets go what waited for a row that has arrived.
async fn release(db: &mut SqliteConnection, key: &str, now: Timestamp) -> Kept<()> {
    let sql = "UPDATE outbox SET arrived = 1 WHERE after = ?1 AND arrived = 0 RETURNING place, class";
    let lanes: Vec<(i64, i64)> = sqlx::query_as(sql).bind(key).fetch_all(&mut *db).await?;
    for (place, class) in BTreeSet::from_iter(lanes) {
        lane::refresh(db, place, class, now).await?;
    }
    Ok(())
}

/// Notes which message shows which digests, and which thread is about which.
async fn note(
    db: &mut SqliteConnection,
    delivery: &Delivery,
    message: Option<&MessageRef>,
    thread: Option<&Destination>,
) -> Kept<()> {
    let digests = &delivery.digests;
    match &delivery.act {
        Act::Post { .. } | Act::Respond { .. } => match message {
            Some(message) => digest::shown(db, digests, &delivery.key, message).await,
            None => Ok(()),
        },
        Act::Edit { of, .. } => match made(db, of).await? {
            Some((by, message)) => digest::shown(db, digests, by.as_ref().unwrap_or(&delivery.key), &message).await,
            None => Ok(()),
        },
        Act::Remove { of } => match made(db, of).await? {
            Some((_, message)) => digest::removed(db, &message).await,
            None => Ok(()),
        },
        Act::OpenThread { on, .. } => {
            let Some(thread) = thread else {
                return Ok(());
            };
            let of_post = one(db, on).await?.map(|it| it.delivery.digests).unwrap_or_default();
            digest::about(db, &of_post, thread).await?;
            digest::about(db, digests, thread).await
        }
    }
}

/// The message that is meant, and the key of the delivery that made it where that is said.
async fn made(db: &mut SqliteConnection, of: &Made) -> Kept<Option<(Option<String>, MessageRef)>> {
    match of {
        Made::Message(message) => Ok(Some((None, message.clone()))),
        Made::By(key) => Ok(one(db, key).await?.and_then(|it| it.message).map(|it| (Some(key.clone()), it))),
    }
}

/// What the operator says of a row that waits, is in doubt or was given up: tried again, or dropped.
pub(crate) async fn decide(db: &mut SqliteConnection, key: &str, again: bool, now: Timestamp) -> Kept<bool> {
    let Some(state) = state_of(db, key).await?.filter(|it| !matches!(*it, SENT | MERGED)) else {
        return Ok(false);
    };
    if !again {
        fall(db, key, GIVEN_UP, Some("dropped by the operator"), now).await?;
        return Ok(true);
    }
    let Some(row) = one(db, key).await? else {
        return Ok(false);
    };
    let before = match &row.delivery.after {
        Some(after) => state_of(db, after).await?,
        None => Some(SENT),
    };
    if matches!(before, Some(GIVEN_UP | MERGED)) {
        return Ok(false);
    }
    // What may be in flight is looked for; whether what is in doubt was sent, the operator has looked.
    rise(db, row, if state == SENDING { SENDING } else { QUEUED }, before == Some(SENT), now).await?;
    raise(db, key, now).await?;
    Ok(true)
}

/// Wants a row again, with as much time as it had.
async fn rise(db: &mut SqliteConnection, row: Row, state: i64, arrived: bool, now: Timestamp) -> Kept<()> {
    let mut delivery = row.delivery;
    let span = delivery.good_until.signed_duration_since(delivery.not_before);
    let good_until = now.checked_add_signed(span).unwrap_or(Timestamp::MAX_UTC);
    delivery.good_until = delivery.good_until.max(good_until);
    let sql = "UPDATE outbox SET state = ?2, again = NULL, tries = iif(?2 = 1, tries, 0), settled = NULL, fell = NULL, \
        arrived = ?3, good_until = ?4 WHERE number = ?1 RETURNING place, class";
    let update = sqlx::query_as(sql).bind(row.number).bind(state).bind(arrived).bind(micros(delivery.good_until));
    let (place, class): (i64, i64) = update.fetch_one(&mut *db).await?;
    put_body(db, row.number, &delivery).await?;
    lane::refresh(db, place, class, now).await
}

/// Wants again what was given up with a row.
async fn raise(db: &mut SqliteConnection, key: &str, now: Timestamp) -> Kept<()> {
    let sql = "SELECT key FROM outbox WHERE fell = ?1 AND state = 4 ORDER BY number";
    let keys: Vec<String> = sqlx::query_scalar(sql).bind(key).fetch_all(&mut *db).await?;
    for key in keys {
        if let Some(row) = one(db, &key).await? {
            rise(db, row, QUEUED, false, now).await?;
        }
    }
    Ok(())
}

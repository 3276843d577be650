//! What came in: recorded once, handled in order, its content erased when it is done.

use desk::event::Event;
use desk::place::MessageRef;
use desk::ports::Timestamp;
use desk::record::EventNumber;
use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;

use crate::codec::passed;
use crate::fault::Kept;
use crate::place;

/// Records an event, unless it is there.
pub(crate) async fn record(db: &mut SqliteConnection, event: &Event, now: Timestamp) -> Kept<Option<EventNumber>> {
    let key = key(event);
    let there = sqlx::query_scalar::<_, i64>("SELECT number FROM event WHERE key = ?1").bind(&key);
    if there.fetch_optional(&mut *db).await?.is_some() {
        return Ok(None);
    }
    let place = place::number(db, &event.at.place).await?;
    let sql = "INSERT INTO event (key, place, actor, message, recorded, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING number";
    let number = sqlx::query_scalar(sql)
        .bind(key)
        .bind(place)
        .bind(&event.actor.id)
        .bind(event.message.as_ref().map(|it| &it.message))
        .bind(passed(now))
        .bind(serde_json::to_string(event)?);
    Ok(Some(number.fetch_one(db).await?))
}

/// What is recorded and not done.
pub(crate) async fn waiting(
    db: &mut SqliteConnection,
    after: EventNumber,
    most: usize,
) -> Kept<Vec<(EventNumber, Event)>> {
    let sql = "SELECT number, body FROM event WHERE done IS NULL AND number > ?1 AND body IS NOT NULL ORDER BY number LIMIT ?2";
    let rows: Vec<(i64, String)> = sqlx::query_as(sql).bind(after).bind(most_of(most)).fetch_all(db).await?;
    rows.into_iter().map(|(number, body)| Ok((number, serde_json::from_str(&body)?))).collect()
}

/// Marks an event as done; `false` when it was, or never came.
pub(crate) async fn done(db: &mut SqliteConnection, number: EventNumber, now: Timestamp) -> Kept<bool> {
    let sql = "UPDATE event SET done = ?2 WHERE number = ?1 AND done IS NULL";
    Ok(sqlx::query(sql).bind(number).bind(passed(now)).execute(db).await?.rows_affected() > 0)
}

/// Erases what a message said: its command is not done any more if it waits.
pub(crate) async fn withdraw(db: &mut SqliteConnection, message: &MessageRef, now: Timestamp) -> Kept<()> {
    let Some(place) = place::find(db, &message.destination.place).await? else {
        return Ok(());
    };
    let sql = "UPDATE event SET body = NULL, actor = NULL, message = NULL, done = coalesce(done, ?3) \
        WHERE place = ?1 AND message = ?2";
    sqlx::query(sql).bind(place).bind(&message.message).bind(passed(now)).execute(db).await?;
    Ok(())
}

/// How many rows at most.
pub(crate) fn most_of(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}

fn key(event: &Event) -> Vec<u8> {
    let place = &event.at.place;
    let mut hash = Sha256::new();
    for part in [&place.platform, &place.account, &event.native] {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    hash.finalize().to_vec()
}

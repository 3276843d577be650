//! What a place has laid down: schedules and their editions, watches, settings, what is blocked; and what was asked there.

use desk::place::{Destination, Place, Scope};
use desk::ports::Timestamp;
use desk::record::{Asked, Blocked, Edition, Schedule, Watch};
use serde::de::DeserializeOwned;
use sqlx::SqliteConnection;

use crate::codec::{micros, passed};
use crate::event::most_of;
use crate::fault::{Fault, Kept};
use crate::place::{self, Sight, scoped};

/// Keeps a schedule, or changes it.
pub(crate) async fn keep_schedule(db: &mut SqliteConnection, schedule: &Schedule) -> Kept<()> {
    let place = place::number(db, &schedule.place).await?;
    let next = schedule.next.filter(|_| !schedule.paused).map(micros);
    let sql = "INSERT INTO schedule (place, id, next, body) VALUES (?1, ?2, ?3, ?4) \
        ON CONFLICT (place, id) DO UPDATE SET next = excluded.next, body = excluded.body";
    let keep = sqlx::query(sql).bind(place).bind(&schedule.id).bind(next).bind(serde_json::to_string(schedule)?);
    keep.execute(db).await?;
    Ok(())
}

/// Schedules, in the order in which they were made.
pub(crate) async fn schedules(db: &mut SqliteConnection, scope: Scope<'_>) -> Kept<Vec<Schedule>> {
    let Sight::Of(place) = place::sight(db, scope).await? else {
        return Ok(Vec::new());
    };
    let sql = scoped!(place, "SELECT body FROM schedule WHERE", "ORDER BY number");
    parse(sqlx::query_scalar(sql).bind(place).fetch_all(db).await?)
}

/// Schedules that are due, the longest due first.
pub(crate) async fn schedules_due(db: &mut SqliteConnection, now: Timestamp, most: usize) -> Kept<Vec<Schedule>> {
    let sql = "SELECT body FROM schedule WHERE next <= ?1 ORDER BY next, number LIMIT ?2";
    parse(sqlx::query_scalar(sql).bind(passed(now)).bind(most_of(most)).fetch_all(db).await?)
}

/// No longer a schedule.
pub(crate) async fn drop_schedule(db: &mut SqliteConnection, place: &Place, id: &str) -> Kept<()> {
    drop_of(db, "DELETE FROM schedule WHERE place = ?1 AND id = ?2", place, id).await
}

/// Freezes an edition.
pub(crate) async fn freeze(db: &mut SqliteConnection, edition: &Edition) -> Kept<()> {
    let place = place::number(db, &edition.place).await?;
    let sql = "INSERT INTO edition (slot, place, body) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
    let freeze = sqlx::query(sql).bind(&edition.slot).bind(place).bind(serde_json::to_string(edition)?);
    match freeze.execute(db).await?.rows_affected() {
        0 => Err(Fault::conflict(format!("the edition {}", edition.slot))),
        _ => Ok(()),
    }
}

/// An edition by its slot.
pub(crate) async fn edition(db: &mut SqliteConnection, scope: Scope<'_>, slot: &str) -> Kept<Option<Edition>> {
    let Sight::Of(place) = place::sight(db, scope).await? else {
        return Ok(None);
    };
    let sql = scoped!(place, "SELECT body FROM edition WHERE", "AND slot = ?2");
    first(sqlx::query_scalar(sql).bind(place).bind(slot).fetch_optional(db).await?)
}

/// Keeps a watch, or changes it.
pub(crate) async fn keep_watch(db: &mut SqliteConnection, watch: &Watch) -> Kept<()> {
    let place = place::number(db, &watch.place).await?;
    let sql = "INSERT INTO watch (place, id, body) VALUES (?1, ?2, ?3) \
        ON CONFLICT (place, id) DO UPDATE SET body = excluded.body";
    sqlx::query(sql).bind(place).bind(&watch.id).bind(serde_json::to_string(watch)?).execute(db).await?;
    Ok(())
}

/// Watches, in the order in which they were made.
pub(crate) async fn watches(db: &mut SqliteConnection, scope: Scope<'_>) -> Kept<Vec<Watch>> {
    let Sight::Of(place) = place::sight(db, scope).await? else {
        return Ok(Vec::new());
    };
    let sql = scoped!(place, "SELECT body FROM watch WHERE", "ORDER BY number");
    parse(sqlx::query_scalar(sql).bind(place).fetch_all(db).await?)
}

/// No longer a watch.
pub(crate) async fn drop_watch(db: &mut SqliteConnection, place: &Place, id: &str) -> Kept<()> {
    drop_of(db, "DELETE FROM watch WHERE place = ?1 AND id = ?2", place, id).await
}

/// Sets something, or takes it back.
pub(crate) async fn set(db: &mut SqliteConnection, place: &Place, name: &str, value: Option<&str>) -> Kept<()> {
    let Some(value) = value else {
        return drop_of(db, "DELETE FROM setting WHERE place = ?1 AND name = ?2", place, name).await;
    };
    let place = place::number(db, place).await?;
    let sql = "INSERT INTO setting (place, name, value) VALUES (?1, ?2, ?3) \
        ON CONFLICT (place, name) DO UPDATE SET value = excluded.value";
    sqlx::query(sql).bind(place).bind(name).bind(value).execute(db).await?;
    Ok(())
}

/// A setting.
pub(crate) async fn setting(db: &mut SqliteConnection, place: &Place, name: &str) -> Kept<Option<String>> {
    let Some(place) = place::find(db, place).await? else {
        return Ok(None);
    };
    let sql = "SELECT value FROM setting WHERE place = ?1 AND name = ?2";
    Ok(sqlx::query_scalar(sql).bind(place).bind(name).fetch_optional(db).await?)
}

/// Keeps a question.
pub(crate) async fn ask(db: &mut SqliteConnection, asked: &Asked) -> Kept<()> {
    let place = place::number(db, &asked.at.place).await?;
    let sql = "INSERT INTO asked (place, thread, person, asked, body) VALUES (?1, ?2, ?3, ?4, ?5)";
    let keep = sqlx::query(sql).bind(place).bind(&asked.at.thread).bind(&asked.by.id).bind(micros(asked.when));
    keep.bind(serde_json::to_string(asked)?).execute(db).await?;
    Ok(())
}

/// What was asked in a thread, oldest first.
pub(crate) async fn asked(db: &mut SqliteConnection, at: &Destination) -> Kept<Vec<Asked>> {
    let Some(place) = place::find(db, &at.place).await? else {
        return Ok(Vec::new());
    };
    let sql = "SELECT body FROM asked WHERE place = ?1 AND thread IS ?2 ORDER BY asked, number";
    parse(sqlx::query_scalar(sql).bind(place).bind(&at.thread).fetch_all(db).await?)
}

/// Blocks something.
pub(crate) async fn block(db: &mut SqliteConnection, blocked: &Blocked) -> Kept<()> {
    let place = place::number(db, &blocked.place).await?;
    let sql = "INSERT INTO blocked (place, what, body) VALUES (?1, ?2, ?3) \
        ON CONFLICT (place, what) DO UPDATE SET body = excluded.body";
    sqlx::query(sql).bind(place).bind(&blocked.what).bind(serde_json::to_string(blocked)?).execute(db).await?;
    Ok(())
}

/// Why something is not to be briefed.
pub(crate) async fn blocked(db: &mut SqliteConnection, place: &Place, what: &str) -> Kept<Option<Blocked>> {
    let Some(place) = place::find(db, place).await? else {
        return Ok(None);
    };
    let sql = "SELECT body FROM blocked WHERE place = ?1 AND what = ?2";
    first(sqlx::query_scalar(sql).bind(place).bind(what).fetch_optional(db).await?)
}

async fn drop_of(db: &mut SqliteConnection, sql: &'static str, place: &Place, id: &str) -> Kept<()> {
    if let Some(place) = place::find(db, place).await? {
        sqlx::query(sql).bind(place).bind(id).execute(db).await?;
    }
    Ok(())
}

fn first<T: DeserializeOwned>(body: Option<String>) -> Kept<Option<T>> {
    Ok(body.map(|it| serde_json::from_str(&it)).transpose()?)
}

fn parse<T: DeserializeOwned>(bodies: Vec<String>) -> Kept<Vec<T>> {
    bodies.iter().map(|it| Ok(serde_json::from_str(it)?)).collect()
}

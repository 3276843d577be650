//! The outbox: what is owed, how it stands, what becomes of it.

pub(crate) mod lane;
pub(crate) mod settle;

use desk::delivery::{Act, Delivery, Row, State};
use desk::place::Scope;
use desk::ports::Timestamp;
use desk::post::Post;
use sqlx::SqliteConnection;

use crate::codec::{GIVEN_UP, MERGED, QUEUED, SENDING, SENT, micros, moment, of_class, of_state, passed, state};
use crate::event::most_of;
use crate::fault::{Fault, Kept};
use crate::place::{self, Sight, scoped};

/// What is read of a row, in the order of [`Columns`].
macro_rules! row {
    ($rest:literal) => {
        concat!(
            "SELECT outbox.number, state, tries, first_tried, again, trouble, message, thread, body \
             FROM outbox JOIN outbox_body ON outbox_body.number = outbox.number ",
            $rest
        )
    };
}

type Text = Option<String>;
pub(crate) type Columns = (i64, i64, i64, Option<i64>, Option<i64>, Text, Text, Text, String);

/// Writes what is owed, unless it is there. Where it was perhaps sent before, it is looked for first: `doubt` says since when.
pub(crate) async fn write(
    db: &mut SqliteConnection,
    delivery: &Delivery,
    event: Option<i64>,
    doubt: Option<i64>,
    now: Timestamp,
) -> Kept<()> {
    let there = sqlx::query_scalar::<_, i64>("SELECT 1 FROM outbox WHERE key = ?1").bind(&delivery.key);
    if there.fetch_optional(&mut *db).await?.is_some() {
        return Ok(());
    }
    let place = place::number(db, &delivery.place).await?;
    let before = match &delivery.after {
        Some(after) => state_of(db, after).await?,
        None => Some(SENT),
    };
    let sql = "INSERT INTO outbox (key, place, class, state, after, arrived, not_before, good_until, tries, first_tried, \
        event, written) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) RETURNING number";
    let insert = sqlx::query_scalar(sql)
        .bind(&delivery.key)
        .bind(place)
        .bind(of_class(delivery.class))
        .bind(if doubt.is_some() { SENDING } else { QUEUED })
        .bind(&delivery.after)
        .bind(before == Some(SENT))
        .bind(micros(delivery.not_before))
        .bind(micros(delivery.good_until))
        .bind(i64::from(doubt.is_some()))
        .bind(doubt)
        .bind(event)
        .bind(passed(now));
    let number: i64 = insert.fetch_one(&mut *db).await?;
    let body = sqlx::query("INSERT INTO outbox_body (number, body) VALUES (?1, ?2)").bind(number);
    body.bind(serde_json::to_string(delivery)?).execute(&mut *db).await?;
    if let Some(state @ (GIVEN_UP | MERGED)) = before {
        // It waits for what will never come.
        let sql = "UPDATE outbox SET state = ?2, settled = ?3, fell = after, trouble = 'what it waits for was given up' \
            WHERE number = ?1";
        sqlx::query(sql).bind(number).bind(state).bind(passed(now)).execute(db).await?;
        return Ok(());
    }
    lane::refresh(db, place, of_class(delivery.class), now).await
}

/// Says that a try begins; the row, and its lane's number.
pub(crate) async fn begin(db: &mut SqliteConnection, key: &str, now: Timestamp) -> Kept<(Row, i64)> {
    let sql = "UPDATE outbox SET state = 1, tries = tries + 1, first_tried = coalesce(first_tried, ?2), again = NULL \
        WHERE key = ?1 AND state < 2 RETURNING place, class";
    let lane: Option<(i64, i64)> = sqlx::query_as(sql).bind(key).bind(passed(now)).fetch_optional(&mut *db).await?;
    let Some((place, class)) = lane else {
        return Err(Fault::conflict(format!("the delivery {key} is settled or no longer owed")));
    };
    lane::refresh(db, place, class, now).await?;
    let row = one(db, key).await?.ok_or_else(|| Fault::conflict(format!("the delivery {key} has no content")))?;
    Ok((row, place))
}

/// A row by its key.
pub(crate) async fn one(db: &mut SqliteConnection, key: &str) -> Kept<Option<Row>> {
    let row: Option<Columns> = sqlx::query_as(row!("WHERE key = ?1")).bind(key).fetch_optional(db).await?;
    row.map(of).transpose()
}

/// Rows by their numbers, in that order.
pub(crate) async fn numbered(db: &mut SqliteConnection, numbers: &[i64]) -> Kept<Vec<Row>> {
    let sql = row!("WHERE outbox.number IN (SELECT value FROM json_each(?1))");
    let rows: Vec<Columns> = sqlx::query_as(sql).bind(serde_json::to_string(numbers)?).fetch_all(db).await?;
    let mut rows: Vec<Row> = rows.into_iter().map(of).collect::<Kept<_>>()?;
    rows.sort_by_key(|row| numbers.iter().position(|it| *it == row.number));
    Ok(rows)
}

/// Rows in one of `states`, oldest first.
pub(crate) async fn in_states(
    db: &mut SqliteConnection,
    scope: Scope<'_>,
    states: &[State],
    most: usize,
) -> Kept<Vec<Row>> {
    let Sight::Of(place) = place::sight(db, scope).await? else {
        return Ok(Vec::new());
    };
    let states: Vec<i64> = states.iter().map(|it| of_state(*it)).collect();
    let sql = scoped!(
        place,
        "SELECT outbox.number, state, tries, first_tried, again, trouble, message, thread, body \
         FROM outbox JOIN outbox_body ON outbox_body.number = outbox.number WHERE",
        "AND state IN (SELECT value FROM json_each(?2)) ORDER BY outbox.number LIMIT ?3"
    );
    let rows = sqlx::query_as(sql).bind(place).bind(serde_json::to_string(&states)?).bind(most_of(most));
    let rows: Vec<Columns> = rows.fetch_all(db).await?;
    rows.into_iter().map(of).collect()
}

/// Puts other deliveries in the place of queued ones, and merges `gone` into them.
pub(crate) async fn merge(db: &mut SqliteConnection, rows: &[Delivery], gone: &[String], now: Timestamp) -> Kept<()> {
    for delivery in rows {
        let before = match &delivery.after {
            Some(after) => state_of(db, after).await?,
            None => Some(SENT),
        };
        let sql = "UPDATE outbox SET class = ?2, after = ?3, arrived = ?4, not_before = ?5, good_until = ?6, again = NULL \
            WHERE key = ?1 AND state = 0 RETURNING number, place";
        let update = sqlx::query_as(sql)
            .bind(&delivery.key)
            .bind(of_class(delivery.class))
            .bind(&delivery.after)
            .bind(before == Some(SENT))
            .bind(micros(delivery.not_before))
            .bind(micros(delivery.good_until));
        let Some((number, place)) = update.fetch_optional(&mut *db).await? else {
            return Err(Fault::conflict(format!("the delivery {} no longer waits", delivery.key)));
        };
        put_body(db, number, delivery).await?;
        lane::refresh_all(db, place, now).await?;
    }
    for key in gone {
        if state_of(db, key).await? != Some(QUEUED) {
            return Err(Fault::conflict(format!("the delivery {key} no longer waits")));
        }
        settle::fall(db, key, MERGED, None, now).await?;
    }
    Ok(())
}

/// Erases the words of posts that were sent, merged or given up.
pub(crate) async fn bare(db: &mut SqliteConnection, numbers: &[i64]) -> Kept<()> {
    for number in numbers {
        let sql = "SELECT body FROM outbox JOIN outbox_body ON outbox_body.number = outbox.number \
            WHERE outbox.number = ?1 AND state IN (2, 4, 5) AND bare = 0";
        let body: Option<String> = sqlx::query_scalar(sql).bind(number).fetch_optional(&mut *db).await?;
        let Some(body) = body else { continue };
        let mut delivery: Delivery = serde_json::from_str(&body)?;
        match &mut delivery.act {
            Act::Post { post, .. } | Act::Edit { post, .. } | Act::Respond { post, .. } => {
                *post = Post { kind: post.kind, ..Post::default() };
            }
            Act::OpenThread { name, .. } => name.clear(),
            Act::Remove { .. } => {}
        }
        let sql = "UPDATE outbox_body SET body = ?2, bare = 1 WHERE number = ?1";
        sqlx::query(sql).bind(number).bind(serde_json::to_string(&delivery)?).execute(&mut *db).await?;
    }
    Ok(())
}

/// Erases the words of what was sent a day ago, and with time the rows.
pub(crate) async fn sweep(db: &mut SqliteConnection, now: Timestamp) -> Kept<()> {
    let days = |it| passed(now - chrono::TimeDelta::days(it));
    let sql = "SELECT outbox.number FROM outbox_body JOIN outbox ON outbox.number = outbox_body.number \
        WHERE bare = 0 AND settled <= ?1 AND state IN (2, 5)";
    let sent: Vec<i64> = sqlx::query_scalar(sql).bind(days(1)).fetch_all(&mut *db).await?;
    bare(db, &sent).await?;
    let sql = "DELETE FROM outbox_body WHERE number IN (SELECT number FROM outbox WHERE settled BETWEEN ?1 AND ?2)";
    sqlx::query(sql).bind(days(60)).bind(days(30)).execute(&mut *db).await?;
    let sql = "DELETE FROM outbox_body WHERE number IN (SELECT number FROM outbox WHERE settled <= ?1)";
    sqlx::query(sql).bind(days(400)).execute(&mut *db).await?;
    sqlx::query("DELETE FROM outbox WHERE settled <= ?1").bind(days(400)).execute(db).await?;
    Ok(())
}

/// How a row stands, if it is there.
pub(crate) async fn state_of(db: &mut SqliteConnection, key: &str) -> Kept<Option<i64>> {
    Ok(sqlx::query_scalar("SELECT state FROM outbox WHERE key = ?1").bind(key).fetch_optional(db).await?)
}

pub(crate) async fn put_body(db: &mut SqliteConnection, number: i64, delivery: &Delivery) -> Kept<()> {
    let sql = "UPDATE outbox_body SET body = ?2, bare = 0 WHERE number = ?1";
    sqlx::query(sql).bind(number).bind(serde_json::to_string(delivery)?).execute(db).await?;
    Ok(())
}

pub(crate) fn of(columns: Columns) -> Kept<Row> {
    let (number, stands, tries, first_tried, again, trouble, message, thread, body) = columns;
    Ok(Row {
        number,
        delivery: serde_json::from_str(&body)?,
        state: state(stands),
        tries: u32::try_from(tries).unwrap_or(u32::MAX),
        first_tried: first_tried.map(moment),
        again: again.map(moment),
        trouble,
        message: message.map(|it| serde_json::from_str(&it)).transpose()?,
        thread: thread.map(|it| serde_json::from_str(&it)).transpose()?,
    })
}

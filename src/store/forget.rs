//! Forgetting a place, forgetting a person.

use desk::place::Place;
use desk::ports::Timestamp;
use desk::record::KeptDigest;
use sqlx::SqliteConnection;

use crate::codec::passed;
use crate::fault::Kept;
use crate::{article, outbox, place};

/// Erases all that is kept of a place. That an event came stays known, by a hash: it would be done again.
pub(crate) async fn place(db: &mut SqliteConnection, place: &Place, now: Timestamp) -> Kept<()> {
    let Some(id) = place::find(db, place).await? else {
        return Ok(());
    };
    article::forget(db, id).await?;
    let feeds = "SELECT feed FROM subscription WHERE place = ?1";
    let feeds: Vec<i64> = sqlx::query_scalar(feeds).bind(id).fetch_all(&mut *db).await?;
    for sql in [
        "DELETE FROM outbox_body WHERE number IN (SELECT number FROM outbox WHERE place = ?1)",
        "DELETE FROM outbox WHERE place = ?1",
        "DELETE FROM lane WHERE place = ?1",
        "DELETE FROM copy WHERE place = ?1",
        "DELETE FROM told WHERE place = ?1",
        "DELETE FROM digest WHERE place = ?1",
        "DELETE FROM subscription WHERE place = ?1",
        "DELETE FROM seen WHERE place = ?1",
        "DELETE FROM item WHERE place = ?1",
        "DELETE FROM schedule WHERE place = ?1",
        "DELETE FROM edition WHERE place = ?1",
        "DELETE FROM watch WHERE place = ?1",
        "DELETE FROM setting WHERE place = ?1",
        "DELETE FROM asked WHERE place = ?1",
        "DELETE FROM blocked WHERE place = ?1",
    ] {
        sqlx::query(sql).bind(id).execute(&mut *db).await?;
    }
    let sql = "UPDATE event SET body = NULL, actor = NULL, message = NULL, place = NULL, done = coalesce(done, ?2) \
        WHERE place = ?1";
    sqlx::query(sql).bind(id).bind(passed(now)).execute(&mut *db).await?;
    for feed in feeds {
        let sql = "DELETE FROM feed WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM subscription WHERE feed = ?1)";
        sqlx::query(sql).bind(feed).execute(&mut *db).await?;
    }
    sqlx::query("DELETE FROM place WHERE id = ?1").bind(id).execute(db).await?;
    Ok(())
}

/// Erases what is kept of a person in all places of one account.
pub(crate) async fn person(db: &mut SqliteConnection, place: &Place, id: &str, now: Timestamp) -> Kept<()> {
    let places = "SELECT id FROM place WHERE platform = ?1 AND account = ?2";
    let places = sqlx::query_scalar(places).bind(&place.platform).bind(&place.account);
    let places: Vec<i64> = places.fetch_all(&mut *db).await?;
    let places = serde_json::to_string(&places)?;

    let sql = "DELETE FROM asked WHERE person = ?1 AND place IN (SELECT value FROM json_each(?2))";
    sqlx::query(sql).bind(id).bind(&places).execute(&mut *db).await?;

    let sent = "SELECT outbox.number FROM outbox JOIN event ON event.number = outbox.event \
        WHERE event.actor = ?1 AND event.place IN (SELECT value FROM json_each(?2)) \
        UNION SELECT outbox.number FROM digest JOIN copy ON copy.digest = digest.id JOIN outbox ON outbox.key = copy.delivery \
        WHERE digest.asker = ?1 AND digest.place IN (SELECT value FROM json_each(?2))";
    let sent: Vec<i64> = sqlx::query_scalar(sent).bind(id).bind(&places).fetch_all(&mut *db).await?;
    outbox::bare(db, &sent).await?;

    let digests = "SELECT number, body FROM digest WHERE asker = ?1 AND place IN (SELECT value FROM json_each(?2))";
    let digests: Vec<(i64, String)> = sqlx::query_as(digests).bind(id).bind(&places).fetch_all(&mut *db).await?;
    for (number, body) in digests {
        let digest: KeptDigest = serde_json::from_str(&body)?;
        let body = serde_json::to_string(&KeptDigest { asked_by: None, ..digest })?;
        let sql = "UPDATE digest SET asker = NULL, body = ?2 WHERE number = ?1";
        sqlx::query(sql).bind(number).bind(body).execute(&mut *db).await?;
    }

    let sql = "UPDATE event SET body = NULL, actor = NULL, message = NULL, done = coalesce(done, ?3) \
        WHERE actor = ?1 AND place IN (SELECT value FROM json_each(?2))";
    sqlx::query(sql).bind(id).bind(&places).bind(passed(now)).execute(db).await?;
    Ok(())
}

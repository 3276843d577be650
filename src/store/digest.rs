//! Digests, the messages that show them, the threads that are about them.

use desk::place::{Destination, MessageRef, Place, Scope};
use desk::record::{Copy, KeptDigest, Standing};
use sqlx::SqliteConnection;

use crate::codec::micros;
use crate::event::most_of;
use crate::fault::{Fault, Kept};
use crate::place::{self, Sight, scoped};

/// Keeps a digest, or keeps it anew under the same id.
pub(crate) async fn keep(db: &mut SqliteConnection, digest: &KeptDigest) -> Kept<()> {
    let place = place::number(db, &digest.place).await?;
    let id = digest.id.to_lowercase();
    let sql = "INSERT INTO digest (id, place, article, url, stands, made, asker, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
        ON CONFLICT (id) DO UPDATE SET article = excluded.article, url = excluded.url, stands = excluded.stands, \
        made = excluded.made, asker = excluded.asker, body = excluded.body WHERE place = excluded.place";
    let keep = sqlx::query(sql)
        .bind(&id)
        .bind(place)
        .bind(&digest.article)
        .bind(digest.url.as_ref().map(url::Url::as_str))
        .bind(!matches!(digest.standing, Standing::Retracted(_)))
        .bind(micros(digest.made))
        .bind(digest.asked_by.as_ref().map(|it| &it.id))
        .bind(serde_json::to_string(digest)?);
    match keep.execute(db).await?.rows_affected() {
        0 => Err(Fault::conflict(format!("the digest {id} is another place's"))),
        _ => Ok(()),
    }
}

/// A digest by its id.
pub(crate) async fn one(db: &mut SqliteConnection, scope: Scope<'_>, id: &str) -> Kept<Option<KeptDigest>> {
    let Sight::Of(place) = place::sight(db, scope).await? else {
        return Ok(None);
    };
    let sql = scoped!(place, "SELECT body FROM digest WHERE", "AND id = ?2");
    let body: Option<String> = sqlx::query_scalar(sql).bind(place).bind(id.to_lowercase()).fetch_optional(db).await?;
    Ok(body.map(|it| serde_json::from_str(&it)).transpose()?)
}

/// Those that stand, newest first.
pub(crate) async fn latest(
    db: &mut SqliteConnection,
    scope: Scope<'_>,
    of: Option<&str>,
    most: usize,
) -> Kept<Vec<KeptDigest>> {
    let Sight::Of(place) = place::sight(db, scope).await? else {
        return Ok(Vec::new());
    };
    let sql = match of {
        Some(_) => scoped!(
            place,
            "SELECT body FROM digest WHERE",
            "AND (article = ?2 OR url = ?2) AND stands ORDER BY made DESC, number DESC LIMIT ?3"
        ),
        None => scoped!(
            place,
            "SELECT body FROM digest WHERE",
            "AND ?2 IS NULL AND stands ORDER BY made DESC, number DESC LIMIT ?3"
        ),
    };
    parse(sqlx::query_scalar(sql).bind(place).bind(of).bind(most_of(most)).fetch_all(db).await?)
}

/// The digests that a thread is about. Where no post of ours opened it, it may have been opened on one of ours by somebody:
/// platforms call a thread like the message that it hangs on.
pub(crate) async fn told_in(db: &mut SqliteConnection, at: &Destination) -> Kept<Vec<KeptDigest>> {
    let (Some(place), Some(thread)) = (place::find(db, &at.place).await?, &at.thread) else {
        return Ok(Vec::new());
    };
    let sql = "SELECT digest.body FROM told JOIN digest ON digest.id = told.digest \
        WHERE told.place = ?1 AND told.thread = ?2 ORDER BY told.number";
    let bodies: Vec<String> = sqlx::query_scalar(sql).bind(place).bind(thread).fetch_all(&mut *db).await?;
    if bodies.is_empty() { shown_by(db, place, thread).await } else { parse(bodies) }
}

/// The digests that a message shows.
pub(crate) async fn told_by(db: &mut SqliteConnection, message: &MessageRef) -> Kept<Vec<KeptDigest>> {
    match place::find(db, &message.destination.place).await? {
        Some(place) => shown_by(db, place, &message.message).await,
        None => Ok(Vec::new()),
    }
}

async fn shown_by(db: &mut SqliteConnection, place: i64, message: &str) -> Kept<Vec<KeptDigest>> {
    let sql = "SELECT digest.body FROM copy JOIN digest ON digest.id = copy.digest \
        WHERE copy.place = ?1 AND copy.message = ?2 ORDER BY copy.number";
    parse(sqlx::query_scalar(sql).bind(place).bind(message).fetch_all(db).await?)
}

/// Every message that shows a digest.
pub(crate) async fn copies(db: &mut SqliteConnection, scope: Scope<'_>, digest: &str) -> Kept<Vec<Copy>> {
    let Sight::Of(place) = place::sight(db, scope).await? else {
        return Ok(Vec::new());
    };
    let sql = scoped!(
        place,
        "SELECT digest, delivery, platform, account, channel, thread, message FROM copy JOIN place ON place.id = copy.place \
         WHERE",
        "AND digest = ?2 ORDER BY copy.number"
    );
    type Columns = (String, String, String, String, String, Option<String>, String);
    let rows: Vec<Columns> = sqlx::query_as(sql).bind(place).bind(digest.to_lowercase()).fetch_all(db).await?;
    let copy = |(digest, delivery, platform, account, channel, thread, message): Columns| {
        let destination = Destination { place: Place { platform, account, channel }, thread };
        Copy { digest, delivery, message: MessageRef { destination, message } }
    };
    Ok(rows.into_iter().map(copy).collect())
}

/// Notes that a message shows digests, and that its thread is about them.
pub(crate) async fn shown(
    db: &mut SqliteConnection,
    digests: &[String],
    delivery: &str,
    message: &MessageRef,
) -> Kept<()> {
    let at = &message.destination;
    let place = place::number(db, &at.place).await?;
    for digest in digests {
        let sql = "INSERT INTO copy (digest, delivery, place, thread, message) VALUES (?1, ?2, ?3, ?4, ?5) \
            ON CONFLICT DO NOTHING";
        let copy = sqlx::query(sql).bind(digest.to_lowercase()).bind(delivery).bind(place).bind(&at.thread);
        copy.bind(&message.message).execute(&mut *db).await?;
    }
    about(db, digests, at).await
}

/// Notes that a thread is about digests.
pub(crate) async fn about(db: &mut SqliteConnection, digests: &[String], at: &Destination) -> Kept<()> {
    let Some(thread) = &at.thread else {
        return Ok(());
    };
    let place = place::number(db, &at.place).await?;
    for digest in digests {
        let sql = "INSERT INTO told (place, thread, digest) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
        sqlx::query(sql).bind(place).bind(thread).bind(digest.to_lowercase()).execute(&mut *db).await?;
    }
    Ok(())
}

/// Notes that a message is no more.
pub(crate) async fn removed(db: &mut SqliteConnection, message: &MessageRef) -> Kept<()> {
    if let Some(place) = place::find(db, &message.destination.place).await? {
        let sql = "DELETE FROM copy WHERE place = ?1 AND message = ?2";
        sqlx::query(sql).bind(place).bind(&message.message).execute(db).await?;
    }
    Ok(())
}

fn parse(bodies: Vec<String>) -> Kept<Vec<KeptDigest>> {
    bodies.iter().map(|it| Ok(serde_json::from_str(it)?)).collect()
}

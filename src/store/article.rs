//! Articles: a text is held once, however many places have it, and is seen only by those.

use desk::place::{Place, Scope};
use desk::ports::Timestamp;
use desk::record::KeptArticle;
use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;

use crate::codec::{micros, passed};
use crate::fault::Kept;
use crate::place::{self, Sight, scoped};

/// What is kept of an article and, while it is there, its text.
pub(crate) type Columns = (String, Option<String>);

/// Keeps an article, or keeps it anew.
pub(crate) async fn keep(db: &mut SqliteConnection, article: &KeptArticle) -> Kept<()> {
    let place = place::number(db, &article.place).await?;
    let text = match &article.text {
        Some(text) => Some(keep_text(db, text).await?),
        None => None,
    };
    let before = "SELECT text FROM article WHERE place = ?1 AND hash = ?2";
    let before: Option<Option<i64>> =
        sqlx::query_scalar(before).bind(place).bind(&article.hash).fetch_optional(&mut *db).await?;
    let body = serde_json::to_string(&KeptArticle { text: None, ..article.clone() })?;
    let sql = "INSERT INTO article (place, hash, text, until, body) VALUES (?1, ?2, ?3, ?4, ?5) \
        ON CONFLICT (place, hash) DO UPDATE SET text = excluded.text, until = excluded.until, body = excluded.body";
    let keep = sqlx::query(sql).bind(place).bind(&article.hash).bind(text).bind(micros(article.until)).bind(body);
    keep.execute(&mut *db).await?;
    match before.flatten() {
        Some(old) if Some(old) != text => drop_text(db, old).await,
        _ => Ok(()),
    }
}

/// An article by its hash.
pub(crate) async fn one(db: &mut SqliteConnection, scope: Scope<'_>, hash: &str) -> Kept<Option<KeptArticle>> {
    let Sight::Of(place) = place::sight(db, scope).await? else {
        return Ok(None);
    };
    let sql = scoped!(
        place,
        "SELECT body, text.text FROM article LEFT JOIN text ON text.id = article.text WHERE",
        "AND hash = ?2 ORDER BY article.text IS NULL LIMIT 1"
    );
    let row: Option<Columns> = sqlx::query_as(sql).bind(place).bind(hash).fetch_optional(db).await?;
    row.map(of).transpose()
}

/// The article of its columns.
pub(crate) fn of((body, text): Columns) -> Kept<KeptArticle> {
    let article: KeptArticle = serde_json::from_str(&body)?;
    Ok(KeptArticle { text, ..article })
}

/// Erases an article, the items that brought it, and what was sent of it.
pub(crate) async fn erase(db: &mut SqliteConnection, place: &Place, hash: &str) -> Kept<()> {
    let Some(place) = place::find(db, place).await? else {
        return Ok(());
    };
    let sql = "DELETE FROM article WHERE place = ?1 AND hash = ?2 RETURNING text";
    let text: Option<Option<i64>> = sqlx::query_scalar(sql).bind(place).bind(hash).fetch_optional(&mut *db).await?;
    if let Some(text) = text.flatten() {
        drop_text(db, text).await?;
    }
    sqlx::query("DELETE FROM item WHERE article = ?2 AND place = ?1").bind(place).bind(hash).execute(&mut *db).await?;
    let sent = "SELECT DISTINCT outbox.number FROM digest JOIN copy ON copy.digest = digest.id \
        JOIN outbox ON outbox.key = copy.delivery WHERE digest.article = ?2 AND digest.place = ?1";
    let sent: Vec<i64> = sqlx::query_scalar(sent).bind(place).bind(hash).fetch_all(&mut *db).await?;
    crate::outbox::bare(db, &sent).await
}

/// Erases the texts whose time is over; what is known beside them stays.
pub(crate) async fn sweep(db: &mut SqliteConnection, now: Timestamp) -> Kept<()> {
    let sql = "UPDATE article SET text = NULL WHERE text IS NOT NULL AND until <= ?1";
    sqlx::query(sql).bind(passed(now)).execute(&mut *db).await?;
    drop_orphans(db).await
}

/// Erases all that a place has.
pub(crate) async fn forget(db: &mut SqliteConnection, place: i64) -> Kept<()> {
    let sql = "DELETE FROM article WHERE place = ?1 RETURNING text";
    let texts: Vec<Option<i64>> = sqlx::query_scalar(sql).bind(place).fetch_all(&mut *db).await?;
    for text in texts.into_iter().flatten() {
        drop_text(db, text).await?;
    }
    Ok(())
}

/// The number of a text. Its hash is computed here: what a place says of it could lead to another's text.
async fn keep_text(db: &mut SqliteConnection, text: &str) -> Kept<i64> {
    let key = Sha256::digest(text).to_vec();
    let there = sqlx::query_scalar("SELECT id FROM text WHERE key = ?1").bind(&key).fetch_optional(&mut *db).await?;
    if let Some(id) = there {
        return Ok(id);
    }
    let sql = "INSERT INTO text (key, text) VALUES (?1, ?2) RETURNING id";
    let id: i64 = sqlx::query_scalar(sql).bind(key).bind(text).fetch_one(&mut *db).await?;
    sqlx::query("INSERT INTO words (rowid, text) VALUES (?1, ?2)").bind(id).bind(text).execute(db).await?;
    Ok(id)
}

/// Erases a text that no place has any more.
async fn drop_text(db: &mut SqliteConnection, id: i64) -> Kept<()> {
    let held = sqlx::query_scalar::<_, i64>("SELECT 1 FROM article WHERE text = ?1 LIMIT 1").bind(id);
    if held.fetch_optional(&mut *db).await?.is_some() {
        return Ok(());
    }
    let words = "INSERT INTO words (words, rowid, text) SELECT 'delete', id, text FROM text WHERE id = ?1";
    sqlx::query(words).bind(id).execute(&mut *db).await?;
    sqlx::query("DELETE FROM text WHERE id = ?1").bind(id).execute(db).await?;
    Ok(())
}

async fn drop_orphans(db: &mut SqliteConnection) -> Kept<()> {
    let sql = "SELECT id FROM text WHERE NOT EXISTS (SELECT 1 FROM article WHERE article.text = text.id)";
    let orphans: Vec<i64> = sqlx::query_scalar(sql).fetch_all(&mut *db).await?;
    for id in orphans {
        drop_text(db, id).await?;
    }
    Ok(())
}

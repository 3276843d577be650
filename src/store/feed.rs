//! Feeds, who follows them, what was seen in them, what they brought.

use desk::feed::memory::Seen;
use desk::place::{Place, Scope};
use desk::ports::Timestamp;
use desk::record::{FeedRow, Item, Reading, Subscription};
use sqlx::SqliteConnection;

use crate::codec::{micros, passed};
use crate::event::most_of;
use crate::fault::{Fault, Kept};
use crate::place::{self, Sight, scoped};

/// Keeps a feed, or keeps it anew.
pub(crate) async fn keep(db: &mut SqliteConnection, feed: &FeedRow) -> Kept<()> {
    let sql = "INSERT INTO feed (number, address, next, body) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (number) \
        DO UPDATE SET address = excluded.address, next = excluded.next, body = excluded.body";
    let keep = sqlx::query(sql).bind(number(feed.feed)?).bind(feed.address.as_str());
    keep.bind(feed.health.next.map(micros)).bind(serde_json::to_string(feed)?).execute(db).await?;
    Ok(())
}

/// Feeds that are due.
pub(crate) async fn due(db: &mut SqliteConnection, now: Timestamp, most: usize) -> Kept<Vec<FeedRow>> {
    let sql = "SELECT body FROM feed WHERE next <= ?1 ORDER BY next, number LIMIT ?2";
    parse(sqlx::query_scalar(sql).bind(passed(now)).bind(most_of(most)).fetch_all(db).await?)
}

/// A feed by its number.
pub(crate) async fn one(db: &mut SqliteConnection, feed: u64) -> Kept<Option<FeedRow>> {
    let sql = "SELECT body FROM feed WHERE number = ?1";
    first(sqlx::query_scalar(sql).bind(number(feed)?).fetch_optional(db).await?)
}

/// A feed by its address; the first, where two have moved to one.
pub(crate) async fn at(db: &mut SqliteConnection, address: &url::Url) -> Kept<Option<FeedRow>> {
    let sql = "SELECT body FROM feed WHERE address = ?1 ORDER BY number LIMIT 1";
    first(sqlx::query_scalar(sql).bind(address.as_str()).fetch_optional(db).await?)
}

/// Follows a feed, or changes how.
pub(crate) async fn subscribe(db: &mut SqliteConnection, subscription: &Subscription) -> Kept<()> {
    let place = place::number(db, &subscription.place).await?;
    let sql = "INSERT INTO subscription (place, feed, name, body) VALUES (?1, ?2, ?3, ?4) \
        ON CONFLICT (place, feed) DO UPDATE SET name = excluded.name, body = excluded.body";
    let name = subscription.name.to_lowercase();
    let taken = "SELECT 1 FROM subscription WHERE place = ?1 AND name = ?2 AND feed <> ?3";
    let feed = number(subscription.feed)?;
    let taken = sqlx::query_scalar::<_, i64>(taken).bind(place).bind(&name).bind(feed).fetch_optional(&mut *db).await?;
    if taken.is_some() {
        return Err(Fault::conflict(format!("a feed called {}", subscription.name)));
    }
    let keep = sqlx::query(sql).bind(place).bind(feed).bind(name).bind(serde_json::to_string(subscription)?);
    keep.execute(db).await?;
    Ok(())
}

/// Follows a feed no longer.
pub(crate) async fn unsubscribe(db: &mut SqliteConnection, place: &Place, feed: u64) -> Kept<()> {
    let feed = number(feed)?;
    if let Some(place) = place::find(db, place).await? {
        for sql in [
            "DELETE FROM subscription WHERE place = ?1 AND feed = ?2",
            "DELETE FROM seen WHERE place = ?1 AND feed = ?2",
            "DELETE FROM item WHERE place = ?1 AND feed = ?2",
        ] {
            sqlx::query(sql).bind(place).bind(feed).execute(&mut *db).await?;
        }
    }
    let sql = "DELETE FROM feed WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM subscription WHERE feed = ?1)";
    sqlx::query(sql).bind(feed).execute(db).await?;
    Ok(())
}

/// Who follows what, in the order in which they began.
pub(crate) async fn subscriptions(
    db: &mut SqliteConnection,
    scope: Scope<'_>,
    feed: Option<u64>,
) -> Kept<Vec<Subscription>> {
    let Sight::Of(place) = place::sight(db, scope).await? else {
        return Ok(Vec::new());
    };
    let feed = feed.map(number).transpose()?;
    let sql = match feed {
        Some(_) => scoped!(place, "SELECT body FROM subscription WHERE", "AND feed = ?2 ORDER BY number"),
        None => scoped!(place, "SELECT body FROM subscription WHERE", "AND ?2 IS NULL ORDER BY number"),
    };
    parse(sqlx::query_scalar(sql).bind(place).bind(feed).fetch_all(db).await?)
}

/// What was seen in the feeds of a place.
pub(crate) async fn seen(db: &mut SqliteConnection, place: &Place) -> Kept<Vec<Seen>> {
    let Some(place) = place::find(db, place).await? else {
        return Ok(Vec::new());
    };
    let sql = "SELECT body FROM seen WHERE place = ?1 ORDER BY feed";
    let bodies: Vec<String> = sqlx::query_scalar(sql).bind(place).fetch_all(db).await?;
    let lists: Vec<Vec<Seen>> = parse(bodies)?;
    Ok(lists.into_iter().flatten().collect())
}

/// Remembers what was seen in one feed, in place of what was remembered of it.
pub(crate) async fn remember(db: &mut SqliteConnection, place: &Place, feed: u64, seen: &[Seen]) -> Kept<()> {
    let place = place::number(db, place).await?;
    let sql = "INSERT INTO seen (place, feed, body) VALUES (?1, ?2, ?3) \
        ON CONFLICT (place, feed) DO UPDATE SET body = excluded.body WHERE body <> excluded.body";
    sqlx::query(sql).bind(place).bind(number(feed)?).bind(serde_json::to_string(seen)?).execute(db).await?;
    Ok(())
}

/// Keeps an item, or changes it.
pub(crate) async fn keep_item(db: &mut SqliteConnection, item: &Item) -> Kept<()> {
    let place = place::number(db, &item.place).await?;
    let (after, article) = match &item.reading {
        Reading::Waiting { after, .. } => (Some(micros(*after)), None),
        Reading::Read(article) => (None, Some(article)),
        Reading::Blurb(_) => (None, None),
    };
    let sql = "INSERT INTO item (place, feed, key, found, told, after, article, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
        ON CONFLICT (place, feed, key) DO UPDATE SET found = excluded.found, told = excluded.told, \
        after = excluded.after, article = excluded.article, body = excluded.body";
    let keep = sqlx::query(sql).bind(place).bind(number(item.feed)?).bind(&item.key).bind(micros(item.found));
    let keep = keep.bind(item.told.is_some()).bind(after).bind(article).bind(serde_json::to_string(item)?);
    keep.execute(db).await?;
    Ok(())
}

/// Items whose article is to be read now.
pub(crate) async fn to_read(db: &mut SqliteConnection, now: Timestamp, most: usize) -> Kept<Vec<Item>> {
    let sql = "SELECT body FROM item WHERE after <= ?1 ORDER BY after, number LIMIT ?2";
    parse(sqlx::query_scalar(sql).bind(passed(now)).bind(most_of(most)).fetch_all(db).await?)
}

/// Items that no edition has told, in the order in which they were found.
pub(crate) async fn untold(db: &mut SqliteConnection, scope: Scope<'_>, since: Timestamp) -> Kept<Vec<Item>> {
    let Sight::Of(place) = place::sight(db, scope).await? else {
        return Ok(Vec::new());
    };
    let sql = scoped!(place, "SELECT body FROM item WHERE", "AND told = 0 AND found >= ?2 ORDER BY found, number");
    parse(sqlx::query_scalar(sql).bind(place).bind(passed(since)).fetch_all(db).await?)
}

fn number(feed: u64) -> Kept<i64> {
    i64::try_from(feed).map_err(|_| Fault::conflict(format!("no feed has the number {feed}")))
}

fn first<T: serde::de::DeserializeOwned>(body: Option<String>) -> Kept<Option<T>> {
    Ok(body.map(|it| serde_json::from_str(&it)).transpose()?)
}

fn parse<T: serde::de::DeserializeOwned>(bodies: Vec<String>) -> Kept<Vec<T>> {
    bodies.iter().map(|it| Ok(serde_json::from_str(it)?)).collect()
}

//! Erases what is over its time.

use chrono::TimeDelta;
use desk::ports::Timestamp;
use sqlx::SqliteConnection;

use crate::codec::passed;
use crate::fault::Kept;
use crate::{article, outbox};

/// How long questions are kept, and items that no edition tells.
const KEPT: TimeDelta = TimeDelta::days(30);

/// How long it is known that an event came: longer than any platform gives it again.
const KNOWN: TimeDelta = TimeDelta::days(90);

/// Erases what is over its time.
pub(crate) async fn sweep(db: &mut SqliteConnection, now: Timestamp) -> Kept<()> {
    article::sweep(db, now).await?;
    for (sql, until) in [
        ("DELETE FROM item WHERE told = 1 AND found <= ?1", now),
        ("DELETE FROM item WHERE found <= ?1", now - KEPT),
        ("DELETE FROM asked WHERE asked <= ?1", now - KEPT),
        ("UPDATE event SET body = NULL, actor = NULL, message = NULL WHERE body IS NOT NULL AND done <= ?1", now),
        ("DELETE FROM event WHERE done <= ?1", now - KNOWN),
    ] {
        sqlx::query(sql).bind(passed(until)).execute(&mut *db).await?;
    }
    outbox::sweep(db, now).await
}

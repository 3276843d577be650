//! The epoch that a restored database begins: what it owes may have been sent after the backup was taken, so it is looked
//! for and not repeated; and what is named or numbered anew is not called like something that the backup never saw.

use chrono::TimeDelta;
use desk::delivery::Delivery;
use desk::ports::Timestamp;
use desk::ports::store::Change;
use desk::record::EventNumber;
use sqlx::SqliteConnection;

use crate::codec::{micros, passed};
use crate::fault::Kept;
use crate::outbox::lane;

/// What comes of no event and no edition (a watch's find) is in doubt for so long after a restoration.
const CATCHING_UP: TimeDelta = TimeDelta::hours(6);

/// When and from what the database was restored.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Epoch {
    /// When it was restored.
    restored: i64,
    /// The last that the backup saw: from then on anything may have been sent.
    taken: i64,
    /// The last event that the backup saw.
    event: i64,
}

impl Epoch {
    /// The present epoch, if the database was ever restored.
    pub(crate) async fn read(db: &mut SqliteConnection) -> Kept<Option<Self>> {
        let sql = "SELECT r.value, t.value, e.value FROM meta r, meta t, meta e \
            WHERE r.name = 'restored' AND t.name = 'taken' AND e.name = 'event'";
        let row: Option<(i64, i64, i64)> = sqlx::query_as(sql).fetch_optional(db).await?;
        Ok(row.map(|(restored, taken, event)| Self { restored, taken, event }))
    }

    /// What of the things that are written together may have been sent before, in the time that was lost.
    pub(crate) fn doubt(&self, done: Option<EventNumber>, changes: &[Change], now: Timestamp) -> Doubt {
        let due = changes.iter().filter_map(|it| match it {
            Change::Edition(edition) => Some(micros(edition.due)),
            _ => None,
        });
        let all = match (done, due.min()) {
            (Some(event), _) => event <= self.event,
            (None, Some(due)) => due <= self.restored,
            (None, None) => passed(now - CATCHING_UP) < self.restored,
        };
        Doubt { all, epoch: *self }
    }
}

/// What of the things that are written together is in doubt.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Doubt {
    all: bool,
    epoch: Epoch,
}

impl Doubt {
    /// Since when a row is in doubt, if it is: it was written before in all likelihood, or should have been sent.
    pub(crate) fn of(&self, delivery: &Delivery) -> Option<i64> {
        let is_doubtful = self.all || micros(delivery.not_before) <= self.epoch.restored;
        is_doubtful.then_some(self.epoch.taken)
    }
}

/// Begins an epoch.
pub(crate) async fn begin(db: &mut SqliteConnection, now: Timestamp) -> Kept<()> {
    let sql = "SELECT max(coalesce((SELECT max(recorded) FROM event), 0), coalesce((SELECT max(done) FROM event), 0), \
        coalesce((SELECT max(max(written, coalesce(settled, 0), coalesce(first_tried, 0))) FROM outbox), 0))";
    let taken: i64 = sqlx::query_scalar(sql).fetch_one(&mut *db).await?;
    let sql = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'event'), 0)";
    let event: i64 = sqlx::query_scalar(sql).fetch_one(&mut *db).await?;
    for (name, value) in [("restored", passed(now)), ("taken", taken), ("event", event)] {
        let sql =
            "INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        sqlx::query(sql).bind(name).bind(value).execute(&mut *db).await?;
    }
    // Keys of deliveries hold the numbers of events, the names of schedules: none may be used that was given after the
    // backup was taken.
    for sql in [
        "INSERT INTO sqlite_sequence (name, seq) SELECT 'event', 0 WHERE NOT EXISTS \
         (SELECT 1 FROM sqlite_sequence WHERE name = 'event')",
        "UPDATE sqlite_sequence SET seq = seq + 1000000000 WHERE name = 'event'",
        "INSERT INTO counter (name, value) VALUES ('digest', 0), ('feed', 0) ON CONFLICT DO NOTHING",
        "UPDATE counter SET value = value + CASE name WHEN 'digest' THEN 20000 WHEN 'feed' THEN 1000 ELSE 20 END",
        "UPDATE outbox SET state = 1, tries = max(tries, 1), first_tried = coalesce(first_tried, ?2), again = NULL \
         WHERE state < 2 AND not_before <= ?1",
    ] {
        let mut query = sqlx::query(sql);
        if sql.contains("?1") {
            query = query.bind(passed(now)).bind(taken);
        }
        query.execute(&mut *db).await?;
    }
    let places: Vec<i64> = sqlx::query_scalar("SELECT DISTINCT place FROM lane").fetch_all(&mut *db).await?;
    for place in places {
        lane::refresh_all(db, place, now).await?;
    }
    Ok(())
}

//! What the desk keeps, in SQLite: one file, one process, every change whole and on the disk before it counts.
//!
//! ```text
//! open ─▶ lock ─▶ check ─▶ backup, migrate ─▶ SqliteStore ─┬─ one connection writes: record, commit, begin, settle
//!                                                          └─ a few read
//! commit ─▶ change ─▶ article · digest · feed · plan · outbox (lane: what is due) · forget
//! restore ─▶ epoch: what may have been sent since the backup is looked for
//! ```

mod article;
mod backup;
mod change;
mod codec;
mod connection;
mod digest;
mod epoch;
mod event;
mod fault;
mod feed;
mod forget;
mod id;
mod open;
mod outbox;
mod place;
mod plan;
mod schema;
mod search;
mod sweep;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use async_trait::async_trait;
use desk::delivery::{Outcome, Row, State};
use desk::event::Event;
use desk::feed::memory::Seen;
use desk::place::{Destination, MessageRef, Place, Scope};
use desk::ports::Timestamp;
use desk::ports::store::{BriefingStore, Change, DueOf, IdOf, StoreError};
use desk::record::{
    Asked, Blocked, Copy, Edition, EventNumber, FeedRow, Item, KeptArticle, KeptDigest, Schedule, Subscription, Watch,
};
use sqlx::{Connection, SqliteConnection};

use crate::codec::moment;
use crate::connection::{Reader, Readers, Transaction, Writer};
use crate::epoch::Epoch;
use crate::fault::Kept;

/// What is kept, in a SQLite database.
pub struct SqliteStore {
    writer: tokio::sync::Mutex<Writer>,
    readers: Readers,
    /// Deliveries that this process is at, with their lanes.
    in_flight: std::sync::Mutex<BTreeMap<String, i64>>,
    path: Option<PathBuf>,
    _lock: Option<File>,
}

/// Opens the database at `path`, which is made when it isn't there: locked against others, checked, brought up to date after
/// a backup beside it (`.schema-1`).
pub async fn open(path: impl AsRef<Path>) -> Result<SqliteStore, StoreError> {
    Ok(open::at(path.as_ref()).await?)
}

/// Opens a database that the desk may have open in another process: for the operator's look at it, a backup, a decision.
pub async fn open_beside(path: impl AsRef<Path>) -> Result<SqliteStore, StoreError> {
    Ok(open::guest(path.as_ref()).await?)
}

/// A database in memory, gone with the store.
pub async fn open_in_memory() -> Result<SqliteStore, StoreError> {
    Ok(open::in_memory().await?)
}

/// Puts a backup in the place of the database at `path`, which no process may have open. What was there is kept; returns
/// where. The database begins a new epoch: what it owes may have been sent since, so it is looked for first.
pub async fn restore(
    from: impl AsRef<Path>,
    path: impl AsRef<Path>,
    now: Timestamp,
) -> Result<Option<PathBuf>, StoreError> {
    Ok(backup::restore(from.as_ref(), path.as_ref(), now).await?)
}

/// The version of the database that this build writes.
pub fn schema_version() -> i64 {
    schema::latest()
}

impl SqliteStore {
    /// Writes all that is kept into the file `to`, whole or not at all, while work goes on.
    pub async fn backup(&self, to: impl AsRef<Path>) -> Result<(), StoreError> {
        match &self.path {
            // A connection of its own: it takes long, and nobody shall wait for it.
            Some(path) => {
                let mut connection =
                    sqlx::ConnectOptions::connect(&open::copying(path)).await.map_err(fault::Fault::from)?;
                backup::into(&mut connection, to.as_ref()).await?;
            }
            None => backup::into(&mut self.writer.lock().await.connection, to.as_ref()).await?,
        }
        Ok(())
    }

    /// Closes the database: what the log holds goes into the file.
    pub async fn close(self) -> Result<(), StoreError> {
        Ok(self.shut().await?)
    }

    async fn shut(self) -> Kept<()> {
        for reader in self.readers.take() {
            reader.close().await?;
        }
        self.writer.into_inner().connection.close().await?;
        Ok(())
    }

    async fn write(&self) -> Kept<Transaction<'_>> {
        Transaction::begin(self.writer.lock().await).await
    }

    async fn reader(&self) -> Reader<'_> {
        match self.readers.one().await {
            Some(lent) => Reader::Lent(lent),
            None => Reader::Writer(self.writer.lock().await),
        }
    }

    /// What was erased shall not stay in the log. Where somebody reads it at the moment, the next sweep does it.
    async fn empty_log(&self) -> Kept<()> {
        let mut writer = self.writer.lock().await;
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_all(&mut writer.connection).await?;
        Ok(())
    }

    fn in_flight(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, i64>> {
        self.in_flight.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn commit_all(&self, done: Option<EventNumber>, changes: Vec<Change>, now: Timestamp) -> Kept<bool> {
        let mut db = self.write().await?;
        if let Some(number) = done
            && !event::done(&mut db, number, now).await?
        {
            return Ok(false);
        }
        let doubt = Epoch::read(&mut db).await?.map(|it| it.doubt(done, &changes, now));
        let erases = changes.iter().any(change::erases);
        for change in changes {
            change::make(&mut db, change, done, doubt, now).await?;
        }
        db.commit().await?;
        if erases {
            self.empty_log().await?;
        }
        Ok(true)
    }

    async fn due_rows(&self, now: Timestamp, busy: &[Place], most: usize) -> Kept<Vec<Row>> {
        let mut reader = self.reader().await;
        let db = reader.connection()?;
        let (numbers, stale) = outbox::lane::due(db, now, busy, most).await?;
        let rows = outbox::numbered(db, &numbers).await?;
        drop(reader);
        if !stale.is_empty() {
            let mut db = self.write().await?;
            for (place, class) in stale {
                outbox::lane::refresh(&mut db, place, class, now).await?;
            }
            db.commit().await?;
        }
        Ok(rows)
    }

    async fn next(&self, of: DueOf) -> Kept<Option<Timestamp>> {
        let mut reader = self.reader().await;
        let db = reader.connection()?;
        let sql = match of {
            DueOf::Outbox => {
                let in_flight: BTreeSet<i64> = self.in_flight().values().copied().collect();
                return Ok(outbox::lane::next_due(db, &in_flight).await?.map(moment));
            }
            DueOf::Feeds => "SELECT min(next) FROM feed WHERE next IS NOT NULL",
            DueOf::Items => "SELECT min(after) FROM item WHERE after IS NOT NULL",
            DueOf::Schedules => "SELECT min(next) FROM schedule WHERE next IS NOT NULL",
        };
        let next: Option<i64> = sqlx::query_scalar(sql).fetch_one(db).await?;
        Ok(next.map(moment))
    }
}

/// Reads with whichever connection is free.
macro_rules! read {
    ($self:ident, $($function:ident)::+ $(, $argument:expr)*) => {{
        let mut reader = $self.reader().await;
        let db: &mut SqliteConnection = reader.connection()?;
        Ok($($function)::+(db $(, $argument)*).await?)
    }};
}

/// Writes in a transaction.
macro_rules! written {
    ($self:ident, $($function:ident)::+ $(, $argument:expr)*) => {{
        let mut db = $self.write().await?;
        let written = $($function)::+(&mut db $(, $argument)*).await?;
        db.commit().await?;
        written
    }};
}

#[async_trait]
impl BriefingStore for SqliteStore {
    async fn record(&self, event: &Event, now: Timestamp) -> Result<Option<EventNumber>, StoreError> {
        Ok(written!(self, event::record, event, now))
    }

    async fn waiting(&self, after: EventNumber, most: usize) -> Result<Vec<(EventNumber, Event)>, StoreError> {
        read!(self, event::waiting, after, most)
    }

    async fn commit(
        &self,
        done: Option<EventNumber>,
        changes: Vec<Change>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        Ok(self.commit_all(done, changes, now).await?)
    }

    async fn new_id(&self, of: IdOf<'_>) -> Result<String, StoreError> {
        Ok(written!(self, id::new, of))
    }

    async fn article(&self, scope: Scope<'_>, hash: &str) -> Result<Option<KeptArticle>, StoreError> {
        read!(self, article::one, scope, hash)
    }

    async fn search(&self, scope: Scope<'_>, words: &str, most: usize) -> Result<Vec<KeptArticle>, StoreError> {
        read!(self, search::best, scope, words, most)
    }

    async fn digest(&self, scope: Scope<'_>, id: &str) -> Result<Option<KeptDigest>, StoreError> {
        read!(self, digest::one, scope, id)
    }

    async fn digests(&self, scope: Scope<'_>, of: Option<&str>, most: usize) -> Result<Vec<KeptDigest>, StoreError> {
        read!(self, digest::latest, scope, of, most)
    }

    async fn told_in(&self, thread: &Destination) -> Result<Vec<KeptDigest>, StoreError> {
        read!(self, digest::told_in, thread)
    }

    async fn told_by(&self, message: &MessageRef) -> Result<Vec<KeptDigest>, StoreError> {
        read!(self, digest::told_by, message)
    }

    async fn copies(&self, scope: Scope<'_>, digest: &str) -> Result<Vec<Copy>, StoreError> {
        read!(self, digest::copies, scope, digest)
    }

    async fn feeds_due(&self, now: Timestamp, most: usize) -> Result<Vec<FeedRow>, StoreError> {
        read!(self, feed::due, now, most)
    }

    async fn feed(&self, feed: u64) -> Result<Option<FeedRow>, StoreError> {
        read!(self, feed::one, feed)
    }

    async fn feed_at(&self, address: &url::Url) -> Result<Option<FeedRow>, StoreError> {
        read!(self, feed::at, address)
    }

    async fn subscriptions(&self, scope: Scope<'_>, feed: Option<u64>) -> Result<Vec<Subscription>, StoreError> {
        read!(self, feed::subscriptions, scope, feed)
    }

    async fn seen(&self, place: &Place) -> Result<Vec<Seen>, StoreError> {
        read!(self, feed::seen, place)
    }

    async fn items_to_read(&self, now: Timestamp, most: usize) -> Result<Vec<Item>, StoreError> {
        read!(self, feed::to_read, now, most)
    }

    async fn items_untold(&self, scope: Scope<'_>, since: Timestamp) -> Result<Vec<Item>, StoreError> {
        read!(self, feed::untold, scope, since)
    }

    async fn schedules(&self, scope: Scope<'_>) -> Result<Vec<Schedule>, StoreError> {
        read!(self, plan::schedules, scope)
    }

    async fn schedules_due(&self, now: Timestamp, most: usize) -> Result<Vec<Schedule>, StoreError> {
        read!(self, plan::schedules_due, now, most)
    }

    async fn edition(&self, scope: Scope<'_>, slot: &str) -> Result<Option<Edition>, StoreError> {
        read!(self, plan::edition, scope, slot)
    }

    async fn watches(&self, scope: Scope<'_>) -> Result<Vec<Watch>, StoreError> {
        read!(self, plan::watches, scope)
    }

    async fn setting(&self, place: &Place, name: &str) -> Result<Option<String>, StoreError> {
        read!(self, plan::setting, place, name)
    }

    async fn asked(&self, at: &Destination) -> Result<Vec<Asked>, StoreError> {
        read!(self, plan::asked, at)
    }

    async fn blocked(&self, place: &Place, what: &str) -> Result<Option<Blocked>, StoreError> {
        read!(self, plan::blocked, place, what)
    }

    async fn due(&self, now: Timestamp, busy: &[Place], most: usize) -> Result<Vec<Row>, StoreError> {
        Ok(self.due_rows(now, busy, most).await?)
    }

    async fn next_due(&self, of: DueOf) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.next(of).await?)
    }

    async fn begin(&self, key: &str, now: Timestamp) -> Result<Row, StoreError> {
        let (row, lane) = written!(self, outbox::begin, key, now);
        self.in_flight().insert(key.to_owned(), lane);
        Ok(row)
    }

    async fn settle(&self, key: &str, outcome: &Outcome, now: Timestamp) -> Result<(), StoreError> {
        written!(self, outbox::settle::settle, key, outcome, now);
        self.in_flight().remove(key);
        Ok(())
    }

    async fn delivery(&self, key: &str) -> Result<Option<Row>, StoreError> {
        read!(self, outbox::one, key)
    }

    async fn deliveries(&self, scope: Scope<'_>, states: &[State], most: usize) -> Result<Vec<Row>, StoreError> {
        read!(self, outbox::in_states, scope, states, most)
    }

    async fn decide(&self, key: &str, again: bool, now: Timestamp) -> Result<bool, StoreError> {
        Ok(written!(self, outbox::settle::decide, key, again, now))
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), StoreError> {
        written!(self, sweep::sweep, now);
        Ok(self.empty_log().await?)
    }
}

//! The connections: one that writes, a few that read. A transaction that is dropped half-way is rolled back.

use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, PoisonError};

use futures_util::FutureExt;
use sqlx::SqliteConnection;
use tokio::sync::{MutexGuard, Semaphore, SemaphorePermit};

use crate::fault::{Fault, Kept};

/// The connection that writes. Whoever holds it may find the wreck of a transaction whose future was dropped.
pub(crate) struct Writer {
    pub(crate) connection: SqliteConnection,
    wreck: bool,
}

impl Writer {
    pub(crate) fn new(connection: SqliteConnection) -> Self {
        Self { connection, wreck: false }
    }
}

/// A transaction that writes.
///
/// sqlx's own transactions count how deep they are, and lose count when SQLite rolls back by itself, as it does where the
/// disk is full: from then on nothing would be committed any more. So these are plain statements.
pub(crate) struct Transaction<'a> {
    writer: MutexGuard<'a, Writer>,
    open: bool,
}

impl<'a> Transaction<'a> {
    pub(crate) async fn begin(mut writer: MutexGuard<'a, Writer>) -> Kept<Self> {
        if writer.wreck {
            // An error says that there is nothing left to roll back.
            let _ = sqlx::raw_sql("ROLLBACK").execute(&mut writer.connection).await;
        }
        writer.wreck = true;
        let mut transaction = Self { writer, open: true };
        sqlx::query("BEGIN IMMEDIATE").execute(&mut *transaction).await?;
        Ok(transaction)
    }

    pub(crate) async fn commit(mut self) -> Kept<()> {
        sqlx::query("COMMIT").execute(&mut *self).await?;
        self.open = false;
        self.writer.wreck = false;
        Ok(())
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        if self.open {
            // The first poll hands the statement to the connection's thread: the lock is given back without waiting for it.
            let _ = sqlx::raw_sql("ROLLBACK").execute(&mut self.writer.connection).now_or_never();
        }
    }
}

impl Deref for Transaction<'_> {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.writer.connection
    }
}

impl DerefMut for Transaction<'_> {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.writer.connection
    }
}

/// The connections that read. Not sqlx's pool: its time-outs run on tokio's clock, which tests hold still.
pub(crate) struct Readers {
    idle: Mutex<Vec<SqliteConnection>>,
    count: Semaphore,
    are_none: bool,
}

impl Readers {
    pub(crate) fn new(idle: Vec<SqliteConnection>) -> Self {
        let count = Semaphore::new(idle.len());
        Self { are_none: idle.is_empty(), idle: Mutex::new(idle), count }
    }

    /// A reader, once one is idle; none where there are none at all.
    pub(crate) async fn one(&self) -> Option<Lent<'_>> {
        if self.are_none {
            return None;
        }
        let permit = self.count.acquire().await.ok()?;
        let connection = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
        Some(Lent { of: self, connection: Some(connection), _permit: permit })
    }

    pub(crate) fn take(self) -> Vec<SqliteConnection> {
        self.idle.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection that is given back when it is dropped.
pub(crate) struct Lent<'a> {
    of: &'a Readers,
    connection: Option<SqliteConnection>,
    _permit: SemaphorePermit<'a>,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let mut idle = self.of.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.extend(self.connection.take());
    }
}

/// Whatever can be read from: a reader, or the writer where there are no readers (a database in memory).
pub(crate) enum Reader<'a> {
    Lent(Lent<'a>),
    Writer(MutexGuard<'a, Writer>),
}

impl Reader<'_> {
    /// The connection.
    pub(crate) fn connection(&mut self) -> Kept<&mut SqliteConnection> {
        match self {
            Self::Lent(lent) => lent.connection.as_mut().ok_or_else(|| Fault::unusable("a connection is gone")),
            Self::Writer(writer) => Ok(&mut writer.connection),
        }
    }
}

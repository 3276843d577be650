//! Opens a database: locks it, checks it, brings it up to date.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection};

use crate::connection::{Readers, Transaction, Writer};
use crate::fault::{Fault, Kept};
use crate::{SqliteStore, backup, schema};

/// Connections that read.
const READERS: usize = 3;

/// Opens the database at `path`, which is made when it isn't there.
pub(crate) async fn at(path: &Path) -> Kept<SqliteStore> {
    let lock = lock(path)?;
    make(path)?;
    let mut connection = writing(path).connect().await?;
    check(&mut connection, path).await?;
    let version = schema::version(&mut connection).await?;
    if version > 0 && version < schema::latest() {
        backup::into(&mut connection, &beside(path, &format!(".schema-{version}"))).await?;
    }
    let store = assemble(connection, readers(path).await?, Some(path.to_owned()), Some(lock));
    migrate(&store, version).await?;
    Ok(store)
}

/// Opens the database at `path` while another process, the desk, has it: neither made nor migrated.
pub(crate) async fn guest(path: &Path) -> Kept<SqliteStore> {
    if !path.exists() {
        return Err(Fault::unusable(format!("there is no database at {}", path.display())));
    }
    let mut connection = writing(path).connect().await?;
    let version = schema::version(&mut connection).await?;
    if version != schema::latest() {
        return Err(Fault::unusable(format!(
            "the database has schema {version}, this version of Newsdesk needs {}: start the desk once to bring it up to date",
            schema::latest()
        )));
    }
    Ok(assemble(connection, Vec::new(), Some(path.to_owned()), None))
}

/// A database that is gone with the store.
pub(crate) async fn in_memory() -> Kept<SqliteStore> {
    let options = SqliteConnectOptions::new().in_memory(true);
    let connection = common(options).connect().await?;
    let store = assemble(connection, Vec::new(), None, None);
    migrate(&store, 0).await?;
    Ok(store)
}

/// Waits for nobody: there is one desk to a database.
pub(crate) fn lock(path: &Path) -> Kept<File> {
    let file = beside(path, ".lock");
    let trouble = |error: std::io::Error| Fault::unusable(format!("{} can't be locked: {error}", file.display()));
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&file).map_err(trouble)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(Fault::unusable(format!(
            "another Newsdesk uses {}: stop it first, or give this one a database of its own",
            path.display()
        ))),
        Err(TryLockError::Error(error)) => Err(trouble(error)),
    }
}

/// `path` with something appended to its name.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path.as_os_str());
    name.push(suffix);
    PathBuf::from(name)
}

/// Options of the connection that writes. `FULL`: a commit is on the disk when it returns, even if the power fails.
pub(crate) fn writing(path: &Path) -> SqliteConnectOptions {
    let options = SqliteConnectOptions::new().filename(path).journal_mode(SqliteJournalMode::Wal);
    common(options.synchronous(SqliteSynchronous::Full)).pragma("journal_size_limit", "16777216")
}

/// Options of one that reads.
pub(crate) fn reading(path: &Path) -> SqliteConnectOptions {
    common(SqliteConnectOptions::new().filename(path)).pragma("query_only", "on")
}

/// A connection that copies: what only reads may not write the copy either.
pub(crate) fn copying(path: &Path) -> SqliteConnectOptions {
    common(SqliteConnectOptions::new().filename(path))
}

fn common(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .statement_cache_capacity(200)
        .pragma("secure_delete", "on")
        .pragma("temp_store", "memory")
        .pragma("cache_size", "-8000")
        .disable_statement_logging()
}

/// An empty file that only its owner may read; the files that SQLite puts beside it take its rights.
pub(crate) fn make(path: &Path) -> Kept<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let made = options.open(path);
    made.map(drop).map_err(|error| Fault::unusable(format!("{} can't be opened: {error}", path.display())))
}

/// Whether the file holds together.
pub(crate) async fn check(db: &mut SqliteConnection, path: &Path) -> Kept<()> {
    let found: Result<Vec<String>, _> = sqlx::query_scalar("PRAGMA quick_check(3)").fetch_all(db).await;
    let wrong = match found {
        Ok(found) if found == ["ok"] => return Ok(()),
        Ok(found) => found.join("; "),
        Err(error) => error.to_string(),
    };
    let path = path.display();
    Err(Fault::unusable(format!(
        "the database {path} is damaged ({wrong}). Keep a copy of it, then run `newsdesk restore` with the latest backup; \
         without one, move it away to begin anew"
    )))
}

async fn readers(path: &Path) -> Kept<Vec<SqliteConnection>> {
    let mut readers = Vec::with_capacity(READERS);
    for _ in 0..READERS {
        readers.push(reading(path).connect().await?);
    }
    Ok(readers)
}

pub(crate) async fn migrate(store: &SqliteStore, from: i64) -> Kept<()> {
    if from == schema::latest() {
        return Ok(());
    }
    let mut transaction = Transaction::begin(store.writer.lock().await).await?;
    schema::migrate(&mut transaction, from).await?;
    transaction.commit().await
}

pub(crate) fn assemble(
    writer: SqliteConnection,
    readers: Vec<SqliteConnection>,
    path: Option<PathBuf>,
    lock: Option<File>,
) -> SqliteStore {
    SqliteStore {
        writer: tokio::sync::Mutex::new(Writer::new(writer)),
        readers: Readers::new(readers),
        in_flight: std::sync::Mutex::default(),
        path,
        _lock: lock,
    }
}

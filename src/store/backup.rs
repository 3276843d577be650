//! Backups, and the way back.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use desk::ports::Timestamp;
use sqlx::{ConnectOptions, SqliteConnection};

use crate::connection::Transaction;
use crate::fault::{Fault, Kept};
use crate::open::{self, beside};
use crate::{epoch, schema};

/// Writes all that is kept into the file `to`, whole or not at all. What is written meanwhile waits for nothing.
pub(crate) async fn into(db: &mut SqliteConnection, to: &Path) -> Kept<()> {
    let trouble = |error: std::io::Error| Fault::unusable(format!("the backup {}: {error}", to.display()));
    let part = beside(to, ".part");
    if part.exists() {
        fs::remove_file(&part).map_err(trouble)?;
    }
    open::make(&part)?;
    let Some(name) = part.to_str() else {
        return Err(Fault::unusable(format!("the backup's name is no Unicode: {}", to.display())));
    };
    sqlx::query("VACUUM INTO ?1").bind(name).execute(db).await?;
    let written = File::options().write(true).open(&part).and_then(|it| it.sync_all());
    written.and_then(|()| fs::rename(&part, to)).and_then(|()| sync_folder(to)).map_err(trouble)
}

/// Puts the backup `from` in the place of the database at `path`, which is kept beside it; returns where.
pub(crate) async fn restore(from: &Path, path: &Path, now: Timestamp) -> Kept<Option<PathBuf>> {
    let trouble = |what: &str, error: std::io::Error| Fault::unusable(format!("{what}: {error}"));
    let _lock = open::lock(path)?;
    let new = beside(path, ".restoring");
    discard(&new).map_err(|it| trouble(&new.display().to_string(), it))?;
    open::make(&new)?;
    fs::copy(from, &new).map_err(|it| trouble(&format!("the backup {}", from.display()), it))?;
    let mut connection = open::writing(&new).connect().await?;
    open::check(&mut connection, from).await?;
    let version = schema::version(&mut connection).await?;
    if version == 0 {
        return Err(Fault::unusable(format!("{} is empty: it is no backup", from.display())));
    }
    let store = open::assemble(connection, Vec::new(), None, None);
    open::migrate(&store, version).await?;
    let mut transaction = Transaction::begin(store.writer.lock().await).await?;
    epoch::begin(&mut transaction, now).await?;
    transaction.commit().await?;
    store.shut().await?;

    let old = path.exists().then(|| free(path));
    if let Some(old) = &old {
        // The log goes along: without it the old database would lack its latest changes.
        for suffix in ["-wal", ""] {
            let file = beside(path, suffix);
            if file.exists() {
                fs::rename(&file, beside(old, suffix)).map_err(|it| trouble(&file.display().to_string(), it))?;
            }
        }
    }
    let shared = beside(path, "-shm");
    let removed = if shared.exists() { fs::remove_file(&shared) } else { Ok(()) };
    let put = removed.and_then(|()| File::options().write(true).open(&new)?.sync_all());
    put.and_then(|()| fs::rename(&new, path))
        .and_then(|()| sync_folder(path))
        .map_err(|it| trouble("restoring", it))?;
    Ok(old)
}

/// A name beside `path` that isn't taken.
fn free(path: &Path) -> PathBuf {
    let names = (1..).map(|it| beside(path, &format!(".replaced-{it}")));
    names.into_iter().find(|it| !it.exists()).unwrap_or_else(|| beside(path, ".replaced"))
}

fn discard(path: &Path) -> std::io::Result<()> {
    for suffix in ["", "-wal", "-shm"] {
        let file = beside(path, suffix);
        if file.exists() {
            fs::remove_file(file)?;
        }
    }
    Ok(())
}

/// Makes sure that a file's new name outlasts a failing of the power.
fn sync_folder(of: &Path) -> std::io::Result<()> {
    let folder = of.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

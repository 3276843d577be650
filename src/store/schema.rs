//! The database's version: numbered files of SQL, run at start, all of them or none.

use sqlx::SqliteConnection;

use crate::fault::{Fault, Kept};

/// The migrations, in order; a new one is added at the end, and none is ever changed. `user_version` counts those that ran.
const MIGRATIONS: &[&str] = &[include_str!("migrations/0001_start.sql")];

/// "NDSK": tells our files from others'.
const APPLICATION: i64 = 0x4e44_534b;

/// The version that this build writes.
pub(crate) fn latest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// The version of an open database: 0 when it is empty.
pub(crate) async fn version(db: &mut SqliteConnection) -> Kept<i64> {
    let application: i64 = sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut *db).await?;
    let version: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut *db).await?;
    let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema").fetch_one(&mut *db).await?;
    if application == 0 && version == 0 && tables == 0 {
        return Ok(0);
    }
    if application != APPLICATION {
        return Err(Fault::unusable("this is a database, but not one of Newsdesk's: name another file"));
    }
    if version > latest() {
        return Err(Fault::unusable(format!(
            "the database was written by a newer Newsdesk (schema {version}, this one knows {}): install that version, or \
             run `newsdesk restore` with a backup that is older",
            latest()
        )));
    }
    Ok(version)
}

/// Runs what has not run yet, in a transaction that the caller has begun.
pub(crate) async fn migrate(db: &mut SqliteConnection, from: i64) -> Kept<()> {
    let done = usize::try_from(from).unwrap_or(0);
    for migration in MIGRATIONS.iter().skip(done) {
        sqlx::raw_sql(*migration).execute(&mut *db).await?;
    }
    let pragmas = format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {}", latest());
    sqlx::raw_sql(sqlx::AssertSqlSafe(pragmas)).execute(&mut *db).await?;
    Ok(())
}

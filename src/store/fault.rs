//! What can go wrong inside, and what the desk is told of it.

use desk::ports::store::StoreError;

/// Trouble inside the store.
#[derive(Debug)]
pub(crate) enum Fault {
    /// With the database.
    Database(sqlx::Error),
    /// What is kept can't be read, or what comes can't be written.
    Body(serde_json::Error),
    /// Already in the desk's words.
    Said(StoreError),
}

/// What inner functions give.
pub(crate) type Kept<T> = Result<T, Fault>;

impl Fault {
    /// Something is there already, or is not there any more.
    pub(crate) fn conflict(what: impl Into<String>) -> Self {
        Self::Said(StoreError::Conflict(what.into()))
    }

    /// The database can't be used.
    pub(crate) fn unusable(what: impl Into<String>) -> Self {
        Self::Said(StoreError::Unusable(what.into()))
    }
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Self::Body(error)
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Said(error)
    }
}

impl From<Fault> for StoreError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Said(error) => error,
            Fault::Body(error) => Self::Other(format!("a record can't be read or written: {error}")),
            Fault::Database(error) => of_database(&error),
        }
    }
}

fn of_database(error: &sqlx::Error) -> StoreError {
    let Some(inner) = error.as_database_error() else {
        return StoreError::Other(error.to_string());
    };
    let message = inner.message().to_owned();
    // The low byte is SQLite's primary code: https://www.sqlite.org/rescode.html
    match inner.code().and_then(|it| it.parse::<i32>().ok()).map(|it| it & 0xff) {
        Some(13) => StoreError::Full(format!("{message}; free some room, nothing that was accepted is lost")),
        Some(11 | 26) => StoreError::Unusable(format!(
            "the database is damaged ({message}): stop, and run `newsdesk restore` with the latest backup"
        )),
        Some(19) => StoreError::Conflict(message),
        _ => StoreError::Other(message),
    }
}

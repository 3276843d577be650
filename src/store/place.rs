//! The numbers under which places are kept, and who sees what.

use desk::place::{Place, Scope};
use sqlx::SqliteConnection;

use crate::fault::Kept;

/// What a scope comes to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sight {
    /// What belongs to one place; to all when none is named.
    Of(Option<i64>),
    /// Nothing: the place has nothing here.
    Nothing,
}

/// The number of a place, if anything is kept of it.
pub(crate) async fn find(db: &mut SqliteConnection, place: &Place) -> Kept<Option<i64>> {
    let sql = "SELECT id FROM place WHERE platform = ?1 AND account = ?2 AND channel = ?3";
    let id = sqlx::query_scalar(sql).bind(&place.platform).bind(&place.account).bind(&place.channel);
    Ok(id.fetch_optional(db).await?)
}

/// The number of a place, which it is given if it has none.
pub(crate) async fn number(db: &mut SqliteConnection, place: &Place) -> Kept<i64> {
    if let Some(id) = find(db, place).await? {
        return Ok(id);
    }
    let sql = "INSERT INTO place (platform, account, channel) VALUES (?1, ?2, ?3) RETURNING id";
    let id = sqlx::query_scalar(sql).bind(&place.platform).bind(&place.account).bind(&place.channel);
    Ok(id.fetch_one(db).await?)
}

/// What may be seen.
pub(crate) async fn sight(db: &mut SqliteConnection, scope: Scope<'_>) -> Kept<Sight> {
    match scope {
        Scope::Operator => Ok(Sight::Of(None)),
        Scope::Place(place) => Ok(find(db, place).await?.map_or(Sight::Nothing, |it| Sight::Of(Some(it)))),
    }
}

/// The SQL of a read, with the place it is limited to as `?1` where it is limited to one: so that the index on the place is
/// used.
macro_rules! scoped {
    ($place:expr, $before:literal, $after:literal) => {
        match $place {
            Some(_) => concat!($before, " place = ?1 ", $after),
            None => concat!($before, " ?1 IS NULL ", $after),
        }
    };
}
pub(crate) use scoped;

//! What is written in one transaction with an event's being done.

use desk::ports::Timestamp;
use desk::ports::store::Change;
use desk::record::EventNumber;
use sqlx::SqliteConnection;

use crate::epoch::Doubt;
use crate::fault::Kept;
use crate::{article, digest, event, feed, forget, outbox, plan};

/// Makes a change.
pub(crate) async fn make(
    db: &mut SqliteConnection,
    change: Change,
    done: Option<EventNumber>,
    doubt: Option<Doubt>,
    now: Timestamp,
) -> Kept<()> {
    match change {
        Change::Article(it) => article::keep(db, &it).await,
        Change::Digest(it) => digest::keep(db, &it).await,
        Change::Deliver(it) => outbox::write(db, &it, done, doubt.and_then(|doubt| doubt.of(&it)), now).await,
        Change::Merge { rows, gone } => outbox::merge(db, &rows, &gone, now).await,
        Change::Feed(it) => feed::keep(db, &it).await,
        Change::Subscribe(it) => feed::subscribe(db, &it).await,
        Change::Unsubscribe { place, feed } => feed::unsubscribe(db, &place, feed).await,
        Change::Seen { place, feed, seen } => feed::remember(db, &place, feed, &seen).await,
        Change::Item(it) => feed::keep_item(db, &it).await,
        Change::Schedule(it) => plan::keep_schedule(db, &it).await,
        Change::DropSchedule { place, id } => plan::drop_schedule(db, &place, &id).await,
        Change::Edition(it) => plan::freeze(db, &it).await,
        Change::Watch(it) => plan::keep_watch(db, &it).await,
        Change::DropWatch { place, id } => plan::drop_watch(db, &place, &id).await,
        Change::Set { place, name, value } => plan::set(db, &place, &name, value.as_deref()).await,
        Change::Asked(it) => plan::ask(db, &it).await,
        Change::Block(it) => plan::block(db, &it).await,
        Change::Withdraw(message) => event::withdraw(db, &message, now).await,
        Change::EraseArticle { place, hash } => article::erase(db, &place, &hash).await,
        Change::ForgetPlace(place) => forget::place(db, &place, now).await,
        Change::ForgetPerson { place, id } => forget::person(db, &place, &id, now).await,
    }
}

/// Whether a change takes something away that must not be found in the file any more.
pub(crate) fn erases(change: &Change) -> bool {
    matches!(
        change,
        Change::Withdraw(_) | Change::EraseArticle { .. } | Change::ForgetPlace(_) | Change::ForgetPerson { .. }
    )
}

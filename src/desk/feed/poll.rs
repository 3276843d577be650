//! Asking the feeds that are due, and what comes of each: what is new for every place that follows it.

use futures_util::StreamExt as _;

use super::memory::Memory;
use super::{hash, round};
use crate::delivery::{Act, Class, Delivery, Target};
use crate::newsroom::Newsroom;
use crate::place::Scope;
use crate::ports::store::{Change, DueOf, StoreError};
use crate::ports::{Feed, FeedItem, FetchError, Polled, Timestamp};
use crate::record::{FeedRow, Item, Reading, Subscription};
use crate::say::said;

/// Feeds of one round.
const ROUND: usize = 256;

/// Asks every feed that is due, and says when the next one is. What one brings is kept at once, so that whatever happens
/// to the rest, it is not lost.
///
/// # Errors
/// When the store has trouble; what was kept before it stays.
pub async fn poll_due(room: &Newsroom) -> Result<Option<Timestamp>, StoreError> {
    loop {
        let rows = room.store.feeds_due(room.clock.now(), ROUND).await?;
        if rows.is_empty() {
            return room.store.next_due(DueOf::Feeds).await;
        }
        let feeds = rows.into_iter().map(|it| {
            let feed = Feed { address: it.address.clone(), validators: it.validators.clone() };
            (it, feed)
        });
        let mut outcomes = std::pin::pin!(round::outcomes(room.source.as_ref(), feeds, round::AT_ONCE));
        while let Some((row, _, outcome)) = outcomes.next().await {
            settle(room, row, outcome).await?;
        }
    }
}

/// Keeps what came of asking one feed, all of it at once.
async fn settle(room: &Newsroom, row: FeedRow, outcome: Result<Polled, FetchError>) -> Result<(), StoreError> {
    let now = room.clock.now();
    // It may have been changed, or dropped, while it was asked.
    let Some(row) = room.store.feed(row.feed).await? else { return Ok(()) };
    let first = row.health.is_first();
    let step = row.health.after(outcome.as_ref(), &row.address, now, &room.policy.feeds);
    let followers = room.store.subscriptions(Scope::Operator, Some(row.feed)).await?;
    let mut row = FeedRow { health: step.health, ..row };
    if let Some(moved) = step.moved_to
        && room.store.feed_at(&moved).await?.is_none()
    {
        tracing::info!(feed = row.feed, to = %crate::address::shown(&moved), "the feed has moved");
        row.address = moved;
    }
    let mut changes = Vec::new();
    match outcome {
        Ok(polled) => {
            row.validators = polled.validators;
            if let Some(content) = polled.content {
                row.title = content.title.or(row.title);
                for it in &followers {
                    changes.extend(news(room, it, &content.items, first, now).await?);
                }
            }
        }
        Err(error) => tracing::info!(feed = row.feed, at = %crate::address::shown(&row.address), %error, "no answer"),
    }
    if let Some(notice) = step.notice {
        changes.extend(followers.iter().map(|it| told(room, it, &row, &notice, now)));
    }
    changes.push(Change::Feed(row));
    room.store.commit(None, changes, now).await?;
    Ok(())
}

/// What is new for one place, and what it has seen from now on.
async fn news(
    room: &Newsroom,
    follower: &Subscription,
    items: &[FeedItem],
    first: bool,
    now: Timestamp,
) -> Result<Vec<Change>, StoreError> {
    let (place, feed) = (&follower.place, follower.feed);
    let mut memory = Memory::of(room.store.seen(place).await?);
    let before = memory.seen().to_vec();
    let news = memory.sift_with_echoes(feed, items.to_vec(), first, now);
    let memory = memory.forgotten(now);
    let of_feed = |it: &[super::memory::Seen]| it.iter().filter(|it| it.feed == feed).cloned().collect::<Vec<_>>();
    let seen = of_feed(memory.seen());
    let mut changes = Vec::new();
    if seen != of_feed(&before) {
        changes.push(Change::Seen { place: place.clone(), feed, seen });
    }
    if !follower.paused {
        changes.extend(news.into_iter().map(|it| Change::Item(item(follower, it, now))));
    }
    Ok(changes)
}

fn item(follower: &Subscription, it: FeedItem, now: Timestamp) -> Item {
    let part = |it: Option<&str>| it.unwrap_or_default().to_owned();
    let address = part(it.address.as_ref().map(url::Url::as_str));
    let key = hash(&[&part(it.id.as_deref()), &address, &part(it.title.as_deref())]);
    Item {
        place: follower.place.clone(),
        feed: follower.feed,
        key: format!("{key:016x}"),
        title: it.title,
        address: it.address,
        published: it.published,
        summary: it.summary,
        found: now,
        reading: Reading::Waiting { tries: 0, after: now },
        told: None,
    }
}

/// Tells whoever follows a feed, once, that it is no longer asked.
fn told(room: &Newsroom, follower: &Subscription, row: &FeedRow, notice: &str, now: Timestamp) -> Change {
    let place = &follower.place;
    let since = row.health.failing_since.unwrap_or(now).timestamp();
    let name = &follower.name;
    let words = format!("The feed \"{name}\": {notice} To try again: {}feed resume {name}", room.prefix_in(place));
    Change::Deliver(Delivery {
        key: format!("{}#feed@{}/{since}", place.line(), row.feed),
        place: place.clone(),
        act: Act::Post { to: Target::At(place.outside()), post: said([words.as_str()]) },
        class: Class::Notice,
        after: None,
        not_before: now,
        good_until: now + chrono::TimeDelta::days(7),
        digests: Vec::new(),
    })
}

//! Reading the articles that feeds brought: fetched once for all places, tried again where it may help, kept for each.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use engine::article::Article;
use engine::article::view::TextIdentity;
use futures_util::StreamExt as _;
use futures_util::stream::iter;
use url::Url;

use crate::address::public;
use crate::newsroom::Newsroom;
use crate::ports::store::{Change, DueOf, StoreError};
use crate::ports::{Errand, FetchError, Timestamp};
use crate::record::{Item, KeptArticle, Reading};
use crate::{reading, watch};

/// Items of one round.
const ROUND: usize = 512;

/// Articles that are fetched at once.
const AT_ONCE: usize = 8;

/// After so many tries the feed's own words stand in.
const TRIES: u32 = 4;

/// Before the second try; three times as long before each later one.
const FIRST_WAIT: TimeDelta = TimeDelta::minutes(3);

/// What is written as the slot of an item that no edition may tell.
pub const WITHDRAWN: &str = "withdrawn";

/// What came of fetching and reading an article.
enum Outcome {
    Read(Box<Article>),
    Never(String),
    Later(String, Option<TimeDelta>),
}

/// Reads every article that is waiting, and says when the next one is to be read.
///
/// # Errors
/// When the store has trouble; what was kept before it stays.
pub async fn read_due(room: &Newsroom) -> Result<Option<Timestamp>, StoreError> {
    loop {
        let items = room.store.items_to_read(room.clock.now(), ROUND).await?;
        if items.is_empty() {
            return room.store.next_due(DueOf::Items).await;
        }
        // One page is fetched once, however many places wait for it.
        let mut pages: BTreeMap<Option<Url>, Vec<Item>> = BTreeMap::new();
        for it in items {
            pages.entry(it.address.clone()).or_default().push(it);
        }
        let outcomes = iter(pages).map(|(address, items)| async move { (fetch(room, address).await, items) });
        let mut outcomes = std::pin::pin!(outcomes.buffer_unordered(AT_ONCE));
        while let Some((outcome, items)) = outcomes.next().await {
            for it in items {
                let changes = settle(room, it, &outcome).await?;
                room.store.commit(None, changes, room.clock.now()).await?;
            }
        }
    }
}

async fn fetch(room: &Newsroom, address: Option<Url>) -> Outcome {
    let Some(address) = address else { return Outcome::Never("the feed gives no link".into()) };
    match room.source.fetch(&address, Errand::Feed).await {
        Ok(page) => match reading::article(&page) {
            Ok(article) => Outcome::Read(Box::new(article)),
            Err(error) => Outcome::Never(error.to_string()),
        },
        Err(FetchError::Transient { said, after }) => {
            Outcome::Later(said, after.and_then(|it| TimeDelta::from_std(it).ok()))
        }
        Err(error) => Outcome::Never(error.to_string()),
    }
}

/// What changes for one item.
async fn settle(room: &Newsroom, item: Item, outcome: &Outcome) -> Result<Vec<Change>, StoreError> {
    let now = room.clock.now();
    let Reading::Waiting { tries, .. } = item.reading else { return Ok(Vec::new()) };
    let tries = tries + 1;
    match outcome {
        Outcome::Read(article) => read(room, item, article, now).await,
        Outcome::Later(_, after) if tries < TRIES => {
            let wait = FIRST_WAIT * 3_i32.pow(tries - 1);
            let after = now + after.unwrap_or(wait).max(wait).min(TimeDelta::hours(6));
            Ok(vec![Change::Item(Item { reading: Reading::Waiting { tries, after }, ..item })])
        }
        Outcome::Later(why, _) | Outcome::Never(why) => {
            Ok(vec![Change::Item(Item { reading: Reading::Blurb(why.clone()), ..item })])
        }
    }
}

/// The article is kept for the item's place, unless it was withdrawn there, and the place's watches look at it.
async fn read(room: &Newsroom, item: Item, article: &Article, now: Timestamp) -> Result<Vec<Change>, StoreError> {
    let hash = TextIdentity::of(article.text()).sha256;
    let place = item.place.clone();
    let mut addresses: Vec<String> = item.address.iter().map(|it| public(it).to_string()).collect();
    addresses.extend(article.metadata.url.clone());
    addresses.push(hash.clone());
    for it in addresses {
        if room.store.blocked(&place, &it).await?.is_some() {
            let reading = Reading::Blurb("withdrawn here".into());
            return Ok(vec![Change::Item(Item { reading, told: Some(WITHDRAWN.into()), ..item })]);
        }
    }
    let kept = KeptArticle {
        place: place.clone(),
        hash: hash.clone(),
        text: Some(article.text().to_owned()),
        regions: article.regions().to_vec(),
        metadata: article.metadata.clone(),
        fetched: item.address.clone(),
        read: now,
        until: now + room.policy.keep_text,
    };
    let mut changes = vec![Change::Article(kept)];
    changes.extend(watch::flash(room, &place, article, &hash, false).await?);
    changes.push(Change::Item(Item { reading: Reading::Read(hash), ..item }));
    Ok(changes)
}

//! Asking many feeds, several at once: whoever is slow or broken takes one place and holds up nobody else.

use futures_util::StreamExt as _;
use futures_util::stream::iter;

use crate::ports::{ArticleSource, Feed, FetchError, Polled};

/// Feeds that are asked at once: a few slow ones leave room enough, and all of them together stay small.
pub const AT_ONCE: usize = 32;

/// Polls `feeds`, at most `at_once` at the same time, and hands each outcome to `done` as it comes.
pub async fn poll<K>(
    source: &dyn ArticleSource,
    feeds: impl IntoIterator<Item = (K, Feed)>,
    at_once: usize,
    mut done: impl FnMut(K, Feed, Result<Polled, FetchError>),
) {
    let polls = iter(feeds).map(|(key, feed)| async move {
        let outcome = source.poll(&feed).await;
        (key, feed, outcome)
    });
    let mut polls = std::pin::pin!(polls.buffer_unordered(at_once.max(1)));
    while let Some((key, feed, outcome)) = polls.next().await {
        done(key, feed, outcome);
    }
}

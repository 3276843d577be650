//! Asking many feeds, several at once: whoever is slow or broken takes one place and holds up nobody else.

use futures_util::stream::iter;
use futures_util::{Stream, StreamExt as _};

use crate::ports::{ArticleSource, Feed, FetchError, Polled};

/// Feeds that are asked at once: a few slow ones leave room enough, and all of them together stay small.
pub const AT_ONCE: usize = 32;

/// Polls `feeds`, at most `at_once` at the same time; each outcome as it comes.
pub fn outcomes<K>(
    source: &dyn ArticleSource,
    feeds: impl IntoIterator<Item = (K, Feed)>,
    at_once: usize,
) -> impl Stream<Item = (K, Feed, Result<Polled, FetchError>)> {
    let polls = iter(feeds).map(move |(key, feed)| async move {
        let outcome = source.poll(&feed).await;
        (key, feed, outcome)
    });
    polls.buffer_unordered(at_once.max(1))
}

/// Polls `feeds`, at most `at_once` at the same time, and hands each outcome to `done` as it comes.
pub async fn poll<K>(
    source: &dyn ArticleSource,
    feeds: impl IntoIterator<Item = (K, Feed)>,
    at_once: usize,
    mut done: impl FnMut(K, Feed, Result<Polled, FetchError>),
) {
    let mut polls = std::pin::pin!(outcomes(source, feeds, at_once));
    while let Some((key, feed, outcome)) = polls.next().await {
        done(key, feed, outcome);
    }
}

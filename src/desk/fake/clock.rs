//! A clock that stands still until it is moved.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::sync::{Mutex, PoisonError};
use std::task::{Poll, Waker};

use async_trait::async_trait;

use crate::ports::{Clock, Timestamp};

/// How often others get a turn before the clock moves on: each may wake another.
const TURNS: usize = 64;

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct FakeClock(Mutex<Hands>);

#[derive(Debug)]
struct Hands {
    now: Timestamp,
    sleepers: BTreeMap<(Timestamp, u64), Waker>,
    count: u64,
}

impl FakeClock {
    /// It stands at `now`: "2026-11-24T08:00:00Z".
    ///
    /// # Panics
    /// When that is no time.
    pub fn at(now: &str) -> Self {
        Self::new(now.parse().unwrap_or_else(|_| panic!("{now} is no time")))
    }

    /// It stands at `now`.
    pub fn new(now: Timestamp) -> Self {
        Self(Mutex::new(Hands { now, sleepers: BTreeMap::new(), count: 0 }))
    }

    /// Moves it to `to`, and wakes whoever slept until then. It may be set back, as clocks are.
    pub fn set(&self, to: Timestamp) {
        let woken: Vec<Waker> = {
            let mut hands = self.hands();
            hands.now = to;
            let later = hands.sleepers.split_off(&(to, u64::MAX));
            std::mem::replace(&mut hands.sleepers, later).into_values().collect()
        };
        woken.into_iter().for_each(Waker::wake);
    }

    /// When the first sleeper wants to be woken.
    pub fn next(&self) -> Option<Timestamp> {
        self.hands().sleepers.keys().next().map(|it| it.0)
    }

    /// Moves it to `to` by way of every moment at which somebody wants to be woken, and lets them work there. Only what
    /// runs on the same thread is waited for: with a database's own threads, call the jobs by hand instead.
    pub async fn advance(&self, to: Timestamp) {
        turns().await;
        while let Some(next) = self.next().filter(|it| *it <= to) {
            self.set(next.max(self.now()));
            turns().await;
        }
        self.set(to);
        turns().await;
    }

    fn hands(&self) -> std::sync::MutexGuard<'_, Hands> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets all others work.
async fn turns() {
    for _ in 0..TURNS {
        let mut turn = false;
        poll_fn(|context| {
            if std::mem::replace(&mut turn, true) {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
    }
}

#[async_trait]
impl Clock for FakeClock {
    fn now(&self) -> Timestamp {
        self.hands().now
    }

    async fn sleep_until(&self, at: Timestamp) {
        let mut sleeper = Sleeper { clock: self, key: None };
        poll_fn(|context| {
            let mut hands = self.hands();
            if let Some(key) = sleeper.key.take() {
                hands.sleepers.remove(&key);
            }
            if hands.now >= at {
                return Poll::Ready(());
            }
            hands.count += 1;
            let key = (at, hands.count);
            hands.sleepers.insert(key, context.waker().clone());
            sleeper.key = Some(key);
            Poll::Pending
        })
        .await;
    }
}

/// Whoever stops sleeping is forgotten, so that nobody is woken for nothing.
struct Sleeper<'a> {
    clock: &'a FakeClock,
    key: Option<(Timestamp, u64)>,
}

impl Drop for Sleeper<'_> {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            self.clock.hands().sleepers.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use futures_util::future::join3;

    use super::*;

    #[tokio::test]
    async fn sleepers_wake_in_order_each_at_its_time() {
        let clock = FakeClock::at("2026-11-24T08:00:00Z");
        let start = clock.now();
        let woken = Mutex::new(Vec::new());
        let sleep = async |seconds| {
            clock.sleep_until(start + TimeDelta::seconds(seconds)).await;
            woken.lock().unwrap().push((clock.now() - start).num_seconds());
        };
        let twice = async {
            sleep(2).await;
            sleep(5).await;
        };
        join3(twice, sleep(3), clock.advance(start + TimeDelta::seconds(60))).await;
        assert_eq!(*woken.lock().unwrap(), [2, 3, 5]);
        assert_eq!((clock.now() - start).num_seconds(), 60);
        // Whoever gives up is not waited for.
        drop(Box::pin(sleep(90)));
        assert_eq!(clock.next(), None);
    }
}

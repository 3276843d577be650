//! Politeness: one request at a time for each host, a quota for each, and rest for those who ask for it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep, timeout_at};

use crate::config;
use crate::trouble::Trouble;

/// Hosts remembered before those that are idle are forgotten.
const MANY: usize = 2_000;

/// The longest rest that a server can ask for.
const LONGEST_REST: Duration = Duration::from_secs(24 * 3600);

/// Everybody's queues.
#[derive(Debug)]
pub(crate) struct Pace {
    config: config::Pace,
    clock: Ticks,
    hosts: Mutex<BTreeMap<String, Arc<Queue>>>,
}

/// The queue before one host.
struct Queue {
    one: Arc<Semaphore>,
    quota: RateLimiter<NotKeyed, InMemoryState, Ticks, NoOpMiddleware<Nanos>>,
    rests_until: Mutex<Instant>,
}

/// The right to send one request to a host; given back when dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    _permit: OwnedSemaphorePermit,
}

impl Pace {
    pub(crate) fn new(config: config::Pace) -> Self {
        Self { config, clock: Ticks { origin: Instant::now() }, hosts: Mutex::default() }
    }

    /// Waits until a request may be sent to `host`.
    pub(crate) async fn turn(&self, host: &str) -> Result<Turn, Trouble> {
        let queue = self.queue(host);
        let patience = Instant::now() + self.config.patience;
        let busy = |after| Trouble::Resting { host: host.to_owned(), after };
        let rest = queue.rest_left();
        if rest > self.config.patience {
            return Err(busy(rest));
        }
        let waiting = async {
            let permit = Arc::clone(&queue.one).acquire_owned().await.ok();
            loop {
                // Whoever had the turn before may have been told to rest.
                let rest = queue.rest_left();
                if rest > self.config.patience {
                    return None;
                }
                sleep(rest).await;
                match queue.quota.check() {
                    Ok(()) => return permit,
                    Err(not_yet) => sleep(not_yet.wait_time_from(self.clock.now())).await,
                }
            }
        };
        let permit = timeout_at(patience, waiting).await.ok().flatten();
        let permit = permit.ok_or_else(|| busy(queue.rest_left().max(self.config.patience)))?;
        Ok(Turn { _permit: permit })
    }

    /// Leaves `host` alone for a while.
    pub(crate) fn rest(&self, host: &str, rest: Duration) {
        let until = Instant::now() + rest.min(LONGEST_REST);
        let queue = self.queue(host);
        let mut rests_until = queue.rests_until.lock().unwrap_or_else(PoisonError::into_inner);
        *rests_until = until.max(*rests_until);
    }

    fn queue(&self, host: &str) -> Arc<Queue> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() >= MANY {
            hosts.retain(|_, it| Arc::strong_count(it) > 1 || !it.is_fresh());
        }
        let new = || {
            let quota = Quota::per_minute(self.config.per_minute).allow_burst(self.config.burst);
            Arc::new(Queue {
                one: Arc::new(Semaphore::new(1)),
                quota: RateLimiter::direct_with_clock(quota, self.clock),
                rests_until: Mutex::new(Instant::now()),
            })
        };
        Arc::clone(hosts.entry(host.to_owned()).or_insert_with(new))
    }
}

impl Queue {
    fn rest_left(&self) -> Duration {
        let until = *self.rests_until.lock().unwrap_or_else(PoisonError::into_inner);
        until.saturating_duration_since(Instant::now())
    }

    /// Whether forgetting it changes nothing: its turn is free and it may be asked at once. Asking costs a cell of the
    /// quota of a queue that is not going to be kept.
    fn is_fresh(&self) -> bool {
        self.one.available_permits() > 0 && self.rest_left().is_zero() && self.quota.check().is_ok()
    }
}

impl fmt::Debug for Queue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Queue").field("rest_left", &self.rest_left()).finish_non_exhaustive()
    }
}

/// The runtime's clock, which tests can hold still, as governor wants one.
#[derive(Clone, Copy, Debug)]
struct Ticks {
    origin: Instant,
}

impl Clock for Ticks {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        self.origin.elapsed().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(per_minute: u32, burst: u32, patience: u64) -> Pace {
        Pace::new(config::Pace {
            per_minute: per_minute.try_into().unwrap(),
            burst: burst.try_into().unwrap(),
            patience: Duration::from_secs(patience),
        })
    }

    /// How many of `n` requests to one host, one after the other, were let through each second.
    async fn seconds(pace: &Pace, n: usize) -> Vec<u64> {
        let start = Instant::now();
        let mut at = Vec::new();
        for _ in 0..n {
            drop(pace.turn("example.org").await.unwrap());
            at.push(start.elapsed().as_secs());
        }
        at
    }

    #[tokio::test(start_paused = true)]
    async fn a_host_has_its_quota() {
        assert_eq!(seconds(&pace(30, 3, 60), 6).await, [0, 0, 0, 2, 4, 6]);
        let pace = pace(6, 1, 60);
        assert_eq!(seconds(&pace, 2).await, [0, 10]);
        // Other hosts don't wait for it.
        let start = Instant::now();
        pace.turn("example.com").await.unwrap();
        assert_eq!(start.elapsed(), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_for_ever() {
        let pace = pace(1, 1, 30);
        let turn = pace.turn("example.org").await.unwrap();
        let start = Instant::now();
        assert!(matches!(pace.turn("example.org").await, Err(Trouble::Resting { .. })));
        assert_eq!(start.elapsed(), Duration::from_secs(30));
        drop(turn);
        pace.turn("example.org").await.unwrap();
        assert_eq!(start.elapsed().as_secs(), 60);
    }

    #[tokio::test(start_paused = true)]
    async fn rest_is_given() {
        let pace = pace(600, 10, 30);
        pace.rest("example.org", Duration::from_secs(20));
        // Another answer that asks for less does not shorten it.
        pace.rest("example.org", Duration::from_secs(5));
        assert_eq!(seconds(&pace, 2).await, [20, 20]);
        pace.rest("example.org", Duration::from_secs(3_600));
        let start = Instant::now();
        let Err(Trouble::Resting { after, .. }) = pace.turn("example.org").await else { panic!("it rests") };
        assert_eq!((after.as_secs(), start.elapsed()), (3_600, Duration::ZERO));
        // Nobody can ask for years.
        pace.rest("example.org", Duration::MAX);
        let Err(Trouble::Resting { after, .. }) = pace.turn("example.org").await else { panic!("it rests") };
        assert_eq!(after, LONGEST_REST);
    }

    #[tokio::test(start_paused = true)]
    async fn idle_hosts_are_forgotten_and_others_are_not() {
        let pace = pace(60, 1, 60);
        let _turn = pace.turn("busy.example").await.unwrap();
        pace.rest("resting.example", Duration::from_secs(600));
        for n in 0..MANY {
            drop(pace.turn(&format!("{n}.example")).await.unwrap());
        }
        tokio::time::advance(Duration::from_secs(60)).await;
        drop(pace.turn("one-more.example").await.unwrap());
        let hosts = pace.hosts.lock().unwrap();
        assert_eq!(hosts.keys().collect::<Vec<_>>(), ["busy.example", "one-more.example", "resting.example"]);
    }
}

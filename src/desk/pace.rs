//! How often: posts wait for their turn ([`Pace`]), people are told when to try again ([`people::Patience`]).

pub mod people;
mod ticks;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::TimeDelta;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota as Cells, RateLimiter};

use crate::place::Place;
use crate::ports::chat::{PlatformQuota, Quota};
use crate::ports::{Clock, Timestamp};
use ticks::Ticks;

/// After so many turns those that are at rest are forgotten.
const MANY: u32 = 10_000;

/// The longest rest that a server can ask for.
const LONGEST_REST: TimeDelta = TimeDelta::days(1);

/// A quota for each of many.
type Quotas<K> = RateLimiter<K, HashMapStateStore<K>, Ticks, NoOpMiddleware<Nanos>>;

/// Whose turn it is to post: a quota for each account and for each place, one below what the server allows at once.
pub struct Pace {
    ticks: Ticks,
    platforms: BTreeMap<String, Platform>,
    turns: u32,
}

struct Platform {
    account: Quotas<String>,
    place: Quotas<Place>,
    // Places whose turn was taken while the account's had to wait: they don't pay twice.
    paid: BTreeSet<Place>,
    // What servers asked for.
    resting: BTreeMap<Place, Timestamp>,
    accounts_resting: BTreeMap<String, Timestamp>,
}

/// Whether a post may go now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It may, and its cells are taken.
    Now,
    /// Nothing of this place may before that.
    Place(Timestamp),
    /// Nothing of this account may before that.
    Account(Timestamp),
}

impl Pace {
    /// Nobody has posted yet.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { ticks: Ticks::new(clock), platforms: BTreeMap::new(), turns: 0 }
    }

    /// Asks for a turn to post in `place`, under the quota of its platform.
    pub fn turn(&mut self, place: &Place, quota: PlatformQuota) -> Turn {
        self.turns += 1;
        if self.turns.is_multiple_of(MANY) {
            self.forget_idle();
        }
        let (ticks, now) = (self.ticks.clone(), self.ticks.now());
        let platform = self.platform(place, quota);
        if let Some(until) = platform.accounts_resting.get(&place.account).filter(|it| **it > now) {
            return Turn::Account(*until);
        }
        if let Some(until) = platform.resting.get(place).filter(|it| **it > now) {
            return Turn::Place(*until);
        }
        let paid = platform.paid.contains(place);
        if let Some(not_yet) = (!paid).then(|| platform.place.check_key(place)).and_then(Result::err) {
            return Turn::Place(ticks.until(&not_yet));
        }
        if let Err(not_yet) = platform.account.check_key(&place.account) {
            platform.paid.insert(place.clone());
            return Turn::Account(ticks.until(&not_yet));
        }
        platform.paid.remove(place);
        Turn::Now
    }

    /// The server asked for rest until then. When two places are asked at the same time it is the account that is meant.
    pub fn rest(&mut self, place: &Place, until: Timestamp, quota: PlatformQuota) {
        let now = self.ticks.now();
        let until = until.min(now + LONGEST_REST);
        let platform = self.platform(place, quota);
        platform.resting.retain(|_, it| *it > now);
        let others = platform.resting.keys().any(|it| it != place && it.account == place.account);
        if others {
            let account = platform.accounts_resting.entry(place.account.clone()).or_insert(until);
            *account = until.max(*account);
        }
        let own = platform.resting.entry(place.clone()).or_insert(until);
        *own = until.max(*own);
    }

    fn platform(&mut self, place: &Place, quota: PlatformQuota) -> &mut Platform {
        let ticks = &self.ticks;
        self.platforms.entry(place.platform.clone()).or_insert_with(|| Platform {
            account: RateLimiter::hashmap_with_clock(cells(quota.account, 1), ticks.clone()),
            place: RateLimiter::hashmap_with_clock(cells(quota.place, 1), ticks.clone()),
            paid: BTreeSet::new(),
            resting: BTreeMap::new(),
            accounts_resting: BTreeMap::new(),
        })
    }

    fn forget_idle(&mut self) {
        let now = self.ticks.now();
        for platform in self.platforms.values_mut() {
            platform.place.retain_recent();
            platform.resting.retain(|_, it| *it > now);
            platform.accounts_resting.retain(|_, it| *it > now);
        }
    }
}

/// A quota as governor has it, `below` cells under its burst.
fn cells(quota: Quota, below: u32) -> Cells {
    let burst = quota.burst.saturating_sub(below).try_into().unwrap_or(std::num::NonZeroU32::MIN);
    // A period of nothing is no limit; governor knows none, so it is a very short one.
    let period = quota.period.max(std::time::Duration::from_nanos(1));
    Cells::with_period(period).unwrap_or(Cells::per_second(burst)).allow_burst(burst)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::fake::clock::FakeClock;

    fn place(account: &str, channel: &str) -> Place {
        Place { platform: "fake".into(), account: account.into(), channel: channel.into() }
    }

    fn quota(burst: u32, millis: u64) -> Quota {
        Quota { burst, period: Duration::from_millis(millis) }
    }

    /// Milliseconds at which posts to `places` go, one after the other.
    fn times(quota: PlatformQuota, places: &[Place]) -> Vec<i64> {
        let clock = Arc::new(FakeClock::at("2026-11-24T08:00:00Z"));
        let start = clock.now();
        let mut pace = Pace::new(clock.clone());
        let mut at = Vec::new();
        for place in places {
            loop {
                match pace.turn(place, quota) {
                    Turn::Now => break,
                    Turn::Place(until) | Turn::Account(until) => {
                        assert!(until > clock.now());
                        clock.set(until);
                    }
                }
            }
            at.push((clock.now() - start).num_milliseconds());
        }
        at
    }

    #[test]
    fn one_below_the_burst_then_one_a_period() {
        let check = |account, own, channels: &str, expected: &[i64]| {
            let places: Vec<Place> = channels.chars().map(|it| place("a", &it.to_string())).collect();
            assert_eq!(times(PlatformQuota { account, place: own }, &places), expected, "{channels}");
        };
        let free = quota(1_000, 1);
        check(quota(3, 1_000), free, "abcde", &[0, 0, 1_000, 2_000, 3_000]);
        check(free, quota(3, 1_000), "aaaab", &[0, 0, 1_000, 2_000, 2_000]);
        // A burst of one stays one.
        check(quota(1, 500), free, "abc", &[0, 500, 1_000]);
        // Who waits for the account has not lost their own turn.
        check(quota(2, 1_000), quota(2, 1_500), "abab", &[0, 1_000, 2_000, 3_000]);
        check(quota(1_000, 0), quota(1_000, 0), "aaaa", &[0, 0, 0, 0]);
    }

    #[test]
    fn rest_is_given() {
        let clock = Arc::new(FakeClock::at("2026-11-24T08:00:00Z"));
        let after = |seconds| clock.now() + TimeDelta::seconds(seconds);
        let quota = PlatformQuota { account: quota(50, 1), place: quota(50, 1) };
        let mut pace = Pace::new(clock.clone());
        pace.rest(&place("a", "1"), after(60), quota);
        assert_eq!(pace.turn(&place("a", "1"), quota), Turn::Place(after(60)));
        assert_eq!(pace.turn(&place("a", "2"), quota), Turn::Now);
        // A second place that is asked to rest: the account is meant.
        pace.rest(&place("a", "2"), after(30), quota);
        assert_eq!(pace.turn(&place("a", "3"), quota), Turn::Account(after(30)));
        assert_eq!(pace.turn(&place("b", "3"), quota), Turn::Now);
        let (end, year) = (after(30), after(86_400 * 365));
        clock.set(end);
        assert_eq!(pace.turn(&place("a", "3"), quota), Turn::Now);
        // Nobody can ask for years.
        pace.rest(&place("b", "1"), year, quota);
        assert_eq!(pace.turn(&place("b", "1"), quota), Turn::Place(end + LONGEST_REST));
    }

    #[test]
    fn a_clock_that_is_set_back_stops_nobody() {
        let clock = Arc::new(FakeClock::at("2026-11-24T08:00:00Z"));
        let quota = PlatformQuota { account: quota(2, 1_000), place: quota(9, 1) };
        let mut pace = Pace::new(clock.clone());
        assert_eq!(pace.turn(&place("a", "1"), quota), Turn::Now);
        clock.set(clock.now() - TimeDelta::hours(1));
        let Turn::Account(until) = pace.turn(&place("a", "2"), quota) else { panic!("the cell is taken") };
        assert_eq!(until, clock.now() + TimeDelta::seconds(1));
    }
}

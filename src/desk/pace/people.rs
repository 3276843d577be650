//! How often people may ask: a quota each for a person, a place and a thread, and when to try again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use governor::RateLimiter;

use super::ticks::Ticks;
use super::{Quotas, cells};
use crate::place::{Destination, Place};
use crate::policy::Policy;
use crate::ports::{Clock, Timestamp};

/// When so many are waiting to be forgotten, they are.
const MANY: usize = 10_000;

/// How often people may ask.
pub struct Patience {
    ticks: Ticks,
    person: Quotas<String>,
    place: Quotas<String>,
    thread: Quotas<String>,
    told: Mutex<BTreeMap<String, Timestamp>>,
}

/// Somebody has to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Until then.
    pub until: Timestamp,
    /// Who had too much.
    pub whose: Whose,
    /// Whether to tell them: the first time since they were last let through or told.
    pub tell: bool,
}

/// Whose quota is used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// This person's.
    Person,
    /// The place's, whoever asks.
    Place,
    /// The thread's.
    Thread,
}

impl Patience {
    /// Nobody has asked yet.
    pub fn new(policy: &Policy, clock: Arc<dyn Clock>) -> Self {
        let ticks = Ticks::new(clock);
        let quotas = |quota| RateLimiter::hashmap_with_clock(cells(quota, 0), ticks.clone());
        Self {
            person: quotas(policy.per_person),
            place: quotas(policy.per_place),
            thread: quotas(policy.per_thread),
            told: Mutex::default(),
            ticks,
        }
    }

    /// Whether `person` may give a command in `place` now.
    ///
    /// # Errors
    /// When they or the place have to wait.
    pub fn command(&self, place: &Place, person: &str) -> Result<(), Wait> {
        // The place first: what it refuses costs the person nothing.
        let key = place.line();
        self.check(&self.place, &key, Whose::Place)?;
        let key = format!("{}/{}/@{person}", place.platform, place.account);
        self.check(&self.person, &key, Whose::Person)
    }

    /// Whether one more answer may be given in a thread, or in a place outside its threads, now.
    ///
    /// # Errors
    /// When the thread has to wait.
    pub fn answer(&self, at: &Destination) -> Result<(), Wait> {
        let key = format!("{}#{}", at.place.line(), at.thread.as_deref().unwrap_or_default());
        self.check(&self.thread, &key, Whose::Thread)
    }

    fn check(&self, quotas: &Quotas<String>, key: &String, whose: Whose) -> Result<(), Wait> {
        let Err(not_yet) = quotas.check_key(key) else { return Ok(()) };
        let (now, until) = (self.ticks.now(), self.ticks.until(&not_yet));
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.len() >= MANY {
            told.retain(|_, it| *it > now);
            [&self.person, &self.place, &self.thread].into_iter().for_each(RateLimiter::retain_recent);
        }
        let tell = told.get(key).is_none_or(|it| *it <= now);
        if tell {
            told.insert(key.clone(), until);
        }
        Err(Wait { until, whose, tell })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chrono::TimeDelta;

    use super::*;
    use crate::fake::clock::FakeClock;
    use crate::ports::chat::Quota;

    #[test]
    fn whoever_asks_too_much_is_told_once_a_window() {
        let clock = Arc::new(FakeClock::at("2026-11-24T08:00:00Z"));
        let start = clock.now();
        let quota = |burst, seconds| Quota { burst, period: Duration::from_secs(seconds) };
        let policy =
            Policy { per_person: quota(2, 10), per_place: quota(4, 60), per_thread: quota(1, 5), ..Policy::default() };
        let patience = Patience::new(&policy, clock.clone());
        let at = |channel: &str| Place { platform: "fake".into(), account: "us".into(), channel: channel.into() };
        let check = |seconds, person, channel, expected: Option<(i64, Whose, bool)>| {
            clock.set(start + TimeDelta::seconds(seconds));
            let found = patience.command(&at(channel), person).err();
            let found = found.map(|it| ((it.until - start).num_seconds(), it.whose, it.tell));
            assert_eq!(found, expected, "{person} in {channel} after {seconds} s");
        };
        check(0, "ada", "1", None);
        check(0, "ada", "2", None);
        check(1, "ada", "2", Some((10, Whose::Person, true)));
        check(2, "ada", "2", Some((10, Whose::Person, false)));
        check(10, "ada", "3", None);
        check(11, "ada", "3", Some((20, Whose::Person, true)));
        // Three were heard in the second place or cost it a turn; one is left.
        check(12, "bo", "2", None);
        check(12, "cy", "2", Some((60, Whose::Place, true)));
        check(13, "di", "2", Some((60, Whose::Place, false)));
        check(13, "di", "1", None);

        let thread = at("1").thread("t");
        assert_eq!(patience.answer(&thread), Ok(()));
        assert!(patience.answer(&thread).is_err_and(|it| it.tell && it.whose == Whose::Thread));
        assert_eq!(patience.answer(&at("1").thread("u")), Ok(()));
    }
}

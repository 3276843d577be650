//! How a feed is and when it is asked again: a state and what each poll makes of it. The time is handed in.

use std::time::Duration;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use url::Url;

use super::hash;
use crate::ports::{FetchError, Polled, Timestamp};

/// What holds for all feeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Between two polls of a feed that says nothing else.
    pub period: Duration,
    /// The longest between two polls of a feed that fails.
    pub longest: Duration,
    /// After which time without a success a feed is no longer asked.
    pub disable_after: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        let hours = |it: u64| Duration::from_secs(it * 3600);
        Self { period: Duration::from_secs(30 * 60), longest: hours(24), disable_after: hours(14 * 24) }
    }
}

/// A feed's state, for the store to keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// When it is asked next; never where it is disabled.
    pub next: Option<Timestamp>,
    /// When it last answered as a feed.
    pub last_success: Option<Timestamp>,
    /// Since when it fails.
    pub failing_since: Option<Timestamp>,
    /// How often in a row it failed.
    pub failures: u32,
    /// What was wrong the last time, as a sentence.
    pub error: Option<String>,
    /// How long it wants to be left alone between polls.
    pub rest: Option<Duration>,
}

/// What a poll changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// How the feed is now.
    pub health: Health,
    /// Where it is from now on, if it moved.
    pub moved_to: Option<Url>,
    /// To be told to whoever follows it; once.
    pub notice: Option<String>,
}

impl Health {
    /// A feed that was just added: asked at once, or in its turn where many are added together.
    pub fn new(next: Timestamp) -> Self {
        Self { next: Some(next), last_success: None, failing_since: None, failures: 0, error: None, rest: None }
    }

    /// Whether it is to be asked now.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.next.is_some_and(|it| it <= now)
    }

    /// Whether what it holds is taken as read: it was never read before.
    pub fn is_first(&self) -> bool {
        self.last_success.is_none()
    }

    /// After a long pause of the whole program: a feed that is overdue waits for its turn, so that not all come at once.
    #[must_use]
    pub fn resumed(mut self, address: &Url, now: Timestamp, policy: &Policy) -> Self {
        let overdue = self.next.is_some_and(|it| now - it > span(policy.period));
        if overdue {
            self.next = Some(turn(address, now, policy.period));
        }
        self
    }

    /// Somebody wants a disabled feed back: it is asked at once and has the whole time again.
    #[must_use]
    pub fn revived(self, now: Timestamp) -> Self {
        Self { next: Some(now), failing_since: None, failures: 0, ..self }
    }

    /// What the poll of the feed at `address` that ended `now` makes of it.
    pub fn after(&self, outcome: Result<&Polled, &FetchError>, address: &Url, now: Timestamp, policy: &Policy) -> Step {
        let fresh = Self::new(now);
        match outcome {
            Ok(polled) => {
                // A feed that didn't change doesn't repeat what it wishes for.
                let rest = if polled.content.is_some() { polled.rest } else { polled.rest.or(self.rest) };
                let address = polled.moved_to.as_ref().unwrap_or(address);
                let pause = rest.unwrap_or_default().max(policy.period);
                let next = Some(turn_after(address, now, pause, policy));
                let health = Self { next, last_success: Some(now), rest, ..fresh };
                Step { health, moved_to: polled.moved_to.clone(), notice: None }
            }
            Err(FetchError::Gone(said)) => self.disabled(said, now, "It is no longer asked."),
            Err(error) => {
                let said = error.to_string();
                let since = self.failing_since.unwrap_or(now);
                if now - since >= span(policy.disable_after) {
                    let days = policy.disable_after.as_secs() / 86_400;
                    return self.disabled(
                        &said,
                        now,
                        &format!("After {days} days without an answer it is no longer asked."),
                    );
                }
                // Being asked to wait is an answer, and no reason to wait longer still.
                let after = match error {
                    FetchError::Transient { after, .. } => *after,
                    _ => None,
                };
                let failures = if after.is_some() { self.failures } else { self.failures.saturating_add(1) };
                let factor = 2_u32.saturating_pow(failures.saturating_sub(1));
                let back_off = policy.period.saturating_mul(factor).min(policy.longest);
                let pause = after.unwrap_or(back_off).min(policy.longest).max(policy.period);
                let next = Some(turn_after(address, now, pause, policy));
                let last_success = self.last_success;
                let health = Self {
                    next,
                    last_success,
                    failing_since: Some(since),
                    failures,
                    error: Some(said),
                    rest: self.rest,
                };
                Step { health, moved_to: None, notice: None }
            }
        }
    }

    fn disabled(&self, said: &str, now: Timestamp, end: &str) -> Step {
        let failing_since = self.failing_since.or(Some(now));
        let health = Self { next: None, failing_since, error: Some(said.to_owned()), ..self.clone() };
        Step { health, moved_to: None, notice: Some(format!("{said}. {end}")) }
    }
}

/// The feed's turn after a pause; a little early rather than a whole period late.
fn turn_after(address: &Url, now: Timestamp, pause: Duration, policy: &Policy) -> Timestamp {
    turn(address, now + span(pause.saturating_sub(policy.period / 10)), policy.period)
}

/// The feed's turn in the period that begins at `from`: always the same place in it, by its address, so that a thousand
/// feeds make a steady trickle, after a restart too. Never at `from` itself.
pub fn turn(address: &Url, from: Timestamp, period: Duration) -> Timestamp {
    let period = i64::try_from(period.as_millis()).unwrap_or(i64::MAX).max(1);
    let place = (hash(&[address.as_str()]) >> 2).cast_signed() % period;
    let since = (from.timestamp_millis() - place).rem_euclid(period);
    from.checked_add_signed(TimeDelta::milliseconds(period - since)).unwrap_or(from)
}

fn span(duration: Duration) -> TimeDelta {
    TimeDelta::from_std(duration).unwrap_or(TimeDelta::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::{FeedContent, Validators};

    fn feed() -> Url {
        Url::parse("https://example.org/feed.xml").unwrap()
    }

    fn at(minutes: i64) -> Timestamp {
        turn(&feed(), Timestamp::UNIX_EPOCH, Policy::default().period) + TimeDelta::minutes(minutes)
    }

    fn polled(rest_minutes: Option<u64>) -> Polled {
        let rest = rest_minutes.map(|it| Duration::from_secs(it * 60));
        Polled { moved_to: None, validators: Validators::default(), rest, content: Some(FeedContent::default()) }
    }

    fn transient(after_minutes: Option<u64>) -> FetchError {
        let after = after_minutes.map(|it| Duration::from_secs(it * 60));
        FetchError::Transient { said: "example.org could not be reached".into(), after }
    }

    #[test]
    fn when_next() {
        let check = |outcome: Result<&Polled, &FetchError>, failures: u32, expected: i64| {
            let before = Health { failures, failing_since: (failures > 0).then_some(at(-60)), ..Health::new(at(0)) };
            let step = before.after(outcome, &feed(), at(0), &Policy::default());
            assert_eq!(step.health.next.map(|it| (it - at(0)).num_minutes()), Some(expected), "{outcome:?} {failures}");
            assert_eq!(step.notice, None);
        };
        check(Ok(&polled(None)), 0, 30);
        check(Ok(&polled(Some(5))), 0, 30);
        check(Ok(&polled(Some(40))), 0, 60);
        check(Ok(&polled(Some(120))), 3, 120);
        // Each failure doubles the pause, up to a day.
        check(Err(&transient(None)), 0, 30);
        check(Err(&transient(None)), 1, 60);
        check(Err(&transient(None)), 2, 120);
        check(Err(&transient(None)), 30, 24 * 60);
        check(Err(&FetchError::Refused("status 404".into())), 1, 60);
        check(Err(&FetchError::TooLarge("too large".into())), 1, 60);
        // Retry-After: as long as asked, within reason.
        check(Err(&transient(Some(90))), 3, 90);
        check(Err(&transient(Some(1))), 3, 30);
        check(Err(&transient(Some(100_000))), 0, 24 * 60);
    }

    #[test]
    fn a_success_heals() {
        let ill = Health { failures: 9, failing_since: Some(at(-999)), error: Some("x".into()), ..Health::new(at(0)) };
        assert!(ill.is_first());
        let well = ill.after(Ok(&polled(Some(60))), &feed(), at(0), &Policy::default()).health;
        assert_eq!((well.failures, well.failing_since, &well.error), (0, None, &None));
        assert_eq!(well.last_success, Some(at(0)));
        assert!(!well.is_first() && !well.is_due(at(59)) && well.is_due(at(60)));
        // What did not change keeps its wish.
        let unchanged = Polled { content: None, ..polled(None) };
        let again = well.after(Ok(&unchanged), &feed(), at(60), &Policy::default()).health;
        assert_eq!(again.next, Some(at(120)));
    }

    #[test]
    fn disabled_once_with_one_notice() {
        let policy = Policy::default();
        let mut health = Health::new(at(0));
        let (mut notices, mut polls) = (Vec::new(), 0);
        // A year, minute by minute as it were: it is asked only when it is due.
        while let Some(now) = health.next.filter(|it| *it < at(365 * 24 * 60)) {
            let step = health.after(Err(&transient(None)), &feed(), now, &policy);
            polls += 1;
            notices.extend(step.notice.map(|it| ((now - at(0)).num_days(), it)));
            health = step.health;
        }
        let said = "example.org could not be reached. After 14 days without an answer it is no longer asked.";
        assert_eq!(notices, [(14, said.to_owned())]);
        assert!(polls < 30, "{polls}");
        assert_eq!(health.error.as_deref(), Some("example.org could not be reached"));
        let revived = health.revived(at(1));
        assert!(revived.is_due(at(1)));
        assert_eq!(revived.after(Err(&transient(None)), &feed(), at(1), &policy).notice, None);
    }

    #[test]
    fn gone_is_gone() {
        let step =
            Health::new(at(0)).after(Err(&FetchError::Gone("Taken away".into())), &feed(), at(0), &Policy::default());
        assert_eq!(step.health.next, None);
        assert_eq!(step.notice.as_deref(), Some("Taken away. It is no longer asked."));
    }

    #[test]
    fn moved_for_good() {
        let to = Url::parse("https://new.example/feed").unwrap();
        let polled = Polled { moved_to: Some(to.clone()), ..polled(None) };
        let step = Health::new(at(0)).after(Ok(&polled), &feed(), at(0), &Policy::default());
        assert_eq!(step.moved_to, Some(to));
    }

    #[test]
    fn a_thousand_feeds_make_a_trickle() {
        let (period, now) = (Duration::from_secs(1800), at(7));
        let mut minutes = [0; 30];
        for n in 0..1000 {
            let feed = Url::parse(&format!("https://example.org/feed/{n}")).unwrap();
            let first = turn(&feed, now, period);
            let wait = (first - now).num_seconds();
            assert!((0..=1800).contains(&wait), "{wait}");
            // Its next turn is one period later, whenever it is asked for.
            assert_eq!(turn(&feed, first, period) - first, span(period));
            minutes[usize::try_from(wait / 60).unwrap().min(29)] += 1;
            // After a night's pause nothing comes at once.
            let slept = Health::new(now - TimeDelta::hours(9)).resumed(&feed, now, &Policy::default());
            assert_eq!(slept.next, Some(first));
        }
        assert!(minutes.iter().all(|it| (12..=60).contains(it)), "{minutes:?}");
    }
}

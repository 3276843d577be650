//! The machine's clock: the one place that asks it for the time of day.

use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use desk::ports::{Clock, Timestamp};

/// The machine's clock may be set, and sleeps while the machine does: the time is looked at again this often.
const LOOK_AGAIN: Duration = Duration::from_secs(20);

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SystemClock;

#[async_trait]
impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the desk's Clock")]
    fn now(&self) -> Timestamp {
        SystemTime::now().into()
    }

    async fn sleep_until(&self, at: Timestamp) {
        while let Ok(rest) = (at - self.now()).to_std() {
            if rest.is_zero() {
                return;
            }
            tokio::time::sleep(rest.min(LOOK_AGAIN)).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn it_wakes_when_it_is_time() {
        let clock = SystemClock;
        let at = clock.now() + chrono::TimeDelta::milliseconds(30);
        clock.sleep_until(at).await;
        assert!(clock.now() >= at);
        clock.sleep_until(at - chrono::TimeDelta::hours(1)).await;
    }
}

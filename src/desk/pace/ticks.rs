//! Our clock as governor wants one: it only goes forward.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use governor::NotUntil;
use governor::clock::Clock as Governor;
use governor::nanos::Nanos;

use crate::ports::{Clock, Timestamp};

/// The time that has passed, whatever was done to the clock: when it is set back, nothing passes.
#[derive(Clone)]
pub(super) struct Ticks {
    clock: Arc<dyn Clock>,
    passed: Arc<Mutex<(Timestamp, Duration)>>,
}

impl Ticks {
    pub(super) fn new(clock: Arc<dyn Clock>) -> Self {
        let passed = Arc::new(Mutex::new((clock.now(), Duration::ZERO)));
        Self { clock, passed }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// When a refused one may try again.
    pub(super) fn until(&self, not_yet: &NotUntil<Nanos>) -> Timestamp {
        let wait = not_yet.wait_time_from(Governor::now(self));
        self.clock.now() + wait.max(Duration::from_nanos(1))
    }
}

impl Governor for Ticks {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let now = self.clock.now();
        let mut passed = self.passed.lock().unwrap_or_else(PoisonError::into_inner);
        let step = (now - passed.0).to_std().unwrap_or_default();
        passed.1 += step;
        passed.0 = now;
        passed.1.into()
    }
}

impl fmt::Debug for Ticks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ticks").finish_non_exhaustive()
    }
}

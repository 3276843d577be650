//! A bell: whoever makes work rings it, whoever does the work waits for it.

use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

use futures_util::task::AtomicWaker;

/// A bell with one listener. A ring before it listens is not lost; many rings are one.
#[derive(Clone, Default)]
pub struct Bell(Arc<Inner>);

#[derive(Default)]
struct Inner {
    rung: AtomicBool,
    listener: AtomicWaker,
}

impl Bell {
    /// There is work.
    pub fn ring(&self) {
        self.0.rung.store(true, Ordering::Release);
        self.0.listener.wake();
    }

    /// Whether it was rung since it was last heard; it has been heard now.
    pub fn heard(&self) -> bool {
        self.0.rung.swap(false, Ordering::AcqRel)
    }

    /// Waits until it is rung.
    pub async fn rung(&self) {
        poll_fn(|context| {
            self.0.listener.register(context.waker());
            if self.heard() { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }
}

impl fmt::Debug for Bell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bell").field("rung", &self.0.rung).finish_non_exhaustive()
    }
}

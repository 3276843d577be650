//! For the crash drill, in debug builds alone: the process ends without a word at a named step (`NEWSDESK_DRILL=STEP:NTH`).

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

static WHERE: OnceLock<(String, u32)> = OnceLock::new();
static REACHED: AtomicU32 = AtomicU32::new(0);

/// Takes up what the environment asks for.
pub(crate) fn set_up() {
    let asked = std::env::var_os("NEWSDESK_DRILL").and_then(|it| it.into_string().ok());
    let Some((step, nth)) = asked.as_deref().and_then(|it| it.rsplit_once(':')) else { return };
    let Ok(nth) = nth.parse() else { return };
    if WHERE.set((step.to_owned(), nth)).is_ok() {
        desk::drill::watch(reached);
    }
}

fn reached(name: &str) {
    let Some((step, nth)) = WHERE.get() else { return };
    if name == step && REACHED.fetch_add(1, Ordering::SeqCst) + 1 == *nth {
        std::process::abort();
    }
}

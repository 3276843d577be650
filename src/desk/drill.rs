//! Named steps, for the drill that kills the process at each of them. In a release build they are nothing.

#[cfg(debug_assertions)]
static WATCH: std::sync::OnceLock<fn(&str)> = std::sync::OnceLock::new();

/// Every step from now on is shown to `watch`, which may well not come back. Only the first call counts.
#[cfg(debug_assertions)]
pub fn watch(watch: fn(&str)) {
    let _first = WATCH.set(watch);
}

/// A step is reached.
#[inline]
pub fn step(name: &str) {
    #[cfg(debug_assertions)]
    if let Some(watch) = WATCH.get() {
        watch(name);
    }
    #[cfg(not(debug_assertions))]
    let _: &str = name;
}

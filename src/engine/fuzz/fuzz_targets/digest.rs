//! Any bytes at all: no panic, no hang, and every invariant of `tests/it/invariant.rs`.
#![no_main]

#[path = "../../tests/it/invariant.rs"]
#[expect(dead_code, reason = "a run reads in one way, the tests in every way")]
mod invariant;

use std::sync::OnceLock;

use invariant::{World, hold_as};
use libfuzzer_sys::fuzz_target;

static WORLD: OnceLock<World> = OnceLock::new();

// The first byte says how the rest is read: one way a run, so that there are more runs.
fuzz_target!(|bytes: &[u8]| {
    let Some((way, rest)) = bytes.split_first() else { return };
    hold_as(*way, rest, WORLD.get_or_init(World::new));
});

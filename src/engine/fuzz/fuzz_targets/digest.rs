//! Any bytes at all: no panic, no hang, and every invariant of `tests/it/invariant.rs`.
#![no_main]

#[path = "../../tests/it/invariant.rs"]
mod invariant;

use std::sync::OnceLock;

use invariant::{World, hold_for_bytes};
use libfuzzer_sys::fuzz_target;

static WORLD: OnceLock<World> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| hold_for_bytes(bytes, WORLD.get_or_init(World::new)));

//! The engine's tests from outside: its invariants over arbitrary text, and the golden cases.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "these are tests; clippy knows only functions marked as such"
)]

mod invariant;

mod arbitrary;
mod golden;
mod house;

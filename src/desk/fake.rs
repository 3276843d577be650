//! Stand-ins for the world, for tests and drills: a clock that stands still, a chat in memory, pages and feeds by address.

pub mod clock;
pub mod outbox;
pub mod platform;
pub mod source;

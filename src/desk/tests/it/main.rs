//! The desk as a whole: a store, a stand-in for the world, a clock that stands still.

mod asking;
mod journey;
mod stage;

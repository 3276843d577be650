//! What happens when: the newsroom's desk, which reaches the world only through ports.
//!
//! So far it holds the ports that reading articles needs, and what following feeds takes; the crates that fill the ports
//! import it, never the other way round.

pub mod place;
pub mod event;
pub mod post;
pub mod command;
pub mod delivery;
pub mod record;
pub mod ports;

pub mod feed;

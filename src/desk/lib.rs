//! What happens when: the newsroom's desk, which reaches the world only through ports.
//!
//! So far it holds the ports that reading articles needs; the crates that fill them import it, never the other way round.

pub mod ports;

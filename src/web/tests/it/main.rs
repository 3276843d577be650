//! The web from outside: against servers of our own on the loopback, which misbehave as real ones do.

mod server;

mod feeds;
mod hostile;
mod certificates;
mod limits;
mod polite;
mod secrets;

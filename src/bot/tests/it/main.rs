//! The program from outside: what it prints, where, and with which exit code.

mod newsdesk;

#[cfg(feature = "web")]
mod addresses;
mod bad_input;
#[cfg(feature = "chat")]
mod chat;
#[cfg(feature = "web")]
mod feeds;
mod lines;
mod pages;
mod readme;
mod schema;

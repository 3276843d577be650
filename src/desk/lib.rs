//! What happens when: the newsroom's desk, which reaches the world only through ports.
//!
//! ```text
//! ChatPlatform ─Event─▶ receive ─▶ (store: recorded) ─▶ acknowledged
//!                                      │
//!                            handle: command ─Request─▶ brief, answer, feed, schedule, watch … ─Done─▶ commit
//! clock ─▶ poll feeds ─▶ items ─▶ read ─▶ editions at their slot ───────────────────────────────────────┤
//!                                                                                (store: outbox rows)◀──┘
//!                                                              deliver ─▶ ChatPlatform::{post, find, edit, …}
//! ```
//! A handler reads, and hands back what is to change; it is written in one transaction with the event's being done. So
//! whatever was accepted is done, once, whenever the process dies. Nothing is sent but from a row of the outbox.

pub mod address;
pub mod reading;

pub mod place;
pub mod event;
pub mod post;
pub mod command;
pub mod settings;
pub mod status;
pub mod policy;
pub mod newsroom;
pub mod shelf;
pub mod say;
pub mod share;
pub mod digesting;
pub mod brief;
pub mod lookup;
pub mod answer;
pub mod evidence;
pub mod follow_up;
pub mod handle;
pub mod work;
pub mod revise;
pub mod schedule;
pub mod watch;
pub mod edition;
pub mod delivery;
pub mod record;
pub mod deliver;
pub mod pace;
pub mod bell;
pub mod drill;
pub mod ports;
#[cfg(any(test, feature = "fake"))]
pub mod fake;

pub mod feed;

//! The `newsdesk` program: wiring only.
//!
//! ```text
//! arguments ─▶ command/{brief, ask, analyse, extract} ─▶ input or fetched ─▶ engine ─▶ output
//!                        │                         PDF, DOCX, mail ─▶ files ═▶ this program as read-document
//!                        └─ with --jsonl ─▶ jsonl (a line in, a line out, all cores)
//!              command/feed ─▶ web ─▶ output
//!              command/chat: console ─▶ desk (on store, web, clock) ─▶ console
//!              command/{outbox, keep} ─▶ store ─▶ output
//!              command/generate: schema, completions, man page
//! ```
//! Exit codes: 0 done · 1 the article could not be read or is none · 2 wrong usage. A closed pipe is not an error.

mod arguments;
#[cfg(feature = "chat")]
mod clock;
mod command;
#[cfg(feature = "chat")]
mod data;
#[cfg(all(feature = "chat", debug_assertions))]
mod drill;
mod failure;
#[cfg(feature = "web")]
mod fetched;
#[cfg(feature = "web")]
mod files;
mod input;
mod jsonl;
mod output;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    match command::run(arguments::Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

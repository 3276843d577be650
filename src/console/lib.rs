//! A chat in the terminal: the newcomer's platform, with threads and commands and no account.
//!
//! ```text
//! keyboard or pipe ─input─▶ line ─session─▶ Event ─▶ the desk
//!                                                      │
//! terminal ◀─screen─ platform (threads, keys) ◀─Post───┘
//! ```
//! What the platform has shown stands in a transcript (keys and ids, no words), so that nothing is shown twice after a
//! crash and a thread can be entered the next day.

pub mod platform;
pub mod screen;
pub mod input;
pub mod session;
pub mod file;
mod files;
mod line;
mod transcript;

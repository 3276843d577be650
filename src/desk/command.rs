//! Commands, declared once as data: every platform's form of them, their help and their rights come from here.
//!
//! ```text
//! "feed add https://…" ─parse─▶ Invocation ─check─▶ Request ─right─▶ handler
//!      (typed)                  (slash command, button)
//! ```
//! Whatever an adapter claims to have checked is checked again: it only translates.

pub mod request;
pub mod declared;
mod parse;
mod check;
pub mod value;
pub mod right;
pub mod help;
pub mod suggest;

use engine::recipe::Recipes;

use crate::event::{AttachmentRef, Invocation, What};
use crate::newsroom::Trouble;
use declared::Command;
use request::Request;

/// What a command is read against.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The recipes that can be asked for.
    pub recipes: &'a Recipes,
    /// What stands before a command there: "/" or "!".
    pub prefix: &'a str,
}

/// A command that can be done, rights apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// Its declaration: who may, and whether the answer is for the asker alone.
    pub command: &'static Command,
    /// What it asks for.
    pub request: Request,
}

/// What an event asks for; `None` when it is no command.
///
/// # Errors
/// A sentence for the person, which names the argument and shows an example.
pub fn understand(what: &What, known: &Known<'_>) -> Option<Result<Understood, Trouble>> {
    match what {
        What::Command(invocation) => Some(taken_apart(invocation, known)),
        What::Typed { line, files } => Some(typed(line, files, known)),
        What::Said { .. } | What::Removed(_) | What::Left => None,
    }
}

/// What a typed line asks for: "brief https://…", with or without the prefix.
///
/// # Errors
/// As [`understand`].
pub fn typed(line: &str, files: &[AttachmentRef], known: &Known<'_>) -> Result<Understood, Trouble> {
    taken_apart(&parse::line(line, files, known)?, known)
}

/// What a command that the platform has taken apart asks for.
///
/// # Errors
/// As [`understand`].
pub fn taken_apart(invocation: &Invocation, known: &Known<'_>) -> Result<Understood, Trouble> {
    let path: Vec<&str> = invocation.path.iter().map(String::as_str).collect();
    let command = declared::at(&path).ok_or_else(|| parse::unknown(&path, known))?;
    Ok(Understood { command, request: check::request(command, invocation, known)? })
}

/// Whether a line begins with the name of a command: tells "status" from a question, where no prefix is needed.
pub fn is_command(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default().to_lowercase();
    value::link::has_scheme(&first) || declared::COMMANDS.iter().any(|it| it.path[0] == first)
}

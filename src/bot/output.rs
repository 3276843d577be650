//! Standard output: its width, whether it takes colour, and JSON on it.

use std::io::{self, IsTerminal as _, Write as _};

use serde::Serialize;

use crate::failure::Failure;

/// Lines longer than this are tiring to read even where the terminal is wider.
const WIDEST: usize = 100;

/// What standard output is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Screen {
    /// Columns to wrap at; none when it is not a terminal, so that lines can be searched and joined.
    pub(crate) width: Option<usize>,
    /// Whether colour may be used.
    pub(crate) colour: bool,
}

/// Asks what standard output is.
pub(crate) fn screen() -> Screen {
    let terminal = io::stdout().is_terminal();
    let forbidden = std::env::var_os("NO_COLOR").is_some_and(|it| !it.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|it| it == "dumb");
    let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    Screen { width: terminal.then(|| columns.unwrap_or(80).clamp(40, WIDEST)), colour: terminal && !forbidden && !dumb }
}

/// Prints `text`, which ends with a line break.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Prints one JSON object.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
    print(&(text + "\n"))
}

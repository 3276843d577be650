//! Standard output: its width, whether it takes colour, and JSON on it.

use std::io::{self, IsTerminal as _, Write as _};

use engine::render::block::Block;
use engine::render::clean::hides;
use engine::render::markdown::markdown;
use engine::render::terminal::{Style, terminal};
use serde::Serialize;

use crate::arguments::Format;
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

/// Prints blocks as text for this screen, or as Markdown.
pub(crate) fn blocks(blocks: &[Block], format: Format) -> Result<(), Failure> {
    if format == Format::Markdown {
        return print(&markdown(blocks));
    }
    let Screen { width, colour } = screen();
    print(&terminal(blocks, Style { width, colour }))
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
    print(&(harmless(text) + "\n"))
}

/// JSON says the same with every invisible or control character spelt `\u....`: so a terminal that shows it is safe.
pub(crate) fn harmless(json: String) -> String {
    let risky = |it: char| it != '\n' && (it.is_control() || hides(it));
    if !json.contains(risky) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 64);
    for it in json.chars() {
        if risky(it) {
            let mut units = [0; 2];
            it.encode_utf16(&mut units).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        } else {
            out.push(it);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn json_says_the_same() {
        let json = serde_json::to_string("a\u{202e}b\u{9b}31m\u{e0041} é").unwrap();
        let safe = harmless(json.clone());
        assert_eq!(safe, "\"a\\u202eb\\u009b31m\\udb40\\udc41 é\"");
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), serde_json::from_str::<String>(&json).unwrap());
    }
}

//! Where lines come from: a terminal with editing and history, or a pipe.

use std::io::{self, BufRead, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use desk::command::declared::COMMANDS;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::Validator;
use rustyline::{CompletionType, Config, Context, Editor, ExternalPrinter as _, Helper};

use crate::screen::Printer;

/// Longer lines are pasted articles: they are not what somebody wants back with the arrow key.
const LONGEST_REMEMBERED: usize = 500;

/// Lines, one after the other.
pub trait Lines: Send {
    /// The next line, or `None` when there are no more. Blocks.
    ///
    /// # Errors
    /// When it can't be read.
    fn read(&mut self, prompt: &str) -> io::Result<Option<String>>;
}

/// Lines from a pipe or file.
pub struct Piped<R>(pub R);

impl<R: BufRead + Send> Lines for Piped<R> {
    fn read(&mut self, _: &str) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        let count = self.0.read_until(b'\n', &mut line)?;
        let text = String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']).to_owned();
        Ok((count > 0).then_some(text))
    }
}

/// A terminal.
pub struct Keyboard {
    editor: Editor<Commands, FileHistory>,
    history: Option<PathBuf>,
    colour: bool,
}

impl Keyboard {
    /// The terminal that we run in; what was typed before is in `history`.
    ///
    /// # Errors
    /// When it can't be used.
    pub fn new(history: Option<&Path>, colour: bool) -> io::Result<Self> {
        let config = Config::builder().completion_type(CompletionType::List).history_ignore_space(true).build();
        let mut editor = Editor::with_history(config, FileHistory::new()).map_err(failed)?;
        editor.set_helper(Some(Commands));
        if let Some(history) = history {
            // There is none the first time, and a broken one is not worth a word.
            let _ = editor.load_history(history);
        }
        Ok(Self { editor, history: history.map(Path::to_owned), colour })
    }

    /// What writes above the line that is being typed; none where the terminal can't do that.
    pub fn printer(&mut self) -> Option<Printer> {
        let mut printer = self.editor.create_external_printer().ok()?;
        Some(Box::new(move |text| {
            let _ = printer.print(text);
            let _ = io::stdout().flush();
        }))
    }
}

impl Lines for Keyboard {
    fn read(&mut self, prompt: &str) -> io::Result<Option<String>> {
        let styled = if self.colour { format!("\u{1b}[1m{prompt}\u{1b}[0m") } else { prompt.to_owned() };
        match self.editor.readline(&(prompt.to_owned(), styled)) {
            Ok(line) => {
                if line.len() <= LONGEST_REMEMBERED && !line.contains('\n') {
                    let _ = self.editor.add_history_entry(&line);
                    let _ = self.history.as_ref().map(|it| self.editor.append_history(it));
                }
                Ok(Some(line))
            }
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => Ok(None),
            Err(it) => Err(failed(it)),
        }
    }
}

fn failed(it: ReadlineError) -> io::Error {
    match it {
        ReadlineError::Io(it) => it,
        it => io::Error::other(it),
    }
}

/// Completes the names of commands and of their options.
struct Commands;

impl Helper for Commands {}
impl Hinter for Commands {
    type Hint = String;
}
impl Highlighter for Commands {}
impl Validator for Commands {}

impl Completer for Commands {
    type Candidate = String;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        Ok(complete(line.get(..at).unwrap_or_default()))
    }
}

/// The console's own commands.
const OWN: &[&str] = &["thread", "threads", "back", "quit"];

/// From where on `line` can be completed, and to what.
fn complete(line: &str) -> (usize, Vec<String>) {
    let slash = usize::from(line.starts_with('/'));
    let bare = line.get(slash..).unwrap_or_default();
    let last = bare.rsplit(' ').next().unwrap_or_default();
    let from = line.len() - last.len();
    let before: Vec<&str> = bare.get(..bare.len() - last.len()).unwrap_or_default().split_whitespace().collect();
    let mut found: Vec<String> = match before.as_slice() {
        [] => COMMANDS.iter().map(|it| it.path[0]).chain(OWN.iter().copied()).map(|it| format!("{it} ")).collect(),
        [first] if COMMANDS.iter().any(|it| it.path.len() == 2 && it.path[0] == *first) => {
            COMMANDS.iter().filter(|it| it.path[0] == *first).map(|it| format!("{} ", it.path[1])).collect()
        }
        words => {
            let command = COMMANDS.iter().find(|it| words.starts_with(it.path));
            command.map(|it| it.options.iter().map(|it| format!("{}=", it.name)).collect()).unwrap_or_default()
        }
    };
    found.retain(|it| it.starts_with(last));
    found.dedup();
    (from, found)
}

/// The terminal as it was found: whatever ends the program while a line is being typed must leave it so.
pub struct AsFound(Option<Termios>);

impl AsFound {
    /// Remembers it; nothing, where standard input is none.
    pub fn remember() -> Self {
        let input = io::stdin();
        Self(input.is_terminal().then(|| tcgetattr(&input).ok()).flatten())
    }
}

impl Drop for AsFound {
    fn drop(&mut self) {
        let Some(termios) = &self.0 else { return };
        let _ = tcsetattr(io::stdin(), OptionalActions::Drain, termios);
        // No more marks around what is pasted.
        if io::stdout().is_terminal() {
            let _ = io::stdout().write_all(b"\x1b[?2004l");
            let _ = io::stdout().flush();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn piped_lines() {
        let mut lines = Piped(&b"one\r\n\ntwo \xff"[..]);
        let mut read = || lines.read("> ").unwrap();
        assert_eq!(read().as_deref(), Some("one"));
        assert_eq!(read().as_deref(), Some(""));
        assert_eq!(read().as_deref(), Some("two \u{fffd}"));
        assert_eq!(read(), None);
    }

    #[test]
    fn completions() {
        let check = |line: &str, from: usize, expected: &[&str]| {
            assert_eq!(complete(line), (from, expected.iter().map(|it| (*it).to_owned()).collect()), "{line}");
        };
        check("/sch", 1, &["schedule "]);
        check("ev", 0, &["evidence "]);
        check("schedule pre", 9, &["preview "]);
        check("/schedule add 8am rec", 18, &["recipe="]);
        check("/thr", 1, &["thread ", "threads "]);
        check("hello wor", 6, &[]);
        check("é", 0, &[]);
    }
}

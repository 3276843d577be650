//! What is shown: on a terminal beside the line that is being typed, else on standard output.

use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use engine::render::block::{Block, Line};
use engine::render::terminal::{Style, terminal};

/// Erases the line that the cursor is on.
const ERASE: &str = "\r\u{1b}[K";

/// Writes above the line that is being typed, if one is.
pub type Printer = Box<dyn FnMut(String) + Send>;

/// Where posts are shown.
pub struct Screen {
    style: Box<dyn Fn() -> Style + Send + Sync>,
    terminal: bool,
    out: Mutex<Out>,
}

struct Out {
    write: Box<dyn Write + Send>,
    printer: Option<Printer>,
    // A word that is erased by what comes next.
    passing: bool,
}

impl Screen {
    /// Standard output; `style` says each time how wide it is. `terminal` is whether a person sees it come.
    pub fn new(terminal: bool, style: impl Fn() -> Style + Send + Sync + 'static) -> Self {
        Self::to(io::stdout(), terminal, style)
    }

    /// Another place to write to.
    pub fn to(
        write: impl Write + Send + 'static,
        terminal: bool,
        style: impl Fn() -> Style + Send + Sync + 'static,
    ) -> Self {
        let out = Out { write: Box::new(write), printer: None, passing: false };
        Self { style: Box::new(style), terminal, out: Mutex::new(out) }
    }

    /// From now on what is shown goes through `printer`.
    pub fn beside(&self, printer: Printer) {
        self.out().printer = Some(printer);
    }

    /// Whether a person sees it come.
    pub fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// How text may look, `indent` columns being taken.
    pub fn style(&self, indent: usize) -> Style {
        let style = (self.style)();
        Style { width: style.width.map(|it| it.saturating_sub(indent)), ..style }
    }

    /// Shows lines, each with its line break.
    pub fn show(&self, text: &str) {
        let mut out = self.out();
        let erase = if std::mem::take(&mut out.passing) { ERASE } else { "" };
        out.put(format!("{erase}{text}"));
    }

    /// Shows a word that the next thing shown takes the place of; on a terminal only.
    pub fn passing(&self, word: &str) {
        if !self.terminal {
            return;
        }
        let mut out = self.out();
        if !out.passing {
            out.passing = true;
            out.put(dim(word, (self.style)().colour));
        }
    }

    /// Takes the passing word away.
    pub fn passed(&self) {
        let mut out = self.out();
        if std::mem::take(&mut out.passing) {
            out.put(ERASE.to_owned());
        }
    }

    /// Words of ours that matter less.
    pub fn aside(&self, words: &str) {
        // The blocks clean and wrap it.
        let text = terminal(&[Block::LeftOut(Line::of(words))], self.style(0));
        self.show(&text);
    }

    fn out(&self) -> MutexGuard<'_, Out> {
        self.out.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Out {
    /// A terminal that has gone away is noticed where lines are read.
    fn put(&mut self, text: String) {
        match &mut self.printer {
            Some(printer) => printer(text),
            None => {
                let _ = self.write.write_all(text.as_bytes()).and_then(|()| self.write.flush());
            }
        }
    }
}

fn dim(words: &str, colour: bool) -> String {
    if colour { format!("\u{1b}[2m{words}\u{1b}[0m") } else { words.to_owned() }
}

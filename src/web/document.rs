//! Articles in files that are no pages: PDF, Word's DOCX, mail.
//!
//! ```text
//! bytes ─FileKind::of─▶ child ══ standard input ══▶ serve: limits ─▶ pdf | docx | mail
//!                         ◀════════ JSON ═════════════════════════════════┘ Found or Refusal
//! Found ─▶ engine::extract ─▶ Document {article, notes}
//! ```
//! Their formats are hostile: a child process of the same program takes them apart, with nothing of the environment, no
//! open files, and limits on memory and time that the system holds it to. What it says is text, and is believed no further.

mod child;
mod credible;
mod docx;
mod found;
mod mail;
mod pdf;
pub mod serve;

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use engine::article::Article;
use engine::extract::{ExtractError, Format, Headers, Known, Limits, blocks, briefable, document};

pub(crate) use found::Found;
pub use found::Refusal;

/// The most bytes of any file that is read.
pub const LARGEST: usize = 20_000_000;

/// What kind of file the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// PDF.
    Pdf,
    /// Word's format since 2007, and everything else that comes as a ZIP archive or as a container of old Word: the
    /// reader says what it is instead.
    Docx,
    /// A message (RFC 822).
    Mail,
}

impl FileKind {
    /// The kind that the bytes themselves show, whatever their name or sender says.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let head = bytes.get(..1_024).unwrap_or(bytes);
        if head.windows(5).any(|it| it == b"%PDF-") {
            return Some(Self::Pdf);
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") || bytes.starts_with(docx::CONTAINER) {
            return Some(Self::Docx);
        }
        mail::is_message(bytes).then_some(Self::Mail)
    }

    /// The kind that the end of a file's name promises ("pdf"), for files that don't show it.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending {
            "pdf" => Some(Self::Pdf),
            "docx" | "docm" | "dotx" | "doc" => Some(Self::Docx),
            "eml" => Some(Self::Mail),
            _ => None,
        }
    }

    /// What it is called on the command line of the child process.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Mail => "mail",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Pdf, Self::Docx, Self::Mail].into_iter().find(|it| it.name() == name)
    }

    /// The most bytes of such a file that are read.
    pub fn limit(self) -> usize {
        match self {
            Self::Pdf | Self::Docx => LARGEST,
            Self::Mail => 10_000_000,
        }
    }
}

/// An article from a file, and what was left out of it, in words.
#[derive(Clone, Debug)]
pub struct Document {
    /// The article.
    pub article: Article,
    /// What was not read ("2 attachments were not read"), if anything.
    pub notes: Vec<String>,
}

/// Why a file gave no article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// The file can't be read.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It was read and holds no article.
    #[error(transparent)]
    Extract(#[from] ExtractError),
}

/// Reads files in child processes, one at a time.
#[derive(Debug)]
pub struct Documents {
    program: PathBuf,
    patience: Duration,
    /// Held while a child runs: many files at once must not take many times the memory.
    turn: Mutex<()>,
}

impl Documents {
    /// Files are read by `program`, which is this one, started as `PROGRAM read-document --kind KIND`.
    pub fn new(program: PathBuf) -> Self {
        Self { program, patience: Duration::from_secs(20), turn: Mutex::new(()) }
    }

    /// The same, with another time for each file.
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Reads an article from a file; blocks until it is read, at most for the time that files are given.
    ///
    /// # Errors
    /// When the file can't be read or holds no text.
    pub fn read(&self, kind: FileKind, bytes: &[u8], known: &Known) -> Result<Document, DocumentError> {
        article(self.found(kind, bytes)?, known)
    }

    /// What a file holds; blocks as well.
    pub(crate) fn found(&self, kind: FileKind, bytes: &[u8]) -> Result<Found, Refusal> {
        if bytes.len() > kind.limit() {
            return Err(Refusal::TooLarge { limit: kind.limit() });
        }
        let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let said = child::run(&self.program, &["read-document", "--kind", kind.name()], bytes, self.patience);
        drop(turn);
        let said = said.map_err(|it| it.of(kind))?;
        serde_json::from_slice::<Result<Found, Refusal>>(&said).map_err(|_| child::Trouble::Crashed.of(kind))?
    }
}

/// The article of what a reader found.
fn article(found: Found, known: &Known) -> Result<Document, DocumentError> {
    let Found { page, notes, .. } = &found;
    let notes = notes.clone();
    // A message's page is read as any other; where that finds less than its plain text holds, the text is taken.
    let of_page = page.as_ref().and_then(|it| {
        let known = Known { title: known.title.clone().or(found.title.clone()), ..known.clone() };
        document(it.as_bytes(), Format::Html, &Headers::default(), &known, &Limits::default()).ok()
    });
    let of_page = of_page.filter(|it| briefable(it.clone()).is_ok());
    let article = match of_page {
        Some(mut article) => {
            let plain = blocks::article(&found.blocks(), &Headers::default(), known).ok();
            let metadata = &mut article.metadata;
            if let Some(plain) = plain {
                metadata.date_published = metadata.date_published.or(plain.metadata.date_published);
                if metadata.byline.is_empty() {
                    metadata.byline = plain.metadata.byline;
                }
                metadata.publisher = metadata.publisher.take().or(plain.metadata.publisher);
            }
            article
        }
        None => blocks::article(&found.blocks(), &Headers::default(), known)?,
    };
    Ok(Document { article, notes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_show_their_kind() {
        let check = |bytes: &[u8], expected| {
            assert_eq!(FileKind::of(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        };
        check(b"%PDF-1.4\n", Some(FileKind::Pdf));
        check(b"\xef\xbb\xbf\n%PDF-1.7", Some(FileKind::Pdf));
        check(b"PK\x03\x04\x14\0", Some(FileKind::Docx));
        check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", Some(FileKind::Docx));
        check(b"From: a@example.org\r\nDate: x\r\nMIME-Version: 1.0\r\n\r\nHello", Some(FileKind::Mail));
        check(b"From: The mayor\nTo: All\nSubject: The bridge\n\nIt is closed.", None);
        check(b"The bridge fell on Monday.", None);
        check(b"", None);
    }
}

//! PDF, DOCX and mail in place of texts: read by a child process, which is this program once more.

use std::io::{stdin, stdout};
use std::path::{Path, PathBuf};

use engine::article::Article;
use engine::extract::Known;
use web::document::{Documents, FileKind, serve};

use crate::failure::Failure;
use crate::input::shown;

/// What reads files.
pub(crate) fn documents() -> Documents {
    // The system's name for this very program holds even when the file was replaced by a newer one.
    let own = PathBuf::from("/proc/self/exe");
    let program = if own.exists() { own } else { std::env::current_exe().unwrap_or_else(|_| "newsdesk".into()) };
    Documents::new(program)
}

/// The kind of file that bytes are, by what they show, else by what their name promises.
pub(crate) fn kind(bytes: &[u8], ending: &str) -> Option<FileKind> {
    FileKind::of(bytes).or_else(|| FileKind::of_ending(ending))
}

/// The article in the file at `path`; what was left out of it is said on standard error.
pub(crate) fn article(kind: FileKind, bytes: &[u8], known: &Known, path: &Path) -> Result<Article, Failure> {
    let read = documents().read(kind, bytes, known);
    let read = read.map_err(|it| Failure::Article(format!("{}: {it}", shown(path))))?;
    for note in &read.notes {
        eprintln!("newsdesk: {}: {note}", shown(path));
    }
    Ok(read.article)
}

/// `newsdesk read-document`: the child.
pub(crate) fn read(kind: &str) -> Result<(), Failure> {
    let kind = FileKind::named(kind).ok_or_else(|| Failure::Usage(format!("no kind of file is called {kind}")))?;
    Ok(serve::serve(kind, stdin().lock(), stdout().lock())?)
}

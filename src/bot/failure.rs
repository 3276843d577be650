//! What ends the program, with its exit code and a sentence on standard error that says what to do.

use std::io::{self, ErrorKind};
use std::process::ExitCode;

/// Sorted by what the caller does next.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The command was wrong: exit code 2.
    #[error("{0}")]
    Usage(String),
    /// The article could not be read, or is none: exit code 1.
    #[error("{0}")]
    Article(String),
    /// What is kept can't be used, or something was left undone: exit code 1.
    #[cfg(feature = "chat")]
    #[error("{0}")]
    Desk(String),
    /// Reading standard input or writing the output failed: exit code 1, and quiet when the reader just went away.
    #[error("could not read or write: {0}")]
    Stream(#[from] io::Error),
}

impl Failure {
    /// Says it on standard error and gives the exit code.
    pub(crate) fn report(&self) -> ExitCode {
        match self {
            // `newsdesk brief article.txt | head -1` has got what it wanted.
            Self::Stream(error) if error.kind() == ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            Self::Usage(_) => eprintln!("newsdesk: {self}\nFor more: newsdesk --help"),
            #[cfg(feature = "chat")]
            Self::Desk(_) => eprintln!("newsdesk: {self}"),
            Self::Article(_) | Self::Stream(_) => eprintln!("newsdesk: {self}"),
        }
        ExitCode::from(if matches!(self, Self::Usage(_)) { 2 } else { 1 })
    }
}

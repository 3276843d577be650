//! What can go wrong with an address or its server, one variant a reason, each a sentence that says what to do next.
//!
//! [`Trouble`] is for this crate and its logs; whoever called gets a [`FetchError`], sorted by what to do.

use std::time::Duration;

use desk::ports::FetchError;

/// Why nothing came.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Trouble {
    /// The server can't now.
    #[error("{host} can't answer now (status {status}): try again later")]
    Unavailable {
        /// Which server.
        host: String,
        /// What it said.
        status: u16,
        /// When to come again, if it said.
        after: Option<Duration>,
    },
}

impl From<Trouble> for FetchError {
    fn from(trouble: Trouble) -> Self {
        let said = trouble.to_string();
        match trouble {
            Trouble::Unavailable { after, .. } => Self::Transient { said, after },
        }
    }
}

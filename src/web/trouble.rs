//! What can go wrong with an address or its server, one variant a reason, each a sentence that says what to do next.
//!
//! [`Trouble`] is for this crate and its logs; whoever called gets a [`FetchError`], sorted by what to do.

use std::time::Duration;

use desk::ports::FetchError;

use crate::feed::read::NoFeed;

/// Why nothing came. Hosts are named; paths, queries and credentials never are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Trouble {
    /// Not an address.
    #[error("this is no address of a page: give one such as https://example.org/story")]
    NoAddress,
    /// An address without a host.
    #[error("the address names no server: give one such as https://example.org/story")]
    NoHost,
    /// Neither http nor https.
    #[error("addresses with {scheme}: are not fetched: give one with https:// or http://")]
    Scheme {
        /// Which.
        scheme: String,
    },
    /// A user's name or a password before the host.
    #[error("the address has a user name or password in it: take them out, for they would be shown to others")]
    Credentials,
    /// A port that is not on the list.
    #[error("port {port} is not fetched from: give the page's usual address, or ask the operator to allow the port")]
    Port {
        /// Which.
        port: u16,
    },
    /// Not on the public internet.
    #[error(
        "{host} is not on the public internet ({what}): give a public page, or ask the operator to allow this host"
    )]
    Private {
        /// The host as it stands in the address.
        host: String,
        /// Where it leads.
        what: &'static str,
    },
    /// An operator's own setting.
    #[error("{0}")]
    Setting(String),

    /// The name leads nowhere.
    #[error("no server called {host} was found: check the address")]
    NoSuchHost {
        /// Its name.
        host: String,
    },
    /// No connection.
    #[error("{host} could not be reached: check the address, or try again later")]
    Unreachable {
        /// Which server.
        host: String,
    },
    /// Its certificate or its TLS is not in order.
    #[error("{host} can't prove who it is ({why}): nothing was read from it; check the address")]
    Certificate {
        /// Which server.
        host: String,
        /// What is wrong.
        why: String,
    },
    /// What came is a file that gives no article.
    #[error("{host} sent a file: {why}")]
    File {
        /// Which server.
        host: String,
        /// What is wrong with it, and what to do.
        why: String,
    },
    /// Too slow.
    #[error("{host} did not {what} within {}: try again later", seconds(*.limit))]
    Slow {
        /// Which server.
        host: String,
        /// What it did not do.
        what: &'static str,
        /// In which time.
        limit: Duration,
    },
    /// The host asked to be left alone, or too many wait for it already.
    #[error("{host} asked to be left alone for now: try again in {}", seconds(*.after))]
    Resting {
        /// Which server.
        host: String,
        /// For how long.
        after: Duration,
    },

    /// A redirect to where it was before.
    #[error("{host} sends its readers round in a circle: open the page in a browser and give the address it ends at")]
    Loop {
        /// Which server.
        host: String,
    },
    /// Too many redirects.
    #[error("{host} redirects more than {limit} times: open the page in a browser and give the address it ends at")]
    Redirects {
        /// Which server.
        host: String,
        /// How many are followed.
        limit: usize,
    },
    /// What it sent breaks the rules of HTTP or of its compression.
    #[error("{host} sent a broken answer ({what}): try again later")]
    Broken {
        /// Which server.
        host: String,
        /// What is broken.
        what: &'static str,
    },
    /// The head of the answer is too large.
    #[error("{host} sent more than {limit} bytes of headers: this is no page to read")]
    Head {
        /// Which server.
        host: String,
        /// The most that is taken.
        limit: usize,
    },
    /// The body is too large.
    #[error("the page of {host} is too large (more than {limit} bytes{}): paste the text instead", if *.inflated { " when unpacked" } else { "" })]
    TooLarge {
        /// Which server.
        host: String,
        /// The most that is taken.
        limit: usize,
        /// Whether it was small as sent.
        inflated: bool,
    },

    /// 404.
    #[error("{host} has nothing at this address (status 404): check it")]
    NotFound {
        /// Which server.
        host: String,
    },
    /// 410.
    #[error("{host} has taken this away for good (status 410)")]
    Gone {
        /// Which server.
        host: String,
    },
    /// 401, 403 and their like.
    #[error("{host} does not let programs read this (status {status}): open it yourself and paste the text")]
    Forbidden {
        /// Which server.
        host: String,
        /// What it said.
        status: u16,
    },
    /// The server can't now.
    #[error("{host} can't answer now (status {status}): try again {}", after.map_or("later".into(), |it| format!("in {}", seconds(it))))]
    Unavailable {
        /// Which server.
        host: String,
        /// What it said.
        status: u16,
        /// When to come again, if it said.
        after: Option<Duration>,
    },
    /// robots.txt forbids it.
    #[error("{host} asks programs not to fetch this (robots.txt): open it yourself and paste the text")]
    Robots {
        /// Which server.
        host: String,
    },
    /// robots.txt can't be read, so that it may forbid everything.
    #[error("{host} can't say now what programs may fetch (robots.txt): it will be asked again")]
    RobotsUnknown {
        /// Which server.
        host: String,
    },
    /// Something else than a feed.
    #[error("{host} sent no feed: {why}")]
    NoFeed {
        /// Which server.
        host: String,
        /// What it is instead.
        why: NoFeed,
    },
    /// Something else than an article.
    #[error("{host} sent {what} ({kind}), not an article: {advice}")]
    Kind {
        /// Which server.
        host: String,
        /// What it is, in words.
        what: &'static str,
        /// What it says it is.
        kind: String,
        /// What to give instead.
        advice: &'static str,
    },
}

impl From<Trouble> for FetchError {
    fn from(trouble: Trouble) -> Self {
        let said = trouble.to_string();
        match trouble {
            Trouble::Unavailable { after, .. } => Self::Transient { said, after },
            Trouble::Resting { after, .. } => Self::Transient { said, after: Some(after) },
            Trouble::NoSuchHost { .. }
            | Trouble::Unreachable { .. }
            | Trouble::Certificate { .. }
            | Trouble::Slow { .. }
            | Trouble::Broken { .. }
            | Trouble::RobotsUnknown { .. } => Self::Transient { said, after: None },
            Trouble::Gone { .. } => Self::Gone(said),
            Trouble::Head { .. } | Trouble::TooLarge { .. } => Self::TooLarge(said),
            Trouble::Scheme { .. } | Trouble::Credentials | Trouble::Port { .. } | Trouble::Private { .. } => {
                Self::PrivateAddress(said)
            }
            Trouble::Kind { .. } | Trouble::File { .. } | Trouble::NoFeed { .. } => Self::NotAnArticle(said),
            Trouble::NoAddress
            | Trouble::NoHost
            | Trouble::Setting(_)
            | Trouble::Loop { .. }
            | Trouble::Redirects { .. }
            | Trouble::NotFound { .. }
            | Trouble::Forbidden { .. }
            | Trouble::Robots { .. } => Self::Refused(said),
        }
    }
}

/// A duration as a person would say it.
fn seconds(duration: Duration) -> String {
    match duration.as_secs() {
        0 => format!("{} ms", duration.as_millis()),
        it @ 1..=120 => format!("{it} s"),
        it @ 121..=7200 => format!("{} min", it.div_ceil(60)),
        it => format!("{} h", it.div_ceil(3600)),
    }
}

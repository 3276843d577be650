//! What an operator can set: who asks, what may be reached, how much and how fast.

use std::num::NonZeroU32;
use std::time::Duration;

/// How the web is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Whom a publisher can write to: an address of mail or of a page. Part of the User-Agent.
    pub contact: Option<String>,
    /// Ports that may be reached.
    pub ports: Vec<u16>,
    /// Internal hosts that may be reached all the same, by name or by address, as they stand in links; "wiki.internal" at
    /// the ports above, "wiki.internal:8090" at that one. Any page can redirect to them: allow only what members may read.
    pub internal_hosts: Vec<String>,
    /// Certificates (DER) that are believed beside the machine's own, such as that of an internal authority.
    pub certificates: Vec<Vec<u8>>,
    /// How much is taken.
    pub limits: Limits,
    /// How often a host is asked.
    pub pace: Pace,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            contact: None,
            ports: vec![80, 443, 8080, 8443],
            internal_hosts: Vec::new(),
            certificates: Vec::new(),
            limits: Limits::default(),
            pace: Pace::default(),
        }
    }
}

/// How much is taken from a server, and how long it may take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Redirects followed.
    pub redirects: usize,
    /// Bytes of the head of an answer.
    pub head: usize,
    /// Bytes of a body as sent.
    pub sent: usize,
    /// Bytes of a body when inflated.
    pub inflated: usize,
    /// Until a connection stands.
    pub connect: Duration,
    /// Until the head of an answer is there, connecting included.
    pub first_byte: Duration,
    /// For everything, redirects included; waiting for one's turn is not counted.
    pub total: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            redirects: 5,
            head: 64 << 10,
            sent: 5_000_000,
            inflated: 10_000_000,
            connect: Duration::from_secs(10),
            first_byte: Duration::from_secs(20),
            total: Duration::from_secs(60),
        }
    }
}

/// How often a host is asked. Never more than one request is under way with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Requests a minute.
    pub per_minute: NonZeroU32,
    /// Requests at once after a pause: a page, its redirects and its robots.txt.
    pub burst: NonZeroU32,
    /// The longest that a request waits for its turn.
    pub patience: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            per_minute: NonZeroU32::MIN.saturating_add(29),
            burst: NonZeroU32::MIN.saturating_add(9),
            patience: Duration::from_secs(60),
        }
    }
}

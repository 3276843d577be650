//! What an operator can set: who asks, what may be reached, how much and how fast.

use std::time::Duration;

/// How the web is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Whom a publisher can write to: an address of mail or of a page. Part of the User-Agent.
    pub contact: Option<String>,
    /// Ports that may be reached.
    pub ports: Vec<u16>,
    /// Internal hosts that may be reached all the same, by name or by address, as they stand in links.
    pub internal_hosts: Vec<String>,
    /// How much is taken.
    pub limits: Limits,
}

impl Default for Config {
    fn default() -> Self {
        Self { contact: None, ports: vec![80, 443, 8080, 8443], internal_hosts: Vec::new(), limits: Limits::default() }
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
    /// Until the head of an answer is there.
    pub first_byte: Duration,
    /// For everything, redirects included.
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

//! What may be reached: every address goes through here, at every redirect, and once more when its name is resolved.

mod network;
pub mod resolve;

use std::collections::BTreeSet;
use std::net::IpAddr;

use url::{Host, Url};

use crate::config::Config;
use crate::trouble::Trouble;

/// Endings of names that mean a place of one's own, wherever they lead.
const LOCAL_NAMES: &[&str] = &["localhost", "local", "internal", "intranet", "lan", "home", "corp", "home.arpa"];

/// The rules.
#[derive(Clone, Debug)]
pub(crate) struct Guard {
    ports: Vec<u16>,
    /// Hosts, with the one port they are allowed at or nothing for the usual ones.
    internal: BTreeSet<(String, Option<u16>)>,
}

impl Guard {
    /// The rules that `config` gives.
    pub(crate) fn new(config: &Config) -> Self {
        let internal = config.internal_hosts.iter().map(|it| split(it)).collect();
        Self { ports: config.ports.clone(), internal }
    }

    /// Refuses what can be refused by the look of an address; a name still has to pass [`Guard::admit`] once resolved.
    pub(crate) fn check(&self, address: &Url) -> Result<(), Trouble> {
        if !matches!(address.scheme(), "http" | "https") {
            return Err(Trouble::Scheme { scheme: address.scheme().to_owned() });
        }
        if !address.username().is_empty() || address.password().is_some() {
            return Err(Trouble::Credentials);
        }
        let host = address.host().ok_or(Trouble::NoHost)?;
        let port = address.port_or_known_default().unwrap_or_default();
        let shown = host.to_string();
        let usual = self.ports.contains(&port) && (!self.is_internal(&shown) || self.is_listed(&shown, None));
        if !usual && !self.is_listed(&shown, Some(port)) {
            return Err(Trouble::Port { port });
        }
        match host {
            Host::Ipv4(it) => self.admit(&shown, it.into()),
            Host::Ipv6(it) => self.admit(&shown, it.into()),
            Host::Domain(_) if self.is_internal(&shown) => Ok(()),
            Host::Domain(it) if is_local(it) => {
                Err(Trouble::Private { host: shown, what: "a name of a local network" })
            }
            Host::Domain(_) => Ok(()),
        }
    }

    /// Whether `host` may be at `address`.
    pub(crate) fn admit(&self, host: &str, address: IpAddr) -> Result<(), Trouble> {
        match network::not_public(address) {
            Some(what) if !self.is_internal(host) => Err(Trouble::Private { host: host.to_owned(), what }),
            _ => Ok(()),
        }
    }

    fn is_internal(&self, host: &str) -> bool {
        let host = plain(host);
        self.internal.iter().any(|it| it.0 == host)
    }

    fn is_listed(&self, host: &str, port: Option<u16>) -> bool {
        self.internal.contains(&(plain(host), port))
    }
}

/// A host and its port, if it names one: `wiki.internal:8090`, `[fd00::7]:8090`, `fd00::7`.
fn split(host: &str) -> (String, Option<u16>) {
    let parts = host.trim().rsplit_once(':').filter(|(name, _)| !name.contains(':') || name.ends_with(']'));
    match parts.and_then(|(name, port)| Some((name, port.parse().ok()?))) {
        Some((name, port)) => (plain(name), Some(port)),
        None => (plain(host), None),
    }
}

/// One spelling a host: small letters, no full stop at the end, no brackets.
fn plain(host: &str) -> String {
    host.trim().trim_end_matches('.').trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase()
}

/// Names that only mean something at home: those without a full stop in them, which a resolver completes as it likes, too.
fn is_local(name: &str) -> bool {
    let name = plain(name);
    let ends = |ending: &&str| name.strip_suffix(*ending).is_some_and(|it| it.is_empty() || it.ends_with('.'));
    !name.contains('.') || LOCAL_NAMES.iter().any(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(config: Config, address: &str) -> String {
        let checked = Url::parse(address).map(|it| Guard::new(&config).check(&it));
        checked.map_or_else(|it| it.to_string(), |it| it.map_or_else(|it| it.to_string(), |()| String::new()))
    }

    #[test]
    fn what_is_refused_says_why() {
        let check = |address: &str, expected: &str| {
            let said = said(Config::default(), address);
            assert!(said.contains(expected) && said.is_empty() == expected.is_empty(), "{address}: {said:?}");
        };
        check("https://example.org/a?b=c", "");
        check("http://example.org:8080/", "");
        check("https://1.1.1.1/", "");
        check("https://[2606:4700:4700::1111]/", "");
        check("https://internal.example.org/", "");
        check("https://example.org:22/", "port 22");
        check("ftp://example.org/", "ftp");
        check("file:///etc/passwd", "file");
        check("https://me:secret@example.org/", "password");
        check("https://me@example.org/", "password");
        check("http://localhost/", "local network");
        check("http://metadata.google.internal/", "local network");
        check("http://router/", "local network");
        check("http://2130706433/", "this machine");
        check("http://[::ffff:10.1.2.3]/", "private network");
    }

    #[test]
    fn an_operator_can_allow_a_host_by_name() {
        let hosts = ["wiki.internal", "10.0.0.7", "[fd00::7]", "Intranet.", "10.0.0.9:9000", "[fd00::9]:9000"]
            .map(str::to_owned)
            .to_vec();
        let config = Config { internal_hosts: hosts, ..Config::default() };
        for it in [
            "http://wiki.internal/",
            "http://WIKI.internal./",
            "http://10.0.0.7/",
            "http://[fd00::7]/",
            "http://intranet/",
            "http://10.0.0.9:9000/",
            "http://[fd00::9]:9000/",
        ] {
            assert_eq!(said(config.clone(), it), "", "{it}");
        }
        for it in [
            "http://other.internal/",
            "http://10.0.0.8/",
            "http://[fd00::8]/",
            "http://wiki.internal:22/",
            "http://10.0.0.9/",
            "http://[fd00::9]/",
            "http://10.0.0.7:9000/",
            "http://example.org:9000/",
        ] {
            assert_ne!(said(config.clone(), it), "", "{it}");
        }
    }
}

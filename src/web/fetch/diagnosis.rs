//! From an error of the HTTP library to what it means. Nothing of its text is kept, for it may hold addresses.

use std::error::Error;
use std::io;

use crate::config::Limits;
use crate::trouble::Trouble;

/// What `error` means.
pub(super) fn of(error: reqwest::Error, host: &str, limits: &Limits) -> Trouble {
    let host = host.to_owned();
    let error = error.without_url();
    let (timed_out, connecting) = (error.is_timeout(), error.is_connect());
    let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
    while let Some(it) = cause {
        if let Some(it) = it.downcast_ref::<Trouble>() {
            return it.clone();
        }
        if let Some(it) = it.downcast_ref::<rustls::Error>() {
            return Trouble::Certificate { host, why: why(it) };
        }
        if let Some(it) = it.downcast_ref::<hyper::Error>() {
            // Asking properly takes hyper's server, which we don't want: a test sees to it that these are still its words.
            if it.is_parse() && it.to_string().contains("too large") {
                return Trouble::Head { host, limit: limits.head };
            }
            if it.is_parse() {
                return Trouble::Broken { host, what: "its head is no HTTP" };
            }
            if it.is_incomplete_message() {
                return Trouble::Broken { host, what: "it was cut off" };
            }
        }
        let io = it.downcast_ref::<io::Error>();
        let cut = |it: &io::Error| matches!(it.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset);
        if !connecting && io.is_some_and(cut) {
            return Trouble::Broken { host, what: "it was cut off" };
        }
        // An io::Error passes over the error that it wraps.
        cause = match io.and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => it.source(),
        };
    }
    match (timed_out, connecting) {
        (true, true) => Trouble::Slow { host, what: "let us connect", limit: limits.connect },
        (_, true) => Trouble::Unreachable { host },
        _ => Trouble::Broken { host, what: "it does not keep to HTTP" },
    }
}

/// What is wrong with a certificate, in a few words.
fn why(error: &rustls::Error) -> String {
    use rustls::CertificateError as Bad;
    match error {
        rustls::Error::InvalidCertificate(Bad::Expired | Bad::ExpiredContext { .. }) => "its certificate has expired",
        rustls::Error::InvalidCertificate(Bad::NotValidForName | Bad::NotValidForNameContext { .. }) => {
            "its certificate is for another name"
        }
        rustls::Error::InvalidCertificate(Bad::UnknownIssuer) => "its certificate's issuer is not known here",
        rustls::Error::InvalidCertificate(_) => "its certificate is not valid",
        _ => "TLS failed",
    }
    .to_owned()
}

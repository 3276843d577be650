//! The HTTP client: one for all, with everything turned off that would happen behind our back.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Client;
use reqwest::header::HeaderValue;
use reqwest::redirect::Policy;
use rustls::ClientConfig;
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls_platform_verifier::Verifier;

use crate::config::Config;
use crate::guard::resolve::Guarded;
use crate::trouble::Trouble;

/// Makes the client.
pub(crate) fn client(config: &Config, guarded: Guarded) -> Result<Client, Trouble> {
    let client = Client::builder()
        .dns_resolver(Arc::new(guarded))
        // A proxy of the environment would resolve names and connect in our place, past the guard.
        .no_proxy()
        // Followed by our own loop, through the guard.
        .redirect(Policy::none())
        .referer(false)
        .retry(reqwest::retry::never())
        .user_agent(user_agent(config)?)
        .connect_timeout(config.limits.connect)
        .pool_max_idle_per_host(1)
        .pool_idle_timeout(Duration::from_secs(15))
        .http1_only()
        .tls_backend_preconfigured(tls(config)?);
    client.build().map_err(|it| Trouble::Setting(format!("the HTTP client can't be set up: {}", it.without_url())))
}

/// Who asks, and whom to write to about it.
fn user_agent(config: &Config) -> Result<HeaderValue, Trouble> {
    let contact = config.contact.as_deref().map(str::trim).filter(|it| !it.is_empty());
    let contact = contact.map_or_else(|| "self-hosted news briefings".to_owned(), |it| format!("+{it}"));
    let name = format!("Newsdesk/{} ({contact})", env!("CARGO_PKG_VERSION"));
    let wrong = || Trouble::Setting("the contact must be an address of mail or of a page, in plain letters".into());
    if contact.contains(['(', ')']) { Err(wrong()) } else { HeaderValue::from_str(&name).map_err(|_| wrong()) }
}

/// TLS by the certificates of the machine and those of the configuration. The cryptography is named here, so that nothing
/// hangs on which one another crate made the default.
fn tls(config: &Config) -> Result<ClientConfig, Trouble> {
    let wrong = |it: rustls::Error| {
        Trouble::Setting(format!(
            "TLS can't be set up ({it}): install the machine's certificates (package ca-certificates)"
        ))
    };
    let provider = Arc::new(ring::default_provider());
    let extra = config.certificates.iter().map(|it| CertificateDer::from(it.clone()));
    let verifier = Verifier::new_with_extra_roots(extra, Arc::clone(&provider)).map_err(wrong)?;
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(wrong)?;
    // "Dangerous" is what rustls calls any verifier but its own; this is its own one, with the machine's certificates.
    Ok(builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks() {
        let check = |contact: Option<&str>, expected: Option<&str>| {
            let config = Config { contact: contact.map(str::to_owned), ..Config::default() };
            let name = user_agent(&config).ok().map(|it| it.to_str().unwrap().to_owned());
            let expected = expected.map(|it| format!("Newsdesk/{} ({it})", env!("CARGO_PKG_VERSION")));
            assert_eq!(name, expected);
        };
        check(None, Some("self-hosted news briefings"));
        check(Some(" "), Some("self-hosted news briefings"));
        check(Some("desk@example.org"), Some("+desk@example.org"));
        check(Some("https://example.org/bot"), Some("+https://example.org/bot"));
        check(Some("a\r\nCookie: b"), None);
        check(Some("a) Mozilla/5.0 ("), None);
    }
}

//! Addresses as people give them, and as they may be shown.

use url::Url;

use crate::trouble::Trouble;

/// The longest address that is taken.
const LONGEST: usize = 4_000;

/// The most characters of an address that are shown.
const SHOWN: usize = 200;

/// Whether `text` is meant as an address of the web, and not as a file's name.
pub fn is_address(text: &str) -> bool {
    let text = text.trim_start();
    let starts = |scheme: &str| text.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme));
    starts("http://") || starts("https://")
}

/// Reads an address.
///
/// # Errors
/// When it is none.
pub fn parse(text: &str) -> Result<Url, Trouble> {
    let text = text.trim();
    if text.len() > LONGEST {
        return Err(Trouble::NoAddress);
    }
    let mut address = Url::parse(text).map_err(|_| Trouble::NoAddress)?;
    // Never sent, and two addresses that differ by it alone are one.
    address.set_fragment(None);
    Ok(address)
}

/// An address without what may be secret in it: no credentials, no query, no fragment.
pub fn shown(address: &Url) -> String {
    let host = address.host_str().unwrap_or_default();
    let port = address.port().map(|it| format!(":{it}")).unwrap_or_default();
    let all = format!("{}://{host}{port}{}", address.scheme(), address.path());
    if all.chars().count() <= SHOWN { all } else { all.chars().take(SHOWN).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_secret_is_shown() {
        let check = |address: &str, expected: &str| assert_eq!(shown(&parse(address).unwrap()), expected);
        check("https://me:pass@example.org/feed?token=abc#def", "https://example.org/feed");
        check("HTTP://EXAMPLE.org:8080/a%20b", "http://example.org:8080/a%20b");
        check("https://example.org", "https://example.org/");
        check("http://[::1]/", "http://[::1]/");
        check(
            &format!("https://example.org/{}", "é".repeat(300)),
            &format!("https://example.org/{}…", &"%C3%A9".repeat(31)[..180]),
        );
    }

    #[test]
    fn an_address_is_not_a_file() {
        let check = |text: &str, expected| assert_eq!(is_address(text), expected, "{text}");
        check("https://example.org/a", true);
        check(" HTTP://example.org", true);
        check("http.txt", false);
        check("ftp://example.org", false);
        check("éhttp://", false);
        check("-", false);
    }
}

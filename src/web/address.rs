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

/// An address that can be given to others: of its query only what is a plain number is kept, as in `?id=12345`. Whatever
/// else stands there tells who came from where, or opens what is not for everybody.
pub fn public(address: &Url) -> Url {
    let mut public = address.clone();
    // Neither fails for an address with a host, and all that was fetched has one.
    let _ = public.set_username("").and_then(|()| public.set_password(None));
    public.set_fragment(None);
    let number = |it: &str| (1..=12).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit());
    let kept: Vec<(String, String)> =
        address.query_pairs().filter(|it| number(&it.1)).map(|it| (it.0.into(), it.1.into())).collect();
    public.set_query(None);
    if !kept.is_empty() {
        public.query_pairs_mut().extend_pairs(kept);
    }
    public
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
    fn what_others_are_given() {
        let check = |address: &str, expected: &str| assert_eq!(public(&parse(address).unwrap()).as_str(), expected);
        check("https://example.org/a?utm_source=x&id=123&key=a1b2#c", "https://example.org/a?id=123");
        check("https://me:pass@example.org/a?", "https://example.org/a");
        check("https://example.org/a?12345", "https://example.org/a");
        check("https://example.org/a?key=1234567890123", "https://example.org/a");
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

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]

        #[test]
        fn no_text_is_too_strange(text in "(https?://)?.{0,60}") {
            let _ = is_address(&text);
            if let Ok(it) = parse(&text) {
                proptest::prop_assert!(!shown(&it).contains(['?', '#', '@']) || it.path().contains('@'));
                let _ = public(&it);
            }
        }
    }
}

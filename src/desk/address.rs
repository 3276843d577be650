//! Addresses as they may be shown and handed on.

use url::Url;

/// The most characters of an address that are shown.
const SHOWN: usize = 200;

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

    fn parse(text: &str) -> Option<Url> {
        Url::parse(text).ok()
    }

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
}

//! Addresses that a page names: made absolute, and believed as its own only where the same registrable domain serves both.

/// The article's address: what the page says, if the page was fetched from the same registrable domain; else where it was
/// fetched. Of a page that was not fetched nothing contradicts what it says.
pub(super) fn of(said: Option<&str>, fetched: Option<&str>) -> Option<String> {
    let said = said.and_then(|it| absolute(it, fetched));
    match (said, fetched) {
        (Some(said), Some(fetched)) if same_domain(&said, fetched) && !is_front(&said, fetched) => Some(said),
        (_, Some(fetched)) => Some(fetched.to_owned()),
        (said, None) => said,
    }
}

/// An address that stands in a page, as an http or https address.
pub(super) fn absolute(address: &str, base: Option<&str>) -> Option<String> {
    let address = address.trim();
    let is_web = |it: &str| it.starts_with("http://") || it.starts_with("https://");
    if is_web(address) {
        return host(address).filter(|it| !it.is_empty()).map(|_| address.to_owned());
    }
    let base = base.filter(|it| is_web(it))?;
    let (scheme, rest) = base.split_once("://")?;
    if let Some(address) = address.strip_prefix("//") {
        return Some(format!("{scheme}://{address}"));
    }
    let host = rest.split(['/', '?', '#']).next()?;
    address.starts_with('/').then(|| format!("{scheme}://{host}{address}"))
}

/// The host in an address, without port or credentials.
fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = if host.starts_with('[') { host } else { host.split(':').next()? };
    Some(host.trim_end_matches('.').to_ascii_lowercase())
}

/// Whether two addresses belong to one registrable domain, as the public suffix list knows them.
fn same_domain(a: &str, b: &str) -> bool {
    let (Some(a), Some(b)) = (host(a), host(b)) else { return false };
    let domain = |it: &str| psl::domain_str(it).map(str::to_owned);
    a == b || domain(&a).is_some_and(|it| domain(&b) == Some(it))
}

/// Whether a page calls the outlet's front page its address, while it was fetched from below.
fn is_front(said: &str, fetched: &str) -> bool {
    let path = |it: &str| {
        it.split_once("://")
            .and_then(|(_, it)| it.split_once('/'))
            .map_or(0, |(_, it)| it.split(['?', '#']).next().unwrap_or_default().len())
    };
    path(said) == 0 && path(fetched) > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_believed_at_home() {
        let check = |said: Option<&str>, fetched: Option<&str>, expected: Option<&str>| {
            assert_eq!(of(said, fetched).as_deref(), expected, "{said:?} {fetched:?}");
        };
        let home = Some("https://www.quay.example.com/a?x=1");
        check(Some("https://quay.example.com/a"), home, Some("https://quay.example.com/a"));
        check(Some("/a"), home, Some("https://www.quay.example.com/a"));
        check(Some("//m.example.com/a"), home, Some("https://m.example.com/a"));
        check(Some("https://evil.example.org/a"), home, home);
        check(Some("https://example.com@evil.example.org/a"), home, home);
        check(Some("javascript:alert(1)"), home, home);
        check(Some("https://www.quay.example.com/"), home, home);
        check(None, home, home);
        // Both stand under a public suffix, each a domain of its own.
        check(Some("https://a.co.uk/x"), Some("https://b.co.uk/x"), Some("https://b.co.uk/x"));
        check(Some("https://a.github.io/x"), Some("https://b.github.io/x"), Some("https://b.github.io/x"));
        check(Some("https://quay.example.com/a"), None, Some("https://quay.example.com/a"));
        check(Some("ftp://quay.example.com/a"), None, None);
    }
}

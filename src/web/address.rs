//! Addresses as people give them; how they may be shown is in [`desk::address`].

use url::Url;

use crate::trouble::Trouble;

/// The longest address that is taken.
const LONGEST: usize = 4_000;

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

#[cfg(test)]
mod tests {
    use desk::address::{public, shown};

    use super::*;

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

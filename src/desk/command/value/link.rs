//! Addresses as people paste them: http and https alone, with or without the scheme, in angle brackets or not.

use url::Url;

/// Whether `text` says itself that it is an address of the web.
pub fn has_scheme(text: &str) -> bool {
    let bare = text.trim_start_matches('<');
    let starts = |scheme: &str| bare.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme));
    starts("http://") || starts("https://")
}

/// Whether `text` reads like an address although it has no scheme: "example.org/story".
pub fn looks_bare(text: &str) -> bool {
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let mut labels = host.rsplit('.');
    let last = labels.next().unwrap_or_default();
    let letter = |it: &str| it.chars().all(|it| it.is_alphanumeric() || it == '-') && !it.is_empty();
    let top = last.len() >= 2 && last.chars().all(|it| it.is_ascii_lowercase());
    top && host.contains('.') && labels.all(letter)
}

/// The address.
///
/// # Errors
/// What is wrong with it.
pub fn link(text: &str) -> Result<Url, String> {
    let text = text.trim();
    let bare = text.strip_prefix('<').and_then(|it| it.strip_suffix('>')).unwrap_or(text);
    // What a sentence or a bracket leaves at the end of a pasted address.
    let bare = bare.trim_end_matches([',', ';', '"', '”', '\'']);
    let given = if looks_bare(bare) { format!("https://{bare}") } else { bare.to_owned() };
    let shown = shown(bare);
    let url = Url::parse(&given).map_err(|_| format!("\"{shown}\" is no address; it begins with https://."))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("\"{shown}\" is not on the web; only http and https are read."));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("the address holds a user name or password; give one without.".to_owned());
    }
    if url.host_str().is_none_or(|it| it.is_empty()) {
        return Err(format!("\"{shown}\" names no host; it begins with https:// and a name."));
    }
    Ok(url)
}

/// So much of what was typed as an error may repeat: no query, which can hold a token, and not too long.
pub fn shown(text: &str) -> String {
    let text = text.split(['?', '#']).next().unwrap_or_default();
    // What stands before an @ may be a password.
    let text = if text.contains("://") { text.rsplit('@').next().unwrap_or_default() } else { text };
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links() {
        let check = |text: &str, expected: Result<&str, &str>| match (link(text), expected) {
            (Ok(it), Ok(expected)) => assert_eq!(it.as_str(), expected, "{text}"),
            (Err(it), Err(expected)) => assert!(it.contains(expected), "{text}: {it}"),
            (it, _) => panic!("{text}: {it:?}"),
        };
        check("https://example.org/story", Ok("https://example.org/story"));
        check("<https://example.org/story>", Ok("https://example.org/story"));
        check("HTTP://Example.org", Ok("http://example.org/"));
        check("example.org/a?b=c", Ok("https://example.org/a?b=c"));
        check("https://example.org/a,", Ok("https://example.org/a"));
        check("ftp://example.org/x", Err("only http and https"));
        check("javascript:alert(1)", Err("only http and https"));
        check("story", Err("begins with https://"));
        check("https://me:secret@example.org/", Err("user name or password"));
        check("https://", Err("is no address"));
        check("", Err("is no address"));
    }

    #[test]
    fn no_secret_is_repeated() {
        for text in
            ["gopher://u:hunter2@example.org/x?token=hunter2", "x?key=hunter2", "https://u:hunter2@example.org/"]
        {
            assert!(!link(text).unwrap_err().contains("hunter2"), "{text}");
        }
    }

    #[test]
    fn bare_addresses() {
        let check = |text: &str, expected: bool| assert_eq!(looks_bare(text), expected, "{text}");
        check("example.org", true);
        check("www.example.org/story", true);
        check("U.S./Ukraine", false);
        check("and/or", false);
        check("Mr.Smith", false);
        check("3.14", false);
        check("", false);
    }
}

//! What the publisher wishes of those who show parts of the article: said in the page, or in `X-Robots-Tag` of any file.

use super::Headers;
use crate::article::Wishes;

/// Of several wishes the strictest counts; `told` are those that stand in the page.
pub(super) fn wishes<'t>(told: impl Iterator<Item = &'t str>, headers: &Headers<'t>) -> Wishes {
    let mut found = Wishes::default();
    let came = headers.robots.iter().map(|it| for_all(it));
    for line in told.chain(came).map(str::to_lowercase) {
        for wish in line.split(',').map(str::trim) {
            let most = wish.strip_prefix("max-snippet").map(|it| it.trim_start_matches([':', ' ', '=']));
            match most {
                _ if wish == "nosnippet" || wish == "none" => found.no_snippet = true,
                Some("0") => found.no_snippet = true,
                // -1 means that there is no limit.
                Some(most) => {
                    if let Ok(most) = most.trim().parse::<usize>() {
                        found.max_snippet = Some(found.max_snippet.map_or(most, |it| it.min(most)));
                    }
                }
                None => {}
            }
        }
    }
    found
}

/// A header may be meant for one robot ("googlebot: nosnippet"), and is heeded all the same.
fn for_all(header: &str) -> &str {
    let robot =
        |it: &str| !it.contains([',', ' ']) && !it.to_lowercase().starts_with("max-") && it != "unavailable_after";
    header.split_once(':').filter(|(head, _)| robot(head.trim())).map_or(header, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strictest_counts() {
        let check = |told: &[&str], came: &[&str], expected: (bool, Option<usize>)| {
            let robots: Vec<String> = came.iter().map(|it| (*it).to_owned()).collect();
            let headers = Headers { robots: &robots, ..Headers::default() };
            let found = wishes(told.iter().copied(), &headers);
            assert_eq!((found.no_snippet, found.max_snippet), expected, "{told:?} {came:?}");
        };
        check(&["index, follow"], &["all"], (false, None));
        check(&["max-snippet:160"], &["max-snippet: 50"], (false, Some(50)));
        check(&[], &["noarchive, max-snippet: 50"], (false, Some(50)));
        check(&[], &["googlebot: nosnippet"], (true, None));
        check(&[], &["otherbot: noindex, nosnippet"], (true, None));
        check(&["max-snippet:-1"], &[], (false, None));
        check(&["max-snippet:0"], &[], (true, None));
    }
}

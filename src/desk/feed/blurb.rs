//! What stands in for an article that can't be fetched: its feed's own words, marked as such.

use crate::ports::FeedItem;

/// A feed's own words about an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blurb {
    /// Title and summary.
    pub text: String,
    /// Says to every reader that this is not the article.
    pub note: &'static str,
}

/// The note on every blurb.
pub const NOTE: &str = "From the feed's own summary: the article itself could not be read.";

/// The blurb of `item`, if there is more to it than a title.
pub fn blurb(item: &FeedItem) -> Option<Blurb> {
    let summary = item.summary.as_deref()?;
    let title = item.title.as_deref().filter(|it| !summary.starts_with(it));
    let text = title.map_or_else(|| summary.to_owned(), |it| format!("{it}\n\n{summary}"));
    Some(Blurb { text, note: NOTE })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blurb_is_marked() {
        let check = |title: Option<&str>, summary: Option<&str>, expected: Option<&str>| {
            let owned = |it: Option<&str>| it.map(str::to_owned);
            let found = blurb(&FeedItem { title: owned(title), summary: owned(summary), ..FeedItem::default() });
            assert!(found.iter().all(|it| it.note == NOTE));
            assert_eq!(found.map(|it| it.text).as_deref(), expected);
        };
        check(Some("A"), Some("B"), Some("A\n\nB"));
        check(None, Some("B"), Some("B"));
        check(Some("A b"), Some("A b c."), Some("A b c."));
        check(Some("A"), None, None);
    }
}

//! Ids as people type them: `k7f2`, `k7f2.C3`, `C3`, `2.C3`.

use crate::command::request::Id;

/// How to write them.
pub const HOW: &str = "ids look like k7f2, k7f2.C3, or C3 in a digest's thread";

/// What digests' ids are made of.
pub const LETTERS: &str = "2679bcdfghjkmnprstvwx";

/// The id that `text` says.
pub fn id(text: &str) -> Option<Id> {
    let text = text.trim().trim_matches(['.', ',', ':', '#', '(', ')', '[', ']']);
    let Some((first, last)) = text.split_once('.') else {
        if let Some(item) = item(text) {
            return Some(Id { item: Some(item), ..Id::default() });
        }
        if let Some(story) = story(text) {
            return Some(Id { story: Some(story), ..Id::default() });
        }
        return Some(Id { digest: Some(digest(text)?), ..Id::default() });
    };
    let item = Some(item(last)?);
    match story(first) {
        Some(story) => Some(Id { story: Some(story), item, digest: None }),
        None => Some(Id { digest: Some(digest(first)?), item, story: None }),
    }
}

/// Whether `text` is an id beyond doubt, so that it is no word of a question: as it is shown, not merely readable as one.
pub fn is_shown_id(text: &str) -> bool {
    let text = text.trim_end_matches([':', ',']);
    id(text).is_some_and(|it| match (&it.digest, &it.item) {
        // "2" may begin a question.
        (None, None) => false,
        (None, Some(item)) => text.ends_with(item.as_str()),
        // "MH17" and "covid19" are no ids; "k7f2" is, and no word can be one for lack of vowels.
        (Some(digest), _) => {
            text.starts_with(digest.as_str()) && digest.len() <= 6 && digest.chars().all(|it| LETTERS.contains(it))
        }
    })
}

/// `C3`, `q1`: one letter of a section and a number.
fn item(text: &str) -> Option<String> {
    let mut rest = text.chars();
    let letter = rest.next()?.to_ascii_uppercase();
    let number = rest.as_str();
    let fine = "CQDN".contains(letter)
        && (1..=3).contains(&number.len())
        && number.bytes().all(|it| it.is_ascii_digit())
        && !number.starts_with('0');
    fine.then(|| format!("{letter}{number}"))
}

/// The number of a story: 1 to 99.
fn story(text: &str) -> Option<usize> {
    let number = (1..=2).contains(&text.len()).then(|| text.parse().ok())??;
    (number > 0).then_some(number)
}

/// A digest's: letters and digits, four or more.
fn digest(text: &str) -> Option<String> {
    let fine = (4..=16).contains(&text.len())
        && text.bytes().all(|it| it.is_ascii_alphanumeric())
        && text.bytes().any(|it| it.is_ascii_alphabetic());
    fine.then(|| text.to_ascii_lowercase())
}

/// The id as it is shown.
pub fn said(id: &Id) -> String {
    let first = id.digest.clone().or(id.story.map(|it| it.to_string()));
    [first, id.item.clone()].into_iter().flatten().collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(id(text).map(|it| said(&it)).as_deref(), expected, "{text}");
        };
        check("k7f2", Some("k7f2"));
        check("K7F2.c3", Some("k7f2.C3"));
        check("c3", Some("C3"));
        check("C3.", Some("C3"));
        check("(C3)", Some("C3"));
        check("2.C3", Some("2.C3"));
        check("2", Some("2"));
        check("Q12", Some("Q12"));
        check("X3", None);
        check("C0", None);
        check("k7f2.", Some("k7f2"));
        check("k7f2.Z9", None);
        check("a b", None);
        check("1234", None);
        check("", None);
        check("é", None);
    }

    #[test]
    fn what_is_no_word() {
        let check = |text: &str, expected: bool| assert_eq!(is_shown_id(text), expected, "{text}");
        check("C3", true);
        check("k7f2", true);
        check("k7f2:", true);
        check("kfbm", true);
        check("kfbm.C1", true);
        check("KFBM", false);
        check("2.C3", true);
        check("MH17", false);
        check("who", false);
        check("when", false);
        check("2", false);
        check("covid19", false);
    }
}

//! Who took a picture: "AP Photo/Ann Lee", "Photograph: Ann Lee", "(Getty Images)".

use super::look::{End, Look};

/// Labels before the name of who took a picture.
#[rustfmt::skip]
const CREDIT_LABELS: &[&str] = &[
    "credit", "file photo", "getty images", "graphic", "handout", "illustration", "illustration by", "image",
    "image copyright", "image credit", "image source", "images", "photo", "photo by", "photo courtesy",
    "photo credit", "photograph", "photograph by", "photographer", "photographs", "photos", "photos by", "picture",
    "picture by", "picture credit", "pictures", "video by",
];

/// Agencies whose name stands in a credit and, alone on a line, nowhere in a story.
#[rustfmt::skip]
const PICTURE_AGENCIES: &[&str] = &[
    "afp", "alamy", "ap", "ap photo", "associated press", "bloomberg", "dpa", "epa", "epa efe", "epa-efe", "getty",
    "getty images", "handout", "istock", "pa", "pa media", "pa wire", "reuters", "rex", "shutterstock", "xinhua",
];

pub(super) fn is_credit(look: &Look<'_>, folded: &str) -> bool {
    if look.words.len() > 14 || look.words.is_empty() {
        return false;
    }
    let inner = look.text.trim_matches(|c: char| "()[]*_. ".contains(c));
    if let Some((label, name)) = inner.split_once(':') {
        let label = Look::of(label).folded();
        let name = Look::of(name);
        if CREDIT_LABELS.contains(&label.as_str()) && name.lower <= 3 && name.words.len() <= 10 {
            return true;
        }
    }
    let names = look.lower <= 2 && look.end != End::Question;
    let begins = |it: &&&str| folded.starts_with(**it) && folded.as_bytes().get(it.len()).is_none_or(|c| *c == b' ');
    let labelled = names
        && CREDIT_LABELS.iter().filter(begins).count() > 0
        && look.words.len() <= 9
        && (look.end == End::Open || inner.len() < look.text.len());
    let agency = PICTURE_AGENCIES.contains(&folded) && folded.len() > 2
        || folded.ends_with("getty images")
        || folded.starts_with("courtesy of ") && names;
    labelled || agency || names && is_maker(inner)
}

/// "AP Photo/Ann Lee", "Ann Lee/Reuters", "REUTERS/Ann Lee", "Ann Lee / AFP via Getty Images": names on both sides of a slash.
pub(super) fn is_maker(text: &str) -> bool {
    let Some((left, right)) = text.split_once('/') else { return false };
    let names = |part: &str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let named = |it: &&str| {
            it.starts_with(char::is_uppercase)
                || matches!(*it, "via" | "for" | "de" | "van" | "von" | "the" | "of" | "al" | "/" | "and" | "&")
        };
        !words.is_empty() && words.len() <= 6 && words.iter().all(named) && !part.chars().any(|it| it.is_ascii_digit())
    };
    let two_words = text.split_whitespace().count() >= 2;
    names(left) && right.split('/').all(names) && two_words && !text.trim_end_matches('.').ends_with([',', ':', ';'])
}

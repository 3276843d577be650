//! Text under a picture, known by what it says: who took it, "(left)", a full date behind a sentence in the present.

use super::{furniture, look::Look, publication_date::month};

/// Whether a paragraph is a caption by its own words.
pub(super) fn is_caption(look: &Look<'_>) -> bool {
    let n_words = look.words.len();
    (3..=90).contains(&n_words)
        && !look.opens_quoted()
        && (is_labelled(look) || ends_in_credit(look) || points(look) || dated(look) && shows(look))
}

/// "Image caption …", "Pictured: …", "FILE PHOTO: …", "FILE - …".
fn is_labelled(look: &Look<'_>) -> bool {
    #[rustfmt::skip]
    const LABELS: &[&str] = &[
        "archive photo", "caption", "file", "file image", "file photo", "file picture", "image", "image caption",
        "in this photo", "media caption", "photo", "photo caption", "pictured", "picture",
    ];
    let (label, rest) = look.text.split_once([':', '–', '—', '-']).unwrap_or((look.text, ""));
    let folded = Look::of(label).folded();
    let set_off = LABELS.contains(&folded.as_str()) && !rest.trim().is_empty();
    let starts = [
        "Image caption ",
        "Media caption ",
        "In this photo",
        "In this image",
        "In this file photo",
        "In this courtroom sketch",
        "FILE PHOTO",
        "FILE - ",
        "FILE – ",
        "FILE — ",
    ];
    set_off
        || starts.iter().any(|it| look.text.starts_with(it))
        || look.text.starts_with("In this ")
            && look.words.iter().take(14).any(|it| *it == "photo" || *it == "image" || *it == "photo,")
}

/// A sentence with a credit behind it: "… on Thursday. (Lyle Trammell/Tribune)", "… 2022. Image: Home Office."
fn ends_in_credit(look: &Look<'_>) -> bool {
    let text = look.text.trim_end();
    if let Some((_, last)) = text.strip_suffix(')').and_then(|it| it.rsplit_once('(')) {
        return is_credit_tail(last) || furniture::is_maker(last.split(',').next().unwrap_or(last));
    }
    let body = text.trim_end_matches('.');
    let from = body.char_indices().rev().nth(80).map_or(0, |(at, _)| at);
    let tail = body.get(from..).unwrap_or(body);
    let behind_stop = tail
        .match_indices(['.', '!', '?', '"', '”', '’', ')'])
        .filter_map(|(at, sign)| tail.get(at + sign.len()..))
        .filter(|it| it.starts_with(' '));
    behind_stop
        .map(str::trim)
        .any(|it| !it.is_empty() && (is_credit_tail(it) || furniture::is_maker(it) && !text.ends_with('.')))
}

fn is_credit_tail(tail: &str) -> bool {
    #[rustfmt::skip]
    const STARTS: &[&str] = &[
        "AP Photo", "Photo", "Photograph", "Picture", "Image", "Credit", "Source", "Courtesy", "Getty Images",
        "REUTERS", "Reuters", "EPA", "AFP", "Illustration", "Handout", "Alamy", "Shutterstock", "File photo", "via ",
    ];
    #[rustfmt::skip]
    const ENDS: &[&str] = &[
        "Getty Images", "via AP", "AFP", "Reuters", "REUTERS", "file photo", "File", "Shutterstock", "Alamy",
        "via REUTERS", "Handout", "Bloomberg", "Images",
    ];
    let look = Look::of(tail);
    let label = |it: &&&str| {
        tail.strip_prefix(**it).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/', ' ', 's']))
    };
    let short = look.words.len() <= 10 && look.lower <= 3;
    let starts = STARTS.iter().filter(label).any(|it| {
        tail.contains([':', '/'])
            || tail == *it
            || tail.contains(" by ")
            || tail.contains(" courtesy")
            || *it == "Courtesy"
    });
    short
        && (starts
            || look.words.len() <= 6
                && ENDS.iter().any(|it| tail.trim_end_matches('.').ends_with(it))
                && tail.contains(['/', ' '])
                && look.upper >= 1
                && look.lower <= 1)
}

/// "(left)", "from left", "pictured here", "seen here".
fn points(look: &Look<'_>) -> bool {
    let sides = [
        "(left)",
        "(right)",
        "(centre)",
        "(center)",
        "(left),",
        "(right),",
        "(L)",
        "(R)",
        "(C)",
        "(top)",
        "(bottom)",
        "(pictured)",
        "(l)",
        "(r)",
    ];
    let count = look.words.iter().filter(|it| sides.contains(&it.trim_end_matches(['.', ',']))).count();
    let text = look.text;
    let pair = count >= 2 || count == 1 && !look.has_inner_stop() && look.words.len() <= 30;
    let short = look.words.len() <= 40;
    pair || short
        && !look.has_inner_stop()
        && [
            ", left, ",
            ", right, ",
            ", left.",
            ", right.",
            "from left",
            "From left",
            "seen here",
            "pictured here",
            "is pictured",
            "are pictured",
            "(File photo)",
            "(file photo)",
            "file photo",
        ]
        .iter()
        .any(|it| text.contains(it))
        && (dated(look)
            || text.contains("from left,")
            || text.contains("rom left:")
            || text.contains("pictured")
            || text.contains("ile photo"))
}

/// Whether a full date (month, day and year) stands in it.
fn dated(look: &Look<'_>) -> bool {
    look.words.windows(3).any(|three| {
        let [a, b, c] = three else { return false };
        let bare = |it: &&str| it.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let year = bare(c).len() == 4 && bare(c).parse::<u32>().is_ok_and(|it| (1900..2100).contains(&it));
        let number = |it: &&str| bare(it).parse::<u32>().is_ok_and(|it| (1..=31).contains(&it));
        year && (month(&bare(a)).is_some() && number(b) || month(&bare(b)).is_some() && number(a))
    })
}

/// Whether it is one sentence in the present, as captions are: "A worker leaves the plant …", "Rescuers searching …".
fn shows(look: &Look<'_>) -> bool {
    let past = ["was", "were", "had", "said", "has", "have", "did", "will", "would", "could", "told"];
    let plain = look.words.iter().map(|it| it.trim_matches(|c: char| !c.is_alphanumeric()));
    let weekday = look.words.windows(2).any(|pair| {
        pair.first().is_some_and(|it| it.ends_with("day,"))
            && pair.get(1).is_some_and(|it| month(it.trim_end_matches('.')).is_some())
    });
    let told = plain.filter(|it| past.contains(it)).count();
    !look.has_inner_stop()
        && look.words.len() <= 60
        && (weekday && told <= 1 || told == 0 && look.words.iter().take(14).any(|it| is_present(it)))
}

/// Whether a lower-case word has the form that captions use: "addresses", "leaving", "poses".
fn is_present(word: &str) -> bool {
    let lower = word.chars().all(|it| it.is_lowercase());
    #[rustfmt::skip]
    const SHOWING: &[&str] = &[
        "addresses", "arrives", "attends", "celebrate", "celebrates", "flies", "gather", "gathers", "gestures",
        "holds", "hold", "hug", "hugs", "leave", "leaves", "listens", "look", "looks", "march", "marches", "meets",
        "passes", "pose", "poses", "prepares", "protest", "rides", "shake", "shakes", "shows", "sit", "sits",
        "smiles", "speaks", "stand", "stands", "takes", "talks", "walk", "walks", "watch", "watches", "waves", "work",
        "works",
    ];
    lower && (SHOWING.contains(&word) || word.len() > 6 && word.ends_with("ing"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions() {
        let check = |text: &str, expected: bool| assert_eq!(is_caption(&Look::of(text)), expected, "{text}");
        check("The minister addresses the meeting at a hotel in Oslo, Norway, Friday, Feb. 14, 2025.", true);
        check("Lee (left) and Ek (right) on October 25, 2022. Image: UK Government.", true);
        check("Poll workers sort ballots at the county board on Thursday. (Ann Lee/Tribune)", true);
        check("The dam, photographed in May. Credit: Ann Lee for The Post", true);
        check("A cooling tower on a roof. Ann Lee / Great Lakes News", true);
        check("Rescue workers with dogs search houses in San Luis, Saturday, July 20, 2024. (SW Photo/Ann Lee)", true);
        check("FILE - The mayor speaks to reporters.", true);
        check("Image caption The mayor left by boat", true);
        check("The company was founded in Oslo on July 4, 1996.", false);
        check("The agreement, which was signed on March 1, 2024, obliges both armies to withdraw.", false);
        check("He said the party (left-wing) would go on. She agreed.", false);
        check("“I am in the photo,” she said.", false);
        check("He left the either/or question open.", false);
        check("The talks were held by the World Bank (IMF/World Bank).", false);
    }
}

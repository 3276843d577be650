//! Text under a picture, known by what it says: who took it, "(left)", a full date behind a sentence in the present.

use super::{credit, look::Look, publication_date::month};

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
    let set_off = label.len() <= 20 && !rest.trim().is_empty() && LABELS.contains(&Look::of(label).folded().as_str());
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
        return is_credit_tail(last) || credit::is_maker(last.split(',').next().unwrap_or(last));
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
        .any(|it| !it.is_empty() && (is_credit_tail(it) || credit::is_maker(it) && !text.ends_with('.')))
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
fn dated<'t>(look: &Look<'t>) -> bool {
    look.words.windows(3).any(|three| {
        let [a, b, c] = three else { return false };
        let bare = |it: &&'t str| it.trim_matches(|c: char| !c.is_alphanumeric());
        let number = |it: &&'t str| bare(it).parse::<u32>().is_ok_and(|it| (1..=31).contains(&it));
        // Most words have no figure in them.
        let year = c.contains(|it: char| it.is_ascii_digit())
            && bare(c).len() == 4
            && bare(c).parse::<u32>().is_ok_and(|it| (1900..2100).contains(&it));
        year && (month(bare(a)).is_some() && number(b) || month(bare(b)).is_some() && number(a))
    })
}

/// Whether it is one sentence that ends in a weekday with its date, or that shows a scene.
fn shows(look: &Look<'_>) -> bool {
    let weekday = |pair: &[&str]| match pair {
        [day, date] => day.ends_with("day,") && month(date.trim_end_matches('.')).is_some(),
        _ => false,
    };
    let short = !look.has_inner_stop() && look.words.len() <= 60 && !look.text.ends_with(':');
    let told = |it: &&&str| PAST.contains(&it.trim_matches(|c: char| !c.is_alphanumeric()));
    short
        && (look.words.windows(2).skip(3).any(weekday) && look.words.iter().filter(told).count() <= 1
            || shows_plainly(look))
}

/// Whether one sentence shows a scene: a verb of showing near its beginning and nothing told in the past.
pub(super) fn shows_plainly(look: &Look<'_>) -> bool {
    let told = |it: &&&str| PAST.contains(&it.trim_matches(|c: char| !c.is_alphanumeric()));
    !look.has_inner_stop()
        && look.words.iter().filter(told).count() == 0
        && shows_something(look)
        && !look.text.ends_with(':')
}

/// Verbs that tell, where captions show.
const PAST: &[&str] =
    &["said", "says", "has", "have", "had", "did", "will", "would", "could", "told", "was", "were", "added"];

/// Verbs of what can be seen in a picture, in the present.
#[rustfmt::skip]
const SHOWING: &[&str] = &[
    "addresses", "aims", "answers", "appears", "arrive", "arrives", "attend", "attends", "beat", "blocks", "board", "burn", "burns", "carries", "carry", "celebrate", "celebrates", "chant", "checks", "cheer", "cheers", "clean", "clear",
    "climb", "collect", "comfort", "cross", "cry", "dance", "delivers", "demonstrate", "departs", "drives", "embrace", "embraces", "enter", "enters", "fill", "flies", "fly", "gather", "gathers", "gesture", "gestures", "greet", "greets", "guard",
    "hold", "holds", "hug", "hugs", "inspect", "inspects", "join", "joins", "jumps", "kick", "kisses", "laughs", "lay", "lays", "lead", "leads", "leave", "leaves", "lie", "lies", "lift", "lights", "line", "listen", "listens", "look", "looks", "march", "marches", "meet",
    "meets", "mourn", "move", "moves", "participate", "participates", "place", "pass", "passes", "patrol", "pauses", "play", "plays", "point", "points", "pose", "poses", "pray", "prays", "prepare", "prepares", "protest", "protests", "pulls", "pushes", "queue", "raise", "raises", "rallies", "rally",
    "react", "reacts", "rescue", "rest", "rests", "ride", "rides", "rises", "run", "runs", "sail", "search", "shake", "shakes", "shop", "shouts", "show", "shows", "signs", "sing", "sings", "sit", "sits", "skate", "sleeps", "smile", "smiles", "sort", "speak", "speaks", "stand", "stands", "stop", "stops",
    "sweeps", "take", "takes", "talk", "talks", "throw", "throws", "touches", "train", "trains", "try", "tries", "view", "visit", "visits", "vote", "votes", "wade", "wait", "waits", "walk", "walks", "watch", "watches", "wave", "waves", "wear", "wears", "wipes", "work", "works",
];

/// Whether a verb of showing stands near the beginning: "poses", or "leaving" where it is the sentence's own verb.
fn shows_something(look: &Look<'_>) -> bool {
    #[rustfmt::skip]
    const BEFORE_NOUNS: &[&str] = &[
        "a", "about", "after", "an", "and", "any", "as", "at", "before", "by", "for", "from", "her", "his", "in", "into", "its", "like", "more", "no", "of", "on", "or", "other", "our", "some", "such", "than",
        "that", "the", "their", "these", "this", "those", "through", "to", "two", "upon", "very", "when", "while", "with", "without",
    ];
    const NOT_VERBS: &[&str] =
        &["according", "anything", "during", "evening", "everything", "including", "morning", "nothing", "something"];
    let small = |word: &str| word.chars().all(char::is_lowercase);
    for (idx, word) in look.words.iter().take(16).enumerate() {
        let before = idx.checked_sub(1).and_then(|it| look.words.get(it)).copied().unwrap_or_default();
        let noun = || before.is_empty() || BEFORE_NOUNS.contains(&before.to_lowercase().as_str());
        if !small(word) {
            continue;
        }
        if SHOWING.contains(word) && !noun() {
            return true;
        }
        // A verb in the past tells; what follows it ("announced …, comparing …") hangs on it.
        if word.ends_with("ed") && word.len() > 4 && !noun() {
            return false;
        }
        if word.len() > 6 && word.ends_with("ing") && !noun() && !before.ends_with(',') && !NOT_VERBS.contains(word) {
            return true;
        }
    }
    false
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
        check("Thursday, May 7, 2015 On Tuesday, the council announced the start of a search for a new flag.", false);
        check("He left the either/or question open.", false);
        check("The talks were held by the World Bank (IMF/World Bank).", false);
    }
}

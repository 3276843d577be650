//! Lines around a story that are known by their own words: credits, contributors, offers, links, separators, table rows.

use super::{
    contributor, credit,
    look::{End, Look},
    offer,
};
use crate::article::RegionKind;

/// Words in the longest line that stands around a story; what is longer is read as its text without a closer look.
const LONGEST: usize = 60;

/// What a paragraph is by its own words, whatever stands around it; `None` for anything that may be the story.
pub(super) fn kind(look: &Look<'_>) -> Option<RegionKind> {
    if look.words.len() > LONGEST {
        return is_code(look).then_some(RegionKind::Boilerplate);
    }
    let folded = look.folded();
    if is_separator(look) || offer::is_offer(look, &folded) || is_address(look) || is_code(look) {
        Some(RegionKind::Boilerplate)
    } else if contributor::is_contributor(look, &folded) {
        Some(RegionKind::Contributor)
    } else if credit::is_credit(look, &folded) {
        Some(RegionKind::Credit)
    } else if is_row(look) {
        Some(RegionKind::Table)
    } else {
        None
    }
}

/// "___", "* * *", "-30-", "ENDS".
fn is_separator(look: &Look<'_>) -> bool {
    let bare = !look.text.chars().any(char::is_alphanumeric);
    bare || matches!(
        look.text,
        "-30-" | "—30—" | "ENDS" | "Ends" | "-ENDS-" | "- Ends -" | "END" | "(END)" | "(ENDS)" | "### "
    )
}

/// An address of a page or a mailbox alone on its line.
fn is_address(look: &Look<'_>) -> bool {
    let web = |word: &&str| word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.");
    let mail = |word: &&str| word.contains('@') && word.contains('.') && !word.ends_with('.');
    match look.words.as_slice() {
        [only] => web(only) || mail(only) || only.starts_with('@'),
        [.., last] => look.words.len() <= 4 && (web(last) || mail(last)) && look.end == End::Open,
        [] => false,
    }
}

/// A line of a style sheet, a script or mark-up that was pasted along.
fn is_code(look: &Look<'_>) -> bool {
    let text = look.text;
    let style = text.ends_with(['{', '}', ';'])
        && (text.contains(['{', '}', '=']) || look.words.len() <= 6 && text.contains(':') && look.upper == 0);
    let tag = text.starts_with('<') && text.contains('>') && text.contains(['=', '/']);
    style || tag
}

/// A row of figures or of cells: "HD THE HOME DEPOT INC. 225.86 -12.99 -5.44%".
fn is_row(look: &Look<'_>) -> bool {
    if look.end != End::Open || look.words.len() > 40 {
        return false;
    }
    let cells = look.text.split(['\t', '|']).filter(|it| !it.trim().is_empty()).count();
    let n_words = look.words.len();
    let figure = |it: &&&str| {
        let bare = it.trim_matches(|c: char| "+-−–%$£€()*,".contains(c));
        bare.starts_with(|c: char| c.is_ascii_digit())
            && bare.chars().all(|c| c.is_ascii_digit() || ".,:/%".contains(c))
    };
    let figures = look.words.iter().filter(figure).count();
    let tight = figures >= 3 && figures * 3 >= n_words && look.lower <= 2;
    cells >= 3 && look.text.contains(['\t', '|']) || tight
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expected: Option<RegionKind>, lines: &[&str]) {
        for line in lines {
            assert_eq!(kind(&Look::of(line)), expected, "{line}");
        }
    }

    #[test]
    fn boilerplate() {
        check(
            Some(RegionKind::Boilerplate),
            &[
                "___",
                "* * *",
                "•",
                "Read more: The island that waits for its ferry.",
                "Sign up for our morning newsletter and get the news in your inbox.",
                "Advertisement",
                "ADVERTISEMENT",
                "Share on Facebook",
                "Home > World > Europe",
                "5 min read",
                "https://news.example/ferry",
                "Related Articles",
                "Copyright 2024 The Post. All rights reserved.",
                "Watch: Ferry leaves the port",
                "Story continues below advertisement",
                "ENDS",
                "Most read",
            ],
        );
    }

    #[test]
    fn contributors() {
        check(
            Some(RegionKind::Contributor),
            &[
                "Associated Press writers Ann Lee and Bo Ek in Oslo, Norway, contributed to this report.",
                "(Reporting by Ann Lee; Editing by Bo Ek)",
                "--additional reporting from Ann Lee.",
                "This article has been adapted from its original source.",
                "Ann Lee reported from Oslo and Bo Ek from Bergen.",
                "Follow Ann Lee on Twitter: @annlee",
                "Ann Lee is a staff writer for the Post.",
                "Additional reporting by Ann Lee",
                "Editor's note: This story was corrected on May 3.",
                "This story has been updated.",
            ],
        );
    }

    #[test]
    fn credits_and_rows() {
        check(
            Some(RegionKind::Credit),
            &[
                "AP Photo/Ann Lee",
                "(AP Photo/Ann Lee, File)",
                "Photo: Ann Lee",
                "Photograph: Ann Lee/The Guardian",
                "Ann Lee/Reuters",
                "Getty Images",
                "(Getty Images)",
                "Image: UK Government.",
                "Ann Lee / AFP via Getty Images",
                "Photo by Ann Lee",
                "Image copyright AFP",
            ],
        );
        check(
            Some(RegionKind::Table),
            &["HD THE HOME DEPOT INC. 225.86 -12.99 -5.44%", "Ann Lee | Green | 204", "1\tLee\t204"],
        );
    }

    #[test]
    fn the_story_stays() {
        check(
            None,
            &[
                "The mayor, who had signed up for the plan, said no.",
                "Images of the wreck were shown in court.",
                "This story is far from over, the mayor said.",
                "Photos taken by a passer-by show the ferry on the rocks.",
                "Officers reported from the scene that nobody was hurt.",
                "Follow the money, she said.",
                "More about the accident will be known on Friday, the ministry said, and nobody expects good news of it.",
                "He earned $3, she $4 and they $5 in 2024.",
                "He added: \"No and/or never.\"",
                "With files from the ministry in hand, the lawyer walked into the court on Monday.",
                "Share prices fell.",
                "Correction of the error took a year.",
                "Comment was not available from the company.",
            ],
        );
    }
}

//! Notes on the making of a story: who else worked on it, where it comes from, what was corrected.

use super::look::{End, Look, begins_with_any};

/// How lines (folded) begin or end that say who else worked on the story, or where it comes from.
#[rustfmt::skip]
const CONTRIBUTOR_STARTS: &[&str] = &[
    "additional reporting ", "additional research ", "additional writing ", "compiled by ", "contact the ",
    "correction ", "corrections ", "disclaimer ", "edited by ", "editing by ", "editor's note", "editors' note",
    "editor’s note", "follow ", "for more information ", "note to editors", "notes to editors",
    "originally published ", "produced by ", "reported by ", "reporting and writing by ", "reporting by ",
    "reporting from ", "republished from ", "the story was updated", "this article also appeared",
    "this article appeared", "this article appears", "this article first appeared", "this article has been ",
    "this article is from ", "this article is part of ", "this article is republished ", "this article was ",
    "this copy is for ", "this news story is ", "this piece was ", "this post has been ", "this post was ",
    "this report was ", "this report has been ", "this story has been ", "this story is from ",
    "this story is part of ", "this story originally ", "this story was ", "this story first ", "translated by ",
    "translation by ", "update ", "with additional ", "with assistance ", "with contributions ", "with files from ",
    "with inputs from ", "with input from ", "with reporting by ", "with reporting from ", "writing by ",
    "written by ",
];

/// Phrases (folded) that only a note on the making of a story holds.
#[rustfmt::skip]
const CONTRIBUTOR_PHRASES: &[&str] = &[
    "adapted from its original source", "and editing by", "is supported by its listeners", "is supported by its members", "is supported by its readers", "contributed reporting", "contributed research",
    "contributed to this article", "contributed to this piece", "contributed to this post",
    "contributed to this report", "contributed to this story", "contributing to this report", "editing by",
    "has been updated to reflect", "has been updated with", "the views expressed", "views expressed in this",
    "was first published", "was originally published",
];

pub(super) fn is_contributor(look: &Look<'_>, folded: &str) -> bool {
    let n_words = look.words.len();
    let bracketed = look.text.starts_with(['(', '[', '-', '–', '—', '*']);
    // Only what cannot stand in a story by itself: a start counts in a short note, or where brackets or a dash set it apart.
    let starts = begins_with_any(folded, CONTRIBUTOR_STARTS);
    let plain = |it: &&&str| folded.starts_with(**it);
    let note = starts
        && CONTRIBUTOR_STARTS.iter().filter(plain).any(|it| {
            let about_text = [
                "this ",
                "the story ",
                "editor",
                "note",
                "correction",
                "disclaimer",
                "additional",
                "translat",
                "edit",
                "writing by",
                "reporting by",
                "with ",
            ];
            about_text.iter().any(|about| it.starts_with(about))
        });
    let makers = starts && bracketed && n_words <= 60 || note && n_words <= 45 && is_note(look, folded);
    let phrase = n_words <= 60 && !look.opens_quoted() && holds_any(folded, CONTRIBUTOR_PHRASES);
    makers || phrase || is_about_writer(look, folded)
}

/// Whether `text` holds one of `phrases`: one walk over it, for most places are ruled out by two letters.
fn holds_any(text: &str, phrases: &[&str]) -> bool {
    let bit = |byte: Option<&u8>| byte.map_or(0, |it| 1_u32 << (it & 31));
    let (mut firsts, mut seconds) = (0, 0);
    for it in phrases {
        firsts |= bit(it.as_bytes().first());
        seconds |= bit(it.as_bytes().get(1));
    }
    let mut rest = text.as_bytes();
    while let [first, others @ ..] = rest {
        let may = bit(Some(first)) & firsts != 0 && bit(others.first()) & seconds != 0;
        if may && phrases.iter().any(|it| rest.starts_with(it.as_bytes())) {
            return true;
        }
        rest = others;
    }
    false
}

/// Where the bracketed note "(Reporting by …; editing by …)" at a paragraph's end begins, behind some of the story.
pub(super) fn closing_note(paragraph: &str) -> Option<usize> {
    let head = paragraph.trim_end().strip_suffix([')', ']'])?;
    let (before, note) = head.rsplit_once(['(', '['])?;
    let folded = Look::of(note).folded();
    let starts = [
        "additional reporting ",
        "editing by ",
        "reporting by ",
        "reporting and ",
        "translated by ",
        "translation by ",
        "with ",
        "writing by ",
        "written by ",
    ];
    let made = starts.iter().any(|it| folded.starts_with(it)) && (folded.contains("report") || folded.contains(" by "));
    (made && !before.trim().is_empty()).then_some(before.len())
}

/// Whether a paragraph that begins as a note does not turn out to be the story ("With files from the ministry in hand, …").
fn is_note(look: &Look<'_>, folded: &str) -> bool {
    let about_piece = ["article", "story", "report", "piece", "post", "copy"];
    let this = folded.strip_prefix("this ").map(|it| about_piece.iter().any(|piece| it.starts_with(piece)));
    let making = [
        "published",
        "updated",
        "amended",
        "corrected",
        "adapted",
        "translated",
        "produced",
        "appeared",
        "appears",
        "written",
        "edited",
        "republished",
        "supported",
        "funded",
        "generated",
        "version",
        "series",
        "headline",
        "misstated",
        "clarif",
        "licence",
        "license",
        "part of",
        "reported by",
        "first",
    ];
    match this {
        Some(true) => making.iter().any(|it| folded.contains(it)),
        Some(false) => false,
        None => {
            // Names, not a clause: most words are capitalised, or a label with a colon leads.
            let label = look.text.split_once(':').is_some_and(|(label, _)| label.split_whitespace().count() <= 3);
            label || look.upper * 2 >= look.words.len() || folded.starts_with("editor")
        }
    }
}

/// "Ann Lee is a reporter for the Post." / "Ann Lee reported from Oslo." / "Follow Ann Lee at @annlee."
fn is_about_writer(look: &Look<'_>, folded: &str) -> bool {
    let n_words = look.words.len();
    let writes = [
        "is a reporter",
        "is a staff writer",
        "is a freelance",
        "is a columnist",
        "is a correspondent",
        "is a senior reporter",
        "is a senior editor",
        "is a journalist",
        "is the author of",
        "is an author",
        "is an editor",
        "can be reached at",
        "covers politics for",
        "on twitter at",
    ];
    let about = n_words <= 40 && look.end != End::Question && !look.opens_quoted();
    let follow =
        folded.starts_with("follow ") && (look.text.contains('@') || folded.contains("twitter")) && n_words <= 25;
    let reported = n_words <= 14
        && folded.contains(" reported from ")
        && look.upper * 2 >= n_words
        && look.end == End::Stop
        && !look.has_inner_stop()
        && look.digits == 0;
    about && (writes.iter().any(|it| folded.contains(it)) && follow_or_named(look) || follow || reported)
}

fn follow_or_named(look: &Look<'_>) -> bool {
    look.words.iter().take(2).all(|it| it.starts_with(char::is_uppercase))
        && look.text.contains(['@', '.'])
        && (look.text.contains('@') || look.words.len() <= 30)
}

#[cfg(test)]
mod tests {
    use super::closing_note;

    #[test]
    fn a_closing_note_is_cut_off() {
        assert_eq!(closing_note("They left. (Reporting by Ann Lee; Editing by Bo Ek)"), Some(11));
        assert_eq!(closing_note("They left (by boat)."), None);
        assert_eq!(closing_note("(Reporting by Ann Lee)"), None);
    }
}

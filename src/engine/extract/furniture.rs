//! Lines around a story that are known by their own words: credits, contributors, offers, links, separators, table rows.

use super::look::{End, Look};
use crate::article::RegionKind;

/// What a paragraph is by its own words, whatever stands around it; `None` for anything that may be the story.
pub(super) fn kind(look: &Look<'_>) -> Option<RegionKind> {
    let folded = if look.words.len() <= 80 { look.folded() } else { look_head(look) };
    if is_separator(look) || is_offer(look, &folded) || is_address(look) || is_code(look) {
        Some(RegionKind::Boilerplate)
    } else if is_contributor(look, &folded) {
        Some(RegionKind::Contributor)
    } else if is_credit(look, &folded) {
        Some(RegionKind::Credit)
    } else if is_row(look) {
        Some(RegionKind::Table)
    } else {
        None
    }
}

fn look_head(look: &Look<'_>) -> String {
    let end = look.text.char_indices().nth(300).map_or(look.text.len(), |(at, _)| at);
    Look::of(look.text.get(..end).unwrap_or_default()).folded()
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

/// Whole lines (folded) that invite to share, subscribe, log in or go elsewhere.
#[rustfmt::skip]
const OFFER_LINES: &[&str] = &[
    "ad", "ad feedback", "advert", "advertisement", "advertisement continue reading the main story", "advertising",
    "all rights reserved", "also read", "article continues below", "article continues below advertisement",
    "back to top", "bookmark", "breaking news", "close", "comment", "comments", "continue", "continue reading",
    "continue reading below", "continue reading the main story", "copied", "copy link", "copy this link",
    "don't miss", "download", "editor's picks", "email", "email address", "email this article", "explore more",
    "facebook", "follow", "follow us", "full story", "gallery", "give this article", "hide caption", "home", "image",
    "in pictures", "in this story", "instagram", "join the conversation", "keep reading", "latest", "latest news",
    "leave a comment", "link copied", "linkedin", "listen", "live", "loading", "log in", "login", "menu", "more",
    "more from", "more like this", "more news", "more on this", "more on this story", "more stories", "most popular",
    "most read", "most viewed", "navigation", "newsletter", "newsletters", "next", "next article",
    "open share drawer", "photos", "pinterest", "play", "popular", "post a comment", "previous", "previous article",
    "print", "print this page", "read full story", "read later", "read more", "read next", "reddit", "recommended",
    "recommended stories", "register", "related", "related articles", "related content", "related coverage",
    "related links", "related news", "related stories", "related story", "related topics", "reporting by", "save",
    "save article", "search", "see also", "see more", "share", "share article", "share on facebook",
    "share on twitter", "share on x", "share page", "share this", "share this article", "share this page",
    "share this post", "share this story", "show caption", "show comments", "show more", "sign in", "sign up",
    "site navigation", "skip advertisement", "skip to content", "skip to main content", "sponsored",
    "sponsored content", "story continues", "story continues below", "story continues below advertisement",
    "subscribe", "subscribe now", "tags", "text size", "this article is more than", "top stories", "topics",
    "trending", "trending now", "tweet", "twitter", "up next", "video", "view comments", "view gallery", "view more",
    "view original", "view all", "watch", "watch live", "watch now", "whatsapp", "x", "you may also like",
    "you might also like", "youtube",
];

/// How lines (folded) begin that lead away from the story, whatever follows.
#[rustfmt::skip]
const OFFER_STARTS: &[&str] = &[
    "also read ", "article continues after", "by clicking ", "by continuing to ", "by entering your email",
    "by signing up", "by subscribing", "click here ", "click the ", "click to ", "continue reading ", "copy link",
    "don't miss out", "do you have a story", "do you have a tip", "don't have an account", "download our app",
    "download the ", "enter your email", "find out more about our", "follow him on ", "follow her on ",
    "follow them on ", "follow us on ", "follow bbc ", "for more news", "for more stories", "get alerts ",
    "get breaking news", "get our ", "get the latest", "get unlimited access", "getting your trinity audio",
    "got a tip", "have a tip", "have an account", "have you been affected by", "hide caption",
    "if you value our journalism", "in case you missed it", "join our ", "join the conversation",
    "learn more about our", "like us on ", "listen to this article", "listen to this story", "media playback is ",
    "more about ", "more coverage ", "more from ", "more on ", "most read", "more stories ", "newsletter sign",
    "please enable javascript", "please support ", "please upgrade ", "read also", "read more ", "read next ",
    "read our ", "read the full ", "read the original ", "recommended for you", "related article", "related stories",
    "related topics", "save this story", "scroll to continue", "see also ", "send your ", "share on ", "share this ",
    "share via ", "sign in to ", "sign up ", "skip to ", "stay informed ", "stay up to date", "story continues below",
    "submit a letter", "subscribe ", "support our journalism", "terms of service", "thank you for reading",
    "thanks for reading", "the best of ", "this content is ", "read the rest of", "this video ", "to continue reading", "to read more",
    "view this post", "visit our ", "want more ", "want to read more", "watch live ", "watch more ", "watch the ",
    "watch our ", "we use cookies", "you have reached your", "you may also like", "you might also like",
    "your support ",
];

/// Starts that are only an invitation before a colon or when nothing but a heading follows: "Read more: …", "Watch: …".
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "ad", "also", "also read", "also see", "background", "dig deeper", "don't miss", "explore", "gallery",
    "go deeper", "in pictures", "in photos", "interactive", "keep reading", "listen", "live", "more", "more info",
    "more information", "more on this", "must read", "opinion", "photos", "pictures", "podcast", "read", "read also",
    "read here", "read more", "read next", "read on", "recommended", "related", "related article", "related news",
    "related story", "see also", "see more", "slideshow", "source", "sources", "tags", "topics", "video", "watch",
    "watch now", "you may like",
];

fn is_offer(look: &Look<'_>, folded: &str) -> bool {
    if OFFER_LINES.contains(&folded) {
        return true;
    }
    let n_words = look.words.len();
    if let Some((label, rest)) = look.text.split_once(':') {
        let label = Look::of(label).folded();
        // "Read more: …" may name a page that ends in a full stop; a story's own sentence doesn't begin with such a label.
        if LABELS.contains(&label.as_str()) && n_words <= 40 && !Look::of(rest).has_inner_stop() {
            return true;
        }
    }
    let starts = |it: &&str| folded.starts_with(*it);
    let invites = OFFER_STARTS.iter().any(starts) && (n_words <= 14 || n_words <= 40 && speaks_to_reader(folded));
    let minutes = n_words <= 4 && (folded.ends_with("min read") || folded.ends_with("minute read"));
    let page = n_words <= 12 && (folded.contains("like the page") || folded.contains("copy and paste"));
    let rights = n_words <= 60
        && (folded.starts_with("copyright")
            || look.text.starts_with('©')
            || folded.contains("all rights reserved")
            || folded.contains("may not be published broadcast rewritten"));
    invites || minutes || page || rights || is_trail(look)
}

/// Whether the reader is addressed: an offer, not news.
fn speaks_to_reader(folded: &str) -> bool {
    folded.split(' ').any(|it| matches!(it, "your" | "you" | "our" | "us" | "we" | "newsletter" | "inbox" | "app"))
}

/// A trail of sections: "Home > World > Europe", "News | Politics | Video".
fn is_trail(look: &Look<'_>) -> bool {
    let parts = |sign: &str| look.words.iter().filter(|it| **it == sign).count();
    let cut = [">", "›", "»", "|", "/"].into_iter().map(parts).max().unwrap_or(0);
    look.end == End::Open && cut >= 2 && look.words.len() <= cut * 4 + 3 && look.digits == 0
}

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
    "adapted from its original source", "and editing by", "contributed reporting", "contributed research",
    "contributed to this article", "contributed to this piece", "contributed to this post",
    "contributed to this report", "contributed to this story", "contributing to this report", "editing by",
    "has been updated to reflect", "has been updated with", "the views expressed", "views expressed in this",
    "was first published", "was originally published",
];

fn is_contributor(look: &Look<'_>, folded: &str) -> bool {
    let n_words = look.words.len();
    let bracketed = look.text.starts_with(['(', '[', '-', '–', '—', '*']);
    // Only what cannot stand in a story by itself: a start counts in a short note, or where brackets or a dash set it apart.
    let starts = CONTRIBUTOR_STARTS.iter().any(|it| folded.starts_with(it));
    let plain = |it: &&&str| folded.starts_with(**it);
    let note = CONTRIBUTOR_STARTS.iter().filter(plain).any(|it| {
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
    let phrase = n_words <= 60 && CONTRIBUTOR_PHRASES.iter().any(|it| folded.contains(it)) && !look.opens_quoted();
    makers || phrase || is_about_writer(look, folded)
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

fn is_credit(look: &Look<'_>, folded: &str) -> bool {
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

/// A row of figures or of cells: "HD THE HOME DEPOT INC. 225.86 -12.99 -5.44%".
fn is_row(look: &Look<'_>) -> bool {
    let cells = look.text.split(['\t', '|']).filter(|it| !it.trim().is_empty()).count();
    let n_words = look.words.len();
    let figure = |it: &&&str| {
        let bare = it.trim_matches(|c: char| "+-−–%$£€()*,".contains(c));
        bare.starts_with(|c: char| c.is_ascii_digit())
            && bare.chars().all(|c| c.is_ascii_digit() || ".,:/%".contains(c))
    };
    let figures = look.words.iter().filter(figure).count();
    let tight = figures >= 3 && figures * 3 >= n_words && look.lower <= 2;
    look.end == End::Open && n_words <= 40 && (cells >= 3 && look.text.contains(['\t', '|']) || tight)
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
    fn a_closing_note_is_cut_off() {
        assert_eq!(closing_note("They left. (Reporting by Ann Lee; Editing by Bo Ek)"), Some(11));
        assert_eq!(closing_note("They left (by boat)."), None);
        assert_eq!(closing_note("(Reporting by Ann Lee)"), None);
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

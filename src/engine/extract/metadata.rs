//! What is known of the article beside its text: from the caller, else from mark-up, else from the text itself.

use super::{
    Known, byline, dateline,
    look::Look,
    piece::{Guess, Piece},
    publication_date::{self, DateLine},
};
use crate::article::{Metadata, RegionKind};

/// All that is known: what the caller says goes before what the mark-up says, and that before what the text shows.
pub(super) fn metadata(pieces: &[Piece<'_>], marked: Metadata, known: &Known) -> Metadata {
    let mut shown = shown(pieces);
    shown.publisher = shown.publisher.map(|it| spelled_out(&it, pieces).unwrap_or(it));
    let title = known.title.as_deref().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned);
    // A page's own account of its address counts only where it was checked against the one that it was fetched from.
    let url = marked.url.or(known.url.clone());
    let opinion = url.as_deref().is_some_and(is_opinion_address) || title.as_deref().is_some_and(is_opinion_mark);
    Metadata {
        headline: title.or(marked.headline).or(shown.headline),
        byline: if marked.byline.is_empty() { shown.byline } else { marked.byline },
        publisher: marked.publisher.or(shown.publisher),
        date_published: known.published.or(marked.date_published).or(shown.date_published),
        dateline_place: shown.dateline_place,
        date_modified: marked.date_modified,
        section: marked.section,
        language: marked.language,
        image: marked.image,
        wishes: marked.wishes,
        access: marked.access,
        form: marked.form,
        opinion: opinion || marked.opinion || shown.opinion,
        url,
        origin: marked.origin,
    }
}

/// What the text itself shows.
fn shown(pieces: &[Piece<'_>]) -> Metadata {
    let mut found = Metadata::default();
    let mut first_body = true;
    let mut day: Option<DateLine> = None;
    for piece in pieces {
        let text = piece.look.text;
        match (piece.kind, &piece.guess) {
            (Some(RegionKind::Headline), _) => found.headline = found.headline.or_else(|| Some(text.to_owned())),
            // A byline within the story is that of a box, not of the article.
            (Some(RegionKind::Byline), Guess::Byline(byline)) if first_body => {
                found.byline.extend(byline.names.iter().cloned());
                found.publisher = found.publisher.or_else(|| byline.outlet.clone());
                day = day.or(byline.date);
            }
            (Some(RegionKind::Byline), Guess::Name) => found.byline.push(byline::in_running_case(text)),
            (Some(RegionKind::Byline), Guess::Short) => {
                found.byline.extend(byline::name_at_place(text).map(str::to_owned))
            }
            (Some(RegionKind::Byline), Guess::Outlet) => {
                let outlet = text.split(',').map(str::trim).find(|it| byline::is_outlet(it) && !byline::is_role(it));
                found.publisher = found.publisher.or_else(|| outlet.map(str::to_owned));
            }
            (Some(RegionKind::Publisher), _) => found.publisher = found.publisher.or_else(|| Some(text.to_owned())),
            (Some(RegionKind::Date), Guess::Date(date)) => {
                let better = day.is_none_or(|it| it.day.is_none() || it.updated && !date.updated && date.day.is_some());
                day = if better { Some(*date) } else { day };
                let outlet = publication_date::behind_comma(text).filter(|(outlet, _)| byline::is_outlet(outlet));
                found.publisher = found.publisher.or_else(|| outlet.map(|(outlet, _)| outlet.to_owned()));
            }
            (Some(RegionKind::Body), _) if first_body => {
                first_body = false;
                if let Some(dateline) = dateline::find(text) {
                    found.dateline_place = dateline.place;
                    found.publisher = found.publisher.or(dateline.agency);
                }
            }
            _ => {}
        }
        found.opinion |= first_body && is_opinion_mark(text);
    }
    found.date_published = day.and_then(|it| it.day);
    found
}

/// The name that an agency's initials in a dateline stand for, where the text has it: "CW" for "Continental Wire".
fn spelled_out(initials: &str, pieces: &[Piece<'_>]) -> Option<String> {
    /// Better known by their initials.
    #[rustfmt::skip]
    const KNOWN: &[&str] = &[
        "AAP", "AFP", "ANI", "ANSA", "AP", "BBC", "CBS", "CNN", "DPA", "EFE", "IANS", "NBC", "NPR", "PA", "PTI", "TASS", "UPI",
    ];
    let letters: Vec<char> = initials.chars().collect();
    if !(2..=5).contains(&letters.len()) || !letters.iter().all(char::is_ascii_uppercase) || KNOWN.contains(&initials) {
        return None;
    }
    let bare = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.trim_end_matches("'s").trim_end_matches("’s").to_owned()
    };
    let begins = |(word, letter): (&&str, &char)| {
        word.starts_with(*letter) && word.chars().nth(1).is_some_and(char::is_lowercase)
    };
    pieces.iter().flat_map(|it| it.look.words.windows(letters.len())).find_map(|run| {
        let fits = run.iter().zip(&letters).all(begins);
        fits.then(|| run.iter().map(bare).collect::<Vec<_>>().join(" "))
    })
}

/// "Opinion", "Editorial: …", "… | Opinion".
fn is_opinion_mark(text: &str) -> bool {
    #[rustfmt::skip]
    const MARKS: &[&str] = &[
        "comment", "commentary", "editorial", "guest column", "guest essay", "leading article",
        "letter to the editor", "op-ed", "oped", "opinion", "the times view", "viewpoint",
    ];
    if text.len() > 300 {
        return false;
    }
    let mark = |part: &str| MARKS.contains(&Look::of(part).folded().as_str());
    mark(text)
        || text.split_once([':', '|', '—', '–']).is_some_and(|(head, _)| mark(head))
        || text.rsplit_once('|').is_some_and(|(_, tail)| mark(tail))
}

fn is_opinion_address(url: &str) -> bool {
    url.split(['?', '#']).next().unwrap_or_default().split('/').any(|it| {
        matches!(it, "opinion" | "opinions" | "commentisfree" | "editorial" | "editorials" | "op-ed" | "commentary")
    })
}

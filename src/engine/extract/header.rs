//! What stands before the story: headline, standfirst, byline, outlet, date and the first pictures.

use super::{
    Known, byline, dateline,
    piece::{Guess, Piece, is_under_picture},
};
use crate::article::RegionKind;

/// Paragraphs that may stand before the story.
const HEADER: usize = 30;

/// The number of the first paragraph of the story; what stands before it is the header.
pub(super) fn story_start(pieces: &[Piece<'_>], known: &Known) -> usize {
    let limit = pieces.len().min(HEADER);
    let head = pieces.get(..limit).unwrap_or_default();
    // A header holds at most a standfirst and a caption or two, no running text.
    let lean = |end: usize| {
        let prose = head.get(..end).unwrap_or_default().iter().filter(|it| it.is_prose());
        let (count, words) = prose.fold((0, 0), |(count, words), it| (count + 1, words + it.look.words.len()));
        count <= 3 && words <= 130
    };
    let dateline = head.iter().position(|it| it.is_prose() && dateline::find(it.look.text).is_some());
    if let Some(at) = dateline.filter(|at| lean(*at)) {
        return at;
    }
    let marks = |piece: &Piece<'_>| matches!(piece.guess, Guess::Byline(_) | Guess::Date(_));
    let marker =
        head.iter().enumerate().rfind(|(at, it)| marks(it) && n_prose(head, *at) <= 2 && lean(*at)).map(|(at, _)| at);
    if let Some(at) = marker {
        let first =
            head.iter().enumerate().skip(at + 1).find(|(idx, it)| it.is_prose() && !is_under_picture(head, *idx));
        return first.map_or(limit, |(idx, _)| idx);
    }
    let begins = head.first().is_some_and(|it| !it.is_prose() || it.is_title(known));
    let first = head
        .iter()
        .enumerate()
        .skip(usize::from(begins))
        .find(|(idx, it)| it.is_prose() && !is_under_picture(head, *idx));
    match first {
        Some((idx, _)) if begins => idx,
        Some(_) if head.first().is_some_and(|it| is_headline_sentence(it, head.get(1), known)) => 1,
        Some(_) => 0,
        None if begins => limit.min(1),
        None => 0,
    }
}

fn n_prose(head: &[Piece<'_>], end: usize) -> usize {
    head.iter().take(end).filter(|it| it.is_prose()).count()
}

/// A headline that was given a full stop: in title case, before running text, where no other title is known.
fn is_headline_sentence(piece: &Piece<'_>, next: Option<&Piece<'_>>, known: &Known) -> bool {
    let look = &piece.look;
    let cased = look.is_title_case() && look.words.len() >= 4 && look.upper * 3 >= look.words.len() * 2;
    known.title.is_none()
        && cased
        && look.words.len() <= 20
        && !look.has_inner_stop()
        && !look.opens_quoted()
        && next.is_some_and(|it| it.look.words.len() >= look.words.len())
}

/// Decides what each paragraph before the story is.
pub(super) fn mark_header(header: &mut [Piece<'_>], known: &Known) {
    let pictures: Vec<bool> = (0..header.len()).map(|idx| is_under_picture(header, idx)).collect();
    let is_line = |it: &Piece<'_>| matches!(it.guess, Guess::Short | Guess::Question | Guess::Prose | Guess::Name);
    let given = header.iter().position(|it| it.is(RegionKind::Headline));
    let titled = given.or_else(|| header.iter().position(|it| it.is_title(known)));
    let first = header
        .iter()
        .zip(&pictures)
        .position(|(it, picture)| is_line(it) && !picture || is_line(it) && it.look.words.len() > 2);
    // "World" or "Opinion" above the headline is a section's name.
    let kicker = first.filter(|at| {
        let short = |idx: usize| header.get(idx).map_or(0, |it| it.look.words.len());
        header.get(at + 1).is_some_and(is_line) && short(*at) <= 2 && short(at + 1) >= 4
    });
    let headline = titled.or_else(|| kicker.map(|at| at + 1).or(first));
    let mut signed = false;
    let mut picture_above = false;
    for (idx, piece) in header.iter_mut().enumerate() {
        let picture = pictures.get(idx).copied().unwrap_or(false);
        let before = headline.is_some_and(|at| idx < at);
        let kind = match &piece.guess {
            _ if piece.kind == Some(RegionKind::Headline) => RegionKind::Headline,
            // A heading in mark-up before the story is a standfirst or a section's name.
            _ if let Some(kind) = piece.kind.filter(|it| *it != RegionKind::Heading) => kind,
            _ if headline == Some(idx) => RegionKind::Headline,
            Guess::Sure(kind) => *kind,
            Guess::Date(_) => RegionKind::Date,
            Guess::Byline(_) => RegionKind::Byline,
            _ if piece.is_title(known) => RegionKind::Headline,
            Guess::Outlet if byline::is_role(piece.look.text) => RegionKind::Byline,
            Guess::Outlet => RegionKind::Publisher,
            Guess::Name if byline::is_outlet(piece.look.text) && (signed || piece.look.text.starts_with("The ")) => {
                RegionKind::Publisher
            }
            // "Ann Lee at Saltgate Park", as sport reporters sign.
            Guess::Short if byline::name_at_place(piece.look.text).is_some() => RegionKind::Byline,
            _ if picture => RegionKind::Caption,
            Guess::Name if !before || known.title.is_some() => RegionKind::Byline,
            _ if before && piece.look.words.len() <= 4 => RegionKind::Boilerplate,
            Guess::Short if signed && piece.look.words.len() <= 3 => RegionKind::Boilerplate,
            // A standfirst stands above the byline; what stands below it belongs to a picture.
            _ if signed || picture_above => RegionKind::Caption,
            _ => RegionKind::Standfirst,
        };
        signed |= matches!(kind, RegionKind::Byline | RegionKind::Date);
        picture_above = kind == RegionKind::Caption;
        piece.kind = Some(kind);
    }
}

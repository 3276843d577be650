//! The story's own paragraphs, and the headings, pictures, boxes and links between and behind them.

use super::piece::{Guess, Piece, is_under_picture};
use crate::article::RegionKind;

/// Decides what each paragraph from the story's first on is.
pub(super) fn mark_story(story: &mut [Piece<'_>]) {
    let pictures: Vec<bool> = (0..story.len()).map(|idx| is_under_picture(story, idx)).collect();
    let last_prose = story.iter().rposition(|it| it.is_prose()).unwrap_or(0);
    let lists: Vec<bool> = (0..story.len()).map(|idx| is_in_list(story, idx)).collect();
    for (idx, piece) in story.iter_mut().enumerate() {
        let picture = pictures.get(idx).copied().unwrap_or(false);
        let listed = lists.get(idx).copied().unwrap_or(false);
        let given = piece.kind.map(|it| if it == RegionKind::Headline { RegionKind::Heading } else { it });
        piece.kind = Some(match &piece.guess {
            _ if let Some(kind) = given => kind,
            Guess::Sure(kind) => *kind,
            _ if picture => RegionKind::Caption,
            Guess::Prose => RegionKind::Body,
            Guess::Byline(_) => RegionKind::Byline,
            Guess::Date(_) if idx > last_prose => RegionKind::Date,
            Guess::Date(_) => RegionKind::Heading,
            _ if listed => RegionKind::Table,
            _ if idx > last_prose => RegionKind::Boilerplate,
            Guess::Name | Guess::Outlet | Guess::Short | Guess::Question => RegionKind::Heading,
        });
    }
    for idx in 0..story.len() {
        let below = story.get(idx + 1).and_then(|it| it.kind);
        let Some(piece) = story.get_mut(idx) else { continue };
        // Links between paragraphs come as heading after heading; only the last one can head the text below.
        if piece.is(RegionKind::Heading) && below == Some(RegionKind::Heading) {
            piece.kind = Some(RegionKind::Boilerplate);
        }
        // The columns' names stand above a table.
        if piece.is(RegionKind::Heading) && below == Some(RegionKind::Table) {
            piece.kind = Some(RegionKind::Table);
        }
    }
}

/// Whether the piece is one of three or more short lines in a row.
fn is_in_list(story: &[Piece<'_>], idx: usize) -> bool {
    let short = |at: Option<usize>| {
        let piece = at.and_then(|it| story.get(it));
        piece.is_some_and(|it| matches!(it.guess, Guess::Short | Guess::Name | Guess::Outlet))
    };
    let (a, b, d, e) = (idx.checked_sub(2), idx.checked_sub(1), Some(idx + 1), Some(idx + 2));
    short(Some(idx))
        && (short(a) && short(b) && short(d)
            || short(b) && short(d) && short(e)
            || short(b) && short(a) && short(idx.checked_sub(3)))
}

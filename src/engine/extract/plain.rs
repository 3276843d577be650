//! Text to an article: paragraphs, what each is by itself, then what its neighbours make of it.

use super::{
    Known, contributor, dateline, header, metadata,
    paragraph::{self, Paragraph},
    piece::Piece,
    story,
};
use crate::{
    article::{Article, Metadata, Region, RegionKind},
    span::Span,
};

/// What mark-up says of a text, for those texts that had some.
#[derive(Clone, Debug, Default)]
pub(super) struct Marked {
    /// Stretches whose kind it gives, in order.
    pub given: Vec<Region>,
    /// Where the story begins.
    pub story: Option<usize>,
    /// What it says of the article.
    pub metadata: Metadata,
}

/// The article that `text` is. Never fails: a text without a story has no body region.
pub fn article(text: String, known: &Known) -> Article {
    compose(text, &Marked::default(), known)
}

/// The article that `text` is, given what its mark-up said.
pub(super) fn compose(text: String, marked: &Marked, known: &Known) -> Article {
    let mut given = marked.given.iter().peekable();
    let mut piece = |paragraph: &Paragraph| {
        while given.next_if(|it| it.span.end <= paragraph.span.start).is_some() {}
        let kind = given.peek().filter(|it| it.span.overlaps(paragraph.span)).map(|it| it.kind);
        Piece::of(&text, *paragraph, kind)
    };
    let mut pieces: Vec<Piece<'_>> = paragraph::paragraphs(&text).iter().map(&mut piece).collect();
    // Short lines between a page's headline and the first sentences still belong to the header.
    let begins = |at: usize| {
        let first = pieces.iter().position(|it| it.span.start >= at && it.is_prose());
        first.unwrap_or_else(|| pieces.iter().position(|it| it.span.start >= at).unwrap_or(pieces.len()))
    };
    let start: usize = marked.story.map_or_else(|| header::story_start(&pieces, known), begins);
    let (header, story) = pieces.split_at_mut(start);
    header::mark_header(header, known);
    story::mark_story(story);
    let regions = regions(&text, &pieces);
    let metadata = metadata::metadata(&pieces, marked.metadata.clone(), known);
    Article::new(text, regions, metadata)
}

fn regions(text: &str, pieces: &[Piece<'_>]) -> Vec<Region> {
    let mut regions = Vec::with_capacity(pieces.len() + 2);
    for piece in pieces {
        let kind = piece.kind.unwrap_or(RegionKind::Body);
        let mut span = piece.span;
        let dateline = (kind == RegionKind::Body).then(|| dateline::find(piece.look.text)).flatten();
        if let Some(found) = dateline {
            let head = Span::new(span.start, span.start + found.span.end);
            regions.push(Region { span: head, kind: RegionKind::Dateline });
            span = Span::new(head.end, span.end).trimmed(text);
        }
        // Agencies close the last paragraph with "(Reporting by …)".
        let note = (kind == RegionKind::Body).then(|| contributor::closing_note(span.of(text))).flatten();
        if let Some(at) = note {
            regions.push(Region { span: Span::new(span.start, span.start + at).trimmed(text), kind });
            span = Span::new(span.start + at, span.end);
            regions.push(Region { span, kind: RegionKind::Contributor });
            continue;
        }
        regions.push(Region { span, kind });
    }
    regions
}

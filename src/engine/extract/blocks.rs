//! Blocks to an article: what a reader of some other kind of file (a PDF, a DOCX, a message) found, paragraph by paragraph.

use chrono::NaiveDate;

use super::{ExtractError, Headers, Known, LIMIT, byline, draft::Draft, legible, plain, wishes};
use crate::article::{Article, Metadata, RegionKind};

/// What a block is, as far as the file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The article's own title.
    Title,
    /// A heading between paragraphs.
    Heading,
    /// Anything that is read on: a paragraph, an item of a list. What it is, is found out from its words.
    Paragraph,
    /// A row of a table.
    Row,
    /// A note that is not part of the story: a footnote, an endnote.
    Note,
}

/// One block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text.
    pub text: String,
}

/// A file's blocks in reading order, and what it says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blocks {
    /// In reading order.
    pub blocks: Vec<Block>,
    /// Its title, where no block is the title.
    pub title: Option<String>,
    /// Who wrote it, as the file has it; believed only where it reads like names, or an outlet's.
    pub author: Option<String>,
    /// When it was written, for want of a date that the text shows.
    pub published: Option<NaiveDate>,
    /// Its language as a BCP 47 tag.
    pub language: Option<String>,
}

/// The article that a file's blocks are; [`super::briefable`] says whether a digest can be made of it.
///
/// # Errors
/// `NotText`, `TooLarge`, and `NoBody` where there is no text at all.
pub fn article(found: &Blocks, headers: &Headers<'_>, known: &Known) -> Result<Article, ExtractError> {
    let mut draft = Draft::default();
    let titled = found.blocks.iter().any(|it| it.kind == BlockKind::Title);
    if let Some(title) = found.title.as_deref().filter(|_| !titled) {
        draft.push(title, Some(RegionKind::Headline));
    }
    for block in &found.blocks {
        let kind = match block.kind {
            BlockKind::Title => Some(RegionKind::Headline),
            BlockKind::Heading => Some(RegionKind::Heading),
            BlockKind::Paragraph => None,
            BlockKind::Row => Some(RegionKind::Table),
            BlockKind::Note => Some(RegionKind::Contributor),
        };
        draft.push(&block.text, kind);
    }
    if draft.text.len() > LIMIT {
        return Err(ExtractError::TooLarge { bytes: draft.text.len(), limit: LIMIT });
    }
    if draft.text.is_empty() {
        return Err(ExtractError::NoBody);
    }
    legible(&draft.text)?;
    let wishes = wishes::wishes(std::iter::empty(), headers);
    let metadata = Metadata { language: found.language.clone(), ..Metadata::default() };
    let marked = plain::Marked { given: draft.given, story: None, metadata };
    let mut article = plain::compose(draft.text, &marked, known);
    // What readers see of its making goes before what a program wrote into the file.
    let metadata = &mut article.metadata;
    metadata.wishes = wishes;
    metadata.date_published = metadata.date_published.or(found.published);
    let author = found.author.as_deref().unwrap_or_default();
    if metadata.byline.is_empty() {
        metadata.byline = byline::names(author).into_iter().filter(|it| byline::is_name(it)).collect();
        if metadata.byline.is_empty() && metadata.publisher.is_none() && byline::is_outlet(author) {
            metadata.publisher = Some(author.trim().to_owned());
        }
    }
    Ok(article)
}

#[cfg(test)]
mod tests {
    use super::*;
    use RegionKind::{Body, Contributor, Heading, Headline, Table};

    fn block(kind: BlockKind, text: &str) -> Block {
        Block { kind, text: text.to_owned() }
    }

    #[test]
    fn blocks_are_regions() {
        let blocks = vec![
            block(BlockKind::Title, "Ferry stays in port"),
            block(BlockKind::Paragraph, "The ferry stays in port until May, the harbour said on Friday."),
            block(BlockKind::Heading, "What is next"),
            block(BlockKind::Paragraph, "Nobody knows when it will leave, she said."),
            block(BlockKind::Row, "Oslo | 3"),
            block(BlockKind::Note, "1 Harbour board, minutes of May."),
        ];
        let day = NaiveDate::from_ymd_opt(2024, 5, 2);
        let found = Blocks { blocks, author: Some("Ann Lee".into()), published: day, ..Blocks::default() };
        let article = article(&found, &Headers::default(), &Known::default()).unwrap();
        let regions: Vec<_> = article.regions().iter().map(|it| (it.kind, article.slice(it.span))).collect();
        assert_eq!(
            regions,
            [
                (Headline, "Ferry stays in port"),
                (Body, "The ferry stays in port until May, the harbour said on Friday."),
                (Heading, "What is next"),
                (Body, "Nobody knows when it will leave, she said."),
                (Table, "Oslo | 3"),
                (Contributor, "1 Harbour board, minutes of May."),
            ]
        );
        assert_eq!(article.metadata.byline, ["Ann Lee"]);
        assert_eq!(article.metadata.date_published, day);
    }

    #[test]
    fn what_the_text_shows_goes_first() {
        let blocks = vec![
            block(BlockKind::Paragraph, "By Bo Ek"),
            block(BlockKind::Paragraph, "May 2, 2024"),
            block(BlockKind::Paragraph, "The ferry stays in port until June, the harbour said on Friday."),
        ];
        let found = Blocks {
            blocks,
            title: Some("Ferry stays in port".into()),
            author: Some("msword user".into()),
            published: NaiveDate::from_ymd_opt(2025, 1, 1),
            ..Blocks::default()
        };
        let article = article(&found, &Headers::default(), &Known::default()).unwrap();
        assert_eq!(article.metadata.headline.as_deref(), Some("Ferry stays in port"));
        assert_eq!(article.metadata.byline, ["Bo Ek"]);
        assert_eq!(article.metadata.date_published, NaiveDate::from_ymd_opt(2024, 5, 2));
    }

    #[test]
    fn nothing_is_no_article() {
        assert_eq!(
            article(&Blocks::default(), &Headers::default(), &Known::default()).unwrap_err(),
            ExtractError::NoBody
        );
    }
}

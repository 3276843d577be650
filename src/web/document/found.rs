//! What a child process says: the text of a file, or why there is none.

use chrono::NaiveDate;
use engine::extract::blocks::{Block, BlockKind, Blocks};
use serde::{Deserialize, Serialize};

/// What was found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Found {
    /// Its text in reading order.
    pub(super) pieces: Vec<Piece>,
    /// The page that it holds beside (a message's HTML).
    pub(crate) page: Option<String>,
    /// Its title, where no piece is.
    pub(super) title: Option<String>,
    /// Who wrote it.
    pub(super) author: Option<String>,
    /// When it was written.
    #[serde(with = "day")]
    pub(super) published: Option<NaiveDate>,
    /// Its language.
    pub(super) language: Option<String>,
    /// What was left out.
    pub(super) notes: Vec<String>,
}

/// A day as `YYYY-MM-DD`, or nothing.
mod day {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(day: &Option<NaiveDate>, to: S) -> Result<S::Ok, S::Error> {
        day.map(|it| it.to_string()).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
        Ok(Option::<String>::deserialize(from)?.and_then(|it| it.parse().ok()))
    }
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Piece {
    pub(super) kind: PieceKind,
    pub(super) text: String,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PieceKind {
    Title,
    Heading,
    Paragraph,
    Row,
    Note,
}

impl Found {
    /// The same for the engine.
    pub(crate) fn blocks(&self) -> Blocks {
        let block = |it: &Piece| {
            let kind = match it.kind {
                PieceKind::Title => BlockKind::Title,
                PieceKind::Heading => BlockKind::Heading,
                PieceKind::Paragraph => BlockKind::Paragraph,
                PieceKind::Row => BlockKind::Row,
                PieceKind::Note => BlockKind::Note,
            };
            Block { kind, text: it.text.clone() }
        };
        Blocks {
            blocks: self.pieces.iter().map(block).collect(),
            title: self.title.clone(),
            author: self.author.clone(),
            published: self.published,
            language: self.language.clone(),
        }
    }
}

/// Why a file can't be read, each with what to do instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Refusal {
    /// Over the limit as it came.
    #[error("the file is too large (at most {} MB are read): give a shorter one, or paste its text", limit / 1_000_000)]
    TooLarge {
        /// The most bytes that are read.
        limit: usize,
    },
    /// Over the limit when unpacked.
    #[error("the file grows beyond {} MB when it is unpacked: give a shorter one, or paste its text", limit / 1_000_000)]
    Inflates {
        /// The most bytes that are read.
        limit: usize,
    },
    /// A PDF of pictures.
    #[error("this PDF holds pictures of pages and no text: run it through OCR first, for example with ocrmypdf")]
    Scanned,
    /// A PDF whose fonts name no letters.
    #[error(
        "this PDF does not say which letters its signs are: run it through OCR first, for example with ocrmypdf --force-ocr"
    )]
    NoLetters,
    /// It needs a password.
    #[error("this {what} is protected with a password: save a copy without one, and give that")]
    Locked {
        /// What it is.
        what: String,
    },
    /// It can't be taken apart.
    #[error("this {what} is damaged: get it again, or paste its text")]
    Damaged {
        /// What it is.
        what: String,
    },
    /// Nothing in it.
    #[error("this {what} holds no text: paste the text, or give another file")]
    Empty {
        /// What it is.
        what: String,
    },
    /// A ZIP archive of something else.
    #[error("this is {what}, not a Word document: save it as .docx or PDF, or paste its text")]
    NotDocx {
        /// What it is.
        what: String,
    },
    /// Word before 2007.
    #[error("this is a file of old Word (.doc) or another old Office program: save it as .docx or PDF, and give that")]
    OldWord,
    /// It takes too long.
    #[error("this {what} takes too long to read: give a shorter one, or paste its text")]
    Slow {
        /// What it is.
        what: String,
    },
    /// It takes too much memory.
    #[error("this {what} takes too much memory to read: give a shorter one, or paste its text")]
    Memory {
        /// What it is.
        what: String,
    },
    /// No child process could be started: the operator's matter.
    #[error("files of this kind can't be read here ({why}): paste the text")]
    NoChild {
        /// Why.
        why: String,
    },
}

//! PDF: signs at places on pages, put together to lines and those to paragraphs.
//!
//! ```text
//! page ─glyph─▶ signs in the order of writing ─line─▶ lines ─furniture─▶ lines of the text ─paragraph─▶ pieces
//! ```

mod furniture;
mod glyph;
mod line;
mod paragraph;

use chrono::NaiveDate;
use hayro_font::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::credible;
use super::found::{Found, PieceKind, Refusal};

/// Pages that are read; what follows them is said to be left out.
const PAGES: usize = 1_000;

/// Signs that are read.
const SIGNS: usize = 4_000_000;

/// What a PDF holds.
pub(super) fn read(bytes: Vec<u8>) -> Result<Found, Refusal> {
    let what = || "PDF".to_owned();
    let pdf = Pdf::new(bytes).map_err(|it| match it {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            Refusal::Locked { what: what() }
        }
        _ => Refusal::Damaged { what: what() },
    })?;
    let fonts = glyph::Fonts::default();
    let (mut pages, mut pictures, mut signs, mut nameless) = (Vec::new(), 0, 0, 0);
    let mut budget = glyph::Budget::default();
    for page in pdf.pages().iter().take(PAGES) {
        let written = glyph::page(page, &fonts, &mut budget);
        pictures += written.pictures;
        signs += written.signs.len() + written.nameless;
        nameless += written.nameless;
        pages.push(line::lines(written.signs));
        if signs > SIGNS {
            break;
        }
    }
    if pages.is_empty() {
        return Err(Refusal::Damaged { what: what() });
    }
    if nameless * 3 > signs {
        return Err(Refusal::NoLetters);
    }
    // A stamp or a page number on every page is no text.
    if pictures > 0 && signs < 20 * pages.len().min(5) {
        return Err(Refusal::Scanned);
    }
    if signs == 0 {
        return Err(Refusal::Empty { what: what() });
    }
    let read = pages.len();
    let pieces = paragraph::pieces(furniture::without(pages));
    let text = pieces.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join("\n");
    let top: String = text.chars().take(2_000).collect();
    let metadata = pdf.metadata();
    let title = metadata.title.as_deref().map(decoded).and_then(|it| credible::title(&it));
    let author = metadata.author.as_deref().map(decoded).and_then(|it| credible::author(&it, &top));
    let created = metadata
        .creation_date
        .and_then(|it| NaiveDate::from_ymd_opt(i32::from(it.year), u32::from(it.month), u32::from(it.day)));
    let mut found =
        Found { title, author, published: created.and_then(|it| credible::day(it, &text)), pieces, ..Found::default() };
    settle_title(&mut found);
    if read < pdf.pages().len() {
        found.notes.push(format!("only the first {read} pages were read"));
    }
    Ok(found)
}

/// Where the title that the file gives stands among its first pieces, it is what says which of them is the title.
fn settle_title(found: &mut Found) {
    let letters =
        |it: &str| it.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let Some(title) = found.title.as_deref().map(letters) else { return };
    let at = found.pieces.iter().take(12).position(|it| letters(&it.text) == title);
    if let Some(at) = at {
        for (other, piece) in found.pieces.iter_mut().enumerate() {
            match piece.kind {
                _ if other == at => piece.kind = PieceKind::Title,
                PieceKind::Title => piece.kind = PieceKind::Heading,
                _ => {}
            }
        }
    }
}

/// The text of a string outside of pages.
fn decoded(bytes: &[u8]) -> String {
    use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
    let encoding = match bytes {
        [0xfe, 0xff, ..] => UTF_16BE,
        [0xff, 0xfe, ..] => UTF_16LE,
        [0xef, 0xbb, 0xbf, ..] => UTF_8,
        // PDF's own encoding is Latin 1 where it matters here.
        _ => WINDOWS_1252,
    };
    encoding.decode(bytes).0.into_owned()
}

#[cfg(test)]
mod tests;

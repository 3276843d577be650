//! DOCX: a ZIP archive of XML. Bytes are counted while they are unpacked, whatever the archive says of itself.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use chrono::NaiveDate;
use zip::ZipArchive;
use zip::result::ZipError;

use super::credible::{self, squeezed};
use super::found::{Found, Piece, PieceKind, Refusal};
use crate::feed::markup::{Token, Tokens, attribute, resolve};

/// How the containers of old Office programs begin; a DOCX with a password is one too.
pub(super) const CONTAINER: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Bytes of one part when unpacked.
const PART: usize = 40_000_000;

/// Bytes of text that are kept.
const TEXT: usize = 4_000_000;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// What a document holds.
pub(super) fn read(bytes: &[u8]) -> Result<Found, Refusal> {
    let what = || "document".to_owned();
    if bytes.starts_with(CONTAINER) {
        // Names in a container are UTF-16.
        let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|it| [it, 0]).collect();
        let locked = bytes.windows(name.len()).any(|it| it == name);
        return Err(if locked { Refusal::Locked { what: what() } } else { Refusal::OldWord });
    }
    if !bytes.starts_with(b"PK") {
        return Err(Refusal::NotDocx { what: "something else by its content".into() });
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged { what: what() })?;
    // The story is in word/document.xml, or by some programs in word/document2.xml.
    let names: Vec<String> = archive.file_names().filter_map(|it| Some(it.ok()?.into_owned())).collect();
    let named = |it: &&String| it.starts_with("word/document") && it.ends_with(".xml");
    let Some(story) = names.iter().find(named) else {
        return Err(Refusal::NotDocx { what: kind_of(&names).to_owned() });
    };
    let styles = part(&mut archive, "word/styles.xml")?.map(|it| styles(&it)).unwrap_or_default();
    let core = part(&mut archive, "docProps/core.xml")?.map(|it| properties(&it)).unwrap_or_default();
    let story = part(&mut archive, story)?.ok_or_else(|| Refusal::Damaged { what: what() })?;
    let pieces = pieces(&story, &styles);
    if pieces.iter().all(|it| it.text.trim().is_empty()) {
        return Err(Refusal::Empty { what: what() });
    }
    let text = pieces.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join("\n");
    let top: String = text.chars().take(2_000).collect();
    let value = |name: &str| core.get(name).map(String::as_str).unwrap_or_default();
    let day = |name: &str| value(name).get(..10).and_then(|it| it.parse::<NaiveDate>().ok());
    // Created is the template's day as often as the document's; who sends it around has saved it last.
    let published = day("modified").or(day("created")).and_then(|it| credible::day(it, &text));
    Ok(Found {
        title: credible::title(value("title")),
        author: credible::author(value("creator"), &top),
        published,
        language: Some(squeezed(value("language"))).filter(|it| !it.is_empty()),
        pieces,
        ..Found::default()
    })
}

/// What an archive is that is no document.
fn kind_of(names: &[String]) -> &'static str {
    let begins = |start: &str| names.iter().any(|it| it.starts_with(start));
    if begins("xl/") {
        return "a spreadsheet";
    }
    if begins("ppt/") {
        return "a presentation";
    }
    if begins("META-INF/container.xml") {
        return "an e-book (EPUB)";
    }
    if begins("content.xml") {
        return "an OpenDocument file";
    }
    "a ZIP archive"
}

/// The text of a part of the archive, if it has it.
fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<String>, Refusal> {
    let damaged = || Refusal::Damaged { what: "document".into() };
    let file = match archive.by_name(name) {
        Ok(it) => it,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
            return Err(Refusal::Locked { what: "document".into() });
        }
        Err(_) => return Err(damaged()),
    };
    let mut bytes = Vec::new();
    file.take(PART as u64 + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
    if bytes.len() > PART {
        return Err(Refusal::Inflates { limit: PART });
    }
    Ok(Some(crate::feed::encoding::decode(&bytes, None).into_owned()))
}

/// The name behind the last colon.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The attribute `w:val`, whatever the prefix is.
fn val(attributes: &str) -> Option<String> {
    crate::feed::markup::pairs(attributes)
        .find(|(name, _)| local(name) == "val")
        .and_then(|(name, _)| attribute(attributes, name))
}

/// Each style's name by its id; built-in names are English in every language.
fn styles(xml: &str) -> BTreeMap<String, String> {
    let mut styles = BTreeMap::new();
    let mut id = None;
    for token in Tokens::of(xml) {
        let Token::Open { name, attributes, .. } = token else { continue };
        match local(name) {
            "style" => {
                let found = crate::feed::markup::pairs(attributes).find(|(name, _)| local(name) == "styleId");
                id = found.and_then(|(name, _)| attribute(attributes, name));
            }
            "name" => {
                if let (Some(id), Some(name)) = (id.take(), val(attributes))
                    && styles.len() < 5_000
                {
                    styles.insert(id, name.to_lowercase());
                }
            }
            _ => {}
        }
    }
    styles
}

/// What the document says of itself: title, creator, created, modified, language.
fn properties(xml: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = None;
    for token in Tokens::of(xml) {
        match token {
            Token::Open { name, closed: false, .. } => open = Some(local(name)),
            Token::Text(raw) => {
                if let Some(name) = open
                    && raw.len() <= 2_000
                    && found.len() < 50
                {
                    let mut text = String::new();
                    resolve(raw, &mut text);
                    found.entry(name.to_owned()).or_insert_with(|| squeezed(&text));
                }
            }
            Token::Close { .. } => open = None,
            _ => {}
        }
    }
    found
}

/// Where in the document the reading is.
#[derive(Debug, Default)]
struct Walk {
    pieces: Vec<Piece>,
    text: String,
    style: Option<String>,
    outline: bool,
    /// Inside a run's text, which alone is text.
    in_text: bool,
    /// Elements that are passed over with everything in them, open at the moment.
    skipped: usize,
    /// Tables open, and the row's cells.
    tables: usize,
    cells: Vec<String>,
    kept: usize,
}

/// What is passed over: what was moved away, the second telling of a drawing, and marks behind the scenes.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "moveFrom" | "Fallback" | "del" | "instrText" | "delText" | "rPrChange" | "pPrChange" | "sectPrChange"
    )
}

/// The pieces of the story.
fn pieces(xml: &str, styles: &BTreeMap<String, String>) -> Vec<Piece> {
    let mut walk = Walk::default();
    // The prefix of the document's own elements: other vocabularies have a `t` or a `p` too.
    let mut prefix = None;
    for token in Tokens::of(xml) {
        match token {
            Token::Open { name, attributes, closed } => {
                let (own, local) = name.split_once(':').unwrap_or(("", name));
                prefix = prefix.or((local == "document").then_some(own));
                if is_skipped(local) {
                    walk.skipped += usize::from(!closed);
                } else if walk.skipped == 0 && prefix == Some(own) {
                    walk.open(local, attributes, closed, styles);
                }
            }
            Token::Close { name } => {
                let (own, local) = name.split_once(':').unwrap_or(("", name));
                if is_skipped(local) {
                    walk.skipped = walk.skipped.saturating_sub(1);
                } else if walk.skipped == 0 && prefix == Some(own) {
                    walk.close(local, styles);
                }
            }
            Token::Text(raw) if walk.in_text && walk.skipped == 0 => resolve(raw, &mut walk.text),
            Token::Data(text) if walk.in_text && walk.skipped == 0 => walk.text.push_str(text),
            _ => {}
        }
        if walk.kept > TEXT {
            break;
        }
    }
    walk.paragraph(styles);
    walk.pieces
}

impl Walk {
    fn open(&mut self, name: &str, attributes: &str, closed: bool, styles: &BTreeMap<String, String>) {
        match name {
            // A paragraph within a paragraph is one of a text box.
            "p" => self.paragraph(styles),
            "t" => self.in_text = !closed,
            "tab" | "ptab" if !self.text.is_empty() => self.text.push(' '),
            "br" | "cr" => self.text.push('\n'),
            "noBreakHyphen" => self.text.push('-'),
            "pStyle" => self.style = val(attributes),
            "outlineLvl" => self.outline = val(attributes).is_some_and(|it| it != "9"),
            "tbl" if !closed => {
                self.paragraph(styles);
                self.tables += 1;
            }
            "tr" => self.cells.clear(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str, styles: &BTreeMap<String, String>) {
        match name {
            "t" => self.in_text = false,
            "p" => self.paragraph(styles),
            "tc" => self.paragraph(styles),
            "tr" => {
                let cells = std::mem::take(&mut self.cells);
                // A table of one column is a frame around text.
                match cells.as_slice() {
                    [] => {}
                    [one] => self.push(PieceKind::Paragraph, one.clone()),
                    _ => self.push(PieceKind::Row, cells.join(" | ")),
                }
            }
            "tbl" => self.tables = self.tables.saturating_sub(1),
            _ => {}
        }
    }

    /// Ends the paragraph.
    fn paragraph(&mut self, styles: &BTreeMap<String, String>) {
        let text = std::mem::take(&mut self.text);
        let (style, outline) = (self.style.take(), std::mem::take(&mut self.outline));
        self.in_text = false;
        if text.trim().is_empty() {
            return;
        }
        if self.tables > 0 {
            if self.cells.len() < 100 {
                self.cells.push(squeezed(&text));
            }
            return;
        }
        let style = style.map(|it| styles.get(&it).cloned().unwrap_or_else(|| it.to_lowercase())).unwrap_or_default();
        let titled = self.pieces.iter().any(|it| it.kind == PieceKind::Title);
        let kind = match style.as_str() {
            "title" if !titled => PieceKind::Title,
            // The first heading is the title where there is no other.
            it if outline || it.starts_with("heading") || it == "title" => {
                if titled || !self.pieces.is_empty() {
                    PieceKind::Heading
                } else {
                    PieceKind::Title
                }
            }
            it if it.starts_with("footnote text") || it.starts_with("endnote text") => PieceKind::Note,
            it if it.starts_with("toc ") => return,
            _ => PieceKind::Paragraph,
        };
        self.push(kind, text);
    }

    fn push(&mut self, kind: PieceKind, text: String) {
        self.kept += text.len() + 1;
        self.pieces.push(Piece { kind, text });
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// An archive of `parts`.
    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn story(body: &str) -> String {
        format!("<?xml version='1.0'?><w:document xmlns:w='x'><w:body>{body}</w:body></w:document>")
    }

    fn found(body: &str) -> Vec<(PieceKind, String)> {
        let bytes = archive(&[("word/document.xml", story(body).as_bytes())]);
        read(&bytes).unwrap().pieces.into_iter().map(|it| (it.kind, it.text)).collect()
    }

    fn refused(bytes: &[u8]) -> String {
        read(bytes).unwrap_err().to_string()
    }

    #[test]
    fn paragraphs_headings_and_tables() {
        let body = "<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>Harbour </w:t></w:r><w:r><w:t>audit</w:t></w:r></w:p>\
            <w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Findings</w:t></w:r></w:p>\
            <w:p><w:r><w:t xml:space='preserve'>The board said </w:t><w:tab/><w:t>&#8220;no&#8221; &amp; left.</w:t></w:r></w:p><w:p/>\
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Oslo</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
        use PieceKind::{Heading, Paragraph, Row, Title};
        let expected = [
            (Title, "Harbour audit"),
            (Heading, "Findings"),
            (Paragraph, "The board said  “no” & left."),
            (Row, "Oslo | 3"),
        ];
        assert_eq!(found(body), expected.map(|(kind, it)| (kind, it.to_owned())));
    }

    #[test]
    fn what_is_no_text() {
        let run = |it: &str| format!("<w:r><w:t>{it}</w:t></w:r>");
        let body = format!(
            "<w:p>{}<w:del>{}</w:del><w:moveFrom>{}</w:moveFrom><w:r><w:instrText>PAGE</w:instrText></w:r>\
             <mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent><a:t>axis</a:t></w:p>",
            run("It "),
            run("never "),
            run("not "),
            run("stays."),
            run("stays.")
        );
        assert_eq!(found(&body), [(PieceKind::Paragraph, "It stays.".to_owned())]);
    }

    #[test]
    fn styles_have_names_in_every_language() {
        let styles = "<w:styles><w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style></w:styles>";
        let body = "<w:p><w:pPr><w:pStyle w:val='berschrift1'/></w:pPr><w:r><w:t>Audit</w:t></w:r></w:p><w:p><w:r><w:t>Text.</w:t></w:r></w:p>";
        let core = "<cp:coreProperties><dc:title>Audit of the board</dc:title><dc:creator>Ann Lee</dc:creator>\
            <dcterms:modified>2024-05-02T08:00:00Z</dcterms:modified></cp:coreProperties>";
        let bytes = archive(&[
            ("word/styles.xml", styles.as_bytes()),
            ("word/document2.xml", story(body).as_bytes()),
            ("docProps/core.xml", core.as_bytes()),
        ]);
        let found = read(&bytes).unwrap();
        assert_eq!(found.pieces[0].kind, PieceKind::Title);
        assert_eq!(found.title.as_deref(), Some("Audit of the board"));
        assert_eq!((found.author, found.published), (None, NaiveDate::from_ymd_opt(2024, 5, 2)));
    }

    #[test]
    fn refusals() {
        let check = |bytes: &[u8], expected: &str| {
            let said = refused(bytes);
            assert!(said.contains(expected), "{expected:?} is not in {said:?}");
        };
        check(&archive(&[("a.txt", b"text")]), "a ZIP archive, not a Word document");
        check(&archive(&[("xl/workbook.xml", b"<a/>")]), "a spreadsheet");
        check(&archive(&[("word/document.xml", story("<w:p/>").as_bytes())]), "holds no text");
        check(CONTAINER, "old Word");
        check(&[CONTAINER, b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"].concat(), "password");
        let whole = archive(&[("word/document.xml", story("<w:p><w:r><w:t>Text.</w:t></w:r></w:p>").as_bytes())]);
        check(&whole[..whole.len() / 2], "damaged");
        check(b"PK\x03\x04 and nothing else", "damaged");
    }

    #[test]
    fn bombs() {
        // 60 MB of blanks in some 60 kB.
        let mut bomb = story("").into_bytes();
        bomb.resize(60_000_000, b' ');
        let bytes = archive(&[("word/document.xml", &bomb)]);
        assert!(bytes.len() < 500_000);
        assert!(refused(&bytes).contains("unpacked"));
        // What a document declares is never expanded.
        let entities = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><w:document><w:p><w:r><w:t>x &b; y</w:t></w:r></w:p></w:document>";
        let bytes = archive(&[("word/document.xml", entities.as_bytes())]);
        assert_eq!(read(&bytes).unwrap().pieces[0].text, "x &b; y");
        // Depth costs nothing.
        let deep = format!("{}<w:p><w:r><w:t>Text.</w:t></w:r></w:p>", "<w:sdt><w:tbl>".repeat(200_000));
        assert!(read(&archive(&[("word/document.xml", story(&deep).as_bytes())])).is_err());
    }
}

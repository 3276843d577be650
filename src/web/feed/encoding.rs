//! Bytes to text, whatever a feed says of itself: what decodes without a loss is believed before what is declared.

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a document its own declaration is looked for.
const HEAD: usize = 1_024;

/// The text in `bytes`; `header` is the encoding that the Content-Type names. A single broken byte costs itself alone.
pub(crate) fn decode<'a>(bytes: &'a [u8], header: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0;
    }
    if let Some(encoding) = wide(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    let own = declared(bytes);
    let named = header.and_then(|it| Encoding::for_label(it.trim().as_bytes()));
    let candidates = [own, named].into_iter().flatten();
    if let Ok(text) = std::str::from_utf8(bytes) {
        // The one old encoding of which every byte is valid UTF-8 too.
        let japanese = candidates.clone().any(|it| it == ISO_2022_JP) && bytes.contains(&0x1b);
        return if japanese { ISO_2022_JP.decode_without_bom_handling(bytes).0 } else { Cow::Borrowed(text) };
    }
    // Two characters of several bytes for each broken one: UTF-8 with accidents, whatever is declared.
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    let says_utf8 = candidates.clone().any(|it| it == UTF_8);
    let mut others = candidates.filter(|it| *it != UTF_8);
    if good <= 2 * bad
        && let Some(text) = others.find_map(|it| it.decode_without_bom_handling_and_without_replacement(bytes))
    {
        return text;
    }
    if says_utf8 || good > 2 * bad {
        return Cow::Owned(repaired(bytes));
    }
    let mut guesser = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    guesser.feed(bytes, true);
    guesser.guess(None, chardetng::Utf8Detection::Deny).decode_without_bom_handling(bytes).0
}

/// UTF-8 in which single bytes came from somewhere else: most often an old Windows program.
fn repaired(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 64);
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        out.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    out
}

/// UTF-16 without a mark: markup and JSON begin with two ASCII characters.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0, first, 0, _, ..] if first.is_ascii() && *first != 0 => Some(UTF_16BE),
        [first, 0, _, 0, ..] if first.is_ascii() && *first != 0 => Some(UTF_16LE),
        _ => None,
    }
}

/// What `<?xml encoding="…"?>` says.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD.min(bytes.len()))?);
    let (declaration, _) = head.trim_start().strip_prefix("<?xml")?.split_once('>')?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let label = value.trim_start_matches(['"', '\'']).split(['"', '\'', '?', ' ']).next()?;
    // In UTF-16 the declaration could not have been read like this.
    Encoding::for_label(label.as_bytes()).map(|it| if it == UTF_16LE || it == UTF_16BE { UTF_8 } else { it })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_decodes_is_believed() {
        let check = |bytes: &[u8], header: Option<&str>, expected: &str| {
            assert_eq!(decode(bytes, header), expected, "{}", String::from_utf8_lossy(bytes));
        };
        check("é".as_bytes(), Some("iso-8859-1"), "é");
        check(b"\xef\xbb\xbfa", Some("utf-16"), "a");
        check(b"\xff\xfe<\0a\0\xe9\0", None, "<aé");
        check(b"\0<\0a\0\xe9", None, "<aé");
        check(b"<\0a\0\xe9\0", None, "<aé");
        check(b"caf\xe9", Some("ISO-8859-1"), "café");
        check(
            b"<?xml version='1.0' encoding='windows-1251'?>\xcf",
            None,
            "<?xml version='1.0' encoding='windows-1251'?>П",
        );
        // The document knows better than the server.
        check(
            b"<?xml version='1.0' encoding='windows-1251'?>\xcf",
            Some("iso-8859-1"),
            "<?xml version='1.0' encoding='windows-1251'?>П",
        );
        check(b"<?xml encoding=\"UTF-8\"?>\xe2\x80\x99\xe9 \x93", None, "<?xml encoding=\"UTF-8\"?>’é “");
        check("<?xml encoding='utf-16'?>é".as_bytes(), None, "<?xml encoding='utf-16'?>é");
        check(b"<?xml encoding='iso-2022-jp'?>\x1b$B%K\x1b(B", None, "<?xml encoding='iso-2022-jp'?>ニ");
        check("ééééé\u{fffd}".replace('\u{fffd}', "").as_bytes(), Some("nonsense"), "ééééé");
        check(&[&b"\xc3\xa9\xc3\xa9\xc3\xa9"[..], b"\x80"].concat(), Some("koi8-r"), "ééé€");
        check(b"", None, "");
    }
}

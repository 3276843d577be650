//! Bytes to text: byte order marks, what is declared, and a guess where nothing is.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::ExtractError;

/// How far into a page its own declaration is looked for.
const HEAD: usize = 4_096;

/// The text in `bytes`. `hint` is the encoding that came with them (an HTTP header); `page` says that they are HTML, which
/// may declare its own.
///
/// Valid UTF-8 is read as UTF-8 whatever was declared. A page with a few broken bytes is read with U+FFFD in their place,
/// as browsers do. A text with broken bytes is refused: evidence is quoted word for word, and a word may have been lost.
pub(super) fn decode(bytes: &[u8], hint: Option<&str>, page: bool) -> Result<String, ExtractError> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes, page);
    }
    if let Some(encoding) = wide(bytes) {
        return with(encoding, bytes, page);
    }
    let broken_at = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error.valid_up_to(),
    };
    let declared = hint.map(str::to_owned).or_else(|| page.then(|| declared(bytes)).flatten());
    let declared = declared.and_then(|it| Encoding::for_label(it.trim().as_bytes())).filter(|it| *it != UTF_8);
    if let Some(encoding) = declared {
        let text = with(encoding, bytes, true)?;
        if page || is_plausible(&text) {
            return Ok(text);
        }
    }
    if page && is_mostly_utf8(bytes) {
        return with(UTF_8, bytes, true);
    }
    let mut guesser = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    guesser.feed(bytes, true);
    let guess = guesser.guess(None, chardetng::Utf8Detection::Deny);
    match with(guess, bytes, page) {
        Ok(text) if page || !is_mostly_utf8(bytes) && is_plausible(&text) => Ok(text),
        _ => Err(broken(broken_at)),
    }
}

fn broken(at: usize) -> ExtractError {
    let reason = format!(
        "its bytes are neither valid UTF-8 (the first bad one is at {at}) nor of another known encoding; save it as UTF-8"
    );
    ExtractError::NotText { reason }
}

fn with(encoding: &'static Encoding, bytes: &[u8], lenient: bool) -> Result<String, ExtractError> {
    let (text, lost) = encoding.decode_with_bom_removal(bytes);
    if lost && !lenient {
        let at = std::str::from_utf8(bytes).err().map_or(0, |it| it.valid_up_to());
        return Err(broken(at));
    }
    Ok(text.into_owned())
}

/// UTF-16 without a byte order mark: every other byte of plain English is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD))?;
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|it| **it == 0).count() * 2;
    let (even, odd) = (zeros(0), zeros(1));
    match head.len() {
        0..=7 => None,
        len if odd * 10 >= len * 8 && even * 10 < len => Some(UTF_16LE),
        len if even * 10 >= len * 8 && odd * 10 < len => Some(UTF_16BE),
        _ => None,
    }
}

/// `charset=…` in a page's head, or `encoding="…"` in an XML declaration.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(HEAD))?;
    let head: String = head.iter().map(|it| char::from(*it).to_ascii_lowercase()).collect();
    let after = ["charset=", "encoding="].into_iter().find_map(|it| head.split_once(it).map(|(_, rest)| rest))?;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|it| it.is_ascii_alphanumeric() || "-_:.".contains(*it))
        .collect();
    (!label.is_empty()).then_some(label)
}

/// Whether most of the bytes above ASCII form valid UTF-8, so that the rest is damage and not another encoding.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 2
}

/// Whether the letters above ASCII stand where letters, quotation marks and signs stand in a European text.
fn is_plausible(text: &str) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_ascii() {
            let next = chars.peek().copied().unwrap_or(' ');
            let in_word = before.is_alphabetic() || next.is_alphabetic();
            let sign = "‘’“”‚„«»–—…•€£¥§©®™°·¡¿½¼¾²³±×\u{a0}".contains(c);
            let odd = c == '\u{fffd}' || c.is_control() || "ÿþÞðÐ¬¦¤¨¸´".contains(c);
            if !odd && (sign || c.is_alphabetic() && in_word) { good += 1 } else { bad += 1 }
        }
        before = c;
    }
    bad * 4 <= good
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        let check = |bytes: &[u8], hint: Option<&str>, page: bool, expected: Option<&str>| {
            assert_eq!(decode(bytes, hint, page).ok().as_deref(), expected, "{bytes:?}");
        };
        check("Café".as_bytes(), None, false, Some("Café"));
        check("\u{feff}Café".as_bytes(), None, false, Some("Café"));
        check("Café".as_bytes(), Some("windows-1252"), false, Some("Café"));
        check(b"\xff\xfeC\0a\0f\0\xe9\0", None, false, Some("Café"));
        check(b"\xfe\xff\0C\0a\0f\0\xe9", None, false, Some("Café"));
        check(b"T\0h\0e\0 \0b\0r\0i\0d\0g\0e\0", None, false, Some("The bridge"));
        check(b"The caf\xe9 \x93on the quay\x94 \x96 closed", None, false, Some("The café “on the quay” – closed"));
        check(b"The caf\xe9 on the quay", Some("iso-8859-1"), false, Some("The café on the quay"));
        check(b"<meta charset=windows-1251>\xcc\xee\xf1\xf2", None, true, Some("<meta charset=windows-1251>Мост"));
        check(
            b"<meta charset='utf-8'>Caf\xc3\xa9, th\xc3\xa9, p\xc3\xa2t\xff",
            None,
            true,
            Some("<meta charset='utf-8'>Café, thé, pât\u{fffd}"),
        );
        check(b"Caf\xc3\xa9, th\xc3\xa9, p\xc3\xa2t\xff", None, false, None);
        check(b"The bridge \xff\xfe\xfd fell", None, false, None);
        check(b"\xc3\x28", None, false, None);
    }
}

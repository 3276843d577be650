//! A line's words, with what stands in quotation marks as one.

/// A word, or several in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// What it says, its quotation marks taken off.
    pub(super) text: String,
    /// Where it stands in the line.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether quotation marks open it.
    pub(super) opened: bool,
    /// Whether it, or the value behind its `=`, stands in quotation marks.
    pub(super) quoted: bool,
    /// Bytes of the line behind its first `=`.
    pub(super) tail: usize,
}

/// The tokens of a line. A quotation mark without its partner is a letter like any other.
pub(super) fn tokens(line: &str) -> Vec<Token> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(rest) = line.get(at..) {
        let start = at + (rest.len() - rest.trim_start().len());
        let Some(rest) = line.get(start..).filter(|it| !it.is_empty()) else { break };
        if let Some((inside, length)) = quotation(rest) {
            let end = start + length;
            all.push(Token { text: inside.to_owned(), start, end, opened: true, quoted: true, tail: 0 });
            at = end;
            continue;
        }
        let word = rest.split(char::is_whitespace).next().unwrap_or_default();
        let equals = word.find('=');
        // The value may be several words: name="a b".
        let value = equals.and_then(|it| Some((it, quotation(rest.get(it + 1..)?)?)));
        let (text, length, quoted) = match value {
            Some((equals, (inside, length))) => (format!("{}{inside}", &word[..=equals]), equals + 1 + length, true),
            None => (word.to_owned(), word.len(), false),
        };
        let tail = equals.map_or(0, |it| length - it - 1);
        all.push(Token { text, start, end: start + length, opened: false, quoted, tail });
        at = start + length;
    }
    all
}

/// What stands in the quotation marks that open `text`, and how many bytes that takes with them. They must close before
/// white space or the end, so that the quotation in `"It fell," she said` is no argument… and apostrophes are none.
fn quotation(text: &str) -> Option<(&str, usize)> {
    let open = text.chars().next()?;
    // What keyboards of phones make of a quotation mark.
    let close: &[char] = match open {
        '"' => &['"'],
        '“' | '„' | '”' => &['”', '“'],
        '\'' => &['\''],
        '‘' => &['’'],
        '«' => &['»'],
        _ => return None,
    };
    let from = open.len_utf8();
    let rest = text.get(from..)?;
    for (at, mark) in rest.match_indices(close) {
        let end = at + mark.len();
        if rest.get(end..).is_some_and(|it| it.is_empty() || it.starts_with(char::is_whitespace)) {
            return Some((rest.get(..at)?, from + end));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn words_and_quotations() {
        let check = |line: &str, expected: &[&str]| {
            assert_eq!(tokens(line).iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), expected, "{line}");
            for it in tokens(line) {
                assert!(line.get(it.start..it.end).is_some(), "{line}");
            }
        };
        check("a  b\nc", &["a", "b", "c"]);
        check("a \"b c\" d", &["a", "b c", "d"]);
        check("a “b c” d", &["a", "b c", "d"]);
        check("name=\"b c\" d", &["name=b c", "d"]);
        check("name=“b c”", &["name=b c"]);
        check("a \"b c", &["a", "\"b", "c"]);
        check("O'Brien's 'dog'", &["O'Brien's", "dog"]);
        check("", &[]);
        check("  ", &[]);
        check("\"\"", &[""]);
        check("é=\"ü\" ö", &["é=ü", "ö"]);
    }
}

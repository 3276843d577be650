//! XML and HTML cut into tags and text as leniently as browsers do: what is broken costs itself, not the whole document.
//!
//! Why no XML crate: a strict reader gives up at the first bare `&`, control character or missing end tag, and a tenth of
//! the feeds that people report to the makers of readers have one. This one never fails, looks at every byte once, keeps no
//! tree, and knows no entities but HTML's: what a document declares itself is never expanded and nothing outside is read.

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// The longest name of an entity that is looked up; HTML's own end at 32.
const LONGEST_ENTITY: usize = 40;

/// How far the other half of a quotation mark is looked for where it seems to be missing.
const NEAR: usize = 200;

/// A piece of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// `<name attributes>`, or with `/>` at its end.
    Open { name: &'a str, attributes: &'a str, closed: bool },
    /// `</name>`
    Close { name: &'a str },
    /// Text in which references (`&amp;`) are not yet resolved.
    Text(&'a str),
    /// CDATA: text as it is.
    Data(&'a str),
}

/// The pieces of a document, in order.
#[derive(Clone, Debug)]
pub(crate) struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// How far it has come.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// Goes to the end tag `</name>`: what is before it is no markup (scripts and styles of HTML).
    pub(crate) fn skip_raw(&mut self, name: &str) {
        let rest = self.rest();
        let ends = rest.match_indices("</").map(|(at, _)| at);
        let end = ends.into_iter().find(|at| {
            let found = rest.as_bytes().get(at + 2..at + 2 + name.len());
            found.is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()))
        });
        self.at += end.unwrap_or(rest.len());
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Takes `len` bytes of the rest.
    fn take(&mut self, len: usize) -> &'a str {
        let taken = self.rest().get(..len).unwrap_or(self.rest());
        self.at += taken.len();
        taken
    }

    /// Takes up to and with `end`, or all; gives what is before it.
    fn take_until(&mut self, end: &str) -> &'a str {
        let len = self.rest().find(end).unwrap_or(self.rest().len());
        let taken = self.take(len);
        self.take(end.len().min(self.rest().len()));
        taken
    }

    /// Takes `<!DOCTYPE …>` with everything that it declares.
    fn take_doctype(&mut self) {
        let bytes = self.rest().as_bytes();
        let (mut depth, mut quote, mut at) = (0_usize, None, 0);
        while let Some(&byte) = bytes.get(at) {
            match (byte, quote) {
                (b'"' | b'\'', None) => quote = Some(byte),
                (_, Some(open)) if open == byte => quote = None,
                (_, Some(_)) => {}
                (b'<', None) if bytes.get(at..).is_some_and(|it| it.starts_with(b"<!--")) => {
                    // A comment may hold quotes that never close.
                    let rest = self.rest().get(at..).unwrap_or_default();
                    at += rest.find("-->").map_or(rest.len(), |it| it + 2);
                }
                (b'<', None) => depth += 1,
                (b'>', None) => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        break;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        self.take((at + 1).min(bytes.len()));
    }

    /// Takes a tag, from `<` on.
    fn take_tag(&mut self) -> Token<'a> {
        self.take(1);
        let closing = self.rest().starts_with('/');
        if closing {
            self.take(1);
        }
        let ends_name = |it: char| it.is_ascii_whitespace() || matches!(it, '>' | '/' | '<');
        let len = self.rest().find(ends_name).unwrap_or(self.rest().len());
        let name = self.take(len);
        let len = self.tag_len();
        let attributes = self.take(len);
        if self.rest().starts_with('>') {
            self.take(1);
        }
        if closing {
            return Token::Close { name };
        }
        // The slash at the end of a value without quotes belongs to the value.
        let last = attributes.rsplit(|it: char| it.is_ascii_whitespace()).next().unwrap_or_default();
        let is_value = last.contains('=') && !last.ends_with("\"/") && !last.ends_with("'/");
        match attributes.strip_suffix('/') {
            Some(attributes) if !is_value => Token::Open { name, attributes, closed: true },
            _ => Token::Open { name, attributes, closed: false },
        }
    }

    /// How long the attributes are. A `<` ends them even where a quotation mark is open, unless its other half is near: a
    /// missing mark then costs one tag, and no byte is looked at often.
    fn tag_len(&self) -> usize {
        let (mut quote, mut last) = (None, b' ');
        let bytes = self.rest().as_bytes();
        for (at, &byte) in bytes.iter().enumerate() {
            match (byte, quote) {
                (b'<' | b'>', None) => return at,
                (b'<', Some(open)) => {
                    let near = bytes.get(at..).unwrap_or_default().windows(2).take(NEAR);
                    let mut closes = near.filter(|it| it[0] == open).map(|it| it[1]);
                    if !closes.any(|it| it.is_ascii_whitespace() || matches!(it, b'>' | b'/')) {
                        return at;
                    }
                }
                (b'"' | b'\'', None) if last == b'=' => quote = Some(byte),
                (_, Some(open)) if open == byte => quote = None,
                _ => {}
            }
            if !byte.is_ascii_whitespace() {
                last = byte;
            }
        }
        self.rest().len()
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.rest();
            if rest.is_empty() {
                return None;
            }
            if !rest.starts_with('<') {
                let len = rest.find('<').unwrap_or(rest.len());
                return Some(Token::Text(self.take(len)));
            }
            if rest.starts_with("<!--") {
                self.take(4);
                self.take_until("-->");
            } else if rest.starts_with("<![CDATA[") {
                self.take(9);
                return Some(Token::Data(self.take_until("]]>")));
            } else if rest.get(..9).is_some_and(|it| it.eq_ignore_ascii_case("<!DOCTYPE")) {
                self.take_doctype();
            } else if rest.starts_with("<!") || rest.starts_with("<?") {
                self.take_until(">");
            } else if rest.get(1..).unwrap_or_default().trim_start_matches('/').starts_with(begins_name) {
                return Some(self.take_tag());
            } else {
                // "a < b"
                return Some(Token::Text(self.take(1)));
            }
        }
    }
}

fn begins_name(it: char) -> bool {
    it.is_alphabetic() || it == '_' || it == ':'
}

/// The value of attribute `name`, whatever its case and its prefix's.
pub(crate) fn attribute(attributes: &str, name: &str) -> Option<String> {
    pairs(attributes).find(|(it, _)| it.eq_ignore_ascii_case(name)).map(|(_, value)| resolved(value))
}

/// Name and raw value of each attribute.
pub(crate) fn pairs(attributes: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = attributes;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|it: char| it.is_ascii_whitespace() || matches!(it, '/' | '"' | '\'' | '='));
        let len = rest.find(|it: char| it == '=' || it.is_ascii_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(len).filter(|(it, _)| !it.is_empty())?;
        let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
            rest = after;
            return Some((name, ""));
        };
        let value = value.trim_ascii_start();
        let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => {
                let inside = value.get(1..).unwrap_or_default();
                inside.split_once(quote).unwrap_or((inside, ""))
            }
            None => value.split_at(value.find(|it: char| it.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        rest = after;
        Some((name, value))
    })
}

/// `raw` with its references resolved.
pub(crate) fn resolved(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    resolve(raw, &mut out);
    out
}

/// Appends `raw` to `out` with its references resolved. A reference that HTML doesn't know stays as it is, and so does a
/// bare `&`.
pub(crate) fn resolve(raw: &str, out: &mut String) {
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let head = after.as_bytes().iter().take(LONGEST_ENTITY);
        let len = head.take_while(|it| it.is_ascii_alphanumeric() || **it == b'#').count();
        let (name, tail) = after.split_at(len);
        let ended = tail.starts_with(';');
        let found = match name.strip_prefix('#') {
            Some(digits) => numbered(digits),
            None if ended => named(name),
            None => None,
        };
        match found {
            Some((one, two)) => {
                out.push(one);
                out.extend(two);
                rest = tail.strip_prefix(';').unwrap_or(tail);
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
}

/// `8217` or `x2019`; numbers of the old Windows code page mean what their writers saw.
fn numbered(digits: &str) -> Option<(char, Option<char>)> {
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(it) => u32::from_str_radix(it, 16),
        None => digits.parse(),
    };
    let number = number.ok()?;
    let replaced = number.checked_sub(0x80).and_then(|it| *C1_REPLACEMENTS.get(usize::try_from(it).ok()?)?);
    Some((replaced.or_else(|| char::from_u32(number)).filter(|it| *it != '\0').unwrap_or('\u{fffd}'), None))
}

fn named(name: &str) -> Option<(char, Option<char>)> {
    let (one, two) = *NAMED_ENTITIES.get(format!("{name};").as_str())?;
    let one = char::from_u32(one).filter(|it| *it != '\0')?;
    Some((one, char::from_u32(two).filter(|it| *it != '\0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let tokens = Tokens::of(text).map(|it| match it {
            Token::Open { name, attributes, closed } => {
                let attributes: Vec<_> = pairs(attributes).map(|(name, value)| format!("{name}={value}")).collect();
                format!("<{name}[{}]{}>", attributes.join(","), if closed { "/" } else { "" })
            }
            Token::Close { name } => format!("</{name}>"),
            Token::Text(it) => it.to_owned(),
            Token::Data(it) => format!("{{{it}}}"),
        });
        tokens.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn pieces() {
        let check = |text: &str, expected: &str| assert_eq!(shown(text), expected, "{text}");
        check("<a b='c' d=\"e>f\">g</a>", "<a[b=c,d=e>f]>|g|</a>");
        check("<a:b/><c d=e/><f g='h'/><i j/>", "<a:b[]/>|<c[d=e/]>|<f[g=h]/>|<i[j=]/>");
        check("<a b='<c>' d><e f='<g>", "<a[b=<c>,d=]>|<e[f=]>|<g[]>");
        check("a < b > c && <3", "a |<| b > c && |<|3");
        check("<a b=\"c><d>e</d>", "<a[b=c>]>|<d[]>|e|</d>");
        check("<!-- <a> -->b<!-- c", "b");
        check("x<![CDATA[<a>&amp;]]>y<![CDATA[z", "x|{<a>&amp;}|y|{z}");
        check("<?xml version='1.0'?><a>", "<a[]>");
        check("<!DOCTYPE rss PUBLIC \"-//N//DTD\" 'http://a.example/b'><a>", "<a[]>");
        check("<!DOCTYPE r [<!ENTITY a \"]>\"> <!-- it's --> <!ENTITY b '&a;&a;'>]><a>&b;", "<a[]>|&b;");
        check("<!DOCTYPE r [<!ENTITY a ", "");
        check("<a", "<a[]>");
        check("</", "<|/");
        check("<p class=x hidden>é", "<p[class=x,hidden=]>|é");
    }

    #[test]
    fn references() {
        let check = |raw: &str, expected: &str| assert_eq!(resolved(raw), expected, "{raw}");
        check("a &amp; b &lt;c&gt; &quot;&apos;", "a & b <c> \"'");
        check("&nbsp;&ecirc;&hellip;", "\u{a0}ê…");
        check("&#8217;&#x2019;&#146;", "’’’");
        check("D&D, AT&T &unknown; &", "D&D, AT&T &unknown; &");
        check("&#0;&#xD800;&#99999999999;", "\u{fffd}\u{fffd}&#99999999999;");
        check("&amp;lt;", "&lt;");
    }

    #[test]
    fn broken_markup_is_read_once() {
        for piece in
            ["<a b=\"", "<!DOCTYPE [", "<![CDATA[", "<!--", "&", "<", "</a", "<!DOCTYPE a [<!ENTITY b \"c\">]>"]
        {
            assert!(Tokens::of(&piece.repeat(50_000)).count() <= 100_000, "{piece}");
        }
    }
}

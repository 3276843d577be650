//! Markup to plain text: what a reader would see of it, on one line.

use super::markup::{Token, Tokens, resolve};

/// What counts as a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tags {
    /// Everything that looks like one.
    All,
    /// Only those that titles are written with: `Vec<T>` keeps its letter.
    Inline,
    /// Nothing: the text is plain already.
    None,
}

/// Tags that people write titles with.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "big", "br", "cite", "code", "del", "div", "em", "font", "h1", "h2", "h3", "i", "img",
    "ins", "kbd", "mark", "p", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "wbr",
];

/// Tags between whose letters there is no gap.
const JOINED: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "wbr",
];

/// Elements of which a reader sees nothing.
const UNSEEN: &[&str] = &["script", "style", "iframe", "noscript", "object", "svg", "template", "select", "head"];

/// Tags by which markup that was escaped once too often is recognised.
const GIVEAWAYS: &[&str] = &["<p>", "<p ", "</p>", "<br>", "<br ", "<br/", "<a href", "<div", "<img ", "<span", "</a>"];

/// The text of `markup`, at most `limit` bytes of it; "…" stands for the rest.
pub(super) fn plain(markup: &str, tags: Tags, limit: usize) -> String {
    let text = once(markup, tags, limit);
    // Escaped twice.
    if tags == Tags::All && GIVEAWAYS.iter().any(|it| text.contains(it)) { once(&text, tags, limit) } else { text }
}

fn once(markup: &str, tags: Tags, limit: usize) -> String {
    let mut out = Line { text: String::new(), gap: false, limit };
    let mut tokens = Tokens::of(markup);
    if tags == Tags::None {
        out.push(markup);
        return out.finish();
    }
    let mut scratch = String::new();
    let mut before = 0;
    while let Some(token) = tokens.next() {
        let name = match token {
            Token::Text(raw) => {
                scratch.clear();
                resolve(raw, &mut scratch);
                out.push(&scratch);
                ""
            }
            Token::Data(it) => {
                out.push(it);
                ""
            }
            Token::Open { name, .. } | Token::Close { name } => name,
        };
        let after = tokens.at();
        if !name.is_empty() {
            let is_among = |list: &[&str]| list.iter().any(|it| it.eq_ignore_ascii_case(name));
            if tags == Tags::Inline && !is_among(INLINE) {
                out.push(markup.get(before..after).unwrap_or_default());
            } else if is_among(UNSEEN) && matches!(token, Token::Open { closed: false, .. }) {
                tokens.skip_raw(name);
            } else if !is_among(JOINED) {
                out.gap = true;
            }
        }
        if out.is_full() {
            break;
        }
        before = tokens.at();
    }
    out.finish()
}

/// A line under way.
struct Line {
    text: String,
    gap: bool,
    limit: usize,
}

impl Line {
    fn push(&mut self, text: &str) {
        for it in text.chars() {
            if self.is_full() {
                return;
            }
            match it {
                it if it.is_whitespace() => self.gap = true,
                // Nobody sees them, and a terminal would obey them.
                it if it.is_control()
                    || matches!(it, '\u{ad}' | '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') =>
                    {}
                it => {
                    if self.gap && !self.text.is_empty() {
                        self.text.push(' ');
                    }
                    self.gap = false;
                    self.text.push(it);
                }
            }
        }
    }

    fn is_full(&self) -> bool {
        self.text.len() >= self.limit
    }

    fn finish(mut self) -> String {
        if self.is_full() {
            let cut = self.text.rfind(' ').filter(|it| *it > self.limit / 2).unwrap_or(self.text.len());
            self.text.truncate(cut);
            self.text.push('…');
        }
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_sees() {
        let check = |markup: &str, expected: &str| assert_eq!(plain(markup, Tags::All, 1_000), expected, "{markup}");
        check("<p>One</p><p>two <b>thr</b>ee</p>", "One two three");
        check("a<br>b<br/>c", "a b c");
        check(" a\n\t b&nbsp;c ", "a b c");
        check("a<script>if (b < c) {}</script>d<style>e{}</style >f", "a d f");
        check("<SCRIPT>never ends", "");
        check("1 < 2 &amp; 3 &gt; 2", "1 < 2 & 3 > 2");
        check("&lt;p&gt;escaped &amp;amp; again&lt;/p&gt;", "escaped & again");
        check("a\u{0}b\u{8}c\u{202e}d\u{feff}", "abcd");
        check("<img src='a' alt='b'>", "");
        check("", "");
    }

    #[test]
    fn titles_keep_what_is_no_tag() {
        let check = |markup: &str, expected: &str| assert_eq!(plain(markup, Tags::Inline, 1_000), expected, "{markup}");
        check("Using Vec<u8> &amp; <em>Box</em><T>", "Using Vec<u8> & Box<T>");
        check("D&D & <3", "D&D & <3");
        check("It&#8217;s", "It’s");
    }

    #[test]
    fn plain_text_stays() {
        assert_eq!(plain("a <b> &amp;\n c", Tags::None, 100), "a <b> &amp; c");
    }

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(plain("one two three", Tags::All, 9), "one two…");
        assert_eq!(plain(&"é".repeat(9), Tags::All, 5), "ééé…");
    }
}

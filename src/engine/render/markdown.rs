//! From blocks to Markdown (CommonMark, GitHub's and the chats' dialects): outside text never becomes mark-up or a link.

use super::block::{Block, Line, Role};

/// The blocks as Markdown, a line break at its end. Nothing to show gives "".
pub fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        match block {
            Block::Title(line) => out.push_str(&format!("# {}", escaped(line))),
            Block::Heading(section) => out.push_str(&format!("## {}", section.heading())),
            Block::Provenance(line) => out.push_str(&format!("*{}*", escaped(line))),
            Block::Item { line, .. } => out.push_str(&format!("- {}", escaped(line))),
            Block::Quotation(line) => out.push_str(&format!("> {}", escaped(line))),
            Block::Byline(line)
            | Block::Paragraph(line)
            | Block::Note(line)
            | Block::Sources(line)
            | Block::LeftOut(line) => {
                out.push_str(&escaped(line));
            }
        }
        out.push('\n');
    }
    out
}

fn escaped(line: &Line) -> String {
    let mut out = String::new();
    for run in line.runs() {
        match run.role {
            Role::Id => out.push_str(&format!("**{}**", escape(run.text.trim()))),
            Role::Words | Role::Speaker => out.push_str(&escape(&run.text)),
        }
    }
    out.trim().to_owned()
}

/// `text` with a backslash before everything that some dialect could take for mark-up, a link, a mention or an emoji.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(it) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let marks = match it {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '@' | '$' | '^' => {
                true
            }
            // Setext underlines, list marks and highlights: a run of them, or one that opens a word.
            '=' | '+' | '-' => before == ' ' || before == it || next == it,
            // "1." and "1)" open a list, "www." a link.
            '.' | ')' => before.is_ascii_digit() && next == ' ' || ends_with_www(&out),
            // "https://" and ":emoji:".
            ':' => !next.is_whitespace() && !next.is_ascii_digit(),
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        out.push(it);
        before = it;
    }
    out
}

fn ends_with_www(text: &str) -> bool {
    text.get(text.len().saturating_sub(3)..).is_some_and(|it| it.eq_ignore_ascii_case("www"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;
    use crate::render::block::Section;

    #[test]
    fn escapes() {
        let check = |text: &str, expected: &str| assert_eq!(escape(text), expected);
        check("Plain words, in full (as here): yes.", "Plain words, in full (as here): yes.");
        check("[x](https://evil.example)", r"\[x\](https\://evil.example)");
        check("www.evil.example, a@b.example", r"www\.evil.example, a\@b.example");
        check("**bold** _it_ `code` <b>", r"\*\*bold\*\* \_it\_ \`code\` \<b\>");
        check("# no heading", r"\# no heading");
        check("- no list, 1. no list, well-known", r"\- no list, 1\. no list, well-known");
        check(":smile: at 10:30: $5", r"\:smile: at 10:30: \$5");
    }

    /// What a reader of the rendered Markdown sees, and how many elements there are beside paragraphs.
    fn read(markdown: &str) -> (String, usize) {
        let (mut text, mut marks) = (String::new(), 0);
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(it) => text.push_str(&it),
                Event::SoftBreak => text.push('\n'),
                Event::Start(Tag::Paragraph) | Event::End(_) => {}
                _ => marks += 1,
            }
        }
        (text, marks)
    }

    proptest! {
        #[test]
        fn nothing_outside_becomes_mark_up(text in "[ -~]{0,40}|.{0,40}|([*_`#<>|~:$&=+.0-9)(\\[\\]!-]| |a|\n){0,24}") {
            let line = Line::of(&text);
            for block in [
                Block::Note(line.clone()), Block::Title(line.clone()), Block::Quotation(line.clone()),
                Block::Item { section: Section::Claims, line: Line::default().with_role("C1.", Role::Id).with(" ").with(&text) },
            ] {
                let own = match block { Block::Note(_) => 0, Block::Item { .. } => 3, _ => 1 };
                let (seen, marks) = read(&markdown(&[block]));
                prop_assert!(seen.ends_with(line.text().trim()), "{:?} shows {seen:?}", line.text());
                prop_assert!(marks <= own, "{marks} marks in {:?}", line.text());
            }
        }
    }
}

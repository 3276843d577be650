//! Markdown to an article. Its text is the text that a reader of the rendered page sees: mark-up, addresses and front
//! matter are left out, so that evidence is clean and still stands word for word in the stored text.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Known, draft::Draft, front_matter, plain};
use crate::article::{Article, RegionKind};

/// The article that a Markdown document is.
pub(super) fn article(source: &str, known: &Known) -> Article {
    let mut reading = Reading::default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    for event in Parser::new_ext(source, options) {
        reading.take(event);
    }
    reading.flush(None);
    let front = front_matter::read(&reading.front);
    let mut draft = Draft::default();
    let titled = reading.blocks.iter().any(|(_, kind)| *kind == Some(RegionKind::Headline));
    if let Some(title) = front.metadata.headline.as_deref().filter(|_| !titled) {
        draft.push(title, Some(RegionKind::Headline));
    }
    let is_shown = |standfirst: &str| reading.blocks.iter().any(|(text, _)| text.trim() == standfirst);
    let standfirst = front.standfirst.as_deref().filter(|it| !is_shown(it));
    for (at, (block, kind)) in reading.blocks.iter().enumerate() {
        if let Some(standfirst) = standfirst.filter(|_| at == usize::from(titled)) {
            draft.push(standfirst, Some(RegionKind::Standfirst));
        }
        draft.push(block, *kind);
    }
    let marked = plain::Marked { given: draft.given, story: None, metadata: front.metadata };
    plain::compose(draft.text, &marked, known)
}

/// Whether a text of unknown kind is Markdown: front matter, headings, pictures or links in its manner.
pub(super) fn is_markdown(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let fenced = |fence: &str, sign: char| {
        let rest = text.strip_prefix(fence).filter(|it| it.starts_with(['\n', '\r']));
        let mut lines = rest.unwrap_or_default().trim_start().lines().take_while(|it| it.trim_end() != fence);
        rest.is_some_and(|it| it.contains(fence)) && lines.next().is_some_and(|it| it.contains(sign))
    };
    if fenced("---", ':') || fenced("+++", '=') {
        return true;
    }
    let is_heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ') && rest.contains(char::is_alphabetic)
    };
    let mut signs = 0;
    for (idx, line) in text.lines().enumerate() {
        let strong = line.starts_with("**") && line.trim_end().ends_with("**") && line.len() > 6;
        let weak = strong || line.contains("](http") || line.contains("](/") || line.starts_with("> ");
        signs += 2 * usize::from(is_heading(line) || line.starts_with("![")) + usize::from(weak);
        signs += 2 * usize::from(idx == 0 && is_heading(line));
    }
    signs >= 3
}

/// What has been read so far.
#[derive(Default)]
struct Reading {
    blocks: Vec<(String, Option<RegionKind>)>,
    front: String,
    block: String,
    /// Characters of the block that do not stand in emphasis.
    unstressed: usize,
    stress: usize,
    /// Inside a picture (its text is only for those who don't see it), a footnote, or front matter.
    picture: usize,
    note: bool,
    in_front: bool,
    /// Whether a picture stands in this block, or is the last thing before it.
    pictured: bool,
    headline: bool,
}

impl Reading {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_front => self.front.push_str(&text),
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.block.push('\n'),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.block.push('\n'),
            Event::Html(html) => self.block.push_str(&without_tags(&html)),
            Event::Rule => self.flush(None),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.picture == 0 {
            self.unstressed += if self.stress == 0 { text.trim().len() } else { 0 };
            self.block.push_str(text);
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis | Tag::Strong => self.stress += 1,
            Tag::Image { title, .. } => {
                self.picture += 1;
                self.pictured = true;
                if !title.trim().is_empty() {
                    self.blocks.push((title.to_string(), Some(RegionKind::Caption)));
                }
            }
            Tag::MetadataBlock(_) => self.in_front = true,
            Tag::FootnoteDefinition(_) => {
                self.flush(None);
                self.note = true;
            }
            Tag::TableCell if !self.block.is_empty() => self.block.push_str(" | "),
            Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::List(_) | Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.flush(None)
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong => self.stress = self.stress.saturating_sub(1),
            TagEnd::Image => self.picture = self.picture.saturating_sub(1),
            TagEnd::MetadataBlock(_) => self.in_front = false,
            TagEnd::Heading(level) => {
                let first = !self.headline && (level == HeadingLevel::H1 || self.blocks.is_empty());
                self.headline |= first;
                self.flush(Some(if first { RegionKind::Headline } else { RegionKind::Heading }));
            }
            TagEnd::FootnoteDefinition => {
                self.flush(Some(RegionKind::Contributor));
                self.note = false;
            }
            TagEnd::TableRow | TagEnd::TableHead => self.flush(Some(RegionKind::Table)),
            TagEnd::CodeBlock => self.flush(Some(RegionKind::Boilerplate)),
            TagEnd::Paragraph | TagEnd::Item | TagEnd::HtmlBlock => self.flush(None),
            _ => {}
        }
    }

    /// Closes the block. One in emphasis right under a picture is its caption.
    fn flush(&mut self, kind: Option<RegionKind>) {
        let block = std::mem::take(&mut self.block);
        let empty = block.trim().is_empty();
        let caption = self.pictured && self.unstressed == 0 && kind.is_none();
        let note = self.note.then_some(RegionKind::Contributor);
        if !empty {
            self.blocks.push((block, kind.or(note).or(caption.then_some(RegionKind::Caption))));
            self.pictured = false;
        }
        self.unstressed = 0;
    }
}

/// What a reader sees of raw mark-up between paragraphs.
fn without_tags(html: &str) -> String {
    let mut seen = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        seen.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    seen.push_str(rest);
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use RegionKind::{Body, Byline, Caption, Credit, Date, Dateline, Heading, Headline, Standfirst, Table};

    fn check(source: &str, expected: &[(RegionKind, &str)]) {
        let article = article(source, &Known::default());
        let found: Vec<_> = article.regions().iter().map(|it| (it.kind, article.slice(it.span))).collect();
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn mark_up_is_not_text() {
        check(
            "# Ferry *stays* in port\n\n**Nobody knows how long**\n\n**By Ann Lee**\nMay 2, 2024\n\n![A ferry](ferry.jpg)\n\
             *The ferry on Friday. (Bo Ek/Tribune)*\n\nOSLO — The [ferry](https://ferry.example/a_b) was *not* allowed to leave, \
             said the [mayor][1].\n\n## What is next\n\nNobody knows &amp; nobody asks.\n\n[1]: https://mayor.example\n",
            &[
                (Headline, "Ferry stays in port"),
                (Standfirst, "Nobody knows how long"),
                (Byline, "By Ann Lee"),
                (Date, "May 2, 2024"),
                (Caption, "The ferry on Friday. (Bo Ek/Tribune)"),
                (Dateline, "OSLO —"),
                (Body, "The ferry was not allowed to leave, said the mayor."),
                (Heading, "What is next"),
                (Body, "Nobody knows & nobody asks."),
            ],
        );
    }

    #[test]
    fn lists_tables_and_pictures() {
        check(
            "# Ferry stays\n\nThe ferry stays in port, the harbour said.\n\n![](a.jpg \"The ferry in May.\")\n\n- It needs an engine.\n- It needs a crew.\n\n\
             | Port | Days |\n|---|---|\n| Oslo | 3 |\n\nPhoto: Bo Ek\n\n> \"We wait,\" she said.\n",
            &[
                (Headline, "Ferry stays"),
                (Body, "The ferry stays in port, the harbour said."),
                (Caption, "The ferry in May."),
                (Body, "It needs an engine."),
                (Body, "It needs a crew."),
                (Table, "Port | Days"),
                (Table, "Oslo | 3"),
                (Credit, "Photo: Bo Ek"),
                (Body, "\"We wait,\" she said."),
            ],
        );
    }

    #[test]
    fn front_matter_is_metadata() {
        let source = "---\ntitle: \"Ferry stays\"\nauthors: [Ann Lee, Bo Ek]\ndate: 2024-05-02\npublication: The Quay\n---\n\nThe ferry stays in port, she said.\n";
        let article = article(source, &Known::default());
        let metadata = &article.metadata;
        assert_eq!(article.text(), "Ferry stays\n\nThe ferry stays in port, she said.");
        assert_eq!(
            (metadata.headline.as_deref(), metadata.publisher.as_deref()),
            (Some("Ferry stays"), Some("The Quay"))
        );
        assert_eq!(metadata.byline, ["Ann Lee", "Bo Ek"]);
        assert_eq!(metadata.date_published.unwrap().to_string(), "2024-05-02");
    }

    #[test]
    fn markdown_is_recognised() {
        let check = |text: &str, expected: bool| assert_eq!(is_markdown(text), expected, "{text}");
        check("---\ntitle: A\n---\nText.", true);
        check("# Ferry stays\n\nText.", true);
        check("Text.\n\n## Next\n\nText.\n\n## More\n\nText", true);
        check("Ferry stays\n\n___\n\nAnn Lee contributed.", false);
        check("---\nText.", false);
        check("#ferry is what they wrote\n\nText.", false);
    }
}

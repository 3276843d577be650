//! (Long: one walk with its lists of elements.) The page as blocks of visible text, in order: what begins and ends on a line
//! of its own, with what stands around it.
use super::name::{self, GROUPS, Groups};
use super::tree::{Id, Step, Tree};

/// One block of visible text.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// Its text; a line break in the page is a newline.
    pub text: String,
    /// The element that begins its line.
    pub element: Id,
    /// Characters in it that are no white space.
    pub letters: usize,
    /// Those of them in links.
    pub linked: usize,
    /// Links in it.
    pub links: usize,
    /// Characters in bold or slanted type.
    pub stressed: usize,
    /// How deep its element stands.
    pub depth: u32,
    /// For each group of names, how deep the nearest element stands that has one of them; 0 where none has.
    pub named: [u16; GROUPS],
    /// For each of [`AROUND`], how deep the nearest stands; 0 where there is none.
    pub inside: [u16; AROUND.len()],
    /// Whether it or something around it is hidden.
    pub hidden: bool,
    /// Whether the publisher wants no snippet of it.
    pub withheld: bool,
    /// Cells of a row of data, parted by " | ".
    pub is_row: bool,
}

/// Elements that tell something of what stands in them.
pub(super) const AROUND: [&str; 14] = [
    "article",
    "aside",
    "blockquote",
    "details",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "li",
    "main",
    "nav",
    "section",
    "table",
];

/// Elements that hold no text of the page's, sorted.
const NEVER: &[&str] = &[
    "audio", "button", "canvas", "datalist", "dialog", "embed", "head", "iframe", "img", "input", "link", "map",
    "math", "meta", "meter", "noscript", "object", "option", "picture", "progress", "script", "select", "source",
    "style", "svg", "template", "textarea", "title", "track", "video",
];

/// Elements whose text begins on a new line, sorted.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Whether an element's text begins on a new line.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok()
}

/// The blocks under `root`.
pub(super) fn gather(tree: &Tree, root: Id) -> Vec<Block> {
    let mut gathering = Gathering { frames: vec![Frame::default()], ..Gathering::default() };
    let mut step = Some(Step::Enter(root));
    while let Some(now) = step {
        let mut next = now;
        match now {
            Step::Enter(id) => match tree.text(id) {
                Some(text) => gathering.push(text),
                None if NEVER.binary_search(&tree.name(id)).is_ok() => next = Step::Leave(id),
                None => gathering.enter(tree, id),
            },
            Step::Leave(id) if tree.text(id).is_none() => gathering.leave(tree, id),
            Step::Leave(_) => {}
        }
        step = tree.after(next, root);
    }
    gathering.flush();
    gathering.blocks
}

/// What holds inside an open element.
#[derive(Clone, Debug, Default)]
struct Frame {
    element: Id,
    depth: u32,
    named: [u16; GROUPS],
    inside: [u16; AROUND.len()],
    hidden: bool,
    withheld: bool,
}

#[derive(Default)]
struct Gathering {
    blocks: Vec<Block>,
    frames: Vec<Frame>,
    text: String,
    letters: usize,
    linked: usize,
    links: usize,
    stressed: usize,
    in_link: usize,
    in_stress: usize,
    in_pre: usize,
    row: Option<Id>,
    /// An inline element that tells who took a picture, within the text under it.
    credit: Option<Id>,
    /// An inline element that holds all of the block's text so far, what holds in it, and the letters at its end.
    opened: Option<(Id, Frame, Option<usize>)>,
}

impl Gathering {
    fn enter(&mut self, tree: &Tree, id: Id) {
        let name = tree.name(id);
        let block = is_block(name);
        match name {
            "br" => self.text.push('\n'),
            "a" => {
                self.in_link += 1;
                self.links += 1;
            }
            "b" | "strong" | "em" | "i" => self.in_stress += 1,
            "pre" => self.in_pre += 1,
            "td" | "th" if self.row.is_some() && !self.text.is_empty() => self.text.push_str(" | "),
            _ => {}
        }
        if block && self.row.is_none() {
            self.flush();
            if name == "tr" && is_data_row(tree, id) {
                self.row = Some(id);
            }
        }
        let mut frame = self.frames.last().cloned().unwrap_or_default();
        let depth = tree.depth(id);
        let mark = u16::try_from(depth).unwrap_or(u16::MAX);
        // Names of the whole page tell nothing of a part.
        if !matches!(name, "html" | "body") {
            let groups: Groups = name::groups(tree, id);
            let [.., figcaption, _, _, _, _, _, _, _, _, _] = frame.inside;
            if groups & name::CREDIT != 0 && figcaption > 0 && self.row.is_none() && self.credit.is_none() {
                self.flush();
                (frame.element, frame.depth, self.credit) = (id, depth, Some(id));
            }
            if groups != 0 {
                for (at, place) in frame.named.iter_mut().enumerate() {
                    if groups & 1 << at != 0 {
                        *place = mark;
                    }
                }
            }
            if let Ok(at) = AROUND.binary_search(&name)
                && let Some(place) = frame.inside.get_mut(at)
            {
                *place = mark;
            }
            frame.hidden |= is_hidden(tree, id);
            frame.withheld |= tree.attribute(id, "data-nosnippet").is_some();
        }
        if block && self.row.is_none_or(|it| it == id) {
            frame.element = id;
            frame.depth = depth;
        }
        if !block && self.letters == 0 {
            self.opened = Some((id, frame.clone(), None));
        }
        self.frames.push(frame);
    }

    fn leave(&mut self, tree: &Tree, id: Id) {
        let name = tree.name(id);
        match name {
            "a" => self.in_link = self.in_link.saturating_sub(1),
            "b" | "strong" | "em" | "i" => self.in_stress = self.in_stress.saturating_sub(1),
            "pre" => self.in_pre = self.in_pre.saturating_sub(1),
            _ => {}
        }
        if is_block(name) && self.row.is_none_or(|it| it == id) || self.credit == Some(id) {
            self.flush();
            self.row = None;
            self.credit = self.credit.filter(|it| *it != id);
        }
        if let Some((opened, _, end)) = &mut self.opened
            && *opened == id
        {
            *end = Some(self.letters);
        }
        if NEVER.binary_search(&name).is_err() && self.frames.len() > 1 {
            self.frames.pop();
        }
    }

    fn push(&mut self, text: &str) {
        // White space of the page's source means a blank, but where it is preformatted.
        let mut blank = self.text.is_empty() || self.text.ends_with([' ', '\n']);
        let before = self.letters;
        for c in text.chars() {
            match c {
                '\n' if self.in_pre > 0 => {
                    self.text.push('\n');
                    blank = true;
                }
                _ if c.is_whitespace() => {
                    if !blank {
                        self.text.push(' ');
                    }
                    blank = true;
                }
                // Hints to line breaking are no text.
                '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
                _ => {
                    self.text.push(c);
                    self.letters += 1;
                    blank = false;
                }
            }
        }
        let new = self.letters - before;
        self.linked += if self.in_link > 0 { new } else { 0 };
        self.stressed += if self.in_stress > 0 { new } else { 0 };
    }

    /// Closes the block that was gathered so far. Two line breaks part it into paragraphs.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (letters, linked) = (std::mem::take(&mut self.letters), std::mem::take(&mut self.linked));
        let (links, stressed) = (std::mem::take(&mut self.links), std::mem::take(&mut self.stressed));
        let opened = self.opened.take();
        if letters == 0 {
            return;
        }
        let Some(frame) = self.frames.last() else { return };
        // An inline element around all of the text speaks for the block.
        let whole = opened.filter(|(_, it, end)| it.element == frame.element && end.is_none_or(|it| it == letters));
        let (named, hidden, withheld) =
            whole.map_or((frame.named, frame.hidden, frame.withheld), |(_, it, _)| (it.named, it.hidden, it.withheld));
        let parts: Vec<String> = paragraphs(&text);
        for part in &parts {
            let own = part.chars().filter(|it| !it.is_whitespace()).count();
            let share = |all: usize| if parts.len() == 1 { all } else { all * own / letters };
            self.blocks.push(Block {
                text: part.clone(),
                element: frame.element,
                letters: own,
                linked: share(linked),
                links: if parts.len() == 1 { links } else { usize::from(share(linked) > 0) },
                stressed: share(stressed),
                depth: frame.depth,
                named,
                inside: frame.inside,
                hidden,
                withheld,
                is_row: self.row.is_some(),
            });
        }
    }
}

/// The parts of a block between empty lines, without white space at the ends of their lines.
fn paragraphs(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for line in text.split('\n').map(str::trim) {
        match found.last_mut() {
            Some(last) if !line.is_empty() => {
                if !last.is_empty() {
                    last.push('\n');
                }
                last.push_str(line);
            }
            Some(last) if !last.is_empty() => found.push(String::new()),
            _ => {}
        }
    }
    found.retain(|it| !it.is_empty());
    found
}

fn is_hidden(tree: &Tree, id: Id) -> bool {
    tree.attributes(id).any(|(name, value)| match name {
        "style" => {
            let mut bare = value
                .bytes()
                .filter(|it| !it.is_ascii_whitespace())
                .map(|it| it.to_ascii_lowercase())
                .take(400)
                .collect::<Vec<u8>>();
            bare.push(b';');
            bare.windows(12).any(|it| it == b"display:none") || bare.windows(17).any(|it| it == b"visibility:hidden")
        }
        "hidden" => true,
        "aria-hidden" => value == "true",
        _ => false,
    })
}

/// Whether a row holds data, and no layout: no cell of it holds paragraphs or much text.
fn is_data_row(tree: &Tree, row: Id) -> bool {
    let (mut cells, mut len) = (0, 0);
    for step in tree.walk(row).take(400) {
        let Step::Enter(id) = step else { continue };
        match tree.name(id) {
            "td" | "th" => cells += 1,
            "p" | "div" | "ul" | "ol" | "table" | "h1" | "h2" | "h3" | "br" => return false,
            _ => len += tree.text(id).map_or(0, |it| it.trim().len()),
        }
    }
    cells >= 2 && len < 60 * cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Limits, html::parse::parse};

    #[test]
    fn lists_are_sorted() {
        assert!(NEVER.is_sorted() && BLOCKS.is_sorted() && AROUND.is_sorted());
    }

    #[test]
    fn blocks_in_order() {
        let check = |html: &str, expected: &[&str]| {
            let tree = parse(html, &Limits::default()).unwrap();
            let found = gather(&tree, 0);
            let found: Vec<_> = found.iter().map(|it| it.text.as_str()).collect();
            assert_eq!(found, expected, "{html}");
        };
        check("<p>One\n <b>two</b>.<p>Th&shy;ree&nbsp;four", &["One two.", "Three four"]);
        check("<h2>Why</h2>It fell.<br><br>It rose.<br>High.", &["Why", "It fell.", "It rose.\nHigh."]);
        check("<figure><img alt=x><figcaption>A bridge</figcaption></figure><p>It fell.", &["A bridge", "It fell."]);
        check("<table><tr><th>Town<th>Votes<tr><td>Oslo<td>3</table>", &["Town | Votes", "Oslo | 3"]);
        check("<table><tr><td><p>It fell.<td><p>It rose.</table>", &["It fell.", "It rose."]);
        check("<ul><li>One.<li>Two.</ul><script>x</script>", &["One.", "Two."]);
        check("<div>One<p>two</p>three</div>", &["One", "two", "three"]);
        check("<pre>One\ntwo\n\nthree</pre>", &["One\ntwo", "three"]);
    }

    #[test]
    fn what_stands_around_is_known() {
        let tree = parse(
            "<aside class=related><p hidden data-nosnippet><span class=caption>A</span></aside>",
            &Limits::default(),
        )
        .unwrap();
        let blocks = gather(&tree, 0);
        let [block] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert!(
            block.hidden
                && block.withheld
                && block.inside[1] > 0
                && block.named[2] > 0
                && block.named[8] > block.named[2]
        );
    }
}

//! The story's element to blocks of visible text, in order, each with what its mark-up says of it.

use super::{
    body::is_block,
    cut::Use,
    tree::{Id, Step, Tree},
};
use crate::article::RegionKind;

/// One block of visible text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Its text; a line break in the page is a newline.
    pub text: String,
    /// What it is, where the mark-up says so.
    pub kind: Option<RegionKind>,
}

/// Gathers the blocks under `root`, passing over what `uses` cuts and the elements in `taken`.
pub(super) fn gather(tree: &Tree, root: Id, uses: &[Use], taken: &[Id]) -> Vec<Block> {
    let mut gathering = Gathering::default();
    let mut step = Some(Step::Enter(root));
    while let Some(now) = step {
        let mut next = now;
        match now {
            Step::Enter(id) => {
                let use_ = uses.get(id).copied().unwrap_or(Use::Read);
                if id != root && use_ == Use::Cut || taken.contains(&id) {
                    gathering.flush_at(tree.name(id));
                    next = Step::Leave(id);
                } else {
                    gathering.enter(tree, id, use_);
                }
                if next == Step::Leave(id) {
                    step = tree.after(next, root);
                    continue;
                }
            }
            Step::Leave(id) => gathering.leave(tree, id, uses.get(id).copied().unwrap_or(Use::Read)),
        }
        step = tree.after(next, root);
    }
    gathering.flush();
    gathering.blocks
}

#[derive(Default)]
struct Gathering {
    blocks: Vec<Block>,
    text: String,
    linked: usize,
    in_link: usize,
    kinds: Vec<(Id, RegionKind)>,
    in_row: bool,
    in_pre: usize,
}

impl Gathering {
    fn enter(&mut self, tree: &Tree, id: Id, use_: Use) {
        if let Some(text) = tree.text(id) {
            self.push(text);
            return;
        }
        let name = tree.name(id);
        match name {
            "br" => self.text.push('\n'),
            "a" => self.in_link += 1,
            "td" | "th" if self.in_row => self.text.push_str(if self.text.is_empty() { "" } else { " | " }),
            _ if is_block(name) && !self.in_row => self.flush(),
            _ => {}
        }
        self.in_pre += usize::from(name == "pre");
        if let Use::As(kind) = use_ {
            self.flush_at("p");
            self.kinds.push((id, kind));
        } else if matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
            self.kinds.push((id, RegionKind::Heading));
        } else if name == "tr" && is_data_row(tree, id) {
            self.in_row = true;
            self.kinds.push((id, RegionKind::Table));
        }
    }

    fn leave(&mut self, tree: &Tree, id: Id, use_: Use) {
        let name = tree.name(id);
        self.in_link -= usize::from(name == "a").min(self.in_link);
        self.in_pre -= usize::from(name == "pre").min(self.in_pre);
        let ends_row = name == "tr" && self.in_row;
        if is_block(name) && (!self.in_row || ends_row) || matches!(use_, Use::As(_)) {
            self.flush();
        }
        self.in_row &= !ends_row;
        self.kinds.retain(|(it, _)| *it != id);
    }

    fn push(&mut self, text: &str) {
        // White space of the page's source means a blank, but where it is preformatted.
        for c in text.chars() {
            match c {
                '\n' if self.in_pre > 0 => self.text.push('\n'),
                _ if c.is_whitespace() && self.text.ends_with([' ', '\n']) => {}
                _ if c.is_whitespace() => self.text.push(' '),
                // Hints to line breaking are no text.
                '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
                _ => {
                    self.text.push(c);
                    self.linked += if self.in_link > 0 { 1 } else { 0 };
                }
            }
        }
    }

    /// Closes a block before an element that is passed over, if a new line begins there.
    fn flush_at(&mut self, name: &str) {
        if is_block(name) {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let kind = self.kinds.last().map(|(_, kind)| *kind);
        // A short line that is all link leads elsewhere; a sentence that happens to be linked ends as one.
        let letters = text.chars().filter(|it| !it.is_whitespace()).count();
        let away = linked * 10 >= letters * 8 && !(text.ends_with(['.', '!', '?', '"', '”']) && letters > 60);
        let kind = if away && kind != Some(RegionKind::Table) { Some(RegionKind::Boilerplate) } else { kind };
        self.blocks.push(Block { text: text.to_owned(), kind });
    }
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
    use crate::extract::html::body::survey;
    use RegionKind::{Boilerplate, Caption, Heading, Table};

    #[test]
    fn blocks_in_order() {
        let check = |html: &str, expected: &[(&str, Option<RegionKind>)]| {
            let tree = Tree::parse(html).unwrap();
            let body = tree.elements(0).find(|it| tree.name(*it) == "body").unwrap();
            let found = gather(&tree, body, &survey(&tree).uses, &[]);
            let found: Vec<_> = found.iter().map(|it| (it.text.as_str(), it.kind)).collect();
            assert_eq!(found, expected, "{html}");
        };
        check("<p>One\n <b>two</b>.<p>Th&shy;ree&nbsp;four", &[("One two.", None), ("Three four", None)]);
        check("<h2>Why</h2>It fell.<br><br>It rose.", &[("Why", Some(Heading)), ("It fell.\n\nIt rose.", None)]);
        check(
            "<figure><img alt=x><figcaption>A bridge</figcaption></figure><p>It fell.",
            &[("A bridge", Some(Caption)), ("It fell.", None)],
        );
        check(
            "<table><tr><th>Town<th>Votes<tr><td>Oslo<td>3</table>",
            &[("Town | Votes", Some(Table)), ("Oslo | 3", Some(Table))],
        );
        check("<table><tr><td><p>It fell.<td><p>It rose.</table>", &[("It fell.", None), ("It rose.", None)]);
        check(
            "<p><a href=x>More news here</a><p>It <a href=y>fell</a>.",
            &[("More news here", Some(Boilerplate)), ("It fell.", None)],
        );
        check("<ul><li>One.<li>Two.</ul><script>x</script>", &[("One.", None), ("Two.", None)]);
    }
}

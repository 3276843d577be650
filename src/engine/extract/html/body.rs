//! Where in a page the story stands: the element that holds most of its running text and little else.

use super::{
    cut::{self, Use},
    tree::{Id, Step, Tree},
};

/// What is known of each element after a look over the page.
pub(super) struct Survey {
    /// Characters of running text under it.
    prose: Vec<usize>,
    /// All characters of text under it.
    all: Vec<usize>,
    /// How it is to be read.
    pub uses: Vec<Use>,
}

/// Characters of a paragraph's own text from which on it counts as running text.
const PROSE: usize = 40;

/// Elements whose text begins on a new line.
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
    BLOCKS.contains(&name)
}

/// Looks over the page: how much text stands where, and which boxes hold too much of it to be cut.
pub(super) fn survey(tree: &Tree) -> Survey {
    let mut uses = vec![Use::Read; tree.len()];
    for id in tree.elements(0) {
        if let Some(it) = uses.get_mut(id) {
            *it = cut::of(tree, id);
        }
    }
    let (prose, _) = count(tree, &uses, false);
    let most = prose.first().copied().unwrap_or(0);
    // A class may call a whole page "has-sidebar" or a form be wrapped around everything.
    for (use_, prose) in uses.iter_mut().zip(&prose) {
        if *use_ == Use::Doubtful {
            *use_ = if prose * 4 > most * 3 { Use::Read } else { Use::Cut };
        }
    }
    let (prose, all) = count(tree, &uses, true);
    Survey { prose, all, uses }
}

/// Counts the characters of running text and of all text under each element.
fn count(tree: &Tree, uses: &[Use], strict: bool) -> (Vec<usize>, Vec<usize>) {
    let mut prose = vec![0_usize; tree.len()];
    let mut all = vec![0_usize; tree.len()];
    let mut links = vec![0_usize; tree.len()];
    // Text that stands directly in a block, or in inline elements in it.
    let mut own = vec![0_usize; tree.len()];
    let mut blocks: Vec<Id> = vec![0];
    let mut in_link = 0_usize;
    let mut step = Some(Step::Enter(0));
    while let Some(now) = step {
        let mut next = now;
        match now {
            Step::Enter(id) => {
                let name = tree.name(id);
                let use_ = uses.get(id).copied().unwrap_or(Use::Read);
                if use_ == Use::Cut || strict && matches!(use_, Use::As(_)) {
                    next = Step::Leave(id);
                } else if let Some(text) = tree.text(id) {
                    let len = text.split_whitespace().map(|it| it.len() + 1).sum::<usize>();
                    let block = blocks.last().copied().unwrap_or(0);
                    add(&mut own, block, len);
                    add(&mut links, block, if in_link > 0 { len } else { 0 });
                    add(&mut all, id, len);
                } else {
                    in_link += usize::from(name == "a");
                    if is_block(name) {
                        blocks.push(id);
                    }
                }
                if next == Step::Leave(id) {
                    step = tree.after(next, 0);
                    continue;
                }
            }
            Step::Leave(id) => {
                let name = tree.name(id);
                in_link -= usize::from(name == "a").min(in_link);
                if is_block(name) && blocks.len() > 1 {
                    blocks.pop();
                    let (text, linked) = (own.get(id).copied().unwrap_or(0), links.get(id).copied().unwrap_or(0));
                    let heading = name.len() == 2 && name.starts_with('h');
                    let running = text >= PROSE && linked * 2 < text && !heading;
                    add(&mut prose, id, if running { text - linked } else { 0 });
                }
                let (sum_prose, sum_all) = (prose.get(id).copied().unwrap_or(0), all.get(id).copied().unwrap_or(0));
                if let Some(parent) = tree.parent(id) {
                    add(&mut prose, parent, sum_prose);
                    add(&mut all, parent, sum_all);
                }
            }
        }
        step = tree.after(next, 0);
    }
    (prose, all)
}

fn add(counts: &mut [usize], at: Id, more: usize) {
    if let Some(it) = counts.get_mut(at) {
        *it += more;
    }
}

impl Survey {
    /// The element that holds the story.
    pub(super) fn body(&self, tree: &Tree) -> Option<Id> {
        let mut best: Option<(f64, Id)> = None;
        for id in tree.elements(0) {
            let score = self.score(tree, id);
            // Of two that hold the same, the inner one.
            if score > 0.0 && best.is_none_or(|(it, _)| score >= it) {
                best = Some((score, id));
            }
        }
        best.map(|(_, id)| id)
    }

    /// Much running text, and little else: short lines, headings and links are what stands around a story.
    #[expect(clippy::cast_precision_loss, reason = "counts of characters of one page")]
    fn score(&self, tree: &Tree, id: Id) -> f64 {
        let (prose, all) = (self.prose.get(id).copied().unwrap_or(0), self.all.get(id).copied().unwrap_or(0));
        if prose == 0 || all == 0 || tree.name(id) == "p" && all < 400 {
            return 0.0;
        }
        let share = prose as f64 / all as f64;
        let named = tree.attribute(id, "itemprop").is_some_and(|it| it.contains("articleBody"));
        let bonus = if named {
            1.5
        } else if tree.name(id) == "article" {
            1.1
        } else {
            1.0
        };
        prose as f64 * share * share * bonus
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_story_is_found() {
        let check = |html: &str, expected: &str| {
            let tree = Tree::parse(html).unwrap();
            let found = survey(&tree).body(&tree).unwrap();
            assert_eq!(tree.attribute(found, "id"), Some(expected), "{html}");
        };
        let line = "<p>The bridge fell on Monday, and nobody knows why it fell, the mayor said in the evening.</p>";
        let story = line.repeat(5);
        let menu =
            "<ul><li><a href=a>World</a><li><a href=b>Business and more</a><li><a href=c>Sport</a></ul>".repeat(4);
        check(&format!("<div id=page>{menu}<div id=story>{story}</div><div id=teasers>{menu}</div></div>"), "story");
        check(
            &format!("<form id=all>{menu}<div id=story><div>{story}</div><hr><div>{story}</div></div></form>"),
            "story",
        );
        check(&format!("<div id=story>{story}</div><div id=c class=comments>{}</div>", line.repeat(12)), "story");
        check(
            &format!("<article id=story><header><h1>Bridge</h1></header>{story}</article><aside>{story}</aside>"),
            "story",
        );
    }
}

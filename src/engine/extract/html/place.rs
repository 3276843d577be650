//! Where in a page the story probably stands: the element that holds most of its running text and little else.

use super::block::Block;
use super::name::{AUTHOR, CAPTION, COMMENT, CREDIT};
use super::tree::{Id, Step, Tree};

/// What is known of each element after a look over the blocks.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// Letters of running text under it.
    prose: Vec<f32>,
    /// All letters under it.
    all: Vec<f32>,
    /// Steps from the element of the story up to the nearest element that holds both; 0 inside it.
    away: Vec<u8>,
    /// The element that holds the story.
    pub root: Option<Id>,
    /// How deep it stands.
    pub depth: u32,
}

/// Letters of a block from which on it can be running text.
const PROSE: usize = 60;

impl Places {
    /// Looks over a page.
    pub(super) fn of(tree: &Tree, blocks: &[Block]) -> Self {
        let mut found = Self {
            prose: vec![0.0; tree.len()],
            all: vec![0.0; tree.len()],
            away: vec![u8::MAX; tree.len()],
            ..Self::default()
        };
        for block in blocks {
            add(&mut found.prose, block.element, prose(block));
            add(&mut found.all, block.element, count(block.letters));
        }
        for step in tree.walk(0) {
            if let Step::Leave(id) = step
                && let Some(parent) = tree.parent(id)
            {
                let (prose, all) = (at(&found.prose, id), at(&found.all, id));
                add(&mut found.prose, parent, prose);
                add(&mut found.all, parent, all);
            }
        }
        let mut best = 0.0;
        for id in tree.elements(0) {
            let score = found.score(tree, id);
            // Of two that hold the same, the inner one.
            if score > 0.0 && score >= best {
                (best, found.root) = (score, Some(id));
            }
        }
        found.depth = found.root.map_or(0, |it| tree.depth(it));
        found.measure(tree);
        found
    }

    /// Much running text, and little else: short lines, headings and links are what stands around a story.
    fn score(&self, tree: &Tree, id: Id) -> f32 {
        let (prose, all) = (at(&self.prose, id), at(&self.all, id));
        if prose == 0.0 || all == 0.0 || tree.name(id) == "p" && all < 400.0 {
            return 0.0;
        }
        let share = prose / all;
        let named = tree.attribute(id, "itemprop").is_some_and(|it| it.contains("articleBody"));
        let bonus = if named {
            1.5
        } else if tree.name(id) == "article" {
            1.1
        } else {
            1.0
        };
        prose * share * share * bonus
    }

    fn measure(&mut self, tree: &Tree) {
        let Some(root) = self.root else { return };
        let mut steps = 0_u8;
        let mut up = Some(root);
        while let Some(id) = up {
            if let Some(place) = self.away.get_mut(id) {
                *place = steps;
            }
            steps = steps.saturating_add(1).min(u8::MAX - 1);
            up = tree.parent(id);
        }
        for step in tree.walk(0) {
            if let Step::Enter(id) = step
                && self.away.get(id) == Some(&u8::MAX)
            {
                let above = tree.parent(id).and_then(|it| self.away.get(it)).copied().unwrap_or(0);
                if let Some(place) = self.away.get_mut(id) {
                    *place = above;
                }
            }
        }
    }

    /// Steps from the story's element up to the nearest that also holds `id`.
    pub(super) fn away(&self, id: Id) -> u8 {
        self.away.get(id).copied().unwrap_or(u8::MAX)
    }

    /// The share of the page's running text that stands under `id`, and how much of all text under it that is.
    pub(super) fn shares(&self, id: Id) -> (f32, f32) {
        let (prose, all) = (at(&self.prose, id), at(&self.all, id));
        (prose / at(&self.prose, 0).max(1.0), prose / all.max(1.0))
    }
}

/// Letters of running text that a block counts for.
pub(super) fn prose(block: &Block) -> f32 {
    const NOT: u32 = COMMENT | CAPTION | CREDIT | AUTHOR;
    let named = block
        .named
        .iter()
        .enumerate()
        .any(|(at, depth)| *depth > 0 && NOT & 1 << at != 0 && block.depth < u32::from(*depth) + 3);
    let comment = block.named.first().is_some_and(|it| *it > 0);
    let [_, aside, _, _, figcaption, _, footer, _, _, _, _, nav, ..] = block.inside;
    let around = aside > 0 || figcaption > 0 || footer > 0 || nav > 0;
    if block.letters < PROSE || block.linked * 2 > block.letters || block.hidden || named || comment || around {
        return 0.0;
    }
    count(block.letters - block.linked)
}

#[expect(clippy::cast_precision_loss, reason = "letters of one page")]
pub(super) fn count(letters: usize) -> f32 {
    letters as f32
}

fn at(counts: &[f32], id: Id) -> f32 {
    counts.get(id).copied().unwrap_or(0.0)
}

fn add(counts: &mut [f32], id: Id, n: f32) {
    if let Some(it) = counts.get_mut(id) {
        *it += n;
    }
}

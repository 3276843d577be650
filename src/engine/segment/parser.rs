//! (Long: the system and its features belong together.) Dependency trees, by one pass of greedy steps (arc-hybrid) whose choices two perceptrons make.
//!
//! A stack of words whose right side is open stands before the words still to come. Each step moves the next word onto
//! the stack, or hangs the top of the stack on the next word (left) or on the word under it (right). A second table
//! names the relation as an arc is drawn. Every word is moved once and hung once: two steps a word, always a tree.

use crate::segment::form::Form;
use crate::segment::model::{CLASSES, Dense, Sparse, Sure, best, mix};
use crate::segment::rel::Rel;
use crate::segment::tag::Tag;

/// How many features describe a state.
pub const STEP_FEATURES: usize = 38;
/// How many features describe an arc.
pub const REL_FEATURES: usize = 19;

static STEPS: Dense = Dense::new(include_bytes!("model/steps.bin"));
static RELS: Sparse = Sparse::new(include_bytes!("model/rels.bin"));
/// The states that always lead to the same step, the arcs that always have the same relation.
static SURE_STEPS: Sure = Sure::new(include_bytes!("model/sure_steps.bin"));
static SURE_RELS: Sure = Sure::new(include_bytes!("model/sure_rels.bin"));

/// What the parser does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Step {
    /// Move the next word onto the stack.
    Shift,
    /// Hang the top of the stack on the next word.
    Left,
    /// Hang the top of the stack on the word under it.
    Right,
}

impl Step {
    /// All steps, in the order of the model file.
    pub const ALL: [Step; 3] = [Step::Shift, Step::Left, Step::Right];
}

/// A word with what hangs on it so far.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    word: u32,
    tag: u32,
    suffix: u32,
    shape: u32,
    /// The outermost words hanging on its left and right.
    left: usize,
    right: usize,
    /// The relations on its left and right, a bit each.
    left_rels: u64,
    right_rels: u64,
    /// How many verbs, commas, quotation marks and conjunctions stand before it, 16 bits each, and how many up to it.
    before: u64,
    through: u64,
}

/// No word.
const NOWHERE: usize = usize::MAX;

const NO_NODE: Node = Node {
    word: 0,
    tag: 99,
    suffix: 0,
    shape: 0,
    left: NOWHERE,
    right: NOWHERE,
    left_rels: 0,
    right_rels: 0,
    before: 0,
    through: 0,
};

/// How far a sentence has been parsed. Reused from sentence to sentence for its memory.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The words, and after the last the root.
    nodes: Vec<Node>,
    stack: Vec<usize>,
    /// The next word.
    next: usize,
}

impl State {
    /// Starts on a sentence.
    pub fn begin(&mut self, forms: &[Form], tags: &[Tag]) {
        self.nodes.clear();
        self.stack.clear();
        self.next = 0;
        let mut before = 0_u64;
        for (form, &tag) in forms.iter().zip(tags) {
            let through = before.wrapping_add(between_class(tag));
            let node = Node {
                word: form.word,
                tag: tag as u32,
                suffix: form.suffix(3),
                shape: form.shape & 0b1001,
                before,
                through,
                ..NO_NODE
            };
            self.nodes.push(node);
            before = through;
        }
        self.nodes.push(Node { word: 7, tag: 98, before, through: before, ..NO_NODE });
    }

    /// The root's place: one past the last word.
    pub fn root(&self) -> usize {
        self.nodes.len().saturating_sub(1)
    }

    /// Whether every word hangs somewhere.
    pub fn is_done(&self) -> bool {
        self.next >= self.root() && self.stack.is_empty()
    }

    /// The words of the stack, the top last.
    pub fn stack(&self) -> &[usize] {
        &self.stack
    }

    /// The next word, or the root.
    pub fn next(&self) -> usize {
        self.next
    }

    /// Whether the step can be made.
    #[inline]
    pub fn allows(&self, step: Step) -> bool {
        match step {
            Step::Shift => self.next < self.root(),
            // Only one word may hang on the root.
            Step::Left => !self.stack.is_empty() && (self.next < self.root() || self.stack.len() == 1),
            Step::Right => self.stack.len() > 1,
        }
    }

    /// The arc a step draws: head and dependent.
    #[inline]
    pub fn arc(&self, step: Step) -> Option<(usize, usize)> {
        let top = *self.stack.last()?;
        match step {
            Step::Shift => None,
            Step::Left => Some((self.next, top)),
            Step::Right => Some((*self.stack.iter().nth_back(1)?, top)),
        }
    }

    /// Makes a step; `rel` names the relation of its arc.
    #[inline]
    pub fn make(&mut self, step: Step, rel: Rel) {
        let Some((head, dependent)) = self.arc(step) else {
            self.stack.push(self.next);
            self.next += 1;
            return;
        };
        self.stack.pop();
        if let Some(node) = self.nodes.get_mut(head) {
            if dependent < head {
                node.left = dependent.min(node.left);
                node.left_rels |= 1 << rel.index();
            } else {
                node.right = dependent;
                node.right_rels |= 1 << rel.index();
            }
        }
    }

    #[inline]
    fn node(&self, at: usize) -> &Node {
        self.nodes.get(at).unwrap_or(&NO_NODE)
    }

    /// What a step may be certain by: the tags around, and the words at hand.
    #[inline]
    pub fn step_situations(&self) -> [u32; 2] {
        let mut stack = self.stack.iter().rev().copied();
        let (top, under) = (stack.next().unwrap_or(NOWHERE), stack.next().unwrap_or(NOWHERE));
        let (s0, s1) = (self.node(top), self.node(under));
        let (b0, b1) = (self.node(self.next), self.node(self.next + 1));
        let tags = s1.tag | s0.tag << 8 | b0.tag << 16 | b1.tag << 24;
        let children = fold(s0.left_rels) ^ fold(s0.right_rels).rotate_left(7) ^ fold(b0.left_rels).rotate_left(14);
        [mix(49, tags, children), mix(50, s0.word ^ b0.word.rotate_left(16), tags & 0x00ff_ffff)]
    }

    /// What a relation may be certain by: the dependent, its children and the tags.
    #[inline]
    pub fn rel_situation(&self, head: usize, dependent: usize) -> u32 {
        let (h, d) = (self.node(head), self.node(dependent));
        let way = u32::from(dependent < head);
        let children = fold(d.left_rels) ^ fold(d.right_rels).rotate_left(9);
        // Of a word that many nouns could stand for only the tag matters.
        mix(127, d.word ^ children, h.tag | d.tag << 8 | way << 16)
    }

    /// What the choice of the next step looks at.
    #[inline]
    pub fn step_features(&self) -> [u32; STEP_FEATURES] {
        let mut stack = self.stack.iter().rev().copied();
        let (top, under, third) = (stack.next(), stack.next(), stack.next());
        let (at0, at1) = (top.unwrap_or(NOWHERE), under.unwrap_or(NOWHERE));
        let (s0, s1, s2) = (self.node(at0), self.node(at1), self.node(third.unwrap_or(NOWHERE)));
        let (b0, b1, b2) = (self.node(self.next), self.node(self.next + 1), self.node(self.next + 2));
        let (s0l, s0r, b0l) = (self.node(s0.left), self.node(s0.right), self.node(b0.left));
        let s1r = self.node(s1.right);
        let gap = distance(at0, self.next) | distance(at1, at0) << 4;
        let between0 = between(s0, b0);
        let between1 = between(s1, s0);
        let (s0_rels, s0_right) = (fold(s0.left_rels), fold(s0.right_rels));
        let (b0_rels, s1_right) = (fold(b0.left_rels), fold(s1.right_rels));
        let pair = s0.tag | b0.tag << 8;
        let under_pair = s1.tag | s0.tag << 8;
        let three = under_pair | b0.tag << 16;
        let four = three | b1.tag << 24;
        [
            mix(1, s0.word, s0.tag),
            mix(2, b0.word, b0.tag),
            mix(3, s1.word, s1.tag),
            mix(4, b1.word, pair),
            mix(5, s0.word, b0.word),
            mix(6, s0.word, pair),
            mix(7, b0.word, pair),
            mix(8, s0.word, s1.word),
            mix(9, s1.word, under_pair),
            mix(10, s0.word, under_pair),
            mix(11, b0.word, b1.tag | b0.tag << 8),
            mix(12, s0.word, b0.tag | b1.tag << 8),
            mix(13, s1.word, three),
            mix(14, b0.word, three),
            mix(16, pair, b1.tag),
            mix(17, three, 0),
            mix(18, b0.tag | b1.tag << 8, b2.tag),
            mix(19, three, s2.tag),
            mix(20, four, 0),
            mix(25, pair, b0l.tag),
            mix(26, three, s1r.tag),
            mix(28, three, s0l.tag),
            mix(29, three, s0r.tag),
            mix(30, pair, s0_rels),
            mix(31, pair, s0_right),
            mix(32, s0.word, s0_rels),
            mix(33, s0.word, s0_right),
            mix(34, b0.word, b0_rels),
            mix(35, pair, b0_rels),
            mix(36, three, s1_right),
            mix(38, s1.word, s1_right),
            mix(40, three, gap),
            mix(41, s0.word, gap),
            mix(42, pair, between0),
            mix(43, three, between1 | between0 << 4),
            mix(45, s0l.word, s1.word),
            mix(47, s1.word, b0.word),
            mix(48, s0l.word, pair),
        ]
    }

    /// What the choice of an arc's relation looks at.
    #[inline]
    pub fn rel_features(&self, head: usize, dependent: usize) -> [u32; REL_FEATURES] {
        let (h, d) = (self.node(head), self.node(dependent));
        let (dl, dr) = (self.node(d.left), self.node(d.right));
        let beside = |at: usize, offset: isize| self.node(at.wrapping_add_signed(offset));
        let way = u32::from(dependent < head);
        let (first, last) = if dependent < head { (d, h) } else { (h, d) };
        let between = between(first, last);
        let gap = distance(dependent.min(head), dependent.max(head));
        let tags = h.tag | d.tag << 8 | way << 16;
        let (h_left, h_right) = (fold(h.left_rels), fold(h.right_rels));
        let d_left = fold(d.left_rels);
        [
            mix(101, tags, 0),
            mix(102, d.word, tags),
            mix(103, h.word, tags),
            mix(104, h.word, d.word),
            mix(107, dl.word, tags),
            mix(108, dl.word, d.word),
            mix(109, d_left, tags),
            mix(111, d_left ^ h.word, tags),
            mix(112, h_left, tags),
            mix(114, h_left ^ d.word, way),
            mix(115, h_right ^ d.word, way),
            mix(116, tags | between << 20, gap),
            mix(117, tags, beside(dependent, -1).tag),
            mix(118, tags, beside(dependent, 1).tag),
            mix(120, beside(dependent, -1).word, tags),
            mix(122, d.suffix, tags),
            mix(123, d.shape | h.shape << 8, tags | between << 20),
            mix(125, dl.word, h.word),
            mix(126, dr.tag | between << 8, tags),
        ]
    }
}

/// The tables that the parser decides by.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a> {
    /// Weights of steps.
    pub steps: Dense<'a>,
    /// Weights of relations.
    pub rels: Sparse<'a>,
    /// States with one step.
    pub sure_steps: Sure<'a>,
    /// Arcs with one relation.
    pub sure_rels: Sure<'a>,
}

/// The tables that are shipped.
pub static TABLES: Tables = Tables { steps: STEPS, rels: RELS, sure_steps: SURE_STEPS, sure_rels: SURE_RELS };

impl Tables<'_> {
    /// The next step. Before the end one is always allowed.
    #[inline]
    pub fn step(&self, state: &State) -> Step {
        // With no word left, or none on the stack, there is nothing to choose.
        if state.next >= state.root() {
            return if state.stack.len() > 1 { Step::Right } else { Step::Left };
        }
        if state.stack.is_empty() {
            return Step::Shift;
        }
        for situation in state.step_situations() {
            let sure = self.sure_steps.answer(situation).and_then(|it| Step::ALL.get(it));
            if let Some(&step) = sure.filter(|&&it| state.allows(it)) {
                return step;
            }
        }
        let scores = self.steps.sum(&state.step_features());
        let allowed = Step::ALL.into_iter().zip(scores).filter(|&(step, _)| state.allows(step));
        // Of equals the first.
        allowed.reduce(|a, b| if b.1 > a.1 { b } else { a }).map_or(Step::Shift, |(step, _)| step)
    }

    /// The relation of an arc.
    #[inline]
    pub fn rel(&self, state: &State, head: usize, dependent: usize) -> Rel {
        if head == state.root() {
            return Rel::Root;
        }
        if let Some(sure) = self.sure_rels.answer(state.rel_situation(head, dependent)) {
            return Rel::from_index(sure);
        }
        let mut scores = [0; CLASSES];
        self.rels.add_all(&state.rel_features(head, dependent), &mut scores);
        Rel::from_index(best(&scores, Rel::ALL.len()))
    }
}

/// Parses a sentence whose words have `forms` and `tags`; gives each its head (none for the root) and relation.
pub fn parse(
    tables: &Tables,
    state: &mut State,
    forms: &[Form],
    tags: &[Tag],
    mut hang: impl FnMut(usize, Option<u16>, Rel),
) {
    state.begin(forms, tags);
    let root = state.root();
    while !state.is_done() {
        let step = tables.step(state);
        let Some((head, dependent)) = state.arc(step) else {
            state.make(step, Rel::Dep);
            continue;
        };
        let rel = tables.rel(state, head, dependent);
        let above = if head == root { None } else { u16::try_from(head).ok() };
        hang(dependent, above, rel);
        state.make(step, rel);
    }
}

/// Which count of [`Node::before`] a word raises.
fn between_class(tag: Tag) -> u64 {
    match tag {
        tag if tag.is_verb() => 1,
        Tag::Comma => 1 << 16,
        Tag::QuoteOpen | Tag::QuoteClose | Tag::Colon | Tag::BracketOpen | Tag::BracketClose => 1 << 32,
        Tag::CC => 1 << 48,
        _ => 0,
    }
}

/// What stands between two words, a bit each: a verb, a comma, another mark, a conjunction.
#[inline]
fn between(first: &Node, last: &Node) -> u32 {
    let counts = last.before.wrapping_sub(first.through);
    let bit = |shift: u32| u32::from(counts >> shift & 0xffff != 0);
    bit(0) | bit(16) << 1 | bit(32) << 2 | bit(48) << 3
}

/// A distance in a few steps.
#[inline]
fn distance(from: usize, to: usize) -> u32 {
    match to.wrapping_sub(from) {
        near @ 0..=4 => near as u32,
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

/// A set of relations as 32 bits.
#[inline]
fn fold(rels: u64) -> u32 {
    (rels.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}

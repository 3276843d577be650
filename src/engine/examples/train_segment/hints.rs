//! Features from another parser's analysis: with them our own tables learn to turn its scheme into the treebank's, and
//! so to annotate plain text for the parser that goes without.

use engine::segment::model::mix;
use engine::segment::parser::State;

use crate::corpus::Gold;

/// What the hints say for the tag of the word at `at`.
pub(crate) fn tag_features(gold: &Gold, at: usize, one_back: u32, features: &mut Vec<u32>) {
    let Some(hint) = gold.hints.get(at) else { return };
    let next = gold.hints.get(at + 1).map_or(0, |it| it.tag);
    let form = gold.forms[at];
    features.extend([
        mix(201, hint.tag, 0),
        mix(202, hint.tag, one_back),
        mix(203, hint.tag, form.word),
        mix(204, hint.tag, hint.rel),
        mix(205, hint.tag, next),
        mix(206, hint.tag, form.suffix(3)),
        mix(207, hint.rel, form.word),
    ]);
}

/// What they say for the next step.
pub(crate) fn step_features(gold: &Gold, state: &State, tags: &[u32], features: &mut Vec<u32>) {
    if gold.hints.is_empty() {
        return;
    }
    let mut stack = state.stack().iter().rev().copied();
    let (s0, s1) = (stack.next(), stack.next());
    let b0 = (state.next() < state.root()).then_some(state.next());
    let tag = |at: Option<usize>| at.map_or(97, |it| tags[it]);
    let tags = tag(s1) << 16 | tag(s0) << 8 | tag(b0);
    let (here, under, across) = (link(gold, s0, b0), link(gold, s1, s0), link(gold, s1, b0));
    let (ahead, head) = (children_ahead(gold, s0, state.next()), head_place(gold, s0, s1, state.next()));
    let head1 = head_place(gold, s1, None, state.next());
    let head_b = head_place(gold, b0, s0, state.next());
    let rels = rel(gold, s0).rotate_left(7) ^ rel(gold, b0);
    features.extend([
        mix(211, here, 0),
        mix(212, under, 0),
        mix(213, here, under),
        mix(214, here, tags),
        mix(215, under, tags),
        mix(216, here, across),
        mix(217, ahead | head << 4, here),
        mix(218, ahead | head << 4, under),
        mix(219, ahead | head << 4 | head_b << 8 | head1 << 12, tags & 0xffff),
        mix(220, rels, ahead | head << 4),
        mix(221, rels, rel(gold, s1)),
        mix(222, here ^ under.rotate_left(9), ahead | head << 4),
        mix(223, rel(gold, s0), tags & 0xffff),
        mix(224, head_b | head << 4, here),
        mix(225, across, under),
    ]);
}

/// What they say for the relation of an arc.
pub(crate) fn rel_features(gold: &Gold, head: usize, dependent: usize, tags: &[u32], features: &mut Vec<u32>) {
    if gold.hints.is_empty() {
        return;
    }
    let link = link(gold, Some(dependent), Some(head));
    let own = rel(gold, Some(dependent));
    let above = gold.hints[dependent].head;
    let pair = tags[dependent] | tags[head] << 8;
    features.extend([
        mix(231, link, 0),
        mix(232, own, 0),
        mix(233, own, pair),
        mix(234, link, pair),
        mix(235, own, rel(gold, Some(head))),
        mix(236, own, rel(gold, Some(above))),
        mix(237, own, gold.forms[dependent].word),
        mix(238, own, gold.forms[head].word),
    ]);
}

fn rel(gold: &Gold, at: Option<usize>) -> u32 {
    at.and_then(|it| gold.hints.get(it)).map_or(1, |it| it.rel)
}

/// How two words stand to one another: child, parent, grandchild, grandparent, sibling, and by which relations.
fn link(gold: &Gold, a: Option<usize>, b: Option<usize>) -> u32 {
    let (Some(a), Some(b)) = (a, b) else { return 9 };
    let head = |at: usize| gold.hints[at].head;
    let (head_a, head_b) = (head(a), head(b));
    let (rel_a, rel_b) = (gold.hints[a].rel, gold.hints[b].rel);
    if head_a == b {
        mix(1, rel_a, 0)
    } else if head_b == a {
        mix(2, rel_b, 0)
    } else if head(head_a) == b {
        mix(3, rel_a, gold.hints[head_a].rel)
    } else if head(head_b) == a {
        mix(4, rel_b, gold.hints[head_b].rel)
    } else if head_a == head_b {
        mix(5, rel_a, rel_b)
    } else if head(head_a) == head_b {
        mix(6, rel_a ^ rel_b.rotate_left(5), gold.hints[head_a].rel)
    } else if head_a == head(head_b) {
        mix(7, rel_a ^ rel_b.rotate_left(5), gold.hints[head_b].rel)
    } else {
        0
    }
}

/// Whether a word has children among those still to come: none, one, more.
fn children_ahead(gold: &Gold, at: Option<usize>, next: usize) -> u32 {
    let Some(at) = at else { return 3 };
    let children = gold.hints.iter().enumerate().skip(next).filter(|(child, it)| it.head == at && *child != at);
    children.take(2).count() as u32
}

/// Where a word's head stands: on itself, before, the word under it, the next, later.
fn head_place(gold: &Gold, at: Option<usize>, under: Option<usize>, next: usize) -> u32 {
    let Some(at) = at else { return 7 };
    match gold.hints[at].head {
        head if head == at => 1,
        head if Some(head) == under => 2,
        head if head == next => 3,
        head if head > next => 4,
        head if head < at => 5,
        _ => 6,
    }
}

//! A page as a tree of elements and texts, held in one list: nothing here recurses, and no page can make it grow without
//! bounds.

use html5ever::LocalName;
use html5ever::tendril::StrTendril;

/// Number of a node.
pub(super) type Id = usize;

/// No node: links are half as wide as an `Option` would make them, and a page has thousands.
const NONE: u32 = u32::MAX;

/// What a node is.
#[derive(Clone, Debug)]
pub(super) enum Data {
    /// An element with its attributes.
    Element(LocalName, Vec<(LocalName, StrTendril)>),
    /// Text.
    Text(StrTendril),
    /// The document, a comment, or a place that the limits left empty.
    Other,
}

/// One node and its place.
#[derive(Clone, Debug)]
struct Node {
    data: Data,
    depth: u32,
    parent: u32,
    previous: u32,
    next: u32,
    first: u32,
    last: u32,
}

/// A parsed page.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// A step of a walk through a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Into a node, before its children.
    Enter(Id),
    /// Out of it, behind its children.
    Leave(Id),
}

impl Tree {
    /// The name of an element; "" for anything else.
    pub(super) fn name(&self, id: Id) -> &str {
        match self.nodes.get(id).map(|it| &it.data) {
            Some(Data::Element(name, _)) => name,
            _ => "",
        }
    }

    /// An attribute's value.
    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let Some(Data::Element(_, attributes)) = self.nodes.get(id).map(|it| &it.data) else { return None };
        attributes.iter().find(|(it, _)| &**it == name).map(|(_, value)| &**value)
    }

    /// All attributes of an element.
    pub(super) fn attributes(&self, id: Id) -> impl Iterator<Item = (&str, &str)> {
        let attributes = match self.nodes.get(id).map(|it| &it.data) {
            Some(Data::Element(_, attributes)) => attributes.as_slice(),
            _ => &[],
        };
        attributes.iter().map(|(name, value)| (&**name, &**value))
    }

    /// The text of a text node.
    pub(super) fn text(&self, id: Id) -> Option<&str> {
        match self.nodes.get(id).map(|it| &it.data) {
            Some(Data::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The node around.
    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        self.nodes.get(id).and_then(|it| some(it.parent))
    }

    /// How many nodes there are; their numbers are all below.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// All elements of the page in the order of their beginnings, `root` itself first.
    pub(super) fn elements(&self, root: Id) -> impl Iterator<Item = Id> + '_ {
        self.walk(root).filter_map(|step| match step {
            Step::Enter(id) if !self.name(id).is_empty() => Some(id),
            _ => None,
        })
    }

    /// A walk through all that stands under `root`, and `root` itself.
    pub(super) fn walk(&self, root: Id) -> impl Iterator<Item = Step> + '_ {
        let mut step = Some(Step::Enter(root));
        std::iter::from_fn(move || {
            let now = step?;
            step = self.after(now, root);
            Some(now)
        })
    }

    /// The step that follows `step` in the walk under `root`. To pass over a node, go on from its `Leave`.
    pub(super) fn after(&self, step: Step, root: Id) -> Option<Step> {
        let node = |id: Id| self.nodes.get(id);
        match step {
            Step::Enter(id) => Some(some(node(id)?.first).map_or(Step::Leave(id), Step::Enter)),
            Step::Leave(id) if id == root => None,
            Step::Leave(id) => Some(match some(node(id)?.next) {
                Some(next) => Step::Enter(next),
                None => Step::Leave(some(node(id)?.parent)?),
            }),
        }
    }

    /// All text under a node, as it stands.
    pub(super) fn text_of(&self, root: Id) -> String {
        let mut found = String::new();
        for step in self.walk(root) {
            if let Step::Enter(id) = step {
                found.push_str(self.text(id).unwrap_or_default());
            }
        }
        found
    }

    /// Adds a node that stands nowhere yet.
    pub(super) fn add(&mut self, data: Data) -> Id {
        let node = Node { data, depth: 0, parent: NONE, previous: NONE, next: NONE, first: NONE, last: NONE };
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// What a node is, to be changed.
    pub(super) fn data_mut(&mut self, id: Id) -> Option<&mut Data> {
        self.nodes.get_mut(id).map(|it| &mut it.data)
    }

    /// What a node is.
    pub(super) fn data(&self, id: Id) -> Option<&Data> {
        self.nodes.get(id).map(|it| &it.data)
    }

    /// How many elements stand around a node.
    pub(super) fn depth(&self, id: Id) -> u32 {
        self.nodes.get(id).map_or(0, |it| it.depth)
    }

    /// The node before it under the same parent.
    pub(super) fn previous(&self, id: Id) -> Option<Id> {
        self.nodes.get(id).and_then(|it| some(it.previous))
    }

    /// The first node under it.
    pub(super) fn first(&self, id: Id) -> Option<Id> {
        self.nodes.get(id).and_then(|it| some(it.first))
    }

    /// The last node under it.
    pub(super) fn last(&self, id: Id) -> Option<Id> {
        self.nodes.get(id).and_then(|it| some(it.last))
    }

    /// Takes a node, with all under it, from its place.
    pub(super) fn detach(&mut self, id: Id) {
        let Some(node) = self.nodes.get_mut(id) else { return };
        let (parent, previous, next) = (node.parent, node.previous, node.next);
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
        match some(previous) {
            Some(it) => self.change(it, |node| node.next = next),
            None => some(parent).into_iter().for_each(|it| self.change(it, |node| node.first = next)),
        }
        match some(next) {
            Some(it) => self.change(it, |node| node.previous = previous),
            None => some(parent).into_iter().for_each(|it| self.change(it, |node| node.last = previous)),
        }
    }

    fn change(&mut self, id: Id, how: impl FnOnce(&mut Node)) {
        if let Some(node) = self.nodes.get_mut(id) {
            how(node);
        }
    }

    /// Puts a node under `parent`, before `before` or as the last one.
    pub(super) fn insert(&mut self, id: Id, parent: Id, before: Option<Id>) {
        self.detach(id);
        let previous = match before {
            Some(it) => self.previous(it),
            None => self.last(parent),
        };
        let depth = self.nodes.get(parent).map_or(0, |it| it.depth + 1);
        self.change(id, |node| {
            (node.parent, node.previous, node.next, node.depth) =
                (link(Some(parent)), link(previous), link(before), depth);
        });
        match previous {
            Some(it) => self.change(it, |node| node.next = link(Some(id))),
            None => self.change(parent, |node| node.first = link(Some(id))),
        }
        match before {
            Some(it) => self.change(it, |node| node.previous = link(Some(id))),
            None => self.change(parent, |node| node.last = link(Some(id))),
        }
    }
}

fn some(link: u32) -> Option<Id> {
    (link != NONE).then_some(link as usize)
}

fn link(id: Option<Id>) -> u32 {
    id.and_then(|it| u32::try_from(it).ok()).unwrap_or(NONE)
}

#[cfg(test)]
mod tests {
    use crate::extract::{Limits, html::parse::parse};

    #[test]
    fn a_page_becomes_a_tree() {
        let tree = parse("<p class=a>One <b>two</b>&amp;<p>Three<table><td>x</table>", &Limits::default()).unwrap();
        let names: Vec<&str> = tree.elements(0).map(|it| tree.name(it)).collect();
        assert_eq!(names, ["html", "head", "body", "p", "b", "p", "table", "tbody", "tr", "td"]);
        assert_eq!(tree.text_of(0), "One two&Threex");
        let paragraph = tree.elements(0).find(|it| tree.name(*it) == "p").unwrap();
        assert_eq!(tree.attribute(paragraph, "class"), Some("a"));
    }
}

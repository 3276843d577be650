//! (Long: the tree and the one sink that fills it.) A page as a tree of elements and texts, held in one list: nothing here recurses, and no page can make it grow without
//! bounds.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::ElemName;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, ns, parse_document};

/// Elements and texts in a page at most.
const MOST_NODES: usize = 300_000;

/// How deep elements may stand in each other. Browsers stop at 512.
const DEEPEST: u32 = 512;

/// Attributes of one element at most: each is compared with all before it.
const MOST_ATTRIBUTES: usize = 1_000;

/// What is parsed between two looks at the limits.
const STEP: usize = 1_024;

/// Number of a node.
pub(super) type Id = usize;

/// What a node is.
#[derive(Clone, Debug)]
pub(super) enum Data {
    /// An element with its attributes.
    Element(LocalName, Vec<(LocalName, StrTendril)>),
    /// Text.
    Text(String),
    /// The document, a comment, or a place that the limits left empty.
    Other,
}

/// One node and its place.
#[derive(Clone, Debug)]
struct Node {
    data: Data,
    depth: u32,
    parent: Option<Id>,
    previous: Option<Id>,
    next: Option<Id>,
    first: Option<Id>,
    last: Option<Id>,
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
    /// Parses a page; `None` when it goes over a limit that no page of an article comes near.
    pub(super) fn parse(source: &str) -> Option<Self> {
        if has_crowded_tag(source) {
            return None;
        }
        let mut parser = parse_document(Sink::default(), ParseOpts::default());
        let mut rest = source;
        while !rest.is_empty() {
            let cut = (STEP..rest.len().min(STEP + 4)).find(|it| rest.is_char_boundary(*it)).unwrap_or(rest.len());
            let (step, behind) = rest.split_at_checked(cut)?;
            parser.process(StrTendril::from_slice(step));
            if parser.tokenizer.sink.sink.over.get() {
                return None;
            }
            rest = behind;
        }
        let sink = parser.finish();
        (!sink.over.get()).then(|| sink.tree.into_inner())
    }

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

    /// The text of a text node.
    pub(super) fn text(&self, id: Id) -> Option<&str> {
        match self.nodes.get(id).map(|it| &it.data) {
            Some(Data::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The node around.
    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        self.nodes.get(id).and_then(|it| it.parent)
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
            Step::Enter(id) => Some(node(id)?.first.map_or(Step::Leave(id), Step::Enter)),
            Step::Leave(id) if id == root => None,
            Step::Leave(id) => Some(match node(id)?.next {
                Some(next) => Step::Enter(next),
                None => Step::Leave(node(id)?.parent?),
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

    fn detach(&mut self, id: Id) {
        let Some(node) = self.nodes.get_mut(id) else { return };
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        match previous {
            Some(it) => self.change(it, |node| node.next = next),
            None => parent.into_iter().for_each(|it| self.change(it, |node| node.first = next)),
        }
        match next {
            Some(it) => self.change(it, |node| node.previous = previous),
            None => parent.into_iter().for_each(|it| self.change(it, |node| node.last = previous)),
        }
    }

    fn change(&mut self, id: Id, how: impl FnOnce(&mut Node)) {
        if let Some(node) = self.nodes.get_mut(id) {
            how(node);
        }
    }

    /// Puts a node under `parent`, before `before` or as the last one.
    fn insert(&mut self, id: Id, parent: Id, before: Option<Id>) {
        self.detach(id);
        let previous = match before {
            Some(it) => self.nodes.get(it).and_then(|it| it.previous),
            None => self.nodes.get(parent).and_then(|it| it.last),
        };
        let depth = self.nodes.get(parent).map_or(0, |it| it.depth + 1);
        self.change(id, |node| {
            (node.parent, node.previous, node.next, node.depth) = (Some(parent), previous, before, depth);
        });
        match previous {
            Some(it) => self.change(it, |node| node.next = Some(id)),
            None => self.change(parent, |node| node.first = Some(id)),
        }
        match before {
            Some(it) => self.change(it, |node| node.previous = Some(id)),
            None => self.change(parent, |node| node.last = Some(id)),
        }
    }
}

/// Whether a tag holds so many attributes that comparing them would take long. What scripts and comments hold is no tag.
fn has_crowded_tag(source: &str) -> bool {
    let mut rest = source;
    while let Some((_, tag)) = rest.split_once('<') {
        let (mut quote, mut words, mut end, mut blank) = (None, 0, tag.len(), false);
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            rest = tag;
            continue;
        }
        for (at, c) in tag.bytes().enumerate() {
            match (quote, c) {
                (None, b'>') => {
                    end = at;
                    break;
                }
                (None, b'"' | b'\'') => quote = Some(c),
                (Some(open), _) if open == c => quote = None,
                _ => {}
            }
            let is_blank = c.is_ascii_whitespace() || c == b'/' || c == b'"' || c == b'\'';
            words += usize::from(is_blank && !blank && quote.is_none());
            blank = is_blank;
            if words > MOST_ATTRIBUTES {
                return true;
            }
        }
        let raw = ["script", "style"]
            .into_iter()
            .find(|it| tag.get(..it.len()).is_some_and(|head| head.eq_ignore_ascii_case(it)));
        rest = tag.get(end..).unwrap_or_default();
        if raw.is_some() {
            rest = rest.split_once("</").map_or("", |(_, behind)| behind);
        }
    }
    false
}

/// Takes in what the parser finds.
struct Sink {
    tree: RefCell<Tree>,
    over: Cell<bool>,
}

impl Default for Sink {
    fn default() -> Self {
        let sink = Self { tree: RefCell::default(), over: Cell::new(false) };
        sink.add(Data::Other);
        sink
    }
}

impl Sink {
    fn add(&self, data: Data) -> Id {
        let mut tree = self.tree.borrow_mut();
        if tree.nodes.len() >= MOST_NODES {
            self.over.set(true);
            return tree.nodes.len().saturating_sub(1);
        }
        tree.nodes.push(Node { data, depth: 0, parent: None, previous: None, next: None, first: None, last: None });
        tree.nodes.len() - 1
    }

    fn place(&self, child: NodeOrText<Id>, parent: Id, before: Option<Id>) {
        if self.over.get() {
            return;
        }
        let id = match child {
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => {
                let mut tree = self.tree.borrow_mut();
                let near = match before {
                    Some(it) => tree.nodes.get(it).and_then(|it| it.previous),
                    None => tree.nodes.get(parent).and_then(|it| it.last),
                };
                if let Some(Node { data: Data::Text(above), .. }) = near.and_then(|it| tree.nodes.get_mut(it)) {
                    above.push_str(&text);
                    return;
                }
                drop(tree);
                self.add(Data::Text(text.to_string()))
            }
        };
        let mut tree = self.tree.borrow_mut();
        tree.insert(id, parent, before);
        if tree.nodes.get(id).is_some_and(|it| it.depth > DEEPEST) {
            self.over.set(true);
        }
    }
}

/// The name of an element, for the parser.
#[derive(Debug)]
struct Name(LocalName, Namespace);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.1
    }

    fn local_name(&self) -> &LocalName {
        &self.0
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Self;
    type ElemName<'a> = Name;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Name {
        let tree = self.tree.borrow();
        match tree.nodes.get(*target).map(|it| &it.data) {
            // Formulas and drawings are cut out whole: taking them for HTML does no harm.
            Some(Data::Element(name, _)) => Name(name.clone(), ns!(html)),
            _ => Name(LocalName::from(""), ns!(html)),
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        let attributes = attributes.into_iter().map(|it| (it.name.local, it.value)).collect();
        self.add(Data::Element(name.local, attributes))
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.add(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.add(Data::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.place(child, *parent, None);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let parent = self.tree.borrow().parent(*element);
        match parent {
            Some(parent) => self.place(child, parent, Some(*element)),
            None => self.place(child, *previous, None),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, left: &Id, right: &Id) -> bool {
        left == right
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, new: NodeOrText<Id>) {
        let parent = self.tree.borrow().parent(*sibling);
        if let Some(parent) = parent {
            self.place(new, parent, Some(*sibling));
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, attributes: Vec<Attribute>) {
        let mut tree = self.tree.borrow_mut();
        let Some(Node { data: Data::Element(_, present), .. }) = tree.nodes.get_mut(*target) else { return };
        for new in attributes {
            if present.len() < MOST_ATTRIBUTES && !present.iter().any(|(name, _)| *name == new.name.local) {
                present.push((new.name.local, new.value));
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &Id, parent: &Id) {
        let mut tree = self.tree.borrow_mut();
        while let Some(child) = tree.nodes.get(*node).and_then(|it| it.first) {
            tree.insert(child, *parent, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_becomes_a_tree() {
        let tree = Tree::parse("<p class=a>One <b>two</b>&amp;<p>Three<table><td>x</table>").unwrap();
        let names: Vec<&str> = tree.elements(0).map(|it| tree.name(it)).collect();
        assert_eq!(names, ["html", "head", "body", "p", "b", "p", "table", "tbody", "tr", "td"]);
        assert_eq!(tree.text_of(0), "One two&Threex");
        let paragraph = tree.elements(0).find(|it| tree.name(*it) == "p").unwrap();
        assert_eq!(tree.attribute(paragraph, "class"), Some("a"));
    }

    #[test]
    fn limits_hold() {
        assert!(Tree::parse(&"<div>".repeat(300_000)).is_none());
        assert!(Tree::parse(&"<b><i>x".repeat(100_000)).is_none());
        assert!(Tree::parse(&"<br>".repeat(400_000)).is_none());
        let crowded: String = (0..200_000).map(|it| format!(" a{it}")).collect();
        assert!(Tree::parse(&format!("<p{crowded}>x")).is_none());
        assert!(Tree::parse(&"<div><b id=1></div>x".repeat(80_000)).is_none());
        assert!(Tree::parse(&"<p>A bridge fell.</p>".repeat(20_000)).is_some());
        assert!(Tree::parse("<script>if (a<b && c) { x = '>' }</script><p>x").is_some());
    }
}

//! From a page's text to its tree, within limits: what parses slowly is refused, what is deep or large is read as far as the
//! limits go.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::ElemName;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, ns, parse_document};

use super::tree::{Data, Id, Tree};
use crate::extract::Limits;

/// Attributes of one element at most: each is compared with all before it.
const MOST_ATTRIBUTES: usize = 1_000;

/// What is parsed between two looks at the limits.
const STEP: usize = 4_096;

/// Parses a page. One that goes over the limits is read up to that place; `None` when a tag is crowded beyond what any page
/// has.
pub(super) fn parse(source: &str, limits: &Limits) -> Option<Tree> {
    if has_crowded_tag(source) {
        return None;
    }
    let mut parser = parse_document(Sink::new(limits), ParseOpts::default());
    let mut rest = source;
    while !rest.is_empty() && !parser.tokenizer.sink.sink.over.get() {
        let cut = (STEP..rest.len().min(STEP + 4)).find(|it| rest.is_char_boundary(*it)).unwrap_or(rest.len());
        let (step, behind) = rest.split_at_checked(cut)?;
        parser.process(StrTendril::from_slice(step));
        rest = behind;
    }
    Some(parser.finish().tree.into_inner())
}

/// Takes in what the parser finds.
struct Sink {
    tree: RefCell<Tree>,
    over: Cell<bool>,
    nodes: usize,
    depth: u32,
}

impl Sink {
    fn new(limits: &Limits) -> Self {
        let sink = Self { tree: RefCell::default(), over: Cell::new(false), nodes: limits.nodes, depth: limits.depth };
        sink.add(Data::Other);
        sink
    }

    fn add(&self, data: Data) -> Id {
        let mut tree = self.tree.borrow_mut();
        if tree.len() > self.nodes {
            self.over.set(true);
            return tree.len().saturating_sub(1);
        }
        tree.add(data)
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
                    Some(it) => tree.previous(it),
                    None => tree.last(parent),
                };
                if let Some(Data::Text(above)) = near.and_then(|it| tree.data_mut(it)) {
                    above.push_tendril(&text);
                    return;
                }
                drop(tree);
                self.add(Data::Text(text))
            }
        };
        let mut tree = self.tree.borrow_mut();
        if tree.depth(parent) >= self.depth {
            self.over.set(true);
            return;
        }
        if !self.over.get() {
            tree.insert(id, parent, before);
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
        match tree.data(*target) {
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
        let Some(Data::Element(_, present)) = tree.data_mut(*target) else { return };
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
        while let Some(child) = tree.first(*node) {
            tree.insert(child, *parent, None);
        }
    }
}

/// Whether a tag holds so many attributes that comparing them would take long. What scripts and comments hold is no tag.
fn has_crowded_tag(source: &str) -> bool {
    let mut rest = source;
    while let Some((_, tag)) = rest.split_once('<') {
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            rest = tag;
            continue;
        }
        let (mut quote, mut words, mut end, mut before, mut blank) = (None, 0, tag.len(), b' ', false);
        for (at, c) in tag.bytes().enumerate() {
            match (quote, c) {
                (None, b'>') => {
                    end = at;
                    break;
                }
                // Only behind an equals sign a quotation mark holds a value together.
                (None, b'"' | b'\'') if before == b'=' => quote = Some(c),
                (Some(open), _) if open == c => quote = None,
                _ => {}
            }
            let is_blank = c.is_ascii_whitespace() || c == b'/' || c == b'"' || c == b'\'';
            words += usize::from(is_blank && !blank && quote.is_none());
            blank = is_blank;
            if !c.is_ascii_whitespace() {
                before = c;
            }
            if words > MOST_ATTRIBUTES {
                return true;
            }
        }
        rest = tag.get(end..).unwrap_or_default();
        let is = |name: &str| tag.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
        if let Some(raw) = ["script", "style", "textarea", "title"].into_iter().find(|it| is(it)) {
            rest = behind_end(rest, raw);
        }
    }
    false
}

/// What follows the end tag of an element whose content is no mark-up.
fn behind_end<'s>(source: &'s str, name: &str) -> &'s str {
    let mut rest = source;
    while let Some((_, tag)) = rest.split_once("</") {
        if tag.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name)) {
            return tag;
        }
        rest = tag;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_hold() {
        let limits = Limits { nodes: 1_000, depth: 64, ..Limits::default() };
        let check = |page: String, least: &str| {
            let tree = parse(&page, &limits).unwrap();
            assert!(tree.len() <= 1_001 && tree.elements(0).all(|it| tree.depth(it) <= 64));
            assert!(tree.text_of(0).contains(least), "{least}");
        };
        check(format!("<p>A bridge fell.{}", "<div>".repeat(300_000)), "A bridge fell.");
        check("<b><i>x".repeat(100_000), "x");
        check(format!("<p>A bridge fell.{}", "<br>".repeat(400_000)), "A bridge fell.");
        check("<div><b id=1></div>x".repeat(80_000), "x");
        let crowded: String = (0..200_000).map(|it| format!(" a{it}")).collect();
        assert!(parse(&format!("<p{crowded}>x"), &limits).is_none());
        let broken =
            format!("<a title=it's href=x>A bridge</a>{}", "<p>It's fallen, and it is broken.</p>".repeat(2_000));
        assert!(parse(&broken, &limits).is_some());
        assert!(parse("<script>if (a<b && c) { x = '>' }</script><p>x", &limits).is_some());
    }
}

//! Which mark closes which: one paragraph's marks become pairs.

use super::mark::{Class, Facing, Mark};
use crate::span::Span;

/// One pair of marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// Between the marks, without white space at either end.
    pub(super) inner: Span,
    /// With the marks.
    pub(super) outer: Span,
}

/// The pairs of a paragraph in order, outer ones first.
#[derive(Debug, Default)]
pub(super) struct Paired {
    /// Never empty ones.
    pub(super) pairs: Vec<Pair>,
    /// Whether the paragraph ends inside a quotation that goes on in the next.
    pub(super) left_open: bool,
}

/// Whether a paragraph goes on with a quotation that the one before left open: it begins with an opening mark, or its
/// first double mark can only close one that was opened before.
pub(super) fn goes_on(text: &str, paragraph: Span, marks: &[Mark]) -> bool {
    let mut doubles = marks.iter().filter(|it| it.class == Class::Double);
    doubles.next().is_some_and(|first| {
        let before = Span::new(paragraph.start, first.span.start).of(text);
        first.facing == Facing::Close || (first.facing == Facing::Open && before.trim().is_empty())
    })
}

/// Pairs the marks of a paragraph. `carried`: the one before left a quotation open; `goes_on`: the next could go on with one.
pub(super) fn pair(text: &str, paragraph: Span, marks: &[Mark], carried: bool, goes_on: bool) -> Paired {
    let mut doubles = Doubles { text, open: Vec::new(), pairs: Vec::new() };
    let first = marks.iter().find(|it| it.class == Class::Double);
    if carried && first.is_some_and(|it| it.facing == Facing::Close) {
        doubles.open.push(Span::new(paragraph.start, paragraph.start));
    }
    // How many more marks close than open after each: tells a nested quotation from one that was never closed.
    let mut rest: i64 = marks.iter().map(weight).sum();
    for mark in marks.iter().filter(|it| it.class == Class::Double) {
        rest -= weight(mark);
        doubles.take(mark, rest);
    }
    let left_open = doubles.end(paragraph, goes_on);
    let mut pairs = doubles.pairs;
    pairs.sort_by_key(|it| it.outer);
    singles(text, marks, &mut pairs);
    pairs.sort_by_key(|it| (it.outer.start, std::cmp::Reverse(it.outer.end)));
    Paired { pairs, left_open }
}

fn weight(mark: &Mark) -> i64 {
    match (mark.class, mark.facing) {
        (Class::Double, Facing::Close) => 1,
        (Class::Double, Facing::Open) => -1,
        _ => 0,
    }
}

/// The pairing of double marks.
struct Doubles<'a> {
    text: &'a str,
    /// Open marks, outermost first.
    open: Vec<Span>,
    pairs: Vec<Pair>,
}

impl Doubles<'_> {
    /// `rest`: how many more marks close than open after this one.
    fn take(&mut self, mark: &Mark, rest: i64) {
        let opens = match mark.facing {
            Facing::Open => true,
            Facing::Close => false,
            Facing::Either => self.open.is_empty(),
        };
        if !opens {
            if let Some(open) = self.open.pop() {
                add(self.text, open, mark.span, &mut self.pairs);
            }
            return;
        }
        let inside = self.open.len();
        if inside > 0 && rest < 2 {
            self.never_closed(mark.span.start);
        }
        if self.open.len() < 2 {
            self.open.push(mark.span);
        }
    }

    /// The open quotation has no end of its own: it ends with the last sentence that ends before `limit`.
    fn never_closed(&mut self, limit: usize) {
        let Some(open) = self.open.pop() else { return };
        let inside = Span::new(open.end, limit).of(self.text);
        if let Some(at) = inside.rfind(['.', '!', '?']) {
            let end = Span::new(open.end + at + 1, open.end + at + 1);
            add(self.text, open, end, &mut self.pairs);
        }
    }

    /// At the paragraph's end. Returns whether a quotation goes on in the next.
    fn end(&mut self, paragraph: Span, goes_on: bool) -> bool {
        let Some(open) = self.open.first().copied() else { return false };
        let before = Span::new(paragraph.start, open.start).of(self.text).trim_end();
        // Nothing says where it ends; after a colon, a comma or at the start it is likely the whole rest.
        if goes_on || before.is_empty() || before.ends_with([':', ',']) {
            add(self.text, open, Span::new(paragraph.end, paragraph.end), &mut self.pairs);
        }
        goes_on
    }
}

/// Pairs single marks that stand in the same double quotation, or outside of any.
fn singles(text: &str, marks: &[Mark], pairs: &mut Vec<Pair>) {
    let doubles: Vec<Span> = pairs.iter().map(|it| it.outer).collect();
    let mut next = 0;
    // Where the double quotation ends that we are in, and what is pending outside and inside it.
    let mut inside: Option<Span> = None;
    let mut pending = [Pending::default(), Pending::default()];
    for mark in marks.iter().filter(|it| it.class == Class::Single) {
        while let Some(double) = doubles.get(next).filter(|it| it.start < mark.span.start) {
            inside = Some(*double);
            next += 1;
            let [_, inner] = &mut pending;
            inner.settle(text, pairs);
        }
        if inside.is_some_and(|it| it.end <= mark.span.start) {
            inside = None;
            let [_, inner] = &mut pending;
            inner.settle(text, pairs);
        }
        let [outer, inner] = &mut pending;
        let level = if inside.is_some() { inner } else { outer };
        level.take(text, mark, pairs);
    }
    for level in &mut pending {
        level.settle(text, pairs);
    }
}

/// An open single mark and what may close it.
#[derive(Default)]
struct Pending {
    open: Option<Span>,
    /// A mark that closes it, unless it is an apostrophe and a surer one follows.
    perhaps: Option<Span>,
}

impl Pending {
    fn take(&mut self, text: &str, mark: &Mark, pairs: &mut Vec<Pair>) {
        if mark.facing == Facing::Open {
            self.settle(text, pairs);
            self.open = Some(mark.span);
        } else if let Some(open) = self.open {
            if mark.perhaps_apostrophe {
                self.perhaps = self.perhaps.or(Some(mark.span));
            } else {
                add(text, open, mark.span, pairs);
                *self = Self::default();
            }
        }
    }

    /// Nothing surer will come.
    fn settle(&mut self, text: &str, pairs: &mut Vec<Pair>) {
        if let (Some(open), Some(close)) = (self.open, self.perhaps) {
            add(text, open, close, pairs);
        }
        *self = Self::default();
    }
}

fn add(text: &str, open: Span, close: Span, pairs: &mut Vec<Pair>) {
    let inner = Span::new(open.end, close.start).trimmed(text);
    if inner.of(text).chars().any(char::is_alphanumeric) {
        pairs.push(Pair { inner, outer: open.cover(close) });
    }
}

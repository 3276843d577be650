//! The text of an article as it is put together from marked-up text: one block after the other, an empty line between two.

use crate::{
    article::{Region, RegionKind},
    span::Span,
};

/// What has been put together so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// The text.
    pub text: String,
    /// The blocks whose kind the mark-up gives.
    pub given: Vec<Region>,
    /// The blocks that no snippet may show.
    pub withheld: Vec<Span>,
}

impl Draft {
    /// Marks the block that was added last, if its kind was given, as one that no snippet may show.
    pub(super) fn withhold(&mut self) {
        self.withheld.extend(self.given.last().map(|it| it.span));
    }

    /// Adds a block, its lines without white space at their ends and without empty lines, unless nothing is left.
    pub(super) fn push(&mut self, block: &str, kind: Option<RegionKind>) {
        let mut start = None;
        for line in block.split('\n') {
            let mut words =
                line.split([' ', '\t', '\r', '\u{c}', '\u{200b}', '\u{feff}']).filter(|it| !it.is_empty()).peekable();
            if words.peek().is_none() {
                continue;
            }
            match start {
                Some(_) => self.text.push('\n'),
                None if !self.text.is_empty() => self.text.push_str("\n\n"),
                None => {}
            }
            start.get_or_insert(self.text.len());
            for (idx, word) in words.enumerate() {
                if idx > 0 {
                    self.text.push(' ');
                }
                self.text.push_str(word);
            }
        }
        if let (Some(start), Some(kind)) = (start, kind) {
            self.given.push(Region { span: Span::new(start, self.text.len()), kind });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_apart() {
        let mut draft = Draft::default();
        draft.push("  The \t bridge ", Some(RegionKind::Headline));
        draft.push(" \n ", None);
        draft.push("One line.\n\n two  lines.", None);
        assert_eq!(draft.text, "The bridge\n\nOne line.\ntwo lines.");
        assert_eq!(draft.given, [Region { span: Span::new(0, 10), kind: RegionKind::Headline }]);
    }
}

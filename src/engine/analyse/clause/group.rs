//! A verb with its auxiliaries.

use super::{BE, NOT, VerbGroup, Words};
use crate::segment::tag::Tag;

impl Words<'_> {
    /// The verb group whose tense token `finite` carries.
    pub fn group(&self, finite: usize) -> VerbGroup {
        let mut group = VerbGroup { finite, main: finite, negation: None };
        if !self.is_auxiliary(finite) {
            return group;
        }
        let mut i = finite + 1;
        while i < self.len() {
            if self.is(i, &NOT) {
                group.negation = group.negation.or(Some(i));
            } else if self.is_verb(i) && !(self.is_finite(i) && !self.is(i, &BE) && self.tag(i) != Tag::VBD) {
                // A past tense after "have" or "be" is a participle that the tagger took for one.
                group.main = i;
                if !self.is_auxiliary(i) {
                    break;
                }
            } else if self.tag(finite) == Tag::MD && self.tag(i) == Tag::VBP {
                group.main = i;
                break;
            } else if !(self.is_adverb(i) || self.is(i, &["likely"])) || self.is(i, &["as", "so", "too"]) {
                break;
            }
            i += 1;
        }
        group
    }

    /// The last verb of the infinitive whose first is `verb` ("to be heard").
    pub fn group_of_infinitive(&self, verb: usize) -> usize {
        let mut main = verb;
        while self.is(main, &["be", "have", "been"])
            && (self.is_verb(main + 1) || self.is_adverb(main + 1) && self.is_verb(main + 2))
        {
            main += 1;
        }
        main
    }
}

//! The subject of a verb, which stands before it, asides and all.

use std::ops::Range;

use super::{OPENERS, Words};
use crate::segment::tag::Tag;

impl Words<'_> {
    /// The words of the subject of the verb that carries its tense at `finite`; none when they do not stand before it.
    pub fn subject(&self, finite: usize) -> Option<Range<usize>> {
        let mut end = finite;
        while end > 0 && (self.is_adverb(end - 1) && !self.is(end - 1, &["there", "here"])) {
            end -= 1;
        }
        // "the deal, once hailed as a breakthrough, could": the aside is passed over, and later taken out.
        let mut start = end;
        let mut joint = None;
        while start > 0 {
            let i = start - 1;
            let aside = (self.is_comma(i) || self.is(i, &["—", "–", "--", ")"])) && (start == end || joint.is_none());
            if aside {
                let Some(open) = self.aside_start(i) else { break };
                start = open;
                continue;
            }
            let boundary = match self.tag(i) {
                Tag::CC => {
                    if self.is(i, &["and", "or", "&", "nor"]) {
                        joint = joint.or(Some(start));
                        false
                    } else {
                        true
                    }
                }
                _ if self.noun_after_all(i) => false,
                Tag::MD
                | Tag::VBD
                | Tag::VBP
                | Tag::VBZ
                | Tag::VB
                | Tag::WP
                | Tag::WDT
                | Tag::WRB
                | Tag::Stop
                | Tag::Colon
                | Tag::BracketOpen
                | Tag::Comma
                | Tag::UH => !(self.tag(i) == Tag::VBD && self.participle_of_noun(i)),
                Tag::PRP => {
                    if start == end {
                        start = i;
                    }
                    true
                }
                Tag::IN | Tag::TO => {
                    self.is(i, &OPENERS) && !(self.is(i, &["as"]) && self.is(i.wrapping_sub(1), &["such"]))
                }
                Tag::RB => self.is(i, &OPENERS) || self.is(i, &["then", "however", "meanwhile", "now", "also"]),
                Tag::DT => self.is(i, &["that"]) && self.tag(start) == Tag::DT,
                _ => self.is_break(i),
            };
            if boundary {
                // Joined by "and" to something in another verb's object: that is not the subject.
                if let Some(joint) = joint.filter(|_| self.is_verb(i) || matches!(self.tag(i), Tag::MD | Tag::PRP)) {
                    start = joint;
                }
                break;
            }
            start = i;
        }
        // "However, that news will": not the conjunction.
        if start > 0
            && self.is(start - 1, &["that"])
            && (start == 1 || self.is_comma(start - 2) || self.tag(start - 2) == Tag::CC)
        {
            start -= 1;
        }
        let found = self.last_phrase(start, end)?;
        (found.end == end || self.is_comma(end - 1) || self.is(end - 1, &["—", "–", "--", ")"]))
            .then_some(found.start..end)
    }

    /// Whether the past tense at `i` is rather a participle after its noun ("the rules imposed on Monday").
    fn participle_of_noun(&self, i: usize) -> bool {
        i > 0 && self.is_noun(i - 1) && (self.is_preposition(i + 1) && !self.is(i + 1, &["that"]))
    }

    /// Where the aside opens that ends with the mark at `close`.
    fn aside_start(&self, close: usize) -> Option<usize> {
        let mark = self.word(close);
        let fellow: &[&str] = match mark {
            "," => &[","],
            ")" => &["("],
            _ => &["—", "–", "--"],
        };
        let floor = close.saturating_sub(30);
        let open = (floor..close).rev().find(|&it| self.is_among(it, fellow))?;
        // What stands before an aside is a noun phrase.
        let noun = open > 0
            && (self.is_noun(open - 1)
                || self.is_quote_mark(open - 1)
                || matches!(self.tag(open - 1), Tag::CD | Tag::PRP));
        let inside = open + 1;
        let fits = mark != ","
            || matches!(
                self.tag(inside),
                Tag::WP
                    | Tag::WDT
                    | Tag::WRB
                    | Tag::WPS
                    | Tag::VBN
                    | Tag::VBG
                    | Tag::RB
                    | Tag::DT
                    | Tag::IN
                    | Tag::JJ
                    | Tag::NN
                    | Tag::NNP
                    | Tag::CD
                    | Tag::NNS
                    | Tag::PRPS
            );
        (noun && fits).then_some(open)
    }

    /// Of the phrases between `start` and `end`, the one that is the subject: the last that no preposition leads in.
    fn last_phrase(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let mut at = start;
        let mut found: Option<Range<usize>> = None;
        while at < end {
            if self.is_comma(at) || self.is_break(at) {
                // An aside of the phrase found, up to its fellow.
                let Some(found) = found.as_mut() else {
                    at += 1;
                    continue;
                };
                let close = (at + 1..end).rev().find(|&it| self.is_comma(it) || self.is_break(it));
                at = close.map_or(end, |it| it + 1);
                found.end = at;
                continue;
            }
            let leads =
                self.is_preposition(at) || matches!(self.tag(at), Tag::VBN | Tag::VBG | Tag::VBD) && found.is_some();
            let from = if leads { at + 1 } else { at };
            let to = self.base_phrase(from).min(end);
            if to <= from {
                if let Some(found) = found.as_mut().filter(|it| it.end == at) {
                    found.end = at + 1;
                }
                at += 1;
                continue;
            }
            match found.as_mut() {
                Some(it) if leads || self.tag(at.wrapping_sub(1)) == Tag::CC => it.end = to,
                _ if leads => {}
                _ => found = Some(at..to),
            }
            at = to;
        }
        found
    }
}

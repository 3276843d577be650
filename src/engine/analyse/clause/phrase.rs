//! Noun phrases: how far they go, and their heads.

use std::ops::Range;

use super::{TIMES, Words};
use crate::segment::tag::Tag;

impl Words<'_> {
    /// Where the noun phrase ends that begins at `i`: determiners, adjectives, nouns; `i` when there is none.
    pub fn base_phrase(&self, i: usize) -> usize {
        // "some of his supporters": one phrase, whose head is the supporters.
        if self.is(i + 1, &["of"]) && self.is(i, &["some", "many", "most", "all", "both", "any", "several"]) {
            let end = self.base_phrase_at(i + 2);
            if end > i + 2 {
                return end;
            }
        }
        self.base_phrase_at(i)
    }

    fn base_phrase_at(&self, i: usize) -> usize {
        let mut at = i;
        let mut noun = None;
        while at < self.len() {
            let fresh = matches!(self.tag(at), Tag::DT | Tag::PRPS | Tag::PDT)
                && at > i
                && !self.is(at.wrapping_sub(1), &["all", "both", "half", "such"]);
            match self.tag(at) {
                _ if fresh => break,
                Tag::PRP | Tag::EX | Tag::WP if at == i => return at + 1,
                _ if self.is_noun(at) => {
                    // "this month China": the time is over where a name begins.
                    if noun.is_some_and(|it: usize| self.is(it, &TIMES)) && self.is_name(at) && !self.is_name(at - 1) {
                        break;
                    }
                    // "a rover NASA plans to fly": two phrases.
                    let capitals = self.word(at).len() > 2 && self.word(at).bytes().all(|it| it.is_ascii_uppercase());
                    if capitals
                        && self.is_name(at)
                        && noun == Some(at.wrapping_sub(1))
                        && self.word(at - 1).starts_with(char::is_lowercase)
                        && self.is_finite(at + 1)
                    {
                        break;
                    }
                    noun = Some(at);
                }
                Tag::CD => noun = noun.or(Some(at)),
                Tag::POS => noun = None,
                Tag::DT
                | Tag::PRPS
                | Tag::PDT
                | Tag::JJ
                | Tag::JJR
                | Tag::JJS
                | Tag::Currency
                | Tag::Hyphen
                | Tag::SYM => {
                    if noun.is_some()
                        && matches!(self.tag(at), Tag::JJ)
                        && !self.is(at - 1, &["-"])
                        && self.tag(at - 1) != Tag::CD
                        && self.tag(at - 1) != Tag::NNP
                    {
                        break;
                    }
                }
                Tag::VBD if at > i && (noun.is_none() || self.is(at - 1, &["-"])) => {}
                Tag::VBN | Tag::VBG | Tag::RB | Tag::RBR | Tag::RBS if noun.is_none() || self.is(at - 1, &["-"]) => {}
                Tag::QuoteOpen | Tag::QuoteClose if noun.is_none() || self.closes_inside(i, at) => {}
                _ => break,
            }
            at += 1;
        }
        noun.map_or(i, |it| it + 1).max(if noun.is_some() {
            self.after_possessive(noun.unwrap_or(i) + 1, at)
        } else {
            i
        })
    }

    /// Whether the quotation mark at `at` closes one that opened after `from`, and the phrase goes on: "a 'phase one' deal".
    fn closes_inside(&self, from: usize, at: usize) -> bool {
        (from..at).any(|it| self.is_quote_mark(it)) && (self.is_noun(at + 1) || self.tag(at + 1) == Tag::JJ)
    }

    fn after_possessive(&self, from: usize, to: usize) -> usize {
        if self.tag(from) == Tag::POS && to <= from + 1 { from + 1 } else { from }
    }

    /// The last noun of a phrase's first base phrase: its head.
    pub fn head_noun(&self, phrase: Range<usize>) -> Option<usize> {
        let end = self.base_phrase(phrase.start).min(phrase.end);
        (phrase.start..end).rev().find(|&it| self.is_noun(it) || self.tag(it) == Tag::CD)
    }

    /// Where the noun phrase ends that begins at `i`, with the "of" and "in" phrases that hang on it.
    pub fn full_phrase(&self, i: usize) -> usize {
        let mut end = self.base_phrase(i);
        if end == i {
            return i;
        }
        let mut joined = false;
        for _ in 0..6 {
            let more = if self.is_preposition(end)
                && !self.is(end, &["to", "as", "after", "before", "since", "until", "despite"])
            {
                let next = self.base_phrase(end + 1);
                if next > end + 1 { next } else { end }
            } else if self.is(end, &["and", "or"]) && !joined {
                joined = true;
                let next = self.base_phrase(end + 1);
                let goes_on = (next..next + 3).any(|it| self.is_finite(it));
                if next > end + 1 && !goes_on { next } else { end }
            } else if self.is_quote_mark(end) && self.quotes(i..end) % 2 == 1 {
                end + 1
            } else {
                end
            };
            if more == end {
                break;
            }
            end = more;
        }
        end
    }
}

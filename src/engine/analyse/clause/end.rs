//! How far a clause goes.

use std::ops::Range;

use super::{LETTING, OPENERS, Words};
use crate::segment::tag::Tag;

/// Verbs whose object clause often lacks its "that".
const SAYING: [&str; 44] = [
    "said",
    "says",
    "say",
    "saying",
    "believe",
    "believes",
    "believed",
    "think",
    "thinks",
    "thought",
    "hope",
    "hopes",
    "hoped",
    "fear",
    "fears",
    "feared",
    "know",
    "knows",
    "knew",
    "expect",
    "expects",
    "expected",
    "ensure",
    "suggest",
    "suggests",
    "suggested",
    "claim",
    "claims",
    "claimed",
    "mean",
    "means",
    "meant",
    "told",
    "tell",
    "tells",
    "warned",
    "warns",
    "argue",
    "argues",
    "argued",
    "added",
    "insist",
    "insists",
    "insisted",
];

/// Single quotation marks.
const SINGLE: [&str; 3] = ["‘", "’", "'"];

impl Words<'_> {
    /// Whether the quotation that is open at `i` has single marks; none when no quotation is open.
    fn open_quotation(&self, i: usize) -> Option<bool> {
        let marks =
            |single: bool| (0..i).filter(|&it| self.is_quote_mark(it) && self.is(it, &SINGLE) == single).count();
        [true, false].into_iter().find(|&single| marks(single) % 2 == 1)
    }

    /// `end`, or where a clause opens before it that the end would leave without a verb.
    fn whole_end(&self, main: usize, end: usize) -> usize {
        let opener = (main + 1..end).rev().find(|&it| {
            matches!(self.tag(it), Tag::WP | Tag::WDT | Tag::WRB)
                || self.is(it, &["that", "when", "because", "while", "if"])
        });
        let Some(opener) = opener else { return end };
        let verb = (opener + 1..end).any(|it| self.is_verb(it) || self.tag(it) == Tag::MD);
        let alone = self.is(opener, &["that"]) && matches!(self.tag(opener), Tag::DT);
        if verb || alone {
            return end;
        }
        let mut cut = opener;
        while cut > main + 1 && (self.is_adverb(cut - 1) || self.is_comma(cut - 1)) {
            cut -= 1;
        }
        cut
    }

    /// How many quotation marks there are in `range`.
    pub fn quotes(&self, range: Range<usize>) -> usize {
        range.filter(|&it| self.is_quote_mark(it)).count()
    }

    /// Where the clause ends whose verb group ends at `main`: the token after its last word.
    pub fn clause_end(&self, main: usize) -> usize {
        self.end(main, false)
    }

    /// The same of a clause that may be the subject or object of another verb, which then ends it: "whether they agree depends".
    pub fn embedded_end(&self, main: usize) -> usize {
        self.end(main, true)
    }

    fn end(&self, main: usize, embedded: bool) -> usize {
        let mut verb = main; // The last verb met: what it takes after it decides about the next.
        let mut opened = false; // Whether a word has opened a clause since.
        let outer = self.open_quotation(main);
        let mut i = main + 1;
        while i < self.len() {
            if self.is_quote_mark(i) {
                // The quotation that the clause stands in ends.
                if outer.is_some_and(|single| single == self.is(i, &SINGLE)) {
                    return self.whole_end(main, i);
                }
            } else if self.tag(i) == Tag::Stop || self.is_break(i) && !self.is(i, &["(", ")", "[", "]"]) {
                return self.whole_end(main, i);
            } else if self.is_comma(i) {
                if !self.list_goes_on(i) {
                    return self.whole_end(main, i);
                }
            } else if self.tag(i) == Tag::CC && self.is(i, &["and", "or", "but", "yet"]) {
                if self.new_clause(i) {
                    return self.whole_end(main, i);
                }
            } else if matches!(self.tag(i), Tag::WP | Tag::WDT | Tag::WRB | Tag::WPS)
                || self.is(
                    i,
                    &["that", "whether", "if", "because", "as", "until", "unless", "before", "after", "while", "once"],
                )
            {
                opened = true;
            } else if self.is(i, &["according", "despite"]) {
                return self.whole_end(main, i);
            } else if self.is_finite(i) && !self.is(i.wrapping_sub(1), &["to"]) {
                let pronoun =
                    (verb + 1..i).rev().find(|&it| !self.is_adverb(it)).is_some_and(|it| self.is_subject_pronoun(it));
                let chained = i == verb + 1 && !(embedded && self.tag(verb) == Tag::VBN);
                // "make the companies provide", and plural nouns that were taken for verbs ("farm product purchases").
                let bare = matches!(self.tag(i), Tag::VBP) && self.is(verb, &LETTING);
                let slip = !embedded && matches!(self.tag(i), Tag::VBP | Tag::VBZ) && !self.is_auxiliary(i);
                if bare || slip && !opened && !pronoun {
                    i += 1;
                    continue;
                }
                if !opened && !pronoun && !chained && !self.is(verb, &SAYING) {
                    // The verb of the clause around this one.
                    return self.whole_end(main, i);
                }
                verb = self.group(i).main;
                opened = false;
                i = verb;
            } else if self.is_verb(i) {
                verb = i;
            }
            i += 1;
        }
        self.whole_end(main, i)
    }

    /// Whether the comma at `i` stands in a list or a place ("Logar, Kabul") and not at the clause's end.
    fn list_goes_on(&self, i: usize) -> bool {
        let mut at = i;
        for _ in 0..6 {
            let from = if self.is(at + 1, &["and", "or"]) { at + 2 } else { at + 1 };
            let last = from == at + 2;
            let end = self.full_phrase(from);
            if end == from || (end..end + 2).any(|it| self.is_finite(it)) {
                return false;
            }
            if last
                || self.is(end, &["and", "or"])
                    && self.full_phrase(end + 1) > end + 1
                    && !(end..end + 6).any(|it| self.is_finite(it))
            {
                return true;
            }
            // "and" has been passed inside the phrase: "schools, hospitals and parks".
            if (from..end).any(|it| self.is(it, &["and", "or"])) {
                let alike = self.head_noun(from..end).is_some_and(|it| self.tag(it) == self.tag(i - 1));
                return at > i || i > 0 && alike;
            }
            if !self.is_comma(end) {
                return false;
            }
            at = end;
        }
        false
    }

    /// Whether the conjunction at `i` begins a clause of its own, or a second verb to the same subject.
    fn new_clause(&self, i: usize) -> bool {
        let mut at = i + 1;
        while self.is_adverb(at) || self.is_quote_mark(at) {
            at += 1;
        }
        let gerund = self.is_preposition(at)
            && (self.tag(at + 1) == Tag::VBG
                || self.is(at, &["for"])
                    && self.is(self.full_phrase(at + 1), &["to"])
                    && self.base_phrase(at + 1) > at + 1);
        if gerund || self.is_finite(at) || matches!(self.tag(at), Tag::WP | Tag::WRB) || self.is(at, &OPENERS) {
            return true;
        }
        if self.is_subject_pronoun(at) {
            return true;
        }
        let mut end = self.full_phrase(at);
        while self.is_adverb(end) {
            end += 1;
        }
        end > at && self.is_finite(end)
    }
}

//! What a word may be, by its tag and by what stands next to it.

use super::{BE, DO, HAVE, LETTING, TIMES, Words};
use crate::segment::tag::Tag;

impl Words<'_> {
    /// Whether token `i` is a verb form other than a modal.
    pub fn is_verb(&self, i: usize) -> bool {
        matches!(self.tag(i), Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ)
    }

    /// Whether token `i` is a form of "be", "have" or "do", or a modal.
    pub fn is_auxiliary(&self, i: usize) -> bool {
        self.is_modal(i) || self.is_verb(i) && (self.is(i, &BE) || self.is(i, &HAVE) || self.is(i, &DO))
    }

    /// Whether token `i` is a modal, whatever its tag: "wo" of "won't" is taken for a verb.
    pub fn is_modal(&self, i: usize) -> bool {
        self.tag(i) == Tag::MD || self.is(i, &["wo", "ca", "sha"]) && self.is(i + 1, &["n't", "n’t"])
    }

    /// Whether the verb tag of token `i` is a slip: "the appeals court", "its offer".
    pub(super) fn noun_after_all(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        if !matches!(self.tag(i), Tag::VBZ | Tag::VBP | Tag::VB) {
            return false;
        }
        let pointed = self.is(before, &["the", "a", "an"]) || matches!(self.tag(before), Tag::PRPS | Tag::POS);
        let adjective = self.tag(before) == Tag::JJ && self.is_plain_noun(i + 1);
        // A bare verb needs "to", a modal or the like before it.
        let bare = self.tag(i) == Tag::VB
            && self.is_plain_noun(before)
            && !(i.saturating_sub(5)..i).any(|it| {
                matches!(self.tag(it), Tag::TO | Tag::MD | Tag::CC)
                    || self.is(it, &DO)
                    || self.is(it, &LETTING)
                    || self.is(it, &["to"])
            });
        (pointed || adjective) && !self.is(i, &BE) || bare
    }

    /// Whether token `i` carries a tense.
    pub fn is_finite(&self, i: usize) -> bool {
        if self.noun_after_all(i) {
            return false;
        }
        self.is_modal(i)
            || matches!(self.tag(i), Tag::MD | Tag::VBD | Tag::VBP | Tag::VBZ)
                && !(self.is(i, &HAVE) && self.is(i.wrapping_sub(1), &["to"]))
    }

    /// "any Democrat can": an adjective with a capital that a verb follows.
    fn adjective_as_noun(&self, i: usize) -> bool {
        let capital = self.word(i).starts_with(char::is_uppercase);
        let determined = matches!(self.tag(i.wrapping_sub(1)), Tag::DT | Tag::JJ | Tag::CD | Tag::PRPS);
        capital && i > 0 && determined && self.is_finite(i + 1)
    }

    fn is_plain_noun(&self, i: usize) -> bool {
        matches!(self.tag(i), Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS)
    }

    /// Whether token `i` is a noun or a name.
    pub fn is_noun(&self, i: usize) -> bool {
        matches!(self.tag(i), Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS)
            || self.noun_after_all(i)
            || self.tag(i) == Tag::JJ && self.adjective_as_noun(i)
    }

    /// Whether token `i` is a name, or a part of one.
    pub fn is_name(&self, i: usize) -> bool {
        matches!(self.tag(i), Tag::NNP | Tag::NNPS)
    }

    /// Whether token `i` names a day, month or stretch of time.
    pub fn is_time(&self, i: usize) -> bool {
        self.is(i, &TIMES)
    }

    /// Whether token `i` is an adverb.
    pub fn is_adverb(&self, i: usize) -> bool {
        matches!(self.tag(i), Tag::RB | Tag::RBR | Tag::RBS)
    }

    /// Whether token `i` is a personal pronoun that can be a subject.
    pub fn is_subject_pronoun(&self, i: usize) -> bool {
        self.is(i, &["i", "he", "she", "it", "we", "they", "you", "there", "who"])
    }

    /// Whether token `i` is a preposition (not one that opens a clause here).
    pub fn is_preposition(&self, i: usize) -> bool {
        (self.tag(i) == Tag::IN
            || self.tag(i) == Tag::TO
            || self.tag(i) == Tag::VBG && self.is(i, &["including", "following", "regarding", "concerning"]))
            && !self.is(i, &["that", "because", "if", "while", "whether", "although", "unless", "though", "whereas"])
    }

    /// Whether token `i` is a quotation mark.
    pub fn is_quote_mark(&self, i: usize) -> bool {
        if matches!(self.tag(i), Tag::QuoteOpen | Tag::QuoteClose) {
            return true;
        }
        // Nearly every word begins with a letter.
        if self.bytes(i).first().is_none_or(u8::is_ascii_alphanumeric) {
            return false;
        }
        matches!(self.word(i), "\"" | "“" | "”" | "‘" | "''" | "``" | "’’")
            || self.word(i) == "\'" && self.tag(i) != Tag::POS
    }

    /// Whether token `i` is a dash, colon, semicolon or bracket.
    pub fn is_break(&self, i: usize) -> bool {
        self.is(i, &["—", "–", "--", ";", ":", "...", "…"])
            || matches!(self.tag(i), Tag::BracketOpen | Tag::BracketClose | Tag::Colon)
    }

    /// Whether token `i` is a comma.
    pub fn is_comma(&self, i: usize) -> bool {
        self.word(i) == ","
    }
}

//! (Long: to be split.) Clauses read off the tags: where a verb's subject stands, what carries the tense, and how far the clause goes.
//!
//! A whole dependency tree goes wrong somewhere in most long sentences; what stands next to a verb rarely does. So the
//! questions and the coming events, whose words must come out right, are cut by these rules.

use std::ops::Range;

use crate::analyse::words::{is_among, may_be};
use crate::article::Article;
use crate::segment::Sentence;
use crate::segment::rel::Rel;
use crate::segment::tag::Tag;
use crate::span::Span;

/// The words of one sentence.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The article.
    pub article: &'a Article,
    /// The sentence.
    pub sentence: &'a Sentence,
}

/// A verb with its auxiliaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerbGroup {
    /// What carries the tense: the first of them.
    pub finite: usize,
    /// The last of them, which says what is done; a form of "be" before a noun or adjective.
    pub main: usize,
    /// "not", "n't" or "never".
    pub negation: Option<usize>,
}

/// Forms of "be".
pub const BE: [&str; 13] = ["be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re", "'m"];
/// Forms of "have".
pub const HAVE: [&str; 8] = ["have", "has", "had", "'ve", "’ve", "having", "'d", "’d"];
/// Forms of "do".
pub const DO: [&str; 3] = ["do", "does", "did"];
/// Words that deny a verb.
pub const NOT: [&str; 4] = ["not", "n't", "n’t", "never"];

/// Words that open a clause and so end the one before.
const OPENERS: [&str; 20] = [
    "that", "because", "if", "while", "whether", "although", "since", "unless", "though", "whereas", "until", "after",
    "before", "once", "when", "where", "as", "than", "so", "lest",
];

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

/// Verbs whose object is followed by a bare verb.
const LETTING: [&str; 12] =
    ["make", "makes", "made", "making", "let", "lets", "help", "helps", "helped", "helping", "see", "have"];

/// Single quotation marks.
const SINGLE: [&str; 3] = ["‘", "’", "'"];

/// Adverbs of time that may stand before a verb as nouns.
const TIMES: [&str; 26] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "tomorrow",
    "yesterday",
    "tonight",
    "week",
    "month",
    "year",
    "day",
    "morning",
    "evening",
    "night",
    "weekend",
    "january",
    "february",
    "july",
    "august",
    "september",
    "october",
    "december",
];

impl<'a> Words<'a> {
    /// The words of `sentence`.
    pub fn new(article: &'a Article, sentence: &'a Sentence) -> Self {
        Self { article, sentence }
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.sentence.tokens.is_empty()
    }

    /// The word of token `i`, or "".
    pub fn word(&self, i: usize) -> &'a str {
        self.sentence.word(self.article, i)
    }

    /// Whether token `i` is one of `words` (which are lower-cased).
    #[inline(always)]
    pub fn is<const N: usize>(&self, i: usize, words: &[&str; N]) -> bool {
        let word = self.bytes(i);
        may_be(word, words) && is_among(word, words)
    }

    /// The same for a list that is not known when this is compiled.
    pub fn is_among(&self, i: usize, words: &[&str]) -> bool {
        is_among(self.bytes(i), words)
    }

    #[inline]
    fn bytes(&self, i: usize) -> &'a [u8] {
        let span = self.sentence.tokens.get(i).map(|it| it.span).unwrap_or_default();
        self.article.text().as_bytes().get(span.start..span.end).unwrap_or_default()
    }

    /// Whether the tokens from `i` on are `words`.
    pub fn reads(&self, i: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(n, it)| self.word(i + n).eq_ignore_ascii_case(it))
    }

    /// The tag of token `i`; a full stop beyond the end.
    pub fn tag(&self, i: usize) -> Tag {
        self.sentence.tag(i).unwrap_or(Tag::Stop)
    }

    /// The relation of token `i` in the sentence's tree.
    pub fn rel(&self, i: usize) -> Rel {
        self.sentence.rel(i).unwrap_or(Rel::Dep)
    }

    /// The place in the text of a range of tokens.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        self.sentence.span_of(range.start, range.end.checked_sub(1)?)
    }

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
    fn noun_after_all(&self, i: usize) -> bool {
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

    /// The first finite verb at or after `from`, before `to`.
    pub fn next_finite(&self, from: usize, to: usize) -> Option<usize> {
        (from..to.min(self.len())).find(|&it| self.is_finite(it))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Known, from_text};
    use crate::lexicon::Lexicon;

    /// `sentence` with the subject in square brackets and the clause's end marked by a bar, for the verb at "*".
    fn read(sentence: &str) -> String {
        let plain = sentence.replace('*', "");
        let at = sentence.find('*').unwrap();
        let text = format!(
            "A Heading of the Story\n\n{plain}\n\nThis is another sentence of the story, so that it is long enough."
        );
        let article = from_text(&text, &Known::default()).unwrap();
        let sentences = crate::segment::segment(&article, &Lexicon::embedded());
        let sentence = sentences.iter().find(|it| it.text(&article) == plain).expect("the sentence");
        let words = Words::new(&article, sentence);
        let finite = sentence.token_at(sentence.span.start + at).unwrap();
        let subject = words.subject(finite).and_then(|it| words.span(it)).map_or("-", |it| article.slice(it));
        let end = words.embedded_end(words.group(finite).main);
        let rest = words.span(finite..end).map_or("-", |it| article.slice(it));
        format!("{subject} | {rest}")
    }

    #[test]
    fn subjects_and_ends() {
        let check = |sentence: &str, expected: &str| assert_eq!(read(sentence), expected);
        check(
            "The plan did not say how the money *would be spent in the event of a new crisis.",
            "the money | would be spent in the event of a new crisis",
        );
        check(
            "Officials said whether Brown *will agree to remove the fees depends on the talks.",
            "Brown | will agree to remove the fees",
        );
        check(
            "The group said the contract *has confused staff, and demanded more time.",
            "the contract | has confused staff",
        );
        check(
            "But the ministry of trade, which runs the scheme, *could close it next year, officials said.",
            "the ministry of trade, which runs the scheme, | could close it next year",
        );
        check("In March the court *will rule on the case.", "the court | will rule on the case");
        check("He met them in Paris and the talks *will go on until Friday.", "the talks | will go on until Friday");
        check("Smith and Jones *plan to meet, and the rest will stay.", "Smith and Jones | plan to meet");
        check(
            "The council *will visit schools, hospitals and parks, according to a letter.",
            "The council | will visit schools, hospitals and parks",
        );
    }
}

//! A question in the making: stretches of one sentence and fixed words, made shorter until they fit, then a [`Wording`].
//! Long because each way of making it shorter must see the same parts.

use std::ops::Range;

use super::pronoun;
use crate::Analysis;
use crate::analyse::clause::Words;
use crate::analyse::cue::CueSet;
use crate::answer::table::Table;
use crate::digest::wording::{Piece, Template, Wording};
use crate::segment::tag::Tag;
use crate::span::Span;

/// A part of a question.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Bit {
    /// Tokens as they stand, less what is taken out.
    Words(Range<usize>),
    /// Words of ours.
    Fixed(&'static str),
    /// A verb in its base form.
    Base(usize),
    /// A place elsewhere in the article.
    Named(Span),
}

/// One word of a question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Item {
    Token(usize),
    Fixed(&'static str),
    Base(usize),
    /// `at` is the token that the name stands for, if any.
    Named {
        at: Option<usize>,
        by: Span,
        possessive: bool,
    },
}

/// A sentence at work, with its article.
pub(super) struct Desk<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) words: Words<'a>,
    /// The sentence's index.
    pub(super) sentence: usize,
    /// What each of its tokens may be a sign of.
    pub(super) cues: Vec<CueSet>,
    /// What the story is about, in its own words ("the layoffs").
    pub(super) topic: Option<Span>,
}

/// A question in the making.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Draft {
    pub(super) bits: Vec<Bit>,
}

/// The most words that read well; longer drafts are cut further.
const GOOD_LENGTH: usize = 20;
/// The most words a question may have.
const MOST_WORDS: usize = 30;
/// The fewest.
const FEWEST_WORDS: usize = 3;
/// How far a draft is cut at most.
const LEVELS: usize = 6;

impl Draft {
    pub(super) fn fixed(mut self, words: &'static str) -> Self {
        self.bits.push(Bit::Fixed(words));
        self
    }

    pub(super) fn words(mut self, range: Range<usize>) -> Self {
        if !range.is_empty() {
            self.bits.push(Bit::Words(range));
        }
        self
    }

    pub(super) fn base(mut self, verb: usize) -> Self {
        self.bits.push(Bit::Base(verb));
        self
    }

    pub(super) fn named(mut self, span: Span) -> Self {
        self.bits.push(Bit::Named(span));
        self
    }

    /// The wording, or nothing when no good one can be made.
    pub(super) fn finish(&self, desk: &Desk<'_>) -> Option<Wording> {
        let mut last = None;
        let whole: usize = self.bits.iter().map(|it| if let Bit::Words(range) = it { range.len() } else { 1 }).sum();
        for level in 0..=LEVELS {
            let Some(wording) = self.cut(desk, level) else {
                // Nothing is left to cut, or a pronoun is unclear: perhaps not further on.
                continue;
            };
            let count = wording.render(desk.analysis).split_whitespace().count();
            // What is left of a long sentence when its pronouns are cut off says something else.
            if count < FEWEST_WORDS || level > 0 && count * if whole <= GOOD_LENGTH { 5 } else { 8 } < 3 * whole {
                break;
            }
            if count <= MOST_WORDS {
                last = Some(wording);
            }
            if count <= GOOD_LENGTH {
                break;
            }
        }
        last
    }

    /// The wording with what `level` takes out taken out.
    fn cut(&self, desk: &Desk<'_>, level: usize) -> Option<Wording> {
        let words = &desk.words;
        let mut out = vec![false; words.len()];
        for bit in &self.bits {
            let Bit::Words(range) = bit else { continue };
            take_out(words, range.clone(), &mut out);
            let broken = |&i: &usize| {
                out.get(i) == Some(&false)
                    && (words.is(i, &["—", "–", "--", ";", ":", "...", "…"])
                        || words.is(i, &["-"]) && i > 0 && loose_dash(words, i))
            };
            if let Some(at) = range.clone().skip(1).find(broken) {
                mark(&mut out, at..range.end);
            }
        }
        // The last stretch is cut from its end.
        let last =
            self.bits.iter().rev().find_map(|it| if let Bit::Words(range) = it { Some(range.clone()) } else { None });
        if let (Some(last), Some(nth)) = (last, level.checked_sub(1)) {
            let at = *cuts(words, last.clone()).get(nth)?;
            mark(&mut out, at..last.end);
        }
        let mut items: Vec<Item> = Vec::new();
        for bit in &self.bits {
            match bit {
                Bit::Words(range) => {
                    items.extend(range.clone().filter(|&i| out.get(i) == Some(&false)).map(Item::Token));
                }
                Bit::Fixed(words) => items.push(Item::Fixed(words)),
                Bit::Base(verb) => items.push(Item::Base(*verb)),
                Bit::Named(span) => items.push(Item::Named { at: None, by: *span, possessive: false }),
            }
        }
        tidy(words, &mut items);
        agree(words, &mut items);
        // Cut too far: it would end in the middle of something.
        let split = |i: usize| {
            let listed = words.is_comma(i + 1) && matches!(words.tag(i + 2), Tag::JJ | Tag::VBG | Tag::VBN);
            matches!(words.tag(i), Tag::JJ | Tag::JJR) && (words.is_noun(i + 1) || listed)
        };
        if items.last().is_some_and(|it| matches!(it, Item::Token(i) if split(*i))) {
            return None;
        }
        let dangles = |i: usize| {
            matches!(
                words.tag(i),
                Tag::IN
                    | Tag::DT
                    | Tag::PRPS
                    | Tag::TO
                    | Tag::CC
                    | Tag::MD
                    | Tag::WDT
                    | Tag::WP
                    | Tag::WRB
                    | Tag::VBG
                    | Tag::VBZ
                    | Tag::VBP
                    | Tag::POS
                    | Tag::Hyphen
            )
        };
        if level > 0 && items.last().is_some_and(|it| matches!(it, Item::Token(i) if dangles(*i))) {
            return None;
        }
        if level > 0 && verbless(words, &items) {
            return None;
        }
        let brackets =
            |list: &[&str]| items.iter().filter(|it| matches!(it, Item::Token(i) if words.is_among(*i, list))).count();
        if brackets(&["(", "["]) != brackets(&[")", "]"]) {
            return None;
        }
        // "Does she do?", "Will it be?": what the verb needs was said elsewhere.
        let lacks = |i: usize| {
            words.is(i, &["do", "does", "did", "be", "is", "are", "was", "were", "have", "has", "had", "been"])
                || matches!(words.tag(i), Tag::DT | Tag::PRPS | Tag::CC | Tag::MD | Tag::WDT)
                || words.is(
                    i,
                    &[
                        "hear", "try", "see", "make", "take", "say", "says", "said", "tell", "told", "think", "claim",
                        "become", "need", "want", "get",
                    ],
                )
        };
        let asks = items.first().is_some_and(|it| match it {
            Item::Token(i) => matches!(words.tag(*i), Tag::WP | Tag::WRB | Tag::WDT),
            Item::Fixed(it) => it.starts_with("wh") || it.starts_with("how"),
            _ => false,
        });
        if !asks && items.last().is_some_and(|it| matches!(it, Item::Token(i) | Item::Base(i) if lacks(*i))) {
            return None;
        }
        let items = pronoun::settle(desk, items)?;
        // "What is going on?" asks of nothing.
        let names = |it: &Item| match it {
            Item::Token(i) => words.is_noun(*i),
            Item::Named { .. } => true,
            _ => false,
        };
        if !items.iter().any(names) {
            return None;
        }
        let mut wording = Wording { pieces: pieces(desk, &items) };
        wording.pieces.push(Piece::Template(Template::Fixed("?")));
        Some(wording)
    }
}

/// Whether a clause opens and has no verb: "will he change his mind if the support".
fn verbless(words: &Words<'_>, items: &[Item]) -> bool {
    let opens = |it: &Item| matches!(it, Item::Token(i) if words.is(*i, &["if", "unless", "because", "when", "while", "whether", "although"]));
    let Some(last) = items.iter().rposition(opens).filter(|it| *it > 1) else { return false };
    !items.iter().skip(last).any(|it| matches!(it, Item::Token(i) if words.is_verb(*i) || words.is_modal(*i)))
}

/// "will the firm sell if the price fell": a condition in the past asks for "would".
fn agree(words: &Words<'_>, items: &mut [Item]) {
    let opens = |it: &Item| matches!(it, Item::Token(i) if words.is(*i, &["if", "unless", "once", "until", "when", "before", "after", "while"]));
    let Some(from) = items.iter().skip(1).position(opens) else { return };
    let past = items.iter().skip(from + 2).find_map(|it| match it {
        Item::Token(i) if words.is_finite(*i) => Some(words.tag(*i) == Tag::VBD),
        _ => None,
    });
    if let (Some(true), Some(first)) = (past, items.iter_mut().take(2).find(|it| **it == Item::Fixed("will"))) {
        *first = Item::Fixed("would");
    }
}

/// Marks in `out` what reads as an aside in `range`.
fn take_out(words: &Words<'_>, range: Range<usize>, out: &mut [bool]) {
    let mut i = range.start;
    while i < range.end {
        let close: &[&str] = match words.word(i) {
            "," => &[","],
            "(" | "[" => &[")", "]"],
            "—" | "–" | "--" => &["—", "–", "--"],
            "-" if i > 0 && loose_dash(words, i) => &["-"],
            _ => &[],
        };
        let end =
            (i + 1..range.end).find(|&it| words.is_among(it, close) && (words.word(i) != "-" || loose_dash(words, it)));
        if let Some(end) = end.filter(|&end| words.word(i) != "," || comma_aside(words, i, end)) {
            mark(out, i..end + 1);
            // "Brown, 61, of Leeds, will": one aside may follow another.
            i = if words.is_comma(end) { end - 1 } else { end };
        } else if words.is_adverb(i) && words.is(i, &CONNECTIVES) && !hangs(words, i)
            || words.is(i, &DOUBTS) && (words.is_adverb(i) || words.is_modal(i.wrapping_sub(1))) && doubted(words, i)
        {
            let aside = i > 0 && words.is_comma(i - 1) && words.is_comma(i + 1);
            mark(out, if aside { i - 1..i + 2 } else { i..i + 1 });
        } else if words.is(i, &["according"]) && words.is(i + 1, &["to"]) {
            let end = (i..range.end).find(|&it| words.is_comma(it)).unwrap_or(range.end);
            mark(out, i..end);
            i = end;
        }
        i += 1;
    }
}

/// Whether the adverb at `i` cannot be left out: "by then", "to do so".
fn hangs(words: &Words<'_>, i: usize) -> bool {
    let before = i.wrapping_sub(1);
    words.is_preposition(before)
        || words.is(before, &["do", "doing", "done", "did", "even", "or", "until", "not"])
        || words.is(i, &["so"]) && !words.is_comma(i + 1)
}

/// Whether the adverb at `i` only says how likely it is what the question asks: "may well be".
fn doubted(words: &Words<'_>, i: usize) -> bool {
    let before = (i.saturating_sub(2)..i).any(|it| words.is_auxiliary(it));
    before && (words.is_verb(i + 1) || words.is_adverb(i + 1))
}

/// Adverbs of likelihood, which a question has no use for.
const DOUBTS: [&str; 14] = [
    "well",
    "likely",
    "probably",
    "possibly",
    "perhaps",
    "certainly",
    "surely",
    "definitely",
    "undoubtedly",
    "almost",
    "simply",
    "ultimately",
    "potentially",
    "just",
];

/// A hyphen with space around it does the work of a dash.
fn loose_dash(words: &Words<'_>, i: usize) -> bool {
    let (Some(before), Some(this), Some(after)) =
        (words.sentence.token(i.wrapping_sub(1)), words.sentence.token(i), words.sentence.token(i + 1))
    else {
        return false;
    };
    before.span.end < this.span.start && this.span.end < after.span.start
}

/// Whether the commas at `open` and `close` hold an aside rather than an item of a list.
fn comma_aside(words: &Words<'_>, open: usize, close: usize) -> bool {
    let inside = open + 1;
    if words.is(close + 1, &["and", "or", "but"]) || words.is(inside, &["and", "or", "if", "unless"]) {
        return false;
    }
    let relative = matches!(words.tag(inside), Tag::WP | Tag::WDT | Tag::WRB | Tag::WPS | Tag::VBN | Tag::VBG);
    let says = (inside..close).any(|it| words.is(it, &["said", "says", "added", "according"]));
    let phrase = words.full_phrase(inside) == close && words.is_noun(open.wrapping_sub(1));
    relative || says || phrase || words.is_preposition(inside)
}

/// Places in `range`, from its end backwards, at which it may be cut off and what remains is whole.
fn cuts(words: &Words<'_>, range: Range<usize>) -> Vec<usize> {
    let whole = |i: usize| {
        let before = i.wrapping_sub(1);
        // "in line with", "on behalf of" hang together.
        let complex =
            words.tag(before) == Tag::NN && words.tag(before.wrapping_sub(1)) == Tag::IN && words.is_preposition(i);
        if complex {
            return false;
        }

        words.is_noun(before)
            || matches!(words.tag(before), Tag::CD | Tag::RB | Tag::VBN | Tag::PRP | Tag::RP)
            || words.is_quote_mark(before)
            || words.is_comma(before)
    };
    let may = |&i: &usize| {
        let clause = matches!(words.tag(i), Tag::WP | Tag::WDT | Tag::WRB | Tag::WPS | Tag::VBG | Tag::Comma);
        let phrase = words.tag(i) == Tag::IN && !words.is(i, &["of", "if", "unless", "whether", "than", "that"]);
        let second = words.is(i, &["and", "or"]) && (words.is_verb(i + 1) || words.tag(i + 1) == Tag::MD);
        (clause || phrase || second) && whole(i)
    };
    (range.start + 1..range.end).rev().filter(may).collect()
}

/// Adverbs that only tie a sentence to the one before or tell the time of writing.
const CONNECTIVES: [&str; 24] = [
    "accordingly",
    "additionally",
    "again",
    "already",
    "also",
    "apparently",
    "besides",
    "consequently",
    "currently",
    "furthermore",
    "hence",
    "however",
    "indeed",
    "instead",
    "meanwhile",
    "moreover",
    "nevertheless",
    "nonetheless",
    "now",
    "so",
    "still",
    "then",
    "therefore",
    "thus",
];

fn mark(out: &mut [bool], range: Range<usize>) {
    for it in out.get_mut(range).unwrap_or_default() {
        *it = true;
    }
}

/// Takes away marks that have lost their place: at the ends, doubled, or a quotation mark without its fellow.
fn tidy(words: &Words<'_>, items: &mut Vec<Item>) {
    let is = |item: &Item, test: &dyn Fn(usize) -> bool| matches!(item, Item::Token(i) if test(*i));
    let quote = |i: usize| words.is_quote_mark(i);
    let soft = |i: usize| words.is(i, &[",", "—", "–", "--", "-", ";", ":", ".", "!", "?", "...", "…"]);
    let quotes = items.iter().filter(|it| is(it, &quote)).count();
    if quotes % 2 == 1 {
        items.retain(|it| !is(it, &quote));
    }
    let trails = |i: usize| {
        words.is(
            i,
            &["especially", "particularly", "even", "only", "mainly", "largely", "notably", "partly", "including"],
        ) && words.tag(i + 1) != Tag::Stop
    };
    let loose = |i: usize| soft(i) || words.tag(i) == Tag::CC || trails(i);
    while items.last().is_some_and(|it| is(it, &loose)) {
        items.pop();
    }
    let mut at = 0;
    while at < items.len() {
        let this = items.get(at).is_some_and(|it| is(it, &|i| words.is(i, &[","])));
        let fixed_before = at == 0 || matches!(items.get(at - 1), Some(Item::Fixed(_) | Item::Base(_)));
        let mark_before = at > 0 && items.get(at - 1).is_some_and(|it| is(it, &soft));
        let fixed_after = matches!(items.get(at + 1), Some(Item::Fixed(_) | Item::Base(_)));
        if this && (fixed_before || mark_before || fixed_after) {
            items.remove(at);
        } else {
            at += 1;
        }
    }
}

/// The pieces of a wording: neighbouring tokens together.
fn pieces(desk: &Desk<'_>, items: &[Item]) -> Vec<Piece> {
    let words = &desk.words;
    let mut pieces: Vec<Piece> = Vec::new();
    let mut previous: Option<usize> = None;
    for (place, item) in items.iter().enumerate() {
        let span = |i: usize| words.sentence.token(i).map_or(Span::default(), |it| it.span);
        match *item {
            Item::Token(i) => {
                let lowered = place > 0 && begins_sentence(desk, i);
                match pieces.last_mut() {
                    Some(Piece::Kept(kept) | Piece::Lowered(kept))
                        if !lowered && previous.is_some_and(|it| it + 1 == i) =>
                    {
                        *kept = kept.cover(span(i));
                    }
                    _ if lowered => pieces.push(Piece::Lowered(span(i))),
                    _ => pieces.push(Piece::Kept(span(i))),
                }
                previous = Some(i);
                continue;
            }
            Item::Fixed(words) => pieces.push(Piece::Template(Template::Fixed(words))),
            Item::Base(i) => pieces.push(Piece::Base(span(i))),
            Item::Named { at, by, possessive } => match at {
                // "Airlines", from the head of a sentence.
                Some(_) if !possessive && plain_words(by.of(desk.analysis.article.text())) => {
                    pieces.push(Piece::Lowered(by));
                }
                Some(at) => {
                    if takes_the(by.of(desk.analysis.article.text())) {
                        pieces.push(Piece::Template(Template::Fixed("the")));
                    }
                    pieces.push(Piece::Named { at: span(at), by, possessive });
                }
                None if by.of(desk.analysis.article.text()).starts_with("The ") => pieces.push(Piece::Lowered(by)),
                None => pieces.push(Piece::Kept(by)),
            },
        }
        previous = None;
    }
    pieces
}

/// Whether a name is spoken with "the" before it: "British National Party", "Board of Elections".
fn takes_the(name: &str) -> bool {
    let mut words = name.split(" of ").next().unwrap_or_default().split_whitespace();
    let last = words.next_back().unwrap_or_default();
    let bare = words.clone().next().is_none() && !name.contains(" of ");
    !bare
        && BODIES.contains(&last)
        && !name.contains("'s ")
        && !name.contains("’s ")
        && !["The ", "the ", "Its ", "A "].iter().any(|it| name.starts_with(it))
}

/// Whether a description begins with a common word: "Airlines", "Opposition politicians", not "Acme" or "The council".
fn plain_words(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let first = words.next().is_some_and(|it| common(it) && !["The", "the"].contains(&it));
    first && words.all(|it| it.starts_with(char::is_lowercase))
}

/// Nouns that end the name of a body which is spoken with "the".
const BODIES: [&str; 30] = [
    "Party",
    "Board",
    "Commission",
    "Committee",
    "Council",
    "Court",
    "Department",
    "Ministry",
    "Office",
    "Agency",
    "Association",
    "Authority",
    "Bureau",
    "Union",
    "Federation",
    "Organisation",
    "Organization",
    "Institute",
    "Service",
    "Army",
    "Guard",
    "Group",
    "Society",
    "Assembly",
    "Administration",
    "Fund",
    "Trust",
    "Foundation",
    "League",
    "Center",
];

/// Whether a word is seldom written with a capital.
fn common(word: &str) -> bool {
    Table::row(&word.to_lowercase()).is_some_and(|it| it.sense().usually_lower)
}

/// Whether token `i` has its capital only because a sentence or quotation begins with it.
fn begins_sentence(desk: &Desk<'_>, i: usize) -> bool {
    let words = &desk.words;
    let span = words.sentence.token(i).map_or(Span::default(), |it| it.span);
    let named = desk
        .analysis
        .findings
        .entities
        .iter()
        .any(|it| it.mentions.iter().any(|m| m.span.overlaps(span) && m.sentence == desk.sentence));
    let word = words.word(i);
    let mut chars = word.chars();
    let capital = chars.next().is_some_and(char::is_uppercase) && !chars.as_str().contains(char::is_uppercase);
    let first = i == 0 || words.is_quote_mark(i - 1) || matches!(words.tag(i - 1), Tag::Colon | Tag::Stop);
    let determiner = matches!(words.tag(i), Tag::DT | Tag::IN | Tag::PRPS | Tag::CD);
    // "Many", "Tap": taken for a name for its capital alone, though the word rarely has one.
    let plain = first && !words.is_name(i + 1) && common(word);
    capital && first && word != "I" && (determiner || plain || !named && !words.is_name(i))
}

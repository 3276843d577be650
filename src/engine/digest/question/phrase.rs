//! Noun phrases in questions: "What is the value of the deposits?", "What caused the crash?", "What does Acme say about …?"

use std::ops::Range;

use super::draft::{Bit, Desk, Draft};
use crate::analyse::clause::Words;
use crate::analyse::cue::CueSet;
use crate::segment::tag::Tag;

/// The noun phrase that begins at `i`, with the phrases that hang on it; empty when there is none.
pub(super) fn phrase(words: &Words<'_>, i: usize) -> Range<usize> {
    i..words.full_phrase(i)
}

/// The head of a phrase: the last noun before its first preposition.
pub(super) fn head(words: &Words<'_>, phrase: &Range<usize>) -> Option<usize> {
    words.head_noun(phrase.clone())
}

/// Whether a phrase speaks of more than one.
pub(super) fn plural(words: &Words<'_>, phrase: &Range<usize>) -> bool {
    // "lifting the sanctions" is one thing.
    if words.tag(phrase.start) == Tag::VBG
        && matches!(words.tag(phrase.start + 1), Tag::DT | Tag::PRPS | Tag::NNP | Tag::NNPS)
    {
        return false;
    }
    let base = words.base_phrase(phrase.start).min(phrase.end);
    let joined = words.is(base, &["and"]) && base < phrase.end;
    let after = phrase.start + 1;
    if words.is(phrase.start, &["there"]) && after < words.len() {
        let be =
            (after..after + 3).find(|&it| words.is(it, &["be", "is", "are", "was", "were", "been"])).unwrap_or(after);
        let what = be + 1..words.base_phrase(be + 1);
        return head(words, &what).is_some_and(|it| words.tag(it) == Tag::NNS);
    }
    let republicans = |it: usize| {
        words.tag(it) == Tag::NNPS && !(it > phrase.start && words.is_name(it - 1)) && words.word(it).ends_with('s')
    };
    joined
        || head(words, phrase).is_some_and(republicans)
        || words.is(phrase.start, &["they", "we", "these", "those", "both"])
        || head(words, phrase).is_some_and(|it| words.tag(it) == Tag::NNS)
}

/// Whether a phrase brings up something new: "a plan", "new rules", "any guarantees".
pub(super) fn indefinite(words: &Words<'_>, phrase: &Range<usize>) -> bool {
    let first = phrase.start;
    if words.is(first, &["a", "an", "any", "some", "more", "no"]) {
        return true;
    }
    let pointed = matches!(words.tag(first), Tag::DT | Tag::PRPS | Tag::PRP | Tag::NNP | Tag::NNPS)
        || phrase.clone().any(|it| words.tag(it) == Tag::POS);
    !pointed && plural(words, phrase)
}

/// A phrase as something known: "a plan" becomes "the plan".
pub(super) fn known(words: &Words<'_>, phrase: Range<usize>) -> Vec<Bit> {
    let loose = words.is(phrase.start, &["a", "an", "any", "no", "some", "the"]);
    let from = if loose { phrase.start + 1 } else { phrase.start };
    let owned = matches!(words.tag(phrase.start), Tag::PRPS | Tag::NNP | Tag::NNPS)
        || (phrase.start..words.base_phrase(phrase.start)).any(|it| words.tag(it) == Tag::POS);
    let determined = !loose && matches!(words.tag(phrase.start), Tag::DT | Tag::PRPS);
    let the = !(determined || owned && !loose);
    the.then_some(Bit::Fixed("the")).into_iter().chain([Bit::Words(from..phrase.end)]).collect()
}

/// "What is the value of the deposits?"; of a cause "What caused the crash?"; of a date "When …" is left to others.
pub(super) fn what_is(desk: &Desk<'_>, phrase: Range<usize>) -> Option<Draft> {
    let words = &desk.words;
    let head = head(words, &phrase)?;
    if words.is(head, &["cause", "causes"]) && words.is(head + 1, &["of"]) && head + 2 < phrase.end {
        return Some(Draft::default().fixed("what caused").words(head + 2..phrase.end));
    }
    // "the figure of 11" tells what it is.
    if words.is(head + 1, &["of"]) && words.tag(head + 2) == Tag::CD {
        return None;
    }
    // "the reason", "details": of what? A bare noun asks nothing.
    let bare = phrase.len() <= 2 && words.base_phrase(phrase.start) == phrase.end;
    if bare && !words.is(phrase.start, &["its", "their", "his", "her"]) {
        return None;
    }
    let person = words.is(head, &["identity", "identities", "name", "names"]) && words.is(head + 1, &["of"]);
    if person {
        let of = head + 2..phrase.end;
        let verb = if plural(words, &of) || words.is(of.start, &["those"]) { "who are" } else { "who is" };
        return (!of.is_empty()).then(|| Draft::default().fixed(verb).words(of));
    }
    let verb = if plural(words, &phrase) { "what are" } else { "what is" };
    let mut draft = Draft::default().fixed(verb);
    draft.bits.extend(known(words, phrase));
    Some(draft)
}

/// "Who is the suspect?"
pub(super) fn who_is(desk: &Desk<'_>, phrase: Range<usize>) -> Option<Draft> {
    let words = &desk.words;
    let verb = if plural(words, &phrase) { "who are" } else { "who is" };
    let draft = Draft { bits: vec![Bit::Fixed(verb)] };
    let head = head(words, &phrase)?;
    let word = words.word(head).to_lowercase();
    let person = [
        "er", "ers", "or", "ors", "ant", "ants", "ist", "ists", "ect", "ects", "ial", "ials", "tim", "tims", "man",
        "men", "ee", "ees", "ate", "ates",
    ]
    .iter()
    .any(|it| word.ends_with(it))
        || [
            "person", "people", "woman", "women", "girl", "boy", "child", "children", "source", "sources", "dead",
            "teenager", "student", "students",
        ]
        .contains(&word.as_str());
    (phrase.len() > 1 && person && !words.is_name(head)).then(|| {
        let mut draft = draft;
        draft.bits.extend(known(words, phrase));
        draft
    })
}

/// "Will there be a truce?"
pub(super) fn will_there_be(desk: &Desk<'_>, phrase: Range<usize>) -> Option<Draft> {
    let words = &desk.words;
    // "law and order" is no coming event, "talks and votes" are.
    let indefinite = !phrase.is_empty()
        && indefinite(words, &phrase)
        && (words.tag(head(words, &phrase)?) == Tag::NNS || words.is(phrase.start, &["a", "an"]));
    if words.tag(phrase.start) == Tag::VBG {
        return None;
    }
    // "Will there be allegations?" asks too little.
    let told = phrase.len() > 1 + usize::from(words.is(phrase.start, &["a", "an", "any", "some", "more"]));
    (indefinite && told).then(|| Draft::default().fixed("will there be").words(phrase))
}

/// "What will the plan contain?"
pub(super) fn what_contains(desk: &Desk<'_>, phrase: Range<usize>) -> Option<Draft> {
    let words = &desk.words;
    let text = head(words, &phrase).is_some_and(|it| desk.cue(it).has(CueSet::TEXT) && !words.is(it, &["statement"]));
    let base = phrase.start..words.base_phrase(phrase.start);
    text.then(|| {
        let mut draft = Draft::default().fixed("what will");
        draft.bits.extend(known(words, if phrase.len() > 8 { base } else { phrase }));
        draft.fixed("contain")
    })
}

/// "What does Acme say about the layoffs?"
pub(super) fn what_says(desk: &Desk<'_>, who: Range<usize>, about: Option<Range<usize>>) -> Option<Draft> {
    let words = &desk.words;
    // A spokesman speaks for another.
    let speaks = who
        .clone()
        .find(|&it| words.is(it, &["for"]))
        .filter(|_| head(words, &who).is_some_and(|it| words.word(it).to_lowercase().starts_with("spokes")));
    let who = speaks.map_or(who.clone(), |it| it + 1..who.end);
    // Without asides: "the bank, which keeps the data".
    let comma = who.clone().find(|&it| words.is_comma(it) || words.is_break(it)).unwrap_or(who.end);
    let who = who.start..comma;
    if who.is_empty() {
        return None;
    }
    let verb = if plural(words, &who) { "what do" } else { "what does" };
    let draft = Draft::default().fixed(verb).words(who).fixed("say about");
    match about.filter(|it| !it.is_empty()) {
        Some(about) => Some(draft.words(about)),
        None => Some(draft.named(desk.topic?)),
    }
}

//! Questions that hang on a noun: "the dispute over fees" → "How will the dispute over fees end?"

use std::ops::Range;

use super::draft::{Desk, Draft};
use super::phrase::{known, plural};
use super::{Candidate, QuestionKind};
use crate::segment::tag::Tag;

/// Nouns, what is asked of them (words before and after), how good that is, and whether they need an "of", "over" or the like.
const ASKED: [(&[&str], &str, &str, f32, bool); 13] = [
    (&["investigation", "inquiry", "probe", "inquest", "review", "audit"], "what will", "find", 1.3, false),
    (
        &["election", "runoff", "by-election", "nomination", "presidency", "championship", "caucuses", "primary"],
        "who will win",
        "",
        1.1,
        false,
    ),
    (
        &[
            "dispute",
            "feud",
            "conflict",
            "standoff",
            "stand-off",
            "trial",
            "strike",
            "boycott",
            "talks",
            "negotiations",
            "lawsuit",
            "battle",
            "impasse",
            "stalemate",
            "row",
        ],
        "how will",
        "end",
        1.1,
        false,
    ),
    (&["crisis", "problem", "shortage", "backlog"], "how will", "be resolved", 1.0, true),
    (&["appeal", "bid", "push", "challenge", "attempt", "effort", "efforts"], "will", "succeed", 0.9, true),
    (
        &["plan", "plans", "proposal", "proposals", "merger", "takeover", "sale", "project", "scheme"],
        "will",
        "go ahead",
        1.0,
        false,
    ),
    (&["bill", "legislation", "amendment", "law", "measure"], "will", "be passed", 0.9, true),
    (
        &[
            "concern",
            "concerns",
            "fear",
            "fears",
            "worries",
            "doubts",
            "criticism",
            "skepticism",
            "scepticism",
            "complaints",
        ],
        "are",
        "justified",
        1.0,
        true,
    ),
    (
        &["allegations", "accusations", "claims", "reports", "rumours", "rumors", "suggestions"],
        "are",
        "true",
        1.0,
        true,
    ),
    (
        &["impact", "effect", "effects", "consequences", "implications", "cost", "outcome", "future", "fate"],
        "what will",
        "be",
        1.0,
        true,
    ),
    (
        &[
            "increase", "rise", "decline", "fall", "drop", "growth", "surge", "slump", "slowdown", "recovery",
            "decrease",
        ],
        "will",
        "continue",
        0.9,
        true,
    ),
    (
        &["decision", "refusal", "move", "resignation", "departure", "withdrawal", "failure", "delay", "split", "rift"],
        "what is behind",
        "",
        0.6,
        true,
    ),
    (&["lead", "advantage", "truce", "ceasefire", "coalition", "alliance"], "will", "hold", 0.8, false),
];

/// What may be asked of the nouns of the sentence.
pub(super) fn find(desk: &Desk<'_>, out: &mut Vec<Candidate>) {
    let words = &desk.words;
    // A story told wholly in the past has ended.
    let ended = !(0..words.len()).any(|it| matches!(words.tag(it), Tag::MD | Tag::VBZ | Tag::VBP | Tag::VBG));
    let settled = (0..words.len())
        .any(|it| words.is(it, &["won", "lost", "defeated", "ended", "concluded", "found", "rejected"]));
    if settled {
        return;
    }
    for i in (0..words.len()).filter(|&it| matches!(words.tag(it), Tag::NN | Tag::NNS)) {
        let Some((_, before, after, weight, needs)) = ASKED.iter().find(|it| words.is_among(i, it.0)) else { continue };
        let past = ["are", "what is behind"].contains(before);
        let Some(mut phrase) = around(desk, i).filter(|_| !ended || past) else { continue };
        // "the decision not to sign", "plans to sell"
        let to = phrase.end + usize::from(words.is(phrase.end, &["not"]));
        if words.is(to, &["to"]) && words.tag(to + 1) == Tag::VB {
            phrase.end = words.clause_end(words.group_of_infinitive(to + 1));
            if phrase.end > to + 11 {
                continue;
            }
        }
        let hangs = phrase.end > i + 1;
        let owned = (phrase.start..i).any(|it| words.tag(it) == Tag::POS);
        // "a review of how papers are stored"
        let into = words.is(phrase.end, &["of", "into"]);
        let told = hangs || into || i > phrase.start + 1 || owned;
        // There is only one investigation in most stories.
        let one = *before == "what will" && *after == "find" && !words.is(i, &["review", "audit"]) && !desk.withheld(i);
        if *needs && !(hangs || owned) || !told && !one {
            continue;
        }
        let many = plural(words, &phrase);
        let before = if *before == "are" && !many { "is" } else { before };
        let mut draft = Draft::default().fixed(before);
        draft.bits.extend(known(words, phrase));
        let draft = if after.is_empty() { draft } else { draft.fixed(after) };
        let weight = weight + if hangs { 0.1 } else { 0.0 };
        out.push(Candidate::new(QuestionKind::Pending, weight, draft));
    }
}

/// The phrase whose head is the noun at `i`, with what hangs on it.
fn around(desk: &Desk<'_>, i: usize) -> Option<Range<usize>> {
    let words = &desk.words;
    let start = (i.saturating_sub(6)..=i)
        .find(|&it| words.base_phrase(it) == i + 1 && !matches!(words.tag(it), Tag::VBG | Tag::VBN | Tag::RB))?;
    let pointed = matches!(words.tag(start), Tag::DT | Tag::PRPS | Tag::NNP | Tag::NNS | Tag::NN | Tag::JJ)
        && !words
            .is(start, &["no", "any", "every", "each", "another", "this", "that", "these", "those", "some", "other"]);
    // "strike" in "air strike law" is no head, nor is what a hyphen or possessive follows.
    let whole = !matches!(words.tag(i + 1), Tag::Hyphen | Tag::POS) && !words.is_noun(i + 1);
    let lead = start.checked_sub(1).is_some_and(|it| {
        matches!(words.tag(it), Tag::Hyphen | Tag::POS | Tag::Currency | Tag::CD)
            || words.is(it, &["of", "no", "any", "such"])
    });
    let end = words.full_phrase(start);
    let quotes =
        words.quotes(start..end) % 2 == 1 || (start..end + 2).any(|it| words.is(it, &["last", "previous", "past"]));
    (pointed && whole && !lead && !quotes && end - start <= 12).then_some(start..end)
}

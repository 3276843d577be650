//! Lemmas: a word's base form, by its tag, irregular tables and the rules of English endings.

mod irregular;

use std::borrow::Cow;

use crate::segment::tag::Tag;

/// Base forms of verbs met in news, sorted, one a line: they tell "hoping" from "hopping".
const VERBS: &str = include_str!("lemma/verbs.txt");

/// The base form of `word`, lower-cased but for names: "said" is "say", "companies" is "company".
pub fn lemma(word: &str, tag: Tag) -> Cow<'_, str> {
    if tag.is_proper() {
        return Cow::Borrowed(word);
    }
    let lower = lower(word);
    let base = match tag {
        Tag::VB | Tag::VBP | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBZ | Tag::MD => verb(&lower, tag),
        Tag::NNS => noun(&lower),
        Tag::JJR | Tag::JJS | Tag::RBR | Tag::RBS => degree(&lower),
        Tag::RB if matches!(&*lower, "n't" | "n’t") => Some("not".to_owned()),
        _ => None,
    };
    base.map_or(lower, Cow::Owned)
}

/// The word in lower case; without a copy where it is already.
fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
        Cow::Owned(word.to_lowercase().replace('’', "'"))
    } else {
        Cow::Borrowed(word)
    }
}

fn verb(word: &str, tag: Tag) -> Option<String> {
    // "lay" is a base form too, and "found", "wound", "saw".
    if tag != Tag::VB
        && !(tag == Tag::VBP && is_verb(word))
        && let Some(base) = irregular::find(&irregular::VERBS, word)
    {
        return Some(base.to_owned());
    }
    match (tag, word) {
        (Tag::VBZ, "'s") => return Some("be".to_owned()),
        (Tag::VBZ, _) => return third_person(word),
        (Tag::VBG, _) => return word.strip_suffix("ing").and_then(stem_to_base),
        _ => {}
    }
    if !matches!(tag, Tag::VBD | Tag::VBN) {
        return None;
    }
    if let Some(stem) = word.strip_suffix("ied") {
        return Some(if stem.len() > 1 { format!("{stem}y") } else { format!("{stem}ie") });
    }
    if let Some(stem) = word.strip_suffix("eed").filter(|_| !is_verb(word)) {
        return Some(format!("{stem}ee"));
    }
    word.strip_suffix("ed").filter(|_| !is_verb(word)).and_then(stem_to_base)
}

fn third_person(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(if stem.len() > 1 { format!("{stem}y") } else { format!("{stem}ie") });
    }
    let whole = word.strip_suffix('s')?;
    if let Some(stem) = word.strip_suffix("es")
        && (stem.ends_with("ss") || stem.ends_with("sh") || stem.ends_with("ch") || stem.ends_with(['x', 'z', 'o']))
        && !is_verb(whole)
    {
        return Some(stem.to_owned());
    }
    Some(whole.to_owned())
}

/// The base of a verb whose "-ing" or "-ed" has been taken off.
fn stem_to_base(stem: &str) -> Option<String> {
    let tail: Vec<char> = stem.chars().rev().take(3).collect();
    let vowel = |at: usize| tail.get(at).is_some_and(|it| matches!(it, 'a' | 'e' | 'i' | 'o' | 'u'));
    let with_e = || format!("{stem}e");
    if stem.len() < 2 || !tail.iter().any(char::is_ascii_alphabetic) {
        return None;
    }
    let doubled = tail.len() > 1 && tail.first() == tail.get(1) && !vowel(0);
    if doubled {
        let single = stem.get(..stem.len() - 1).unwrap_or(stem);
        let keeps = is_verb(stem) || stem.ends_with("ss") || stem.ends_with("ll") && !is_verb(single);
        return Some(if keeps { stem } else { single }.to_owned());
    }
    // One vowel between consonants, undoubled: "hop" would have given "hopping".
    let short = !vowel(0) && vowel(1) && !vowel(2) && !matches!(tail.first(), Some('w' | 'x' | 'y'));
    if short && is_verb(&with_e()) && !(stem.len() > 4 && is_verb(stem)) {
        return Some(with_e());
    }
    if is_verb(stem) {
        return Some(stem.to_owned());
    }
    let guess = is_verb(&with_e())
        || matches!(tail.first(), Some('v' | 'c' | 'u' | 'z' | 's'))
        || ["at", "dg", "rg", "ng", "ir", "ur", "bl", "dl", "gl", "tl", "pl", "kl", "iz"]
            .iter()
            .any(|it| stem.ends_with(it))
            && !["ong", "ing", "eat", "oat", "out"].iter().any(|it| stem.ends_with(it));
    Some(if guess { with_e() } else { stem.to_owned() })
}

fn noun(word: &str) -> Option<String> {
    if let Some(base) = irregular::find(&irregular::NOUNS, word) {
        return Some(base.to_owned());
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|it| it.len() > 1) {
        return Some(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("men").filter(|it| it.len() > 2) {
        return Some(format!("{stem}man"));
    }
    if let Some(stem) = word.strip_suffix("es")
        && ["ss", "sh", "ch", "x", "zz"].iter().any(|it| stem.ends_with(it))
    {
        return Some(stem.to_owned());
    }
    let stem = word.strip_suffix('s')?;
    (!stem.ends_with('s') && stem.len() > 1).then(|| stem.to_owned())
}

fn degree(word: &str) -> Option<String> {
    if let Some(base) = irregular::find(&irregular::DEGREES, word) {
        return Some(base.to_owned());
    }
    let stem = word.strip_suffix("er").or_else(|| word.strip_suffix("est"))?;
    if let Some(stem) = stem.strip_suffix('i') {
        return Some(format!("{stem}y"));
    }
    let mut tail = stem.chars().rev();
    let (last, before) = (tail.next()?, tail.next()?);
    if last == before && !matches!(last, 'l' | 's' | 'e') {
        return stem.get(..stem.len() - last.len_utf8()).map(str::to_owned);
    }
    Some(stem.to_owned())
}

/// Whether the list of base forms has the word.
fn is_verb(word: &str) -> bool {
    let (mut low, mut high) = (0, VERBS.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = VERBS.get(..middle).and_then(|it| it.rfind('\n')).map_or(0, |at| at + 1);
        let rest = VERBS.get(start..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        match line.cmp(word) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = start + line.len() + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{VERBS, is_verb, lemma};
    use crate::segment::tag::Tag;

    fn check(tag: Tag, forms: &str, bases: &str) {
        let found: Vec<_> = forms.split(' ').map(|it| lemma(it, tag)).collect();
        assert_eq!(found.join(" "), bases, "{forms}");
    }

    #[test]
    fn the_list_is_sorted_and_found() {
        assert!(VERBS.lines().is_sorted());
        assert!(VERBS.lines().all(is_verb));
        assert!(!is_verb("") && !is_verb("zzz") && !is_verb("abandonn"));
    }

    #[test]
    fn verbs() {
        check(Tag::VBD, "said went made lay was Did", "say go make lie be do");
        check(Tag::VBD, "hoped stopped visited agreed tried used controlled", "hope stop visit agree try use control");
        check(Tag::VBG, "making running falling lying changing seeing eating", "make run fall lie change see eat");
        check(Tag::VBZ, "says goes tries passes uses 's has reaches", "say go try pass use be have reach");
        check(Tag::VBN, "taken needed produced announced occurred", "take need produce announce occur");
        check(Tag::VB, "found lay be", "found lay be");
        check(Tag::MD, "wo ca 'll would", "will can will would");
    }

    #[test]
    fn nouns_and_degrees() {
        check(
            Tag::NNS,
            "companies officials women crises houses taxes policies",
            "company official woman crisis house tax policy",
        );
        check(Tag::NNS, "spokesmen series boxes classes", "spokesman series box class");
        check(Tag::NNP, "Kyiv", "Kyiv");
        check(Tag::JJR, "bigger larger easier smaller", "big large easy small");
        check(Tag::RB, "n't N’T Quickly", "not not quickly");
    }
}

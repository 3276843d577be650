//! Follow-ups: what "he", "there" or a bare "Why?" takes from the talk so far.

use crate::answer::Turn;
use crate::answer::word::{Shape, Word, read};
use crate::span::Span;

/// The most of a question that is read, in bytes: beyond that it is no question.
pub(crate) const LONGEST: usize = 600;

/// The question as it would be asked without the talk before it: with the names that its pronouns may stand for, or with
/// the words of the question that a bare "Why?" follows up. Most questions come back as they are.
pub(crate) fn in_full(text: &str, question: &str, thread: &[Turn]) -> String {
    let question = cut(question);
    let mut words = Vec::new();
    read(question, Span::new(0, question.len()), 32, &mut words);
    let telling = words.iter().filter(|it| !it.shape.has(Shape::EMPTY)).count();
    let refers = words.iter().any(|it| refers_back(&it.span.of(question).to_lowercase()));
    let Some(last) = thread.last().filter(|_| refers || telling == 0) else { return question.to_owned() };
    let before = cut(&last.question);
    let mut earlier = Vec::new();
    read(before, Span::new(0, before.len()), 32, &mut earlier);
    let mut carried: Vec<&str> = Vec::new();
    if telling == 0 {
        // "Why?" asks again what was just asked.
        carried.extend(earlier.iter().filter(|it| !it.shape.has(Shape::EMPTY)).map(|it| it.span.of(before)));
    } else {
        carried.extend(names(&earlier).map(|it| it.span.of(before)));
    }
    let mut shown = Vec::new();
    if carried.is_empty()
        && let Some(evidence) = last.evidence
    {
        read(text, evidence, 64, &mut shown);
        carried.extend(names(&shown).map(|it| it.span.of(text)).take(3));
    }
    carried.retain(|it| !words.iter().any(|word| word.span.of(question).eq_ignore_ascii_case(it)));
    carried.truncate(8);
    if carried.is_empty() {
        return question.to_owned();
    }
    format!("{} {}", question.trim_end_matches(['?', ' ']), carried.join(" "))
}

/// The beginning of an overlong question.
fn cut(question: &str) -> &str {
    let end = (0..=LONGEST.min(question.len())).rev().find(|&it| question.is_char_boundary(it)).unwrap_or(0);
    question.get(..end).unwrap_or_default()
}

fn names(words: &[Word]) -> impl Iterator<Item = &Word> {
    words.iter().filter(|it| it.shape.has(Shape::NAME) && !it.shape.has(Shape::EMPTY))
}

fn refers_back(word: &str) -> bool {
    matches!(
        word,
        "he" | "she"
            | "they"
            | "it"
            | "him"
            | "her"
            | "them"
            | "his"
            | "their"
            | "its"
            | "this"
            | "that"
            | "there"
            | "those"
            | "these"
            | "then"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, question: &str, expected: &str) {
        let thread = [Turn { question: before.to_owned(), evidence: None }];
        assert_eq!(in_full("", question, &thread), expected);
    }

    #[test]
    fn pronouns_take_names() {
        check("What does Brian Hughes say?", "Why did he say that?", "Why did he say that Brian Hughes");
        check("Who met Vance in Munich?", "Why?", "Why met Vance Munich");
        check("Who met Vance?", "What does the deal cost?", "What does the deal cost?");
        check("", "Why?", "Why?");
        assert_eq!(in_full("", "Where is he?", &[]), "Where is he?");
        assert_eq!(in_full("", &"é".repeat(5000), &[]).len(), LONGEST);
    }

    #[test]
    fn what_was_shown_names_them_too() {
        let text = "Bessent handed it over.";
        let thread = [Turn { question: "who brought the paper".into(), evidence: Some(Span::new(0, text.len())) }];
        assert_eq!(in_full(text, "When did he come?", &thread), "When did he come Bessent");
    }
}

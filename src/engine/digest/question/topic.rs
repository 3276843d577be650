//! What a story is about, in two or three words of its own: "the layoffs".

use std::collections::BTreeMap;

use crate::Analysis;
use crate::analyse::clause::Words;
use crate::segment::SentenceKind;
use crate::segment::tag::Tag;
use crate::span::Span;

/// The shortest "the …" whose noun the headline has, and of those the one the story uses most.
pub(super) fn of(analysis: &Analysis) -> Option<Span> {
    let mut headline: Vec<String> = Vec::new();
    let title = analysis.article.metadata.headline.as_deref().unwrap_or_default();
    headline.extend(title.split(|c: char| !c.is_alphanumeric()).filter(|it| it.len() > 3).map(stem));
    let mut found: BTreeMap<String, (usize, Span)> = BTreeMap::new();
    for sentence in analysis.sentences.iter().filter(|it| it.kind == SentenceKind::Body) {
        let words = Words::new(&analysis.article, sentence);
        for i in (0..words.len()).filter(|&it| words.tag(it) == Tag::DT && words.is(it, &["the"])) {
            let end = words.base_phrase(i);
            let Some(noun) = end.checked_sub(1).filter(|&it| {
                matches!(words.tag(it), Tag::NN | Tag::NNS) && it > i && !words.is_time(it) && !words.is(it, &DULL)
            }) else {
                continue;
            };
            let Some(span) = words.span(i..end).filter(|_| end - i <= 3) else { continue };
            let it = found.entry(stem(words.word(noun))).or_insert((0, span));
            it.0 += 1;
            if span.len() < it.1.len() {
                it.1 = span;
            }
        }
    }
    let told = |noun: &str| headline.iter().any(|it| it == noun);
    // What the headline has counts most, then what is said again and again.
    let weight = |noun: &str, count: usize| if told(noun) { count + 100 } else { count };
    let best = found.into_iter().max_by_key(|(noun, (count, span))| (weight(noun, *count), usize::MAX - span.start));
    best.filter(|(noun, (count, _))| weight(noun, *count) >= 2).map(|(_, (_, span))| span)
}

/// Nouns that tell nothing of a story, and times.
const DULL: [&str; 20] = [
    "weeks", "months", "days", "years", "hours", "company", "group", "people", "country", "state", "world", "time",
    "end", "part", "way", "number", "area", "city", "man", "woman",
];

/// A word without its ending, lower-cased.
fn stem(word: &str) -> String {
    let lower = word.to_lowercase();
    lower.strip_suffix("s").map(str::to_owned).unwrap_or(lower)
}

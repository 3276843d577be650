//! What is said: the stretches of a sentence that a cue covers, without the cue and its source.

use super::cue::{Cue, Manner};
use super::phrase::{dash, finite};
use crate::analyse::reading::Line;
use crate::lexicon::reporting::Frames;
use crate::lexicon::vocabulary::Marks;
use crate::segment::tag::Tag;
use crate::span::Span;

/// Tokens of a sentence, from the first to before the second.
type Range = (usize, usize);

/// What `cue` says of its sentence. `before`: where an earlier cue of the sentence ends; `next`: where a later one begins.
/// Empty when what follows is nothing that this verb can bring in.
pub(super) fn content(line: &Line<'_>, cue: &Cue, quotes: &[bool], before: usize, next: usize) -> Vec<Span> {
    let ranges = match cue.manner {
        Manner::According => around(line, cue, before, next),
        Manner::After => inverted(line, cue, quotes, before, next),
        Manner::Agent => agent(line, cue, before, next),
        Manner::Relative => relative(line, cue, quotes, next),
        Manner::Nominal | Manner::Label => {
            let start = if line.is(cue.last + 1, &["that"]) { cue.last + 2 } else { cue.last + 1 };
            vec![(start, next)]
        }
        _ => ahead(line, cue, quotes, before, next),
    };
    ranges.into_iter().filter_map(|it| trimmed(line, it)).collect()
}

/// "S, according to X" and "According to X, S".
fn around(line: &Line<'_>, cue: &Cue, before: usize, next: usize) -> Vec<Range> {
    let end = cue.source.map_or(cue.last, |it| it.last) + 1;
    let mut all = vec![(before, cue.group)];
    if line.comma(end) && !line.marks(end + 1).has(Marks::CONJUNCTION) {
        all.push((end + 1, next));
    } else if cue.group == before {
        all.push((end, next));
    }
    all
}

/// "S, said X": all before it, and a quotation after it.
fn inverted(line: &Line<'_>, cue: &Cue, quotes: &[bool], before: usize, next: usize) -> Vec<Range> {
    let end = cue.source.map_or(cue.last, |it| it.last) + 1;
    let mut all = vec![(before, cue.group)];
    let from = if matches!(line.word(end), "," | ":") { end + 1 } else { end };
    let from = if line.is(from, &["that"]) { from + 1 } else { from };
    let quoted = |i: &usize| quotes.get(*i).copied().unwrap_or_default();
    if quoted(&from) {
        all.push((from, next));
    } else if cue.first == 0 {
        // "Said Smith, who was there, "…"".
        let quote = (from..next).find(|it| quoted(it) && (line.comma(it - 1) || line.word(it - 1) == ":"));
        all.extend(quote.map(|it| (it, next)));
    }
    all
}

/// "X was described as … by Y".
fn agent(line: &Line<'_>, cue: &Cue, before: usize, next: usize) -> Vec<Range> {
    let Some(source) = cue.source else { return Vec::new() };
    let by = (cue.last + 1..source.first).rev().find(|&i| line.is(i, &["by"])).unwrap_or(source.first);
    vec![(before, cue.group), (cue.last + 1, by), (source.last + 1, next)]
}

/// "X, who said S, left": up to the comma that ends the clause, when one began it.
fn relative(line: &Line<'_>, cue: &Cue, quotes: &[bool], next: usize) -> Vec<Range> {
    let start = circumstances(line, quotes, addressee(line, cue, quotes, cue.last + 1), next);
    let opened = cue.group.checked_sub(2).is_some_and(|i| line.comma(i));
    let quoted = |i: usize| quotes.get(i).copied().unwrap_or_default();
    let end = (start + 1..next).find(|&i| opened && line.comma(i) && !quoted(i) && !quoted(i + 1));
    vec![(start, end.unwrap_or(next))]
}

/// Where what is said stands, seen from a cue whose source stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// "X said S".
    After,
    /// "S, X said".
    Before,
    /// "S1, X said, S2".
    Both,
    /// Nothing is said.
    Nowhere,
}

/// Where the content stands, and the token at which it begins after the cue.
pub(super) fn place(line: &Line<'_>, cue: &Cue, quotes: &[bool], before: usize, next: usize) -> (Place, usize) {
    let after = cue.last + 1;
    let begin = begin(cue);
    let put = line.is(cue.first, &["put", "puts"]) && line.is(after, &["it"]);
    let told = if put { after + 1 } else { addressee(line, cue, quotes, after) };
    let start = circumstances(line, quotes, told, next);
    // Something said stands before the source when a comma or a quotation does, with a verb of its own.
    let front = begin.checked_sub(1).filter(|&i| i >= before);
    let quoted = |i: usize| quotes.get(i).copied().unwrap_or_default();
    let marked = front.is_some_and(|i| line.comma(i) || line.quote_mark(i) || quoted(i) || dash(line, i));
    let lead = leads(line, before);
    let has_front = marked && (before..begin).any(|it| finite(line, it) && !lead || quoted(it));
    let closed = front.is_some_and(|i| closes(line, quotes, i));
    let ends = start >= next || matches!(line.tag(start), Tag::Stop) || line.word(start) == ";" || dash(line, start);
    let clause = line.is(told, &["that", "whether", "how", "why", ":"]) || line.word(start.saturating_sub(1)) == ":";
    if closed && cue.manner == Manner::Before && !ends && !line.comma(start) && !quoted(start) && !clause {
        return (Place::Before, start);
    }
    if cue.manner == Manner::Shared || cue.manner == Manner::Participle || !(ends || line.comma(start)) {
        return (if ends && cue.manner == Manner::Participle { Place::Nowhere } else { Place::After }, start);
    }
    if ends {
        // Nothing follows, so what is said stands before.
        return (if marked && begin > before + 1 { Place::Before } else { Place::Nowhere }, start);
    }
    // A comma after the cue: what is said goes on, unless what follows only tells how it was said.
    let rest = start + 1;
    let aside = matches!(line.tag(rest), Tag::VBG | Tag::CC | Tag::WP | Tag::WDT)
        || line
            .is(rest, &["with", "who", "which", "after", "while", "as", "when", "including", "speaking", "referring"]);
    let goes_on = finite(line, rest) || line.marks(rest).has(Marks::AUXILIARY);
    let broken = front.is_some_and(|i| line.comma(i)) && before < begin && (!lead || goes_on);
    match (has_front || broken, aside) {
        (true, true) => (Place::Before, rest),
        (true, false) => (Place::Both, rest),
        (false, _) => (Place::After, rest),
    }
}

/// Whether a quotation that asks for its speaker ends at token `i`: "…,"", "…?"", "…",".
pub(super) fn closes(line: &Line<'_>, quotes: &[bool], i: usize) -> bool {
    let quoted = |i: usize| quotes.get(i).copied().unwrap_or_default();
    let Some(before) = i.checked_sub(1) else { return false };
    let comma = line.comma(i) && quoted(before) && line.quote_mark(before);
    comma || line.quote_mark(i) && quoted(i) && matches!(line.word(before), "," | "?" | "!" | "–" | "—" | "…" | "...")
}

/// The first token of the source and its cue.
pub(super) fn begin(cue: &Cue) -> usize {
    cue.source.filter(|_| cue.manner == Manner::Before).map_or(cue.group, |it| it.first.min(cue.group))
}

/// "X said S", "S, X said", "S1, X said, S2".
fn ahead(line: &Line<'_>, cue: &Cue, quotes: &[bool], before: usize, next: usize) -> Vec<Range> {
    let (place, start) = place(line, cue, quotes, before, next);
    // "…," he said, and "…": a quotation after an aside is said too.
    let quoted = |i: usize| quotes.get(i).copied().unwrap_or_default();
    let later = (start..next).find(|&i| {
        quoted(i)
            && i > start
            && (line.comma(i - 1)
                || line.word(i - 1) == ":"
                || line.marks(i - 1).has(Marks::CONJUNCTION)
                || line.is(i - 1, &["that", "still", "then"]))
    });
    match place {
        Place::After => vec![(start, next)],
        Place::Before => {
            let mut all = vec![(before, begin(cue))];
            all.extend(later.map(|it| (it, next)));
            all
        }
        Place::Both => vec![(before, begin(cue)), (start, next)],
        Place::Nowhere if cue.frames.has(Frames::DECLINES) => vec![(cue.last + 1, next)],
        Place::Nowhere => Vec::new(),
    }
}

/// Whether the sentence begins with words that only lead up to the clause: "In a statement", "Pressed on whether".
fn leads(line: &Line<'_>, first: usize) -> bool {
    line.marks(first).any(Marks::PREPOSITION.and(Marks::SUBORDINATOR))
        && !line.is(first, &["that", "what", "how", "like"])
        || matches!(line.tag(first), Tag::VBN | Tag::VBG)
}

/// Over the one who is told: "told reporters", "told The Associated Press".
fn addressee(line: &Line<'_>, cue: &Cue, quotes: &[bool], after: usize) -> usize {
    let tells = line.reporting(cue.first).is_some_and(|it| {
        matches!(
            it.lemma.as_str(),
            "tell"
                | "inform"
                | "remind"
                | "assure"
                | "reassure"
                | "notify"
                | "brief"
                | "advise"
                | "warn"
                | "ask"
                | "urge"
                | "email"
                | "message"
                | "text"
        )
    });
    let free = quotes.get(after).copied().unwrap_or_default()
        || line.is(after, &["that", "of", "about", "whether", "if", "to", "in", "on", ","]);
    if !tells || free {
        return after;
    }
    let mut end = after;
    while end < line.len() {
        let marks = line.marks(end);
        let first = end == after;
        let determiner = marks.has(Marks::DETERMINER);
        if determiner && !first && !matches!(line.word(end - 1), "of" | "the" | "The")
            || marks.any(Marks::SUBORDINATOR)
            || quotes.get(end).copied().unwrap_or_default()
        {
            break;
        }
        if marks.has(Marks::PRONOUN) {
            return if first { end + 1 } else { end };
        }
        let word = line.tag(end).is_noun()
            || line.tag(end).is_adjective()
            || determiner
            || line.capital(end)
            || matches!(line.word(end), "'s" | "’s" | "-" | "of" | "and" | "&" | "/")
            || line.tag(end) == Tag::CD && first;
        // "told reporters Smith": a new name after a common noun begins the clause.
        let turns = !first && line.capital(end) && !line.capital(end - 1) && line.tag(end - 1).is_noun() && !determiner;
        if !word || turns {
            break;
        }
        end += 1;
    }
    end
}

/// Over when and where it was said: "on Tuesday", "in a statement that", "at an event in Oslo that".
fn circumstances(line: &Line<'_>, quotes: &[bool], start: usize, next: usize) -> usize {
    let mut at = start;
    loop {
        if line.is(at, &["that", ":"]) && at + 1 < next {
            return at + 1;
        }
        if line.comma(at) && (quotes.get(at + 1).copied().unwrap_or_default() || line.quote_mark(at + 1)) {
            return at + 1;
        }
        let marks = line.marks(at);
        let time = marks.has(Marks::TIME) && (line.capital(at) || line.is(at, &["today", "yesterday", "tonight"]));
        let deictic = line.is(at, &["this", "last", "earlier", "late", "later", "the"])
            && (at + 1..at + 4).any(|i| line.marks(i).has(Marks::TIME))
            && !finite(line, at + 1);
        if time {
            at += 1;
            if line.tag(at) == Tag::CD {
                at += 1;
            }
            continue;
        }
        if deictic && let Some(end) = (at + 1..at + 4).find(|&i| line.marks(i).has(Marks::TIME)) {
            at = end + 1;
            continue;
        }
        // "on Friday" alone.
        if line.is(at, &["on", "in"]) && line.marks(at + 1).has(Marks::TIME) {
            at += 2;
            while line.tag(at) == Tag::CD || line.marks(at).has(Marks::TIME) {
                at += 1;
            }
            continue;
        }
        let infinitive = line.is(at, &["to"]) && !line.capital(at + 1) && !line.marks(at + 1).any(Marks::DETERMINER);
        if line.is(at, &["in", "on", "at", "during", "after", "through", "via", "by", "to", "of"]) && !infinitive {
            // The clause begins after "that", a colon or a quotation; without any of them the phrase is all there is.
            let stop = (at + 1..next).find(|&i| {
                // "after the convention he would": the clause begins at its subject.
                line.is(i, &["that", ":", "he", "she", "they", "it", "we"])
                    || line.comma(i)
                    || quotes.get(i).copied().unwrap_or_default()
                    || matches!(line.tag(i), Tag::Stop)
            });
            match stop {
                Some(stop) if line.is(stop, &["that", ":"]) => return stop + 1,
                Some(stop) => {
                    if stop <= at {
                        return at;
                    }
                    at = stop;
                    if !line.comma(at) {
                        return at;
                    }
                    if quotes.get(at + 1).copied().unwrap_or_default() {
                        return at + 1;
                    }
                    return at;
                }
                None => return next,
            }
        }
        return at;
    }
}

/// The span of tokens without white space, commas and stops at its ends.
fn trimmed(line: &Line<'_>, range: Range) -> Option<Span> {
    let (mut first, mut end) = (range.0, range.1.min(line.len()));
    let slack = |i: usize| line.comma(i) || matches!(line.word(i), ":" | ";" | ".") || dash(line, i);
    while first < end && (slack(first) || line.marks(first).has(Marks::CONJUNCTION)) {
        first += 1;
    }
    while end > first && (slack(end - 1) || line.is(end - 1, &["and", "but"])) {
        end -= 1;
    }
    (first < end).then(|| line.span(first, end - 1))
}

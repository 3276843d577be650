//! From a clause to a question: the verb that carries the tense goes before the subject.

use std::ops::Range;

use super::draft::{Bit, Desk, Draft};
use crate::analyse::clause::{BE, DO, HAVE, NOT, VerbGroup, Words};
use crate::segment::tag::Tag;

/// A clause with a tense.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) subject: Range<usize>,
    pub(super) group: VerbGroup,
    /// The token after its last.
    pub(super) end: usize,
}

/// The tense of the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// The clause's own.
    Own,
    /// "will", whatever the clause has.
    Will,
}

/// The clause whose tense token `finite` carries.
pub(super) fn clause(words: &Words<'_>, finite: usize) -> Option<Clause> {
    let subject = words.subject(finite)?;
    let group = words.group(finite);
    let asks = matches!(words.tag(subject.start), Tag::WP | Tag::WDT | Tag::WRB);
    let points = subject.len() == 1 && words.is(subject.start, &["that", "this", "these", "those", "which", "all"]);
    (!asks && !points).then(|| Clause { subject, group, end: words.clause_end(group.main) })
}

/// The verb `finite` as it stands before the subject.
fn front(words: &Words<'_>, finite: usize) -> Option<Bit> {
    let word = words.word(finite).to_lowercase().replace('’', "'");
    let fixed = match word.as_str() {
        "'ll" | "wo" => "will",
        "ca" => "can",
        "sha" => "shall",
        "'d" => "would",
        "'re" => "are",
        "'ve" => "have",
        "'s" if words.is(finite + 1, &["been"]) => "has",
        "'s" => "is",
        "'m" | "am" => return None,
        _ => return Some(Bit::Words(finite..finite + 1)),
    };
    Some(Bit::Fixed(fixed))
}

/// A draft that grows token by token, neighbours kept together.
struct Run(Draft);

impl Run {
    fn token(&mut self, i: usize) {
        match self.0.bits.last_mut() {
            Some(Bit::Words(range)) if range.end == i => range.end = i + 1,
            _ => self.0.bits.push(Bit::Words(i..i + 1)),
        }
    }

    fn bit(&mut self, bit: Bit) {
        self.0.bits.push(bit);
    }
}

/// Turns a clause into a question that begins with `lead`; negations go, for one asks whether it will be.
/// `gap` is what the lead asks after.
pub(super) fn invert(desk: &Desk<'_>, clause: &Clause, tense: Tense, lead: &[Bit], gap: Range<usize>) -> Option<Draft> {
    let words = &desk.words;
    let VerbGroup { finite, main, negation } = clause.group;
    let auxiliary = words.is_auxiliary(finite) && (main != finite || words.is(finite, &BE));
    let mut run = Run(Draft { bits: lead.to_vec() });
    // What is added after the subject, and whether the verb falls back to its base form.
    let (mut extra, mut bare) = (None, false);
    match tense {
        Tense::Own if auxiliary => run.bit(front(words, finite)?),
        Tense::Own => {
            run.bit(Bit::Fixed(match words.tag(finite) {
                Tag::VBD => "did",
                Tag::VBZ => "does",
                Tag::MD => return None,
                _ => "do",
            }));
            bare = true;
        }
        Tense::Will => {
            run.bit(Bit::Fixed("will"));
            let been = (finite..main).any(|it| words.is(it, &["been"]));
            if words.is(finite, &BE) {
                extra = Some("be");
            } else if words.tag(finite) != Tag::MD && !(auxiliary && words.is(finite, &DO)) {
                bare = !been;
            }
        }
    }
    run.bit(Bit::Words(clause.subject.clone()));
    run.0.bits.extend(extra.map(Bit::Fixed));
    for i in clause.subject.end..clause.end {
        let fronted = i == finite && (auxiliary || extra.is_some() || words.tag(i) == Tag::MD);
        let denies = words.is(i, &NOT) && negation == Some(i);
        let so_far = i < main && words.is(i, &["yet"]);
        if fronted || denies || so_far || gap.contains(&i) {
            continue;
        }
        if i == main && bare {
            run.bit(Bit::Base(i));
        } else if tense == Tense::Will && i < main && words.is(i, &["been"])
            || tense == Tense::Will && i == main && words.is(i, &["been"]) && bare
        {
            run.bit(Bit::Fixed("be"));
        } else if words.is(i, &["no"]) && words.tag(i) == Tag::DT {
            run.bit(Bit::Fixed("any"));
        } else if words.is(finite, &HAVE) && bare && i < main && words.is_auxiliary(i) {
            continue;
        } else {
            run.token(i);
        }
    }
    if let Some(condition) = condition_before(words, clause.subject.start) {
        run.bit(Bit::Words(condition));
    }
    Some(run.0)
}

/// "If the rule survives," before the subject of the main clause.
fn condition_before(words: &Words<'_>, subject: usize) -> Option<Range<usize>> {
    let comma = subject.checked_sub(1).filter(|&it| words.is_comma(it))?;
    let from = (0..comma).rev().take(24).find(|&it| words.is(it, &["if", "unless"]))?;
    let begins = from == 0 || words.is_quote_mark(from - 1) || words.is(from - 1, &["but", "and", "that", ",", "even"]);
    begins.then_some(from..comma)
}

/// "Will `subject` …?" of the bare verb at `verb`.
pub(super) fn will(words: &Words<'_>, subject: Range<usize>, verb: usize, lead: &[Bit]) -> Option<Draft> {
    let end = words.clause_end(verb);
    (!subject.is_empty()).then(|| Draft { bits: lead.to_vec() }.fixed("will").words(subject).words(verb..end))
}

/// "Did `subject` …?" of a gerund ("accused of hiding").
pub(super) fn did(words: &Words<'_>, subject: Range<usize>, gerund: usize) -> Option<Draft> {
    let plain = words.tag(gerund) == Tag::VBG && !words.is_auxiliary(gerund);
    let end = words.clause_end(gerund);
    (plain && !subject.is_empty())
        .then(|| Draft::default().fixed("did").words(subject).base(gerund).words(gerund + 1..end))
}

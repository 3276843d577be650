//! From a clause to a question: the verb that carries the tense goes before the subject.

use std::ops::Range;

use super::draft::{Bit, Desk, Draft};
use super::phrase::plural;
use crate::analyse::clause::{BE, DO, HAVE, NOT, VerbGroup, Words};
use crate::answer::table::Table;
use crate::segment::tag::Tag;

/// A clause with a tense.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) subject: Range<usize>,
    pub(super) group: VerbGroup,
    /// Where what follows the subject begins.
    pub(super) rest: usize,
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
    whole(words, finite).filter(|it| !gapped(words, it.subject.start))
}

/// The same of a clause that may lack what stands before it: "how much [it would cost]".
pub(super) fn whole(words: &Words<'_>, finite: usize) -> Option<Clause> {
    let own = words.subject(finite);
    let rest = own.as_ref().map_or(finite, |it| it.end);
    let subject = own.or_else(|| shared_subject(words, finite))?;
    let group = words.group(finite);
    let extraposed = words.is(subject.start, &["unlikely", "likely", "possible", "clear", "unclear", "true", "sure"]);
    let extraposed = extraposed || words.is(subject.start, &["not", "nor", "only", "even", "or"]);
    let bracket = subject.start.checked_sub(1).is_some_and(|it| words.is(it, &[")", "]"]));
    let asks = matches!(words.tag(subject.start), Tag::WP | Tag::WDT | Tag::WRB) || extraposed || bracket;
    let anybody = words.is(
        subject.start,
        &[
            "everyone",
            "everybody",
            "anyone",
            "anybody",
            "someone",
            "somebody",
            "nobody",
            "nothing",
            "everything",
            "something",
            "neither",
            "none",
            "no",
            "few",
        ],
    );
    let points = subject.len() == 1 && words.is(subject.start, &["that", "this", "these", "those", "which", "all"]);
    // "that meant": not a demonstrative after all.
    let opener = subject.start.checked_sub(1).is_some_and(|it| words.is(it, &["whether", "if"]));
    let verbal = words.is(subject.start, &["that", "this"]) && (opener || words.is_verb(subject.start + 1));
    let end = words.clause_end(group.main);
    (stands(words, &subject) && !asks && !points && !anybody && !verbal).then_some(Clause { subject, group, rest, end })
}

/// Whether a subject was read right: not "[whether or] not people", "the number of refugees Brown", "secretary of state".
pub(super) fn stands(words: &Words<'_>, subject: &Range<usize>) -> bool {
    let denied = words.is(subject.start, &["not", "nor", "or", "only", "even"]);
    let split =
        (subject.start..subject.end.saturating_sub(1)).any(|it| words.tag(it) == Tag::NNS && words.is_name(it + 1));
    let bare = words.tag(subject.start) == Tag::NN
        && subject.start > 0
        && words.is(subject.start + 1, &["of"])
        && Table::row(&words.word(subject.start).to_lowercase()).is_some_and(|it| it.sense().person);
    let noun = words.tag(subject.start) == Tag::NN
        && subject.len() == 1
        && Table::row(&words.word(subject.start).to_lowercase()).is_some_and(|it| it.sense().person);
    // "women who have children will": the subject stands further left.
    let object = subject.start > 1
        && words.is_verb(subject.start - 1)
        && matches!(words.tag(subject.start - 2), Tag::WP | Tag::WDT);
    !(denied || split || bare || noun || object)
}

/// "The firm is small and has not decided": the subject of the verb before.
fn shared_subject(words: &Words<'_>, finite: usize) -> Option<Range<usize>> {
    let mut at = finite.checked_sub(1)?;
    while words.is_adverb(at) && at > 0 {
        at -= 1;
    }
    if !words.is(at, &["and", "but"]) {
        return None;
    }
    let before = (at.saturating_sub(25)..at).rev().filter(|&it| words.is_finite(it));
    before.map(|it| words.subject(it)).find(Option::is_some)?
}

/// Whether the clause that begins at `start` lacks what it hangs on: "the advice the speakers should give".
pub(super) fn gapped(words: &Words<'_>, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else { return false };
    let noun = |it: usize| words.is_noun(it) && !words.is_time(it);
    if words.is(before, &["that", "which", "whom", "who"]) {
        let hangs = before.checked_sub(1).filter(|&it| noun(it));
        // "the fear that", "the claim that" are followed by a whole clause.
        return hangs.is_some_and(|it| !words.is(it, &WHOLE));
    }
    // "told reporters the firm would": the one who is told.
    let told = (before.saturating_sub(4)..before)
        .any(|it| words.is(it, &["told", "tell", "tells", "telling", "assured", "warned", "informed"]));
    noun(before) && !told
}

/// Nouns after which "that" opens a clause that lacks nothing.
pub(super) const WHOLE: [&str; 60] = [
    "fact",
    "fear",
    "fears",
    "claim",
    "claims",
    "concern",
    "concerns",
    "evidence",
    "belief",
    "hope",
    "hopes",
    "idea",
    "suggestion",
    "allegation",
    "allegations",
    "accusation",
    "accusations",
    "warning",
    "warnings",
    "indication",
    "sign",
    "signs",
    "possibility",
    "chance",
    "risk",
    "argument",
    "advice",
    "speculation",
    "prospect",
    "insistence",
    "proof",
    "estimate",
    "estimates",
    "conclusion",
    "assertion",
    "contention",
    "suspicion",
    "worries",
    "doubt",
    "doubts",
    "expectation",
    "expectations",
    "prediction",
    "predictions",
    "condition",
    "promise",
    "pledge",
    "vow",
    "threat",
    "rumours",
    "rumors",
    "news",
    "position",
    "assumption",
    "assurances",
    "report",
    "reports",
    "likelihood",
    "statement",
    "view",
];

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

/// "said it had agreed", "said it was growing": as the one who spoke would have said it.
fn sequence(words: &Words<'_>, clause: &Clause) -> Option<&'static str> {
    let VerbGroup { finite, main, .. } = clause.group;
    let many = plural(words, &clause.subject);
    if words.is(finite, &["had", "'d", "’d"]) && matches!(words.tag(main), Tag::VBN | Tag::VBD) && main > finite {
        return Some(if many { "have" } else { "has" });
    }
    let said = (0..clause.subject.start).any(|it| words.is(it, &SPOKE))
        || (clause.end..words.len()).any(|it| words.is(it, &SPOKE));
    let going = words.is(finite, &["was", "were"]) && words.tag(main) == Tag::VBG;
    (said && going).then_some(if many { "are" } else { "is" })
}

/// Verbs of saying in the past.
const SPOKE: [&str; 12] = [
    "said",
    "told",
    "added",
    "claimed",
    "argued",
    "insisted",
    "denied",
    "warned",
    "suggested",
    "reported",
    "announced",
    "believed",
];

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
    let opener = clause.subject.start.checked_sub(1);
    let embedded =
        lead.iter().any(|it| matches!(it, Bit::Words(_))) || opener.is_some_and(|it| words.is(it, &["whether", "if"]));
    // Another verb follows without a subject of its own: the clause was not understood.
    if !embedded && words.is_finite(clause.end) && !words.is(clause.end, &["should", "had", "were"]) {
        return None;
    }
    // "had “not been asked”": the rest of the verb is quoted.
    let split = main == finite && words.is_auxiliary(finite) && words.is_quote_mark(finite + 1);
    if split && (words.is(finite + 2, &NOT) || matches!(words.tag(finite + 2), Tag::VBN | Tag::VBG)) {
        return None;
    }
    let auxiliary = words.is_auxiliary(finite) && (main != finite || words.is(finite, &BE));
    // "members did not like": the verb was taken for something else.
    if words.is(main, &["do", "does", "did"]) && main == finite && negation.is_none() && words.is(main + 1, &NOT) {
        return None;
    }
    // "a minerals deal would": the noun was taken for the verb.
    if words.is_modal(main + 1) && !auxiliary {
        return None;
    }
    if main == finite && negation.is_some() && words.is(finite, &["do", "does", "did"]) {
        return None;
    }
    // The speaker's name will stand for "I".
    let own = words.is(clause.subject.start, &["i", "we"]) && clause.subject.len() == 1;
    let spoken = match own {
        true if words.is(finite, &["have", "'ve", "’ve"]) => Some("has"),
        true if words.is(finite, &["do"]) => Some("does"),
        true if words.is(finite, &["am", "'m", "’m", "are", "'re", "’re"]) => Some("is"),
        true if words.is(finite, &["were"]) => Some("was"),
        _ => None,
    };
    let mut run = Run(Draft { bits: lead.to_vec() });
    // What is added after the subject, and whether the verb falls back to its base form.
    let (mut extra, mut bare) = (None, false);
    match tense {
        Tense::Own if auxiliary => run.bit(match sequence(words, clause).or(spoken) {
            Some(now) => Bit::Fixed(now),
            None => front(words, finite)?,
        }),
        Tense::Own => {
            run.bit(Bit::Fixed(match words.tag(finite) {
                Tag::VBD => "did",
                Tag::VBZ => "does",
                Tag::VBP if own => "does",
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
    for i in clause.rest..clause.end {
        let fronted = i == finite && (auxiliary || extra.is_some() || words.tag(i) == Tag::MD);
        let denies = words.is(i, &NOT) && negation == Some(i);
        let so_far = words.is(i, &["yet"]) && (i < main || i + 1 == clause.end || words.is_comma(i + 1))
            || words.reads(i, &["so", "far"])
            || words.is(i, &["far"]) && words.is(i.wrapping_sub(1), &["so"]);
        if fronted || denies || so_far || gap.contains(&i) {
            continue;
        }
        if i == main && bare {
            run.bit(Bit::Base(i));
        } else if tense == Tense::Will && i < main && words.is(i, &["been"])
            || tense == Tense::Will && i == main && words.is(i, &["been"]) && bare
        {
            run.bit(Bit::Fixed("be"));
        } else if words.is(i, &["no"]) && (i == main + 1 || i == main + 2 && words.is_quote_mark(main + 1)) {
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
    // "of having hidden losses"
    let having = words.is(gerund, &["having"]) && matches!(words.tag(gerund + 1), Tag::VBN | Tag::VBD);
    let gerund = if having { gerund + 1 } else { gerund };
    let plain = having && !words.is_auxiliary(gerund) || words.tag(gerund) == Tag::VBG && !words.is_auxiliary(gerund);
    let end = words.clause_end(gerund);
    (plain && !subject.is_empty())
        .then(|| Draft::default().fixed("did").words(subject).base(gerund).words(gerund + 1..end))
}

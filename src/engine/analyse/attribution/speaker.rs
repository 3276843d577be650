//! Reads the sentences in order, and says of each who speaks in it.

use super::content::{Place, begin, content, place};
use super::cue::{Cue, Manner, cues};
use super::discourse::{Discourse, Resolved};
use super::phrase::{self, Phrase};
use super::quote::adjective;
use super::{Attribution, Mode, Source, Stance};
use crate::analyse::Findings;
use crate::analyse::entity::{Mention, MentionForm};
use crate::analyse::quotation::{Quotation, QuotationKind};
use crate::analyse::reading::{Line, Reading};
use crate::lexicon::reporting::Frames;
use crate::lexicon::vocabulary::Marks;
use crate::segment::SentenceKind;
use crate::segment::tag::Tag;
use crate::span::Span;

/// The state of the reading.
pub(super) struct Speakers<'a> {
    reading: &'a Reading<'a>,
    quoted: &'a [Vec<bool>],
    quotations: Vec<Quotation>,
    /// The first quotation that was not dealt with.
    next: usize,
    discourse: Discourse<'a>,
    found: Vec<Attribution>,
    /// The referent of each attribution found, and whether it stands inside what another source says.
    referents: Vec<usize>,
    nested: Vec<bool>,
    mentions: Vec<(usize, Mention)>,
}

impl<'a> Speakers<'a> {
    pub(super) fn new(reading: &'a Reading<'a>, found: &Findings, quoted: &'a [Vec<bool>]) -> Self {
        let discourse = Discourse::new(reading, &found.entities, quoted);
        Self {
            reading,
            quoted,
            quotations: found.quotations.clone(),
            next: 0,
            discourse,
            found: Vec::new(),
            referents: Vec::new(),
            nested: Vec::new(),
            mentions: Vec::new(),
        }
    }

    /// Reads sentence `index`.
    pub(super) fn sentence(&mut self, index: usize) {
        let (Some(line), Some(mask)) = (self.reading.line(index), self.quoted.get(index)) else { return };
        if line.sentence.kind == SentenceKind::Body {
            self.cues(&line, mask);
        }
        while let Some(quotation) = self.quotations.get(self.next) {
            if quotation.outer.end > line.sentence.span.end
                && self.reading.sentences.get(index + 1).is_some_and(|it| it.span.start < quotation.outer.end)
            {
                break;
            }
            self.quotation(self.next, index);
            self.next += 1;
        }
    }

    /// The attributions that the sentence's own cues make.
    fn cues(&mut self, line: &Line<'_>, mask: &[bool]) {
        let cues = cues(line, mask);
        let joints: Vec<Joint> = cues.iter().enumerate().map(|(n, cue)| joint(line, cue, mask, n == 0)).collect();
        let mut last: Option<(Resolved, Span)> = None;
        let mut before = 0;
        // Up to where what an earlier cue brings in goes on.
        let mut covered = 0;
        for (n, cue) in cues.iter().enumerate() {
            let here = joints.get(n).copied().unwrap_or(Joint::Nested);
            if let Joint::Breaks(at) = here {
                before = at;
            }
            let later = joints.get(n + 1..).unwrap_or_default().iter().find_map(|it| match it {
                Joint::Breaks(at) | Joint::Follows(at) if *at > cue.last => Some(*at),
                _ => None,
            });
            let next = later.unwrap_or(line.len());
            let content = content(line, cue, mask, before, next);
            if !allows(line, cue, &content) {
                continue;
            }
            let sure =
                matches!(lemma(line, cue), "say" | "tell" | "add" | "ask" | "show" | "write" | "warn" | "explain");
            let resolved = match (cue.source, last) {
                (Some(source), _) => self.refer(line, source, sure),
                (None, Some(last)) => Some(last),
                (None, None) => main_subject(line, mask, cue.group).and_then(|source| self.refer(line, source, sure)),
            };
            let Some((resolved, mention)) = resolved else { continue };
            let direct = line.word(cue.last + 1) == ":" || line.comma(cue.last + 1) && line.quote_mark(cue.last + 2);
            let nested = here == Joint::Nested && cue.group < covered && !direct;
            if !nested {
                last = Some((resolved, mention));
                covered = next;
            }
            self.add(line, Some(line.span(cue.first, cue.last)), cue.stance, resolved, mention, content);
            self.nested.push(nested);
            if let Some(document) = document(line, cue) {
                self.discourse.issues(line.word(document), resolved.referent, line.index);
            }
        }
    }

    fn refer(&mut self, line: &Line<'_>, source: Phrase, sure: bool) -> Option<(Resolved, Span)> {
        let resolved = self.discourse.refer(line, source, sure)?;
        Some((resolved, line.span(source.first, source.last)))
    }

    fn add(
        &mut self,
        line: &Line<'_>,
        cue: Option<Span>,
        stance: Stance,
        resolved: Resolved,
        mention: Span,
        content: Vec<Span>,
    ) {
        let Some(referent) = self.discourse.referents.get(resolved.referent) else { return };
        if let Some(entity) = referent.entity
            && resolved.form != MentionForm::Name
            && cue.is_some()
        {
            self.mentions.push((entity, Mention { span: mention, sentence: line.index, form: resolved.form }));
        }
        let source = Source {
            mention,
            name: referent.name,
            role: referent.role,
            kind: referent.kind,
            entity: referent.entity,
            count: referent.count,
            certain: resolved.certain,
        };
        self.found.push(Attribution { sentence: line.index, source, cue, stance, mode: Mode::Indirect, content });
        self.referents.push(resolved.referent);
    }

    /// Finds the speaker of quotation `number`, which ends in sentence `last`.
    fn quotation(&mut self, number: usize, last: usize) {
        let Some(quotation) = self.quotations.get(number).cloned() else { return };
        if quotation.nested || quotation.kind == QuotationKind::Title {
            return;
        }
        let first = self.reading.sentences.partition_point(|it| it.span.end <= quotation.outer.start);
        let Some(line) = self.reading.line(first) else { return };
        let beside = self.beside(&quotation, first, last);
        if let Some(attribution) = beside {
            if quotation.kind == QuotationKind::Scare && adjective(&line, quotation.span, quotation.outer) {
                return;
            }
            self.give(number, attribution);
            return;
        }
        if quotation.kind == QuotationKind::Scare {
            return;
        }
        if self.alone(&line, &quotation) {
            self.carry(number, &line, &quotation);
        } else if quotation.span.of(line.text).split_whitespace().count() <= 5
            && let Some(it) = self.quotations.get_mut(number)
        {
            it.kind = QuotationKind::Scare;
        }
    }

    /// The attribution in the quotation's sentences whose content holds it, that of the nearest cue.
    fn beside(&self, quotation: &Quotation, first: usize, last: usize) -> Option<usize> {
        let near = self
            .found
            .iter()
            .enumerate()
            .rev()
            .take_while(|(_, it)| it.sentence >= first)
            .filter(|(_, it)| it.sentence <= last);
        let holds = near
            .filter(|(_, it)| it.cue.is_some() && it.content.iter().any(|content| content.overlaps(quotation.span)));
        let distance = |it: &Attribution| {
            let cue = it.cue.unwrap_or_default();
            if cue.end <= quotation.outer.start {
                quotation.outer.start - cue.end
            } else {
                cue.start.saturating_sub(quotation.outer.end)
            }
        };
        // What somebody says that another said is the first one's words.
        holds.min_by_key(|(index, it)| (self.nested.get(*index).copied(), distance(it))).map(|(index, _)| index)
    }

    /// Makes attribution `index` the one of quotation `number`, and its content hold all of it.
    fn give(&mut self, number: usize, index: usize) {
        let Some(quotation) = self.quotations.get_mut(number) else { return };
        quotation.attribution = Some(index);
        quotation.kind = QuotationKind::Speech;
        let span = quotation.span;
        let Some(attribution) = self.found.get_mut(index) else { return };
        match attribution.content.iter_mut().find(|it| it.overlaps(span)) {
            Some(content) => *content = content.cover(span),
            None => attribution.content.push(span),
        }
    }

    /// Whether the quotation is all of its sentences: nothing outside it could be a fragment's frame.
    fn alone(&self, line: &Line<'_>, quotation: &Quotation) -> bool {
        let before = Span::new(line.sentence.span.start, quotation.outer.start).of(line.text);
        !before.chars().any(char::is_alphanumeric)
    }

    /// A quotation without a cue goes on with the speaker before it.
    fn carry(&mut self, number: usize, line: &Line<'_>, quotation: &Quotation) {
        let Some((referent, spoke)) = self.discourse.last() else { return };
        let (Some(here), Some(there)) = (self.reading.sentences.get(line.index), self.reading.sentences.get(spoke))
        else {
            return;
        };
        let near = here.paragraph.abs_diff(there.paragraph);
        let earlier = self.found.iter().rposition(|_| true);
        let speaking = earlier.and_then(|it| self.found.get(it)).is_some_and(|it| it.sentence == spoke);
        if !(quotation.continues || near <= 1 && speaking) {
            return;
        }
        let certain = quotation.continues || near <= 1;
        let mention = earlier.and_then(|it| self.found.get(it)).map_or(quotation.span, |it| it.source.mention);
        let certain = certain && earlier.and_then(|it| self.found.get(it)).is_some_and(|it| it.source.certain);
        let resolved = Resolved { referent, certain, form: MentionForm::Name };
        self.add(line, None, Stance::Says, resolved, mention, vec![quotation.span]);
        self.nested.push(false);
        let last = self.reading.sentences.partition_point(|it| it.span.start < quotation.outer.end).saturating_sub(1);
        self.discourse.spoke(referent, last);
        // The next quotation carries on from here.
        if let Some(it) = self.found.last_mut() {
            it.sentence = line.index;
        }
        let index = self.found.len() - 1;
        self.give(number, index);
    }

    /// Hands the speakers and mentions over.
    pub(super) fn finish(self, found: &mut Findings) -> Vec<Attribution> {
        let Self { quotations, found: mut attributions, mentions, referents, discourse, .. } = self;
        for (attribution, referent) in attributions.iter_mut().zip(referents) {
            attribution.mode = mode(attribution, &quotations);
            // A fuller name may have come later.
            if let Some(it) = discourse.referents.get(referent) {
                (attribution.source.name, attribution.source.role, attribution.source.kind) =
                    (it.name, it.role, it.kind);
            }
        }
        found.quotations = quotations;
        for (entity, mention) in mentions {
            if let Some(it) = found.entities.get_mut(entity) {
                it.mentions.push(mention);
            }
        }
        for entity in &mut found.entities {
            entity.mentions.sort_by_key(|it| it.span);
        }
        attributions
    }
}

/// Direct, indirect or mixed, by how much of the content stands in quotation marks.
fn mode(attribution: &Attribution, quotations: &[Quotation]) -> Mode {
    let first = attribution.content.iter().map(|it| it.start).min().unwrap_or_default();
    let from = quotations.partition_point(|it| it.outer.end <= first);
    let inside = |content: Span| {
        let near = quotations.get(from..).unwrap_or_default().iter().take_while(move |it| it.outer.start < content.end);
        near.filter(|it| !it.nested && it.kind == QuotationKind::Speech)
            .map(move |it| {
                let (start, end) = (it.outer.start.max(content.start), it.outer.end.min(content.end));
                end.saturating_sub(start)
            })
            .sum::<usize>()
    };
    let all: usize = attribution.content.iter().map(|it| it.len()).sum();
    let quoted: usize = attribution.content.iter().map(|it| inside(*it)).sum();
    if quoted == 0 {
        Mode::Indirect
    } else if quoted + 3 >= all {
        Mode::Direct
    } else {
        Mode::Mixed
    }
}

/// How a cue's clause hangs on the sentence before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// A clause of its own begins here: "…, and Smith said".
    Breaks(usize),
    /// It follows what it brings in, which ends here: "…, Smith said".
    Follows(usize),
    /// It stands inside what is said: "Smith said that Jones denied".
    Nested,
}

fn joint(line: &Line<'_>, cue: &Cue, mask: &[bool], first: bool) -> Joint {
    let mut at = begin(cue);
    if first && at == 0 {
        return Joint::Breaks(0);
    }
    let follows = match cue.manner {
        Manner::After => true,
        Manner::According => line.comma(cue.group.saturating_sub(1)),
        Manner::Before => matches!(place(line, cue, mask, 0, line.len()).0, Place::Before | Place::Both),
        _ => false,
    };
    while at > 0 && (line.marks(at - 1).has(Marks::ADVERB) || line.tag(at - 1).is_adverb()) {
        at -= 1;
    }
    let joined = at > 0
        && (line.marks(at - 1).has(Marks::CONJUNCTION)
            || line.is(at - 1, &["while", "although", "though", "whereas", "with"])
            || line.word(at - 1) == ";");
    if follows {
        let end = if line.comma(at.saturating_sub(1)) { at - 1 } else { at };
        return Joint::Follows(end);
    }
    if joined || matches!(cue.manner, Manner::Shared | Manner::Participle) {
        let mut end = if joined { at - 1 } else { at };
        while end > 0 && line.comma(end - 1) {
            end -= 1;
        }
        return Joint::Breaks(end);
    }
    if first { Joint::Breaks(0) } else { Joint::Nested }
}

/// The subject of the sentence's first clause that is not a relative one.
fn main_subject(line: &Line<'_>, mask: &[bool], limit: usize) -> Option<Phrase> {
    let verb = |i: usize| {
        // Taggers take a past tense for a participle: "The group formed in May and sent".
        let past = line.tag(i) == Tag::VBN && i > 0 && line.tag(i - 1).is_noun();
        phrase::finite(line, i) || past
    };
    let verbs = (0..limit).filter(|&i| verb(i) && !mask.get(i).copied().unwrap_or_default());
    let subject = |verb: usize| phrase::before(line, mask, phrase::verb_group(line, verb));
    verbs.take(8).find_map(|verb| subject(verb).filter(|it| !line.marks(it.first).has(Marks::SUBORDINATOR)))
}

/// The document in which a source is said to speak: "said in a statement", "in a letter", "issued a statement saying".
fn document(line: &Line<'_>, cue: &Cue) -> Option<usize> {
    let near = |from: usize, to: usize| {
        (from..to.min(line.len()))
            .find(|&i| line.is(i, &["in", "via", "through", "issued", "released", "by"]))
            .and_then(|at| {
                let noun = (at + 1..at + 6)
                    .find(|&i| line.marks(i).has(Marks::DOCUMENT) && !line.marks(i).has(Marks::BODY))?;
                let indefinite = line.is(at + 1, &["a", "an", "his", "her", "its", "their", "the"]);
                let inside = (at + 1..noun).all(|i| !line.comma(i) && !line.marks(i).has(Marks::PREPOSITION));
                (indefinite && inside).then_some(noun)
            })
    };
    near(cue.last + 1, cue.last + 4).or_else(|| near(0, 2)).or_else(|| near(cue.first.saturating_sub(5), cue.first))
}

fn lemma<'a>(line: &Line<'a>, cue: &Cue) -> &'a str {
    line.reporting(cue.first).map_or("", |it| it.lemma.as_str())
}

/// Whether a clause follows that can be what is said: "that", "whether", or a subject with its verb.
fn clause(line: &Line<'_>, after: usize, stop: usize) -> bool {
    if line.is(after, &["that", "whether", "how", "why", "if", "what"]) {
        return true;
    }
    let verb = (after..stop).find(|&i| phrase::finite(line, i));
    let subject = |verb: usize| {
        verb > after
            && !line.marks(verb - 1).any(Marks::CONJUNCTION)
            && !(after..verb).any(|i| {
                line.marks(i).has(Marks::SUBORDINATOR) && !line.is(i, &["that"])
                    || line.comma(i)
                    || line.is(i, &["and"]) && line.tag(i + 1).is_verb()
            })
    };
    let that = (after..stop.min(after + 12)).any(|i| line.is(i, &["that"]) && line.tag(i) == Tag::IN);
    that || verb.is_some_and(subject)
}

/// Whether what stands there is something that this verb can bring in.
fn allows(line: &Line<'_>, cue: &Cue, content: &[Span]) -> bool {
    if content.is_empty() {
        return false;
    }
    if cue.manner != Manner::Before && cue.manner != Manner::Shared {
        return true;
    }
    let after = cue.last + 1;
    let frames = cue.frames;
    let front = content.iter().any(|it| line.token(cue.first).is_some_and(|cue| it.end <= cue.span.start));
    if front && frames.has(Frames::QUOTE) {
        return true;
    }
    let lemma = lemma(line, cue);
    if matches!(lemma, "say" | "tell" | "add" | "state" | "stress" | "warn" | "argue" | "insist") {
        return true;
    }
    let quotes = content.iter().any(|it| it.of(line.text).contains(['"', '“', '‘']) || it.of(line.text).contains("''"));
    if quotes && frames.has(Frames::QUOTE) {
        return true;
    }
    let quote = line.quote_mark(after) || line.word(after) == ":" || line.comma(after) && line.quote_mark(after + 1);
    if quote && frames.has(Frames::QUOTE) {
        return true;
    }
    let stop = (after..line.len()).find(|&i| line.word(i) == ";").unwrap_or(line.len());
    let has = |words: &[&str]| (after..stop.min(after + 25)).any(|i| line.is(i, words));
    if frames.has(Frames::DECLINES) {
        return true;
    }
    // "called him a quack": an object and what it is called.
    let named = (after + 1..stop.min(after + 12)).any(|i| {
        line.is(i, &["a", "an", "the"]) && (line.tag(i - 1).is_noun() || line.marks(i - 1).has(Marks::PRONOUN))
    });
    frames.has(Frames::THAT) && clause(line, after, stop)
        || lemma == "call" && named
        || frames.has(Frames::OBJECT)
            && after < stop
            && !line.comma(after)
            && !matches!(line.tag(after), Tag::IN | Tag::Stop)
        || frames.has(Frames::TO) && (line.is(after, &["to"]) || has(&["to"]))
        || frames.has(Frames::AS) && has(&["as"])
        || frames.has(Frames::AS)
            && matches!(lemma, "call" | "label" | "brand" | "dub" | "term")
            && content.iter().any(|it| it.of(line.text).contains(['"', '“', '\'', '‘']))
        || frames.has(Frames::OF) && has(&["of"])
        || frames.has(Frames::FOR) && line.is(after, &["for"])
}

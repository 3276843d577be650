//! Reads the sentences in order, and says of each who speaks in it.

use super::content::content;
use super::cue::{Manner, cues};
use super::discourse::{Discourse, Resolved};
use super::frame::{allows, document, lemma};
use super::joint::{Joint, joint, main_subject};
use super::phrase::{self, Phrase, left};
use super::quote::{adjective, mode};
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
    /// "He said:" at the end of a sentence: its number, the cue, and who speaks in the next.
    announced: Option<(usize, Span, Stance, Resolved, Span)>,
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
            announced: None,
        }
    }

    /// Reads sentence `index`.
    pub(super) fn sentence(&mut self, index: usize) {
        let (Some(line), Some(mask)) = (self.reading.line(index), self.quoted.get(index)) else { return };
        if line.sentence.kind == SentenceKind::Body {
            self.cues(&line, mask);
            self.discourse.topic(&line, mask);
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
            let announces = content.is_empty()
                && next == line.len()
                && line.word(line.len() - 1) == ":"
                && cue.frames.has(Frames::QUOTE);
            if !allows(line, cue, &content) && !announces {
                continue;
            }
            let direct = line.word(cue.last + 1) == ":" || line.comma(cue.last + 1) && line.quote_mark(cue.last + 2);
            let nested = here == Joint::Nested && cue.group < covered && !direct;
            let sure = cue.manner == Manner::According
                || matches!(lemma(line, cue), "say" | "tell" | "add" | "ask" | "show" | "write" | "warn" | "explain");
            let resolved = match (cue.source, last) {
                (Some(source), _) => self.refer(line, source, sure),
                (None, Some(last)) => Some(last),
                (None, None) => main_subject(line, mask, cue.group).and_then(|source| self.refer(line, source, sure)),
            };
            let Some((resolved, mention)) = resolved else { continue };
            if !nested {
                self.discourse.spoke(resolved.referent, line.index);
                last = Some((resolved, mention));
                if cue.frames.any(Frames::THAT.and(Frames::AS)) {
                    covered = next;
                }
            }
            let span = line.span(cue.first, cue.last);
            if announces {
                self.announced = Some((line.index, span, cue.stance, resolved, mention));
                continue;
            }
            self.add(line, Some(span), cue.stance, resolved, mention, content);
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
        if self.introduced(number, &line, &quotation) {
            return;
        }
        if self.alone(&line, &quotation) {
            if !self.signed(number, &quotation, last) && !self.follows(number, &line, &quotation) {
                self.carry(number, &line, &quotation);
            }
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
        // What follows up to the next quotation would name another speaker.
        let rest = Span::new(quotation.outer.end, line.sentence.span.end.max(quotation.outer.end)).of(line.text);
        let after = rest.split(['"', '“', '”', '‘']).next().unwrap_or_default();
        let other = !quotation.continues && rest.len() == after.len() && after.chars().any(char::is_alphanumeric);
        !before.chars().any(char::is_alphanumeric) && !other
    }

    /// A quotation after a colon, or after "in a statement,", with no verb of saying: the subject's before it, or theirs whose
    /// name the colon follows.
    fn introduced(&mut self, number: usize, line: &Line<'_>, quotation: &Quotation) -> bool {
        let at = line.sentence.tokens_in(quotation.outer).start;
        let (lead, mark) = if at > 0 {
            (*line, at - 1)
        } else {
            let Some(lead) = line.index.checked_sub(1).and_then(|it| self.reading.line(it)) else { return false };
            let near = lead.sentence.kind == SentenceKind::Body
                && lead.sentence.paragraph.abs_diff(line.sentence.paragraph) <= 1
                && lead.word(lead.len().saturating_sub(1)) == ":";
            if !near || self.announced.is_some_and(|it| it.0 == lead.index) {
                return false;
            }
            (lead, lead.len() - 1)
        };
        let Some(mask) = self.quoted.get(lead.index) else { return false };
        let Some(last) = mark.checked_sub(1) else { return false };
        let says = lead.comma(mark)
            && (lead.reporting(last).is_some_and(|it| it.frames.has(Frames::QUOTE))
                || lead.marks(last).has(Marks::DOCUMENT) && !lead.marks(last).has(Marks::BODY));
        if lead.word(mark) != ":" && !says {
            return false;
        }
        let mention = left::phrase_ending(&lead, mask, last).filter(|it| {
            let person = self.discourse.entity_at(&lead, it.last).and_then(|it| self.discourse.referents.get(it.0));
            person.is_some_and(|it| it.person)
        });
        let Some(source) = mention.or_else(|| main_subject(&lead, mask, mark)) else { return false };
        let Some((resolved, mention)) = self.refer(&lead, source, false) else { return false };
        let speaks = self.discourse.referents.get(resolved.referent).is_some_and(|it| it.person || it.plural);
        if !speaks || !resolved.certain {
            return false;
        }
        self.add(line, None, Stance::Says, resolved, mention, vec![quotation.span]);
        self.nested.push(false);
        let end = self.reading.sentences.partition_point(|it| it.span.start < quotation.outer.end).saturating_sub(1);
        self.discourse.spoke(resolved.referent, end);
        self.give(number, self.found.len() - 1);
        true
    }

    /// A quotation after a sentence that announced it: "He said:".
    fn follows(&mut self, number: usize, line: &Line<'_>, quotation: &Quotation) -> bool {
        let Some((sentence, cue, stance, resolved, mention)) = self.announced else { return false };
        if sentence + 1 != line.index {
            return false;
        }
        self.add(line, Some(cue), stance, resolved, mention, vec![quotation.span]);
        self.nested.push(false);
        self.discourse.spoke(resolved.referent, line.index);
        self.give(number, self.found.len() - 1);
        true
    }

    /// A quotation with its speaker's name after a dash: "“…” — Ann Lowe".
    fn signed(&mut self, number: usize, quotation: &Quotation, last: usize) -> bool {
        let Some(line) = self.reading.line(last) else { return false };
        let after = line.sentence.tokens.partition_point(|it| it.span.start < quotation.outer.end);
        let (line, dash) =
            if after < line.len() { (line, after) } else { (self.reading.line(last + 1).unwrap_or(line), 0) };
        let mut end = line.len();
        while end > dash && line.tag(end - 1) == Tag::Stop {
            end -= 1;
        }
        let short = end > dash + 1 && end <= dash + 16;
        let verb = (dash + 1..end).any(|i| phrase::finite(&line, i));
        if !phrase::dash(&line, dash) || !short || verb || !line.capital(dash + 1) {
            return false;
        }
        let source = Phrase { first: dash + 1, last: end - 1 };
        let Some((resolved, mention)) = self.refer(&line, source, true) else { return false };
        self.add(&line, None, Stance::Says, resolved, mention, vec![quotation.span]);
        self.nested.push(false);
        self.give(number, self.found.len() - 1);
        true
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
        let Self { mut quotations, found: mut attributions, mentions, referents, discourse, .. } = self;
        for (attribution, referent) in attributions.iter_mut().zip(referents) {
            attribution.mode = mode(attribution, &quotations);
            // A fuller name may have come later.
            if let Some(it) = discourse.referents.get(referent) {
                (attribution.source.name, attribution.source.role, attribution.source.kind) =
                    (it.name, it.role, it.kind);
            }
        }
        // A quotation over sentences gets its speaker after the cues of its last one: back into the order of the text.
        let mut order: Vec<usize> = (0..attributions.len()).collect();
        order.sort_by_key(|&it| attributions.get(it).map(|it| it.sentence));
        let mut places = vec![0; order.len()];
        for (place, &it) in order.iter().enumerate() {
            if let Some(old) = places.get_mut(it) {
                *old = place;
            }
        }
        attributions.sort_by_key(|it| it.sentence);
        for quotation in &mut quotations {
            quotation.attribution = quotation.attribution.and_then(|it| places.get(it).copied());
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

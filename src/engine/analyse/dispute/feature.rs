//! What the dispute model looks at in two positions.

use super::position::Position;
use super::topic::Topics;
use crate::analyse::Findings;
use crate::analyse::attribution::{SourceKind, Stance};
use crate::analyse::cue::CueSet;

/// Names of the features, in the order of a row; those of one position stand twice, for the earlier and the later.
pub const NAMES: [&str; N_FEATURES] = [
    "bias",
    "shared",
    "shared_words",
    "nothing_shared",
    "distance",
    "next_to_each_other",
    "within_three",
    "within_eight",
    "same_paragraph",
    "later_names_earlier",
    "earlier_names_later",
    "either_names_other",
    "later_names_and_opposes",
    "contrast_within_three",
    "contrast_and_shared",
    "one_negated",
    "one_negated_and_shared",
    "tones_differ",
    "leanings_differ",
    "charge_then_denial",
    "fault_then_defence",
    "denial_and_shared",
    "denial_near",
    "both_ask",
    "talk_of_each_other",
    "both_speak_often",
    "one_speaks_once",
    "place_of_both",
    "log_pairs",
    "headline_in_both",
    "against_each_other",
    "later_answers",
    "one_is_an_opponent",
    "distance_alone",
    "a.denies",
    "a.alleges",
    "a.opposes",
    "a.supports",
    "a.demands",
    "a.concedes",
    "a.declines",
    "a.expects",
    "a.deny_word",
    "a.allege_word",
    "a.oppose_word",
    "a.fear_word",
    "a.support_word",
    "a.defend_word",
    "a.charge_word",
    "a.fault",
    "a.praise",
    "a.negated",
    "a.ought",
    "a.quoted",
    "a.carried",
    "a.named",
    "a.unnamed",
    "a.introduced",
    "a.contrast",
    "a.length",
    "a.short",
    "a.log_place",
    "a.first_four",
    "b.denies",
    "b.alleges",
    "b.opposes",
    "b.supports",
    "b.demands",
    "b.concedes",
    "b.declines",
    "b.expects",
    "b.deny_word",
    "b.allege_word",
    "b.oppose_word",
    "b.fear_word",
    "b.support_word",
    "b.defend_word",
    "b.charge_word",
    "b.fault",
    "b.praise",
    "b.negated",
    "b.ought",
    "b.quoted",
    "b.carried",
    "b.named",
    "b.unnamed",
    "b.introduced",
    "b.contrast",
    "b.length",
    "b.short",
    "b.log_place",
    "b.first_four",
];

/// How many there are.
pub const N_FEATURES: usize = PAIR + 2 * ONE;
/// Those of a pair.
const PAIR: usize = 34;
/// Those of one position.
const ONE: usize = 29;

/// One row, in the order of [`NAMES`]; mostly 0 or 1, else about that size.
pub type Features = [f32; N_FEATURES];

/// How often each source speaks, and of whom: what a whole article tells of two sides.
pub(super) struct Camps {
    spoken: Vec<u16>,
    named: Vec<u16>,
    against: Vec<u16>,
}

/// Words by which one is set against another.
const AGAINST: CueSet = CueSet::DENY.or(CueSet::OPPOSE).or(CueSet::ALLEGE).or(CueSet::FAULT);

/// The most sources that are told apart: more only in texts that are no article.
const SOURCES: usize = 64;

impl Camps {
    /// Counts the positions; `of` numbers the source of each.
    pub(super) fn of(positions: &[Position], of: &[usize], found: &Findings) -> Self {
        let mut camps =
            Self { spoken: vec![0; SOURCES], named: vec![0; SOURCES * SOURCES], against: vec![0; SOURCES * SOURCES] };
        let mut first: Vec<Option<&Position>> = vec![None; SOURCES];
        for (it, &source) in positions.iter().zip(of) {
            if let Some(slot) = first.get_mut(source) {
                slot.get_or_insert(it);
            }
        }
        for (it, &source) in positions.iter().zip(of) {
            if let Some(n) = camps.spoken.get_mut(source) {
                *n = n.saturating_add(1);
            }
            for (other, whose) in first.iter().enumerate() {
                let names = other != source && whose.is_some_and(|whose| it.names(found, whose));
                let at = source.min(SOURCES) * SOURCES + other;
                if let Some(n) = camps.named.get_mut(at).filter(|_| names) {
                    *n = n.saturating_add(1);
                }
                if let Some(n) = camps.against.get_mut(at).filter(|_| names && it.cues.has(AGAINST)) {
                    *n = n.saturating_add(1);
                }
            }
        }
        camps
    }

    fn spoken(&self, source: usize) -> u16 {
        self.spoken.get(source).copied().unwrap_or(1)
    }

    fn named(&self, by: usize, source: usize) -> u16 {
        self.named.get(by * SOURCES + source).copied().unwrap_or_default()
    }

    fn against(&self, by: usize, source: usize) -> u16 {
        self.against.get(by * SOURCES + source).copied().unwrap_or_default()
    }
}

/// Numbers the sources: positions of the same one have the same number.
pub(super) fn sources(positions: &[Position]) -> Vec<usize> {
    let mut firsts: Vec<&Position> = Vec::new();
    let number = |it| match firsts.iter().position(|first: &&Position| first.same_source(it)) {
        Some(at) => at,
        None if firsts.len() < SOURCES - 1 => {
            firsts.push(it);
            firsts.len() - 1
        }
        None => SOURCES - 1,
    };
    positions.iter().map(number).collect()
}

/// Where the number of pairs stands in a row: the more there are, the less likely each is the one.
pub(super) const LOG_PAIRS: usize = 28;

/// What is looked at in a pair, the first of a row.
pub(super) type Pair = [f32; PAIR];

/// What is looked at in two positions together, the earlier one first, with the numbers of their sources.
pub(super) fn pair(
    found: &Findings,
    topics: &Topics,
    camps: &Camps,
    a: (&Position, usize),
    b: (&Position, usize),
) -> Pair {
    let yes = |it: bool| f32::from(u8::from(it));
    let ((a, source_a), (b, source_b)) = (a, b);
    let (shared, count) = topics.shared(a, b);
    let far = b.place.saturating_sub(a.place);
    let names = (b.names(found, a), a.names(found, b));
    let charge = CueSet::ALLEGE.or(CueSet::CHARGE).or(CueSet::FAULT);
    let denies = |it: &Position| it.stance == Stance::Denies || it.cues.has(CueSet::DENY);
    let defends = |it: &Position| it.cues.has(CueSet::DEFEND.or(CueSet::SUPPORT)) || it.stance == Stance::Supports;
    let faults = |it: &Position| it.tone < 0 || it.cues.has(CueSet::OPPOSE) || it.stance == Stance::Opposes;
    let (n_a, n_b) = (camps.spoken(source_a), camps.spoken(source_b));
    let each_other = camps.named(source_a, source_b) + camps.named(source_b, source_a);
    let against_each_other = camps.against(source_a, source_b) + camps.against(source_b, source_a);
    [
        1.0,
        shared.min(8.0) / 4.0,
        count.min(4) as f32 / 4.0,
        yes(count == 0),
        far.min(20) as f32 / 10.0,
        yes(far == 1),
        yes(far <= 3),
        yes(far <= 8),
        yes(a.paragraph == b.paragraph),
        yes(names.0),
        yes(names.1),
        yes(names.0 || names.1),
        yes(names.0 && b.cues.has(AGAINST)),
        yes(b.contrast && far <= 3),
        yes(b.contrast && count > 0),
        yes(a.negated != b.negated),
        yes(a.negated != b.negated && count > 0),
        yes(a.tone * b.tone < 0),
        yes(a.leaning * b.leaning < 0),
        yes(a.cues.has(charge) && denies(b)),
        yes(faults(a) && defends(b) || faults(b) && defends(a)),
        yes(denies(b) && count > 0),
        yes(denies(b) && far <= 4),
        yes(a.ought && b.ought),
        f32::from(each_other.min(4)) / 2.0,
        yes(n_a >= 2 && n_b >= 2),
        yes(n_a == 1 || n_b == 1),
        a.log_place + b.log_place,
        0.0,
        a.headline.min(b.headline),
        f32::from(against_each_other.min(3)) / 2.0,
        yes(b.answers && far <= 6),
        yes(a.opponent != b.opponent),
        if count == 0 { far.min(20) as f32 / 10.0 } else { 0.0 },
    ]
}

/// The row of two positions, the earlier one first.
pub(super) fn row(pair: &Pair, a: &Position, b: &Position) -> Features {
    let (earlier, later) = (one(a), one(b));
    let mut parts = pair.iter().chain(&earlier).chain(&later);
    std::array::from_fn(|_| parts.next().copied().unwrap_or_default())
}

/// What a row weighs, in parts: a position is in many pairs, and what is its own is reckoned once.
pub(super) struct Weighing<'a> {
    weights: &'a Features,
    /// For each position what it weighs as the earlier one, and as the later.
    alone: Vec<(f32, f32)>,
}

impl<'a> Weighing<'a> {
    pub(super) fn of(positions: &[Position], weights: &'a Features) -> Self {
        let (_, own) = weights.split_at(PAIR);
        let (earlier, later) = own.split_at(ONE);
        let both = |it: &Position| {
            let features = one(it);
            (dot(&features, earlier), dot(&features, later))
        };
        Self { weights, alone: positions.iter().map(both).collect() }
    }

    /// The log-odds of a pair, the earlier position first.
    pub(super) fn score(&self, pair: &Pair, [a, b]: [usize; 2]) -> f32 {
        let alone = |at: usize| self.alone.get(at).copied().unwrap_or_default();
        dot(pair, self.weights) + alone(a).0 + alone(b).1
    }
}

/// The sum of the products, as far as the shorter goes.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn one(it: &Position) -> [f32; ONE] {
    let yes = |it: bool| f32::from(u8::from(it));
    let stance = |wanted| yes(it.stance == wanted);
    let cue = |kinds| yes(it.cues.has(kinds));
    [
        stance(Stance::Denies),
        stance(Stance::Alleges),
        stance(Stance::Opposes),
        stance(Stance::Supports),
        stance(Stance::Demands),
        stance(Stance::Concedes),
        stance(Stance::Declines),
        stance(Stance::Expects),
        cue(CueSet::DENY),
        cue(CueSet::ALLEGE),
        cue(CueSet::OPPOSE),
        cue(CueSet::FEAR),
        cue(CueSet::SUPPORT),
        cue(CueSet::DEFEND),
        cue(CueSet::CHARGE),
        yes(it.tone < 0),
        yes(it.tone > 0),
        yes(it.negated),
        yes(it.ought),
        yes(it.quoted),
        yes(it.carried),
        yes(it.source.kind == SourceKind::Named),
        yes(it.source.kind == SourceKind::Anonymous),
        yes(it.source.mention.contains(it.source.name)),
        yes(it.contrast),
        it.length.min(40) as f32 / 40.0,
        yes(it.length < 12),
        it.log_place,
        yes(it.place < 4),
    ]
}

//! What the ranking of open questions looks at in a sentence: its place, who speaks, which cues it holds, what it is about.

use crate::Analysis;
use crate::analyse::attribution::{Mode, SourceKind, Stance};
use crate::analyse::cue::CueSet;
use crate::analyse::figure::FigureKind;
use crate::answer::table::{DIMENSIONS, meaning};
use crate::segment::tag::Tag;
use crate::segment::{Sentence, SentenceKind};
use crate::span::Span;

/// Names of the features that stand before the cues and the meaning, in the order of a row.
const PLAIN: [&str; N_PLAIN] = [
    "bias",
    "log_place",
    "place_share",
    "first",
    "second_or_third",
    "last",
    "opens_paragraph",
    "length",
    "under_9_words",
    "under_14_words",
    "over_40_words",
    "short_article",
    "quoted_share",
    "opens_with_quotation",
    "wholly_quoted",
    "attributed",
    "indirect",
    "mixed",
    "source_named",
    "source_unnamed",
    "source_document",
    "source_carried",
    "denies",
    "concedes",
    "alleges",
    "promises",
    "declines",
    "demands",
    "expects",
    "opposes",
    "supports",
    "figures",
    "money_or_share",
    "dated",
    "future_date",
    "coming_event",
    "hedged",
    "disputed",
    "asks",
    "near_headline",
    "near_article",
    "near_sentence_before",
    "opens_with_pronoun",
    "opens_with_contrast",
    "first_person",
    "second_person",
    "told_in_past",
    "told_in_present",
    "perfect",
    "comparative",
    "names",
    "will",
    "would",
    "could",
    "may_or_might",
    "should_or_must",
    "can",
    "if_or_unless",
    "whether",
    "question_word",
    "negated",
    "because",
    "to_infinitive",
    "has_draft",
    "draft_weight",
    "drafts",
    "draft_of_general_kind",
    "draft_over_1.3",
    "draft_over_2",
    "draft_over_2.6",
    "draft_over_2.9",
];

/// How many of them there are.
const N_PLAIN: usize = 71;

/// How many features there are: the plain ones, a cue of each kind, and the dimensions of the meaning.
pub const N_FEATURES: usize = N_PLAIN + CueSet::KINDS + DIMENSIONS;

/// One row.
pub type Features = [f32; N_FEATURES];

/// The name of the feature at `at`.
pub fn name(at: usize) -> String {
    let cue = |it: usize| CueSet::name(it).map(|it| format!("cue_{it}"));
    let plain = PLAIN.get(at).map(|it| (*it).to_owned());
    plain
        .or_else(|| cue(at.checked_sub(N_PLAIN)?))
        .unwrap_or_else(|| format!("meaning_{}", at.saturating_sub(N_PLAIN + CueSet::KINDS)))
}

/// Which findings stand in which sentence, and what the article is about.
pub(super) struct Found {
    attributions: Vec<Option<usize>>,
    flags: Vec<Flags>,
    /// The meaning of each sentence.
    meanings: Vec<[f32; DIMENSIONS]>,
    headline: [f32; DIMENSIONS],
    whole: [f32; DIMENSIONS],
    /// Place among the body sentences, and how many there are.
    places: Vec<usize>,
    bodies: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Flags {
    figures: u8,
    money: bool,
    dated: bool,
    future: bool,
    coming: bool,
    hedged: bool,
    disputed: bool,
    names: u8,
}

impl Found {
    pub(super) fn of(analysis: &Analysis) -> Self {
        let n = analysis.sentences.len();
        let findings = &analysis.findings;
        let mut attributions = vec![None; n];
        for (at, it) in findings.attributions.iter().enumerate() {
            if let Some(slot) = attributions.get_mut(it.sentence) {
                slot.get_or_insert(at);
            }
        }
        let mut flags = vec![Flags::default(); n];
        let mut set = |at: usize, change: &dyn Fn(&mut Flags)| {
            if let Some(it) = flags.get_mut(at) {
                change(it);
            }
        };
        for it in &findings.figures {
            let money = matches!(it.kind, FigureKind::Money | FigureKind::Share);
            set(it.sentence, &|to| {
                to.figures = to.figures.saturating_add(1);
                to.money |= money;
            });
        }
        for it in &findings.dates {
            set(it.sentence, &|to| {
                to.dated = true;
                to.future |= it.future;
            });
        }
        findings.hedges.iter().for_each(|it| set(it.sentence, &|to| to.hedged = true));
        findings.events.iter().for_each(|it| set(it.sentence, &|to| to.coming = true));
        findings.disputes.iter().flat_map(|it| &it.sides).for_each(|it| set(it.sentence, &|to| to.disputed = true));
        for it in findings.entities.iter().flat_map(|it| &it.mentions) {
            set(it.sentence, &|to| to.names = to.names.saturating_add(1));
        }
        let article = &analysis.article;
        let mut places = vec![0; n];
        let mut bodies = 0;
        let mut whole = [0.0; DIMENSIONS];
        let mut meanings = Vec::with_capacity(n);
        for (place, sentence) in places.iter_mut().zip(&analysis.sentences) {
            let body = sentence.kind == SentenceKind::Body;
            let words = sentence.tokens.iter().take(if body { MOST_WORDS } else { 0 }).map(|it| article.slice(it.span));
            let it = meaning(words);
            whole.iter_mut().zip(it).for_each(|(sum, it)| *sum += it);
            meanings.push(it);
            *place = bodies;
            bodies += usize::from(body);
        }
        let length = whole.iter().map(|it| it * it).sum::<f32>().sqrt().max(1e-6);
        whole.iter_mut().for_each(|it| *it /= length);
        let title = article.metadata.headline.as_deref().unwrap_or_default();
        let headline = meaning(title.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()));
        Self { attributions, flags, meanings, headline, whole, places, bodies }
    }

    /// The meaning of a sentence.
    fn meaning(&self, at: usize) -> [f32; DIMENSIONS] {
        self.meanings.get(at).copied().unwrap_or([0.0; DIMENSIONS])
    }
}

/// What is added to the model's log-odds where the article says in so many words that something is open: readers
/// look for these first, though editors ask of them no more often than of others.
pub fn outspoken(row: &Features) -> f32 {
    let at = PLAIN.iter().position(|it| *it == "draft_over_2.6");
    at.and_then(|it| row.get(it)).map_or(0.0, |it| 0.6 * it)
}

/// Words of a sentence that are read for its meaning.
const MOST_WORDS: usize = 64;

fn near(a: &[f32; DIMENSIONS], b: &[f32; DIMENSIONS]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn yes(it: bool) -> f32 {
    f32::from(u8::from(it))
}

/// What of a sentence's drafts the ranking sees: the greatest weight, and how many there are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Drafts {
    pub(super) best: f32,
    pub(super) count: usize,
}

/// The row of sentence `at`, whose cues are `cues`.
pub(super) fn row(
    analysis: &Analysis,
    found: &Found,
    at: usize,
    sentence: &Sentence,
    cues: &[CueSet],
    drafts: Drafts,
) -> Features {
    let article = &analysis.article;
    let mut seen = Seen::default();
    let mut words = 0_usize;
    let mut first = "";
    for (i, token) in sentence.tokens.iter().enumerate() {
        let word = article.slice(token.span);
        if !word.contains(char::is_alphanumeric) {
            continue;
        }
        words += 1;
        if first.is_empty() {
            first = word;
        }
        let next = sentence.tokens.get(i + 1).map(|it| it.tag);
        seen.word(word, token.tag, next);
    }
    let opener = sentence.tokens.first().map_or("", |it| article.slice(it.span));
    let opens_quoted = matches!(opener, "\"" | "“" | "''" | "``");
    let quoted = quoted_share(analysis, sentence.span);
    let attribution =
        found.attributions.get(at).copied().flatten().and_then(|it| analysis.findings.attributions.get(it));
    let mode = |wanted| yes(attribution.is_some_and(|it| it.mode == wanted));
    let kind = |wanted| yes(attribution.is_some_and(|it| it.source.kind == wanted));
    let stance = |wanted| yes(attribution.is_some_and(|it| it.stance == wanted));
    let flags = found.flags.get(at).copied().unwrap_or_default();
    let place = found.places.get(at).copied().unwrap_or_default();
    let paragraph = |it: usize| analysis.sentences.get(it).map(|it| it.paragraph);
    let opens = at == 0 || paragraph(at - 1) != Some(sentence.paragraph);
    let meaning = found.meaning(at);
    let before = at.checked_sub(1).map_or([0.0; DIMENSIONS], |it| found.meaning(it));
    let is = |list: &[&str]| yes(list.iter().any(|it| first.eq_ignore_ascii_case(it)));
    let plain: [f32; N_PLAIN] = [
        1.0,
        (1.0 + place as f32).ln(),
        place as f32 / found.bodies.max(1) as f32,
        yes(place == 0),
        yes((1..=2).contains(&place)),
        yes(place + 1 == found.bodies),
        yes(opens),
        words.min(40) as f32 / 40.0,
        yes(words < 9),
        yes(words < 14),
        yes(words > 40),
        // In a short story every sentence is likelier to be one of the five.
        1.0 / (1.0 + found.bodies as f32 / 10.0),
        quoted,
        yes(opens_quoted),
        yes(quoted > 0.6),
        yes(attribution.is_some()),
        mode(Mode::Indirect),
        mode(Mode::Mixed),
        kind(SourceKind::Named),
        kind(SourceKind::Anonymous),
        kind(SourceKind::Document),
        yes(attribution.is_some_and(|it| it.cue.is_none())),
        stance(Stance::Denies),
        stance(Stance::Concedes),
        stance(Stance::Alleges),
        stance(Stance::Promises),
        stance(Stance::Declines),
        stance(Stance::Demands),
        stance(Stance::Expects),
        stance(Stance::Opposes),
        stance(Stance::Supports),
        f32::from(flags.figures.min(4)) / 2.0,
        yes(flags.money),
        yes(flags.dated),
        yes(flags.future),
        yes(flags.coming),
        yes(flags.hedged),
        yes(flags.disputed),
        yes(sentence.text(article).trim_end_matches(['"', '”', '’', '\'']).ends_with('?')),
        near(&meaning, &found.headline),
        near(&meaning, &found.whole),
        near(&meaning, &before),
        is(&["he", "she", "it", "they", "we", "i", "this", "that", "these", "those", "his", "her", "their", "its"]),
        is(&["but", "however", "meanwhile", "yet", "still", "despite", "although", "while"]),
        yes(seen.i_or_we),
        yes(seen.you),
        yes(seen.past),
        yes(seen.present),
        yes(seen.perfect),
        yes(seen.comparative),
        f32::from(flags.names.min(6)) / 3.0,
        yes(seen.will),
        yes(seen.would),
        yes(seen.could),
        yes(seen.may),
        yes(seen.should),
        yes(seen.can),
        yes(seen.if_unless),
        yes(seen.whether),
        yes(seen.asking),
        yes(seen.negated),
        yes(seen.because),
        yes(seen.infinitive),
        yes(drafts.count > 0),
        drafts.best,
        drafts.count.min(4) as f32 / 2.0,
        yes(drafts.best > 0.0 && drafts.best < 0.75),
        yes(drafts.best > 1.3),
        yes(drafts.best >= 2.0),
        yes(drafts.best > 2.6),
        yes(drafts.best > 2.9),
    ];
    let mut row = [0.0; N_FEATURES];
    let (to_plain, rest) = row.split_at_mut(N_PLAIN);
    let (to_cues, to_meaning) = rest.split_at_mut(CueSet::KINDS);
    to_plain.copy_from_slice(&plain);
    let all = cues.iter().fold(CueSet::default(), |all, it| all.or(*it));
    to_cues.iter_mut().enumerate().for_each(|(kind, to)| *to = yes(all.holds(kind)));
    to_meaning.iter_mut().zip(meaning).for_each(|(to, from)| *to = from);
    row
}

/// Words that a sentence holds.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a feature of its own")]
struct Seen {
    i_or_we: bool,
    you: bool,
    past: bool,
    present: bool,
    perfect: bool,
    comparative: bool,
    will: bool,
    would: bool,
    could: bool,
    may: bool,
    should: bool,
    can: bool,
    if_unless: bool,
    whether: bool,
    asking: bool,
    negated: bool,
    because: bool,
    infinitive: bool,
}

impl Seen {
    fn word(&mut self, word: &str, tag: Tag, next: Option<Tag>) {
        self.past |= tag == Tag::VBD;
        self.present |= matches!(tag, Tag::VBZ | Tag::VBP);
        self.comparative |= matches!(tag, Tag::JJR | Tag::RBR);
        self.asking |= matches!(tag, Tag::WP | Tag::WRB);
        self.infinitive |= tag == Tag::TO && next == Some(Tag::VB);
        let mut buffer = [0_u8; 8];
        let Some(lower) = buffer.get_mut(..word.len()) else { return };
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        match &*lower {
            b"i" | b"we" | b"my" | b"our" | b"me" | b"us" => self.i_or_we = true,
            b"you" | b"your" => self.you = true,
            b"has" | b"have" | b"'ve" => self.perfect = true,
            b"will" | b"wo" | b"'ll" => self.will = true,
            b"would" | b"'d" => self.would = true,
            b"could" => self.could = true,
            b"may" | b"might" => self.may |= tag == Tag::MD,
            b"should" | b"must" => self.should = true,
            b"can" | b"ca" | b"cannot" => self.can = true,
            b"if" | b"unless" => self.if_unless = true,
            b"whether" => self.whether = true,
            b"not" | b"n't" | b"no" | b"never" | b"without" | b"neither" | b"nor" => self.negated = true,
            b"because" | b"due" | b"amid" => self.because = true,
            _ => {}
        }
    }
}

/// Share of the span's bytes that stand inside quotation marks.
fn quoted_share(analysis: &Analysis, span: Span) -> f32 {
    let quotations = &analysis.findings.quotations;
    let first = quotations.partition_point(|it| it.outer.end <= span.start);
    let inside = quotations.iter().skip(first).take_while(|it| it.outer.start < span.end).filter(|it| !it.nested);
    let shared = |it: Span| it.end.min(span.end).saturating_sub(it.start.max(span.start));
    inside.map(|it| shared(it.outer)).sum::<usize>() as f32 / span.len().max(1) as f32
}

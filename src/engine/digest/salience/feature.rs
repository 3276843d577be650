//! What the salience model looks at in a sentence.

use super::topic::Topics;
use crate::Analysis;
use crate::analyse::attribution::{Attribution, Mode, SourceKind};
use crate::analyse::figure::FigureKind;
use crate::segment::tag::Tag;
use crate::segment::{Sentence, SentenceKind};
use crate::span::Span;

/// Names of the features, in the order of a row.
pub const NAMES: [&str; N_FEATURES] = [
    "bias",
    "log_place",
    "inverse_place",
    "place_share",
    "first",
    "second_or_third",
    "fourth_to_sixth",
    "opens_paragraph",
    "length",
    "under_9_words",
    "under_13_words",
    "over_40_words",
    "quoted_share",
    "opens_with_quotation",
    "inside_quotation",
    "wholly_quoted",
    "attributed",
    "indirect",
    "mixed",
    "source_named",
    "source_full_name",
    "source_pronoun",
    "source_unnamed",
    "source_document",
    "carried_source",
    "figures",
    "money_or_share",
    "dated",
    "future_date",
    "year",
    "headline_words",
    "central",
    "centrality",
    "opens_with_pronoun",
    "contrast",
    "negated",
    "modal",
    "hedged",
    "coming_event",
    "disputed",
    "question",
    "entities",
    "first_person",
    "after_quotation",
];

/// How many there are.
pub const N_FEATURES: usize = 44;

/// One row, in the order of [`NAMES`]; mostly 0 or 1, else about that size.
pub type Features = [f32; N_FEATURES];

/// A row for every body sentence, with the sentence's index.
pub(super) fn all(analysis: &Analysis, topics: &Topics) -> Vec<(usize, Features)> {
    let found = Found::of(analysis);
    let bodies = || analysis.sentences.iter().enumerate().filter(|(_, it)| it.kind == SentenceKind::Body);
    let count = bodies().count();
    let mut paragraph = None;
    let mut rows = Vec::with_capacity(count);
    for (place, (at, sentence)) in bodies().enumerate() {
        let opens_paragraph = paragraph != Some(sentence.paragraph);
        paragraph = Some(sentence.paragraph);
        let place = Place { place, count, opens_paragraph };
        rows.push((at, row(analysis, topics, &found, at, sentence, place)));
    }
    rows
}

/// Features for training: as the ranking sees them, for callers outside the ranking.
pub fn rows(analysis: &Analysis) -> Vec<(usize, Features)> {
    all(analysis, &Topics::of(analysis))
}

/// Where a sentence stands among the body sentences.
struct Place {
    place: usize,
    count: usize,
    opens_paragraph: bool,
}

/// Which findings stand in which sentence.
struct Found {
    attributions: Vec<Option<usize>>,
    carried: Vec<bool>,
    figures: Vec<(u8, bool)>,
    dates: Vec<(bool, bool)>,
    hedged: Vec<bool>,
    coming: Vec<bool>,
    disputed: Vec<bool>,
    entities: Vec<u8>,
}

impl Found {
    fn of(analysis: &Analysis) -> Self {
        let n = analysis.sentences.len();
        let findings = &analysis.findings;
        let mut found = Self {
            attributions: vec![None; n],
            carried: vec![false; n],
            figures: vec![(0, false); n],
            dates: vec![(false, false); n],
            hedged: vec![false; n],
            coming: vec![false; n],
            disputed: vec![false; n],
            entities: vec![0; n],
        };
        for (at, it) in findings.attributions.iter().enumerate() {
            if let Some(slot) = found.attributions.get_mut(it.sentence) {
                slot.get_or_insert(at);
            }
            if it.cue.is_none() {
                set(&mut found.carried, it.sentence);
            }
        }
        for it in &findings.figures {
            if let Some((n, money)) = found.figures.get_mut(it.sentence) {
                *n = n.saturating_add(1);
                *money |= matches!(it.kind, FigureKind::Money | FigureKind::Share);
            }
        }
        for it in &findings.dates {
            if let Some((dated, future)) = found.dates.get_mut(it.sentence) {
                *dated = true;
                *future |= it.future;
            }
        }
        findings.hedges.iter().for_each(|it| set(&mut found.hedged, it.sentence));
        findings.events.iter().for_each(|it| set(&mut found.coming, it.sentence));
        findings.disputes.iter().flat_map(|it| &it.sides).for_each(|it| set(&mut found.disputed, it.sentence));
        for it in findings.entities.iter().flat_map(|it| &it.mentions) {
            if let Some(n) = found.entities.get_mut(it.sentence) {
                *n = n.saturating_add(1);
            }
        }
        found
    }
}

fn set(flags: &mut [bool], at: usize) {
    if let Some(flag) = flags.get_mut(at) {
        *flag = true;
    }
}

fn row(analysis: &Analysis, topics: &Topics, found: &Found, at: usize, sentence: &Sentence, place: Place) -> Features {
    let yes = |it: bool| f32::from(u8::from(it));
    let article = &analysis.article;
    let n_words = sentence.tokens.iter().filter(|it| article.slice(it.span).contains(char::is_alphanumeric)).count();
    let words = n_words as f32;
    let first = article.slice(sentence.tokens.first().map(|it| it.span).unwrap_or_default());
    let opens_quoted = matches!(first, "\"" | "“" | "''" | "``");
    let quoted = quoted_share(analysis, sentence.span);
    let attribution =
        found.attributions.get(at).copied().flatten().and_then(|it| analysis.findings.attributions.get(it));
    let mode = |wanted| yes(attribution.is_some_and(|it| it.mode == wanted));
    let kind = |wanted| yes(attribution.is_some_and(|it| it.source.kind == wanted));
    let (n_figures, money) = found.figures.get(at).copied().unwrap_or_default();
    let (dated, future) = found.dates.get(at).copied().unwrap_or_default();
    let flag = |flags: &[bool]| yes(flags.get(at).copied().unwrap_or_default());
    let (central, centrality) = topics.centrality(at);
    let lower = first.to_lowercase();
    let has_tag = |tags: &[Tag]| sentence.tokens.iter().any(|it| tags.contains(&it.tag));
    let word_is = |wanted: &[&str]| sentence.tokens.iter().any(|it| wanted.contains(&article.slice(it.span)));
    let year = |it: &str| it.len() == 4 && (it.starts_with("19") || it.starts_with("20")) && it.parse::<u32>().is_ok();
    let rank = place.place as f32;
    [
        1.0,
        (1.0 + rank).ln(),
        1.0 / (1.0 + rank),
        rank / place.count.max(1) as f32,
        yes(place.place == 0),
        yes((1..=2).contains(&place.place)),
        yes((3..=5).contains(&place.place)),
        yes(place.opens_paragraph),
        words.min(40.0) / 40.0,
        yes(n_words < 9),
        yes(n_words < 13),
        yes(n_words > 40),
        quoted,
        yes(opens_quoted),
        yes(quoted > 0.9 && !opens_quoted),
        yes(quoted > 0.6),
        yes(attribution.is_some()),
        mode(Mode::Indirect),
        mode(Mode::Mixed),
        kind(SourceKind::Named),
        yes(attribution.is_some_and(full_name)),
        yes(attribution.is_some_and(|it| article.slice(it.source.mention).len() <= 4)),
        kind(SourceKind::Anonymous),
        kind(SourceKind::Document),
        flag(&found.carried),
        f32::from(n_figures.min(4)) / 2.0,
        yes(money),
        yes(dated),
        yes(future),
        yes(sentence.tokens.iter().any(|it| year(article.slice(it.span)))),
        topics.headline(at),
        central / 8.0,
        centrality,
        yes(matches!(
            lower.as_str(),
            "he" | "she"
                | "it"
                | "they"
                | "we"
                | "i"
                | "this"
                | "that"
                | "these"
                | "those"
                | "his"
                | "her"
                | "their"
                | "its"
        )),
        yes(matches!(lower.as_str(), "but" | "however" | "meanwhile" | "yet" | "still" | "despite" | "although")),
        yes(word_is(&["not", "n't", "n’t", "no", "never", "neither", "without", "nor"])),
        yes(has_tag(&[Tag::MD])),
        flag(&found.hedged),
        flag(&found.coming),
        flag(&found.disputed),
        yes(article.slice(sentence.span).trim_end_matches(['"', '”']).ends_with('?')),
        f32::from(found.entities.get(at).copied().unwrap_or_default().min(6)) / 3.0,
        yes(word_is(&["I", "we", "We", "my", "our", "me", "us"])),
        yes(place.place > 0
            && at > 0
            && analysis.sentences.get(at - 1).is_some_and(|it| quoted_share(analysis, it.span) > 0.6)),
    ]
}

/// Whether the source stands here with its full name, as newspapers introduce people.
fn full_name(attribution: &Attribution) -> bool {
    attribution.source.mention.contains(attribution.source.name)
}

/// Share of the span's bytes that stand inside quotation marks.
fn quoted_share(analysis: &Analysis, span: Span) -> f32 {
    let quotations = &analysis.findings.quotations;
    let first = quotations.partition_point(|it| it.outer.end <= span.start);
    let inside = quotations.iter().skip(first).take_while(|it| it.outer.start < span.end).filter(|it| !it.nested);
    let shared = |it: Span| it.end.min(span.end).saturating_sub(it.start.max(span.start));
    inside.map(|it| shared(it.outer)).sum::<usize>() as f32 / span.len().max(1) as f32
}

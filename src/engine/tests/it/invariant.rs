//! What holds for every text whatsoever. Read by the tests here and by the fuzz target.

use chrono::NaiveDate;
use engine::Analysis;
use engine::answer::{AnswerKind, Reader, Turn};
use engine::article::{Article, Metadata, Quote, Region, RegionKind};
use engine::digest::wording::{Label, Piece, Wording};
use engine::digest::{Digest, digest};
use engine::extract::{Format, Known, read};
use engine::lexicon::Lexicon;
use engine::recipe::{Recipe, Recipes};
use engine::render;
use engine::render::fit::fit;
use engine::render::markdown::markdown;
use engine::render::terminal::{Style, terminal};
use engine::segment::SentenceKind;
use engine::span::Span;

/// What every run needs, made once.
pub(crate) struct World {
    pub(crate) lexicon: Lexicon,
    pub(crate) deep: Recipe,
    pub(crate) standard: Recipe,
}

impl World {
    pub(crate) fn new() -> Self {
        let recipes = Recipes::embedded().expect("the shipped recipes are sound");
        let named = |name| recipes.named(name).expect("it is shipped").clone();
        Self { lexicon: Lexicon::embedded(), deep: named("deep"), standard: named("standard") }
    }
}

/// Ways to read bytes.
const FORMATS: [Format; 4] = [Format::Detect, Format::Html, Format::Markdown, Format::Plain];

/// From here on a way asks questions too, which takes longer than all the rest.
const ASKS: u8 = 240;

/// Everything, on bytes that may be anything, read in one of five ways: as a file of some kind, or as a story whose every
/// paragraph is taken for body.
pub(crate) fn hold_as(way: u8, bytes: &[u8], world: &World) {
    let article = match FORMATS.get(usize::from(way) % (FORMATS.len() + 1)) {
        Some(&format) => read(bytes, format, None, &Known::default()).ok(),
        None => Some(as_story(&String::from_utf8_lossy(bytes))),
    };
    match article {
        Some(article) if way < ASKS => drop(hold_unasked(article, world)),
        Some(article) => hold(article, world),
        None => {}
    }
}

/// Everything, on bytes that may be anything: read in every way.
pub(crate) fn hold_for_bytes(bytes: &[u8], world: &World) {
    (ASKS..ASKS + 5).for_each(|way| hold_as(way, bytes, world));
}

/// Everything, on any text.
pub(crate) fn hold_for(text: &str, world: &World) {
    if let Ok(article) = read(text.as_bytes(), Format::Detect, None, &Known::default()) {
        hold(article, world);
    }
    hold(as_story(text), world);
}

/// `text` with each paragraph as body, so that no refusal keeps a text from the passes.
fn as_story(text: &str) -> Article {
    let mut at = 0;
    let mut regions = Vec::new();
    for paragraph in text.split("\n\n") {
        let span = Span::new(at, at + paragraph.len());
        regions.push(Region { span, kind: RegionKind::Body });
        at += paragraph.len() + 2;
    }
    let date_published = NaiveDate::from_ymd_opt(2025, 2, 17);
    Article::new(text.to_owned(), regions, Metadata { date_published, ..Metadata::default() })
}

/// All invariants of one article.
pub(crate) fn hold(article: Article, world: &World) {
    answers_are_grounded(&hold_unasked(article, world));
}

/// All but those of answers.
fn hold_unasked(article: Article, world: &World) -> Analysis {
    let analysis = Analysis::of(article.clone(), &world.lexicon);
    spans_fit(&analysis);
    let digested = digest(&analysis, &world.deep);
    claims_are_grounded(&analysis, &digested, &world.deep);
    questions_are_questions(&analysis, &digested);
    let view = digested.view(&analysis, &world.deep, None);
    let json = serde_json::to_string(&view).expect("a view is JSON");
    evidence_is_verbatim(&analysis, &serde_json::from_str(&json).expect("as it was written"));
    posts_fit(&view, world);

    let again = Analysis::of(article, &world.lexicon);
    let second = digest(&again, &world.deep).view(&again, &world.deep, None);
    assert_eq!(json, serde_json::to_string(&second).expect("a view is JSON"), "same input, same bytes");
    let all = |it: &Analysis| serde_json::to_string(&it.view(None)).expect("a view is JSON");
    assert_eq!(all(&analysis), all(&again), "same input, same bytes");
    analysis
}

fn spans_fit(analysis: &Analysis) {
    let text = analysis.article.text();
    let fits = |span: Span, what: &str| assert!(text.get(span.start..span.end).is_some(), "{what}: {span:?}");
    let full = |span: Span, what: &str| {
        fits(span, what);
        assert!(!span.is_empty(), "{what} is empty: {span:?}");
    };
    let mut end = 0;
    for it in &analysis.sentences {
        full(it.span, "sentence");
        assert!(it.span.start >= end, "sentences are in order and apart");
        end = it.span.end;
        it.tokens.iter().for_each(|token| full(token.span, "token"));
        assert!(it.tokens.iter().all(|token| it.span.contains(token.span)), "tokens lie in their sentence");
    }
    let found = &analysis.findings;
    let sentence = |it: usize| assert!(it < analysis.sentences.len(), "a finding names its sentence");
    for it in &found.quotations {
        fits(it.span, "quotation");
        assert!(it.outer.contains(it.span), "the marks stand around the words");
        assert!(it.attribution.is_none_or(|at| at < found.attributions.len()), "a quotation's speaker exists");
    }
    for it in &found.entities {
        full(it.name, "name");
        it.role.iter().chain(&it.short).for_each(|span| full(*span, "role"));
        it.mentions.iter().for_each(|mention| full(mention.span, "mention"));
    }
    for it in &found.dates {
        full(it.span, "date");
        sentence(it.sentence);
    }
    for it in &found.figures {
        full(it.span, "figure");
        it.unit.iter().chain(&it.of).for_each(|span| full(*span, "unit"));
        sentence(it.sentence);
    }
    for it in &found.hedges {
        full(it.span, "hedge");
        sentence(it.sentence);
    }
    for it in &found.attributions {
        full(it.source.name, "source");
        fits(it.source.mention, "mention");
        it.source.role.iter().chain(&it.cue).for_each(|span| full(*span, "cue or role"));
        it.content.iter().for_each(|span| full(*span, "content"));
        sentence(it.sentence);
        assert!(it.source.entity.is_none_or(|at| at < found.entities.len()), "a source's entity exists");
    }
    for it in &found.events {
        full(it.what, "event");
        it.when.iter().for_each(|span| full(*span, "when"));
        sentence(it.sentence);
    }
    for it in &found.disputes {
        full(it.about, "dispute");
        it.sides.iter().for_each(|side| {
            full(side.content, "side");
            sentence(side.sentence);
        });
    }
}

fn claims_are_grounded(analysis: &Analysis, digest: &Digest, recipe: &Recipe) {
    assert!(digest.claims.len() <= recipe.claims && digest.questions.len() <= recipe.questions);
    for claim in &digest.claims {
        assert!((1..=2).contains(&claim.evidence.len()), "a sentence, two at most");
        for span in &claim.evidence {
            assert!(analysis.article.quote(*span).is_some(), "evidence can be quoted");
        }
        let kind = analysis.sentences.get(claim.sentence).expect("its sentence exists").kind;
        assert_eq!(kind, SentenceKind::Body, "no caption, credit or heading is a claim");
        let words = claim.wording.render(analysis);
        assert!(!words.trim().is_empty() && words.chars().count() <= 240, "a wording has 1 to 240 characters: {words}");
        for piece in &claim.wording.pieces {
            let inside = |span: Span| claim.evidence.iter().any(|it| it.contains(span));
            match *piece {
                Piece::Kept(span) | Piece::Lowered(span) | Piece::Base(span) | Piece::Named { at: span, .. } => {
                    assert!(inside(span), "a claim's words are its evidence's: {words}");
                }
                Piece::Template(engine::digest::wording::Template::Fixed(fixed)) => {
                    let mark = |it: char| it.is_ascii_punctuation() || matches!(it, '…' | ' ');
                    assert!(fixed.chars().all(mark), "a claim has no word of ours: {fixed}");
                }
            }
        }
        nothing_quoted_is_cut(analysis, &claim.wording, &claim.evidence);
        for evidence in &claim.evidence {
            // What follows a statement may be who makes it, which is then said apart.
            let ends = (claim.label == Label::None).then_some(evidence.end);
            negations_are_kept(analysis, *evidence, &claim.wording, ends);
        }
    }
}

/// What stands inside quotation marks is kept whole or left out whole.
fn nothing_quoted_is_cut(analysis: &Analysis, wording: &Wording, evidence: &[Span]) {
    let text = analysis.article.text();
    for it in analysis.findings.quotations.iter().filter(|it| !it.nested && !it.span.is_empty()) {
        // A quotation that runs over sentences ends at the sentence for which it is evidence.
        for within in evidence {
            let part = Span::new(it.span.start.max(within.start), it.span.end.min(within.end));
            if part.of(text).chars().all(|it| !it.is_alphanumeric()) {
                continue;
            }
            // The mark that a quotation ends with belongs to the sentence around it.
            let ends = |it: char| !it.is_alphanumeric();
            let part = Span::new(part.start, part.start + part.of(text).trim_end_matches(ends).len()).trimmed(text);
            let touched: Vec<Span> =
                wording.pieces.iter().filter_map(kept).filter(|kept| kept.overlaps(part)).collect();
            let whole = touched.iter().any(|kept| kept.contains(part));
            // Two pieces that join without a gap keep it whole too.
            let joined = touched.iter().map(|kept| kept.end.min(part.end) - kept.start.max(part.start)).sum::<usize>();
            assert!(touched.is_empty() || whole || joined == part.len(), "cut inside a quotation: {}", part.of(text));
        }
    }
}

fn kept(piece: &Piece) -> Option<Span> {
    match piece {
        Piece::Kept(span) | Piece::Lowered(span) => Some(*span),
        Piece::Base(_) | Piece::Named { .. } | Piece::Template(_) => None,
    }
}

/// Coarse, and on purpose: of what a wording leaves out of a sentence no "not", "could" or "if" is missing, unless it went with
/// an aside that marks set off on both sides.
fn negations_are_kept(analysis: &Analysis, evidence: Span, wording: &Wording, ends: Option<usize>) {
    let text = analysis.article.text();
    let mut spans: Vec<Span> = wording.pieces.iter().filter_map(stands).filter(|it| evidence.contains(*it)).collect();
    if !spans.is_empty() {
        spans.extend(ends.map(|it| Span::new(it, it)));
    }
    for pair in spans.windows(2) {
        let [before, after] = pair else { continue };
        let (before, gap, after) = (before.of(text), Span::new(before.end, after.start).of(text), after.of(text));
        let held = gap.split_whitespace().map(bare).any(|it| HELD.contains(&it.as_str()) || it.ends_with("n't"));
        let (opening, closing) = ([',', '—', '–', '-', '('], [',', '—', '–', '-', ')', ';', ':', '.', '!', '?']);
        let opens = before.trim_end().ends_with(opening) || gap.trim_start().starts_with(opening);
        let closes = gap.trim_end().ends_with(closing) || after.trim_start().starts_with(closing) || after.is_empty();
        assert!(!held || opens && closes, "a negation was deleted: {before} | {gap} | {after}");
    }
}

/// What a statement can't lose without saying more than it did.
const HELD: [&str; 8] = ["not", "n't", "never", "cannot", "if", "unless", "might", "could"];

/// What a wording keeps, be it under another name.
fn stands(piece: &Piece) -> Option<Span> {
    match piece {
        Piece::Named { at, .. } => Some(*at),
        other => kept(other),
    }
}

fn bare(word: &str) -> String {
    word.replace('’', "'").trim_matches(|it: char| !it.is_alphanumeric() && it != '\'').to_lowercase()
}

fn questions_are_questions(analysis: &Analysis, digest: &Digest) {
    for question in &digest.questions {
        let words = question.wording.render(analysis);
        let count = words.split_whitespace().count();
        assert!(words.ends_with('?') && (3..=30).contains(&count), "no question: {words}");
        assert!(!analysis.article.text().contains(words.trim_end_matches('?')), "a sentence of the article: {words}");
        assert!(analysis.article.quote(question.evidence).is_some(), "evidence can be quoted");
    }
}

/// Every object with `exact`, `start` and `end` in the JSON stands word for word in the text.
fn evidence_is_verbatim(analysis: &Analysis, json: &serde_json::Value) {
    use serde_json::Value;
    match json {
        Value::Object(fields) => {
            if let (Some(exact), Some(start), Some(end)) = (fields.get("exact"), fields.get("start"), fields.get("end"))
            {
                let at = |it: &Value| usize::try_from(it.as_u64().expect("an offset")).expect("an offset");
                assert_eq!(analysis.article.text().get(at(start)..at(end)), exact.as_str(), "verbatim");
            }
            fields.values().for_each(|it| evidence_is_verbatim(analysis, it));
        }
        Value::Array(items) => items.iter().for_each(|it| evidence_is_verbatim(analysis, it)),
        _ => {}
    }
}

fn answers_are_grounded(analysis: &Analysis) {
    let fits = |quote: &Quote| assert_eq!(analysis.article.quote(quote.span()).as_ref(), Some(quote), "verbatim");
    let own: String = analysis.article.text().chars().take(60).collect();
    let mut thread = Vec::new();
    let reader = Reader::of(analysis);
    for question in ["Who said that?", "When will they decide?", "", own.as_str()] {
        let found = reader.answer(analysis, question, &thread);
        assert_eq!(found.kind == AnswerKind::Grounded, found.evidence.is_some(), "an answer has evidence");
        found.evidence.iter().chain(&found.nearest).for_each(fits);
        if let (Some(short), Some(evidence)) = (found.short, &found.evidence) {
            assert!(evidence.span().contains(short), "the short answer stands in its evidence");
        }
        let blocks = render::answer::blocks(&found.view(analysis, question, None));
        assert!(!blocks.is_empty(), "an answer or a refusal");
        let evidence = found.evidence.map(|it| it.span());
        thread.push(Turn { question: question.to_owned(), evidence });
    }
}

fn posts_fit(view: &engine::digest::view::DigestView, world: &World) {
    let blocks = render::digest::blocks(view, &render::digest::Frame { given: "Text given" });
    let measure = |blocks: &[render::block::Block]| terminal(blocks, Style::default()).chars().count();
    for most in [world.standard.length, 300, 40] {
        assert!(measure(&fit(blocks.clone(), most, "more", measure)) <= most, "a post fits");
    }
    let text = terminal(&blocks, Style { width: Some(60), colour: false });
    assert!(!text.contains(|it: char| it.is_control() && it != '\n'), "no control character is printed");
    assert!(!markdown(&blocks).contains(|it: char| it.is_control() && it != '\n'), "no control character is printed");
}

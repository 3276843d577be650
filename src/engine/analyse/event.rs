//! What comes next: announced, scheduled, expected events.

mod time;
mod trigger;

use std::ops::Range;

use crate::analyse::Findings;
use crate::analyse::clause::{NOT, Words};
use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::segment::{Sentence, SentenceKind};
use crate::span::Span;
use time::Time;
use trigger::Trigger;

/// How firm it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventStatus {
    /// It has a date or a fixed plan ("is scheduled for", "will meet on").
    Scheduled,
    /// Someone says they will.
    Announced,
    /// It is expected or forecast.
    Expected,
    /// It may come ("could").
    Possible,
}

/// One coming event.
#[derive(Clone, Debug)]
pub struct Event {
    /// The sentence that shows it (index).
    pub sentence: usize,
    /// The clause that names it.
    pub what: Span,
    /// When, as the article says ("in the coming weeks").
    pub when: Option<Span>,
    /// How firm.
    pub status: EventStatus,
    /// How surely it is a coming event of this story; higher first.
    pub score: f32,
}

/// Below this a clause is no coming event: above it a good third of what is shown is what an editor lists.
const FLOOR: f32 = 1.1;
/// Share of what the words that announce it weigh.
const FOUND: f32 = 0.73;
/// Somebody says that they will.
const ANNOUNCED: f32 = 0.22;
/// It has a time.
const TIMED: f32 = 0.93;
/// The sentence names a day to come.
const AHEAD_DAY: f32 = 1.23;
/// It names what is decided, done or awaited.
const MATTER: f32 = 0.51;
/// It names a step that is taken on a day.
const STEP: f32 = 0.5;
/// It is denied.
const DENIED: f32 = 0.75;
/// The most events that one sentence is taken to name.
const MOST_IN_SENTENCE: usize = 2;
/// What counts as a day ahead adds this much.
const DATED: f32 = 1.1;

/// All coming events in order of place.
pub fn find(article: &Article, sentences: &[Sentence], found: &Findings, _lexicon: &Lexicon) -> Vec<Event> {
    let mut events = Vec::new();
    let mut dates = found.dates.as_slice();
    let mut here: Vec<(Event, Range<usize>)> = Vec::new();
    let bodies = sentences.iter().filter(|it| it.kind == SentenceKind::Body).count().max(1);
    let mut place = 0;
    for (sentence, it) in sentences.iter().enumerate() {
        let skip = dates.iter().take_while(|date| date.sentence < sentence).count();
        dates = dates.get(skip..).unwrap_or_default();
        if it.kind != SentenceKind::Body {
            continue;
        }
        place += 1;
        let words = Words::new(article, it);
        let near = dates.iter().take_while(|date| date.sentence == sentence).count();
        let times = time::times(&words, dates.get(..near).unwrap_or_default(), article.metadata.date_published);
        let near_ahead = dates.iter().take(near).any(|it| it.future);
        for trigger in trigger::triggers(&words, &times) {
            let within = |span: Span| found.quotations.iter().any(|it| it.span.contains(span));
            let quoted = words.span(trigger.clause.clone()).is_some_and(within);
            let Some(event) = event(&words, sentence, &trigger, &times, quoted) else { continue };
            here.push((event, trigger.clause));
        }
        // What comes early in a story is more often what it is about.
        let early = 0.4 * (1.0 - place as f32 / bodies as f32);
        here.sort_by(|a, b| b.0.score.total_cmp(&a.0.score));
        let mut taken: Vec<Range<usize>> = Vec::new();
        for (mut event, clause) in here.drain(..) {
            let apart = taken.iter().all(|it| it.end <= clause.start || clause.end <= it.start);
            event.score = likely(&words, &event, &clause, event.score + early, near_ahead);
            if apart && event.score >= FLOOR && taken.len() < MOST_IN_SENTENCE {
                // A second event of the same sentence needs a day of its own.
                if taken.is_empty() || event.when.is_some() {
                    events.push(event);
                    taken.push(clause);
                }
            }
        }
    }
    events
}

/// How likely an editor lists the event (log-odds and a constant): learnt from annotated articles, few signs and round
/// weights. `ahead` tells whether the sentence names a day to come.
fn likely(words: &Words<'_>, event: &Event, clause: &Range<usize>, found: f32, ahead: bool) -> f32 {
    let yes = |it: bool, weight: f32| if it { weight } else { 0.0 };
    let step = clause.clone().any(|it| words.is(it, &trigger::STEPS));
    let matter = clause.clone().any(|it| words.is(it, &trigger::EVENTS) || words.is(it, &trigger::MATTERS));
    let denied = clause.clone().any(|it| words.is(it, &NOT) || words.is(it, &["no"]));
    FOUND * found
        + yes(event.status == EventStatus::Announced, ANNOUNCED)
        + yes(event.when.is_some(), TIMED)
        + yes(ahead, AHEAD_DAY)
        + yes(matter, MATTER)
        + yes(step, STEP)
        - yes(denied, DENIED)
}

/// The event that `trigger` announces.
fn event(words: &Words<'_>, sentence: usize, trigger: &Trigger, times: &[Time], quoted: bool) -> Option<Event> {
    let clause = trigger.clause.clone();
    let span = words.span(clause.clone())?;
    let time = times.iter().filter(|it| span.overlaps(it.span)).max_by_key(|it| (it.ahead, it.exact));
    let ahead = time.filter(|it| it.ahead);
    let past = ahead.is_none() && time.is_some_and(|it| it.exact && !it.today);
    let hypothetical = clause.clone().any(|it| words.is(it, &["if", "unless"])) || words.is(0, &["if"]);
    let mut score = trigger.weight;
    score += ahead.map_or(0.0, |it| if it.exact { DATED } else { 0.8 });
    score -= if past { 1.0 } else { 0.0 };
    score -= if hypothetical { 0.5 } else { 0.0 };
    // What somebody hopes for in a quotation is less of an announcement, least of all of "it" or "you".
    score -= if quoted && ahead.is_none() { 0.4 } else { 0.0 };
    let vague = words.is(clause.start, &["it", "you", "this", "that", "which", "nothing", "everything"]);
    score -= if vague && ahead.is_none() { 0.5 } else { 0.0 };
    let status = if ahead.is_some_and(|it| it.exact) && trigger.status == EventStatus::Announced {
        EventStatus::Scheduled
    } else {
        trigger.status
    };
    let when = time.filter(|it| it.ahead || it.today).map(|it| it.span);
    Some(Event { sentence, what: span.trimmed(words.article.text()), when, status, score })
}

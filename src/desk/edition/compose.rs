//! What an edition would tell: the new reports of a place, grouped by story and put in order of weight.

use chrono::TimeDelta;
use engine::Analysis;
use engine::article::{Article, Metadata, Origin, Region, RegionKind};
use engine::extract::briefable;
use engine::span::Span;

use super::cluster::{Compared, group};
use super::traits::Traits;
use crate::address::public;
use crate::feed::following::{Followed, followed};
use crate::newsroom::Newsroom;
use crate::place::{Place, Scope};
use crate::ports::Timestamp;
use crate::ports::store::StoreError;
use crate::record::{Item, Reading, Schedule};
use crate::schedule::slot;
use crate::watch;
use crate::watch::found::Text;
use crate::watch::query::Query;

/// What a schedule that was silent for long looks back at.
const LONGEST_LOOK: TimeDelta = TimeDelta::days(8);

/// An article may be read so long after its item was found: then it belongs to the next edition.
const READING: TimeDelta = TimeDelta::minutes(45);

/// An article that is shorter than this share of the longest report does not tell a story best.
const FULL: f64 = 0.8;

/// A report of a story.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// What the feed brought.
    pub item: Item,
    /// The article, or the feed's own words in its place; none where there are too few of them.
    pub article: Option<Article>,
    /// Whether that is the article itself.
    pub is_read: bool,
    /// The outlet, or the feed.
    pub outlet: String,
    /// When it was published.
    pub when: Timestamp,
    traits: Traits,
    words: usize,
}

impl Candidate {
    /// What it is called.
    pub fn headline(&self) -> String {
        let own = self.article.as_ref().and_then(Article::headline);
        own.or_else(|| self.item.title.clone()).unwrap_or_else(|| "Without a headline".into())
    }
}

/// A story and its reports.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its reports, the one that tells it first.
    pub reports: Vec<Candidate>,
    /// How many don't share their text with another.
    pub origins: usize,
}

/// What an edition would tell.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its stories in order.
    pub stories: Vec<Told>,
    /// Stories that there was no room for.
    pub left: usize,
    /// Stories of which there is nothing but a headline, each with its outlet and why.
    pub unread: Vec<Told>,
    /// Reports that an earlier edition told already in the same words.
    pub old: Vec<Item>,
    /// What is told is newer than this.
    pub since: Timestamp,
}

/// What the schedule's edition would tell `now`.
///
/// # Errors
/// When the store has trouble.
pub async fn find(room: &Newsroom, schedule: &Schedule, now: Timestamp) -> Result<Found, StoreError> {
    let place = &schedule.place;
    let since = match schedule.last {
        Some(last) => last.max(now - LONGEST_LOOK),
        None => now - room.policy.first_look_back,
    };
    let feeds = followed(room, place).await?;
    let topics = topics(room, schedule).await?;
    let before = told_before(room, schedule).await?;
    let (mut reports, mut old) = (Vec::new(), Vec::new());
    for item in room.store.items_untold(Scope::Place(place), since - READING).await? {
        let wanted = schedule.feeds.is_empty() || schedule.feeds.contains(&item.feed);
        if !wanted || is_blocked(room, place, &item).await? {
            continue;
        }
        let Some(report) = candidate(room, schedule, item, &feeds, since).await? else { continue };
        if let Some(topics) = &topics
            && !matches(room, &report, topics)
        {
            continue;
        }
        if before.iter().any(|it| it.shares_text(&report.traits)) {
            old.push(report.item);
        } else {
            reports.push(report);
        }
    }
    reports.sort_by(|a, b| a.when.cmp(&b.when).then_with(|| a.item.key.cmp(&b.item.key)));
    let compared: Vec<Compared<'_>> = reports.iter().map(|it| Compared { traits: &it.traits, when: it.when }).collect();
    let groups = group(&compared);
    let told = |it: &super::cluster::Group| {
        let mut of: Vec<Candidate> = it.reports.iter().filter_map(|at| reports.get(*at).cloned()).collect();
        let best = best(&of);
        if best < of.len() {
            let first = of.remove(best);
            of.insert(0, first);
        }
        Told { reports: of, origins: it.origins() }
    };
    let (mut stories, unread): (Vec<Told>, Vec<Told>) =
        groups.iter().map(told).partition(|it| it.reports.iter().any(|it| it.article.is_some()));
    stories.sort_by(|a, b| weight(b, now).total_cmp(&weight(a, now)));
    let left = stories.len().saturating_sub(schedule.most);
    stories.truncate(schedule.most);
    Ok(Found { stories, left, unread, old, since })
}

async fn topics(room: &Newsroom, schedule: &Schedule) -> Result<Option<Vec<Query>>, StoreError> {
    if schedule.topics.is_empty() {
        return Ok(None);
    }
    let watches = room.store.watches(Scope::Place(&schedule.place)).await?;
    // They were read when they were given; a watch that is gone leaves its id, which matches nothing.
    Ok(Some(watch::topics(&schedule.topics, &watches).unwrap_or_default()))
}

fn matches(room: &Newsroom, report: &Candidate, topics: &[Query]) -> bool {
    let Some(article) = &report.article else { return false };
    let text = Text::of(&Analysis::of(article.clone(), &room.lexicon));
    topics.iter().any(|it| text.find(it).matches)
}

/// What the edition before told, so that its text is not told again under another address.
async fn told_before(room: &Newsroom, schedule: &Schedule) -> Result<Vec<Traits>, StoreError> {
    let scope = Scope::Place(&schedule.place);
    let Some(slot) = schedule.last.and_then(|it| slot::last(schedule, it, None)) else { return Ok(Vec::new()) };
    let Some(edition) = room.store.edition(scope, &slot.key(schedule)).await? else { return Ok(Vec::new()) };
    let mut told = Vec::new();
    for story in &edition.stories {
        let Some(digest) = room.store.digest(scope, &story.digest).await? else { continue };
        let kept = room.store.article(scope, &digest.article).await?;
        told.extend(kept.and_then(|it| it.article()).map(|it| traits(&it)));
    }
    Ok(told)
}

/// Whether the item's article was withdrawn here.
async fn is_blocked(room: &Newsroom, place: &Place, item: &Item) -> Result<bool, StoreError> {
    let address = item.address.as_ref().map(|it| public(it).to_string());
    let hash = match &item.reading {
        Reading::Read(hash) => Some(hash.clone()),
        _ => None,
    };
    for what in address.into_iter().chain(hash) {
        if room.store.blocked(place, &what).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The report of an item, if it is new for this schedule and has been read, or never will be.
async fn candidate(
    room: &Newsroom,
    schedule: &Schedule,
    item: Item,
    feeds: &[Followed],
    since: Timestamp,
) -> Result<Option<Candidate>, StoreError> {
    let feed = feeds.iter().find(|it| it.feed == item.feed);
    let name = feed.map_or_else(|| "a feed".to_owned(), |it| it.name.clone());
    let kept = match &item.reading {
        // It comes in the next edition.
        Reading::Waiting { .. } => return Ok(None),
        Reading::Blurb(_) => None,
        Reading::Read(hash) => room.store.article(Scope::Place(&schedule.place), hash).await?,
    };
    // What was there when the edition before was made, and found no room in it, is not new.
    let late = kept.as_ref().map_or(item.found + READING, |it| it.read);
    if item.found <= since && late <= since {
        return Ok(None);
    }
    // A member may have pasted the same text since: then it is theirs, and never told.
    let read = kept.and_then(|it| it.article()).filter(|it| it.metadata.origin == Origin::Fetched);
    let is_read = read.is_some();
    let article = read.or_else(|| blurb(&item, &name));
    let outlet = article.as_ref().and_then(|it| it.metadata.publisher.clone()).unwrap_or(name);
    // A feed may say any time.
    let when = item.published.filter(|it| *it <= item.found && item.found - *it < TimeDelta::days(3));
    let traits = match &article {
        Some(it) => traits(it),
        None => Traits::of(item.title.as_deref().unwrap_or_default(), item.summary.as_deref().unwrap_or_default()),
    };
    let words = article.as_ref().map_or(0, |it| body(it).split_whitespace().count());
    Ok(Some(Candidate { when: when.unwrap_or(item.found), item, article, is_read, outlet, traits, words }))
}

/// The feed's own words as an article, where there are enough of them, in English.
fn blurb(item: &Item, feed: &str) -> Option<Article> {
    let summary = item.summary.as_deref()?.trim();
    let title = item.title.as_deref().unwrap_or_default().trim();
    let text = if title.is_empty() { summary.to_owned() } else { format!("{title}\n\n{summary}") };
    let start = text.len() - summary.len();
    let region = |start: usize, end: usize, kind| Region { span: Span::new(start, end), kind };
    let regions = vec![region(0, title.len(), RegionKind::Headline), region(start, text.len(), RegionKind::Body)];
    let metadata = Metadata {
        headline: Some(title.to_owned()).filter(|it| !it.is_empty()),
        publisher: Some(feed.to_owned()),
        date_published: item.published.map(|it| it.date_naive()),
        url: item.address.as_ref().map(|it| public(it).to_string()),
        origin: Origin::Pasted,
        ..Metadata::default()
    };
    briefable(Article::new(text, regions, metadata)).ok()
}

fn body(article: &Article) -> String {
    article.spans(RegionKind::Body).map(|it| article.slice(it)).collect::<Vec<_>>().join("\n")
}

fn traits(article: &Article) -> Traits {
    Traits::of(&article.headline().unwrap_or_default(), &body(article))
}

/// Which of the reports tells the story best: of those that are nearly as long as the longest, the first to be published.
fn best(reports: &[Candidate]) -> usize {
    let longest = |read: bool| reports.iter().filter(|it| it.is_read == read).map(|it| it.words).max().unwrap_or(0);
    let is_read = reports.iter().any(|it| it.is_read);
    let least = longest(is_read) as f64 * FULL;
    let full = |it: &&Candidate| it.is_read == is_read && it.article.is_some() && it.words as f64 >= least;
    let first = reports.iter().enumerate().filter(|(_, it)| full(it)).min_by_key(|(at, it)| (it.when, *at));
    first.map_or(0, |it| it.0)
}

/// How much a story weighs: who reports it independently first of all, then how new it is and how much there is to it.
fn weight(story: &Told, now: Timestamp) -> f64 {
    let newest = story.reports.iter().map(|it| it.when).max().unwrap_or(now);
    let age = (now - newest).num_minutes().max(0) as f64 / (24.0 * 60.0);
    let best = story.reports.first();
    let words = best.map_or(0, |it| it.words).min(800) as f64 / 800.0;
    let opinion = best.and_then(|it| it.article.as_ref()).is_some_and(|it| it.metadata.opinion);
    let is_read = best.is_some_and(|it| it.is_read);
    2.0 * (story.origins as f64).ln_1p() + 0.5 * (story.reports.len() as f64).ln_1p() - age.min(3.0) + words
        - if opinion { 0.7 } else { 0.0 }
        - if is_read { 0.0 } else { 0.5 }
}

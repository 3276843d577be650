//! Editions: what is new at a slot, told once and frozen under it.
//!
//! ```text
//! slot ─▶ compose: untold items ─cluster─▶ stories ─digest─▶ words: contents, digests ─▶ one commit (edition, digests,
//!                                                                                       told items, outbox, schedule)
//! ```
//! Whatever happens, a slot has one edition: it is written together with all that is owed by it, and never made again.

pub mod cluster;
pub mod compose;
mod kitchen;
pub mod traits;
pub mod words;

use chrono::{NaiveDate, TimeDelta};

use crate::delivery::{Act, Class, Delivery, Target};
use crate::feed::following::followed;
use crate::newsroom::{Done, Job, Newsroom, Trouble};
use crate::place::Scope;
use crate::ports::Timestamp;
use crate::ports::store::{Change, DueOf, StoreError};
use crate::post::Post;
use crate::record::{Edition, Item, Reading, Report, Schedule, Story};
use crate::say::said;
use crate::schedule::slot::{self, Slot};
use crate::schedule::words::{moment, next};
use compose::{Found, Told};
use kitchen::Kitchen;
use words::Around;

/// Schedules of one round.
const ROUND: usize = 1_000;

/// A late edition waits so long before it looks again whether its feeds were asked.
const AGAIN: TimeDelta = TimeDelta::seconds(15);

/// Makes every edition that is due, and says when the next one is.
///
/// # Errors
/// When the store has trouble; what was made before it stays.
pub async fn make_due(room: &Newsroom) -> Result<Option<Timestamp>, StoreError> {
    let mut kitchen = Kitchen::default();
    let mut waiting: Vec<Schedule> = Vec::new();
    loop {
        let now = room.clock.now();
        let mut due = room.store.schedules_due(now, ROUND + waiting.len()).await?;
        due.retain(|it| !waiting.contains(it));
        if due.is_empty() {
            let next = room.store.next_due(DueOf::Schedules).await?;
            return Ok(if waiting.is_empty() { next } else { Some(now + AGAIN) });
        }
        for schedule in due {
            if !make(room, &mut kitchen, &schedule, now).await? {
                waiting.push(schedule);
            }
        }
    }
}

/// Makes the edition of a schedule that is due; false when it waits for its feeds to be asked.
async fn make(room: &Newsroom, kitchen: &mut Kitchen, schedule: &Schedule, now: Timestamp) -> Result<bool, StoreError> {
    let (slot, passed) = match slot::last(schedule, now, schedule.last) {
        Some(slot) if now - slot.at <= room.policy.catch_up => {
            (Some(slot), schedule.next.is_some_and(|it| it < slot.at))
        }
        missed => (None, missed.is_some()),
    };
    if passed {
        tracing::warn!(place = %schedule.place.line(), schedule = %schedule.id, since = ?schedule.next, "editions were missed and are let pass");
    }
    let mut after = schedule.clone();
    after.next = slot::next(schedule, now).map(|it| it.at);
    let Some(slot) = slot else {
        after.last = slot::last(schedule, now, schedule.last).map(|it| it.at).or(schedule.last);
        room.store.commit(None, vec![Change::Schedule(after)], now).await?;
        return Ok(true);
    };
    let late = now - slot.at;
    let patient = late < room.policy.catch_up - TimeDelta::minutes(15);
    if late >= words::LATE && patient && !is_settled(room, schedule, now).await? {
        return Ok(false);
    }
    after.last = Some(slot.at);
    let key = slot.key(schedule);
    if room.store.edition(Scope::Place(&schedule.place), &key).await?.is_some() {
        room.store.commit(None, vec![Change::Schedule(after)], now).await?;
        return Ok(true);
    }
    let found = compose::find(room, schedule, now).await?;
    let frame = Frame { key: &key, due: slot.at, date: slot.date(), class: Class::Edition };
    let around = around(room, schedule, slot, late);
    let mut changes = frozen(room, kitchen, &around, &frame, &found, now).await?;
    changes.push(Change::Schedule(after.clone()));
    match room.store.commit(None, changes, now).await {
        // Somebody else made it meanwhile.
        Err(StoreError::Conflict(_)) => {
            room.store.commit(None, vec![Change::Schedule(after)], now).await?;
        }
        other => {
            other?;
        }
    }
    Ok(true)
}

/// Whether all that the feeds have by now is here: after a time in which we weren't running they are asked first.
async fn is_settled(room: &Newsroom, schedule: &Schedule, now: Timestamp) -> Result<bool, StoreError> {
    let place = &schedule.place;
    let wanted = |feed: u64| schedule.feeds.is_empty() || schedule.feeds.contains(&feed);
    let feeds = followed(room, place).await?;
    if feeds.iter().any(|it| wanted(it.feed) && !it.subscription.paused && it.row.health.is_due(now)) {
        return Ok(false);
    }
    let items = room.store.items_untold(Scope::Place(place), now - room.policy.catch_up).await?;
    let is_new = |it: &Item| matches!(it.reading, Reading::Waiting { tries: 0, .. });
    Ok(!items.iter().any(|it| wanted(it.feed) && is_new(it)))
}

fn around<'a>(room: &'a Newsroom, schedule: &'a Schedule, slot: Slot, late: TimeDelta) -> Around<'a> {
    let platform = room.platforms.get(&schedule.place.platform);
    let threads = platform.is_some_and(|it| it.capabilities().threads);
    Around { schedule, slot, late, threads, prefix: room.prefix_in(&schedule.place) }
}

/// Under what an edition is frozen.
struct Frame<'a> {
    key: &'a str,
    due: Timestamp,
    date: NaiveDate,
    class: Class,
}

/// All that changes by an edition.
async fn frozen(
    room: &Newsroom,
    kitchen: &mut Kitchen,
    around: &Around<'_>,
    frame: &Frame<'_>,
    found: &Found,
    now: Timestamp,
) -> Result<Vec<Change>, StoreError> {
    let schedule = around.schedule;
    let place = &schedule.place;
    let mut found = found.clone();
    let mut made = Vec::new();
    let mut stories = Vec::new();
    for it in std::mem::take(&mut found.stories) {
        // One that can't be digested leaves the others.
        if let Some(digest) = kitchen.digest(room, schedule, &it, Some(frame.key)).await? {
            made.push(digest);
            found.stories.push(it);
        }
    }
    let mut changes = Vec::new();
    for (story, made) in found.stories.iter().zip(&made) {
        changes.push(Change::Article(made.article.clone()));
        changes.push(Change::Digest(made.digest.clone()));
        stories.push(Story { digest: made.digest.id.clone(), reports: reports(story), origins: story.origins });
    }
    let told = found.stories.iter().chain(&found.unread).flat_map(|it| it.reports.iter().map(|it| &it.item));
    let told = told.chain(&found.old).map(|it| Item { told: Some(frame.key.to_owned()), ..it.clone() });
    changes.extend(told.map(Change::Item));
    changes.push(Change::Edition(Edition {
        slot: frame.key.to_owned(),
        place: place.clone(),
        schedule: schedule.id.clone(),
        date: frame.date,
        due: frame.due,
        made: now,
        stories,
    }));
    let owed = |part: &str, act: Act, after: Option<&str>, digests: Vec<String>| {
        let key = |part: &str| format!("{}/{part}", frame.key);
        Change::Deliver(Delivery {
            key: key(part),
            place: place.clone(),
            act,
            class: frame.class,
            after: after.map(key),
            not_before: now,
            good_until: now + room.policy.edition_good_for,
            digests,
        })
    };
    let here = |post: Post| Act::Post { to: Target::At(place.outside()), post };
    let id = |it: &crate::digesting::Made| it.digest.id.clone();
    match (found.stories.as_slice(), made.as_slice()) {
        ([], _) if schedule.silent && found.unread.is_empty() => {}
        ([], _) => changes.push(owed("none", here(words::nothing(around, &found)), None, Vec::new())),
        ([story], [made]) => {
            let post = words::only(around, &found, story, made);
            changes.push(owed("1", here(post), None, vec![id(made)]));
        }
        (stories, made) => {
            let contents = words::contents(around, &found, made);
            changes.push(owed("contents", here(contents), None, made.iter().map(id).collect()));
            let thread = format!("{}/thread", frame.key);
            if around.threads {
                let name = format!("Digest, {}", frame.date.format("%-d %B %Y"));
                let act = Act::OpenThread { on: format!("{}/contents", frame.key), name };
                changes.push(owed("thread", act, Some("contents"), Vec::new()));
            }
            for (at, (story, made)) in stories.iter().zip(made).enumerate() {
                let post = words::digest(at + 1, story, made);
                let (act, after) = if around.threads {
                    (Act::Post { to: Target::ThreadOf(thread.clone()), post }, "thread")
                } else {
                    (here(post), "contents")
                };
                changes.push(owed(&(at + 1).to_string(), act, Some(after), vec![id(made)]));
            }
        }
    }
    Ok(changes)
}

fn reports(story: &Told) -> Vec<Report> {
    let report = |it: &compose::Candidate| Report {
        outlet: it.outlet.clone(),
        address: it.item.address.as_ref().map(crate::address::public),
    };
    story.reports.iter().map(report).collect()
}

/// What the schedule's next edition would be, if it were made now. Nothing is kept of it.
///
/// # Errors
/// When the store has trouble.
pub async fn preview(room: &Newsroom, schedule: &Schedule) -> Result<Post, Trouble> {
    let now = room.clock.now();
    let mut found = compose::find(room, schedule, now).await?;
    let mut kitchen = Kitchen::default();
    let mut made = Vec::new();
    for it in std::mem::take(&mut found.stories) {
        if let Some(digest) = kitchen.digest(room, schedule, &it, None).await? {
            made.push(digest);
            found.stories.push(it);
        }
    }
    let next = next(schedule, now);
    if made.is_empty() {
        let since = moment(found.since, schedule.zone);
        let first = format!("Nothing new for {} since {since}.", schedule.id);
        return Ok(said([first.as_str(), next.as_str()]));
    }
    let slot = slot::next(schedule, now).unwrap_or(Slot { at: now, local: now.naive_utc() });
    let around = Around { threads: true, ..around(room, schedule, slot, TimeDelta::zero()) };
    let mut post = words::contents(&around, &found, &made);
    let first = format!("Preview of {}, as far as it goes now. {next}", schedule.id);
    // It stands in place of the foot: there are no digests to go to.
    post.blocks.pop();
    post.blocks.insert(0, engine::render::block::Block::Note(engine::render::block::Line::of(&first)));
    post.data = None;
    Ok(post)
}

/// An edition now, beside the daily one, which then tells only what is new since.
///
/// # Errors
/// When the store has trouble.
pub async fn now(room: &Newsroom, job: &Job<'_>, schedule: &Schedule) -> Result<Done, Trouble> {
    let now = room.clock.now();
    let found = compose::find(room, schedule, now).await?;
    if found.stories.is_empty() {
        let since = moment(found.since, schedule.zone);
        let words = format!("Nothing new for {} since {since}. {}", schedule.id, next(schedule, now));
        return Ok(Done::said(said([words.as_str()])));
    }
    let slot = Slot { at: now, local: now.with_timezone(&schedule.zone).naive_local() };
    // Keyed by the event too: handling it twice makes one.
    let key = format!("{}+e{}", slot.key(schedule), job.number);
    let frame = Frame { key: &key, due: now, date: slot.date(), class: Class::Person };
    let around = around(room, schedule, slot, TimeDelta::zero());
    let mut kitchen = Kitchen::default();
    let changes = frozen(room, &mut kitchen, &around, &frame, &found, now).await?;
    let private = job.event.reply.is_some();
    Ok(Done { changes, reply: private.then(|| said(["Here it is."])) })
}

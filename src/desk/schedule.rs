//! Schedules: when an edition is due, of what, and the commands that say so.

pub mod slot;
pub mod words;

use chrono::Weekday;

use crate::command::request::{Plan, ScheduleRequest};
use crate::edition;
use crate::feed::following;
use crate::newsroom::{Done, Job, Newsroom, Trouble};
use crate::place::{Place, Scope};
use crate::ports::store::{Change, IdOf};
use crate::post::Post;
use crate::record::Schedule;
use crate::say::said;
use crate::watch;

/// Stories of an edition where nothing else is said.
const USUAL_STORIES: usize = 6;

/// The most stories of an edition: what is longer is read by nobody.
const MOST_STORIES: usize = 20;

/// The most schedules of one place.
const MOST: usize = 20;

/// All days, from Monday.
pub const DAILY: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// Does what `schedule …` asks for.
///
/// # Errors
/// In words for who asked.
pub async fn handle(room: &Newsroom, job: &Job<'_>, request: ScheduleRequest) -> Result<Done, Trouble> {
    let place = &job.event.at.place;
    match request {
        ScheduleRequest::Add(plan) => add(room, place, *plan).await,
        ScheduleRequest::List => list(room, place).await,
        ScheduleRequest::Edit { id, plan } => {
            let mut schedule = find(room, place, &id).await?;
            apply(room, &mut schedule, *plan).await?;
            changed(room, schedule, "Changed").await
        }
        ScheduleRequest::Remove(id) => {
            let schedule = find(room, place, &id).await?;
            let change = Change::DropSchedule { place: place.clone(), id: schedule.id.clone() };
            let words = format!("Schedule {} is no more. What it has posted stays.", schedule.id);
            Ok(Done { changes: vec![change], reply: Some(said([words.as_str()])) })
        }
        ScheduleRequest::Pause(id) => {
            let mut schedule = find(room, place, &id).await?;
            schedule.paused = true;
            let words = format!(
                "Schedule {} is silent until {}schedule resume {}.",
                schedule.id,
                room.prefix_in(place),
                schedule.id
            );
            Ok(Done { changes: vec![Change::Schedule(schedule)], reply: Some(said([words.as_str()])) })
        }
        ScheduleRequest::Resume(id) => {
            let mut schedule = find(room, place, &id).await?;
            if !schedule.paused {
                return Ok(Done::said(said([format!("Schedule {} was not paused.", schedule.id).as_str()])));
            }
            schedule.paused = false;
            schedule.next = slot::next(&schedule, room.clock.now()).map(|it| it.at);
            changed(room, schedule, "Resumed").await
        }
        ScheduleRequest::Preview(id) => {
            let schedule = find(room, place, &id).await?;
            Ok(Done::said(edition::preview(room, &schedule).await?))
        }
        ScheduleRequest::Now(id) => {
            let schedule = find(room, place, &id).await?;
            edition::now(room, job, &schedule).await
        }
    }
}

async fn add(room: &Newsroom, place: &Place, plan: Plan) -> Result<Done, Trouble> {
    let prefix = room.prefix_in(place);
    if room.store.schedules(Scope::Place(place)).await?.len() >= MOST {
        return Err(Trouble::Person(format!(
            "There are {MOST} schedules here already: take one away first ({prefix}schedule remove ID)."
        )));
    }
    let Some(time) = plan.time else {
        return Err(Trouble::Person(format!("Say at what time, for example: {prefix}schedule add time=08:00")));
    };
    let mut schedule = Schedule {
        id: room.store.new_id(IdOf::Schedule(place)).await?,
        place: place.clone(),
        time,
        days: DAILY.to_vec(),
        zone: room.zone(place).await?,
        feeds: Vec::new(),
        topics: Vec::new(),
        recipe: room.store.setting(place, "recipe").await?.unwrap_or_else(|| "standard".into()),
        most: USUAL_STORIES,
        silent: true,
        paused: false,
        next: None,
        last: None,
    };
    apply(room, &mut schedule, plan).await?;
    changed(room, schedule, "Made").await
}

/// Puts into `schedule` what `plan` says.
async fn apply(room: &Newsroom, schedule: &mut Schedule, plan: Plan) -> Result<(), Trouble> {
    let place = schedule.place.clone();
    let is_when = plan.time.is_some() || plan.days.is_some() || plan.zone.is_some();
    schedule.time = plan.time.unwrap_or(schedule.time);
    schedule.zone = plan.zone.unwrap_or(schedule.zone);
    if let Some(days) = plan.days {
        schedule.days = DAILY.into_iter().filter(|it| days.contains(it)).collect();
        if schedule.days.is_empty() {
            return Err(Trouble::Person("Name at least one day, for example: days=mon,fri".into()));
        }
    }
    if let Some(feeds) = plan.feeds {
        let all = |it: &[crate::command::request::FeedRef]| matches!(it, [one] if one.0.eq_ignore_ascii_case("all"));
        let followed = following::followed(room, &place).await?;
        let feeds = if all(&feeds) { Vec::new() } else { feeds };
        schedule.feeds = Vec::new();
        for it in &feeds {
            schedule.feeds.push(following::find(&followed, it, room.prefix_in(&place))?.feed);
        }
    }
    if let Some(topics) = plan.topics {
        schedule.topics = topics.into_iter().filter(|it| !it.eq_ignore_ascii_case("all")).collect();
        let watches = room.store.watches(Scope::Place(&place)).await?;
        watch::topics(&schedule.topics, &watches)?;
    }
    if let Some(recipe) = plan.recipe {
        schedule.recipe = recipe;
    }
    room.recipes.named(&schedule.recipe).map_err(|it| Trouble::Person(it.to_string()))?;
    if let Some(most) = plan.most {
        if !(1..=MOST_STORIES).contains(&most) {
            return Err(Trouble::Person(format!("An edition has 1 to {MOST_STORIES} stories, not {most}.")));
        }
        schedule.most = most;
    }
    schedule.silent = plan.silent.unwrap_or(schedule.silent);
    // Only who changes when it is due moves the next one: a missed one is still caught up after any other change.
    if is_when {
        schedule.next = slot::next(schedule, room.clock.now()).map(|it| it.at);
    }
    Ok(())
}

async fn find(room: &Newsroom, place: &Place, id: &str) -> Result<Schedule, Trouble> {
    let all = room.store.schedules(Scope::Place(place)).await?;
    let ids: Vec<String> = all.iter().map(|it| it.id.clone()).collect();
    let given = id.trim();
    let is = |it: &Schedule| it.id.eq_ignore_ascii_case(given) || it.id.strip_prefix('s') == Some(given);
    // Where there is but one, there is no doubt which is meant.
    let only = given.is_empty() && all.len() == 1;
    all.into_iter().find(|it| only || is(it)).ok_or_else(|| {
        let prefix = room.prefix_in(place);
        Trouble::Person(if ids.is_empty() {
            format!("There is no schedule here. To make one: {prefix}schedule add time=08:00")
        } else {
            format!(
                "There is no schedule \"{given}\" here: {}. To see them: {prefix}schedule list",
                words::listed(&ids)
            )
        })
    })
}

/// The reply after a schedule was made or changed, which is the same: what it is, and when it comes next.
async fn changed(room: &Newsroom, schedule: Schedule, done: &str) -> Result<Done, Trouble> {
    let place = schedule.place.clone();
    let followed = following::followed(room, &place).await?;
    let mut lines = vec![format!("{done}: {}", words::describe(&schedule, &followed))];
    lines.push(words::next(&schedule, room.clock.now()));
    let prefix = room.prefix_in(&place);
    if followed.is_empty() {
        lines.push(format!("No feed is followed here yet. To follow one: {prefix}feed add ADDRESS"));
    } else {
        lines.push(format!("To see what it would tell now: {prefix}schedule preview {}", schedule.id));
    }
    let reply = reply(&lines);
    Ok(Done { changes: vec![Change::Schedule(schedule)], reply: Some(reply) })
}

async fn list(room: &Newsroom, place: &Place) -> Result<Done, Trouble> {
    let all = room.store.schedules(Scope::Place(place)).await?;
    let followed = following::followed(room, place).await?;
    let mut lines = Vec::new();
    if all.is_empty() {
        lines.push(format!("There is no schedule here. To make one: {}schedule add time=08:00", room.prefix_in(place)));
    }
    for it in &all {
        let next = words::next(it, room.clock.now());
        lines.push(format!("{} {next}", words::describe(it, &followed)));
    }
    Ok(Done::said(reply(&lines)))
}

fn reply(lines: &[String]) -> Post {
    said(lines.iter().map(String::as_str))
}

#[cfg(test)]
pub(crate) mod tests {
    use chrono::NaiveTime;

    use super::*;

    /// A daily schedule at 08:00 in London.
    pub(crate) fn schedule(id: &str) -> Schedule {
        let part = |it: &str| it.to_owned();
        Schedule {
            id: part(id),
            place: Place { platform: part("test"), account: part("bot"), channel: part("room") },
            time: NaiveTime::from_hms_opt(8, 0, 0).unwrap(),
            days: DAILY.to_vec(),
            zone: chrono_tz::Europe::London,
            feeds: Vec::new(),
            topics: Vec::new(),
            recipe: part("standard"),
            most: USUAL_STORIES,
            silent: true,
            paused: false,
            next: None,
            last: None,
        }
    }
}

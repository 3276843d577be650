//! How things stand in a place: what a person wonders when nothing comes.

use engine::render::block::{Block, Line};

use crate::command::value::days;
use crate::delivery::State;
use crate::newsroom::{Done, Job, Newsroom, Trouble};
use crate::place::Scope;
use crate::post::PostKind;
use crate::say;

/// Rows of the outbox that are looked at; more are told as "more than".
const MOST: usize = 200;

/// Answers `status`.
///
/// # Errors
/// Trouble with the store.
pub async fn handle(room: &Newsroom, job: &Job<'_>) -> Result<Done, Trouble> {
    let scope = Scope::Place(&job.event.at.place);
    let prefix = room.prefix(job.event);
    let mut lines = vec![feeds(room, scope, prefix).await?];
    lines.extend(schedules(room, scope, prefix).await?);
    let watches = room.store.watches(scope).await?.len();
    if watches > 0 {
        lines.push(format!("Watches: {watches}."));
    }
    lines.extend(outbox(room, scope).await?);
    lines.push(format!("Newsdesk {}.", env!("CARGO_PKG_VERSION")));
    let mut blocks = vec![Block::Title(Line::of("How things stand here"))];
    blocks.extend(lines.iter().map(|it| Block::Note(Line::of(it))));
    Ok(Done::said(say::post(PostKind::Reply, blocks)))
}

async fn feeds(room: &Newsroom, scope: Scope<'_>, prefix: &str) -> Result<String, Trouble> {
    let followed = room.store.subscriptions(scope, None).await?;
    if followed.is_empty() {
        return Ok(format!("Feeds: none yet. To follow one: {prefix}feed add ADDRESS"));
    }
    let mut troubled = Vec::new();
    for it in &followed {
        let row = room.store.feed(it.feed).await?;
        if row.is_some_and(|it| it.health.failures > 0 || it.health.next.is_none()) {
            troubled.push(it.name.as_str());
        }
    }
    let paused = followed.iter().filter(|it| it.paused).count();
    let mut said = format!("Feeds: {} followed", followed.len());
    if paused > 0 {
        said += &format!(", {paused} paused");
    }
    match troubled.len() {
        0 => said += ".",
        1..=3 => said += &format!("; in trouble: {}. More: {prefix}feed list", troubled.join(", ")),
        many => said += &format!("; {many} in trouble. More: {prefix}feed list"),
    }
    Ok(said)
}

async fn schedules(room: &Newsroom, scope: Scope<'_>, prefix: &str) -> Result<Vec<String>, Trouble> {
    let schedules = room.store.schedules(scope).await?;
    if schedules.is_empty() {
        return Ok(vec![format!("Daily digests: none yet. To get one: {prefix}schedule add 08:00")]);
    }
    let line = |it: &crate::record::Schedule| {
        let zone = it.zone;
        let when = format!("{}: {} {} {}", it.id, it.time.format("%H:%M"), days::said(&it.days), zone.name());
        match it.next.filter(|_| !it.paused) {
            Some(next) => {
                format!("Daily digest {when}; next on {}.", next.with_timezone(&zone).format("%A, %-d %B at %H:%M"))
            }
            None if it.paused => format!("Daily digest {when}; paused."),
            None => format!("Daily digest {when}."),
        }
    };
    Ok(schedules.iter().map(line).collect())
}

async fn outbox(room: &Newsroom, scope: Scope<'_>) -> Result<Vec<String>, Trouble> {
    let count = async |states: &[State]| Ok::<_, Trouble>(room.store.deliveries(scope, states, MOST).await?.len());
    let said = |count: usize| if count == MOST { format!("{MOST} or more") } else { count.to_string() };
    let (waiting, unsure) = (count(&[State::Queued, State::Sending]).await?, count(&[State::Unsure]).await?);
    let mut lines = Vec::new();
    if waiting > 0 {
        lines.push(format!("Waiting to be sent: {}.", said(waiting)));
    }
    if unsure > 0 {
        lines.push(format!("Perhaps sent, perhaps not: {}; the operator was told.", said(unsure)));
    }
    if lines.is_empty() {
        lines.push("Nothing waits to be sent.".to_owned());
    }
    Ok(lines)
}

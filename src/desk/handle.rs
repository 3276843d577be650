//! From a recorded event to what changes by it: one match, one handler a command.

use futures_util::FutureExt as _;

use crate::command::request::Request;
use crate::command::right::may;
use crate::command::{self, Known, help};
use crate::delivery::{Act, Target};
use crate::drill::step;
use crate::event::{Event, What};
use crate::feed::following;
use crate::newsroom::{Done, Job, Newsroom, Trouble};
use crate::ports::store::{Change, StoreError};
use crate::post::PostKind;
use crate::record::EventNumber;
use crate::say::{owed, reply, said, trouble};
use crate::settings::{self, Settings};
use crate::{answer, brief, evidence, follow_up, revise, schedule, status, watch};

/// Handles one recorded event and writes what comes of it, all in one transaction. Doing it twice is doing it once.
///
/// # Errors
/// Trouble with the store: the event stays recorded, to be handled again.
pub async fn handle(room: &Newsroom, number: EventNumber, event: &Event) -> Result<(), StoreError> {
    let job = Job { number, event };
    // An event that makes a handler panic must not come back with every start.
    let outcome = std::panic::AssertUnwindSafe(outcome(room, &job)).catch_unwind().await;
    let done = match outcome {
        Ok(Ok(done)) => done,
        Ok(Err(Trouble::Store(it))) => return Err(it),
        Ok(Err(Trouble::Person(words))) => Done::said(trouble(&words)),
        Err(_) => {
            tracing::error!(event = number, "a handler panicked");
            Done::said(trouble("Something went wrong here. Please tell whoever runs this bot."))
        }
    };
    let mut changes = done.changes;
    changes.extend(done.reply.map(|post| reply(room, &job, "reply", post, None)));
    step("before commit");
    room.store.commit(Some(number), changes, room.clock.now()).await?;
    step("after commit");
    Ok(())
}

async fn outcome(room: &Newsroom, job: &Job<'_>) -> Result<Done, Trouble> {
    let known = Known { recipes: &room.recipes, prefix: room.prefix(job.event) };
    if let Some(asked) = command::understand(&job.event.what, &known) {
        let asked = asked?;
        let settings = Settings::of(&*room.store, &job.event.at.place, &room.policy).await?;
        may(&asked, &job.event.actor, &settings, &room.policy)?;
        if let Some(platform) = room.platforms.get(&job.event.at.place.platform) {
            platform.working(&job.event.at).await;
        }
        let private = asked.command.private;
        let mut done = requested(room, job, asked.request).await?;
        // An answer that is for everybody is a message of its own; who asked is told privately where it is.
        let public = !private && done.reply.as_ref().is_some_and(|it| it.kind == PostKind::Answer);
        if let Some(post) = done.reply.take_if(|_| public && job.event.reply.is_some()) {
            let act = Act::Post { to: Target::At(job.event.at.clone()), post };
            done.changes.push(Change::Deliver(owed(room, job, "answer", act, None)));
            done.reply = Some(said(["Answered here."]));
        }
        return Ok(done);
    }
    match &job.event.what {
        What::Said { .. } => follow_up::handle(room, job).await,
        What::Left => Ok(revise::left(job)),
        // The digest stays: others may have answered it. Who wants it gone says so.
        What::Removed(_) | What::Command(_) | What::Typed { .. } => Ok(Done::default()),
    }
}

async fn requested(room: &Newsroom, job: &Job<'_>, request: Request) -> Result<Done, Trouble> {
    match request {
        Request::Brief { what, recipe } => brief::handle(room, job, what, recipe).await,
        Request::Ask { question, about } => answer::handle(room, job, &question, about.as_ref()).await,
        Request::Evidence(id) => evidence::handle(room, job, &id).await,
        Request::Refresh(id) => revise::refresh(room, job, &id).await,
        Request::Retract { what, reason } => revise::retract(room, job, &what, &reason).await,
        Request::Correct { what, note } => revise::correct(room, job, &what, &note).await,
        Request::Remove(id) => revise::remove(room, job, &id).await,
        Request::Forget(whose) => Ok(revise::forgotten(job, whose)),
        Request::Feed(it) => following::handle(room, job, it).await,
        Request::Schedule(it) => schedule::handle(room, job, it).await,
        Request::Watch(it) => watch::handle(room, job, it).await,
        Request::Status => status::handle(room, job).await,
        Request::Settings { name, value } => settings::handle(room, job, name.as_deref(), value.as_deref()).await,
        Request::Help(words) => help::handle(room, job, &words).await,
    }
}

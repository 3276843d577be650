//! Which digest somebody means: by its id, by the thread they are in, by the message they reply to.

use crate::address;
use crate::command::request::{Id, IdOrAddress};
use crate::event::What;
use crate::newsroom::{Job, Newsroom, Trouble};
use crate::place::Scope;
use crate::record::{KeptDigest, Standing};

/// The digests that an event is about by where it stands: the thread's, else those of the message that it replies to.
///
/// # Errors
/// Trouble with the store only.
pub async fn around(room: &Newsroom, job: &Job<'_>) -> Result<Vec<KeptDigest>, Trouble> {
    let event = job.event;
    if let What::Said { replies_to: Some(message), .. } = &event.what {
        let told = standing(room.store.told_by(message).await?);
        if !told.is_empty() {
            return Ok(told);
        }
    }
    match &event.at.thread {
        Some(_) => Ok(standing(room.store.told_in(&event.at).await?)),
        None => Ok(Vec::new()),
    }
}

/// The one digest that `id` names here.
///
/// # Errors
/// When there is none, or more than one; in words for who asked.
pub async fn named(room: &Newsroom, job: &Job<'_>, id: &Id) -> Result<KeptDigest, Trouble> {
    let place = &job.event.at.place;
    if let Some(named) = &id.digest {
        let found = room.store.digest(Scope::Place(place), named).await?;
        let unknown =
            || Trouble::Person(format!("There is no digest {named} here. Its id stands at the end of a digest."));
        return found.ok_or_else(unknown);
    }
    let told = around(room, job).await?;
    if let Some(story) = id.story {
        let nth = story.checked_sub(1).and_then(|it| told.get(it)).cloned();
        let few =
            || Trouble::Person(format!("There is no story {story} here: the stories go from 1 to {}.", told.len()));
        return if told.is_empty() { Err(outside(room, job).await?) } else { nth.ok_or_else(few) };
    }
    let item = id.item.as_deref().unwrap_or("C1");
    match told.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(outside(room, job).await?),
        many => {
            let which =
                format!("This thread is about {} stories. Say which: 1.{item} to {}.{item}.", many.len(), many.len());
            Err(Trouble::Person(which))
        }
    }
}

/// What to say when nothing tells which digest is meant.
async fn outside(room: &Newsroom, job: &Job<'_>) -> Result<Trouble, Trouble> {
    let last = room.store.digests(Scope::Place(&job.event.at.place), None, 1).await?;
    let id = last.first().map_or("k7f2", |it| it.id.as_str());
    Ok(Trouble::Person(format!("Outside a digest's thread, say which digest: its id, as in {id}.C1.")))
}

/// The digests of an id, or of an article's address, that this place has.
///
/// # Errors
/// When there is none; in words for who asked.
pub async fn of(room: &Newsroom, job: &Job<'_>, what: &IdOrAddress) -> Result<Vec<KeptDigest>, Trouble> {
    match what {
        IdOrAddress::Id(id) => Ok(vec![named(room, job, id).await?]),
        IdOrAddress::Address(url) => {
            let public = address::public(url);
            let scope = Scope::Place(&job.event.at.place);
            Ok(room.store.digests(scope, Some(public.as_str()), 100).await?)
        }
    }
}

fn standing(digests: Vec<KeptDigest>) -> Vec<KeptDigest> {
    digests.into_iter().filter(|it| !matches!(it.standing, Standing::Retracted(_))).collect()
}

//! `brief`: an article in, its digest out.

use engine::article::Article;
use engine::article::view::TextIdentity;
use engine::extract::{Format, Headers, Known, Limits, blocks, briefable, document};
use engine::recipe::Recipe;

use crate::command::request::Given;
use crate::command::right::may_brief_from;
use crate::delivery::{Act, Target};
use crate::digesting::{Errand, make};
use crate::newsroom::{Done, Job, Newsroom, Trouble};
use crate::place::Scope;
use crate::ports::store::{Change, IdOf};
use crate::ports::{Errand as Asks, Held};
use crate::record::{KeptDigest, Person, Standing};
use crate::say::{key, owed, said};
use crate::settings::Settings;
use crate::{address, reading};

/// The same article is not digested again in a place within this time: who asks is told where it is.
const AGAIN: chrono::TimeDelta = chrono::TimeDelta::hours(24);

/// The longest name of a thread that every platform takes.
const THREAD_NAME: usize = 90;

/// Digests what is given.
///
/// # Errors
/// When it can't be read, or may not be; in words for who asked.
pub async fn handle(room: &Newsroom, job: &Job<'_>, what: Given, recipe: Option<String>) -> Result<Done, Trouble> {
    let place = &job.event.at.place;
    let settings = Settings::of(&*room.store, place, &room.policy).await?;
    let recipe = recipe.unwrap_or_else(|| settings.recipe.clone());
    let recipe = room.recipes.named(&recipe).map_err(|it| Trouble::Person(it.to_string()))?;
    let fetched = match &what {
        Given::Link(url) => Some(url.clone()),
        Given::Text(_) | Given::File(_) => None,
    };
    let article = article(room, job, what, &settings).await?;
    let hash = TextIdentity::of(article.text()).sha256;
    refuse_blocked(room, job, &hash).await?;
    if let Some(earlier) = earlier(room, job, &hash, recipe).await? {
        return Ok(Done::said(already(room, job, &earlier)));
    }
    let id = room.store.new_id(IdOf::Digest).await?;
    let actor = &job.event.actor;
    let asked_by = Some(Person { id: actor.id.clone(), name: actor.name.clone() });
    let errand = Errand { place: place.clone(), id, asked_by, edition: None, encrypted: job.event.encrypted, fetched };
    let mut made = make(room, article, recipe, errand).await?;
    if job.event.reply.is_none() {
        made.post.replies_to = job.event.message.clone();
    }
    let headline = made.digest.headline.clone();
    let digests = vec![made.digest.id.clone()];
    let act = Act::Post { to: Target::At(job.event.at.clone()), post: made.post };
    let mut changes = vec![Change::Article(made.article), Change::Digest(made.digest.clone())];
    changes.push(Change::Deliver(crate::delivery::Delivery { digests, ..owed(room, job, "digest", act, None) }));
    changes.extend(thread(room, job, &headline));
    let private = job.event.reply.is_some();
    let reply = private.then(|| said([format!("Here it is: digest {}.", made.digest.id).as_str()]));
    Ok(Done { changes, reply })
}

/// The thread under a digest, with its first message, where there can be one.
fn thread(room: &Newsroom, job: &Job<'_>, headline: &str) -> Vec<Change> {
    let at = &job.event.at;
    let threads = room.platforms.get(&at.place.platform).is_some_and(|it| it.capabilities().threads);
    if !threads || at.thread.is_some() {
        return Vec::new();
    }
    let prefix = room.prefix(job.event);
    let open = Act::OpenThread { on: key(job, "digest"), name: cut(headline, THREAD_NAME) };
    let how = room.platforms.get(&at.place.platform).map_or("", |it| it.how_to_ask());
    let words = format!("{how} I answer only from this article, with its sentence. For evidence: {prefix}evidence C1.");
    let first = Act::Post { to: Target::ThreadOf(key(job, "thread")), post: said([words.as_str()]) };
    vec![
        Change::Deliver(owed(room, job, "thread", open, Some(key(job, "digest")))),
        Change::Deliver(owed(room, job, "first", first, Some(key(job, "thread")))),
    ]
}

/// The article that is given, ready to be digested.
async fn article(room: &Newsroom, job: &Job<'_>, what: Given, settings: &Settings) -> Result<Article, Trouble> {
    let person = |it: &dyn std::fmt::Display| Trouble::Person(it.to_string());
    match what {
        Given::Link(url) => {
            refuse_blocked(room, job, address::public(&url).as_str()).await?;
            let page = room.source.fetch(&url, Asks::Person).await.map_err(|it| person(&it))?;
            let host = page.address.host_str().unwrap_or_default();
            if !may_brief_from(host, &job.event.actor, settings, &room.policy) {
                return Err(Trouble::Person(format!(
                    "That link leads to {host}, and this channel doesn't brief from there."
                )));
            }
            refuse_blocked(room, job, address::public(&page.address).as_str()).await?;
            let shown = address::shown(&page.address);
            reading::article(&page).map_err(|it| Trouble::Person(format!("{shown}: {it}")))
        }
        Given::Text(text) if text.len() > room.policy.longest_text => {
            let most = room.policy.longest_text / 1000;
            Err(Trouble::Person(format!("The text is too long (at most {most} kB): give one article at a time.")))
        }
        Given::Text(text) => pasted(text.as_bytes()),
        Given::File(file) => {
            let most = room.policy.largest_file;
            let megabytes = most / 1_000_000;
            if file.size.is_some_and(|it| it > most as u64) {
                return Err(Trouble::Person(format!("The file is too large (at most {megabytes} MB).")));
            }
            let missing = || Trouble::Person("That file can't be reached: send it again.".into());
            let platform = room.platforms.get(&job.event.at.place.platform).ok_or_else(missing)?;
            let bytes = platform.attachment(&file, most).await.map_err(|it| person(&it))?;
            let read = match room.source.file(&bytes, &file.name).await.map_err(|it| person(&it))? {
                None => return pasted(&bytes),
                Some(Held::Page(page)) => return pasted(page.as_bytes()),
                Some(Held::Blocks(it)) => blocks::article(&it, &Headers::default(), &Known::default()),
            };
            read.and_then(briefable).map_err(|it| person(&it))
        }
    }
}

/// The article in a text or file that a person gave.
fn pasted(bytes: &[u8]) -> Result<Article, Trouble> {
    let read = document(bytes, Format::Detect, &Headers::default(), &Known::default(), &Limits::default());
    read.and_then(briefable).map_err(|it| Trouble::Person(it.to_string()))
}

/// An article that was taken back is not briefed again.
async fn refuse_blocked(room: &Newsroom, job: &Job<'_>, what: &str) -> Result<(), Trouble> {
    match room.store.blocked(&job.event.at.place, what).await? {
        None => Ok(()),
        Some(it) => Err(Trouble::Person(format!(
            "This article was withdrawn here on {} and is not briefed again. Reason: {}",
            it.since.format("%-d %B %Y"),
            it.reason
        ))),
    }
}

/// A digest of the same text by the same recipe that this place was given lately.
async fn earlier(room: &Newsroom, job: &Job<'_>, hash: &str, recipe: &Recipe) -> Result<Option<KeptDigest>, Trouble> {
    let place = &job.event.at.place;
    let found = room.store.digests(Scope::Place(place), Some(hash), 10).await?;
    let since = room.clock.now() - AGAIN;
    let same = |it: &KeptDigest| {
        it.recipe == recipe.name && it.made >= since && !matches!(it.standing, Standing::Retracted(_))
    };
    Ok(found.into_iter().find(same))
}

fn already(room: &Newsroom, job: &Job<'_>, earlier: &KeptDigest) -> crate::post::Post {
    let prefix = room.prefix(job.event);
    let minutes = (room.clock.now() - earlier.made).num_minutes();
    let ago = match minutes {
        0 | 1 => "a minute ago".to_owned(),
        2..120 => format!("{minutes} minutes ago"),
        _ => format!("{} hours ago", minutes / 60),
    };
    let id = &earlier.id;
    let first = format!("That text was digested here {ago}: {id}, \"{}\".", earlier.headline);
    let second = format!(
        "To ask about it: {prefix}ask about={id} and your question. To read the article again: {prefix}refresh {id}."
    );
    said([first.as_str(), second.as_str()])
}

/// At most `most` characters, cut at a word.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most).collect();
    let whole = start.rsplit_once(' ').map_or(start.as_str(), |(it, _)| it);
    format!("{whole}…")
}

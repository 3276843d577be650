//! (Long: one function for each of the commands.) `feed …`: what a place follows, and how its feeds are.

use url::Url;

use super::health::{self, Health};
use super::memory::Memory;
use super::opml::{self, Subscriptions};
use super::round;
use crate::address::{public, shown};
use crate::command::request::{FeedRef, FeedRequest};
use crate::event::AttachmentRef;
use crate::newsroom::{Done, Job, Newsroom, Trouble};
use crate::place::{Place, Scope};
use crate::ports::store::{Change, IdOf, StoreError};
use crate::ports::{Feed, FeedItem, FetchError, Offer, Polled, Timestamp, Validators};
use crate::post::PostFile;
use crate::record::{FeedRow, Subscription};
use crate::say::said;
use crate::schedule::words::{listed, long, moment};

/// The most feeds of one place.
const MOST: usize = 300;

/// The largest list that is imported.
const LARGEST_LIST: usize = 2_000_000;

/// So many feeds of a list are asked before the answer; of a longer one each is asked in its turn.
const ASKED: usize = 40;

/// Feeds of a list that are asked at once.
const AT_ONCE: usize = 16;

/// The longest name of a feed.
const LONGEST_NAME: usize = 80;

/// A feed that a place follows.
#[derive(Clone, Debug)]
pub struct Followed {
    /// [`FeedRow::feed`]
    pub feed: u64,
    /// What it is called there.
    pub name: String,
    /// That it is followed.
    pub subscription: Subscription,
    /// The feed itself.
    pub row: FeedRow,
}

/// What a place follows, in the order of `feed list`.
///
/// # Errors
/// When the store has trouble.
pub async fn followed(room: &Newsroom, place: &Place) -> Result<Vec<Followed>, StoreError> {
    let mut all = Vec::new();
    for subscription in room.store.subscriptions(Scope::Place(place), None).await? {
        if let Some(row) = room.store.feed(subscription.feed).await? {
            all.push(Followed { feed: row.feed, name: subscription.name.clone(), subscription, row });
        }
    }
    all.sort_by_key(|it| it.feed);
    Ok(all)
}

/// The feed that is meant: by its number in the list, its name, its address, or enough of its name.
///
/// # Errors
/// When there is none, or more than one; in words for who asked.
pub fn find<'a>(followed: &'a [Followed], given: &FeedRef, prefix: &str) -> Result<&'a Followed, Trouble> {
    let given = given.0.trim().trim_start_matches('#');
    let name = given.to_lowercase();
    let number = given.parse::<usize>().ok().and_then(|it| followed.get(it.wrapping_sub(1)));
    let same = followed.iter().find(|it| it.name.to_lowercase() == name);
    let at = Url::parse(given).ok().map(|it| public(&it));
    let address = followed.iter().find(|it| at.as_ref().is_some_and(|at| public(&it.row.address) == *at));
    if let Some(it) = same.or(number).or(address) {
        return Ok(it);
    }
    let part: Vec<&Followed> =
        followed.iter().filter(|it| !name.is_empty() && it.name.to_lowercase().contains(&name)).collect();
    match part.as_slice() {
        [one] => Ok(one),
        [] if followed.is_empty() => {
            Err(Trouble::Person(format!("No feed is followed here. To follow one: {prefix}feed add ADDRESS")))
        }
        [] => Err(Trouble::Person(format!("No feed here is called \"{given}\". To see them: {prefix}feed list"))),
        many => {
            let names: Vec<String> = many.iter().take(5).map(|it| format!("\"{}\"", it.name)).collect();
            Err(Trouble::Person(format!("\"{given}\" fits several feeds: {}. Say which.", listed(&names))))
        }
    }
}

/// Does what `feed …` asks for.
///
/// # Errors
/// In words for who asked.
pub async fn handle(room: &Newsroom, job: &Job<'_>, request: FeedRequest) -> Result<Done, Trouble> {
    let place = &job.event.at.place;
    let prefix = room.prefix_in(place);
    let all = followed(room, place).await?;
    match request {
        FeedRequest::Add { address, name } => add(room, place, &all, &address, name).await,
        FeedRequest::List => list(room, place, &all).await,
        FeedRequest::Remove(which) => remove(room, place, find(&all, &which, prefix)?).await,
        FeedRequest::Pause(which) => {
            let it = find(&all, &which, prefix)?;
            let subscription = Subscription { paused: true, ..it.subscription.clone() };
            let words = format!("\"{}\" is silent until {prefix}feed resume {}", it.name, it.name);
            Ok(Done { changes: vec![Change::Subscribe(subscription)], reply: Some(said([words.as_str()])) })
        }
        FeedRequest::Resume(which) => {
            let it = find(&all, &which, prefix)?;
            let subscription = Subscription { paused: false, ..it.subscription.clone() };
            let mut changes = vec![Change::Subscribe(subscription)];
            let mut words = format!("\"{}\" is followed again. What came meanwhile is taken as read.", it.name);
            if it.row.health.next.is_none() {
                let health = it.row.health.clone().revived(room.clock.now());
                changes.push(Change::Feed(FeedRow { health, ..it.row.clone() }));
                words = format!("\"{}\" is asked again, now.", it.name);
            }
            Ok(Done { changes, reply: Some(said([words.as_str()])) })
        }
        FeedRequest::Import(file) => import(room, job, &all, &file).await,
        FeedRequest::Export => Ok(export(job, &all)),
    }
}

/// What asking an address for a feed came to.
struct Present {
    address: Url,
    polled: Polled,
    others: Vec<Offer>,
}

/// Asks the feed at `address`, or the first one that the page there names.
async fn present(room: &Newsroom, address: &Url) -> Result<Present, FetchError> {
    let poll = async |address: &Url| {
        let feed = Feed { address: address.clone(), validators: Validators::default() };
        room.source.poll(&feed).await
    };
    let mut others = Vec::new();
    let (address, polled) = match poll(address).await {
        Ok(polled) => (address.clone(), polled),
        Err(error @ (FetchError::NotAnArticle(_) | FetchError::Gone(_))) => {
            // What is no feed may be the page of something that has one.
            others = room.source.discover(address).await.unwrap_or_default();
            others.retain(|it| it.address != *address);
            if others.is_empty() {
                return Err(error);
            }
            let first = others.remove(0).address;
            let polled = poll(&first).await?;
            (first, polled)
        }
        Err(error) => return Err(error),
    };
    let address = polled.moved_to.clone().unwrap_or(address);
    Ok(Present { address, polled, others })
}

async fn add(
    room: &Newsroom,
    place: &Place,
    all: &[Followed],
    address: &Url,
    name: Option<String>,
) -> Result<Done, Trouble> {
    let prefix = room.prefix_in(place);
    if all.len() >= MOST {
        return Err(Trouble::Person(format!(
            "{MOST} feeds are followed here already: take one away first ({prefix}feed remove NAME)."
        )));
    }
    if let Some(name) = &name
        && all.iter().any(|it| it.name.to_lowercase() == name.trim().to_lowercase())
    {
        return Err(Trouble::Person(format!("A feed here is called \"{}\" already: give another name.", name.trim())));
    }
    let already = |at: &Url| all.iter().find(|it| it.row.address == *at);
    let twice = |it: &Followed| Trouble::Person(format!("That feed is followed here already, as \"{}\".", it.name));
    if let Some(it) = already(address) {
        return Err(twice(it));
    }
    let found = present(room, address).await.map_err(|it| Trouble::Person(format!("{}: {it}", shown(address))))?;
    if let Some(it) = already(&found.address) {
        return Err(twice(it));
    }
    let title = found.polled.content.as_ref().and_then(|it| it.title.clone());
    let name = unique(name.or(title), &found.address, &names(all));
    let begun = begin(room, place, &found.address, name.clone(), Vec::new(), Some(found.polled)).await?;
    let from = if found.address == *address { String::new() } else { format!(", found on {}", shown(address)) };
    let count = match begun.items {
        0 => "It holds nothing yet".to_owned(),
        1 => "The story that it holds now is taken as read".to_owned(),
        items => format!("The {items} stories that it holds now are taken as read"),
    };
    let schedules = room.store.schedules(Scope::Place(place)).await?;
    let then = if schedules.is_empty() {
        format!("; for a daily digest of what is new: {prefix}schedule add time=08:00")
    } else {
        "; what is new from now on comes in the next edition.".to_owned()
    };
    let mut lines = vec![format!("Following \"{name}\" ({}{from}).", shown(&found.address)), format!("{count}{then}")];
    if !found.others.is_empty() {
        let offer = |it: &Offer| {
            it.title.clone().map_or_else(|| shown(&it.address), |title| format!("{title}: {}", shown(&it.address)))
        };
        let more: Vec<String> = found.others.iter().take(3).map(offer).collect();
        lines.push(format!("The page names others too: {}.", more.join("; ")));
    }
    Ok(Done { changes: begun.changes, reply: Some(said(lines.iter().map(String::as_str))) })
}

/// What makes a place follow a feed.
struct Begun {
    changes: Vec<Change>,
    items: usize,
}

/// Begins to follow the feed at `address`; what was just `polled` is taken as read.
async fn begin(
    room: &Newsroom,
    place: &Place,
    address: &Url,
    name: String,
    folders: Vec<String>,
    polled: Option<Polled>,
) -> Result<Begun, Trouble> {
    let now = room.clock.now();
    let known = room.store.feed_at(address).await?;
    let items = polled.as_ref().and_then(|it| it.content.as_ref()).map(|it| it.items.clone()).unwrap_or_default();
    let row = match known {
        // Others follow it: what was polled now they still have to be told, so the feed stays as it was.
        Some(row) if row.health.next.is_some() => row,
        Some(row) => FeedRow { health: row.health.clone().revived(now), ..row },
        None => {
            let feed = number(&room.store.new_id(IdOf::Feed).await?)?;
            let policy = &room.policy.feeds;
            let fresh = Health::new(health::turn(address, now, policy.period));
            let row = FeedRow {
                feed,
                address: address.clone(),
                title: None,
                validators: Validators::default(),
                health: fresh,
            };
            match &polled {
                None => row,
                Some(it) => FeedRow {
                    title: it.content.as_ref().and_then(|it| it.title.clone()),
                    validators: it.validators.clone(),
                    health: row.health.after(Ok(it), address, now, policy).health,
                    ..row
                },
            }
        }
    };
    let feed = row.feed;
    let subscription = Subscription { place: place.clone(), feed, name, folders, paused: false };
    let mut changes = vec![Change::Feed(row), Change::Subscribe(subscription)];
    let count = items.len();
    if polled.is_some() {
        let seen = as_read(room, place, feed, items, now).await?;
        changes.push(seen);
    }
    Ok(Begun { changes, items: count })
}

async fn as_read(
    room: &Newsroom,
    place: &Place,
    feed: u64,
    items: Vec<FeedItem>,
    now: Timestamp,
) -> Result<Change, StoreError> {
    let mut memory = Memory::of(room.store.seen(place).await?);
    memory.sift(feed, items, true, now);
    let seen = memory.seen().iter().filter(|it| it.feed == feed).cloned().collect();
    Ok(Change::Seen { place: place.clone(), feed, seen })
}

fn number(id: &str) -> Result<u64, Trouble> {
    let digits: String = id.chars().filter(char::is_ascii_digit).collect();
    digits.parse().map_err(|_| Trouble::Store(StoreError::Other(format!("a feed got the number \"{id}\""))))
}

fn names(all: &[Followed]) -> Vec<String> {
    all.iter().map(|it| it.name.to_lowercase()).collect()
}

/// A name that no other feed here has: the one wished for, the feed's own, or its host.
fn unique(wished: Option<String>, address: &Url, taken: &[String]) -> String {
    let clean = |it: String| engine::render::clean::clean(&it).trim().chars().take(LONGEST_NAME).collect::<String>();
    let wished = wished.map(clean).filter(|it| !it.is_empty());
    let name = wished.unwrap_or_else(|| address.host_str().unwrap_or("feed").trim_start_matches("www.").to_owned());
    let free = |it: &String| !taken.contains(&it.to_lowercase());
    let numbered = (2..).map(|it| format!("{name} {it}"));
    std::iter::once(name.clone()).chain(numbered).find(free).unwrap_or(name)
}

async fn list(room: &Newsroom, place: &Place, all: &[Followed]) -> Result<Done, Trouble> {
    if all.is_empty() {
        let words = format!(
            "No feed is followed here. To follow one: {}feed add ADDRESS (of the feed, or of a site that has one)",
            room.prefix_in(place)
        );
        return Ok(Done::said(said([words.as_str()])));
    }
    let (now, zone) = (room.clock.now(), room.zone(place).await?);
    let mut lines = Vec::new();
    for (at, it) in all.iter().enumerate() {
        let number = at + 1;
        let folder = if it.subscription.folders.is_empty() {
            String::new()
        } else {
            format!(", in {}", it.subscription.folders.join(" / "))
        };
        let how = how(it, now, zone, &format!("{}feed resume {number}", room.prefix_in(place)));
        lines.push(format!("{number}. {} ({}{folder}): {how}", it.name, shown(&it.row.address)));
    }
    Ok(Done::said(said(lines.iter().map(String::as_str))))
}

/// How a feed is, in words.
fn how(it: &Followed, now: Timestamp, zone: chrono_tz::Tz, resume: &str) -> String {
    let health = &it.row.health;
    let error = health.error.as_deref().unwrap_or("no answer").trim_end_matches('.');
    let said = match (health.next, health.failing_since, health.last_success) {
        (None, _, _) => return format!("no longer asked. {error}. To try again: {resume}"),
        (Some(next), Some(since), _) => {
            let next = moment(next.max(now), zone);
            format!("fails since {}. {error}. Asked again on {next}", moment(since, zone))
        }
        (Some(_), None, Some(last)) => format!("fine, asked {} ago", long(now - last)),
        (Some(_), None, None) => "not asked yet".to_owned(),
    };
    let paused = if it.subscription.paused { format!("paused (to go on: {resume}); ") } else { String::new() };
    format!("{paused}{said}.")
}

async fn remove(room: &Newsroom, place: &Place, it: &Followed) -> Result<Done, Trouble> {
    let mut changes = vec![Change::Unsubscribe { place: place.clone(), feed: it.feed }];
    let mut lines = vec![format!("\"{}\" is no longer followed.", it.name)];
    for mut schedule in room.store.schedules(Scope::Place(place)).await? {
        if !schedule.feeds.contains(&it.feed) {
            continue;
        }
        schedule.feeds.retain(|feed| *feed != it.feed);
        if schedule.feeds.is_empty() {
            // None left would read as all.
            schedule.feeds = vec![it.feed];
            schedule.paused = true;
            let prefix = room.prefix_in(place);
            lines.push(format!(
                "Schedule {} had no other feed and is paused. To give it others: {prefix}schedule edit {} feeds=all",
                schedule.id, schedule.id
            ));
        }
        changes.push(Change::Schedule(schedule));
    }
    Ok(Done { changes, reply: Some(said(lines.iter().map(String::as_str))) })
}

/// Follows what a list names.
async fn import(room: &Newsroom, job: &Job<'_>, all: &[Followed], file: &AttachmentRef) -> Result<Done, Trouble> {
    let place = &job.event.at.place;
    let missing = || Trouble::Person("That file can't be reached: send it again.".into());
    let platform = room.platforms.get(&place.platform).ok_or_else(missing)?;
    let bytes = platform.attachment(file, LARGEST_LIST).await.map_err(|it| Trouble::Person(it.to_string()))?;
    let no_list =
        || Trouble::Person("That file is no list of feeds: give the OPML file that your reader exports.".into());
    let list = room.source.subscriptions(&bytes).ok_or_else(no_list)?.feeds();
    let (mut skipped, mut wanted) = (0, Vec::new());
    for (folders, title, address) in list {
        let known =
            all.iter().any(|it| it.row.address == address) || wanted.iter().any(|it: &Wanted| it.address == address);
        if known || all.len() + wanted.len() >= MOST {
            skipped += 1;
        } else {
            wanted.push(Wanted { folders, title, address, polled: None, failed: None });
        }
    }
    ask(room, &mut wanted).await?;
    let mut taken = names(all);
    let (mut changes, mut added, mut failed) = (Vec::new(), 0, Vec::new());
    for it in wanted {
        if let Some(why) = it.failed {
            failed.push(format!("{}: {why}", shown(&it.address)));
            continue;
        }
        let name = unique(Some(it.title), &it.address, &taken);
        taken.push(name.to_lowercase());
        changes.extend(begin(room, place, &it.address, name, it.folders, it.polled).await?.changes);
        added += 1;
    }
    let count = |it: usize| if it == 1 { "1 feed".to_owned() } else { format!("{it} feeds") };
    let mut lines = vec![format!(
        "{} added, {skipped} skipped (followed already, or over {MOST}), {} failed.",
        count(added),
        failed.len()
    )];
    lines.extend(failed.iter().take(10).cloned());
    if failed.len() > 10 {
        lines.push(format!("And {} more.", failed.len() - 10));
    }
    if added > 0 {
        lines.push("What they hold now is taken as read.".into());
    }
    Ok(Done { changes, reply: Some(said(lines.iter().map(String::as_str))) })
}

/// A feed of a list.
struct Wanted {
    folders: Vec<String>,
    title: String,
    address: Url,
    polled: Option<Polled>,
    failed: Option<String>,
}

/// Asks the feeds of a list: what fails for good is not followed, what may be there later is asked in its turn.
async fn ask(room: &Newsroom, wanted: &mut [Wanted]) -> Result<(), StoreError> {
    let mut asked = Vec::new();
    let few = wanted.len() <= ASKED;
    for (at, it) in wanted.iter().enumerate() {
        // A feed that others follow must be asked: what it holds now would be news here otherwise.
        let known = room.store.feed_at(&it.address).await?.is_some_and(|it| !it.health.is_first());
        if few || known {
            asked.push((at, Feed { address: it.address.clone(), validators: Validators::default() }));
        }
    }
    let mut outcomes = Vec::new();
    round::poll(room.source.as_ref(), asked, AT_ONCE, |at, _, outcome| outcomes.push((at, outcome))).await;
    for (at, outcome) in outcomes {
        let Some(it) = wanted.get_mut(at) else { continue };
        match outcome {
            Ok(polled) => it.polled = Some(polled),
            Err(FetchError::Transient { said, .. }) if !few => it.failed = Some(said),
            Err(FetchError::Transient { .. }) => {}
            Err(error) => it.failed = Some(error.to_string()),
        }
    }
    Ok(())
}

/// All feeds as OPML. An address may carry a token: what everybody can read goes without it.
fn export(job: &Job<'_>, all: &[Followed]) -> Done {
    let private = job.event.direct || job.event.reply.is_some();
    let mut list = Subscriptions { title: Some("Feeds of this channel".into()), ..Subscriptions::default() };
    let mut cut = 0;
    for it in all {
        let address = if private { it.row.address.clone() } else { public(&it.row.address) };
        cut += usize::from(address != it.row.address);
        list.add(&it.subscription.folders, it.name.clone(), address);
    }
    let count = if all.len() == 1 { "1 feed".to_owned() } else { format!("{} feeds", all.len()) };
    let mut lines = vec![format!("{count} as OPML, for any feed reader.")];
    match cut {
        0 => {}
        1 => {
            lines.push("One address is shortened, since its end may be a secret: ask in private for all of it.".into())
        }
        _ => lines.push(format!(
            "{cut} addresses are shortened, since their ends may be secrets: ask in private for all of them."
        )),
    }
    let mut post = said(lines.iter().map(String::as_str));
    post.file = Some(PostFile { name: "feeds.opml".into(), kind: "text/x-opml".into(), text: opml::write(&list) });
    Done::said(post)
}

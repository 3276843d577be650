//! What becomes of a digest after it was posted: read again, corrected, withdrawn, taken away. Every copy follows.

use engine::render::block::{Block, Line};
use serde_json::Value;

use crate::command::request::{Id, IdOrAddress};
use crate::command::right::is_asker;
use crate::delivery::{Act, Class, Delivery, Made};
use crate::digesting::{self, Errand};
use crate::edition::words::{stories_of, with_story_replaced};
use crate::evidence::{ids, quotes};
use crate::lookup;
use crate::newsroom::{Done, Job, Newsroom, Trouble};
use crate::place::{Place, Scope};
use crate::ports::Errand as Asks;
use crate::ports::store::Change;
use crate::post::{Post, PostKind};
use crate::record::{Blocked, KeptDigest, Standing};
use crate::say::{owed, post, said};
use crate::{address, reading};

/// Parts of a digest whose items have numbers, with the letter of each.
const NUMBERED: &[(&str, char)] = &[("claims", 'C'), ("disputes", 'D'), ("next", 'N'), ("open_questions", 'Q')];

/// `refresh`: the article is read again; what changed is said, and every copy shows it.
///
/// # Errors
/// When it can't be read again; in words for who asked.
pub async fn refresh(room: &Newsroom, job: &Job<'_>, id: &Id) -> Result<Done, Trouble> {
    let old = lookup::named(room, job, id).await?;
    let person = |it: &str| Trouble::Person(it.to_owned());
    if let Standing::Retracted(reason) = &old.standing {
        return Err(Trouble::Person(format!("Digest {} was withdrawn: {reason}", old.id)));
    }
    let kept = room.store.article(Scope::Place(&old.place), &old.article).await?;
    let fetched = kept.and_then(|it| it.fetched).or_else(|| old.url.clone());
    let pasted = "That text was pasted, so there is no page to read again: brief the new text.";
    let url = fetched.ok_or_else(|| person(pasted))?;
    let page = room.source.fetch(&url, Asks::Person).await.map_err(|it| person(&it.to_string()))?;
    let article =
        reading::article(&page).map_err(|it| Trouble::Person(format!("{}: {it}", address::shown(&page.address))))?;
    let hash = engine::article::view::TextIdentity::of(article.text()).sha256;
    if hash == old.article {
        return Ok(Done::said(said(["The article has not changed since it was digested."])));
    }
    let recipe = room.recipes.named(&old.recipe).map_err(|it| person(&it.to_string()))?.clone();
    let errand = Errand {
        place: old.place.clone(),
        id: old.id.clone(),
        asked_by: old.asked_by.clone(),
        edition: old.edition.clone(),
        encrypted: job.event.encrypted,
        fetched: Some(url),
    };
    let mut made = digesting::make(room, article.clone(), &recipe, errand).await?;
    let changed = renumber(&old.view, &mut made.view);
    made.digest.view = with_highest(serde_json::to_value(&made.view).unwrap_or_default(), &old.view);
    made.digest.revision = old.revision + 1;
    let prefix = room.prefix_in(&old.place);
    let mut post = digesting::post(&article, &made.view, &made.digest, &recipe, prefix);
    let date = room.clock.now().format("%-d %B %Y, %H:%M UTC");
    let what = if changed.is_empty() { "no claim changed".to_owned() } else { changed.join("; ") };
    post.blocks.push(Block::Note(Line::of(&format!("Read again on {date}: {what}."))));
    let mut changes = vec![Change::Article(made.article), Change::Digest(made.digest.clone())];
    changes.extend(edits(room, job, &made.digest, |_| post.clone()).await?);
    let words = format!("Read again: {what}.");
    Ok(Done { changes, reply: Some(said([words.as_str()])) })
}

/// `correct`: a note is put on every copy.
///
/// # Errors
/// When there is no such digest; in words for who asked.
pub async fn correct(room: &Newsroom, job: &Job<'_>, what: &IdOrAddress, note: &str) -> Result<Done, Trouble> {
    let mut changes = Vec::new();
    let digests = lookup::of(room, job, what).await?;
    for mut digest in some(digests)? {
        digest.standing = Standing::Corrected(note.to_owned());
        digest.revision += 1;
        let words = format!("Correction: {note}");
        changes.extend(
            edits(room, job, &digest, |old| {
                let mut post = old.clone();
                // A second correction stands in place of the first.
                post.blocks.retain(|it| !matches!(it, Block::Note(line) if line.text().starts_with("Correction: ")));
                let after =
                    post.blocks.iter().take_while(|it| matches!(it, Block::Title(_) | Block::Byline(_))).count();
                post.blocks.insert(after, Block::Note(Line::of(&words)));
                post
            })
            .await?,
        );
        changes.push(Change::Digest(digest));
    }
    Ok(Done { changes, reply: Some(said(["The correction stands on every copy here."])) })
}

/// `retract`: every copy says that it was withdrawn and why, the text is erased, the article is not briefed again.
///
/// # Errors
/// When there is nothing to withdraw; in words for who asked.
pub async fn retract(room: &Newsroom, job: &Job<'_>, what: &IdOrAddress, reason: &str) -> Result<Done, Trouble> {
    let place = &job.event.at.place;
    let now = room.clock.now();
    let block =
        |what: String| Change::Block(Blocked { place: place.clone(), what, reason: reason.to_owned(), since: now });
    let mut changes = Vec::new();
    let digests = lookup::of(room, job, what).await?;
    if let IdOrAddress::Address(url) = what {
        // An address may be withdrawn before anybody briefs it.
        changes.push(block(address::public(url).to_string()));
    } else if digests.is_empty() {
        some(Vec::new())?;
    }
    for digest in digests {
        let words = format!("Withdrawn on {}. Reason: {reason}", now.format("%-d %B %Y"));
        let link = digest.url.clone();
        let title = Block::Title(Line::of("This digest was withdrawn"));
        let blocks = vec![title, Block::Note(Line::of(&words))];
        let withdrawn = Post { link, ..post(PostKind::Digest, blocks) };
        let mut gone = digest.clone();
        gone.standing = Standing::Retracted(reason.to_owned());
        gone.revision += 1;
        gone.view = Value::Null;
        gone.headline = "withdrawn".into();
        changes.extend(edits(room, job, &gone, |_| withdrawn.clone()).await?);
        changes.push(block(digest.article.clone()));
        changes.extend(digest.url.as_ref().map(|it| block(it.to_string())));
        changes.push(Change::EraseArticle { place: place.clone(), hash: digest.article.clone() });
        room.shelf.clear(&format!("{}/{}", place.line(), digest.article));
        changes.push(Change::Digest(gone));
    }
    Ok(Done {
        changes,
        reply: Some(said(["Withdrawn: every copy here says so, and the article is not briefed again."])),
    })
}

/// `remove`: who asked for a digest, or a manager, takes it away.
///
/// # Errors
/// When it is somebody else's; in words for who asked.
pub async fn remove(room: &Newsroom, job: &Job<'_>, id: &Id) -> Result<Done, Trouble> {
    let mut digest = lookup::named(room, job, id).await?;
    let asked_by = digest.asked_by.as_ref().map(|it| it.id.as_str());
    if !is_asker(&job.event.actor, asked_by, &room.policy) {
        return Err(Trouble::Person("Only who asked for a digest, or a manager here, can remove it.".into()));
    }
    let mut changes = Vec::new();
    for (nth, copy) in room.store.copies(Scope::Place(&digest.place), &digest.id).await?.into_iter().enumerate() {
        let row = room.store.delivery(&copy.delivery).await?;
        let old = row.and_then(|it| posted(&it.delivery.act).cloned());
        let act = match old.filter(|it| it.kind == PostKind::Edition) {
            None => Act::Remove { of: Made::Message(copy.message) },
            Some(old) => {
                let Some(post) = contents(room, &old, &digest, "Removed.").await? else { continue };
                Act::Edit { of: Made::By(copy.delivery), post, revision: digest.revision + 1 }
            }
        };
        changes.push(Change::Deliver(Delivery {
            class: Class::Correction,
            ..owed(room, job, &format!("remove{nth}"), act, None)
        }));
    }
    digest.standing = Standing::Retracted("removed by who asked for it, or by a manager".into());
    digest.view = Value::Null;
    changes.push(Change::Digest(digest));
    Ok(Done { changes, reply: Some(said(["Removed."])) })
}

/// The contents message `old` of an edition with `words` in place of a story, and without those that were withdrawn before.
async fn contents(room: &Newsroom, old: &Post, digest: &KeptDigest, words: &str) -> Result<Option<Post>, Trouble> {
    let Some(mut post) = with_story_replaced(old, &digest.id, words) else { return Ok(None) };
    for id in stories_of(old).into_iter().filter(|it| *it != digest.id) {
        let other = room.store.digest(Scope::Place(&digest.place), &id).await?;
        if other.is_some_and(|it| matches!(it.standing, Standing::Retracted(_))) {
            post = with_story_replaced(&post, &id, "Withdrawn.").unwrap_or(post);
        }
    }
    Ok(Some(post))
}

/// An edit of every copy of a digest; `with` makes the new post from the old one.
async fn edits(
    room: &Newsroom,
    job: &Job<'_>,
    digest: &KeptDigest,
    with: impl Fn(&Post) -> Post,
) -> Result<Vec<Change>, Trouble> {
    let mut changes = Vec::new();
    for (nth, copy) in room.store.copies(Scope::Place(&digest.place), &digest.id).await?.into_iter().enumerate() {
        let row = room.store.delivery(&copy.delivery).await?;
        let Some(old) = row.and_then(|it| posted(&it.delivery.act).cloned()) else { continue };
        let mut post = match (old.kind, &digest.standing) {
            // An edition's contents name every one of its stories: only what is withdrawn changes there.
            (PostKind::Edition, Standing::Retracted(_)) => {
                let Some(post) = contents(room, &old, digest, "Withdrawn.").await? else { continue };
                post
            }
            (PostKind::Edition, _) => continue,
            _ => with(&old),
        };
        post.replies_to = old.replies_to.clone();
        let act = Act::Edit { of: Made::By(copy.delivery), post, revision: digest.revision };
        let part = format!("edit{}.{nth}", digest.id);
        let good_until = room.clock.now() + room.policy.edition_good_for;
        let place: Place = copy.message.destination.place;
        let owed = owed(room, job, &part, act, None);
        changes.push(Change::Deliver(Delivery { class: Class::Correction, good_until, place, ..owed }));
    }
    Ok(changes)
}

fn posted(act: &Act) -> Option<&Post> {
    match act {
        Act::Post { post, .. } | Act::Edit { post, .. } | Act::Respond { post, .. } => Some(post),
        Act::Remove { .. } | Act::OpenThread { .. } => None,
    }
}

fn some(digests: Vec<KeptDigest>) -> Result<Vec<KeptDigest>, Trouble> {
    if digests.is_empty() {
        return Err(Trouble::Person("No digest of that is here.".into()));
    }
    Ok(digests)
}

/// Gives each item of a new reading the number that rests on the same evidence in the old one, else a new number that was
/// never used; says what changed among the claims.
fn renumber(old: &Value, new: &mut engine::digest::view::DigestView) -> Vec<String> {
    let mut told = Vec::new();
    let evidence = |id: &str| quotes(old, id).unwrap_or_default().into_iter().map(|it| it.exact).collect::<Vec<_>>();
    let mut numbers = Numbers::of(old);
    let mut renamed = Vec::new();
    for it in &mut new.claims {
        let own: Vec<String> = it.evidence.iter().map(|it| it.exact.clone()).collect();
        let id = numbers.take("claims", 'C', |id| evidence(id) == own);
        let text = text_of(old, &id);
        match text {
            None => told.push(format!("{id} is new")),
            Some(text) if text != it.text => told.push(format!("{id} is worded anew")),
            Some(_) => {}
        }
        renamed.push((it.id.clone(), id.clone()));
        it.id = id;
    }
    for side in new.disputes.iter_mut().flat_map(|it| it.sides.iter_mut()) {
        side.claim = side.claim.as_ref().and_then(|was| renamed.iter().find(|it| it.0 == *was)).map(|it| it.1.clone());
    }
    for it in &mut new.disputes {
        let own: Vec<String> = it.sides.iter().flat_map(|it| &it.evidence).map(|it| it.exact.clone()).collect();
        it.id = numbers.take("disputes", 'D', |id| evidence(id) == own);
    }
    for it in &mut new.next {
        let own: Vec<String> = it.evidence.iter().map(|it| it.exact.clone()).collect();
        it.id = numbers.take("next", 'N', |id| evidence(id) == own);
    }
    for it in &mut new.open_questions {
        let own: Vec<String> = it.evidence.iter().map(|it| it.exact.clone()).collect();
        it.id = numbers.take("open_questions", 'Q', |id| evidence(id) == own);
    }
    told.extend(numbers.left("claims").map(|it| format!("{it} is gone")));
    told
}

fn text_of(view: &Value, id: &str) -> Option<String> {
    let claims = view.get("claims")?.as_array()?;
    let claim = claims.iter().find(|it| it.get("id").and_then(Value::as_str) == Some(id))?;
    Some(claim.get("text")?.as_str()?.to_owned())
}

/// The numbers of an old reading: those not yet taken again, and how far they ever went.
struct Numbers {
    free: Vec<(&'static str, String)>,
    highest: Vec<(char, u64)>,
}

impl Numbers {
    fn of(old: &Value) -> Self {
        let mut free = Vec::new();
        let mut highest = Vec::new();
        for (part, letter) in NUMBERED {
            let own = ids(old, part);
            let number = |it: &String| it.trim_start_matches(*letter).parse::<u64>().unwrap_or(0);
            let ever = old.get("highest").and_then(|it| it.get(letter.to_string())).and_then(Value::as_u64);
            highest.push((*letter, own.iter().map(number).max().unwrap_or(0).max(ever.unwrap_or(0))));
            free.extend(own.into_iter().map(|it| (*part, it)));
        }
        Self { free, highest }
    }

    fn take(&mut self, part: &str, letter: char, same: impl Fn(&str) -> bool) -> String {
        if let Some(at) = self.free.iter().position(|it| it.0 == part && same(&it.1)) {
            return self.free.remove(at).1;
        }
        let next = self.highest.iter_mut().find(|it| it.0 == letter).map_or(1, |it| {
            it.1 += 1;
            it.1
        });
        format!("{letter}{next}")
    }

    fn left<'a>(&'a self, part: &'a str) -> impl Iterator<Item = &'a String> {
        self.free.iter().filter(move |it| it.0 == part).map(|it| &it.1)
    }
}

/// The new view with how far numbers ever went, so that none is given to another claim later.
fn with_highest(mut view: Value, old: &Value) -> Value {
    let (was, now) = (Numbers::of(old), Numbers::of(&view));
    let highest: serde_json::Map<String, Value> = was
        .highest
        .iter()
        .zip(&now.highest)
        .map(|(was, now)| (was.0.to_string(), Value::from(was.1.max(now.1))))
        .collect();
    if let Value::Object(fields) = &mut view {
        fields.insert("highest".into(), Value::Object(highest));
    }
    view
}

/// What a person is told who erased something.
pub fn forgotten(job: &Job<'_>, whose: crate::command::request::Whose) -> Done {
    use crate::command::request::Whose;
    let place = job.event.at.place.clone();
    let (change, words) = match whose {
        Whose::Mine => (
            Change::ForgetPerson { place, id: job.event.actor.id.clone() },
            "What is kept of you is erased: your questions, your name on digests, your commands.",
        ),
        Whose::Channel => (
            Change::ForgetPlace(place),
            "What is kept of this channel is erased: articles, digests, feeds, schedules, watches, settings, questions.",
        ),
    };
    Done { changes: vec![change], reply: Some(said([words])) }
}

/// We were removed from a place: its feeds and schedules have nowhere to go. What was read there is erased.
pub fn left(job: &Job<'_>) -> Done {
    Done { changes: vec![Change::ForgetPlace(job.event.at.place.clone())], reply: None }
}

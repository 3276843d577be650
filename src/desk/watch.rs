//! Watches: words to look out for in what the feeds bring; what has them is posted at once.

pub mod found;
pub mod query;
pub mod word;

use engine::Analysis;
use engine::article::Article;
use engine::render::block::{Block, Line};

use crate::command::request::{IdOrAddress, WatchRequest};
use crate::delivery::{Act, Class, Delivery, Target};
use crate::digesting::{Errand, make};
use crate::newsroom::{Done, Job, Newsroom, Trouble};
use crate::place::{Place, Scope};
use crate::ports::store::{Change, IdOf, StoreError};
use crate::record::{KeptDigest, Watch};
use crate::say::said;
use crate::schedule::words::listed;
use crate::{lookup, share};
use found::Text;
use query::Query;

/// The most watches of one place.
const MOST: usize = 30;

/// The most sentences that are shown to explain a match.
const SHOWN: usize = 6;

/// The recipe of what a watch finds.
const RECIPE: &str = "flash";

/// Does what `watch …` asks for.
///
/// # Errors
/// In words for who asked.
pub async fn handle(room: &Newsroom, job: &Job<'_>, request: WatchRequest) -> Result<Done, Trouble> {
    let place = &job.event.at.place;
    let prefix = room.prefix_in(place);
    let watches = room.store.watches(Scope::Place(place)).await?;
    match request {
        WatchRequest::Add(query) => add(room, place, &query, &watches).await,
        WatchRequest::List => {
            let line = |it: &Watch| format!("{}: {}", it.id, understood(it));
            let mut lines: Vec<String> = watches.iter().map(line).collect();
            if lines.is_empty() {
                lines.push(format!("Nothing is looked out for here. To begin: {prefix}watch add grain AND export"));
            }
            Ok(Done::said(said(lines.iter().map(String::as_str))))
        }
        WatchRequest::Remove(id) => {
            let watch = named(&watches, &id, prefix)?;
            let words = format!("{} is no longer looked out for: {}", watch.id, understood(watch));
            let change = Change::DropWatch { place: place.clone(), id: watch.id.clone() };
            Ok(Done { changes: vec![change], reply: Some(said([words.as_str()])) })
        }
        WatchRequest::Why { watch, what } => {
            let watch = named(&watches, &watch, prefix)?;
            let lines = why(room, job, watch, &what).await?;
            Ok(Done::said(said(lines.iter().map(String::as_str))))
        }
    }
}

async fn add(room: &Newsroom, place: &Place, query: &str, watches: &[Watch]) -> Result<Done, Trouble> {
    let prefix = room.prefix_in(place);
    let read = Query::read(query).map_err(|it| Trouble::Person(it.to_string()))?;
    if read.only_excludes() {
        let said = format!(
            "That would match nearly everything: say also what is to be there, as in: {prefix}watch add grain {read}"
        );
        return Err(Trouble::Person(said));
    }
    if let Some(it) = watches.iter().find(|it| understood(it) == read.to_string()) {
        return Err(Trouble::Person(format!("That is looked out for already: {}.", it.id)));
    }
    if watches.len() >= MOST {
        return Err(Trouble::Person(format!(
            "There are {MOST} watches here already: take one away first ({prefix}watch remove ID)."
        )));
    }
    let id = room.store.new_id(IdOf::Watch(place)).await?;
    let followed = room.store.subscriptions(Scope::Place(place), None).await?.len();
    let first = format!("{id} looks out for: {read}");
    let second = match followed {
        0 => format!("It looks at what the feeds bring, and none is followed here yet: {prefix}feed add ADDRESS"),
        _ => format!(
            "What the feeds bring from now on and has it is posted here at once. To see why something matches: {prefix}watch why {id} and a digest's id"
        ),
    };
    let watch = Watch { id, place: place.clone(), query: query.trim().to_owned(), since: room.clock.now() };
    Ok(Done { changes: vec![Change::Watch(watch)], reply: Some(said([first.as_str(), second.as_str()])) })
}

/// The query as it was understood.
fn understood(watch: &Watch) -> String {
    Query::read(&watch.query).map_or_else(|_| watch.query.clone(), |it| it.to_string())
}

fn named<'a>(watches: &'a [Watch], id: &str, prefix: &str) -> Result<&'a Watch, Trouble> {
    let given = id.trim();
    let is = |it: &&Watch| it.id.eq_ignore_ascii_case(given) || it.id.strip_prefix('w') == Some(given);
    watches.iter().find(is).ok_or_else(|| {
        let ids: Vec<String> = watches.iter().map(|it| it.id.clone()).collect();
        Trouble::Person(if ids.is_empty() {
            format!("Nothing is looked out for here. To begin: {prefix}watch add grain AND export")
        } else {
            format!("There is no watch \"{given}\" here: {}. To see them: {prefix}watch list", listed(&ids))
        })
    })
}

/// What in an article matched, or kept it from matching.
async fn why(room: &Newsroom, job: &Job<'_>, watch: &Watch, what: &IdOrAddress) -> Result<Vec<String>, Trouble> {
    let digest = digest(room, job, what).await?;
    let query = Query::read(&watch.query).map_err(|it| Trouble::Person(it.to_string()))?;
    let kept = room.store.article(Scope::Place(&job.event.at.place), &digest.article).await?;
    let Some(article) = kept.and_then(|it| it.article()) else {
        return Err(Trouble::Person(format!(
            "The text behind {} is no longer kept, so what is in it can't be looked up.",
            digest.id
        )));
    };
    let analysis = Analysis::of(article, &room.lexicon);
    Ok(explained(&analysis, &watch.id, &query, &digest.headline))
}

/// One line for the whole, then one for each term.
fn explained(analysis: &Analysis, id: &str, query: &Query, headline: &str) -> Vec<String> {
    let found = Text::of(analysis).find(query);
    let verdict = if found.matches { "matches" } else { "does not match" };
    let mut lines = vec![format!("{id} {verdict} \"{headline}\": {query}")];
    let mut shown: Vec<engine::span::Span> = Vec::new();
    for (term, at) in &found.terms {
        lines.push(match at {
            None => format!("{term}: not there."),
            Some(at) if shown.contains(at) => format!("{term}: in a sentence shown above."),
            Some(at) if shown.len() < SHOWN && share::allowed(&analysis.article, *at) => {
                shown.push(*at);
                format!("{term}: \"{}\"", one_line(analysis.article.slice(*at)))
            }
            Some(_) => format!("{term}: there."),
        });
    }
    lines
}

fn one_line(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= 300 { text } else { text.chars().take(300).chain(['…']).collect() }
}

/// The digest that is meant; the newest of an address.
async fn digest(room: &Newsroom, job: &Job<'_>, what: &IdOrAddress) -> Result<KeptDigest, Trouble> {
    let found = lookup::of(room, job, what).await?.into_iter().next();
    found.ok_or_else(|| Trouble::Person("No article of that address was digested here.".into()))
}

/// What each topic of a schedule looks for: a watch by its id, or words.
///
/// # Errors
/// When it can't be read; in words for who gave it.
pub fn topics(topics: &[String], watches: &[Watch]) -> Result<Vec<Query>, Trouble> {
    let query = |topic: &String| {
        let watch = watches.iter().find(|it| it.id.eq_ignore_ascii_case(topic.trim()));
        let text = watch.map_or(topic.as_str(), |it| &it.query);
        Query::read(text).map_err(|it| Trouble::Person(it.to_string()))
    };
    topics.iter().map(query).collect()
}

/// What is owed when an article has what one of its place's watches looks for: a short digest, posted at once, that says
/// which watch it was. The same text is posted once, whichever feeds bring it.
///
/// # Errors
/// When the store has trouble.
pub async fn flash(
    room: &Newsroom,
    place: &Place,
    article: &Article,
    hash: &str,
    encrypted: bool,
) -> Result<Vec<Change>, StoreError> {
    let watches = room.store.watches(Scope::Place(place)).await?;
    if watches.is_empty() {
        return Ok(Vec::new());
    }
    let key = format!("{}#watch@{hash}", place.line());
    if room.store.delivery(&key).await?.is_some() {
        return Ok(Vec::new());
    }
    let text = Text::of(&Analysis::of(article.clone(), &room.lexicon));
    let has = |it: &&Watch| Query::read(&it.query).is_ok_and(|it| text.find(&it).matches);
    let hits: Vec<&Watch> = watches.iter().filter(has).collect();
    let (Some(_), Ok(recipe)) = (hits.first(), room.recipes.named(RECIPE)) else { return Ok(Vec::new()) };
    let id = room.store.new_id(IdOf::Digest).await?;
    let errand = Errand { place: place.clone(), id, asked_by: None, edition: None, encrypted, fetched: None };
    let mut made = match make(room, article.clone(), recipe, errand).await {
        Ok(made) => made,
        Err(Trouble::Store(it)) => return Err(it),
        // Nobody asked; the edition will try again.
        Err(Trouble::Person(_)) => return Ok(Vec::new()),
    };
    let lines = hits.iter().map(|it| Block::Note(Line::of(&format!("Watch {}: {}", it.id, understood(it)))));
    let at = made.post.blocks.iter().position(|it| !matches!(it, Block::Title(_) | Block::Byline(_))).unwrap_or(0);
    made.post.blocks.splice(at..at, lines);
    let now = room.clock.now();
    let delivery = Delivery {
        key,
        place: place.clone(),
        act: Act::Post { to: Target::At(place.outside()), post: made.post },
        class: Class::Edition,
        after: None,
        not_before: now,
        good_until: now + room.policy.edition_good_for,
        digests: vec![made.digest.id.clone()],
    };
    Ok(vec![Change::Article(made.article), Change::Digest(made.digest), Change::Deliver(delivery)])
}

#[cfg(test)]
mod tests {
    use engine::extract::{Known, from_text};
    use engine::lexicon::Lexicon;

    use super::*;

    #[test]
    fn it_is_explained() {
        let check = |query: &str, expected: &[&str]| {
            let text = "Bridge closes\n\nThe council voted on Monday to close the old bridge, Mayor Ann Lee said.";
            let article = from_text(text, &Known::default()).unwrap();
            let analysis = Analysis::of(article, &Lexicon::embedded());
            assert_eq!(explained(&analysis, "w2", &Query::read(query).unwrap(), "Bridge closes"), expected);
        };
        let sentence = "\"The council voted on Monday to close the old bridge, Mayor Ann Lee said.\"";
        check("ferry", &["w2 does not match \"Bridge closes\": ferry", "ferry: not there."]);
        check(
            "old council NOT ferry",
            &[
                "w2 matches \"Bridge closes\": old AND council AND NOT ferry",
                &format!("old: {sentence}"),
                "council: in a sentence shown above.",
                "ferry: not there.",
            ],
        );
    }
}

//! `ask` and follow-ups: the sentence of an article that answers, or an honest "the article does not say".

use std::sync::Arc;

use engine::answer::view::AnswerView;
use engine::answer::{Answer, AnswerKind, Turn};
use engine::article::Quote;
use engine::render;
use engine::render::block::{Block, Line};
use engine::span::Span;

use crate::command::request::Id;
use crate::event::What;
use crate::lookup;
use crate::newsroom::{Done, Job, Newsroom, Trouble};
use crate::place::Scope;
use crate::ports::store::Change;
use crate::post::PostKind;
use crate::record::{Asked, KeptArticle, KeptDigest, Person};
use crate::say::{post, said};
use crate::share;
use crate::shelf::Ready;

/// Articles of an archive that are read for one question: those that share most words with it.
const FROM_ARCHIVE: usize = 4;

/// What was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Whether the article answers.
    pub grounded: bool,
    /// The article.
    article: KeptArticle,
    ready: Arc<Ready>,
    /// The digest through which it was asked.
    digest: Option<KeptDigest>,
    view: AnswerView,
    evidence: Option<Span>,
    likelihood: f32,
}

/// Answers a question about a digest, about the thread that it is asked in, or about all that the place has read.
///
/// # Errors
/// When nothing can be asked; in words for who asked.
pub async fn handle(room: &Newsroom, job: &Job<'_>, question: &str, about: Option<&Id>) -> Result<Done, Trouble> {
    let place = &job.event.at.place;
    let digests = match about {
        Some(id) => vec![lookup::named(room, job, id).await?],
        None => lookup::around(room, job).await?,
    };
    if digests.is_empty() {
        let articles = room.store.search(Scope::Place(place), question, FROM_ARCHIVE).await?;
        let mut read = Vec::new();
        for article in articles {
            let digest = room.store.digests(Scope::Place(place), Some(&article.hash), 1).await?.into_iter().next();
            read.push((article, digest));
        }
        return match best(room, read, question, &[]).await? {
            Some(found) if found.grounded => shown(room, job, question, found, true).await,
            _ => Ok(Done::said(said([none_says(room, job).await?.as_str()]))),
        };
    }
    let asked = room.store.asked(&job.event.at).await?;
    let several = digests.len() > 1;
    let mut read = Vec::new();
    for digest in digests {
        let article = room.store.article(Scope::Place(place), &digest.article).await?;
        read.extend(article.map(|it| (it, Some(digest))));
    }
    // A claim that is asked about is what the talk was about before.
    let mut turns = asked;
    if let Some((item, digest)) = about.and_then(|it| it.item.as_ref()).zip(read.first().and_then(|it| it.1.as_ref())) {
        turns.extend(asked_about(job, digest, item));
    }
    match best(room, read, question, &turns).await? {
        Some(found) => shown(room, job, question, found, several).await,
        None => Err(gone(room)),
    }
}

fn gone(room: &Newsroom) -> Trouble {
    let days = room.policy.keep_text.num_days();
    Trouble::Person(format!(
        "The article's text is no longer kept (texts are kept {days} days), so it can't be asked. Its digest still stands: evidence shows its sentences."
    ))
}

async fn none_says(room: &Newsroom, job: &Job<'_>) -> Result<String, Trouble> {
    let read = room.store.digests(Scope::Place(&job.event.at.place), None, 1).await?;
    let prefix = room.prefix(job.event);
    Ok(if read.is_empty() {
        format!("Nothing has been read here yet: give me an article with {prefix}brief.")
    } else {
        "No article that was read here says.".to_owned()
    })
}

/// The best answer from several articles: the likeliest of those that answer, else the likeliest refusal.
///
/// # Errors
/// When the thread that reads is gone.
pub async fn best(
    room: &Newsroom,
    read: Vec<(KeptArticle, Option<KeptDigest>)>,
    question: &str,
    asked: &[Asked],
) -> Result<Option<Found>, Trouble> {
    let (shelf, lexicon) = (room.shelf.clone(), room.lexicon.clone());
    let (question, asked) = (question.to_owned(), asked.to_vec());
    let work = move || {
        let mut found: Vec<Found> = Vec::new();
        for (article, digest) in read {
            let key = format!("{}/{}", article.place.line(), article.hash);
            let Some(ready) = shelf.ready(&key, || article.article(), &lexicon) else { continue };
            let turns: Vec<Turn> = asked.iter().map(|it| turn(it, digest.as_ref())).collect();
            let before = turns.last().and_then(|it| it.evidence).filter(|_| asks_who_says(&question));
            let answer = match before.and_then(|it| ready.analysis.article.quote(it)) {
                Some(quote) => the_same(quote),
                None => ready.reader.answer(&ready.analysis, &question, &turns),
            };
            let evidence = answer.evidence.as_ref().map(|it| it.span());
            let view = answer.view(&ready.analysis, &question, None);
            let (grounded, likelihood) = (answer.kind == AnswerKind::Grounded, answer.likelihood);
            found.push(Found { grounded, article, ready, digest, view, evidence, likelihood });
        }
        found.sort_by(|a, b| b.grounded.cmp(&a.grounded).then(b.likelihood.total_cmp(&a.likelihood)));
        found.into_iter().next()
    };
    let lost = |_| Trouble::Person("That question could not be read. Please tell whoever runs this bot.".into());
    tokio::task::spawn_blocking(work).await.map_err(lost)
}

/// The sentence that was shown before, to be shown with whose it is.
fn the_same(quote: Quote) -> Answer {
    Answer { kind: AnswerKind::Grounded, evidence: Some(quote), short: None, nearest: Vec::new(), likelihood: f32::MAX }
}

/// Whether a question is about the answer before it, and about nothing else: "Who says so?"
fn asks_who_says(question: &str) -> bool {
    const ASKED: &[&str] = &[
        "who says so",
        "who says that",
        "who says this",
        "who said so",
        "who said that",
        "who said this",
        "says who",
        "said who",
        "who claims that",
        "who claims this",
        "according to whom",
        "according to who",
        "whose words are these",
        "what is the source",
        "whats the source",
        "source",
        "sources",
        "who is the source",
    ];
    let words = question.split(|it: char| !it.is_alphanumeric() && it != '\'' && it != '’').filter(|it| !it.is_empty());
    let plain: Vec<String> = words.map(|it| it.to_lowercase().replace(['\'', '’'], "")).collect();
    let plain: Vec<&str> =
        plain.iter().map(String::as_str).skip_while(|it| matches!(*it, "and" | "but" | "so")).collect();
    ASKED.contains(&plain.join(" ").as_str())
}

/// An earlier exchange, as far as it was about this digest.
fn turn(asked: &Asked, digest: Option<&KeptDigest>) -> Turn {
    let same = asked.answer.as_ref().filter(|it| digest.is_some_and(|digest| digest.id == it.0));
    Turn { question: asked.question.clone(), evidence: same.map(|it| it.1) }
}

/// "About C3": as if it had just been asked what it says.
fn asked_about(job: &Job<'_>, digest: &KeptDigest, item: &str) -> Option<Asked> {
    let quote = crate::evidence::quotes(&digest.view, item)?.into_iter().next()?;
    Some(Asked {
        at: job.event.at.clone(),
        by: Person { id: String::new(), name: String::new() },
        question: String::new(),
        when: job.event.when,
        answer: Some((digest.id.clone(), quote.span)),
    })
}

/// The answer as a post, with what is kept of the exchange. `which`: say which article answers.
///
/// # Errors
/// Trouble with the store only.
pub async fn shown(room: &Newsroom, job: &Job<'_>, question: &str, found: Found, which: bool) -> Result<Done, Trouble> {
    let place = &job.event.at.place;
    let article = &found.ready.analysis.article;
    let mut changes = Vec::new();
    let name = format!("shown:{}", found.article.hash);
    let before = share::read(&room.store.setting(place, &name).await?.unwrap_or_default());
    let mut view = found.view;
    let mut spans = before.clone();
    let mut short_of = false;
    let mut keep = |span: Span| match share::evidence(article, &spans, span) {
        Some(all) if share::allowed(article, span) => {
            spans = all;
            true
        }
        _ => {
            short_of = true;
            false
        }
    };
    view.evidence.retain(|it| keep(it.span()));
    let near: Vec<bool> = view.nearest.iter().map(|it| keep(it.span())).collect();
    let mut kept = near.iter();
    view.nearest.retain(|_| kept.next().copied().unwrap_or_default());
    let mut kept = near.iter();
    view.nearest_by.retain(|_| kept.next().copied().unwrap_or_default());
    let mut blocks = Vec::new();
    if found.grounded && view.evidence.is_empty() {
        blocks.push(Block::Note(Line::of("The article answers that, and no more of it may be shown here.")));
    } else {
        blocks.extend(render::answer::blocks(&view));
    }
    if short_of || which {
        blocks.push(Block::Note(Line::of(&source(&found.article, found.digest.as_ref()))));
    }
    if spans != before {
        changes.push(Change::Set { place: place.clone(), name, value: Some(share::written(&spans)) });
    }
    if let Some(digest) = &found.digest {
        let answer = found.evidence.map(|it| (digest.id.clone(), it));
        changes.push(asked(job, question, answer));
    }
    Ok(Done { changes, reply: Some(post(PostKind::Answer, blocks)) })
}

/// What is kept of a question.
pub fn asked(job: &Job<'_>, question: &str, answer: Option<(String, Span)>) -> Change {
    let actor = &job.event.actor;
    Change::Asked(Asked {
        at: job.event.at.clone(),
        by: Person { id: actor.id.clone(), name: actor.name.clone() },
        question: question.to_owned(),
        when: job.event.when,
        answer,
    })
}

/// "From "Headline" (AP, 17 February 2025), digest k7f2: https://…"
fn source(article: &KeptArticle, digest: Option<&KeptDigest>) -> String {
    let metadata = &article.metadata;
    let headline = digest.map(|it| it.headline.clone()).or(metadata.headline.clone());
    let headline = headline.unwrap_or_else(|| "an article without a headline".into());
    let date = metadata.date_published.map(|it| it.format("%-d %B %Y").to_string());
    let from: Vec<String> = metadata.publisher.clone().into_iter().chain(date).collect();
    let from = if from.is_empty() { String::new() } else { format!(" ({})", from.join(", ")) };
    let id = digest.map(|it| format!(", digest {}", it.id)).unwrap_or_default();
    let link = digest.and_then(|it| it.url.as_ref()).map(|it| format!(": {it}")).unwrap_or_default();
    format!("From \"{headline}\"{from}{id}{link}")
}

/// The words that were said, when the event is something said.
pub(crate) fn words(job: &Job<'_>) -> Option<String> {
    match &job.event.what {
        What::Said { text, .. } => Some(text.trim().to_owned()),
        _ => None,
    }
}

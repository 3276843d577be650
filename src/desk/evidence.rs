//! `evidence C3`: the sentence behind a claim in its surroundings, where it stands, whose it is.

use engine::article::Article;
use engine::render::block::{Block, Line, Role};
use engine::span::Span;
use serde_json::Value;

use crate::command::request::Id;
use crate::lookup;
use crate::newsroom::{Done, Job, Newsroom, Trouble};
use crate::place::Scope;
use crate::ports::store::Change;
use crate::post::PostKind;
use crate::record::{KeptDigest, Standing};
use crate::say::post;
use crate::share;

/// A piece of evidence as a digest keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptQuote {
    /// The words.
    pub exact: String,
    /// What stands before them.
    pub prefix: String,
    /// What stands after them.
    pub suffix: String,
    /// Where, in bytes of the article's text.
    pub span: Span,
}

/// Shows the evidence of one item, or of each claim when none is named.
///
/// # Errors
/// When there is no such digest or item; in words for who asked.
pub async fn handle(room: &Newsroom, job: &Job<'_>, id: &Id) -> Result<Done, Trouble> {
    let digest = lookup::named(room, job, id).await?;
    if let Standing::Retracted(reason) = &digest.standing {
        return Err(Trouble::Person(format!("Digest {} was withdrawn: {reason}", digest.id)));
    }
    let items: Vec<String> = match &id.item {
        Some(item) => vec![item.clone()],
        None => ids(&digest.view, "claims"),
    };
    let place = &job.event.at.place;
    let kept = room.store.article(Scope::Place(place), &digest.article).await?;
    let article = kept.as_ref().and_then(|it| it.article());
    let name = format!("shown:{}", digest.article);
    let before = share::read(&room.store.setting(place, &name).await?.unwrap_or_default());
    let mut shown = before.clone();
    let mut blocks = Vec::new();
    for item in &items {
        let quotes = quotes(&digest.view, item).ok_or_else(|| unknown(&digest, item))?;
        let who = said_by(&digest.view, item).unwrap_or_else(|| newsroom(&digest));
        let line = Line::default().with_role(&format!("{item}."), Role::Id).with(" ").with_role(&who, Role::Speaker);
        blocks.push(Block::Note(line));
        for quote in quotes {
            // What the digest keeps is checked against the text while there is one.
            if article.as_ref().is_some_and(|it| it.slice(quote.span) != quote.exact) {
                continue;
            }
            let may = article.as_ref().is_none_or(|it| share::allowed(it, quote.span));
            let all = article.as_ref().map_or(Some(shown.clone()), |it| share::evidence(it, &shown, quote.span));
            let Some(all) = all.filter(|_| may) else {
                blocks.push(Block::Note(Line::of(
                    "No more of this article may be shown here: read it at its publisher's.",
                )));
                continue;
            };
            shown = all;
            let words = match (&article, items.len()) {
                (Some(article), 1) => surroundings(article, &quote, &mut shown),
                _ => quote.exact.trim().to_owned(),
            };
            blocks.push(Block::Quotation(Line::of(&words)));
            blocks
                .push(Block::Note(Line::of(&format!("Bytes {} to {} of the text.", quote.span.start, quote.span.end))));
        }
    }
    if article.is_none() {
        blocks
            .push(Block::Note(Line::of("The article's text is no longer kept: this is what the digest keeps of it.")));
    }
    blocks.extend(digest.url.as_ref().map(|it| Block::Note(Line::of(&format!("{}: {it}", digest.headline)))));
    let mut changes = Vec::new();
    if shown != before {
        changes.push(Change::Set { place: place.clone(), name, value: Some(share::written(&shown)) });
    }
    Ok(Done { changes, reply: Some(post(PostKind::Answer, blocks)) })
}

fn unknown(digest: &KeptDigest, item: &str) -> Trouble {
    let all: Vec<String> =
        ["claims", "disputes", "next", "open_questions"].iter().flat_map(|it| ids(&digest.view, it)).collect();
    Trouble::Person(format!("Digest {} has no {item}. It has {}.", digest.id, all.join(", ")))
}

/// The sentence with its neighbours on either side, where they may be shown.
fn surroundings(article: &Article, quote: &KeptQuote, shown: &mut Vec<Span>) -> String {
    let text = article.text();
    let paragraph = article.regions().iter().find(|it| it.span.contains(quote.span)).map_or(quote.span, |it| it.span);
    let before = Span::new(paragraph.start, quote.span.start);
    let after = Span::new(quote.span.end, paragraph.end);
    let mut words = String::new();
    let neighbour = |span: Span| (!span.of(text).trim().is_empty() && share::allowed(article, span)).then_some(span);
    if let Some(it) = neighbour(before).and_then(|it| share::evidence(article, shown, it).map(|all| (it, all))) {
        *shown = it.1;
        words.push_str(it.0.of(text).trim_start());
    }
    words.push_str(&quote.exact);
    if let Some(it) = neighbour(after).and_then(|it| share::evidence(article, shown, it).map(|all| (it, all))) {
        *shown = it.1;
        words.push_str(it.0.of(text).trim_end());
    }
    words.trim().to_owned()
}

/// The item with this id, in whichever part of the digest.
fn item<'a>(view: &'a Value, id: &str) -> Option<&'a Value> {
    let parts = ["claims", "disputes", "next", "open_questions"];
    let all = parts.iter().filter_map(|it| view.get(it)?.as_array()).flatten();
    all.into_iter().find(|it| it.get("id").and_then(Value::as_str).is_some_and(|it| it.eq_ignore_ascii_case(id)))
}

/// The ids of a part, in order.
pub fn ids(view: &Value, part: &str) -> Vec<String> {
    let items = view.get(part).and_then(Value::as_array).into_iter().flatten();
    items.filter_map(|it| Some(it.get("id")?.as_str()?.to_owned())).collect()
}

/// The evidence of an item: its own, and that of its sides.
pub fn quotes(view: &Value, id: &str) -> Option<Vec<KeptQuote>> {
    let item = item(view, id)?;
    let sides = item.get("sides").and_then(Value::as_array).into_iter().flatten();
    let holders = std::iter::once(item).chain(sides);
    let lists = holders.filter_map(|it| it.get("evidence")?.as_array()).flatten();
    Some(lists.filter_map(quote).collect())
}

fn quote(it: &Value) -> Option<KeptQuote> {
    let text = |name: &str| it.get(name).and_then(Value::as_str).map(str::to_owned);
    let number = |name: &str| usize::try_from(it.get(name)?.as_u64()?).ok();
    Some(KeptQuote {
        exact: text("exact")?,
        prefix: text("prefix").unwrap_or_default(),
        suffix: text("suffix").unwrap_or_default(),
        span: Span::new(number("start")?, number("end")?),
    })
}

/// Who says it.
fn said_by(view: &Value, id: &str) -> Option<String> {
    Some(item(view, id)?.get("attribution")?.get("source")?.as_str()?.to_owned())
}

fn newsroom(digest: &KeptDigest) -> String {
    digest.publisher.as_ref().map_or("The newsroom's own words".into(), |it| format!("{it}'s own words"))
}

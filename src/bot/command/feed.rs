//! `newsdesk feed`: what a feed would give.

use std::io::Read as _;

use chrono::SecondsFormat;
use desk::ports::{ArticleSource as _, Feed, FeedContent, FeedItem, FetchError, Validators};
use engine::render::block::{Block, Line};
use serde::Serialize;
use url::Url;
use web::config::Config;
use web::feed::read::{LARGEST, read};
use web::{Web, address};

use crate::arguments::{FeedTest, Format};
use crate::failure::Failure;
use crate::fetched::{failed, on_the_web};
use crate::{input, output};

/// A feed as JSON. What the feed doesn't say is null.
#[derive(Debug, Serialize)]
struct FeedView<'a> {
    title: Option<&'a str>,
    /// The site; where the feed names none, the feed itself.
    url: Option<&'a str>,
    items: Vec<ItemView<'a>>,
}

#[derive(Debug, Serialize)]
struct ItemView<'a> {
    id: Option<&'a str>,
    title: Option<&'a str>,
    url: Option<&'a str>,
    published: Option<String>,
    summary: Option<&'a str>,
}

/// Shows what a feed would give.
pub(super) fn test(arguments: &FeedTest) -> Result<(), Failure> {
    let given = arguments.feed.to_str().filter(|it| address::is_address(it));
    let (content, at) = match given {
        Some(given) => fetched(given, arguments)?,
        None => saved(arguments)?,
    };
    let at = at.as_ref().map(desk::address::public);
    match arguments.format {
        Format::Json => output::json(&view(&content, at.as_ref())),
        Format::Text | Format::Markdown => output::blocks(&blocks(&content), arguments.format),
    }
}

/// Fetches the feed, or the first one that the page at this address names.
fn fetched(given: &str, arguments: &FeedTest) -> Result<(FeedContent, Option<Url>), Failure> {
    let given = address::parse(given).map_err(failed)?;
    let config = Config {
        contact: arguments.contact.clone(),
        internal_hosts: arguments.allow_host.clone(),
        ..Config::default()
    };
    on_the_web(config, async |web| {
        let (polled, at) = match poll(web, &given).await {
            Err(FetchError::NotAnArticle(said)) => {
                let offers = web.discover(&given).await.map_err(failed)?;
                let Some(first) = offers.first() else { return Err(failed(said)) };
                for it in &offers {
                    let title = it.title.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
                    eprintln!("newsdesk: the page names the feed {}{title}", desk::address::shown(&it.address));
                }
                (poll(web, &first.address).await.map_err(failed)?, first.address.clone())
            }
            it => (it.map_err(failed)?, given),
        };
        if let Some(moved) = &polled.moved_to {
            eprintln!("newsdesk: the feed has moved to {}", desk::address::shown(moved));
        }
        Ok((polled.content.unwrap_or_default(), Some(polled.moved_to.unwrap_or(at))))
    })
}

async fn poll(web: &Web, at: &Url) -> Result<desk::ports::Polled, FetchError> {
    web.poll(&Feed { address: at.clone(), validators: Validators::default() }).await
}

/// Reads the feed in a file.
fn saved(arguments: &FeedTest) -> Result<(FeedContent, Option<Url>), Failure> {
    let path = &arguments.feed;
    let at = arguments.url.as_deref().map(address::parse).transpose().map_err(|it| Failure::Usage(it.to_string()))?;
    let mut bytes = Vec::new();
    input::open(path)?.take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    let shown = input::shown(path);
    let reading = read(&bytes, None, at.as_ref()).map_err(|it| failed(format!("{shown} is no feed: {it}")))?;
    Ok((reading.content, at))
}

fn view<'a>(content: &'a FeedContent, at: Option<&'a Url>) -> FeedView<'a> {
    let item = |it: &'a FeedItem| ItemView {
        id: it.id.as_deref().or(it.address.as_ref().map(Url::as_str)),
        title: it.title.as_deref(),
        url: it.address.as_ref().map(Url::as_str),
        published: it.published.map(|it| it.to_rfc3339_opts(SecondsFormat::Secs, true)),
        summary: it.summary.as_deref(),
    };
    FeedView {
        title: content.title.as_deref(),
        url: content.site.as_ref().or(at).map(Url::as_str),
        items: content.items.iter().map(item).collect(),
    }
}

/// What a reader of the feed would see.
fn blocks(content: &FeedContent) -> Vec<Block> {
    let title = content.title.as_deref().unwrap_or("A feed without a title");
    let mut blocks = vec![Block::Title(Line::of(title))];
    blocks.extend(content.site.as_ref().map(|it| Block::Byline(Line::of(it.as_str()))));
    let count = content.items.len();
    blocks.push(Block::Note(Line::of(&format!("{count} {}", if count == 1 { "item" } else { "items" }))));
    for it in &content.items {
        let date = it.published.map(|it| it.format("%-d %B %Y, %H:%M UTC: ").to_string()).unwrap_or_default();
        let title = it.title.as_deref().unwrap_or("(no title)");
        blocks.push(Block::Paragraph(Line::of(&format!("{date}{title}"))));
        blocks.extend(it.summary.as_deref().map(|it| Block::Quotation(Line::of(&start(it)))));
        blocks.extend(it.address.as_ref().map(|it| Block::Note(Line::of(it.as_str()))));
    }
    blocks
}

/// The beginning of a long summary.
fn start(summary: &str) -> String {
    let shown: String = summary.chars().take(300).collect();
    if shown.len() < summary.len() { shown + "…" } else { shown }
}

//! An edition in words: its contents message, and what each of its digests says of the reports behind it.

use chrono::TimeDelta;
use engine::render::block::{Block, Line, Role, Section};

use super::compose::{Candidate, Found, Told};
use crate::address::public;
use crate::digesting::Made;
use crate::post::{Post, PostKind, PostLink};
use crate::record::Schedule;
use crate::schedule::slot::Slot;
use crate::schedule::words::{day, listed, long, moment};

/// Outlets that are named; the links go to all.
const NAMED: usize = 5;

/// Headlines without a text that are named.
const UNREAD: usize = 5;

/// The longest notice.
const NOTICE: usize = 180;

/// From this on an edition says that it is late.
pub(super) const LATE: TimeDelta = TimeDelta::minutes(5);

/// What goes around an edition.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    /// Of what it is.
    pub(super) schedule: &'a Schedule,
    /// When it is of.
    pub(super) slot: Slot,
    /// How long after that it is made.
    pub(super) late: TimeDelta,
    /// Whether its digests stand in a thread.
    pub(super) threads: bool,
    /// What stands before a command.
    pub(super) prefix: &'a str,
}

/// The contents message: a line for each story, with one claim and who says it.
pub(super) fn contents(around: &Around<'_>, found: &Found, made: &[Made]) -> Post {
    let count = counted(made.len(), "story", "stories");
    let mut blocks = vec![Block::Title(Line::of(&format!("{}: {count}", day(around.slot.date()))))];
    blocks.push(Block::Byline(Line::of(&from(around, found))));
    blocks.extend(late(around));
    for (at, (story, made)) in found.stories.iter().zip(made).enumerate() {
        blocks.push(Block::Item { section: Section::Stories, line: line(at + 1, story, made) });
    }
    blocks.extend(unread(found));
    blocks.push(Block::Note(Line::of(&foot(around, found))));
    let headlines: Vec<&str> = made.iter().map(|it| it.digest.headline.as_str()).collect();
    let link = |(at, it): (usize, &Told)| {
        let first = it.reports.first()?;
        Some(PostLink { label: format!("{} {}", at + 1, first.outlet), address: web(first)? })
    };
    Post {
        blocks,
        notice: cut(&format!("{count}: {}", headlines.join("; ")), NOTICE),
        kind: PostKind::Edition,
        links: found.stories.iter().enumerate().filter_map(link).collect(),
        // Which digest each line is of, so that one can be taken back.
        data: Some(serde_json::json!({ "stories": made.iter().map(|it| &it.digest.id).collect::<Vec<_>>() })),
        ..Post::default()
    }
}

/// The digest of one story of several, as it stands in the thread.
pub(super) fn digest(number: usize, story: &Told, made: &Made) -> Post {
    let mut post = made.post.clone();
    for block in &mut post.blocks {
        if let Block::Title(line) = block {
            *line = Line::of(&format!("{number}. {}", line.text()));
        }
    }
    sourced(&mut post, story);
    post
}

/// The digest of the only story, which is the whole edition.
pub(super) fn only(around: &Around<'_>, found: &Found, story: &Told, made: &Made) -> Post {
    let mut post = made.post.clone();
    sourced(&mut post, story);
    let day = format!("{}: one story, since {}.", day(around.slot.date()), moment(found.since, around.schedule.zone));
    let at = head(&post);
    let mut lines = vec![Block::Note(Line::of(&day))];
    lines.extend(late(around));
    post.blocks.splice(at..at, lines);
    post.blocks.extend(unread(found));
    post
}

/// What is said when nothing is new.
pub(super) fn nothing(around: &Around<'_>, found: &Found) -> Post {
    let since = moment(found.since, around.schedule.zone);
    let what = if found.unread.is_empty() { "nothing new" } else { "nothing that could be read" };
    let line = format!("{}: {what} since {since}.", day(around.slot.date()));
    let mut blocks = vec![Block::Note(Line::of(&line))];
    blocks.extend(late(around));
    blocks.extend(unread(found));
    Post { blocks, notice: line, kind: PostKind::Edition, ..Post::default() }
}

/// The digests whose stories a contents message names, in order.
pub fn stories_of(post: &Post) -> Vec<String> {
    let ids = post.data.as_ref().and_then(|it| it.get("stories")).and_then(|it| it.as_array());
    ids.into_iter().flatten().filter_map(|it| it.as_str().map(str::to_owned)).collect()
}

/// `post`, a contents message, with `words` in the place of the story that the digest `id` tells.
pub fn with_story_replaced(post: &Post, id: &str, words: &str) -> Option<Post> {
    let at = stories_of(post).iter().position(|it| it == id)?;
    let mut post = post.clone();
    let mut stories = post.blocks.iter_mut().filter_map(|it| match it {
        Block::Item { section: Section::Stories, line } => Some(line),
        _ => None,
    });
    *stories.nth(at)? = numbered(at + 1).with(words);
    let label = format!("{} ", at + 1);
    post.links.retain(|it| !it.label.starts_with(&label));
    Some(post)
}

/// Where the blocks that say what a digest is end.
fn head(post: &Post) -> usize {
    let is_head = |it: &&Block| matches!(it, Block::Title(_) | Block::Byline(_) | Block::Provenance(_));
    post.blocks.iter().take_while(is_head).count()
}

/// Names and links the reports behind a digest.
fn sourced(post: &mut Post, story: &Told) {
    let Some(first) = story.reports.first() else { return };
    if !first.is_read {
        let why = match &first.item.reading {
            crate::record::Reading::Blurb(why) => format!(" ({})", why.trim_end_matches('.')),
            _ => String::new(),
        };
        let line = format!("The feed's own words: the article itself could not be read{why}.");
        for block in &mut post.blocks {
            if matches!(block, Block::Provenance(_)) {
                *block = Block::Provenance(Line::of(&line));
            }
        }
        post.link = web(first);
    }
    if story.reports.len() > 1 {
        let mut names: Vec<String> = Vec::new();
        for it in &story.reports {
            if !names.contains(&it.outlet) {
                names.push(it.outlet.clone());
            }
        }
        let more = names.len().saturating_sub(NAMED);
        names.truncate(NAMED);
        if more > 0 {
            names.push(format!("{more} more"));
        }
        let at = head(post);
        let line = format!("{}: {}.", reports(story), listed(&names));
        post.blocks.insert(at, Block::Note(Line::of(&raised(&line))));
        let link = |it: &Candidate| Some(PostLink { label: it.outlet.clone(), address: web(it)? });
        post.links = story.reports.iter().filter_map(link).collect();
    }
}

/// "3 reports, 2 independent origins", "3 independent reports", "3 reports of one text"
fn reports(story: &Told) -> String {
    let count = story.reports.len();
    match story.origins {
        1 => format!("{count} reports of one text"),
        origins if origins == count => format!("{count} independent reports"),
        origins => format!("{count} reports, {origins} independent origins"),
    }
}

/// `1. Headline (Outlet; 3 independent reports). Ann Lee (Mayor): "It is safe."`
fn line(number: usize, story: &Told, made: &Made) -> Line {
    let outlet = story.reports.first().map_or("", |it| it.outlet.as_str());
    let several = if story.reports.len() > 1 { format!("; {}", reports(story)) } else { String::new() };
    let headline = made.digest.headline.trim_end_matches('.');
    let mut line = numbered(number).with(&format!("{headline} ({outlet}{several})."));
    let claim = made.post.blocks.iter().find_map(|it| match it {
        Block::Item { section: Section::Claims, line } => Some(line),
        _ => None,
    });
    for run in claim.map(Line::runs).unwrap_or_default() {
        line = match run.role {
            Role::Id => line,
            role => line.with_role(&run.text, role),
        };
    }
    line
}

fn numbered(number: usize) -> Line {
    Line::default().with_role(&format!("{number}."), Role::Id).with(" ")
}

/// "From 9 reports in 3 feeds since Monday 23 November at 08:00 (Europe/Kyiv)."
fn from(around: &Around<'_>, found: &Found) -> String {
    let all = || found.stories.iter().flat_map(|it| &it.reports);
    let mut feeds: Vec<u64> = all().map(|it| it.item.feed).collect();
    feeds.sort_unstable();
    feeds.dedup();
    let (reports, feeds) = (counted(all().count(), "report", "reports"), counted(feeds.len(), "feed", "feeds"));
    let zone = around.schedule.zone;
    format!("From {reports} in {feeds} since {} ({}).", moment(found.since, zone), zone.name())
}

fn late(around: &Around<'_>) -> Option<Block> {
    let due = around.slot.local.format("%H:%M");
    let words = format!("Late by {}: it was due at {due}, when this bot was not running.", long(around.late));
    (around.late >= LATE).then(|| Block::Provenance(Line::of(&words)))
}

/// Stories that the feeds name and nothing more can be told of.
fn unread(found: &Found) -> Option<Block> {
    let of =
        |it: &Told| it.reports.first().map(|it| format!("{} ({})", it.headline().trim_end_matches('.'), it.outlet));
    let mut named: Vec<String> = found.unread.iter().filter_map(of).take(UNREAD).collect();
    let more = found.unread.len().saturating_sub(UNREAD);
    if more > 0 {
        named.push(format!("and {more} more"));
    }
    (!named.is_empty()).then(|| Block::LeftOut(Line::of(&format!("Could not be read: {}.", named.join("; ")))))
}

fn foot(around: &Around<'_>, found: &Found) -> String {
    let (prefix, id) = (around.prefix, &around.schedule.id);
    let place = if around.threads { "The digests are in the thread: ask there." } else { "The digests follow." };
    match found.left {
        0 => place.to_owned(),
        left => {
            let more = counted(left, "story is", "stories are");
            format!(
                "{place} {more} left out; for a longer edition: {prefix}schedule edit {id} most={}",
                around.schedule.most + left.min(10)
            )
        }
    }
}

/// Where the report is, as it may be handed on.
fn web(report: &Candidate) -> Option<url::Url> {
    report.item.address.as_ref().map(public).filter(|it| matches!(it.scheme(), "http" | "https"))
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn raised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most).collect();
    let whole = start.rsplit_once(' ').map_or(start.as_str(), |(it, _)| it);
    format!("{whole}…")
}

//! Our own words in chat: short replies, and troubles that say what to do. Whatever they quote is cleaned by the blocks.

use engine::render::block::{Block, Line};

use crate::delivery::{Act, Class, Delivery, Target};
use crate::newsroom::{Job, Newsroom};
use crate::ports::store::Change;
use crate::post::{Post, PostKind};

/// A reply of some lines.
pub fn said<'a>(lines: impl IntoIterator<Item = &'a str>) -> Post {
    let blocks: Vec<Block> = lines.into_iter().map(|it| Block::Note(Line::of(it))).collect();
    Post { notice: first(&blocks), blocks, ..Post::default() }
}

/// What went wrong and what to do about it.
pub fn trouble(words: &str) -> Post {
    Post { kind: PostKind::Error, ..said(words.lines()) }
}

/// A post of blocks; its first line is the notice.
pub fn post(kind: PostKind, blocks: Vec<Block>) -> Post {
    Post { kind, notice: first(&blocks), blocks, ..Post::default() }
}

fn first(blocks: &[Block]) -> String {
    let text = |it: &Block| match it {
        Block::Title(line)
        | Block::Byline(line)
        | Block::Provenance(line)
        | Block::Item { line, .. }
        | Block::Paragraph(line)
        | Block::Quotation(line)
        | Block::Note(line)
        | Block::Sources(line)
        | Block::LeftOut(line) => Some(line.text()),
        Block::Heading(_) => None,
    };
    blocks.iter().find_map(text).unwrap_or_default()
}

/// The delivery of `post` to the person whose event it is: privately where the platform can, else as a reply.
pub fn reply(room: &Newsroom, job: &Job<'_>, part: &str, mut post: Post, after: Option<String>) -> Change {
    let act = match &job.event.reply {
        Some(handle) => {
            // An answer is for everybody there; whatever else is said is for one person.
            let instead = (post.kind == PostKind::Answer).then(|| job.event.at.clone());
            Act::Respond { handle: handle.clone(), post, instead }
        }
        None => {
            post.replies_to = post.replies_to.or_else(|| job.event.message.clone());
            Act::Post { to: Target::At(job.event.at.clone()), post }
        }
    };
    Change::Deliver(owed(room, job, part, act, after))
}

/// What an event owes to its place: keyed by the event, so that handling it twice owes it once.
pub fn owed(room: &Newsroom, job: &Job<'_>, part: &str, act: Act, after: Option<String>) -> Delivery {
    let now = room.clock.now();
    Delivery {
        key: key(job, part),
        place: job.event.at.place.clone(),
        act,
        class: Class::Person,
        after,
        not_before: now,
        good_until: now + room.policy.answer_good_for,
        digests: Vec::new(),
    }
}

/// The key of one part of what an event owes.
pub fn key(job: &Job<'_>, part: &str) -> String {
    format!("e{}/{part}", job.number)
}

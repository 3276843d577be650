//! `newsdesk outbox`: what could not be sent, for the operator to decide.

use desk::delivery::{Act, Row, State, Target};
use desk::place::Scope;
use desk::ports::Clock as _;
use desk::ports::store::BriefingStore as _;
use engine::render::block::{Block, Line, Role};

use super::keep::on;
use crate::arguments::{Format, Outbox, OutboxCommand};
use crate::clock::SystemClock;
use crate::data::Folder;
use crate::failure::Failure;
use crate::output;

/// So many rows are shown.
const MOST: usize = 500;

pub(super) fn run(arguments: &Outbox) -> Result<(), Failure> {
    let database = Folder::of(&arguments.data)?.database();
    match &arguments.what {
        OutboxCommand::List { all } => {
            let mut states = vec![State::Unsure, State::GivenUp];
            if *all {
                states.extend([State::Queued, State::Sending]);
            }
            let rows = on(async {
                let store = store::open_beside(database).await?;
                store.deliveries(Scope::Operator, &states, MOST).await
            })?;
            output::blocks(&listed(&rows), Format::Text)
        }
        OutboxCommand::Retry { key } => decide(database, key, true),
        OutboxCommand::Drop { key } => decide(database, key, false),
    }
}

fn decide(database: std::path::PathBuf, key: &str, again: bool) -> Result<(), Failure> {
    let done = on(async {
        let store = store::open_beside(database).await?;
        store.decide(key, again, SystemClock.now()).await
    })?;
    if !done {
        return Err(Failure::Desk(format!(
            "nothing in the outbox waits for a decision under {key}: see newsdesk outbox list"
        )));
    }
    output::print(if again { "It is tried again.\n" } else { "It is dropped.\n" })
}

fn listed(rows: &[Row]) -> Vec<Block> {
    if rows.is_empty() {
        return vec![Block::Note(Line::of("Nothing waits for you."))];
    }
    let row = |it: &Row| {
        let key = Line::default().with_role(&it.delivery.key, Role::Id);
        let mut words = format!(": {}, {} to {}", state(it.state), act(&it.delivery.act), it.delivery.place.line());
        if it.tries > 0 {
            words += &format!(", {} {}", it.tries, if it.tries == 1 { "try" } else { "tries" });
        }
        if let Some(at) = it.again {
            words += &format!(", again at {}", at.format("%H:%M:%S UTC"));
        }
        let mut blocks = vec![Block::Paragraph(key.with(&words))];
        blocks.extend(it.trouble.as_ref().map(|it| Block::Quotation(Line::of(it))));
        blocks
    };
    rows.iter().flat_map(row).collect()
}

fn state(it: State) -> &'static str {
    match it {
        State::Queued => "waits",
        State::Sending => "is being sent",
        State::Sent => "sent",
        State::Unsure => "unsure",
        State::GivenUp => "given up",
        State::Merged => "went into another",
    }
}

fn act(it: &Act) -> &'static str {
    match it {
        Act::Post { to: Target::At(_), .. } => "a post",
        Act::Post { to: Target::ThreadOf(_), .. } => "a post in a thread",
        Act::Edit { .. } => "a change of a post",
        Act::Remove { .. } => "the removal of a post",
        Act::OpenThread { .. } => "a thread",
        Act::Respond { .. } => "an answer",
    }
}

//! What is owed is sent: each lane in order and one at a time, many lanes at once, within the quotas, nothing twice.

mod attempt;
mod backoff;
mod merge;
mod stop;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::future::{Future, pending};
use std::pin::pin;

use chrono::TimeDelta;
use futures_util::StreamExt as _;
use futures_util::future::{BoxFuture, Either, select};
use futures_util::stream::FuturesUnordered;

use crate::bell::Bell;
use crate::delivery::{Act, Outcome, Row};
use crate::drill::step;
use crate::newsroom::Newsroom;
use crate::pace::{Pace, Turn};
use crate::place::Place;
use crate::ports::Timestamp;
use crate::ports::store::{Change, DueOf, StoreError};

pub use stop::STOPPED;

/// So many calls are under way at once, over all platforms.
const AT_ONCE: usize = 64;

/// So many rows are read at once.
const READ: usize = 128;

/// Rows that were read longer ago than this are read again: somebody may have asked for something meanwhile.
const FRESH_FOR: TimeDelta = TimeDelta::seconds(1);

/// The outbox is looked at so often even if nothing seems to be due.
const LOOK_AGAIN: TimeDelta = TimeDelta::seconds(30);

/// How long it takes to finish what is under way when we are told to stop.
const LAST_WORDS: TimeDelta = TimeDelta::seconds(10);

/// Sends what the outbox owes. There may be one for each store.
pub struct Deliverer<'a> {
    room: &'a Newsroom,
    bell: Bell,
    pace: Pace,
    // What was read and has not begun, and when it was read.
    ready: VecDeque<Row>,
    read: Option<Timestamp>,
    // Lanes and accounts (places without a channel) that may not go on before.
    resting: BTreeMap<Place, Timestamp>,
    busy: BTreeSet<Place>,
    under_way: FuturesUnordered<BoxFuture<'a, Finished>>,
    // Ended while the store was asked for something.
    ended: VecDeque<Finished>,
    // What came of a try, and could not be written down.
    unsettled: Vec<(Place, Unsettled)>,
}

/// What is to be written down of a try.
struct Unsettled {
    key: String,
    changes: Vec<Change>,
    outcome: Option<Outcome>,
}

/// Why the wait is over.
enum Woken {
    Stop,
    Finished(Box<Finished>),
    Bell,
    Clock,
}

/// A try that is over.
struct Finished {
    place: Place,
    rest: Option<Timestamp>,
    unsettled: Option<Unsettled>,
    trouble: Option<StoreError>,
}

impl<'a> Deliverer<'a> {
    /// For the outbox of `room`. Whoever writes to it may ring `bell`, so that it is seen at once.
    pub fn new(room: &'a Newsroom, bell: Bell) -> Self {
        Self {
            room,
            bell,
            pace: Pace::new(room.clock.clone()),
            ready: VecDeque::new(),
            read: None,
            resting: BTreeMap::new(),
            busy: BTreeSet::new(),
            under_way: FuturesUnordered::new(),
            ended: VecDeque::new(),
            unsettled: Vec::new(),
        }
    }

    /// Sends what is due until `stop`, then finishes what is under way. Trouble with the store ends it early; it can be
    /// run again after a while, and has lost nothing.
    ///
    /// # Errors
    /// When the store can't be read or written.
    pub async fn run(&mut self, stop: impl Future<Output = ()>) -> Result<(), StoreError> {
        let mut stop = pin!(stop);
        loop {
            let next = self.fill().await?;
            let now = self.room.clock.now();
            // Looked at now and then even if nothing is known to be due: the operator may have changed something.
            let next = next.map_or(now + LOOK_AGAIN, |it| it.min(now + LOOK_AGAIN));
            match self.wait(stop.as_mut(), next).await {
                Woken::Stop => break,
                Woken::Finished(finished) => self.finish(*finished)?,
                Woken::Bell => self.read = None,
                Woken::Clock => {}
            }
        }
        while let Some(finished) = self.ended.pop_front() {
            self.finish(finished)?;
        }
        let end = self.room.clock.now() + LAST_WORDS;
        while !self.under_way.is_empty() {
            match select(self.under_way.next(), self.room.clock.sleep_until(end)).await {
                Either::Left((Some(finished), _)) => self.finish(finished)?,
                _ => break,
            }
        }
        self.settle_rest().await
    }

    /// Sends everything that may be sent now, without waiting for the clock; says when it should be called again.
    ///
    /// # Errors
    /// When the store can't be read or written.
    pub async fn drain(&mut self) -> Result<Option<Timestamp>, StoreError> {
        self.read = None;
        loop {
            let next = self.fill().await?;
            match self.next_ended().await {
                Some(finished) => self.finish(finished)?,
                None => return Ok(next),
            }
        }
    }

    /// Waits until there is something to do.
    async fn wait(&mut self, stop: impl Future<Output = ()>, next: Timestamp) -> Woken {
        if let Some(finished) = self.ended.pop_front() {
            return Woken::Finished(finished.into());
        }
        let stop = pin!(async {
            stop.await;
            Woken::Stop
        });
        let finished = pin!(async {
            match self.under_way.next().await {
                Some(finished) => Woken::Finished(finished.into()),
                None => pending().await,
            }
        });
        let bell = pin!(async {
            self.bell.rung().await;
            Woken::Bell
        });
        let clock = pin!(async {
            self.room.clock.sleep_until(next).await;
            Woken::Clock
        });
        first(stop, pin!(first(finished, pin!(first(bell, clock))))).await
    }

    /// Begins whatever may begin now; says when there may be more.
    async fn fill(&mut self) -> Result<Option<Timestamp>, StoreError> {
        self.settle_rest().await?;
        let now = self.room.clock.now();
        if self.bell.heard() || self.read.is_none_or(|it| now - it >= FRESH_FOR || now < it) {
            self.ready.clear();
        }
        self.resting.retain(|_, until| *until > now);
        while self.under_way.len() < AT_ONCE {
            let Some(row) = self.next(now).await? else { break };
            let place = row.delivery.place.clone();
            match self.turn(&row) {
                Turn::Now => self.begin(row),
                Turn::Place(until) => {
                    self.resting.insert(place, until);
                }
                Turn::Account(until) => {
                    self.resting.insert(whole_account(&place), until);
                    self.ready.push_front(row);
                }
            }
        }
        let next_rested = self.resting.values().min().copied();
        let room = self.room;
        let next_due = self.meanwhile(room.store.next_due(DueOf::Outbox)).await?;
        // What is due already is held up by something in its lane; what comes after it isn't known.
        let next_due = next_due.map(|it| if it > now { it } else { now + FRESH_FOR });
        Ok(next_rested.into_iter().chain(next_due).min())
    }

    /// The next row that nothing holds up.
    async fn next(&mut self, now: Timestamp) -> Result<Option<Row>, StoreError> {
        let free = |it: &Row| {
            let place = &it.delivery.place;
            !self.busy.contains(place)
                && !self.resting.contains_key(place)
                && !self.resting.contains_key(&whole_account(place))
        };
        if let Some(at) = self.ready.iter().position(free) {
            return Ok(self.ready.remove(at));
        }
        // With an account that waits for its turn this comes about many times a second.
        if !self.ready.is_empty() && self.read.is_some_and(|it| now - it < FRESH_FOR) {
            return Ok(None);
        }
        let room = self.room;
        let mut held: Vec<Place> = self.busy.iter().chain(self.resting.keys()).cloned().collect();
        held.extend(self.ready.iter().map(|it| it.delivery.place.clone()));
        let mut rows = VecDeque::from(self.meanwhile(room.store.due(now, &held, READ)).await?);
        self.read = Some(now);
        let first = rows.pop_front();
        self.ready.append(&mut rows);
        Ok(first)
    }

    fn turn(&mut self, row: &Row) -> Turn {
        let place = &row.delivery.place;
        // Answers to a command's handle stand outside the platform's limits; without a platform nothing is sent.
        let free = matches!(row.delivery.act, Act::Respond { .. });
        match self.room.platforms.get(&place.platform).filter(|_| !free) {
            Some(platform) => self.pace.turn(place, platform.quota()),
            None => Turn::Now,
        }
    }

    fn begin(&mut self, row: Row) {
        let room = self.room;
        let place = row.delivery.place.clone();
        self.busy.insert(place.clone());
        self.under_way.push(Box::pin(async move { one(room, place, row).await }));
    }

    fn finish(&mut self, finished: Finished) -> Result<(), StoreError> {
        let Finished { place, rest, unsettled, trouble } = finished;
        if let (Some(until), Some(platform)) = (rest, self.room.platforms.get(&place.platform)) {
            self.pace.rest(&place, until, platform.quota());
        }
        match unsettled {
            // The lane stays closed until it is known what came of it.
            Some(unsettled) => self.unsettled.push((place, unsettled)),
            None => {
                self.busy.remove(&place);
            }
        }
        trouble.map_or(Ok(()), Err)
    }

    async fn settle_rest(&mut self) -> Result<(), StoreError> {
        let room = self.room;
        while let Some((place, unsettled)) = self.unsettled.pop() {
            if let Err(trouble) = self.meanwhile(settle(room, &unsettled)).await {
                self.unsettled.push((place, unsettled));
                return Err(trouble);
            }
            self.busy.remove(&place);
        }
        Ok(())
    }

    /// Waits for the store while what is under way goes on: a try may be waiting for the store too and be the next whom it
    /// serves, and whoever waited here without it would wait for ever.
    async fn meanwhile<T>(&mut self, asked: impl Future<Output = T>) -> T {
        let mut asked = pin!(asked);
        while !self.under_way.is_empty() {
            match select(asked.as_mut(), self.under_way.next()).await {
                Either::Left((it, _)) => return it,
                Either::Right((finished, _)) => self.ended.extend(finished),
            }
        }
        asked.await
    }

    /// The next try that ends; nothing when none is under way.
    async fn next_ended(&mut self) -> Option<Finished> {
        match self.ended.pop_front() {
            Some(finished) => Some(finished),
            None => self.under_way.next().await,
        }
    }
}

/// What comes first.
async fn first<T>(one: impl Future<Output = T> + Unpin, other: impl Future<Output = T> + Unpin) -> T {
    match select(one, other).await {
        Either::Left((it, _)) | Either::Right((it, _)) => it,
    }
}

/// A try from its beginning to what is written down of it.
async fn one(room: &Newsroom, place: Place, row: Row) -> Finished {
    let key = row.delivery.key.clone();
    let finished = |trouble| Finished { place, rest: None, unsettled: None, trouble };
    let tried = match attempt::attempt(room, row).await {
        Ok(Some(tried)) => tried,
        Ok(None) => return finished(None),
        Err(trouble) => return finished(Some(trouble)),
    };
    let rest = tried.rest;
    let unsettled = Unsettled { key, changes: tried.changes, outcome: tried.outcome };
    step("before settle");
    let trouble = settle(room, &unsettled).await.err();
    step("after settle");
    Finished { rest, unsettled: trouble.is_some().then_some(unsettled), ..finished(trouble) }
}

/// Writes down what came of a try. What else changes comes first: it is written once however often, and a settled row is
/// never looked at again.
async fn settle(room: &Newsroom, of: &Unsettled) -> Result<(), StoreError> {
    let now = room.clock.now();
    if !of.changes.is_empty() {
        match room.store.commit(None, of.changes.clone(), now).await {
            // Somebody else has decided meanwhile: it is looked at again.
            Err(StoreError::Conflict(_)) => {}
            done => drop(done?),
        }
    }
    match &of.outcome {
        Some(outcome) => room.store.settle(&of.key, outcome, now).await,
        None => Ok(()),
    }
}

/// An account as a place that stands for all of its places.
fn whole_account(place: &Place) -> Place {
    Place { channel: String::new(), ..place.clone() }
}

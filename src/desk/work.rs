//! The desk at work: what comes in is recorded and acknowledged; what is recorded is handled; what is due is done.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::bell::Bell;
use crate::command::right::served;
use crate::deliver::Deliverer;
use crate::drill::step;
use crate::event::{Acknowledgement, Event, What};
use crate::follow_up::later;
use crate::handle::handle;
use crate::newsroom::Newsroom;
use crate::place::Place;
use crate::ports::Timestamp;
use crate::ports::store::StoreError;

/// Events that are handled at once, each of another place.
const AT_ONCE: usize = 8;

/// Waiting events that are looked at.
const LOOKED_AT: usize = 1000;

/// How long is waited after trouble with the store.
const AFTER_TROUBLE: chrono::TimeDelta = chrono::TimeDelta::seconds(5);

/// How often what is over its time is erased.
const SWEEP: chrono::TimeDelta = chrono::TimeDelta::hours(1);

/// The desk: adapters hand it events; [`Desk::run`] does the rest.
pub struct Desk {
    /// What every job is handed.
    pub room: Newsroom,
    /// Something was recorded.
    recorded: Bell,
    /// Something may be due in the outbox.
    owed: Bell,
    /// Feeds may have changed.
    followed: Bell,
    /// Schedules may have changed.
    planned: Bell,
}

impl Desk {
    /// A desk that has not begun yet.
    pub fn new(room: Newsroom) -> Arc<Self> {
        Arc::new(Self {
            room,
            recorded: Bell::default(),
            owed: Bell::default(),
            followed: Bell::default(),
            planned: Bell::default(),
        })
    }

    /// Takes an event in. Once it answers `New`, the event is durably recorded and will be handled, whatever happens.
    pub async fn receive(&self, event: &Event) -> Acknowledgement {
        if let Some(refused) = self.refusal(event) {
            return refused;
        }
        if matches!(event.what, What::Command(_) | What::Typed { .. })
            && let Err(wait) = self.room.patience.command(&event.at.place, &event.actor.id)
        {
            // A command that is answered privately is told each time; in a channel that would be a flood of its own.
            let tell = wait.tell || event.reply.is_some();
            return Acknowledgement::Refused(tell.then(|| later(&self.room, wait.until)));
        }
        match self.room.store.record(event, self.room.clock.now()).await {
            Ok(Some(_)) => {
                step("recorded");
                self.recorded.ring();
                Acknowledgement::New
            }
            Ok(None) => Acknowledgement::Seen,
            Err(trouble) => {
                tracing::error!(%trouble, "an event could not be recorded");
                let words = "That could not be taken down just now: please try again in a minute.";
                Acknowledgement::Refused(Some(words.into()))
            }
        }
    }

    /// Why an event isn't taken in: programs are never answered, strangers' places and direct messages not unless allowed.
    fn refusal(&self, event: &Event) -> Option<Acknowledgement> {
        let policy = &self.room.policy;
        if matches!(event.what, What::Left) {
            return None;
        }
        if event.actor.bot {
            return Some(Acknowledgement::Refused(None));
        }
        if served(event, policy) {
            return None;
        }
        let words = match event.direct {
            true => "Direct messages are off here: use me in a channel, or ask my operator to allow them.",
            false => "I serve only the places that my operator has listed.",
        };
        let said = matches!(event.what, What::Said { .. }) && !event.direct;
        Some(Acknowledgement::Refused((!said).then(|| words.into())))
    }

    /// Works until `stop` says so; then finishes what is in flight, for at most `grace`, and leaves the rest in the store.
    ///
    /// # Errors
    /// Never for long trouble with the store: it is waited out.
    pub async fn run(&self, stop: watch::Receiver<bool>, grace: Duration) {
        let work = async {
            tokio::join!(
                self.repeat(&stop, Some(&self.recorded), || self.handle_waiting()),
                self.repeat(&stop, Some(&self.followed), || self.follow_feeds()),
                self.repeat(&stop, Some(&self.planned), || self.make_editions()),
                self.deliver(&stop),
                self.repeat(&stop, None, || self.sweep()),
            );
        };
        let over = async {
            let mut stop = stop.clone();
            let _ = stop.wait_for(|it| *it).await;
            self.room.clock.sleep_until(self.room.clock.now() + grace).await;
        };
        tokio::select! {
            () = work => {}
            () = over => tracing::warn!("stopped with work in flight: it is done after the next start"),
        }
    }

    /// Does everything that is due now, again and again until nothing is: for a clock that stands still. Gives when the
    /// next thing is due.
    ///
    /// # Errors
    /// Trouble with the store.
    pub async fn settle(&self, deliverer: &mut Deliverer<'_>) -> Result<Option<Timestamp>, StoreError> {
        loop {
            let handled = self.handle_waiting().await?;
            let feeds = self.follow_feeds().await?;
            let editions = self.make_editions().await?;
            let outbox = deliverer.drain().await?;
            let next = [handled, feeds, editions, outbox].into_iter().flatten().min();
            if next.is_none_or(|it| it > self.room.clock.now()) {
                return Ok(next);
            }
        }
    }

    /// Someone who sends what is owed; there may be one at a time.
    pub fn deliverer(&self) -> Deliverer<'_> {
        Deliverer::new(&self.room, self.owed.clone())
    }

    /// Sends what is owed, until told to stop.
    async fn deliver(&self, stop: &watch::Receiver<bool>) {
        let mut deliverer = self.deliverer();
        loop {
            let mut told = stop.clone();
            let stopped = async move {
                let _ = told.wait_for(|it| *it).await;
            };
            match deliverer.run(stopped).await {
                Ok(()) => return,
                Err(trouble) => {
                    tracing::error!(%trouble, "the outbox");
                    self.room.clock.sleep_until(self.room.clock.now() + AFTER_TROUBLE).await;
                }
            }
            if *stop.borrow() {
                return;
            }
        }
    }

    /// One of the desk's loops: `job` is done, then again when it said, or when somebody wakes it.
    async fn repeat<F>(&self, stop: &watch::Receiver<bool>, wake: Option<&Bell>, job: impl Fn() -> F)
    where
        F: Future<Output = Result<Option<Timestamp>, StoreError>>,
    {
        let mut stop = stop.clone();
        while !*stop.borrow() {
            let next = match job().await {
                Ok(next) => next,
                Err(trouble) => {
                    tracing::error!(%trouble, "the store");
                    Some(self.room.clock.now() + AFTER_TROUBLE)
                }
            };
            let due = async {
                match next {
                    Some(at) => self.room.clock.sleep_until(at).await,
                    None => std::future::pending().await,
                }
            };
            let woken = async {
                match wake {
                    Some(it) => it.rung().await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = due => {}
                () = woken => {}
                _ = stop.changed() => {}
            }
        }
    }

    /// Handles what is recorded: places beside each other, the events of one place one after the other. Each is a task of
    /// its own, so that it goes on while the store is asked for more: the store lends its connection to one after another.
    async fn handle_waiting(&self) -> Result<Option<Timestamp>, StoreError> {
        let mut busy: BTreeSet<Place> = BTreeSet::new();
        let mut running = JoinSet::new();
        loop {
            let waiting = self.room.store.waiting(0, LOOKED_AT).await?;
            for (number, event) in waiting {
                let place = event.at.place.clone();
                if running.len() >= AT_ONCE || !busy.insert(place.clone()) {
                    continue;
                }
                let room = self.room.clone();
                running.spawn(async move { (place, handle(&room, number, &event).await) });
            }
            if running.is_empty() {
                return Ok(None);
            }
            tokio::select! {
                Some(ended) = running.join_next() => {
                    // Whatever panics in a handler is caught there; a task that ends otherwise was stopped with us.
                    let Ok((place, handled)) = ended else { return Ok(None) };
                    handled?;
                    busy.remove(&place);
                    self.owed.ring();
                    self.followed.ring();
                    self.planned.ring();
                }
                () = self.recorded.rung() => {}
            }
        }
    }

    async fn follow_feeds(&self) -> Result<Option<Timestamp>, StoreError> {
        let polled = crate::feed::poll::poll_due(&self.room).await?;
        let read = crate::feed::read::read_due(&self.room).await?;
        self.owed.ring();
        Ok([polled, read].into_iter().flatten().min())
    }

    async fn make_editions(&self) -> Result<Option<Timestamp>, StoreError> {
        let next = crate::edition::make_due(&self.room).await?;
        self.owed.ring();
        Ok(next)
    }

    async fn sweep(&self) -> Result<Option<Timestamp>, StoreError> {
        let now = self.room.clock.now();
        self.room.store.sweep(now).await?;
        Ok(Some(now + SWEEP))
    }
}

//! An outbox in memory: of the store only what delivering needs, by the rules that the port states.

use std::collections::{BTreeMap, BTreeSet};
use std::future::poll_fn;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Poll;

use async_trait::async_trait;

use crate::delivery::{Class, Delivery, Outcome, Row, State};
use crate::event::Event;
use crate::feed::memory::Seen;
use crate::place::{Destination, MessageRef, Place, Scope};
use crate::ports::Timestamp;
use crate::ports::store::{BriefingStore, Change, DueOf, IdOf, StoreError};
use crate::record::{
    Asked, Blocked, Copy, Edition, EventNumber, FeedRow, Item, KeptArticle, KeptDigest, Schedule, Subscription, Watch,
};

/// An outbox in memory. Everything else that a store is asked is answered with nothing. Each operation can be cut off
/// before it and after it, and never in it.
#[derive(Default)]
pub struct FakeOutbox(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    rows: Vec<Row>,
    keys: BTreeMap<String, usize>,
    lanes: BTreeMap<Place, BTreeSet<(Class, usize)>>,
    settings: BTreeMap<(Place, String), String>,
    schedules: Vec<Schedule>,
    broken: bool,
}

impl FakeOutbox {
    /// Owed from now on.
    pub fn owe(&self, deliveries: impl IntoIterator<Item = Delivery>) {
        let mut kept = self.kept();
        deliveries.into_iter().for_each(|it| kept.owe(it));
    }

    /// A schedule.
    pub fn schedule(&self, schedule: Schedule) {
        self.kept().schedules.push(schedule);
    }

    /// All schedules.
    pub fn all_schedules(&self) -> Vec<Schedule> {
        self.kept().schedules.clone()
    }

    /// All rows.
    pub fn rows(&self) -> Vec<Row> {
        self.kept().rows.clone()
    }

    /// From now on everything fails, or works again.
    pub fn broken(&self, broken: bool) {
        self.kept().broken = broken;
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn with<T>(&self, work: impl FnOnce(&mut Kept) -> Result<T, StoreError>) -> Result<T, StoreError> {
        turn().await;
        let done = {
            let mut kept = self.kept();
            if kept.broken { Err(StoreError::Full("no space left".into())) } else { work(&mut kept) }
        };
        turn().await;
        done
    }
}

/// Somewhere to be cut off.
async fn turn() {
    let mut turn = false;
    poll_fn(|context| {
        if std::mem::replace(&mut turn, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

fn waits(row: &Row) -> bool {
    matches!(row.state, State::Queued | State::Sending)
}

impl Kept {
    fn owe(&mut self, delivery: Delivery) {
        if self.keys.contains_key(&delivery.key) {
            return;
        }
        let index = self.rows.len();
        self.keys.insert(delivery.key.clone(), index);
        self.lanes.entry(delivery.place.clone()).or_default().insert((delivery.class, index));
        self.rows.push(Row {
            number: index as i64 + 1,
            delivery,
            state: State::Queued,
            tries: 0,
            first_tried: None,
            again: None,
            trouble: None,
            message: None,
            thread: None,
        });
    }

    fn row(&mut self, key: &str) -> Result<&mut Row, StoreError> {
        let index = self.keys.get(key).copied();
        index.and_then(|it| self.rows.get_mut(it)).ok_or_else(|| StoreError::Other(format!("no row {key}")))
    }

    fn arrived(&self, row: &Row) -> bool {
        let Some(after) = &row.delivery.after else { return true };
        let before = self.keys.get(after).and_then(|it| self.rows.get(*it));
        before.is_some_and(|it| it.state == State::Sent)
    }

    /// The row of a lane whose turn it is.
    fn turn(&self, lane: &BTreeSet<(Class, usize)>, now: Timestamp) -> Option<&Row> {
        let mut held = None;
        for (class, index) in lane {
            let row = self.rows.get(*index)?;
            if held == Some(*class) || !self.arrived(row) || row.delivery.not_before > now {
                continue;
            }
            if row.again.is_none_or(|it| it <= now) {
                return Some(row);
            }
            if row.delivery.good_until >= now {
                held = Some(*class);
            }
        }
        None
    }

    fn settled(&mut self, key: &str) {
        let Some(index) = self.keys.get(key).copied() else { return };
        let Some(row) = self.rows.get(index) else { return };
        if waits(row) {
            return;
        }
        if let Some(lane) = self.lanes.get_mut(&row.delivery.place) {
            lane.remove(&(row.delivery.class, index));
        }
    }

    fn give_up_after(&mut self, key: &str) {
        let after: Vec<String> = self
            .rows
            .iter()
            .filter(|it| waits(it) && it.delivery.after.as_deref() == Some(key))
            .map(|it| it.delivery.key.clone())
            .collect();
        for key in after {
            if let Ok(row) = self.row(&key) {
                row.state = State::GivenUp;
                row.trouble = Some("what it waited for was given up".into());
            }
            self.settled(&key);
            self.give_up_after(&key);
        }
    }

    fn settle(&mut self, key: &str, outcome: &Outcome) -> Result<(), StoreError> {
        let row = self.row(key)?;
        match outcome.clone() {
            Outcome::Sent { message, thread } => {
                (row.state, row.message, row.thread, row.trouble) = (State::Sent, message, thread, None);
            }
            Outcome::Again { at, trouble, perhaps_sent } => {
                row.state = if perhaps_sent { State::Sending } else { State::Queued };
                (row.again, row.trouble) = (Some(at), Some(trouble));
            }
            Outcome::Unsure(trouble) => (row.state, row.trouble) = (State::Unsure, Some(trouble)),
            Outcome::GivenUp(trouble) => (row.state, row.trouble) = (State::GivenUp, Some(trouble)),
            Outcome::Merged => row.state = State::Merged,
        }
        if row.state == State::GivenUp {
            self.give_up_after(key);
        }
        self.settled(key);
        Ok(())
    }

    fn change(&mut self, change: Change) -> Result<(), StoreError> {
        match change {
            Change::Deliver(delivery) => self.owe(delivery),
            Change::Set { place, name, value: Some(value) } => {
                self.settings.insert((place, name), value);
            }
            Change::Set { place, name, value: None } => {
                self.settings.remove(&(place, name));
            }
            Change::Schedule(schedule) => {
                self.schedules.retain(|it| (&it.place, &it.id) != (&schedule.place, &schedule.id));
                self.schedules.push(schedule);
            }
            Change::Merge { rows, gone } => {
                let keys: Vec<String> = rows.iter().map(|it| it.key.clone()).chain(gone.iter().cloned()).collect();
                for key in keys {
                    if self.row(&key)?.state != State::Queued {
                        return Err(StoreError::Conflict(key));
                    }
                }
                for delivery in rows {
                    let key = delivery.key.clone();
                    self.row(&key)?.delivery = delivery;
                }
                for key in gone {
                    self.row(&key)?.state = State::Merged;
                    self.settled(&key);
                }
            }
            other => return Err(StoreError::Other(format!("an outbox keeps no {other:?}"))),
        }
        Ok(())
    }
}

#[async_trait]
impl BriefingStore for FakeOutbox {
    async fn record(&self, _event: &Event, _now: Timestamp) -> Result<Option<EventNumber>, StoreError> {
        Ok(None)
    }
    async fn waiting(&self, _after: EventNumber, _most: usize) -> Result<Vec<(EventNumber, Event)>, StoreError> {
        Ok(Vec::new())
    }
    async fn commit(
        &self,
        _done: Option<EventNumber>,
        changes: Vec<Change>,
        _now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.with(|kept| changes.into_iter().try_for_each(|it| kept.change(it)).map(|()| true)).await
    }
    async fn new_id(&self, _of: IdOf<'_>) -> Result<String, StoreError> {
        Err(StoreError::Other("an outbox names nothing".into()))
    }
    async fn article(&self, _scope: Scope<'_>, _hash: &str) -> Result<Option<KeptArticle>, StoreError> {
        Ok(None)
    }
    async fn search(&self, _scope: Scope<'_>, _words: &str, _most: usize) -> Result<Vec<KeptArticle>, StoreError> {
        Ok(Vec::new())
    }
    async fn digest(&self, _scope: Scope<'_>, _id: &str) -> Result<Option<KeptDigest>, StoreError> {
        Ok(None)
    }
    async fn digests(&self, _scope: Scope<'_>, _of: Option<&str>, _most: usize) -> Result<Vec<KeptDigest>, StoreError> {
        Ok(Vec::new())
    }
    async fn told_in(&self, _thread: &Destination) -> Result<Vec<KeptDigest>, StoreError> {
        Ok(Vec::new())
    }
    async fn told_by(&self, _message: &MessageRef) -> Result<Vec<KeptDigest>, StoreError> {
        Ok(Vec::new())
    }
    async fn copies(&self, _scope: Scope<'_>, _digest: &str) -> Result<Vec<Copy>, StoreError> {
        Ok(Vec::new())
    }
    async fn feeds_due(&self, _now: Timestamp, _most: usize) -> Result<Vec<FeedRow>, StoreError> {
        Ok(Vec::new())
    }
    async fn feed(&self, _feed: u64) -> Result<Option<FeedRow>, StoreError> {
        Ok(None)
    }
    async fn feed_at(&self, _address: &url::Url) -> Result<Option<FeedRow>, StoreError> {
        Ok(None)
    }
    async fn subscriptions(&self, _scope: Scope<'_>, _feed: Option<u64>) -> Result<Vec<Subscription>, StoreError> {
        Ok(Vec::new())
    }
    async fn seen(&self, _place: &Place) -> Result<Vec<Seen>, StoreError> {
        Ok(Vec::new())
    }
    async fn items_to_read(&self, _now: Timestamp, _most: usize) -> Result<Vec<Item>, StoreError> {
        Ok(Vec::new())
    }
    async fn items_untold(&self, _scope: Scope<'_>, _since: Timestamp) -> Result<Vec<Item>, StoreError> {
        Ok(Vec::new())
    }
    async fn schedules(&self, scope: Scope<'_>) -> Result<Vec<Schedule>, StoreError> {
        self.with(|kept| Ok(kept.schedules.iter().filter(|it| scope.sees(&it.place)).cloned().collect())).await
    }
    async fn schedules_due(&self, _now: Timestamp, _most: usize) -> Result<Vec<Schedule>, StoreError> {
        Ok(Vec::new())
    }
    async fn edition(&self, _scope: Scope<'_>, _slot: &str) -> Result<Option<Edition>, StoreError> {
        Ok(None)
    }
    async fn watches(&self, _scope: Scope<'_>) -> Result<Vec<Watch>, StoreError> {
        Ok(Vec::new())
    }
    async fn setting(&self, place: &Place, name: &str) -> Result<Option<String>, StoreError> {
        self.with(|kept| Ok(kept.settings.get(&(place.clone(), name.to_owned())).cloned())).await
    }
    async fn asked(&self, _at: &Destination) -> Result<Vec<Asked>, StoreError> {
        Ok(Vec::new())
    }
    async fn blocked(&self, _place: &Place, _what: &str) -> Result<Option<Blocked>, StoreError> {
        Ok(None)
    }

    async fn due(&self, now: Timestamp, busy: &[Place], most: usize) -> Result<Vec<Row>, StoreError> {
        self.with(|kept| {
            let (accounts, busy): (Vec<&Place>, Vec<&Place>) = busy.iter().partition(|it| it.channel.is_empty());
            let busy: BTreeSet<&Place> = busy.into_iter().collect();
            let held = |place: &Place| {
                let of = |it: &&Place| (&it.platform, &it.account) == (&place.platform, &place.account);
                busy.contains(place) || accounts.iter().any(of)
            };
            let lanes = kept.lanes.iter().filter(|it| !it.1.is_empty() && !held(it.0));
            let mut rows: Vec<&Row> = lanes.filter_map(|it| kept.turn(it.1, now)).collect();
            rows.sort_by_key(|it| (it.delivery.class, it.number));
            Ok(rows.into_iter().take(most).cloned().collect())
        })
        .await
    }
    async fn next_due(&self, of: DueOf) -> Result<Option<Timestamp>, StoreError> {
        self.with(|kept| {
            if of != DueOf::Outbox {
                return Ok(None);
            }
            let lanes = kept.lanes.values().flatten().filter_map(|it| kept.rows.get(it.1));
            let waiting = lanes.filter(|it| kept.arrived(it));
            Ok(waiting.map(|it| it.again.unwrap_or(it.delivery.not_before).max(it.delivery.not_before)).min())
        })
        .await
    }
    async fn begin(&self, key: &str, now: Timestamp) -> Result<Row, StoreError> {
        self.with(|kept| {
            let row = kept.row(key)?;
            if !waits(row) {
                return Err(StoreError::Conflict(key.to_owned()));
            }
            row.state = State::Sending;
            row.tries += 1;
            row.first_tried.get_or_insert(now);
            row.again = None;
            Ok(row.clone())
        })
        .await
    }
    async fn settle(&self, key: &str, outcome: &Outcome, _now: Timestamp) -> Result<(), StoreError> {
        self.with(|kept| kept.settle(key, outcome)).await
    }
    async fn delivery(&self, key: &str) -> Result<Option<Row>, StoreError> {
        self.with(|kept| Ok(kept.row(key).ok().cloned())).await
    }
    async fn deliveries(&self, scope: Scope<'_>, states: &[State], most: usize) -> Result<Vec<Row>, StoreError> {
        self.with(|kept| {
            let rows = kept.rows.iter().filter(|it| scope.sees(&it.delivery.place) && states.contains(&it.state));
            Ok(rows.take(most).cloned().collect())
        })
        .await
    }
    async fn decide(&self, _key: &str, _again: bool, _now: Timestamp) -> Result<bool, StoreError> {
        Ok(false)
    }
    async fn sweep(&self, _now: Timestamp) -> Result<(), StoreError> {
        Ok(())
    }
}

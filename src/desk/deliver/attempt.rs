//! One try of one row: was it sent before, is it still of use, and if so it is sent.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use futures_util::future::{Either, select};

use super::backoff::pause;
use super::{merge, stop};
use crate::delivery::{Act, Class, Made, Outcome, Row, State, Target};
use crate::drill::step;
use crate::event::ReplyHandle;
use crate::newsroom::Newsroom;
use crate::place::{Destination, MessageRef};
use crate::ports::Timestamp;
use crate::ports::chat::{Attempt, Capabilities, ChatPlatform, PostError};
use crate::ports::store::{Change, StoreError};
use crate::post::Post;

/// Whoever doesn't answer within this may or may not have done it.
const PATIENCE: TimeDelta = TimeDelta::seconds(60);

/// What was perhaps sent may still be on its way: it is not looked for sooner.
const ON_ITS_WAY: TimeDelta = TimeDelta::seconds(10);

/// How soon something is asked again that can't be tried for reasons of our own.
const LATER: TimeDelta = TimeDelta::seconds(30);

/// What a try came to: to be written down in this order.
pub(super) struct Tried {
    pub(super) changes: Vec<Change>,
    /// Nothing when the changes say it already.
    pub(super) outcome: Option<Outcome>,
    /// The server wants to be left alone until then.
    pub(super) rest: Option<Timestamp>,
}

impl Tried {
    pub(super) fn only(outcome: Outcome) -> Self {
        Self { changes: Vec::new(), outcome: Some(outcome), rest: None }
    }

    fn given_up(why: &str) -> Self {
        Self::only(Outcome::GivenUp(why.to_owned()))
    }
}

/// An act with everything in it that it needs.
enum Call {
    Post { to: Destination, post: Post },
    Edit { message: MessageRef, post: Post, revision: u32 },
    Remove { message: MessageRef },
    OpenThread { message: MessageRef, name: String },
    Respond { handle: ReplyHandle, post: Post, instead: Option<Destination> },
}

/// Tries `row` once; nothing when there is nothing to be written down about it.
pub(super) async fn attempt(room: &Newsroom, mut row: Row) -> Result<Option<Tried>, StoreError> {
    let now = room.clock.now();
    let again =
        |trouble: String| Outcome::Again { at: now + LATER, trouble, perhaps_sent: row.state == State::Sending };
    let Some(platform) = room.platforms.get(&row.delivery.place.platform) else {
        let trouble = format!("there is no platform {} here now", row.delivery.place.platform);
        return Ok(Some(Tried::only(again(trouble))));
    };
    let capabilities = platform.capabilities();
    let mut perhaps_sent = row.state == State::Sending;
    let late = now > row.delivery.good_until;
    if !perhaps_sent && late {
        return merge::late(room, &row, now).await.map(Some);
    }
    if !perhaps_sent && merge::gather(room, &row, now).await? {
        // Its content is another now.
        let Some(changed) = room.store.delivery(&row.delivery.key).await? else { return Ok(None) };
        row = changed;
    }
    let mut call = match resolve(room, &row, capabilities).await? {
        Ok(call) => call,
        Err(outcome) => return Ok(Some(Tried::only(outcome))),
    };
    let first_tried = row.first_tried.unwrap_or(now);
    let revision = if let Call::Edit { revision, .. } = &call { *revision } else { 0 };
    let attempt = Attempt { key: row.delivery.key.clone(), revision, first_tried };
    let trying = Trying { room, platform, capabilities, attempt, row: &row, now, late };
    if perhaps_sent {
        match trying.look(&call).await? {
            Looked::Repeat => {}
            Looked::Absent => perhaps_sent = false,
            Looked::Settled(tried) => return Ok(Some(*tried)),
        }
        if late {
            // From now on it is known that it wasn't, and what becomes of it is found the next time.
            let trouble = "it has not arrived".to_owned();
            return Ok(Some(Tried::only(Outcome::Again { at: now, trouble, perhaps_sent: false })));
        }
    }
    step("before begin");
    match room.store.begin(&row.delivery.key, now).await {
        // Settled meanwhile: the operator dropped it, or what it waited for was given up.
        Err(StoreError::Conflict(_)) => return Ok(None),
        begun => begun?,
    };
    step("after begin");
    loop {
        let result = trying.make(&call).await;
        step("after send");
        let expired = matches!(&result, Err(PostError::Gone(_) | PostError::Forbidden(_)));
        match call {
            Call::Respond { post, instead: Some(to), .. } if expired => call = Call::Post { to, post },
            _ => return trying.outcome(&call, result, perhaps_sent).await.map(Some),
        }
        if perhaps_sent {
            match trying.look(&call).await? {
                Looked::Repeat => {}
                Looked::Absent => perhaps_sent = false,
                Looked::Settled(tried) => return Ok(Some(*tried)),
            }
        }
    }
}

/// Fills in what other rows have made.
async fn resolve(room: &Newsroom, row: &Row, capabilities: Capabilities) -> Result<Result<Call, Outcome>, StoreError> {
    let now = room.clock.now();
    let missing = |made: Option<&Row>| match made.map(|it| it.state) {
        Some(State::Queued | State::Sending | State::Unsure) => Outcome::Again {
            at: now + LATER,
            trouble: "what it builds on has not arrived".into(),
            perhaps_sent: row.state == State::Sending,
        },
        _ => Outcome::GivenUp("what it builds on was never made".into()),
    };
    let message = async |made: &Made| match made {
        Made::Message(message) => Ok(Ok(message.clone())),
        Made::By(key) => {
            let made = room.store.delivery(key).await?;
            Ok::<_, StoreError>(made.as_ref().and_then(|it| it.message.clone()).ok_or_else(|| missing(made.as_ref())))
        }
    };
    Ok(match row.delivery.act.clone() {
        Act::Post { to: Target::At(to), post } => Ok(Call::Post { to, post }),
        Act::Post { to: Target::ThreadOf(key), post } => {
            let made = room.store.delivery(&key).await?;
            let thread = made.as_ref().and_then(|it| it.thread.clone()).ok_or_else(|| missing(made.as_ref()));
            thread.map(|to| Call::Post { to, post })
        }
        Act::Edit { of, mut post, revision } => message(&of).await?.map(|message| {
            if capabilities.edit {
                return Call::Edit { message, post, revision };
            }
            // What can't be changed is answered.
            post.replies_to = Some(message.clone());
            Call::Post { to: message.destination, post }
        }),
        Act::Remove { of } => message(&of).await?.map(|message| Call::Remove { message }),
        Act::OpenThread { on, name } => match message(&Made::By(on)).await? {
            Ok(message) if capabilities.threads => Ok(Call::OpenThread { message, name }),
            Ok(message) => Err(Outcome::Sent { message: None, thread: Some(message.destination) }),
            Err(outcome) => Err(outcome),
        },
        Act::Respond { handle, post, instead } => Ok(Call::Respond { handle, post, instead }),
    })
}

/// What is known during a try.
struct Trying<'a> {
    room: &'a Newsroom,
    platform: &'a Arc<dyn ChatPlatform>,
    capabilities: Capabilities,
    attempt: Attempt,
    row: &'a Row,
    now: Timestamp,
    late: bool,
}

/// What is known of an earlier try that may have arrived.
enum Looked {
    /// Trying again changes nothing if it has.
    Repeat,
    /// It has not arrived.
    Absent,
    /// It is known, or can't be known.
    Settled(Box<Tried>),
}

impl Trying<'_> {
    /// Whether the earlier try of `call` has arrived.
    async fn look(&self, call: &Call) -> Result<Looked, StoreError> {
        let Call::Post { to, .. } = call else { return Ok(Looked::Repeat) };
        // A margin: the server's clock and memory are its own.
        let keyed = |it: Duration| self.now < self.attempt.first_tried + it * 9 / 10;
        if !self.late && self.capabilities.keyed_for.is_some_and(keyed) {
            return Ok(Looked::Repeat);
        }
        if !self.capabilities.find {
            let why = "perhaps sent, and the platform can't tell";
            return Ok(Looked::Settled(self.unsure(why).into()));
        }
        let found = self.within(self.platform.find(to, &self.attempt)).await;
        step("after find");
        Ok(match found {
            Ok(Some(message)) => {
                Looked::Settled(Tried::only(Outcome::Sent { message: Some(message), thread: None }).into())
            }
            Ok(None) => Looked::Absent,
            Err(PostError::Rejected(why)) => Looked::Settled(self.unsure(&why).into()),
            Err(error) => Looked::Settled(self.outcome(call, Err(error), true).await?.into()),
        })
    }

    /// Does it.
    async fn make(&self, call: &Call) -> Result<(Option<MessageRef>, Option<Destination>), PostError> {
        let platform = self.platform;
        match call {
            Call::Post { to, post } => {
                let made = self.within(platform.post(to, post, &self.attempt)).await;
                made.map(|message| (Some(message), None))
            }
            Call::Edit { message, post, .. } => {
                self.within(platform.edit(message, post, &self.attempt)).await.map(|()| (None, None))
            }
            Call::Remove { message } => self.within(platform.remove(message)).await.map(|()| (None, None)),
            Call::OpenThread { message, name } => {
                match self.within(platform.open_thread(message, name)).await {
                    Ok(thread) => Ok((None, Some(thread))),
                    // Its stories are told all the same, outside.
                    Err(PostError::Forbidden(_) | PostError::Rejected(_)) => {
                        Ok((None, Some(message.destination.clone())))
                    }
                    Err(error) => Err(error),
                }
            }
            Call::Respond { handle, post, .. } => {
                self.within(platform.respond(handle, post)).await.map(|()| (None, None))
            }
        }
    }

    /// Waits for an answer, though not for ever.
    async fn within<T>(&self, call: impl Future<Output = Result<T, PostError>>) -> Result<T, PostError> {
        let call = std::pin::pin!(call);
        match select(call, self.room.clock.sleep_until(self.now + PATIENCE)).await {
            Either::Left((answer, _)) => answer,
            Either::Right(_) => Err(PostError::Unknown(format!("no answer for {} s", PATIENCE.num_seconds()))),
        }
    }

    /// What is done next.
    async fn outcome(
        &self,
        call: &Call,
        result: Result<(Option<MessageRef>, Option<Destination>), PostError>,
        perhaps_sent: bool,
    ) -> Result<Tried, StoreError> {
        let now = self.room.clock.now();
        let delivery = &self.row.delivery;
        let posts = matches!(call, Call::Post { .. });
        let later = now + pause(&delivery.key, self.row.tries + 1, delivery.class);
        let error = match result {
            Ok((message, thread)) => {
                // What was sent is never forgotten because something else can't be read.
                let changes = stop::over(self.room, &delivery.place).await;
                let changes = changes.ok().filter(|_| posts).unwrap_or_default();
                return Ok(Tried { changes, ..Tried::only(Outcome::Sent { message, thread }) });
            }
            Err(error) => error,
        };
        let trouble = error.to_string();
        Ok(match error {
            PostError::RetryAfter(wait) => {
                let at = now + TimeDelta::from_std(wait).unwrap_or(TimeDelta::days(1)).min(TimeDelta::days(1));
                let outcome = Outcome::Again { at, trouble, perhaps_sent };
                Tried { rest: Some(at), ..Tried::only(outcome) }
            }
            PostError::Transient(_) => Tried::only(Outcome::Again { at: later, trouble, perhaps_sent }),
            PostError::Unknown(_) if posts && self.capabilities.keyed_for.is_none() => {
                if !self.capabilities.find {
                    return Ok(self.unsure(&trouble));
                }
                let at = later.max(now + ON_ITS_WAY);
                Tried::only(Outcome::Again { at, trouble, perhaps_sent: true })
            }
            PostError::Unknown(_) => Tried::only(Outcome::Again { at: later, trouble, perhaps_sent: true }),
            PostError::Forbidden(_) | PostError::Gone(_) => {
                let outside = matches!(call, Call::Post { to, .. } if to.thread.is_none());
                let changes = if outside && delivery.class != Class::Notice {
                    stop::begins(self.room, &delivery.place, &trouble).await?
                } else {
                    Vec::new()
                };
                Tried { changes, ..Tried::given_up(&trouble) }
            }
            PostError::Rejected(_) => Tried::given_up(&trouble),
        })
    }

    fn unsure(&self, why: &str) -> Tried {
        if self.late {
            return Tried::given_up("too late, and perhaps it was sent");
        }
        let changes = stop::unsure(self.room, self.row, why);
        Tried { changes, ..Tried::only(Outcome::Unsure(why.to_owned())) }
    }
}

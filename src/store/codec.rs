//! How moments, states and classes stand in columns.

use desk::delivery::{Class, State};
use desk::ports::Timestamp;

/// A moment as microseconds; a part of one counts as a whole, so that nothing is due too early.
pub(crate) fn micros(at: Timestamp) -> i64 {
    let whole = at.timestamp_micros();
    if at.timestamp_subsec_nanos().is_multiple_of(1000) { whole } else { whole.saturating_add(1) }
}

/// Now, as microseconds that have passed.
pub(crate) fn passed(now: Timestamp) -> i64 {
    now.timestamp_micros()
}

/// The moment that was written.
pub(crate) fn moment(micros: i64) -> Timestamp {
    Timestamp::from_timestamp_micros(micros).unwrap_or(Timestamp::MAX_UTC)
}

/// A state's number.
pub(crate) fn of_state(state: State) -> i64 {
    match state {
        State::Queued => QUEUED,
        State::Sending => SENDING,
        State::Sent => SENT,
        State::Unsure => UNSURE,
        State::GivenUp => GIVEN_UP,
        State::Merged => MERGED,
    }
}

/// The state of a number.
pub(crate) fn state(number: i64) -> State {
    match number {
        QUEUED => State::Queued,
        SENDING => State::Sending,
        SENT => State::Sent,
        UNSURE => State::Unsure,
        MERGED => State::Merged,
        _ => State::GivenUp,
    }
}

pub(crate) const QUEUED: i64 = 0;
pub(crate) const SENDING: i64 = 1;
pub(crate) const SENT: i64 = 2;
pub(crate) const UNSURE: i64 = 3;
pub(crate) const GIVEN_UP: i64 = 4;
pub(crate) const MERGED: i64 = 5;

/// A class's number: the lower, the sooner.
pub(crate) fn of_class(class: Class) -> i64 {
    match class {
        Class::Person => 0,
        Class::Correction => 1,
        Class::Edition => 2,
        Class::Notice => 3,
    }
}

/// All classes' numbers, soonest first.
pub(crate) const CLASSES: [i64; 4] = [0, 1, 2, 3];

//! How things are done here, as numbers and names: filled from the configuration, with the defaults that it documents.

use std::time::Duration;

use chrono::TimeDelta;

use crate::feed::health;
use crate::ports::chat::Quota;

/// The desk's policy.
#[derive(Clone, Debug)]
pub struct Policy {
    /// How long an article's text is kept.
    pub keep_text: TimeDelta,
    /// The same, when it came from an encrypted room.
    pub keep_encrypted_text: TimeDelta,
    /// How long an answer to a person is of any use.
    pub answer_good_for: TimeDelta,
    /// How long an edition is of any use on its own; after that it goes into the next one that waits.
    pub edition_good_for: TimeDelta,
    /// A schedule that was missed is caught up once when it is no older than this.
    pub catch_up: TimeDelta,
    /// What an edition looks back at first: later ones look back to the one before.
    pub first_look_back: TimeDelta,
    /// Commands of one person.
    pub per_person: Quota,
    /// Commands in one place.
    pub per_place: Quota,
    /// Answers in one thread.
    pub per_thread: Quota,
    /// How feeds are asked.
    pub feeds: health::Policy,
    /// The longest text that is taken from a chat, in bytes.
    pub longest_text: usize,
    /// The largest file that is taken from a chat, in bytes.
    pub largest_file: usize,
    /// Names of roles that may do what managers may.
    pub manager_roles: Vec<String>,
    /// Whether direct messages are answered.
    pub direct_messages: bool,
    /// Places that are served, as [`crate::place::Place::line`] or its beginning ("discord/42"); all when empty.
    pub allowed: Vec<String>,
    /// Where the operator is told what goes wrong.
    pub operator: Option<crate::place::Destination>,
    /// Time zone where a place has none of its own.
    pub zone: chrono_tz::Tz,
}

impl Default for Policy {
    fn default() -> Self {
        let quota = |burst, seconds| Quota { burst, period: Duration::from_secs(seconds) };
        Self {
            keep_text: TimeDelta::days(30),
            keep_encrypted_text: TimeDelta::hours(24),
            answer_good_for: TimeDelta::hours(1),
            edition_good_for: TimeDelta::hours(12),
            catch_up: TimeDelta::hours(6),
            first_look_back: TimeDelta::hours(24),
            per_person: quota(5, 12),
            per_place: quota(10, 6),
            per_thread: quota(6, 10),
            feeds: health::Policy::default(),
            longest_text: 1_000_000,
            largest_file: 8_000_000,
            manager_roles: Vec::new(),
            direct_messages: false,
            allowed: Vec::new(),
            operator: None,
            zone: chrono_tz::UTC,
        }
    }
}

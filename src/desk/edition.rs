//! Editions.

pub mod cluster;
pub mod traits;

use crate::newsroom::{Done, Job, Newsroom, Trouble};
use crate::post::Post;
use crate::record::Schedule;

/// Preview.
pub async fn preview(_room: &Newsroom, _schedule: &Schedule) -> Result<Post, Trouble> {
    Err(Trouble::Person("Not yet.".into()))
}

/// Now.
pub async fn now(_room: &Newsroom, _job: &Job<'_>, _schedule: &Schedule) -> Result<Done, Trouble> {
    Err(Trouble::Person("Not yet.".into()))
}

//! Stand-ins for the world, for tests and drills: a clock that stands still, a chat in memory, pages and feeds by address.

pub mod clock;
pub mod outbox;
pub mod platform;
pub mod source;

use std::sync::Arc;

use engine::recipe::Recipes;

use crate::newsroom::Newsroom;
use crate::policy::Policy;
use crate::ports::chat::ChatPlatform;
use crate::ports::store::BriefingStore;
use crate::ports::{ArticleSource, Clock};

/// A newsroom with the recipes and word lists that are compiled in.
///
/// # Panics
/// When those can't be read.
pub fn newsroom(
    clock: Arc<dyn Clock>,
    store: Arc<dyn BriefingStore>,
    source: Arc<dyn ArticleSource>,
    platforms: impl IntoIterator<Item = Arc<dyn ChatPlatform>>,
    policy: Policy,
) -> Newsroom {
    let recipes = Recipes::embedded().expect("the recipes that are compiled in");
    Newsroom::new(clock, store, source, platforms, recipes, policy)
}

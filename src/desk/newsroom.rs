//! What every job of the desk is handed: the doors to the world, the engine's tables, the policy.

use std::collections::BTreeMap;
use std::sync::Arc;

use engine::lexicon::Lexicon;
use engine::recipe::Recipes;

use crate::event::Event;
use crate::pace::people::Patience;
use crate::place::Place;
use crate::policy::Policy;
use crate::ports::chat::ChatPlatform;
use crate::ports::store::{BriefingStore, Change, StoreError};
use crate::ports::{ArticleSource, Clock};
use crate::post::Post;
use crate::record::EventNumber;
use crate::shelf::Shelf;

/// Handed to every job; made once.
#[derive(Clone)]
pub struct Newsroom {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// What is kept.
    pub store: Arc<dyn BriefingStore>,
    /// Where articles come from.
    pub source: Arc<dyn ArticleSource>,
    /// By [`ChatPlatform::platform`].
    pub platforms: BTreeMap<String, Arc<dyn ChatPlatform>>,
    /// The engine's word lists.
    pub lexicon: Arc<Lexicon>,
    /// The recipes that can be asked for.
    pub recipes: Arc<Recipes>,
    /// How things are done here.
    pub policy: Arc<Policy>,
    /// Articles that were read lately, ready for questions.
    pub shelf: Arc<Shelf>,
    /// How often people may ask.
    pub patience: Arc<Patience>,
}

impl Newsroom {
    /// A newsroom whose shelf is empty and where nobody has asked yet.
    pub fn new(
        clock: Arc<dyn Clock>,
        store: Arc<dyn BriefingStore>,
        source: Arc<dyn ArticleSource>,
        platforms: impl IntoIterator<Item = Arc<dyn ChatPlatform>>,
        recipes: Recipes,
        policy: Policy,
    ) -> Self {
        let patience = Arc::new(Patience::new(&policy, Arc::clone(&clock)));
        let platforms = platforms.into_iter().map(|it| (it.platform().to_owned(), it)).collect();
        Self {
            clock,
            store,
            source,
            platforms,
            lexicon: Arc::new(Lexicon::embedded()),
            recipes: Arc::new(recipes),
            policy: Arc::new(policy),
            shelf: Arc::default(),
            patience,
        }
    }

    /// What stands before a command where an event came from: "/" or "!".
    pub fn prefix(&self, event: &Event) -> &str {
        self.platforms.get(&event.at.place.platform).map_or("/", |it| it.prefix())
    }

    /// What stands before a command in a place: "/" or "!".
    pub fn prefix_in(&self, place: &Place) -> &str {
        self.platforms.get(&place.platform).map_or("/", |it| it.prefix())
    }

    /// The time zone of a place: its setting, else everybody's here.
    ///
    /// # Errors
    /// When the store has trouble.
    pub async fn zone(&self, place: &Place) -> Result<chrono_tz::Tz, StoreError> {
        let set = self.store.setting(place, "zone").await?;
        Ok(set.and_then(|it| it.parse().ok()).unwrap_or(self.policy.zone))
    }
}

/// A recorded event that is being handled.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// Its number; whatever comes of it is keyed by it.
    pub number: EventNumber,
    /// What happened.
    pub event: &'a Event,
}

/// What a handler hands back: nothing has happened yet. All of it is written in one transaction with the event's being
/// done, so that a crash at any point leaves either all to do again or nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Done {
    /// What changes.
    pub changes: Vec<Change>,
    /// What the person is told.
    pub reply: Option<Post>,
}

/// What is told to a person when their command can't be done: a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The person can do something about it.
    #[error("{0}")]
    Person(String),
    /// Nobody's fault there: it is logged, and the job is tried again.
    #[error(transparent)]
    Store(#[from] crate::ports::store::StoreError),
}

impl Done {
    /// Only words.
    pub fn said(post: Post) -> Self {
        Self { changes: Vec::new(), reply: Some(post) }
    }
}

//! Pages and feeds over HTTP: the [`ArticleSource`] that a stranger's link can be handed to.
//!
//! ```text
//! address ─guard─▶ robots ─▶ pace ─▶ guard/resolve ─▶ fetch (limits, inflate) ─▶ page ─▶ Page
//!            ▲                                          │ redirect, at most 5   └─ feed ─▶ Polled
//!            └──────────────────────────────────────────┘
//! ```
//! What always holds, each with its test in `tests/it`:
//! 1. Nothing is sent to an address that the guard refuses: not by a redirect, not by a name that changes.
//! 2. Every answer ends within its limits: bytes as sent, bytes inflated, the head, the time.
//! 3. No cookie is kept, no referrer sent, no proxy of the environment used.
//! 4. No query string and no credentials in any log or error.

pub mod address;
pub mod config;
pub mod trouble;
pub mod guard;
pub mod pace;
mod fetch;
mod robots;
mod page;
pub mod feed;
pub mod document;

use std::sync::Arc;

use async_trait::async_trait;
use desk::feed::opml::Subscriptions;
use desk::ports::{ArticleSource, Errand, Feed, FetchError, Held, Offer, Page, Polled};
use reqwest::Client;
use url::Url;

use config::Config;
use document::{Documents, FileKind, Found, Refusal};
use guard::Guard;
use guard::resolve::{Guarded, Names, SystemNames};
use trouble::Trouble;

/// Pages and feeds from the web. Made once: it remembers whom it asked when.
#[derive(Debug)]
pub struct Web {
    config: Config,
    guard: Arc<Guard>,
    client: Client,
    pace: pace::Pace,
    robots: robots::Robots,
    documents: Option<Arc<Documents>>,
}

impl Web {
    /// The web as `config` allows it.
    ///
    /// # Errors
    /// When something of the configuration, or the machine's store of certificates, can't be used.
    pub fn new(config: Config) -> Result<Self, Trouble> {
        Self::with_names(config, Arc::new(SystemNames))
    }

    /// The same, with another resolver.
    ///
    /// # Errors
    /// As [`Web::new`].
    pub fn with_names(config: Config, names: Arc<dyn Names>) -> Result<Self, Trouble> {
        let guard = Arc::new(Guard::new(&config));
        let client = fetch::client::client(&config, Guarded { guard: Arc::clone(&guard), names })?;
        let pace = pace::Pace::new(config.pace.clone());
        Ok(Self { config, guard, client, pace, robots: robots::Robots::default(), documents: None })
    }

    /// The same, which also reads addresses that turn out to be files.
    pub fn with_documents(self, documents: Documents) -> Self {
        Self { documents: Some(Arc::new(documents)), ..self }
    }

    /// What a file holds.
    async fn read(&self, kind: FileKind, bytes: Vec<u8>) -> Result<Found, Refusal> {
        let nobody = || Refusal::NoChild { why: "nothing was set up for it".into() };
        let documents = Arc::clone(self.documents.as_ref().ok_or_else(nobody)?);
        let read = tokio::task::spawn_blocking(move || documents.found(kind, &bytes)).await;
        read.unwrap_or_else(|it| Err(Refusal::NoChild { why: it.to_string() }))
    }
}

#[async_trait]
impl ArticleSource for Web {
    async fn fetch(&self, address: &Url, errand: Errand) -> Result<Page, FetchError> {
        Ok(page::fetch(self, address, errand).await?)
    }

    async fn poll(&self, feed: &Feed) -> Result<Polled, FetchError> {
        Ok(feed::poll(self, feed).await?)
    }

    async fn discover(&self, address: &Url) -> Result<Vec<Offer>, FetchError> {
        Ok(feed::find(self, address).await?)
    }

    async fn file(&self, bytes: &[u8], name: &str) -> Result<Option<Held>, FetchError> {
        let ending = name.rsplit_once('.').map_or("", |it| it.1).to_ascii_lowercase();
        let Some(kind) = FileKind::of(bytes).or_else(|| FileKind::of_ending(&ending)) else { return Ok(None) };
        let found = self.read(kind, bytes.to_vec()).await.map_err(|it| FetchError::NotAnArticle(it.to_string()))?;
        Ok(Some(found.page.clone().map_or_else(|| Held::Blocks(found.blocks()), Held::Page)))
    }

    fn subscriptions(&self, bytes: &[u8]) -> Option<Subscriptions> {
        feed::opml::read(bytes)
    }
}

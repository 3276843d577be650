//! Pages and feeds over HTTP: the [`ArticleSource`] that a stranger's link can be handed to.
//!
//! ```text
//! address ─guard─▶ pace ─▶ resolve (guarded) ─▶ send ─▶ body (limits, inflate) ─▶ Page
//!            ▲                                   │ redirect, at most 5   └─ feed ─▶ Polled
//!            └───────────────────────────────────┘
//! ```

pub mod config;
mod feed;
mod fetch;
mod page;
pub mod trouble;

use async_trait::async_trait;
use desk::ports::{ArticleSource, Errand, Feed, FetchError, Page, Polled};
use url::Url;

use config::Config;

/// Pages and feeds from the web.
#[derive(Debug)]
pub struct Web {
    config: Config,
}

impl Web {
    /// The web as `config` allows it.
    pub fn new(config: Config) -> Self {
        Self { config }
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
}

//! Pages and feeds by address, kept in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use url::Url;

use crate::ports::{
    ArticleSource, Clock, Errand, Feed, FeedContent, FeedItem, FetchError, Page, PageKind, Polled, Timestamp,
};

/// Pages and feeds by address, kept in memory. What isn't there is gone.
pub struct FakeSource {
    clock: Arc<dyn Clock>,
    world: Mutex<World>,
}

#[derive(Default)]
struct World {
    pages: BTreeMap<Url, Result<Page, FetchError>>,
    feeds: BTreeMap<Url, Result<Polled, FetchError>>,
    asked: Vec<(Timestamp, Url)>,
}

impl FakeSource {
    /// An empty world.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, world: Mutex::default() }
    }

    /// There is a page: HTML when it begins so, else Markdown.
    ///
    /// # Panics
    /// When the address is none.
    pub fn page(&self, address: &str, text: &str) {
        let address = parsed(address);
        let html = text.trim_start().starts_with('<');
        let kind = if html { PageKind::Html } else { PageKind::Markdown };
        let bytes = text.as_bytes().to_vec();
        let page = Page {
            address: address.clone(),
            kind,
            charset: Some("utf-8".into()),
            robots_tags: Vec::new(),
            bytes,
            read: None,
        };
        self.world().pages.insert(address, Ok(page));
    }

    /// There is this at an address.
    ///
    /// # Panics
    /// When the address is none.
    pub fn answer(&self, address: &str, answer: Result<Page, FetchError>) {
        self.world().pages.insert(parsed(address), answer);
    }

    /// There is a feed of these items.
    ///
    /// # Panics
    /// When the address is none.
    pub fn feed(&self, address: &str, title: &str, items: Vec<FeedItem>) {
        let content = FeedContent { title: Some(title.to_owned()), site: None, items };
        let polled = Polled { moved_to: None, validators: Default::default(), rest: None, content: Some(content) };
        self.world().feeds.insert(parsed(address), Ok(polled));
    }

    /// A feed answers this.
    ///
    /// # Panics
    /// When the address is none.
    pub fn feed_answer(&self, address: &str, answer: Result<Polled, FetchError>) {
        self.world().feeds.insert(parsed(address), answer);
    }

    /// What was asked for, when.
    pub fn asked(&self) -> Vec<(Timestamp, Url)> {
        self.world().asked.clone()
    }

    fn world(&self) -> std::sync::MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn parsed(address: &str) -> Url {
    address.parse().unwrap_or_else(|_| panic!("{address} is no address"))
}

/// An item of a feed with its article's address.
///
/// # Panics
/// When the address is none.
pub fn item(title: &str, address: &str, published: Timestamp) -> FeedItem {
    FeedItem {
        id: Some(address.to_owned()),
        title: Some(title.to_owned()),
        address: Some(parsed(address)),
        published: Some(published),
        summary: None,
    }
}

#[async_trait]
impl ArticleSource for FakeSource {
    async fn fetch(&self, address: &Url, _errand: Errand) -> Result<Page, FetchError> {
        let now = self.clock.now();
        let mut world = self.world();
        world.asked.push((now, address.clone()));
        let gone = || Err(FetchError::Gone("There is no such page.".into()));
        world.pages.get(address).cloned().unwrap_or_else(gone)
    }

    async fn poll(&self, feed: &Feed) -> Result<Polled, FetchError> {
        let now = self.clock.now();
        let mut world = self.world();
        world.asked.push((now, feed.address.clone()));
        let gone = || Err(FetchError::Gone("There is no such feed.".into()));
        world.feeds.get(&feed.address).cloned().unwrap_or_else(gone)
    }
}

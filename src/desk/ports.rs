//! The doors to the world, as traits: whatever reads the clock or the network is handed in.

pub mod chat;
pub mod store;

use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use engine::extract::blocks::Blocks;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::feed::opml::Subscriptions;

/// A moment.
pub type Timestamp = DateTime<Utc>;

/// The time, so that tests can hold it still.
#[async_trait]
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
    /// Returns at `at`, or at once if that is past.
    async fn sleep_until(&self, at: Timestamp);
}

/// Where articles come from.
#[async_trait]
pub trait ArticleSource: Send + Sync {
    /// Fetches the page at `address`.
    async fn fetch(&self, address: &Url, errand: Errand) -> Result<Page, FetchError>;
    /// Asks a feed what is new.
    async fn poll(&self, feed: &Feed) -> Result<Polled, FetchError>;
    /// The feeds that belong to the page at `address`, best first: itself, if it is one.
    async fn discover(&self, _address: &Url) -> Result<Vec<Offer>, FetchError> {
        Ok(Vec::new())
    }
    /// What a file holds that somebody gave; none where it is plain text or a page, which the engine reads.
    async fn file(&self, _bytes: &[u8], _name: &str) -> Result<Option<Held>, FetchError> {
        Ok(None)
    }
    /// The list of subscriptions in a file; none where it is no such list.
    fn subscriptions(&self, _bytes: &[u8]) -> Option<Subscriptions> {
        None
    }
}

/// A feed that a page offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What the page calls it.
    pub title: Option<String>,
    /// Where it is.
    pub address: Url,
}

/// On whose behalf a page is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// A person gave its address.
    Person,
    /// A feed named it and nobody asked: robots.txt decides.
    Feed,
}

/// A fetched page, not yet read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it was in the end, after all redirects.
    pub address: Url,
    /// What it says it is.
    pub kind: PageKind,
    /// The encoding that its Content-Type names.
    pub charset: Option<String>,
    /// `X-Robots-Tag` headers: what the publisher wishes for snippets.
    pub robots_tags: Vec<String>,
    /// The content, decompressed.
    pub bytes: Vec<u8>,
    /// What was found in a file that is no page: a PDF, a DOCX. It is read in place of the bytes.
    pub read: Option<Blocks>,
}

/// What a file holds: a PDF, a DOCX, a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// Text in pieces.
    Blocks(Blocks),
    /// A page, as UTF-8.
    Page(String),
}

/// What a page says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// HTML or XHTML.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text.
    Plain,
    /// A PDF, a DOCX, a message: what it holds was read.
    Document,
    /// It doesn't say: to be found out from the bytes.
    Unknown,
}

/// A feed as it was left at the last poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Where it is.
    pub address: Url,
    /// What the last poll brought, to ask for changes alone.
    pub validators: Validators,
}

/// What a server gave to recognise a version by; sent back to it as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// `ETag`
    pub etag: Option<String>,
    /// `Last-Modified`
    pub last_modified: Option<String>,
}

/// What a poll brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Polled {
    /// Where the feed is from now on, if it moved for good.
    pub moved_to: Option<Url>,
    /// To be kept for the next poll.
    pub validators: Validators,
    /// How long the server wants to be left alone, if it says.
    pub rest: Option<Duration>,
    /// What the feed holds; nothing when it did not change.
    pub content: Option<FeedContent>,
}

/// What a feed holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedContent {
    /// Its name.
    pub title: Option<String>,
    /// The site it belongs to.
    pub site: Option<Url>,
    /// Its items, in its order.
    pub items: Vec<FeedItem>,
}

/// One item of a feed. All text is plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedItem {
    /// The feed's own id for it.
    pub id: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Where the article is.
    pub address: Option<Url>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// The feed's blurb.
    pub summary: Option<String>,
}

/// Why nothing was fetched, sorted by what the caller does next. Each is a sentence for the person who asked, without
/// query strings or credentials.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// Try again, but not before `after` where the server says so.
    #[error("{said}")]
    Transient {
        /// For the person.
        said: String,
        /// How long the server asks to wait.
        after: Option<Duration>,
    },
    /// There is nothing any more: stop asking.
    #[error("{0}")]
    Gone(String),
    /// The server or its rules say no: asking again changes nothing.
    #[error("{0}")]
    Refused(String),
    /// Over a limit.
    #[error("{0}")]
    TooLarge(String),
    /// The guard refuses the address.
    #[error("{0}")]
    PrivateAddress(String),
    /// Something came, and it is no article.
    #[error("{0}")]
    NotAnArticle(String),
}

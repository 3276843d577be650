//! A feed: asked for with what the last poll left, read into items.

use desk::ports::{Errand, Feed, Polled};

use crate::Web;
use crate::fetch::{Request, get};
use crate::trouble::Trouble;

/// What is asked for.
const ACCEPT: &str =
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5";

/// Asks `feed` what is new.
pub(crate) async fn poll(web: &Web, feed: &Feed) -> Result<Polled, Trouble> {
    let validators = Some(&feed.validators);
    // Somebody subscribed to the feed itself: robots.txt is for its articles.
    let request =
        Request { address: &feed.address, accept: ACCEPT, errand: Errand::Person, validators, wants: |_, _| Ok(()) };
    let response = get(web, request).await?;
    Ok(Polled { moved_to: response.moved_to, validators: feed.validators.clone(), rest: None, content: None })
}

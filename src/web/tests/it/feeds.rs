//! Feeds over the network: what a poll brings, what a server can do instead, and that one feed never waits for another.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use desk::feed::health::{Health, Policy};
use desk::feed::memory::Memory;
use desk::feed::round;
use desk::ports::{ArticleSource as _, Feed, FetchError, Polled, Timestamp, Validators};
use tokio::io::AsyncWriteExt as _;
use tokio::time::sleep;
use url::Url;

use crate::server::{NEWS, Server, TestNames, address, answer, config, say, web};
use web::Web;

fn feed(address: Url) -> Feed {
    Feed { address, validators: Validators::default() }
}

fn rss(items: &str) -> Vec<u8> {
    format!("<rss><channel><title>T</title><ttl>90</ttl>{items}</channel></rss>").into_bytes()
}

async fn poll(bytes: Vec<u8>) -> Result<Polled, FetchError> {
    let server = Server::saying(bytes).await;
    web(config(&server)).poll(&feed(address(&server, "/feed"))).await
}

#[tokio::test]
async fn what_a_poll_brings() {
    let headers = ["Content-Type: text/html; charset=iso-8859-1", "ETag: W/\"7\"", "Last-Modified: yesterday"];
    let start = b"<rss><channel><ttl>90</ttl><item><title>caf\xe9";
    let body = [start.as_slice(), b"</title><link>/a</link></item></channel></rss>"].concat();
    let polled = poll(answer("200 OK", &headers, &body)).await.unwrap();
    assert_eq!(polled.validators.etag.as_deref(), Some("W/\"7\""));
    assert_eq!(polled.validators.last_modified.as_deref(), Some("yesterday"));
    assert_eq!(polled.rest, Some(Duration::from_secs(90 * 60)));
    let item = &polled.content.unwrap().items[0];
    assert_eq!(item.title.as_deref(), Some("café"));
    assert!(item.address.as_ref().unwrap().as_str().starts_with("http://news.test:"));
}

#[tokio::test]
async fn what_comes_instead() {
    let gone = poll(answer("410 Gone", &[], b"")).await;
    assert!(matches!(gone, Err(FetchError::Gone(_))), "{gone:?}");
    let missing = poll(answer("404 Not Found", &[], b"")).await;
    assert!(matches!(missing, Err(FetchError::Refused(_))), "{missing:?}");
    let busy = poll(answer("503 Service Unavailable", &["Retry-After: 120"], b"")).await;
    assert!(matches!(busy, Err(FetchError::Transient { after: Some(it), .. }) if it.as_secs() == 120), "{busy:?}");
    let page = poll(answer("200 OK", &["Content-Type: application/rss+xml"], b"<!doctype html><p>Sorry")).await;
    let said = page.unwrap_err();
    assert!(matches!(said, FetchError::NotAnArticle(_)));
    assert_eq!(
        said.to_string(),
        "news.test sent no feed: this is a page; give the address of the feed that belongs to it"
    );
}

#[tokio::test]
async fn a_feed_that_moved() {
    let server = Server::start(|path, mut stream| async move {
        let to = |status, to: &str| answer(status, &[&format!("Location: {to}")], b"");
        let bytes = match path.as_str() {
            "/old" => to("301 Moved Permanently", "/new"),
            "/away" => to("302 Found", "/new"),
            "/lost" => to("301 Moved Permanently", "/page"),
            "/page" => answer("200 OK", &[], b"<html>"),
            _ => answer("200 OK", &[], &rss("")),
        };
        say(&mut stream, &bytes).await;
    })
    .await;
    let web = web(config(&server));
    let moved = web.poll(&feed(address(&server, "/old"))).await.unwrap().moved_to;
    assert_eq!(moved, Some(address(&server, "/new")));
    assert_eq!(web.poll(&feed(address(&server, "/away"))).await.unwrap().moved_to, None);
    // Moved to what is no feed: the old address stays.
    assert!(web.poll(&feed(address(&server, "/lost"))).await.is_err());
}

#[tokio::test]
async fn the_feeds_of_a_page() {
    let server = Server::start(|path, mut stream| async move {
        let page = b"<link rel=alternate type=application/rss+xml title=News href=/feed?page=1>";
        let body = if path == "/" { page.to_vec() } else { rss("") };
        say(&mut stream, &answer("200 OK", &["Content-Type: text/html"], &body)).await;
    })
    .await;
    let web = web(config(&server));
    let offers = web.discover(&address(&server, "/")).await.unwrap();
    assert_eq!(
        offers.iter().map(|it| (&it.address, it.title.as_deref())).collect::<Vec<_>>(),
        [(&address(&server, "/feed?page=1"), Some("News"))]
    );
    let itself = web.discover(&offers[0].address).await.unwrap();
    assert_eq!(itself[0].address, offers[0].address);
}

#[tokio::test]
async fn a_feed_of_a_hundred_megabytes_is_not_read_to_its_end() {
    let sent = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&sent);
    let server = Server::start(move |_, mut stream| {
        let sent = Arc::clone(&counted);
        async move {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<rss><channel>").await;
            let item = "<item><title>A</title></item>".repeat(10_000);
            while sent.load(Ordering::Relaxed) < 100_000_000 && stream.write_all(item.as_bytes()).await.is_ok() {
                sent.fetch_add(item.len(), Ordering::Relaxed);
            }
        }
    })
    .await;
    let outcome = web(config(&server)).poll(&feed(address(&server, "/feed"))).await;
    assert!(matches!(outcome, Err(FetchError::TooLarge(_))), "{outcome:?}");
    // The rest is what the buffers between the two hold.
    assert!(sent.load(Ordering::Relaxed) < 30_000_000, "{sent:?}");
}

/// Feeds of many hosts, some of them broken, each in its own way: all the others are read, twice, and within the time that
/// the healthy ones take. `.ci/long` does it with a thousand.
#[tokio::test]
async fn a_broken_feed_holds_up_nobody() {
    const HOSTS: [&str; 12] = [
        "a.test", "b.test", "c.test", "d.test", "e.test", "f.test", "g.test", "h.test", "i.test", "j.test", "k.test",
        NEWS,
    ];
    let server = Server::start(|path, mut stream| async move {
        sleep(Duration::from_millis(5)).await;
        let n = path.trim_start_matches('/').to_owned();
        let bytes = match path.as_str() {
            "/10" => return sleep(Duration::from_secs(60)).await,
            "/20" => b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss>".to_vec(),
            "/30" => answer("500 Oh no", &[], b""),
            "/40" => answer("200 OK", &[], b"no feed"),
            _ => answer("200 OK", &[], &rss(&format!("<item><guid>{n}</guid><title>Item {n}</title></item>"))),
        };
        say(&mut stream, &bytes).await;
    })
    .await;
    let mut config = config(&server);
    config.internal_hosts = HOSTS.map(String::from).to_vec();
    config.limits.first_byte = Duration::from_secs(3);
    let names = TestNames::new(&HOSTS.map(|it| (it, &["127.0.0.1"] as &[&str])));
    let web = Web::with_names(config, names).unwrap();

    let now: Timestamp = "2025-02-17T08:00:00Z".parse().unwrap();
    let at = |n: usize| Url::parse(&format!("http://{}:{}/{n}", HOSTS[n % HOSTS.len()], server.port)).unwrap();
    let mut health: Vec<Health> = (0..100).map(|_| Health::new(now)).collect();
    let mut memory = Memory::default();
    for round in 0..2 {
        let due = (0..100).filter(|n| round > 0 || health[*n].is_due(now)).map(|n| (n, feed(at(n))));
        let (mut order, mut news) = (Vec::new(), 0);
        round::poll(&web, due.collect::<Vec<_>>(), 8, |n, feed, outcome| {
            let first = health[n].is_first();
            health[n] = health[n].after(outcome.as_ref(), &feed.address, now, &Policy::default()).health;
            let items = outcome.ok().and_then(|it| it.content).map(|it| it.items).unwrap_or_default();
            news += memory.sift(n as u64, items, first, now).len();
            order.push(n);
        })
        .await;
        assert_eq!((order.len(), news), (100, 0));
        // The one that never answers is the last to be given up, and its own host's others are all that wait for it.
        let waited = order.iter().position(|it| *it == 10).unwrap();
        assert!(waited > 70, "{order:?}");
    }
    let ill: Vec<usize> = (0..100).filter(|n| health[*n].error.is_some()).collect();
    assert_eq!(ill, [10, 20, 30, 40]);
    assert_eq!(memory.seen().len(), 96);
    assert_eq!(health[40].error.as_deref().map(|it| it.contains("sent no feed")), Some(true));
}

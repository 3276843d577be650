//! Polls a thousand feeds of a hundred hosts at once, from a server of its own that takes 5 ms for each, twice, and says
//! how long it took, whether each host's quota was held, and how much memory it needed.
//!
//! `cargo run --release -p web --example thousand_feeds`

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use desk::ports::{ArticleSource as _, Feed, Validators};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};
use url::Url;
use web::Web;
use web::config::Config;
use web::guard::resolve::Names;

const FEEDS: usize = 1_000;
const HOSTS: usize = 100;
const PER_MINUTE: u32 = 600;
const BURST: u32 = 5;

/// When each host was asked, and how many requests it had at once at most.
type Seen = Arc<Mutex<BTreeMap<String, (Vec<Instant>, usize, usize)>>>;

/// Every name is the loopback.
#[derive(Debug)]
struct Loopback;

#[async_trait]
impl Names for Loopback {
    async fn look_up(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        Ok(vec![Ipv4Addr::LOCALHOST.into()])
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    let seen = Seen::default();
    tokio::spawn(serve(listener, Arc::clone(&seen)));

    let host = |n: usize| format!("host{n}.test");
    let mut config = Config { ports: vec![port], internal_hosts: (0..HOSTS).map(host).collect(), ..Config::default() };
    config.pace.per_minute = PER_MINUTE.try_into()?;
    config.pace.burst = BURST.try_into()?;
    let web = Arc::new(Web::with_names(config, Arc::new(Loopback))?);
    let mut feeds = Vec::new();
    for n in 0..FEEDS {
        let address = Url::parse(&format!("http://{}:{port}/{n}.xml", host(n % HOSTS)))?;
        feeds.push(Feed { address, validators: Validators::default() });
    }
    for round in ["new", "unchanged"] {
        let start = Instant::now();
        let mut polls = JoinSet::new();
        for (n, feed) in feeds.iter().cloned().enumerate() {
            let web = Arc::clone(&web);
            polls.spawn(async move { (n, web.poll(&feed).await) });
        }
        let mut failed = 0;
        while let Some(polled) = polls.join_next().await {
            let (n, polled) = polled?;
            match polled {
                Ok(it) => feeds[n].validators = it.validators,
                Err(it) => {
                    failed += 1;
                    eprintln!("{it}");
                }
            }
        }
        println!("{round}: {FEEDS} feeds of {HOSTS} hosts in {:.2} s, {failed} failed", start.elapsed().as_secs_f64());
    }

    let seen = seen.lock().map_err(|_| "a request failed")?;
    let at_once = seen.values().map(|it| it.2).max().unwrap_or_default();
    let allowed = f64::from(BURST) + f64::from(PER_MINUTE) / 60.0;
    let in_a_second = seen.values().map(|it| most_in_a_second(&it.0)).max().unwrap_or_default();
    println!("one host: at most {at_once} request at once; at most {in_a_second} within a second ({allowed} allowed)");
    println!("memory: {}", peak().unwrap_or_else(|| "unknown here".to_owned()));
    Ok(())
}

/// Answers every connection's requests, each after 5 ms.
async fn serve(listener: TcpListener, seen: Seen) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(answer(stream, Arc::clone(&seen)));
    }
}

async fn answer(mut stream: TcpStream, seen: Seen) -> io::Result<()> {
    loop {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await?);
        }
        let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
        let host = head.split("host: ").nth(1).and_then(|it| it.split(':').next()).unwrap_or_default().to_owned();
        if let Ok(mut seen) = seen.lock() {
            let (at, now, most) = seen.entry(host.clone()).or_default();
            at.push(Instant::now());
            *now += 1;
            *most = (*most).max(*now);
        }
        sleep(Duration::from_millis(5)).await;
        if let Ok(mut seen) = seen.lock() {
            seen.entry(host).or_default().1 -= 1;
        }
        let answer = if head.contains("if-none-match:") {
            "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n".to_owned()
        } else {
            let feed = feed();
            let length = feed.len();
            format!(
                "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Type: application/rss+xml\r\nContent-Length: {length}\r\n\r\n{feed}"
            )
        };
        stream.write_all(answer.as_bytes()).await?;
    }
}

/// A feed as they are: 30 items, about 20 kB.
fn feed() -> String {
    let blurb = "The city council met on Monday and put off its decision on the harbour bridge once more. ".repeat(6);
    let item = |n: usize| {
        format!(
            "<item><title>Council meets, part {n}</title><link>https://example.org/{n}</link><guid>urn:{n}</guid>\
             <pubDate>Mon, 17 Feb 2025 08:00:00 GMT</pubDate><description>{blurb}</description></item>"
        )
    };
    let items: String = (0..30).map(item).collect();
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title>{items}</channel></rss>")
}

fn most_in_a_second(at: &[Instant]) -> usize {
    let within =
        |from: &Instant| at.iter().filter(|it| **it >= *from && it.duration_since(*from).as_secs() < 1).count();
    at.iter().map(within).max().unwrap_or_default()
}

/// The most memory that this process ever had, server included.
fn peak() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find(|it| it.starts_with("VmHWM:")).map(str::to_owned)
}

//! Servers that send too much, too slowly, or not what they should: each ends within its limit with its own words, and the
//! next request works.

use std::io::Write as _;
use std::time::Duration;

use desk::ports::{ArticleSource as _, FetchError, PageKind};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use web::config::Limits;

use crate::server::{PAGE, Server, answer, config, fetch, page, redirect, say, web};

/// Limits that are soon reached.
fn small() -> Limits {
    Limits { sent: 200_000, inflated: 1_000_000, ..Limits::default() }
}

/// `server` at `/` ends with `expected` in the words and of the sort; then `/ok` of the same server works.
async fn check(server: &Server, limits: Limits, sort: fn(&FetchError) -> bool, expected: &str) {
    let web = web(web::config::Config { limits, ..config(server) });
    let error = fetch(&web, server, "/").await.expect_err(expected);
    assert!(sort(&error), "{error:?}");
    assert!(error.to_string().contains(expected), "{expected:?} is not in {error}");
    assert_eq!(fetch(&web, server, "/ok").await.expect("the next request works").bytes, PAGE);
}

fn too_large(error: &FetchError) -> bool {
    matches!(error, FetchError::TooLarge(_))
}

fn transient(error: &FetchError) -> bool {
    matches!(error, FetchError::Transient { .. })
}

fn refused(error: &FetchError) -> bool {
    matches!(error, FetchError::Refused(_))
}

/// A server that does `misbehave` at `/` and gives a page elsewhere.
async fn server<F, R>(misbehave: F) -> Server
where
    F: Fn(TcpStream) -> R + Send + Sync + 'static,
    R: Future<Output = ()> + Send + 'static,
{
    let misbehave = std::sync::Arc::new(misbehave);
    Server::start(move |path, mut stream| {
        let misbehave = std::sync::Arc::clone(&misbehave);
        async move { if path == "/" { misbehave(stream).await } else { say(&mut stream, &page()).await } }
    })
    .await
}

/// Writes until nobody listens any more, at most `most` bytes; gives whether it was stopped.
async fn pour(stream: &mut TcpStream, head: &[u8], chunk: &[u8], most: usize) -> bool {
    let mut poured = 0;
    let mut stopped = stream.write_all(head).await.is_err();
    while !stopped && poured < most {
        stopped = stream.write_all(chunk).await.is_err();
        poured += chunk.len();
    }
    stopped
}

#[tokio::test]
async fn a_gzip_bomb() {
    let server = server(|mut stream| async move {
        let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
        stream.write_all(head).await.unwrap();
        // Ten gigabytes of nothing: after a flush the same zeros are always the same bytes.
        let mut bomb = GzEncoder::new(Vec::new(), Compression::best());
        let mut zeros = || {
            bomb.write_all(&[0; 100_000]).unwrap();
            bomb.flush().unwrap();
            std::mem::take(bomb.get_mut())
        };
        let (first, next) = (zeros(), zeros());
        assert!(next.len() < 1_000);
        if pour(&mut stream, &first, &next.repeat(100), next.len() * 100_000).await {
            return;
        }
        unreachable!("nobody takes all of it");
    })
    .await;
    check(&server, small(), too_large, "more than 1000000 bytes when unpacked").await;
}

/// Fifty megabytes of zeros, as brotli has them.
const BROTLI: &[u8] = &[
    0xcb, 0xff, 0xff, 0x3f, 0xf8, 0x27, 0x00, 0xe2, 0xb1, 0x40, 0x20, 0xf7, 0xfe, 0x8f, 0xff, 0xff, 0x7f, 0xf0, 0x4f,
    0x00, 0xc4, 0x61, 0x11, 0x80, 0xee, 0xfd, 0x1f, 0xff, 0xff, 0xff, 0xe0, 0x9f, 0x00, 0x88, 0xc3, 0x02, 0x00, 0xdd,
    0xfb, 0x3f, 0xfe, 0xff, 0xff, 0xc1, 0x3f, 0x01, 0x10, 0x87, 0x05, 0x00, 0xba, 0xf7, 0x7f, 0xfc, 0xff, 0xff, 0x83,
    0x7f, 0x02, 0x20, 0x0e, 0x0b, 0x00, 0x74, 0xef, 0xff, 0xf2, 0x0f, 0x5e, 0x0f, 0xff, 0x04, 0x40, 0x1c, 0x16, 0x00,
    0xe8, 0xa0, 0xeb, 0x01,
];

#[tokio::test]
async fn other_bombs() {
    // A frame of zstd with 10 GB: blocks of 128 KiB that are one byte repeated.
    let mut zstd = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38];
    (0..80_000).for_each(|_| zstd.extend([0x02, 0x00, 0x10, 0x00]));
    zstd.truncate(190_000);
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
    zlib.write_all(&vec![0; 2_000_000]).unwrap();
    for (coding, bomb) in [("zstd", zstd), ("br", BROTLI.to_vec()), ("deflate", zlib.finish().unwrap())] {
        let bomb = answer("200 OK", &["Content-Type: text/html", &format!("Content-Encoding: {coding}")], &bomb);
        let server = server(move |mut stream| {
            let bomb = bomb.clone();
            async move { say(&mut stream, &bomb).await }
        })
        .await;
        check(&server, small(), too_large, "more than 1000000 bytes when unpacked").await;
    }
}

#[tokio::test]
async fn an_endless_body() {
    for head in ["Transfer-Encoding: chunked", "X: y"] {
        let server = server(move |mut stream| async move {
            let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n\r\n");
            let chunk = [b"1000\r\n".as_slice(), &[b'a'; 4096], b"\r\n"].concat();
            assert!(pour(&mut stream, head.as_bytes(), &chunk, 1 << 30).await, "nobody takes a gigabyte");
        })
        .await;
        check(&server, small(), too_large, "too large (more than 200000 bytes)").await;
    }
}

#[tokio::test]
async fn a_length_that_is_too_large() {
    let server = server(|mut stream| async move {
        say(&mut stream, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999\r\n\r\n").await;
    })
    .await;
    check(&server, small(), too_large, "too large (more than 200000 bytes)").await;
}

#[tokio::test]
async fn a_head_of_thirty_megabytes() {
    for line in ["X-Padding: ", ""] {
        let server = server(move |mut stream| async move {
            let filler = if line.is_empty() { "a".repeat(8_000) } else { format!("{line}{}\r\n", "a".repeat(8_000)) };
            assert!(
                pour(&mut stream, b"HTTP/1.1 200 OK\r\nX: ", filler.as_bytes(), 30_000_000).await,
                "nobody takes it"
            );
        })
        .await;
        check(&server, small(), too_large, "65536 bytes of headers").await;
    }
    // Small enough for the library, too large for us.
    let padding = format!("X-Padding: {}", "a".repeat(100_000));
    let server = server(move |mut stream| {
        let answer = answer("200 OK", &["Content-Type: text/html", &padding], PAGE);
        async move { say(&mut stream, &answer).await }
    })
    .await;
    check(&server, small(), too_large, "65536 bytes of headers").await;
}

/// In frozen time, which goes on only when everybody waits.
#[tokio::test(start_paused = true)]
async fn a_server_that_drips() {
    let server = server(|mut stream| async move {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
        let mut left = stream.write_all(head.as_bytes()).await.is_err();
        while !left {
            tokio::time::sleep(Duration::from_secs(1)).await;
            left = stream.write_all(b"a").await.is_err();
        }
    })
    .await;
    check(&server, Limits::default(), transient, "did not send everything within 60 s").await;
}

#[tokio::test(start_paused = true)]
async fn a_server_that_drips_its_head() {
    let server = server(|mut stream| async move {
        let mut left = stream.write_all(b"HTTP/1.1 200 OK\r\nX: ").await.is_err();
        while !left {
            tokio::time::sleep(Duration::from_secs(1)).await;
            left = stream.write_all(b"a").await.is_err();
        }
    })
    .await;
    check(&server, Limits::default(), transient, "did not answer within 20 s").await;
}

#[tokio::test(start_paused = true)]
async fn a_server_that_says_nothing() {
    let server = server(|stream| async move {
        std::future::pending::<()>().await;
        drop(stream);
    })
    .await;
    check(&server, Limits::default(), transient, "did not answer within 20 s").await;
}

#[tokio::test]
async fn redirects_without_end() {
    let circle = Server::start(|path, mut stream| async move {
        let next = match path.as_str() {
            "/" => redirect("/a"),
            "/a" => redirect("/b#again"),
            "/b" => redirect("/a"),
            _ => page(),
        };
        say(&mut stream, &next).await;
    })
    .await;
    check(&circle, small(), refused, "in a circle").await;
    let endless = Server::start(|path, mut stream| async move {
        let next = if path == "/ok" { page() } else { redirect(&format!("{path}a")) };
        say(&mut stream, &next).await;
    })
    .await;
    check(&endless, small(), refused, "more than 5 times").await;
    assert_eq!(endless.heads().len(), 7, "the first, five redirects, and the request that works");
}

#[tokio::test]
async fn broken_answers() {
    for (bytes, expected) in [
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc".as_slice(), "HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "cut off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\nfffffffffffffffff\r\na", "HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nabc", "cut off"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", "HTTP"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "HTTP"),
        (b"", "cut off"),
        (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "redirect to nowhere"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://[\r\nContent-Length: 0\r\n\r\n", "redirect to nowhere"),
        (b"HTTP/1.1 304 Not Modified\r\n\r\n", "not asked for"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", "compression is broken"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc", "compression is broken"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: zstd\r\nContent-Length: 3\r\n\r\nabc", "compression is broken"),
        // A window of 2 GB.
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: zstd\r\nContent-Length: 10\r\n\r\n\x28\xb5\x2f\xfd\x00\xa8\x01\x00\x00\x00", "compression is broken"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip, gzip\r\n\r\n", "nobody asked for"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Encoding: br\r\n\r\n", "nobody asked for"),
    ] {
        let server = server(move |mut stream| async move { say(&mut stream, bytes).await }).await;
        check(&server, small(), transient, expected).await;
    }
}

#[tokio::test]
async fn statuses_and_kinds() {
    let not_an_article: fn(&FetchError) -> bool = |it| matches!(it, FetchError::NotAnArticle(_));
    let gone: fn(&FetchError) -> bool = |it| matches!(it, FetchError::Gone(_));
    let resting: fn(&FetchError) -> bool =
        |it| matches!(it, FetchError::Transient { after: Some(it), .. } if it.as_millis() == 0);
    for (status, header, sort, expected) in [
        ("200 OK", "Content-Type: image/png", not_an_article, "a picture (image/png), not an article: give the page"),
        ("200 OK", "Content-Type: application/pdf", not_an_article, "files of this kind can't be read here"),
        ("200 OK", "Content-Type: video/mp4", not_an_article, "a video"),
        ("404 Not Found", "X: y", refused, "nothing at this address"),
        ("410 Gone", "X: y", gone, "for good"),
        ("403 Forbidden", "X: y", refused, "paste the text"),
        ("401 Unauthorized", "X: y", refused, "paste the text"),
        ("500 Oops", "X: y", transient, "try again later"),
        ("503 Busy", "Retry-After: 0", resting, "try again in 0"),
        ("429 Too Many", "Retry-After: x", transient, "try again later"),
    ] {
        // A body that is larger than anything allowed: it isn't even read.
        let answer = answer(status, &[header], &[b'a'; 300_000]);
        let server = server(move |mut stream| {
            let answer = answer.clone();
            async move { say(&mut stream, &answer).await }
        })
        .await;
        check(&server, small(), sort, expected).await;
    }
}

#[tokio::test]
async fn every_coding_is_read() {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(PAGE).unwrap();
    let gzip = gzip.finish().unwrap();
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
    zlib.write_all(PAGE).unwrap();
    let mut raw = DeflateEncoder::new(Vec::new(), Compression::best());
    raw.write_all(PAGE).unwrap();
    // A raw block of zstd, in a frame that says its length.
    let mut zstd = vec![0x28, 0xb5, 0x2f, 0xfd, 0x20, u8::try_from(PAGE.len()).unwrap()];
    zstd.extend([u8::try_from(PAGE.len() << 3 & 0xff).unwrap() | 1, u8::try_from(PAGE.len() >> 5).unwrap(), 0]);
    zstd.extend(PAGE);
    for (coding, body) in [
        ("gzip", gzip.clone()),
        ("GZIP", gzip.clone()),
        ("x-gzip", gzip),
        ("deflate", zlib.finish().unwrap()),
        ("deflate", raw.finish().unwrap()),
        ("zstd", zstd),
        ("br", BROTLI_PAGE.to_vec()),
        ("identity", PAGE.to_vec()),
    ] {
        let headers = [
            "Content-Type: text/html; charset=utf-8",
            &format!("Content-Encoding: {coding}"),
            "X-Robots-Tag: max-snippet:50",
        ];
        let server = Server::saying(answer("200 OK", &headers, &body)).await;
        let page = fetch(&web(config(&server)), &server, "/a?b=c#d").await.expect(coding);
        assert_eq!(String::from_utf8_lossy(&page.bytes), String::from_utf8_lossy(PAGE), "{coding}");
        assert_eq!((page.kind, page.charset.as_deref()), (PageKind::Html, Some("utf-8")));
        assert_eq!(page.robots_tags, ["max-snippet:50"]);
        assert_eq!(page.address.as_str(), format!("http://news.test:{}/a?b=c", server.port));
    }
}

/// [`PAGE`], as brotli has it.
const BROTLI_PAGE: &[u8] = &[
    0x1b, 0x2e, 0x00, 0x00, 0xc4, 0x6d, 0x6c, 0x5d, 0xf9, 0x51, 0xe3, 0x88, 0x67, 0x35, 0x6e, 0x50, 0x4f, 0x08, 0x36,
    0xe0, 0x80, 0x3d, 0x5c, 0x70, 0x9c, 0x07, 0xd9, 0x6e, 0x8b, 0x4b, 0x57, 0x4d, 0xab, 0x77, 0xe0, 0xc3, 0xb8, 0x07,
    0xb0, 0x1d, 0x86, 0x8f, 0x03, 0x46, 0x78, 0x41, 0x49, 0x92, 0x65, 0x01,
];

#[tokio::test]
async fn a_feed_hears_of_changes_alone() {
    let server = Server::start(|_, mut stream| async move {
        say(&mut stream, b"HTTP/1.1 304 Not Modified\r\nETag: \"2\"\r\n\r\n").await;
    })
    .await;
    let validators = desk::ports::Validators {
        etag: Some("\"1\"".into()),
        last_modified: Some("Mon, 17 Feb 2025 08:00:00 GMT".into()),
    };
    let feed = desk::ports::Feed { address: crate::server::address(&server, "/feed"), validators };
    assert_eq!(web(config(&server)).poll(&feed).await.unwrap().content, None);
    let head = server.heads().remove(0).to_ascii_lowercase();
    assert!(head.contains("if-none-match: \"1\"") && head.contains("if-modified-since: mon, 17 feb 2025"), "{head}");
}

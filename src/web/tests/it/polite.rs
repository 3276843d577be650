//! What servers see of us.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use desk::ports::{ArticleSource as _, Errand, FetchError};
use web::config::Config;

use crate::server::{Server, address, answer, config, fetch, page, redirect, say, web};

#[tokio::test]
async fn who_asks_says_so_and_nothing_else() {
    let server = Server::start(|path, mut stream| async move {
        let cookie = ["Set-Cookie: id=1; Path=/", "Location: /b?c=d"];
        let next = if path.starts_with("/a") { answer("302 Found", &cookie, b"") } else { page() };
        say(&mut stream, &next).await;
    })
    .await;
    let config = Config { contact: Some("desk@example.org".into()), ..config(&server) };
    let web = web(config);
    fetch(&web, &server, "/a?secret=1").await.unwrap();
    fetch(&web, &server, "/b").await.unwrap();
    let heads = server.heads();
    assert_eq!(heads.len(), 3);
    for head in heads {
        let names: Vec<_> =
            head.lines().skip(1).filter_map(|it| it.split_once(':')).map(|it| it.0.to_ascii_lowercase()).collect();
        assert_eq!(names, ["accept", "accept-language", "accept-encoding", "user-agent", "host"], "{head}");
        assert!(
            head.to_ascii_lowercase().contains("user-agent: newsdesk/") && head.contains("(+desk@example.org)"),
            "{head}"
        );
    }
}

/// A server with these rules, and a page everywhere else.
async fn with_robots(rules: Vec<u8>) -> Server {
    Server::start(move |path, mut stream| {
        let rules = rules.clone();
        async move {
            let next = match path.as_str() {
                "/robots.txt" => rules,
                "/moved" => redirect("/private/a"),
                _ => page(),
            };
            say(&mut stream, &next).await;
        }
    })
    .await
}

#[tokio::test]
async fn robots_txt_is_obeyed_when_nobody_asked() {
    let rules = "User-agent: *\nDisallow: /\n\nUser-agent: Newsdesk\nDisallow: /private/\n";
    let server = with_robots(answer("200 OK", &["Content-Type: text/plain"], rules.as_bytes())).await;
    let web = web(config(&server));
    for (path, allowed) in [("/a", true), ("/private/a", false), ("/moved", false), ("/b?c", true)] {
        let fetched = web.fetch(&address(&server, path), Errand::Feed).await;
        match fetched {
            Ok(_) => assert!(allowed, "{path}"),
            Err(it) => assert!(
                !allowed && matches!(&it, FetchError::Refused(it) if it.contains("robots.txt")),
                "{path}: {it:?}"
            ),
        }
    }
    // A person who asks is a reader.
    fetch(&web, &server, "/private/a").await.unwrap();
    let asked = server.heads().iter().filter(|it| it.starts_with("GET /robots.txt ")).count();
    assert_eq!(asked, 1, "the rules are remembered");
    let reached: Vec<_> = server.heads().iter().filter(|it| it.starts_with("GET /private/")).cloned().collect();
    assert_eq!(reached.len(), 1, "only the person's");
}

#[tokio::test]
async fn without_rules_all_is_allowed_and_a_server_in_trouble_is_left_alone() {
    for (robots, allowed) in [
        (answer("404 Not Found", &[], b""), true),
        (answer("403 Forbidden", &[], b""), true),
        (answer("200 OK", &[], b"\xff\xfe\0nonsense"), true),
        (redirect("http://127.0.0.1/robots.txt"), true),
        (redirect("/robots.txt"), true),
        (answer("500 Oops", &[], b""), false),
        (b"nonsense".to_vec(), false),
    ] {
        let server = with_robots(robots.clone()).await;
        let fetched = web(config(&server)).fetch(&address(&server, "/a"), Errand::Feed).await;
        let robots = String::from_utf8_lossy(&robots);
        match fetched {
            Ok(_) => assert!(allowed, "{robots}"),
            Err(it) => assert!(!allowed && matches!(it, FetchError::Transient { .. }), "{robots}: {it:?}"),
        }
    }
}

#[tokio::test]
async fn one_at_a_time() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (inside, highest) = (Arc::clone(&now), Arc::clone(&most));
    let server = Server::start(move |_, mut stream| {
        let (inside, highest) = (Arc::clone(&inside), Arc::clone(&highest));
        async move {
            highest.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            for _ in 0..20 {
                tokio::task::yield_now().await;
            }
            inside.fetch_sub(1, Ordering::SeqCst);
            say(&mut stream, &page()).await;
        }
    })
    .await;
    let (web, server) = (Arc::new(web(config(&server))), Arc::new(server));
    let fetches: Vec<_> = (0..20)
        .map(|n| {
            let (web, server) = (Arc::clone(&web), Arc::clone(&server));
            tokio::spawn(async move { fetch(&web, &server, &format!("/{n}")).await.map(drop) })
        })
        .collect();
    for it in fetches {
        it.await.unwrap().unwrap();
    }
    assert_eq!((server.heads().len(), most.load(Ordering::SeqCst)), (20, 1));
}

#[tokio::test]
async fn who_asks_for_rest_gets_it() {
    let server = Server::saying(answer("429 Too Many Requests", &["Retry-After: 3600"], b"")).await;
    let web = web(config(&server));
    for _ in 0..3 {
        match fetch(&web, &server, "/").await.unwrap_err() {
            FetchError::Transient { said, after: Some(after) } => {
                assert!(after.as_secs() > 3_500 && said.contains("60 min"), "{after:?} {said}");
            }
            it => panic!("{it:?}"),
        }
    }
    assert_eq!(server.heads().len(), 1, "it isn't asked again");
}

//! Private feeds carry tokens in their addresses: no log and no error ever shows one.

use std::io;
use std::sync::{Arc, Mutex};

use desk::ports::{ArticleSource as _, Errand, Feed, Validators};
use tracing_subscriber::fmt::MakeWriter;
use url::Url;
use web::address;

use crate::server::{NEWS, Server, answer, config, page, redirect, say, web};

/// What is planted.
const SECRET: &str = "t0ps3cret";

/// Everything that is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn no_secret_is_ever_shown() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone());
    // For all threads, and for what the libraries say by `log`, too: the other tests are heard as well and plant nothing.
    subscriber.init();
    let server = Server::start(|path, mut stream| async move {
        let path = path.split('?').next().unwrap_or_default().to_owned();
        let next = match path.as_str() {
            "/redirect" => redirect(&format!("/ok?token={SECRET}#{SECRET}")),
            "/credentials" => redirect(&format!("http://{SECRET}:{SECRET}@{NEWS}/?{SECRET}")),
            "/inside" => redirect(&format!("http://127.0.0.1/?{SECRET}")),
            "/nobody" => redirect(&format!("http://nobody.test/?{SECRET}")),
            "/circle" => redirect(&format!("/circle?{SECRET}")),
            "/gone" => answer("410 Gone", &[], b""),
            "/busy" => answer("503 Busy", &[], b""),
            "/picture" => answer("200 OK", &["Content-Type: image/png"], b""),
            "/gzip" => answer("200 OK", &["Content-Type: text/html", "Content-Encoding: gzip"], b"no"),
            "/broken" => b"nonsense".to_vec(),
            "/closed" => Vec::new(),
            "/robots.txt" => answer("500 Oops", &[], b""),
            _ => page(),
        };
        say(&mut stream, &next).await;
    })
    .await;
    let mut config = config(&server);
    // Where nobody listens: the port of a server that has gone.
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    config.ports.extend([80, closed]);
    // A server without TLS doesn't answer to it.
    config.limits.connect = std::time::Duration::from_millis(300);
    let web = web(config);
    let base = format!("http://{NEWS}:{}", server.port);
    let mut addresses: Vec<String> =
        "/ok /redirect /credentials /inside /nobody /circle /gone /busy /picture /gzip /broken /closed"
            .split(' ')
            .map(|it| format!("{base}{it}?key={SECRET}"))
            .collect();
    addresses.push(format!("http://{NEWS}:{closed}/?{SECRET}"));
    addresses.push(format!("http://{SECRET}:{SECRET}@{NEWS}:{}/", server.port));
    addresses.push(format!("http://{SECRET}@nobody.test/"));
    addresses.push(format!("http://nobody.test/?{SECRET}"));
    addresses.push(format!("https://{NEWS}:{}/?{SECRET}", server.port));
    addresses.push(format!("ftp://{NEWS}/?{SECRET}"));
    let mut texts = Vec::new();
    for given in &addresses {
        let url = Url::parse(given).unwrap();
        texts.push(desk::address::shown(&url));
        for errand in [Errand::Person, Errand::Feed] {
            if let Err(it) = web.fetch(&url, errand).await {
                texts.push(format!("{it} {it:?}"));
            }
        }
        let feed = Feed { address: url, validators: Validators::default() };
        if let Err(it) = web.poll(&feed).await {
            texts.push(format!("{it} {it:?}"));
        }
    }
    for it in [format!("http://[{SECRET}"), SECRET.to_owned(), format!("http://a:{SECRET}@/")] {
        texts.push(format!(
            "{:?}",
            address::parse(&it).map_err(|it| it.to_string()).map(|it| desk::address::shown(&it))
        ));
    }
    texts.push(format!("{web:?}"));
    assert!(texts.len() > addresses.len() * 2, "{}", texts.len());
    for it in &texts {
        assert!(!it.contains(SECRET), "{it}");
    }
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let shown = log.lines().find(|it| it.contains(SECRET));
    assert_eq!(shown, None);
    for spoke in ["web::fetch", "reqwest", "redirected", "not fetched"] {
        assert!(log.contains(spoke), "{spoke} is heard, else this test is deaf:\n{log}");
    }
}

//! A server that says whatever a test wants, byte by byte, and a resolver that knows only made-up names.

use std::collections::BTreeMap;
use std::future::Future;
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use desk::ports::{ArticleSource as _, Errand, FetchError, Page};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use url::Url;
use web::Web;
use web::config::Config;
use web::guard::resolve::Names;

/// What a server does with a request: the path, and where to write.
type Answer = dyn Fn(String, TcpStream) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync;

/// A server on the loopback, at whichever port was free.
pub(crate) struct Server {
    pub(crate) port: u16,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers every request by `answer`; each connection carries one.
    pub(crate) async fn start<F, R>(answer: F) -> Self
    where
        F: Fn(String, TcpStream) -> R + Send + Sync + 'static,
        R: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heads = Arc::new(Mutex::new(Vec::new()));
        let answer: Arc<Answer> = Arc::new(move |path, stream| Box::pin(answer(path, stream)));
        let seen = Arc::clone(&heads);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (answer, seen) = (Arc::clone(&answer), Arc::clone(&seen));
                tokio::spawn(async move {
                    let mut head = Vec::new();
                    while !head.ends_with(b"\r\n\r\n") {
                        match stream.read_u8().await {
                            Ok(it) => head.push(it),
                            Err(_) => break,
                        }
                    }
                    let head = String::from_utf8_lossy(&head).into_owned();
                    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
                    // Also a connection without a request counts as one.
                    seen.lock().unwrap().push(head);
                    answer(path, stream).await;
                });
            }
        });
        Self { port, heads }
    }

    /// Sends the same bytes to everybody.
    pub(crate) async fn saying(bytes: Vec<u8>) -> Self {
        let bytes = Arc::new(bytes);
        Self::start(move |_, mut stream| {
            let bytes = Arc::clone(&bytes);
            async move { say(&mut stream, &bytes).await }
        })
        .await
    }

    /// The heads of all requests so far.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

/// Writes, and doesn't mind when nobody listens any more.
pub(crate) async fn say(stream: &mut TcpStream, bytes: &[u8]) {
    let _ = stream.write_all(bytes).await;
    let _ = stream.shutdown().await;
    // Closing with something unread would reset the connection and take our answer along.
    let mut rest = [0; 1024];
    while stream.read(&mut rest).await.is_ok_and(|it| it > 0) {}
}

/// A whole answer: status line, headers ("Name: value" lines), body.
pub(crate) fn answer(status: &str, headers: &[&str], body: &[u8]) -> Vec<u8> {
    let headers: String = headers.iter().map(|it| format!("{it}\r\n")).collect();
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

/// A page that is in order.
pub(crate) fn page() -> Vec<u8> {
    answer("200 OK", &["Content-Type: text/html; charset=utf-8"], PAGE)
}

/// What is on it.
pub(crate) const PAGE: &[u8] = b"<p>The bridge is open again, the city said.</p>";

/// A redirect.
pub(crate) fn redirect(to: &str) -> Vec<u8> {
    answer("302 Found", &[&format!("Location: {to}")], b"")
}

/// Names as a test wants them; each look-up takes the next of a name's answers, the last one for ever.
#[derive(Debug, Default)]
pub(crate) struct TestNames {
    answers: BTreeMap<&'static str, Vec<Vec<IpAddr>>>,
    asked: Mutex<Vec<String>>,
}

impl TestNames {
    /// `table`: a name and its answers, each a list of addresses with spaces between.
    pub(crate) fn new(table: &[(&'static str, &[&str])]) -> Arc<Self> {
        let read = |it: &&str| it.split_whitespace().map(|it| it.parse().unwrap()).collect();
        let answers = table.iter().map(|(name, answers)| (*name, answers.iter().map(read).collect())).collect();
        Arc::new(Self { answers, asked: Mutex::default() })
    }

    /// How often `name` was asked for.
    pub(crate) fn asked(&self, name: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|it| *it == name).count()
    }
}

#[async_trait]
impl Names for TestNames {
    async fn look_up(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        let before = self.asked(host);
        self.asked.lock().unwrap().push(host.to_owned());
        let answers = self.answers.get(host).ok_or(io::ErrorKind::NotFound)?;
        Ok(answers[before.min(answers.len() - 1)].clone())
    }
}

/// The host that tests may reach, at the loopback.
pub(crate) const NEWS: &str = "news.test";

/// A configuration that reaches `server` as [`NEWS`], and nothing else on this machine.
pub(crate) fn config(server: &Server) -> Config {
    let mut config = Config { internal_hosts: vec![NEWS.into()], ports: vec![server.port], ..Config::default() };
    config.pace.per_minute = config.pace.per_minute.saturating_mul(1_000.try_into().unwrap());
    config.pace.burst = config.pace.burst.saturating_mul(1_000.try_into().unwrap());
    config
}

/// The web that knows [`NEWS`] alone.
pub(crate) fn web(config: Config) -> Web {
    Web::with_names(config, TestNames::new(&[(NEWS, &["127.0.0.1"])])).unwrap()
}

/// Fetches `path` of the server that is called [`NEWS`], for a person.
pub(crate) async fn fetch(web: &Web, server: &Server, path: &str) -> Result<Page, FetchError> {
    web.fetch(&address(server, path), Errand::Person).await
}

/// The address of `path` there.
pub(crate) fn address(server: &Server, path: &str) -> Url {
    Url::parse(&format!("http://{NEWS}:{}{path}", server.port)).unwrap()
}

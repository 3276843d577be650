//! Addresses that a stranger may give, and redirects that a page may send: none of them reaches this machine.

use desk::ports::{ArticleSource as _, Errand, FetchError};
use url::Url;
use web::Web;
use web::address;
use web::config::Config;

use crate::server::{NEWS, Server, TestNames, page, redirect, say};

/// Ways to name the loopback; PORT is that of a server that listens there.
const THIS_MACHINE: &[&str] = &[
    "http://127.0.0.1:PORT/",
    "http://127.0.0.2:PORT/",
    "http://127.1:PORT/",
    "http://127.0.1:PORT/",
    "http://2130706433:PORT/",
    "http://0x7f000001:PORT/",
    "http://0x7F.0.0.1:PORT/",
    "http://0x7f.1:PORT/",
    "http://017700000001:PORT/",
    "http://0177.0.0.1:PORT/",
    "http://0177.0x0.0.1:PORT/",
    "http://00000177.0.0.1:PORT/",
    "http://127.0.0.1.:PORT/",
    "http://0:PORT/",
    "http://0.0.0.0:PORT/",
    "http://127.0.0.1%2e:PORT/",
    "http://%31%32%37.0.0.1:PORT/",
    "http://①②⑦.⓪.⓪.①:PORT/",
    "http://１２７.０.０.１:PORT/",
    "http://127。0。0。1:PORT/",
    "http:\\\\127.0.0.1:PORT\\",
    "http:/127.0.0.1:PORT/",
    "http:127.0.0.1:PORT",
    "http://example.org\t@127.0.0.1:PORT/",
    "http://example.org@127.0.0.1:PORT/",
    "http://127.0.0.1:PORT@127.0.0.1:PORT/",
    "http://me:secret@127.0.0.1:PORT/",
    "http://[::1]:PORT/",
    "http://[0:0:0:0:0:0:0:1]:PORT/",
    "http://[::]:PORT/",
    "http://[::127.0.0.1]:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "http://[::ffff:7f00:1]:PORT/",
    "http://[0:0:0:0:0:ffff:7f00:0001]:PORT/",
    "http://[64:ff9b::127.0.0.1]:PORT/",
    "http://[64:ff9b:1::7f00:1]:PORT/",
    "http://[2002:7f00:1::]:PORT/",
    "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]:PORT/",
    "http://localhost:PORT/",
    "http://LOCALHOST:PORT/",
    "http://localhost.:PORT/",
    "http://a.localhost:PORT/",
    "http://localhost.localdomain:PORT/",
    "http://home.test:PORT/",
    "http://six.test:PORT/",
    "http://mapped.test:PORT/",
    "http://mixed.test:PORT/",
    "http://turned.test:PORT/",
];

/// Other places that are nobody's public page.
const ELSEWHERE: &[&str] = &[
    "http://10.0.0.1/",
    "http://10.255.255.255/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.1/",
    "http://192.168.257/",
    "http://0xc0a80101/",
    "http://3232235777/",
    "http://100.64.0.1/",
    "http://169.254.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/latest/meta-data/",
    "http://0xa9fea9fe/",
    "http://0251.0376.0251.0376/",
    "http://[::ffff:169.254.169.254]/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://[fd00:ec2::254]/",
    "http://168.63.129.16/",
    "http://100.100.100.200/",
    "http://192.0.0.192/",
    "http://metadata.google.internal/computeMetadata/v1/",
    "http://metadata/",
    "http://cloud.test/",
    "http://192.0.2.1/",
    "http://198.18.0.1/",
    "http://198.51.100.1/",
    "http://203.0.113.1/",
    "http://224.0.0.1/",
    "http://239.255.255.250/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://192.88.99.1/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[fc00::1]/",
    "http://[fd12:3456:789a::1]/",
    "http://[ff02::1]/",
    "http://[2001:db8::1]/",
    "http://[2002:c0a8:101::1]/",
    "http://[100::1]/",
    "http://[5f00::1]/",
    "http://printer.local/",
    "http://wiki.corp/",
    "http://router.lan/",
    "http://router.home.arpa/",
    "http://intranet/",
    "https://example.org:22/",
    "http://example.org:6379/",
    "http://example.org:25/",
    "http://example.org:0/",
    "ftp://example.org/",
    "file:///etc/passwd",
    "gopher://example.org:70/_GET",
    "dict://example.org:2628/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "unix:/run/docker.sock",
];

/// Names with what they resolve to. `3ffe::1` is a public address by its looks that nobody has.
fn names() -> std::sync::Arc<TestNames> {
    TestNames::new(&[
        (NEWS, &["127.0.0.1"]),
        ("home.test", &["127.0.0.1"]),
        ("six.test", &["::1"]),
        ("mapped.test", &["::ffff:127.0.0.1"]),
        ("mixed.test", &["3ffe::1 127.0.0.1"]),
        ("turned.test", &["127.0.0.1"]),
        ("cloud.test", &["169.254.169.254"]),
        ("a.localhost", &["127.0.0.1"]),
        ("localhost.localdomain", &["127.0.0.1"]),
        ("changing.test", &["3ffe::1", "127.0.0.1"]),
    ])
}

fn web(port: u16) -> Web {
    let mut config = Config { internal_hosts: vec![NEWS.into()], ..Config::default() };
    config.ports.push(port);
    config.pace.burst = 1_000.try_into().unwrap();
    config.limits.connect = std::time::Duration::from_millis(50);
    Web::with_names(config, names()).unwrap()
}

fn all(port: u16) -> impl Iterator<Item = String> {
    THIS_MACHINE.iter().chain(ELSEWHERE).map(move |it| it.replace("PORT", &port.to_string()))
}

/// It was the guard who refused.
fn refused(given: &str, error: &FetchError) {
    assert!(matches!(error, FetchError::PrivateAddress(_)), "{given}: {error:?}");
    assert!(error.to_string().contains(": "), "{given} is told what to do: {error}");
}

#[tokio::test]
async fn no_address_leads_inside() {
    let inside = Server::saying(page()).await;
    let web = web(inside.port);
    let mut n = 0;
    for given in all(inside.port) {
        match address::parse(&given) {
            Ok(it) => refused(&given, &web.fetch(&it, Errand::Person).await.expect_err(&given)),
            // What is no address by the standard is not even tried.
            Err(it) => assert!(it.to_string().contains("no address"), "{given}: {it}"),
        }
        n += 1;
    }
    assert!(n >= 100, "{n}");
    assert_eq!(inside.heads(), Vec::<String>::new());
    assert_eq!(
        web.fetch(&Url::parse(&format!("http://{NEWS}:{}/", inside.port)).unwrap(), Errand::Person)
            .await
            .unwrap()
            .bytes,
        crate::server::PAGE
    );
}

/// The same addresses, behind one redirect and behind three, the last of another kind.
#[tokio::test]
async fn no_redirect_leads_inside() {
    let inside = Server::saying(page()).await;
    let port = inside.port;
    let outside = Server::start(move |path, mut stream| async move {
        // /2/5 redirects to /1/5, that to /0/5, and that to the fifth address.
        let parts = path.strip_prefix('/').and_then(|it| it.split_once('/'));
        let numbers = parts.and_then(|(hops, nth)| Some((hops.parse::<usize>().ok()?, nth.parse::<usize>().ok()?)));
        let answer = match numbers {
            Some((0, nth)) => redirect(&percent(&all(port).nth(nth).unwrap())),
            Some((hops, nth)) => redirect(&format!("/{}/{nth}", hops - 1)),
            None => page(),
        };
        say(&mut stream, &answer).await;
    })
    .await;
    let mut config = Config { internal_hosts: vec![NEWS.into()], ..Config::default() };
    config.ports.extend([port, outside.port]);
    config.pace.burst = 10_000.try_into().unwrap();
    let web = Web::with_names(config, names()).unwrap();
    for hops in [0, 2] {
        for (nth, target) in all(port).enumerate() {
            let start = Url::parse(&format!("http://{NEWS}:{}/{hops}/{nth}", outside.port)).unwrap();
            let fetched = web.fetch(&start, Errand::Person).await;
            match start.join(&percent(&target)) {
                // "http:/127.0.0.1/" is a path of the host that says it.
                Ok(it) if it.host_str() == Some(NEWS) => {
                    assert_eq!(fetched.expect(&target).address.origin(), it.origin());
                }
                Ok(_) => refused(&target, &fetched.expect_err(&target)),
                Err(_) => {
                    let error = fetched.expect_err(&target).to_string();
                    assert!(error.contains("a redirect to nowhere"), "{target}: {error}");
                }
            }
        }
    }
    assert_eq!(inside.heads(), Vec::<String>::new());
}

/// As a header must be: ASCII without tabs.
fn percent(target: &str) -> String {
    target
        .chars()
        .map(|it| {
            if it.is_ascii_graphic() {
                it.to_string()
            } else {
                it.to_string().bytes().map(|it| format!("%{it:02X}")).collect()
            }
        })
        .collect()
}

/// A name that leads to a public address when it is looked at and inside when it is connected to: there is one look-up a
/// connection, and what was checked is what is connected to.
#[tokio::test]
async fn a_name_that_changes_gains_nothing() {
    let inside = Server::saying(page()).await;
    let names = names();
    let mut config = Config { ports: vec![inside.port], ..Config::default() };
    config.limits.connect = std::time::Duration::from_millis(50);
    let web = Web::with_names(config, std::sync::Arc::clone(&names) as _).unwrap();
    let given = Url::parse(&format!("http://changing.test:{}/", inside.port)).unwrap();
    let first = web.fetch(&given, Errand::Person).await.unwrap_err();
    assert!(matches!(first, FetchError::Transient { .. }), "nobody is at the public address: {first:?}");
    assert_eq!(names.asked("changing.test"), 1);
    for n in 2..5 {
        refused("changing.test", &web.fetch(&given, Errand::Person).await.unwrap_err());
        assert_eq!(names.asked("changing.test"), n);
    }
    assert_eq!(inside.heads(), Vec::<String>::new());
}

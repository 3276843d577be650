//! robots.txt: fetched once a day for each server, and obeyed for what nobody asked for in person.

mod rules;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use desk::ports::Errand;
use tokio::time::Instant;
use url::Url;

use crate::Web;
use crate::fetch::{Request, get};
use crate::trouble::Trouble;

use rules::Rules;

/// By what name rules are looked for.
const NAME: &str = "newsdesk";

/// How long rules are believed.
const DAY: Duration = Duration::from_secs(24 * 3600);

/// How long a server that couldn't give its rules is left alone.
const WHILE: Duration = Duration::from_secs(15 * 60);

/// Servers remembered.
const MANY: usize = 2_000;

/// What servers said.
#[derive(Debug, Default)]
pub(crate) struct Robots {
    known: Mutex<BTreeMap<String, Known>>,
}

/// Until when it is believed, and what was said; nothing where the server could not say.
type Known = (Instant, Option<Arc<Rules>>);

/// Whether `address` may be fetched unasked.
pub(crate) async fn check(web: &Web, address: &Url) -> Result<(), Trouble> {
    let host = || address.host_str().unwrap_or_default().to_owned();
    let rules = rules(web, address).await.ok_or_else(|| Trouble::RobotsUnknown { host: host() })?;
    let path = address.query().map_or(address.path().to_owned(), |it| format!("{}?{it}", address.path()));
    if path == "/robots.txt" || rules.allow(&path) { Ok(()) } else { Err(Trouble::Robots { host: host() }) }
}

async fn rules(web: &Web, address: &Url) -> Option<Arc<Rules>> {
    let server = address.origin().ascii_serialization();
    let known = web.robots.known.lock().unwrap_or_else(PoisonError::into_inner).get(&server).cloned();
    if let Some((until, rules)) = known
        && until > Instant::now()
    {
        return rules;
    }
    let rules = ask(web, address).await.map(Arc::new);
    let until = Instant::now() + if rules.is_some() { DAY } else { WHILE };
    let mut known = web.robots.known.lock().unwrap_or_else(PoisonError::into_inner);
    if known.len() >= MANY {
        let now = Instant::now();
        known.retain(|_, (until, _)| *until > now);
        // All are fresh: they are asked for again when they are needed again.
        if known.len() >= MANY {
            known.clear();
        }
    }
    known.insert(server, (until, rules.clone()));
    rules
}

/// As RFC 9309 has it: a server without rules allows everything, one that can't say forbids everything.
async fn ask(web: &Web, address: &Url) -> Option<Rules> {
    let address = address.join("/robots.txt").ok()?;
    let request = Request {
        address: &address,
        accept: "text/plain",
        errand: Errand::Person,
        validators: None,
        wants: |_, _| Ok(()),
    };
    // Boxed, because fetching a page asks for the rules, and asking for the rules is fetching.
    match Box::pin(get(web, request)).await {
        Ok(response) => Some(Rules::read(&String::from_utf8_lossy(&response.bytes), NAME)),
        Err(
            Trouble::NotFound { .. }
            | Trouble::Gone { .. }
            | Trouble::Forbidden { .. }
            | Trouble::Loop { .. }
            | Trouble::Redirects { .. }
            | Trouble::Private { .. }
            | Trouble::Port { .. },
        ) => Some(Rules::default()),
        Err(_) => None,
    }
}

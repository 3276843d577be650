//! One request and its answer, through the guard and within the limits; redirects are followed here.

mod body;
pub(crate) mod client;
mod diagnosis;
mod inflate;

use std::time::Duration;

use desk::ports::{Errand, Validators};
use reqwest::StatusCode;
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, HeaderMap, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LOCATION,
};
use tokio::time::{Instant, timeout};
use url::Url;

use crate::config::Limits;
use crate::trouble::Trouble;
use crate::{Web, robots};

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request<'a> {
    /// Where.
    pub(crate) address: &'a Url,
    /// Which kinds of content.
    pub(crate) accept: &'static str,
    /// On whose behalf: a person's wish is not held against robots.txt.
    pub(crate) errand: Errand,
    /// Only if it changed since.
    pub(crate) validators: Option<&'a Validators>,
    /// Refuses by the head what is not wanted, before its body is read.
    pub(crate) wants: fn(&str, &HeaderMap) -> Result<(), Trouble>,
}

/// What came: a success (2xx) or, where validators were given, perhaps 304. Everything else is a [`Trouble`].
#[derive(Clone, Debug)]
pub(crate) struct Response {
    /// Where it was in the end.
    pub(crate) address: Url,
    /// Where it is from now on: as far as redirects from the start were for good (301, 308).
    pub(crate) moved_to: Option<Url>,
    /// 2xx or 304.
    pub(crate) status: u16,
    /// The head.
    pub(crate) headers: HeaderMap,
    /// The body, inflated.
    pub(crate) bytes: Vec<u8>,
}

/// What one request of a chain leads to.
enum Step {
    Arrived { status: u16, headers: HeaderMap, bytes: Vec<u8> },
    Redirected { to: Url, for_good: bool },
}

/// Sends `request` and follows where it leads.
pub(crate) async fn get(web: &Web, request: Request<'_>) -> Result<Response, Trouble> {
    let result = follow(web, &request).await;
    match &result {
        Ok(it) => {
            tracing::debug!(address = %desk::address::shown(&it.address), http.status = it.status, bytes = it.bytes.len(), "fetched")
        }
        Err(it) => tracing::debug!(address = %desk::address::shown(request.address), trouble = %it, "not fetched"),
    }
    result
}

async fn follow(web: &Web, request: &Request<'_>) -> Result<Response, Trouble> {
    let mut address = request.address.clone();
    let mut seen = Vec::new();
    let (mut moved_to, mut all_for_good) = (None, true);
    let mut left = web.config.limits.total;
    loop {
        address.set_fragment(None);
        web.guard.check(&address)?;
        let host = address.host_str().unwrap_or_default().to_owned();
        if request.errand == Errand::Feed {
            robots::check(web, &address).await?;
        }
        let turn = web.pace.turn(&host).await?;
        // Only now, since nobody is slow who was not asked yet.
        let started = Instant::now();
        let slow = |_| Trouble::Slow { host: host.clone(), what: "send everything", limit: web.config.limits.total };
        let step = timeout(left, send(web, request, &address, &host)).await.map_err(slow)??;
        left = left.saturating_sub(started.elapsed());
        // Before the next host's turn is waited for: two chains that cross must not wait for each other.
        drop(turn);
        match step {
            Step::Arrived { status, headers, bytes } => {
                return Ok(Response { address, moved_to, status, headers, bytes });
            }
            Step::Redirected { to, for_good } => {
                tracing::debug!(from = %desk::address::shown(&address), to = %desk::address::shown(&to), for_good, "redirected");
                all_for_good &= for_good;
                if all_for_good {
                    moved_to = Some(to.clone());
                }
                seen.push(std::mem::replace(&mut address, to));
                if seen.contains(&address) {
                    return Err(Trouble::Loop { host });
                }
                if seen.len() > web.config.limits.redirects {
                    return Err(Trouble::Redirects { host, limit: web.config.limits.redirects });
                }
            }
        }
    }
}

/// Sends one request, once.
async fn send(web: &Web, request: &Request<'_>, address: &Url, host: &str) -> Result<Step, Trouble> {
    let limits = &web.config.limits;
    let validators = request.validators.filter(|it| **it != Validators::default());
    let mut sending = web.client.get(address.clone()).header(ACCEPT, request.accept);
    sending = sending.header(ACCEPT_LANGUAGE, "en, *;q=0.5").header(ACCEPT_ENCODING, inflate::ACCEPTED);
    for (name, value) in [
        (IF_NONE_MATCH, validators.and_then(|it| it.etag.as_ref())),
        (IF_MODIFIED_SINCE, validators.and_then(|it| it.last_modified.as_ref())),
    ] {
        sending = value.into_iter().fold(sending, |sending, it| sending.header(&name, it));
    }
    let slow = |_| Trouble::Slow { host: host.to_owned(), what: "answer", limit: limits.first_byte };
    let answer = timeout(limits.first_byte, sending.send()).await.map_err(slow)?;
    let mut response = answer.map_err(|it| diagnosis::of(it, host, limits))?;

    // The resolver let only good addresses through; this holds for whatever else may ever connect.
    if let Some(peer) = response.remote_addr() {
        web.guard.admit(host, peer.ip())?;
    }
    let head: usize = response.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    if head > limits.head {
        return Err(Trouble::Head { host: host.to_owned(), limit: limits.head });
    }
    let status = response.status();
    match status {
        StatusCode::NOT_MODIFIED if validators.is_some() => {}
        StatusCode::MOVED_PERMANENTLY
        | StatusCode::FOUND
        | StatusCode::SEE_OTHER
        | StatusCode::TEMPORARY_REDIRECT
        | StatusCode::PERMANENT_REDIRECT => {
            let to = text(response.headers(), &LOCATION).and_then(|it| address.join(it.trim()).ok());
            let to = to.ok_or_else(|| Trouble::Broken { host: host.to_owned(), what: "a redirect to nowhere" })?;
            let for_good = matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
            return Ok(Step::Redirected { to, for_good });
        }
        _ if status.is_success() => (request.wants)(host, response.headers())?,
        _ => return Err(refusal(web, status, response.headers(), host)),
    }
    // A report may be larger than any page.
    let promised = crate::page::promised(response.headers());
    let larger = promised.map(|it| Limits { sent: it.limit(), inflated: it.limit(), ..limits.clone() });
    let bytes = body::read(&mut response, host, larger.as_ref().unwrap_or(limits)).await?;
    Ok(Step::Arrived { status: status.as_u16(), headers: std::mem::take(response.headers_mut()), bytes })
}

/// What a status that is no success means.
fn refusal(web: &Web, status: StatusCode, headers: &HeaderMap, host: &str) -> Trouble {
    let host = host.to_owned();
    match status.as_u16() {
        404 => Trouble::NotFound { host },
        410 => Trouble::Gone { host },
        status @ (408 | 425 | 429 | 500..) => {
            let after = retry_after(headers);
            if let Some(it) = after {
                web.pace.rest(&host, it);
            }
            Trouble::Unavailable { host, status, after }
        }
        status @ 400..500 => Trouble::Forbidden { host, status },
        _ => Trouble::Broken { host, what: "a status that was not asked for" },
    }
}

/// `Retry-After`: seconds, or a date, which is counted from the server's own.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let wish = text(headers, &reqwest::header::RETRY_AFTER)?.trim();
    if let Ok(it) = wish.parse() {
        return Some(Duration::from_secs(it));
    }
    let date = |it: &str| chrono::DateTime::parse_from_rfc2822(it.trim()).ok();
    (date(wish)? - date(text(headers, &reqwest::header::DATE)?)?).to_std().ok()
}

/// A header's text, if it is there once or more.
pub(crate) fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|it| it.to_str().ok())
}

#[cfg(test)]
mod tests {
    use reqwest::header::{DATE, RETRY_AFTER};

    use super::*;

    #[test]
    fn when_to_come_again() {
        let check = |wish: &str, date: &str, expected: Option<u64>| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, wish.parse().unwrap());
            headers.insert(DATE, date.parse().unwrap());
            assert_eq!(retry_after(&headers), expected.map(Duration::from_secs), "{wish}");
        };
        let now = "Mon, 17 Feb 2025 08:00:00 GMT";
        check("120", now, Some(120));
        check("Mon, 17 Feb 2025 08:01:30 GMT", now, Some(90));
        check("Mon, 17 Feb 2025 07:00:00 GMT", now, None);
        check("Mon, 17 Feb 2025 08:01:30 GMT", "now", None);
        check("soon", now, None);
        check("-5", now, None);
    }
}

//! A body, taken chunk by chunk within its limits, before and after inflating.

use reqwest::header::{CONTENT_ENCODING, HeaderMap};

use super::diagnosis;
use super::inflate::{Inflate, Stop};
use crate::config::Limits;
use crate::trouble::Trouble;

/// Reads the body of `response`.
pub(super) async fn read(response: &mut reqwest::Response, host: &str, limits: &Limits) -> Result<Vec<u8>, Trouble> {
    let too_large = |limit, inflated| Trouble::TooLarge { host: host.to_owned(), limit, inflated };
    let broken = |what| Trouble::Broken { host: host.to_owned(), what };
    let stopped = |stop| match stop {
        Stop::Full => too_large(limits.inflated, true),
        Stop::Broken => broken("its compression is broken"),
    };
    let sent_limit = u64::try_from(limits.sent).unwrap_or(u64::MAX);
    if response.content_length().is_some_and(|it| it > sent_limit) {
        return Err(too_large(limits.sent, false));
    }
    let coding = coding(response.headers());
    let mut inflate = Inflate::new(&coding, limits.inflated).ok_or_else(|| broken("a compression nobody asked for"))?;
    let mut sent = 0;
    while let Some(chunk) = response.chunk().await.map_err(|it| diagnosis::of(it, host, limits))? {
        sent += chunk.len();
        if sent > limits.sent {
            return Err(too_large(limits.sent, false));
        }
        inflate.push(&chunk).map_err(stopped)?;
        // A server that is always ready must not keep the others waiting, nor escape its time limit.
        tokio::task::coop::consume_budget().await;
    }
    inflate.finish().map_err(stopped)
}

/// All codings that the head names, as one list.
fn coding(headers: &HeaderMap) -> String {
    let all = headers.get_all(CONTENT_ENCODING).iter().map(|it| it.to_str().unwrap_or("unreadable"));
    all.collect::<Vec<_>>().join(",").trim().to_ascii_lowercase()
}

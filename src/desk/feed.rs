//! Following feeds for years: what is new in one, how it is, when it is asked again.
//!
//! ```text
//! due feeds ─round─▶ ArticleSource::poll ─┬─ Polled, FetchError ─health─▶ when next, a notice, a new address
//!                                         └─ items ─memory─▶ news ─▶ the article, or its blurb
//! ```
//! All but `following`, `poll`, `read` and `round` is pure: the time is handed in, and what is remembered are plain values for the store to keep.

pub mod blurb;
pub mod following;
pub mod health;
pub mod memory;
pub mod opml;
pub mod poll;
pub mod read;
pub mod round;
mod text;

/// A number for a text that stays the same in every version and on every machine (FNV-1a, mixed, since neighbours in a list
/// often differ by one letter alone).
fn hash(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|it| it.bytes().chain([0]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, it| (hash ^ u64::from(it)).wrapping_mul(0x0100_0000_01b3));
    let mixed = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed ^ (mixed >> 33)
}

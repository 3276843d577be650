//! How long until the next try: longer each time, and not for all at the same moment.

use chrono::TimeDelta;

use crate::delivery::Class;

/// The first pause.
const FIRST_MS: i64 = 2_000;

/// The wait before the next try of the row `key` after `tries` of them: doubled each time up to what its class bears,
/// give or take a quarter. The same row always waits the same, so that tests can tell.
pub(super) fn pause(key: &str, tries: u32, class: Class) -> TimeDelta {
    let longest_ms = match class {
        Class::Person => 60_000,
        Class::Correction | Class::Edition | Class::Notice => 300_000,
    };
    let whole = (FIRST_MS << tries.saturating_sub(1).min(10)).min(longest_ms);
    TimeDelta::milliseconds(whole * 3 / 4 + spread(key, tries) % (whole / 2))
}

/// A number from 0 that looks like chance (FNV-1a).
fn spread(key: &str, tries: u32) -> i64 {
    let bytes = key.bytes().chain(tries.to_le_bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, it| (hash ^ u64::from(it)).wrapping_mul(0x0100_0000_01b3));
    i64::from((hash >> 33) as u32 & 0x7fff_ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_differ() {
        let check = |tries, class, seconds: (i64, i64)| {
            let pauses: Vec<i64> =
                (0..500).map(|it| pause(&format!("k{it}"), tries, class).num_milliseconds()).collect();
            let (least, most) = (pauses.iter().min().unwrap(), pauses.iter().max().unwrap());
            assert!(*least >= seconds.0 && *most <= seconds.1, "{tries}: {least}..{most}");
            // Spread over the whole of it.
            assert!(most - least > (seconds.1 - seconds.0) * 9 / 10, "{tries}: {least}..{most}");
        };
        check(1, Class::Edition, (1_500, 2_500));
        check(2, Class::Edition, (3_000, 5_000));
        check(5, Class::Edition, (24_000, 40_000));
        check(60, Class::Edition, (225_000, 375_000));
        check(60, Class::Person, (45_000, 75_000));
        assert_eq!(pause("k", 3, Class::Person), pause("k", 3, Class::Person));
    }
}

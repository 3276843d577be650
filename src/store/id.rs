//! Names that are given once: short ones for digests, numbers for the rest.

use desk::ports::store::IdOf;
use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;

use crate::fault::Kept;

/// No vowels, so that no word comes of it, not even one written with digits for vowels; none that looks like another.
const LETTERS: &[u8; 21] = b"2679bcdfghjkmnprstvwx";

/// Numbers of the shortest names.
const SHORTEST: u32 = 4;

/// A name or number that was never given before.
pub(crate) async fn new(db: &mut SqliteConnection, of: IdOf<'_>) -> Kept<String> {
    Ok(match of {
        IdOf::Feed => next(db, "feed").await?.to_string(),
        IdOf::Schedule(place) => format!("s{}", next(db, &counter("schedule", &place.line())).await?),
        IdOf::Watch(place) => format!("w{}", next(db, &counter("watch", &place.line())).await?),
        IdOf::Digest => loop {
            let name = digest(u64::try_from(next(db, "digest").await?).unwrap_or_default());
            if !is_taken(&name) {
                break name;
            }
        },
    })
}

/// Counts on when a place is forgotten, and doesn't say which place it was.
fn counter(kind: &str, place: &str) -> String {
    let hash = Sha256::digest(place);
    let short: String = hash.iter().take(10).map(|it| format!("{it:02x}")).collect();
    format!("{kind} {short}")
}

async fn next(db: &mut SqliteConnection, name: &str) -> Kept<i64> {
    let sql = "INSERT INTO counter (name, value) VALUES (?1, 1) \
        ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value";
    Ok(sqlx::query_scalar(sql).bind(name).fetch_one(db).await?)
}

/// The name of a number: a way through all names of four letters, then of five, that never comes by one twice and whose
/// neighbours look nothing alike.
fn digest(number: u64) -> String {
    let base = LETTERS.len() as u64;
    let mut at = number;
    let mut length = SHORTEST;
    while at >= base.pow(length) && length < 12 {
        at -= base.pow(length);
        length += 1;
    }
    let all = base.pow(length);
    // Prime to 21, so that every number comes up once: no multiple of 3 or of 7.
    let step = all / 13 * 8;
    let step = (step..).find(|it| it % 3 != 0 && it % 7 != 0).unwrap_or(1);
    let mixed = u128::from(at) * u128::from(step) % u128::from(all);
    let mut rest = u64::try_from(mixed).unwrap_or_default();
    let mut name = String::new();
    for _ in 0..length {
        let letter = usize::try_from(rest % base).ok().and_then(|it| LETTERS.get(it)).copied().unwrap_or(b'x');
        name.push(char::from(letter));
        rest /= base;
    }
    name
}

/// Whether a name reads like something else: a number, a claim ("c276"), a schedule ("s276").
fn is_taken(name: &str) -> bool {
    name.chars().skip(1).all(|it| it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_the_same_twice() {
        let base = LETTERS.len() as u64;
        let count = base.pow(4) + 300_000;
        let mut names: Vec<String> = (0..count).map(digest).collect();
        assert!(names.iter().take(4000).all(|it| it.len() == 4));
        assert_eq!(names.iter().filter(|it| it.len() == 4).count() as u64, base.pow(4));
        names.sort();
        names.dedup();
        assert_eq!(names.len() as u64, count);
    }

    #[test]
    fn neighbours_differ() {
        let differ = |a: &str, b: &str| a.chars().zip(b.chars()).filter(|(a, b)| a != b).count();
        let alike = (1..10_000).filter(|it| differ(&digest(*it), &digest(it + 1)) < 2).count();
        assert!(alike < 100, "{alike}");
    }

    #[test]
    fn names_that_mean_something_else() {
        for (name, expected) in [("c276", true), ("2679", true), ("k7f2", false), ("22c7", false)] {
            assert_eq!(is_taken(name), expected, "{name}");
        }
    }
}

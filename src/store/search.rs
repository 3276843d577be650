//! Finds articles by their words. What people type is never the index's syntax: only letters and digits get through, each
//! word quoted.

use desk::place::Scope;
use desk::record::KeptArticle;
use sqlx::SqliteConnection;

use crate::article;
use crate::event::most_of;
use crate::fault::Kept;
use crate::place::{self, Sight, scoped};

/// Words of a question that are looked at.
const WORDS: usize = 16;

/// Texts that a word may be in to be asked for by itself: ranking what holds "people" among a hundred thousand articles
/// would take longer than anybody waits, and would tell nothing.
const COMMON: i64 = 4_000;

/// Texts that are ranked, over all words.
const RANKED: i64 = 12_000;

/// The articles that hold most of `words`, best first.
pub(crate) async fn best(
    db: &mut SqliteConnection,
    scope: Scope<'_>,
    words: &str,
    most: usize,
) -> Kept<Vec<KeptArticle>> {
    let Sight::Of(place) = place::sight(db, scope).await? else {
        return Ok(Vec::new());
    };
    let mut counted = Vec::new();
    for word in terms(words) {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ?1 LIMIT ?2)";
        let count: i64 = sqlx::query_scalar(sql).bind(&word).bind(COMMON + 1).fetch_one(&mut *db).await?;
        counted.push((count, word));
    }
    counted.retain(|(count, _)| *count > 0);
    counted.sort();
    let Some(query) = query(&counted) else {
        return Ok(Vec::new());
    };
    // CROSS JOIN keeps the order: first the index, which alone knows how many there are, and rank what the place has of it.
    let sql = scoped!(
        place,
        "SELECT article.body, text.text FROM (\
            SELECT article.place AS place, article.hash AS hash, words.rowid AS id, bm25(words) AS rank \
            FROM words CROSS JOIN article ON article.text = words.rowid WHERE words MATCH ?2 AND",
        "ORDER BY rank, id DESC LIMIT ?3\
         ) AS found JOIN article ON article.place = found.place AND article.hash = found.hash \
         JOIN text ON text.id = found.id ORDER BY found.rank, found.id DESC"
    );
    let rows = sqlx::query_as(sql).bind(place).bind(query).bind(most_of(most)).fetch_all(db).await?;
    rows.into_iter().map(article::of).collect()
}

/// Any of the rarer words; where all are common, all of them together.
fn query(counted: &[(i64, String)]) -> Option<String> {
    let mut total = 0;
    let mut rare = Vec::new();
    for (count, word) in counted {
        total += count;
        if *count > COMMON || total > RANKED {
            break;
        }
        rare.push(word.as_str());
    }
    let all: Vec<&str> = counted.iter().map(|(_, it)| it.as_str()).collect();
    let query = if rare.is_empty() { all.join(" AND ") } else { rare.join(" OR ") };
    Some(query).filter(|it| !it.is_empty())
}

/// The words of a question, each as a quoted phrase.
fn terms(words: &str) -> Vec<String> {
    let mut terms: Vec<String> = Vec::new();
    for word in words.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()) {
        let term = format!("\"{}\"", word.to_lowercase());
        if !terms.contains(&term) {
            terms.push(term);
        }
        if terms.len() == WORDS {
            break;
        }
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syntax_is_words() {
        let check = |words: &str, expected: &[&str]| assert_eq!(terms(words), expected, "{words}");
        check("Who said NO?", &["\"who\"", "\"said\"", "\"no\""]);
        check(
            "text:x* OR \"a\" NEAR(b, 2) ^-+{}",
            &["\"text\"", "\"x\"", "\"or\"", "\"a\"", "\"near\"", "\"b\"", "\"2\""],
        );
        check("\u{0}'; DROP TABLE text; --", &["\"drop\"", "\"table\"", "\"text\""]);
        check("!?", &[]);
    }

    #[test]
    fn common_words_are_not_ranked() {
        let counted = |counts: &[i64]| counts.iter().map(|it| (*it, format!("w{it}"))).collect::<Vec<_>>();
        let check = |counts: &[i64], expected: Option<&str>| assert_eq!(query(&counted(counts)).as_deref(), expected);
        check(&[1, 5, 4001], Some("w1 OR w5"));
        check(&[4001, 4002], Some("w4001 AND w4002"));
        check(&[], None);
    }
}

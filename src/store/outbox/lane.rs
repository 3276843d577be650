//! The head of each lane: which row of a place is next, by class, and from when on.

use std::collections::BTreeSet;

use desk::place::Place;
use desk::ports::Timestamp;
use sqlx::SqliteConnection;

use crate::codec::{CLASSES, passed};
use crate::event::most_of;
use crate::fault::Kept;

/// Rows that are looked at in one go: mostly the first is the head.
const PAGE: usize = 16;

/// The head of one class of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Head {
    /// It may be tried from then on.
    ready: i64,
    /// The row.
    number: i64,
    /// From then on an earlier row may be the head.
    recheck: i64,
}

/// What decides about a row: number, not before, again, good until.
type Waiting = (i64, i64, Option<i64>, i64);

/// Finds the head among rows that come in order of writing.
struct Search {
    now: i64,
    best: Option<Head>,
    /// Until then, rows that come later are held up by one that waits for its next try.
    held: i64,
    earlier: i64,
}

impl Search {
    fn new(now: i64) -> Self {
        Self { now, best: None, held: i64::MIN, earlier: i64::MAX }
    }

    /// Looks at the next row; `true` when no later one can be the head.
    fn look(&mut self, (number, not_before, again, good_until): Waiting) -> bool {
        let own = again.map_or(not_before, |it| it.max(not_before));
        let ready = own.max(self.held);
        if self.best.is_none_or(|it| ready < it.ready) {
            self.best = Some(Head { ready, number, recheck: self.earlier });
        }
        self.earlier = self.earlier.min(own);
        if let Some(again) = again.filter(|it| *it > self.now) {
            self.held = self.held.max(again.min(good_until));
        }
        own <= self.now
    }
}

/// The head of one class of a lane.
async fn head(db: &mut SqliteConnection, place: i64, class: i64, now: Timestamp) -> Kept<Option<Head>> {
    let mut search = Search::new(passed(now));
    let mut after = 0;
    loop {
        let sql = "SELECT number, not_before, again, good_until FROM outbox \
            WHERE place = ?1 AND class = ?2 AND state < 2 AND arrived = 1 AND number > ?3 ORDER BY number LIMIT ?4";
        let rows = sqlx::query_as(sql).bind(place).bind(class).bind(after).bind(most_of(PAGE));
        let rows: Vec<Waiting> = rows.fetch_all(&mut *db).await?;
        let count = rows.len();
        for row in rows {
            after = row.0;
            if search.look(row) {
                return Ok(search.best);
            }
        }
        if count < PAGE {
            return Ok(search.best);
        }
    }
}

/// Finds the head of one class of a lane anew, after a change.
pub(crate) async fn refresh(db: &mut SqliteConnection, place: i64, class: i64, now: Timestamp) -> Kept<()> {
    let Some(head) = head(db, place, class, now).await? else {
        let sql = "DELETE FROM lane WHERE place = ?1 AND class = ?2";
        sqlx::query(sql).bind(place).bind(class).execute(db).await?;
        return Ok(());
    };
    let sql = "INSERT INTO lane (place, class, ready, number, recheck) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (place, class) \
        DO UPDATE SET ready = excluded.ready, number = excluded.number, recheck = excluded.recheck \
        WHERE ready <> excluded.ready OR number <> excluded.number OR recheck <> excluded.recheck";
    let put = sqlx::query(sql).bind(place).bind(class).bind(head.ready).bind(head.number).bind(head.recheck);
    put.execute(db).await?;
    Ok(())
}

/// Finds the heads of all classes of a lane anew.
pub(crate) async fn refresh_all(db: &mut SqliteConnection, place: i64, now: Timestamp) -> Kept<()> {
    for class in CLASSES {
        refresh(db, place, class, now).await?;
    }
    Ok(())
}

/// The numbers of the rows that may be tried now, people's first; and the lanes that must be looked at again.
pub(crate) async fn due(
    db: &mut SqliteConnection,
    now: Timestamp,
    busy: &[Place],
    most: usize,
) -> Kept<(Vec<i64>, Vec<(i64, i64)>)> {
    let moment = passed(now);
    let busy: BTreeSet<&Place> = busy.iter().collect();
    let (mut numbers, mut stale, mut chosen) = (Vec::new(), Vec::new(), BTreeSet::new());
    let page = most.saturating_add(busy.len()).clamp(16, 1_000);
    for class in CLASSES {
        let mut from = (i64::MIN, i64::MIN);
        while numbers.len() < most {
            let sql = "SELECT lane.ready, lane.number, recheck, lane.place, platform, account, channel FROM lane \
                JOIN place ON place.id = lane.place \
                WHERE class = ?1 AND ready <= ?2 AND (ready, lane.place) > (?3, ?4) ORDER BY ready, lane.place LIMIT ?5";
            type Columns = (i64, i64, i64, i64, String, String, String);
            let rows = sqlx::query_as(sql).bind(class).bind(moment).bind(from.0).bind(from.1).bind(most_of(page));
            let rows: Vec<Columns> = rows.fetch_all(&mut *db).await?;
            let count = rows.len();
            for (ready, number, recheck, lane, platform, account, channel) in rows {
                from = (ready, lane);
                let mut place = Place { platform, account, channel };
                if numbers.len() == most || chosen.contains(&lane) || busy.contains(&place) {
                    continue;
                }
                place.channel.clear();
                if busy.contains(&place) {
                    continue;
                }
                let number = if recheck > moment {
                    Some(number)
                } else {
                    stale.push((lane, class));
                    head(db, lane, class, now).await?.filter(|it| it.ready <= moment).map(|it| it.number)
                };
                if let Some(number) = number {
                    numbers.push(number);
                    chosen.insert(lane);
                }
            }
            if count < page {
                break;
            }
        }
    }
    Ok((numbers, stale))
}

/// When the next row may be tried in a lane where none is at present.
pub(crate) async fn next_due(db: &mut SqliteConnection, in_flight: &BTreeSet<i64>) -> Kept<Option<i64>> {
    let most = in_flight.len() + 1;
    let mut next = None;
    for class in CLASSES {
        let sql = "SELECT ready, place FROM lane WHERE class = ?1 ORDER BY ready LIMIT ?2";
        let rows: Vec<(i64, i64)> = sqlx::query_as(sql).bind(class).bind(most_of(most)).fetch_all(&mut *db).await?;
        let first = rows.into_iter().find(|(_, place)| !in_flight.contains(place)).map(|(ready, _)| ready);
        next = [next, first].into_iter().flatten().min();
    }
    Ok(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows as (not before, again, good until), numbered from 1; at 100. Expected: (ready, number, recheck).
    fn check(rows: &[(i64, Option<i64>, i64)], expected: (i64, i64, i64)) {
        let mut search = Search::new(100);
        for (number, (not_before, again, good_until)) in (1..).zip(rows) {
            if search.look((number, *not_before, *again, *good_until)) {
                break;
            }
        }
        let found = search.best.map(|it| (it.ready, it.number, it.recheck));
        assert_eq!(found, Some(expected), "{rows:?}");
    }

    #[test]
    fn the_head() {
        const MAX: i64 = i64::MAX;
        check(&[(50, None, 900), (40, None, 900)], (50, 1, MAX));
        check(&[(500, None, 900), (50, None, 900)], (50, 2, 500));
        // It holds up the later one, until its time is over.
        check(&[(50, Some(200), 900), (50, None, 900)], (200, 1, MAX));
        check(&[(50, Some(200), 150), (50, None, 900)], (150, 2, 200));
        check(&[(50, Some(200), 150), (60, Some(300), 170), (50, None, 900)], (170, 3, 200));
        check(&[(500, None, 900), (300, None, 900), (400, None, 900)], (300, 2, 500));
        check(&[(50, Some(90), 900), (50, None, 900)], (90, 1, MAX));
    }
}

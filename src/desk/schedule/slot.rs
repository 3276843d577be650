//! When an edition is due: from a local time, days and a time zone to instants, over every change of the clocks.

use chrono::{DateTime, Datelike as _, Days, MappedLocalTime, NaiveDate, NaiveDateTime, TimeDelta, TimeZone as _};
use chrono_tz::Tz;

use crate::ports::Timestamp;
use crate::record::Schedule;

/// How many minutes a gap is looked over; the longest there ever was is a whole day, left out at the date line.
const LONGEST_GAP: i64 = 26 * 60;

/// One date and time at which a schedule is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// The instant.
    pub at: Timestamp,
    /// What it is called there: the local date and time as they stand in the schedule, even where the clocks pass over it.
    pub local: NaiveDateTime,
}

impl Slot {
    /// The slot's key: `discord/42/1001#s1@2026-11-24T08:00`. Two runs can't differ under it.
    pub fn key(&self, of: &Schedule) -> String {
        format!("{}#{}@{}", of.place.line(), of.id, self.local.format("%Y-%m-%dT%H:%M"))
    }

    /// The day that it is of, there.
    pub fn date(&self) -> NaiveDate {
        self.local.date()
    }
}

/// The instant of a local time. Where the clocks pass over it, the first valid minute after; where it comes twice, the
/// first time.
pub fn instant(local: NaiveDateTime, zone: Tz) -> Option<Timestamp> {
    let utc = |it: DateTime<Tz>| it.to_utc();
    (0..=LONGEST_GAP).find_map(|minutes| {
        // What comes after a gap are whole minutes.
        let local = local.checked_add_signed(TimeDelta::minutes(minutes))?;
        match zone.from_local_datetime(&local) {
            MappedLocalTime::Single(it) | MappedLocalTime::Ambiguous(it, _) => Some(utc(it)),
            MappedLocalTime::None => None,
        }
    })
}

/// The schedule's first slot after `after`; none where it has no days.
pub fn next(of: &Schedule, after: Timestamp) -> Option<Slot> {
    // A slot that a gap moves may fall on the day after its own.
    let first = after.with_timezone(&of.zone).date_naive().checked_sub_days(Days::new(2))?;
    slots(of, first).find(|it| it.at > after)
}

/// The schedule's last slot that is not after `now`, but after `after` where that is given.
pub fn last(of: &Schedule, now: Timestamp, after: Option<Timestamp>) -> Option<Slot> {
    let first = now.with_timezone(&of.zone).date_naive().checked_sub_days(Days::new(9))?;
    let slots = slots(of, first).take_while(|it| it.at <= now).filter(|it| after.is_none_or(|after| it.at > after));
    slots.last()
}

/// The slots of the days from `first` on, for three weeks.
fn slots(of: &Schedule, first: NaiveDate) -> impl Iterator<Item = Slot> + '_ {
    let days = first.iter_days().take(21).filter(|it| of.days.contains(&it.weekday()));
    days.filter_map(|it| {
        let local = it.and_time(of.time);
        Some(Slot { at: instant(local, of.zone)?, local })
    })
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveTime, Weekday};
    use chrono_tz::{America, Asia, Australia, Europe, Pacific};

    use super::*;
    use crate::schedule::tests::schedule;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    /// The first slots after `after`, as key ends and instants.
    fn check(time: &str, zone: Tz, days: &[Weekday], after: &str, expected: &[(&str, &str)]) {
        let mut of = schedule("s1");
        of.time = NaiveTime::parse_from_str(time, "%H:%M").unwrap();
        (of.zone, of.days) = (zone, days.to_vec());
        let mut after = at(after);
        for (key, instant) in expected {
            let slot = next(&of, after).unwrap();
            assert_eq!((slot.key(&of).as_str(), slot.at), (format!("test/bot/room#s1@{key}").as_str(), at(instant)));
            assert_eq!(last(&of, slot.at, Some(after)), Some(slot));
            assert_eq!(last(&of, slot.at, Some(slot.at)), None);
            after = slot.at;
        }
    }

    const DAILY: [Weekday; 7] =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

    #[test]
    fn over_the_changes_of_the_clocks() {
        // Forward: 02:30 isn't there.
        check(
            "02:30",
            Europe::Berlin,
            &DAILY,
            "2026-03-28T00:00:00Z",
            &[
                ("2026-03-28T02:30", "2026-03-28T01:30:00Z"),
                ("2026-03-29T02:30", "2026-03-29T01:00:00Z"),
                ("2026-03-30T02:30", "2026-03-30T00:30:00Z"),
            ],
        );
        // Back: 02:30 comes twice.
        check(
            "02:30",
            Europe::Berlin,
            &DAILY,
            "2026-10-24T12:00:00Z",
            &[("2026-10-25T02:30", "2026-10-25T00:30:00Z"), ("2026-10-26T02:30", "2026-10-26T01:30:00Z")],
        );
        check(
            "08:00",
            America::New_York,
            &DAILY,
            "2026-10-31T00:00:00Z",
            &[("2026-10-31T08:00", "2026-10-31T12:00:00Z"), ("2026-11-01T08:00", "2026-11-01T13:00:00Z")],
        );
        // Half an hour of it, and midnight that isn't there.
        check(
            "02:15",
            Australia::Lord_Howe,
            &DAILY,
            "2026-10-03T00:00:00Z",
            &[("2026-10-04T02:15", "2026-10-03T15:30:00Z"), ("2026-10-05T02:15", "2026-10-04T15:15:00Z")],
        );
        check(
            "00:00",
            America::Santiago,
            &DAILY,
            "2026-09-05T12:00:00Z",
            &[("2026-09-06T00:00", "2026-09-06T04:00:00Z"), ("2026-09-07T00:00", "2026-09-07T03:00:00Z")],
        );
        // A whole day that isn't there.
        check(
            "08:00",
            Pacific::Apia,
            &DAILY,
            "2011-12-29T12:00:00Z",
            &[
                ("2011-12-29T08:00", "2011-12-29T18:00:00Z"),
                ("2011-12-30T08:00", "2011-12-30T10:00:00Z"),
                ("2011-12-31T08:00", "2011-12-30T18:00:00Z"),
            ],
        );
        check(
            "08:00",
            Asia::Kathmandu,
            &[Weekday::Mon, Weekday::Fri],
            "2026-11-24T00:00:00Z",
            &[("2026-11-27T08:00", "2026-11-27T02:15:00Z"), ("2026-11-30T08:00", "2026-11-30T02:15:00Z")],
        );
    }

    #[test]
    fn no_days_no_slot() {
        let mut of = schedule("s1");
        of.days = Vec::new();
        assert_eq!((next(&of, at("2026-11-24T00:00:00Z")), last(&of, at("2026-11-24T00:00:00Z"), None)), (None, None));
    }
}

//! A month of daily editions for many channels in twelve time zones, over the changes of the clock in America, Europe and
//! Australia, with the desk killed at any moment and started again: each comes once, at its minute.

use std::collections::BTreeMap;
use std::future::Future as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::task::{Context, Waker};

use chrono::{DateTime, Days, LocalResult, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;
use desk::event::{Acknowledgement, Actor, Event};
use desk::fake::clock::FakeClock;
use desk::fake::platform::FakePlatform;
use desk::fake::source::{FakeSource, item};
use desk::newsroom::Newsroom;
use desk::place::Place;
use desk::policy::Policy;
use desk::ports::Clock as _;
use desk::ports::chat::{ChatPlatform, Quota};
use desk::post::PostKind;
use desk::work::Desk;
use engine::recipe::Recipes;

use crate::stage::typed;

const FEED: &str = "https://news.example/feed.xml";

/// Zones and local times, none of which falls into the hour after midnight UTC, when the feed changes.
const PLANS: &[(Tz, &str)] = &[
    (Tz::America__Los_Angeles, "08:00"),
    (Tz::America__Denver, "08:00"),
    // In the gap of 8 March.
    (Tz::America__New_York, "02:30"),
    (Tz::America__Sao_Paulo, "08:00"),
    (Tz::UTC, "08:00"),
    (Tz::Europe__London, "08:00"),
    (Tz::Europe__Berlin, "08:00"),
    // In the gap of 29 March.
    (Tz::Europe__Kyiv, "03:30"),
    (Tz::Asia__Kolkata, "08:00"),
    (Tz::Asia__Tokyo, "08:00"),
    (Tz::Australia__Sydney, "08:00"),
    (Tz::Pacific__Auckland, "08:00"),
];

/// Words that make each day's story its own.
const STORIES: &[(&str, &str, &str)] = &[
    ("Arden", "ferry", "storm"),
    ("Bexley", "bridge", "crack"),
    ("Corran", "school", "fire"),
    ("Dunmore", "mine", "flood"),
    ("Elstow", "hospital", "strike"),
    ("Fenwick", "railway", "landslide"),
    ("Garston", "airport", "fog"),
    ("Hexham", "library", "leak"),
    ("Ilkley", "museum", "theft"),
    ("Jarrow", "harbour", "spill"),
    ("Kelso", "stadium", "collapse"),
    ("Lorton", "prison", "riot"),
    ("Marlow", "brewery", "merger"),
    ("Newry", "theatre", "quarrel"),
    ("Oakham", "reservoir", "drought"),
    ("Penrith", "quarry", "blast"),
    ("Quorn", "market", "closure"),
    ("Ripon", "cathedral", "repair"),
    ("Selby", "power station", "outage"),
    ("Tarrant", "orchard", "frost"),
    ("Ulster", "dairy", "recall"),
    ("Verwood", "forest", "blaze"),
    ("Wigton", "tunnel", "delay"),
    ("Yarm", "vineyard", "blight"),
    ("Alston", "observatory", "comet"),
    ("Brough", "lighthouse", "sale"),
    ("Clun", "canal", "breach"),
    ("Dursley", "foundry", "layoff"),
    ("Epping", "zoo", "escape"),
    ("Frome", "tannery", "fine"),
    ("Goole", "shipyard", "order"),
    ("Hythe", "casino", "raid"),
];

fn begins() -> DateTime<Utc> {
    "2026-03-05T12:00:00Z".parse().unwrap()
}

/// The instant of a local time: in a gap the first valid minute, in an overlap the first of the two.
fn instant(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    (0..240)
        .find_map(|minutes| match zone.from_local_datetime(&(local + TimeDelta::minutes(minutes))) {
            LocalResult::Single(it) | LocalResult::Ambiguous(it, _) => Some(it.with_timezone(&Utc)),
            LocalResult::None => None,
        })
        .unwrap()
}

/// The world as it stays when the desk dies.
struct World {
    clock: Arc<FakeClock>,
    chat: Arc<FakePlatform>,
    web: Arc<FakeSource>,
    database: PathBuf,
}

impl World {
    async fn desk(&self) -> Arc<Desk> {
        let store = Arc::new(store::open(&self.database).await.unwrap());
        let quota = Quota { burst: 100_000, period: std::time::Duration::from_millis(1) };
        let policy = Policy { per_person: quota, per_place: quota, per_thread: quota, ..Policy::default() };
        let platforms = [self.chat.clone() as Arc<dyn ChatPlatform>];
        Desk::new(Newsroom::new(
            self.clock.clone(),
            store,
            self.web.clone(),
            platforms,
            Recipes::embedded().unwrap(),
            policy,
        ))
    }

    fn place(channel: usize) -> Place {
        Place { platform: "fake".into(), account: "us".into(), channel: format!("c{channel}") }
    }

    fn command(&self, channel: usize, number: usize, line: &str) -> Event {
        Event {
            native: format!("{channel}-{number}"),
            at: Self::place(channel).outside(),
            when: self.clock.now(),
            actor: Actor { id: "7".into(), name: "Ann".into(), manager: true, ..Actor::default() },
            message: None,
            reply: None,
            direct: false,
            encrypted: false,
            what: typed(line),
        }
    }

    /// The feed as it is on a day: that day's story and those before it.
    fn day(&self, day: usize) {
        let items = STORIES.iter().take(day).enumerate().map(|(n, (town, thing, event))| {
            let address = format!("https://news.example/{n}");
            self.web.page(&address, &format!(
                "# {event} at the {thing} of {town}\n\nThe {thing} of {town} was shut on Monday after a {event}, the mayor of {town} said.\n\n\
                 \"Nobody in {town} was hurt by the {event},\" the head of the {thing} told reporters.\n\n\
                 The council of {town} will decide on Friday whether the {thing} opens again.\n"
            ));
            item(&format!("{event} at the {thing} of {town}"), &address, begins() + TimeDelta::days(n as i64))
        });
        self.web.feed(FEED, "News", items.collect());
    }
}

/// Does a part of what is due, as far as `steps` wake-ups go, and whether that was all.
async fn some_of_it(desk: &Desk, steps: usize) -> bool {
    let mut deliverer = desk.deliverer();
    let mut work = std::pin::pin!(desk.settle(&mut deliverer));
    for _ in 0..steps {
        if work.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready() {
            return true;
        }
        tokio::task::yield_now().await;
    }
    false
}

/// Plays `days` days for `channels` channels; the desk dies about once in `mortality` of its moments.
async fn month(channels: usize, days: usize, mortality: u64) {
    let clock = Arc::new(FakeClock::new(begins()));
    let chat = Arc::new(FakePlatform::new("fake", clock.clone()));
    let web = Arc::new(FakeSource::new(clock.clone()));
    let folder = std::env::temp_dir().join(format!("newsdesk-journey-{}-{channels}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let world = World { clock, chat, web, database: folder.join("desk.db") };
    world.day(1);
    let mut desk = world.desk().await;
    for channel in 0..channels {
        let (zone, time) = PLANS[channel % PLANS.len()];
        for (n, line) in
            [format!("feed add {FEED}"), format!("schedule add {time} zone={zone} recipe=flash")].iter().enumerate()
        {
            assert_eq!(desk.receive(&world.command(channel, n, line)).await, Acknowledgement::New);
        }
    }
    let mut deaths = 0;
    let mut moments: u64 = 0;
    let end = begins() + TimeDelta::days(days as i64);
    let mut midnight = begins().date_naive() + Days::new(1);
    while world.clock.now() < end {
        moments += 1;
        // A moment that is drawn from the count alone, so that a failure can be repeated.
        let drawn = moments.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33;
        if drawn.is_multiple_of(mortality) && !some_of_it(&desk, (drawn / mortality % 60) as usize).await {
            deaths += 1;
            drop(desk);
            desk = world.desk().await;
        }
        let next = desk.settle(&mut desk.deliverer()).await.unwrap();
        let change = midnight.and_time(NaiveTime::MIN).and_utc();
        let next = next.unwrap_or(change).min(change).max(world.clock.now() + TimeDelta::seconds(1));
        world.clock.set(next);
        if next == change {
            midnight = midnight + Days::new(1);
            world.day(usize::try_from((next - begins()).num_days()).unwrap() + 2);
        }
    }
    let first = (begins().date_naive() + Days::new(1)).and_hms_opt(1, 0, 0).unwrap().and_utc();
    let mut expected_in_all = 0;
    for channel in 0..channels {
        let (zone, time) = PLANS[channel % PLANS.len()];
        let time: NaiveTime = format!("{time}:00").parse().unwrap();
        let dates = begins().date_naive().iter_days().take(days + 2);
        let expected: Vec<DateTime<Utc>> =
            dates.map(|it| instant(zone, it.and_time(time))).filter(|it| *it >= first && *it < end).collect();
        let told = world.chat.messages_in(&format!("c{channel}"));
        let mut editions: Vec<_> =
            told.iter().filter(|it| it.post.kind == PostKind::Digest && it.at.destination.thread.is_none()).collect();
        editions.sort_by_key(|it| it.when);
        let found: Vec<DateTime<Utc>> = editions.iter().map(|it| it.when).collect();
        let minute = |it: &DateTime<Utc>| it.format("%m-%d %H:%M").to_string();
        let (found, wanted): (Vec<_>, Vec<_>) =
            (found.iter().map(minute).collect(), expected.iter().map(minute).collect());
        assert_eq!(found, wanted, "channel {channel}, {zone} {time}");
        let mut headlines: BTreeMap<String, usize> = BTreeMap::new();
        editions.iter().for_each(|it| *headlines.entry(it.post.notice.clone()).or_default() += 1);
        assert!(headlines.values().all(|it| *it == 1), "no story twice in channel {channel}: {headlines:?}");
        expected_in_all += expected.len();
    }
    assert!(world.chat.repeated().is_empty(), "no key posted twice: {:?}", world.chat.repeated());
    println!(
        "{expected_in_all} editions in {channels} channels, each once at its minute; {moments} moments, {deaths} deaths"
    );
    drop(desk);
    let _ = std::fs::remove_dir_all(folder);
}

#[tokio::test]
async fn a_month_of_editions() {
    month(12, 31, 25).await;
}

/// The whole of it, for `.ci/long`: `cargo test --release -p desk --test it -- --ignored --nocapture the_whole_month`.
#[tokio::test]
#[ignore = "minutes; .ci/long runs it"]
async fn the_whole_month() {
    month(200, 31, 10).await;
}

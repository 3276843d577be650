//! Delivering with a clock that stands still: every outcome, the order, the quotas, crashes at any point.

mod crashes;

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake};
use std::time::Duration;

use engine::render::block::{Block, Line};

use super::*;
use crate::delivery::{Act, Class, Delivery, Made, State, Target};
use crate::event::ReplyHandle;
use crate::fake::clock::FakeClock;
use crate::fake::outbox::FakeOutbox;
use crate::fake::platform::Failure::{self, *};
use crate::fake::platform::{Act as Called, FakePlatform};
use crate::fake::source::FakeSource;
use crate::policy::Policy;
use crate::ports::Clock as _;
use crate::ports::chat::{Capabilities, Quota};
use crate::post::Post;
use crate::record::Schedule;

const START: &str = "2026-11-24T08:00:00Z";

/// A world in which something is to be delivered.
struct World {
    clock: Arc<FakeClock>,
    outbox: Arc<FakeOutbox>,
    chat: Arc<FakePlatform>,
    room: Newsroom,
    start: Timestamp,
}

fn place(channel: &str) -> Place {
    Place { platform: "fake".into(), account: "us".into(), channel: channel.into() }
}

impl World {
    fn new() -> Self {
        Self::with(|chat| chat)
    }

    fn with(change: impl FnOnce(FakePlatform) -> FakePlatform) -> Self {
        let clock = Arc::new(FakeClock::at(START));
        let outbox = Arc::new(FakeOutbox::default());
        let chat = Arc::new(change(FakePlatform::new("fake", clock.clone())));
        let source = Arc::new(FakeSource::new(clock.clone()));
        let policy = Policy { operator: Some(place("operator").outside()), ..Policy::default() };
        let room = crate::fake::newsroom(clock.clone(), outbox.clone(), source, [chat.clone() as _], policy);
        Self { start: clock.now(), clock, outbox, chat, room }
    }

    fn after(&self, seconds: i64) -> Timestamp {
        self.start + TimeDelta::seconds(seconds)
    }

    fn deliverer(&self) -> Deliverer<'_> {
        Deliverer::new(&self.room, Bell::default())
    }

    /// Delivers until nothing more comes within an hour of the last time anything was due.
    fn deliver(&self) {
        self.deliver_until(self.after(3_600));
    }

    fn deliver_until(&self, end: Timestamp) {
        let mut deliverer = self.deliverer();
        while let Some(next) = self.wait(deliverer.drain()).unwrap() {
            assert!(next > self.clock.now(), "it would turn for ever");
            if next > end {
                break;
            }
            self.clock.set(next);
        }
        self.clock.set(end);
    }

    /// Waits for `work`, and moves the clock whenever everybody sleeps.
    fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        let mut work = Box::pin(work);
        loop {
            match poll(&mut work) {
                Some(done) => return done,
                None => self.clock.set(self.clock.next().expect("somebody sleeps")),
            }
        }
    }

    fn states(&self) -> Vec<State> {
        let rows = self.outbox.rows();
        rows.iter().filter(|it| it.delivery.class != Class::Notice).map(|it| it.state).collect()
    }

    fn state(&self, key: &str) -> State {
        self.outbox.rows().iter().find(|it| it.delivery.key == key).unwrap().state
    }

    fn notices(&self) -> usize {
        self.outbox.rows().iter().filter(|it| it.delivery.class == Class::Notice).count()
    }

    /// The words of the messages in a channel, with the seconds at which they came.
    fn said(&self, channel: &str) -> Vec<(String, i64)> {
        let messages = self.chat.messages_in(channel);
        messages.iter().map(|it| (it.post.notice.clone(), (it.when - self.start).num_seconds())).collect()
    }
}

/// Polls for as long as it wakes itself.
fn poll<T>(work: &mut (impl Future<Output = T> + Unpin)) -> Option<T> {
    struct Woken(AtomicBool);
    impl Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.store(true, Ordering::SeqCst);
        }
    }
    let woken = Arc::new(Woken(AtomicBool::new(true)));
    let waker = woken.clone().into();
    let mut context = Context::from_waker(&waker);
    while woken.0.swap(false, Ordering::SeqCst) {
        if let Poll::Ready(done) = std::pin::Pin::new(&mut *work).poll(&mut context) {
            return Some(done);
        }
    }
    None
}

fn words(words: &str) -> Post {
    Post { blocks: vec![Block::Note(Line::of(words))], notice: words.into(), ..Post::default() }
}

fn owed(key: &str, channel: &str, act: Act) -> Delivery {
    Delivery {
        key: key.into(),
        place: place(channel),
        act,
        class: Class::Person,
        after: None,
        not_before: START.parse().unwrap(),
        good_until: START.parse::<Timestamp>().unwrap() + TimeDelta::minutes(30),
        digests: Vec::new(),
    }
}

fn post(key: &str, channel: &str) -> Delivery {
    owed(key, channel, Act::Post { to: Target::At(place(channel).outside()), post: words(key) })
}

fn after(key: &str, delivery: Delivery) -> Delivery {
    Delivery { after: Some(key.into()), ..delivery }
}

#[test]
fn every_failure_has_its_end() {
    let able = |change: fn(&mut Capabilities)| {
        move |chat: FakePlatform| {
            chat.able(|it| {
                it.keyed_for = None;
                change(it);
            })
        }
    };
    let keyed = able(|it| (it.keyed_for, it.find) = (Some(Duration::from_secs(600)), false));
    let finds = able(|it| it.find = true);
    let neither = able(|it| it.find = false);
    let check = |chat: &dyn Fn(FakePlatform) -> FakePlatform, plan: &[Failure], state, messages, notices| {
        let world = World::with(chat);
        world.chat.plan(plan.iter().copied().map(Some));
        world.outbox.owe([post("a", "1")]);
        world.deliver();
        let found = (world.states()[0], world.said("1").len(), world.notices());
        assert_eq!(found, (state, messages, notices), "{plan:?}: {:?}", world.outbox.rows());
    };
    let minute = RetryAfter(Duration::from_secs(60));
    for chat in [&keyed as &dyn Fn(_) -> _, &finds, &neither] {
        check(chat, &[], State::Sent, 1, 0);
        check(chat, &[minute, Transient, Transient], State::Sent, 1, 0);
        check(chat, &[Rejected], State::GivenUp, 0, 0);
        check(chat, &[Forbidden], State::GivenUp, 0, 1);
        check(chat, &[Gone], State::GivenUp, 0, 1);
        check(chat, &[Transient; 90], State::GivenUp, 0, 0);
        check(chat, &[RetryAfter(Duration::from_secs(3_000))], State::GivenUp, 0, 0);
    }
    for chat in [&keyed as &dyn Fn(_) -> _, &finds] {
        check(chat, &[UnknownAfter], State::Sent, 1, 0);
        check(chat, &[UnknownBefore], State::Sent, 1, 0);
        check(chat, &[Hangs, Transient, UnknownAfter, Transient], State::Sent, 1, 0);
        check(chat, &[UnknownAfter, minute, UnknownBefore, Hangs], State::Sent, 1, 0);
    }
    check(&neither, &[UnknownAfter], State::Unsure, 1, 1);
    check(&neither, &[UnknownBefore], State::Unsure, 0, 1);
    // The key no longer holds when the platform answers again.
    check(&keyed, &[UnknownAfter, RetryAfter(Duration::from_secs(900))], State::Unsure, 1, 1);
    // Looking for it may fail too.
    check(&finds, &[UnknownAfter, Transient, minute, Hangs], State::Sent, 1, 0);
    check(&finds, &[UnknownAfter, Rejected], State::Unsure, 1, 1);
    // Over its time, and yet it had arrived; or had not.
    check(&finds, &[UnknownAfter, RetryAfter(Duration::from_secs(3_000))], State::Sent, 1, 0);
    check(&finds, &[UnknownBefore, RetryAfter(Duration::from_secs(3_000))], State::GivenUp, 0, 0);
}

#[test]
fn the_server_says_when() {
    let world = World::new();
    world.chat.plan([Some(RetryAfter(Duration::from_secs(77))), Some(Transient)]);
    world.outbox.owe([post("a", "1")]);
    world.deliver();
    let calls: Vec<i64> = world.chat.calls().iter().map(|it| (it.when - world.start).num_seconds()).collect();
    assert_eq!(calls[..2], [0, 77]);
    assert!((78..=83).contains(&calls[2]), "{calls:?}");
}

#[test]
fn lanes_keep_their_order_and_people_go_first() {
    let world = World::new();
    world.chat.plan([None, None, None, Some(Transient)]);
    let edition = |key, channel| Delivery { class: Class::Edition, ..post(key, channel) };
    world.outbox.owe([
        edition("e1", "1"),
        edition("e2", "1"),
        post("p1", "1"),
        post("p2", "2"),
        after("p4", post("p3", "2")),
        post("p4", "2"),
        Delivery { not_before: world.after(100), ..post("p5", "2") },
    ]);
    world.deliver();
    let keys = |channel| world.said(channel).into_iter().map(|it| it.0).collect::<Vec<_>>();
    assert_eq!(keys("1"), ["p1", "e1", "e2"]);
    // What waits for its next try holds up what comes after it; what waits for another row doesn't.
    assert_eq!(keys("2"), ["p2", "p4", "p3", "p5"]);
    assert_eq!(world.said("2")[3].1, 100);
}

#[test]
fn a_refused_row_blocks_nothing_but_what_builds_on_it() {
    let world = World::new();
    world.chat.plan([Some(Rejected)]);
    let thread = owed("thread", "1", Act::OpenThread { on: "a".into(), name: "A".into() });
    let inside = owed("inside", "1", Act::Post { to: Target::ThreadOf("thread".into()), post: words("inside") });
    world.outbox.owe([post("a", "1"), after("a", thread), after("thread", inside), post("b", "1")]);
    world.deliver();
    assert_eq!(world.states(), [State::GivenUp, State::GivenUp, State::GivenUp, State::Sent]);
}

#[test]
fn threads_edits_and_removals_find_what_was_made() {
    let check = |able: fn(&mut Capabilities), expected: &[(&str, Option<&str>, usize, bool)]| {
        let world = World::with(|chat| chat.able(able));
        let thread = owed("t", "1", Act::OpenThread { on: "a".into(), name: "A".into() });
        let inside = owed("in", "1", Act::Post { to: Target::ThreadOf("t".into()), post: words("in") });
        let edit = owed("edit", "1", Act::Edit { of: Made::By("a".into()), post: words("new"), revision: 1 });
        let remove = owed("remove", "1", Act::Remove { of: Made::By("in".into()) });
        world.outbox.owe([post("a", "1"), after("a", thread), after("t", inside), after("a", edit)]);
        world.outbox.owe([after("in", remove)]);
        world.deliver();
        let messages = world.chat.messages_in("1");
        let found: Vec<_> = messages
            .iter()
            .map(|it| (it.post.notice.as_str(), it.at.destination.thread.as_deref(), it.edits, it.removed))
            .collect();
        assert_eq!(found, expected);
        assert_eq!(world.states(), [State::Sent; 5]);
    };
    check(|_| {}, &[("new", None, 1, false), ("in", Some("t-m1"), 0, true)]);
    check(|it| it.threads = false, &[("new", None, 1, false), ("in", None, 0, true)]);
    check(|it| it.edit = false, &[("a", None, 0, false), ("in", Some("t-m1"), 0, true), ("new", None, 0, false)]);
}

#[test]
fn what_builds_on_nothing_is_given_up() {
    let world = World::new();
    world.outbox.owe([
        owed("edit", "1", Act::Edit { of: Made::By("nothing".into()), post: words("new"), revision: 1 }),
        post("b", "1"),
    ]);
    world.deliver();
    assert_eq!(world.states(), [State::GivenUp, State::Sent]);
}

#[test]
fn an_answer_whose_handle_expired_goes_into_the_place() {
    let check = |plan: &[Failure], instead: bool, state, in_handle, in_place| {
        let world = World::new();
        world.chat.plan(plan.iter().copied().map(Some));
        let instead = instead.then(|| place("1").outside());
        let act = Act::Respond { handle: ReplyHandle("h".into()), post: words("a"), instead };
        world.outbox.owe([owed("a", "1", act)]);
        world.deliver();
        let found = (world.states()[0], world.said("h").len(), world.said("1").len());
        assert_eq!(found, (state, in_handle, in_place), "{plan:?}");
    };
    check(&[], true, State::Sent, 1, 0);
    check(&[UnknownAfter, Transient], true, State::Sent, 1, 0);
    check(&[Gone], true, State::Sent, 0, 1);
    check(&[Gone, UnknownAfter, Gone], true, State::Sent, 0, 1);
    // What is for one person alone is said to nobody else.
    check(&[Gone], false, State::GivenUp, 0, 0);
}

#[test]
fn a_place_that_refuses_us_stops_with_one_notice() {
    let world = World::new();
    let schedule = |id: &str, channel| Schedule {
        id: id.into(),
        place: place(channel),
        time: "08:00:00".parse().unwrap(),
        days: Vec::new(),
        zone: chrono_tz::UTC,
        feeds: Vec::new(),
        topics: Vec::new(),
        recipe: "standard".into(),
        most: 5,
        silent: false,
        paused: false,
        next: None,
        last: None,
    };
    world.outbox.schedule(schedule("s1", "1"));
    world.outbox.schedule(schedule("s1", "2"));
    world.chat.stuck("1", Some(Forbidden));
    world.outbox.owe([
        post("a", "1"),
        post("b", "1"),
        post("c", "2"),
        Delivery { not_before: world.after(90), ..post("d", "1") },
    ]);
    world.deliver_until(world.after(60));
    assert_eq!(world.states()[..3], [State::GivenUp, State::GivenUp, State::Sent]);
    let paused = |channel| world.outbox.all_schedules().iter().find(|it| it.place == place(channel)).unwrap().paused;
    assert!(paused("1") && !paused("2"));
    let notices: Vec<String> = world.said("operator").into_iter().map(|it| it.0).collect();
    assert_eq!(notices.len(), 1);
    assert!(notices[0].contains("fake/us/1") && notices[0].contains("s1"), "{notices:?}");
    // It is put right, and goes wrong again another day: that is news.
    world.chat.stuck("1", None);
    world.deliver();
    assert_eq!(world.said("1").len(), 1);
    world.chat.stuck("1", Some(Gone));
    world.outbox.owe([Delivery { good_until: world.after(9_000), ..post("e", "1") }]);
    world.deliver_until(world.after(7_200));
    assert_eq!(world.said("operator").len(), 2);
    // The operator's own place refuses: nobody is left to be told.
    world.chat.stuck("operator", Some(Forbidden));
    world.outbox.owe([Delivery { good_until: world.after(9_000), ..post("f", "3") }]);
    world.chat.stuck("3", Some(Forbidden));
    world.deliver_until(world.after(9_000));
    assert_eq!(world.notices(), 3);
}

/// An edition as its rows: contents, thread, stories.
fn edition(world: &World, date: &str, due: i64, good_for: i64, stories: usize) -> Vec<Delivery> {
    let slot = format!("fake/us/1#s1@{date}T08:00");
    let row = |part: &str, after: Option<&str>, act| Delivery {
        key: format!("{slot}/{part}"),
        class: Class::Edition,
        after: after.map(|it| format!("{slot}/{it}")),
        not_before: world.after(due),
        good_until: world.after(due + good_for),
        digests: vec![format!("{date}-{part}")],
        ..owed("", "1", act)
    };
    let to = || Target::ThreadOf(format!("{slot}/thread"));
    let open = Act::OpenThread { on: format!("{slot}/contents"), name: date.into() };
    let contents = Act::Post { to: Target::At(place("1").outside()), post: words(date) };
    let mut rows = vec![row("contents", None, contents), row("thread", Some("contents"), open)];
    rows.extend((1..=stories).map(|it| {
        let post = words(&format!("{date}/{it}"));
        row(&it.to_string(), Some("thread"), Act::Post { to: to(), post })
    }));
    rows
}

#[test]
fn editions_that_waited_too_long_go_into_the_next() {
    let check = |outage: i64, expected: &[&str]| {
        let world = World::new();
        world.chat.stuck("1", Some(Transient));
        for (day, date) in ["2026-11-24", "2026-11-25", "2026-11-26"].iter().enumerate() {
            world.outbox.owe(edition(&world, date, day as i64 * 86_400, 43_200, 2));
        }
        world.deliver_until(world.after(outage));
        world.chat.stuck("1", None);
        world.deliver_until(world.after(3 * 86_400));
        let said = world.said("1");
        let said: Vec<&str> = said.iter().map(|it| it.0.as_str()).collect();
        assert_eq!(said, expected, "after {outage} s");
        assert!(world.states().iter().all(|it| matches!(it, State::Sent | State::Merged)), "{:?}", world.states());
        world.chat.messages_in("1")[0].post.blocks.clone()
    };
    let whole = ["2026-11-24", "2026-11-24/1", "2026-11-24/2", "2026-11-25", "2026-11-25/1", "2026-11-25/2"];
    let last = ["2026-11-26", "2026-11-26/1", "2026-11-26/2"];
    // Late by an hour: on its own.
    check(3_600, &[&whole[..], &last].concat());
    // Late by more than it is good for: in the next one, and its stories after the others.
    let joined = ["2026-11-25", "2026-11-25/1", "2026-11-25/2", "2026-11-24/1", "2026-11-24/2"];
    let blocks = check(50_000, &[&joined[..], &last].concat());
    let note = |text: &str| Block::Note(Line::of(text));
    let held = |date| note(&format!("This edition also holds that of {date}, which could not be sent:"));
    assert_eq!(blocks, [note("2026-11-25"), held("24 November"), note("2026-11-24")]);
    // Both are over their time: one edition holds all three.
    let all = ["2026-11-24/1", "2026-11-24/2", "2026-11-25/1", "2026-11-25/2"];
    let blocks = check(86_400 + 50_000, &[&last[..], &all].concat());
    assert_eq!(blocks.len(), 5);
}

#[test]
fn an_edition_that_no_other_follows_is_given_up_in_the_end() {
    let world = World::new();
    world.outbox.owe(edition(&world, "2026-11-24", 0, 43_200, 1));
    world.chat.stuck("1", Some(Transient));
    world.deliver_until(world.after(50_000));
    world.chat.stuck("1", None);
    world.deliver_until(world.after(6 * 86_400));
    assert_eq!(world.states()[0], State::Queued);
    world.deliver_until(world.after(9 * 86_400));
    assert_eq!(world.states(), [State::GivenUp; 3]);
    assert_eq!(world.chat.count(), 0);
}

#[test]
fn a_slow_lane_holds_up_nobody() {
    let world = World::new();
    world.chat.stuck("slow", Some(Hangs));
    let bell = Bell::default();
    let mut deliverer = Deliverer::new(&world.room, bell.clone());
    let stop = Bell::default();
    world.outbox.owe([post("s", "slow"), post("a", "1"), Delivery { not_before: world.after(7), ..post("b", "2") }]);
    {
        let mut run = Box::pin(deliverer.run(stop.rung()));
        assert!(poll(&mut run).is_none());
        assert_eq!(world.chat.count(), 1);
        // Somebody asks for something: it is seen at once.
        world.outbox.owe([post("c", "3")]);
        bell.ring();
        assert!(poll(&mut run).is_none());
        assert_eq!(world.chat.count(), 2);
        while let Some(next) = world.clock.next().filter(|it| *it <= world.after(8)) {
            world.clock.set(next);
            assert!(poll(&mut run).is_none());
        }
        assert_eq!(world.said("2"), [("b".to_owned(), 7)]);
        // What is under way when we are told to stop is finished or left, within a limit.
        stop.ring();
        assert!(poll(&mut run).is_none());
        world.clock.set(world.after(19));
        assert_eq!(poll(&mut run), Some(Ok(())));
    }
    assert_eq!(world.state("s"), State::Sending);
}

#[test]
fn a_full_disk_loses_nothing() {
    let world = World::with(|chat| {
        chat.able(|it| (it.keyed_for, it.find) = (None, false)).quotas(
            Quota { burst: 50, period: Duration::from_millis(20) },
            Quota { burst: 5, period: Duration::from_secs(1) },
        )
    });
    world.chat.takes(Duration::from_secs(1));
    world.outbox.owe([post("a", "1"), post("b", "1")]);
    let mut deliverer = world.deliverer();
    {
        let mut drain = Box::pin(deliverer.drain());
        assert!(poll(&mut drain).is_none());
        // The post is made, and nobody can write it down.
        world.outbox.broken(true);
        world.clock.set(world.after(1));
        assert!(matches!(poll(&mut drain), Some(Err(StoreError::Full(_)))));
    }
    assert!(matches!(poll(&mut Box::pin(deliverer.drain())), Some(Err(StoreError::Full(_)))));
    world.outbox.broken(false);
    world.wait(deliverer.drain()).unwrap();
    assert_eq!(world.states(), [State::Sent, State::Sent]);
    assert_eq!(world.said("1").len(), 2);
}

#[test]
fn thousands_of_places_in_the_time_that_the_quotas_allow() {
    let count = 3_000;
    let account = Quota { burst: 50, period: Duration::from_millis(20) };
    let world = World::with(|chat| chat.quotas(account, Quota { burst: 5, period: Duration::from_secs(1) }));
    world.chat.takes(Duration::from_millis(150));
    world.outbox.owe((0..count).map(|it| post(&format!("k{it}"), &format!("c{it}"))));
    world.deliver();
    assert!(world.states().iter().all(|it| *it == State::Sent));
    assert_eq!((world.chat.count(), world.chat.repeated()), (count, Vec::new()));
    let last = world.chat.messages().iter().map(|it| it.when).max().unwrap();
    let (took, ideal) = ((last - world.start).as_seconds_f64(), (count as f64 - 50.0) * 0.02);
    assert!(took <= ideal * 1.05, "{took} s, where {ideal} s are possible");
}

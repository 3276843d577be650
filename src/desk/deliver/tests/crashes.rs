//! Whatever fails and whenever the process dies: every delivery exactly once, where the platform lets us know.

use proptest::prelude::*;

use super::*;

/// What one row meets: failures of its calls, in order.
fn failures() -> impl Strategy<Value = Vec<Option<Failure>>> {
    let seconds = (1_u64..100).prop_map(Duration::from_secs);
    let one = prop_oneof![
        4 => Just(None),
        1 => seconds.prop_map(|it| Some(RetryAfter(it))),
        2 => Just(Some(Transient)),
        3 => Just(Some(UnknownAfter)),
        2 => Just(Some(UnknownBefore)),
        1 => Just(Some(Hangs)),
    ];
    prop::collection::vec(one, 0..40)
}

/// A crash after so many turns of the work, and how many seconds until the next start.
fn crashes() -> impl Strategy<Value = Vec<(usize, i64)>> {
    prop::collection::vec((1_usize..60, 0_i64..200_000), 0..12)
}

/// Polls `work` at most `turns` times, moving the clock when everybody sleeps; whether it was finished.
fn turns(world: &World, work: &mut (impl Future<Output = ()> + Unpin), turns: usize) -> bool {
    struct Woken(AtomicBool);
    impl Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.store(true, Ordering::SeqCst);
        }
    }
    let woken = Arc::new(Woken(AtomicBool::new(false)));
    let waker = woken.clone().into();
    let mut context = Context::from_waker(&waker);
    for _ in 0..turns {
        if std::pin::Pin::new(&mut *work).poll(&mut context).is_ready() {
            return true;
        }
        if !woken.0.swap(false, Ordering::SeqCst) {
            world.clock.set(world.clock.next().expect("somebody sleeps"));
        }
    }
    false
}

fn check(keyed: Option<u64>, find: bool, lanes: usize, plan: Vec<Option<Failure>>, crashes: Vec<(usize, i64)>) {
    let keyed_for = keyed.map(Duration::from_secs);
    let world = World::with(|chat| chat.able(|it| (it.keyed_for, it.find) = (keyed_for, find)));
    world.chat.plan(plan);
    let good_until = world.after(86_400 * 300);
    for row in 0..lanes * 3 {
        let (key, channel) = (format!("k{row}"), format!("c{}", row % lanes));
        world.outbox.owe([Delivery { good_until, ..post(&key, &channel) }]);
    }
    // What is delivered until nothing is left, by a process that has just started.
    let life = async || {
        let mut deliverer = world.deliverer();
        while let Some(next) = deliverer.drain().await.unwrap() {
            world.clock.sleep_until(next).await;
        }
    };
    for (after, pause) in crashes {
        let mut work = Box::pin(life());
        turns(&world, &mut work, after);
        drop(work);
        world.clock.set(world.clock.now() + TimeDelta::seconds(pause));
    }
    assert!(turns(&world, &mut Box::pin(life()), 1_000_000), "it ends");
    assert!(world.states().iter().all(|it| *it == State::Sent), "{:?}", world.outbox.rows());
    assert_eq!(world.chat.repeated(), []);
    assert_eq!(world.chat.count(), lanes * 3);
    // In order, in every lane.
    for lane in 0..lanes {
        let said = world.said(&format!("c{lane}"));
        let numbers: Vec<usize> = said.iter().map(|it| it.0[1..].parse().unwrap()).collect();
        assert!(numbers.is_sorted(), "{numbers:?}");
    }
    let finds = world.chat.calls().iter().filter(|it| it.act == Called::Find).count();
    assert!(find || finds == 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn exactly_once_where_it_can_be_looked_for(plan in failures(), crashes in crashes(), lanes in 1_usize..5) {
        check(None, true, lanes, plan, crashes);
    }

    #[test]
    fn exactly_once_where_keys_hold_for_some_time(plan in failures(), crashes in crashes(), lanes in 1_usize..5) {
        check(Some(600), true, lanes, plan, crashes);
    }

    #[test]
    fn exactly_once_where_keys_hold(plan in failures(), crashes in crashes(), lanes in 1_usize..5) {
        check(Some(86_400 * 365), false, lanes, plan, crashes);
    }
}

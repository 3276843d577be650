//! What every store must keep: each case is handed an empty store. Another implementation runs [`CASES`] on its own.

mod feeds;
mod outbox;
mod people;
mod words;

use std::pin::Pin;
use std::sync::Arc;

use desk::ports::store::BriefingStore;

/// The store that a case is about.
pub(crate) type Subject = Arc<dyn BriefingStore>;

/// A case: its name, and what it does with an empty store.
pub(crate) type Case = (&'static str, fn(Subject) -> Pin<Box<dyn Future<Output = ()> + Send>>);

/// Lists functions as cases.
macro_rules! cases {
    ($($module:ident::$name:ident),* $(,)?) => {
        &[$((stringify!($name), |store| Box::pin($module::$name(store)))),*]
    };
}

/// The contract.
pub(crate) const CASES: &[Case] = cases![
    outbox::people_go_before_editions,
    outbox::in_order_within_a_class,
    outbox::one_a_lane,
    outbox::what_waits_for_another,
    outbox::giving_up_takes_along,
    outbox::a_key_is_written_once,
    words::texts_are_found_by_their_words,
    words::nothing_shows_in_another_place,
    feeds::a_feed_goes_with_its_last_follower,
    feeds::items_wait_to_be_read_and_then_to_be_told,
    feeds::a_slot_has_one_edition,
    feeds::an_id_is_given_once,
    people::an_event_is_recorded_once_and_done_once,
    people::settings_watches_and_blocks_are_a_places_own,
    people::what_is_over_its_time_is_erased,
    people::a_person_and_a_place_are_forgotten,
];

#[tokio::test]
async fn kept_in_memory() {
    for (name, case) in CASES {
        println!("{name}");
        case(Arc::new(store::open_in_memory().await.unwrap())).await;
    }
}

#[tokio::test]
async fn kept_in_a_file() {
    for (name, case) in CASES {
        println!("{name}");
        let folder = crate::file::Folder::new();
        case(Arc::new(store::open(folder.file("desk.db")).await.unwrap())).await;
    }
}

//! Articles and their words: whose they are, how they are found.

use desk::place::Scope;
use desk::ports::store::Change;

use super::Subject;
use crate::fixture::{article, digest, place, put};

pub(crate) async fn texts_are_found_by_their_words(store: Subject) {
    let store = &*store;
    put(store, vec![Change::Article(article("a", "h1", "The mayor opened the bridge on Monday."))]).await;
    put(store, vec![Change::Article(article("a", "h2", "Bridges are closing, the mayor says; mayors agree."))]).await;
    let here = place("a");
    let found = async |words: &str| {
        let found = store.search(Scope::Place(&here), words, 5).await.unwrap();
        found.into_iter().map(|it| it.hash).collect::<Vec<_>>()
    };
    assert_eq!(found("Who opened it?").await, ["h1"]);
    assert_eq!(found("bridge").await.len(), 2, "by their stems");
    assert_eq!(found("quorum").await, [""; 0]);
    for hostile in
        ["\"", "text:bridge AND", "NEAR(", "bridge*", "^", "'; DROP TABLE text; --", "\u{0}", "", "-", "{a b}:c"]
    {
        found(hostile).await;
    }
    assert_eq!(found("bridge\" OR \"zzz").await.len(), 2);
}

pub(crate) async fn nothing_shows_in_another_place(store: Subject) {
    let store = &*store;
    let (a, b) = (place("a"), place("b"));
    put(
        store,
        vec![Change::Article(article("a", "h1", "One text for two.")), Change::Digest(digest("a", "k7f2", "h1"))],
    )
    .await;
    assert_eq!(store.article(Scope::Place(&b), "h1").await.unwrap(), None);
    assert_eq!(store.search(Scope::Place(&b), "text", 5).await.unwrap(), []);
    assert_eq!(store.digest(Scope::Place(&b), "k7f2").await.unwrap(), None);
    assert!(store.digest(Scope::Place(&a), "K7F2").await.unwrap().is_some());
    put(store, vec![Change::Article(article("b", "h1", "One text for two."))]).await;
    put(store, vec![Change::EraseArticle { place: a.clone(), hash: "h1".into() }]).await;
    assert_eq!(store.article(Scope::Place(&a), "h1").await.unwrap(), None);
    assert_eq!(store.search(Scope::Place(&a), "text", 5).await.unwrap(), []);
    assert_eq!(store.search(Scope::Place(&b), "text", 5).await.unwrap().len(), 1);
}

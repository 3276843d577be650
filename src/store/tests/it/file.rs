//! What the store promises of its file.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use desk::ports::store::{BriefingStore, StoreError};

use crate::fixture::{at, event};

/// A folder that is gone with the test.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("store-{}-{count}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[tokio::test]
async fn one_process_a_database() {
    let folder = Folder::new();
    let first = store::open(folder.file("desk.db")).await.unwrap();
    assert_eq!(first.record(&event("a", "1", "ann"), at(0)).await.unwrap(), Some(1));
    let second = store::open(folder.file("desk.db")).await;
    assert!(matches!(&second, Err(StoreError::Unusable(it)) if it.contains("another Newsdesk")), "{:?}", second.err());
    drop(first);
    let again = store::open(folder.file("desk.db")).await.unwrap();
    assert_eq!(again.record(&event("a", "1", "ann"), at(0)).await.unwrap(), None);
    assert_eq!(again.waiting(0, 10).await.unwrap().len(), 1);
}

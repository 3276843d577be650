//! `newsdesk backup` and `newsdesk restore`: all that is kept, into a file and back.

use std::path::Path;

use desk::ports::Clock as _;
use desk::ports::store::StoreError;
use tokio::runtime::Builder;

use crate::arguments::Data;
use crate::clock::SystemClock;
use crate::data::Folder;
use crate::failure::Failure;
use crate::output;

pub(super) fn backup(file: &Path, data: &Data) -> Result<(), Failure> {
    let folder = Folder::of(data)?;
    if file.exists() {
        return Err(Failure::Usage(format!("{} is there already: name a new file", file.display())));
    }
    on(async {
        let store = store::open_beside(folder.database()).await?;
        store.backup(file).await?;
        store.close().await
    })?;
    output::print(&format!("Written: {}\n", file.display()))
}

pub(super) fn restore(file: &Path, data: &Data) -> Result<(), Failure> {
    let folder = Folder::of(data)?;
    folder.make()?;
    let before = on(store::restore(file, folder.database(), SystemClock.now()))?;
    let kept = before.map(|it| format!("What was there before is kept: {}\n", it.display())).unwrap_or_default();
    output::print(&format!(
        "Restored: {}\n{kept}What was on its way when the backup was made is looked for before anything is sent again.\n",
        folder.database().display()
    ))
}

/// Does a job of the store.
pub(super) fn on<T>(job: impl Future<Output = Result<T, StoreError>>) -> Result<T, Failure> {
    Builder::new_current_thread().enable_all().build()?.block_on(job).map_err(failed)
}

/// What is wrong with what is kept.
pub(super) fn failed(it: StoreError) -> Failure {
    Failure::Desk(it.to_string())
}

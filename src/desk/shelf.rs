//! Articles that were read lately, analysed and ready for questions: making one ready takes longer than a question.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use engine::Analysis;
use engine::answer::Reader;
use engine::article::Article;
use engine::lexicon::Lexicon;

/// So many articles stay ready: some tens of megabytes at most.
const ROOM: usize = 64;

/// Larger texts are made ready each time.
const LARGEST: usize = 100_000;

/// An article ready for questions.
#[derive(Debug)]
pub struct Ready {
    /// What was found in it.
    pub analysis: Analysis,
    /// Its index.
    pub reader: Reader,
}

/// The articles that are ready, the last used at the back.
#[derive(Debug, Default)]
pub struct Shelf {
    ready: Mutex<VecDeque<(String, Arc<Ready>)>>,
}

impl Shelf {
    /// The article under `key` ready for questions; `article` is made ready when it isn't there. The key must name its text
    /// and metadata: two articles under one key are the same.
    pub fn ready(&self, key: &str, article: impl FnOnce() -> Option<Article>, lexicon: &Lexicon) -> Option<Arc<Ready>> {
        if let Some(found) = self.taken(key) {
            return Some(found);
        }
        let analysis = Analysis::of(article()?, lexicon);
        let reader = Reader::of(&analysis);
        let small = analysis.article.text().len() <= LARGEST;
        let ready = Arc::new(Ready { analysis, reader });
        if small {
            let mut shelf = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
            shelf.push_back((key.to_owned(), Arc::clone(&ready)));
            if shelf.len() > ROOM {
                shelf.pop_front();
            }
        }
        Some(ready)
    }

    /// Forgets what is under a key: its text was erased.
    pub fn clear(&self, key: &str) {
        self.ready.lock().unwrap_or_else(PoisonError::into_inner).retain(|it| it.0 != key);
    }

    fn taken(&self, key: &str) -> Option<Arc<Ready>> {
        let mut shelf = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        let at = shelf.iter().position(|it| it.0 == key)?;
        let found = shelf.remove(at)?;
        let ready = Arc::clone(&found.1);
        shelf.push_back(found);
        Some(ready)
    }
}

//! Recipes: which sections a digest has and how long they are; edited in `briefings/recipes`.

use serde::{Deserialize, Serialize};

/// The digest one can ask for. Zero leaves a section out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Recipe {
    /// "flash", "standard", "deep".
    pub name: String,
    /// At most so many claims.
    pub claims: usize,
    /// At most so many disputes.
    pub disputes: usize,
    /// At most so many coming events.
    pub next: usize,
    /// At most so many open questions.
    pub questions: usize,
    /// At most so many figures.
    pub figures: usize,
    /// At most so many people.
    pub people: usize,
    /// At most so many dates in the timeline.
    pub timeline: usize,
    /// What the whole post should come near, in characters; 0 sets no bound.
    pub length: usize,
}

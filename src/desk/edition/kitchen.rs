//! Digests for many places: the same article by the same recipe is digested once, and each place gets its own copy.

use std::collections::BTreeMap;

use super::compose::Told;
use crate::digesting::{self, Errand, Made, make};
use crate::newsroom::{Newsroom, Trouble};
use crate::ports::store::{IdOf, StoreError};
use crate::record::Schedule;

/// So many digests stay ready; what many places follow is asked for one after the other.
const ROOM: usize = 64;

/// Digests that were just made.
#[derive(Debug, Default)]
pub(super) struct Kitchen(BTreeMap<(String, String, String), Made>);

impl Kitchen {
    /// The digest of a story for the schedule's place; none when it can't be made, which is logged. Without a slot it is for
    /// a preview, and has no id of its own.
    pub(super) async fn digest(
        &mut self,
        room: &Newsroom,
        schedule: &Schedule,
        story: &Told,
        slot: Option<&str>,
    ) -> Result<Option<Made>, StoreError> {
        let Some(best) = story.reports.first() else { return Ok(None) };
        let Some(article) = best.article.clone() else { return Ok(None) };
        let Ok(recipe) = room.recipes.named(&schedule.recipe).or_else(|_| room.recipes.named("standard")) else {
            return Ok(None);
        };
        let id = match slot {
            Some(_) => room.store.new_id(IdOf::Digest).await?,
            None => "preview".to_owned(),
        };
        let place = schedule.place.clone();
        let edition = slot.map(str::to_owned);
        // What is read under the same address and says the same is the same, whichever place it is kept for.
        let text = engine::article::view::TextIdentity::of(article.text()).sha256;
        let key = (text, article.metadata.url.clone().unwrap_or_default(), recipe.name.clone());
        if let Some(made) = self.0.get(&key) {
            let mut made = made.clone();
            made.article.place = place.clone();
            (made.digest.place, made.digest.id, made.digest.edition) = (place, id, edition);
            let prefix = room.prefix_in(&schedule.place);
            made.post = digesting::post(&article, &made.view, &made.digest, recipe, prefix);
            return Ok(Some(made));
        }
        let address = best.item.address.as_ref().map(crate::address::public);
        let errand =
            Errand { place, id, asked_by: None, edition, encrypted: false, fetched: best.item.address.clone() };
        let mut made = match make(room, article, recipe, errand).await {
            Ok(made) => made,
            Err(Trouble::Store(it)) => return Err(it),
            Err(Trouble::Person(it)) => {
                tracing::error!(headline = %best.headline(), trouble = %it, "a story is left out");
                return Ok(None);
            }
        };
        made.digest.url = made.digest.url.or(address);
        if self.0.len() >= ROOM {
            self.0.clear();
        }
        self.0.insert(key, made.clone());
        Ok(Some(made))
    }
}

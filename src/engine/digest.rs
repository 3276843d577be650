//! The digest: what the findings amount to, in order of importance, every word of it resting on the article.

pub mod claim;
pub mod question;
pub mod salience;
pub mod telling;
pub mod timeline;
pub mod view;
pub mod wording;

use std::collections::BTreeSet;

use claim::Claim;
use question::OpenQuestion;

use crate::Analysis;
use crate::analyse::dispute::Dispute;
use crate::analyse::entity::{Entity, EntityKind};
use crate::analyse::event::Event;
use crate::recipe::Recipe;
use crate::span::Span;

/// A digest of one article. Holds places in the text only; [`view::DigestView`] has the words.
#[derive(Clone, Debug, Default)]
pub struct Digest {
    /// `C1…`, most important first.
    pub claims: Vec<Claim>,
    /// `D1…`, surest first.
    pub disputes: Vec<Dispute>,
    /// `N1…`, in order of importance.
    pub next: Vec<NextEvent>,
    /// `Q1…`, most important first.
    pub questions: Vec<OpenQuestion>,
    /// Named in the article, accused or spoken about, and never quoted (indices of entities).
    pub unheard: Vec<usize>,
}

/// A coming event with its wording.
#[derive(Clone, Debug)]
pub struct NextEvent {
    /// What was found.
    pub event: Event,
    /// Its words.
    pub wording: wording::Wording,
    /// The sentence.
    pub evidence: Span,
}

/// Makes the digest that `recipe` asks for.
pub fn digest(analysis: &Analysis, recipe: &Recipe) -> Digest {
    let ranked = salience::rank(analysis);
    Digest {
        claims: claim::choose(analysis, &ranked, recipe.claims),
        disputes: analysis.findings.disputes.iter().take(recipe.disputes).cloned().collect(),
        next: next_events(analysis, recipe.next),
        questions: question::ask(analysis, recipe.questions),
        unheard: unheard(analysis),
    }
}

/// The surest coming events, in order.
fn next_events(analysis: &Analysis, most: usize) -> Vec<NextEvent> {
    let mut events: Vec<&Event> = analysis.findings.events.iter().collect();
    events.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.sentence.cmp(&b.sentence)));
    // A sentence is shown whole, so once.
    let mut shown = BTreeSet::new();
    events.retain(|it| shown.insert(it.sentence));
    let of = |event: &Event| {
        let sentence = analysis.sentences.get(event.sentence)?;
        // The whole sentence, shortened as a claim is, reads well where the clause that names the event may begin amid it.
        let said = claim::attribution_of(analysis, event.sentence, sentence);
        let worded = wording::word(analysis, event.sentence, said).map(|it| it.wording);
        let wording = worded.unwrap_or_else(|| wording::Wording::kept(event.what));
        Some(NextEvent { event: event.clone(), wording, evidence: sentence.span })
    };
    events.into_iter().filter_map(of).take(most).collect()
}

/// The most people listed as not quoted.
const MOST_UNHEARD: usize = 5;

/// People whom the article gives a role or names twice and who say nothing in it (indices of entities).
fn unheard(analysis: &Analysis) -> Vec<usize> {
    let findings = &analysis.findings;
    let speaks = |id: usize| findings.attributions.iter().any(|it| it.source.entity == Some(id));
    let told = |it: &Entity| it.role.is_some() || it.mentions.len() > 1;
    let people = findings.entities.iter().enumerate().filter(|(_, it)| it.kind == EntityKind::Person && told(it));
    people.map(|(id, _)| id).filter(|id| !speaks(*id)).take(MOST_UNHEARD).collect()
}

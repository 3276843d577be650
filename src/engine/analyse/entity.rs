//! People with their roles, organisations and places; each with all its mentions.

mod kind;
mod link;
pub(crate) mod name;
mod role;

pub use kind::Gender;

use crate::analyse::reading::Reading;
use crate::span::Span;

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A person.
    Person,
    /// A company, party, agency, court, team, outlet.
    Organisation,
    /// A country, city, region, site.
    Place,
    /// A people, a nationality or the like ("Ukrainians", "the Taliban").
    Group,
    /// A name of something else, or one that the text does not settle.
    Other,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MentionForm {
    /// By the full name or a part of it.
    Name,
    /// "he", "they".
    Pronoun,
    /// "the company", "the Ukrainian president".
    Description,
}

/// One mention.
#[derive(Clone, Copy, Debug)]
pub struct Mention {
    /// Where.
    pub span: Span,
    /// In which sentence (index).
    pub sentence: usize,
    /// How.
    pub form: MentionForm,
}

/// Someone or something with a name.
#[derive(Clone, Debug)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// She, he, or not known.
    pub gender: Gender,
    /// The fullest name given anywhere in the article ("Volodymyr Zelenskyy").
    pub name: Span,
    /// The fullest role or description given ("Ukrainian President", "Trump's special envoy for Ukraine and Russia").
    pub role: Option<Span>,
    /// "(SNC)", "the AP": a short form introduced by the article.
    pub short: Option<Span>,
    /// Every mention by name in order; the attribution pass adds the pronouns and descriptions it resolved.
    pub mentions: Vec<Mention>,
}

/// All entities in order of their first mention.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Entity> {
    link::Links::of(reading).finish()
}

//! (Long: all that the JSON Schema is made from.) The digest in words: what is printed, posted and written as JSON. Made only from a [`Digest`] and its analysis.

use schemars::JsonSchema;
use serde::Serialize;

use super::Digest;
use super::claim::Certainty;
use super::question::QuestionKind;
use super::wording::Label;
use super::{telling, timeline};
use crate::Analysis;
use crate::analyse::attribution::{Mode, Source, SourceKind, Stance};
use crate::analyse::entity::{EntityKind, Mention};
use crate::analyse::event::EventStatus;
use crate::analyse::figure::FigureKind;
use crate::analyse::quotation::QuotationKind;
use crate::article::Quote;
use crate::article::view::{Id, Provenance, TextIdentity};
use crate::recipe::Recipe;
use crate::segment::SentenceKind;
use crate::span::Span;

/// A digest, self-contained.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "Newsdesk digest")]
pub struct DigestView {
    /// The caller's id of the article, when one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// Headline of the article.
    pub headline: Option<String>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// What the offsets count.
    pub text: TextIdentity,
    /// `C1…`, most important first.
    pub claims: Vec<ClaimView>,
    /// `D1…`
    pub disputes: Vec<DisputeView>,
    /// `N1…`
    pub next: Vec<NextView>,
    /// `Q1…`
    pub open_questions: Vec<QuestionView>,
    /// Every direct quotation of speech.
    pub quotes: Vec<QuoteView>,
    /// Amounts, the most telling first.
    pub figures: Vec<FigureView>,
    /// Time expressions in order of the text.
    pub dates: Vec<DateView>,
    /// What happened or will happen when, earliest first.
    pub timeline: Vec<TimelineView>,
    /// People with their roles.
    pub people: Vec<PersonView>,
    /// On whom the claims rest.
    pub sources: SourceProfile,
    /// Name of the recipe.
    pub recipe: String,
    /// Version of the engine.
    pub engine: String,
}

/// Who says something.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AttributionView {
    /// Fullest name and role: "Brian Hughes (White House National Security Council spokesman)".
    pub source: String,
    /// The name alone.
    pub name: String,
    /// The role alone.
    pub role: Option<String>,
    /// Named, anonymous, document.
    pub source_kind: SourceKind,
    /// Direct, indirect, mixed.
    pub mode: Mode,
    /// What the cue does.
    pub stance: Stance,
    /// How many people an unnamed source is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

/// One claim.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ClaimView {
    /// `C1`
    pub id: String,
    /// The wording, at most 240 characters.
    pub text: String,
    /// Who says it; null when the newsroom does.
    pub attribution: Option<AttributionView>,
    /// How its source is to be shown: not at all (the words name it), before the words, or as their subject.
    pub label: Label,
    /// How sure the source says it is.
    pub certainty: Certainty,
    /// A sentence, two at most.
    pub evidence: Vec<Quote>,
}

/// So many bytes of a side's words say enough, however long their sentence is.
const TELLING: usize = 80;

/// One dispute.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DisputeView {
    /// `D1`
    pub id: String,
    /// What is disputed, in the article's words.
    pub about: String,
    /// Two sides.
    pub sides: Vec<SideView>,
}

/// One side of a dispute.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SideView {
    /// Who takes it, with role.
    pub who: String,
    /// The words that take it.
    pub text: String,
    /// The claim that has the same evidence, when one has ("C3").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// The sentence, and another one of the same side where there is one.
    pub evidence: Vec<Quote>,
}

/// One coming event.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NextView {
    /// `N1`
    pub id: String,
    /// What.
    pub what: String,
    /// When, as the article says.
    pub when: Option<String>,
    /// When, resolved (`YYYY-MM-DD`, `YYYY-MM` or `YYYY`).
    pub date: Option<String>,
    /// How firm.
    pub status: EventStatus,
    /// Who says so; null when the newsroom does.
    pub attribution: Option<AttributionView>,
    /// The sentence.
    pub evidence: Vec<Quote>,
}

/// One open question.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct QuestionView {
    /// `Q1`
    pub id: String,
    /// The question.
    pub text: String,
    /// Why it is open.
    pub kind: QuestionKind,
    /// The sentence that shows it.
    pub evidence: Vec<Quote>,
}

/// One direct quotation.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct QuoteView {
    /// The words between the marks.
    pub exact: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Who says them; null when the text does not make it certain.
    pub speaker: Option<String>,
}

/// One amount.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FigureView {
    /// The whole expression.
    pub text: String,
    /// What it measures.
    pub kind: FigureKind,
    /// The number.
    pub value: Option<f64>,
    /// Its unit.
    pub unit: Option<String>,
    /// What is counted.
    pub of: Option<String>,
    /// The expression in its place.
    pub evidence: Vec<Quote>,
}

/// One time expression.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DateView {
    /// As the article says.
    pub mention: String,
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; null when it needs a day of publication that is unknown.
    pub date: Option<String>,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// One line of the timeline.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TimelineView {
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub date: String,
    /// The clause that says what happened.
    pub text: String,
    /// The sentence.
    pub evidence: Vec<Quote>,
}

/// One person.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PersonView {
    /// Fullest name.
    pub name: String,
    /// Fullest role.
    pub role: Option<String>,
    /// The first mention.
    pub evidence: Vec<Quote>,
}

/// On whom the digest rests.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct SourceProfile {
    /// How many claims there are.
    pub claims: usize,
    /// How many rest on unnamed sources.
    pub unnamed: usize,
    /// How many rest on documents.
    pub documents: usize,
    /// How many the newsroom states itself.
    pub newsroom: usize,
    /// Named or accused in the article and not quoted.
    pub not_quoted: Vec<String>,
}

impl Digest {
    /// The digest in words. `id` is the caller's id of the article.
    pub fn view(&self, analysis: &Analysis, recipe: &Recipe, id: Option<Id>) -> DigestView {
        let words = Words { analysis };
        let article = &analysis.article;
        DigestView {
            id,
            headline: article.headline(),
            provenance: article.provenance(),
            text: TextIdentity::of(article.text()),
            claims: words.claims(self),
            disputes: words.disputes(self),
            next: words.next(self),
            open_questions: words.questions(self),
            quotes: words.quotes(),
            figures: words.figures(self, recipe.figures),
            dates: words.dates(),
            timeline: words.timeline(self, recipe.timeline),
            people: words.people(recipe.people),
            sources: words.profile(self),
            recipe: recipe.name.clone(),
            engine: crate::VERSION.into(),
        }
    }
}

/// Turns places into words.
struct Words<'a> {
    analysis: &'a Analysis,
}

impl Words<'_> {
    fn of(&self, span: Span) -> String {
        self.analysis.article.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn evidence(&self, spans: &[Span]) -> Vec<Quote> {
        spans.iter().filter_map(|it| self.analysis.article.quote(*it)).collect()
    }

    fn sentence_evidence(&self, sentence: usize) -> Vec<Quote> {
        self.analysis.sentences.get(sentence).map(|it| self.evidence(&[it.span])).unwrap_or_default()
    }

    /// "Brian Hughes (White House National Security Council spokesman)"; "Two people briefed on the talks".
    fn who(&self, source: &Source) -> String {
        let name = self.of(source.name);
        match source.role {
            Some(role) if !source.name.contains(role) => format!("{name} ({})", self.of(role)),
            _ => name,
        }
    }

    fn attribution(&self, source: &Source, mode: Mode, stance: Stance) -> Option<AttributionView> {
        (source.certain && source.kind != SourceKind::Newsroom).then(|| AttributionView {
            source: self.who(source),
            name: self.of(source.name),
            role: source.role.map(|it| self.of(it)),
            source_kind: source.kind,
            mode,
            stance,
            count: source.count,
        })
    }

    fn claims(&self, digest: &Digest) -> Vec<ClaimView> {
        let view = |(n, claim): (usize, &super::claim::Claim)| ClaimView {
            id: format!("C{}", n + 1),
            text: claim.wording.render(self.analysis),
            attribution: claim.attribution.as_ref().and_then(|it| self.attribution(&it.source, it.mode, it.stance)),
            label: claim.label,
            certainty: claim.certainty,
            evidence: self.evidence(&claim.evidence),
        };
        digest.claims.iter().enumerate().map(view).collect()
    }

    /// The words in which a side is shown: what it says, or the sentence where that alone says too little ("the plan, at
    /// least for now" of "The plan, at least for now, was called reckless by a minister").
    fn stand(&self, side: &crate::analyse::dispute::Side) -> Span {
        let sentence = self.analysis.sentences.get(side.sentence).map_or(side.content, |it| it.span);
        let telling = 2 * side.content.len() >= sentence.len() || side.content.len() >= TELLING;
        if telling { side.content } else { sentence }
    }

    fn disputes(&self, digest: &Digest) -> Vec<DisputeView> {
        let claim_of = |sentence: usize| digest.claims.iter().position(|it| it.sentence == sentence);
        let side = |it: &crate::analyse::dispute::Side| SideView {
            who: self.who(&it.source),
            text: self.of(self.stand(it)),
            claim: claim_of(it.sentence).map(|n| format!("C{}", n + 1)),
            evidence: [Some(it.sentence), it.beside]
                .into_iter()
                .flatten()
                .flat_map(|it| self.sentence_evidence(it))
                .collect(),
        };
        let view = |(n, it): (usize, &crate::analyse::dispute::Dispute)| DisputeView {
            id: format!("D{}", n + 1),
            about: self.of(it.about),
            sides: it.sides.iter().map(side).collect(),
        };
        digest.disputes.iter().enumerate().map(view).collect()
    }

    fn next(&self, digest: &Digest) -> Vec<NextView> {
        let findings = &self.analysis.findings;
        let view = |(n, it): (usize, &super::NextEvent)| {
            let said = findings.attributions.iter().find(|a| a.content.iter().any(|c| c.overlaps(it.event.what)));
            let date = it.event.when.and_then(|when| findings.dates.iter().find(|d| when.overlaps(d.span)));
            NextView {
                id: format!("N{}", n + 1),
                what: it.wording.render(self.analysis),
                when: it.event.when.map(|when| self.of(when)),
                date: date.and_then(|d| d.resolved).map(|d| d.to_string()),
                status: it.event.status,
                attribution: said.and_then(|a| self.attribution(&a.source, a.mode, a.stance)),
                evidence: self.evidence(&[it.evidence]),
            }
        };
        digest.next.iter().enumerate().map(view).collect()
    }

    fn questions(&self, digest: &Digest) -> Vec<QuestionView> {
        let view = |(n, it): (usize, &super::question::OpenQuestion)| QuestionView {
            id: format!("Q{}", n + 1),
            text: it.wording.render(self.analysis),
            kind: it.kind,
            evidence: self.evidence(&[it.evidence]),
        };
        digest.questions.iter().enumerate().map(view).collect()
    }

    fn quotes(&self) -> Vec<QuoteView> {
        let findings = &self.analysis.findings;
        let view = |it: &crate::analyse::quotation::Quotation| {
            let said = it.attribution.and_then(|n| findings.attributions.get(n)).filter(|a| a.source.certain);
            QuoteView {
                exact: self.analysis.article.slice(it.span).to_owned(),
                start: it.span.start,
                end: it.span.end,
                speaker: said.map(|a| self.who(&a.source)),
            }
        };
        let speech = findings.quotations.iter().filter(|it| it.kind == QuotationKind::Speech && !it.nested);
        speech.map(view).collect()
    }

    fn figures(&self, digest: &Digest, most: usize) -> Vec<FigureView> {
        let view = |it: &crate::analyse::figure::Figure| FigureView {
            text: self.of(it.span),
            kind: it.kind,
            value: it.value,
            unit: it.unit.map(|unit| self.of(unit)),
            of: it.of.map(|of| self.of(of)),
            evidence: self.evidence(&[it.span]),
        };
        telling::figures(self.analysis, digest, most).into_iter().map(view).collect()
    }

    fn dates(&self) -> Vec<DateView> {
        let view = |it: &crate::analyse::date::DateMention| DateView {
            mention: self.analysis.article.slice(it.span).to_owned(),
            date: it.resolved.map(|date| date.to_string()),
            start: it.span.start,
            end: it.span.end,
        };
        self.analysis.findings.dates.iter().map(view).collect()
    }

    fn timeline(&self, digest: &Digest, most: usize) -> Vec<TimelineView> {
        let view = |it: timeline::Moment| TimelineView {
            date: it.date.to_string(),
            text: it.wording.render(self.analysis),
            evidence: self.evidence(&[it.evidence]),
        };
        timeline::timeline(self.analysis, digest, most).into_iter().map(view).collect()
    }

    fn people(&self, most: usize) -> Vec<PersonView> {
        // Of the story: who wrote it or took its pictures is not in it.
        let told = |mention: &Mention| {
            self.analysis.sentences.get(mention.sentence).is_some_and(|it| it.kind == SentenceKind::Body)
        };
        let people = self.analysis.findings.entities.iter().filter(|it| it.kind == EntityKind::Person);
        let people = people.filter(|it| it.mentions.iter().any(told));
        let view = |it: &crate::analyse::entity::Entity| PersonView {
            name: self.of(it.name),
            role: it.role.map(|role| self.of(role)),
            evidence: self.evidence(&[it.name]),
        };
        people.map(view).take(most).collect()
    }

    fn profile(&self, digest: &Digest) -> SourceProfile {
        let kind = |claim: &super::claim::Claim| {
            claim.attribution.as_ref().filter(|it| it.source.certain).map_or(SourceKind::Newsroom, |it| it.source.kind)
        };
        let count = |wanted| digest.claims.iter().filter(|it| kind(it) == wanted).count();
        let entities = &self.analysis.findings.entities;
        SourceProfile {
            claims: digest.claims.len(),
            unnamed: count(SourceKind::Anonymous),
            documents: count(SourceKind::Document),
            newsroom: count(SourceKind::Newsroom),
            not_quoted: digest.unheard.iter().filter_map(|it| entities.get(*it)).map(|it| self.of(it.name)).collect(),
        }
    }
}

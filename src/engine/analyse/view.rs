//! Every finding with its words and offsets: what `newsdesk analyse` writes.

use schemars::JsonSchema;
use serde::Serialize;

use super::attribution::{Attribution, Mode, SourceKind, Stance};
use super::entity::{EntityKind, MentionForm};
use super::event::EventStatus;
use super::figure::FigureKind;
use super::hedge::HedgeKind;
use super::quotation::QuotationKind;
use crate::Analysis;
use crate::article::view::{Id, TextIdentity};
use crate::segment::SentenceKind;
use crate::span::Span;

/// All findings of one article.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "Newsdesk analysis")]
pub struct AnalysisView {
    /// The caller's id of the article, when one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// What the offsets count.
    pub text: TextIdentity,
    /// In order.
    pub sentences: Vec<SentenceView>,
    /// In order of their first mention.
    pub entities: Vec<EntityView>,
    /// In order.
    pub dates: Vec<DateView>,
    /// In order.
    pub figures: Vec<FigureView>,
    /// Everything inside quotation marks, in order.
    pub quotes: Vec<QuoteView>,
    /// In order.
    pub hedges: Vec<HedgeView>,
    /// In order.
    pub attributions: Vec<AttributionView>,
    /// In order.
    pub events: Vec<EventView>,
    /// Surest first.
    pub disputes: Vec<DisputeView>,
    /// Version of the engine.
    pub engine: String,
}

/// Words of the article and where they stand.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Place {
    /// The words.
    pub exact: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// One sentence.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SentenceView {
    /// Its words.
    #[serde(flatten)]
    pub place: Place,
    /// Where it stands.
    pub kind: SentenceKind,
    /// Number of its paragraph.
    pub paragraph: u32,
}

/// Someone or something with a name.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EntityView {
    /// What it is.
    pub kind: EntityKind,
    /// The fullest name.
    pub name: Place,
    /// The fullest role.
    pub role: Option<Place>,
    /// A short form that the article introduces.
    pub short: Option<Place>,
    /// Every mention in order.
    pub mentions: Vec<MentionView>,
}

/// One mention.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MentionView {
    /// Its words.
    #[serde(flatten)]
    pub place: Place,
    /// How it refers.
    pub form: MentionForm,
}

/// One time expression.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DateView {
    /// Its words.
    #[serde(flatten)]
    pub place: Place,
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; null when it needs a day of publication that is unknown.
    pub date: Option<String>,
    /// End of a range.
    pub until: Option<String>,
    /// Whether it lies after the day of publication.
    pub future: bool,
}

/// One amount.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FigureView {
    /// Its words.
    #[serde(flatten)]
    pub place: Place,
    /// What it measures.
    pub kind: FigureKind,
    /// The number.
    pub value: Option<f64>,
    /// Its unit.
    pub unit: Option<Place>,
    /// What is counted.
    pub of: Option<Place>,
}

/// One stretch inside quotation marks.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct QuoteView {
    /// The words between the marks.
    #[serde(flatten)]
    pub place: Place,
    /// What the marks are there for.
    pub kind: QuotationKind,
    /// Inside another quotation.
    pub nested: bool,
    /// Goes on from the quotation before.
    pub continues: bool,
    /// Who says it; null when the text does not make it certain.
    pub speaker: Option<String>,
    /// Index into `attributions`.
    pub attribution: Option<usize>,
}

/// One hedge.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HedgeView {
    /// Its words.
    #[serde(flatten)]
    pub place: Place,
    /// How the statement is held back.
    pub kind: HedgeKind,
}

/// Who says something, at one place.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SourceView {
    /// As it stands there.
    #[serde(flatten)]
    pub place: Place,
    /// The fullest name or description given anywhere in the article.
    pub name: String,
    /// The fullest role.
    pub role: Option<String>,
    /// Whether the text makes it certain.
    pub certain: bool,
    /// How many people an unnamed source is, when the text counts them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

/// One attribution.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AttributionView {
    /// Who says it.
    pub source: SourceView,
    /// What kind of source it is.
    pub source_kind: SourceKind,
    /// Direct, indirect, mixed.
    pub mode: Mode,
    /// What the cue does with the content.
    pub stance: Stance,
    /// The cue; null when the source is carried over from a sentence before.
    pub cue: Option<Place>,
    /// What is said.
    pub content: Vec<Place>,
}

/// One coming event.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EventView {
    /// The clause that names it.
    #[serde(flatten)]
    pub place: Place,
    /// When, as the article says.
    pub when: Option<Place>,
    /// How firm.
    pub status: EventStatus,
}

/// One dispute.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DisputeView {
    /// The words that name what is disputed.
    pub about: Place,
    /// Two sides.
    pub sides: Vec<SideView>,
}

/// One side of a dispute.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SideView {
    /// Fullest name of who takes it.
    pub who: String,
    /// The words that take it.
    #[serde(flatten)]
    pub place: Place,
}

impl Analysis {
    /// All findings in words. `id` is the caller's id of the article.
    pub fn view(&self, id: Option<Id>) -> AnalysisView {
        let of = |span: Span| self.place(span);
        let found = &self.findings;
        let mention = |it: &super::entity::Mention| MentionView { place: of(it.span), form: it.form };
        AnalysisView {
            id,
            text: TextIdentity::of(self.article.text()),
            sentences: Vec::from_iter(self.sentences.iter().map(|it| SentenceView {
                place: of(it.span),
                kind: it.kind,
                paragraph: it.paragraph,
            })),
            entities: Vec::from_iter(found.entities.iter().map(|it| EntityView {
                kind: it.kind,
                name: of(it.name),
                role: it.role.map(of),
                short: it.short.map(of),
                mentions: it.mentions.iter().map(mention).collect(),
            })),
            dates: Vec::from_iter(found.dates.iter().map(|it| DateView {
                place: of(it.span),
                date: it.resolved.map(|day| day.to_string()),
                until: it.until.map(|day| day.to_string()),
                future: it.future,
            })),
            figures: Vec::from_iter(found.figures.iter().map(|it| FigureView {
                place: of(it.span),
                kind: it.kind,
                value: it.value,
                unit: it.unit.map(of),
                of: it.of.map(of),
            })),
            quotes: Vec::from_iter(found.quotations.iter().map(|it| {
                let said = it.attribution.and_then(|n| found.attributions.get(n)).filter(|said| said.source.certain);
                QuoteView {
                    place: of(it.span),
                    kind: it.kind,
                    nested: it.nested,
                    continues: it.continues,
                    speaker: said.map(|said| self.article.slice(said.source.name).to_owned()),
                    attribution: it.attribution,
                }
            })),
            hedges: Vec::from_iter(found.hedges.iter().map(|it| HedgeView { place: of(it.span), kind: it.kind })),
            attributions: Vec::from_iter(found.attributions.iter().map(|it| self.attribution_view(it))),
            events: Vec::from_iter(found.events.iter().map(|it| EventView {
                place: of(it.what),
                when: it.when.map(of),
                status: it.status,
            })),
            disputes: Vec::from_iter(found.disputes.iter().map(|it| DisputeView {
                about: of(it.about),
                sides: Vec::from_iter(it.sides.iter().map(|side| SideView {
                    who: self.article.slice(side.source.name).to_owned(),
                    place: of(side.content),
                })),
            })),
            engine: crate::VERSION.into(),
        }
    }

    fn place(&self, span: Span) -> Place {
        Place { exact: self.article.slice(span).to_owned(), start: span.start, end: span.end }
    }

    fn attribution_view(&self, it: &Attribution) -> AttributionView {
        let source = &it.source;
        AttributionView {
            source: SourceView {
                place: self.place(source.mention),
                name: self.article.slice(source.name).to_owned(),
                role: source.role.map(|role| self.article.slice(role).to_owned()),
                certain: source.certain,
                count: source.count,
            },
            source_kind: source.kind,
            mode: it.mode,
            stance: it.stance,
            cue: it.cue.map(|cue| self.place(cue)),
            content: it.content.iter().map(|span| self.place(*span)).collect(),
        }
    }
}

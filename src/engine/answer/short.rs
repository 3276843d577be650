//! The few words of the evidence that supply what was asked, where only one place of it can be meant.

use crate::Analysis;
use crate::analyse::entity::{EntityKind, MentionForm};
use crate::analyse::figure::FigureKind;
use crate::answer::ask::{Asked, Kind};
use crate::answer::word::read;
use crate::span::Span;

/// The date, figure, person or place in `evidence` that answers; none when there are two, or none, that the question
/// doesn't itself name.
pub(crate) fn supplied(analysis: &Analysis, asked: &Asked, evidence: Span) -> Option<Span> {
    let findings = &analysis.findings;
    let spans: Vec<Span> = match asked.kind {
        Kind::When => findings.dates.iter().map(|it| it.span).collect(),
        Kind::HowMany => {
            let counts = findings.figures.iter().filter(|it| it.kind == FigureKind::Count);
            counts.map(|it| it.span).collect()
        }
        Kind::HowMuch => {
            let amounts = findings.figures.iter().filter(|it| matches!(it.kind, FigureKind::Money | FigureKind::Share));
            amounts.map(|it| it.span).collect()
        }
        Kind::Who | Kind::Where => {
            let kind = if asked.kind == Kind::Who { EntityKind::Person } else { EntityKind::Place };
            let named = findings.entities.iter().filter(|it| it.kind == kind).flat_map(|it| &it.mentions);
            named.filter(|it| it.form == MentionForm::Name).map(|it| it.span).collect()
        }
        _ => return None,
    };
    let mut only = None;
    for span in spans.into_iter().filter(|it| evidence.contains(*it)) {
        let mut words = Vec::new();
        read(analysis.article.text(), span, 32, &mut words);
        if words.iter().all(|it| asked.mentions(it.stem)) {
            continue;
        }
        if only.is_some_and(|it| it != span) {
            return None;
        }
        only = Some(span);
    }
    only
}

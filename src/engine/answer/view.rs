//! An answer in words: what `newsdesk ask` writes as JSON.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Answer, AnswerKind};
use crate::Analysis;
use crate::analyse::attribution::{Attribution, SourceKind};
use crate::article::Quote;
use crate::article::view::Id;

/// An answer, self-contained.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "Newsdesk answer")]
pub struct AnswerView {
    /// The caller's id, when one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// What was asked.
    pub question: String,
    /// Grounded or not.
    pub kind: AnswerKind,
    /// The short answer in the article's words, else the sentence that answers; empty when the article does not say.
    pub text: String,
    /// Who says it; null when the text does not make that certain.
    pub attribution: Option<SpokenBy>,
    /// The sentence that answers; none exactly when the article does not say.
    pub evidence: Vec<Quote>,
    /// With a refusal: the nearest passages, which are no answer.
    pub nearest: Vec<Quote>,
    /// Who says each of the nearest passages; null where the text does not make it certain.
    pub nearest_by: Vec<Option<SpokenBy>>,
}

/// Whose statement a passage is.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SpokenBy {
    /// Fullest name and role; of the newsroom's own statement, the outlet.
    pub source: String,
    /// Named, anonymous, document, newsroom.
    pub source_kind: SourceKind,
}

impl Answer {
    /// The answer in words. `id` is the caller's id.
    pub fn view(&self, analysis: &Analysis, question: &str, id: Option<Id>) -> AnswerView {
        let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let short = self.short.map(|it| analysis.article.slice(it)).filter(|it| !it.is_empty());
        let sentence = self.evidence.as_ref().map(|it| it.exact.as_str());
        AnswerView {
            id,
            question: question.to_owned(),
            kind: self.kind,
            text: fold(short.or(sentence).unwrap_or_default()),
            attribution: self.evidence.as_ref().and_then(|it| spoken_by(analysis, it)),
            evidence: self.evidence.iter().cloned().collect(),
            nearest: self.nearest.clone(),
            nearest_by: self.nearest.iter().map(|it| spoken_by(analysis, it)).collect(),
        }
    }
}

/// Who says a passage: the source whose words fill at least half of it. Where that source is not certain nobody is named;
/// where there is none the newsroom says it.
fn spoken_by(analysis: &Analysis, quote: &Quote) -> Option<SpokenBy> {
    let within = quote.span();
    let shared = |it: &Attribution| {
        let parts = it.content.iter();
        parts.map(|part| part.end.min(within.end).saturating_sub(part.start.max(within.start))).sum::<usize>()
    };
    let said = analysis.findings.attributions.iter().find(|it| shared(it) * 2 >= within.len());
    let source = match said.map(|it| &it.source) {
        Some(source) if !source.certain => return None,
        Some(source) if source.kind != SourceKind::Newsroom => source,
        _ => {
            let outlet = analysis.article.metadata.publisher.clone();
            let source = outlet.unwrap_or_else(|| "the newsroom".into());
            return Some(SpokenBy { source, source_kind: SourceKind::Newsroom });
        }
    };
    let words = |span| analysis.article.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let role = source.role.filter(|role| !source.name.contains(*role));
    let name = words(source.name);
    let source_words = role.map_or(name.clone(), |role| format!("{name} ({})", words(role)));
    Some(SpokenBy { source: source_words, source_kind: source.kind })
}

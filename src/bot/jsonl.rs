//! A JSON line in, a JSON line out, in order.

use std::io::{BufRead as _, Write as _};

use engine::Analysis;
use engine::answer::AnswerKind;
use engine::extract::{Known, from_text};
use engine::lexicon::Lexicon;
use engine::recipe::Recipe;
use serde::Deserialize;
use serde_json::{Value, json};

/// One input line.
#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    url: Option<String>,
    title: Option<String>,
    published: Option<String>,
    text: String,
    question: Option<String>,
}

fn deep() -> Recipe {
    Recipe {
        name: "deep".into(),
        claims: 8,
        disputes: 3,
        next: 4,
        questions: 7,
        figures: 50,
        people: 50,
        timeline: 20,
        length: 0,
    }
}

fn each(run: impl Fn(Line) -> anyhow::Result<Value>) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line: Line = serde_json::from_str(&line?)?;
        let id = line.id.clone();
        let value = run(line).unwrap_or_else(|error| json!({"id": id, "error": error.to_string()}));
        writeln!(out, "{value}")?;
    }
    Ok(())
}

fn read(line: &Line, lexicon: &Lexicon) -> anyhow::Result<Analysis> {
    let published = line.published.as_deref().map(str::parse).transpose()?;
    let known = Known { title: line.title.clone(), published, url: line.url.clone() };
    Ok(Analysis::of(from_text(&line.text, &known)?, lexicon))
}

/// `newsdesk brief --jsonl`
pub fn brief() -> anyhow::Result<()> {
    let lexicon = Lexicon::embedded();
    each(|line| {
        let analysis = read(&line, &lexicon)?;
        let recipe = deep();
        Ok(serde_json::to_value(engine::digest::digest(&analysis, &recipe).view(&analysis, &recipe, line.id))?)
    })
}

/// `newsdesk ask --jsonl`
pub fn ask() -> anyhow::Result<()> {
    let lexicon = Lexicon::embedded();
    each(|line| {
        let analysis = read(&line, &lexicon)?;
        let answer = engine::answer::answer(&analysis, line.question.as_deref().unwrap_or_default(), &[]);
        let kind = match answer.kind {
            AnswerKind::Grounded => "grounded",
            AnswerKind::NotInArticle => "not_in_article",
        };
        let evidence: Vec<_> = answer.evidence.iter().collect();
        let text = answer.evidence.as_ref().map(|it| it.exact.clone()).unwrap_or_default();
        Ok(json!({"id": line.id, "kind": kind, "text": text, "evidence": evidence, "nearest": answer.nearest}))
    })
}

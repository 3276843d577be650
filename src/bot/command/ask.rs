//! `newsdesk ask`: a question in, the sentence of the article that answers it out.

use engine::Analysis;
use engine::answer::{Turn, answer};

use super::Setup;
use crate::arguments::{Ask, Format};
use crate::failure::Failure;
use crate::{input, jsonl, output};

pub(super) fn run(arguments: &Ask, setup: &Setup) -> Result<(), Failure> {
    if arguments.article.jsonl {
        return jsonl::run(&arguments.article, |line| {
            let question = line.question.as_deref().filter(|it| !it.trim().is_empty());
            let question = question.ok_or("the line has no \"question\"")?;
            let analysis = Analysis::of(line.article()?, &setup.lexicon);
            Ok(answer(&analysis, question, &[]).view(&analysis, question, line.id.clone()))
        });
    }
    if arguments.questions.iter().any(|it| it.trim().is_empty()) {
        return Err(Failure::Usage("the question is empty: newsdesk ask article.txt \"Who signed it?\"".into()));
    }
    let analysis = Analysis::of(input::article(&arguments.article)?, &setup.lexicon);
    let mut thread: Vec<Turn> = Vec::new();
    for question in &arguments.questions {
        let found = answer(&analysis, question, &thread);
        match arguments.format {
            Format::Json | Format::Text | Format::Markdown => output::json(&found.view(&analysis, question, None))?,
        }
        thread.push(Turn { question: question.clone(), evidence: found.evidence.map(|it| it.span()) });
    }
    Ok(())
}

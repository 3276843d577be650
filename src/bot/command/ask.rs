//! `newsdesk ask`: a question in, the sentence of the article that answers it out.

use engine::Analysis;
use engine::answer::{Turn, answer};
use engine::render;
use engine::render::block::{Block, Line};

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
    for (n, question) in arguments.questions.iter().enumerate() {
        let found = answer(&analysis, question, &thread);
        let view = found.view(&analysis, question, None);
        if arguments.format == Format::Json {
            output::json(&view)?;
        } else {
            let mut blocks = render::answer::blocks(&view);
            if arguments.questions.len() > 1 {
                blocks.insert(0, Block::Title(Line::of(question)));
            }
            if n > 0 {
                output::print("\n")?;
            }
            output::blocks(&blocks, arguments.format)?;
        }
        thread.push(Turn { question: question.clone(), evidence: found.evidence.map(|it| it.span()) });
    }
    Ok(())
}

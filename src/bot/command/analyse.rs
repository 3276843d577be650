//! `newsdesk analyse`: every finding with its offsets.

use engine::Analysis;

use super::Setup;
use crate::arguments::{Analyse, Format};
use crate::failure::Failure;
use crate::{input, jsonl, output};

pub(super) fn run(arguments: &Analyse, setup: &Setup) -> Result<(), Failure> {
    if arguments.article.jsonl {
        return jsonl::run(&arguments.article, |line| {
            Ok(Analysis::of(line.article()?, &setup.lexicon).view(line.id.clone()))
        });
    }
    let analysis = Analysis::of(input::article(&arguments.article)?, &setup.lexicon);
    match arguments.format {
        Format::Json | Format::Text | Format::Markdown => output::json(&analysis.view(None)),
    }
}

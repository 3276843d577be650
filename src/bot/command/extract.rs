//! `newsdesk extract`: the article that was found in a page or text.

use crate::arguments::{Extract, Format};
use crate::failure::Failure;
use crate::{input, jsonl, output};

pub(super) fn run(arguments: &Extract) -> Result<(), Failure> {
    if arguments.article.jsonl {
        return jsonl::run(&arguments.article, |line| Ok(line.article()?.view(line.id.clone())));
    }
    let article = input::article(&arguments.article)?.view(None);
    match arguments.format {
        Format::Json | Format::Text | Format::Markdown => output::json(&article),
    }
}

//! `newsdesk brief`: an article in, its digest out.

use engine::Analysis;
use engine::article::Article;
use engine::article::view::Id;
use engine::digest::digest;
use engine::digest::view::DigestView;
use engine::recipe::Recipe;
use engine::render;
use engine::render::block::Block;
use engine::render::digest::Frame;
use engine::render::fit::fit;
use engine::render::terminal::{Style, terminal};

use super::Setup;
use crate::arguments::{Brief, Format};
use crate::failure::Failure;
use crate::{input, jsonl, output};

/// What is said of a text that nobody fetched.
const FRAME: Frame<'_> = Frame { given: "Text given on the command line" };

/// How to see what was left out.
const MORE: &str = "--recipe deep";

pub(super) fn run(arguments: &Brief, setup: &Setup) -> Result<(), Failure> {
    let usual = if arguments.article.jsonl { "deep" } else { "standard" };
    let recipe = setup.recipe(arguments.recipe.as_deref().unwrap_or(usual))?;
    if arguments.article.jsonl {
        return jsonl::run(&arguments.article, |line| Ok(view(line.article()?, setup, recipe, line.id.clone())));
    }
    let digest = view(input::article(&arguments.article)?, setup, recipe, None);
    if arguments.format == Format::Json {
        return output::json(&digest);
    }
    let blocks = render::digest::blocks(&digest, &FRAME);
    let length = if recipe.length == 0 { usize::MAX } else { recipe.length };
    output::blocks(&fit(blocks, length, MORE, measure), arguments.format)
}

/// Length as a reader counts it: of the plain text, whatever the format.
fn measure(blocks: &[Block]) -> usize {
    terminal(blocks, Style::default()).chars().count()
}

fn view(article: Article, setup: &Setup, recipe: &Recipe, id: Option<Id>) -> DigestView {
    let analysis = Analysis::of(article, &setup.lexicon);
    digest(&analysis, recipe).view(&analysis, recipe, id)
}

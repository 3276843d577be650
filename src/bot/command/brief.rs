//! `newsdesk brief`: an article in, its digest out.

use engine::Analysis;
use engine::article::Article;
use engine::article::view::Id;
use engine::digest::digest;
use engine::digest::view::DigestView;
use engine::recipe::Recipe;

use super::Setup;
use crate::arguments::{Brief, Format};
use crate::failure::Failure;
use crate::{input, jsonl, output};

pub(super) fn run(arguments: &Brief, setup: &Setup) -> Result<(), Failure> {
    let usual = if arguments.article.jsonl { "deep" } else { "standard" };
    let recipe = setup.recipe(arguments.recipe.as_deref().unwrap_or(usual))?;
    if arguments.article.jsonl {
        return jsonl::run(&arguments.article, |line| Ok(view(line.article()?, setup, recipe, line.id.clone())));
    }
    let digest = view(input::article(&arguments.article)?, setup, recipe, None);
    match arguments.format {
        Format::Json | Format::Text | Format::Markdown => output::json(&digest),
    }
}

fn view(article: Article, setup: &Setup, recipe: &Recipe, id: Option<Id>) -> DigestView {
    let analysis = Analysis::of(article, &setup.lexicon);
    digest(&analysis, recipe).view(&analysis, recipe, id)
}

//! `newsdesk extract`: the article that was found in a page or text.

use engine::article::view::ArticleView;
use engine::render;
use engine::render::block::{Block, Line};

use crate::arguments::{Extract, Format};
use crate::failure::Failure;
use crate::{input, jsonl, output};

pub(super) fn run(arguments: &Extract) -> Result<(), Failure> {
    if arguments.article.jsonl {
        return jsonl::run(&arguments.article, |line| Ok(line.article()?.view(line.id.clone())));
    }
    let article = input::document(&arguments.article)?.view(None);
    match arguments.format {
        Format::Json => output::json(&article),
        Format::Text | Format::Markdown => output::blocks(&blocks(&article), arguments.format),
    }
}

/// What a reader of the article would see: its headline, where it comes from, its story.
fn blocks(article: &ArticleView) -> Vec<Block> {
    let mut blocks: Vec<Block> = article.headline.iter().map(|it| Block::Title(Line::of(it))).collect();
    blocks.extend(article.standfirst.iter().map(|it| Block::Note(Line::of(it))));
    let byline = render::digest::byline(&article.provenance);
    if !byline.is_empty() {
        blocks.push(Block::Byline(Line::of(&byline)));
    }
    blocks.extend(article.body.split("\n\n").map(|it| Block::Paragraph(Line::of(it))));
    blocks
}

//! Trains the weights of `segment/model` from treebanks; the card beside them says from which, and how.
//!
//! - `train_segment tokens FILE` prints the sentences and tokens of a plain text as CoNLL-U.
//! - `train_segment silver OUT --gold FILE… --plain FILE… [--held FILE…]` learns from gold files that hold another
//!   parser's hints (see `teach.py`) and writes plain files that hold them, too, as a treebank.
//! - `train_segment weights FOLDER --gold FILE… [--silver FILE…] [--held FILE…]` writes the model files.
//!
//! `--held` may be given often: each group of files is scored. The same files give the same bytes.

#![expect(clippy::indexing_slicing, reason = "a trainer that stops at a wrong index is what one wants")]

mod corpus;
mod hints;
mod parsing;
mod perceptron;
mod sure;
mod tagging;

use std::error::Error;
use std::path::Path;

use corpus::Gold;
use engine::article::{Article, Metadata, Region, RegionKind};
use engine::lexicon::Lexicon;
use engine::span::Span;
use parsing::Example;
use perceptron::Random;

/// Slots of the tables as powers of two, and rounds of training.
struct Sizes {
    tags: u32,
    steps: u32,
    rels: u32,
    tag_rounds: usize,
    parse_rounds: usize,
}

/// What is shipped.
const SHIPPED: Sizes = Sizes { tags: 17, steps: 20, rels: 17, tag_rounds: 5, parse_rounds: 6 };
/// What annotates plain text has no need to be small.
const TEACHER: Sizes = Sizes { tags: 20, steps: 23, rels: 19, tag_rounds: 8, parse_rounds: 10 };
/// The parser learns from tags as wrong as it will meet: given by a tagger that has not seen the part.
const FOLDS: usize = 4;
/// How many times a mistake on a gold sentence counts.
const GOLD_WEIGHT: i32 = 2;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = arguments.split_first().ok_or("tokens, silver or weights?")?;
    let (target, rest) = rest.split_first().ok_or("which file or folder?")?;
    match command.as_str() {
        "tokens" => tokens(Path::new(target)),
        "silver" => silver(Path::new(target), &Files::read(rest)?),
        "weights" => weights(Path::new(target), &Files::read(rest)?),
        _ => Err("tokens, silver or weights?".into()),
    }
}

/// The groups of files that were named.
#[derive(Default)]
struct Files {
    gold: Vec<Gold>,
    silver: Vec<Gold>,
    plain: Vec<Gold>,
    held: Vec<Vec<Gold>>,
}

impl Files {
    fn read(arguments: &[String]) -> Result<Self, Box<dyn Error>> {
        let mut files = Self::default();
        for group in arguments.chunk_by(|_, next| !next.starts_with("--")) {
            let (name, paths) = group.split_first().ok_or("no group")?;
            let mut sentences = Vec::new();
            for path in paths {
                sentences.extend(corpus::read(Path::new(path))?);
            }
            match name.as_str() {
                // Checked by people, and so worth more than what a parser says.
                "--gold" => {
                    files.gold = sentences;
                    files.gold.iter_mut().for_each(|it| it.weight = GOLD_WEIGHT);
                }
                "--silver" => files.silver = sentences,
                "--plain" => files.plain = sentences,
                "--held" => files.held.push(sentences),
                other => return Err(format!("unknown group {other}").into()),
            }
        }
        Ok(files)
    }
}

fn tokens(path: &Path) -> Result<(), Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let region = Region { span: Span::new(0, text.len()), kind: RegionKind::Body };
    let article = Article::new(text, vec![region], Metadata::default());
    for sentence in engine::segment::segment(&article, &Lexicon::embedded()) {
        let spans = sentence
            .tokens
            .iter()
            .map(|it| Span::new(it.span.start - sentence.span.start, it.span.end - sentence.span.start));
        let gold = Gold { text: article.slice(sentence.span).to_owned(), spans: spans.collect(), ..Gold::default() };
        print!("{}", corpus::write(&gold, &[], &[]));
    }
    Ok(())
}

fn silver(out: &Path, files: &Files) -> Result<(), Box<dyn Error>> {
    let model = train(&files.gold, &[], &TEACHER);
    model.report(&files.held);
    let mut text = String::new();
    for gold in &files.plain {
        let tags = tagging::tag(&model.tags, gold);
        let example = Example::new(gold, tags);
        let arcs = parsing::parse(&model.parser, &example);
        text += &corpus::write(gold, &example.tags, &arcs);
    }
    std::fs::write(out, text)?;
    Ok(())
}

fn weights(folder: &Path, files: &Files) -> Result<(), Box<dyn Error>> {
    let model = train(&files.gold, &files.silver, &SHIPPED);
    model.report(&files.held);
    for (name, bytes) in [
        ("tags", &model.tags.weights),
        ("sure_tags", &model.tags.sure),
        ("steps", &model.parser.steps),
        ("sure_steps", &model.parser.sure_steps),
        ("rels", &model.parser.rels),
        ("sure_rels", &model.parser.sure_rels),
    ] {
        let path = folder.join(name).with_extension("bin");
        println!("{} bytes to {}", bytes.len(), path.display());
        std::fs::write(path, bytes)?;
    }
    Ok(())
}

struct Model {
    tags: tagging::Tables,
    parser: parsing::Tables,
}

/// Trains on all sentences; those of `gold` count for more.
fn train(gold: &[Gold], silver: &[Gold], sizes: &Sizes) -> Model {
    let count = |part: &[Gold]| part.iter().map(|it| it.forms.len()).sum::<usize>();
    println!("trains on {} gold and {} other tokens", count(gold), count(silver));
    let all: Vec<&Gold> = gold.iter().chain(silver).collect();
    let learn = |sentences: &[&Gold]| tagging::train(sentences, sizes.tags, sizes.tag_rounds, &mut Random(1));
    let tags = learn(&all);
    let mut examples = Vec::new();
    for fold in 0..FOLDS {
        let (part, rest): (Vec<_>, Vec<_>) = all.iter().enumerate().partition(|(at, _)| at % FOLDS == fold);
        let rest: Vec<&Gold> = rest.into_iter().map(|(_, gold)| *gold).collect();
        let rows = learn(&rest);
        examples.extend(part.into_iter().map(|(_, gold)| Example::new(gold, tagging::tag(&rows, gold))));
    }
    let parser = parsing::train(&examples, (sizes.steps, sizes.rels), sizes.parse_rounds, &mut Random(2));
    Model { tags, parser }
}

impl Model {
    fn report(&self, held: &[Vec<Gold>]) {
        let percent = |right: usize, all: usize| 100.0 * right as f64 / all.max(1) as f64;
        for (number, held) in held.iter().enumerate() {
            let (all, right) = tagging::score(&self.tags, held);
            let examples: Vec<_> = held.iter().map(|gold| Example::new(gold, tagging::tag(&self.tags, gold))).collect();
            let [words, heads, arcs] = parsing::score(&self.parser, &examples);
            println!(
                "held {number}: {all} tokens, tags {:.2}, heads {:.2}, heads and relations {:.2} (marks apart)",
                percent(right, all),
                percent(heads, words),
                percent(arcs, words)
            );
        }
    }
}

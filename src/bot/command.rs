//! The commands, one file each; what they share is set up once here.

mod analyse;
mod ask;
mod brief;
#[cfg(feature = "chat")]
mod chat;
mod extract;
#[cfg(feature = "web")]
mod feed;
mod generate;
#[cfg(feature = "chat")]
mod keep;
#[cfg(feature = "chat")]
mod outbox;

use std::path::Path;

use engine::lexicon::Lexicon;
use engine::recipe::{Recipe, Recipes};

#[cfg(feature = "web")]
use crate::arguments;
use crate::arguments::{Arguments, Command};
use crate::failure::Failure;

/// What every command reads: made once, then only borrowed.
struct Setup {
    lexicon: Lexicon,
    recipes: Recipes,
}

impl Setup {
    fn recipe(&self, name: &str) -> Result<&Recipe, Failure> {
        self.recipes.named(name).map_err(|it| Failure::Usage(it.to_string()))
    }
}

/// Does what the command line asks for.
pub(crate) fn run(arguments: Arguments) -> Result<(), Failure> {
    let setup = || {
        let recipes = recipes(arguments.briefings.as_deref())?;
        Ok::<_, Failure>(Setup { lexicon: Lexicon::embedded(), recipes })
    };
    match arguments.command {
        Command::Brief(it) => brief::run(&it, &setup()?),
        Command::Ask(it) => ask::run(&it, &setup()?),
        Command::Analyse(it) => analyse::run(&it, &setup()?),
        Command::Extract(it) => extract::run(&it),
        #[cfg(feature = "web")]
        Command::Feed(arguments::Feed::Test(it)) => feed::test(&it),
        #[cfg(feature = "chat")]
        Command::Chat(it) => chat::run(it, setup()?),
        #[cfg(feature = "chat")]
        Command::Outbox(it) => outbox::run(&it),
        #[cfg(feature = "chat")]
        Command::Backup { file, data } => keep::backup(&file, &data),
        #[cfg(feature = "chat")]
        Command::Restore { file, data } => keep::restore(&file, &data),
        #[cfg(feature = "web")]
        Command::ReadDocument { kind } => crate::files::read(&kind),
        Command::Schema { what } => generate::schema(what),
        Command::Completions { shell } => generate::completions(shell),
        Command::Man => generate::man(),
    }
}

/// The shipped recipes with those of an operator's folder over them.
fn recipes(overlay: Option<&Path>) -> Result<Recipes, Failure> {
    let wrong = |it: &dyn std::fmt::Display| Failure::Usage(it.to_string());
    let mut recipes = Recipes::embedded().map_err(|it| wrong(&it))?;
    let Some(folder) = overlay else { return Ok(recipes) };
    let folder = folder.join("recipes");
    let unreadable = |it| {
        Failure::Usage(format!("{}: {it}; --briefings names a folder with recipes/*.toml in it", folder.display()))
    };
    let entries = std::fs::read_dir(&folder).map_err(unreadable)?;
    let mut files = entries.map(|it| it.map(|it| it.path())).collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
    files.retain(|it| it.extension().is_some_and(|it| it == "toml"));
    // The folder's own order differs from machine to machine.
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(&file).map_err(|it| wrong(&format!("{}: {it}", file.display())))?;
        recipes.add(&file.display().to_string(), &text).map_err(|it| wrong(&it))?;
    }
    Ok(recipes)
}

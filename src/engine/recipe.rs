//! Recipes: which sections a digest has and how long they are; edited in `briefings/recipes`.

use serde::{Deserialize, Serialize};

/// The digest one can ask for. Zero leaves a section out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Recipe {
    /// "flash", "standard", "deep".
    pub name: String,
    /// One line for lists and help.
    pub summary: String,
    /// At most so many claims.
    pub claims: usize,
    /// At most so many disputes.
    pub disputes: usize,
    /// At most so many coming events.
    pub next: usize,
    /// At most so many open questions.
    pub questions: usize,
    /// At most so many figures.
    pub figures: usize,
    /// At most so many people.
    pub people: usize,
    /// At most so many dates in the timeline.
    pub timeline: usize,
    /// What the whole post should come near, in characters; 0 sets no bound.
    pub length: usize,
}

/// Why a recipe cannot be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecipeError {
    /// There is none of that name.
    #[error("there is no recipe \"{name}\": choose one of {known}")]
    Unknown {
        /// What was asked for.
        name: String,
        /// All names, with commas.
        known: String,
    },
    /// The file is not a recipe.
    #[error("the recipe in {file} cannot be read: {reason}")]
    Malformed {
        /// Which file.
        file: String,
        /// What is wrong, and where.
        reason: String,
    },
}

/// The recipes that are shipped in the binary, each with the name of its file.
const EMBEDDED: [(&str, &str); 3] = [
    ("flash.toml", include_str!("../../briefings/recipes/flash.toml")),
    ("standard.toml", include_str!("../../briefings/recipes/standard.toml")),
    ("deep.toml", include_str!("../../briefings/recipes/deep.toml")),
];

/// All recipes that can be asked for, in the order in which they are listed.
#[derive(Clone, Debug, Default)]
pub struct Recipes(Vec<Recipe>);

impl Recipes {
    /// The shipped ones.
    ///
    /// # Errors
    /// None that a build which passes its tests can give.
    pub fn embedded() -> Result<Self, RecipeError> {
        let mut recipes = Self::default();
        for (file, text) in EMBEDDED {
            recipes.add(file, text)?;
        }
        Ok(recipes)
    }

    /// Adds the recipe that `text` (TOML) describes, in place of one of the same name.
    ///
    /// # Errors
    /// `Malformed` with the reason and the line.
    pub fn add(&mut self, file: &str, text: &str) -> Result<(), RecipeError> {
        let recipe: Recipe = toml::from_str(text)
            .map_err(|it| RecipeError::Malformed { file: file.to_owned(), reason: it.to_string() })?;
        match self.0.iter_mut().find(|it| it.name == recipe.name) {
            Some(known) => *known = recipe,
            None => self.0.push(recipe),
        }
        Ok(())
    }

    /// The recipe of that name.
    ///
    /// # Errors
    /// `Unknown`, which lists the names.
    pub fn named(&self, name: &str) -> Result<&Recipe, RecipeError> {
        let known = || self.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ");
        self.iter()
            .find(|it| it.name == name)
            .ok_or_else(|| RecipeError::Unknown { name: name.to_owned(), known: known() })
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Recipe> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_recipes_are_as_promised() {
        let recipes = Recipes::embedded().unwrap();
        let check = |name: &str, expected: [usize; 7]| {
            let it = recipes.named(name).unwrap();
            let found = [it.claims, it.disputes, it.questions, it.next, it.figures, it.people, it.timeline];
            assert_eq!(found, expected, "{name}");
        };
        check("flash", [3, 0, 2, 0, 0, 0, 0]);
        check("standard", [5, 2, 4, 2, 0, 0, 0]);
        check("deep", [8, 3, 7, 4, 12, 12, 12]);
        assert!(EMBEDDED.iter().zip(recipes.iter()).all(|((file, _), it)| *file == format!("{}.toml", it.name)));
    }

    #[test]
    fn errors_name_the_remedy() {
        let mut recipes = Recipes::embedded().unwrap();
        let unknown = recipes.named("brunch").unwrap_err().to_string();
        assert_eq!(unknown, "there is no recipe \"brunch\": choose one of flash, standard, deep");
        let malformed = recipes.add("mine.toml", "name = \"mine\"\nclaim = 3\n").unwrap_err().to_string();
        assert!(malformed.starts_with("the recipe in mine.toml cannot be read: ") && malformed.contains("`claim`"));
    }

    #[test]
    fn an_overlay_replaces_by_name() {
        let mut recipes = Recipes::embedded().unwrap();
        let mine = EMBEDDED[0].1.replace("claims = 3", "claims = 1");
        recipes.add("flash.toml", &mine).unwrap();
        assert_eq!((recipes.named("flash").unwrap().claims, recipes.iter().count()), (1, 3));
    }
}

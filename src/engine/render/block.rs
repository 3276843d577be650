//! Blocks: what a post is made of, before any platform's mark-up.

use serde::{Deserialize, Serialize};

use super::clean::clean;

/// What a piece of a line is; the last step decides how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Plain words.
    Words,
    /// An id that people type ("C1").
    Id,
    /// Who says it.
    Speaker,
}

/// A piece of a line. Its text is cleaned: no control characters, no line breaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Run {
    /// The words.
    pub text: String,
    /// What they are.
    pub role: Role,
}

/// A line of text, as long as it needs to be; wrapping is the last step's affair.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Run>", into = "Vec<Run>")]
pub struct Line {
    runs: Vec<Run>,
}

impl From<Vec<Run>> for Line {
    /// What was written down is cleaned again when it is read: whoever could write there could not write mark-up.
    fn from(runs: Vec<Run>) -> Self {
        runs.into_iter().fold(Self::default(), |line, it| line.with_role(&it.text, it.role))
    }
}

impl From<Line> for Vec<Run> {
    fn from(line: Line) -> Self {
        line.runs
    }
}

impl Line {
    /// A line of plain words.
    pub fn of(text: &str) -> Self {
        Self::default().with(text)
    }

    /// Adds plain words as they are, spaces at either end included.
    #[must_use]
    pub fn with(self, text: &str) -> Self {
        self.with_role(text, Role::Words)
    }

    /// Adds words of a role.
    #[must_use]
    pub fn with_role(mut self, text: &str, role: Role) -> Self {
        let text = clean(text);
        if !text.is_empty() {
            self.runs.push(Run { text, role });
        }
        self
    }

    /// Its pieces in order.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The words alone.
    pub fn text(&self) -> String {
        self.runs.iter().map(|it| it.text.as_str()).collect()
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|it| it.text.trim().is_empty())
    }
}

/// The sections of a digest, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// The stories of an edition.
    Stories,
    /// `C1…`
    Claims,
    /// `D1…`
    Disputes,
    /// `N1…`
    Next,
    /// `Q1…`
    Questions,
    /// Amounts.
    Figures,
    /// People with their roles.
    People,
    /// What happened when.
    Timeline,
}

impl Section {
    /// Its heading.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Stories => "Stories",
            Self::Claims => "Claims",
            Self::Disputes => "Disputed",
            Self::Next => "Next",
            Self::Questions => "Open questions",
            Self::Figures => "Figures",
            Self::People => "People",
            Self::Timeline => "Timeline",
        }
    }

    /// What its items are called when some are left out.
    pub fn items(self, count: usize) -> String {
        let (one, many) = match self {
            Self::Stories => ("story", "stories"),
            Self::Claims => ("claim", "claims"),
            Self::Disputes => ("dispute", "disputes"),
            Self::Next => ("coming event", "coming events"),
            Self::Questions => ("open question", "open questions"),
            Self::Figures => ("figure", "figures"),
            Self::People => ("person", "people"),
            Self::Timeline => ("date", "dates"),
        };
        format!("{count} more {}", if count == 1 { one } else { many })
    }
}

/// One block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// The headline.
    Title(Line),
    /// Byline, outlet, date.
    Byline(Line),
    /// How far the text was checked against its publisher; that it is opinion.
    Provenance(Line),
    /// Opens a section.
    Heading(Section),
    /// A claim, dispute, event, question, figure, person or date: shown whole or left out.
    Item {
        /// Where it belongs.
        section: Section,
        /// All of it.
        line: Line,
    },
    /// A paragraph of the article itself.
    Paragraph(Line),
    /// Words of the article, verbatim, set apart from ours.
    Quotation(Line),
    /// Our own words: an answer, whose statement it is, a refusal.
    Note(Line),
    /// On whom the claims rest.
    Sources(Line),
    /// What was left out and how to see it.
    LeftOut(Line),
}

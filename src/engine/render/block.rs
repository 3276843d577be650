//! Blocks: what a post is made of, before any platform's mark-up.

use super::clean::clean;

/// What a piece of a line is; the last step decides how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Plain words.
    Words,
    /// An id that people type ("C1").
    Id,
    /// Who says it.
    Speaker,
}

/// A piece of a line. Its text is cleaned: no control characters, no line breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Run {
    /// The words.
    pub text: String,
    /// What they are.
    pub role: Role,
}

/// A line of text, as long as it needs to be; wrapping is the last step's affair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    runs: Vec<Run>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
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
#[derive(Clone, Debug, PartialEq, Eq)]
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

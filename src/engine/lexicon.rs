//! Word lists that an editor may change: embedded from `briefings/lexicon`, one entry a line, sorted, `#` comments.

mod lists;
pub mod reporting;
pub mod vocabulary;

use std::collections::BTreeSet;

use crate::analyse::cue::Cues;
use crate::analyse::hedge::Hedges;
use crate::segment::abbreviation::Abbreviations;

use reporting::ReportingVerb;
use vocabulary::Vocabulary;

/// A sorted list of lower-cased words or phrases.
#[derive(Clone, Debug, Default)]
pub struct WordList(BTreeSet<String>);

impl WordList {
    /// Reads one entry a line; blank lines and `#` comments are passed over.
    pub fn parse(text: &str) -> Self {
        let lines = text.lines().map(|it| it.split('#').next().unwrap_or_default().trim());
        Self(lines.filter(|it| !it.is_empty()).map(str::to_lowercase).collect())
    }

    /// Whether the lower-cased `word` is listed.
    pub fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// All entries in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// All lists, parsed once by the caller and handed to every pass. Each pass that needs lists adds a field here, filled in
/// [`Lexicon::embedded`] from its own file.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Words whose full stop does not end a sentence.
    pub abbreviations: Abbreviations,
    /// Words that leave open, point ahead or contradict.
    pub cues: Cues,
    /// Words by which a statement is held back.
    pub hedges: Hedges,
    /// Every listed word with what it may be: names, roles, bodies, places, function words.
    pub vocabulary: Vocabulary,
    /// "say", "deny": the verbs that [`Vocabulary::look_up`] numbers.
    pub reporting: Vec<ReportingVerb>,
}

impl Lexicon {
    /// The lists that are shipped in the binary.
    pub fn embedded() -> Self {
        let abbreviations = Abbreviations::parse(include_str!("../../briefings/lexicon/abbreviations.txt"));
        let cues = Cues::parse(include_str!("../../briefings/lexicon/cues.txt"));
        let hedges = Hedges::parse(include_str!("../../briefings/lexicon/hedges.txt"));
        let reporting = reporting::parse(include_str!("../../briefings/lexicon/reporting-verbs.txt"));
        let vocabulary = lists::vocabulary(&reporting);
        Self { abbreviations, cues, hedges, vocabulary, reporting }
    }
}

#[cfg(test)]
mod tests {
    use super::WordList;

    #[test]
    fn lists_have_comments() {
        let list = WordList::parse("# titles\nGen.\n\nSen. # senator\n");
        assert_eq!(list.iter().collect::<Vec<_>>(), ["gen.", "sen."]);
    }
}

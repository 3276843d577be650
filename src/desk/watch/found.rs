//! Whether an article has what is looked out for, and where.

use engine::Analysis;
use engine::analyse::entity::EntityKind;
use engine::segment::SentenceKind;
use engine::span::Span;

use super::query::{Kind, Query, Term};
use super::word::{Word, words};

/// An article made ready for many queries.
#[derive(Debug)]
pub struct Text {
    sentences: Vec<(Span, bool, Vec<Word>)>,
    names: Vec<(Kind, Span, Vec<Word>)>,
}

/// What came of one query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Whether it matches.
    pub matches: bool,
    /// For each of its terms, in their order, the sentence that has it first.
    pub terms: Vec<(Term, Option<Span>)>,
}

impl Text {
    /// What is said in the story itself, its headings among it; what stands around it is not looked at.
    pub fn of(analysis: &Analysis) -> Self {
        let told = |it: &&engine::segment::Sentence| matches!(it.kind, SentenceKind::Body | SentenceKind::Heading);
        let folded = |span: Span| words(analysis.article.slice(span)).map(|it| it.1).collect::<Vec<_>>();
        let sentence = |it: &engine::segment::Sentence| {
            let words = folded(it.span);
            let capitals = words.len() > 3 && words.iter().filter(|it| it.is_capitals()).count() * 10 > words.len() * 8;
            (it.span, capitals, words)
        };
        let sentences = analysis.sentences.iter().filter(told).map(sentence).collect();
        let mut names = Vec::new();
        for entity in &analysis.findings.entities {
            let kind = match entity.kind {
                EntityKind::Person => Kind::Person,
                EntityKind::Organisation => Kind::Organisation,
                _ => continue,
            };
            let first = entity.mentions.first().and_then(|it| analysis.sentences.get(it.sentence));
            let at = first.map_or(entity.name, |it| it.span);
            names.push((kind, at, folded(entity.name)));
            names.extend(entity.short.map(|it| (kind, at, folded(it))));
        }
        Self { sentences, names }
    }

    /// What comes of `query`.
    pub fn find(&self, query: &Query) -> Found {
        let terms = query.terms().into_iter().map(|it| (it.clone(), self.place(it))).collect();
        Found { matches: self.matches(query), terms }
    }

    fn matches(&self, query: &Query) -> bool {
        match query {
            Query::Term(term) => self.place(term).is_some(),
            Query::All(parts) => parts.iter().all(|it| self.matches(it)),
            Query::Any(parts) => parts.iter().any(|it| self.matches(it)),
            Query::Not(part) => !self.matches(part),
        }
    }

    /// The first sentence that has `term`.
    fn place(&self, term: &Term) -> Option<Span> {
        let same = |row: &[Word], capitals: bool| row.iter().zip(&term.words).all(|(it, of)| of.is(it, capitals));
        match term.kind {
            Kind::Words => {
                let has = |capitals: bool, words: &[Word]| words.windows(term.words.len()).any(|it| same(it, capitals));
                self.sentences.iter().find(|it| has(it.1, &it.2)).map(|it| it.0)
            }
            // "Lee" and "Ann Lee" are Ann Mary Lee.
            kind => {
                let has = |name: &[Word]| term.words.iter().all(|of| name.iter().any(|it| of.is(it, false)));
                self.names.iter().find(|it| it.0 == kind && has(&it.2)).map(|it| it.1)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use engine::extract::{Known, from_text};
    use engine::lexicon::Lexicon;

    use super::*;

    const STORY: &str = "Grain leaves the port\n\nODESA — The first ships with grain left the Black Sea port on Monday, the \
        ministry said. \"We are glad,\" said Ann Lee, head of the Harbour Board. The U.S. paid for the cranes. Exporters who \
        wait for insurance will follow.";

    #[test]
    fn what_is_found() {
        let article = from_text(STORY, &Known::default()).unwrap();
        let text = Text::of(&Analysis::of(article, &Lexicon::embedded()));
        let check = |query: &str, expected: bool| {
            assert_eq!(text.find(&Query::read(query).unwrap()).matches, expected, "{query}");
        };
        check("grains", true);
        check("grain AND wheat", false);
        check("grain OR wheat", true);
        check("\"black sea port\"", true);
        check("\"sea black\"", false);
        check("grain NOT football", true);
        check("grain NOT (football OR cranes)", false);
        check("person:\"Ann Lee\"", true);
        check("person:Lee", true);
        check("person:Board", false);
        check("org:\"Harbour Board\"", true);
        check("US", true);
        check("WHO", false);
    }

    #[test]
    fn where_it_is_found() {
        let article = from_text(STORY, &Known::default()).unwrap();
        let analysis = Analysis::of(article, &Lexicon::embedded());
        let found = Text::of(&analysis).find(&Query::read("cranes AND wheat").unwrap());
        let said: Vec<_> =
            found.terms.iter().map(|it| (it.0.to_string(), it.1.map(|it| analysis.article.slice(it)))).collect();
        assert_eq!(said, [("cranes".into(), Some("The U.S. paid for the cranes.")), ("wheat".into(), None)]);
    }
}

//! Quotations: what stands inside quotation marks, straight or curly, nested, over paragraphs, broken by the cue.

mod form;
mod mark;
mod pair;

use crate::article::{Article, RegionKind};
use crate::lexicon::Lexicon;
use crate::segment::Sentence;
use crate::span::Span;

/// What the quotation marks are there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuotationKind {
    /// Words that somebody spoke or wrote.
    Speech,
    /// A word held at arm's length, a nickname, a term: nobody's speech.
    Scare,
    /// The title of a work.
    Title,
}

/// One stretch of quoted text. Over paragraphs there is one a paragraph, tied by `continues`.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// The words between the marks.
    pub span: Span,
    /// With the marks.
    pub outer: Span,
    /// What it is.
    pub kind: QuotationKind,
    /// Inside another quotation.
    pub nested: bool,
    /// Goes on from the quotation before (next paragraph, or after the cue).
    pub continues: bool,
    /// Index into `Findings::attributions`, filled by that pass.
    pub attribution: Option<usize>,
}

/// All quotations of the body in order. What looks like a term or a title is marked so by its form alone; the attribution
/// pass makes speech of the terms that somebody is said to have used.
pub fn find(article: &Article, _sentences: &[Sentence], _lexicon: &Lexicon) -> Vec<Quotation> {
    let text = article.text();
    let mut found: Vec<Quotation> = Vec::new();
    let mut paragraphs = article.spans(RegionKind::Body).map(|it| (it, mark::marks(text, it))).peekable();
    let mut left_open = false;
    while let Some((paragraph, marks)) = paragraphs.next() {
        let goes_on = paragraphs.peek().is_some_and(|(next, marks)| pair::goes_on(text, *next, marks));
        let paired = pair::pair(text, paragraph, &marks, left_open, goes_on);
        let mut outer_end = 0;
        for pair in paired.pairs {
            let nested = pair.outer.end <= outer_end;
            outer_end = outer_end.max(pair.outer.end);
            let continues = left_open && pair.outer.start == paragraph.start;
            let kind = form::kind(text, paragraph, pair.inner, pair.outer);
            found.push(Quotation { span: pair.inner, outer: pair.outer, kind, nested, continues, attribution: None });
        }
        left_open = paired.left_open;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Metadata, Region};

    /// `expected`: each quotation's words; a nested one after ">", one that is no speech after "~", one that goes on after "+".
    fn check(text: &str, expected: &[&str]) {
        let mut regions = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            regions.push(Region { span: Span::new(at, at + line.len()), kind: RegionKind::Body });
            at += line.len() + 1;
        }
        let article = Article::new(text.into(), regions, Metadata::default());
        let show = |it: &Quotation| {
            let mark = if it.nested {
                ">"
            } else if it.kind != QuotationKind::Speech {
                "~"
            } else if it.continues {
                "+"
            } else {
                ""
            };
            format!("{mark}{}", it.span.of(text))
        };
        let found: Vec<String> = find(&article, &[], &Lexicon::embedded()).iter().map(show).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn straight_curly_and_mixed_marks() {
        check("\"We will go there,\" he said. \"They know.\"", &["We will go there,", "They know."]);
        check("“We will go there,” he said.", &["We will go there,"]);
        check(
            "“We will go there,\" he said, with “no evidence at all of\" it.",
            &["We will go there,", "no evidence at all of"],
        );
        check("''We will not go there,'' he said.", &["We will not go there,"]);
        check("“It was all an attempt,’’ he said.", &["It was all an attempt,"]);
        check("„We will never go there“, he said.", &["We will never go there"]);
    }

    #[test]
    fn single_marks_and_apostrophes() {
        check("'We won't go there,' he said.", &["We won't go there,"]);
        check("‘We’ve seen the workers’ rights go,’ he said.", &["We’ve seen the workers’ rights go,"]);
        check("The workers' rights and the teachers' pay.", &[]);
        check("Rock 'n' roll in the '90s, 'til late.", &[]);
        check("It's the firm's 'strategy of going to the limit' that failed.", &["strategy of going to the limit"]);
    }

    #[test]
    fn nested() {
        check(
            "\"He said 'I will not come here' and left,\" she said.",
            &["He said 'I will not come here' and left,", ">I will not come here"],
        );
        check("“He said “no” and left,” she said.", &["He said “no” and left,", ">no"]);
        check("''He said 'never,''' she said.", &["He said 'never,'", ">never,"]);
        check("'He said \"never again\" to us,' she said.", &["He said \"never again\" to us,", ">never again"]);
    }

    #[test]
    fn over_paragraphs() {
        check("She said: \"We go.\n\"And we stay here.\" He left.", &["We go.", "+And we stay here."]);
        check("She said: “We go.\nAnd we stay here.” He left.", &["We go.", "+And we stay here."]);
        check("She said: “We all go now. He was not there.\nThey left.", &["We all go now. He was not there."]);
    }

    #[test]
    fn unclosed() {
        check(
            "\"We all go there now, he said. \"You all stay where you are,\" she said.",
            &["We all go there now, he said.", "You all stay where you are,"],
        );
        check("A 5'10\" man and a 12\" pipe.", &[]);
        check("\"", &[]);
        check("“”\n\"\"", &[]);
    }

    #[test]
    fn terms_and_titles() {
        check("This “on-ramp” was built.", &["~on-ramp"]);
        check("The film \"The Long Way Home\" won.", &["~The Long Way Home"]);
        check("The firm, named \"Better Idea of Ours,\" won.", &["~Better Idea of Ours,"]);
    }

    #[test]
    fn any_text_is_survived_in_linear_time() {
        for unit in ["\"", "'a ", "“a", "a' ", "\"a 'b ", "''' "] {
            let text = unit.repeat(50_000);
            let region = Region { span: Span::new(0, text.len()), kind: RegionKind::Body };
            find(&Article::new(text, vec![region], Metadata::default()), &[], &Lexicon::embedded());
        }
    }
}

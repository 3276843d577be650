//! One paragraph on its way to becoming a region, and what it is by itself.

use super::{
    Known,
    byline::{self, Byline},
    caption, dateline, furniture,
    look::{End, Look},
    paragraph::Paragraph,
    publication_date::{self, DateLine},
};
use crate::{article::RegionKind, span::Span};

/// What a paragraph is by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    /// Known by its own words.
    Sure(RegionKind),
    /// A line that is nothing but a date.
    Date(DateLine),
    /// A line that names its writers.
    Byline(Byline),
    /// Two to four capitalised words: a name, or a short heading.
    Name,
    /// An outlet's name, or a writer's role.
    Outlet,
    /// A short line that does not end as a sentence does.
    Short,
    /// A short question.
    Question,
    /// Sentences.
    Prose,
}

/// One paragraph with what is known of it so far.
pub(super) struct Piece<'t> {
    /// Where it stands.
    pub span: Span,
    /// Whether an empty line stands before it.
    pub after_gap: bool,
    /// How it looks.
    pub look: Look<'t>,
    /// What it is by itself.
    pub guess: Guess,
    /// What it is: given by mark-up from the start, else decided from its neighbours.
    pub kind: Option<RegionKind>,
}

/// Words in the longest line that can be a heading.
const HEADING: usize = 14;

impl<'t> Piece<'t> {
    /// The piece that a paragraph is; mark-up may have said what it is.
    pub(super) fn of(text: &'t str, paragraph: Paragraph, given: Option<RegionKind>) -> Self {
        let look = Look::of(paragraph.span.of(text));
        let guess = match given {
            None => guess(&look),
            Some(kind @ (RegionKind::Headline | RegionKind::Heading)) => match furniture::kind(&look) {
                Some(RegionKind::Boilerplate) if kind == RegionKind::Heading => Guess::Sure(RegionKind::Boilerplate),
                _ => Guess::Short,
            },
            Some(kind) => match guess(&look) {
                free @ (Guess::Byline(_) | Guess::Date(_) | Guess::Name | Guess::Outlet) => free,
                _ => Guess::Sure(kind),
            },
        };
        let kind = if let Guess::Sure(kind) = guess { given.map(|_| kind) } else { given };
        Self { span: paragraph.span, after_gap: paragraph.after_gap, look, guess, kind }
    }

    /// Whether it was decided to be of that kind.
    pub(super) fn is(&self, kind: RegionKind) -> bool {
        self.kind == Some(kind)
    }

    /// Whether it holds sentences that may be the story's.
    pub(super) fn is_prose(&self) -> bool {
        self.guess == Guess::Prose
    }

    /// Whether it is the title that the caller knows.
    pub(super) fn is_title(&self, known: &Known) -> bool {
        known.title.as_deref().is_some_and(|title| {
            let (title, line) = (Look::of(title).folded(), self.look.folded());
            // The page's title often goes on with the outlet's name: "… | The Post".
            !line.is_empty() && (title == line || line.len() > 20 && title.starts_with(&line))
        })
    }
}

/// Whether the paragraph is doubled or has a credit beside it, as captions do.
pub(super) fn is_under_picture(pieces: &[Piece<'_>], idx: usize) -> bool {
    let Some(this) = pieces.get(idx) else { return false };
    let near = |at: Option<usize>| at.and_then(|it| pieces.get(it));
    let (above, below) = (near(idx.checked_sub(1)), near(Some(idx + 1)));
    let same = |it: &Piece<'_>| it.look.text == this.look.text;
    let credit = |it: &Piece<'_>| it.guess == Guess::Sure(RegionKind::Credit);
    let beyond = [near(idx.checked_sub(2)), near(Some(idx + 2))].into_iter().flatten().any(same);
    let twice = above.is_some_and(same) != below.is_some_and(same) && !beyond;
    let doubled = this.look.words.len() >= 3 && twice;
    // A picture may also stand between two paragraphs of the story, with its credit alone under it. The line right above
    // the credit is the caption; one a gap away only where it reads like one.
    let close = this.after_gap && below.is_some_and(|it| credit(it) && !it.after_gap);
    let one = !this.look.has_inner_stop() && this.look.words.len() <= 60 && !this.look.opens_quoted();
    let beside = above.is_some_and(credit) || below.is_some_and(credit);
    doubled || one && close || one && beside && caption::shows_plainly(&this.look)
}

fn guess(look: &Look<'_>) -> Guess {
    if let Some(date) = publication_date::read(look.text) {
        return Guess::Date(date);
    }
    if let Some((outlet, date)) = publication_date::behind_comma(look.text)
        && byline::is_outlet(outlet)
    {
        return Guess::Date(date);
    }
    if let Some(byline) = byline::read_parts(look) {
        return Guess::Byline(byline);
    }
    if let Some(kind) = furniture::kind(look) {
        return Guess::Sure(kind);
    }
    if let Some(byline) = byline::read(look) {
        return Guess::Byline(byline);
    }
    if caption::is_caption(look) {
        return Guess::Sure(RegionKind::Caption);
    }
    let n_words = look.words.len();
    let begins_small = look.text.starts_with(char::is_lowercase);
    let short = n_words <= HEADING && !look.has_inner_stop() && dateline::find(look.text).is_none();
    match look.end {
        // A short quotation without an end mark is a heading; a long one is somebody speaking.
        End::Open if short && look.is_quoted() && n_words > 8 => Guess::Prose,
        // An item of a list in the story says something, even without a full stop.
        End::Open if n_words >= 5 && look.text.starts_with(['-', '•', '*', '–']) => Guess::Prose,
        End::Open if short && byline::is_name(look.text) => Guess::Name,
        End::Open if short && (byline::is_outlet(look.text) || byline::is_role(look.text)) => Guess::Outlet,
        // What begins small goes on with a sentence that a line break cut.
        End::Open if short && !begins_small && !ends_in_comma(look) => Guess::Short,
        // "Timeline:" heads a part, "She added:" leads over to what she says.
        End::Colon if n_words == 1 => Guess::Short,
        End::Question if short && is_question_heading(look) => Guess::Question,
        // "GARLAND STEPS ASIDE." and the hours of a running report.
        End::Stop if look.capitals && (2..=10).contains(&n_words) && !look.opens_quoted() => Guess::Short,
        End::Stop | End::Colon if is_clock(look) => Guess::Short,
        _ => Guess::Prose,
    }
}

/// "9:40 p.m." alone on its line.
fn is_clock(look: &Look<'_>) -> bool {
    let begins = look.words.first().is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    let tail =
        |it: &&str| matches!(it.trim_end_matches([':', '.']), "a.m" | "p.m" | "am" | "pm" | "ET" | "GMT" | "BST");
    begins && (2..=3).contains(&look.words.len()) && look.words.iter().skip(1).all(tail)
}

fn ends_in_comma(look: &Look<'_>) -> bool {
    look.text.ends_with([',', ';', '-', '–', '—'])
}

/// One question, not a quoted one, and not one that goes on with the text before it or talks to somebody.
fn is_question_heading(look: &Look<'_>) -> bool {
    #[rustfmt::skip]
    const GOES_ON: &[&str] = &[
        "and", "because", "but", "he", "he's", "i", "i'm", "it", "it's", "or", "she", "she's", "so", "that", "that's", "the", "then", "there", "they",
        "they're", "this", "we", "we're", "yet", "you", "you're",
    ];
    let first = look.words.first().map(|it| it.to_lowercase().replace('’', "'")).unwrap_or_default();
    let goes_on = GOES_ON.contains(&first.trim_end_matches(','));
    // "ANN LEE: Why not?" in a transcript.
    let speaks = look.words.iter().take(3).any(|it| it.ends_with(':'));
    !look.opens_quoted() && !goes_on && !speaks && look.words.len() >= 2 && look.text.ends_with('?')
}

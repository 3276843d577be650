//! Plain text to an article: paragraphs, what each is by itself, then what its neighbours make of it.

use super::{
    Known,
    byline::{self, Byline},
    caption, dateline, furniture,
    look::{End, Look},
    paragraph::{self, Paragraph},
    publication_date::{self, DateLine},
};
use crate::{
    article::{Article, Metadata, Region, RegionKind},
    span::Span,
};

/// What a paragraph is by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Guess {
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

/// One paragraph on its way to becoming a region.
struct Piece<'t> {
    span: Span,
    after_gap: bool,
    look: Look<'t>,
    guess: Guess,
    /// Set once it is decided.
    kind: Option<RegionKind>,
}

impl Piece<'_> {
    fn is(&self, kind: RegionKind) -> bool {
        self.kind == Some(kind)
    }
}

/// Paragraphs that may stand before the story.
const HEADER: usize = 30;

/// Words in the longest line that can be a heading.
const HEADING: usize = 14;

/// The article that `text` is. Never fails: a text without a story has no body region.
pub fn article(text: String, known: &Known) -> Article {
    let mut pieces: Vec<Piece<'_>> = paragraph::paragraphs(&text).iter().map(|it| piece(&text, *it)).collect();
    let start = story_start(&pieces, known);
    let (header, story) = pieces.split_at_mut(start);
    mark_header(header, known);
    mark_story(story);
    let regions = regions(&text, &pieces);
    let metadata = metadata(&pieces, known);
    Article::new(text, regions, metadata)
}

fn piece(text: &str, paragraph: Paragraph) -> Piece<'_> {
    let Paragraph { span, after_gap } = paragraph;
    let look = Look::of(span.of(text));
    let guess = guess(&look);
    Piece { span, after_gap, look, guess, kind: None }
}

fn guess(look: &Look<'_>) -> Guess {
    if let Some(date) = publication_date::read(look.text) {
        return Guess::Date(date);
    }
    if let Some((outlet, date)) = publication_date::behind_comma(look.text) {
        if byline::is_outlet(outlet) {
            return Guess::Date(date);
        }
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

/// The number of the first paragraph of the story; what stands before it is the header.
fn story_start(pieces: &[Piece<'_>], known: &Known) -> usize {
    let limit = pieces.len().min(HEADER);
    let head = pieces.get(..limit).unwrap_or_default();
    let is_prose = |piece: &Piece<'_>| matches!(piece.guess, Guess::Prose);
    // A header holds at most a standfirst and a caption or two, no running text.
    let lean = |end: usize| {
        let prose = head.get(..end).unwrap_or_default().iter().filter(|it| is_prose(it));
        let (count, words) = prose.fold((0, 0), |(count, words), it| (count + 1, words + it.look.words.len()));
        count <= 3 && words <= 130
    };
    let dateline = head.iter().position(|it| is_prose(it) && dateline::find(it.look.text).is_some());
    if let Some(at) = dateline.filter(|at| lean(*at)) {
        return at;
    }
    let marks = |piece: &Piece<'_>| matches!(piece.guess, Guess::Byline(_) | Guess::Date(_));
    let marker =
        head.iter().enumerate().rfind(|(at, it)| marks(it) && n_prose(head, *at) <= 2 && lean(*at)).map(|(at, _)| at);
    if let Some(at) = marker {
        let first =
            head.iter().enumerate().skip(at + 1).find(|(idx, it)| is_prose(it) && !is_under_picture(head, *idx));
        return first.map_or(limit, |(idx, _)| idx);
    }
    let begins = head.first().is_some_and(|it| !is_prose(it) || is_title(it, known));
    let first = head
        .iter()
        .enumerate()
        .skip(usize::from(begins))
        .find(|(idx, it)| is_prose(it) && !is_under_picture(head, *idx));
    match first {
        Some((idx, _)) if begins => idx,
        Some(_) if head.first().is_some_and(|it| is_headline_sentence(it, head.get(1), known)) => 1,
        Some(_) => 0,
        None if begins => limit.min(1),
        None => 0,
    }
}

fn n_prose(head: &[Piece<'_>], end: usize) -> usize {
    head.iter().take(end).filter(|it| matches!(it.guess, Guess::Prose)).count()
}

/// Whether the paragraph is doubled or has a credit beside it, as captions do.
fn is_under_picture(pieces: &[Piece<'_>], idx: usize) -> bool {
    let Some(this) = pieces.get(idx) else { return false };
    let near = |at: Option<usize>| at.and_then(|it| pieces.get(it));
    let (above, below) = (near(idx.checked_sub(1)), near(Some(idx + 1)));
    let same = |it: &Piece<'_>| it.look.text == this.look.text;
    let credit = |it: &Piece<'_>| it.guess == Guess::Sure(RegionKind::Credit);
    let doubled = this.look.words.len() >= 3 && (above.is_some_and(same) || below.is_some_and(same));
    // A picture may also stand between two paragraphs of the story, with its credit alone under it. The line right above
    // the credit is the caption; one a gap away only where it reads like one.
    let close = this.after_gap && below.is_some_and(|it| credit(it) && !it.after_gap);
    let one = !this.look.has_inner_stop() && this.look.words.len() <= 60 && !this.look.opens_quoted();
    let beside = above.is_some_and(credit) || below.is_some_and(credit);
    doubled || one && close || one && beside && caption::shows_plainly(&this.look)
}

fn is_title(piece: &Piece<'_>, known: &Known) -> bool {
    known.title.as_deref().is_some_and(|title| {
        let (title, line) = (Look::of(title).folded(), piece.look.folded());
        // The page's title often goes on with the outlet's name: "… | The Post".
        !line.is_empty() && (title == line || line.len() > 20 && title.starts_with(&line))
    })
}

/// A headline that was given a full stop: in title case, before running text, where no other title is known.
fn is_headline_sentence(piece: &Piece<'_>, next: Option<&Piece<'_>>, known: &Known) -> bool {
    let look = &piece.look;
    let cased = look.is_title_case() && look.words.len() >= 4 && look.upper * 3 >= look.words.len() * 2;
    known.title.is_none()
        && cased
        && look.words.len() <= 20
        && !look.has_inner_stop()
        && !look.opens_quoted()
        && next.is_some_and(|it| it.look.words.len() >= look.words.len())
}

/// Decides what each paragraph before the story is.
fn mark_header(header: &mut [Piece<'_>], known: &Known) {
    let pictures: Vec<bool> = (0..header.len()).map(|idx| is_under_picture(header, idx)).collect();
    let is_line = |it: &Piece<'_>| matches!(it.guess, Guess::Short | Guess::Question | Guess::Prose | Guess::Name);
    let titled = header.iter().position(|it| is_title(it, known));
    let first = header
        .iter()
        .zip(&pictures)
        .position(|(it, picture)| is_line(it) && !picture || is_line(it) && it.look.words.len() > 2);
    // "World" or "Opinion" above the headline is a section's name.
    let kicker = first.filter(|at| {
        let short = |idx: usize| header.get(idx).map_or(0, |it| it.look.words.len());
        header.get(at + 1).is_some_and(is_line) && short(*at) <= 2 && short(at + 1) >= 4
    });
    let headline = titled.or_else(|| kicker.map(|at| at + 1).or(first));
    let mut signed = false;
    let mut picture_above = false;
    for (idx, piece) in header.iter_mut().enumerate() {
        let picture = pictures.get(idx).copied().unwrap_or(false);
        let before = headline.is_some_and(|at| idx < at);
        let kind = match &piece.guess {
            _ if headline == Some(idx) => RegionKind::Headline,
            Guess::Sure(kind) => *kind,
            Guess::Date(_) => RegionKind::Date,
            Guess::Byline(_) => RegionKind::Byline,
            _ if is_title(piece, known) => RegionKind::Headline,
            Guess::Outlet if byline::is_role(piece.look.text) => RegionKind::Byline,
            Guess::Outlet => RegionKind::Publisher,
            Guess::Name if byline::is_outlet(piece.look.text) && (signed || piece.look.text.starts_with("The ")) => {
                RegionKind::Publisher
            }
            // "Ann Lee at Saltgate Park", as sport reporters sign.
            Guess::Short if byline::name_at_place(piece.look.text).is_some() => RegionKind::Byline,
            _ if picture => RegionKind::Caption,
            Guess::Name if !before || known.title.is_some() => RegionKind::Byline,
            _ if before && piece.look.words.len() <= 4 => RegionKind::Boilerplate,
            // A standfirst stands above the byline; what stands below it belongs to a picture.
            _ if signed || picture_above => RegionKind::Caption,
            _ => RegionKind::Standfirst,
        };
        signed |= matches!(kind, RegionKind::Byline | RegionKind::Date);
        picture_above = kind == RegionKind::Caption;
        piece.kind = Some(kind);
    }
}

/// Decides what each paragraph from the story's first on is.
fn mark_story(story: &mut [Piece<'_>]) {
    let pictures: Vec<bool> = (0..story.len()).map(|idx| is_under_picture(story, idx)).collect();
    let last_prose = story.iter().rposition(|it| it.guess == Guess::Prose).unwrap_or(0);
    let lists: Vec<bool> = (0..story.len()).map(|idx| is_in_list(story, idx)).collect();
    for (idx, piece) in story.iter_mut().enumerate() {
        let picture = pictures.get(idx).copied().unwrap_or(false);
        let listed = lists.get(idx).copied().unwrap_or(false);
        piece.kind = Some(match &piece.guess {
            Guess::Sure(kind) => *kind,
            _ if picture => RegionKind::Caption,
            Guess::Prose => RegionKind::Body,
            Guess::Byline(_) => RegionKind::Byline,
            Guess::Date(_) if idx > last_prose => RegionKind::Date,
            Guess::Date(_) => RegionKind::Heading,
            _ if listed => RegionKind::Table,
            _ if idx > last_prose => RegionKind::Boilerplate,
            Guess::Name | Guess::Outlet | Guess::Short | Guess::Question => RegionKind::Heading,
        });
    }
    for idx in 0..story.len() {
        let below = story.get(idx + 1).and_then(|it| it.kind);
        let Some(piece) = story.get_mut(idx) else { continue };
        // Links between paragraphs come as heading after heading; only the last one can head the text below.
        if piece.is(RegionKind::Heading) && below == Some(RegionKind::Heading) {
            piece.kind = Some(RegionKind::Boilerplate);
        }
        // The columns' names stand above a table.
        if piece.is(RegionKind::Heading) && below == Some(RegionKind::Table) {
            piece.kind = Some(RegionKind::Table);
        }
    }
}

/// Whether the piece is one of three or more short lines in a row.
fn is_in_list(story: &[Piece<'_>], idx: usize) -> bool {
    let short = |at: Option<usize>| {
        let piece = at.and_then(|it| story.get(it));
        piece.is_some_and(|it| matches!(it.guess, Guess::Short | Guess::Name | Guess::Outlet))
    };
    let (a, b, d, e) = (idx.checked_sub(2), idx.checked_sub(1), Some(idx + 1), Some(idx + 2));
    short(Some(idx))
        && (short(a) && short(b) && short(d)
            || short(b) && short(d) && short(e)
            || short(b) && short(a) && short(idx.checked_sub(3)))
}

fn regions(text: &str, pieces: &[Piece<'_>]) -> Vec<Region> {
    let mut regions = Vec::with_capacity(pieces.len() + 2);
    for piece in pieces {
        let kind = piece.kind.unwrap_or(RegionKind::Body);
        let mut span = piece.span;
        let dateline = (kind == RegionKind::Body).then(|| dateline::find(piece.look.text)).flatten();
        if let Some(found) = dateline {
            let head = Span::new(span.start, span.start + found.span.end);
            regions.push(Region { span: head, kind: RegionKind::Dateline });
            span = Span::new(head.end, span.end).trimmed(text);
        }
        // Agencies close the last paragraph with "(Reporting by …)".
        let note = (kind == RegionKind::Body).then(|| furniture::closing_note(span.of(text))).flatten();
        if let Some(at) = note {
            regions.push(Region { span: Span::new(span.start, span.start + at).trimmed(text), kind });
            span = Span::new(span.start + at, span.end);
            regions.push(Region { span, kind: RegionKind::Contributor });
            continue;
        }
        regions.push(Region { span, kind });
    }
    regions
}

fn metadata(pieces: &[Piece<'_>], known: &Known) -> Metadata {
    let mut found = Metadata { headline: known.title.clone(), url: known.url.clone(), ..Metadata::default() };
    let mut first_body = true;
    let mut day: Option<DateLine> = None;
    for piece in pieces {
        let text = piece.look.text;
        match (piece.kind, &piece.guess) {
            (Some(RegionKind::Headline), _) => found.headline = found.headline.or_else(|| Some(text.to_owned())),
            (Some(RegionKind::Standfirst), _) => {}
            // A byline within the story is that of a box, not of the article.
            (Some(RegionKind::Byline), Guess::Byline(byline)) if first_body => {
                found.byline.extend(byline.names.iter().cloned());
                found.publisher = found.publisher.or_else(|| byline.outlet.clone());
            }
            (Some(RegionKind::Byline), Guess::Name) => found.byline.push(byline::in_running_case(text)),
            (Some(RegionKind::Byline), Guess::Short) => {
                found.byline.extend(byline::name_at_place(text).map(str::to_owned))
            }
            (Some(RegionKind::Byline), Guess::Outlet) => {
                let outlet = text.split(',').map(str::trim).find(|it| byline::is_outlet(it) && !byline::is_role(it));
                found.publisher = found.publisher.or_else(|| outlet.map(str::to_owned));
            }
            (Some(RegionKind::Publisher), _) => found.publisher = found.publisher.or_else(|| Some(text.to_owned())),
            (Some(RegionKind::Date), Guess::Date(date)) => {
                let better = day.is_none_or(|it| it.day.is_none() || it.updated && !date.updated && date.day.is_some());
                day = if better { Some(*date) } else { day };
                let outlet = publication_date::behind_comma(text).filter(|(outlet, _)| byline::is_outlet(outlet));
                found.publisher = found.publisher.or_else(|| outlet.map(|(outlet, _)| outlet.to_owned()));
            }
            (Some(RegionKind::Body), _) if first_body => {
                first_body = false;
                if let Some(dateline) = dateline::find(text) {
                    found.dateline_place = dateline.place;
                    found.publisher = found.publisher.or(dateline.agency);
                }
            }
            _ => {}
        }
        found.opinion |= first_body && is_opinion_mark(text);
    }
    found.date_published = known.published.or_else(|| day.and_then(|it| it.day));
    found.opinion |= known.url.as_deref().is_some_and(is_opinion_address);
    found.opinion |= known.title.as_deref().is_some_and(is_opinion_mark);
    found
}

/// "Opinion", "Editorial: …", "… | Opinion".
fn is_opinion_mark(text: &str) -> bool {
    #[rustfmt::skip]
    const MARKS: &[&str] = &[
        "comment", "commentary", "editorial", "guest column", "guest essay", "leading article",
        "letter to the editor", "op-ed", "oped", "opinion", "the times view", "viewpoint",
    ];
    if text.len() > 300 {
        return false;
    }
    let mark = |part: &str| MARKS.contains(&Look::of(part).folded().as_str());
    mark(text)
        || text.split_once([':', '|', '—', '–']).is_some_and(|(head, _)| mark(head))
        || text.rsplit_once('|').is_some_and(|(_, tail)| mark(tail))
}

fn is_opinion_address(url: &str) -> bool {
    url.split(['?', '#']).next().unwrap_or_default().split('/').any(|it| {
        matches!(it, "opinion" | "opinions" | "commentisfree" | "editorial" | "editorials" | "op-ed" | "commentary")
    })
}

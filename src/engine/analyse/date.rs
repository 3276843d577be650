//! Time expressions, resolved against the day of publication and the dateline; unresolved where that day is unknown.

mod calendar;
mod expression;
mod named;
mod relative;
mod resolve;
mod tense;
mod year;

use chrono::{Datelike as _, NaiveDate};

use crate::analyse::words::{Words, lowered};
use crate::article::{Article, RegionKind};
use crate::lexicon::Lexicon;
use crate::segment::Sentence;
use crate::span::Span;

use expression::{Expression, Names, expression};
use resolve::{Core, Frame, resolve};
use tense::{Tense, tense};

/// A day, month or year, as exact as the text allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resolved {
    /// A day.
    Day(NaiveDate),
    /// A month of a year.
    Month(i32, u32),
    /// A year.
    Year(i32),
}

impl std::fmt::Display for Resolved {
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

/// One time expression.
#[derive(Clone, Copy, Debug)]
pub struct DateMention {
    /// Where ("Friday, Feb. 14, 2025", "last month", "Thursday morning").
    pub span: Span,
    /// In which sentence (index).
    pub sentence: usize,
    /// What it means; `None` when the day of publication would be needed and is unknown.
    pub resolved: Option<Resolved>,
    /// Last day or month of a range ("from Monday to Friday" gives two mentions; "May 3-5" one with an end).
    pub until: Option<Resolved>,
    /// Whether it lies after the day of publication.
    pub future: bool,
    /// Whether it is a shorter reading of the mention before it ("this month" in "earlier this month").
    pub nested: bool,
}

/// All time expressions in order, a longer reading before the shorter ones inside it.
pub fn find(article: &Article, sentences: &[Sentence], _lexicon: &Lexicon) -> Vec<DateMention> {
    let lower = lowered(article);
    let names = Names { may: is_a_name(&lower, article) };
    let mut reader =
        Reader { frame: Frame::default(), published: article.metadata.date_published, near: None, dated: None };
    reader.frame.today = reader.published;
    let mut dateline = article.spans(RegionKind::Dateline).peekable();
    let mut found = Vec::new();
    for (sentence, it) in sentences.iter().enumerate() {
        let words = Words::new(article, &lower, it);
        let before = found.len();
        reader.sentence(&words, sentence, names, &mut found);
        while dateline.next_if(|line| line.end < it.span.start).is_some() {}
        if dateline.peek().is_some_and(|line| line.overlaps(it.span)) {
            let day = found.get(before..).unwrap_or_default().iter().find_map(|it| it.resolved);
            reader.written_on(day);
        }
    }
    found
}

/// Whether "May" is somebody's name in this text: once at least a capitalised word that is no preposition stands before it.
fn is_a_name(lower: &str, article: &Article) -> bool {
    let text = article.text();
    lower.match_indices(" may").any(|(at, _)| {
        let here = text.get(at + 1..).unwrap_or_default();
        let whole =
            here.starts_with("May") && !here.get(3..).unwrap_or_default().starts_with(|it: char| it.is_alphanumeric());
        let before = text.get(..at).unwrap_or_default();
        let word = before.rsplit(|it: char| it.is_whitespace()).next().unwrap_or_default();
        let name = word.starts_with(char::is_uppercase) && word.trim_end_matches('.').chars().all(char::is_alphabetic);
        let folded = word.to_ascii_lowercase();
        let title = matches!(
            folded.trim_end_matches('.'),
            "mrs" | "ms" | "mr" | "minister" | "secretary" | "sir" | "lady" | "president"
        );
        let leads = matches!(
            folded.as_str(),
            "in" | "since"
                | "last"
                | "next"
                | "by"
                | "from"
                | "until"
                | "till"
                | "on"
                | "of"
                | "early"
                | "late"
                | "mid"
                | "this"
                | "during"
                | "and"
                | "to"
                | "but"
                | "before"
                | "after"
                | "the"
                | "it"
                | "he"
                | "she"
                | "they"
                | "you"
                | "we"
                | "i"
                | "that"
                | "what"
                | "who"
        );
        // At the head of a sentence "Officials May" is a title in capitals; there "May" is followed by a verb's base, which
        // cannot be told from a surname here. Only a given name or a title counts.
        whole
            && name
            && !leads
            && calendar::weekday(&folded).is_none()
            && (title || before.len() > word.len() && word.len() > 2 && is_given(before, word))
    })
}

/// Whether `word`, the last of `before`, can be a given name: it does not open a sentence.
fn is_given(before: &str, word: &str) -> bool {
    let head = before.get(..before.len() - word.len()).unwrap_or_default().trim_end();
    head.ends_with(|it: char| it.is_lowercase() || it == ',') && !word.ends_with('.')
}

/// What was read so far.
struct Reader {
    frame: Frame,
    published: Option<NaiveDate>,
    /// The last resolved mention: sentence, paragraph, meaning.
    near: Option<(usize, u32, Resolved)>,
    /// The last month that was named with its year: sentence, paragraph, year, month.
    dated: Option<(usize, u32, i32, u32)>,
}

impl Reader {
    /// The dateline names the day of writing, which relative dates count from when it is close to that of publication.
    fn written_on(&mut self, day: Option<Resolved>) {
        let Some(Resolved::Day(day)) = day else { return };
        if self.published.is_none_or(|it| (it - day).num_days().abs() <= 7) {
            self.frame.today = Some(day);
        }
    }

    fn sentence(&mut self, words: &Words<'_>, sentence: usize, names: Names, found: &mut Vec<DateMention>) {
        let paragraph = words.sentence().paragraph;
        let (mut at, mut floor) = (0, 0);
        while at < words.len() {
            let Some(it) = expression(words, at, floor, names) else {
                at += 1;
                continue;
            };
            at = it.last.max(at) + 1;
            floor = at;
            self.near = self.near.filter(|near| near.0 == sentence || near.0 + 1 == sentence && near.1 == paragraph);
            self.dated = self.dated.filter(|dated| dated.0 + 2 >= sentence && dated.1 == paragraph);
            self.mention(words, sentence, &it, found);
        }
    }

    fn mention(&mut self, words: &Words<'_>, sentence: usize, it: &Expression, found: &mut Vec<DateMention>) {
        let paragraph = words.sentence().paragraph;
        let looks = if needs_tense(it.core) { tense(words, it.first, it.last) } else { Tense::Open };
        let before = self.near.map(|it| it.2);
        self.frame.before = match it.core {
            // "up from 3 percent a year earlier": without another date it counts from now.
            Core::Apart(_, n) if n < 0 => before.or(self.frame.today.map(Resolved::Day)),
            _ => before,
        };
        self.frame.dated = self.dated.map(|it| (it.2, it.3));
        let meaning = resolve(it.core, &self.frame, looks);
        if meaning.is_none()
            && (matches!(it.core, Core::Apart(..) | Core::WeekdayAfter(_)) || self.frame.today.is_some())
        {
            return;
        }
        let (resolved, until) = (meaning.map(|it| it.0), meaning.and_then(|it| it.1));
        let later = words.at(it.first) == "later" || matches!(looks, Tense::Future | Tense::Prospective);
        let future = resolved.zip(self.published).is_some_and(|(date, today)| is_after(date, today, later));
        let mention = |(first, last), nested| DateMention {
            span: words.span(first, last),
            sentence,
            resolved,
            until,
            future,
            nested,
        };
        found.push(mention((it.first, it.last), false));
        found.extend(it.inner.into_iter().flatten().map(|place| mention(place, true)));
        if let Some(date) = resolved {
            self.near = Some((sentence, paragraph, until.unwrap_or(date)));
            match (it.core, date) {
                (Core::Day { year: Some(year), .. }, Resolved::Day(day)) => {
                    self.dated = Some((sentence, paragraph, year, day.month()))
                }
                (Core::Month { year: Some(year), month, .. }, _) => {
                    self.dated = Some((sentence, paragraph, year, month))
                }
                _ => {}
            }
        }
    }
}

/// Whether the meaning hangs on the tense around it.
fn needs_tense(core: Core) -> bool {
    !matches!(core, Core::Year(..) | Core::Offset(_) | Core::Apart(..) | Core::WeekdayOf(..) | Core::WeekdayAfter(_))
}

/// Whether `date` lies after `today`; of a period that has begun, what is said to come.
fn is_after(date: Resolved, today: NaiveDate, later: bool) -> bool {
    let now = (today.year(), today.month());
    match date {
        Resolved::Day(day) => day > today,
        Resolved::Month(year, month) => (year, month) > now || (year, month) == now && later,
        Resolved::Year(year) => year > now.0 || year == now.0 && later,
    }
}

#[cfg(test)]
mod tests;

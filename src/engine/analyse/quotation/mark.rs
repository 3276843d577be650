//! Quotation marks of one paragraph: where they stand and which way each may face.

use crate::span::Span;

/// Whether a mark is a single or a double one. Straight, curly and doubled single marks of a class pair freely, because
/// news texts mix them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// `"`, `“`, `”`, `''`, `’’`, `«`.
    Double,
    /// `'`, `‘`, `’`.
    Single,
}

/// Which way a mark faces, as far as the mark and its neighbours tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facing {
    /// It opens.
    Open,
    /// It closes.
    Close,
    /// What is open decides.
    Either,
}

/// One quotation mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// The mark itself.
    pub(super) span: Span,
    /// Single or double.
    pub(super) class: Class,
    /// Which way.
    pub(super) facing: Facing,
    /// A closing single mark after "s" and before a space may as well be a plural's apostrophe.
    pub(super) perhaps_apostrophe: bool,
}

/// All marks of the paragraph at `span`, in order. Apostrophes and inch marks are none.
pub(super) fn marks(text: &str, span: Span) -> Vec<Mark> {
    let paragraph = span.of(text);
    let mut found = Vec::new();
    let mut before: Option<char> = None;
    let mut rest = paragraph.char_indices().peekable();
    while let Some((at, glyph)) = rest.next() {
        if !is_mark(glyph) {
            before = Some(glyph);
            continue;
        }
        // A run of single marks is read together: '' is a double mark, ''' a double and a single one.
        let mut run = 1;
        let mut end = at + glyph.len_utf8();
        let doubles = matches!(glyph, '\'' | '’' | '‘' | '`');
        while let Some((next_at, next)) = rest.next_if(|&(_, next)| doubles && next == glyph && run < 3) {
            run += 1;
            end = next_at + next.len_utf8();
        }
        let after = paragraph.get(end..).and_then(|it| it.chars().next());
        let place = Place { glyph, before, after, rest: paragraph.get(end..).unwrap_or_default() };
        let (from, to, one) = (span.start + at, span.start + end, glyph.len_utf8());
        let double = |from, to| Mark { span: Span::new(from, to), ..place.double() };
        match (run, glyph) {
            (1, '\'' | '’' | '‘') => found.extend(place.single(Span::new(from, to))),
            (1, '`') => {}
            (1 | 2, _) => found.push(double(from, to)),
            // Three: the single one is the inner.
            _ if place.double().facing == Facing::Open => {
                found.push(double(from, to - one));
                found.extend(place.single(Span::new(to - one, to)));
            }
            _ => {
                found.extend(place.single(Span::new(from, from + one)));
                found.push(double(from + one, to));
            }
        }
        before = Some(glyph);
    }
    found
}

fn is_mark(glyph: char) -> bool {
    matches!(glyph, '"' | '“' | '”' | '„' | '«' | '»' | '\'' | '‘' | '’' | '`')
}

/// A mark with its neighbours.
struct Place<'a> {
    glyph: char,
    before: Option<char>,
    after: Option<char>,
    rest: &'a str,
}

impl Place<'_> {
    /// Something that a quotation may follow directly.
    fn free_before(&self) -> bool {
        self.before.is_none_or(|it| {
            it.is_whitespace() || matches!(it, '(' | '[' | '{' | '—' | '–' | '-' | '/' | ':') || is_mark(it)
        })
    }

    /// Something that may follow a quotation directly.
    fn free_after(&self) -> bool {
        self.after.is_none_or(|it| !it.is_alphanumeric() && !matches!(it, '(' | '[' | '$' | '#' | '@' | '£' | '€'))
    }

    fn word_after(&self) -> bool {
        self.after.is_some_and(|it| !it.is_whitespace() && !matches!(it, ',' | ';' | ':' | '?' | '!' | ')' | ']'))
    }

    fn double(&self) -> Mark {
        let space_before = self.before.is_none_or(char::is_whitespace);
        let space_after = self.after.is_none_or(char::is_whitespace);
        let facing = match self.glyph {
            '„' | '«' => Facing::Open,
            // Some texts close with the opening glyph, or open with the closing one.
            '“' if space_before || self.word_after() => Facing::Open,
            '”' | '»' | '’' if !space_before || space_after => Facing::Close,
            _ if self.free_before() && self.word_after() && (space_before || !self.free_after()) => Facing::Open,
            _ if self.free_after() && !space_before && (space_after || !self.free_before()) => Facing::Close,
            _ => Facing::Either,
        };
        Mark { span: Span::default(), class: Class::Double, facing, perhaps_apostrophe: false }
    }

    fn single(&self, span: Span) -> Option<Mark> {
        let facing = if self.glyph == '‘' {
            Facing::Open
        } else if self.free_before()
            && self.after.is_some_and(|it| it.is_alphanumeric() || matches!(it, '[' | '$' | '…'))
        {
            // "'em", "'90s": a word that has lost its head.
            if clipped(self.rest) {
                return None;
            }
            Facing::Open
        } else if self.free_after() && self.before.is_some_and(|it| !it.is_whitespace()) {
            Facing::Close
        } else {
            return None;
        };
        let plural = matches!(self.before, Some('s' | 'S' | 'z' | 'x')) && self.after.is_some_and(char::is_whitespace);
        let perhaps_apostrophe = facing == Facing::Close && plural;
        Some(Mark { span, class: Class::Single, facing, perhaps_apostrophe })
    }
}

/// Whether what follows an apostrophe is the tail of a clipped word.
fn clipped(rest: &str) -> bool {
    let word = rest.split(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
    let decade = word.len() >= 2 && word.bytes().take(2).all(|it| it.is_ascii_digit()) && word.len() <= 3;
    decade
        || ["em", "til", "tis", "twas", "cause", "bout", "round", "n", "s"]
            .iter()
            .any(|it| word.eq_ignore_ascii_case(it))
}

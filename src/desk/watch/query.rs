//! Reads what to look out for: words, "phrases", person:"…", org:"…", with AND, OR, NOT and brackets.

use std::fmt;

use super::word::{Word, words};

/// The longest query.
const LONGEST: usize = 500;

/// The most terms of one.
const MOST: usize = 40;

/// Brackets within brackets.
const DEEPEST: usize = 12;

/// A query as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// One term.
    Term(Term),
    /// All of them.
    All(Vec<Query>),
    /// One of them at least.
    Any(Vec<Query>),
    /// That it isn't so.
    Not(Box<Query>),
}

/// Words that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What they are to be.
    pub kind: Kind,
    /// As they were given.
    pub shown: String,
    /// As they are compared; at least one.
    pub words: Vec<Word>,
}

/// What a term is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any words.
    Words,
    /// The name of a person.
    Person,
    /// The name of an organisation.
    Organisation,
}

/// What is wrong with a query, and where; a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct QueryError(String);

impl Query {
    /// Reads `text`.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn read(text: &str) -> Result<Self, QueryError> {
        let error = |said: String| Err(QueryError(said));
        if text.chars().count() > LONGEST {
            return error(format!("The words to look out for are too many: {LONGEST} characters at most."));
        }
        let pieces = pieces(text)?;
        if pieces.is_empty() {
            return error("Say what to look out for, for example: grain AND (export OR \"Black Sea\")".into());
        }
        let mut reader = Reader { text, pieces: &pieces, at: 0, terms: 0 };
        let query = reader.any(0)?;
        match reader.peek() {
            None => Ok(query),
            // Only a closing bracket ends what isn't at its end.
            Some(piece) => error(format!("There is a \")\" too many {}.", reader.after(piece.start))),
        }
    }

    /// Whether it only says what isn't to be there, so that nearly everything matches.
    pub fn only_excludes(&self) -> bool {
        match self {
            Self::Term(_) => false,
            Self::Not(_) => true,
            Self::All(parts) => parts.iter().all(Self::only_excludes),
            Self::Any(parts) => parts.iter().any(Self::only_excludes),
        }
    }

    /// Its terms, in their order.
    pub fn terms(&self) -> Vec<&Term> {
        match self {
            Self::Term(term) => vec![term],
            Self::Not(part) => part.terms(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::terms).collect(),
        }
    }
}

impl fmt::Display for Query {
    /// As it was understood, with every AND and every bracket.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |f: &mut fmt::Formatter<'_>, parts: &[Self], by: &str| {
            for (at, part) in parts.iter().enumerate() {
                f.write_str(if at == 0 { "" } else { by })?;
                match part {
                    Self::All(_) | Self::Any(_) => write!(f, "({part})")?,
                    _ => write!(f, "{part}")?,
                }
            }
            Ok(())
        };
        match self {
            Self::Term(term) => write!(f, "{term}"),
            Self::Not(part) if matches!(**part, Self::Term(_)) => write!(f, "NOT {part}"),
            Self::Not(part) => write!(f, "NOT ({part})"),
            Self::All(parts) => joined(f, parts, " AND "),
            Self::Any(parts) => joined(f, parts, " OR "),
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = &self.shown;
        match self.kind {
            Kind::Words if self.words.len() == 1 && !shown.contains(' ') => f.write_str(shown),
            Kind::Words => write!(f, "\"{shown}\""),
            Kind::Person => write!(f, "person:\"{shown}\""),
            Kind::Organisation => write!(f, "org:\"{shown}\""),
        }
    }
}

/// A piece of the query and where it begins.
#[derive(Clone, Debug)]
struct Piece {
    start: usize,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Open,
    Close,
    And,
    Or,
    Not,
    Term(Term),
}

fn is_quote(it: char) -> bool {
    matches!(it, '"' | '“' | '”' | '„')
}

/// Cuts the query into pieces.
fn pieces(text: &str) -> Result<Vec<Piece>, QueryError> {
    let mut pieces = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        let what = match first {
            it if it.is_whitespace() || it == ',' => continue,
            '(' => What::Open,
            ')' => What::Close,
            // As in search boxes: what has a minus before it isn't to be there.
            '-' => What::Not,
            it if is_quote(it) => What::Term(quoted(text, start, Kind::Words, &mut rest)?),
            _ => {
                let mut end = start + first.len_utf8();
                while let Some((at, it)) =
                    rest.next_if(|it| !it.1.is_whitespace() && !matches!(it.1, '(' | ')' | ',') && !is_quote(it.1))
                {
                    end = at + it.len_utf8();
                }
                let word = text.get(start..end).unwrap_or_default();
                bare(text, start, word, &mut rest)?
            }
        };
        pieces.push(Piece { start, what });
    }
    Ok(pieces)
}

type Chars<'a> = std::iter::Peekable<std::str::CharIndices<'a>>;

/// What a word without quotation marks is: an operator, a prefix of a name, or itself.
fn bare(text: &str, start: usize, word: &str, rest: &mut Chars<'_>) -> Result<What, QueryError> {
    match word.to_lowercase().as_str() {
        "and" | "&" | "&&" | "+" => return Ok(What::And),
        "or" | "|" | "||" => return Ok(What::Or),
        "not" | "!" => return Ok(What::Not),
        _ => {}
    }
    let Some((prefix, name)) = word.split_once(':') else {
        return Ok(What::Term(term(text, start, Kind::Words, word)?));
    };
    let kind = match prefix.to_lowercase().as_str() {
        "person" => Kind::Person,
        "org" | "organisation" | "organization" => Kind::Organisation,
        _ => {
            let said = format!(
                "\"{prefix}:\" {} is not known: write person:\"…\" or org:\"…\", or put the words in quotation marks.",
                after(text, start)
            );
            return Err(QueryError(said));
        }
    };
    if !name.is_empty() {
        return Ok(What::Term(term(text, start, kind, name)?));
    }
    match rest.next_if(|it| is_quote(it.1)) {
        Some((at, _)) => Ok(What::Term(quoted(text, at, kind, rest)?)),
        None => Err(QueryError(format!("A name is missing after \"{word}\": write {word}\"First Last\"."))),
    }
}

/// The words up to the closing mark.
fn quoted(text: &str, open: usize, kind: Kind, rest: &mut Chars<'_>) -> Result<Term, QueryError> {
    let from = rest.peek().map_or(text.len(), |it| it.0);
    for (at, it) in rest.by_ref() {
        if is_quote(it) {
            return term(text, open, kind, text.get(from..at).unwrap_or_default());
        }
    }
    let words: String = text.get(from..).unwrap_or_default().chars().take(30).collect();
    Err(QueryError(format!("The quotation mark before \"{}\" is never closed.", words.trim())))
}

fn term(text: &str, start: usize, kind: Kind, shown: &str) -> Result<Term, QueryError> {
    let words = words(shown).map(|it| it.1).collect::<Vec<_>>();
    if words.is_empty() {
        return Err(QueryError(format!("There is no word in \"{shown}\" {}.", after(text, start))));
    }
    Ok(Term { kind, shown: shown.split_whitespace().collect::<Vec<_>>().join(" "), words })
}

/// Where something stands, in words: `after "grain AND"`, `at the beginning`.
fn after(text: &str, start: usize) -> String {
    let before = text.get(..start).unwrap_or_default().trim();
    if before.is_empty() {
        return "at the beginning".into();
    }
    let count = before.chars().count();
    let last: String = before.chars().skip(count.saturating_sub(30)).collect();
    format!("after \"{}{last}\"", if count > 30 { "…" } else { "" })
}

/// Reads pieces by descent: OR binds least, then AND (also where nothing is written), then NOT.
struct Reader<'a> {
    text: &'a str,
    pieces: &'a [Piece],
    at: usize,
    terms: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<&Piece> {
        self.pieces.get(self.at)
    }

    fn takes(&mut self, what: &What) -> bool {
        let is = self.peek().is_some_and(|it| it.what == *what);
        self.at += usize::from(is);
        is
    }

    fn after(&self, start: usize) -> String {
        after(self.text, start)
    }

    fn any(&mut self, depth: usize) -> Result<Query, QueryError> {
        let mut parts = vec![self.all(depth)?];
        while self.takes(&What::Or) {
            parts.push(self.all(depth)?);
        }
        Ok(one_or(parts, Query::Any))
    }

    fn all(&mut self, depth: usize) -> Result<Query, QueryError> {
        let mut parts = vec![self.not(depth)?];
        loop {
            let said = self.takes(&What::And);
            if !said && matches!(self.peek().map(|it| &it.what), None | Some(What::Or | What::Close)) {
                return Ok(one_or(parts, Query::All));
            }
            parts.push(self.not(depth)?);
        }
    }

    fn not(&mut self, depth: usize) -> Result<Query, QueryError> {
        if self.takes(&What::Not) {
            if depth >= DEEPEST {
                return Err(QueryError("There are too many brackets and NOTs within each other.".into()));
            }
            return Ok(Query::Not(Box::new(self.not(depth + 1)?)));
        }
        let Some(piece) = self.peek().cloned() else {
            return Err(QueryError(format!("Something is missing {}.", self.after(self.text.len()))));
        };
        self.at += 1;
        match piece.what {
            What::Term(term) => {
                self.terms += 1;
                if self.terms > MOST {
                    return Err(QueryError(format!("The words to look out for are too many: {MOST} at most.")));
                }
                Ok(Query::Term(term))
            }
            What::Open => {
                if depth >= DEEPEST {
                    return Err(QueryError("There are too many brackets within each other.".into()));
                }
                let query = self.any(depth + 1)?;
                if self.takes(&What::Close) {
                    return Ok(query);
                }
                Err(QueryError(format!("The bracket opened {} is never closed.", self.after(piece.start))))
            }
            What::And => Err(QueryError(format!("Something is missing before the AND {}.", self.after(piece.start)))),
            What::Or => Err(QueryError(format!("Something is missing before the OR {}.", self.after(piece.start)))),
            What::Close => {
                Err(QueryError(format!("Something is missing before the \")\" {}.", self.after(piece.start))))
            }
            What::Not => Err(QueryError(format!("Something is missing {}.", self.after(piece.start)))),
        }
    }
}

fn one_or(mut parts: Vec<Query>, many: impl Fn(Vec<Query>) -> Query) -> Query {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            parts.extend(last);
            many(parts)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries() {
        let check = |text: &str, expected: &str| {
            let query = Query::read(text).map(|it| it.to_string()).unwrap_or_else(|it| it.to_string());
            assert_eq!(query, expected, "{text}");
            if Query::read(text).is_ok() {
                assert_eq!(Query::read(&query).unwrap().to_string(), query, "what is shown is read as the same");
            }
        };
        check("grain", "grain");
        check("grain export", "grain AND export");
        check("a OR b c AND NOT d", "a OR (b AND c AND NOT d)");
        check(
            "grain and (export or \"Black Sea\") not person:\"Ann Lee\"",
            "grain AND (export OR \"Black Sea\") AND NOT person:\"Ann Lee\"",
        );
        check("org:NATO -(a b) -c", "org:\"NATO\" AND NOT (a AND b) AND NOT c");
        check("“Black  Sea”, Org:“World Bank”", "\"Black Sea\" AND org:\"World Bank\"");
        check("well-known", "\"well-known\"");
        check("", "Say what to look out for, for example: grain AND (export OR \"Black Sea\")");
        check("grain AND", "Something is missing after \"grain AND\".");
        check("OR grain", "Something is missing before the OR at the beginning.");
        check("grain (a OR", "Something is missing after \"grain (a OR\".");
        check("grain (a OR b", "The bracket opened after \"grain\" is never closed.");
        check("grain a)", "There is a \")\" too many after \"grain a\".");
        check("grain ()", "Something is missing before the \")\" after \"grain (\".");
        check("grain \"Black Sea", "The quotation mark before \"Black Sea\" is never closed.");
        check("grain person:", "A name is missing after \"person:\": write person:\"First Last\".");
        check(
            "grain from:ann",
            "\"from:\" after \"grain\" is not known: write person:\"…\" or org:\"…\", or put the words in quotation marks.",
        );
        check("a ?!", "There is no word in \"?!\" after \"a\".");
        check(&"(".repeat(100), "There are too many brackets within each other.");
        check(&"a ".repeat(100), "The words to look out for are too many: 40 at most.");
    }

    #[test]
    fn what_only_excludes() {
        let check = |text: &str, expected| assert_eq!(Query::read(text).unwrap().only_excludes(), expected, "{text}");
        check("NOT a", true);
        check("NOT a NOT b", true);
        check("a OR NOT b", true);
        check("a NOT b", false);
        check("NOT a AND (b OR c)", false);
    }
}

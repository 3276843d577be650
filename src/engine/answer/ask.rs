//! What a question asks for: its kind, its subject, the shape of what would answer it.

use crate::answer::encoder::{Encoded, Encoder};
use crate::answer::table::{DIMENSIONS, Row, Vector};
use crate::answer::word::{Shape, Word, read};
use crate::span::Span;

/// The most words of a question that are read.
pub(crate) const MOST_WORDS: usize = 24;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Who, whom, whose.
    Who,
    /// When, what day, since when.
    When,
    /// Where.
    Where,
    /// Why, how come, what made.
    Why,
    /// How, in what way.
    How,
    /// How many, how often, what number.
    HowMany,
    /// How much, what price, what share.
    HowMuch,
    /// How long, how old: a stretch of time.
    HowLong,
    /// How far, how bad: a degree.
    Degree,
    /// What or which, with or without a noun.
    What,
    /// A question that yes or no would answer.
    YesOrNo,
    /// None of these.
    Other,
}

/// One content word of a question.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term {
    /// The word.
    pub(crate) word: Word,
    /// Its meaning, when the table knows it.
    pub(crate) vector: Option<Vector>,
    /// How much it tells, from 0 to 1.
    pub(crate) weight: f32,
    /// Part of a name.
    pub(crate) name: bool,
}

/// A question, read.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// What is asked for.
    pub(crate) kind: Kind,
    /// The words that say what it is about.
    pub(crate) terms: Vec<Term>,
    /// Which of the terms is what "which", "what" or "how many" ask for ("which minister").
    pub(crate) focus: Option<usize>,
    /// Any of these shapes would answer.
    pub(crate) wanted: Shape,
    /// Asks what someone says, thinks or answers.
    pub(crate) opinion: bool,
    /// Asks about what is to come.
    pub(crate) future: bool,
    /// All words of the question.
    pub(crate) words: Vec<Word>,
    /// The meaning of the whole.
    pub(crate) meaning: [f32; DIMENSIONS],
    /// The question read in its context.
    pub(crate) encoded: Encoded,
}

impl Asked {
    /// Reads a question.
    pub(crate) fn of(question: &str, encoder: &Encoder) -> Self {
        let mut words = Vec::new();
        read(question, Span::new(0, question.len()), MOST_WORDS, &mut words);
        let folded: Vec<String> = words.iter().map(|it| it.span.of(question).to_lowercase()).collect();
        let at = |index: usize| folded.get(index).map_or("", String::as_str);
        let asker = folded.iter().position(|it| {
            matches!(it.as_str(), "who" | "whom" | "whose" | "when" | "where" | "why" | "how" | "what" | "which")
        });
        let mut kind = match asker.map(at) {
            _ if opens_yes_or_no(at(0)) => Kind::YesOrNo,
            Some("who" | "whom" | "whose") => Kind::Who,
            Some("when") => Kind::When,
            Some("where") => Kind::Where,
            Some("why") => Kind::Why,
            Some("how") => Kind::How,
            Some(_) => Kind::What,
            None => Kind::Other,
        };
        let asker = asker.unwrap_or(0);
        let (next, after) = (at(asker + 1), at(asker + 2));
        let mut focus_from = asker + 1;
        let mut wanted = Shape::default();
        if kind == Kind::How {
            kind = match next {
                "many" | "often" | "few" | "frequently" => Kind::HowMany,
                "much" | "expensive" | "pricey" => Kind::HowMuch,
                "long" | "old" | "soon" | "young" | "late" => Kind::HowLong,
                "come" => Kind::Why,
                "far" | "big" | "large" | "bad" | "badly" | "fast" | "quickly" | "high" | "tall" | "heavy" | "hard"
                | "close" | "strong" | "small" | "wide" | "deep" | "hot" | "cold" | "low" | "great" | "steep"
                | "popular" | "narrow" => Kind::Degree,
                _ => Kind::How,
            };
            focus_from = asker + 2;
        }
        if kind == Kind::What {
            kind = match (next, after) {
                ("time" | "day" | "date" | "year" | "month" | "week" | "season", _) => Kind::When,
                (
                    "made" | "makes" | "caused" | "causes" | "drove" | "drives" | "prompted" | "sparked" | "triggered",
                    _,
                )
                | ("reason", _) => Kind::Why,
                ("did" | "do" | "does", _) if at(folded.len().wrapping_sub(1)) == "for" => Kind::Why,
                ("share" | "percentage" | "proportion" | "price" | "fraction" | "amount", _) => Kind::HowMuch,
                ("number", _) => Kind::HowMany,
                // "What's" and "What is".
                ("is" | "was" | "are" | "were", _) => measured(after, at(asker + 3)),
                _ => measured(next, after),
            };
        }
        if kind == Kind::Other && matches!(at(0), "since" | "until") {
            kind = Kind::When;
        }
        let opinion = folded.iter().any(|it| is_opinion(it));
        let future =
            folded.iter().any(|it| matches!(it.as_str(), "will" | "going" | "plan" | "planning" | "next" | "ll"));
        let mut terms: Vec<Term> = Vec::new();
        let mut focus = None;
        for (index, word) in words.iter().enumerate() {
            if word.shape.has(Shape::EMPTY) || terms.len() >= MOST_TERMS {
                continue;
            }
            if index < focus_from && index >= asker && kind != Kind::Other && kind != Kind::YesOrNo {
                continue;
            }
            let sense = word.row.map(Row::sense);
            let name = word.shape.has(Shape::NAME) && (index > 0 || sense.is_none_or(|it| !it.usually_lower));
            let weight = match sense {
                Some(sense) => sense.rarity.max(if name { 0.6 } else { 0.0 }),
                None => 0.8,
            };
            let asks_noun =
                matches!(at(asker), "what" | "which" | "whose") || kind == Kind::HowMany || kind == Kind::HowMuch;
            if asks_noun && focus.is_none() && (index == focus_from || index == focus_from + 1) {
                focus = Some(terms.len());
            }
            terms.push(Term { word: *word, vector: word.row.map(Row::vector), weight, name });
        }
        let sense = focus.and_then(|it| terms.get(it)).and_then(|it| it.word.row).map(Row::sense).unwrap_or_default();
        wanted.add(kind.wants());
        if matches!(kind, Kind::What | Kind::Other) {
            if sense.person {
                wanted.add(Shape::PERSON.or(Shape::ROLE));
            }
            if sense.place {
                wanted.add(Shape::PLACE.or(Shape::SITE));
            }
            if sense.group {
                wanted.add(Shape::BODY.or(Shape::NAME));
            }
        }
        let meaning = sum_of(terms.iter().filter_map(|it| it.vector.map(|v| (v, it.weight))));
        let encoded = encoder.read(words.iter().map(|it| it.token));
        Self { kind, terms, focus, wanted, opinion, future, words, meaning, encoded }
    }

    /// Whether enough of it is English that an answer could be told from an accident: a question in another language or
    /// of garbage has hardly a word that the table knows.
    pub(crate) fn is_readable(&self) -> bool {
        let known = self.words.iter().filter(|it| it.row.is_some() || it.shape.has(Shape::DIGITS)).count();
        !self.terms.is_empty() && known * 2 > self.words.len()
    }

    /// Whether the term with this stem is in the question.
    pub(crate) fn mentions(&self, stem: u64) -> bool {
        self.words.iter().any(|it| it.stem == stem)
    }
}

/// The most content words that are looked up.
const MOST_TERMS: usize = 24;

impl Kind {
    /// Shapes of which one would answer.
    pub(crate) fn wants(self) -> Shape {
        let number = Shape::DIGITS.or(Shape::NUMERAL);
        match self {
            Self::Who => Shape::PERSON.or(Shape::ROLE).or(Shape::BODY).or(Shape::NAME),
            Self::When => Shape::DATE.or(Shape::YEAR).or(Shape::UNIT),
            Self::Where => Shape::PLACE.or(Shape::SITE),
            Self::Why => Shape::REASON,
            Self::HowMany => number,
            Self::HowMuch => number.or(Shape::MONEY).or(Shape::PERCENT),
            Self::HowLong => Shape::UNIT.or(number),
            Self::Degree => number.or(Shape::PERCENT),
            Self::How | Self::What | Self::YesOrNo | Self::Other => Shape::default(),
        }
    }
}

/// The normalised sum of weighted vectors.
pub(crate) fn sum_of(vectors: impl Iterator<Item = (Vector, f32)>) -> [f32; DIMENSIONS] {
    let mut sum = [0.0; DIMENSIONS];
    for (vector, weight) in vectors {
        for (to, from) in sum.iter_mut().zip(vector) {
            *to += weight * f32::from(from);
        }
    }
    normalise(&mut sum);
    sum
}

/// Scales to length one.
pub(crate) fn normalise(vector: &mut [f32; DIMENSIONS]) {
    let length = vector.iter().map(|it| it * it).sum::<f32>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|it| *it /= length);
    }
}

/// The kind of a "what is the …" question.
fn measured(next: &str, after: &str) -> Kind {
    match (next, after) {
        ("the", "number") => Kind::HowMany,
        ("the", "price" | "value" | "cost" | "share" | "percentage" | "figure" | "amount" | "total") => Kind::HowMuch,
        ("the", "reason" | "excuse") | ("behind", _) => Kind::Why,
        _ => Kind::What,
    }
}

fn opens_yes_or_no(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "do"
            | "does"
            | "did"
            | "has"
            | "have"
            | "had"
            | "can"
            | "could"
            | "will"
            | "would"
            | "should"
            | "may"
            | "might"
            | "must"
            | "isn"
            | "aren"
            | "wasn"
            | "weren"
            | "don"
            | "doesn"
            | "didn"
            | "hasn"
            | "haven"
            | "hadn"
            | "won"
            | "wouldn"
            | "couldn"
            | "shouldn"
            | "any"
            | "am"
    )
}

fn is_opinion(word: &str) -> bool {
    matches!(
        word,
        "say"
            | "says"
            | "said"
            | "saying"
            | "think"
            | "thinks"
            | "thought"
            | "react"
            | "reacted"
            | "reaction"
            | "respond"
            | "responded"
            | "response"
            | "answer"
            | "answered"
            | "comment"
            | "commented"
            | "feel"
            | "feels"
            | "stance"
            | "opinion"
            | "view"
            | "views"
            | "argue"
            | "argues"
            | "claim"
            | "claims"
            | "explain"
            | "excuse"
            | "believe"
            | "believes"
            | "reckon"
            | "reckons"
            | "reply"
            | "replied"
            | "according"
            | "blame"
            | "blames"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(question: &str, kind: Kind, focus: Option<&str>) {
        let asked = Asked::of(question, &Encoder::new());
        let found = asked.focus.and_then(|it| asked.terms.get(it)).map(|it| it.word.span.of(question));
        assert_eq!((asked.kind, found), (kind, focus), "{question}");
    }

    #[test]
    fn questions_have_kinds() {
        check("Who brought the document to Kyiv?", Kind::Who, None);
        check("Has the Kremlin answered?", Kind::YesOrNo, None);
        check("What day do Brits go to the polls?", Kind::When, Some("day"));
        check("How many firms tried to get in?", Kind::HowMany, Some("firms"));
        check("How come he was let out?", Kind::Why, None);
        check("Which minister signed it?", Kind::What, Some("minister"));
        check("What's the price of a ticket?", Kind::HowMuch, Some("price"));
        check("What is behind the delay?", Kind::Why, Some("behind"));
        check("", Kind::Other, None);
        check("???", Kind::Other, None);
    }
}

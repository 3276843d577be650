//! (Long: its word tables stand with what reads them.) Words of a sentence or a question as the answer pass sees them: folded, stemmed and with their shape.

use crate::answer::stem::stem;
use crate::answer::table::{Row, Table, hash};
use crate::span::Span;

/// What can be read off a word's form and its neighbours; a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape(pub(crate) u32);

impl Shape {
    /// Written with a capital (or in capitals).
    pub(crate) const CAPITAL: Self = Self(1);
    /// First word of its sentence or of a quotation in it.
    pub(crate) const START: Self = Self(1 << 1);
    /// Written in digits.
    pub(crate) const DIGITS: Self = Self(1 << 2);
    /// A year from 1500 to 2099 in digits.
    pub(crate) const YEAR: Self = Self(1 << 3);
    /// An amount of money.
    pub(crate) const MONEY: Self = Self(1 << 4);
    /// A percentage.
    pub(crate) const PERCENT: Self = Self(1 << 5);
    /// A month, a weekday, "yesterday", "o'clock".
    pub(crate) const DATE: Self = Self(1 << 6);
    /// A number in words, or a vague one ("dozens", "half").
    pub(crate) const NUMERAL: Self = Self(1 << 7);
    /// A unit of time: "years", "hours".
    pub(crate) const UNIT: Self = Self(1 << 8);
    /// Opens a reason or a purpose: "because", "due", "amid".
    pub(crate) const REASON: Self = Self(1 << 9);
    /// A negation.
    pub(crate) const NEGATION: Self = Self(1 << 10);
    /// A verb of saying.
    pub(crate) const SAYING: Self = Self(1 << 11);
    /// A preposition of place.
    pub(crate) const PLACING: Self = Self(1 << 12);
    /// A function word, which says nothing about the subject.
    pub(crate) const EMPTY: Self = Self(1 << 13);
    /// A personal pronoun of the third person.
    pub(crate) const PRONOUN: Self = Self(1 << 14);
    /// A word for a person: "spokesman", "minister", "victim".
    pub(crate) const ROLE: Self = Self(1 << 15);
    /// Names a person.
    pub(crate) const PERSON: Self = Self(1 << 16);
    /// Names a place.
    pub(crate) const PLACE: Self = Self(1 << 17);
    /// Names an organisation.
    pub(crate) const BODY: Self = Self(1 << 18);
    /// Part of a name of any kind.
    pub(crate) const NAME: Self = Self(1 << 19);
    /// Stands inside quotation marks.
    pub(crate) const QUOTED: Self = Self(1 << 20);
    /// "will", "plans", "expected": about what is to come.
    pub(crate) const FUTURE: Self = Self(1 << 21);
    /// A word for a place: "city", "hospital".
    pub(crate) const SITE: Self = Self(1 << 22);
    /// A word for a group: "company", "team".
    pub(crate) const GROUP: Self = Self(1 << 23);

    /// Whether all bits of `other` are set.
    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any bit of `other` is set.
    pub(crate) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Sets the bits of `other`.
    pub(crate) fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Both sets of bits.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Where it stands in the text that was read.
    pub(crate) span: Span,
    /// Hash of its stem: equal for "lay", "lays" and "laying".
    pub(crate) stem: u64,
    /// Its row in the table of meanings.
    pub(crate) row: Option<Row>,
    /// What stands for it when it is read in its context: its row, or that of its kind.
    pub(crate) token: Row,
    /// Its form.
    pub(crate) shape: Shape,
}

/// Reads the words of `span` of `text` into `words`, at most `limit` of them.
pub(crate) fn read(text: &str, span: Span, limit: usize, words: &mut Vec<Word>) {
    let first = words.len();
    let mut folded = String::new();
    let mut quoted = false;
    let mut starts = true;
    let mut currency = false;
    let mut chars = span.of(text).char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if words.len() - first >= limit {
            break;
        }
        if c.is_alphabetic() {
            folded.clear();
            folded.extend(c.to_lowercase());
            let mut end = at + c.len_utf8();
            while let Some(&(next, d)) = chars.peek() {
                if !d.is_alphabetic() {
                    break;
                }
                folded.extend(d.to_lowercase());
                end = next + d.len_utf8();
                chars.next();
            }
            let span = Span::new(span.start + at, span.start + end);
            // What an apostrophe leaves behind: don't, Kyiv's.
            let after_mark = words.len() > first
                && words.last().is_some_and(|last| last.span.end + 3 >= span.start)
                && matches!(text.get(..span.start).and_then(|it| it.chars().next_back()), Some('\'' | '’'));
            if after_mark && matches!(folded.as_str(), "s" | "d" | "m" | "re" | "ve" | "ll") {
                continue;
            }
            if after_mark && folded == "t" {
                if let Some(last) = words.last_mut() {
                    last.shape.add(Shape::NEGATION.or(Shape::EMPTY));
                }
                continue;
            }
            let mut shape = lettered(&folded);
            if c.is_uppercase() {
                shape.add(Shape::CAPITAL);
            }
            if starts {
                shape.add(Shape::START);
            }
            if quoted {
                shape.add(Shape::QUOTED);
            }
            let row = Table::row(&folded);
            let unknown = if c.is_uppercase() { Row::UNKNOWN_NAME } else { Row::UNKNOWN };
            words.push(Word { span, stem: hash(stem(&mut folded)), row, token: row.unwrap_or(unknown), shape });
            starts = false;
            currency = false;
        } else if c.is_ascii_digit() {
            folded.clear();
            folded.push(c);
            let mut end = at + 1;
            while let Some(&(next, d)) = chars.peek() {
                let joins = matches!(d, '.' | ',' | ':')
                    && span.of(text).get(next + 1..).is_some_and(|rest| rest.starts_with(|e: char| e.is_ascii_digit()));
                if !d.is_ascii_digit() && !joins {
                    break;
                }
                if d != ',' {
                    folded.push(d);
                }
                end = next + 1;
                chars.next();
            }
            let mut shape = Shape::DIGITS;
            let year = folded.len() == 4 && folded.bytes().all(|it| it.is_ascii_digit());
            if year && matches!(folded.parse::<u32>(), Ok(1500..=2099)) && !currency {
                shape.add(Shape::YEAR);
            }
            if folded.contains(':') {
                shape.add(Shape::DATE);
            }
            if currency {
                shape.add(Shape::MONEY);
            }
            if quoted {
                shape.add(Shape::QUOTED);
            }
            let rest = span.of(text).get(end..).unwrap_or_default();
            if rest.starts_with('%') {
                shape.add(Shape::PERCENT);
            }
            let span = Span::new(span.start + at, span.start + end);
            let token = if currency {
                Row::MONEY
            } else if shape.has(Shape::PERCENT) {
                Row::PERCENT
            } else if shape.has(Shape::DATE) {
                Row::CLOCK
            } else if shape.has(Shape::YEAR) {
                Row::YEAR
            } else if matches!(folded.parse::<u32>(), Ok(..=31)) {
                Row::SMALL
            } else {
                Row::NUMBER
            };
            words.push(Word { span, stem: hash(&folded), row: None, token, shape });
            starts = false;
            currency = false;
        } else {
            match c {
                '$' | '£' | '€' | '¥' => currency = true,
                '“' => (quoted, starts) = (true, true),
                '”' => quoted = false,
                '"' => {
                    quoted = !quoted;
                    starts = quoted;
                }
                c if c.is_whitespace() => {}
                _ => currency = false,
            }
        }
    }
    if let Some(read) = words.get_mut(first..) {
        neighbours(read);
    }
}

/// Marks what only a word's neighbours or its meaning tell: names and their kind, amounts, roles.
fn neighbours(words: &mut [Word]) {
    let mut before = Shape::default();
    let mut money_at = None;
    for at in 0..words.len() {
        let next = words.get(at + 1).map(|it| it.shape).unwrap_or_default();
        let Some(word) = words.get_mut(at) else { break };
        let sense = word.row.map(Row::sense).unwrap_or_default();
        let shape = &mut word.shape;
        let number = shape.any(Shape::DIGITS.or(Shape::NUMERAL));
        if sense.money && at > 0 {
            money_at = Some(at - 1);
        }
        if sense.percent && before.any(Shape::DIGITS.or(Shape::NUMERAL)) {
            money_at = None;
            shape.add(Shape::PERCENT);
        }
        if shape.has(Shape::CAPITAL) && !shape.has(Shape::EMPTY) && !number {
            let surely = !shape.has(Shape::START) || !sense.usually_lower || next.has(Shape::CAPITAL);
            if surely && !shape.has(Shape::DATE) {
                shape.add(Shape::NAME);
                shape.add(match sense.name {
                    1 => Shape::PERSON,
                    2 => Shape::PLACE,
                    3 => Shape::BODY,
                    _ => Shape::default(),
                });
            }
        }
        if sense.person && !shape.has(Shape::NAME) {
            shape.add(Shape::ROLE);
        }
        if sense.place && !shape.has(Shape::NAME) {
            shape.add(Shape::SITE);
        }
        if sense.group && !shape.has(Shape::NAME) {
            shape.add(Shape::GROUP);
        }
        before = *shape;
        if let Some(back) = money_at.take() {
            // "10 million dollars": up to three words back stands the number.
            for near in back.saturating_sub(2)..=back {
                if let Some(word) = words.get_mut(near)
                    && word.shape.any(Shape::DIGITS.or(Shape::NUMERAL))
                {
                    word.shape.add(Shape::MONEY);
                }
            }
        }
    }
}

/// The shape that a word in letters has by itself.
fn lettered(word: &str) -> Shape {
    let shape = match word {
        "january" | "february" | "march" | "april" | "june" | "july" | "august" | "september" | "october"
        | "november" | "december" | "jan" | "feb" | "mar" | "apr" | "jun" | "jul" | "aug" | "sept" | "sep" | "oct"
        | "nov" | "dec" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
        | "today" | "yesterday" | "tomorrow" | "tonight" | "morning" | "afternoon" | "evening" | "midnight"
        | "noon" | "overnight" | "weekend" | "spring" | "summer" | "autumn" | "winter" | "ago" | "am" | "pm"
        | "earlier" | "later" | "gmt" | "et" => Shape::DATE,
        "second" | "seconds" | "minute" | "minutes" | "hour" | "hours" | "day" | "days" | "week" | "weeks"
        | "month" | "months" | "year" | "years" | "decade" | "decades" | "century" | "centuries" | "fortnight"
        | "quarter" => Shape::UNIT,
        "one" | "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "eleven"
        | "twelve" | "thirteen" | "fourteen" | "fifteen" | "sixteen" | "seventeen" | "eighteen" | "nineteen"
        | "twenty" | "thirty" | "forty" | "fifty" | "sixty" | "seventy" | "eighty" | "ninety" | "hundred"
        | "hundreds" | "thousand" | "thousands" | "million" | "millions" | "billion" | "billions" | "trillion"
        | "dozen" | "dozens" | "half" | "third" | "majority" | "twice" | "double" | "triple" | "couple" | "several"
        | "bn" | "none" | "nobody" => Shape::NUMERAL,
        "because" | "due" | "since" | "amid" | "citing" | "cited" | "reason" | "reasons" | "owing" | "prompted"
        | "caused" | "cause" | "after" | "blamed" | "blame" | "thanks" | "led" | "motivated" | "aimed" | "hoping"
        | "sparked" | "concerns" | "fears" | "therefore" | "explained" => Shape::REASON,
        "not" | "no" | "never" | "neither" | "nor" | "without" | "cannot" => Shape::NEGATION,
        "said" | "says" | "say" | "told" | "tells" | "tell" | "added" | "adds" | "according" | "announced"
        | "denied" | "denies" | "claimed" | "claims" | "insisted" | "argued" | "warned" | "wrote" | "tweeted"
        | "stated" | "asked" | "replied" | "acknowledged" | "admitted" | "called" | "described" | "confirmed"
        | "statement" | "declined" | "noted" | "suggested" | "believes" | "believe" | "thinks" | "think" => {
            Shape::SAYING
        }
        "will" | "would" | "plan" | "plans" | "planned" | "expected" | "expects" | "scheduled" | "due_" | "next"
        | "upcoming" | "going" | "set" | "intends" => Shape::FUTURE,
        _ => Shape::default(),
    };
    let placing = match word {
        "in" | "at" | "near" | "from" | "outside" | "inside" | "across" | "around" | "off" | "between" => {
            Shape::PLACING
        }
        "he" | "she" | "they" | "it" | "him" | "her" | "them" | "his" | "their" | "its" => Shape::PRONOUN,
        _ => Shape::default(),
    };
    let shape = shape.or(placing);
    if is_empty_word(word) { shape.or(Shape::EMPTY) } else { shape }
}

/// Function words.
fn is_empty_word(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "of"
            | "to"
            | "in"
            | "on"
            | "at"
            | "for"
            | "and"
            | "or"
            | "but"
            | "nor"
            | "by"
            | "with"
            | "from"
            | "as"
            | "is"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "am"
            | "are"
            | "do"
            | "does"
            | "did"
            | "doing"
            | "done"
            | "has"
            | "have"
            | "had"
            | "having"
            | "will"
            | "would"
            | "shall"
            | "should"
            | "can"
            | "could"
            | "may"
            | "might"
            | "must"
            | "that"
            | "this"
            | "these"
            | "those"
            | "it"
            | "its"
            | "he"
            | "his"
            | "him"
            | "she"
            | "her"
            | "hers"
            | "they"
            | "them"
            | "their"
            | "theirs"
            | "we"
            | "us"
            | "our"
            | "you"
            | "your"
            | "i"
            | "me"
            | "my"
            | "mine"
            | "who"
            | "whom"
            | "whose"
            | "what"
            | "which"
            | "when"
            | "where"
            | "why"
            | "how"
            | "there"
            | "here"
            | "than"
            | "then"
            | "so"
            | "if"
            | "not"
            | "no"
            | "any"
            | "some"
            | "all"
            | "just"
            | "also"
            | "very"
            | "too"
            | "into"
            | "out"
            | "up"
            | "down"
            | "about"
            | "over"
            | "off"
            | "again"
            | "such"
            | "own"
            | "same"
            | "other"
            | "each"
            | "both"
            | "don"
            | "didn"
            | "doesn"
            | "isn"
            | "wasn"
            | "won"
            | "aren"
            | "weren"
            | "hasn"
            | "haven"
            | "couldn"
            | "wouldn"
            | "shouldn"
            | "ain"
            | "t"
            | "s"
            | "ever"
            | "actually"
            | "really"
            | "please"
            | "ok"
            | "hey"
            | "while"
            | "until"
            | "through"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<(String, Shape)> {
        let mut words = Vec::new();
        read(text, Span::new(0, text.len()), 99, &mut words);
        words.iter().map(|it| (it.span.of(text).to_owned(), it.shape)).collect()
    }

    #[test]
    fn words_have_shapes() {
        let found = shapes("Didn't Kyiv's “Two men” pay $1,200.50 on Friday, 5% in 2019 at 10:30?");
        let names: Vec<&str> = found.iter().map(|it| it.0.as_str()).collect();
        assert_eq!(
            names,
            ["Didn", "Kyiv", "Two", "men", "pay", "1,200.50", "on", "Friday", "5", "in", "2019", "at", "10:30"]
        );
        let has = |at: usize, bit| found.get(at).is_some_and(|it: &(String, Shape)| it.1.has(bit));
        assert!(has(0, Shape::NEGATION) && has(2, Shape::QUOTED) && has(2, Shape::NUMERAL) && !has(4, Shape::QUOTED));
        assert!(has(5, Shape::MONEY) && has(7, Shape::DATE) && has(8, Shape::PERCENT));
        assert!(has(10, Shape::YEAR) && has(12, Shape::DATE));
    }
}

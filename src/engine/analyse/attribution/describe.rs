//! Descriptions: what heads a phrase, what words describe it, and whom "the senior official" or "the company" means.

use super::SourceKind;
use super::discourse::{Discourse, Referent, STUDIES};
use super::phrase::{Phrase, finite};
use crate::analyse::reading::Line;
use crate::lexicon::vocabulary::Marks;
use crate::segment::tag::Tag;

/// What heads a phrase.
pub(super) enum Head {
    /// A name.
    Entity(usize),
    /// Several names.
    Several,
    /// A common noun.
    Noun(usize),
}

/// The head of a phrase: its name, or its noun before what follows it ("officials familiar with").
pub(super) fn head(line: &Line<'_>, discourse: &Discourse<'_>, phrase: Phrase) -> Option<Head> {
    let mut i = phrase.first;
    let mut head = None;
    // The name before an "and".
    let mut first: Option<usize> = None;
    while i <= phrase.last {
        if let Some((entity, span)) = discourse.entity_at(line, i) {
            let last = line.sentence.tokens_in(span).end.saturating_sub(1).max(i);
            head = Some(Head::Entity(entity));
            i = last + 1;
            if matches!(line.word(i), "'s" | "’s" | "'" | "’") && i < phrase.last {
                head = None;
                i += 1;
            } else if line.word(i) == "-" && line.joined(last) && i < phrase.last {
                // "Washington-based expert".
                head = None;
                i += 2;
            } else if line.comma(i) || i > phrase.last {
                break;
            }
            continue;
        }
        let marks = line.marks(i);
        // "Frank Lowe MP".
        if matches!(head, Some(Head::Entity(_)))
            && matches!(line.word(i), "MP" | "MEP" | "MSP" | "QC" | "KC" | "CBE" | "OBE")
        {
            i += 1;
            continue;
        }
        if line.is(i, &["and"]) {
            match head {
                Some(Head::Entity(entity)) => first = Some(entity),
                _ => first = None,
            }
            i += 1;
            continue;
        }
        let tail = marks.has(Marks::PREPOSITION)
            || matches!(line.tag(i), Tag::VBN | Tag::VBD | Tag::VBG)
                && !line.marks(i).any(Marks::PERSON.and(Marks::ROLE))
            || line.word(i) == "("
            || line.is(i, &["familiar", "close", "who", "that", "which"]);
        if head.is_some() && tail {
            break;
        }
        if line.comma(i) {
            // "The mayor, Ann Lowe,", "one critic, the former mayor Ann Lowe": the name counts.
            let reach = (i + 1..=phrase.last.min(i + 8)).take_while(|&it| {
                !line.comma(it)
                    && (line.is(it, &["of"]) || !line.marks(it).any(Marks::PREPOSITION.and(Marks::CONJUNCTION)))
            });
            let person = |it: &usize| discourse.referents.get(*it).is_some_and(|it| it.person);
            let named = reach.filter_map(|it| discourse.entity_at(line, it)).map(|it| it.0).find(person);
            if let Some(entity) = named.filter(|_| !matches!(head, Some(Head::Entity(_)))) {
                return Some(Head::Entity(entity));
            }
            break;
        }
        let listed = marks.any(Marks::PERSON.and(Marks::ROLE).and(Marks::BODY).and(Marks::DOCUMENT));
        let name = line.capital(i) && !marks.has(Marks::DETERMINER);
        if line.tag(i).is_noun() || listed || name || marks.has(Marks::COUNT) && i == phrase.last {
            head = Some(Head::Noun(i));
        }
        i += 1;
    }
    match (head, first) {
        (Some(Head::Entity(last)), Some(first)) if last != first => Some(Head::Several),
        (head, _) => head,
    }
}

/// What bodies are called, and the words of their names that show it, as [`normal`] makes them.
const KINDS: [(&[&str], &[&str]); 12] = [
    (&["hospital", "clinic"], &["hospital", "medical", "clinic", "infirmary", "health"]),
    (&["university", "college", "school"], &["university", "college", "school", "institute", "academy"]),
    (
        &["newspaper", "paper", "daily", "tabloid"],
        &[
            "time",
            "post",
            "journal",
            "herald",
            "tribune",
            "new",
            "star",
            "mail",
            "gazette",
            "chronicle",
            "observer",
            "guardian",
            "telegraph",
            "globe",
            "sun",
            "mirror",
            "independent",
            "review",
            "advocate",
            "register",
            "press",
        ],
    ),
    (&["magazine"], &["magazine", "review", "week", "weekly", "monthly"]),
    (&["airline", "carrier"], &["airline", "airway", "air"]),
    (&["council"], &["council"]),
    (&["ministry"], &["ministry"]),
    (&["department"], &["department"]),
    (&["union"], &["union", "worker", "teacher", "teamster", "employee"]),
    (&["museum"], &["museum", "gallery"]),
    (&["foundation", "charity"], &["foundation", "trust", "aid", "charity", "fund"]),
    (&["court"], &["court"]),
];

/// A description by a common noun.
pub(super) struct Description {
    /// The noun, as [`normal`] makes it.
    head: String,
    /// All describing words, the noun among them, and whether they are names; sorted.
    words: Vec<(String, bool)>,
    definite: bool,
    plural: bool,
    noun: usize,
}

impl Description {
    pub(super) fn of(line: &Line<'_>, phrase: Phrase, noun: usize) -> Self {
        let skipped = Marks::DETERMINER.and(Marks::PREPOSITION).and(Marks::CONJUNCTION);
        let counts = |i: &usize| {
            let word = line.word(*i);
            !line.marks(*i).any(skipped) && word.chars().any(char::is_alphanumeric) && !matches!(word, "'s" | "’s")
        };
        let mut words: Vec<(String, bool)> =
            (phrase.first..=noun).filter(counts).map(|i| (normal(line.word(i)), line.capital(i) && i > 0)).collect();
        words.sort();
        let pointing = ["the", "this", "that", "these", "those", "its", "his", "her", "their", "both", "our"];
        let definite = line.is(phrase.first, &pointing) || line.capital(noun) && noun > 0;
        let plural = line.marks(noun).has(Marks::PLURAL) || line.tag(noun).is_plural();
        Self { head: normal(line.word(noun)), words, definite, plural, noun }
    }

    pub(super) fn words(&self) -> &[(String, bool)] {
        &self.words
    }

    /// Whom it means, and whether that is certain.
    pub(super) fn find(&self, line: &Line<'_>, discourse: &Discourse<'_>) -> Option<(usize, bool)> {
        if self.definite
            && line.marks(self.noun).has(Marks::DOCUMENT)
            && let Some(issuer) = discourse.issuer(&self.head, line.index)
        {
            return Some((issuer, true));
        }
        let mut best: Option<(i32, usize)> = None;
        let mut second = i32::MIN;
        let place = line.token(self.noun).map_or(0, |it| it.span.start);
        let generic = discourse.named_before(place, line.index).filter(|_| self.definite && self.generic(line));
        let mut tried: Vec<usize> = Vec::new();
        for index in discourse.bearing(&self.head).chain(generic) {
            if tried.contains(&index) {
                continue;
            }
            tried.push(index);
            let Some(score) = discourse.referents.get(index).and_then(|it| self.fits(line, it)) else { continue };
            if best.is_none_or(|it| score > it.0) {
                second = best.map_or(second, |it| it.0);
                best = Some((score, index));
            } else {
                second = second.max(score);
            }
        }
        let study = || {
            self.definite
                .then(|| discourse.study(line.index))
                .flatten()
                .filter(|_| STUDIES.contains(&self.head.as_str()))
        };
        best.map(|(score, index)| (index, score > second)).or_else(|| study().map(|it| (it, true)))
    }

    /// "the company": any business, and "the agency" any body, that was named lately.
    fn generic(&self, line: &Line<'_>) -> bool {
        let words =
            ["company", "firm", "corporation", "business", "agency", "organisation", "organization", "group", "body"];
        line.is(self.noun, &words) || line.marks(self.noun).has(Marks::COMPANY) || self.sort()
    }

    /// "the hospital" means only what its name shows to be one; the others fit any body.
    fn sort(&self) -> bool {
        KINDS.iter().any(|it| it.0.contains(&self.head.as_str()))
    }

    /// How well it fits `referent`; `None` when it means somebody else.
    fn fits(&self, line: &Line<'_>, referent: &Referent) -> Option<i32> {
        let unnamed = referent.kind == SourceKind::Anonymous;
        let entity = referent.entity.is_some();
        let repeats = self.definite || unnamed && self.plural && referent.plural;
        if !repeats
            || referent.plural != self.plural && (referent.person || !entity)
            || entity && referent.person && self.plural
        {
            return None;
        }
        let has = |word: &str| referent.words.binary_search_by(|(it, _)| it.as_str().cmp(word)).is_ok();
        let mut shared = 0;
        let mut missing = 0;
        for (word, name) in &self.words {
            if has(word) {
                shared += 1;
                continue;
            }
            let other_names = referent.words.iter().any(|it| it.1);
            let tells = matches!(
                word.as_str(),
                "former" | "second" | "first" | "third" | "another" | "other" | "senior" | "current"
            );
            if entity && (*name || word != &self.head) && tells
                || *name && (entity || other_names)
                || unnamed && matches!(word.as_str(), "former" | "second" | "third" | "another" | "other")
            {
                return None;
            }
            missing += 1;
        }
        if unnamed && has("former") && !self.words.iter().any(|it| it.0 == "former") {
            return None;
        }
        let head = has(&self.head);
        if !head {
            // Only the generic ones come here: never a state's body, nor a person.
            let state = ["government", "ministry", "court", "parliament"].iter().any(|it| has(it));
            let named = KINDS.iter().find(|it| it.0.contains(&self.head.as_str()));
            let other = named.is_some_and(|it| !it.1.iter().any(|it| has(it)));
            if referent.person || referent.place || state || other {
                return None;
            }
        }
        let distance = referent.met.map_or(15, |it| line.index.abs_diff(it).min(40));
        let distance = i32::try_from(distance).unwrap_or(40);
        let spoke = if referent.spoke.is_some() { 3 } else { 0 };
        let score = shared * 6 - distance - missing * 4 + if head { 6 } else { 0 } + spoke;
        (score > -25).then_some(score)
    }
}

/// Named, unnamed or a document, by the head noun and whether a body's name stands before it.
pub(super) fn kind_of(line: &Line<'_>, discourse: &Discourse<'_>, phrase: Phrase, noun: usize) -> SourceKind {
    // "a series of emails", "an average of polls": what they are of tells the kind.
    let amount =
        ["series", "average", "number", "majority", "copy", "copies", "details", "set", "pair", "batch", "summary"];
    let of = line.is(noun, &amount) && line.is(noun + 1, &["of"]);
    let inner = (noun + 2..=phrase.last.min(noun + 6))
        .find(|&i| of && line.marks(i).any(Marks::DOCUMENT.and(Marks::PERSON).and(Marks::BODY)));
    let noun = inner.unwrap_or(noun);
    let marks = line.marks(noun);
    let closed = Marks::DETERMINER.and(Marks::COUNT);
    let proper = (phrase.first..noun)
        .any(|i| line.capital(i) && (i > 0 || discourse.entity_at(line, i).is_some()) && !line.marks(i).any(closed));
    let body = line.is(phrase.first, &["police"])
        || (phrase.first..noun).any(|i| {
            let entity = discourse.entity_at(line, i).and_then(|(entity, _)| discourse.referents.get(entity));
            let known =
                line.marks(i).any(Marks::PLACE.and(Marks::DEMONYM)) || line.is(i, &["white", "house", "western"]);
            entity.is_some_and(|it| !it.person) && !known
        })
        || line.is(noun, &["staff"]) && noun > 0 && line.is(noun - 1, &["general"]);
    if marks.has(Marks::DOCUMENT) && !marks.any(Marks::PERSON.and(Marks::BODY)) {
        return SourceKind::Document;
    }
    let several = marks.has(Marks::PLURAL);
    let role = marks.has(Marks::ROLE);
    if marks.has(Marks::PERSON) && !role || role && (several || !line.is(phrase.first, &["the"])) {
        let spokes = line.word(noun).to_ascii_lowercase().starts_with("spokes");
        let after = spokes && noun < phrase.last && line.capital(noun + 1);
        // Who speaks for a body without a name is not named.
        let named = body && several && !spokes || after;
        return if named { SourceKind::Named } else { SourceKind::Anonymous };
    }
    let named = if role {
        proper || line.is(noun + 1, &["of"])
    } else if marks.has(Marks::BODY) {
        proper || line.is(phrase.first, &["the"]) || line.capital(noun)
    } else {
        line.capital(noun) && noun > 0 || marks.has(Marks::KNOWN_BODY)
    };
    if named { SourceKind::Named } else { SourceKind::Anonymous }
}

/// Whether the name at tokens `first..end` is the subject of a verb.
pub(super) fn subject(line: &Line<'_>, first: usize, end: usize) -> bool {
    if first <= 1 && matches!(line.word(end), "'s" | "’s") {
        return true;
    }
    let governed = first
        .checked_sub(1)
        .is_some_and(|i| line.marks(i).has(Marks::PREPOSITION) || line.tag(i).is_verb() && !line.tag(i).is_finite());
    let mut next = end;
    if line.comma(next) {
        // Over an apposition.
        next = (next + 1..line.len().min(next + 20)).find(|&i| line.comma(i)).map_or(next, |it| it + 1);
    }
    while next < line.len() && (line.tag(next).is_adverb() || line.marks(next).has(Marks::ADVERB)) {
        next += 1;
    }
    let auxiliary = line.marks(next).has(Marks::AUXILIARY) && !matches!(line.word(next), "'s" | "’s" | "to");
    !governed && next < line.len() && (finite(line, next) || auxiliary)
}

/// What a name is called beside it: "retailer Tarr", "Tarr, a charity that".
pub(super) fn described(line: &Line<'_>, first: usize, end: usize, words: &mut Vec<(String, bool)>) {
    let noun = Marks::BODY.and(Marks::PERSON).and(Marks::ROLE);
    if let Some(i) = first.checked_sub(1) {
        if line.marks(i).any(noun) && !line.marks(i).has(Marks::PLURAL) {
            words.push((normal(line.word(i)), false));
        }
        // "The group, Tarr Coalition,".
        if line.comma(i) && line.comma(end) && i > 0 && line.marks(i - 1).any(noun) && line.capital(first) {
            words.push((normal(line.word(i - 1)), false));
        }
    }
    if line.comma(end) && line.is(end + 1, &["a", "an", "the"]) {
        let stop = (end + 2..line.len().min(end + 30)).find(|&i| line.comma(i) || line.tag(i) == Tag::Stop);
        let bound = (end + 2..line.len().min(end + 10))
            .find(|&i| line.marks(i).any(Marks::PREPOSITION.and(Marks::SUBORDINATOR)));
        let Some(stop) = stop else { return };
        let last = bound.unwrap_or(stop).min(stop);
        // "…, the senior official said." is a clause.
        if (end + 2..last).any(|i| finite(line, i)) || bound.is_none() && finite(line, stop - 1) {
            return;
        }
        for i in (end + 2..last).filter(|&i| line.marks(i).any(noun)) {
            words.push((normal(line.word(i)), false));
        }
    }
}

/// The words of a name or role as descriptions are compared, each with whether it is a name.
pub(super) fn lower_words(text: &str) -> impl Iterator<Item = (String, bool)> {
    let words = text.split(|it: char| !it.is_alphanumeric() && it != '\'' && it != '’' && it != '&');
    words.filter(|it| !it.is_empty()).map(|it| (normal(it), it.starts_with(char::is_uppercase)))
}

/// Titles that stand before names in short.
const SHORT: [(&str, &str); 10] = [
    ("sen", "senator"),
    ("gov", "governor"),
    ("rep", "representative"),
    ("gen", "general"),
    ("pres", "president"),
    ("prof", "professor"),
    ("rev", "reverend"),
    ("sgt", "sergeant"),
    ("lt", "lieutenant"),
    ("col", "colonel"),
];

/// A word as descriptions are compared: in lower case, without a possessive or plural ending.
pub(super) fn normal(word: &str) -> String {
    let lower = word.to_lowercase();
    let bare = lower.trim_end_matches("'s").trim_end_matches("’s").trim_end_matches('.');
    let full = SHORT.iter().find(|it| it.0 == bare).map(|it| it.1);
    if let Some(full) = full {
        return full.to_owned();
    }
    match bare.strip_suffix("ies") {
        Some(stem) if stem.len() > 1 => format!("{stem}y"),
        _ => match bare.strip_suffix('s') {
            Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem.to_owned(),
            _ => bare.to_owned(),
        },
    }
}

//! Which list gives which marks, and the small closed classes of words that no editor changes.

use super::reporting::ReportingVerb;
use super::vocabulary::{Marks, Vocabulary};

/// Words of closed classes with their marks.
const FUNCTION_WORDS: [(Marks, &str); 11] = [
    (
        Marks::DETERMINER,
        "the a an this that these those his her its their our my your some any all both each every another no such other",
    ),
    (
        Marks::PREPOSITION,
        "of in on at by for with from to into about against between among during over under through within without near \
         across behind around amid toward towards via per despite including like alongside outside inside than as upon \
         throughout beyond off onto above below up down out out",
    ),
    (
        Marks::AUXILIARY,
        "is are was were be been being am has have had having do does did will would shall should can could may might must \
         's 're 've 'd 'll ’s ’re ’ve ’d ’ll not n't n’t to wo ca",
    ),
    (
        Marks::ADVERB,
        "also later then previously again often still never always even now once twice repeatedly earlier already recently \
         publicly privately reportedly initially subsequently finally further simply just only explicitly consistently \
         separately meanwhile however too instead immediately quickly generally usually frequently sometimes firmly flatly \
         strongly openly apparently formally famously bluntly briefly clearly long first soon since thus therefore both \
         jokingly angrily quietly specifically correctly wrongly falsely officially categorically vehemently personally \
         ever rather ultimately eventually together himself herself themselves itself additionally not n't n’t",
    ),
    (
        Marks::SUBORDINATOR,
        "that because although though while whereas whether if unless when where why how what which who whom whose after \
         before until since so whatever whoever",
    ),
    (Marks::CONJUNCTION, "and or but nor yet &"),
    (
        Marks::PRONOUN,
        "he she it they we i you him her them us me who one others someone nobody everyone everybody himself herself",
    ),
    (
        Marks::PARTICLE,
        "de del della van von der den di da dos du le la el al bin ibn ben abu al- ul ur san st der te ter zu",
    ),
    (
        Marks::COUNT,
        "one two three four five six seven eight nine ten eleven twelve dozen dozens several multiple many most some few \
         various numerous couple another others",
    ),
    (
        Marks::TIME,
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september \
         october november december jan feb mar apr aug sept sep oct nov dec today yesterday tomorrow tonight morning \
         afternoon evening night noon midnight week weekend month year day mon tue wed thu fri sat sun mondays tuesdays \
         wednesdays thursdays fridays saturdays sundays hours days weeks months years spring summer autumn winter easter christmas",
    ),
    (Marks::TIME, "may"),
];

/// The editor's lists.
const GIVEN_NAMES: &str = include_str!("../../../briefings/lexicon/given-names.txt");
const PEOPLE: &str = include_str!("../../../briefings/lexicon/people.txt");
const TITLES: &str = include_str!("../../../briefings/lexicon/titles.txt");
const ORGANISATIONS: &str = include_str!("../../../briefings/lexicon/organisations.txt");
const BODIES: &str = include_str!("../../../briefings/lexicon/bodies.txt");
const DOCUMENTS: &str = include_str!("../../../briefings/lexicon/documents.txt");
const PLACES: &str = include_str!("../../../briefings/lexicon/places.txt");
const DEMONYMS: &str = include_str!("../../../briefings/lexicon/demonyms.txt");

/// The table of all lists that are shipped.
pub(crate) fn vocabulary(reporting: &[ReportingVerb]) -> Vocabulary {
    let mut all = Vocabulary::default();
    let lists = [
        (Marks::GIVEN, GIVEN_NAMES),
        (Marks::NONE, PEOPLE),
        (Marks::TITLE, TITLES),
        (Marks::BODY, ORGANISATIONS),
        (Marks::KNOWN_BODY, BODIES),
        (Marks::DOCUMENT, DOCUMENTS),
        (Marks::NONE, PLACES),
        (Marks::DEMONYM, DEMONYMS),
    ];
    for (marks, list) in lists {
        for line in list.lines() {
            let entry = line.split('#').next().unwrap_or_default().trim();
            add(&mut all, entry, marks);
        }
    }
    for (marks, words) in FUNCTION_WORDS {
        for word in words.split_whitespace() {
            all.add(word, marks);
        }
    }
    for (number, verb) in reporting.iter().enumerate() {
        for form in verb.forms() {
            all.add_cue(&form, number);
        }
    }
    all
}

/// Adds a line: a word or phrase, and after it what it is.
fn add(all: &mut Vocabulary, entry: &str, marks: Marks) {
    let (mut phrase, mut marks) = (entry, marks);
    while let Some((before, last)) = phrase.rsplit_once(' ') {
        let more = match last {
            "f" => Marks::FEMALE,
            "m" => Marks::MALE,
            "role" => Marks::ROLE,
            "person" => Marks::PERSON,
            "plural" => Marks::PLURAL,
            "suffix" => Marks::SUFFIX,
            "company" => Marks::COMPANY,
            "country" | "region" | "city" => Marks::PLACE,
            "place" => Marks::LAND,
            "u" => Marks::NONE,
            _ => break,
        };
        marks = marks.and(more);
        phrase = before;
    }
    if !phrase.is_empty() {
        all.add(phrase, marks);
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;
    use crate::lexicon::vocabulary::Marks;

    #[test]
    fn lists_give_marks() {
        let check = |word: &str, marks: Marks| assert!(Lexicon::embedded().vocabulary.marks(word).has(marks), "{word}");
        check("Anna", Marks::GIVEN.and(Marks::FEMALE));
        check("spokeswoman", Marks::ROLE.and(Marks::FEMALE));
        check("officials", Marks::PERSON.and(Marks::PLURAL));
        check("South Korea", Marks::PLACE);
        check("company", Marks::BODY.and(Marks::COMPANY));
        check("the", Marks::DETERMINER);
        check("denied", Marks::CUE);
        check("Kremlin", Marks::KNOWN_BODY);
    }
}

//! What a report says, small enough to be compared with many others: rows of its words, and the rare words, names and
//! figures of its headline and beginning.

use std::collections::{BTreeMap, BTreeSet};

/// Words of a body that are looked at for shared text.
const BODY: usize = 700;

/// Words in a row that make one shingle.
const ROW: usize = 5;

/// Words of the body that belong to its beginning, which tells the event.
const LEAD: usize = 75;

/// Words that tell no event from another: they hold sentences together, or stand in all news.
const COMMON: &str = "a about above according across after again against ago all almost along already also although am amid \
    among an and another any are around as ask at away back be became because become been before began begin behind being \
    believe below between both but by call called came can case claim come could country day days despite did do does \
    doing done down due during each early eight either else end even ever every expected few first five following for \
    former found four from full further gave get give go going good got government group had half has have he head held \
    her here high him his hour how however i if in including into is it its itself just keep know large last late later \
    latest least leave led left less let life like likely live local long look made main major make man many may me mean \
    meanwhile member men might million minister minute month more morning most move mr mrs ms much must my national near \
    need never new news next night nine no nor not nothing now of off official on once one only open or other our out \
    over own part people per percent place plan point police president prime public put question reach really recent \
    report return right s said same saw say second see seen set seven several shall she should show side since six small \
    so some spokesman spokeswoman spokesperson start state statement still such take tell ten than that the their them \
    then there these they thing this those though thousand three through thus time to today together told too took top \
    toward try turn two under until up upon us use very via want was way we week well went were what when where whether \
    which while who whole whom why will with within without woman women work world would yet year yesterday you young \
    your monday tuesday wednesday thursday friday saturday sunday january february march april june july august september \
    october november december";

/// What is compared of a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traits {
    /// Rows of its body's words, sorted.
    rows: Vec<u64>,
    /// The telling words of its headline and beginning, with what each is.
    pub(super) terms: BTreeMap<String, Term>,
}

/// What a telling word is, and where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// Part of a name.
    pub name: bool,
    /// A figure.
    pub figure: bool,
    /// In the headline.
    pub headline: bool,
}

impl Traits {
    /// The traits of a report with this headline and body.
    pub fn of(headline: &str, body: &str) -> Self {
        let common: BTreeSet<&str> = COMMON.split_whitespace().collect();
        let mut terms: BTreeMap<String, Term> = BTreeMap::new();
        let headline: Vec<Word> = words(headline).collect();
        let body: Vec<Word> = words(body).take(BODY).collect();
        for (in_headline, word) in
            headline.iter().map(|it| (true, it)).chain(body.iter().take(LEAD).map(|it| (false, it)))
        {
            if word.folded.chars().count() < 2 && !word.figure || common.contains(word.folded.as_str()) {
                continue;
            }
            let term = terms.entry(word.folded.clone()).or_default();
            // A headline may be all in capitals, so it tells no name.
            term.name |= word.capital && !word.first && !in_headline;
            term.figure |= word.figure;
            term.headline |= in_headline;
        }
        let row = |it: &[Word]| hash(&it.iter().map(|it| it.folded.as_str()).collect::<Vec<_>>());
        let mut rows: Vec<u64> = body.windows(ROW).map(row).collect();
        rows.sort_unstable();
        rows.dedup();
        Self { rows, terms }
    }

    /// Whether both are, in good part, the same text: a wire story that two outlets run.
    pub fn shares_text(&self, other: &Self) -> bool {
        let (short, long) = if self.rows.len() <= other.rows.len() { (self, other) } else { (other, self) };
        let shared = short.rows.iter().filter(|it| long.rows.binary_search(it).is_ok()).count();
        // Two outlets that quote the same statement share some rows; half of a text is no quotation.
        shared >= 8 && shared * 100 >= short.rows.len() * 40
    }
}

struct Word {
    folded: String,
    capital: bool,
    first: bool,
    figure: bool,
}

fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let mut first = true;
    let pieces = text.split_inclusive(|it: char| !it.is_alphanumeric() && !matches!(it, '\'' | '’' | '.' | ','));
    pieces.filter_map(move |piece| {
        let ends = piece.trim_end_matches(char::is_whitespace).ends_with(['.', '!', '?', ':']) || piece.contains('\n');
        let bare = piece.trim_matches(|it: char| !it.is_alphanumeric());
        let bare = ["'s", "’s"].iter().find_map(|it| bare.strip_suffix(it)).unwrap_or(bare);
        if bare.is_empty() {
            first |= ends;
            return None;
        }
        let figure = bare.starts_with(|it: char| it.is_ascii_digit());
        let word = Word {
            folded: fold(bare),
            capital: bare.starts_with(char::is_uppercase),
            first: std::mem::replace(&mut first, ends),
            figure,
        };
        Some(word)
    })
}

/// In lower case, without stops, and without the endings that one word has in one report and not in another.
fn fold(word: &str) -> String {
    let mut word: String = word.to_lowercase().chars().filter(|it| it.is_alphanumeric()).collect();
    let long = word.chars().count();
    for (ending, least) in [("ies", 5), ("ing", 6), ("ed", 5), ("es", 5), ("s", 4)] {
        if long >= least && word.ends_with(ending) && !word.ends_with("ss") {
            word.truncate(word.len() - ending.len());
            break;
        }
    }
    // "clos(e)" and "clos(ing)", "reopen(s)".
    if word.chars().count() >= 4 && word.ends_with(['e', 'y']) {
        word.pop();
    }
    word
}

fn hash(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|it| it.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, it| (hash ^ u64::from(it)).wrapping_mul(0x0100_0000_01b3))
}

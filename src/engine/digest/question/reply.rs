//! What is done or said to somebody who may answer: "criticised the board", "blamed the storm on", "was arrested", "worried about".

use std::ops::Range;

use super::aim::passive;
use super::draft::{Desk, Draft};
use super::phrase::{phrase, plural};
use super::wanted::actor;
use super::{Candidate, QuestionKind};
use crate::segment::tag::Tag;

/// Verbs by which one is met, and what one answers to.
const MET: [(&[&str], &str); 6] = [
    (
        &[
            "criticised",
            "criticized",
            "attacked",
            "blasted",
            "slammed",
            "condemned",
            "denounced",
            "assailed",
            "rebuked",
            "ridiculed",
            "lambasted",
            "criticises",
            "criticizes",
            "criticising",
            "criticizing",
            "mocked",
        ],
        "respond to the criticism",
    ),
    (&["sued", "suing"], "respond to the lawsuit"),
    (&["accused", "accuses", "accusing"], "respond to the accusation"),
    (&["urged", "urges", "urging", "implored", "begged"], "respond to the appeal"),
    (&["warned", "warns", "warning"], "respond to the warning"),
    (&["challenged", "challenges", "challenging", "dared"], "respond to the challenge"),
];

/// Everything in the sentence that somebody may answer to.
pub(super) fn find(desk: &Desk<'_>, out: &mut Vec<Candidate>) {
    let words = &desk.words;
    for i in (0..words.len()).filter(|&it| words.is_verb(it) || words.tag(it) == Tag::JJ) {
        out.extend(met(desk, i));
        out.extend(blamed(desk, i));
        out.extend(arrested(desk, i));
        out.extend(worried(desk, i));
    }
    out.extend(uncertain(desk));
}

/// "criticised the board": "How will the board respond to the criticism?"
fn met(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let (_, answer) = MET.iter().find(|it| words.is_among(i, it.0)).filter(|_| words.is_verb(i))?;
    let denied = desk.withheld(i);
    let who = if passive(desk, i) && words.tag(i) != Tag::VBG {
        short(desk, desk.subject_left(i)?)
    } else {
        i + 1..words.base_phrase(i + 1)
    };
    let whole = !who.is_empty() && who.len() <= 6 && words.tag(who.start) != Tag::PRP;
    let body = who.clone().all(|it| words.tag(it) != Tag::POS && !words.is_quote_mark(it));
    (!denied && whole && body && actor(desk, &who) && known(desk, &who)).then(|| {
        let draft = Draft::default().fixed("how will").words(who).fixed(answer);
        Candidate::new(QuestionKind::Pending, 0.6, draft)
    })
}

/// "blamed the pilot for the crash", "blamed the crash on ice"
fn blamed(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    if !words.is(i, &["blame", "blames", "blamed", "blaming"]) || !words.is_verb(i) || desk.withheld(i) {
        return None;
    }
    let first = phrase(words, i + 1);
    // The phrases that hang on the first may hold the "for".
    let link = (i + 2..first.end.max(i + 2) + 1).find(|&it| words.is(it, &["for", "on"]))?;
    let before = i + 1..link;
    let after = phrase(words, link + 1);
    let (who, deed) = if words.is(link, &["for"]) { (before, after) } else { (after, before) };
    let fits = |it: &Range<usize>| !it.is_empty() && words.tag(it.start) != Tag::PRP;
    let be = if plural(words, &who) { "are" } else { "is" };
    (fits(&who) && fits(&deed)).then(|| {
        let draft = Draft::default().fixed(be).words(who).fixed("to blame for").words(deed);
        Candidate::new(QuestionKind::Disputed, 1.2, draft)
    })
}

/// "two men were arrested", "is in custody": "Will the two men be charged?"
fn arrested(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let taken = words.is(i, &["arrested", "detained"]) && passive(desk, i);
    let custody =
        words.is(i, &["is", "are", "remains", "remain"]) && (i + 1..i + 5).any(|it| words.is(it, &["custody"]));
    if !(taken || custody) || (0..words.len()).any(|it| words.is(it, &["charged", "charges", "convicted", "released"]))
    {
        return None;
    }
    let who = short(desk, desk.subject_left(i + usize::from(custody))?);
    actor(desk, &who).then(|| {
        let mut draft = Draft::default().fixed("will");
        draft.bits.extend(super::phrase::known(words, who));
        Candidate::new(QuestionKind::Pending, 1.0, draft.fixed("be charged"))
    })
}

/// "residents are worried about the noise": "Are the concerns about the noise justified?"
fn worried(desk: &Desk<'_>, i: usize) -> Option<Candidate> {
    let words = &desk.words;
    let worries = words.is(
        i,
        &[
            "worry",
            "worries",
            "worried",
            "worrying",
            "concerned",
            "anxious",
            "nervous",
            "complained",
            "complain",
            "complaining",
            "alarmed",
        ],
    );
    let what = phrase(words, i + 2);
    let about = words.is(i + 1, &["about", "over", "by"]) && !what.is_empty();
    let denied = desk.withheld(i) || words.tag(what.start) == Tag::PRP;
    (worries && about && !denied).then(|| {
        let lead = match (words.word(i).starts_with('c') && words.word(i).contains("pl"), words.is(i + 1, &["over"])) {
            (true, _) => "are the complaints about",
            (false, true) => "are the concerns over",
            _ => "are the concerns about",
        };
        let draft = Draft::default().fixed(lead).words(what).fixed("justified");
        Candidate::new(QuestionKind::Disputed, 1.0, draft)
    })
}

/// "the plan faces an uncertain future": "What is the future of the plan?"
fn uncertain(desk: &Desk<'_>) -> Option<Candidate> {
    let words = &desk.words;
    let future = (1..words.len()).find(|&it| words.is(it, &["future", "fate"]))?;
    let verb = (future.saturating_sub(4)..future).find(|&it| words.is(it, &["faces", "face", "faced", "facing"]))?;
    let unsure = (verb..future).any(|it| words.is(it, &["uncertain", "unclear", "unknown"]));
    let what = desk.subject_left(verb + 1).filter(|_| unsure)?;
    Some(Candidate::new(QuestionKind::Unknown, 2.0, Draft::default().fixed("what is the future of").words(what)))
}

/// Bodies that can answer.
const BODIES: [&str; 26] = [
    "board",
    "council",
    "government",
    "company",
    "firm",
    "party",
    "police",
    "ministry",
    "union",
    "club",
    "team",
    "campaign",
    "committee",
    "administration",
    "bank",
    "church",
    "school",
    "university",
    "league",
    "agency",
    "army",
    "military",
    "president",
    "chancellor",
    "opposition",
    "authorities",
];

/// A phrase without its asides.
fn short(desk: &Desk<'_>, phrase: Range<usize>) -> Range<usize> {
    let words = &desk.words;
    let end = phrase.clone().find(|&it| words.is_comma(it) || words.is_break(it)).unwrap_or(phrase.end);
    phrase.start..end
}

/// Whether a phrase names somebody the reader knows of: a name, "the board", not "a man" or "people".
fn known(desk: &Desk<'_>, phrase: &Range<usize>) -> bool {
    let words = &desk.words;
    let the = words.is(phrase.start, &["the", "its", "his", "her", "their"]);
    let name = words.is_name(phrase.end.wrapping_sub(1));
    let body = words.head_noun(phrase.clone()).is_some_and(|it| {
        words.is(it, &BODIES)
            || words.word(it).ends_with("er")
            || words.word(it).ends_with("ers")
            || words.word(it).ends_with("or")
    });
    the && body || name
}

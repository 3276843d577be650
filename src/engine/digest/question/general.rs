//! Questions that nearly any sentence allows, where no surer sign stands: "if it wins" → "Will it win?", what somebody
//! asserts, what is under way, what is told without its reason.

use super::draft::{Bit, Desk, Draft};
use super::invert::{Clause, Tense, clause, invert, will};
use super::phrase::plural;
use super::{Candidate, QuestionKind};
use crate::analyse::clause::{BE, HAVE, Words};
use crate::analyse::cue::CueSet;
use crate::segment::tag::Tag;

/// The questions that the clauses of the sentence allow.
pub(super) fn find(desk: &Desk<'_>, out: &mut Vec<Candidate>) {
    let words = &desk.words;
    let told = told(desk);
    for finite in (0..words.len()).filter(|&it| words.is_finite(it)) {
        let Some(clause) = clause(words, finite).map(|it| gerund(words, it)).filter(|it| sound(desk, it)) else {
            continue;
        };
        let opener = clause.subject.start.checked_sub(1);
        let opens = |list: &[&str]| opener.is_some_and(|it| words.is_among(it, list));
        if opens(&["if", "unless"]) || opener.is_some_and(|it| words.is(it, &["once"]) && words.tag(it) == Tag::IN) {
            out.extend(condition(desk, &clause));
        } else if free(desk, &clause) {
            out.extend(modal(desk, &clause));
            out.extend(wanted(desk, &clause));
            out.extend(trend(desk, &clause));
            out.extend(ahead(desk, &clause));
            out.extend(asserted(desk, &clause, told));
            out.extend(reason(desk, &clause, told));
            out.extend(going_on(desk, &clause));
        }
    }
    out.extend((1..words.len()).filter_map(|it| shown_ahead(desk, it)));
}

/// "said lifting the ban would help": the gerund belongs to the subject.
fn gerund(words: &Words<'_>, clause: Clause) -> Clause {
    let Some(verb) = clause.subject.start.checked_sub(1).filter(|&it| words.tag(it) == Tag::VBG) else { return clause };
    let begins = verb == 0
        || words.is(verb - 1, &["that", "says", "said", "say", "but", "and", "because"])
        || words.is_quote_mark(verb - 1);
    let takes = whole_gerund(words, verb);
    if begins && takes { Clause { subject: verb..clause.subject.end, ..clause } } else { clause }
}

/// "lifting the ban", not "saying lobbyists".
fn whole_gerund(words: &Words<'_>, verb: usize) -> bool {
    words.tag(verb) == Tag::VBG
        && matches!(words.tag(verb + 1), Tag::DT | Tag::PRPS | Tag::NNP | Tag::NNPS)
        && !words.is(verb, &["saying", "adding", "noting", "citing", "being", "having", "including"])
}

/// "is working with oil firms", "remains closed": "Will it continue to …?"
fn going_on(desk: &Desk<'_>, clause: &Clause) -> Option<Candidate> {
    let words = &desk.words;
    let (finite, main) = (clause.group.finite, clause.group.main);
    if clause.group.negation.is_some() || said(desk, clause) || clause.end < main + 2 {
        return None;
    }
    let dull = words.is_among(clause.subject.end - 1, &super::pronoun::DULL);
    if dull || (main + 1..main + 4).any(|it| desk.has(it, CueSet::UNKNOWN)) {
        return None;
    }
    if words.is(finite, &["remains", "remain"]) && main == finite {
        let draft = invert(desk, clause, Tense::Will, &[], 0..0)?;
        return Some(Candidate::new(QuestionKind::Pending, 0.7, draft));
    }
    let progressive = words.is(finite, &["is", "are"]) && main == finite + 1 && words.tag(main) == Tag::VBG;
    let begins = !words.is(main, &LASTING) || words.is(main + 1, &["to"]) && words.tag(main + 2) == Tag::VB;
    let draft = Draft::default().fixed("will").words(clause.subject.clone()).fixed("continue to").base(main);
    (progressive && !begins).then(|| Candidate::new(QuestionKind::Pending, 0.3, draft.words(main + 1..clause.end)))
}

/// What goes on for some time.
const LASTING: [&str; 49] = [
    "attacking",
    "backing",
    "battling",
    "blocking",
    "bombing",
    "boycotting",
    "building",
    "buying",
    "campaigning",
    "competing",
    "conducting",
    "cutting",
    "defending",
    "driving",
    "expanding",
    "facing",
    "fighting",
    "gaining",
    "growing",
    "helping",
    "holding",
    "hurting",
    "ignoring",
    "investing",
    "investigating",
    "leading",
    "leaving",
    "losing",
    "monitoring",
    "moving",
    "negotiating",
    "occupying",
    "opposing",
    "paying",
    "protesting",
    "providing",
    "pushing",
    "rallying",
    "refusing",
    "relying",
    "selling",
    "spending",
    "striking",
    "struggling",
    "suffering",
    "supporting",
    "urging",
    "using",
    "working",
];

/// "showed Brown leading Smith, 46 percent to 44": "Can Smith catch up with Brown?"
fn shown_ahead(desk: &Desk<'_>, verb: usize) -> Option<Candidate> {
    let words = &desk.words;
    let leads = words.is(verb, &["leading", "leads", "led", "beating", "ahead"]);
    let trails = words.is(verb, &["trailing", "trails", "trailed"]);
    if !leads && !trails {
        return None;
    }
    let from = if words.is(verb + 1, &["of", "behind"]) { verb + 2 } else { verb + 1 };
    let other = from..words.base_phrase(from);
    let start = (verb.saturating_sub(5)..verb).find(|&it| words.base_phrase(it) == verb)?;
    let name = |it: &std::ops::Range<usize>| {
        !it.is_empty() && words.is_name(it.start) && words.is_name(it.end - 1) && it.len() <= 4
    };
    let one = start..verb;
    let counted =
        (other.end..words.len()).any(|it| words.is(it, &["percent", "points", "%", "point", "votes", "seats"]));
    let (behind, front) = if leads { (other.clone(), one.clone()) } else { (one.clone(), other.clone()) };
    (name(&one) && name(&other) && counted).then(|| {
        let draft = Draft::default().fixed("can").words(behind).fixed("catch up with").words(front);
        Candidate::new(QuestionKind::Pending, 1.0, draft)
    })
}

/// Whether the clause was understood: a short subject of a plain kind, and no verb lost in it.
fn sound(desk: &Desk<'_>, clause: &Clause) -> bool {
    let words = &desk.words;
    let subject = &clause.subject;
    let first = matches!(
        words.tag(subject.start),
        Tag::DT | Tag::PRPS | Tag::NNP | Tag::NNPS | Tag::NNS | Tag::NN | Tag::JJ | Tag::CD | Tag::PRP | Tag::EX | Tag::VBG
    ) && !words.is(subject.start, &["here", "that", "what", "one"])
        && (words.tag(subject.start) != Tag::VBG || whole_gerund(words, subject.start))
        // "this" alone points back; "it" is known only at the head of a sentence or in somebody's words.
        && !(words.is(subject.start, &["this"]) && subject.len() == 1)
        && (!words.is(subject.start, &["it"])
            || subject.start == 0
            || words.is(subject.start - 1, &["that", "said", "says", "but", "and"]));
    let last =
        subject.end.checked_sub(1).is_some_and(|it| words.is_noun(it) || matches!(words.tag(it), Tag::PRP | Tag::EX));
    let plain = !subject.clone().any(|it| words.is_finite(it) || words.is_break(it) || words.is_quote_mark(it));
    let time = words.is_time(subject.end.wrapping_sub(1)) && subject.len() <= 2;
    first && last && plain && !time && subject.len() <= 9
}

/// Whether the clause stands on its own or hangs on a verb of saying, and is no part of another's.
fn free(desk: &Desk<'_>, clause: &Clause) -> bool {
    let words = &desk.words;
    let Some(opener) = clause.subject.start.checked_sub(1) else { return true };
    let breaks = words.is_comma(opener) || words.is_quote_mark(opener) || words.is_break(opener);
    let that = words.is(opener, &["that"]) && words.tag(opener) == Tag::IN;
    let thinks = words.is_verb(opener)
        && words.is(
            opener,
            &[
                "believe",
                "believes",
                "believed",
                "think",
                "thinks",
                "hope",
                "hopes",
                "expect",
                "expects",
                "fear",
                "fears",
                "means",
                "meant",
                "predicts",
                "suspect",
                "suspects",
                "suspected",
                "guess",
                "presume",
                "doubt",
                "doubts",
                "insist",
                "insists",
                "insisted",
                "suggest",
                "suggests",
                "suggested",
                "shows",
                "show",
                "showed",
            ],
        );
    breaks
        || that
        || thinks
        || words.is(opener, &["but", "and", "so"])
        || desk.has(opener, SAYING) && words.is_verb(opener)
}

/// Signs of saying and thinking.
const SAYING: CueSet = CueSet::TELL.or(CueSet::ALLEGE).or(CueSet::FEAR).or(CueSet::DENY);

/// The verb of saying of the sentence's attribution: token and whether a source is named.
fn told(desk: &Desk<'_>) -> Option<usize> {
    let found = desk.analysis.findings.attributions.iter().find(|it| it.sentence == desk.sentence)?;
    desk.words.sentence.token_at(found.cue?.start)
}

/// Whether what the clause says is what somebody else says.
fn said(desk: &Desk<'_>, clause: &Clause) -> bool {
    let Some(span) = desk.words.span(clause.group.finite..clause.group.finite + 1) else { return false };
    desk.analysis
        .findings
        .attributions
        .iter()
        .filter(|it| it.sentence == desk.sentence)
        .any(|it| it.content.iter().any(|content| content.contains(span)))
}

/// "if Labour wins a third term": "Will Labour win a third term?"
fn condition(desk: &Desk<'_>, clause: &Clause) -> Option<Candidate> {
    let words = &desk.words;
    let modal = words.is_modal(clause.group.finite);
    let tense = if words.is(clause.group.finite, &["can", "could"]) { Tense::Own } else { Tense::Will };
    if words.is(clause.subject.start, &["it", "they"]) {
        return None;
    }
    // "asked if": another asks; "if they are serious they should": the main clause begins.
    let asks = clause.subject.start > 1 && desk.has(clause.subject.start - 2, CueSet::WONDER.or(CueSet::UNKNOWN));
    let main =
        |it: usize| words.is_subject_pronoun(it) && words.is_finite(it + 1) && !desk.has(it - 1, SAYING.or(CueSet::WH));
    let end = (clause.group.main + 1..clause.end).find(|&it| main(it)).unwrap_or(clause.end);
    let clause = &Clause { end, ..clause.clone() };
    if asks {
        return None;
    }
    let perfect = words.is(clause.group.finite, &HAVE) && clause.group.main != clause.group.finite;
    let fits = !perfect && (!modal || tense == Tense::Own) && clause.group.main < clause.end;
    fits.then(|| Some(Candidate::new(QuestionKind::Conditional, 1.3, invert(desk, clause, tense, &[], 0..0)?)))?
}

/// "would damage relations", "can turn the state", "must agree"
fn modal(desk: &Desk<'_>, clause: &Clause) -> Option<Candidate> {
    let words = &desk.words;
    let finite = clause.group.finite;
    let (tense, weight) = match words.word(finite).to_lowercase().as_str() {
        "would" | "'d" | "’d" | "can" | "ca" | "cannot" => (Tense::Own, 0.6),
        "will" | "wo" | "'ll" | "’ll" | "must" | "should" | "shall" => (Tense::Will, 0.5),
        _ => return None,
    };
    let have = (finite + 1..clause.group.main).any(|it| words.is(it, &["have"]))
        || words.is(clause.subject.start, &["there"]) && !words.is(clause.group.main, &BE);
    (!have && clause.group.main != finite)
        .then(|| Some(Candidate::new(QuestionKind::Pending, weight, invert(desk, clause, tense, &[], 0..0)?)))?
}

/// "wanted to sell", "needs to win", "is trying to unite"
fn wanted(desk: &Desk<'_>, clause: &Clause) -> Option<Candidate> {
    let words = &desk.words;
    let main = clause.group.main;
    let bidden = words.tag(main) == Tag::VBN && words.is(main, &BIDDEN) && main > clause.group.finite;
    let wants = desk.has(main, CueSet::INTEND) || words.is(main, &WANTING) || bidden;
    let to = main + 1;
    let fits = wants && words.is(to, &["to"]) && words.tag(to + 1) == Tag::VB && clause.group.negation.is_none();
    fits.then(|| Some(Candidate::new(QuestionKind::Pending, 0.7, will(words, clause.subject.clone(), to + 1, &[])?)))?
}

/// Verbs of which one asks whether what follows will be done.
const WANTING: [&str; 44] = [
    "want",
    "wants",
    "wanted",
    "hope",
    "hopes",
    "hoped",
    "hoping",
    "need",
    "needs",
    "try",
    "tries",
    "tried",
    "trying",
    "aim",
    "aims",
    "seek",
    "seeks",
    "seeking",
    "struggling",
    "fighting",
    "working",
    "preparing",
    "offering",
    "offers",
    "offered",
    "planning",
    "attempting",
    "pushing",
    "looking",
    "scrambling",
    "battling",
    "threatening",
    "threatened",
    "threatens",
    "vowed",
    "vows",
    "pledged",
    "promised",
    "expect",
    "expects",
    "expected",
    "plans",
    "planned",
    "intends",
];

/// What somebody was bidden or something is meant to do.
const BIDDEN: [&str; 12] = [
    "told",
    "ordered",
    "asked",
    "urged",
    "required",
    "instructed",
    "intended",
    "meant",
    "designed",
    "obliged",
    "supposed",
    "invited",
];

/// "Sales fell 4%": "Will sales continue to fall?"
fn trend(desk: &Desk<'_>, clause: &Clause) -> Option<Candidate> {
    let words = &desk.words;
    let main = clause.group.main;
    // "has grown weary"
    let other = words.is(main + 1, &["out", "off", "short", "apart", "ill"])
        || matches!(words.tag(main + 1), Tag::JJ | Tag::DT | Tag::NNP | Tag::RP);
    let fits = words.is(main, &CHANGING) && words.is_verb(main) && !other && clause.group.negation.is_none();
    let draft = Draft::default().fixed("will").words(clause.subject.clone()).fixed("continue to").base(main);
    fits.then(|| Candidate::new(QuestionKind::Pending, 0.8, draft))
}

/// "Brown leads Smith by two points": "Can Smith catch up with Brown?"
fn ahead(desk: &Desk<'_>, clause: &Clause) -> Option<Candidate> {
    let words = &desk.words;
    let main = clause.group.main;
    let leads = words.is(main, &["leads", "lead", "led", "leading", "beats"]);
    let trails = words.is(main, &["trails", "trail", "trailed", "trailing"]);
    let from = if words.is(main + 1, &["behind"]) { main + 2 } else { main + 1 };
    let other = from..words.base_phrase(from);
    let by = other.end > from && words.is(other.end, &["by"]) && words.is_name(other.end - 1);
    let name = words.is_name(clause.subject.end.wrapping_sub(1));
    let (behind, front) = if leads { (other, clause.subject.clone()) } else { (clause.subject.clone(), other) };
    ((leads || trails) && by && name).then(|| {
        let draft = Draft::default().fixed("can").words(behind).fixed("catch up with").words(front);
        Candidate::new(QuestionKind::Pending, 1.0, draft)
    })
}

/// Verbs of growing and shrinking.
const CHANGING: [&str; 34] = [
    "rise",
    "rises",
    "rose",
    "risen",
    "rising",
    "fall",
    "falls",
    "fell",
    "fallen",
    "falling",
    "grow",
    "grows",
    "grew",
    "grown",
    "growing",
    "decline",
    "declines",
    "declined",
    "declining",
    "increase",
    "increases",
    "increased",
    "increasing",
    "decrease",
    "decreased",
    "drop",
    "dropped",
    "dropping",
    "improve",
    "improved",
    "improving",
    "worsened",
    "worsening",
    "surged",
];

/// What somebody asserts: "said the tax was unfair" → "Was the tax unfair?"
fn asserted(desk: &Desk<'_>, clause: &Clause, told: Option<usize>) -> Option<Candidate> {
    let words = &desk.words;
    if !said(desk, clause) || told == Some(clause.group.main) {
        return None;
    }
    // "Hillary shot back, “…": a verb of saying after all.
    if words.is_comma(clause.end) && words.is_quote_mark(clause.end + 1) {
        return None;
    }
    // What somebody says of himself: "said it was pleased", "said it was working on it".
    let own = words.tag(clause.subject.start) == Tag::PRP
        && clause.subject.len() == 1
        && told.is_some_and(|it| it < clause.subject.start && clause.subject.start <= it + 2)
        && !desk.quoted(clause.subject.start);
    let state = words.is(clause.group.finite, &BE) && words.tag(clause.group.main) != Tag::VBN
        || words.is(clause.group.main, &THINKING)
        || words.is(clause.group.main, &WANTING)
        || desk.has(clause.group.main, CueSet::INTEND);
    if own && state {
        return None;
    }
    // "it is hard to say", "there is no doubt", "there are things"
    let first = clause.group.main + 1;
    let idle = (first..(first + 4).min(clause.end)).any(|it| {
        words.is(
            it,
            &[
                "hard",
                "difficult",
                "important",
                "vital",
                "clear",
                "time",
                "doubt",
                "question",
                "thing",
                "things",
                "way",
                "reason",
                "comparison",
                "good",
                "great",
                "nice",
                "sad",
                "easy",
                "disappointing",
                "unfortunate",
            ],
        )
    });
    let expletive = words.is(clause.subject.start, &["it", "there"]) && clause.subject.len() == 1;
    let there = words.is(clause.subject.start, &["there"]);
    if expletive && (idle || there && clause.end < clause.group.main + 4) || there && !words.is(clause.group.main, &BE)
    {
        return None;
    }
    let modal = words.is_modal(clause.group.finite);
    let empty = words.is(clause.group.main, &BE) && clause.end <= clause.group.main + 1;
    let draft = invert(desk, clause, Tense::Own, &[], 0..0)?;
    (!modal && !empty).then(|| Candidate::new(QuestionKind::Disputed, 0.4, draft))
}

/// "The firm closed its plant": "Why did the firm close its plant?"
fn reason(desk: &Desk<'_>, clause: &Clause, told: Option<usize>) -> Option<Candidate> {
    let words = &desk.words;
    let main = clause.group.main;
    let being = words.is(main, &BE) || words.is(main, &HAVE);
    let given = (0..words.len()).any(|it| words.is(it, &["because", "after", "due", "since", "over"]));
    let saying = told == Some(main)
        || desk.has(main, SAYING.or(CueSet::INTEND).or(CueSet::AHEAD).or(CueSet::URGE))
        || words.is(main, &THINKING);
    let past = matches!(words.tag(main), Tag::VBD | Tag::VBN);
    let fits = past
        && !being
        && !given
        && !words.is(clause.subject.start, &["it"])
        && !saying
        && !said(desk, clause)
        && clause.group.negation.is_none()
        && !words.is_modal(clause.group.finite)
        && !plural_slip(desk, clause);
    fits.then(|| {
        let lead = [Bit::Fixed("why")];
        Some(Candidate::new(QuestionKind::Unaddressed, 0.1, invert(desk, clause, Tense::Own, &lead, 0..0)?))
    })?
}

/// "The group say": the verb and its subject do not agree, so one of them was misread.
fn plural_slip(desk: &Desk<'_>, clause: &Clause) -> bool {
    let words = &desk.words;
    let many = plural(words, &clause.subject);
    let finite = clause.group.finite;
    words.is(finite, &["has", "was", "is"]) && many || words.is(finite, &["have", "were", "are"]) && !many
}

/// Verbs of the mind and mouth, of which "why" is idle.
const THINKING: [&str; 41] = [
    "grown", "grew", "turned", "gone", "said", "told", "added", "noted", "thought", "believed", "knew", "wrote",
    "asked", "argued", "showed", "found", "heard", "saw", "felt", "called", "became", "seemed", "died", "born", "come",
    "came", "went", "happened", "followed", "ran", "took", "hopes", "believes", "feels", "thinks", "plans", "planned",
    "expects", "expected", "looked", "lived",
];

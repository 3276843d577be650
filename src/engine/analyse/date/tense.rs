//! Whether the words around a time expression look back or ahead: "ruled on Friday" against "will meet on Friday".

use crate::analyse::words::{Words, one_of};
use crate::segment::tag::Tag;

/// Which way the clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// It happened.
    Past,
    /// It will happen: "will", "is set to", the scheduled present ("begins Monday").
    Future,
    /// It is or was yet to come: "would", "could", "asked them to sign by Monday".
    Prospective,
    /// The words do not tell.
    Open,
}

/// What a word is as a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Past,
    Participle,
    Gerund,
    Present,
    Base,
    Modal,
    None,
}

/// How many words before and after are looked at.
const REACH: usize = 24;

/// Which way the clause around the words `first..=last` looks.
pub(super) fn tense(words: &Words<'_>, first: usize, last: usize) -> Tense {
    let lead = preposition(words, first);
    // "the scheduled Dec. 15 imposition", "the coming May election", "ahead of Sunday's vote"
    if matches!(words.back(first, 1), "upcoming" | "coming" | "forthcoming" | "scheduled" | "planned") {
        return Tense::Future;
    }
    if words.run_before(lead, &["ahead"]) && words.at(lead) == "of" {
        return Tense::Prospective;
    }
    let before = lead.checked_sub(1).map_or(Form::None, |it| form(words, it));
    if !matches!(before, Form::None | Form::Base | Form::Gerund) {
        return deadline(words, lead, group(words, lead - 1));
    }
    let opens = one_of(words.back(lead, 1), "and but that when which who because while although after if as");
    let behind = || left(words, lead);
    let ahead = || right(words, last + 1);
    let found = if opens { ahead().or_else(behind) } else { behind().or_else(ahead) };
    match deadline(words, lead, found.unwrap_or(Tense::Open)) {
        // "will attend the October summit": the verb's time need not be the noun's.
        // "is to run from January 23": what has begun may go on.
        Tense::Future if words.tag(last + 1).is_noun() || words.at(lead) == "from" => Tense::Prospective,
        other => other,
    }
}

/// The place of the preposition or article that leads the expression, or its first word.
fn preposition(words: &Words<'_>, first: usize) -> usize {
    let mut lead = first;
    for _ in 0..2 {
        let word = words.back(lead, 1);
        let leads = one_of(word, "on in at by until till for from to before of during the since a an this");
        if !leads {
            break;
        }
        lead -= 1;
    }
    lead
}

/// "until Friday" after "gave", "to Friday" after "moved" lie ahead although the verb looks back.
fn deadline(words: &Words<'_>, lead: usize, tense: Tense) -> Tense {
    match words.at(lead) {
        "by" | "before" if tense == Tense::Open => Tense::Prospective,
        "until" | "till" | "to" | "by" if tense == Tense::Past => {
            let from = lead.saturating_sub(8);
            let moved = (from..lead).any(|it| {
                one_of(
                    words.at(it),
                    "gave given extended postponed delayed moved pushed rescheduled adjourned deferred \
                 suspended deadline",
                )
            });
            if moved { Tense::Prospective } else { tense }
        }
        _ => tense,
    }
}

/// The nearest verb to the left in the clause.
fn left(words: &Words<'_>, lead: usize) -> Option<Tense> {
    let mut gerund = false;
    for at in (lead.saturating_sub(REACH)..lead).rev() {
        // ", and by the end of Saturday it was down": a clause of its own.
        if ends_clause(words, at) || matches!(words.at(at), "and" | "but") && words.back(at, 1) == "," {
            return None;
        }
        match form(words, at) {
            Form::None => {}
            Form::Gerund => gerund = true,
            // "four planned outages": a participle before its noun tells nothing of the clause.
            Form::Participle | Form::Past if words.tag(at) == Tag::VBN && words.tag(at + 1).is_noun() => {}
            Form::Base if !infinitive(words, at) && !auxiliary_before(words, at) => {}
            _ => {
                let tense = group(words, at);
                return Some(if gerund && tense == Tense::Future && form(words, at) == Form::Present {
                    Tense::Open
                } else {
                    tense
                });
            }
        }
    }
    None
}

/// The first finite verb to the right in the clause.
fn right(words: &Words<'_>, from: usize) -> Option<Tense> {
    for at in from..(from + REACH).min(words.len()) {
        if ends_clause(words, at) {
            return None;
        }
        match form(words, at) {
            Form::Past => return Some(group(words, at)),
            Form::Modal => return Some(modal(words.at(at))),
            Form::Present => {
                // "has been", "is due to": the auxiliary opens a group whose last verb tells.
                let last = (at + 1..at + 5).take_while(|it| joins(words, *it)).last().unwrap_or(at);
                let tense = group(words, last);
                return Some(if tense == Tense::Future && last == at { Tense::Open } else { tense });
            }
            _ => {}
        }
    }
    None
}

/// Whether the word goes on a verb group: "not", "been", "due".
fn joins(words: &Words<'_>, at: usize) -> bool {
    is_planned(words.at(at))
        || words.tag(at).is_adverb()
        || matches!(form(words, at), Form::Participle | Form::Past | Form::Gerund)
}

/// Marks and words over which a verb does not reach.
fn ends_clause(words: &Words<'_>, at: usize) -> bool {
    matches!(words.at(at), ";" | ":" | "\"" | "“" | "”" | "—" | "--" | "''" | "``")
}

/// The tense of the verb group whose last word stands at `at`.
fn group(words: &Words<'_>, at: usize) -> Tense {
    if infinitive(words, at) {
        return governed(words, at.saturating_sub(1));
    }
    let mut has = false;
    let mut been = None;
    let mut first = at;
    for n in 1..=5 {
        let word = words.back(at, n);
        match word {
            "will" | "'ll" | "’ll" | "shall" | "wo" | "would" | "'d" | "’d" | "could" | "may" | "might" | "can"
            | "should" | "must" => {
                return modal(word);
            }
            "had" | "has" | "have" | "'ve" | "’ve" => has = true,
            "is" | "are" | "am" | "'re" | "’re" | "'m" | "’m" => been = Some(false),
            "was" | "were" => been = Some(true),
            "to" if n > 1 => return governed(words, at.saturating_sub(n)),
            "be" | "been" | "being" | "not" | "n't" | "n’t" | "n" | "also" | "still" | "now" | "already" | "only" => {
            }
            _ if words.tag(at.saturating_sub(n)).is_adverb() || word.ends_with("ly") => {}
            _ => break,
        }
        first = at.saturating_sub(n);
    }
    let verb = words.at(at);
    if is_planned(verb) {
        // "once expected to be done by", "planned a march": nothing says whether it still is.
        let past = been == Some(true)
            || words.at(first) == "had"
            || been.is_none() && matches!(words.tag(at), Tag::VBN | Tag::VBD);
        return if past { Tense::Prospective } else { Tense::Future };
    }
    if has {
        return Tense::Past;
    }
    match (form(words, at), been) {
        (Form::Gerund, Some(true)) | (Form::Past | Form::Participle, Some(true) | None) => Tense::Past,
        (Form::Gerund, Some(false)) => Tense::Prospective,
        (Form::Participle | Form::Past, Some(false)) => Tense::Open,
        (Form::Modal, _) => modal(verb),
        (Form::Present, _) if is_scheduling(verb) => Tense::Future,
        _ => Tense::Open,
    }
}

/// The tense of an infinitive whose "to" stands at `to`, by what governs it.
fn governed(words: &Words<'_>, to: usize) -> Tense {
    for at in (to.saturating_sub(10)..to).rev() {
        if ends_clause(words, at) {
            break;
        }
        let word = words.at(at);
        if is_planned(word) {
            return match group(words, at) {
                Tense::Past | Tense::Prospective => Tense::Prospective,
                _ => Tense::Future,
            };
        }
        match form(words, at) {
            Form::None | Form::Gerund | Form::Base => {}
            Form::Present | Form::Modal => {
                return if words.at(at + 1) == "to" && matches!(word, "is" | "are") {
                    Tense::Future
                } else {
                    Tense::Prospective
                };
            }
            Form::Past | Form::Participle => {
                // "forced it to close on Friday" did happen; "told them to sign by Monday" may not have.
                let asks = one_of(
                    word,
                    "told asked ordered urged agreed voted promised vowed pledged wanted hoped planned \
                 intended invited required called decided threatened offered needed was were given \
                 summoned prepared aimed sought allowed advised instructed directed pressed",
                );
                return if asks { Tense::Prospective } else { Tense::Past };
            }
        }
    }
    Tense::Future
}

fn modal(word: &str) -> Tense {
    match word {
        "will" | "'ll" | "’ll" | "shall" | "wo" => Tense::Future,
        _ => Tense::Prospective,
    }
}

fn infinitive(words: &Words<'_>, at: usize) -> bool {
    words.back(at, 1) == "to" && matches!(form(words, at), Form::Base | Form::Past | Form::Participle | Form::Present)
}

fn auxiliary_before(words: &Words<'_>, at: usize) -> bool {
    (1..=3).any(|n| {
        at.checked_sub(n)
            .is_some_and(|it| form(words, it) == Form::Modal || matches!(words.at(it), "do" | "does" | "did"))
    })
}

/// Participles and adjectives that say something is to come.
fn is_planned(word: &str) -> bool {
    one_of(
        word,
        "scheduled expected set due slated planned poised likely going supposed projected \
                 forecast anticipated booked plans plan hopes hope intends aims",
    )
}

/// Verbs whose present tense announces what is scheduled: "the term begins on Monday".
fn is_scheduling(word: &str) -> bool {
    const VERBS: &str = "is are begin begins start starts open opens end ends expire expires close closes leave leaves take takes go goes face faces \
                         meet meets hold holds host hosts return returns resume resumes run runs arrive arrives launch launches kick kicks come comes \
                         vote votes play plays fall falls turn turns become becomes travel travels visit visits head heads appear appears hear hears \
                         decide decides mark marks precede precedes follow follows depart departs debut debuts premiere premieres air airs";
    VERBS.split_ascii_whitespace().any(|it| it == word)
}

/// What the word is as a verb.
fn form(words: &Words<'_>, at: usize) -> Form {
    let word = words.at(at);
    if word.is_empty() || words.capital(at) && at > 0 {
        return Form::None;
    }
    match words.tag(at) {
        // A tag can err where the ending cannot: "ruled" is no present.
        Tag::VBP | Tag::VBZ if word.len() > 4 && word.ends_with("ed") => Form::Past,
        Tag::VBD => Form::Past,
        Tag::VBN => Form::Participle,
        Tag::VBG => Form::Gerund,
        Tag::VBP | Tag::VBZ => Form::Present,
        Tag::VB => Form::Base,
        Tag::MD => Form::Modal,
        _ => Form::None,
    }
}

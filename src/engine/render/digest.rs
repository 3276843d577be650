//! From a digest's words to blocks: who says what, in lines that read well aloud and on a phone.

use super::block::{Block, Line, Role, Section};
use super::phrase::{ended, in_words, listed, raised, small, spoken_date};
use crate::analyse::attribution::{SourceKind, Stance};
use crate::article::Origin;
use crate::article::view::Provenance;
use crate::digest::view::{
    AttributionView, ClaimView, DigestView, DisputeView, FigureView, NextView, SideView, SourceProfile,
};
use crate::digest::wording::Label;

/// What the place of posting knows and the digest doesn't.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// How an unfetched text came to us: "Text given on the command line", "Text pasted by a member".
    pub given: &'a str,
}

/// The digest as blocks, all of it.
pub fn blocks(digest: &DigestView, frame: &Frame<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(headline) = &digest.headline {
        blocks.push(Block::Title(Line::of(headline)));
    }
    let byline = byline(&digest.provenance);
    if !byline.is_empty() {
        blocks.push(Block::Byline(Line::of(&byline)));
    }
    blocks.push(Block::Provenance(Line::of(&provenance(&digest.provenance, frame))));
    let mut said = Introduced::default();
    let claims = digest.claims.iter().map(|it| claim(it, &mut said)).collect();
    section(&mut blocks, Section::Claims, claims);
    let disputes = digest.disputes.iter().map(|it| dispute(it, &mut said)).collect();
    section(&mut blocks, Section::Disputes, disputes);
    section(&mut blocks, Section::Next, digest.next.iter().map(|it| next(it, &mut said)).collect());
    let questions = digest.open_questions.iter().map(|it| item(&it.id).with(&it.text)).collect();
    section(&mut blocks, Section::Questions, questions);
    section(&mut blocks, Section::Figures, digest.figures.iter().map(figure).collect());
    let person = |it: &crate::digest::view::PersonView| match &it.role {
        Some(role) => Line::of(&format!("{}, {role}", it.name)),
        None => Line::of(&it.name),
    };
    section(&mut blocks, Section::People, digest.people.iter().map(person).collect());
    let dated = |it: &crate::digest::view::TimelineView| Line::of(&format!("{}: {}", spoken_date(&it.date), it.text));
    section(&mut blocks, Section::Timeline, digest.timeline.iter().map(dated).collect());
    let profile = profile(&digest.sources, digest.provenance.opinion);
    if !profile.is_empty() {
        blocks.push(Block::Sources(Line::of(&profile)));
    }
    blocks
}

fn section(blocks: &mut Vec<Block>, section: Section, lines: Vec<Line>) {
    if !lines.is_empty() {
        blocks.push(Block::Heading(section));
        blocks.extend(lines.into_iter().map(|line| Block::Item { section, line }));
    }
}

/// "C1. "
fn item(id: &str) -> Line {
    Line::default().with_role(&format!("{id}."), Role::Id).with(" ")
}

/// "Emma Burrows and Aamer Madhani, AP, 17 February 2025"
pub fn byline(of: &Provenance) -> String {
    let mut parts = Vec::new();
    if !of.byline.is_empty() {
        parts.push(listed(&of.byline));
    }
    parts.extend(of.publisher.clone());
    parts.extend(of.date_published.as_deref().map(spoken_date));
    parts.join(", ")
}

fn provenance(of: &Provenance, frame: &Frame<'_>) -> String {
    let opinion = if of.opinion { "Opinion piece: its claims are its author's. " } else { "" };
    let link = of.url.as_deref().map_or("no link".to_owned(), |url| format!("link as given: {url}"));
    let from = match of.origin {
        Origin::Pasted => format!("{}; {link}; not checked against the publisher.", frame.given),
        Origin::Fetched => format!("Fetched from {}.", of.url.as_deref().unwrap_or("its publisher")),
    };
    format!("{opinion}{from}")
}

/// Which sources have been introduced with their role: from then on the name is enough.
#[derive(Default)]
struct Introduced(Vec<String>);

impl Introduced {
    /// Whether it was introduced before; from now on it is.
    fn before(&mut self, source: &str) -> bool {
        let known = self.0.iter().any(|it| it == source);
        if !known {
            self.0.push(source.to_owned());
        }
        known
    }
}

fn claim(claim: &ClaimView, said: &mut Introduced) -> Line {
    let line = item(&claim.id);
    let words = ended(&claim.text);
    let Some(by) = &claim.attribution else { return line.with(&words) };
    match claim.label {
        Label::None => {
            // The wording introduces its source itself, in the article's words.
            said.before(&by.source);
            line.with(&words)
        }
        Label::Before => {
            let speaker = format!("{}{}", speaker(by, said), stance(by.stance));
            line.with_role(&speaker, Role::Speaker).with(": ").with(&words)
        }
        Label::Subject => line.with_role(&speaker(by, said), Role::Speaker).with(" ").with(&small(&words)),
    }
}

/// What a label must say beside the name, lest a denial read as an assertion.
fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Denies => ", denying",
        Stance::Concedes => ", conceding",
        Stance::Alleges => ", alleging",
        Stance::Opposes => ", objecting",
        Stance::Says | Stance::Promises | Stance::Declines | Stance::Demands | Stance::Expects | Stance::Supports => "",
    }
}

/// "Brian Hughes (White House spokesman)", then "Brian Hughes"; "Two unnamed sources (…)", then "The same two unnamed
/// sources".
fn speaker(by: &AttributionView, said: &mut Introduced) -> String {
    let known = said.before(&by.source);
    match by.source_kind {
        SourceKind::Anonymous => unnamed(&by.name, by.count, known),
        _ if known => raised(&by.name),
        _ => raised(&by.source),
    }
}

/// An unnamed source, counted as far as the article counts it.
fn unnamed(description: &str, count: Option<u32>, known: bool) -> String {
    let counted = match count {
        Some(1) => "one unnamed source".to_owned(),
        Some(count) => format!("{} unnamed sources", in_words(count)),
        None if is_one(description) => "one unnamed source".to_owned(),
        None => "unnamed sources".to_owned(),
    };
    match (known, counted.strip_prefix("one ")) {
        (true, Some(source)) => format!("The same {source}"),
        (true, None) => format!("The same {counted}"),
        (false, _) => format!("{} ({})", raised(&counted), lowered(description)),
    }
}

/// Whether a description is of one person ("a senior official", "the former minister"), as far as its form shows.
fn is_one(description: &str) -> bool {
    let mut words = description.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    let plural = |word: &str| word.ends_with('s') && !word.ends_with("ss") || word == "people";
    // "the" goes with both: then the last word before "familiar with", "of", "who" decides.
    let mut head = String::new();
    for word in
        words.take_while(|it| !matches!(*it, "of" | "familiar" | "who" | "with" | "in" | "at" | "from" | "close"))
    {
        head = word.trim_end_matches(',').to_lowercase();
    }
    matches!(first.as_str(), "a" | "an" | "one" | "another") || first == "the" && !head.is_empty() && !plural(&head)
}

/// `D1. The agreement. Zelenskyy: "…". Hughes: C3.`
fn dispute(dispute: &DisputeView, said: &mut Introduced) -> Line {
    let mut line = item(&dispute.id).with(&ended(&raised(dispute.about.trim())));
    for it in &dispute.sides {
        let who = raised(&short_or_full(&it.who, said));
        line = line.with(" ").with_role(&who, Role::Speaker).with(": ").with(&ended(&side(it)));
    }
    line
}

/// A claim that is shown is named, not repeated.
fn side(side: &SideView) -> String {
    let Some(claim) = &side.claim else { return with_marks(&side.text, side) };
    claim.clone()
}

/// Words that stand inside quotation marks in the article are shown inside them.
fn with_marks(text: &str, side: &SideView) -> String {
    let marks = [('"', '"'), ('“', '”')];
    let inside = |(open, close): &(char, char)| {
        let marked = format!("{open}{text}");
        !text.contains([*open, *close]) && side.evidence.iter().any(|it| it.exact.contains(&marked))
    };
    if marks.iter().any(inside) { format!("\"{text}\"") } else { text.to_owned() }
}

/// The name alone where the source has been introduced; "Name (role)" is how views write it.
fn short_or_full(who: &str, said: &mut Introduced) -> String {
    if !said.before(who) {
        return who.to_owned();
    }
    who.split_once(" (").map_or(who, |(name, _)| name).to_owned()
}

/// `N1. Ukraine is preparing a counter proposal (one unnamed source). No date given.`
fn next(next: &NextView, said: &mut Introduced) -> Line {
    let mut text = closed(next.what.trim().trim_end_matches('.'));
    let has = |when: &str| text.to_lowercase().contains(&when.trim().to_lowercase());
    if let Some(when) = next.when.as_deref().filter(|it| !has(it)) {
        text = format!("{text}, {}", when.trim());
    }
    let names_source = |by: &AttributionView| next.what.contains(last_word(&by.name));
    if let Some(by) = next.attribution.as_ref().filter(|it| !names_source(it)) {
        // Inside brackets the name is enough, and brackets in brackets are hard to read.
        let who = match by.source_kind {
            SourceKind::Anonymous => small(&unnamed(&by.name, by.count, said.before(&by.source))).replace(" (", ": "),
            _ => by.name.clone(),
        };
        text = format!("{text} ({})", who.trim_end_matches(')'));
    }
    let line = item(&next.id).with(&ended(&text));
    match (&next.date, &next.when) {
        // A year says nothing that the words don't.
        (Some(date), _) if date.len() > 4 => line.with(&format!(" Date: {}.", spoken_date(date))),
        (None, None) => line.with(" No date given."),
        _ => line,
    }
}

fn figure(figure: &FigureView) -> Line {
    match &figure.of {
        Some(of) if !figure.text.contains(of.as_str()) => Line::of(&format!("{} ({of})", figure.text)),
        _ => Line::of(&figure.text),
    }
}

/// "Sources: 2 of 5 claims rest on unnamed sources. Named, not quoted: JD Vance."
fn profile(of: &SourceProfile, opinion: bool) -> String {
    let rest = |count: usize, on: &str| match count {
        0 => None,
        1 => Some(format!("1 of {} claims rests on {on}.", of.claims)),
        _ => Some(format!("{count} of {} claims rest on {on}.", of.claims)),
    };
    let whose = if opinion { "the author's" } else { "the newsroom's" };
    let own = match of.newsroom {
        0 => None,
        1 => Some(format!("1 of {} is {whose} own.", of.claims)),
        count => Some(format!("{count} of {} are {whose} own.", of.claims)),
    };
    let parts = [rest(of.unnamed, "unnamed sources"), rest(of.documents, "documents"), own].into_iter().flatten();
    let mut text = parts.collect::<Vec<_>>().join(" ");
    if !of.not_quoted.is_empty() {
        text = format!("{text} Named, not quoted: {}.", of.not_quoted.join(", ")).trim_start().to_owned();
    }
    if text.is_empty() { text } else { format!("Sources: {text}") }
}

/// A description's article or number word inside brackets is lower-cased: "A senior official" → "a senior official".
fn lowered(text: &str) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    let ours =
        ["A", "An", "The", "One", "Two", "Three", "Several", "Some", "Many", "Other", "Officials", "Sources", "People"];
    if !ours.contains(&first) {
        return text.to_owned();
    }
    small(text)
}

/// With the closing mark of a quotation that the words break off in.
fn closed(text: &str) -> String {
    let count = |it: char| text.matches(it).count();
    if count('"') % 2 == 1 {
        format!("{text}\"")
    } else if count('“') > count('”') {
        format!("{text}”")
    } else {
        text.to_owned()
    }
}

fn last_word(name: &str) -> &str {
    name.split_whitespace().next_back().unwrap_or(name)
}

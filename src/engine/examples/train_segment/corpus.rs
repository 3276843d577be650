//! Reading a treebank in CoNLL-U: text rebuilt as it was spaced, with a span, tag, head and relation for each token.

use std::path::Path;

use engine::segment::form::Form;
use engine::segment::rel::Rel;
use engine::segment::tag::Tag;
use engine::span::Span;

/// One sentence as annotated.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gold {
    pub(crate) text: String,
    pub(crate) spans: Vec<Span>,
    pub(crate) forms: Vec<Form>,
    pub(crate) tags: Vec<Tag>,
    /// Head of each token; its own place for the root.
    pub(crate) heads: Vec<usize>,
    pub(crate) rels: Vec<Rel>,
    pub(crate) lemmas: Vec<String>,
    /// How much each mistake on it counts.
    pub(crate) weight: i32,
    /// What another parser says, where the file holds it: see `teach.py`.
    pub(crate) hints: Vec<Hint>,
}

/// Another parser's word on a token: its tag and relation (hashed) and its head (its own place for the root).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hint {
    pub(crate) tag: u32,
    pub(crate) head: usize,
    pub(crate) rel: u32,
}

/// The sentences of one file whose tags and relations we know.
pub(crate) fn read(path: &Path) -> std::io::Result<Vec<Gold>> {
    let file = std::fs::read_to_string(path)?;
    Ok(file.split("\n\n").filter_map(sentence).collect())
}

fn sentence(block: &str) -> Option<Gold> {
    let mut gold = Gold { weight: 1, ..Gold::default() };
    // Tokens up to this number stand inside a word already written, from this byte on.
    let (mut inside, mut from) = (0, 0);
    let mut heads = Vec::new();
    for line in block.lines().filter(|it| !it.starts_with('#') && !it.is_empty()) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, word, lemma, _, tag, _, head, rel, _, misc] = columns.as_slice() else { return None };
        if id.contains('.') {
            continue;
        }
        let space = if misc.contains("SpaceAfter=No") { "" } else { " " };
        if let Some((_, last)) = id.split_once('-') {
            inside = last.parse().ok()?;
            from = gold.text.len();
            gold.text += word;
            gold.text += space;
            continue;
        }
        let start = if id.parse::<usize>().ok()? <= inside {
            let start = from + gold.text.get(from..)?.find(word)?;
            from = start + word.len();
            start
        } else {
            gold.text += word;
            gold.text += space;
            gold.text.len() - word.len() - space.len()
        };
        gold.spans.push(Span::new(start, start + word.len()));
        // A skeleton, not yet annotated, has no tags.
        gold.tags.push(if *tag == "_" { Tag::NN } else { known_tag(tag)? });
        gold.rels.push(if *rel == "_" { Rel::Dep } else { known_rel(rel)? });
        gold.hints.extend(hint(misc));
        gold.lemmas.push((*lemma).to_owned());
        heads.push(if *head == "_" { heads.len().min(1) } else { head.parse::<usize>().ok()? });
        if *word == "_" || word.starts_with("__") {
            // A text that the corpus may not show.
            return None;
        }
    }
    gold.heads = heads.iter().enumerate().map(|(at, &head)| head.checked_sub(1).unwrap_or(at)).collect();
    gold.forms = gold.spans.iter().map(|&span| Form::of(&gold.text, span)).collect();
    (!gold.forms.is_empty()
        && heads.iter().filter(|&&it| it == 0).count() == 1
        && gold.hints.len().is_multiple_of(gold.forms.len()))
    .then_some(gold)
}

/// The tag, with the few that only some treebanks have under their nearest.
fn known_tag(name: &str) -> Option<Tag> {
    Tag::from_name(name).or(match name {
        "GW" | "AFX" => Some(Tag::FW),
        "ADD" => Some(Tag::NN),
        "NFP" => Some(Tag::Colon),
        _ => None,
    })
}

fn hint(misc: &str) -> Option<Hint> {
    let mut parts = misc.split_once("Hint=")?.1.split('|');
    let hash = |name: &str| name.bytes().fold(5, |sum: u32, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    let (tag, head, rel) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Hint { tag: hash(tag), head: head.parse().ok()?, rel: hash(rel) })
}

/// A sentence as CoNLL-U, with these tags, heads and relations.
pub(crate) fn write(gold: &Gold, tags: &[Tag], arcs: &[(usize, Rel)]) -> String {
    let mut text = format!("# text = {}\n", gold.text.trim_end());
    for (at, span) in gold.spans.iter().enumerate() {
        let next = gold.spans.get(at + 1).map_or(span.end + 1, |it| it.start);
        let misc = if next == span.end { "SpaceAfter=No" } else { "_" };
        let tag = tags.get(at).map_or("_", |it| it.name());
        let (head, rel) = match arcs.get(at) {
            Some(&(head, _)) if head == at => ("0".to_owned(), "root"),
            Some(&(head, rel)) => ((head + 1).to_string(), rel.name()),
            None => ("_".to_owned(), "_"),
        };
        let word = span.of(&gold.text);
        text += &format!("{}\t{word}\t{word}\t_\t{tag}\t_\t{head}\t{rel}\t_\t{misc}\n", at + 1);
    }
    text + "\n"
}

fn known_rel(name: &str) -> Option<Rel> {
    Rel::from_name(match name {
        "goeswith" => "fixed",
        "obl:tmod" | "obl:npmod" => "obl:unmarked",
        "nmod:tmod" | "nmod:npmod" => "nmod:unmarked",
        other => other,
    })
}

//! Who wrote a page's article, where elements are named after their content: `rel=author`, microdata, classes.

use super::name::{self, AUTHOR, COMMENT};
use super::tree::{Id, Step, Tree};

/// Elements named so that are looked at.
const MOST: usize = 20;

/// Nodes under one of them at most: a name is no more.
const NODES: usize = 24;

/// How far up comments of readers are looked for.
const UP: usize = 12;

/// The name that the page's best-named element holds.
pub(super) fn find(tree: &Tree) -> Option<String> {
    let named = tree.elements(0).filter_map(|id| Some((rank(tree, id)?, id))).take(MOST);
    let mut best: Option<(u8, String)> = None;
    for (rank, id) in named {
        if best.as_ref().is_none_or(|(it, _)| rank < *it)
            && !in_comment(tree, id)
            && let Some(name) = text(tree, id).as_deref().and_then(clean)
        {
            best = Some((rank, name));
        }
    }
    best.map(|(_, name)| name)
}

/// How surely an element holds the writer's name; the less, the surer.
fn rank(tree: &Tree, id: Id) -> Option<u8> {
    let has = |attribute: &str, value: &str| {
        tree.attribute(id, attribute)
            .is_some_and(|it| it.split_ascii_whitespace().any(|it| it.eq_ignore_ascii_case(value)))
    };
    match tree.name(id) {
        "html" | "body" | "link" | "meta" | "head" => None,
        _ if has("rel", "author") => Some(0),
        _ if has("itemprop", "author") => Some(1),
        _ if has("class", "fn") => Some(2),
        _ if name::groups(tree, id) & AUTHOR != 0 => Some(3),
        _ => None,
    }
}

fn in_comment(tree: &Tree, id: Id) -> bool {
    std::iter::successors(Some(id), |it| tree.parent(*it)).take(UP).any(|it| {
        !matches!(tree.name(it), "html" | "body" | "main" | "article") && name::groups(tree, it) & COMMENT != 0
    })
}

/// The text of an element that holds little.
fn text(tree: &Tree, id: Id) -> Option<String> {
    let mut found = String::new();
    for (at, step) in tree.walk(id).enumerate() {
        if at > 2 * NODES || found.len() > 200 {
            return None;
        }
        if let Step::Enter(id) = step {
            found.push_str(tree.text(id).unwrap_or(" "));
        }
    }
    Some(found)
}

/// The name in "Posted by Ann Lee | May 2": without what leads to it and follows it.
pub(super) fn clean(text: &str) -> Option<String> {
    #[rustfmt::skip]
    const LEADS: &[&str] = &[
        "about", "author", "auteur", "autor", "autore", "by", "da", "di", "geschrieben", "par", "por", "posted", "publié",
        "published", "text", "veröffentlicht", "verfasst", "von", "words", "written", "über", "écrit",
    ];
    let text = text.split(['|', '•', '·', ',', '(', '\n']).map(str::trim).find(|it| !it.is_empty())?;
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let lead = |it: &str| LEADS.contains(&it.trim_end_matches(':').to_lowercase().as_str());
    let leads = words.iter().take_while(|it| lead(it)).count();
    words.drain(..leads);
    if let Some(end) = words.iter().position(|it| matches!(*it, "am" | "on" | "at" | "in" | "-" | "–" | "—")) {
        words.truncate(end);
    }
    let name = words.join(" ");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let plain =
        name.chars().any(char::is_alphabetic) && !name.contains(['@', '/', ':', '!', '?']) && !name.contains("http");
    let few = (1..=5).contains(&words.len()) && name.chars().count() <= 50;
    let more = name.eq_ignore_ascii_case("more posts") || name.eq_ignore_ascii_case("admin");
    (plain && few && !more).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Limits, html::parse::parse};

    #[test]
    fn the_best_name_counts() {
        let check = |html: &str, expected: Option<&str>| {
            assert_eq!(find(&parse(html, &Limits::default()).unwrap()).as_deref(), expected, "{html}");
        };
        check("<p>Posted on May 2 by <a rel=author>Ann Lee</a>", Some("Ann Lee"));
        check("<div class=author>Von Ann Lee am 2. Mai</div>", Some("Ann Lee"));
        check("<p class=byline>By Bo Ek<p itemprop=author><span itemprop=name>Ann Lee</span>", Some("Ann Lee"));
        check("<div class=comments><span class=fn>Reader</span></div>", None);
        check("<p class=author>http://a.example/", None);
        check("<p>Ann Lee", None);
    }
}

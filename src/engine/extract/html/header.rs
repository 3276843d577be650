//! What a page shows around its headline: the headline itself, the line under it, who wrote it and when.

use super::block::Block;
use super::name::{AUTHOR, COMMENT, DATE, STANDFIRST};
use super::tree::Tree;
use crate::extract::{byline, look::Look, publication_date};

/// The blocks that show these, by their numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    /// The headline.
    pub headline: Option<usize>,
    /// The line under it.
    pub standfirst: Option<usize>,
    /// Who wrote it.
    pub byline: Option<usize>,
    /// When it was published.
    pub date: Option<usize>,
}

/// How many blocks behind the headline still belong to the header.
const FAR: usize = 40;

/// Finds the header. `titles` are what the page calls its title, the best first; `chosen` are the story's blocks.
pub(super) fn find(
    tree: &Tree,
    blocks: &[Block],
    titles: &[String],
    description: Option<&str>,
    chosen: &[bool],
) -> Header {
    let begins = chosen.iter().position(|it| *it).unwrap_or(0);
    let mut found = Header { headline: headline(tree, blocks, titles, begins), ..Header::default() };
    // The model may take the headline for the story's first line.
    let is_story = |at: usize| chosen.get(at) == Some(&true) && found.headline != Some(at);
    let first = (0..chosen.len()).find(|at| is_story(*at)).unwrap_or(0);
    let last = (0..chosen.len()).rfind(|at| is_story(*at)).unwrap_or(0);
    let start = found.headline.map_or_else(|| first.saturating_sub(FAR / 2), |it| it + 1);
    let near = || blocks.iter().enumerate().skip(start).take(FAR).take_while(move |(at, _)| *at <= first + 3);
    found.standfirst = near()
        .filter(|(_, it)| (4..=90).contains(&it.text.split_whitespace().count()) && it.linked * 2 < it.letters)
        .find(|(at, it)| {
            let free = chosen.get(*at) != Some(&true);
            let named = has(it, STANDFIRST, if free { 2 } else { 0 }) && !has(it, AUTHOR | DATE, 1);
            let same = free && description.is_some_and(|said| Look::of(said).folded() == Look::of(&it.text).folded());
            // What was chosen for the story stays in it, but where its own name says otherwise.
            *at <= first && (named || same)
        })
        .map(|(at, _)| at);
    // A byline stands above the headline now and then, or under the story.
    let above = || (0..found.headline.unwrap_or(0)).rev().take(6);
    let behind = || last + 1..blocks.len().min(last + 6);
    let order = || (start..blocks.len().min(start + FAR)).filter(|at| *at <= first + 5).chain(above()).chain(behind());
    let get = |at: usize| {
        blocks.get(at).filter(|it| (1..=30).contains(&it.text.split_whitespace().count()) && !has(it, COMMENT, 40))
    };
    found.byline = order().find(|at| {
        get(*at).is_some_and(|it| {
            has(it, AUTHOR, 3) && !byline::in_line(&it.text).is_empty()
                || byline::read(&Look::of(&it.text)).is_some() && *at < first
        })
    });
    found.date = order().find(|at| get(*at).is_some_and(|it| publication_date::read(&it.text).is_some()));
    found
}

/// The heading that agrees with what the page calls its title; without such a title the first main heading.
fn headline(tree: &Tree, blocks: &[Block], titles: &[String], first: usize) -> Option<usize> {
    let seen = |it: &Block| !it.hidden && it.text.len() < 600;
    let headings = || {
        blocks
            .iter()
            .enumerate()
            .filter(|(_, it)| seen(it) && matches!(tree.name(it.element), "h1" | "h2" | "h3"))
            .take(200)
    };
    let mains = || headings().filter(|(_, it)| tree.name(it.element) == "h1");
    for test in [same, agree] {
        let fits = |it: &Block| titles.iter().any(|title| test(&it.text, title));
        let heading = mains().chain(headings()).find(|(_, it)| fits(it));
        let any =
            || blocks.iter().enumerate().take(first).find(|(_, it)| seen(it) && it.linked * 2 < it.letters && fits(it));
        if let Some((at, _)) = heading.or_else(any) {
            return Some(at);
        }
    }
    mains().filter(|(at, it)| *at <= first && it.linked < it.letters && titles.is_empty()).map(|(at, _)| at).last()
}

/// Whether a block or something at most `up` elements above it has a name of these groups.
pub(super) fn has(block: &Block, groups: u32, up: u32) -> bool {
    block
        .named
        .iter()
        .enumerate()
        .any(|(at, depth)| groups & 1 << at != 0 && *depth > 0 && u32::from(*depth) + up >= block.depth)
}

fn same(heading: &str, title: &str) -> bool {
    Look::of(heading).folded() == Look::of(title).folded()
}

/// Whether two titles are the same one, perhaps shortened.
pub(super) fn agree(heading: &str, title: &str) -> bool {
    let (heading, title) = (Look::of(heading).folded(), Look::of(title).folded());
    let (a, b): (Vec<&str>, Vec<&str>) = (heading.split(' ').collect(), title.split(' ').collect());
    let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
    if heading.is_empty() || longer > 60 {
        return false;
    }
    let shared = a.iter().filter(|it| b.contains(it)).count();
    heading == title || shared >= 3 && (shared * 10 >= shorter * 8 || shared * 10 >= longer * 6)
}

/// "Ferry stays in port | The Quay" to "Ferry stays in port".
pub(super) fn without_site<'t>(title: &'t str, site: Option<&str>) -> &'t str {
    let mut title = title.trim();
    let words = |it: &str| it.split_whitespace().count();
    let is_site = |it: &str| site.is_some_and(|site| Look::of(it).folded() == Look::of(site).folded());
    for _ in 0..3 {
        let parted = [" | ", " - ", " – ", " — ", " :: ", " « ", " » ", " · ", " • ", " // ", " ‹ "]
            .into_iter()
            .filter_map(|sign| title.rsplit_once(sign))
            .max_by_key(|(head, _)| head.len());
        match parted {
            Some((head, tail))
                if is_site(tail) || words(head) >= 3 && words(tail) <= 4 && words(head) > words(tail) =>
            {
                title = head.trim()
            }
            Some((head, tail)) if is_site(head) => title = tail.trim(),
            _ => break,
        }
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_their_site() {
        let check = |title: &str, site: Option<&str>, expected: &str| assert_eq!(without_site(title, site), expected);
        check("Ferry stays in port | The Quay", None, "Ferry stays in port");
        check("Ferry stays in port - World - The Quay", None, "Ferry stays in port");
        check("Ferry - The Quay", Some("the quay"), "Ferry");
        check("The Quay: ferry", Some("the quay"), "The Quay: ferry");
        check("Ferry - a long story of the sea", None, "Ferry - a long story of the sea");
        check("Ferry", None, "Ferry");
    }

    #[test]
    fn titles_agree() {
        assert!(agree("Ferry stays in port for a week", "Ferry stays in port"));
        assert!(!agree("Most read stories", "Ferry stays in port"));
        assert!(!agree("World news", "News"));
    }
}

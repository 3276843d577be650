//! Fitting a post into a limit: whole items are left out, the least important first, and the post says which.

use super::block::{Block, Line, Section};

/// Leaves out whole items until `measure` of the blocks is at most `most`, and says what was left out; `more` says how to
/// see it ("newsdesk brief --recipe deep"). `measure` counts in the platform's own unit. Headlines alone are ever cut, and
/// only when nothing else is left to leave out.
pub fn fit(blocks: Vec<Block>, most: usize, more: &str, measure: impl Fn(&[Block]) -> usize) -> Vec<Block> {
    if measure(&blocks) <= most {
        return blocks;
    }
    let mut kept = blocks;
    let mut left_out: Vec<Section> = Vec::new();
    while let Some(at) = least_important(&kept) {
        if let Block::Item { section, .. } = kept.remove(at) {
            left_out.push(section);
        }
        drop_empty_sections(&mut kept);
        let fitted = with_note(&kept, &left_out, more);
        if measure(&fitted) <= most {
            return fitted;
        }
    }
    // No item fits: what remains goes from the end, the note on what was left out first of all staying.
    while kept.len() > 1 {
        kept.pop();
        let fitted = with_note(&kept, &left_out, more);
        if measure(&fitted) <= most {
            return fitted;
        }
    }
    shorten_title(kept, most, measure)
}

/// The item that is missed least: sections in the order below, and in each its last item; one claim stays longest.
fn least_important(blocks: &[Block]) -> Option<usize> {
    let worth = |at: usize, block: &Block| {
        let Block::Item { section, .. } = block else { return None };
        let nth =
            blocks.iter().take(at).filter(|it| matches!(it, Block::Item { section: s, .. } if s == section)).count();
        // How many items of a section are worth as much as the first ones of another: a digest that shrinks keeps its
        // shape, since 5 claims without a question tell less than 4 with one.
        let (base, step) = match section {
            Section::Stories | Section::Claims => (0, 10),
            Section::Questions => (8, 10),
            Section::Disputes => (14, 18),
            Section::Next => (24, 16),
            Section::Figures => (60, 4),
            Section::People => (62, 4),
            Section::Timeline => (64, 4),
        };
        Some((base + step * nth, at))
    };
    blocks.iter().enumerate().filter_map(|(at, it)| worth(at, it)).max().map(|(_, at)| at)
}

fn drop_empty_sections(blocks: &mut Vec<Block>) {
    let filled = |blocks: &[Block], wanted: Section| {
        blocks.iter().any(|it| matches!(it, Block::Item { section, .. } if *section == wanted))
    };
    let empty: Vec<bool> =
        blocks.iter().map(|it| matches!(it, Block::Heading(section) if !filled(blocks, *section))).collect();
    let mut empty = empty.into_iter();
    blocks.retain(|_| !empty.next().unwrap_or_default());
}

fn with_note(kept: &[Block], left_out: &[Section], more: &str) -> Vec<Block> {
    let mut counted: Vec<(Section, usize)> = Vec::new();
    for section in left_out {
        match counted.iter_mut().find(|it| it.0 == *section) {
            Some((_, count)) => *count += 1,
            None => counted.push((*section, 1)),
        }
    }
    counted.sort();
    let parts: Vec<String> = counted.into_iter().map(|(section, count)| section.items(count)).collect();
    let mut blocks = kept.to_vec();
    if !parts.is_empty() {
        blocks.push(Block::LeftOut(Line::of(&format!("Left out: {}. To see all: {more}", parts.join(", ")))));
    }
    blocks
}

/// Only a title is left and it is still too long: it ends at a word, with an ellipsis.
fn shorten_title(kept: Vec<Block>, most: usize, measure: impl Fn(&[Block]) -> usize) -> Vec<Block> {
    let Some(Block::Title(title)) = kept.into_iter().next() else { return Vec::new() };
    let whole = vec![Block::Title(title.clone())];
    if measure(&whole) <= most {
        return whole;
    }
    let text = title.text();
    let mut words: Vec<&str> = text.split_whitespace().collect();
    while words.pop().is_some() {
        let blocks = vec![Block::Title(Line::of(&format!("{}…", words.join(" "))))];
        if !words.is_empty() && measure(&blocks) <= most {
            return blocks;
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::terminal::{Style, terminal};

    fn post() -> Vec<Block> {
        let item = |section, text: &str| Block::Item { section, line: Line::of(text) };
        vec![
            Block::Title(Line::of("Bridge reopens after two years")),
            Block::Heading(Section::Claims),
            item(Section::Claims, "C1. The bridge reopened on Monday."),
            item(Section::Claims, "C2. Mayor Ann Lee: \"It is safe, and it will stay safe.\""),
            item(Section::Claims, "C3. It cost $4 million."),
            Block::Heading(Section::Questions),
            item(Section::Questions, "Q1. Who pays for it?"),
        ]
    }

    fn measure(blocks: &[Block]) -> usize {
        terminal(blocks, Style::default()).chars().count()
    }

    fn check(most: usize, expected: &str) {
        let fitted = fit(post(), most, "--recipe deep", measure);
        assert!(measure(&fitted) <= most, "{most}");
        assert_eq!(terminal(&fitted, Style::default()), expected, "{most}");
    }

    #[test]
    fn whole_items_are_left_out() {
        let all = terminal(&post(), Style::default());
        check(all.chars().count(), &all);
        check(
            190,
            concat!(
                "Bridge reopens after two years\n\nClaims\nC1. The bridge reopened on Monday.\n\n",
                "Open questions\nQ1. Who pays for it?\n\nLeft out: 2 more claims. To see all: --recipe deep\n"
            ),
        );
        check(
            130,
            "Bridge reopens after two years\n\nLeft out: 3 more claims, 1 more open question. To see all: --recipe deep\n",
        );
        check(31, "Bridge reopens after two years\n");
        check(20, "Bridge reopens…\n");
        check(3, "");
    }

    #[test]
    fn every_limit_is_kept() {
        for most in 0..250 {
            let fitted = fit(post(), most, "--recipe deep", measure);
            assert!(measure(&fitted) <= most, "{most}");
            let quoted = terminal(&fitted, Style::default()).matches('"').count();
            assert!(quoted == 0 || quoted == 2, "{most}");
        }
    }
}

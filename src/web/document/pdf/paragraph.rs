//! Lines put together to paragraphs, headings and rows, over the ends of columns and pages.

use std::collections::{BTreeMap, BTreeSet};

use super::super::found::{Piece, PieceKind};
use super::line::{Line, is_mark};

/// What is usual in this file.
#[derive(Clone, Copy, Debug)]
struct Usual {
    /// The size of its text.
    size: f64,
    /// From one line to the next.
    leading: f64,
    /// Whether its text is bold throughout.
    bold: bool,
}

/// Lines that belong together.
#[derive(Clone, Debug, Default)]
struct Group {
    lines: Vec<Line>,
    page: usize,
    note: bool,
}

/// The pieces of a file whose pages these are.
pub(super) fn pieces(pages: Vec<Vec<Line>>) -> Vec<Piece> {
    let usual = usual(&pages);
    let words = words(&pages);
    let hyphens = hyphenates(&pages, &words);
    let (mut groups, mut notes): (Vec<Group>, Vec<Group>) = (Vec::new(), Vec::new());
    for (page, lines) in pages.into_iter().enumerate() {
        let body = lines.iter().rposition(|it| it.size >= 0.9 * usual.size).map_or(lines.len(), |it| it + 1);
        for (at, line) in lines.iter().enumerate() {
            let note = at >= body;
            let target = if note { &mut notes } else { &mut groups };
            let near = lines.get(at.saturating_sub(4)..(at + 5).min(lines.len())).unwrap_or_default();
            match target.last_mut() {
                Some(group) if group.goes_on(line, page, near, usual) => {
                    group.lines.push(line.clone());
                    group.page = page;
                }
                _ => target.push(Group { lines: vec![line.clone()], page, note }),
            }
        }
    }
    let largest =
        groups.iter().take(12).filter(|it| it.page <= 1 && it.can_be_title()).map(Group::size).fold(0.0, f64::max);
    let mut titled = largest < 1.2 * usual.size;
    let mut pieces = Vec::new();
    for group in groups.into_iter().chain(notes) {
        let kind = if group.note {
            PieceKind::Note
        } else if group.lines.iter().any(|it| it.gaps > 0) || is_leader(&group.lines) {
            PieceKind::Row
        } else if !titled && group.size() >= 0.98 * largest && group.can_be_title() {
            titled = true;
            PieceKind::Title
        } else if group.is_heading(usual) {
            PieceKind::Heading
        } else {
            PieceKind::Paragraph
        };
        pieces.push(Piece { kind, text: text(&group.lines, &words, hyphens) });
    }
    pieces
}

/// Size and leading of most of the text.
fn usual(pages: &[Vec<Line>]) -> Usual {
    let mut sizes: BTreeMap<i64, usize> = BTreeMap::new();
    let rounded = |it: f64| (it * 2.0).round() as i64;
    for line in pages.iter().flatten() {
        *sizes.entry(rounded(line.size)).or_default() += line.text.len();
    }
    let size = sizes.iter().max_by_key(|(_, count)| **count).map_or(10.0, |(size, _)| *size as f64 / 2.0);
    let of_text = |it: &&Line| rounded(it.size) == rounded(size);
    let (mut bold, mut all) = (0, 0);
    for line in pages.iter().flatten().filter(of_text) {
        all += line.text.len();
        bold += if line.bold { line.text.len() } else { 0 };
    }
    let mut steps: BTreeMap<i64, usize> = BTreeMap::new();
    for pair in pages.iter().flat_map(|it| it.windows(2)) {
        if let [a, b] = pair
            && of_text(&a)
            && of_text(&b)
            && (0.8 * size..2.6 * size).contains(&(b.y - a.y))
        {
            *steps.entry(rounded(b.y - a.y)).or_default() += 1;
        }
    }
    let leading = steps.iter().max_by_key(|(_, count)| **count).map_or(1.3 * size, |(step, _)| *step as f64 / 2.0);
    Usual { size, leading, bold: bold * 2 > all }
}

impl Group {
    fn size(&self) -> f64 {
        self.lines.iter().map(|it| it.size).fold(0.0, f64::max)
    }

    fn count(&self) -> usize {
        self.lines.iter().map(|it| it.text.split_whitespace().count()).sum()
    }

    fn can_be_title(&self) -> bool {
        let letters = self.lines.iter().flat_map(|it| it.text.chars()).filter(|it| it.is_alphabetic()).count();
        (2..=30).contains(&self.count()) && letters >= 8 && self.lines.iter().all(|it| it.gaps == 0)
    }

    fn is_heading(&self, usual: Usual) -> bool {
        let large = self.size() >= 1.12 * usual.size;
        let bold = !usual.bold && self.lines.iter().all(|it| it.bold) && self.size() >= 0.95 * usual.size;
        let ends = self.lines.last().is_some_and(|it| it.text.ends_with(['.', ',', ';']));
        self.count() <= 20 && (large || bold && !ends)
    }

    /// Whether `line` belongs to the same paragraph; `near` are the lines around it on its page.
    fn goes_on(&self, line: &Line, page: usize, near: &[Line], usual: Usual) -> bool {
        let (Some(last), Some(first)) = (self.lines.last(), self.lines.first()) else { return false };
        let alike = (last.size - line.size).abs() <= 0.12 * last.size.max(line.size);
        if last.gaps > 0
            || line.gaps > 0
            || !alike
            || last.bold != line.bold && (last.text.len() > 30 || line.text.len() > 30) && starts_anew(last, line)
        {
            return false;
        }
        if begins_item(&line.text) || is_leader(std::slice::from_ref(line)) {
            return false;
        }
        let em = line.size;
        let over = |it: &&Line| it.x0 < line.x1 && line.x0 < it.x1 && (it.size - line.size).abs() <= 0.12 * line.size;
        let left = near.iter().filter(over).map(|it| it.x0).fold(f64::INFINITY, f64::min);
        let right = near.iter().filter(over).map(|it| it.x1).fold(f64::NEG_INFINITY, f64::max).max(last.x1);
        // How much of the line was left when it ended, and whether the next word had found room there.
        let per_letter = (line.x1 - line.x0) / line.text.chars().count().max(1) as f64;
        let word = line.text.split(' ').next().map_or(0, |it| it.chars().count()) as f64 * per_letter;
        let step = line.y - last.y;
        let below = page == self.page && step > 0.0 && line.x0 < last.x1 + em && last.x0 < line.x1;
        if !below {
            // The next column or page. A heading ends where it ends.
            let ended = last.text.ends_with(['.', '!', '?', '”', '"', ':', ')']);
            let small = line.text.starts_with(|it: char| it.is_lowercase());
            let heading = line.size > 1.12 * usual.size || last.bold && !usual.bold;
            let broken = last.text.ends_with(['-', ',', '\u{2010}']);
            return !heading && !ended && (small || broken || self.lines.len() > 1 && line.text.len() > 40);
        }
        let leading = (usual.leading * (em / usual.size).max(1.0)).max(1.1 * em);
        if step > 1.28 * leading + 0.5 {
            return false;
        }
        let room = right - last.x1 > word + 0.6 * em;
        let ended = last.text.ends_with(['.', '!', '?', '”', '"', ':']);
        let short = right - last.x1 > 0.35 * (right - left);
        let item = begins_item(&first.text);
        let large = line.size > 1.12 * usual.size;
        // A first line stands in from the column's edge; lines in the middle stand in as well.
        let middled = (f64::midpoint(last.x0, last.x1) - f64::midpoint(line.x0, line.x1)).abs() < 1.5 * em
            && (last.x0 - line.x0).abs() > em;
        let indented = line.x0 - last.x0 > 0.8 * em && line.x0 - left > 0.8 * em && !item && !middled;
        !(indented || room && ended && !large || short && room && !large && !item && !middled)
    }
}

/// Whether two lines of different weight stand for different things.
fn starts_anew(last: &Line, line: &Line) -> bool {
    !line.text.starts_with(|it: char| it.is_lowercase()) && !last.text.ends_with(',')
}

/// Whether a line begins with a bullet or a number.
fn begins_item(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(head, _)| is_mark(head)) || text.starts_with(['•', '●', '▪', '➢'])
}

/// "Findings ........ 12"
fn is_leader(lines: &[Line]) -> bool {
    lines.iter().any(|it| it.text.contains(".....") || it.text.contains(". . . ."))
}

/// All words, to tell a hyphen that broke a word from one that belongs to it.
fn words(pages: &[Vec<Line>]) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for line in pages.iter().flatten() {
        let parts: Vec<&str> = line.text.split_whitespace().collect();
        let cut = usize::from(line.text.ends_with(['-', '\u{2010}']));
        for word in parts.iter().take(parts.len().saturating_sub(cut)) {
            let word = word.trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase();
            if !word.is_empty() && words.len() < 200_000 {
                words.insert(word);
            }
        }
    }
    words
}

/// The two halves of a word at a line's end.
fn halves<'l>(last: &'l str, next: &'l str) -> Option<(&'l str, &'l str)> {
    let head = last.rsplit(' ').next()?.strip_suffix(['-', '\u{2010}'])?;
    let tail = next.split(' ').next()?;
    let head = head.trim_start_matches(|it: char| !it.is_alphanumeric());
    let tail = tail.trim_end_matches(|it: char| !it.is_alphanumeric());
    (head.ends_with(char::is_alphabetic) && tail.starts_with(char::is_lowercase)).then_some((head, tail))
}

/// Whether the file breaks words: some that it broke stand whole elsewhere in it, or it broke so many.
fn hyphenates(pages: &[Vec<Line>], words: &BTreeSet<String>) -> bool {
    let (mut whole, mut parts, mut all, mut broken) = (0, 0, 0, 0);
    for pair in pages.iter().flat_map(|it| it.windows(2)) {
        let [a, b] = pair else { continue };
        all += 1;
        if let Some((head, tail)) = halves(&a.text, &b.text) {
            broken += 1;
            let (head, tail) = (head.to_lowercase(), tail.to_lowercase());
            whole += usize::from(words.contains(&format!("{head}{tail}")));
            parts += usize::from(words.contains(&format!("{head}-{tail}")));
        }
    }
    whole > parts || whole == parts && broken * 25 > all
}

/// The text of a group, its lines made one.
fn text(lines: &[Line], words: &BTreeSet<String>, hyphenates: bool) -> String {
    let mut text = String::new();
    for line in lines {
        let next = line.text.trim();
        if text.is_empty() {
            text.push_str(next);
            continue;
        }
        match halves(&text, next) {
            Some((head, tail)) => {
                let (head, tail) = (head.to_lowercase(), tail.to_lowercase());
                let joined = words.contains(&format!("{head}{tail}"));
                let kept = words.contains(&format!("{head}-{tail}"));
                if joined || !kept && hyphenates {
                    text.pop();
                }
                text.push_str(next);
            }
            // "2019-" goes on as "20", a dash as a dash.
            None if text.ends_with('-') && !text.ends_with(" -") && next.starts_with(char::is_alphanumeric) => {
                text.push_str(next)
            }
            None => {
                text.push(' ');
                text.push_str(next);
            }
        }
    }
    text
}

//! Signs put together to lines, in the order of writing, which is the order of reading in nearly every file: columns too.

use super::glyph::Sign;

/// A line, or a row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    /// Size of most of its signs.
    pub(super) size: f64,
    pub(super) bold: bool,
    /// How many wide gaps stand in it: a table's row, not a sentence.
    pub(super) gaps: usize,
}

/// A stretch of signs next to each other.
#[derive(Clone, Debug, Default)]
struct Stretch {
    text: String,
    x0: f64,
    x1: f64,
    y: f64,
    size: f64,
    letters: usize,
    bold: usize,
    last: Option<Sign>,
}

/// The lines of a page.
pub(super) fn lines(mut signs: Vec<Sign>) -> Vec<Line> {
    // Files that mark everything as ornament say nothing by it.
    let text = signs.iter().filter(|it| !it.artifact).count();
    if text * 2 > signs.len() {
        signs.retain(|it| !it.artifact);
    }
    let mut lines: Vec<Line> = Vec::new();
    let mut now: Option<Stretch> = None;
    for sign in signs {
        if let Some(stretch) = &mut now
            && stretch.take(sign)
        {
            continue;
        }
        add(&mut lines, now.take());
        if !sign.letter.is_whitespace() {
            now = Some(Stretch::of(sign));
        }
    }
    add(&mut lines, now);
    in_order(lines)
}

impl Stretch {
    fn of(sign: Sign) -> Self {
        Self {
            text: sign.letter.to_string(),
            x0: sign.x0,
            x1: sign.x1.max(sign.x0),
            y: sign.y,
            size: sign.size,
            letters: 1,
            bold: usize::from(sign.bold),
            last: Some(sign),
        }
    }

    /// Takes a sign that stands next to the last one.
    fn take(&mut self, sign: Sign) -> bool {
        let size = self.size.max(sign.size);
        let gap = sign.x0 - self.x1;
        if (sign.y - self.y).abs() > 0.45 * size || gap < -0.6 * size || gap > 1.5 * size {
            return false;
        }
        // Letters are made bold by writing them twice.
        let twice = self.last.is_some_and(|it| {
            it.letter == sign.letter && (it.x0 - sign.x0).abs() < 0.2 * size && (it.y - sign.y).abs() < 0.2 * size
        });
        if twice {
            return true;
        }
        if sign.letter.is_whitespace() {
            // It is the gap that counts, for some write their blanks without a place of their own.
            if gap > -0.1 * size && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
            self.x1 = self.x1.max(sign.x1.min(self.x1 + size));
            return true;
        }
        // The mark of a footnote.
        let raised = sign.size < 0.8 * self.size && self.y - sign.y > 0.15 * self.size;
        if raised && (sign.letter.is_ascii_digit() || "*†‡§".contains(sign.letter)) {
            self.x1 = self.x1.max(sign.x1);
            return true;
        }
        if gap > 0.16 * size && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
        if sign.size > 1.2 * self.size && self.letters <= 2 {
            // It began with a raised or small sign.
            (self.size, self.y) = (sign.size, sign.y);
        }
        self.text.push(sign.letter);
        self.x1 = self.x1.max(sign.x1);
        self.letters += 1;
        self.bold += usize::from(sign.bold);
        self.last = Some(sign);
        true
    }
}

/// Adds a stretch to the line that it goes on with, or as a line.
fn add(lines: &mut Vec<Line>, stretch: Option<Stretch>) {
    let Some(stretch) = stretch else { return };
    let text = stretch.text.trim();
    if text.is_empty() {
        return;
    }
    let bold = stretch.bold * 2 > stretch.letters;
    if let Some(last) = lines.last_mut() {
        let size = last.size.max(stretch.size);
        let gap = stretch.x0 - last.x1;
        let same = (last.y - stretch.y).abs() < 0.4 * size;
        if same && last.text == text && (last.x0 - stretch.x0).abs() < 0.3 * size {
            return;
        }
        if same && gap > -0.6 * size {
            let mark = is_mark(&last.text);
            if gap > 2.5 * size && !mark {
                last.gaps += 1;
                last.text.push_str(" | ");
            } else if gap > 0.16 * size || mark {
                last.text.push(' ');
            }
            last.text.push_str(text);
            last.x1 = last.x1.max(stretch.x1);
            if stretch.size > last.size * 1.2 && last.text.len() < 2 * text.len() {
                last.size = stretch.size;
            }
            last.bold &= bold;
            return;
        }
    }
    lines.push(Line {
        text: text.to_owned(),
        x0: stretch.x0,
        x1: stretch.x1,
        y: stretch.y,
        size: stretch.size,
        bold,
        gaps: 0,
    });
}

/// What stands before an item of a list: a bullet, a number, a letter in brackets.
pub(super) fn is_mark(text: &str) -> bool {
    let text = text.trim();
    let bare = text.trim_matches(['(', ')', '.', '[', ']']);
    match text {
        "•" | "●" | "▪" | "■" | "◦" | "○" | "–" | "—" | "-" | "*" | "➢" | "✓" | "" => true,
        _ => {
            let counted = bare.len() <= 3 && bare.chars().all(|it| it.is_ascii_digit());
            let lettered = bare.len() == 1 && bare.chars().all(|it| it.is_ascii_lowercase());
            let roman = bare.len() <= 4 && bare.chars().all(|it| "ivx".contains(it));
            bare.len() < text.len() && !bare.is_empty() && (counted || lettered || roman)
        }
    }
}

/// The lines in the order of reading, where the order of writing jumps about.
fn in_order(mut lines: Vec<Line>) -> Vec<Line> {
    let up = |pair: &[Line]| match pair {
        [a, b] => b.y < a.y - a.size && b.x0 < a.x1 && a.x0 < b.x1,
        _ => false,
    };
    let jumps = lines.windows(2).filter(|it| up(it)).count();
    if jumps <= 3.max(lines.len() / 10) {
        return lines;
    }
    // Two columns where nothing crosses the middle, else one.
    let left = lines.iter().map(|it| it.x0).fold(f64::INFINITY, f64::min);
    let right = lines.iter().map(|it| it.x1).fold(f64::NEG_INFINITY, f64::max);
    let middle = f64::midpoint(left, right);
    let crossing = lines.iter().filter(|it| it.x0 < middle - 5.0 && it.x1 > middle + 5.0).count();
    let columns = crossing * 10 < lines.len() && lines.iter().filter(|it| it.x0 > middle).count() * 4 > lines.len();
    let column = |it: &Line| columns && it.x0 > middle - 5.0;
    // Heights within a fraction of a line are the same height.
    lines.sort_by(|a, b| {
        column(a).cmp(&column(b)).then((a.y / 3.0).round().total_cmp(&(b.y / 3.0).round())).then(a.x0.total_cmp(&b.x0))
    });
    let mut merged: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        let stretch = Stretch {
            letters: line.text.chars().count(),
            bold: if line.bold { line.text.chars().count() } else { 0 },
            text: line.text,
            x0: line.x0,
            x1: line.x1,
            y: line.y,
            size: line.size,
            last: None,
        };
        add(&mut merged, Some(stretch));
    }
    merged
}

//! What stands on every page and belongs to none: running headers and footers, page numbers, numbers of lines.

use super::line::Line;

/// How many lines at either end of a page may be furniture.
const DEEP: usize = 4;

/// The pages without their furniture.
pub(super) fn without(mut pages: Vec<Vec<Line>>) -> Vec<Vec<Line>> {
    for page in &mut pages {
        strip_numbers(page);
    }
    let edges: Vec<Vec<(usize, String)>> = pages.iter().map(|it| edge(it)).collect();
    let needed = if pages.len() <= 3 { 2 } else { 3 };
    let mut dropped: Vec<Vec<usize>> = vec![Vec::new(); pages.len()];
    // Only pages nearby are looked at: a header that stands on three of them stands on more.
    for (nth, edge) in edges.iter().enumerate() {
        for (at, key) in edge {
            let Some(line) = pages.get(nth).and_then(|it| it.get(*at)) else { continue };
            let near = nth.saturating_sub(6)..(nth + 7).min(pages.len());
            let times = near.filter(|other| {
                edges.get(*other).into_iter().flatten().any(|(place, it)| {
                    let twin = pages.get(*other).and_then(|it| it.get(*place));
                    it == key
                        && twin.is_some_and(|it| {
                            (it.y - line.y).abs() < 12.0 && (it.size - line.size).abs() < 0.1 * line.size
                        })
                })
            });
            let outermost = is_outermost(&pages, nth, line);
            if (times.count() >= needed || outermost && is_page_number(&line.text, pages.len()))
                && let Some(it) = dropped.get_mut(nth)
            {
                it.push(*at);
            }
        }
    }
    for (page, dropped) in pages.iter_mut().zip(&dropped) {
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !dropped.contains(&(at - 1))
        });
    }
    pages
}

/// The lines at both ends of a page by height, each with its words; numbers count alike.
fn edge(page: &[Line]) -> Vec<(usize, String)> {
    let mut by_height: Vec<usize> = (0..page.len()).collect();
    let y = |at: &usize| page.get(*at).map_or(0.0, |it| it.y);
    by_height.sort_by(|a, b| y(a).total_cmp(&y(b)));
    let ends = by_height.iter().take(DEEP).chain(by_height.iter().rev().take(DEEP));
    let mut found: Vec<(usize, String)> = ends.filter_map(|at| Some((*at, key(&page.get(*at)?.text)))).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn key(text: &str) -> String {
    let mut key = String::new();
    for letter in text.to_lowercase().chars() {
        match letter {
            it if it.is_ascii_digit() => {
                if !key.ends_with('#') {
                    key.push('#');
                }
            }
            it if it.is_whitespace() => {}
            it => key.push(it),
        }
    }
    key
}

fn is_outermost(pages: &[Vec<Line>], nth: usize, line: &Line) -> bool {
    let Some(page) = pages.get(nth) else { return false };
    let above = page.iter().filter(|it| it.y < line.y - line.size).count();
    let below = page.iter().filter(|it| it.y > line.y + line.size).count();
    above <= 1 || below <= 1
}

/// "3", "- 3 -", "Page 3 of 10", "iv".
fn is_page_number(text: &str, pages: usize) -> bool {
    let text = text.trim().trim_matches(['-', '–', '—', '|', ' ', '.', '[', ']']).to_lowercase();
    let words: Vec<&str> = text.split([' ', '/', '|']).filter(|it| !it.is_empty()).collect();
    let number = |it: &str| (1..=4).contains(&it.len()) && it.chars().all(|it| it.is_ascii_digit());
    let roman = |it: &str| (1..=5).contains(&it.len()) && it.chars().all(|it| "ivxl".contains(it));
    match words.as_slice() {
        ["page", it] | ["p.", it] => number(it) || roman(it),
        ["page", a, "of", b] => number(a) && number(b),
        [a, "of", b] | [a, b] => pages > 1 && number(a) && number(b),
        [it] => pages > 1 && (number(it) || roman(it)),
        _ => false,
    }
}

/// Takes away the numbers before the lines of a court's or parliament's record.
fn strip_numbers(page: &mut Vec<Line>) {
    let head = |it: &Line| {
        let digits = it.text.len() - it.text.trim_start_matches(|it: char| it.is_ascii_digit()).len();
        let rest = it.text.get(digits..).unwrap_or_default();
        let number = it.text.get(..digits).and_then(|it| it.parse::<usize>().ok()).filter(|_| digits <= 2);
        number.filter(|_| rest.is_empty() || rest.starts_with(' ')).map(|it| (it, digits))
    };
    let numbers: Vec<usize> = page.iter().filter_map(|it| head(it).map(|it| it.0)).collect();
    let rising = numbers.windows(2).filter(|it| matches!(it, [a, b] if *b == a + 1)).count();
    if rising < 8 || rising * 10 < page.len() * 6 {
        return;
    }
    for line in page.iter_mut() {
        if let Some((_, digits)) = head(line) {
            let rest = line.text.get(digits..).unwrap_or_default();
            let rest = rest.strip_prefix(" | ").inspect(|_| line.gaps = line.gaps.saturating_sub(1)).unwrap_or(rest);
            line.text = rest.trim().to_owned();
        }
    }
    page.retain(|it| !it.text.is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(y: f64, text: &str) -> Line {
        Line { text: text.to_owned(), x0: 50.0, x1: 500.0, y, size: 10.0, ..Line::default() }
    }

    #[test]
    fn what_stands_on_every_page() {
        let page = |nth: usize| {
            let text = ["The bridge fell.", "Nobody was hurt.", "It is closed.", "It stays so."][nth];
            vec![
                line(30.0, "Harbour Board, May 2024"),
                line(100.0, text),
                line(112.0, "The same words."),
                line(800.0, &format!("Page {} of 4", nth + 1)),
            ]
        };
        let kept = without((0..4).map(page).collect());
        let texts: Vec<_> = kept.iter().map(|it| it.iter().map(|it| it.text.clone()).collect::<Vec<_>>()).collect();
        // Words that come again in the text are furniture only where they stand at its edge.
        assert!(
            texts
                .iter()
                .all(|it| it[0].ends_with('.') && !it.iter().any(|it| it.contains("Page") || it.contains("Board"))),
            "{texts:?}"
        );
    }

    #[test]
    fn page_numbers() {
        let check = |text: &str, expected| assert_eq!(is_page_number(text, 3), expected, "{text}");
        check("3", true);
        check("- 12 -", true);
        check("Page 3 of 10", true);
        check("iv", true);
        check("3 | Page", false);
        check("2024 was a bad year", false);
        check("12,000", false);
        assert!(!is_page_number("3", 1));
    }

    #[test]
    fn numbers_of_lines() {
        let mut page: Vec<Line> =
            (1..=20).map(|it| line(10.0 * f64::from(it), &format!("{it} said the court"))).collect();
        strip_numbers(&mut page);
        assert!(page.iter().all(|it| it.text == "said the court"));
    }
}

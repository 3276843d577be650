//! The invariants over arbitrary text: letters of every script, soups of what news is made of, articles with their parts
//! displaced, and single characters without end.

use proptest::prelude::*;

use crate::golden;
use crate::invariant::{World, hold_for, hold_for_bytes};

/// Pieces that the passes react to, in any order.
const SOUP: [&str; 95] = [
    "\"",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "''",
    "``",
    "«",
    "»",
    "„",
    "(",
    ")",
    "[",
    "]",
    "—",
    " – ",
    "-",
    "…",
    "...",
    ".",
    ". ",
    ", ",
    "; ",
    ": ",
    "? ",
    "! ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    " ",
    "\u{a0}",
    "\u{200b}",
    "\u{202e}",
    "\u{1b}[31m",
    "\u{0}",
    "e\u{301}",
    "👩\u{200d}🚒",
    "İ",
    "ß",
    "ﬁ",
    "MUNICH (AP) — ",
    "By Ann Lee",
    "Photo: ",
    "Mr. ",
    "Gen. ",
    "U.S. ",
    "Dr. Lee ",
    "Ann Lee ",
    "Lee ",
    "the former senior official ",
    "two people briefed on the talks ",
    "he ",
    "she ",
    "they ",
    "it ",
    "said ",
    "says ",
    "told ",
    "denied ",
    "declined to comment ",
    "according to ",
    "that ",
    "did not ",
    "n't ",
    "never ",
    "could ",
    "may ",
    "reportedly ",
    "if ",
    "unless ",
    "will meet on ",
    "Friday ",
    "last month ",
    "Feb. 30, 2025 ",
    "3-5 May ",
    "2025-02-17 ",
    "$2.8 billion ",
    "40% ",
    "nearly a third ",
    "99999999999999999999999999 ",
    "1,2,3.4.5 ",
    "has not been decided ",
    "whether ",
    "how ",
    "who ",
    "why ",
    "what ",
    "but ",
    "and ",
    "The mayor of Riga ",
    "the company ",
    "rejected ",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&SOUP[..]), 0..160).prop_map(|it| it.concat())
}

/// Sentences that read like news, with any of the pieces between them.
fn newsy() -> impl Strategy<Value = String> {
    let sentence = (
        prop::sample::select(&["Ann Lee", "The mayor", "A senior official", "Acme Corp.", "Two aides", "He", "It"][..]),
        prop::sample::select(&["said", "denied", "warned", "did not say", "told the AP", "will decide"][..]),
        prop::sample::select(
            &["that the bridge would not reopen", "\"it is not safe\"", "on Friday", "how it would be paid for"][..],
        ),
        prop::sample::select(
            &[". ", ", but “we don't know,” she added. ", ".\n\n", ", if the council agrees. ", "\" "][..],
        ),
    );
    let sentence = sentence.prop_map(|(who, verb, what, end)| format!("{who} {verb} {what}{end}"));
    let piece = prop_oneof![4 => sentence, 1 => prop::sample::select(&SOUP[..]).prop_map(str::to_owned)];
    prop::collection::vec(piece, 1..40).prop_map(|it| it.concat())
}

/// A golden article whose parts have been displaced, doubled or lost.
fn displaced() -> impl Strategy<Value = String> {
    let articles: Vec<String> = golden::cases().into_iter().map(|it| it.text()).collect();
    let cut = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4_u8);
    (prop::sample::select(articles), prop::collection::vec(cut, 1..12)).prop_map(|(text, cuts)| {
        let mut chars: Vec<char> = text.chars().collect();
        for (from, to, how) in cuts {
            let (a, b) = (from.index(chars.len() + 1), to.index(chars.len() + 1));
            let (a, b) = (a.min(b), a.max(b).min(a.min(b) + 400));
            let part: Vec<char> = chars[a..b].to_vec();
            match how {
                0 => drop(chars.drain(a..b)),
                1 => drop(chars.splice(a..a, part)),
                2 => chars[a..b].reverse(),
                _ => chars.rotate_left(a),
            }
        }
        chars.truncate(8000);
        chars.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, max_shrink_iters: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_characters(text in ".{0,400}") {
        hold_for(&text, &World::new());
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        hold_for_bytes(&bytes, &World::new());
    }

    #[test]
    fn any_soup(text in soup()) {
        hold_for(&text, &World::new());
    }

    #[test]
    fn any_news(text in newsy()) {
        hold_for(&text, &World::new());
    }

    #[test]
    fn any_displacement(text in displaced()) {
        hold_for(&text, &World::new());
    }
}

/// What fuzzing found once, cut down: a clause that denies, run into what follows it; a sentence without a stop.
#[test]
fn what_was_found() {
    const OPENING: &str = "At 21.40 on the last Saturday of October, if the Ministry of Transport has its way, a train of nine blue \
         carriages will leave Port Amity for Narrow Bay";
    let world = World::new();
    for rest in [
        "\u{1}\u{1} last time, and a minister who has never slept on it will say that noboMayor Ann Lee is not true, and the \
         ministryons kw that it is not true\u{1}",
        " for the last time, and a minister who has never slept on it will say that it is not true,",
        " for the last time, and a minister who has ne is not true, and the ministry knows that it is not true,",
    ] {
        hold_for(&format!("{OPENING}{rest}"), &world);
    }
}

/// What goes on and on: no pass may give up, and none may take the square of its length.
#[test]
fn without_end() {
    let world = World::new();
    let many = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len());
    for piece in [
        "a",
        "A",
        " a",
        "A ",
        ".",
        "\"",
        "“",
        "'",
        "(",
        "\" \"",
        ", ",
        " and ",
        "said ",
        "he said, ",
        "Mr. ",
        "1,",
        "$",
        "\n",
        "\n\na",
    ] {
        hold_for(&many(piece, 30_000), &world);
    }
    for piece in [
        "Ann Lee said \"no\" ",
        "Ann Lee, mayor of Riga, ",
        "It will not meet on Friday if he could. ",
        "<p>",
        "<div>a",
        "[a](b) ",
        "> ",
    ] {
        hold_for(&many(piece, 60_000), &world);
    }
}

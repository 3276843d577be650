//! Whether a text is English; if not, which language it is in.

/// Words that English can't do without and that other languages written with the same letters don't share.
#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "about", "after", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he", "her", "his", "it", "its",
    "not", "on", "said", "she", "that", "the", "their", "they", "this", "to", "were", "when", "which", "who", "will", "with", "would", "you",
];

/// As above, but at home in a neighbouring language too.
const ALSO_ENGLISH: &[&str] =
    &["a", "all", "do", "i", "in", "is", "me", "my", "no", "of", "or", "our", "so", "was", "we"];

/// How sure the guess must be where not one English word was seen.
const UNSURE: f64 = 0.1;

/// How much of a text is looked at.
const SAMPLE: usize = 6_000;

/// The English name of the text's language where it is not English; `None` for English and for what is too short to tell.
pub(super) fn other_than_english(text: &str) -> Option<String> {
    let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
    let text = text.get(..end)?;
    let (mut words, mut english, mut maybe) = (0_usize, 0_usize, 0_usize);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|it| !it.is_empty()) {
        words += 1;
        if word.len() <= 5 {
            let word = word.to_lowercase();
            english += usize::from(ENGLISH.binary_search(&word.as_str()).is_ok());
            maybe += usize::from(ALSO_ENGLISH.binary_search(&word.as_str()).is_ok());
        }
        // Most texts are plainly English after a few lines.
        if words == 150 && english * 10 >= words * 2 {
            return None;
        }
    }
    let letters = text.chars().filter(|it| it.is_alphabetic()).count();
    let latin = text.chars().filter(|it| it.is_alphabetic() && is_latin(*it)).count();
    if letters >= 12 && latin * 2 < letters {
        let guess = whatlang::detect(text).filter(|it| it.confidence() > UNSURE);
        return Some(guess.map_or("another language", |it| it.lang().eng_name()).to_owned());
    }
    // Every fifth word of running English is one of the first list; headlines, tables and quotations thin them out.
    if words < 6 || english * 10 >= words {
        return None;
    }
    let guess = whatlang::detect(text).filter(|it| it.lang() != whatlang::Lang::Eng)?;
    let none = english == 0 && maybe * 10 < words;
    let few = english * 20 < words && words >= 25;
    let named = guess.is_reliable() || none && words >= 12 && guess.confidence() > UNSURE;
    match (none || few, named) {
        (true, true) => Some(guess.lang().eng_name().to_owned()),
        // A language that the guesser doesn't know is at least not English.
        (true, false) if words >= 60 && english * 50 < words => Some("another language".to_owned()),
        _ => None,
    }
}

fn is_latin(c: char) -> bool {
    c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c) || ('\u{1e00}'..='\u{1eff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::other_than_english;

    #[test]
    fn lists_can_be_searched() {
        assert!(super::ENGLISH.is_sorted() && super::ALSO_ENGLISH.is_sorted());
        assert!(super::ENGLISH.iter().chain(super::ALSO_ENGLISH).all(|it| it.len() <= 5));
    }

    #[test]
    fn languages() {
        let check =
            |text: &str, expected: Option<&str>| assert_eq!(other_than_english(text).as_deref(), expected, "{text}");
        check(
            "Die Regierung hat am Montag beschlossen, die Brücke über den Fluss im nächsten Jahr zu erneuern.",
            Some("German"),
        );
        check(
            "Le gouvernement a décidé lundi de reconstruire le pont sur la rivière, ont indiqué des responsables de la ville.",
            Some("French"),
        );
        check(
            "El puente sobre el río será reconstruido el año próximo, dijeron el lunes las autoridades de la ciudad.",
            Some("Spanish"),
        );
        check(
            "De brug over de rivier wordt volgend jaar vernieuwd, zei de burgemeester van de stad op maandag in de raad.",
            Some("Dutch"),
        );
        check(
            "Правительство решило в понедельник перестроить мост через реку. Это будет стоить много денег, сказал мэр, и никто не знает, кто за это заплатит. Жители города ждут уже пять лет.",
            Some("Russian"),
        );
        check("市政府周一决定明年重建这座桥。市长说，资金还没有到位。 他说工程将于五月开始。", Some("Mandarin"));
        check("Oil prices fall sharply", None);
        check("Shares rose.", None);
        check("Voters reject mayor's bridge plan", None);
        check(
            "“Wir haben keine Brücke mehr und niemand hilft uns”, the mayor said, when he was asked about the river.",
            None,
        );
        check(
            "Sweden, Norway, Denmark, Finland, Iceland, Estonia, Latvia, Lithuania, Poland, Germany: all agreed Monday.",
            None,
        );
    }
}

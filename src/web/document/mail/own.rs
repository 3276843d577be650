//! A message's own words: what it quotes, its signature and the lines around them cut away; what it sends on kept.

use chrono::NaiveDate;

use crate::feed::markup::{Token, Tokens, attribute};

/// What a message says itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Own {
    pub(super) paragraphs: Vec<String>,
    /// Of a message that was sent on.
    pub(super) origin: Option<Origin>,
}

/// Whose message was sent on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) sender: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) day: Option<NaiveDate>,
}

/// A subject without the marks of answers and of sending on.
pub(super) fn bare_subject(subject: &str) -> &str {
    let mut rest = subject.trim();
    while let Some((mark, after)) = rest.split_once(':') {
        if !matches!(mark.trim().to_ascii_lowercase().as_str(), "re" | "fw" | "fwd" | "aw" | "wg" | "sv" | "tr" | "rv")
        {
            break;
        }
        rest = after.trim_start();
    }
    rest
}

/// The own words of a plain text; of one that has fewer than `few` before what it sends on, what it sends on.
pub(super) fn text(raw: &str, few: usize) -> Own {
    let lines: Vec<&str> = raw.lines().map(|it| it.trim_end_matches('\r')).collect();
    let sent_on = lines.iter().position(|it| is_sent_on(it));
    let (before, after) = lines.split_at(sent_on.unwrap_or(lines.len()));
    let own = paragraphs(before);
    let words: usize = own.iter().map(|it| it.split_whitespace().count()).sum();
    if after.is_empty() || words >= few {
        return Own { paragraphs: own, origin: None };
    }
    let mut rest = after.get(1..).unwrap_or_default();
    let mut origin = Origin::default();
    // The head of what was sent on, with or without an empty line before it.
    while let Some((line, behind)) = rest.split_first() {
        let line = line.trim().trim_start_matches('>').trim();
        let field = line.split_once(':').filter(|(name, _)| !name.contains(' ') || *name == "Reply-To");
        match field {
            Some((name, value)) => {
                let value = value.trim();
                match name.trim_matches('*').to_ascii_lowercase().as_str() {
                    "from" => origin.sender = value.split('<').next().map(|it| it.trim().trim_matches('*').to_owned()),
                    "subject" => origin.subject = Some(value.trim_matches('*').trim().to_owned()),
                    "date" | "sent" => origin.day = day(value),
                    "to" | "cc" | "reply-to" | "importance" => {}
                    _ => break,
                }
            }
            None if line.is_empty() && origin == Origin::default() => {}
            None => break,
        }
        rest = behind;
    }
    let unquoted: Vec<&str> = rest.iter().map(|it| it.trim_start_matches("> ").trim_start_matches('>')).collect();
    Own { paragraphs: paragraphs(&unquoted), origin: Some(origin) }
}

/// "Thu, May 2, 2024 at 8:00 AM", "2 May 2024 08:00", as the makers of mail programs write days.
fn day(value: &str) -> Option<NaiveDate> {
    const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words: Vec<&str> = value.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let at =
        words.iter().position(|it| it.get(..3).is_some_and(|it| MONTHS.contains(&it.to_ascii_lowercase().as_str())))?;
    let month = MONTHS.iter().position(|it| words[at].to_ascii_lowercase().starts_with(it))?;
    let number = |at: Option<usize>| at.and_then(|it| words.get(it)).and_then(|it| it.parse::<u32>().ok());
    let of = |at: Option<usize>| number(at).filter(|it| (1..=31).contains(it));
    let (before, after) = (of(at.checked_sub(1)), of(Some(at + 1)));
    let year = words.iter().find(|it| it.len() == 4).and_then(|it| it.parse::<i32>().ok())?;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()? + 1, before.or(after)?)
}

/// Whether a line says that what follows was sent on.
fn is_sent_on(line: &str) -> bool {
    let line = line.trim().trim_matches(['-', ' ', ':', '_']).to_ascii_lowercase();
    matches!(
        line.as_str(),
        "forwarded message" | "begin forwarded message" | "forwarded by" | "original message forwarded"
    )
}

/// The paragraphs of `lines`, as far as they are the writer's own.
fn paragraphs(lines: &[&str]) -> Vec<String> {
    let mut own: Vec<&str> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let bare = line.trim();
        // "-- " begins a signature, by an old custom; the rest is what programs write before what they quote.
        if *line == "-- " || bare == "--" || is_original(bare) || is_head(lines.get(at..).unwrap_or_default()) {
            break;
        }
        let small = bare.to_ascii_lowercase();
        if small.starts_with("sent from my ") || small.starts_with("get outlook for ") || bare.starts_with('>') {
            continue;
        }
        if leads_quote(lines.get(at..).unwrap_or_default()) {
            continue;
        }
        own.push(line);
    }
    let mut found = Vec::new();
    for block in own.split(|it| it.trim().is_empty()) {
        if block.is_empty() {
            continue;
        }
        // Mail is wrapped by machines; lines that stop short of the edge were ended by a person.
        let longest = block.iter().map(|it| it.chars().count()).max().unwrap_or_default();
        let mut text = String::new();
        for (at, line) in block.iter().enumerate() {
            let wrapped = at > 0
                && block.get(at - 1).is_some_and(|last| {
                    let word = line.split_whitespace().next().map_or(0, |it| it.chars().count());
                    last.ends_with(' ') || longest >= 50 && last.chars().count() + 1 + word > longest
                });
            if at > 0 {
                text.push(if wrapped { ' ' } else { '\n' });
            }
            text.push_str(line.trim());
        }
        found.push(text);
    }
    found
}

/// "-----Original Message-----"
fn is_original(line: &str) -> bool {
    line.starts_with("--") && line.trim_matches(['-', ' ']).eq_ignore_ascii_case("original message")
}

/// "From: … / Sent: … / To: … / Subject: …", with which some programs begin what they quote.
fn is_head(lines: &[&str]) -> bool {
    let starts = |at: usize, names: &[&str]| {
        lines.get(at).is_some_and(|it| names.iter().any(|name| it.trim().trim_start_matches('*').starts_with(name)))
    };
    starts(0, &["From:"]) && starts(1, &["Sent:", "Date:"]) && starts(2, &["To:", "Cc:"])
}

/// "On Thursday, Bo Ek wrote:" right before a quotation, on one line or two.
fn leads_quote(lines: &[&str]) -> bool {
    let quoted = |from: usize| {
        let next = lines.iter().skip(from).find(|it| !it.trim().is_empty());
        next.is_none_or(|it| it.trim_start().starts_with('>'))
    };
    let ends = |at: usize| lines.get(at).is_some_and(|it| it.trim_end().ends_with("wrote:"));
    let begins = lines.first().is_some_and(|it| it.starts_with("On "));
    ends(0) && quoted(1) || begins && ends(1) && quoted(2)
}

/// A page without what it quotes.
pub(super) fn page(html: &str) -> String {
    let mut own = String::with_capacity(html.len());
    // The element that is being left out, and how many of its name are open within it.
    let mut out: Option<(&str, usize)> = None;
    let mut tokens = Tokens::of(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Open { name, attributes, closed } => {
                match &mut out {
                    Some((left, open)) if left.eq_ignore_ascii_case(name) && !closed => *open += 1,
                    Some(_) => {}
                    None if !closed && is_quoted(name, attributes) => out = Some((name, 1)),
                    None => own.extend(["<", name, attributes, if closed { "/>" } else { ">" }]),
                }
                if name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style") {
                    tokens.skip_raw(name);
                }
            }
            Token::Close { name } => match &mut out {
                Some((left, open)) if left.eq_ignore_ascii_case(name) => {
                    *open -= 1;
                    if *open == 0 {
                        out = None;
                    }
                }
                Some(_) => {}
                None => own.extend(["</", name, ">"]),
            },
            Token::Text(text) | Token::Data(text) => {
                if out.is_none() {
                    own.push_str(text);
                }
            }
        }
    }
    own
}

/// What mail programs mark as quoted, or as a signature.
fn is_quoted(name: &str, attributes: &str) -> bool {
    let has = |attribute_name: &str, marks: &[&str]| {
        let value = attribute(attributes, attribute_name).unwrap_or_default();
        value.split_ascii_whitespace().any(|it| marks.contains(&it))
    };
    name.eq_ignore_ascii_case("blockquote") && has("type", &["cite"])
        || has(
            "class",
            &["gmail_quote", "gmail_signature", "moz-signature", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote"],
        )
        || has("id", &["divRplyFwdMsg", "Signature", "appendonsend"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words() {
        let check = |raw: &str, expected: &[&str]| assert_eq!(text(raw, 40).paragraphs, expected, "{raw}");
        check("One.\n\nTwo\nlines.\n", &["One.", "Two\nlines."]);
        check("Mine.\n\nOn Monday, 2 May 2024 at 8:00, Bo Ek\n<bo@example.org> wrote:\n> Yours.\n", &["Mine."]);
        check("Mine.\n-- \nBo Ek\nTribune", &["Mine."]);
        check("Mine.\n\n-----Original Message-----\nFrom: Bo\nYours.", &["Mine."]);
        check("Mine.\n\nFrom: Bo Ek\nSent: Monday\nTo: Ann\nSubject: A\n\nYours.", &["Mine."]);
        check("Mine.\nSent from my iPhone", &["Mine."]);
        check("He wrote:\n\nThe bridge is closed.", &["He wrote:", "The bridge is closed."]);
        let wrapped = "The bridge over the river fell on Monday, and nobody was\nhurt, the mayor said to the council on the same day.\nIt is closed.";
        check(
            wrapped,
            &[
                "The bridge over the river fell on Monday, and nobody was hurt, the mayor said to the council on the same day.\nIt is closed.",
            ],
        );
    }

    #[test]
    fn what_was_sent_on() {
        let raw = "See this.\n\n---------- Forwarded message ---------\nFrom: Ann Lee <a@example.org>\nDate: Thu, May 2, 2024 at 8:00 AM\nSubject: The bridge\nTo: Bo\n\nThe bridge fell.";
        let own = text(raw, 40);
        assert_eq!(own.paragraphs, ["The bridge fell."]);
        let origin = own.origin.unwrap();
        assert_eq!((origin.sender.as_deref(), origin.subject.as_deref()), (Some("Ann Lee"), Some("The bridge")));
        assert_eq!(origin.day, NaiveDate::from_ymd_opt(2024, 5, 2));
    }

    #[test]
    fn pages() {
        let check = |html: &str, expected: &str| assert_eq!(page(html), expected, "{html}");
        check("<p>a</p><blockquote type=cite><blockquote>b</blockquote>c</blockquote><p>d</p>", "<p>a</p><p>d</p>");
        check("<p class='x'>a<br/></p><style>p > a</style>", "<p class='x'>a<br/></p><style></style>");
        check("<blockquote>a</blockquote>", "<blockquote>a</blockquote>");
    }

    #[test]
    fn subjects() {
        assert_eq!(bare_subject("Re: FWD: aw: The bridge: closed"), "The bridge: closed");
        assert_eq!(bare_subject("Bridge: closed"), "Bridge: closed");
    }
}

//! Mail: the newest message's own words, without what it quotes, its signature and its attachments.

mod own;

use chrono::NaiveDate;
use mail_parser::{Address, Message, MessageParser, PartType};

use super::credible::squeezed;
use super::found::{Found, Piece, PieceKind, Refusal};

/// Headers that messages have and other texts with a "From:" line don't.
const TELLING: &[&str] =
    &["message-id", "mime-version", "received", "return-path", "delivered-to", "content-type", "dkim-signature"];

/// Words under which a message says too little itself to be the article.
const FEW: usize = 40;

/// Whether the bytes begin as a message does.
pub(super) fn is_message(bytes: &[u8]) -> bool {
    let head = bytes.get(..16_000).unwrap_or(bytes);
    let (mut telling, mut usual) = (false, 0);
    for line in head.split(|it| *it == b'\n').take(300) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let name = line.split(|it| *it == b':').next().unwrap_or_default();
        if name.len() == line.len() || !name.iter().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_')) {
            return false;
        }
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        telling |= TELLING.contains(&name.as_str());
        usual += usize::from(matches!(name.as_str(), "from" | "to" | "date" | "subject"));
    }
    telling && usual >= 2
}

/// What a message holds.
pub(super) fn read(bytes: &[u8]) -> Result<Found, Refusal> {
    let message = MessageParser::default().parse(bytes).ok_or(Refusal::Damaged { what: "message".into() })?;
    let attached = message.attachments().filter(|it| !it.is_message()).count();
    let mut found = of(&message);
    if count(&found) < FEW
        && let Some(inner) = message.attachments().find_map(|it| it.message())
    {
        // A message sent on as an attachment.
        let other = of(inner);
        if count(&other) > count(&found) {
            found = other;
        }
    }
    if count(&found) == 0 && found.page.is_none() {
        return Err(Refusal::Empty { what: "message".into() });
    }
    if attached > 0 {
        let (noun, verb) = if attached == 1 { ("attachment", "was") } else { ("attachments", "were") };
        found.notes.push(format!("{attached} {noun} {verb} not read"));
    }
    Ok(found)
}

fn count(found: &Found) -> usize {
    found.pieces.iter().map(|it| it.text.split_whitespace().count()).sum()
}

/// What one message holds.
fn of(message: &Message<'_>) -> Found {
    let part = |ids: &[mail_parser::MessagePartId]| ids.iter().find_map(|it| message.part(*it));
    let text = part(&message.text_body).and_then(|it| match &it.body {
        PartType::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    let page = part(&message.html_body).and_then(|it| match &it.body {
        PartType::Html(page) => Some(own::page(page.as_ref())),
        _ => None,
    });
    // Without a plain part the parser makes one of the page.
    let made = if text.is_none() { message.body_text(0) } else { None };
    let own = own::text(text.or(made.as_deref()).unwrap_or_default(), FEW);
    let mut subject = message.subject().map(squeezed).unwrap_or_default();
    let mut sender =
        message.from().and_then(Address::first).map(|it| it.name().or(it.address()).map(squeezed).unwrap_or_default());
    let mut day = message.date().and_then(|it| {
        NaiveDate::from_ymd_opt(i32::from(it.year), u32::from(it.month), u32::from(it.day))
            .filter(|it| *it >= NaiveDate::MIN)
    });
    if let Some(origin) = own.origin {
        // What was sent on is the article, not the sending.
        subject = origin.subject.unwrap_or(subject);
        sender = origin.sender.or(sender);
        day = origin.day;
    }
    let pieces = own.paragraphs.into_iter().map(|text| Piece { kind: PieceKind::Paragraph, text });
    let title = own::bare_subject(&subject);
    Found {
        pieces: pieces.collect(),
        page,
        title: (!title.is_empty()).then(|| title.to_owned()),
        author: sender
            .map(|it| it.trim_matches(['"', '\'']).to_owned())
            .filter(|it| !it.is_empty() && !it.contains('@')),
        published: day,
        ..Found::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(found: &Found) -> Vec<&str> {
        found.pieces.iter().map(|it| it.text.as_str()).collect()
    }

    #[test]
    fn a_message() {
        let mail = "From: =?utf-8?q?Zo=C3=AB_Lee?= <zoe@example.org>\r\nTo: desk@example.org\r\nSubject: Re: Fwd: The =?utf-8?b?YnJpZGdl?=\r\n\
            Date: Thu, 2 May 2024 23:30:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n\
            --x\r\nContent-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            The bridge fell =\r\non Monday, the mayor said, \x3d93and nobody was hurt\x3d94.\r\n\r\nOn Wed, Bo Ek wrote:\r\n> Did it fall?\r\n\r\n-- \r\nZo=EB\r\n\
            --x\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n--x--\r\n";
        assert!(is_message(mail.as_bytes()));
        let found = read(mail.as_bytes()).unwrap();
        assert_eq!(texts(&found), ["The bridge fell on Monday, the mayor said, “and nobody was hurt”."]);
        assert_eq!(found.title.as_deref(), Some("The bridge"));
        assert_eq!(found.author.as_deref(), Some("Zoë Lee"));
        assert_eq!(found.published, NaiveDate::from_ymd_opt(2024, 5, 2));
        assert_eq!(found.notes, ["1 attachment was not read"]);
    }

    #[test]
    fn a_page_and_its_plain_text() {
        let mail = "From: a@example.org\r\nSubject: A\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n\
            --x\r\nContent-Type: text/plain\r\n\r\nThe bridge fell.\r\n--x\r\nContent-Type: text/html\r\n\r\n\
            <p>The bridge fell.</p><div class=\"gmail_quote\"><div>old</div></div><p>More.</p>\r\n--x--\r\n";
        let found = read(mail.as_bytes()).unwrap();
        assert_eq!(texts(&found), ["The bridge fell."]);
        let page = found.page.unwrap();
        assert!(page.contains("More.") && !page.contains("old"), "{page}");
        assert_eq!(found.author, None);
    }

    #[test]
    fn a_message_within() {
        let mail = "From: a@example.org\r\nSubject: look\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n\
            --x\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n\
            From: Ann Lee <b@example.org>\r\nSubject: The bridge\r\nContent-Type: text/plain\r\n\r\nThe bridge fell on Monday, the mayor said.\r\n--x--\r\n";
        let found = read(mail.as_bytes()).unwrap();
        assert_eq!((found.title.as_deref(), found.author.as_deref()), (Some("The bridge"), Some("Ann Lee")));
        assert!(read(b"Subject: A\r\nMIME-Version: 1.0\r\n\r\n").is_err());
    }
}

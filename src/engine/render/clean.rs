//! Outside text made harmless to show: no control sequences, no characters that reorder or hide what is around them.

/// `text` on one line: white space folded to single spaces, terminal control sequences, other control characters and
/// invisible or direction-changing characters taken out. A space at either end stays one space.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(it) = chars.next() {
        match it {
            '\u{1b}' => skip_sequence(&mut chars),
            // The one-character form of ESC [.
            '\u{9b}' => skip_to_final(&mut chars),
            _ if it.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ if it.is_control() || hides(it) => {}
            _ => out.push(it),
        }
    }
    out
}

/// Characters that change the direction of text, or are there without being seen.
pub fn hides(it: char) -> bool {
    matches!(it,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// Passes over what follows an ESC: `[…m` (CSI), `]…BEL` (OSC and its kin), or one character.
fn skip_sequence(chars: &mut Chars<'_>) {
    match chars.peek() {
        Some('[') => {
            chars.next();
            skip_to_final(chars);
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            // Ends with BEL or ESC \. One that doesn't end must not swallow the text: it is given up at a line's end.
            while let Some(it) = chars.next_if(|it| !matches!(it, '\n' | '\u{1b}')) {
                if it == '\u{7}' {
                    return;
                }
            }
            if chars.next_if_eq(&'\u{1b}').is_some() {
                chars.next_if_eq(&'\\');
            }
        }
        Some(it) if it.is_ascii_graphic() => {
            chars.next();
        }
        _ => {}
    }
}

/// Passes over the parameters of a CSI sequence and its final character.
fn skip_to_final(chars: &mut Chars<'_>) {
    while chars.next_if(|it| matches!(it, ' '..='?')).is_some() {}
    chars.next_if(|it| matches!(it, '@'..='~'));
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn what_could_harm_is_gone() {
        let check = |text: &str, expected: &str| assert_eq!(clean(text), expected, "{text:?}");
        check("plain – “words”, é", "plain – “words”, é");
        check(" two \n\t lines\r\n", " two lines ");
        check("\u{1b}[31mred\u{1b}[0m \u{9b}1;4mline", "red line");
        check("\u{1b}]0;title\u{7}after \u{1b}]8;;https://x\u{1b}\\link", "after link");
        check("\u{1b}]never ends\nnext", " next");
        check("\u{1b}", "");
        check("a\u{202e}b\u{2066}c\u{200b}d\u{feff}e\u{0}f\u{7f}", "abcdef");
        check("soft\u{ad}hyphen", "softhyphen");
        check("next\u{85}line\u{2028}there", "next line there");
    }
}

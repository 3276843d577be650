//! The rules of one robots.txt that are meant for us, after RFC 9309.

/// Rules read; more are no longer a statement to anyone.
const MOST: usize = 5_000;

/// Bytes of an address that rules are held against.
const LONGEST: usize = 2_000;

/// What one of us may fetch. Without any rule: everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rules {
    rules: Vec<Rule>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allows: bool,
    pattern: String,
}

impl Rules {
    /// Reads the rules for `name`: those of the groups that name it, or else of the groups for all.
    pub(crate) fn read(text: &str, name: &str) -> Self {
        let (mut ours, mut all) = (None, Vec::new());
        let (mut for_us, mut for_all, mut heading) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            let allows = match key.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    // Lines that follow each other head one group.
                    if !heading {
                        (for_us, for_all) = (false, false);
                    }
                    heading = true;
                    for_all |= value == "*";
                    for_us |= product(value).eq_ignore_ascii_case(name);
                    if for_us {
                        ours.get_or_insert_with(Vec::new);
                    }
                    continue;
                }
                "allow" => true,
                "disallow" => false,
                // Sitemaps and their like stand between groups without ending them.
                _ => continue,
            };
            heading = false;
            // "Disallow:" with nothing after it forbids nothing.
            if value.is_empty() {
                continue;
            }
            let group = if for_us { ours.as_mut() } else { for_all.then_some(&mut all) };
            if let Some(group) = group.filter(|it| it.len() < MOST) {
                group.push(Rule { allows, pattern: normal(value) });
            }
        }
        Self { rules: ours.unwrap_or(all) }
    }

    /// Whether `path` (with its query) may be fetched: the longest rule that fits it decides, and of two as long the one
    /// that allows.
    pub(crate) fn allow(&self, path: &str) -> bool {
        let mut path = normal(path);
        if path.len() > LONGEST {
            path.truncate(path.floor_char_boundary(LONGEST));
        }
        let fitting = self.rules.iter().filter(|it| fits(&it.pattern, &path));
        fitting.max_by_key(|it| (it.pattern.len(), it.allows)).is_none_or(|it| it.allows)
    }
}

/// "Newsdesk/1.0" is Newsdesk.
fn product(name: &str) -> &str {
    name.split(|it: char| !it.is_ascii_alphabetic() && it != '_' && it != '-').next().unwrap_or_default()
}

/// One spelling: what need not be percent-encoded isn't, what must be is, with capital letters.
fn normal(path: &str) -> String {
    let mut normal = String::with_capacity(path.len());
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        let hex = |it: Option<u8>| it.and_then(|it| char::from(it).to_digit(16)).and_then(|it| u8::try_from(it).ok());
        let mut ahead = bytes.clone();
        let encoded = (byte == b'%').then(|| hex(ahead.next()).zip(hex(ahead.next()))).flatten();
        let value = encoded.map_or(byte, |(high, low)| high << 4 | low);
        if encoded.is_some() {
            bytes = ahead;
        }
        let plain = value.is_ascii_alphanumeric() || b"-._~".contains(&value);
        if plain || encoded.is_none() && value.is_ascii_graphic() {
            normal.push(char::from(value));
        } else {
            normal.push_str(&format!("%{value:02X}"));
        }
    }
    normal
}

/// Whether `path` begins as `pattern` says, in which `*` is anything and a `$` at the end the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_the_end) = pattern.strip_suffix('$').map_or((pattern, false), |it| (it, true));
    let mut pieces = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let mut pieces: Vec<&str> = pieces.collect();
    let last = if to_the_end { pieces.pop() } else { None };
    for piece in pieces {
        // The first place leaves the most for the pieces that follow.
        let Some((_, after)) = rest.split_once(piece) else { return false };
        rest = after;
    }
    match last {
        Some(it) => rest.ends_with(it),
        None => !to_the_end || rest.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups() {
        let check = |text: &str, path: &str, expected: bool| {
            assert_eq!(Rules::read(text, "newsdesk").allow(path), expected, "{path} by {text:?}");
        };
        check("", "/a", true);
        check("User-agent: *\nDisallow: /", "/a", false);
        check("User-agent: *\nDisallow:", "/a", true);
        check("\u{feff}USER-AGENT:*\r\nDISALLOW:/a # not this\r\n", "/ab", false);
        check("User-agent: Newsdesk\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", true);
        check("User-agent: *\nDisallow: /\n\nUser-agent: newsdesk/2.1\nAllow: /", "/b", true);
        check("User-agent: newsdesk-other\nDisallow: /", "/b", true);
        check("User-agent: googlebot\nUser-agent: newsdesk\nDisallow: /a", "/a", false);
        check("User-agent: newsdesk\nDisallow: /a\nUser-agent: googlebot\nDisallow: /b", "/b", true);
        check(
            "User-agent: newsdesk\nDisallow: /a\nUser-agent: other\nDisallow: /c\nUser-agent: newsdesk\nDisallow: /b",
            "/b",
            false,
        );
        check("User-agent: newsdesk\n\nUser-agent: *\nDisallow: /", "/b", false);
        check("User-agent: *\nSitemap: /s\nDisallow: /a", "/a", false);
        check("Disallow: /a", "/a", true);
        check("User-agent: *\nnonsense\n\0\n: :\nDisallow: /a", "/a", false);
    }

    #[test]
    fn patterns() {
        let check = |rules: &str, path: &str, expected: bool| {
            let text = format!("User-agent: *\n{rules}");
            assert_eq!(Rules::read(&text, "newsdesk").allow(path), expected, "{path} by {rules:?}");
        };
        check("Disallow: /a\nAllow: /a/b", "/a/b/c", true);
        check("Disallow: /a\nAllow: /a/b", "/a/c", false);
        check("Disallow: /a\nAllow: /a", "/a", true);
        check("Disallow: /*.pdf$", "/x/y.pdf", false);
        check("Disallow: /*.pdf$", "/x/y.pdf?z", true);
        check("Disallow: /*?print=", "/x?print=1", false);
        check("Disallow: /a*b*c", "/a/x/b/y/c/z", false);
        check("Disallow: /a*b*c", "/a/x/c/y/b", true);
        check("Disallow: /a$", "/a", false);
        check("Disallow: /a$", "/ab", true);
        check("Disallow: /*a$", "/aba", false);
        check("Disallow: /é", "/%C3%A9tat", false);
        check("Disallow: /%7Ejoe", "/~joe", false);
        check("Disallow: /a%2Fb", "/a/b", true);
        check("Disallow: /a%2fb", "/a%2Fb", false);
        check("Disallow: *", "/a", false);
        check("Disallow: /A", "/a", true);
        check("Disallow: /%", "/%", false);
    }

    #[test]
    fn a_hostile_file_costs_little() {
        let text = format!("User-agent: *\n{}", format!("Disallow: /{}\n", "*a".repeat(2_000)).repeat(100));
        assert!(Rules::read(&text, "newsdesk").allow(&format!("/{}", "a".repeat(1_999))));
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]

        #[test]
        fn no_file_is_too_strange(rules in "(User-agent: \\*\n((Dis)?allow: ?/?[a%*$é/.]{0,9}\n)*|\\PC*\n)*", path in "/[a%*$é/.?]{0,30}") {
            let _ = Rules::read(&rules, "newsdesk").allow(&path);
        }
    }
}

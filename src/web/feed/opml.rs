//! Reads OPML, in which readers hand each other their subscriptions: folders within folders stay as they are.

use desk::feed::opml::{Entry, Subscriptions};

use super::encoding;
use super::markup::{Token, Tokens, attribute};
use super::plain::{Tags, plain};
use super::read::address;

/// Folders within folders.
const DEEPEST: usize = 50;

/// The most entries that are taken.
const MOST: usize = 20_000;

/// Reads a list. What has no address of the web is a folder if there is something in it, and is left out otherwise; `None`
/// where it is no OPML at all.
pub fn read(bytes: &[u8]) -> Option<Subscriptions> {
    let text = encoding::decode(bytes, None);
    let mut list = Subscriptions::default();
    // The list itself, then the folders that are open, each with its title.
    let mut open: Vec<(String, Vec<Entry>)> = vec![(String::new(), Vec::new())];
    // For each open outline whether it is a folder: those below the deepest are none.
    let mut outlines: Vec<bool> = Vec::new();
    let (mut is_opml, mut in_title, mut taken) = (false, false, 0);
    for token in Tokens::of(&text) {
        match token {
            Token::Open { name, attributes, closed } if name.eq_ignore_ascii_case("outline") => {
                taken += 1;
                if taken > MOST {
                    break;
                }
                let get = |name: &str| attribute(attributes, name).map(|it| plain(&it, Tags::None, 500));
                let title = get("text").filter(|it| !it.is_empty()).or_else(|| get("title")).unwrap_or_default();
                let link = |name: &str| attribute(attributes, name).and_then(|it| address(&it, None));
                let feed = link("xmlUrl").or_else(|| link("xmlurl"));
                let is_folder = feed.is_none() && !closed && open.len() <= DEEPEST;
                if let Some(address) = feed {
                    let title =
                        if title.is_empty() { address.host_str().unwrap_or_default().to_owned() } else { title };
                    let entry = Entry::Feed { title, address, site: link("htmlUrl") };
                    open.last_mut()?.1.push(entry);
                } else if is_folder {
                    open.push((title, Vec::new()));
                }
                if !closed {
                    outlines.push(is_folder);
                }
            }
            Token::Close { name } if name.eq_ignore_ascii_case("outline") => {
                if outlines.pop() == Some(true) {
                    shut(&mut open);
                }
            }
            Token::Open { name, .. } => {
                is_opml |= name.eq_ignore_ascii_case("opml");
                in_title = name.eq_ignore_ascii_case("title");
            }
            Token::Close { .. } => in_title = false,
            Token::Text(it) | Token::Data(it) if in_title => {
                list.title = Some(plain(it, Tags::Inline, 500)).filter(|it| !it.is_empty());
            }
            Token::Text(_) | Token::Data(_) => {}
        }
    }
    while open.len() > 1 {
        shut(&mut open);
    }
    list.entries = open.pop()?.1;
    is_opml.then_some(list)
}

/// Ends the innermost folder; an empty one is not kept.
fn shut(open: &mut Vec<(String, Vec<Entry>)>) {
    if open.len() > 1
        && let Some((title, entries)) = open.pop()
        && !entries.is_empty()
        && let Some((_, outer)) = open.last_mut()
    {
        outer.push(Entry::Folder { title, entries });
    }
}

#[cfg(test)]
mod tests {
    use desk::feed::opml::write;

    use super::*;

    #[test]
    fn folders_stay() {
        let check = |text: &str, expected: &str| {
            let list = read(text.as_bytes()).unwrap();
            let written = write(&list);
            let body: Vec<_> = written.lines().skip(6).map(|it| it.strip_prefix("    ").unwrap_or("")).collect();
            assert_eq!(body.join("\n").trim_end(), expected, "{text}");
            assert_eq!(
                read(written.as_bytes()),
                Some(Subscriptions { title: Some(list.title.unwrap_or("Feeds".into())), ..list })
            );
        };
        check(
            "<opml><head><title>Mine</title></head><body>
             <outline text='World'><outline title='A &amp; B' xmlUrl='https://a.example/f?x=1&amp;y=2' htmlUrl='https://a.example/'/>
             <outline text='Deep'><outline text='C' type='rss' xmlUrl=\"https://c.example/\"></outline></outline></outline>
             <outline xmlUrl='https://d.example/rss'/></body></opml>",
            "<outline text=\"World\">\n  \
               <outline type=\"rss\" text=\"A &amp; B\" xmlUrl=\"https://a.example/f?x=1&amp;y=2\" htmlUrl=\"https://a.example/\"/>\n  \
               <outline text=\"Deep\">\n    \
                 <outline type=\"rss\" text=\"C\" xmlUrl=\"https://c.example/\"/>\n  \
               </outline>\n\
             </outline>\n\
             <outline type=\"rss\" text=\"d.example\" xmlUrl=\"https://d.example/rss\"/>",
        );
        // Not of the web, empty, broken off.
        check("<opml><outline text=a xmlUrl='file:///etc/passwd'/><outline text=b></outline>", "");
        check(
            "<opml><outline text='<b>'><outline xmlUrl='http://a.example'>",
            "<outline text=\"&lt;b&gt;\">\n  <outline type=\"rss\" text=\"a.example\" xmlUrl=\"http://a.example/\"/>\n</outline>",
        );
    }

    #[test]
    fn hostile_lists_end() {
        assert_eq!(read(b"<rss/>"), None);
        assert_eq!(read(b""), None);
        let deep = format!("<opml>{}<outline xmlUrl='http://a.example'/>", "<outline text='a'>".repeat(100_000));
        assert!(read(deep.as_bytes()).is_some());
    }
}

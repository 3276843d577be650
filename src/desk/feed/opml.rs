//! Lists of subscriptions, and OPML, in which readers hand them to each other: folders within folders stay as they are.

use std::fmt::Write as _;

use url::Url;

/// A list of subscriptions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscriptions {
    /// What it is called.
    pub title: Option<String>,
    /// Its entries, in order.
    pub entries: Vec<Entry>,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A folder and what is in it.
    Folder {
        /// What it is called.
        title: String,
        /// Its entries, in order.
        entries: Vec<Entry>,
    },
    /// A feed.
    Feed {
        /// What its reader calls it.
        title: String,
        /// Where it is.
        address: Url,
        /// The site it belongs to.
        site: Option<Url>,
    },
}

impl Subscriptions {
    /// Every feed of the list in order: its folders, outermost first, its title and its address.
    pub fn feeds(&self) -> Vec<(Vec<String>, String, Url)> {
        fn flat(entries: &[Entry], folders: &mut Vec<String>, out: &mut Vec<(Vec<String>, String, Url)>) {
            for entry in entries {
                match entry {
                    Entry::Folder { title, entries } => {
                        folders.push(title.clone());
                        flat(entries, folders, out);
                        folders.pop();
                    }
                    Entry::Feed { title, address, .. } => out.push((folders.clone(), title.clone(), address.clone())),
                }
            }
        }
        let mut out = Vec::new();
        flat(&self.entries, &mut Vec::new(), &mut out);
        out
    }

    /// Adds a feed in its folders, which are made where they are missing.
    pub fn add(&mut self, folders: &[String], title: String, address: Url) {
        let mut entries = &mut self.entries;
        for name in folders {
            let is = |it: &Entry| matches!(it, Entry::Folder { title, .. } if title == name);
            let at = entries.iter().position(is).unwrap_or_else(|| {
                entries.push(Entry::Folder { title: name.clone(), entries: Vec::new() });
                entries.len() - 1
            });
            match entries.get_mut(at) {
                Some(Entry::Folder { entries: inner, .. }) => entries = inner,
                _ => return,
            }
        }
        entries.push(Entry::Feed { title, address, site: None });
    }
}

/// Writes a list as OPML 2.0.
pub fn write(list: &Subscriptions) -> String {
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>");
    out.push_str(&escaped(list.title.as_deref().unwrap_or("Feeds")));
    out.push_str("</title>\n  </head>\n  <body>\n");
    write_entries(&mut out, &list.entries, 2);
    out.push_str("  </body>\n</opml>\n");
    out
}

fn write_entries(out: &mut String, entries: &[Entry], depth: usize) {
    let indent = "  ".repeat(depth);
    for entry in entries {
        // Writing to a string does not fail.
        let _ = match entry {
            Entry::Folder { title, entries } => {
                let _ = writeln!(out, "{indent}<outline text=\"{}\">", escaped(title));
                write_entries(out, entries, depth + 1);
                writeln!(out, "{indent}</outline>")
            }
            Entry::Feed { title, address, site } => {
                let site = site.as_ref().map(|it| format!(" htmlUrl=\"{}\"", escaped(it.as_str()))).unwrap_or_default();
                let address = escaped(address.as_str());
                writeln!(out, "{indent}<outline type=\"rss\" text=\"{}\" xmlUrl=\"{address}\"{site}/>", escaped(title))
            }
        };
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flat_and_back() {
        let mut list = Subscriptions::default();
        let address = |it: &str| Url::parse(it).unwrap();
        let folders = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        list.add(&folders(&["World", "Deep"]), "A".into(), address("https://a.example/f?x=1&y=2"));
        list.add(&[], "B".into(), address("https://b.example/"));
        list.add(&folders(&["World"]), "C <d>".into(), address("https://c.example/"));
        let flat: Vec<_> = list.feeds().into_iter().map(|(folders, title, _)| (folders.join("/"), title)).collect();
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(flat, [pair("World/Deep", "A"), pair("World", "C <d>"), pair("", "B")]);
        let text = write(&list);
        assert!(text.contains("text=\"C &lt;d&gt;\"") && text.contains("x=1&amp;y=2"), "{text}");
    }
}

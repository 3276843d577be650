//! The lines between `---` at the head of a Markdown file: title, author, date, outlet.

use super::{byline, publication_date};
use crate::article::Metadata;

/// What front matter says.
#[derive(Clone, Debug, Default)]
pub(super) struct FrontMatter {
    /// Of the article.
    pub metadata: Metadata,
    /// The line under the headline.
    pub standfirst: Option<String>,
}

/// Reads `key: value` (YAML) and `key = value` (TOML) lines; lists may stand in brackets or on lines of their own. What
/// it does not know it passes over.
pub(super) fn read(front: &str) -> FrontMatter {
    let mut found = FrontMatter::default();
    let mut key = String::new();
    for line in front.lines() {
        let item = line.trim_start().strip_prefix("- ");
        if let Some(item) = item {
            take(&mut found, &key, item);
        } else if let Some((name, value)) = line.split_once([':', '=']).filter(|_| !line.starts_with(' ')) {
            key = name.trim().trim_matches('"').to_lowercase().replace(['-', '_', ' '], "");
            take(&mut found, &key, value);
        } else if let Some(name) = line.trim().strip_prefix("name:") {
            take(&mut found, &key, name);
        }
    }
    found
}

fn take(found: &mut FrontMatter, key: &str, value: &str) {
    let value = value.trim().trim_matches(['"', '\'', '[', ']']).trim();
    let value = value.strip_prefix("name:").unwrap_or(value).trim();
    if value.is_empty() || matches!(value, "|" | ">" | "null" | "~") {
        return;
    }
    let text = || Some(value.replace("\\\"", "\"").replace("''", "'"));
    let metadata = &mut found.metadata;
    match key {
        "title" | "headline" => metadata.headline = metadata.headline.take().or_else(text),
        "subtitle" | "standfirst" | "dek" | "deck" | "subhead" | "subheading" => {
            found.standfirst = found.standfirst.take().or_else(text);
        }
        "author" | "authors" | "byline" | "by" | "writer" | "writers" => metadata.byline.extend(byline::names(value)),
        "date" | "published" | "datepublished" | "publishdate" | "pubdate" | "publishedat" | "publicationdate" => {
            let day = publication_date::read(value).and_then(|it| it.day);
            metadata.date_published = metadata.date_published.or(day);
        }
        "publisher" | "publication" | "outlet" | "source" | "site" | "sitename" | "newspaper" | "agency" => {
            metadata.publisher = metadata.publisher.take().or_else(text);
        }
        "url" | "link" | "canonical" | "canonicalurl" | "permalink" if value.starts_with("http") => {
            metadata.url = metadata.url.take().or_else(text);
        }
        "type" | "section" | "category" | "categories" | "genre" | "kicker" => {
            let opinion =
                |it: &str| matches!(it.trim().to_lowercase().as_str(), "opinion" | "editorial" | "comment" | "op-ed");
            metadata.opinion |= value.split(',').any(opinion);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn front_matter() {
        let found = read(
            "title: 'Ferry: it stays'\nauthor:\n  - Ann Lee\n  - name: Bo Ek\ndate: May 2, 2024\nsection: Opinion\n",
        );
        assert_eq!(found.metadata.headline.as_deref(), Some("Ferry: it stays"));
        assert_eq!(found.metadata.byline, ["Ann Lee", "Bo Ek"]);
        assert_eq!(found.metadata.date_published.unwrap().to_string(), "2024-05-02");
        assert!(found.metadata.opinion);
        let toml = read("title = \"Ferry\"\nauthors = [\"Ann Lee\", \"Bo Ek\"]\ndate = 2024-05-02\n");
        assert_eq!(toml.metadata.byline, ["Ann Lee", "Bo Ek"]);
    }
}

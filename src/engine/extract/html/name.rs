//! What the names that a page gives to an element say of it: its class, id and role as a set of groups of words.

use super::tree::{Id, Tree};

/// A set of groups.
pub(super) type Groups = u32;

/// How many groups there are.
pub(super) const GROUPS: usize = 18;

/// Comments of readers.
pub(super) const COMMENT: Groups = 1;
/// The name of who wrote it, or a line about them.
pub(super) const AUTHOR: Groups = 1 << 7;
/// Text at a picture.
pub(super) const CAPTION: Groups = 1 << 8;
/// When it was written.
pub(super) const DATE: Groups = 1 << 9;
/// The line under the headline.
pub(super) const STANDFIRST: Groups = 1 << 15;
/// Who took a picture.
pub(super) const CREDIT: Groups = 1 << 17;

/// Words of names with the group that each speaks for, sorted by word.
#[rustfmt::skip]
const WORDS: &[(&str, u8)] = &[
    ("abstract", 15), ("ad", 4), ("adbox", 4), ("ads", 4), ("adsbygoogle", 4), ("adslot", 4), ("adunit", 4),
    ("advert", 4), ("advertisement", 4), ("advertising", 4), ("affiliate", 4), ("also", 2), ("anzeige", 4),
    ("article", 16), ("articlebody", 16), ("aside", 10), ("audio", 13), ("author", 7), ("authors", 7), ("autor", 7),
    ("banner", 4), ("bio", 7), ("biography", 7), ("body", 16), ("bodytext", 16), ("bookmark", 1), ("bottom", 6),
    ("box", 10), ("breadcrumb", 5), ("breadcrumbs", 5), ("byline", 7), ("caption", 8), ("card", 11), ("cards", 11),
    ("carousel", 11), ("categories", 9), ("category", 9), ("comment", 0), ("commentlist", 0), ("comments", 0),
    ("consent", 6), ("content", 16), ("cookie", 6), ("cookies", 6), ("copyright", 6), ("credit", 17), ("credits", 17),
    ("crumbs", 5), ("cta", 3), ("cutline", 8), ("date", 9), ("dateline", 9), ("deck", 15), ("dek", 15),
    ("description", 15), ("dialog", 14), ("disclaimer", 6), ("discussion", 0), ("disqus", 0), ("donate", 3),
    ("dropdown", 5), ("email", 1), ("embed", 13), ("entry", 16), ("excerpt", 11), ("extra", 10), ("facebook", 1),
    ("factbox", 10), ("feedback", 0), ("figcaption", 8), ("figure", 8), ("follow", 1), ("foot", 6), ("footer", 6),
    ("footnote", 6), ("gallery", 8), ("gdpr", 6), ("header", 5), ("hidden", 14), ("hide", 14), ("image", 8),
    ("img", 8), ("infobox", 10), ("instagram", 13), ("intro", 15), ("item", 11), ("items", 11), ("kommentar", 0),
    ("kommentare", 0), ("latest", 2), ("lead", 15), ("legal", 6), ("license", 6), ("link", 2), ("links", 2),
    ("list", 11), ("login", 3), ("main", 16), ("masthead", 5), ("media", 8), ("menu", 5), ("meta", 9),
    ("metadata", 9), ("modal", 14), ("more", 2), ("mostread", 2), ("nav", 5), ("navbar", 5), ("navigation", 5),
    ("news", 11), ("newsletter", 3), ("newsletters", 3), ("next", 2), ("notice", 14), ("offscreen", 14),
    ("outbrain", 2), ("overlay", 14), ("pager", 5), ("pagination", 5), ("paragraph", 16), ("paywall", 3),
    ("photo", 8), ("piano", 3), ("player", 13), ("playlist", 13), ("podcast", 13), ("popular", 2), ("popup", 14),
    ("post", 16), ("premium", 3), ("prev", 2), ("preview", 11), ("print", 14), ("profile", 7), ("promo", 4),
    ("promos", 4), ("promotion", 4), ("published", 9), ("pullquote", 12), ("quote", 12), ("rail", 10), ("rating", 0),
    ("read", 2), ("reader", 14), ("readmore", 2), ("recirc", 2), ("recirculation", 2), ("recommend", 2),
    ("recommendation", 2), ("recommendations", 2), ("recommended", 2), ("register", 3), ("related", 2),
    ("relatedposts", 2), ("replies", 0), ("reply", 0), ("respond", 0), ("review", 0), ("reviews", 0), ("rss", 1),
    ("screen", 14), ("search", 5), ("see", 2), ("share", 1), ("sharebar", 1), ("sharedaddy", 1), ("shares", 1),
    ("sharing", 1), ("shop", 4), ("sidebar", 10), ("signin", 3), ("signup", 3), ("sitemap", 5), ("skip", 5),
    ("slider", 11), ("slideshow", 8), ("social", 1), ("source", 17), ("sponsor", 4), ("sponsored", 4),
    ("sponsors", 4), ("sr", 14), ("standfirst", 15), ("story", 16), ("storybody", 16), ("strapline", 15),
    ("subhead", 15), ("subheading", 15), ("subheadline", 15), ("subnav", 5), ("subscribe", 3), ("subscription", 3),
    ("subtitle", 15), ("summary", 15), ("supplement", 10), ("tab", 5), ("taboola", 2), ("tabs", 5), ("tag", 9),
    ("taglist", 9), ("tags", 9), ("teaser", 11), ("teasers", 11), ("text", 16), ("thumbnail", 8), ("ticker", 2),
    ("time", 9), ("timestamp", 9), ("toc", 10), ("toolbar", 1), ("tools", 1), ("tooltip", 14), ("top", 5),
    ("topic", 9), ("topics", 9), ("trending", 2), ("tweet", 13), ("twitter", 13), ("verwandt", 2), ("video", 13),
    ("vorspann", 15), ("whatsapp", 1), ("widget", 10), ("widgets", 10), ("wysiwyg", 16), ("youtube", 13),
    ("zergnet", 2),
];

/// Bytes of a class or id that are looked at.
const LONGEST: usize = 300;

/// The groups that an element's names speak for.
pub(super) fn groups(tree: &Tree, id: Id) -> Groups {
    let mut found = 0;
    for (name, value) in tree.attributes(id) {
        if matches!(
            name,
            "class"
                | "id"
                | "role"
                | "itemprop"
                | "data-component"
                | "data-testid"
                | "data-qa"
                | "data-type"
                | "data-module"
        ) {
            words(value, |word| found |= group(word));
        }
    }
    found
}

fn group(word: &str) -> Groups {
    WORDS.binary_search_by(|(it, _)| (*it).cmp(word)).ok().and_then(|at| WORDS.get(at)).map_or(0, |(_, it)| 1 << *it)
}

/// The words of a name in lower case: `relatedArticles_box` gives related, articles, box. What is not ASCII parts words.
pub(super) fn words(value: &str, mut each: impl FnMut(&str)) {
    let mut word = [0_u8; 24];
    let mut len = 0;
    let mut small = false;
    for byte in value.bytes().take(LONGEST).chain([b' ']) {
        let letter = byte.is_ascii_alphabetic();
        if len > 0 && (!letter || byte.is_ascii_uppercase() && small) {
            if let Some(Ok(word)) = word.get(..len).map(std::str::from_utf8) {
                each(word);
            }
            len = 0;
        }
        if letter {
            match word.get_mut(len) {
                Some(place) => {
                    *place = byte.to_ascii_lowercase();
                    len += 1;
                }
                None => len = word.len() - 1,
            }
        }
        small = byte.is_ascii_lowercase();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted() {
        assert!(WORDS.is_sorted_by(|(a, _), (b, _)| a < b));
        assert!(WORDS.iter().all(|(_, it)| usize::from(*it) < GROUPS));
    }

    #[test]
    fn names_are_parted() {
        let check = |name: &str, expected: &[&str]| {
            let mut found = Vec::new();
            words(name, |it| found.push(it.to_owned()));
            assert_eq!(found, expected, "{name}");
        };
        check("relatedArticles_box", &["related", "articles", "box"]);
        check("c-RelatedLinks2 js", &["c", "related", "links", "js"]);
        check("", &[]);
    }
}

//! Which elements of a page stand around its article: menus, boxes, offers, comments; and what is hidden.

use super::tree::{Id, Tree};
use crate::article::RegionKind;

/// Elements that never hold the story's text.
const NEVER: &[&str] = &[
    "audio", "button", "canvas", "datalist", "dialog", "embed", "head", "iframe", "img", "input", "link", "map",
    "math", "menu", "meta", "meter", "nav", "noscript", "object", "option", "picture", "progress", "script", "select",
    "source", "style", "svg", "template", "textarea", "track", "video",
];

/// Elements that hold it now and then.
const SELDOM: &[&str] = &["aside", "fieldset", "footer", "form", "header"];

/// Words of a class or id that name what stands around, sorted.
#[rustfmt::skip]
const AROUND: &[&str] = &[
    "ad", "adbox", "ads", "adsbygoogle", "adslot", "adunit", "advert", "advertisement", "advertising", "alert",
    "apps", "banner", "bio", "bookmark", "breadcrumb", "breadcrumbs", "carousel", "comment", "comments", "consent",
    "cookie", "cookies", "crumbs", "disclaimer", "discussion", "disqus", "dropdown", "email", "embed", "facebook",
    "feedback", "filmstrip", "footer", "gallery", "gdpr", "hidden", "infobox", "instagram", "jobs", "login",
    "masthead", "menu", "meta", "modal", "more", "mostread", "nav", "navbar", "navigation", "newsletter",
    "newsletters", "ooyala", "outbrain", "overlay", "pager", "pagination", "paywall", "player", "playlist",
    "podcast", "popular", "popup", "preload", "print", "promo", "promos", "promotion", "pullquote", "rail", "rating",
    "readmore", "recirc", "recirculation", "recommend", "recommendation", "recommendations", "recommended",
    "register", "related", "reply", "respond", "rss", "search", "share", "sharebar", "sharedaddy", "shares",
    "sharing", "shop", "sidebar", "signin", "signup", "skip", "slideshow", "social", "sponsor", "sponsored",
    "sponsors", "subnav", "subscribe", "subscription", "syndicated", "tab", "taboola", "tabs", "tag", "taglist",
    "tags", "teaser", "teasers", "ticker", "toc", "toolbar", "tools", "tooltip", "topics", "trending", "tweet",
    "twitter", "video", "voting", "whatsapp", "widget", "widgets", "zergnet",
];

/// Pairs of words that do so together.
const AROUND_PAIRS: &[(&str, &str)] = &[
    ("about", "author"),
    ("also", "like"),
    ("author", "box"),
    ("author", "info"),
    ("author", "profile"),
    ("editors", "picks"),
    ("follow", "us"),
    ("further", "reading"),
    ("in", "brief"),
    ("latest", "news"),
    ("load", "more"),
    ("most", "popular"),
    ("most", "read"),
    ("most", "viewed"),
    ("next", "article"),
    ("next", "story"),
    ("off", "screen"),
    ("other", "stories"),
    ("pull", "quote"),
    ("read", "more"),
    ("read", "next"),
    ("related", "articles"),
    ("screen", "reader"),
    ("see", "also"),
    ("side", "bar"),
    ("sr", "only"),
    ("top", "stories"),
    ("up", "next"),
    ("visually", "hidden"),
    ("you", "may"),
];

/// How an element is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// As part of the page's text.
    Read,
    /// As text of that kind.
    As(RegionKind),
    /// Not at all, unless much of the page's text stands in it.
    Doubtful,
    /// Not at all.
    Cut,
}

/// How an element is to be read, by its name, role, class and id.
pub(super) fn of(tree: &Tree, id: Id) -> Use {
    let name = tree.name(id);
    if NEVER.contains(&name) || is_hidden(tree, id) {
        return Use::Cut;
    }
    if matches!(name, "html" | "body" | "main" | "article" | "em" | "strong" | "b" | "i" | "a") {
        return Use::Read;
    }
    if name == "figcaption" {
        return Use::As(RegionKind::Caption);
    }
    let role = tree.attribute(id, "role").unwrap_or_default();
    if matches!(
        role,
        "navigation"
            | "complementary"
            | "banner"
            | "contentinfo"
            | "search"
            | "menu"
            | "menubar"
            | "toolbar"
            | "alert"
            | "dialog"
    ) {
        return Use::Doubtful;
    }
    let words = words(tree, id);
    let has = |word: &str| words.iter().any(|it| it == word);
    let pair = |(a, b): &(&str, &str)| {
        words.windows(2).any(|it| it.first().is_some_and(|it| it == a) && it.get(1).is_some_and(|it| it == b))
    };
    if has("caption") || has("figcaption") || has("cutline") || has("wp") && has("caption") {
        return Use::As(RegionKind::Caption);
    }
    if has("credit") || has("credits") || has("photographer") {
        return Use::As(RegionKind::Credit);
    }
    if SELDOM.contains(&name)
        || words.iter().any(|it| AROUND.binary_search(&it.as_str()).is_ok())
        || AROUND_PAIRS.iter().any(pair)
    {
        return Use::Doubtful;
    }
    Use::Read
}

fn is_hidden(tree: &Tree, id: Id) -> bool {
    let style = tree.attribute(id, "style").unwrap_or_default();
    let unseen = style.contains("display:none")
        || style.contains("display: none")
        || style.contains("visibility:hidden")
        || style.contains("visibility: hidden");
    unseen
        || tree.attribute(id, "hidden").is_some()
        || tree.attribute(id, "aria-hidden") == Some("true") && tree.name(id) != "body"
}

/// The words of an element's class and id in lower case: `relatedArticles_box` gives related, articles, box.
pub(super) fn words(tree: &Tree, id: Id) -> Vec<String> {
    let mut found = Vec::new();
    for name in ["class", "id", "data-component", "data-testid", "data-qa"] {
        let value = tree.attribute(id, name).unwrap_or_default();
        let end = value.char_indices().nth(300).map_or(value.len(), |(at, _)| at);
        let mut word = String::new();
        let mut small = false;
        for c in value.get(..end).unwrap_or_default().chars().chain([' ']) {
            let begins = c.is_uppercase() && small;
            if (!c.is_alphanumeric() || begins) && !word.is_empty() {
                found.push(std::mem::take(&mut word));
            }
            if c.is_alphanumeric() {
                word.extend(c.to_lowercase());
            }
            small = c.is_lowercase();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted() {
        assert!(AROUND.is_sorted());
    }

    #[test]
    fn elements_by_their_names() {
        let check = |html: &str, expected: Use| {
            let tree = Tree::parse(&format!("<body>{html}")).unwrap();
            let first = tree.elements(0).find(|it| !matches!(tree.name(*it), "html" | "head" | "body")).unwrap();
            assert_eq!(of(&tree, first), expected, "{html}");
        };
        check("<div class='story-body'>", Use::Read);
        check("<div class='relatedArticles'>", Use::Doubtful);
        check("<div id=most_read_box>", Use::Doubtful);
        check("<aside>", Use::Doubtful);
        check("<nav>", Use::Cut);
        check("<p style='display: none'>", Use::Cut);
        check("<p class=photo-credit>", Use::As(RegionKind::Credit));
        check("<figcaption>", Use::As(RegionKind::Caption));
        check("<article class='has-sidebar'>", Use::Read);
        check("<div class=shadow>", Use::Read);
    }
}

//! Lines that invite the reader to share, subscribe, log in or read something else.

use super::look::{End, Look, begins_with_any};

/// Whole lines (folded) that invite to share, subscribe, log in or go elsewhere.
#[rustfmt::skip]
const OFFER_LINES: &[&str] = &[
    "ad", "ad feedback", "advert", "advertisement", "advertisement continue reading the main story", "advertising",
    "all rights reserved", "also read", "article continues below", "article continues below advertisement",
    "back to top", "bookmark", "breaking news", "close", "comment", "comments", "continue", "continue reading",
    "continue reading below", "continue reading the main story", "copied", "copy link", "copy this link",
    "don't miss", "download", "editor's picks", "email", "email address", "email this article", "explore more",
    "facebook", "follow", "follow us", "full story", "gallery", "give this article", "hide caption", "home", "image",
    "in pictures", "in this story", "instagram", "join the conversation", "keep reading", "latest", "latest news",
    "leave a comment", "link copied", "linkedin", "listen", "live", "loading", "log in", "login", "menu", "more",
    "more from", "more like this", "more news", "more on this", "more on this story", "more stories", "most popular",
    "most read", "most viewed", "navigation", "newsletter", "newsletters", "next", "next article",
    "open share drawer", "photos", "pinterest", "play", "popular", "post a comment", "previous", "previous article",
    "print", "print this page", "read full story", "read later", "read more", "read next", "reddit", "recommended",
    "recommended stories", "register", "related", "related articles", "related content", "related coverage",
    "related links", "related news", "related stories", "related story", "related topics", "reporting by", "save",
    "save article", "search", "see also", "see more", "share", "share article", "share on facebook",
    "share on twitter", "share on x", "share page", "share this", "share this article", "share this page",
    "share this post", "share this story", "show caption", "show comments", "show more", "sign in", "sign up",
    "site navigation", "skip advertisement", "skip to content", "skip to main content", "sponsored",
    "sponsored content", "story continues", "story continues below", "story continues below advertisement",
    "subscribe", "subscribe now", "tags", "text size", "this article is more than", "top stories", "topics",
    "trending", "trending now", "tweet", "twitter", "up next", "video", "view comments", "view gallery", "view more",
    "view original", "view all", "watch", "watch live", "watch now", "whatsapp", "x", "you may also like",
    "you might also like", "youtube",
];

/// How lines (folded) begin that lead away from the story, whatever follows.
#[rustfmt::skip]
const OFFER_STARTS: &[&str] = &[
    "also read ", "article continues after", "by clicking ", "by continuing to ", "by entering your email",
    "by signing up", "by subscribing", "click here ", "click the ", "click to ", "continue reading ", "copy link",
    "don't miss out", "do you have a story", "do you have a tip", "don't have an account", "download our app",
    "download the ", "enter your email", "find out more about our", "follow him on ", "follow her on ",
    "follow them on ", "follow us on ", "follow bbc ", "for more news", "for more stories", "get alerts ",
    "get breaking news", "get our ", "get the latest", "get unlimited access", "getting your trinity audio",
    "got a tip", "have a tip", "have an account", "have you been affected by", "hide caption",
    "if you value our journalism", "in case you missed it", "join our ", "join the conversation",
    "learn more about our", "like us on ", "listen to this article", "listen to this story", "media playback is ",
    "more about ", "more coverage ", "more from ", "more on ", "most read", "more stories ", "newsletter sign",
    "please enable javascript", "please support ", "please upgrade ", "read also", "read more ", "read next ",
    "read our ", "read the full ", "read the original ", "recommended for you", "related article", "related stories",
    "related topics", "save this story", "scroll to continue", "see also ", "send your ", "share on ", "share this ",
    "share via ", "sign in to ", "sign up ", "skip to ", "stay informed ", "stay up to date", "story continues below",
    "submit a letter", "subscribe ", "support our journalism", "terms of service", "thank you for reading",
    "thanks for reading", "the best of ", "this content is ", "read the rest of", "this video ", "to continue reading", "to read more",
    "view this post", "visit our ", "want more ", "want to read more", "watch live ", "watch more ", "watch the ",
    "watch our ", "we use cookies", "you have reached your", "you may also like", "you might also like",
    "your support ",
];

/// Starts that are only an invitation before a colon or when nothing but a heading follows: "Read more: …", "Watch: …".
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "ad", "also", "also read", "also see", "background", "dig deeper", "don't miss", "explore", "gallery",
    "go deeper", "in pictures", "in photos", "interactive", "keep reading", "listen", "live", "more", "more info",
    "more information", "more on this", "must read", "opinion", "photos", "pictures", "podcast", "read", "read also",
    "read here", "read more", "read next", "read on", "recommended", "related", "related article", "related news",
    "related story", "see also", "see more", "slideshow", "source", "sources", "tags", "topics", "video", "watch",
    "watch now", "you may like",
];

pub(super) fn is_offer(look: &Look<'_>, folded: &str) -> bool {
    if OFFER_LINES.contains(&folded) {
        return true;
    }
    let n_words = look.words.len();
    if let Some((label, rest)) = look.text.split_once(':') {
        let label = Look::of(label).folded();
        // "Read more: …" may name a page that ends in a full stop; a story's own sentence doesn't begin with such a label.
        if LABELS.contains(&label.as_str()) && n_words <= 40 && !Look::of(rest).has_inner_stop() {
            return true;
        }
    }
    let invites = n_words <= 40 && begins_with_any(folded, OFFER_STARTS) && (n_words <= 14 || speaks_to_reader(folded));
    let minutes = n_words <= 4 && (folded.ends_with("min read") || folded.ends_with("minute read"));
    let page = n_words <= 12 && (folded.contains("like the page") || folded.contains("copy and paste"));
    let rights = n_words <= 60
        && (folded.starts_with("copyright")
            || look.text.starts_with('©')
            || folded.contains("all rights reserved")
            || folded.contains("may not be published broadcast rewritten"));
    invites || minutes || page || rights || is_trail(look)
}

/// Whether the reader is addressed: an offer, not news.
fn speaks_to_reader(folded: &str) -> bool {
    folded.split(' ').any(|it| matches!(it, "your" | "you" | "our" | "us" | "we" | "newsletter" | "inbox" | "app"))
}

/// A trail of sections: "Home > World > Europe", "News | Politics | Video".
fn is_trail(look: &Look<'_>) -> bool {
    let parts = |sign: &str| look.words.iter().filter(|it| **it == sign).count();
    let cut = [">", "›", "»", "|", "/"].into_iter().map(parts).max().unwrap_or(0);
    look.end == End::Open && cut >= 2 && look.words.len() <= cut * 4 + 3 && look.digits == 0
}

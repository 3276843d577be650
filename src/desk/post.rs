//! What is posted: blocks, with what goes around them; each adapter makes its own mark-up of it.

use engine::render::block::Block;
use serde::{Deserialize, Serialize};
use url::Url;

/// A post, before any platform's mark-up. Kept in the outbox as JSON.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Post {
    /// Its content, in reading order.
    pub blocks: Vec<Block>,
    /// What a push notice shows: one plain line.
    pub notice: String,
    /// Where the headline leads: the article's address, http or https.
    pub link: Option<Url>,
    /// What it is, for adapters that show kinds differently.
    pub kind: PostKind,
    /// What can be pressed under it, where the platform has buttons.
    pub buttons: Vec<Button>,
    /// The message that it answers.
    pub replies_to: Option<crate::place::MessageRef>,
    /// The structured content behind it, for platforms that carry such ([`engine::digest::view::DigestView`] as JSON).
    pub data: Option<serde_json::Value>,
    /// Addresses that it names, in order: shown at its end, each as a link of its own.
    #[serde(default)]
    pub links: Vec<PostLink>,
    /// A file that comes with it; where a platform has no files, its text is shown.
    #[serde(default)]
    pub file: Option<PostFile>,
}

/// A link under a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostLink {
    /// What it says: an outlet's name. Hostile text.
    pub label: String,
    /// Where it leads, http or https.
    pub address: Url,
}

/// A text file of our making.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostFile {
    /// Its name: "feeds.opml".
    pub name: String,
    /// Its media type.
    pub kind: String,
    /// What is in it.
    pub text: String,
}

/// What a post is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostKind {
    /// A digest.
    Digest,
    /// The contents message of an edition.
    Edition,
    /// An answer to a question.
    Answer,
    /// A reply to a command: done, a list, a setting.
    #[default]
    Reply,
    /// Something went wrong, and what to do.
    Error,
}

/// Something to press: it does what typing a command would. It names all it needs, so that it works after a restart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// What it says.
    pub label: String,
    /// The command's path and arguments as a line: "evidence k7f2.C1".
    pub line: String,
    /// The option that a form asks for first, when one is missing ("question").
    pub asks: Option<String>,
}

//! From an article to what is kept and posted of it.

use engine::Analysis;
use engine::article::view::TextIdentity;
use engine::article::{Article, Origin};
use engine::digest::digest;
use engine::digest::view::DigestView;
use engine::recipe::Recipe;
use engine::render;
use engine::render::block::{Block, Line};
use engine::render::digest::Frame;
use url::Url;

use crate::newsroom::{Newsroom, Trouble};
use crate::place::Place;
use crate::post::{Button, Post, PostKind};
use crate::record::{KeptArticle, KeptDigest, Person, Standing};
use crate::share;

/// For whom and by whose wish a digest is made.
#[derive(Clone, Debug)]
pub struct Errand {
    /// For whom.
    pub place: Place,
    /// The digest's id.
    pub id: String,
    /// Who asked.
    pub asked_by: Option<Person>,
    /// The slot of the edition that it is part of.
    pub edition: Option<String>,
    /// Whether the place is encrypted.
    pub encrypted: bool,
    /// Where the article was fetched from.
    pub fetched: Option<Url>,
}

/// A digest with everything that is kept of it.
#[derive(Clone, Debug)]
pub struct Made {
    /// The article.
    pub article: KeptArticle,
    /// The digest.
    pub digest: KeptDigest,
    /// What is posted.
    pub post: Post,
    /// Its words.
    pub view: DigestView,
}

/// Digests `article` by `recipe`, on a thread of its own: a long article holds nobody up.
///
/// # Errors
/// When the thread is gone, which is nobody's fault there.
pub async fn make(room: &Newsroom, article: Article, recipe: &Recipe, errand: Errand) -> Result<Made, Trouble> {
    let (lexicon, recipe) = (room.lexicon.clone(), recipe.clone());
    let now = room.clock.now();
    let keep = if errand.encrypted { room.policy.keep_encrypted_text } else { room.policy.keep_text };
    let prefix = room.prefix_in(&errand.place).to_owned();
    let work = move || {
        let analysis = Analysis::of(article, &lexicon);
        let view = digest(&analysis, &recipe).view(&analysis, &recipe, None);
        let hash = TextIdentity::of(analysis.article.text()).sha256;
        let metadata = &analysis.article.metadata;
        let digest = KeptDigest {
            id: errand.id,
            place: errand.place.clone(),
            article: hash.clone(),
            url: link(&analysis.article),
            headline: view.headline.clone().unwrap_or_else(|| "Without a headline".into()),
            publisher: metadata.publisher.clone(),
            recipe: recipe.name.clone(),
            view: serde_json::to_value(&view).unwrap_or_default(),
            asked_by: errand.asked_by,
            made: now,
            revision: 0,
            standing: Standing::Stands,
            edition: errand.edition,
        };
        let post = post(&analysis.article, &view, &digest, &recipe, &prefix);
        let article = KeptArticle {
            place: errand.place,
            hash,
            text: Some(analysis.article.text().to_owned()),
            regions: analysis.article.regions().to_vec(),
            metadata: metadata.clone(),
            fetched: errand.fetched,
            read: now,
            until: now + keep,
        };
        Made { article, digest, post, view }
    };
    let lost = |_| Trouble::Person("That article could not be digested. Please tell whoever runs this bot.".into());
    tokio::task::spawn_blocking(work).await.map_err(lost)
}

/// The post of a digest: its blocks within what may be copied and what the publisher wishes, then how to go on from it.
pub fn post(article: &Article, view: &DigestView, digest: &KeptDigest, recipe: &Recipe, prefix: &str) -> Post {
    let wishes = &article.metadata.wishes;
    let mut blocks = if wishes.no_snippet {
        let plain = |it: &Block| matches!(it, Block::Title(_) | Block::Byline(_) | Block::Provenance(_));
        let mut blocks: Vec<Block> = whole(view).into_iter().filter(plain).collect();
        blocks.push(Block::Note(Line::of(
            "The publisher asks that nothing of this page be shown elsewhere: read it there.",
        )));
        blocks
    } else {
        let mut view = view.clone();
        keep_to(&mut view, article);
        let more = format!("{prefix}brief with recipe deep");
        share::digest(whole(&view), article, recipe.length, &more)
    };
    blocks.push(Block::Note(Line::of(&foot(digest, prefix, wishes.no_snippet))));
    let count =
        |of: &[String], one: &str, many: &str| format!("{} {}", of.len(), if of.len() == 1 { one } else { many });
    let claims: Vec<String> = view.claims.iter().map(|it| it.id.clone()).collect();
    let questions: Vec<String> = view.open_questions.iter().map(|it| it.id.clone()).collect();
    let (claims, questions) = (count(&claims, "claim", "claims"), count(&questions, "open question", "open questions"));
    let outlet = digest.publisher.as_deref().map(|it| format!("{it}: ")).unwrap_or_default();
    Post {
        blocks,
        notice: format!("{outlet}{} ({claims}, {questions})", digest.headline),
        link: digest.url.clone(),
        kind: PostKind::Digest,
        buttons: vec![
            Button { label: "Evidence".into(), line: format!("evidence {}", digest.id), asks: None },
            Button {
                label: "Ask a question".into(),
                line: format!("ask about={}", digest.id),
                asks: Some("question".into()),
            },
            Button { label: "Remove".into(), line: format!("remove {}", digest.id), asks: None },
        ],
        replies_to: None,
        data: Some(digest.view.clone()),
        links: Vec::new(),
        file: None,
    }
}

fn whole(view: &DigestView) -> Vec<Block> {
    render::digest::blocks(view, &Frame { given: "Text pasted by a member" })
}

/// "Digest k7f2, for Ann. Evidence: /evidence k7f2.C1. Questions: reply here, or /ask."
fn foot(digest: &KeptDigest, prefix: &str, bare: bool) -> String {
    let id = &digest.id;
    let asked = digest.asked_by.as_ref().map(|it| format!(", asked for by {}", it.name)).unwrap_or_default();
    if bare {
        return format!("Digest {id}{asked}.");
    }
    format!("Digest {id}{asked}. Evidence: {prefix}evidence {id}.C1. Questions: reply in the thread, or {prefix}ask.")
}

/// Leaves out what shows a part that the publisher withholds, or more characters than it allows.
fn keep_to(view: &mut DigestView, article: &Article) {
    let allowed = |it: &Vec<engine::article::Quote>| it.iter().all(|it| share::allowed(article, it.span()));
    view.claims.retain(|it| allowed(&it.evidence));
    view.disputes.retain(|it| it.sides.iter().all(|it| allowed(&it.evidence)));
    view.next.retain(|it| allowed(&it.evidence));
    view.timeline.retain(|it| allowed(&it.evidence));
}

/// Where the article is, when it was fetched from there.
fn link(article: &Article) -> Option<Url> {
    let fetched = article.metadata.origin == Origin::Fetched;
    let url: Url = article.metadata.url.as_deref().filter(|_| fetched)?.parse().ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

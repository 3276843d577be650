//! What a page says of its article in JSON-LD, by schema.org's names.

use chrono::NaiveDate;
use serde_json::Value;

use super::super::{byline, publication_date};

/// What was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// `headline`.
    pub headline: Option<String>,
    /// `author`.
    pub authors: Vec<String>,
    /// `publisher`.
    pub publisher: Option<String>,
    /// `datePublished`.
    pub published: Option<NaiveDate>,
    /// `dateModified`.
    pub modified: Option<NaiveDate>,
    /// `articleSection`.
    pub section: Option<String>,
    /// `inLanguage`.
    pub language: Option<String>,
    /// `image`: address and caption.
    pub image: Option<(String, Option<String>)>,
    /// `description`.
    pub description: Option<String>,
    /// The type is that of a live blog, with how many `liveBlogUpdate`s.
    pub live: bool,
    /// The page is about a gallery.
    pub gallery: bool,
    /// `articleBody`.
    pub body: Option<String>,
    /// `wordCount`.
    pub words: Option<usize>,
    /// `isAccessibleForFree` is false.
    pub paid: bool,
    /// The type is that of an opinion piece.
    pub opinion: bool,
}

/// Types that stand for one article.
const ARTICLES: &[&str] = &[
    "AdvertiserContentArticle",
    "AnalysisNewsArticle",
    "Article",
    "AskPublicNewsArticle",
    "BackgroundNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "NewsArticle",
    "OpinionNewsArticle",
    "Report",
    "ReportageNewsArticle",
    "ReviewNewsArticle",
    "ScholarlyArticle",
    "SocialMediaPosting",
    "TechArticle",
];

/// How many objects are looked at.
const MOST: usize = 500;

/// Reads the scripts of a page; the first article in them counts.
pub(super) fn read<'t>(scripts: impl Iterator<Item = &'t str>) -> Facts {
    let values: Vec<Value> = scripts.filter_map(parse).collect();
    let mut found = Facts::default();
    let mut waiting: Vec<&Value> = values.iter().rev().collect();
    let mut article = None;
    for _ in 0..MOST {
        let Some(value) = waiting.pop() else { break };
        match value {
            Value::Array(items) => waiting.extend(items.iter().rev()),
            Value::Object(fields) => {
                if is_article(value) {
                    article = Some(value);
                    break;
                }
                let inner = ["mainEntity", "mainEntityOfPage", "@graph"];
                waiting.extend(inner.iter().rev().filter_map(|it| fields.get(*it)).filter(|it| !it.is_string()));
            }
            _ => {}
        }
    }
    let all =
        || values.iter().chain(values.iter().filter_map(|it| it.get("@graph")).filter_map(Value::as_array).flatten());
    found.gallery =
        all().any(|it| types(it).any(|it| matches!(it, "ImageGallery" | "MediaGallery" | "ImageObjectGallery")));
    let Some(article) = article else { return found };
    let text = |name: &str| article.get(name).and_then(text_of);
    found.headline = text("headline").or_else(|| text("name"));
    found.authors = article.get("author").or_else(|| article.get("creator")).map(names).unwrap_or_default();
    let graph = || values.iter().filter_map(|it| it.get("@graph")).filter_map(Value::as_array).flatten();
    found.publisher = article.get("publisher").and_then(|it| name_of(it, graph()));
    if found.authors.is_empty() {
        found.authors = article.get("author").and_then(|it| name_of(it, graph())).into_iter().collect();
    }
    found.published = ["datePublished", "dateCreated"].into_iter().find_map(&text).as_deref().and_then(day);
    found.modified = text("dateModified").as_deref().and_then(day);
    found.section = text("articleSection");
    found.language = article
        .get("inLanguage")
        .and_then(|it| it.get("alternateName").or_else(|| it.get("name")).unwrap_or(it).as_str())
        .map(str::to_owned);
    found.description = text("description");
    found.image = ["image", "thumbnailUrl", "thumbnail"]
        .into_iter()
        .find_map(|it| article.get(it))
        .and_then(|it| image(it, graph()));
    found.live = types(article).any(|it| it == "LiveBlogPosting")
        || article.get("liveBlogUpdate").is_some_and(|it| it.is_array());
    found.body = article.get("articleBody").and_then(body_of).or_else(|| updates(article));
    found.words = article
        .get("wordCount")
        .and_then(|it| it.as_u64().or_else(|| it.as_str()?.trim().parse().ok()))
        .and_then(|it| it.try_into().ok());
    let free = article.get("isAccessibleForFree");
    found.paid = free.is_some_and(|it| it == false || it.as_str().is_some_and(|it| it.eq_ignore_ascii_case("false")));
    found.opinion = types(article).any(|it| it == "OpinionNewsArticle")
        || text("articleSection")
            .is_some_and(|it| matches!(it.to_lowercase().as_str(), "opinion" | "opinions" | "editorial" | "comment"));
    found
}

/// The day in a date as machines write it: the day at the place of publication, as it stands there.
pub(super) fn day(date: &str) -> Option<NaiveDate> {
    publication_date::read(date.trim()).and_then(|it| it.day)
}

/// Some sites put comments around their JSON, or line breaks into its strings.
fn parse(script: &str) -> Option<Value> {
    let inner = script.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let inner = inner
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[")
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>")
        .trim();
    let inner = inner.trim_end_matches(';');
    serde_json::from_str(inner).ok().or_else(|| {
        let clean: String = inner.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
        serde_json::from_str(&clean).ok()
    })
}

fn types(value: &Value) -> impl Iterator<Item = &str> {
    let kind = value.get("@type");
    let list = kind.and_then(Value::as_array).into_iter().flatten();
    kind.into_iter().chain(list).filter_map(Value::as_str).map(|it| it.rsplit(['/', ':']).next().unwrap_or(it))
}

fn is_article(value: &Value) -> bool {
    types(value).any(|it| ARTICLES.contains(&it))
}

fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::Array(items) => items.first()?.as_str()?,
        it => it.as_str()?,
    };
    Some(super::plain_text(text)).filter(|it| !it.is_empty())
}

/// "Ann Lee", `{"name": "Ann Lee"}`, or a list of these.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().take(20).flat_map(names).collect(),
        Value::Object(fields) => fields.get("name").map(names).unwrap_or_default(),
        Value::String(text) => byline::names(&super::plain_text(text)),
        _ => Vec::new(),
    }
}

/// A name given in place, or by the id of another object.
fn name_of<'v>(value: &'v Value, mut graph: impl Iterator<Item = &'v Value>) -> Option<String> {
    let value = value.as_array().and_then(|it| it.first()).unwrap_or(value);
    let here = value.get("name").unwrap_or(value);
    text_of(here).or_else(|| {
        let id = value.get("@id")?.as_str()?;
        text_of(graph.find(|it| it.get("@id").and_then(Value::as_str) == Some(id))?.get("name")?)
    })
}

/// The text of an article, its line breaks kept and its mark-up, if it has some, taken out.
fn body_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::Array(items) => items.iter().take(500).filter_map(Value::as_str).collect::<Vec<_>>().join("\n"),
        it => it.as_str()?.to_owned(),
    };
    let text = if text.contains('&') || text.contains("</") || text.contains("<p") || text.contains("<br") {
        let tree = super::parse::parse(&text, &crate::extract::Limits::default())?;
        super::block::gather(&tree, 0).into_iter().map(|it| it.text).collect::<Vec<_>>().join("\n")
    } else {
        text
    };
    Some(text).filter(|it| !it.trim().is_empty())
}

/// The texts of a live blog's updates.
fn updates(article: &Value) -> Option<String> {
    let items = article.get("liveBlogUpdate")?.as_array()?;
    let texts = items.iter().take(500).filter_map(|it| it.get("articleBody").and_then(body_of));
    Some(texts.collect::<Vec<_>>().join("\n")).filter(|it| !it.is_empty())
}

/// The address and the caption of a picture, given as text, object, list or by the id of another object.
fn image<'v>(value: &'v Value, mut graph: impl Iterator<Item = &'v Value>) -> Option<(String, Option<String>)> {
    let value = value.as_array().and_then(|it| it.first()).unwrap_or(value);
    if let Some(address) = value.as_str() {
        return Some((address.trim().to_owned(), None));
    }
    let id = value.get("@id").and_then(Value::as_str);
    let whole = match value.get("url").or_else(|| value.get("contentUrl")) {
        Some(_) => value,
        None => graph.find(|it| it.get("@id").and_then(Value::as_str) == id && it.get("url").is_some())?,
    };
    let address = whole.get("url").or_else(|| whole.get("contentUrl"))?;
    let address = address.as_array().and_then(|it| it.first()).unwrap_or(address).as_str()?;
    let caption = whole.get("caption").or_else(|| whole.get("description")).and_then(text_of);
    Some((address.trim().to_owned(), caption))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn an_article_is_found() {
        let script = r##"{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"The Quay"},{"@id":"#org","@type":"NewsMediaOrganization","name":"The Quay"},
            {"@type":["NewsArticle"],"headline":"Ferry &amp; crew stay","author":[{"@type":"Person","name":"Ann Lee"},{"name":"Bo Ek"}],
             "publisher":{"@id":"#org"},"datePublished":"2024-05-02T23:10:00-05:00","isAccessibleForFree":"False","wordCount":"420"}]}"##;
        let found = read([script].into_iter());
        assert_eq!(found.headline.as_deref(), Some("Ferry & crew stay"));
        assert_eq!(found.authors, ["Ann Lee", "Bo Ek"]);
        assert_eq!(found.publisher.as_deref(), Some("The Quay"));
        assert_eq!(found.published.unwrap().to_string(), "2024-05-02");
        assert!(found.paid && found.words == Some(420));
        let broken = read(["{not json", "<!-- {\"@type\":\"Article\",\"name\":\"A\nB\"} -->"].into_iter());
        assert_eq!(broken.headline.as_deref(), Some("A B"));
    }
}

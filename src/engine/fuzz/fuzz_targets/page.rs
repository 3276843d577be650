//! Any bytes at all as a page: no panic, no hang, regions that lie in the text, an address that is http or https.
#![no_main]

use engine::extract::{Format, Headers, Known, Limits, document};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let known = Known { url: Some("https://news.example/a".into()), ..Known::default() };
    let limits = Limits { bytes: 100_000, nodes: 5_000, depth: 200 };
    let Ok(article) = document(bytes, Format::Html, &Headers::default(), &known, &limits) else { return };
    let mut end = 0;
    for region in article.regions() {
        assert!(region.span.start >= end && article.text().get(region.span.start..region.span.end).is_some());
        end = region.span.end;
    }
    for span in &article.metadata.wishes.withheld {
        assert!(article.quote(*span).is_some());
    }
    let web = |it: &str| it.starts_with("https://") || it.starts_with("http://");
    assert!(article.metadata.url.as_deref().is_some_and(web));
    assert!(article.metadata.image.as_ref().is_none_or(|it| web(&it.url)));
});

//! Any bytes at all as a feed, a page with feeds and a list of feeds: no panic, no hang, and what always holds.
#![no_main]

// The pure part of `web::feed`, by its files.
#[path = "../../feed/date.rs"]
mod date;
#[path = "../../feed/discover.rs"]
pub mod discover;
#[path = "../../feed/encoding.rs"]
mod encoding;
#[path = "../../feed/json.rs"]
mod json;
#[path = "../../feed/markup.rs"]
mod markup;
#[path = "../../feed/opml.rs"]
pub mod opml;
#[path = "../../feed/plain.rs"]
mod plain;
#[path = "../../feed/read.rs"]
pub mod read;
#[path = "../../feed/vocabulary.rs"]
mod vocabulary;
#[path = "../../feed/xml.rs"]
mod xml;

use desk::feed::memory::Memory;
use desk::ports::Timestamp;
use libfuzzer_sys::fuzz_target;
use url::Url;

fuzz_target!(|bytes: &[u8]| {
    let at = Url::parse("https://example.org/news/").expect("an address");
    let is_web = |it: &Url| matches!(it.scheme(), "http" | "https");
    let is_plain = |it: &String| !it.is_empty() && it.len() <= 20_010 && !it.contains(char::is_control);
    let charset = bytes.first().and_then(|it| ["utf-8", "windows-1252", "utf-16", "gbk"].get(usize::from(*it)).copied());
    if let Ok(reading) = read::read(bytes, charset, Some(&at)) {
        let content = reading.content;
        assert!(content.title.iter().all(is_plain) && content.site.iter().all(is_web));
        for item in &content.items {
            let texts = [&item.id, &item.title, &item.summary];
            assert!(texts.into_iter().flatten().all(is_plain), "{item:?}");
            assert!(item.address.iter().all(is_web), "{item:?}");
        }
        let (mut memory, now) = (Memory::default(), Timestamp::UNIX_EPOCH);
        assert_eq!(memory.sift(1, content.items.clone(), true, now), []);
        assert_eq!(memory.sift(1, content.items.clone(), false, now), [], "nothing is news twice");
        let mut kept = Memory::of(memory.forgotten(now).seen().to_vec());
        assert_eq!(kept.sift(1, content.items, false, now), [], "the store keeps enough");
    }
    assert!(discover::discover(bytes, None, &at).iter().all(|it| is_web(&it.address)));
    if let Some(list) = opml::read(bytes) {
        let again = opml::read(desk::feed::opml::write(&list).as_bytes()).expect("what was written is read");
        assert_eq!(again.entries, list.entries);
    }
});

//! What speed is promised: a digest of a 6 kB article in 2 ms and a question on it in 0.5 ms on one core; 1 MB of text takes
//! at most 12 times as long as 100 kB; the article of a page of 200 kB in 6 ms, growing no faster than the page.
//! `cargo bench -p engine`; lines that begin with "best" and "growth" say how it is kept.
#![expect(clippy::expect_used, reason = "a benchmark: a panic is its error message")]

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use engine::Analysis;
use engine::answer::Reader;
use engine::digest::digest;
use engine::extract::{Format, Headers, Known, Limits, document, from_text};
use engine::lexicon::Lexicon;
use engine::recipe::{Recipe, Recipes};

const QUESTIONS: [&str; 2] = ["When is the next round of talks?", "Who paid for the penicillin?"];

/// The plain-text golden cases, one after the other.
fn stories() -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../briefings/cases");
    let mut folders: Vec<_> = fs::read_dir(root).expect("the cases").map(|it| it.expect("a folder").path()).collect();
    folders.sort();
    folders.iter().filter_map(|it| fs::read_to_string(it.join("article.txt")).ok()).collect::<Vec<_>>().join("\n\n")
}

/// Whole paragraphs of the stories, over and over, up to `bytes`.
fn text_of(bytes: usize) -> String {
    let stories = stories();
    let mut text = String::new();
    for paragraph in stories.split("\n\n").cycle() {
        if text.len() + paragraph.len() > bytes {
            break;
        }
        text.push_str(paragraph);
        text.push_str("\n\n");
    }
    text
}

fn deep() -> Recipe {
    Recipes::embedded().expect("sound").named("deep").expect("shipped").clone()
}

/// From text to the digest's JSON: all that a line of `--jsonl` costs, but for reading the line.
fn whole(text: &str, lexicon: &Lexicon, recipe: &Recipe) -> String {
    let article = from_text(text, &Known::default()).expect("an article");
    let analysis = Analysis::of(article, lexicon);
    serde_json::to_string(&digest(&analysis, recipe).view(&analysis, recipe, None)).expect("JSON")
}

fn digests(criterion: &mut Criterion) {
    let (lexicon, recipe) = (Lexicon::embedded(), deep());
    let mut group = criterion.benchmark_group("digest");
    for (name, bytes) in [("6 kB", 6_000), ("100 kB", 100_000), ("1 MB", 1_000_000)] {
        let text = text_of(bytes);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.sample_size(if bytes > 50_000 { 10 } else { 60 });
        group.bench_function(name, |it| it.iter(|| whole(black_box(&text), &lexicon, &recipe)));
    }
    group.finish();
}

fn questions(criterion: &mut Criterion) {
    let lexicon = Lexicon::embedded();
    let article = from_text(&text_of(6_000), &Known::default()).expect("an article");
    let analysis = Analysis::of(article, &lexicon);
    criterion.bench_function("6 kB made ready for questions, once a thread", |it| {
        it.iter(|| Reader::of(black_box(&analysis)));
    });
    let reader = Reader::of(&analysis);
    for question in QUESTIONS {
        criterion.bench_function(&format!("question on 6 kB: {question}"), |it| {
            it.iter(|| reader.answer(black_box(&analysis), black_box(question), &[]));
        });
    }
}

/// A page of about `bytes`, as outlets make them: scripts and styles in its head, a menu, the story in boxes, teasers, comments.
fn page_of(bytes: usize) -> String {
    let mut story = String::new();
    for (at, paragraph) in text_of(bytes / 4).split("\n\n").enumerate() {
        story.push_str(&format!(
            "<div class=\"article-body__block block-{at}\" data-id={at}><p class=paragraph>{paragraph}</p></div>\n"
        ));
    }
    let link = |at: usize| {
        format!(
            "<li class=\"teaser-list__item\"><a class=link href=/story/{at}><img src=/{at}.jpg alt=\"A picture\"><span class=title>Another story of the day, number {at}</span></a></li>\n"
        )
    };
    let links: String = (0..bytes / 800).map(link).collect();
    let comment = |at: usize| {
        format!(
            "<div class=comment id=c{at}><b>Reader {at}</b><p>I have read this with interest, and yet I do not agree with number {at}.</p></div>\n"
        )
    };
    let comments: String = (0..bytes / 1_000).map(comment).collect();
    let script =
        "window.data = window.data || []; window.data.push({\"id\": 1, \"list\": [1, 2, 3]});\n".repeat(bytes / 300);
    format!(
        "<!doctype html><html lang=en><head><title>A bridge falls | The Quay</title><meta property=og:title content=\"A bridge falls\">\
         <script>{script}</script></head><body class=\"page has-sidebar\"><nav><ul>{links}</ul></nav><main><h1>A bridge falls</h1><article>{story}</article></main>\
         <aside class=related><ul>{links}</ul></aside><section class=comments>{comments}</section></body></html>"
    )
}

fn read_page(page: &str) -> usize {
    let known = Known::default();
    let article = document(page.as_bytes(), Format::Html, &Headers::default(), &known, &Limits::default());
    article.expect("an article").text().len()
}

/// An article from a page: 200 kB in 6 ms at most.
fn pages(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("page");
    for (name, bytes) in [("200 kB", 200_000), ("5 MB", 5_000_000)] {
        let page = page_of(bytes);
        group.throughput(Throughput::Bytes(page.len() as u64));
        group.sample_size(if bytes > 500_000 { 10 } else { 40 });
        group.bench_function(name, |it| it.iter(|| read_page(black_box(&page))));
    }
    group.finish();
}

fn start(criterion: &mut Criterion) {
    criterion.bench_function("word lists and models, once a process", |it| it.iter(Lexicon::embedded));
}

/// The shortest of so many runs: what the machine's other work adds is left out.
#[expect(clippy::disallowed_methods, reason = "measuring is what this is for")]
fn best(runs: usize, mut run: impl FnMut()) -> Duration {
    let timed = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..runs).map(timed).min().unwrap_or_default()
}

/// What is promised, each from the best of many runs and so hardly touched by noise.
fn promises(_: &mut Criterion) {
    let (lexicon, recipe) = (Lexicon::embedded(), deep());
    let digest = |bytes: usize, runs: usize| {
        let text = text_of(bytes);
        best(runs, || {
            black_box(whole(&text, &lexicon, &recipe));
        })
    };
    println!("best: digest of 6 kB {:.2?} (at most 2 ms)", digest(6_000, 300));
    let article = from_text(&text_of(6_000), &Known::default()).expect("an article");
    let analysis = Analysis::of(article, &lexicon);
    let reader = Reader::of(&analysis);
    let answers = best(300, || {
        QUESTIONS.iter().for_each(|it| drop(black_box(reader.answer(&analysis, it, &[]))));
    });
    println!("best: question on 6 kB {:.2?} (at most 0.5 ms)", answers / QUESTIONS.len() as u32);
    let (small, large) = (digest(100_000, 10), digest(1_000_000, 3));
    let times = large.as_secs_f64() / small.as_secs_f64();
    println!("growth: 100 kB {small:.1?}, 1 MB {large:.1?}, {times:.1} times (at most 12)");
    let read = |bytes: usize, runs: usize| {
        let page = page_of(bytes);
        best(runs, || {
            black_box(read_page(&page));
        })
    };
    let (small, large) = (read(200_000, 50), read(5_000_000, 3));
    println!("best: page of 200 kB {small:.2?} (at most 6 ms)");
    let times = large.as_secs_f64() / small.as_secs_f64();
    println!("growth: page of 200 kB {small:.1?}, of 5 MB {large:.1?}, {times:.1} times (at most 30)");
}

criterion_group!(benches, promises, digests, pages, questions, start);
criterion_main!(benches);

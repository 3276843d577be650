//! Measures the blocks of pages for `extract/html/model/train.py`: names of files on standard input, a line of JSON each.

use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in std::io::stdin().lock().lines() {
        let path = path?;
        let page = engine::extract::page_text(&std::fs::read(&path)?, None).unwrap_or_default();
        let blocks = engine::extract::html::measured(&page);
        writeln!(out, "{}", serde_json::json!({ "path": path, "blocks": blocks }))?;
    }
    Ok(())
}

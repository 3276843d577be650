//! From a path, an address or standard input to an article, with an error for each way in which that can fail.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, IsTerminal as _, Read};
use std::path::Path;

use engine::article::Article;
use engine::extract::{self, ExtractError, Format, Headers, Known, Limits, briefable};

use crate::arguments;
use crate::failure::Failure;

/// Reads the article that the command line names, and sees to it that a digest can be made of it.
pub(crate) fn article(named: &arguments::Article) -> Result<Article, Failure> {
    briefable(document(named)?).map_err(|it| failed(named, &it))
}

/// Reads the article that the command line names, whatever its language.
pub(crate) fn document(named: &arguments::Article) -> Result<Article, Failure> {
    let path = named.path.as_deref().unwrap_or(Path::new("-"));
    #[cfg(feature = "web")]
    if let Some(address) = path.to_str().filter(|it| web::address::is_address(it)) {
        return crate::fetched::article(address, named);
    }
    let limits = Limits::default();
    let mut bytes = Vec::new();
    let reading = || Failure::Article(format!("{} could not be read to its end", path.display()));
    open(path)?.take(most(&limits) as u64 + 1).read_to_end(&mut bytes).map_err(|_| reading())?;
    let known = Known { title: named.title.clone(), published: named.published, url: named.url.clone() };
    #[cfg(feature = "web")]
    if let Some(kind) = crate::files::kind(&bytes, &ending(path)) {
        return crate::files::article(kind, &bytes, &known, path);
    }
    extract::document(&bytes, format(path), &Headers::default(), &known, &limits).map_err(|it| failed(named, &it))
}

/// The most bytes that are read of any file.
fn most(limits: &Limits) -> usize {
    #[cfg(feature = "web")]
    return limits.bytes.max(web::document::LARGEST);
    #[cfg(not(feature = "web"))]
    limits.bytes
}

fn failed(named: &arguments::Article, error: &ExtractError) -> Failure {
    #[cfg(feature = "web")]
    if let Some(address) = named.path.as_deref().and_then(Path::to_str).filter(|it| web::address::is_address(it)) {
        // What stands in an address may be a secret: it is shown as it is logged.
        let shown = web::address::parse(address).map_or_else(|it| it.to_string(), |it| desk::address::shown(&it));
        return Failure::Article(format!("{shown}: {error}"));
    }
    Failure::Article(format!("{}: {error}", shown(named.path.as_deref().unwrap_or(Path::new("-")))))
}

/// Opens the lines of a JSONL file, or standard input.
pub(crate) fn lines(named: &arguments::Article) -> Result<Box<dyn BufRead + Send>, Failure> {
    Ok(Box::new(BufReader::new(open(named.path.as_deref().unwrap_or(Path::new("-")))?)))
}

/// Opens a file, or standard input for "-".
pub(crate) fn open(path: &Path) -> Result<Box<dyn Read + Send>, Failure> {
    if path == Path::new("-") {
        if io::stdin().is_terminal() {
            eprintln!("newsdesk: reading from the terminal; end with Ctrl-D");
        }
        return Ok(Box::new(io::stdin()));
    }
    let name = path.display();
    if name.to_string().starts_with("http://") || name.to_string().starts_with("https://") {
        // Not shown: an address may carry what is secret.
        return Err(Failure::Article(
            "an address is given where a file is needed: save the page and give the saved file".into(),
        ));
    }
    let failed = |it: io::Error| match it.kind() {
        ErrorKind::NotFound => {
            Failure::Article(format!("{name}: no such file; give the path of an article, or - for standard input"))
        }
        ErrorKind::PermissionDenied => Failure::Article(format!("{name}: may not be read; check its permissions")),
        _ => Failure::Article(format!("{name}: {it}")),
    };
    if path.metadata().map_err(failed)?.is_dir() {
        return Err(Failure::Article(format!("{name}: is a folder; give the path of one article in it")));
    }
    Ok(Box::new(File::open(path).map_err(failed)?))
}

/// The format that a file's name promises.
fn format(path: &Path) -> Format {
    match ending(path).as_str() {
        "html" | "htm" | "xhtml" => Format::Html,
        "md" | "markdown" => Format::Markdown,
        "txt" | "text" => Format::Plain,
        _ => Format::Detect,
    }
}

/// What follows the last full stop of a file's name, in small letters.
fn ending(path: &Path) -> String {
    path.extension().and_then(|it| it.to_str()).unwrap_or_default().to_ascii_lowercase()
}

pub(crate) fn shown(path: &Path) -> String {
    if path == Path::new("-") { "standard input".into() } else { path.display().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_promises_a_format() {
        let check = |name: &str, expected| assert_eq!(format(Path::new(name)), expected, "{name}");
        check("a/story.HTML", Format::Html);
        check("story.md", Format::Markdown);
        check("story.txt", Format::Plain);
        check("story", Format::Detect);
        check("-", Format::Detect);
    }
}

//! Files that are named in a line: they go with the command as an attachment does elsewhere.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use desk::event::AttachmentRef;
use desk::ports::FetchError;

/// A line without the files that it names, and these. Only commands that take files are looked at.
///
/// # Errors
/// A sentence, when something that can only be a path names no file.
pub(crate) fn attached(line: &str) -> Result<(String, Vec<AttachmentRef>), String> {
    let bare = line.trim_start_matches('/');
    let command = ["brief", "feed import"].into_iter().find(|it| {
        bare.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it))
            && bare.get(it.len()..).is_some_and(|rest| rest.starts_with(char::is_whitespace))
    });
    let Some(command) = command else { return Ok((line.to_owned(), Vec::new())) };
    let rest = bare.get(command.len()..).unwrap_or_default().trim();
    // A path may hold spaces: all of the rest, then its first word.
    let first = rest.split_whitespace().next().unwrap_or_default();
    for given in [rest, first] {
        let path = path(given.trim_matches(['"', '\'']));
        if given.len() < 4096 && path.is_file() {
            let more = rest.get(given.len()..).unwrap_or_default().trim();
            return Ok((format!("{command} {more}"), vec![reference(&path)]));
        }
    }
    if ["./", "../", "~/", "/"].iter().any(|it| first.starts_with(it)) {
        return Err(format!("There is no file {first} here."));
    }
    Ok((line.to_owned(), Vec::new()))
}

/// The path with the home folder in place of "~".
fn path(given: &str) -> PathBuf {
    match (given.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => Path::new(&home).join(rest),
        _ => PathBuf::from(given),
    }
}

fn reference(path: &Path) -> AttachmentRef {
    // The command may be done after a restart, from another folder.
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    AttachmentRef {
        handle: whole.to_string_lossy().into_owned(),
        name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        kind: None,
        size: path.metadata().ok().map(|it| it.len()),
    }
}

/// The file's bytes.
pub(crate) fn read(file: &AttachmentRef, most: usize) -> Result<Vec<u8>, FetchError> {
    let name = &file.name;
    let failed = |it: std::io::Error| FetchError::Gone(format!("{name} can't be read: {it}"));
    let mut bytes = Vec::new();
    let limit = most as u64 + 1;
    File::open(&file.handle).and_then(|it| it.take(limit).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() > most {
        return Err(FetchError::TooLarge(format!("{name} is larger than {} MB.", most / 1_000_000)));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_in_a_line() {
        let folder = std::env::temp_dir().join(format!("newsdesk files {}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("my article.txt");
        std::fs::write(&file, "text").unwrap();
        let named = file.to_string_lossy();
        let check = |line: &str, expected: &str, count: usize| {
            let (line, files) = attached(line).unwrap();
            assert_eq!((line.trim_end(), files.len()), (expected, count), "{line}");
        };
        check(&format!("/brief {named}"), "brief", 1);
        check(&format!("brief \"{named}\""), "brief", 1);
        check("brief https://example.org/a", "brief https://example.org/a", 0);
        check("briefing is /etc/hostname", "briefing is /etc/hostname", 0);
        check("ask ./x", "ask ./x", 0);
        check("brief", "brief", 0);
        assert!(attached("/brief ./no such.txt").unwrap_err().contains("no file ./no"));
        let reference = &attached(&format!("brief {named}")).unwrap().1[0];
        assert_eq!(reference.name, "my article.txt");
        assert_eq!(read(reference, 4).unwrap(), b"text");
        assert!(matches!(read(reference, 3), Err(FetchError::TooLarge(_))));
        std::fs::remove_dir_all(folder).unwrap();
        assert!(matches!(read(reference, 4), Err(FetchError::Gone(_))));
    }
}

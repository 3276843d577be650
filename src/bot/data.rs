//! The folder of what is kept: where it is, that it is its owner's alone, and what lies in it.

use std::ffi::OsString;
use std::fs::{self, DirBuilder};
use std::path::PathBuf;

use crate::arguments;
use crate::failure::Failure;

/// The folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// The one that the command line names, else the usual one. It is not made yet.
    pub(crate) fn of(named: &arguments::Data) -> Result<Self, Failure> {
        let usual = || usual(std::env::var_os("XDG_DATA_HOME"), std::env::var_os("HOME"));
        let none = || Failure::Usage("there is no home folder to keep anything in: name one with --data DIR".into());
        named.data.clone().or_else(usual).map(Self).ok_or_else(none)
    }

    /// Makes it, for its owner alone, when it isn't there.
    pub(crate) fn make(&self) -> Result<(), Failure> {
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        let failed = |it| Failure::Desk(format!("{}: {it}; choose another folder with --data DIR", self.0.display()));
        match fs::metadata(&self.0) {
            Ok(it) if it.is_dir() => Ok(()),
            _ => builder.recursive(true).create(&self.0).map_err(failed),
        }
    }

    /// The database.
    pub(crate) fn database(&self) -> PathBuf {
        self.0.join("newsdesk.db")
    }

    /// What the console has shown, by key.
    pub(crate) fn transcript(&self) -> PathBuf {
        self.0.join("console.jsonl")
    }

    /// What was typed.
    pub(crate) fn history(&self) -> PathBuf {
        self.0.join("history.txt")
    }
}

/// As the XDG base directories have it: a relative path there is none.
fn usual(data: Option<OsString>, home: Option<OsString>) -> Option<PathBuf> {
    let data = data.map(PathBuf::from).filter(|it| it.is_absolute());
    let home = || home.filter(|it| !it.is_empty()).map(|it| PathBuf::from(it).join(".local/share"));
    Some(data.or_else(home)?.join("newsdesk"))
}

#[cfg(test)]
mod tests {
    use super::usual;

    #[test]
    fn folders() {
        let check = |data: Option<&str>, home: Option<&str>, expected: Option<&str>| {
            assert_eq!(
                usual(data.map(Into::into), home.map(Into::into)).as_deref(),
                expected.map(std::path::Path::new)
            );
        };
        check(Some("/data"), Some("/home/ann"), Some("/data/newsdesk"));
        check(Some("data"), Some("/home/ann"), Some("/home/ann/.local/share/newsdesk"));
        check(None, Some("/home/ann"), Some("/home/ann/.local/share/newsdesk"));
        check(None, Some(""), None);
        check(None, None, None);
    }
}

//! A JSON line in, a JSON line out, in order, on all cores, in bounded memory.
//!
//! A thread reads, one a core works, the caller's writes. The reader hands each line to the workers together with a
//! one-place mailbox, and the mailboxes to the writer in the order of the lines: so the order is kept without any sorting,
//! and since both queues are short, a slow writer holds the reader back.

use std::io::{self, BufRead, Read as _, Write};
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use engine::article::Article;
use engine::article::view::Id;
use engine::extract::{Format, Known, LIMIT, from_text, read};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::arguments::{self, day};
use crate::failure::Failure;
use crate::input;
use crate::output::harmless;

/// The most bytes of one line: JSON may spell each byte of an article with six characters.
const MOST_LINE: usize = 6 * LIMIT + (64 << 10);

/// Lines under way for each worker.
const AHEAD: usize = 4;

/// One input line. Fields that we don't know are passed over, so that an annotated file can be read as it is.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Line {
    pub(crate) id: Option<Id>,
    url: Option<String>,
    title: Option<String>,
    published: Option<String>,
    text: Option<String>,
    html: Option<String>,
    pub(crate) question: Option<String>,
}

impl Line {
    /// The article of this line.
    pub(crate) fn article(&self) -> Result<Article, String> {
        let given = |it: &Option<String>| it.clone().filter(|it| !it.trim().is_empty());
        let published =
            given(&self.published).map(|it| day(&it)).transpose().map_err(|it| format!("published: {it}"))?;
        let known = Known { title: given(&self.title), published, url: given(&self.url) };
        let article = match (&self.text, &self.html) {
            // Offsets point into the very string that was given, so nothing is decoded or converted here.
            (Some(text), _) => from_text(text, &known),
            (None, Some(html)) => read(html.as_bytes(), Format::Html, None, &known),
            (None, None) => return Err("the line has no \"text\"".into()),
        };
        article.map_err(|it| it.to_string())
    }
}

/// Runs `work` over every line of the input that the command line names, onto standard output.
pub(crate) fn run<T: Serialize>(
    named: &arguments::Article,
    work: impl Fn(&Line) -> Result<T, String> + Sync,
) -> Result<(), Failure> {
    let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let bad = stream(input::lines(named)?, &mut io::stdout().lock(), threads, work)?;
    if bad > 0 {
        eprintln!("newsdesk: {bad} line(s) could not be worked on; each has its \"error\" in the output");
    }
    Ok(())
}

/// What the reader makes of a line.
type Raw = Result<Vec<u8>, String>;

/// What the writer gets: the finished line, and whether it is an error.
type Done = (String, bool);

/// The whole of it; gives the number of bad lines.
fn stream<T: Serialize>(
    input: impl BufRead + Send + 'static,
    out: &mut impl Write,
    threads: usize,
    work: impl Fn(&Line) -> Result<T, String> + Sync,
) -> io::Result<usize> {
    let (to_workers, jobs) = sync_channel::<(Raw, SyncSender<Done>)>(threads * AHEAD);
    let (to_writer, mailboxes) = sync_channel::<Receiver<Done>>(threads * AHEAD);
    // Not scoped: when the output is closed the program ends without waiting for more input.
    let reader = thread::spawn(move || read_lines(input, &to_workers, &to_writer));
    let jobs = Mutex::new(jobs);
    let bad = thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    // The lock is held only while waiting for a line, never while working on it.
                    let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((raw, mailbox)) = job else { break };
                    // The writer may have stopped: then nobody wants the line.
                    let _ = mailbox.send(finish(raw, &work));
                }
            });
        }
        let written = write_lines(&mailboxes, out);
        // Without its mailboxes the reader stops at its next line, and without the reader the workers.
        drop(mailboxes);
        if written.is_err() {
            *jobs.lock().unwrap_or_else(PoisonError::into_inner) = sync_channel(0).1;
        }
        written
    })?;
    reader.join().unwrap_or_else(|_| Err(io::Error::other("the reader stopped")))?;
    Ok(bad)
}

/// Hands out line after line until the input or the interest in it ends.
fn read_lines(
    mut input: impl BufRead,
    to_workers: &SyncSender<(Raw, SyncSender<Done>)>,
    to_writer: &SyncSender<Receiver<Done>>,
) -> io::Result<()> {
    for number in 1_u64.. {
        let mut line = Vec::new();
        if (&mut input).take(MOST_LINE as u64 + 1).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let raw = if line.len() > MOST_LINE && !line.ends_with(b"\n") {
            line = Vec::new();
            input.skip_until(b'\n')?;
            Err(format!("line {number} is longer than {MOST_LINE} bytes: give one article a line"))
        } else {
            Ok(line)
        };
        let (mailbox, done) = sync_channel(1);
        if to_writer.send(done).is_err() || to_workers.send((raw, mailbox)).is_err() {
            break;
        }
    }
    Ok(())
}

/// Writes what the mailboxes bring, in their order; each line is flushed, so that a reader sees it when it is ready.
fn write_lines(mailboxes: &Receiver<Receiver<Done>>, out: &mut impl Write) -> io::Result<usize> {
    let mut bad = 0;
    for mailbox in mailboxes {
        let (line, failed) = mailbox.recv().map_err(|_| io::Error::other("a worker stopped"))?;
        bad += usize::from(failed);
        out.write_all(line.as_bytes())?;
        out.flush()?;
    }
    Ok(bad)
}

/// One line from JSON to JSON. Whatever goes wrong becomes its `{"id", "error"}`.
fn finish<T: Serialize>(raw: Raw, work: &impl Fn(&Line) -> Result<T, String>) -> Done {
    let mut id = None;
    let result = || {
        let raw = raw?;
        let line = parse(&raw, &mut id)?;
        // A line must not stop the rest, not even by a fault of ours.
        let done = catch_unwind(AssertUnwindSafe(|| work(&line)));
        let value = done.unwrap_or_else(|_| Err("internal error: please report this article".into()))?;
        serde_json::to_string(&value).map(harmless).map_err(|it| it.to_string())
    };
    match result() {
        Ok(line) => (line + "\n", false),
        Err(error) => (harmless(format!("{{\"id\":{},\"error\":{}}}", json!(id), json!(error))) + "\n", true),
    }
}

/// Reads a line; its id is kept even where the rest does not fit.
fn parse(raw: &[u8], id: &mut Option<Id>) -> Result<Line, String> {
    #[derive(Deserialize)]
    struct OnlyId {
        id: Option<Id>,
    }
    if raw.trim_ascii().is_empty() {
        return Err("the line is empty".into());
    }
    let line: Result<Line, _> = serde_json::from_slice(raw);
    *id = match &line {
        Ok(line) => line.id.clone(),
        Err(_) => serde_json::from_slice::<OnlyId>(raw).ok().and_then(|it| it.id),
    };
    line.map_err(|it| format!("the line is not what is read here: {it}"))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn check(input: &[u8], expected: &str) {
        for threads in [1, 3] {
            let mut out = Vec::new();
            let work = |line: &Line| match line.text.as_deref() {
                Some("panic") => panic!("on purpose"),
                Some(text) => Ok(json!({"id": line.id, "text": text})),
                None => Err("no text".into()),
            };
            stream(Cursor::new(input.to_vec()), &mut out, threads, work).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }

    #[test]
    fn one_bad_line_does_not_stop_the_rest() {
        check(b"", "");
        check(br#"{"id":"a","text":"x","more":[1]}"#, "{\"id\":\"a\",\"text\":\"x\"}\n");
        check(b"{\"id\":7}\n{\"text\":\"y\"}\n", "{\"id\":7,\"error\":\"no text\"}\n{\"id\":null,\"text\":\"y\"}\n");
        check(
            b"\n{\"id\":\"p\",\"text\":\"panic\"}\n{\"text\":\"z\"}",
            concat!(
                "{\"id\":null,\"error\":\"the line is empty\"}\n",
                "{\"id\":\"p\",\"error\":\"internal error: please report this article\"}\n",
                "{\"id\":null,\"text\":\"z\"}\n"
            ),
        );
    }

    #[test]
    fn what_does_not_fit_keeps_its_id() {
        let mut id = None;
        assert!(parse(br#"{"id":"a","text":5}"#, &mut id).is_err());
        assert_eq!(id, Some(Id::Text("a".into())));
        assert!(parse(b"{\"id\":\"b\",\"text\":\"\xff\"}", &mut id).is_err());
    }

    #[test]
    fn the_order_is_kept() {
        let input: String = (0..500).map(|n| format!("{{\"id\":{n},\"text\":\"x\"}}\n")).collect();
        let mut out = Vec::new();
        let work = |line: &Line| {
            if let Some(Id::Number(n)) = line.id {
                thread::sleep(std::time::Duration::from_micros(u64::try_from(n % 7).unwrap() * 50));
            }
            Ok(json!(line.id))
        };
        stream(Cursor::new(input), &mut out, 4, work).unwrap();
        let expected: String = (0..500).map(|n| format!("{n}\n")).collect();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn a_closed_output_ends_it() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        // An input without end.
        let input = io::BufReader::new(Endless);
        let failed = stream(input, &mut Closed, 2, |line| Ok(json!(line.id))).unwrap_err();
        assert_eq!(failed.kind(), io::ErrorKind::BrokenPipe);
    }

    struct Endless;
    impl io::Read for Endless {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let line = b"{\"text\":\"x\"}\n";
            let n = line.len().min(into.len());
            into[..n].copy_from_slice(&line[..n]);
            Ok(n)
        }
    }
}

//! The conversation: a line is read, done, and its answer waited for, until there are no more lines.

use std::future::Future;
use std::io;
use std::pin::pin;
use std::time::Duration;

use async_trait::async_trait;
use desk::command::Known;
use desk::event::{Acknowledgement, Actor, Event, Invocation, What};
use desk::place::{Destination, Place};
use engine::recipe::Recipes;
use engine::render::clean::clean;
use tokio::time::{Instant, sleep};

use crate::files;
use crate::input::Lines;
use crate::line::{Meant, meant};
use crate::platform::Console;

/// How long a person looks at nothing before they are told that we are at work.
const AT_WORK_AFTER: Duration = Duration::from_millis(700);
/// How long a person waits for one answer before they may type on.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long is waited for the last answers when a pipe has ended: longer than any fetch may take.
const LAST_PATIENCE: Duration = Duration::from_secs(150);
/// How often is looked whether all is answered.
const LOOK: Duration = Duration::from_millis(15);

/// The desk, as the console sees it.
#[async_trait]
pub trait Desk: Send + Sync {
    /// Records an event.
    async fn accept(&self, event: Event) -> Acknowledgement;
    /// Whether all that was said in a place is answered.
    async fn is_quiet(&self, place: &Place) -> bool;
    /// What a thread is about.
    async fn about(&self, thread: &Destination) -> Option<String>;
}

/// How a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// No more lines, or goodbye; everything is answered.
    Done,
    /// No more lines, and something was still unanswered.
    Unanswered,
    /// We were told to stop, perhaps in the middle of a line.
    Stopped,
}

/// Talks until there are no more lines or `stop` comes.
///
/// # Errors
/// When lines can't be read.
pub async fn talk(
    console: &Console,
    desk: &dyn Desk,
    recipes: &Recipes,
    mut lines: Box<dyn Lines>,
    stop: impl Future<Output = ()>,
) -> io::Result<Ending> {
    let mut stop = pin!(stop);
    let talk = Talk { console, desk, known: Known { recipes, prefix: "/" } };
    let mut count = 0;
    let mut article: Option<(Option<String>, String)> = None;
    loop {
        let prompt = match (&article, console.number()) {
            (Some(_), _) => "article> ".to_owned(),
            (None, Some(number)) => format!("thread {number}> "),
            (None, None) => "newsdesk> ".to_owned(),
        };
        let reading = tokio::task::spawn_blocking(move || {
            let read = lines.read(&prompt);
            (lines, read)
        });
        let (back, read) = tokio::select! {
            read = reading => read.map_err(io::Error::other)?,
            () = &mut stop => return Ok(Ending::Stopped),
        };
        lines = back;
        let line = read?;
        let ended = line.is_none();
        // The lines of an article are taken as they are, up to a dot that stands alone.
        let pasted = match (article.take(), &line) {
            (Some((recipe, mut text)), Some(line)) if line.trim() != "." => {
                text.push_str(line);
                text.push('\n');
                article = Some((recipe, text));
                continue;
            }
            (pasted, _) => pasted,
        };
        let typed = match (&pasted, line) {
            (Some(_), _) => Some(Meant::Nothing),
            (None, line) => line.map(|it| meant(&it, console.number().is_some(), &talk.known)),
        };
        let quit = matches!(typed, None | Some(Meant::Quit));
        count += 1;
        let waits = match typed {
            _ if pasted.is_some() => talk.send(What::Command(brief(pasted)), count).await,
            Some(Meant::Paste(recipe)) => {
                if console.screen.is_terminal() {
                    console.screen.aside("Paste the article; end it with a line that holds only a dot. (A link or a file: /brief https://…, /brief ./file)");
                }
                article = Some((recipe, String::new()));
                false
            }
            Some(meant) => talk.does(meant, count).await,
            None => false,
        };
        let patience = if ended || quit { LAST_PATIENCE } else { PATIENCE };
        let quiet = tokio::select! {
            quiet = talk.answered(waits || ended, patience) => quiet,
            () = &mut stop => return Ok(Ending::Stopped),
        };
        if ended || quit {
            return Ok(if quiet { Ending::Done } else { Ending::Unanswered });
        }
        if !quiet {
            console.screen.aside("Still at work; the answer will appear here.");
        }
    }
}

/// The command that a pasted article is.
fn brief(pasted: Option<(Option<String>, String)>) -> Invocation {
    let (recipe, text) = pasted.unwrap_or_default();
    let given = [("text", Some(text)), ("recipe", recipe)];
    let arguments = given.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
    Invocation { path: vec!["brief".to_owned()], arguments, files: Vec::new() }
}

struct Talk<'a> {
    console: &'a Console,
    desk: &'a dyn Desk,
    known: Known<'a>,
}

impl Talk<'_> {
    /// Does what a line means; whether there is an answer to wait for.
    async fn does(&self, meant: Meant, count: usize) -> bool {
        let screen = &self.console.screen;
        match meant {
            Meant::Nothing | Meant::Quit | Meant::Paste(_) => false,
            Meant::Back => {
                if !self.console.leave() {
                    screen.aside("You are in no thread.");
                }
                false
            }
            Meant::Threads | Meant::Enter(None) => {
                self.list().await;
                false
            }
            Meant::Enter(Some(number)) => {
                match self.console.enter(number) {
                    Some(thread) => {
                        let name = self.name(&thread).await;
                        screen.aside(&format!(
                            "Thread {number}: {name}. Ask about it; /evidence C1 shows a sentence; /back leaves."
                        ));
                    }
                    None => screen.aside(&format!("There is no thread {number}. /threads lists them.")),
                }
                false
            }
            Meant::Command(line) => match files::attached(&line) {
                Ok((line, files)) => self.send(What::Typed { line, files }, count).await,
                Err(said) => {
                    screen.aside(&said);
                    false
                }
            },
            Meant::Said(text) => {
                let said = What::Said { text, addressed: true, to_another: false, replies_to: None };
                self.send(said, count).await
            }
        }
    }

    async fn list(&self) {
        let threads = self.console.threads();
        if threads.is_empty() {
            self.console
                .screen
                .aside("There are no threads yet: each digest has one. Try /brief with a link or a file.");
        }
        for (n, (thread, _)) in threads.iter().enumerate() {
            let name = self.name(thread).await;
            self.console.screen.show(&format!("{}. {name}\n", n + 1));
        }
    }

    async fn name(&self, thread: &Destination) -> String {
        let own = self.console.threads().into_iter().find(|it| it.0 == *thread).and_then(|it| it.1);
        let name = match own {
            Some(name) => Some(name),
            None => self.desk.about(thread).await,
        };
        name.map(|it| clean(&it)).filter(|it| !it.is_empty()).unwrap_or_else(|| "(nothing is kept of it)".to_owned())
    }

    async fn send(&self, what: What, count: usize) -> bool {
        let now = self.console.clock.now();
        let name = std::env::var_os("USER").map(|it| it.to_string_lossy().into_owned()).filter(|it| !it.is_empty());
        let event = Event {
            native: format!("{}-{count}", now.timestamp_micros()),
            at: self.console.here(),
            when: now,
            actor: Actor {
                id: "you".to_owned(),
                name: name.unwrap_or_else(|| "you".to_owned()),
                manager: true,
                ..Actor::default()
            },
            message: None,
            reply: None,
            direct: false,
            encrypted: false,
            what,
        };
        match self.desk.accept(event).await {
            Acknowledgement::New => true,
            Acknowledgement::Seen => false,
            Acknowledgement::Refused(said) => {
                self.console.screen.aside(said.as_deref().unwrap_or("That will not be done."));
                false
            }
        }
    }

    /// Waits until all is answered; whether it is.
    async fn answered(&self, waits: bool, patience: Duration) -> bool {
        if !waits {
            return true;
        }
        let began = Instant::now();
        let place = Console::place();
        loop {
            if self.desk.is_quiet(&place).await {
                self.console.screen.passed();
                return true;
            }
            let waited = began.elapsed();
            if waited >= patience {
                self.console.screen.passed();
                return false;
            }
            if waited >= AT_WORK_AFTER {
                self.console.screen.passing("…");
            }
            sleep(LOOK).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use desk::fake::clock::FakeClock;
    use desk::ports::chat::{Attempt, ChatPlatform as _};
    use desk::say;
    use engine::render::terminal::Style;

    use super::*;
    use crate::input::Piped;
    use crate::screen::Screen;

    /// What was shown, to be looked at.
    #[derive(Clone, Default)]
    struct Shown(Arc<Mutex<Vec<u8>>>);

    impl Write for Shown {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// A desk that says what it was told; what is briefed gets a thread.
    struct Parrot(Arc<Console>);

    #[async_trait]
    impl Desk for Parrot {
        async fn accept(&self, event: Event) -> Acknowledgement {
            let attempt =
                |key: &str| Attempt { key: format!("{}/{key}", event.native), revision: 0, first_tried: event.when };
            let words = match &event.what {
                What::Typed { line, files } => format!("Command {line} with {} files", files.len()),
                What::Command(it) => format!("Command {it:?}"),
                What::Said { text, .. } if text == "no" => return Acknowledgement::Refused(Some("Not now.".into())),
                What::Said { text, .. } => format!("Said {text}"),
                other => format!("{other:?}"),
            };
            let post = say::said([words.as_str()]);
            let message = self.0.post(&event.at, &post, &attempt("post")).await.unwrap();
            // The same key shows nothing twice.
            assert_eq!(self.0.post(&event.at, &post, &attempt("post")).await.unwrap(), message);
            if words.starts_with("Command brief http") {
                let thread = self.0.open_thread(&message, "A bridge\u{1b}[31m reopens").await.unwrap();
                assert_eq!(self.0.open_thread(&message, "A bridge reopens").await.unwrap(), thread);
                self.0.post(&thread, &say::said(["Ask me."]), &attempt("first")).await.unwrap();
            }
            Acknowledgement::New
        }

        async fn is_quiet(&self, _: &Place) -> bool {
            true
        }

        async fn about(&self, _: &Destination) -> Option<String> {
            None
        }
    }

    /// What `lines` come to.
    async fn talked(lines: &str) -> String {
        let shown = Shown::default();
        let screen = Screen::to(shown.clone(), false, || Style { width: None, colour: false });
        let clock = Arc::new(FakeClock::at("2026-11-24T08:00:00Z"));
        let console = Arc::new(Console::new(clock, screen, None).unwrap());
        let parrot = Parrot(Arc::clone(&console));
        let lines = Box::new(Piped(io::Cursor::new(lines.to_owned().into_bytes())));
        let never = std::future::pending();
        let ending = talk(&console, &parrot, &Recipes::embedded().unwrap(), lines, never).await.unwrap();
        assert_eq!(ending, Ending::Done);
        let bytes = shown.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[tokio::test]
    async fn threads_are_entered_and_left() {
        let shown =
            talked("/brief https://example.org/a\nthreads\n/thread 1\nWho says so?\n/back\n/back\n/thread 7\nno\n")
                .await;
        let expected = "
Command brief https://example.org/a with 0 files

Thread 1: A bridge reopens. To ask about it, enter it: /thread 1

  1 | Ask me.
1. A bridge reopens
Thread 1: A bridge reopens. Ask about it; /evidence C1 shows a sentence; /back leaves.

Said Who says so?
You are in no thread.
There is no thread 7. /threads lists them.
Not now.
";
        assert_eq!(shown, expected);
    }

    #[tokio::test]
    async fn an_article_ends_with_a_dot() {
        let check = async |lines: &str, expected: &str| {
            let shown = talked(lines).await;
            assert!(shown.replace('\n', " ").contains(expected), "{lines}: {shown}");
        };
        check("/brief\nA bridge.\n\n/thread 1 is text\n.\n/quit\nnever\n", "A bridge.\\n\\n/thread 1 is text\\n").await;
        check("/brief recipe=flash\nA bridge.", "\"recipe\": \"flash\", \"text\": \"A bridge.\\n\"").await;
        assert!(!talked("/quit\nWho?\n").await.contains("Who"));
        assert_eq!(talked("").await, "");
    }
}

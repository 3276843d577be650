//! `newsdesk chat`: the desk with a terminal for a platform.

use std::io::{self, BufReader, IsTerminal as _};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use console::input::{AsFound, Keyboard, Lines, Piped};
use console::platform::Console;
use console::screen::Screen;
use console::session::{Ending, talk};
use desk::delivery::State;
use desk::event::{Acknowledgement, Event};
use desk::newsroom::Newsroom;
use desk::place::{Destination, Place, Scope};
use desk::policy::Policy;
use desk::ports::chat::{ChatPlatform, Quota};
use desk::work::Desk;
use engine::render::terminal::Style;
use tokio::runtime::Builder;
use tokio::sync::watch;
use web::Web;
use web::config::Config;

use super::Setup;
use super::keep::failed;
use crate::arguments::Chat;
use crate::clock::SystemClock;
use crate::data::Folder;
use crate::failure::Failure;
use crate::output;

/// How long what is under way may take once we are told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// What a person at a keyboard sees first.
const WELCOME: &str =
    "Newsdesk. Give me an article: /brief with a link, a file or pasted text. /help lists all commands, /quit leaves.";

pub(super) fn run(arguments: Chat, setup: Setup) -> Result<(), Failure> {
    #[cfg(debug_assertions)]
    crate::drill::set_up();
    let _as_found = AsFound::remember();
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let ending = runtime.block_on(chat(&arguments, setup));
    // A keyboard that is still being read must not keep the program from ending.
    runtime.shutdown_background();
    match ending? {
        Ending::Done | Ending::Stopped => Ok(()),
        Ending::Unanswered => Err(Failure::Desk(
            "something was not answered in time; it is answered at the next start, unless --temporary was given".into(),
        )),
    }
}

async fn chat(arguments: &Chat, setup: Setup) -> Result<Ending, Failure> {
    let folder = if arguments.temporary { None } else { Some(Folder::of(&arguments.data)?) };
    if let Some(folder) = &folder {
        folder.make()?;
    }
    let store = match &folder {
        Some(folder) => store::open(folder.database()).await,
        None => store::open_in_memory().await,
    };
    let store = Arc::new(store.map_err(failed)?);
    let clock = Arc::new(SystemClock);
    let typed = io::stdin().is_terminal();
    let style = || {
        let output::Screen { width, colour } = output::screen();
        Style { width, colour }
    };
    let screen = Screen::new(typed && io::stdout().is_terminal(), style);
    let lines: Box<dyn Lines> = if typed {
        let mut keyboard = Keyboard::new(folder.as_ref().map(Folder::history).as_deref(), style().colour)?;
        if let Some(printer) = keyboard.printer() {
            screen.beside(printer);
        }
        screen.aside(WELCOME);
        Box::new(keyboard)
    } else {
        Box::new(Piped(BufReader::new(io::stdin())))
    };
    let console = Arc::new(Console::new(clock.clone(), screen, folder.as_ref().map(Folder::transcript).as_deref())?);
    let config = Config {
        contact: arguments.contact.clone(),
        internal_hosts: arguments.allow_host.clone(),
        ..Config::default()
    };
    let web = Web::new(config).map_err(|it| Failure::Usage(it.to_string()))?;
    let web = Arc::new(web.with_documents(crate::files::documents()));
    let platform: Arc<dyn ChatPlatform> = console.clone();
    let room = Newsroom::new(clock, store, web, [platform], setup.recipes, policy());
    let seat = Seat(Desk::new(room));
    let (stop, stopped) = watch::channel(false);
    let work = seat.0.run(stopped, GRACE);
    let talking = async {
        let recipes = Arc::clone(&seat.0.room.recipes);
        let ending = talk(&console, &seat, &recipes, lines, asked_to_stop()).await;
        // Nobody waits for it any more when the desk is gone already.
        let _ = stop.send(true);
        ending
    };
    let (ending, ()) = tokio::join!(talking, work);
    Ok(ending?)
}

/// Whoever sits at the terminal is the only one there: the time zone is the machine's, and nobody is told to be patient.
fn policy() -> Policy {
    let free = Quota { burst: 1000, period: Duration::from_millis(1) };
    let zone = iana_time_zone::get_timezone().ok().and_then(|it| it.parse().ok());
    let policy = Policy { per_person: free, per_place: free, per_thread: free, ..Policy::default() };
    Policy { zone: zone.unwrap_or(policy.zone), ..policy }
}

/// Until the machine wants us to end.
async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (Ok(mut term), Ok(mut hang_up)) = (signal(SignalKind::terminate()), signal(SignalKind::hangup())) else {
            return std::future::pending().await;
        };
        tokio::select! {
            _ = term.recv() => {}
            _ = hang_up.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    }
    #[cfg(not(unix))]
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}

/// The desk as the console sees it.
struct Seat(Arc<Desk>);

#[async_trait]
impl console::session::Desk for Seat {
    async fn accept(&self, event: Event) -> Acknowledgement {
        self.0.receive(&event).await
    }

    async fn is_quiet(&self, place: &Place) -> bool {
        let store = &self.0.room.store;
        let Ok(waiting) = store.waiting(0, 100).await else { return true };
        if waiting.iter().any(|it| it.1.at.place == *place) {
            return false;
        }
        let states = [State::Queued, State::Sending];
        let Ok(owed) = store.deliveries(Scope::Place(place), &states, 100).await else { return true };
        // What is owed later isn't an answer.
        let now = self.0.room.clock.now();
        !owed.iter().any(|it| it.delivery.not_before <= now && it.again.is_none_or(|at| at <= now))
    }

    async fn about(&self, thread: &Destination) -> Option<String> {
        let told = self.0.room.store.told_in(thread).await.ok()?;
        Some(told.first()?.headline.clone())
    }
}

//! From a command's arguments to a request: every value is checked by its kind, whoever took the line apart.

use engine::recipe::RecipeError;
use url::Url;

use super::declared::{Command, Kind, Opt};
use super::request::{
    FeedRef, FeedRequest, Given, Id, IdOrAddress, Plan, Request, ScheduleRequest, WatchRequest, Whose,
};
use super::value::{days, flag, id, link, list, nearest, time, zone};
use super::{Known, help};
use crate::event::{AttachmentRef, Invocation};
use crate::newsroom::Trouble;
use crate::settings;

/// A text that is shorter than this and has one line is no pasted article: somebody wrote something beside a link.
const SHORTEST_ARTICLE: usize = 120;
/// Words beside a link up to this length are a remark, not another article.
const LONGEST_REMARK: usize = 300;

/// What is asked for.
pub(super) fn request(command: &'static Command, given: &Invocation, known: &Known<'_>) -> Result<Request, Trouble> {
    let given = Arguments { command, given, known };
    given.bounds()?;
    let it = &given;
    Ok(match command.path {
        ["brief"] => Request::Brief { what: it.article()?, recipe: it.recipe()? },
        ["ask"] => Request::Ask { question: it.must("question")?.to_owned(), about: it.id("about")? },
        ["evidence"] => Request::Evidence(it.must("id").and_then(|_| Ok(it.id("id")?.unwrap_or_default()))?),
        ["refresh"] => Request::Refresh(it.id("id")?.unwrap_or_default()),
        ["remove"] => Request::Remove(it.id("id")?.unwrap_or_default()),
        ["retract"] => Request::Retract { what: it.id_or_address("what")?, reason: it.must("reason")?.to_owned() },
        ["correct"] => Request::Correct { what: it.id_or_address("what")?, note: it.must("note")?.to_owned() },
        ["feed", _] => Request::Feed(it.feed()?),
        ["schedule", _] => Request::Schedule(it.schedule()?),
        ["watch", _] => Request::Watch(it.watch()?),
        ["status"] => Request::Status,
        ["settings"] => it.settings()?,
        ["forget", "me"] => Request::Forget(Whose::Mine),
        ["forget", _] => match it.flag("sure")? {
            Some(true) => Request::Forget(Whose::Channel),
            _ => return Err(it.wrong("sure", "nothing is erased without a yes.")),
        },
        _ => Request::Help(
            it.text("command")
                .unwrap_or_default()
                .split_whitespace()
                .map(|it| it.trim_start_matches(['/', '!']).to_lowercase())
                .collect(),
        ),
    })
}

struct Arguments<'a> {
    command: &'static Command,
    given: &'a Invocation,
    known: &'a Known<'a>,
}

impl Arguments<'_> {
    fn wrong(&self, option: &str, said: &str) -> Trouble {
        help::trouble(self.command, &format!("{option}: {said}"), self.known.prefix)
    }

    /// No option that there isn't, none that is too long.
    fn bounds(&self) -> Result<(), Trouble> {
        for (name, value) in &self.given.arguments {
            let Some(option) = self.command.options.iter().find(|it| it.name == name) else {
                return Err(self.wrong(&link::shown(name), "there is no such option."));
            };
            let long = value.chars().count();
            if option.longest > 0 && long > option.longest {
                let said = format!("at most {} characters; this has {long}.", option.longest);
                return Err(self.wrong(option.name, &said));
            }
        }
        Ok(())
    }

    /// What was given for an option, if anything was.
    fn text(&self, name: &str) -> Option<&str> {
        self.given.arguments.get(name).map(|it| it.trim()).filter(|it| !it.is_empty())
    }

    fn must(&self, name: &str) -> Result<&str, Trouble> {
        let help = || self.command.options.iter().find(|it| it.name == name).map_or("", |it: &Opt| it.help);
        self.text(name).ok_or_else(|| self.wrong(name, &format!("missing. {}.", help())))
    }

    fn link(&self, name: &str, text: &str) -> Result<Url, Trouble> {
        link::link(text).map_err(|it| self.wrong(name, &it))
    }

    fn file(&self) -> Option<&AttachmentRef> {
        self.given.files.first()
    }

    /// A link, a text or a file: one of them.
    fn article(&self) -> Result<Given, Trouble> {
        let text = self.text("text");
        if self.given.files.len() > 1 {
            return Err(self.wrong("file", "one file at a time."));
        }
        let remark = |it: &&str| it.chars().count() <= LONGEST_REMARK;
        match (self.text("link"), self.file(), text) {
            (Some(_), Some(_), _) => Err(self.wrong("file", "give a link or a file, not both.")),
            (Some(_), None, Some(text)) if !remark(&text) => {
                Err(self.wrong("text", "give a link or a text, not both."))
            }
            (Some(link), None, _) => Ok(Given::Link(self.link("link", link)?)),
            (None, Some(file), text) if text.as_ref().is_none_or(remark) => Ok(Given::File(file.clone())),
            (None, Some(_), _) => Err(self.wrong("text", "give a file or a text, not both.")),
            (None, None, Some(text)) => self.pasted(text),
            (None, None, None) => Err(self.wrong("link", "give a link, paste a text, or send a file along.")),
        }
    }

    /// A pasted article; or a few words around a link.
    fn pasted(&self, text: &str) -> Result<Given, Trouble> {
        if text.chars().count() <= LONGEST_REMARK {
            let mut links = text.split_whitespace().filter(|it| link::has_scheme(it));
            if let (Some(only), None) = (links.next(), links.next()) {
                return Ok(Given::Link(self.link("link", only)?));
            }
        }
        let short = text.chars().count() < SHORTEST_ARTICLE && !text.contains('\n');
        if short {
            let said = format!("\"{}\" is no link, and too short for an article.", link::shown(text));
            return Err(self.wrong("text", &said));
        }
        Ok(Given::Text(text.to_owned()))
    }

    fn recipe(&self) -> Result<Option<String>, Trouble> {
        let Some(name) = self.text("recipe") else { return Ok(None) };
        let low = name.to_lowercase();
        match self.known.recipes.named(&low) {
            Ok(it) => Ok(Some(it.name.clone())),
            Err(RecipeError::Unknown { known, .. }) => {
                let said = format!("there is no recipe \"{}\": choose one of {known}.", link::shown(name));
                Err(self.wrong("recipe", &said))
            }
            Err(it) => Err(self.wrong("recipe", &it.to_string())),
        }
    }

    fn flag(&self, name: &str) -> Result<Option<bool>, Trouble> {
        let Some(text) = self.text(name) else { return Ok(None) };
        match flag(text) {
            Some(it) => Ok(Some(it)),
            None => Err(self.wrong(name, &format!("\"{}\" is neither yes nor no.", link::shown(text)))),
        }
    }

    fn id(&self, name: &str) -> Result<Option<Id>, Trouble> {
        let Some(text) = self.text(name) else { return Ok(None) };
        match id::id(text) {
            Some(it) => Ok(Some(it)),
            None => Err(self.wrong(name, &format!("\"{}\" is no id; {}.", link::shown(text), id::HOW))),
        }
    }

    fn id_or_address(&self, name: &str) -> Result<IdOrAddress, Trouble> {
        let text = self.must(name)?;
        if let Some(it) = id::id(text) {
            return Ok(IdOrAddress::Id(it));
        }
        if link::has_scheme(text) || link::looks_bare(text) {
            return Ok(IdOrAddress::Address(self.link(name, text)?));
        }
        let said = format!("\"{}\" is neither an id nor an address; {}.", link::shown(text), id::HOW);
        Err(self.wrong(name, &said))
    }

    /// The id of a schedule or watch: `letter` and a number, which may be left alone.
    fn counted(&self, name: &str, letter: char) -> Result<String, Trouble> {
        let text = self.must(name)?.to_lowercase();
        let number = text.strip_prefix(letter).unwrap_or(&text).trim_start_matches('0');
        if number.is_empty() || number.len() > 6 || !number.bytes().all(|it| it.is_ascii_digit()) {
            return Err(
                self.wrong(name, &format!("\"{}\" is none; they are called {letter}1, {letter}2.", link::shown(&text)))
            );
        }
        Ok(format!("{letter}{number}"))
    }

    fn feed(&self) -> Result<FeedRequest, Trouble> {
        let feed = || Ok::<_, Trouble>(FeedRef(self.must("feed")?.to_owned()));
        Ok(match self.command.path {
            [_, "add"] => FeedRequest::Add {
                address: self.link("address", self.must("address")?)?,
                name: self.text("name").map(str::to_owned),
            },
            [_, "remove"] => FeedRequest::Remove(feed()?),
            [_, "pause"] => FeedRequest::Pause(feed()?),
            [_, "resume"] => FeedRequest::Resume(feed()?),
            [_, "import"] => FeedRequest::Import(
                self.file().cloned().ok_or_else(|| self.wrong("file", "missing. Send the OPML file along."))?,
            ),
            [_, "export"] => FeedRequest::Export,
            _ => FeedRequest::List,
        })
    }

    fn schedule(&self) -> Result<ScheduleRequest, Trouble> {
        // Where there is one alone, it need not be named.
        let id = || self.text("id").map_or_else(|| Ok(String::new()), |_| self.counted("id", 's'));
        Ok(match self.command.path {
            [_, "add"] => {
                self.must("time")?;
                ScheduleRequest::Add(Box::new(self.plan()?))
            }
            [_, "edit"] => {
                let (id, plan) = (id()?, self.plan()?);
                if plan == Plan::default() {
                    return Err(self.wrong("id", "say what is to change: its time, days, feeds."));
                }
                ScheduleRequest::Edit { id, plan: Box::new(plan) }
            }
            [_, "remove"] => ScheduleRequest::Remove(id()?),
            [_, "pause"] => ScheduleRequest::Pause(id()?),
            [_, "resume"] => ScheduleRequest::Resume(id()?),
            [_, "preview"] => ScheduleRequest::Preview(id()?),
            [_, "now"] => ScheduleRequest::Now(id()?),
            _ => ScheduleRequest::List,
        })
    }

    fn plan(&self) -> Result<Plan, Trouble> {
        let unread = |name: &str, text: &str, what: &str, how: &str| {
            self.wrong(name, &format!("\"{}\" is no {what}; {how}.", link::shown(text)))
        };
        let time = match self.text("time") {
            Some(it) => Some(time::time(it).ok_or_else(|| unread("time", it, "time of day", time::HOW))?),
            None => None,
        };
        let days = match self.text("days") {
            Some(it) => Some(days::days(it).ok_or_else(|| unread("days", it, "day of the week", days::HOW))?),
            None => None,
        };
        let zone = self.text("zone").map(zone::zone).transpose().map_err(|it| self.wrong("zone", &it))?;
        let most = match self.text("most") {
            Some(it) => Some(self.number("most", it)?),
            None => None,
        };
        // "all" takes a choice back.
        let chosen =
            |name: &str| self.text(name).map(|it| if it.eq_ignore_ascii_case("all") { Vec::new() } else { list(it) });
        Ok(Plan {
            time,
            days,
            zone,
            feeds: chosen("feeds").map(|it| it.into_iter().map(FeedRef).collect()),
            topics: chosen("topics"),
            recipe: self.recipe()?,
            most,
            silent: self.flag("silent")?,
        })
    }

    fn number(&self, name: &str, text: &str) -> Result<usize, Trouble> {
        let kind = self.command.options.iter().find(|it| it.name == name).map(|it| it.kind);
        let Some(Kind::Number(least, most)) = kind else { return Err(self.wrong(name, "takes no number.")) };
        let number = text.parse::<usize>().ok().filter(|it| (least..=most).contains(it));
        number
            .ok_or_else(|| self.wrong(name, &format!("\"{}\" is no number from {least} to {most}.", link::shown(text))))
    }

    fn watch(&self) -> Result<WatchRequest, Trouble> {
        Ok(match self.command.path {
            [_, "add"] => WatchRequest::Add(self.must("words")?.to_owned()),
            [_, "remove"] => WatchRequest::Remove(self.counted("id", 'w')?),
            [_, "why"] => WatchRequest::Why { watch: self.counted("id", 'w')?, what: self.id_or_address("what")? },
            _ => WatchRequest::List,
        })
    }

    fn settings(&self) -> Result<Request, Trouble> {
        let Some(name) = self.text("name").map(|it| it.to_lowercase().replace('-', "_")) else {
            return match self.text("value") {
                Some(_) => Err(self.wrong("name", "which setting?")),
                None => Ok(Request::Settings { name: None, value: None }),
            };
        };
        let Some(setting) = settings::named(&name) else {
            let near = nearest(&name, settings::NAMES.iter().copied());
            let meant = near.first().map_or_else(
                || format!("there are: {}", settings::NAMES.join(", ")),
                |it| format!("did you mean {it}?"),
            );
            return Err(self.wrong("name", &format!("there is no setting \"{}\"; {meant}", link::shown(&name))));
        };
        let value = match self.text("value") {
            None => None,
            Some(it) if it.eq_ignore_ascii_case("default") => Some("default".to_owned()),
            Some(it) => Some(setting.read(it, self.known.recipes).map_err(|it| self.wrong(setting.name, &it))?),
        };
        Ok(Request::Settings { name: Some(name), value })
    }
}

#[cfg(test)]
mod tests {
    use engine::recipe::Recipes;

    use super::*;
    use crate::command::declared::COMMANDS;
    use crate::command::{taken_apart, typed};

    fn file() -> AttachmentRef {
        AttachmentRef { handle: "1".into(), name: "a.txt".into(), kind: None, size: None }
    }

    fn asked(line: &str, files: &[AttachmentRef]) -> Result<Request, String> {
        let recipes = Recipes::embedded().unwrap();
        typed(line, files, &Known { recipes: &recipes, prefix: "/" }).map(|it| it.request).map_err(|it| it.to_string())
    }

    #[test]
    fn every_example_works() {
        for command in COMMANDS {
            for example in command.examples {
                let files = if command.path == ["feed", "import"] { vec![file()] } else { Vec::new() };
                assert!(asked(example, &files).is_ok(), "{example}: {:?}", asked(example, &files));
            }
        }
    }

    #[test]
    fn articles() {
        let check = |line: &str, files: &[AttachmentRef], expected: &str| {
            let shown = match asked(line, files) {
                Ok(Request::Brief { what: Given::Link(it), recipe }) => format!("link {it} {recipe:?}"),
                Ok(Request::Brief { what: Given::Text(it), .. }) => format!("text {}", it.len()),
                Ok(Request::Brief { what: Given::File(it), .. }) => format!("file {}", it.name),
                other => format!("{other:?}"),
            };
            assert!(shown.contains(expected), "{line}: {shown}");
        };
        let article = format!("brief {}", "The bridge reopened on Monday. ".repeat(20));
        check("brief https://example.org/a flash", &[], "link https://example.org/a Some(\"flash\")");
        check("brief https://example.org/a please", &[], "link https://example.org/a None");
        check("brief look at this: https://example.org/a thanks", &[], "link https://example.org/a");
        check(&article, &[], "text 619");
        check("brief", &[file()], "file a.txt");
        check("", &[file()], "file a.txt");
        check("brief have a look", &[file()], "file a.txt");
        check("brief https://example.org/a", &[file()], "a link or a file, not both");
        check(&format!("brief https://example.org/a {article}"), &[], "a link or a text, not both");
        check("brief", &[], "give a link, paste a text");
        check("brief ", &[file(), file()], "one file at a time");
        check("brief latest", &[], "is no link, and too short");
        check("brief https://example.org/a recipe=brunch", &[], "choose one of flash, standard, deep");
        check("brief ftp://example.org/a", &[], "too short");
    }

    #[test]
    fn errors_name_the_argument_and_show_an_example() {
        let check = |line: &str, expected: &str| assert_eq!(asked(line, &[]).unwrap_err(), expected, "{line}");
        check(
            "schedule add 25:00",
            "time: \"25:00\" is no time of day; write it like 08:00 or 8 pm. Example: /schedule add 08:00 Europe/Kyiv weekdays",
        );
        check(
            "schedule add",
            "time: missing. Local time, such as 08:00 or 8 pm. Example: /schedule add 08:00 Europe/Kyiv weekdays",
        );
        check(
            "schedule add 8am EST",
            "zone: \"EST\" can mean several zones, and doesn't say when the clocks change; did you mean America/New_York, \
             America/Toronto or America/Panama? Example: /schedule add 08:00 Europe/Kyiv weekdays",
        );
        check(
            "schedule add 8am most=99",
            "most: \"99\" is no number from 1 to 20. Example: /schedule add 08:00 Europe/Kyiv weekdays",
        );
        check(
            "evidence the-first",
            "id: \"the-first\" is no id; ids look like k7f2, k7f2.C3, or C3 in a digest's thread. Example: /evidence C3",
        );
        check("forget channel", "sure: nothing is erased without a yes. Example: /forget channel sure=yes");
        check("ask", "question: missing. The question. Example: /ask Who signed the agreement?");
        check("feed import", "file: missing. Send the OPML file along. Example: /feed import");
        check("watch remove x9", "id: \"x9\" is none; they are called w1, w2. Example: /watch remove w1");
        check(
            "settings folow_ups",
            "name: there is no setting \"folow_ups\"; did you mean follow_ups? Example: /settings",
        );
    }

    #[test]
    fn what_platforms_took_apart_is_checked_too() {
        let recipes = Recipes::embedded().unwrap();
        let known = Known { recipes: &recipes, prefix: "/" };
        let check = |path: &[&str], arguments: &[(&str, &str)], expected: &str| {
            let own = |it: &&str| (*it).to_owned();
            let arguments = arguments.iter().map(|(name, value)| (own(name), own(value))).collect();
            let invocation = Invocation { path: path.iter().map(own).collect(), arguments, files: Vec::new() };
            let shown = format!("{:?}", taken_apart(&invocation, &known).map(|it| it.request));
            assert!(shown.contains(expected), "{shown}");
        };
        check(&["evidence"], &[("id", "k7f2.c3")], "item: Some(\"C3\")");
        check(&["evidence"], &[("claim", "C3")], "claim: there is no such option");
        check(&["ask"], &[("question", &"x".repeat(501))], "at most 500 characters; this has 501");
        check(&["ask"], &[("question", " ")], "question: missing");
        check(&["nothing"], &[], "There is no command");
        check(&[], &[], "There is no command");
        check(&["settings"], &[("name", "zone"), ("value", "kiev")], "value: Some(\"Europe/Kyiv\")");
        check(&["schedule", "edit"], &[("id", "2")], "say what is to change");
        check(&["schedule", "preview"], &[("id", "S2")], "Preview(\"s2\")");
    }
}

//! The commands: their names, options, rights and examples. To add one, add it here and to `request.rs` and `check.rs`.

use crate::settings;

/// A command.
#[derive(Debug, PartialEq, Eq)]
pub struct Command {
    /// `["feed", "add"]`: one word or two.
    pub path: &'static [&'static str],
    /// What it does, in at most 100 characters: Discord takes no more.
    pub help: &'static str,
    /// What it can be given, the required ones first; typed ones are recognised in this order.
    pub options: &'static [Opt],
    /// Who may.
    pub right: Right,
    /// Whether the answer is for the asker alone, where the platform can do that.
    pub private: bool,
    /// As they are typed, without prefix. Each is a command that works.
    pub examples: &'static [&'static str],
}

/// An option of a command.
#[derive(Debug, PartialEq, Eq)]
pub struct Opt {
    /// Its name: `^[-_a-z0-9]{1,32}$`.
    pub name: &'static str,
    /// What it is, in at most 100 characters.
    pub help: &'static str,
    /// What can be given.
    pub kind: Kind,
    /// Whether the command is nothing without it.
    pub required: bool,
    /// All that can be given, when these are few and known; at most 25.
    pub choices: &'static [&'static str],
    /// Characters at most; 0 leaves it to the policy.
    pub longest: usize,
}

/// What an option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An http or https address.
    Link,
    /// Free text: takes the rest of a typed line.
    Text,
    /// Words of a watch: the rest of the line, its quotation marks kept.
    Query,
    /// A file that comes with the command.
    File,
    /// The name of a recipe.
    Recipe,
    /// A time of day.
    Time,
    /// Days of the week.
    Days,
    /// An IANA time zone.
    Zone,
    /// A number within these bounds.
    Number(usize, usize),
    /// Yes or no.
    Flag,
    /// A digest or something in it: "k7f2", "k7f2.C3", "C3".
    Id,
    /// An id, or an article's address.
    IdOrLink,
    /// A feed of the place.
    Feed,
    /// Several of them, with commas.
    Feeds,
    /// Watches or words, with commas.
    Topics,
    /// A schedule of the place: "s1".
    Schedule,
    /// A watch of the place: "w1".
    Watch,
    /// The name of a setting.
    Setting,
    /// Its value.
    Value,
    /// The name of a command.
    Command,
}

impl Kind {
    /// Whether it takes the rest of a typed line.
    pub fn takes_rest(self) -> bool {
        matches!(self, Self::Text | Self::Query | Self::Feed | Self::Value | Self::Command)
    }
}

/// Who may do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// Everybody in the place.
    Reader,
    /// Who asked for the digest, or a manager.
    Asker,
    /// Managers of the place, and the roles that the configuration names.
    Manager,
}

/// The command at a path.
pub fn at(path: &[&str]) -> Option<&'static Command> {
    COMMANDS.iter().find(|it| it.path == path)
}

/// What the first words of two-word commands are about, for help and for platforms that describe those too.
pub const GROUPS: &[(&str, &str)] = &[
    ("feed", "The feeds that this channel follows"),
    ("schedule", "The daily digests of this channel"),
    ("watch", "Words to look out for in what this channel's feeds bring"),
    ("forget", "Erase what is kept of you or of this channel"),
];

const fn must(name: &'static str, kind: Kind, longest: usize, help: &'static str) -> Opt {
    Opt { name, help, kind, required: true, choices: &[], longest }
}

const fn may(name: &'static str, kind: Kind, longest: usize, help: &'static str) -> Opt {
    Opt { name, help, kind, required: false, choices: &[], longest }
}

const RECIPE: Opt = may("recipe", Kind::Recipe, 40, "How long and which sections: flash, standard, deep");
const SCHEDULE: Opt = may("id", Kind::Schedule, 10, "Which one, such as s1; not needed where there is one alone");
const FEED: Opt = must("feed", Kind::Feed, 300, "Its name, number or address, as in /feed list");
const ID: Opt = may("id", Kind::Id, 20, "The digest's id, such as k7f2; not needed in its thread");
const DAYS: Opt = may("days", Kind::Days, 60, "weekdays, weekends, daily, mon-fri or mon,wed,fri");
const ZONE: Opt = may("zone", Kind::Zone, 60, "Time zone, such as Europe/Kyiv; this channel's own when left out");
const FEEDS: Opt = may("feeds", Kind::Feeds, 500, "Only from these feeds, with commas");
const TOPICS: Opt =
    may("topics", Kind::Topics, 500, "Only stories that match these watches (w1) or words, with commas");
const MOST: Opt = may("most", Kind::Number(1, 20), 2, "At most so many stories, 1 to 20");
const SILENT: Opt = may("silent", Kind::Flag, 5, "Say nothing when nothing is new: yes or no");

/// All commands, in the order of their help.
pub const COMMANDS: &[Command] = &[
    Command {
        path: &["brief"],
        help: "Digest an article: a link, pasted text or a file",
        options: &[
            may("link", Kind::Link, 2000, "The article's address"),
            may("text", Kind::Text, 0, "The article's text, pasted"),
            may("file", Kind::File, 0, "The article as a file: text, Markdown, HTML, PDF or DOCX"),
            RECIPE,
        ],
        right: Right::Reader,
        private: false,
        examples: &["brief https://example.org/story", "brief https://example.org/story recipe=flash"],
    },
    Command {
        path: &["ask"],
        help: "Ask about a digest, or about all that this channel has read",
        options: &[
            must("question", Kind::Text, 500, "The question"),
            may("about", Kind::Id, 20, "About which digest or claim, such as k7f2 or C3"),
        ],
        right: Right::Reader,
        private: false,
        examples: &["ask Who signed the agreement?", "ask C3 Who says so?", "ask about=k7f2 When is the vote?"],
    },
    Command {
        path: &["evidence"],
        help: "The sentence behind a claim, in its surroundings, with its source",
        options: &[must("id", Kind::Id, 20, "The claim's id: C3 in a digest's thread, k7f2.C3 anywhere")],
        right: Right::Reader,
        private: false,
        examples: &["evidence C3", "evidence k7f2.C3"],
    },
    Command {
        path: &["refresh"],
        help: "Read the article again; the digest changes in place and says which claims changed",
        options: &[ID],
        right: Right::Reader,
        private: false,
        examples: &["refresh k7f2", "refresh"],
    },
    Command {
        path: &["remove"],
        help: "Take away a digest that you asked for",
        options: &[ID],
        right: Right::Asker,
        private: true,
        examples: &["remove k7f2", "remove"],
    },
    Command {
        path: &["feed", "add"],
        help: "Follow a feed, or the feed that a page names",
        options: &[
            must("address", Kind::Link, 2000, "The address of the feed or of a page that names one"),
            may("name", Kind::Text, 80, "What it is to be called here"),
        ],
        right: Right::Manager,
        private: true,
        examples: &["feed add https://example.org/feed.xml", "feed add https://example.org name=\"Example News\""],
    },
    Command {
        path: &["feed", "list"],
        help: "Which feeds this channel follows, and how they are",
        options: &[],
        right: Right::Reader,
        private: true,
        examples: &["feed list"],
    },
    Command {
        path: &["feed", "remove"],
        help: "Stop following a feed",
        options: &[FEED],
        right: Right::Manager,
        private: true,
        examples: &["feed remove Example News", "feed remove 3"],
    },
    Command {
        path: &["feed", "pause"],
        help: "Leave a feed alone for now",
        options: &[FEED],
        right: Right::Manager,
        private: true,
        examples: &["feed pause Example News"],
    },
    Command {
        path: &["feed", "resume"],
        help: "Follow a paused feed again, or try one again that was given up",
        options: &[FEED],
        right: Right::Manager,
        private: true,
        examples: &["feed resume Example News"],
    },
    Command {
        path: &["feed", "import"],
        help: "Follow the feeds of an OPML file",
        options: &[must("file", Kind::File, 0, "The OPML file")],
        right: Right::Manager,
        private: true,
        examples: &["feed import"],
    },
    Command {
        path: &["feed", "export"],
        help: "This channel's feeds as OPML",
        options: &[],
        // Addresses of feeds may hold tokens.
        right: Right::Manager,
        private: true,
        examples: &["feed export"],
    },
    Command {
        path: &["schedule", "add"],
        help: "A daily digest at a time of day",
        options: &[
            must("time", Kind::Time, 12, "Local time, such as 08:00 or 8 pm"),
            ZONE,
            DAYS,
            RECIPE,
            FEEDS,
            TOPICS,
            MOST,
            SILENT,
        ],
        right: Right::Manager,
        private: true,
        examples: &["schedule add 08:00 Europe/Kyiv weekdays", "schedule add 8pm feeds=bbc,ap recipe=flash most=5"],
    },
    Command {
        path: &["schedule", "list"],
        help: "The daily digests of this channel, and when each comes next",
        options: &[],
        right: Right::Reader,
        private: true,
        examples: &["schedule list"],
    },
    Command {
        path: &["schedule", "edit"],
        help: "Change a daily digest: what is given changes, the rest stays",
        options: &[
            SCHEDULE,
            may("time", Kind::Time, 12, "Local time, such as 08:00 or 8 pm"),
            ZONE,
            DAYS,
            RECIPE,
            FEEDS,
            TOPICS,
            MOST,
            SILENT,
        ],
        right: Right::Manager,
        private: true,
        examples: &["schedule edit s1 time=09:30", "schedule edit s1 days=mon-fri silent=yes"],
    },
    Command {
        path: &["schedule", "remove"],
        help: "End a daily digest",
        options: &[SCHEDULE],
        right: Right::Manager,
        private: true,
        examples: &["schedule remove s1"],
    },
    Command {
        path: &["schedule", "pause"],
        help: "Silence a daily digest for now",
        options: &[SCHEDULE],
        right: Right::Manager,
        private: true,
        examples: &["schedule pause s1"],
    },
    Command {
        path: &["schedule", "resume"],
        help: "Let a paused daily digest come again",
        options: &[SCHEDULE],
        right: Right::Manager,
        private: true,
        examples: &["schedule resume s1"],
    },
    Command {
        path: &["schedule", "preview"],
        help: "What the next daily digest would be, shown to you alone",
        options: &[SCHEDULE],
        right: Right::Reader,
        private: true,
        examples: &["schedule preview", "schedule preview s1"],
    },
    Command {
        path: &["schedule", "now"],
        help: "A daily digest now, beside the one that comes at its time",
        options: &[SCHEDULE],
        right: Right::Manager,
        private: false,
        examples: &["schedule now s1"],
    },
    Command {
        path: &["watch", "add"],
        help: "Look out for words, people or organisations: AND, OR, NOT and \"phrases\"",
        options: &[must("words", Kind::Query, 300, "What to look out for")],
        right: Right::Manager,
        private: true,
        examples: &["watch add \"rare earth\" AND Ukraine", "watch add Kellogg OR Hughes"],
    },
    Command {
        path: &["watch", "list"],
        help: "What this channel looks out for",
        options: &[],
        right: Right::Reader,
        private: true,
        examples: &["watch list"],
    },
    Command {
        path: &["watch", "remove"],
        help: "No longer look out for something",
        options: &[must("id", Kind::Watch, 10, "Which one, as in /watch list, such as w1")],
        right: Right::Manager,
        private: true,
        examples: &["watch remove w1"],
    },
    Command {
        path: &["watch", "why"],
        help: "Why a watch did or did not match an article",
        options: &[
            must("id", Kind::Watch, 10, "Which watch, such as w1"),
            must("what", Kind::IdOrLink, 2000, "A digest's id, such as k7f2, or an article's address"),
        ],
        right: Right::Reader,
        private: true,
        examples: &["watch why w1 k7f2", "watch why w1 https://example.org/story"],
    },
    Command {
        path: &["retract"],
        help: "Take back a digest: every copy changes, its text is erased, its article not briefed again",
        options: &[
            must("what", Kind::IdOrLink, 2000, "A digest's id, such as k7f2, or an article's address"),
            must("reason", Kind::Text, 300, "Why, in words that everybody will see"),
        ],
        right: Right::Manager,
        private: true,
        examples: &["retract k7f2 The publisher has withdrawn the story."],
    },
    Command {
        path: &["correct"],
        help: "Put a note on a digest, on every copy of it",
        options: &[
            must("what", Kind::IdOrLink, 2000, "A digest's id, such as k7f2, or an article's address"),
            must("note", Kind::Text, 300, "What is right, in words that everybody will see"),
        ],
        right: Right::Manager,
        private: true,
        examples: &["correct k7f2 The vote is on Tuesday, not on Monday."],
    },
    Command {
        path: &["settings"],
        help: "This channel's settings: all, one, or one changed",
        options: &[
            Opt {
                name: "name",
                help: "Which setting",
                kind: Kind::Setting,
                required: false,
                choices: settings::NAMES,
                longest: 32,
            },
            may("value", Kind::Value, 300, "What it is to be; default takes it back"),
        ],
        right: Right::Manager,
        private: true,
        examples: &["settings", "settings follow_ups all", "settings zone default"],
    },
    Command {
        path: &["status"],
        help: "How things stand: feeds, daily digests, what waits to be sent",
        options: &[],
        right: Right::Reader,
        private: true,
        examples: &["status"],
    },
    Command {
        path: &["forget", "me"],
        help: "Erase what is kept of you: what you asked, and your name on digests",
        options: &[],
        right: Right::Reader,
        private: true,
        examples: &["forget me"],
    },
    Command {
        path: &["forget", "channel"],
        help: "Erase all that is kept of this channel: digests, feeds, schedules, settings",
        options: &[must("sure", Kind::Flag, 5, "yes: it can't be undone")],
        right: Right::Manager,
        private: true,
        examples: &["forget channel sure=yes"],
    },
    Command {
        path: &["help"],
        help: "What can be asked for; with a command's name, all about it",
        options: &[may("command", Kind::Command, 60, "Which command")],
        right: Right::Reader,
        private: true,
        examples: &["help", "help schedule add"],
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What Discord's documentation demands of chat-input commands; the other platforms demand less.
    #[test]
    fn discord_takes_them() {
        let name = |it: &str| {
            assert!((1..=32).contains(&it.len()), "{it}");
            assert!(it.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || b"-_".contains(&it)), "{it}");
        };
        let described = |it: &str| assert!((1..=100).contains(&it.chars().count()), "{it}");
        let mut paths = BTreeSet::new();
        for command in COMMANDS {
            assert!((1..=2).contains(&command.path.len()) && paths.insert(command.path), "{:?}", command.path);
            command.path.iter().copied().for_each(name);
            described(command.help);
            assert!(command.options.len() <= 25);
            assert!(command.options.is_sorted_by_key(|it| !it.required), "required first: {:?}", command.path);
            assert!(!command.examples.is_empty());
            let names: BTreeSet<&str> = command.options.iter().map(|it| it.name).collect();
            assert_eq!(names.len(), command.options.len(), "{:?}", command.path);
            for it in command.options {
                name(it.name);
                described(it.help);
                assert!(it.choices.len() <= 25 && it.longest <= 6000);
                assert!(it.choices.iter().all(|it| it.chars().count() <= 100));
            }
            // A command is either called itself or has subcommands.
            assert!(
                !COMMANDS
                    .iter()
                    .any(|it| it.path.len() > 1 && it.path[0] == command.path[0] && command.path.len() == 1)
            );
        }
    }

    /// All names, descriptions and values of a command, its subcommands included: 8000 characters at most; at most 100
    /// commands, at most 25 subcommands each.
    #[test]
    fn the_tree_is_within_limits() {
        let firsts: BTreeSet<&str> = COMMANDS.iter().map(|it| it.path[0]).collect();
        assert!(firsts.len() <= 100);
        for first in firsts {
            let own: Vec<&Command> = COMMANDS.iter().filter(|it| it.path[0] == first).collect();
            assert!(own.len() <= 25);
            let option =
                |it: &Opt| it.name.len() + it.help.len() + it.choices.iter().map(|it| 2 * it.len()).sum::<usize>();
            let size = |it: &&Command| {
                it.path.iter().map(|it| it.len()).sum::<usize>()
                    + it.help.len()
                    + it.options.iter().map(option).sum::<usize>()
            };
            let size: usize = own.iter().map(size).sum();
            assert!(size <= 8000, "{first}: {size}");
            let group = GROUPS.iter().any(|(name, help)| *name == first && help.len() <= 100);
            assert_eq!(group, own[0].path.len() == 2, "{first}");
        }
    }
}

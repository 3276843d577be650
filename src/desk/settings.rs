//! A place's settings, declared as data: their names, values and help; how they are read, shown and changed.

use chrono_tz::Tz;
use engine::recipe::Recipes;
use engine::render::block::{Block, Line, Role};

use crate::command::value::link::{looks_bare, shown};
use crate::command::value::{flag, list, zone};
use crate::newsroom::{Done, Job, Newsroom, Trouble};
use crate::place::Place;
use crate::policy::Policy;
use crate::ports::store::{BriefingStore, Change, StoreError};
use crate::post::PostKind;
use crate::say;

/// A setting.
#[derive(Debug)]
pub struct Setting {
    /// Its name.
    pub name: &'static str,
    /// What it does, in at most 100 characters.
    pub help: &'static str,
    /// What can be given, in words.
    pub takes: &'static str,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    FollowUps,
    Recipe,
    Zone,
    Roles,
    Domains,
    Flag,
}

/// All settings.
pub const ALL: &[Setting] = &[
    Setting {
        name: "follow_ups",
        help: "Which messages in a digest's thread are answered",
        takes: "mention: what is addressed to the bot; questions: those and questions to nobody else; all",
        kind: Kind::FollowUps,
    },
    Setting {
        name: "recipe",
        help: "How long digests are",
        takes: "a recipe: flash, standard, deep",
        kind: Kind::Recipe,
    },
    Setting {
        name: "zone",
        help: "The time zone of this channel's schedules",
        takes: "a time zone, such as Europe/Kyiv",
        kind: Kind::Zone,
    },
    Setting {
        name: "brief_roles",
        help: "Who may brief articles here",
        takes: "names of roles, with commas; everyone",
        kind: Kind::Roles,
    },
    Setting {
        name: "brief_domains",
        help: "Which sites may be briefed here",
        takes: "domains, with commas; any",
        kind: Kind::Domains,
    },
    Setting {
        name: "announce",
        help: "Whether editions in an announcement channel go on to the channels that follow it",
        takes: "yes or no",
        kind: Kind::Flag,
    },
];

/// Their names, in the same order.
pub const NAMES: &[&str] = &["follow_ups", "recipe", "zone", "brief_roles", "brief_domains", "announce"];

/// Which messages in a thread are answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FollowUps {
    /// What is addressed to us.
    Mention,
    /// That, and questions that are addressed to nobody else.
    #[default]
    Questions,
    /// Everything but chatter.
    All,
}

/// The settings of a place, what was not set as it usually is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Which messages in a thread are answered.
    pub follow_ups: FollowUps,
    /// Name of the recipe.
    pub recipe: String,
    /// Of schedules that name none.
    pub zone: Tz,
    /// Roles that may brief; everybody when empty.
    pub brief_roles: Vec<String>,
    /// Domains that may be briefed; all when empty.
    pub brief_domains: Vec<String>,
    /// Whether editions in an announcement channel go on to those that follow it.
    pub announce: bool,
}

/// The setting of that name.
pub fn named(name: &str) -> Option<&'static Setting> {
    ALL.iter().find(|it| it.name == name)
}

impl Setting {
    /// A value as it is kept.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(&self, text: &str, recipes: &Recipes) -> Result<String, String> {
        let low = text.trim().to_lowercase();
        let no = |what: &str| format!("\"{}\" is {what}; {} takes {}.", shown(text), self.name, self.takes);
        match self.kind {
            Kind::FollowUps => match low.as_str() {
                "mention" | "mentions" => Ok("mention".to_owned()),
                "questions" | "question" => Ok("questions".to_owned()),
                "all" | "everything" => Ok("all".to_owned()),
                _ => Err(no("none of its values")),
            },
            Kind::Recipe => match recipes.named(&low) {
                Ok(it) => Ok(it.name.clone()),
                Err(it) => Err(format!("{it}.")),
            },
            Kind::Zone => zone::zone(text).map(|it| it.name().to_owned()),
            Kind::Roles if matches!(low.as_str(), "everyone" | "everybody" | "all" | "@everyone") => Ok(String::new()),
            Kind::Roles => Ok(list(text).iter().map(|it| it.trim_start_matches('@')).collect::<Vec<_>>().join(", ")),
            Kind::Domains if matches!(low.as_str(), "any" | "all") => Ok(String::new()),
            Kind::Domains => {
                let mut domains = Vec::new();
                for it in list(&low) {
                    let bare = it.split_once("://").map_or(it.as_str(), |it| it.1).trim_start_matches("www.");
                    let host = bare.split('/').next().unwrap_or_default().to_owned();
                    if !looks_bare(&host) {
                        return Err(no("no domain"));
                    }
                    domains.push(host);
                }
                Ok(domains.join(", "))
            }
            Kind::Flag => {
                flag(&low).map(|it| if it { "yes" } else { "no" }.to_owned()).ok_or_else(|| no("neither yes nor no"))
            }
        }
    }
}

impl Settings {
    /// As they are when nothing was set.
    pub fn usual(policy: &Policy) -> Self {
        Self {
            follow_ups: FollowUps::default(),
            recipe: "standard".to_owned(),
            zone: policy.zone,
            brief_roles: Vec::new(),
            brief_domains: Vec::new(),
            announce: false,
        }
    }

    /// Those of a place.
    ///
    /// # Errors
    /// Trouble with the store.
    pub async fn of(store: &dyn BriefingStore, place: &Place, policy: &Policy) -> Result<Self, StoreError> {
        let mut settings = Self::usual(policy);
        for setting in ALL {
            if let Some(value) = store.setting(place, setting.name).await? {
                settings.set(setting, &value);
            }
        }
        Ok(settings)
    }

    /// Takes a kept value; one that an older or newer version wrote and that can't be read leaves what is usual.
    fn set(&mut self, setting: &Setting, value: &str) {
        match setting.kind {
            Kind::FollowUps => {
                self.follow_ups = match value {
                    "mention" => FollowUps::Mention,
                    "all" => FollowUps::All,
                    _ => FollowUps::Questions,
                }
            }
            Kind::Recipe => value.clone_into(&mut self.recipe),
            Kind::Zone => self.zone = value.parse().unwrap_or(self.zone),
            Kind::Roles => self.brief_roles = list(value),
            Kind::Domains => self.brief_domains = list(value),
            Kind::Flag => self.announce = value == "yes",
        }
    }

    /// A value as it is shown.
    fn shown(&self, setting: &Setting) -> String {
        let listed = |all: &[String], none: &str| if all.is_empty() { none.to_owned() } else { all.join(", ") };
        match setting.kind {
            Kind::FollowUps => match self.follow_ups {
                FollowUps::Mention => "mention",
                FollowUps::Questions => "questions",
                FollowUps::All => "all",
            }
            .to_owned(),
            Kind::Recipe => self.recipe.clone(),
            Kind::Zone => self.zone.name().to_owned(),
            Kind::Roles => listed(&self.brief_roles, "everyone"),
            Kind::Domains => listed(&self.brief_domains, "any"),
            Kind::Flag => if self.announce { "yes" } else { "no" }.to_owned(),
        }
    }
}

/// Shows the settings, one of them, or changes one. The value was read by [`Setting::read`].
///
/// # Errors
/// Trouble with the store.
pub async fn handle(room: &Newsroom, job: &Job<'_>, name: Option<&str>, value: Option<&str>) -> Result<Done, Trouble> {
    let place = &job.event.at.place;
    let prefix = room.prefix(job.event);
    let mut settings = Settings::of(room.store.as_ref(), place, &room.policy).await?;
    let Some(setting) = name.and_then(named) else {
        let mut blocks = vec![Block::Title(Line::of("Settings of this channel"))];
        blocks.extend(ALL.iter().map(|it| Block::Note(line(it, &settings.shown(it)).with(&format!(" ({})", it.help)))));
        let more =
            format!("To change one: {prefix}settings follow_ups all. What it takes: {prefix}settings follow_ups");
        blocks.push(Block::LeftOut(Line::of(&more)));
        return Ok(Done::said(say::post(PostKind::Reply, blocks)));
    };
    let Some(value) = value else {
        let blocks = vec![
            Block::Note(line(setting, &settings.shown(setting))),
            Block::Note(Line::of(&format!("{}. It takes {}.", setting.help, setting.takes))),
        ];
        return Ok(Done::said(say::post(PostKind::Reply, blocks)));
    };
    let kept = (value != "default").then(|| value.to_owned());
    match &kept {
        Some(value) => settings.set(setting, value),
        None => settings = with_usual(settings, setting, &room.policy),
    }
    let name = setting.name.to_owned();
    let said = Block::Note(line(setting, &settings.shown(setting)).with(" from now on."));
    Ok(Done {
        changes: vec![Change::Set { place: place.clone(), name, value: kept }],
        ..Done::said(say::post(PostKind::Reply, vec![said]))
    })
}

fn with_usual(settings: Settings, setting: &Setting, policy: &Policy) -> Settings {
    let usual = Settings::usual(policy);
    match setting.kind {
        Kind::FollowUps => Settings { follow_ups: usual.follow_ups, ..settings },
        Kind::Recipe => Settings { recipe: usual.recipe, ..settings },
        Kind::Zone => Settings { zone: usual.zone, ..settings },
        Kind::Roles => Settings { brief_roles: usual.brief_roles, ..settings },
        Kind::Domains => Settings { brief_domains: usual.brief_domains, ..settings },
        Kind::Flag => Settings { announce: usual.announce, ..settings },
    }
}

fn line(setting: &Setting, value: &str) -> Line {
    Line::default().with_role(setting.name, Role::Id).with(&format!(" = {value}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same() {
        assert_eq!(ALL.iter().map(|it| it.name).collect::<Vec<_>>(), NAMES);
        assert!(ALL.iter().all(|it| it.help.chars().count() <= 100));
    }

    #[test]
    fn values() {
        let recipes = Recipes::embedded().unwrap();
        let check = |name: &str, value: &str, expected: Result<&str, &str>| {
            let setting = named(name).unwrap();
            match (setting.read(value, &recipes), expected) {
                (Ok(it), Ok(expected)) => {
                    // What is kept is read back as it was meant.
                    let mut settings = Settings::usual(&Policy::default());
                    settings.set(setting, &it);
                    assert_eq!(settings.shown(setting), expected, "{value}");
                }
                (Err(it), Err(expected)) => assert!(it.contains(expected), "{value}: {it}"),
                (it, _) => panic!("{value}: {it:?}"),
            }
        };
        check("follow_ups", "Mentions", Ok("mention"));
        check("follow_ups", "none", Err("follow_ups takes mention"));
        check("recipe", "Deep", Ok("deep"));
        check("recipe", "brunch", Err("choose one of flash"));
        check("zone", "kiev", Ok("Europe/Kyiv"));
        check("zone", "EST", Err("did you mean"));
        check("brief_roles", "@Desk, Editors", Ok("Desk, Editors"));
        check("brief_roles", "everyone", Ok("everyone"));
        check("brief_domains", "https://www.Example.org/x, ap.test", Ok("example.org, ap.test"));
        check("brief_domains", "any", Ok("any"));
        check("brief_domains", "nonsense", Err("is no domain"));
        check("announce", "on", Ok("yes"));
        check("announce", "maybe", Err("neither yes nor no"));
    }
}

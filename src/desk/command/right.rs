//! May they do this here? Asked in the desk for every command, whatever the platform claims to have checked.

use super::Understood;
use super::declared::Right;
use super::request::{Given, Request};
use crate::event::{Actor, Event};
use crate::newsroom::Trouble;
use crate::place::Place;
use crate::policy::Policy;
use crate::settings::Settings;

/// Whether somebody manages a place: the platform says so, or a role that the configuration names.
pub fn manages(actor: &Actor, policy: &Policy) -> bool {
    actor.manager || has_role(actor, &policy.manager_roles)
}

/// Whether somebody has one of these roles, by id or name.
pub fn has_role(actor: &Actor, roles: &[String]) -> bool {
    let same = |role: &String| actor.roles.iter().any(|it| it.eq_ignore_ascii_case(role.trim_start_matches('@')));
    roles.iter().any(same)
}

/// Whether this place is served at all: strangers and direct messages are off unless the operator allows them.
pub fn served(event: &Event, policy: &Policy) -> bool {
    let allowed = |it: &String| is_within(&event.at.place, it);
    (!event.direct || policy.direct_messages) && (policy.allowed.is_empty() || policy.allowed.iter().any(allowed))
}

/// Whether a place is `line`, or begins with its parts: "discord/42" has "discord/42/1001" and not "discord/421/7".
fn is_within(place: &Place, line: &str) -> bool {
    let parts = [&place.platform, &place.account, &place.channel];
    let wanted: Vec<&str> = line.splitn(3, '/').collect();
    wanted.iter().zip(parts).all(|(wanted, part)| wanted == part)
}

/// Whether the actor may do what they ask for. That a digest is the asker's own ([`Right::Asker`]) is seen by its handler,
/// who has the digest: [`is_asker`].
///
/// # Errors
/// A sentence for the person, which says who may.
pub fn may(asked: &Understood, actor: &Actor, settings: &Settings, policy: &Policy) -> Result<(), Trouble> {
    if manages(actor, policy) {
        return Ok(());
    }
    if asked.command.right == Right::Manager {
        let roles = if policy.manager_roles.is_empty() {
            String::new()
        } else {
            format!(" and {}", policy.manager_roles.join(", "))
        };
        return Err(Trouble::Person(format!(
            "That is for the managers of this channel{roles}. Ask one of them, or see help for what you can do."
        )));
    }
    let Request::Brief { what, .. } = &asked.request else { return Ok(()) };
    if !settings.brief_roles.is_empty() && !has_role(actor, &settings.brief_roles) {
        let roles = settings.brief_roles.join(", ");
        return Err(Trouble::Person(format!(
            "In this channel articles are briefed for: {roles}. Ask one of them, or a manager."
        )));
    }
    if settings.brief_domains.is_empty() {
        return Ok(());
    }
    let domains = settings.brief_domains.join(", ");
    match what {
        Given::Link(it) if it.host_str().is_some_and(|it| is_of(it, &settings.brief_domains)) => Ok(()),
        Given::Link(_) => {
            Err(Trouble::Person(format!("In this channel only articles of these sites are briefed: {domains}.")))
        }
        Given::Text(_) | Given::File(_) => Err(Trouble::Person(format!(
            "In this channel only articles of these sites are briefed, by their links: {domains}."
        ))),
    }
}

/// Whether an address where a fetch ended is of a site that may be briefed here: a redirect must not get around the limit.
pub fn may_brief_from(host: &str, actor: &Actor, settings: &Settings, policy: &Policy) -> bool {
    settings.brief_domains.is_empty() || manages(actor, policy) || is_of(host, &settings.brief_domains)
}

fn is_of(host: &str, domains: &[String]) -> bool {
    domains.iter().any(|it| host == it || host.strip_suffix(it.as_str()).is_some_and(|it| it.ends_with('.')))
}

/// Whether somebody may do what is for who asked for a digest.
pub fn is_asker(actor: &Actor, asked_by: Option<&str>, policy: &Policy) -> bool {
    manages(actor, policy) || asked_by == Some(actor.id.as_str())
}

#[cfg(test)]
mod tests {
    use engine::recipe::Recipes;

    use super::*;
    use crate::command::{Known, typed};

    fn actor(roles: &[&str], manager: bool) -> Actor {
        let roles = roles.iter().map(|it| (*it).to_owned()).collect();
        Actor { id: "7".into(), roles, manager, ..Actor::default() }
    }

    #[test]
    fn who_may() {
        let recipes = Recipes::embedded().unwrap();
        let policy = Policy { manager_roles: vec!["Editors".into()], ..Policy::default() };
        let mut settings = Settings::usual(&policy);
        settings.brief_roles = vec!["Desk".into()];
        settings.brief_domains = vec!["example.org".into()];
        let check = |line: &str, who: &Actor, expected: Option<&str>| {
            let asked = typed(line, &[], &Known { recipes: &recipes, prefix: "/" }).unwrap();
            let said = may(&asked, who, &settings, &policy).err().map(|it| it.to_string());
            match expected {
                None => assert_eq!(said, None, "{line}"),
                Some(part) => assert!(said.as_ref().is_some_and(|it| it.contains(part)), "{line}: {said:?}"),
            }
        };
        let (reader, desk) = (actor(&[], false), actor(&["desk"], false));
        let (editor, manager) = (actor(&["editors"], false), actor(&[], true));
        check("ask Who?", &reader, None);
        check("feed list", &reader, None);
        check("feed add https://example.org", &reader, Some("for the managers of this channel and Editors"));
        check("feed add https://example.org", &editor, None);
        check("forget channel yes", &manager, None);
        check("forget channel yes", &desk, Some("managers"));
        check("forget me", &reader, None);
        check("brief https://example.org/a", &reader, Some("briefed for: Desk"));
        check("brief https://example.org/a", &desk, None);
        check("brief https://news.example.org/a", &desk, None);
        check("brief https://badexample.org/a", &desk, Some("only articles of these sites"));
        check(&format!("brief {}", "text ".repeat(50)), &desk, Some("by their links"));
        check("brief https://other.test/a", &manager, None);
        assert!(is_asker(&reader, Some("7"), &policy) && !is_asker(&reader, Some("8"), &policy));
        assert!(!is_asker(&reader, None, &policy) && is_asker(&manager, None, &policy));
    }

    #[test]
    fn places() {
        let place = Place { platform: "discord".into(), account: "42".into(), channel: "!a/b:c".into() };
        let check = |line: &str, expected: bool| assert_eq!(is_within(&place, line), expected, "{line}");
        check("discord", true);
        check("discord/42", true);
        check("discord/42/!a/b:c", true);
        check("discord/4", false);
        check("discord/421", false);
        check("matrix", false);
    }
}

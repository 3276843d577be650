//! Values as people type them, one kind a file: each is read generously, and what can't be read says how to write it.

pub mod time;
pub mod days;
pub mod zone;
pub mod link;
pub mod id;

/// Yes or no, as people say it.
pub fn flag(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "on" | "1" => Some(true),
        "no" | "n" | "false" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// What is separated by commas, without the empty ones.
pub fn list(text: &str) -> Vec<String> {
    let own = |it: &str| it.trim().trim_matches('"').trim().to_owned();
    text.split([',', ';', '\n']).map(own).filter(|it| !it.is_empty()).collect()
}

/// Those of `known` that `typed` may be meant for, nearest first, at most three.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let typed = typed.to_lowercase();
    let far = |it: &str| {
        let it = it.to_lowercase();
        let begins = typed.chars().count() >= 3 && (it.starts_with(&typed) || typed.starts_with(&it) && it.len() >= 3);
        if begins { 0 } else { strsim::osa_distance(&typed, &it) }
    };
    // One slip in a short word, two in a longer one.
    let allowed = if typed.chars().count() <= 4 { 1 } else { 2 };
    let mut near: Vec<(usize, &str)> = known.into_iter().map(|it| (far(it), it)).filter(|it| it.0 <= allowed).collect();
    near.sort();
    near.dedup();
    near.into_iter().take(3).map(|it| it.1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_understood() {
        let check = |typed: &str, expected: &[&str]| {
            assert_eq!(nearest(typed, ["brief", "ask", "evidence", "schedule", "feed"]), expected, "{typed}");
        };
        check("breif", &["brief"]);
        check("evidense", &["evidence"]);
        check("sched", &["schedule"]);
        check("feeds", &["feed"]);
        check("aks", &["ask"]);
        check("weather", &[]);
        check("", &[]);
    }

    #[test]
    fn flags_and_lists() {
        assert_eq!((flag(" Yes"), flag("off"), flag("perhaps")), (Some(true), Some(false), None));
        assert_eq!(list("bbc, \"The AP\",, "), ["bbc", "The AP"]);
    }
}

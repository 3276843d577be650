//! Reporting verbs as an editor lists them: what they do with what is said, and what may follow them.

use crate::analyse::attribution::Stance;

/// What may follow a reporting verb, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frames(u16);

impl Frames {
    /// A clause: "said that …", "said …".
    pub const THAT: Self = Self(1);
    /// A quotation.
    pub const QUOTE: Self = Self(1 << 1);
    /// An object that is what is said: "denied the report".
    pub const OBJECT: Self = Self(1 << 2);
    /// An infinitive: "promised to …".
    pub const TO: Self = Self(1 << 3);
    /// "described it as …".
    pub const AS: Self = Self(1 << 4);
    /// "accused him of …".
    pub const OF: Self = Self(1 << 5);
    /// "called for …".
    pub const FOR: Self = Self(1 << 6);
    /// Its subject is often a document: "the study showed".
    pub const DOCUMENT: Self = Self(1 << 7);
    /// "declined to comment".
    pub const DECLINES: Self = Self(1 << 8);
    /// A state of mind.
    pub const WEAK: Self = Self(1 << 9);
    /// Only with a particle: "pointed out", "hit back".
    pub const PARTICLE: Self = Self(1 << 10);

    /// Whether all bits of `other` are set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any bit of `other` is set.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn parse(names: &str) -> Self {
        let bit = |name: &str| match name {
            "that" => Self::THAT,
            "quote" => Self::QUOTE,
            "np" => Self::OBJECT,
            "to" => Self::TO,
            "as" => Self::AS,
            "of" => Self::OF,
            "for" => Self::FOR,
            "doc" => Self::DOCUMENT,
            "declines" => Self::DECLINES,
            "weak" => Self::WEAK,
            "particle" => Self::PARTICLE,
            _ => Self(0),
        };
        names.split(',').fold(Self(0), |all, name| Self(all.0 | bit(name).0))
    }
}

/// One reporting verb.
#[derive(Clone, Debug)]
pub struct ReportingVerb {
    /// "say"
    pub lemma: String,
    /// What it does with what is said.
    pub stance: Stance,
    /// What may follow it.
    pub frames: Frames,
    /// Past forms that are not regular.
    irregular: Vec<String>,
}

/// All reporting verbs of a list.
pub(crate) fn parse(text: &str) -> Vec<ReportingVerb> {
    let lines = text.lines().map(|it| it.split('#').next().unwrap_or_default());
    let verb = |line: &str| {
        let mut parts = line.split_whitespace();
        let lemma = parts.next()?.to_lowercase();
        let stance = stance(parts.next()?)?;
        let frames = Frames::parse(parts.next().unwrap_or_default());
        let irregular = parts.next().map(|it| it.split(',').map(str::to_lowercase).collect()).unwrap_or_default();
        Some(ReportingVerb { lemma, stance, frames, irregular })
    };
    lines.filter_map(verb).collect()
}

fn stance(name: &str) -> Option<Stance> {
    Some(match name {
        "says" => Stance::Says,
        "denies" => Stance::Denies,
        "concedes" => Stance::Concedes,
        "alleges" => Stance::Alleges,
        "promises" => Stance::Promises,
        "declines" => Stance::Declines,
        "demands" => Stance::Demands,
        "expects" => Stance::Expects,
        "opposes" => Stance::Opposes,
        "supports" => Stance::Supports,
        _ => return None,
    })
}

impl ReportingVerb {
    /// All forms: "deny", "denies", "denied", "denying".
    pub(crate) fn forms(&self) -> Vec<String> {
        let lemma = self.lemma.as_str();
        let before = |end: &str| lemma.strip_suffix(end);
        let vowel = |it: char| matches!(it, 'a' | 'e' | 'i' | 'o' | 'u');
        let y = before("y").filter(|it| !it.ends_with(vowel));
        let hisses = ["s", "x", "ch", "sh", "z", "go"].iter().any(|it| lemma.ends_with(it));
        let third = match y {
            Some(stem) => format!("{stem}ies"),
            None if hisses => format!("{lemma}es"),
            None => format!("{lemma}s"),
        };
        let past = match (y, before("e")) {
            (Some(stem), _) => format!("{stem}ied"),
            (_, Some(_)) => format!("{lemma}d"),
            _ => format!("{}ed", self.doubled()),
        };
        let ing = match before("e").filter(|it| !it.ends_with('e')) {
            Some(stem) => format!("{stem}ing"),
            None => format!("{}ing", self.doubled()),
        };
        let mut forms = vec![self.lemma.clone(), third, ing];
        if self.irregular.is_empty() {
            forms.push(past)
        } else {
            forms.extend(self.irregular.iter().cloned())
        }
        forms
    }

    /// "admit" doubles its last letter, "report" does not.
    fn doubled(&self) -> String {
        let doubles = [
            "admit", "commit", "rebut", "quip", "slam", "rip", "pan", "brag", "beg", "chat", "refer", "put", "concur",
            "rebuf",
        ];
        let double = doubles.contains(&self.lemma.as_str());
        let last = self.lemma.chars().next_back().filter(|_| double);
        self.lemma.chars().chain(last).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_verbs() {
        let check = |line: &str, expected: &str| {
            let verbs = parse(line);
            assert_eq!(verbs.first().unwrap().forms().join(" "), expected);
        };
        check("deny denies that,np", "deny denies denying denied");
        check("say says that,quote said", "say says saying said");
        check("admit concedes that", "admit admits admitting admitted");
        check("write says quote wrote,written", "write writes writing wrote written");
        check("disagree denies that", "disagree disagrees disagreeing disagreed");
        check("press demands to", "press presses pressing pressed");
        check("accuse alleges of", "accuse accuses accusing accused");
    }
}

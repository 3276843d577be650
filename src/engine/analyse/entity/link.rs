//! Which names mean the same: full names, surnames, short forms and initials of one article.

use std::collections::BTreeMap;

use super::kind::Signs;
use super::name::Name;
use super::role::role;
use super::{Entity, EntityKind, Mention, MentionForm};
use crate::analyse::reading::{Line, Reading};
use crate::lexicon::vocabulary::Marks;
use crate::segment::SentenceKind;
use crate::span::Span;

/// Over how many of the last names a misspelt one is looked for.
const SLIPS: usize = 40;

/// An entity being put together.
struct Draft {
    name: Span,
    tokens: usize,
    role: Option<Span>,
    short: Option<Span>,
    signs: Signs,
    mentions: Vec<Mention>,
}

/// All names of the article, linked.
#[derive(Default)]
pub(super) struct Links<'a> {
    drafts: Vec<Draft>,
    /// By whole name, surname, first word or initials; the latest entity that bears it.
    keys: BTreeMap<String, usize>,
    text: &'a str,
}

impl<'a> Links<'a> {
    pub(super) fn of(reading: &Reading<'a>) -> Self {
        let mut links = Self { text: reading.article.text(), ..Self::default() };
        let mut doubtful = Vec::new();
        let kinds = [SentenceKind::Body, SentenceKind::Caption];
        for line in reading.lines().filter(|it| kinds.contains(&it.sentence.kind)) {
            for name in super::name::names(&line) {
                if name.doubtful {
                    doubtful.push((line.index, name));
                } else if !name.role_only {
                    links.add(&line, &name);
                }
            }
        }
        for (index, name) in doubtful {
            let Some(line) = reading.line(index) else { continue };
            if !name.role_only && links.keys.contains_key(&key(line.span(name.name, name.last).of(links.text))) {
                links.add(&line, &name);
            }
        }
        for draft in &mut links.drafts {
            draft.mentions.sort_by_key(|it| it.span);
        }
        links
    }

    fn add(&mut self, line: &Line<'_>, name: &Name) {
        let span = line.span(name.name, name.last);
        let signs = Signs::of(line, name);
        let whole = key(span.of(self.text));
        let tokens = name.last - name.name + 1;
        let index = match self.known(line, name, &whole, signs) {
            Some(index) => index,
            None => {
                self.drafts.push(Draft {
                    name: span,
                    tokens,
                    role: None,
                    short: None,
                    signs: Signs::default(),
                    mentions: Vec::new(),
                });
                self.drafts.len() - 1
            }
        };
        self.keys.insert(whole, index);
        self.learn(line, name, index, signs);
        let Some(draft) = self.drafts.get_mut(index) else { return };
        let first = draft.mentions.is_empty();
        draft.signs = if first { signs } else { draft.signs.plus(signs) };
        if tokens > draft.tokens {
            draft.tokens = tokens;
            draft.name = span;
        }
        if signs.kind() == EntityKind::Person
            && let Some(role) = role(line, name)
            && draft.role.is_none_or(|old| old.len() < role.len())
        {
            draft.role = Some(role);
        }
        draft.mentions.push(Mention { span, sentence: line.index, form: MentionForm::Name });
    }

    /// The entity that this name means, when it was met before.
    fn known(&self, line: &Line<'_>, name: &Name, whole: &str, signs: Signs) -> Option<usize> {
        if let Some(index) = self.keys.get(whole) {
            return Some(*index);
        }
        let person = signs.kind() == EntityKind::Person;
        if name.name == name.last {
            return if person { self.misspelt(whole) } else { None };
        }
        // A fuller form of a name that was met as a surname, or the same with another middle name.
        let last = key(line.word(name.last));
        let index = *self.keys.get(&last)?;
        let draft = self.drafts.get(index)?;
        let first = key(line.word(name.name));
        let known_first = key(draft.name.of(self.text).split(' ').next().unwrap_or_default());
        let same_first = known_first == first || draft.tokens == 1;
        (person && same_first && draft.signs.kind() != EntityKind::Place).then_some(index)
    }

    /// The person whose surname is this one but for a slip: "Mr. Bauchtman" for Lydia Buchtmann.
    fn misspelt(&self, surname: &str) -> Option<usize> {
        let length = surname.chars().count();
        if !(7..=20).contains(&length) {
            return None;
        }
        let mut close = self.drafts.iter().enumerate().rev().take(SLIPS).filter(|(_, it)| {
            let last = key(it.name.of(self.text).rsplit(' ').next().unwrap_or_default());
            it.tokens > 1
                && it.signs.kind() == EntityKind::Person
                && last.chars().next() == surname.chars().next()
                && last.chars().next_back() == surname.chars().next_back()
                && last.chars().count().abs_diff(length) <= 1
                && letters(&last) == letters(surname)
        });
        let only = close.next()?.0;
        close.next().is_none().then_some(only)
    }

    /// Remembers by what else the entity may be called.
    fn learn(&mut self, line: &Line<'_>, name: &Name, index: usize, signs: Signs) {
        let many = name.last > name.name;
        if many && signs.kind() == EntityKind::Person {
            let last = line.word(name.last);
            let suffix = matches!(last, "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III");
            let surname = if suffix { name.last.saturating_sub(1) } else { name.last };
            // "van der Berg": with and without its particles.
            self.keys.insert(key(line.word(surname)), index);
            let mut from = surname;
            while from > name.name + 1 && line.marks(from - 1).has(Marks::PARTICLE) {
                from -= 1;
            }
            if from < surname {
                self.keys.insert(key(line.span(from, surname).of(self.text)), index);
            }
            // A hyphen is a token: "Ocasio-Cortez".
            let mut from = surname;
            while from > name.name + 1 && line.word(from - 1) == "-" {
                from -= 2;
            }
            if from < surname {
                self.keys.insert(key(line.span(from, surname).of(self.text)), index);
            }
            self.keys.entry(key(line.word(name.name))).or_insert(index);
        } else if many {
            let initials: String = (name.name..=name.last)
                .filter(|&i| line.capital(i))
                .filter_map(|i| line.word(i).chars().next())
                .collect();
            if initials.len() > 1 {
                self.keys.entry(key(&initials)).or_insert(index);
            }
            let first = line.marks(name.name);
            if !first.any(
                Marks::PLACE
                    .and(Marks::DEMONYM)
                    .and(Marks::BODY)
                    .and(Marks::ROLE)
                    .and(Marks::GIVEN)
                    .and(Marks::KNOWN_BODY),
            ) {
                self.keys.entry(key(line.word(name.name))).or_insert(index);
            }
            if line.marks(name.last).has(Marks::SUFFIX) && name.last > name.name + 1 {
                self.keys.entry(key(line.span(name.name, name.last - 1).of(self.text))).or_insert(index);
            }
        }
        // "Sierra Corporation (SNC)".
        let open = name.last + 1;
        let initial = |i: usize| line.word(i).chars().next();
        if line.word(open) == "("
            && line.word(open + 2) == ")"
            && line.capital(open + 1)
            && initial(open + 1) == initial(name.name)
        {
            self.keys.insert(key(line.word(open + 1)), index);
            if let Some(draft) = self.drafts.get_mut(index) {
                draft.short = Some(line.span(open + 1, open + 1));
            }
        }
    }

    /// The finished entities in order of their first mention.
    pub(super) fn finish(self) -> Vec<Entity> {
        let entity = |it: Draft| Entity {
            kind: it.signs.kind(),
            gender: it.signs.gender(),
            name: it.name,
            role: it.role,
            short: it.short,
            mentions: it.mentions,
        };
        self.drafts.into_iter().map(entity).collect()
    }
}

/// The letters of a name, each once, in order.
fn letters(name: &str) -> std::collections::BTreeSet<char> {
    name.chars().collect()
}

/// How a name is looked up: lower case, no full stops, straight marks.
fn key(name: &str) -> String {
    name.chars()
        .filter(|it| *it != '.')
        .flat_map(char::to_lowercase)
        .map(|it| if it == '’' { '\'' } else { it })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::analyse::entity::find;
    use crate::analyse::reading::Reading;
    use crate::analyse::reading::tests::article;
    use crate::lexicon::Lexicon;

    /// `expected`: each entity's kind's first letter, its name and how often it is named.
    fn check(text: &str, expected: &[&str]) {
        let lexicon = Lexicon::embedded();
        let (article, sentences) = article(text, &lexicon);
        let show = |it: &crate::analyse::entity::Entity| {
            let kind = format!("{:?}", it.kind);
            format!("{} {} {}", kind.chars().next().unwrap(), article.slice(it.name), it.mentions.len())
        };
        let found: Vec<String> = find(&Reading::of(&article, &sentences, &lexicon)).iter().map(show).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn surnames_mean_the_full_name() {
        check("Anna Krol left. Krol did not say why. Mr. Tarr stayed.", &["P Anna Krol 2", "P Tarr 1"]);
        check("Claure wrote it. The chairman, Marcelo Claure, did.", &["P Marcelo Claure 2"]);
        check("Donald J. Tarr won. Donald Tarr lost.", &["P Donald J. Tarr 2"]);
        check("Jan van der Berg left. Van der Berg was ill.", &["P Jan van der Berg 2"]);
    }

    #[test]
    fn bodies_and_places() {
        check("The Sierra Corporation (SNC) won in Norway. SNC will pay.", &["O Sierra Corporation 3", "P Norway 1"]);
        check("They met the Electoral Commission in Paris.", &["O Electoral Commission 1", "P Paris 1"]);
    }
}

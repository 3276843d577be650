//! What a name names: signs of a person, a body or a place are added up over all its mentions.

use super::EntityKind;
use super::name::Name;
use crate::analyse::reading::Line;
use crate::lexicon::vocabulary::Marks;

/// Whether somebody is spoken of as "she" or "he".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// The text does not tell.
    #[default]
    Unknown,
    /// She.
    Female,
    /// He.
    Male,
}

/// Signs added up.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs {
    person: i32,
    body: i32,
    place: i32,
    group: i32,
    female: i32,
    male: i32,
}

impl Signs {
    /// The signs that one mention shows.
    pub(super) fn of(line: &Line<'_>, name: &Name) -> Self {
        let mut signs = Self::default();
        signs.words(line, name);
        signs.surroundings(line, name);
        signs
    }

    /// The name's own words.
    fn words(&mut self, line: &Line<'_>, name: &Name) {
        let n = name.last - name.name + 1;
        let (first, last) = (line.marks(name.name), line.marks(name.last));
        let span = line.span(name.name, name.last);
        let known = line.lexicon.vocabulary.marks(span.of(line.text));
        if known.has(Marks::PLACE) {
            self.place += 5;
        }
        if known.has(Marks::KNOWN_BODY) {
            self.body += 6;
        }
        if known.has(Marks::DEMONYM) && n == 1 {
            self.group += 5;
        }
        if first.has(Marks::GIVEN) && n > 1 && !last.any(Marks::SUFFIX) {
            self.person += 4;
        }
        if n == 1 && first.has(Marks::GIVEN) {
            self.person += 1;
        }
        if n > 1 || known == Marks::NONE {
            self.gender_of(first, 1);
        }
        if last.has(Marks::SUFFIX) {
            self.body += 5;
        }
        let inside = |test: &dyn Fn(usize) -> bool| (name.name..=name.last).any(test);
        if n > 1 && inside(&|i| line.marks(i).any(Marks::BODY.and(Marks::KNOWN_BODY))) {
            self.body += 2;
        }
        if inside(&|i| matches!(line.word(i), "of" | "for" | "&" | "and")) {
            self.body += 3;
        }
        if inside(&|i| line.word(i).len() == 2 && line.word(i).ends_with('.')) && n > 1 {
            self.person += 2;
        }
        if line.is(
            name.last,
            &[
                "county",
                "city",
                "province",
                "island",
                "islands",
                "river",
                "street",
                "avenue",
                "valley",
                "airport",
                "bay",
                "beach",
                "mountains",
                "desert",
                "peninsula",
                "square",
                "park",
                "road",
                "bridge",
                "stadium",
                "arena",
            ],
        ) {
            self.place += 4;
        }
        let word = line.word(name.name);
        if n == 1 && word.len() > 1 && word.chars().all(|it| it.is_uppercase() || it == '&' || it == '.') {
            self.body += 3;
        } else if n == 1
            && word.chars().skip(2).any(char::is_uppercase)
            && !word.starts_with("Mc")
            && !word.starts_with("Mac")
            && !word.contains(['\'', '’', '-'])
        {
            self.body += 2;
        }
        if (2..=3).contains(&n)
            && !inside(&|i| line.marks(i).any(Marks::BODY.and(Marks::PLACE).and(Marks::DEMONYM).and(Marks::DOCUMENT)))
        {
            self.person += 1;
        }
    }

    /// The words around it.
    fn surroundings(&mut self, line: &Line<'_>, name: &Name) {
        let before = name.start.checked_sub(1);
        let next = name.last + 1;
        if name.name > name.start {
            self.person += 5;
            for i in name.start..name.name {
                self.gender_of(line.marks(i), 3);
                self.honorific(line, i);
            }
        }
        if let Some(before) = before {
            let marks = line.marks(before);
            if marks.any(Marks::ROLE) && !line.capital(before) && !marks.has(Marks::PLURAL) && !line.comma(before) {
                self.person += 4;
                self.gender_of(marks, 2);
            }
            if line.is(before, &["in", "near", "at", "outside", "across", "throughout"]) {
                self.place += 2;
            } else if line.is(before, &["the"]) && !line.tag(next).is_noun() {
                self.person -= 2;
                self.body += 1;
            }
        }
        if line.is(next, &["administration", "campaign", "presidency", "supporters", "allies", "aides"]) {
            self.person += 2;
        }
        if line.is(next, &["who", "himself", "herself"]) {
            self.person += 3;
            self.female += i32::from(line.is(next, &["herself"])) * 3;
            self.male += i32::from(line.is(next, &["himself"])) * 3;
        }
        if line.comma(next) {
            // An age, or a role in apposition.
            let after = line.word(next + 1);
            if after.len() == 2 && after.bytes().all(|it| it.is_ascii_digit()) && line.comma(next + 2) {
                self.person += 4;
            } else if line.is(next + 1, &["who", "whose"]) {
                self.person += 3;
            } else if line.is(next + 1, &["which"]) {
                self.body += 2;
            } else {
                let role = (next + 1..next + 7)
                    .take_while(|&i| i < line.len() && !line.comma(i))
                    .find(|&i| line.marks(i).any(Marks::ROLE));
                if let Some(role) = role {
                    self.person += 2;
                    self.gender_of(line.marks(role), 2);
                }
            }
        }
        if matches!(line.word(next), "'s" | "’s") && line.marks(next + 1).any(Marks::ROLE.and(Marks::PERSON)) {
            self.body += 1;
        }
    }

    fn gender_of(&mut self, marks: Marks, weight: i32) {
        self.female += i32::from(marks.has(Marks::FEMALE)) * weight;
        self.male += i32::from(marks.has(Marks::MALE)) * weight;
    }

    fn honorific(&mut self, line: &Line<'_>, i: usize) {
        if line.is(i, &["mr", "mr.", "sir", "lord", "king", "prince"]) {
            self.male += 5;
        } else if line.is(i, &["mrs", "mrs.", "ms", "ms.", "miss", "dame", "lady", "madam", "queen", "princess"]) {
            self.female += 5;
        }
    }

    /// Both added up.
    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            person: self.person + other.person,
            body: self.body + other.body,
            place: self.place + other.place,
            group: self.group + other.group,
            female: self.female + other.female,
            male: self.male + other.male,
        }
    }

    /// A pronoun was resolved to it.
    pub(crate) fn kind(self) -> EntityKind {
        let best = self.person.max(self.body).max(self.place).max(self.group);
        if best <= 0 {
            EntityKind::Other
        } else if self.place == best && self.place > self.person {
            EntityKind::Place
        } else if self.group == best && self.group > self.person {
            EntityKind::Group
        } else if self.body == best && self.body > self.person {
            EntityKind::Organisation
        } else {
            EntityKind::Person
        }
    }

    /// She or he.
    pub(super) fn gender(self) -> Gender {
        match self.female - self.male {
            0 => Gender::Unknown,
            1.. => Gender::Female,
            _ => Gender::Male,
        }
    }
}

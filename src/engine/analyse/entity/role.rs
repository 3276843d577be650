//! Roles: what stands before or after a person's name and says what they are.

use super::name::Name;
use crate::analyse::reading::Line;
use crate::lexicon::vocabulary::Marks;
use crate::segment::tag::Tag;
use crate::span::Span;

/// A role longer than this is a story of its own.
const LONGEST: usize = 120;

/// The fullest role that stands beside `name`.
pub(super) fn role(line: &Line<'_>, name: &Name) -> Option<Span> {
    let fits = |it: &Span| it.len() <= LONGEST;
    let after = after(line, name).filter(fits);
    let before = before(line, name).filter(fits);
    // "Mr." alone says nothing.
    match (before, after) {
        (Some(before), Some(after)) => Some(if after.len() > before.len() { after } else { before }),
        (before, after) => before.or(after),
    }
}

/// "White House spokesman Ann Lowe", "her adviser, Ann Lowe,".
fn before(line: &Line<'_>, name: &Name) -> Option<Span> {
    let titled = name.name > name.start;
    let mut end = if titled { name.name } else { name.start };
    // An apposition turned round: the role, a comma, the name, and a comma after it.
    if !titled
        && end > 1
        && line.comma(end - 1)
        && (line.comma(name.last + 1) || ends(line, name.last + 1))
        && line.marks(end - 2).any(Marks::ROLE)
    {
        end -= 1;
        return span_back(line, end, true);
    }
    // "secretary of state Ann Lowe".
    let complement =
        end > 3 && line.is(end - 2, &["of"]) && line.marks(end - 3).has(Marks::ROLE) && !line.capital(end - 1);
    if titled
        || complement
        || end
            .checked_sub(1)
            .is_some_and(|i| line.marks(i).any(Marks::ROLE.and(Marks::DEMONYM)) && !line.marks(i).has(Marks::PLURAL))
    {
        return span_back(line, end, titled);
    }
    None
}

/// The role that ends before token `end`, walked back to its beginning.
fn span_back(line: &Line<'_>, end: usize, sure: bool) -> Option<Span> {
    let last = end.checked_sub(1)?;
    let mut start = last;
    while let Some(i) = start.checked_sub(1) {
        if goes_back(line, i, start) {
            start = i;
        } else {
            break;
        }
    }
    while start < last
        && (line.marks(start).any(Marks::DETERMINER.and(Marks::CONJUNCTION).and(Marks::ADVERB)) && !line.capital(start)
            || matches!(line.word(start), "'s" | "’s" | "," | "-"))
    {
        start += 1;
    }
    let empty = start == last
        && (address(line, last) || !sure && line.marks(last).has(Marks::DEMONYM) && !line.marks(last).has(Marks::ROLE));
    (!empty).then(|| line.span(start, last))
}

/// Whether the role that begins at `start` takes in token `i` before it.
fn goes_back(line: &Line<'_>, i: usize, start: usize) -> bool {
    let marks = line.marks(i);
    let word = line.word(i);
    if matches!(word, "'s" | "’s") {
        return true;
    }
    if word == "-" {
        return true;
    }
    if matches!(word, "and" | "&" | ",") {
        // "chairman, CEO and president": only between roles.
        let role = |at: usize| {
            line.marks(at).any(Marks::ROLE.and(Marks::TITLE))
                && !line.marks(at).has(Marks::PLURAL)
                && !address(line, at)
        };
        let before = i.checked_sub(1).is_some_and(role);
        return before && (role(start) || role(start + 1));
    }
    if matches!(word, "of" | "for" | "at" | "to") {
        // "secretary of state Ann Lowe".
        return i.checked_sub(1).is_some_and(|it| line.marks(it).any(Marks::ROLE.and(Marks::TITLE)));
    }
    if line.quote_mark(i) || word.chars().all(|it| !it.is_alphanumeric()) {
        return false;
    }
    if line.capital(i)
        && !marks.any(
            Marks::PREPOSITION.and(Marks::CONJUNCTION).and(Marks::SUBORDINATOR).and(Marks::DETERMINER).and(Marks::TIME),
        )
    {
        return true;
    }
    let tag = line.tag(i);
    let noun =
        tag.is_noun() || tag.is_adjective() || tag == Tag::VBN && line.is(i, &["retired", "elected", "appointed"]);
    let closed = Marks::PREPOSITION
        .and(Marks::CONJUNCTION)
        .and(Marks::SUBORDINATOR)
        .and(Marks::AUXILIARY)
        .and(Marks::PRONOUN)
        .and(Marks::TIME);
    (noun || line.is(i, &["former", "then", "ex", "acting", "deputy", "senior"]))
        && !marks.any(closed.and(Marks::DETERMINER))
        || line.is(i, &["then"])
}

/// "Mr." and its like say nothing of what somebody is.
fn address(line: &Line<'_>, i: usize) -> bool {
    line.is(i, &["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr."])
}

fn ends(line: &Line<'_>, i: usize) -> bool {
    i >= line.len() || line.tag(i) == Tag::Stop
}

/// "Ann Lowe, PG&E's director of things,".
fn after(line: &Line<'_>, name: &Name) -> Option<Span> {
    let comma = name.last + 1;
    if !line.comma(comma) {
        return None;
    }
    let mut first = comma + 1;
    if line.is(first, &["and", "or", "but"]) {
        return None;
    }
    // An age before it.
    if line.word(first).bytes().all(|it| it.is_ascii_digit()) && line.comma(first + 1) {
        first += 2;
    }
    if line.is(first, &["the", "a", "an"]) && line.is(first, &["the"]) {
        first += 1;
    }
    let mut head = None;
    let mut i = first;
    while i < line.len() {
        let marks = line.marks(i);
        let word = line.word(i);
        if line.comma(i) {
            // "…, and Chairman of …" goes on; anything else ends it.
            let more = line.is(i + 1, &["and"])
                && (i + 2..i + 5).any(|it| line.marks(it).any(Marks::ROLE) && line.tag(it).is_noun());
            let later = (i + 2..line.len()).find(|&it| line.comma(it));
            if !(more && later.is_some() && head.is_some()) {
                break;
            }
        } else if line.quote_mark(i) || matches!(word, ";" | ":" | "(" | "—" | "–" | "--") || line.tag(i) == Tag::Stop
        {
            break;
        } else if head.is_none()
            && marks.any(Marks::ROLE.and(Marks::TITLE))
            && !marks.has(Marks::PLURAL)
            && !line.tag(i).is_finite()
        {
            head = Some(i);
        } else if head.is_none()
            && (i > first + 6 || line.tag(i).is_finite() || marks.any(Marks::SUBORDINATOR.and(Marks::PRONOUN)))
        {
            return None;
        } else if head.is_some() && (marks.any(Marks::SUBORDINATOR) || line.tag(i).is_finite()) {
            // "…, an adviser who left": the role ends before the clause.
            break;
        }
        i += 1;
    }
    head?;
    let last = i.checked_sub(1)?;
    (last >= first).then(|| line.span(first, last))
}

#[cfg(test)]
mod tests {
    use crate::analyse::entity::{EntityKind, find};
    use crate::analyse::reading::Reading;
    use crate::analyse::reading::tests::article;
    use crate::lexicon::Lexicon;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let lexicon = Lexicon::embedded();
        let (article, sentences) = article(text, &lexicon);
        let entities = find(&Reading::of(&article, &sentences, &lexicon));
        let people = entities.iter().filter(|it| it.kind == EntityKind::Person);
        let found: Vec<(&str, &str)> =
            people.map(|it| (article.slice(it.name), it.role.map_or("", |role| article.slice(role)))).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn roles_before_the_name() {
        check(
            "White House National Security Council spokesman Brian Lowe said no.",
            &[("Brian Lowe", "White House National Security Council spokesman")],
        );
        check("Norwegian Prime Minister Anna Krol left.", &[("Anna Krol", "Norwegian Prime Minister")]);
        check(
            "It was said by chairman, CEO and president Craig Tarr on Friday.",
            &[("Craig Tarr", "chairman, CEO and president")],
        );
        check(
            "But former secretary of state Anna Krol is not one of them.",
            &[("Anna Krol", "former secretary of state")],
        );
        check("Her senior policy adviser, Jake Tarr, said no.", &[("Jake Tarr", "senior policy adviser")]);
        check("Labour's Shadow Home Secretary Anna Krol said no.", &[("Anna Krol", "Labour's Shadow Home Secretary")]);
    }

    #[test]
    fn roles_after_the_name() {
        check(
            "The weather should ease, said Mark Tarr, BG&E's senior director of emergency response.",
            &[("Mark Tarr", "BG&E's senior director of emergency response")],
        );
        check(
            "Anna Krol, the director of the Home Institute, and Chairman of the Salt Trust, said no.",
            &[("Anna Krol", "director of the Home Institute, and Chairman of the Salt Trust")],
        );
        check("Anna Krol, who was there, said no.", &[("Anna Krol", "")]);
        check("Anna Krol, 45, a teacher from Oslo, said no.", &[("Anna Krol", "a teacher from Oslo")]);
    }
}

//! (Long: one row, read from top to bottom.) What is measured of a question and a sentence: the features that the trees rank and judge by.

use crate::answer::ask::{Asked, Kind};
use crate::answer::encoder::{Compared, Encoded, dot};
use crate::answer::index::{Index, Line};
use crate::answer::table::nearness;
use crate::answer::word::Shape;

/// A term counts as found where a word at least this near stands.
const FOUND: f32 = 0.55;

/// What the encoder's two measures weigh, as it was trained.
const BY_WHOLE: f32 = 10.0;
const BY_LATE: f32 = 6.0;

/// How a term of the question fares in one line.
#[derive(Clone, Copy, Debug, Default)]
struct Fit {
    /// Nearness of the nearest word, 1 for the same stem.
    near: f32,
    /// That word's place in the line.
    at: usize,
}

/// How a question fares in an article: everything that is reckoned once a question.
#[derive(Debug)]
pub(crate) struct Match<'a> {
    index: &'a Index,
    asked: &'a Asked,
    /// For each line, for each term.
    fits: Vec<Fit>,
    /// For each line: how near it comes when both are read in their context.
    context: Vec<Context>,
    best_context: f32,
    /// For each line: soft coverage, exact coverage, cosine, the last together with the neighbours' words.
    gist: Vec<Gist>,
    best: Gist,
    weight: f32,
}

/// The measures that lines are compared by among themselves.
#[derive(Clone, Copy, Debug, Default)]
struct Gist {
    soft: f32,
    exact: f32,
    cosine: f32,
    wide: f32,
    sum: f32,
}

/// Nearness of the question and a line, both read in their context.
#[derive(Clone, Copy, Debug, Default)]
struct Context {
    whole: f32,
    late: f32,
    both: f32,
}

impl Context {
    fn of(asked: &Encoded, line: &Compared) -> Self {
        let (Some(a), Some(b)) = (&asked.whole, &line.whole) else { return Self { whole: 0.0, late: 0.0, both: -9.0 } };
        let whole = dot(a, b);
        let nearest = line.nearest(&asked.words);
        let late = nearest.iter().zip(&asked.counts).map(|(near, count)| count * near);
        let late = late.sum();
        Self { whole, late, both: BY_WHOLE * whole + BY_LATE * late }
    }
}

impl<'a> Match<'a> {
    /// Compares a question with every line.
    pub(crate) fn of(index: &'a Index, asked: &'a Asked) -> Self {
        let terms = asked.terms.len();
        let mut near = vec![0.0_f32; index.distinct.len() * terms];
        for (distinct, row) in index.distinct.iter().zip(near.chunks_exact_mut(terms.max(1))) {
            for (term, to) in asked.terms.iter().zip(row) {
                *to = if term.word.stem == distinct.stem {
                    1.0
                } else if distinct.empty {
                    0.0
                } else {
                    match (&term.vector, &distinct.vector) {
                        (Some(a), Some(b)) => nearness(a, b).clamp(0.0, 0.97),
                        _ => 0.0,
                    }
                };
            }
        }
        let mut fits = vec![Fit::default(); index.lines.len() * terms];
        for (line, fits) in index.lines.iter().zip(fits.chunks_exact_mut(terms.max(1))) {
            for (at, &distinct) in index.distinct_in(line).iter().enumerate() {
                let from = distinct as usize * terms;
                for (fit, &near) in fits.iter_mut().zip(near.get(from..from + terms).unwrap_or_default()) {
                    if near > fit.near {
                        *fit = Fit { near, at };
                    }
                }
            }
        }
        let weight = asked.terms.iter().map(|it| it.weight).sum::<f32>().max(0.05);
        let context: Vec<Context> = index.lines.iter().map(|it| Context::of(&asked.encoded, &it.encoded)).collect();
        let evident = context.iter().zip(&index.lines).filter(|(_, line)| line.evidence);
        let best_context = evident.map(|(it, _)| it.both).fold(-9.0, f32::max);
        let mut found =
            Self { index, asked, fits, context, best_context, gist: Vec::new(), best: Gist::default(), weight };
        found.gist = (0..index.lines.len()).map(|it| found.gist_of(it)).collect();
        for (gist, line) in found.gist.iter().zip(&index.lines) {
            if line.evidence {
                found.best.soft = found.best.soft.max(gist.soft);
                found.best.exact = found.best.exact.max(gist.exact);
                found.best.cosine = found.best.cosine.max(gist.cosine);
                found.best.wide = found.best.wide.max(gist.wide);
                found.best.sum = found.best.sum.max(gist.sum);
            }
        }
        found
    }

    fn fits_in(&self, line: usize) -> &[Fit] {
        let terms = self.asked.terms.len();
        let from = line.checked_mul(terms);
        from.and_then(|from| self.fits.get(from..from.checked_add(terms)?)).unwrap_or_default()
    }

    fn covered(&self, line: usize, value: impl Fn(f32) -> f32) -> f32 {
        let terms = self.asked.terms.iter().zip(self.fits_in(line));
        terms.map(|(term, fit)| term.weight * value(fit.near)).sum::<f32>() / self.weight
    }

    fn gist_of(&self, at: usize) -> Gist {
        let Some(line) = self.index.lines.get(at) else { return Gist::default() };
        let soft = self.covered(at, |it| it);
        let exact = self.covered(at, |it| f32::from(it > 0.99));
        let cosine = dot(&self.asked.meaning, &line.meaning);
        let mut wide = 0.0;
        for (number, term) in self.asked.terms.iter().enumerate() {
            let of = |line: usize| self.fits_in(line).get(number).map_or(0.0, |it| it.near);
            let beside = of(at.wrapping_sub(1)).max(of(at + 1)).max(of(at.wrapping_sub(2)) * 0.8);
            wide += term.weight * of(at).max(0.8 * beside);
        }
        wide /= self.weight;
        Gist { soft, exact, cosine, wide, sum: soft + 0.5 * exact + cosine + 0.5 * wide }
    }

    /// The lines that are roughly nearest, best first; the trees see no others.
    pub(crate) fn candidates(&self, most: usize) -> Vec<usize> {
        let rough = |at: usize| {
            let both = self.context.get(at).map_or(-9.0, |it| it.both);
            self.gist.get(at).map_or(0.0, |it| it.sum) + 0.5 * both
        };
        let lines = self.index.lines.iter().enumerate().filter(|(_, line)| line.evidence);
        let mut lines: Vec<(usize, f32)> = lines.map(|(at, _)| (at, rough(at))).collect();
        lines.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        lines.truncate(most);
        lines.into_iter().map(|it| it.0).collect()
    }

    /// The features of one line. [`NAMES`] says what each is.
    pub(crate) fn features(&self, at: usize, row: &mut Vec<f32>) {
        row.clear();
        let (Some(line), Some(gist)) = (self.index.lines.get(at), self.gist.get(at)) else { return };
        let words = self.index.words_of(line);
        let fits = self.fits_in(at);
        let asked = self.asked;
        let rank = |of: &dyn Fn(&Gist) -> f32| {
            let own = of(gist);
            let above =
                self.gist.iter().zip(&self.index.lines).filter(|(it, line)| line.evidence && of(it) > own).count();
            above.min(20) as f32
        };
        // How the terms fare.
        row.extend([gist.soft, gist.exact, gist.cosine, gist.wide]);
        row.extend([
            gist.soft - self.best.soft,
            gist.exact - self.best.exact,
            gist.cosine - self.best.cosine,
            gist.wide - self.best.wide,
            gist.sum - self.best.sum,
        ]);
        row.extend([rank(&|it| it.soft), rank(&|it| it.cosine), rank(&|it| it.sum)]);
        row.push(self.covered(at, |it| f32::from(it > FOUND)));
        row.push(self.covered(at, |it| f32::from(it > 0.4)));
        let mut least = 1.0_f32;
        let mut missing = 0.0_f32;
        let mut strongest = 0.0_f32;
        let mut scarce = 0.0_f32;
        let (mut names, mut names_here, mut names_near) = (0.0_f32, 0.0_f32, 0.0_f32);
        for (number, (term, fit)) in asked.terms.iter().zip(fits).enumerate() {
            least = least.min(fit.near);
            missing = missing.max(term.weight * (1.0 - fit.near));
            strongest = strongest.max(term.weight * fit.near);
            if fit.near > 0.99 {
                let lines = words
                    .get(fit.at)
                    .and_then(|_| self.index.distinct_in(line).get(fit.at))
                    .and_then(|it| self.index.distinct.get(*it as usize));
                let share = lines.map_or(1.0, |it| it.lines as f32) / self.index.lines.len().max(1) as f32;
                scarce += -share.max(0.001).ln();
            }
            if term.name {
                names += 1.0;
                names_here += f32::from(fit.near > 0.8);
                let beside = |line: usize| self.fits_in(line).get(number).is_some_and(|it| it.near > 0.8);
                names_near += f32::from(fit.near > 0.8 || beside(at.wrapping_sub(1)) || beside(at.wrapping_sub(2)));
            }
        }
        row.extend([least, missing, strongest, scarce, names, names - names_here, names - names_near]);
        // The focus and the words after it.
        let focus = asked.focus.and_then(|it| fits.get(it));
        row.push(focus.map_or(-1.0, |it| it.near));
        row.push(fits.first().map_or(-1.0, |it| it.near));
        row.push(fits.last().map_or(-1.0, |it| it.near));
        row.push(self.together(fits));
        // Whether it supplies what is asked for.
        let supplied = self.supplied(line, fits);
        row.extend(supplied);
        if let Some(focus) = focus.filter(|it| it.near > FOUND) {
            let number = words.iter().enumerate().filter(|(_, it)| it.shape.any(Shape::DIGITS.or(Shape::NUMERAL)));
            let nearest = number.map(|(at, _)| at.abs_diff(focus.at)).min().unwrap_or(20);
            row.push(nearest.min(20) as f32);
        } else {
            row.push(-1.0);
        }
        // What kind of line it is.
        row.push(words.len() as f32);
        let place = at as f32 / self.index.lines.len().max(1) as f32;
        row.extend([at.min(30) as f32, place]);
        row.extend([f32::from(line.opens), f32::from(line.quotes), f32::from(line.asks)]);
        row.push(words.first().map_or(0.0, |it| f32::from(it.shape.has(Shape::PRONOUN))));
        for shape in [
            Shape::SAYING,
            Shape::NEGATION,
            Shape::REASON,
            Shape::FUTURE,
            Shape::PERSON,
            Shape::PLACE,
            Shape::DATE,
            Shape::MONEY,
            Shape::PERCENT,
            Shape::UNIT,
        ] {
            row.push(f32::from(line.shapes.any(shape)));
        }
        let numbers = words.iter().filter(|it| it.shape.any(Shape::DIGITS.or(Shape::NUMERAL))).count();
        row.push(numbers as f32);
        // Neighbours.
        row.push(dot(&asked.meaning, &line.around));
        row.push(self.gist.get(at.wrapping_sub(1)).map_or(-1.0, |it| it.soft));
        row.push(self.gist.get(at + 1).map_or(-1.0, |it| it.soft));
        row.push(dot(&line.meaning, &self.index.headline));
        // The question by itself.
        row.push(asked.kind as usize as f32);
        row.push(f32::from(asked.opinion));
        row.push(f32::from(asked.future));
        row.push(asked.terms.len() as f32);
        row.push(self.weight);
        row.push(asked.terms.iter().filter(|it| it.vector.is_none()).count() as f32);
        row.push(dot(&asked.meaning, &self.index.headline));
        // Both read in their context.
        let context = self.context.get(at).copied().unwrap_or_default();
        row.extend([context.whole, context.late, context.both, context.both - self.best_context]);
        let above =
            self.context.iter().zip(&self.index.lines).filter(|(it, line)| line.evidence && it.both > context.both);
        row.push(above.count().min(20) as f32);
        row.push(self.context.get(at.wrapping_sub(1)).map_or(-9.0, |it| it.both));
        row.push(self.context.get(at + 1).map_or(-9.0, |it| it.both));
    }

    /// Measures of what the line offers in place of the question word: how many of it, how near to the terms found.
    fn supplied(&self, line: &Line, fits: &[Fit]) -> [f32; 4] {
        let words = self.index.words_of(line);
        let wanted = self.asked.wanted;
        if wanted == Shape::default() {
            return [-1.0, -1.0, -1.0, -1.0];
        }
        let mut count = 0.0;
        let mut nearest = 20.0_f32;
        let mut weighed = 0.0_f32;
        for (at, word) in words.iter().enumerate() {
            if !word.shape.any(wanted) || self.asked.mentions(word.stem) {
                continue;
            }
            count += 1.0;
            let mut close = 0.0;
            for (term, fit) in self.asked.terms.iter().zip(fits) {
                if fit.near > 0.4 {
                    let apart = fit.at.abs_diff(at) as f32;
                    if fit.near > FOUND {
                        nearest = nearest.min(apart);
                    }
                    close += term.weight * fit.near / (1.0 + apart);
                }
            }
            weighed = weighed.max(close);
        }
        let strict = match self.asked.kind {
            Kind::Who => Shape::PERSON,
            Kind::When => Shape::DATE.or(Shape::YEAR),
            Kind::Where => Shape::PLACE,
            Kind::HowMuch => Shape::MONEY.or(Shape::PERCENT),
            Kind::HowMany | Kind::Degree => Shape::DIGITS,
            Kind::HowLong => Shape::UNIT,
            _ => wanted,
        };
        let strict = words.iter().any(|it| it.shape.any(strict) && !self.asked.mentions(it.stem));
        [count, nearest, weighed, f32::from(strict)]
    }

    /// How much of the line lies between the terms found: 1 when they stand side by side.
    fn together(&self, fits: &[Fit]) -> f32 {
        let found: Vec<usize> = fits.iter().filter(|it| it.near > FOUND).map(|it| it.at).collect();
        match (found.iter().min(), found.iter().max()) {
            (Some(first), Some(last)) if found.len() > 1 => found.len() as f32 / (last - first + 1) as f32,
            _ => 0.0,
        }
    }

    /// What is measured of the whole article, for the judge of whether it answers at all.
    pub(crate) fn overall(&self, row: &mut Vec<f32>) {
        let terms = self.asked.terms.len();
        let mut best = vec![0.0_f32; terms];
        for (line, fits) in self.index.lines.iter().zip(self.fits.chunks_exact(terms.max(1))) {
            if line.evidence {
                for (to, fit) in best.iter_mut().zip(fits) {
                    *to = to.max(fit.near);
                }
            }
        }
        let weighed =
            self.asked.terms.iter().zip(&best).map(|(term, best)| term.weight * best).sum::<f32>() / self.weight;
        let least = best.iter().copied().fold(1.0, f32::min);
        let absent =
            self.asked.terms.iter().zip(&best).map(|(term, best)| term.weight * (1.0 - best)).fold(0.0, f32::max);
        let names = self.asked.terms.iter().zip(&best).filter(|(term, best)| term.name && **best < 0.8).count();
        row.extend([weighed, least, absent, names as f32]);
        row.extend([self.best.soft, self.best.exact, self.best.cosine, self.best.wide]);
        row.push(self.index.lines.iter().filter(|it| it.evidence).count() as f32);
    }
}

/// What each feature of a line is, in order.
pub(crate) const NAMES: [&str; 66] = [
    "soft",
    "exact",
    "cosine",
    "wide",
    "soft_lag",
    "exact_lag",
    "cosine_lag",
    "wide_lag",
    "sum_lag",
    "soft_rank",
    "cosine_rank",
    "sum_rank",
    "found",
    "half_found",
    "least",
    "missing",
    "strongest",
    "scarce",
    "names",
    "names_missing",
    "names_far",
    "focus",
    "first_term",
    "last_term",
    "together",
    "supply_count",
    "supply_near",
    "supply_weighed",
    "supply_strict",
    "focus_number",
    "length",
    "at",
    "place",
    "opens",
    "quotes",
    "asks",
    "pronoun",
    "has_saying",
    "has_negation",
    "has_reason",
    "has_future",
    "has_person",
    "has_place",
    "has_date",
    "has_money",
    "has_percent",
    "has_unit",
    "numbers",
    "around",
    "soft_before",
    "soft_after",
    "headline",
    "kind",
    "opinion",
    "future",
    "terms",
    "weight",
    "unknown",
    "asked_headline",
    "context_whole",
    "context_late",
    "context",
    "context_lag",
    "context_rank",
    "context_before",
    "context_after",
];

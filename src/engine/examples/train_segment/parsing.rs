//! Training the parser: it walks its own steps, mistakes included, and learns which step loses fewest arcs from there.

use engine::segment::model::{CLASSES, Dense, Sparse, Sure, best};
use engine::segment::parser::{self, State, Step};
use engine::segment::rel::Rel;
use engine::segment::tag::Tag;

use crate::corpus::Gold;
use crate::hints;
use crate::perceptron::{Perceptron, Random, pairs};
use crate::sure::Counts;

/// A sentence with the tags that the tagger, not having seen it, gives it.
pub(crate) struct Example<'a> {
    pub(crate) gold: &'a Gold,
    pub(crate) tags: Vec<Tag>,
    codes: Vec<u32>,
}

impl<'a> Example<'a> {
    pub(crate) fn new(gold: &'a Gold, tags: Vec<Tag>) -> Self {
        let codes = tags.iter().map(|&it| it as u32).collect();
        Self { gold, tags, codes }
    }
}

/// The tables of the parser, as bytes.
pub(crate) struct Tables {
    pub(crate) steps: Vec<u8>,
    pub(crate) rels: Vec<u8>,
    pub(crate) sure_steps: Vec<u8>,
    pub(crate) sure_rels: Vec<u8>,
}

const STEPS: usize = Step::ALL.len();
const RELS: usize = Rel::ALL.len();

/// Trains for some rounds, from the second on mostly along the parser's own steps; gives tables of `2^bits` slots for
/// steps and relations.
pub(crate) fn train(examples: &[Example], bits: (u32, u32), rounds: usize, random: &mut Random) -> Tables {
    let (mut seen_steps, mut seen_rels) = (Vec::new(), Vec::new());
    let (mut step_counts, mut rel_counts) = (Counts::default(), Counts::default());
    let mut state = State::default();
    for example in examples {
        walk(example, &mut state, |state, costs| {
            seen_steps.extend(step_features(example, state));
            let step = cheapest(costs);
            let sure = example.gold.hints.is_empty();
            if sure {
                state.step_situations().into_iter().for_each(|it| step_counts.add(it, step as usize));
            }
            if let Some((head, dependent)) = state.arc(step) {
                if sure && head != state.root() {
                    rel_counts.add(state.rel_situation(head, dependent), example.gold.rels[dependent].index());
                }
                seen_rels.extend(rel_features(example, state, head, dependent));
                return (step, example.gold.rels[dependent]);
            }
            (step, Rel::Dep)
        });
    }
    let mut steps = Perceptron::<STEPS>::new(seen_steps, 2);
    let mut rels = Perceptron::<RELS>::new(seen_rels, 2);

    let mut order: Vec<&Example> = examples.iter().collect();
    for round in 0..rounds {
        random.shuffle(&mut order);
        for example in &order {
            walk(example, &mut state, |state, costs| {
                let features = steps.places(&step_features(example, state));
                let scores = steps.score(&features);
                let guess = pick(&scores, |step| costs[step as usize].is_some());
                let least = costs.iter().flatten().min().copied();
                let right = pick(&scores, |step| costs[step as usize].is_some() && costs[step as usize] == least);
                steps.tick();
                if guess != right && costs[guess as usize] != least {
                    steps.update(&features, right as usize, guess as usize, example.gold.weight);
                }
                let explore = round > 0 && !random.next().is_multiple_of(10);
                let step = if explore { guess } else { right };
                let Some((head, dependent)) = state.arc(step) else { return (step, Rel::Dep) };
                if head == state.root() {
                    return (step, Rel::Root);
                }
                let features = rels.places(&rel_features(example, state, head, dependent));
                let guess = strongest(&rels.score(&features));
                let gold = example.gold;
                let gold_head = gold.heads[dependent];
                rels.tick();
                if gold_head == head && gold_head != dependent && guess != gold.rels[dependent] {
                    rels.update(&features, gold.rels[dependent].index(), guess.index(), gold.weight);
                }
                (step, guess)
            });
        }
    }
    Tables {
        steps: Dense::bytes(bits.0, steps.rows()),
        rels: Sparse::bytes(bits.1, rels.rows().map(|(feature, weights)| (feature, pairs(&weights)))),
        sure_steps: step_counts.bytes(16, 20, 300),
        sure_rels: rel_counts.bytes(15, 20, 150),
    }
}

/// The engine's features, and those of the hints where there are any.
fn step_features(example: &Example, state: &State) -> Vec<u32> {
    let mut features = state.step_features().to_vec();
    hints::step_features(example.gold, state, &example.codes, &mut features);
    features
}

fn rel_features(example: &Example, state: &State, head: usize, dependent: usize) -> Vec<u32> {
    let mut features = state.rel_features(head, dependent).to_vec();
    if head != state.root() {
        hints::rel_features(example.gold, head, dependent, &example.codes, &mut features);
    }
    features
}

/// Goes through a sentence by the steps that `choose` picks, telling it what each allowed step would lose.
fn walk(example: &Example, state: &mut State, mut choose: impl FnMut(&State, [Option<usize>; 3]) -> (Step, Rel)) {
    let gold = example.gold;
    state.begin(&gold.forms, &example.tags);
    let root = state.root();
    let heads: Vec<usize> =
        gold.heads.iter().enumerate().map(|(at, &head)| if head == at { root } else { head }).collect();
    let mut children = vec![Vec::new(); root + 1];
    for (at, &head) in heads.iter().enumerate() {
        children[head].push(at);
    }
    let mut on_stack = vec![false; root + 1];
    while !state.is_done() {
        let costs = Step::ALL.map(|step| state.allows(step).then(|| cost(state, step, &heads, &children, &on_stack)));
        let (step, rel) = choose(state, costs);
        match state.arc(step) {
            None => on_stack[state.next()] = true,
            Some((_, dependent)) => on_stack[dependent] = false,
        }
        state.make(step, rel);
    }
}

/// How many gold arcs can no longer be drawn after the step.
fn cost(state: &State, step: Step, heads: &[usize], children: &[Vec<usize>], on_stack: &[bool]) -> usize {
    let next = state.next();
    let stack = state.stack();
    match step {
        Step::Shift => {
            let top = stack.last().copied();
            let head = heads[next];
            let head_lost = on_stack[head] && Some(head) != top;
            usize::from(head_lost) + children[next].iter().filter(|&&it| on_stack[it]).count()
        }
        Step::Left | Step::Right => {
            let Some((to, top)) = state.arc(step) else { return 0 };
            let head = heads[top];
            let under = stack.iter().nth_back(1).copied();
            let head_lost = head != to && (head >= next || Some(head) == under);
            usize::from(head_lost) + children[top].iter().filter(|&&it| it >= next).count()
        }
    }
}

fn cheapest(costs: [Option<usize>; 3]) -> Step {
    let allowed = Step::ALL.into_iter().filter(|&step| costs[step as usize].is_some());
    // A reduction before a shift, where both lose nothing.
    allowed.rev().min_by_key(|&step| costs[step as usize]).unwrap_or(Step::Shift)
}

fn pick(scores: &[i32; STEPS], allowed: impl Fn(Step) -> bool) -> Step {
    let steps = Step::ALL.into_iter().filter(|&step| allowed(step));
    steps.rev().max_by_key(|&step| scores[step as usize]).unwrap_or(Step::Shift)
}

fn strongest(scores: &[i32; RELS]) -> Rel {
    Rel::ALL.into_iter().rev().max_by_key(|rel| scores[rel.index()]).unwrap_or(Rel::Dep)
}

/// Heads and relations by the tables.
pub(crate) fn parse(tables: &Tables, example: &Example) -> Vec<(usize, Rel)> {
    let tables = parser::Tables {
        steps: Dense::new(&tables.steps),
        rels: Sparse::new(&tables.rels),
        sure_steps: Sure::new(&tables.sure_steps),
        sure_rels: Sure::new(&tables.sure_rels),
    };
    let mut arcs = vec![(0, Rel::Dep); example.tags.len()];
    let mut state = State::default();
    if example.gold.hints.is_empty() {
        parser::parse(&tables, &mut state, &example.gold.forms, &example.tags, |at, head, rel| {
            arcs[at] = (head.map_or(at, usize::from), rel);
        });
        return arcs;
    }
    walk(example, &mut state, |state, costs| {
        let mut scores = [0; STEPS];
        step_features(example, state).into_iter().for_each(|it| tables.steps.add(it, &mut scores));
        let step = pick(&scores.map(i32::from), |step| costs[step as usize].is_some());
        let Some((head, dependent)) = state.arc(step) else { return (step, Rel::Dep) };
        if head == state.root() {
            arcs[dependent] = (dependent, Rel::Root);
            return (step, Rel::Root);
        }
        let mut scores = [0; CLASSES];
        rel_features(example, state, head, dependent).into_iter().for_each(|it| tables.rels.add(it, &mut scores));
        let rel = Rel::from_index(best(&scores, RELS));
        arcs[dependent] = (head, rel);
        (step, rel)
    });
    arcs
}

/// Words (marks apart), those with the right head, those with the right relation too.
pub(crate) fn score(tables: &Tables, examples: &[Example]) -> [usize; 3] {
    let mut counts = [0; 3];
    for example in examples {
        let gold = example.gold;
        for (at, (head, rel)) in parse(tables, example).into_iter().enumerate() {
            if gold.rels[at] == Rel::Punct {
                continue;
            }
            counts[0] += 1;
            counts[1] += usize::from(head == gold.heads[at]);
            counts[2] += usize::from(head == gold.heads[at] && rel == gold.rels[at]);
        }
    }
    counts
}

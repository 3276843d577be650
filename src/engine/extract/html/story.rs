//! Which blocks of a page are its story: those that the model takes for it, and if it takes too little, what else there is.

use super::block::Block;
use super::feature::{self, Said};
use super::place::{Places, prose};
use super::tree::Tree;
use crate::answer::forest::Forest;

/// Trees that `model/train.py` grew.
static MODEL: &[u8] = include_bytes!("model/story.bin");

/// Value of the trees from which on a block is taken for the story's.
const ENOUGH: f32 = 0.25;

/// Words of a story that is surely not all of it.
const FEW: usize = 25;

/// For each block, whether it is the story's.
pub(super) fn choose(tree: &Tree, blocks: &[Block], places: &Places, said: &Said<'_>) -> Vec<bool> {
    let rows = feature::measure(tree, blocks, places, said);
    let model = Forest::new(MODEL);
    let values: Vec<f32> = rows.iter().map(|it| model.value(it)).collect();
    let chosen: Vec<bool> = values.iter().map(|it| *it > ENOUGH).collect();
    let visible = |it: &Block| !it.hidden;
    let inside = |it: &Block| places.away(it.element) == 0 && it.linked * 2 <= it.letters;
    let loose: [&dyn Fn(&Block) -> bool; 4] = [
        &|it| inside(it) && prose(it) > 0.0,
        &|it| visible(it) && it.letters > 40 && inside(it),
        &|it| visible(it) && it.linked * 2 <= it.letters,
        &|_| true,
    ];
    let mut best = chosen;
    for test in loose {
        if words(blocks, &best) >= FEW {
            break;
        }
        let more: Vec<bool> = blocks.iter().zip(&best).map(|(it, chosen)| *chosen || test(it)).collect();
        // A short notice is a story too: what else there is must be much more.
        if words(blocks, &more) >= 2 * words(blocks, &best) + 8 || words(blocks, &best) == 0 {
            best = more;
        }
    }
    best
}

/// Words in the blocks that were chosen.
pub(super) fn words(blocks: &[Block], chosen: &[bool]) -> usize {
    blocks.iter().zip(chosen).filter(|(_, it)| **it).map(|(it, _)| it.text.split_whitespace().count()).sum()
}

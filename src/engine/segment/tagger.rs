//! Part-of-speech tags, left to right, by an averaged perceptron.

use crate::segment::form::{Form, Quote};
use crate::segment::model::{CLASSES, Sparse, Sure, best, mix};
use crate::segment::tag::Tag;

/// The trained weights.
static WEIGHTS: Sparse = Sparse::new(include_bytes!("model/tags.bin"));
/// The words that always have the same tag.
static SURE: Sure = Sure::new(include_bytes!("model/sure_tags.bin"));

/// How many features describe a word.
pub const FEATURES: usize = 17;

/// Tags of a sentence's words. `forms` has them in order; `tags` is filled with as many.
pub fn tag(forms: &[Form], tags: &mut Vec<Tag>) {
    tags.clear();
    let (mut one_back, mut two_back) = (NONE, NONE);
    for at in 0..forms.len() {
        let tag = match certain(&SURE, forms, at) {
            Some(tag) => tag,
            None => {
                let mut scores = [0; CLASSES];
                WEIGHTS.add_all(&features(forms, at, one_back, two_back), &mut scores);
                Tag::from_index(best(&scores, Tag::ALL.len()))
            }
        };
        tags.push(tag);
        (two_back, one_back) = (one_back, tag as u32);
    }
}

/// The tag before the first.
pub const NONE: u32 = 99;

/// The tag that needs no weighing: a quotation mark's, and that of a word which always has the same.
#[inline]
pub fn certain(sure: &Sure, forms: &[Form], at: usize) -> Option<Tag> {
    match forms.get(at)?.quote {
        Some(Quote::Open) => Some(Tag::QuoteOpen),
        Some(Quote::Close) => Some(Tag::QuoteClose),
        None => sure.answer(situation(forms, at)?).map(Tag::from_index),
    }
}

/// What a tag may be certain by: the word as it is written.
#[inline]
pub fn situation(forms: &[Form], at: usize) -> Option<u32> {
    let form = forms.get(at)?;
    Some(mix(21, form.word, form.shape))
}

/// The features of the word at `at`, given the tags of the two before it.
#[inline]
pub fn features(forms: &[Form], at: usize, one_back: u32, two_back: u32) -> [u32; FEATURES] {
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|it| forms.get(it)).copied().unwrap_or_default();
    let (before2, before, here, after) = (near(-2), near(-1), near(0), near(1));
    // A capital says less at the start of a sentence or quotation.
    let opens = u32::from(at == 0 || before.quote.is_some());
    let shape = here.shape | opens << 6;
    let tags = one_back | two_back << 8;
    [
        mix(1, here.word, 0),
        mix(2, here.word, one_back),
        mix(3, tags, 0),
        mix(4, here.word, tags),
        mix(5, before.word, 0),
        mix(6, after.word, 0),
        mix(7, before2.word, 0),
        mix(9, here.suffix, shape),
        mix(10, here.suffix(3), one_back),
        mix(11, here.suffix(2), 0),
        mix(12, here.prefix, here.suffix(1)),
        mix(13, shape, one_back),
        mix(14, shape, after.shape | before.shape << 8),
        mix(16, after.suffix(3), here.suffix(3)),
        mix(17, here.word, before.word),
        mix(18, here.word, after.word),
        mix(20, here.suffix(3), shape),
    ]
}

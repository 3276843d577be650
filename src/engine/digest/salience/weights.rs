//! Weights of the salience model, made by `examples/train_salience.rs`: not edited by hand.
//!
//! Trained on 274 annotated news articles, penalty 20; figures in docs/ARCHITECTURE.md.

use super::feature::N_FEATURES;

/// One weight a feature, in the order of `feature::NAMES`.
#[rustfmt::skip]
pub(super) const WEIGHTS: [f32; N_FEATURES] = [
    -1.3359, // bias
    -0.4664, // log_place
    0.6561, // inverse_place
    -0.2257, // place_share
    -0.7193, // first
    0.0714, // second_or_third
    -0.0252, // fourth_to_sixth
    -0.0629, // opens_paragraph
    1.7141, // length
    -0.8945, // under_9_words
    -0.5389, // under_13_words
    -0.0661, // over_40_words
    0.0921, // quoted_share
    -0.4727, // opens_with_quotation
    -0.4009, // inside_quotation
    0.1201, // wholly_quoted
    0.0831, // attributed
    0.4624, // indirect
    0.3834, // mixed
    0.1411, // source_named
    0.3440, // source_full_name
    -0.0966, // source_pronoun
    -0.1596, // source_unnamed
    -0.1291, // source_document
    -0.4617, // carried_source
    0.7090, // figures
    0.3541, // money_or_share
    0.2260, // dated
    0.4882, // future_date
    -0.3294, // year
    1.3796, // headline_words
    0.3966, // central
    0.4970, // centrality
    -0.1375, // opens_with_pronoun
    0.5318, // contrast
    0.2313, // negated
    0.3100, // modal
    0.1900, // hedged
    0.3850, // coming_event
    0.2896, // disputed
    -2.3643, // question
    0.0051, // entities
    -0.2050, // first_person
    0.0469, // after_quotation
];

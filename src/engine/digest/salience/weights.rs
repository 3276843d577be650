//! Weights of the salience model, made by `examples/train_salience.rs`: not edited by hand.
//!
//! Trained on 78 annotated news articles, penalty 10; figures in docs/ARCHITECTURE.md.

use super::feature::N_FEATURES;

/// One weight a feature, in the order of `feature::NAMES`.
#[rustfmt::skip]
pub(super) const WEIGHTS: [f32; N_FEATURES] = [
    -0.2685, // bias
    -1.0823, // log_place
    1.3960, // inverse_place
    1.3079, // place_share
    -0.0144, // first
    0.3575, // second_or_third
    -0.0417, // fourth_to_sixth
    0.1523, // opens_paragraph
    1.3860, // length
    -1.4855, // under_9_words
    -0.5425, // under_13_words
    -0.4168, // over_40_words
    -0.0373, // quoted_share
    -0.3615, // opens_with_quotation
    -0.4997, // inside_quotation
    0.0558, // wholly_quoted
    0.0895, // attributed
    0.7577, // indirect
    0.5493, // mixed
    0.1418, // source_named
    0.4826, // source_full_name
    -0.2007, // source_pronoun
    -0.1165, // source_unnamed
    -0.2052, // source_document
    -1.0772, // carried_source
    0.3514, // figures
    0.4121, // money_or_share
    0.1594, // dated
    0.5383, // future_date
    0.2502, // year
    1.1981, // headline_words
    -0.0706, // central
    0.2473, // centrality
    0.1475, // opens_with_pronoun
    0.7514, // contrast
    0.4287, // negated
    0.2583, // modal
    0.3144, // hedged
    0.4510, // coming_event
    1.0477, // disputed
    -3.0566, // question
    0.0759, // entities
    -0.1174, // first_person
    0.2135, // after_quotation
];

//! Weights of the salience model, made by `examples/train_salience.rs`: not edited by hand.
//!
//! Trained on 274 annotated news articles, penalty 20; figures in docs/ARCHITECTURE.md.

use super::feature::N_FEATURES;

/// One weight a feature, in the order of `feature::NAMES`.
#[rustfmt::skip]
pub(super) const WEIGHTS: [f32; N_FEATURES] = [
    -1.3529, // bias
    -0.4679, // log_place
    0.6491, // inverse_place
    -0.2183, // place_share
    -0.7123, // first
    0.0807, // second_or_third
    -0.0244, // fourth_to_sixth
    -0.0651, // opens_paragraph
    1.7246, // length
    -0.8927, // under_9_words
    -0.5412, // under_13_words
    -0.0549, // over_40_words
    0.0930, // quoted_share
    -0.4677, // opens_with_quotation
    -0.3888, // inside_quotation
    0.1245, // wholly_quoted
    0.0809, // attributed
    0.4669, // indirect
    0.3865, // mixed
    0.1410, // source_named
    0.3541, // source_full_name
    -0.0923, // source_pronoun
    -0.1653, // source_unnamed
    -0.1391, // source_document
    -0.4495, // carried_source
    0.7075, // figures
    0.3522, // money_or_share
    0.2324, // dated
    0.4000, // future_date
    -0.3249, // year
    1.3977, // headline_words
    0.3873, // central
    0.5209, // centrality
    -0.1455, // opens_with_pronoun
    0.5285, // contrast
    0.2298, // negated
    0.3207, // modal
    0.1868, // hedged
    0.5388, // coming_event
    0.2888, // disputed
    -2.3383, // question
    0.0061, // entities
    -0.1997, // first_person
    0.0477, // after_quotation
];

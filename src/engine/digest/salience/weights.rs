//! Weights of the salience model, made by `examples/train_salience.rs`: not edited by hand.
//!
//! Trained on 78 annotated news articles, penalty 10; figures in docs/ARCHITECTURE.md.

use super::feature::N_FEATURES;

/// One weight a feature, in the order of `feature::NAMES`.
#[rustfmt::skip]
pub(super) const WEIGHTS: [f32; N_FEATURES] = [
    0.2485, // bias
    -1.1693, // log_place
    1.2509, // inverse_place
    1.6109, // place_share
    -0.1881, // first
    0.3567, // second_or_third
    0.0325, // fourth_to_sixth
    0.2646, // opens_paragraph
    1.8288, // length
    -1.6503, // under_9_words
    -0.5775, // under_13_words
    -0.2796, // over_40_words
    -0.1637, // quoted_share
    -0.8087, // opens_with_quotation
    -0.7036, // inside_quotation
    -0.1529, // wholly_quoted
    0.0000, // attributed
    0.0000, // indirect
    0.0000, // mixed
    0.0000, // source_named
    0.0000, // source_full_name
    0.0000, // source_pronoun
    0.0000, // source_unnamed
    0.0000, // source_document
    0.0000, // carried_source
    0.0000, // figures
    0.0000, // money_or_share
    0.0000, // dated
    0.0000, // future_date
    0.3170, // year
    1.1063, // headline_words
    -0.0052, // central
    0.2337, // centrality
    0.0113, // opens_with_pronoun
    0.6492, // contrast
    0.4109, // negated
    0.4568, // modal
    0.0000, // hedged
    0.0000, // coming_event
    0.0000, // disputed
    -2.9190, // question
    0.0000, // entities
    -0.1572, // first_person
    0.1455, // after_quotation
];

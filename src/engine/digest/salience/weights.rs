//! Weights of the salience model, made by `examples/train_salience.rs`: not edited by hand.
//!
//! Trained on 78 annotated news articles, penalty 6; figures in docs/ARCHITECTURE.md.

use super::feature::N_FEATURES;

/// One weight a feature, in the order of `feature::NAMES`.
#[rustfmt::skip]
pub(super) const WEIGHTS: [f32; N_FEATURES] = [
    0.4162, // bias
    -1.3252, // log_place
    1.0813, // inverse_place
    1.8065, // place_share
    -0.2839, // first
    0.2681, // second_or_third
    -0.0535, // fourth_to_sixth
    0.2796, // opens_paragraph
    1.7433, // length
    -1.6922, // under_9_words
    -0.5873, // under_13_words
    -0.3816, // over_40_words
    0.0765, // quoted_share
    -0.8514, // opens_with_quotation
    -0.7728, // inside_quotation
    -0.2243, // wholly_quoted
    0.0000, // attributed
    0.0000, // indirect
    0.0000, // mixed
    0.0000, // source_named
    0.0000, // source_full_name
    0.0000, // source_pronoun
    0.0000, // source_unnamed
    0.0000, // source_document
    0.0000, // carried_source
    0.1349, // figures
    0.3588, // money_or_share
    0.1362, // dated
    0.6004, // future_date
    0.0631, // year
    1.1244, // headline_words
    -0.0217, // central
    0.2917, // centrality
    0.0694, // opens_with_pronoun
    0.7054, // contrast
    0.4507, // negated
    0.3681, // modal
    0.3370, // hedged
    0.0000, // coming_event
    0.0000, // disputed
    -3.4017, // question
    0.0000, // entities
    -0.1388, // first_person
    0.1575, // after_quotation
];

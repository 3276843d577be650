//! Weights of the salience model, made by `examples/train_salience.rs`: not edited by hand.
//!
//! Trained on 78 annotated news articles, penalty 6; figures in docs/ARCHITECTURE.md.

use super::feature::N_FEATURES;

/// One weight a feature, in the order of `feature::NAMES`.
#[rustfmt::skip]
pub(super) const WEIGHTS: [f32; N_FEATURES] = [
    0.0815, // bias
    -1.2932, // log_place
    1.3602, // inverse_place
    1.7389, // place_share
    -0.2809, // first
    0.2603, // second_or_third
    -0.0596, // fourth_to_sixth
    0.2015, // opens_paragraph
    1.4075, // length
    -1.6109, // under_9_words
    -0.5465, // under_13_words
    -0.4572, // over_40_words
    0.1638, // quoted_share
    -0.5583, // opens_with_quotation
    -0.5855, // inside_quotation
    -0.0620, // wholly_quoted
    0.1338, // attributed
    0.7725, // indirect
    0.2868, // mixed
    0.1912, // source_named
    0.3683, // source_full_name
    -0.2091, // source_pronoun
    -0.1834, // source_unnamed
    0.0619, // source_document
    -0.9516, // carried_source
    0.3685, // figures
    0.3377, // money_or_share
    0.1689, // dated
    0.7217, // future_date
    0.1027, // year
    1.1022, // headline_words
    -0.0455, // central
    0.2202, // centrality
    0.0892, // opens_with_pronoun
    0.7550, // contrast
    0.3886, // negated
    0.2483, // modal
    0.3884, // hedged
    0.0000, // coming_event
    0.0000, // disputed
    -3.4551, // question
    0.0613, // entities
    -0.1288, // first_person
    0.2125, // after_quotation
];

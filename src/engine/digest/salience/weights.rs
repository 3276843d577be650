//! Weights of the salience model. Made by `cargo run --release -p engine --example train_salience`: not edited by hand.

use super::feature::N_FEATURES;

/// One weight a feature, in the order of `feature::NAMES`.
pub(super) const WEIGHTS: [f32; N_FEATURES] = [0.0; N_FEATURES];

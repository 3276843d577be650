//! Weights of the dispute model, made by `examples/train_disputes.rs`: not edited by hand.
//!
//! Trained on 274 annotated news articles, penalty 100; figures in docs/ARCHITECTURE.md.

use super::feature::N_FEATURES;

/// One weight a feature, in the order of `feature::NAMES`.
#[rustfmt::skip]
pub(super) const WEIGHTS: [f32; N_FEATURES] = [
    -3.5600, // bias
    0.3614, // shared
    0.7015, // shared_words
    -0.2352, // nothing_shared
    -0.2528, // distance
    0.2398, // next_to_each_other
    0.1183, // within_three
    0.1035, // within_eight
    0.2395, // same_paragraph
    0.1264, // later_names_earlier
    0.2826, // earlier_names_later
    0.0968, // either_names_other
    0.3419, // later_names_and_opposes
    0.5371, // contrast_within_three
    -0.0280, // contrast_and_shared
    0.0149, // one_negated
    -0.1127, // one_negated_and_shared
    0.3803, // tones_differ
    0.3217, // leanings_differ
    0.6858, // charge_then_denial
    0.3669, // fault_then_defence
    0.2360, // denial_and_shared
    0.6888, // denial_near
    -0.5003, // both_ask
    0.1121, // talk_of_each_other
    0.1152, // both_speak_often
    -0.1152, // one_speaks_once
    -0.0531, // place_of_both
    -0.1646, // log_pairs
    0.2922, // headline_in_both
    0.5303, // against_each_other
    1.0753, // later_answers
    0.7943, // one_is_an_opponent
    -0.1717, // distance_alone
    -0.2258, // a.denies
    -0.2172, // a.alleges
    -0.2426, // a.opposes
    -0.5562, // a.supports
    -0.1521, // a.demands
    0.1314, // a.concedes
    -0.0332, // a.declines
    0.3659, // a.expects
    -0.0908, // a.deny_word
    0.1041, // a.allege_word
    0.1559, // a.oppose_word
    0.1184, // a.fear_word
    0.0423, // a.support_word
    0.5509, // a.defend_word
    0.0514, // a.charge_word
    0.1644, // a.fault
    -0.0361, // a.praise
    0.3025, // a.negated
    0.3090, // a.ought
    0.1596, // a.quoted
    -0.0017, // a.carried
    0.3171, // a.named
    -0.0135, // a.unnamed
    0.1803, // a.introduced
    0.1516, // a.contrast
    0.2783, // a.length
    -0.2228, // a.short
    -0.0210, // a.log_place
    -0.1650, // a.first_four
    -0.1181, // b.denies
    -0.2929, // b.alleges
    -0.8707, // b.opposes
    -0.1825, // b.supports
    -0.3374, // b.demands
    -1.0470, // b.concedes
    -0.3816, // b.declines
    0.2069, // b.expects
    0.2039, // b.deny_word
    0.2262, // b.allege_word
    0.3071, // b.oppose_word
    -0.1428, // b.fear_word
    -0.0970, // b.support_word
    0.5898, // b.defend_word
    0.3665, // b.charge_word
    0.2917, // b.fault
    0.2817, // b.praise
    0.2983, // b.negated
    0.1267, // b.ought
    0.2897, // b.quoted
    0.1133, // b.carried
    0.1446, // b.named
    0.0650, // b.unnamed
    0.0910, // b.introduced
    0.0680, // b.contrast
    -0.2853, // b.length
    -0.4219, // b.short
    -0.2564, // b.log_place
    -0.0552, // b.first_four
];

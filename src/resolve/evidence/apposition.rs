//! The region or country named beside it holds it: "Paris, Texas", "Aleppo in Syria", "New York's Times Square".

use super::super::{candidate::Candidate, context::Context};

/// What a container right after a comma adds.
const AFTER_COMMA: f64 = 7.0;
/// What a container named before with `'s`, or after with "in", adds.
const NEAR: f64 = 5.0;

pub(super) fn weigh(candidate: &Candidate<'_>, context: &Context<'_, '_>) -> f64 {
    context
        .beside
        .iter()
        .map(|beside| {
            let holds = beside.places.iter().any(|outer| context.gazetteer.holds(outer, &candidate.place));
            match (holds, beside.after_comma) {
                (true, true) => AFTER_COMMA,
                (true, false) => NEAR,
                (false, _) => 0.0,
            }
        })
        .fold(0.0, f64::max)
}

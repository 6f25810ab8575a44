//! The text's other mentions lie near.

use super::super::{candidate::Candidate, context::Context};
use crate::gazetteer::GeoPrecision;

/// What another mention at the same spot adds.
const WEIGHT: f64 = 3.0;
/// Kilometres at which that has fallen to about a third.
const REACH_KM: f64 = 100.0;

pub(super) fn weigh(candidate: &Candidate<'_>, context: &Context<'_, '_>) -> f64 {
    // The middle of a country is near nothing in particular.
    if candidate.place.precision() >= GeoPrecision::Region {
        return 0.0;
    }
    let nearest = context
        .company
        .anchors(context.group)
        .map(|(place, share)| share * (-candidate.place.distance_km(place) / REACH_KM).exp())
        .fold(0.0, f64::max);
    WEIGHT * nearest
}

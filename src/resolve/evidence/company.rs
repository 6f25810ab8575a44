//! The text's other mentions lie in the same country or division.

use super::super::{candidate::Candidate, context::Context};

/// What it adds when all other mentions lie in the candidate's country.
const SAME_COUNTRY: f64 = 4.0;
/// What it adds besides when all of those lie in its first-level division.
const SAME_ADMIN1: f64 = 3.0;

pub(super) fn weigh(candidate: &Candidate<'_>, context: &Context<'_, '_>) -> f64 {
    let place = &candidate.place;
    let Some(country) = place.country else { return 0.0 };
    let company = context.company;
    SAME_COUNTRY * company.share_of_country(country, context.group)
        + SAME_ADMIN1 * company.share_of_admin1(country, place.admin1, context.group)
}

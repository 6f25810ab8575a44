//! How well known the place is: its sort and its population.

use super::super::{candidate::Candidate, context::Context};
use crate::gazetteer::{FeatureClass, GeoPrecision};

/// What one more e-fold of inhabitants adds.
const PER_LOG_POPULATION: f64 = 0.45;

pub(super) fn weigh(candidate: &Candidate<'_>, _context: &Context<'_, '_>) -> f64 {
    let place = &candidate.place;
    #[allow(clippy::cast_precision_loss, reason = "a population is far below 2^52")]
    let peopled = (place.population as f64 + 1.0).ln() * PER_LOG_POPULATION;
    match (place.precision(), place.feature_class) {
        (GeoPrecision::Country, _) => 8.5,
        (GeoPrecision::Continent, _) => 8.0,
        // A province that is called like its chief town is mostly named with its class word.
        (GeoPrecision::Region, FeatureClass::Administrative) => 3.0 + peopled * 0.4,
        // Curated: they are there because news names them.
        (GeoPrecision::Region, _) => 5.0,
        (_, FeatureClass::Administrative) => 2.2,
        (_, FeatureClass::Populated) if place.feature_code.as_str() == "PPLC" => peopled + 1.0,
        (_, FeatureClass::Populated) => peopled,
        _ => 4.0,
    }
}

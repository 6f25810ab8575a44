//! A word beside the name that says what sort of place it is: "Helmand province", "the city of Herat".

use super::super::{candidate::Candidate, context::Context};
use crate::gazetteer::{FeatureClass, GeoPrecision};

/// What agreement adds and disagreement takes.
const WEIGHT: f64 = 2.5;

pub(super) fn weigh(candidate: &Candidate<'_>, context: &Context<'_, '_>) -> f64 {
    let place = &candidate.place;
    let code = place.feature_code.as_str();
    let agrees = |word: &str| match word {
        "city" | "town" | "village" | "suburb" | "capital" => place.feature_class == FeatureClass::Populated,
        "province" | "state" | "governorate" | "region" | "department" | "oblast" => {
            place.precision() == GeoPrecision::Region
        }
        "county" | "parish" | "district" | "municipality" => code == "ADM2" || code == "ADM3",
        "river" => code.starts_with("STM"),
        "lake" => code.starts_with("LK"),
        "island" | "islands" => code.starts_with("ISL"),
        "sea" | "ocean" | "gulf" | "bay" | "strait" => place.feature_class == FeatureClass::Water,
        "airport" => code.starts_with("AIR"),
        _ => false,
    };
    match context.class_words {
        [] => 0.0,
        words if words.iter().any(|it| agrees(it)) => WEIGHT,
        _ => -WEIGHT / 5.0,
    }
}

//! Words that say what sort of place a name beside them is: "Helmand province", "the city of Herat".

use crate::gazetteer::{FeatureClass, GeoPrecision, Place};

/// Is a place of the sort that a class word says?
pub(super) fn agrees(word: &str, place: &Place<'_>) -> bool {
    let code = place.feature_code.as_str();
    match word {
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
    }
}

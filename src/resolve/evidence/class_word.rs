//! A word beside the name that says what sort of place it is: "Helmand province", "the city of Herat".

use super::{super::context::Context, Column};
use crate::gazetteer::{FeatureClass, GeoPrecision, Place};

pub(super) const COLUMNS: [Column; 1] = [Column::new("class word agrees")];

pub(super) fn observe(context: &Context<'_, '_>) -> [f32; 1] {
    let place = context.place();
    match context.group().class_words.as_slice() {
        [] => [0.0],
        words if words.iter().any(|it| agrees(it, place)) => [1.0],
        _ => [-1.0],
    }
}

fn agrees(word: &str, place: &Place<'_>) -> bool {
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

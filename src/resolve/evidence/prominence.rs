//! How well known the place is: its sort and its population.

use super::{super::context::Context, Column};
use crate::gazetteer::{CountryCode, FeatureClass, GeoPrecision, Place};

/// Countries whose news is mostly written in English, sorted.
const ENGLISH: &[&str] = &["AU", "CA", "GB", "IE", "NZ", "US", "ZA"];

pub(super) const COLUMNS: [Column; 9] = [
    Column::compared("population"),
    Column::new("sort of place"),
    Column::compared("size of place"),
    Column::compared("seat of a government"),
    Column::new("rank in the gazetteer"),
    Column::new("candidates"),
    Column::new("country writes English"),
    Column::new("is an area"),
    Column::new("share of the people"),
];

#[allow(clippy::cast_precision_loss, reason = "evidence needs no more than six digits")]
pub(super) fn observe(context: &Context<'_, '_>) -> [f32; 9] {
    let place = context.place();
    let candidates = &context.group().candidates;
    let people: f32 = candidates.iter().map(|it| it.place.population as f32).sum();
    let code = place.feature_code.as_str();
    let seat = match code {
        "PPLC" => 4.0,
        "PPLA" => 3.0,
        "PPLA2" => 2.0,
        "PPLA3" | "PPLA4" => 1.0,
        _ => 0.0,
    };
    let english = |it: CountryCode| match it.as_str() {
        "US" => 2.0,
        code if ENGLISH.binary_search(&code).is_ok() => 1.0,
        _ => 0.0,
    };
    [
        (place.population as f32 + 1.0).ln(),
        sort(place),
        size(place.precision()),
        seat,
        (context.at as f32 + 1.0).ln(),
        (candidates.len() as f32).ln(),
        place.country.map_or(0.0, english),
        f32::from(u8::from(place.extent.is_some())),
        place.population as f32 / people.max(1.0),
    ]
}

/// From what news names most to what it names least, roughly.
fn sort(place: &Place<'_>) -> f32 {
    match (place.feature_class, place.feature_code.as_str()) {
        _ if place.feature_code.is_country() => 0.0,
        (FeatureClass::Administrative, "ADM1") => 1.0,
        (FeatureClass::Area, _) => 2.0,
        (FeatureClass::Populated, "PPLX" | "PPLH" | "PPLQ") => 9.0,
        (FeatureClass::Populated, _) => 3.0,
        (FeatureClass::Administrative, "ADM2") => 4.0,
        (FeatureClass::Administrative, _) => 5.0,
        (FeatureClass::Terrain, _) => 6.0,
        (FeatureClass::Water, _) => 7.0,
        (FeatureClass::Spot, _) => 8.0,
        _ => 10.0,
    }
}

fn size(precision: GeoPrecision) -> f32 {
    match precision {
        GeoPrecision::Point => 1.0,
        GeoPrecision::Place => 2.0,
        GeoPrecision::Area => 3.0,
        GeoPrecision::Region => 4.0,
        GeoPrecision::Country => 5.0,
        GeoPrecision::Continent => 6.0,
    }
}

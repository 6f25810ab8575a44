//! Is a new gazetteer fit to take the place of the one before?

use dateline::{
    error::{Error, Result},
    gazetteer::{FeatureClass, Gazetteer, geonames::Selection},
};

use super::{super::super::words::grouped, load::Loaded, manifest::Manifest};

/// Cities that every gazetteer of all the world has: GeoNames' number, name, degrees east and north.
const CANARIES: [(&str, &str, f64, f64); 8] = [
    ("184745", "Nairobi", 36.8, -1.3),
    ("1138958", "Kabul", 69.2, 34.5),
    ("1850147", "Tokyo", 139.7, 35.7),
    ("2147714", "Sydney", 151.2, -33.9),
    ("2643743", "London", -0.1, 51.5),
    ("2988507", "Paris", 2.3, 48.9),
    ("3448439", "São Paulo", -46.6, -23.5),
    ("5128581", "New York", -74.0, 40.7),
];
/// Inhabitants that each of them has at least.
const CANARY_POPULATION: u64 = 1_000_000;
/// How far each may be from there, in degrees of longitude and of latitude.
const CANARY_DEGREES: f64 = 0.5;

/// Share of the places before that a new gazetteer has at least.
const LEAST_LEFT: f64 = 0.9;

/// Share of the lines that may be unreadable; lines below the second number are too few to tell.
const MOST_FAULTS: f64 = 0.01;
const FEW_LINES: u64 = 1_000;

/// Compares a new gazetteer with what is known of the world, and of the one before.
///
/// # Errors
///
/// The first thing that is wrong.
pub(super) fn check(
    new: &Gazetteer,
    loaded: &Loaded,
    selection: &Selection,
    before: Option<&Manifest>,
) -> Result<()> {
    new.verify()?;
    let faults = loaded.manifest.faults;
    if loaded.lines >= FEW_LINES && faults as f64 > loaded.lines as f64 * MOST_FAULTS {
        return Err(Error::new(format!(
            "{} of {} lines could not be read: is the format another one now?",
            grouped(faults),
            grouped(loaded.lines)
        )));
    }
    if loaded.counts.countries == 0 {
        return Err(Error::new("countryInfo.txt names no country: is it that table?"));
    }
    if let Some(before) = before
        && (loaded.counts.countries as f64) < before.countries as f64 * LEAST_LEFT
    {
        return Err(Error::new(format!(
            "only {} countries in countryInfo.txt, where there were {} before",
            loaded.counts.countries, before.countries
        )));
    }
    let same = before.filter(|it| it.selection().as_ref() == Some(selection));
    if let Some(before) = same
        && (loaded.counts.places as f64) < before.places as f64 * LEAST_LEFT
    {
        return Err(Error::new(format!(
            "only {} places, where there were {} before",
            grouped(loaded.counts.places),
            grouped(before.places)
        )));
    }
    let has_cities = selection.classes.as_ref().is_none_or(|it| it.contains(&FeatureClass::Populated))
        && selection.population.is_none_or(|it| it <= CANARY_POPULATION);
    for (id, name, longitude, latitude) in CANARIES.into_iter().filter(|_| has_cities) {
        let near = new.place_by_id(id).is_some_and(|it| {
            (it.point.x() - longitude).abs() < CANARY_DEGREES
                && (it.point.y() - latitude).abs() < CANARY_DEGREES
        });
        if !near {
            return Err(Error::new(format!(
                "{name} (number {id}) is not there or not where it was: is the file whole?"
            )));
        }
    }
    Ok(())
}

//! A place in the words that are written: its country, divisions, and the numbers rounded.

use std::iter;

use geo::Point;

use super::properties::PlaceRecord;
use crate::{
    gazetteer::{Bearer, Gazetteer, Place, tables::NameKind},
    geoparse::Geoparsed,
    incident::Incident,
};

/// What a place's row of output says of where it lies.
#[derive(Debug, Clone)]
pub(super) struct Whereabouts<'g> {
    pub(super) place: Place<'g>,
    pub(super) country: Option<String>,
    pub(super) country_name: Option<&'g str>,
    pub(super) iso3: Option<&'g str>,
    pub(super) iso_numeric: Option<u16>,
    pub(super) admin1: Option<&'g str>,
    pub(super) admin2: Option<&'g str>,
    gazetteer: &'g Gazetteer,
}

impl<'g> Whereabouts<'g> {
    pub(super) fn of(place: Place<'g>, gazetteer: &'g Gazetteer) -> Self {
        let country = place.country.and_then(|it| gazetteer.country(it));
        let above: Vec<Place<'g>> = gazetteer.ancestors(place.index).collect();
        Self {
            place,
            country: place.country.map(|it| it.as_str().to_owned()),
            country_name: gazetteer.country_name(&place),
            iso3: country.map(|it| it.iso3).filter(|it| !it.trim_matches('\0').is_empty()),
            iso_numeric: country.and_then(|it| it.numeric),
            admin1: division_name(&place, &above, "ADM1"),
            admin2: division_name(&place, &above, "ADM2").or_else(|| code_that_is_a_name(place.admin2)),
            gazetteer,
        }
    }

    /// Names from the place itself up to its country; a name that only repeats the last is left out.
    pub(super) fn names(&self) -> Vec<&'g str> {
        self.gazetteer.location(&self.place)
    }
}

/// The names of an incident's place; before them the finer one that the gazetteer lacks, in the text's words.
pub(super) fn with_finer<'a>(
    incident: &Incident,
    parsed: &'a Geoparsed<'a, '_>,
    names: Vec<&'a str>,
) -> Vec<&'a str> {
    let finer = incident.finer.and_then(|it| parsed.mention(it)).map(|it| it.0.span);
    finer.map(|it| it.of(parsed.document().text())).into_iter().chain(names).collect()
}

/// The name of the division of a level that a place is or lies in.
fn division_name<'g>(place: &Place<'g>, above: &[Place<'g>], level: &str) -> Option<&'g str> {
    iter::once(place).chain(above).find(|it| it.feature_code.as_str() == level).map(|it| it.name)
}

/// Some second-level divisions have a name for a code; a bare code says nothing to a reader.
fn code_that_is_a_name(code: &str) -> Option<&str> {
    code.chars().any(char::is_lowercase).then_some(code)
}

impl<'g> PlaceRecord<'g> {
    /// The row of a place that bears a name.
    ///
    /// ```
    /// use dateline::{gazetteer::Gazetteer, layer::PlaceRecord, text::NameKey};
    ///
    /// let gazetteer = Gazetteer::embedded();
    /// let kabul = gazetteer.lookup(&NameKey::new("Kabul")).next().unwrap();
    /// let record = PlaceRecord::of(&kabul, &gazetteer);
    /// assert_eq!((record.name, record.country_name), ("Kabul", Some("Afghanistan")));
    /// ```
    #[must_use]
    pub fn of(bearer: &Bearer<'g>, gazetteer: &'g Gazetteer) -> Self {
        let place = bearer.place;
        let whereabouts = Whereabouts::of(place, gazetteer);
        let [lon, lat] = position(place.point);
        Self {
            place_id: place.id,
            geonameid: place.geoname_id.map(|it| it.0),
            name: place.name,
            matched_name: bearer.name,
            matched_kind: name_kind(bearer.kind),
            location: whereabouts.names(),
            lat,
            lon,
            country: whereabouts.country,
            country_name: whereabouts.country_name,
            iso3: whereabouts.iso3,
            admin1: whereabouts.admin1,
            admin2: whereabouts.admin2,
            feature_class: place.feature_class.letter().to_string(),
            feature_code: place.feature_code.as_str().to_owned(),
            population: (place.population > 0).then_some(place.population),
            geo_precision: place.precision().as_str(),
            uncertainty_km: kilometres(place.radius_km()),
            distance_km: None,
            gazetteer: format!("{:08x}", gazetteer.checksum()),
        }
    }

    /// The same row with the distance from a point.
    #[must_use]
    pub fn seen_from(mut self, bearer: &Bearer<'_>, point: Point<f64>) -> Self {
        self.distance_km = Some(rounded(bearer.place.distance_km_to(point), 10.0));
        self
    }
}

fn name_kind(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Primary => "primary",
        NameKind::Alternate => "alternate",
        NameKind::Abbreviation => "abbreviation",
        NameKind::Historic => "historic",
        NameKind::Demonym => "demonym",
    }
}

/// Longitude and latitude in degrees, to six decimals (about 10 cm): no digits nobody measured.
pub(super) fn position(point: Point<f64>) -> [f64; 2] {
    [rounded(point.x(), 1e6), rounded(point.y(), 1e6)]
}

/// Kilometres to one decimal, at least 0.1.
pub(super) fn kilometres(value: f64) -> f64 {
    rounded(value, 10.0).max(0.1)
}

/// A share in [0, 1] to three decimals.
pub(super) fn share(value: f64) -> f64 {
    rounded(value, 1000.0)
}

fn rounded(value: f64, steps: f64) -> f64 {
    (value * steps).round() / steps
}

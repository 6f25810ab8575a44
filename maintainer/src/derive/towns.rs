//! The real towns that made places are made of, by country.

use std::{collections::HashMap, ops::Range};

use dateline::{error::Result, gazetteer::tables::TableFolder};

/// A populated place of the shipped tables.
#[derive(Debug)]
pub(super) struct Town {
    pub(super) name: String,
    pub(super) longitude: f64,
    pub(super) latitude: f64,
    pub(super) country: String,
    pub(super) admin1: String,
    pub(super) admin2: String,
    /// Its names beside the one it is shown by.
    pub(super) further: Vec<String>,
}

/// All towns, those of a country together.
#[derive(Debug)]
pub(super) struct Towns {
    towns: Vec<Town>,
    countries: HashMap<String, Range<usize>>,
}

impl Towns {
    pub(super) fn read(folder: &TableFolder) -> Result<Self> {
        let mut towns = Vec::new();
        let mut numbers = HashMap::new();
        for place in folder.places() {
            let place = place?;
            if place.feature_class == "P" && !place.country.is_empty() {
                numbers.insert(place.place_id, towns.len());
                towns.push(Town {
                    name: place.name,
                    longitude: place.longitude,
                    latitude: place.latitude,
                    country: place.country,
                    admin1: place.admin1,
                    admin2: place.admin2,
                    further: Vec::new(),
                });
            }
        }
        for name in folder.names() {
            let name = name?;
            if let Some(number) = numbers.get(&name.place_id) {
                towns[*number].further.push(name.name);
            }
        }
        towns.sort_by(|one, other| one.country.cmp(&other.country));
        let mut countries: HashMap<String, Range<usize>> = HashMap::new();
        for (number, town) in towns.iter().enumerate() {
            countries.entry(town.country.clone()).or_insert(number..number).end = number + 1;
        }
        Ok(Self { towns, countries })
    }

    pub(super) fn all(&self) -> &[Town] {
        &self.towns
    }

    /// The towns of a country that has one.
    pub(super) fn of(&self, country: &str) -> &[Town] {
        self.countries.get(country).map_or(&self.towns, |it| &self.towns[it.clone()])
    }
}

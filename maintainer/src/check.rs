//! `check`: columns, references, duplicates, ranges and order of every table in `gazetteer/`.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use dateline::{
    error::{Error, Result},
    gazetteer::{
        FeatureClass, FeatureCode, GeoPrecision,
        tables::{CountryRow, NameKind, NameRow, PlaceRow, StopNameRow},
    },
};
use serde::Deserialize;

use crate::{
    grid::{Position, kilometres},
    table,
};

/// A row of `feature_codes.csv`.
#[derive(Debug, Deserialize)]
struct CodeRow {
    class: String,
    code: String,
    name: String,
    precision: String,
}

/// A spot kept by hand lies at most so far from a city of its country, in kilometres: a guard against
/// swapped coordinates and wrong codes, wide enough for the Arctic.
const FARTHEST: f64 = 1000.0;

/// What is wrong in a row, and where it stands.
type Faults = Vec<String>;

/// Checks all tables and prints how many rows each has.
///
/// # Errors
///
/// With every fault that was found, one a line.
pub(crate) fn check(folder: &Path) -> Result<()> {
    let mut faults = Faults::new();
    let read_places = |name: &str| table::read::<PlaceRow>(&folder.join(name));
    let (made, curated) = (read_places("places.csv")?, read_places("curated/places.csv")?);
    let countries: Vec<(u64, CountryRow)> = table::read(&folder.join("countries.csv"))?;
    let codes: Vec<(u64, CodeRow)> = table::read(&folder.join("feature_codes.csv"))?;
    let stops: Vec<(u64, StopNameRow)> = table::read(&folder.join("curated/stop_names.csv"))?;

    let known_codes = check_codes(&codes, &mut faults);
    let known_countries: HashSet<&str> = countries.iter().map(|(_, it)| it.iso2.as_str()).collect();
    let mut ids = HashSet::new();
    for (file, places) in [("places.csv", &made), ("curated/places.csv", &curated)] {
        report(file, places.len());
        for (line, place) in places {
            let mut fault = |what: String| faults.push(format!("{file}:{line}: {}: {what}", place.place_id));
            if !ids.insert(place.place_id.as_str()) {
                fault("a second place of this id".to_owned());
            }
            place_faults(place, &known_codes, &known_countries).into_iter().for_each(&mut fault);
        }
    }
    check_countries_of_spots(&made, &curated, &mut faults);
    for file in ["names.csv", "curated/aliases.csv", "curated/demonyms.csv"] {
        let names: Vec<(u64, NameRow)> = table::read(&folder.join(file))?;
        report(file, names.len());
        check_names(file, &names, &ids, &mut faults);
    }
    report("countries.csv", countries.len());
    for (line, country) in &countries {
        if !ids.contains(country.place_id.as_str()) {
            faults.push(format!("countries.csv:{line}: no place has the id {:?}", country.place_id));
        }
    }
    report("curated/stop_names.csv", stops.len());
    let mut seen = HashSet::new();
    for (line, stop) in &stops {
        if !seen.insert(stop.name.as_str()) {
            faults.push(format!("curated/stop_names.csv:{line}: {:?} stands there twice", stop.name));
        }
    }
    verdict(&faults)
}

fn report(file: &str, rows: usize) {
    println!("{rows:>8} rows  {file}");
}

fn verdict(faults: &[String]) -> Result<()> {
    match faults.len() {
        0 => Ok(()),
        count => Err(Error::new(format!("{count} faults in gazetteer/:\n{}", faults.join("\n")))
            .with_hint("correct the curated tables; the made ones follow from them and from the packages")),
    }
}

/// Checks `feature_codes.csv` against the library and returns what it describes.
fn check_codes<'r>(codes: &'r [(u64, CodeRow)], faults: &mut Faults) -> HashSet<(&'r str, &'r str)> {
    report("feature_codes.csv", codes.len());
    for (line, CodeRow { class, code, name, precision }) in codes {
        let mut fault = |what: String| faults.push(format!("feature_codes.csv:{line}: {what}"));
        let (Some(class), Some(code)) = (FeatureClass::from_letter(class), FeatureCode::new(code)) else {
            fault(format!("{class}.{code} is no feature code"));
            continue;
        };
        let expected = GeoPrecision::of(class, code).as_str();
        if precision != expected {
            fault(format!(
                "{code:?} ({name}) is {precision} here and {expected} in src/gazetteer/feature_code.rs"
            ));
        }
    }
    codes.iter().map(|(_, it)| (it.class.as_str(), it.code.as_str())).collect()
}

/// What is wrong with a place.
fn place_faults(place: &PlaceRow, codes: &HashSet<(&str, &str)>, countries: &HashSet<&str>) -> Faults {
    let mut faults = Faults::new();
    if place.name.trim() != place.name || place.name.is_empty() {
        faults.push(format!("the name {:?} is empty or has blanks around it", place.name));
    }
    if !(-180.0..=180.0).contains(&place.longitude) || !(-90.0..=90.0).contains(&place.latitude) {
        faults.push(format!("{}, {} is no position", place.longitude, place.latitude));
    }
    if place.longitude == 0.0 && place.latitude == 0.0 {
        faults.push("stands at 0°, 0°: give it a position in curated/corrections.csv".to_owned());
    }
    if !codes.contains(&(place.feature_class.as_str(), place.feature_code.as_str())) {
        faults.push(format!("{}.{} is not in feature_codes.csv", place.feature_class, place.feature_code));
    }
    if !place.country.is_empty() && !countries.contains(place.country.as_str()) {
        faults.push(format!("the country {:?} is not in countries.csv", place.country));
    }
    match (place.west, place.south, place.east, place.north) {
        (None, None, None, None) => {}
        (Some(west), Some(south), Some(east), Some(north)) => {
            let within = if west <= east {
                (west..=east).contains(&place.longitude)
            } else {
                place.longitude >= west || place.longitude <= east
            };
            let drawn_by_hand = place.place_id.contains(':') && !place.place_id.starts_with("adm");
            if south > north || [west, east].iter().any(|it| it.abs() > 180.0) {
                faults.push(format!("{west},{south},{east},{north} is no extent"));
            } else if drawn_by_hand && !(within && (south..=north).contains(&place.latitude)) {
                faults.push(format!("lies outside its own extent {west},{south},{east},{north}"));
            }
        }
        _ => faults.push("has only part of an extent".to_owned()),
    }
    faults
}

/// Checks that buildings, streets and towns kept by hand lie in the country they are said to lie in.
fn check_countries_of_spots(made: &[(u64, PlaceRow)], curated: &[(u64, PlaceRow)], faults: &mut Faults) {
    let position = |it: &PlaceRow| [it.longitude, it.latitude];
    let mut cities: HashMap<&str, Vec<Position>> = HashMap::new();
    for (_, it) in made.iter().filter(|(_, it)| it.feature_class == "P") {
        cities.entry(&it.country).or_default().push(position(it));
    }
    for (line, it) in curated.iter().filter(|(_, it)| "PRS".contains(&it.feature_class)) {
        let Some(cities) = cities.get(it.country.as_str()) else { continue };
        if !cities.iter().any(|city| kilometres(*city, position(it)) < FARTHEST) {
            faults.push(format!(
                "curated/places.csv:{line}: {}: no city of {} within {FARTHEST} km",
                it.place_id, it.country
            ));
        }
    }
}

fn check_names(file: &str, names: &[(u64, NameRow)], ids: &HashSet<&str>, faults: &mut Faults) {
    let mut seen: HashMap<(&str, &str), u64> = HashMap::new();
    for (line, row) in names {
        let mut fault = |what: String| faults.push(format!("{file}:{line}: {:?}: {what}", row.name));
        if !ids.contains(row.place_id.as_str()) {
            fault(format!("no place has the id {:?}", row.place_id));
        }
        if let Some(first) = seen.insert((&row.place_id, &row.name), *line) {
            fault(format!("the place has this name on line {first} already"));
        }
        if row.name.trim() != row.name || row.name.is_empty() {
            fault("the name is empty or has blanks around it".to_owned());
        }
        let demonyms = file.ends_with("demonyms.csv");
        if row.kind == NameKind::Primary || demonyms != (row.kind == NameKind::Demonym) {
            fault(format!("a name of the kind {:?} does not belong in this table", row.kind));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(row: &str) -> (u64, PlaceRow) {
        let header =
            "place_id,name,longitude,latitude,feature_class,feature_code,country,admin1,admin2,population";
        let text = format!("{header},west,south,east,north\n{row}\n");
        (2, csv::Reader::from_reader(text.as_bytes()).deserialize().next().unwrap().unwrap())
    }

    #[test]
    fn a_place_s_faults_are_named() {
        let (codes, countries) = (HashSet::from([("S", "SQR")]), HashSet::from(["EG"]));
        let faults = |row: &str| place_faults(&place(row).1, &codes, &countries);
        assert!(faults("landmark:a,A,31.2,30,S,SQR,EG,,,0,,,,").is_empty());
        assert_eq!(faults("landmark:a,A,31.2,130,S,SQR,XX,,,0,,,,").len(), 2);
        assert_eq!(faults("landmark:a,A,31.2,30,S,SQ,EG,,,0,,,,").len(), 1);
        assert_eq!(faults("region:a,A,31.2,30,S,SQR,EG,,,0,40,20,50,40").len(), 1);
        assert_eq!(faults("region:a,A,31.2,30,S,SQR,EG,,,0,40,,,40").len(), 1);
    }

    #[test]
    fn a_spot_far_from_its_country_is_a_fault() {
        let cairo = place("1,Cairo,31.2,30,P,PPLC,EG,,,9,,,,");
        let mut faults = Faults::new();
        check_countries_of_spots(
            std::slice::from_ref(&cairo),
            &[place("landmark:a,A,31.3,30,S,SQR,EG,,,0,,,,")],
            &mut faults,
        );
        assert!(faults.is_empty());
        check_countries_of_spots(&[cairo], &[place("landmark:a,A,-31.3,30,S,SQR,EG,,,0,,,,")], &mut faults);
        assert_eq!(faults.len(), 1);
    }

    #[test]
    fn a_name_of_nothing_or_said_twice_is_a_fault() {
        let row = |id: &str, kind| {
            let (place_id, name) = (id.to_owned(), "A".to_owned());
            (2, NameRow { place_id, name, language: String::new(), kind, name_id: None, note: String::new() })
        };
        let names =
            [row("1", NameKind::Alternate), row("1", NameKind::Alternate), row("2", NameKind::Demonym)];
        let mut faults = Faults::new();
        check_names("curated/aliases.csv", &names, &HashSet::from(["1"]), &mut faults);
        assert_eq!(faults.len(), 3, "{faults:?}");
    }
}

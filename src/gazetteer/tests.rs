//! Tables → index → answers, on a gazetteer of a few rows.

use std::{fs, path::Path};

use super::{
    CountryCode, Gazetteer, Place, compile, compile_folder,
    tables::{CountryRow, NameKind, NameRow, PlaceRow, StopNameRow, StopReason, Tables},
};
use crate::text::NameKey;

fn place(id: &str, name: &str, code: &str, country: &str, admin1: &str, population: u64) -> PlaceRow {
    let (class, code) = code.split_once('.').unwrap();
    PlaceRow {
        place_id: id.to_owned(),
        name: name.to_owned(),
        longitude: 10.123_456,
        latitude: -20.5,
        feature_class: class.to_owned(),
        feature_code: code.to_owned(),
        country: country.to_owned(),
        admin1: admin1.to_owned(),
        admin2: String::new(),
        population,
        west: None,
        south: None,
        east: None,
        north: None,
        parent: String::new(),
        alternate_names: String::new(),
    }
}

fn name(place_id: &str, name: &str, kind: NameKind) -> NameRow {
    NameRow {
        place_id: place_id.to_owned(),
        name: name.to_owned(),
        language: String::new(),
        kind,
        name_id: None,
        note: String::new(),
    }
}

fn tables() -> Tables {
    let mut sea = place("region:sea", "Test Sea", "H.SEA", "", "", 0);
    (sea.west, sea.south, sea.east, sea.north) = (Some(170.0), Some(-30.0), Some(-170.0), Some(-10.0));
    let mut alternate = place("2", "Springfield", "P.PPL", "AA", "01", 5_000);
    alternate.alternate_names = "Old Springs; Springs".to_owned();
    Tables {
        places: vec![
            place("9000000000", "Aland", "A.PCLI", "AA", "", 1_000_000),
            place("adm1:AA.01", "North", "A.ADM1", "AA", "01", 300_000),
            place("1", "Springfield", "P.PPL", "AA", "01", 100),
            alternate,
            place("3", "Springfield", "P.PPL", "BB", "01", 90_000),
            sea,
        ],
        names: vec![
            name("9000000000", "A.L.", NameKind::Abbreviation),
            name("9000000000", "Alandic", NameKind::Demonym),
            name("404", "Nobody's Town", NameKind::Alternate),
        ],
        countries: vec![CountryRow {
            iso2: "AA".to_owned(),
            iso3: "AAA".to_owned(),
            iso_numeric: Some(7),
            name: "Aland".to_owned(),
            place_id: "9000000000".to_owned(),
            continent: "EU".to_owned(),
            capital: String::new(),
            neighbours: "BB;CC".to_owned(),
            languages: String::new(),
        }],
        stop_names: vec![StopNameRow { name: "Springs".to_owned(), reason: StopReason::Word }],
        sources: Vec::new(),
    }
}

fn gazetteer() -> Gazetteer {
    Gazetteer::from_bytes(compile(&tables()).unwrap()).unwrap()
}

fn ids(gazetteer: &Gazetteer, name: &str) -> Vec<String> {
    gazetteer.lookup(&NameKey::new(name)).map(|it| it.place.id.to_owned()).collect()
}

#[test]
fn names_find_places_the_most_populous_first() {
    let gazetteer = gazetteer();
    assert_eq!(ids(&gazetteer, "SPRINGFIELD"), ["3", "2", "1"]);
    assert_eq!(ids(&gazetteer, "old springs"), ["2"]);
    assert_eq!(ids(&gazetteer, "nobodys town"), Vec::<String>::new());
    assert_eq!(ids(&gazetteer, ""), Vec::<String>::new());
    let abbreviation = gazetteer.lookup(&NameKey::new("AL")).next().unwrap();
    assert_eq!((abbreviation.kind, abbreviation.name), (NameKind::Abbreviation, "A.L."));
    let word = gazetteer.lookup(&NameKey::new("Springs")).next().unwrap();
    assert_eq!((word.stop, word.kind), (Some(StopReason::Word), NameKind::Alternate));
}

#[test]
fn a_place_comes_back_as_it_was_written() {
    let gazetteer = gazetteer();
    let country = gazetteer.place_by_id("9000000000").unwrap();
    assert_eq!(country.geoname_id.map(|it| it.0), Some(9_000_000_000), "ids have 64 bits");
    assert_eq!((country.point.x(), country.point.y()), (10.123_456, -20.5));
    assert_eq!((country.population, country.admin1, country.extent), (1_000_000, "", None));
    let region = gazetteer.place_by_id("adm1:AA.01").unwrap();
    assert_eq!((region.geoname_id, region.feature_code.as_str()), (None, "ADM1"));
    assert!(gazetteer.place_by_id("5").is_none());
}

#[test]
fn containment_is_answered_from_codes_and_extents() {
    let gazetteer = gazetteer();
    let get = |id: &str| gazetteer.place_by_id(id).unwrap();
    let (country, region, town, other) = (get("9000000000"), get("adm1:AA.01"), get("1"), get("3"));
    let ancestors: Vec<&str> = gazetteer.ancestors(town.index).map(|it| it.id).collect();
    assert_eq!(ancestors, ["adm1:AA.01", "9000000000"]);
    assert!(gazetteer.holds(&country, &town) && gazetteer.holds(&region, &town));
    assert!(!gazetteer.holds(&country, &other) && !gazetteer.holds(&region, &other));
    assert!(!gazetteer.holds(&town, &town));
    let sea = get("region:sea");
    let at = |x: f64, town: Place<'_>| gazetteer.holds(&sea, &Place { point: (x, -20.0).into(), ..town });
    assert!(at(179.0, town) && at(-179.0, town) && !at(0.0, town), "the sea crosses 180°");
    let country = gazetteer.country(CountryCode::new("AA").unwrap()).unwrap();
    assert_eq!((country.iso3, country.numeric), ("AAA", Some(7)));
    assert!(country.borders(CountryCode::new("CC").unwrap()));
    assert!(!country.borders(CountryCode::new("AA").unwrap()));
    assert!(gazetteer.country(CountryCode::new("ZZ").unwrap()).is_none());
}

#[test]
fn the_same_tables_give_the_same_bytes_in_any_order() {
    let one = compile(&tables()).unwrap();
    let mut turned = tables();
    turned.places.reverse();
    turned.names.reverse();
    assert_eq!(one, compile(&turned).unwrap());
}

#[test]
fn a_later_row_of_an_id_replaces_an_earlier() {
    let mut tables = tables();
    tables.places.push(place("1", "Springtown", "P.PPL", "AA", "01", 100));
    let gazetteer = Gazetteer::from_bytes(compile(&tables).unwrap()).unwrap();
    assert_eq!(ids(&gazetteer, "Springfield"), ["3", "2"]);
    assert_eq!(ids(&gazetteer, "Springtown"), ["1"]);
}

#[test]
fn rows_that_cannot_be_are_named() {
    for (change, what) in [
        ((|row: &mut PlaceRow| row.latitude = 91.0) as fn(&mut PlaceRow), "91 degrees lie outside ±90"),
        (|row| row.longitude = f64::NAN, "lie outside ±180"),
        (|row| row.feature_class = "X".to_owned(), "feature class \"X\""),
        (|row| row.feature_code = "lower".to_owned(), "feature code \"lower\""),
    ] {
        let mut tables = tables();
        change(&mut tables.places[2]);
        let message = compile(&tables).unwrap_err().to_string();
        assert!(message.contains("place \"1\" (Springfield)") && message.contains(what), "{message}");
    }
}

#[test]
fn an_index_of_no_places_is_an_index() {
    let gazetteer = Gazetteer::from_bytes(compile(&Tables::default()).unwrap()).unwrap();
    assert!(gazetteer.is_empty() && gazetteer.verify().is_ok());
    assert_eq!(ids(&gazetteer, "Kabul"), Vec::<String>::new());
}

#[test]
fn damage_is_found() {
    let whole = compile(&tables()).unwrap();
    let message = |bytes: Vec<u8>| Gazetteer::from_bytes(bytes).unwrap_err().to_string();
    assert!(message(whole[..whole.len() - 1].to_vec()).contains("damaged"));
    assert!(message(Vec::new()).contains("not a dateline gazetteer index"));
    let changed = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    assert!(message(changed(8)).contains("version"));
    assert!(message(changed(40)).contains("damaged"), "the table of sections is under the header's checksum");
    let body = Gazetteer::from_bytes(changed(whole.len() - 1)).unwrap();
    assert!(body.verify().unwrap_err().to_string().contains("checksum"));
}

#[test]
fn a_stated_parent_goes_before_that_of_the_codes() {
    let mut tables = tables();
    let mut camp = place("camp", "Camp Nine", "S.CMPRF", "AA", "01", 0);
    camp.parent = "1".to_owned();
    let mut lost = place("lost", "Lost Post", "S.PSTB", "AA", "01", 0);
    lost.parent = "nowhere".to_owned();
    tables.places.extend([camp, lost]);
    let gazetteer = Gazetteer::from_bytes(compile(&tables).unwrap()).unwrap();
    let above = |id: &str| -> Vec<_> {
        let place = gazetteer.place_by_id(id).unwrap();
        gazetteer.ancestors(place.index).map(|it| it.id).collect()
    };
    assert_eq!(above("camp"), ["1", "adm1:AA.01", "9000000000"]);
    assert_eq!(above("lost"), ["adm1:AA.01", "9000000000"]);
}

#[test]
fn second_level_divisions_are_found_by_their_codes() {
    let mut tables = tables();
    for (id, admin2) in [("adm2:AA.01.x", "x"), ("adm2:AA.01.y", "y")] {
        let mut county = place(id, "County", "A.ADM2", "AA", "01", 0);
        county.admin2 = admin2.to_owned();
        tables.places.push(county);
    }
    tables.places[2].admin2 = "y".to_owned();
    let gazetteer = Gazetteer::from_bytes(compile(&tables).unwrap()).unwrap();
    let code = CountryCode::new("AA").unwrap();
    assert_eq!(gazetteer.division(code, "01", "y").unwrap().id, "adm2:AA.01.y");
    assert_eq!(gazetteer.division(code, "01", "").unwrap().id, "adm1:AA.01");
    assert!(gazetteer.division(code, "01", "z").is_none());
    assert_eq!(gazetteer.parent(gazetteer.place_by_id("1").unwrap().index).unwrap().id, "adm2:AA.01.y");
}

#[test]
fn a_folder_is_compiled_row_by_row_to_the_same_bytes() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteer");
    let folder = tempfile::tempdir().unwrap();
    for table in ["places.csv", "names.csv", "countries.csv", "SOURCES.csv"] {
        let rows = fs::read_to_string(shipped.join(table)).unwrap();
        let first: String = rows.lines().take(3_000).map(|it| format!("{it}\n")).collect();
        fs::write(folder.path().join(table), first).unwrap();
    }
    let mut out = std::io::Cursor::new(Vec::new());
    compile_folder(folder.path(), folder.path(), &mut out).unwrap();
    let same = out.into_inner() == compile(&Tables::read(folder.path()).unwrap()).unwrap();
    assert!(same, "streamed and held tables give different bytes");
}

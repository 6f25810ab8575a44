//! A user's own tables of places: checked against a gazetteer, and laid over it.

use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
};

use geo::{Distance, Haversine, Point};
use serde::de::DeserializeOwned;

use super::{
    compile::Compiler,
    place::{CountryCode, Extent, Place},
    place_table::{self, Faults, TableRow},
    stack::Gazetteer,
    tables::{self, CountryRow, NameKind, NameRow, PlaceRow, SourceRow, StopNameRow, TableFolder},
};
use crate::{
    error::{Error, Result},
    text::NameKey,
};

/// More levels than any place has: a guard against tables that contain themselves.
const MOST_LEVELS: usize = 8;

/// Kilometres that a place may lie beyond the radius of what holds it: radii are rough.
const NEAR_KM: f64 = 50.0;

/// Kilometres beyond the radius at which a place surely lies elsewhere.
const FAR_KM: f64 = 500.0;

/// Kilometres around a parent that is in the user's own table, whose size nobody states.
const OWN_RADIUS_KM: f64 = 25.0;

/// The number of the tables of a folder that are not of places; their faults come last.
const OTHERS: usize = 2;

/// Rows of tables that a user keeps beside the gazetteer: camps, checkpoints, neighbourhoods.
///
/// The columns are those of `places.csv`; `place_id`, `name`, `longitude` and `latitude` are required.
/// A row without class and code is a populated place, `P` and `PPL`. An empty cell of country or
/// division is filled from the row's `parent`, and an empty cell of a row that replaces a place from
/// that place.
#[derive(Debug)]
pub struct OwnPlaces {
    rows: Vec<TableRow>,
    /// Names by which replaced rows were shown, with their ids.
    former_names: Vec<(String, String)>,
    faults: Faults,
}

/// What a check of tables found.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Checked {
    /// Rows that can be read.
    pub places: usize,
    /// Everything that is wrong, with file, line and column.
    pub faults: Vec<Error>,
    /// Faults beyond the first ten thousand.
    pub faults_left_out: usize,
}

impl OwnPlaces {
    /// Reads tables, one after the other; a parent may stand in any of them, or in the gazetteer below.
    ///
    /// # Errors
    ///
    /// When a file cannot be read at all. What is wrong in it is a fault.
    pub fn read(files: &[PathBuf], below: &Gazetteer) -> Result<Self> {
        let mut faults = Faults::default();
        let mut rows = Vec::new();
        for (table, file) in files.iter().enumerate() {
            rows.extend(place_table::read(file, table, false, &mut faults)?);
        }
        let mut own = Self { rows, former_names: Vec::new(), faults };
        own.look_at_rows(below);
        Ok(own)
    }

    /// What is wrong with them.
    #[must_use]
    pub fn checked(self) -> Checked {
        let places = self.rows.iter().filter(|it| it.sound).count();
        let (faults, faults_left_out) = self.faults.into_parts();
        Checked { places, faults, faults_left_out }
    }

    /// Lays them over the gazetteer they were read with.
    ///
    /// # Errors
    ///
    /// The first fault, if there is any.
    pub fn lay_over(self, below: &Gazetteer) -> Result<Gazetteer> {
        let (faults, left_out) = self.faults.into_parts();
        let count = faults.len() + left_out;
        if let Some(fault) = faults.into_iter().next() {
            let hint = match (count, fault.hint()) {
                (1, Some(hint)) => hint.to_owned(),
                (1, None) => "`dateline gazetteer check` says what can be wrong with a table".to_owned(),
                _ => format!("`dateline gazetteer check` lists all {count} faults"),
            };
            return Err(fault.with_hint(hint));
        }
        let mut compiler = Compiler::in_memory();
        self.rows.iter().try_for_each(|it| compiler.place(&it.place))?;
        for (place_id, name) in self.former_names {
            let (language, note) = Default::default();
            compiler.name(&NameRow {
                place_id,
                name,
                language,
                kind: NameKind::Alternate,
                name_id: None,
                note,
            })?;
        }
        let mut index = io::Cursor::new(Vec::new());
        compiler.finish(&mut index)?;
        below.with_overlay(&Gazetteer::from_bytes(index.into_inner())?)
    }

    /// Fills what rows leave empty and finds what is wrong between rows.
    fn look_at_rows(&mut self, below: &Gazetteer) {
        let mut earlier: HashMap<String, usize> = HashMap::new();
        for at in 0..self.rows.len() {
            let id = self.rows[at].place.place_id.clone();
            let replaced = match earlier.insert(id.clone(), at) {
                Some(earlier) => {
                    let replaced = self.rows[earlier].place.clone();
                    self.former_names.push((id, replaced.name.clone()));
                    Some(replaced)
                }
                None => below.place_by_id(&id).map(|it| {
                    let parent = below.stated_parent(it.index).map(|it| it.id.to_owned());
                    PlaceRow { parent: parent.unwrap_or_default(), ..PlaceRow::of(&it) }
                }),
            };
            if let Some(replaced) = replaced {
                fill_from(&mut self.rows[at], replaced);
            }
        }
        let rows = Rows { list: &self.rows, by_id: by_id(&self.rows), below };
        let codes: Vec<Codes> = self.rows.iter().map(|it| rows.codes(&it.place, 0)).collect();
        for (row, codes) in self.rows.iter().zip(&codes) {
            for fault in rows.faults(row, codes) {
                self.faults.add(row.table, row.line, fault);
            }
        }
        for (row, codes) in self.rows.iter_mut().zip(codes) {
            (row.place.country, row.place.admin1, row.place.admin2) = codes;
        }
    }
}

/// Country, first- and second-level division.
type Codes = (String, String, String);

/// All rows, and the gazetteer below them.
struct Rows<'r> {
    list: &'r [TableRow],
    by_id: HashMap<&'r str, usize>,
    below: &'r Gazetteer,
}

/// What holds a place, as far as it says where the place must lie.
struct Around<'r> {
    name: &'r str,
    point: Point<f64>,
    radius_km: f64,
}

impl<'r> Rows<'r> {
    fn own(&self, id: &str) -> Option<&'r PlaceRow> {
        self.by_id.get(id).map(|it| &self.list[*it].place)
    }

    /// The codes of a row: its own, and where it has none those of its parent.
    fn codes(&self, row: &PlaceRow, level: usize) -> Codes {
        let mut codes = (row.country.clone(), row.admin1.clone(), row.admin2.clone());
        let above = match self.own(&row.parent) {
            _ if row.parent.is_empty() => return codes,
            Some(parent) if level < MOST_LEVELS => self.codes(parent, level + 1),
            Some(_) => return codes,
            None => match self.below.place_by_id(&row.parent) {
                Some(it) => (
                    it.country.map(|it| it.as_str().to_owned()).unwrap_or_default(),
                    it.admin1.to_owned(),
                    it.admin2.to_owned(),
                ),
                None => return codes,
            },
        };
        if codes.0.is_empty() {
            codes.0 = above.0.clone();
        }
        if codes.0 == above.0 && codes.1.is_empty() {
            codes.1 = above.1.clone();
        }
        if codes.0 == above.0 && codes.1 == above.1 && codes.2.is_empty() {
            codes.2 = above.2;
        }
        codes
    }

    fn faults(&self, row: &TableRow, codes: &Codes) -> Vec<Error> {
        let mut faults = Vec::new();
        let place = &row.place;
        if place.parent == place.place_id && !place.parent.is_empty() {
            faults.push(row.fault("parent", "the place itself"));
        } else if !place.parent.is_empty() && self.around(&place.parent).is_none() {
            faults.push(self.unknown_parent(row));
        }
        let country = CountryCode::new(&codes.0).filter(|it| is_country(*it, self.below));
        if !place.country.is_empty() && country.is_none() {
            faults.push(unknown_country(row, self.below));
        }
        if let Some(fault) = country.and_then(|it| self.named_division(row, it)) {
            faults.push(fault);
        }
        let country = || self.below.place(self.below.country(country?)?.place).as_ref().map(around);
        if row.sound
            && let Some(around) = self.around(&place.parent).or_else(country)
        {
            let from = |point| Haversine.distance(around.point, point) / 1000.0;
            let given = from(Point::new(place.longitude, place.latitude));
            let swapped = from(Point::new(place.latitude, place.longitude));
            if given > around.radius_km + FAR_KM
                && swapped < around.radius_km + NEAR_KM
                && place.longitude.abs() <= 90.0
            {
                let what = format!(
                    "{}, {} lies {given:.0} km from {}",
                    place.latitude, place.longitude, around.name
                );
                faults.push(
                    row.fault("latitude", &what).with_hint("latitude and longitude are probably swapped"),
                );
            }
        }
        faults
    }

    fn around(&self, id: &str) -> Option<Around<'r>> {
        if let Some(own) = self.own(id) {
            let point = Point::new(own.longitude, own.latitude);
            return Some(Around { name: &own.name, point, radius_km: OWN_RADIUS_KM });
        }
        self.below.place_by_id(id).as_ref().map(around)
    }

    fn unknown_parent(&self, row: &TableRow) -> Error {
        let parent = &row.place.parent;
        let fault = row.fault("parent", &format!("no place has the key {parent:?}"));
        match self.below.lookup(&NameKey::new(parent)).next() {
            Some(it) => fault.with_hint(format!(
                "a parent is named by its place_id; {} is {:?}",
                it.place.name, it.place.id
            )),
            None => fault.with_hint("`dateline lookup NAME` shows the keys of places"),
        }
    }

    /// A fault where a division is named instead of its code, which would hold nothing.
    fn named_division(&self, row: &TableRow, country: CountryCode) -> Option<Error> {
        let admin1 = &row.place.admin1;
        if admin1.is_empty() || self.below.division(country, admin1, "").is_some() {
            return None;
        }
        let is_meant = |it: &Place<'_>| it.feature_code.as_str() == "ADM1" && it.country == Some(country);
        let meant = self.below.lookup(&NameKey::new(admin1)).map(|it| it.place).find(is_meant)?;
        let fault = row.fault("admin1", &format!("{admin1:?} is no code"));
        Some(fault.with_hint(format!("the code of {} is {:?}", meant.name, meant.admin1)))
    }
}

fn around<'g>(place: &Place<'g>) -> Around<'g> {
    Around { name: place.name, point: place.point, radius_km: place.radius_km() }
}

fn by_id(rows: &[TableRow]) -> HashMap<&str, usize> {
    let ids = rows.iter().enumerate().map(|(at, it)| (it.place.place_id.as_str(), at));
    ids.filter(|(id, _)| !id.is_empty()).collect()
}

/// A row that replaces a place says only what is different.
fn fill_from(row: &mut TableRow, replaced: PlaceRow) {
    let place = &mut row.place;
    if !row.has_sort {
        (place.feature_class, place.feature_code) = (replaced.feature_class, replaced.feature_code);
    }
    if [&place.country, &place.admin1, &place.admin2, &place.parent].iter().all(|it| it.is_empty()) {
        (place.country, place.parent) = (replaced.country, replaced.parent);
        (place.admin1, place.admin2) = (replaced.admin1, replaced.admin2);
    }
    if place.population == 0 {
        place.population = replaced.population;
    }
    if let (None, Some(west), Some(south), Some(east), Some(north)) =
        (place.west, replaced.west, replaced.south, replaced.east, replaced.north)
        && (Extent { west, south, east, north }).contains(Point::new(place.longitude, place.latitude))
    {
        (place.west, place.south) = (replaced.west, replaced.south);
        (place.east, place.north) = (replaced.east, replaced.north);
    }
}

/// A gazetteer without a table of countries asks the one built in.
fn is_country(code: CountryCode, below: &Gazetteer) -> bool {
    below.country(code).is_some() || Gazetteer::embedded().country(code).is_some()
}

fn unknown_country(row: &TableRow, below: &Gazetteer) -> Error {
    let typed = &row.place.country;
    let fault = row.fault("country", &format!("{typed:?} is no country's code"));
    let country = below.lookup(&NameKey::new(typed)).find(|it| it.place.feature_code.is_country());
    match country.and_then(|it| Some((it.place.name, it.place.country?))) {
        Some((name, code)) => fault.with_hint(format!("{name} is {}", code.as_str())),
        None => fault.with_hint("countries have ISO 3166-1 codes of two capital letters, such as PK"),
    }
}

/// Checks all tables of a gazetteer folder.
///
/// # Errors
///
/// When the folder holds no `places.csv`, or a table cannot be read at all.
pub fn check_tables(folder: &Path, below: &Gazetteer) -> Result<Checked> {
    let tables = TableFolder::open(folder)?;
    let mut faults = Faults::default();
    let mut rows = Vec::new();
    for (number, table) in ["places.csv", "curated/places.csv"].into_iter().enumerate() {
        if folder.join(table).is_file() {
            rows.extend(place_table::read(&folder.join(table), number, true, &mut faults)?);
        }
    }
    let mut own = OwnPlaces { rows, former_names: Vec::new(), faults };
    own.look_at_rows(below);
    for name in tables.names() {
        match name {
            Ok(name) if NameKey::new(&name.name).is_empty() => {
                let what = format!("a name of {:?} has no letter or digit: {:?}", name.place_id, name.name);
                own.faults.add(OTHERS, 0, Error::new(what).in_file(folder));
            }
            Ok(_) => {}
            Err(fault) => own.faults.add(OTHERS, 0, fault),
        }
    }
    let table = |it: &str| folder.join(it);
    unreadable::<CountryRow>(table("countries.csv"), &mut own.faults);
    unreadable::<StopNameRow>(table("curated/stop_names.csv"), &mut own.faults);
    unreadable::<SourceRow>(table("SOURCES.csv"), &mut own.faults);
    Ok(own.checked())
}

/// Adds a fault for each row of a table that cannot be read.
fn unreadable<R: DeserializeOwned>(table: PathBuf, faults: &mut Faults) {
    tables::rows::<R>(table).filter_map(Result::err).for_each(|it| faults.add(OTHERS, 0, it));
}

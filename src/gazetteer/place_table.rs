//! One CSV table of places: its rows, and every cell that cannot be.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use super::{
    feature_code::{FeatureClass, FeatureCode},
    spelling::nearest,
    tables::PlaceRow,
};
use crate::{
    error::{Error, Result},
    text::NameKey,
};

/// The columns a table of places may have; others are passed over.
const COLUMNS: [&str; 17] = [
    "place_id", "name", "longitude", "latitude", "feature_class", "feature_code", "country", "admin1",
    "admin2", "population", "west", "south", "east", "north", "parent", "alternate_names", "note",
];

/// The first columns, without which a place cannot be.
const REQUIRED: &[&str] = COLUMNS.split_at(4).0;

/// The first columns, which the tables of a whole gazetteer have all.
const OF_TABLES: &[&str] = COLUMNS.split_at(10).0;

/// What people call some columns.
const ALSO_CALLED: [(&str, &str); 12] = [
    ("class", "feature_class"),
    ("code", "feature_code"),
    ("country_code", "country"),
    ("geonameid", "place_id"),
    ("id", "place_id"),
    ("lat", "latitude"),
    ("lng", "longitude"),
    ("lon", "longitude"),
    ("long", "longitude"),
    ("title", "name"),
    ("x", "longitude"),
    ("y", "latitude"),
];

/// What a row is that says neither class nor code, and the code of a class without one.
const PLAIN_CODES: [(FeatureClass, &str); 6] = [
    (FeatureClass::Populated, "PPL"),
    (FeatureClass::Spot, "FCL"),
    (FeatureClass::Area, "LCTY"),
    (FeatureClass::Administrative, "ADMD"),
    (FeatureClass::Road, "RD"),
    (FeatureClass::Vegetation, "FRST"),
];

/// Faults that are kept; with more the file is no table of places, and the rest is only counted.
const MOST_FAULTS: usize = 10_000;

/// What is wrong with some tables.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// Each with the number of its table and its line.
    list: Vec<(usize, u64, Error)>,
    left_out: usize,
}

impl Faults {
    pub(super) fn add(&mut self, table: usize, line: u64, error: Error) {
        if self.list.len() < MOST_FAULTS {
            self.list.push((table, line, error));
        } else {
            self.left_out += 1;
        }
    }

    /// The faults in the order of tables and lines, and how many more there are.
    pub(super) fn into_parts(mut self) -> (Vec<Error>, usize) {
        self.list.sort_by_key(|(table, line, _)| (*table, *line));
        (self.list.into_iter().map(|(.., error)| error).collect(), self.left_out)
    }
}

/// A row, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct TableRow {
    pub(super) place: PlaceRow,
    /// The row says what sort of place it is.
    pub(super) has_sort: bool,
    /// Nothing was wrong with a cell of it.
    pub(super) sound: bool,
    pub(super) file: PathBuf,
    /// Which of the tables read together it stands in.
    pub(super) table: usize,
    pub(super) line: u64,
}

impl TableRow {
    /// What is wrong with a cell of the row.
    pub(super) fn fault(&self, column: &str, what: &str) -> Error {
        Error::new(format!("column {column}: {what}")).at_line(&self.file, self.line)
    }
}

/// Reads the rows of a table; `whole` says that it is a table of a whole gazetteer, with all columns.
///
/// `table` is its number among those read together. What is wrong with a cell is added to the faults.
///
/// # Errors
///
/// When the file cannot be read at all.
pub(super) fn read(path: &Path, table: usize, whole: bool, faults: &mut Faults) -> Result<Vec<TableRow>> {
    // A row with too many or too few cells is a fault of that row alone.
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_path(path)
        .map_err(|error| unreadable(path, error))?;
    let mut record = csv::ByteRecord::new();
    if !reader.read_byte_record(&mut record).map_err(|error| unreadable(path, error))? {
        let error = Error::new("an empty file; the first line names the columns");
        faults.add(table, 1, error.at_line(path, 1));
        return Ok(Vec::new());
    }
    let required = if whole { OF_TABLES } else { REQUIRED };
    let Some(header) = Header::new(&record, path, required, &mut |error| faults.add(table, 1, error)) else {
        return Ok(Vec::new());
    };
    let mut rows = Vec::new();
    let mut lines: HashMap<String, u64> = HashMap::new();
    while reader.read_byte_record(&mut record).map_err(|error| unreadable(path, error))? {
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != header.len {
            let what = format!("{} columns where the header has {}", record.len(), header.len);
            let hint = "a cell that holds a comma stands between quotation marks";
            faults.add(table, line, Error::new(what).at_line(path, line).with_hint(hint));
            continue;
        }
        let mut cells =
            Cells { header: &header, record: &record, path, table, line, whole, faults, sound: true };
        let mut row = cells.row();
        if !row.place.place_id.is_empty()
            && let Some(first) = lines.insert(row.place.place_id.clone(), line)
        {
            cells.fault("place_id", &format!("{:?} is on line {first} too", row.place.place_id), "");
        }
        row.sound = cells.sound;
        rows.push(row);
    }
    Ok(rows)
}

fn unreadable(path: &Path, error: csv::Error) -> Error {
    let line = error.position().map(csv::Position::line);
    match (error.into_kind(), line) {
        (csv::ErrorKind::Io(error), _) => Error::io(error, path),
        (kind, line) => Error::new(format!("{kind:?}")).at_line(path, line.unwrap_or(1)),
    }
}

/// Which column stands where.
struct Header {
    columns: HashMap<&'static str, usize>,
    len: usize,
}

impl Header {
    /// The header, or `None` when a place cannot be read with it.
    fn new(
        record: &csv::ByteRecord,
        path: &Path,
        required: &[&str],
        add: &mut dyn FnMut(Error),
    ) -> Option<Self> {
        let names: Vec<String> = record
            .iter()
            .map(|it| String::from_utf8_lossy(it).trim_start_matches('\u{feff}').trim().to_ascii_lowercase())
            .collect();
        let mut fault = |what: String, hint: String| {
            let error = Error::new(what).at_line(path, 1);
            add(if hint.is_empty() { error } else { error.with_hint(hint) });
        };
        if names.len() == 1 && names[0].contains([';', '\t']) {
            fault(
                "the columns are not parted by commas".to_owned(),
                "save the table as CSV with commas".to_owned(),
            );
            return None;
        }
        let mut columns = HashMap::new();
        for (at, name) in names.iter().enumerate() {
            if let Some(column) = COLUMNS.into_iter().find(|it| it == name)
                && columns.insert(column, at).is_some()
            {
                fault(format!("column {column} is there twice"), String::new());
            }
        }
        let missing = |it: &&str| !columns.contains_key(*it);
        let mut taken: Vec<&str> = Vec::new();
        for column in COLUMNS.into_iter().filter(missing) {
            let also = names.iter().find(|it| ALSO_CALLED.contains(&(it.as_str(), column)));
            let unknown = || names.iter().map(String::as_str).filter(|it| !COLUMNS.contains(it));
            let meant = also.map(String::as_str).or_else(|| nearest(column, unknown()));
            let hint = meant.map(|it| format!("call {it:?} {column}")).unwrap_or_default();
            taken.extend(meant);
            if required.contains(&column) {
                fault(format!("no column {column}"), hint);
            } else if let Some(meant) = meant {
                fault(format!("unknown column {meant:?}"), hint);
            }
        }
        required.iter().all(|it| columns.contains_key(it)).then_some(Self { columns, len: names.len() })
    }
}

/// The cells of one row.
struct Cells<'t> {
    header: &'t Header,
    record: &'t csv::ByteRecord,
    path: &'t Path,
    table: usize,
    line: u64,
    whole: bool,
    faults: &'t mut Faults,
    /// Nothing was wrong yet.
    sound: bool,
}

impl<'t> Cells<'t> {
    fn row(&mut self) -> TableRow {
        let place_id = self.text("place_id");
        if place_id.is_empty() {
            self.fault("place_id", "is empty", "any key of your own will do, such as camp:9");
        } else if place_id.contains(char::is_control) {
            self.fault("place_id", "holds a character that cannot be seen", "");
        }
        let name = self.text("name");
        if !self.is_utf8("name") {
            // Said already.
        } else if name.is_empty() {
            self.fault("name", "is empty", "");
        } else if NameKey::new(name).is_empty() {
            self.fault("name", &format!("{name:?} has no letter or digit"), "");
        }
        let (longitude, latitude) = self.point();
        let (class, code) = (self.text("feature_class"), self.text("feature_code"));
        let [west, south, east, north] = self.extent();
        let place = PlaceRow {
            place_id: place_id.to_owned(),
            name: name.to_owned(),
            country: self.country(),
            admin1: self.text("admin1").to_owned(),
            admin2: self.text("admin2").to_owned(),
            population: self.population(),
            west,
            south,
            east,
            north,
            parent: self.text("parent").to_owned(),
            alternate_names: self.text("alternate_names").to_owned(),
            ..PlaceRow::at(longitude, latitude)
        };
        let (feature_class, feature_code) = self.sort(class, code);
        TableRow {
            place: PlaceRow { feature_class, feature_code, ..place },
            has_sort: !(class.is_empty() && code.is_empty()),
            sound: self.sound,
            file: self.path.to_owned(),
            table: self.table,
            line: self.line,
        }
    }

    /// A cell without the blanks around it; empty where the table has no such column.
    fn text(&mut self, column: &str) -> &'t str {
        let cell = self.header.columns.get(column).and_then(|it| self.record.get(*it)).unwrap_or_default();
        match std::str::from_utf8(cell) {
            Ok(text) => text.trim(),
            Err(_) => {
                self.fault(column, "not UTF-8", "save the table as UTF-8");
                ""
            }
        }
    }

    fn is_utf8(&self, column: &str) -> bool {
        let cell = self.header.columns.get(column).and_then(|it| self.record.get(*it));
        cell.is_none_or(|it| std::str::from_utf8(it).is_ok())
    }

    fn fault(&mut self, column: &str, what: &str, hint: &str) {
        self.sound = false;
        let error = Error::new(format!("column {column}: {what}")).at_line(self.path, self.line);
        let error = if hint.is_empty() { error } else { error.with_hint(hint) };
        self.faults.add(self.table, self.line, error);
    }

    fn point(&mut self) -> (f64, f64) {
        let longitude = self.degrees("longitude");
        let latitude = self.degrees("latitude");
        let (Some(longitude), Some(latitude)) = (longitude, latitude) else { return (0.0, 0.0) };
        let inside = |longitude: f64, latitude: f64| longitude.abs() <= 180.0 && latitude.abs() <= 90.0;
        if inside(longitude, latitude) {
            if longitude == 0.0 && latitude == 0.0 {
                self.fault(
                    "latitude",
                    "0, 0 lies in the sea off Africa",
                    "leave out a place whose point is unknown",
                );
            }
        } else if inside(latitude, longitude) {
            self.fault(
                "latitude",
                &format!("{latitude} lies outside ±90"),
                "latitude and longitude are probably swapped",
            );
        } else {
            for (column, degrees, limit) in [("longitude", longitude, 180.0), ("latitude", latitude, 90.0)] {
                if degrees.abs() > limit {
                    self.fault(column, &format!("{degrees} lies outside ±{limit}"), "");
                }
            }
        }
        (longitude, latitude)
    }

    fn degrees(&mut self, column: &str) -> Option<f64> {
        let cell = self.text(column);
        if cell.is_empty() {
            self.fault(column, "is empty", "leave out a place whose point is unknown");
            return None;
        }
        self.number(column, cell)
    }

    fn number(&mut self, column: &str, cell: &str) -> Option<f64> {
        let number = cell.parse().ok().filter(|it: &f64| it.is_finite());
        if number.is_none() {
            let hint = if cell.replacen(',', ".", 1).parse::<f64>().is_ok() {
                "decimals follow a point, not a comma"
            } else {
                "degrees are written as decimal numbers, such as 34.53"
            };
            self.fault(column, &format!("{cell:?} is not a number"), hint);
        }
        number
    }

    fn extent(&mut self) -> [Option<f64>; 4] {
        let cells = ["west", "south", "east", "north"].map(|it| (it, self.text(it)));
        if cells.iter().all(|(_, cell)| cell.is_empty()) {
            return [None; 4];
        }
        let edges = cells.map(|(column, cell)| {
            if cell.is_empty() {
                self.fault(column, "is empty, though others of the extent are not", "");
                return None;
            }
            let limit = if matches!(column, "west" | "east") { 180.0 } else { 90.0 };
            let edge = self.number(column, cell)?;
            if edge.abs() > limit {
                self.fault(column, &format!("{edge} lies outside ±{limit}"), "");
            }
            Some(edge)
        });
        if let [_, Some(south), _, Some(north)] = edges
            && south > north
        {
            self.fault(
                "south",
                &format!("{south} lies north of {north}"),
                "south and north are probably swapped",
            );
        }
        edges
    }

    fn population(&mut self) -> u64 {
        let cell = self.text("population");
        if cell.is_empty() && !self.whole {
            return 0;
        }
        cell.parse().unwrap_or_else(|_| {
            let what = if cell.is_empty() {
                "is empty".to_owned()
            } else {
                format!("{cell:?} is not a whole number")
            };
            self.fault("population", &what, "digits only, such as 12500; 0 where it is unknown");
            0
        })
    }

    fn country(&mut self) -> String {
        let cell = self.text("country");
        let shaped = cell.len() == 2 && cell.bytes().all(|it| it.is_ascii_uppercase());
        if !shaped && cell.len() == 2 && cell.is_ascii() {
            let hint = format!("did you mean {:?}?", cell.to_ascii_uppercase());
            self.fault("country", &format!("{cell:?} is no country's code"), &hint);
            return String::new();
        }
        cell.to_owned()
    }

    /// Class and code, each from the other where one is missing.
    fn sort(&mut self, class: &str, code: &str) -> (String, String) {
        let known_class = FeatureClass::from_letter(class);
        if known_class.is_none() && (!class.is_empty() || self.whole) {
            let meant = class.get(..1).map(str::to_ascii_uppercase);
            let meant = meant.filter(|it| class.len() == 1 && FeatureClass::from_letter(it).is_some());
            let hint = match meant {
                Some(letter) => format!("did you mean {letter:?}?"),
                None => "one letter of AHLPRSTUV, such as P for a populated place or S for a spot".to_owned(),
            };
            self.fault("feature_class", &format!("{class:?} is no feature class"), &hint);
        }
        if code.is_empty() && !self.whole {
            let class = known_class.unwrap_or(FeatureClass::Populated);
            if let Some((_, code)) = PLAIN_CODES.iter().find(|(it, _)| *it == class) {
                return (class.letter().to_string(), (*code).to_owned());
            }
            self.fault("feature_code", &format!("class {} needs a code", class.letter()), "");
            return Default::default();
        }
        let classes: Vec<FeatureClass> =
            FeatureCode::new(code).into_iter().flat_map(FeatureCode::classes).collect();
        let of_code = classes.first().copied();
        match (of_code, known_class) {
            (None, _) => {
                let hint = match nearest(&code.to_ascii_uppercase(), FeatureCode::all_known()) {
                    Some(code) => format!("did you mean {code:?}?"),
                    None => {
                        "GeoNames' codes are listed at https://www.geonames.org/export/codes.html".to_owned()
                    }
                };
                self.fault("feature_code", &format!("{code:?} is no feature code"), &hint);
            }
            (Some(of_code), Some(class)) if !classes.contains(&class) => {
                let what = format!("{code} is of class {}, not {}", of_code.letter(), class.letter());
                self.fault("feature_code", &what, "");
            }
            _ => {}
        }
        let class = known_class.or(of_code).unwrap_or(FeatureClass::Populated);
        (class.letter().to_string(), code.to_owned())
    }
}

//! The rows of `gazetteer/*.csv`, and reading them with the line of every fault.
//!
//! Rows come one at a time, so that a gazetteer of millions of places is not held in memory.

use std::{
    fs::File,
    io::{self, BufReader},
    marker::PhantomData,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::error::{Error, Result};

/// A row of `places.csv` or of an overlay of the same columns: one place.
///
/// Coordinates are WGS 84 degrees.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceRow {
    /// GeoNames' number, or a text key of our own such as `adm1:PK.02` or `landmark:times-square`.
    pub place_id: String,
    /// The name to show, in English where there is one.
    pub name: String,
    /// Degrees east, in [-180, 180].
    pub longitude: f64,
    /// Degrees north, in [-90, 90].
    pub latitude: f64,
    /// GeoNames' feature class, one letter of `AHLPRSTUV`.
    pub feature_class: String,
    /// GeoNames' feature code, such as `PPLC`.
    pub feature_code: String,
    /// ISO 3166-1 alpha-2 code, or empty for what lies in none or several.
    pub country: String,
    /// GeoNames' code of the first-level division within the country, or empty.
    pub admin1: String,
    /// Code or name of the second-level division, or empty.
    pub admin2: String,
    /// Inhabitants; 0 when unknown.
    pub population: u64,
    /// Western edge of the extent in degrees; larger than `east` when it crosses 180°. Areas only.
    #[serde(default)]
    pub west: Option<f64>,
    /// Southern edge of the extent in degrees.
    #[serde(default)]
    pub south: Option<f64>,
    /// Eastern edge of the extent in degrees.
    #[serde(default)]
    pub east: Option<f64>,
    /// Northern edge of the extent in degrees.
    #[serde(default)]
    pub north: Option<f64>,
    /// The place that holds it, by its `place_id`; empty where its codes say which division that is.
    #[serde(default, skip_serializing)]
    pub parent: String,
    /// Further names joined by `;`, a convenience for tables kept by hand.
    #[serde(default, skip_serializing)]
    pub alternate_names: String,
}

impl PlaceRow {
    /// A populated place of unknown size at a point in degrees, still without id and name.
    #[must_use]
    pub fn at(longitude: f64, latitude: f64) -> Self {
        Self {
            place_id: String::new(),
            name: String::new(),
            longitude,
            latitude,
            feature_class: "P".to_owned(),
            feature_code: "PPL".to_owned(),
            country: String::new(),
            admin1: String::new(),
            admin2: String::new(),
            population: 0,
            west: None,
            south: None,
            east: None,
            north: None,
            parent: String::new(),
            alternate_names: String::new(),
        }
    }
}

/// A row of `names.csv` or `curated/aliases.csv`: a further name of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameRow {
    /// The place that bears the name; a row of a table of places.
    pub place_id: String,
    /// The name as it is written.
    pub name: String,
    /// ISO 639 code of its language, or empty when unknown.
    pub language: String,
    /// What sort of name it is.
    pub kind: NameKind,
    /// GeoNames' number of the name, in tables that were made from its dump.
    #[serde(default, skip_serializing)]
    pub name_id: Option<u64>,
    /// Why the row is there; only in tables kept by hand.
    #[serde(default, skip_serializing)]
    pub note: String,
}

/// A row of the `names.csv` of a gazetteer that was made from GeoNames' dump; [`NameRow`] reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct NumberedNameRow {
    pub(super) place_id: String,
    pub(super) name: String,
    pub(super) language: String,
    pub(super) kind: NameKind,
    pub(super) name_id: Option<u64>,
}

/// What sort of name a gazetteer name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameKind {
    /// The name the place is shown by.
    Primary,
    /// Another full name: an official form, an exonym, a spelling.
    Alternate,
    /// A short written form whose capitals and dots matter: `UK`, `B.C.`, `Ky.`
    Abbreviation,
    /// A name no longer in use: `Bombay`.
    Historic,
    /// The adjective or the people of a place: `Pakistani`, `Texans`.
    Demonym,
}

/// A row of `countries.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryRow {
    /// ISO 3166-1 alpha-2 code.
    pub iso2: String,
    /// ISO 3166-1 alpha-3 code.
    pub iso3: String,
    /// ISO 3166-1 numeric code; empty for Kosovo.
    pub iso_numeric: Option<u16>,
    /// English short name.
    pub name: String,
    /// Its row in the table of places.
    pub place_id: String,
    /// GeoNames' two-letter continent code.
    pub continent: String,
    /// Name of the capital, or empty.
    pub capital: String,
    /// ISO alpha-2 codes of the countries it borders, joined by `;`.
    pub neighbours: String,
    /// Language codes, most spoken first, joined by `;`.
    pub languages: String,
}

/// A row of `curated/stop_names.csv`: a gazetteer name that is mostly something else in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopNameRow {
    /// The name.
    pub name: String,
    /// What it mostly is.
    pub reason: StopReason,
}

/// What a gazetteer name mostly is when a text writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopReason {
    /// An ordinary word: `Of`, `Police`.
    Word,
    /// A person's name: `Jackson`, `Amjad`.
    Person,
    /// A month, weekday or holiday: `March`.
    Calendar,
    /// An organisation, a brand or a title.
    Organisation,
    /// A well-known place and an ordinary word: `Nice`, `Reading`; it takes evidence.
    WordOrPlace,
}

/// A row of `SOURCES.csv`: where a table came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRow {
    /// The table.
    pub file: String,
    /// Package and version, or URL.
    pub source: String,
    /// Licence of the data.
    pub licence: String,
    /// Day it was fetched.
    pub retrieved: String,
    /// SHA-256 of what was fetched, in hexadecimal.
    pub sha256: String,
    /// Rows of the table.
    pub rows: u64,
}

/// All tables of a gazetteer folder, in memory.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// Places of `places.csv`, then of `curated/places.csv`; a later row of the same id replaces an earlier.
    pub places: Vec<PlaceRow>,
    /// Names of `names.csv`, `curated/aliases.csv` and `curated/demonyms.csv`.
    pub names: Vec<NameRow>,
    /// Countries.
    pub countries: Vec<CountryRow>,
    /// Names that are mostly something else.
    pub stop_names: Vec<StopNameRow>,
    /// Where the tables came from.
    pub sources: Vec<SourceRow>,
}

impl Tables {
    /// Reads the tables of a gazetteer folder.
    ///
    /// # Errors
    ///
    /// When `places.csv` is missing, or a row of any table cannot be read; the error names file and line.
    pub fn read(folder: &Path) -> Result<Self> {
        let folder = TableFolder::open(folder)?;
        Ok(Self {
            places: folder.places().collect::<Result<_>>()?,
            names: folder.names().collect::<Result<_>>()?,
            countries: folder.countries()?,
            stop_names: folder.stop_names()?,
            sources: folder.sources()?,
        })
    }
}

/// A gazetteer folder whose tables are read row by row.
#[derive(Debug, Clone)]
pub struct TableFolder {
    folder: PathBuf,
}

impl TableFolder {
    /// A folder that has to hold `places.csv`; other tables may be missing.
    ///
    /// # Errors
    ///
    /// When `places.csv` is missing.
    pub fn open(folder: &Path) -> Result<Self> {
        if folder.join("places.csv").is_file() {
            return Ok(Self { folder: folder.to_owned() });
        }
        Err(Error::new("no places.csv in this folder").in_file(folder).with_hint(
            "a gazetteer folder holds places.csv and, if it has them, names.csv, countries.csv and curated/",
        ))
    }

    /// Rows of `places.csv`, then of `curated/places.csv`.
    pub fn places(&self) -> impl Iterator<Item = Result<PlaceRow>> + use<> {
        rows(self.table("places.csv")).chain(rows(self.table("curated/places.csv")))
    }

    /// Rows of `names.csv`, `curated/aliases.csv` and `curated/demonyms.csv`.
    pub fn names(&self) -> impl Iterator<Item = Result<NameRow>> + use<> {
        rows(self.table("names.csv"))
            .chain(rows(self.table("curated/aliases.csv")))
            .chain(rows(self.table("curated/demonyms.csv")))
    }

    /// Rows of `countries.csv`.
    ///
    /// # Errors
    ///
    /// When a row cannot be read.
    pub fn countries(&self) -> Result<Vec<CountryRow>> {
        rows(self.table("countries.csv")).collect()
    }

    /// Rows of `curated/stop_names.csv`.
    ///
    /// # Errors
    ///
    /// When a row cannot be read.
    pub fn stop_names(&self) -> Result<Vec<StopNameRow>> {
        rows(self.table("curated/stop_names.csv")).collect()
    }

    /// Rows of `SOURCES.csv`.
    ///
    /// # Errors
    ///
    /// When a row cannot be read.
    pub fn sources(&self) -> Result<Vec<SourceRow>> {
        rows(self.table("SOURCES.csv")).collect()
    }

    fn table(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// The rows of one table, one at a time; a table that is not there has none.
pub fn rows<R: DeserializeOwned>(path: PathBuf) -> impl Iterator<Item = Result<R>> {
    let (reader, fault) = match File::open(&path) {
        Ok(file) => (Some(csv::Reader::from_reader(BufReader::with_capacity(1 << 18, file))), None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => (None, None),
        Err(error) => (None, Some(Err(Error::io(error, &path)))),
    };
    let rows = reader.into_iter().flat_map(move |reader| Rows {
        path: path.clone(),
        reader,
        headers: None,
        record: csv::StringRecord::new(),
        row: PhantomData,
    });
    fault.into_iter().chain(rows)
}

/// The rows of a table that was built into the program.
pub(super) fn rows_of<R: DeserializeOwned>(table: &'static str) -> impl Iterator<Item = R> {
    csv::Reader::from_reader(table.as_bytes()).into_deserialize().filter_map(|it| it.ok())
}

/// Writes a table, a header and then rows.
pub(super) struct TableWriter {
    path: PathBuf,
    writer: csv::Writer<File>,
}

impl TableWriter {
    pub(super) fn create(path: &Path) -> Result<Self> {
        let file = File::create(path).map_err(|error| Error::io(error, path))?;
        let writer = csv::WriterBuilder::new().buffer_capacity(1 << 18).from_writer(file);
        Ok(Self { path: path.to_owned(), writer })
    }

    pub(super) fn write(&mut self, row: &impl Serialize) -> Result<()> {
        self.writer.serialize(row).map_err(|error| self.fault(error.into()))
    }

    /// Ends the table and has the system keep it.
    pub(super) fn finish(mut self) -> Result<()> {
        self.writer.flush().map_err(|error| self.fault(error))?;
        let file = match self.writer.into_inner() {
            Ok(file) => file,
            Err(error) => return Err(Error::io(error.into_error(), self.path)),
        };
        file.sync_all().map_err(|error| Error::io(error, self.path))
    }

    fn fault(&self, error: io::Error) -> Error {
        Error::io(error, &self.path)
    }
}

struct Rows<R> {
    path: PathBuf,
    reader: csv::Reader<BufReader<File>>,
    headers: Option<csv::StringRecord>,
    record: csv::StringRecord,
    row: PhantomData<R>,
}

impl<R: DeserializeOwned> Rows<R> {
    fn read(&mut self) -> csv::Result<Option<R>> {
        if self.headers.is_none() {
            self.headers = Some(self.reader.headers()?.clone());
        }
        if !self.reader.read_record(&mut self.record)? {
            return Ok(None);
        }
        self.record.deserialize(self.headers.as_ref()).map(Some)
    }
}

impl<R: DeserializeOwned> Iterator for Rows<R> {
    type Item = Result<R>;

    fn next(&mut self) -> Option<Result<R>> {
        self.read().map_err(|error| fault(&self.path, self.headers.as_ref(), &error)).transpose()
    }
}

/// What the reader says, with file, line and the column's name.
fn fault(path: &Path, headers: Option<&csv::StringRecord>, error: &csv::Error) -> Error {
    let what = match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => {
            let column = err.field().and_then(|it| headers?.get(usize::try_from(it).ok()?));
            match column {
                Some(column) => format!("column {column}: {}", err.kind()),
                None => err.to_string(),
            }
        }
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} columns where the header has {expected_len}")
        }
        csv::ErrorKind::Utf8 { .. } => "not UTF-8".to_owned(),
        _ => error.to_string(),
    };
    let line = error.position().map_or(1, csv::Position::line);
    Error::new(what).at_line(path, line).with_hint("the columns are described in gazetteer/README.md")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_bad_row_is_named_by_file_and_line() {
        let folder = tempfile::tempdir().unwrap();
        let header =
            "place_id,name,longitude,latitude,feature_class,feature_code,country,admin1,admin2,population";
        let path = folder.path().join("places.csv");
        fs::write(&path, format!("{header}\n1,A,0,0,P,PPL,PK,,,5\n2,B,east,0,P,PPL,PK,,,5\n")).unwrap();
        let message = Tables::read(folder.path()).unwrap_err().to_string();
        assert!(message.contains("places.csv:3: "), "{message}");
        assert!(message.contains("longitude"), "{message}");
    }

    #[test]
    fn a_folder_without_places_says_what_is_expected() {
        let folder = tempfile::tempdir().unwrap();
        let message = Tables::read(folder.path()).unwrap_err().to_string();
        assert!(message.contains("no places.csv") && message.contains("hint:"), "{message}");
    }
}

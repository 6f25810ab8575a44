//! An analyst's table of cells that rows are added to: its columns, its line ends, and which rows it has.

use std::{collections::HashSet, fs, io::Write, path::Path};

use csv::{ReaderBuilder, Terminator, Writer};

use super::{
    Added, LayerWriter, WriteOptions,
    columns::{Cell, Column, columns},
    prepared::prepare,
    profile,
    table::{cells, failed, safe},
};
use crate::{
    error::{Error, Result},
    layer::findings::Findings,
};

/// A table of cells that is there already, to which rows are added in the order of its columns.
///
/// ```
/// use dateline::layer::{Sheet, WriteOptions};
///
/// let folder = tempfile::tempdir().unwrap();
/// let path = folder.path().join("sheet.csv");
/// std::fs::write(&path, "checked;incident_id;name\nyes;a#incident:3;Kabul\n").unwrap();
/// let sheet = Sheet::read(&path, &WriteOptions::new()).unwrap();
/// assert!(sheet.has("a#incident:3"));
/// ```
#[derive(Debug)]
pub struct Sheet {
    bytes: Vec<u8>,
    delimiter: u8,
    terminator: Terminator,
    /// What of ours each of its columns holds.
    columns: Vec<Option<Column>>,
    /// Which of its columns a row is known again by.
    key: usize,
    known: HashSet<String>,
}

/// Columns by which rows of ours are known again, the best first.
const KEYS: [&str; 2] = ["feature_id", "incident_id"];

/// What people call the columns of coordinates.
const COORDINATES: [(&str, &[&str]); 2] =
    [("latitude", &["lat", "y"]), ("longitude", &["lon", "lng", "long", "x"])];

/// What stands before our id among ACLED's tags.
const TAG: &str = "dateline:id=";

impl Sheet {
    /// Reads a table and what its header names.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is not UTF-8, or has no column by which rows could be known again.
    pub fn read(path: &Path, options: &WriteOptions) -> Result<Self> {
        let bytes = fs::read(path).map_err(|error| Error::io(error, path))?;
        let text = std::str::from_utf8(&bytes).map_err(|_| {
            Error::new("not UTF-8, so rows in UTF-8 cannot be added")
                .in_file(path)
                .with_hint("save the table as CSV in UTF-8 and try again")
        })?;
        if text.matches('"').count() % 2 == 1 {
            let error = Error::new("a quote is opened and not closed").in_file(path);
            return Err(error.with_hint("rows added after it would become part of that cell"));
        }
        let header = text.lines().next().unwrap_or_default();
        let count = |it: u8| header.bytes().filter(|byte| *byte == it).count();
        let delimiter = [b',', b';', b'\t'].into_iter().rev().max_by_key(|it| count(*it)).unwrap_or(b',');
        let terminator = if text.contains("\r\n") { Terminator::CRLF } else { Terminator::Any(b'\n') };

        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(text.strip_prefix('\u{feff}').unwrap_or(text).as_bytes());
        let unreadable =
            |error: csv::Error| Error::new(format!("not a table of cells: {error}")).in_file(path);
        let names: Vec<String> =
            reader.headers().map_err(unreadable)?.iter().map(|it| it.trim().to_lowercase()).collect();
        let ours = ours(options);
        let columns = names.iter().map(|it| matching(it, &ours)).collect();
        let keys = match options.profile {
            Some(profile) => vec![profile::key_column(profile)],
            None => KEYS.to_vec(),
        };
        let Some(key) = keys.iter().find_map(|key| names.iter().position(|it| it == key)) else {
            let error = Error::new(format!("its header has no column {}", keys.join(" or ")));
            return Err(error
                .at_line(path, 1)
                .with_hint(format!("add an empty column {}: by it rows are known again", keys[0])));
        };
        let mut known = HashSet::new();
        for record in reader.records() {
            let record = record.map_err(unreadable)?;
            if let Some(cell) = record.get(key) {
                known.insert(key_of(cell).to_owned());
            }
        }
        Ok(Self { bytes, delimiter, terminator, columns, key, known })
    }

    /// What it holds now.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Does it have the row of an id?
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.known.contains(id)
    }

    /// A writer of further rows, for what comes after its bytes.
    #[must_use]
    pub fn writer<'w>(self, out: impl Write + 'w, options: &WriteOptions) -> Box<dyn LayerWriter + 'w> {
        let Self { bytes, delimiter, terminator, columns, key, known } = self;
        let line_end: &[u8] = match terminator {
            _ if bytes.ends_with(b"\n") => b"",
            Terminator::CRLF => b"\r\n",
            _ => b"\n",
        };
        let out = LineEndFirst { out: Box::new(out), line_end };
        let inner = Continuation {
            out: cells(out, delimiter, terminator),
            columns,
            key,
            known,
            safe_cells: options.safe_cells,
            added: Added::default(),
        };
        prepare(Box::new(inner), options)
    }
}

/// Every column that rows can have.
fn ours(options: &WriteOptions) -> Vec<Column> {
    match options.profile {
        Some(profile) => profile::columns(profile).to_vec(),
        None => {
            let mut all = columns(None, true);
            let further = options.layer.map(|it| columns(Some(it), true)).unwrap_or_default();
            all.extend(further);
            all
        }
    }
}

/// The column of ours that a name of theirs means.
fn matching(name: &str, ours: &[Column]) -> Option<Column> {
    let name = COORDINATES.iter().find(|(_, others)| others.contains(&name)).map_or(name, |it| it.0);
    ours.iter().find(|it| it.name == name).copied()
}

/// The id in a cell: all of it, or what stands behind its mark among ACLED's tags.
fn key_of(cell: &str) -> &str {
    let cell = cell.strip_prefix('\'').unwrap_or(cell).trim();
    match cell.split_once(TAG) {
        Some((_, id)) => id.split("; ").next().unwrap_or(id).trim(),
        None => cell,
    }
}

/// Ends the last line of a table, if it is not ended, before anything is added.
struct LineEndFirst<'w> {
    out: Box<dyn Write + 'w>,
    line_end: &'static [u8],
}

impl Write for LineEndFirst<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.out.write_all(std::mem::take(&mut self.line_end))?;
        self.out.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// Writes rows that come after those of a table.
struct Continuation<'w> {
    out: Writer<LineEndFirst<'w>>,
    columns: Vec<Option<Column>>,
    key: usize,
    known: HashSet<String>,
    safe_cells: bool,
    added: Added,
}

impl LayerWriter for Continuation<'_> {
    fn begin(&mut self) -> Result<()> {
        Ok(())
    }

    fn document(&mut self, findings: Findings) -> Result<()> {
        for feature in &findings.features {
            let cell = |it: &Option<Column>| it.map_or(Cell::Empty, |it| it.cell(feature));
            let key = self.columns.get(self.key).map_or(Cell::Empty, cell);
            let key = key_of(&key.written()).to_owned();
            if key.is_empty() {
                continue;
            }
            if !self.known.insert(key) {
                self.added.known += 1;
                continue;
            }
            self.added.rows += 1;
            for column in &self.columns {
                let cell = cell(column);
                let written = if self.safe_cells { safe(&cell) } else { cell.written() };
                self.out.write_field(written.as_bytes()).map_err(failed)?;
            }
            self.out.write_record(None::<&[u8]>).map_err(failed)?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        self.out.flush().map_err(Error::output)
    }

    fn finish(&mut self) -> Result<()> {
        self.flush()
    }

    fn added(&self) -> Option<Added> {
        Some(self.added)
    }
}

//! Reading and writing the CSV tables: header, LF, at most five decimals.

use std::{fs, path::Path};

use dateline::error::{Error, Result};
use serde::{Serialize, de::DeserializeOwned};

/// Reads the rows of a table with the line of each; a fault names file and line.
pub(crate) fn read<R: DeserializeOwned>(path: &Path) -> Result<Vec<(u64, R)>> {
    let bytes = fs::read(path).map_err(|error| Error::io(error, path))?;
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    let header = reader.headers().map_err(|error| Error::new(error.to_string()).in_file(path))?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| Error::new(error.to_string()).in_file(path))?;
        let line = record.position().map_or(1, csv::Position::line);
        let row = record
            .deserialize(Some(&header))
            .map_err(|error| Error::new(error.to_string()).at_line(path, line))?;
        rows.push((line, row));
    }
    Ok(rows)
}

/// Writes a table; the same rows give the same bytes.
pub(crate) fn write<R: Serialize>(path: &Path, rows: &[R]) -> Result<()> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row).map_err(|error| Error::new(error.to_string()).in_file(path))?;
    }
    let bytes = writer.into_inner().map_err(|error| Error::new(error.to_string()).in_file(path))?;
    fs::write(path, bytes).map_err(|error| Error::io(error, path))
}

/// Five decimals of a degree, about a metre: more than any source knows.
pub(crate) fn rounded(degrees: f64) -> f64 {
    (degrees * 1e5).round() / 1e5
}

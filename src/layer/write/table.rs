//! Comma- and tab-separated values: one row a Feature.

use std::{borrow::Cow, io::Write};

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use super::{
    LayerWriter, WriteOptions,
    columns::{Cell, Column, columns},
    profile,
};
use crate::{
    error::{Error, Result},
    layer::findings::Findings,
};

/// Writes a row a Feature below a header.
pub(super) struct CellTable<W: Write> {
    out: Writer<W>,
    columns: Vec<Column>,
    /// Properties that records let travel, in columns after all others.
    kept: Vec<String>,
    safe_cells: bool,
}

/// The columns of a table as it is asked for.
pub(super) fn columns_of(options: &WriteOptions) -> Vec<Column> {
    match options.profile {
        Some(profile) => profile::columns(profile).to_vec(),
        None => columns(options.layer, true),
    }
}

/// A writer of cells.
pub(super) fn cells<W: Write>(out: W, delimiter: u8, terminator: Terminator) -> Writer<W> {
    WriterBuilder::new()
        .delimiter(delimiter)
        .quote_style(QuoteStyle::Necessary)
        .terminator(terminator)
        .flexible(true)
        .from_writer(out)
}

impl<W: Write> CellTable<W> {
    pub(super) fn new(out: W, delimiter: u8, options: &WriteOptions) -> Self {
        Self {
            out: cells(out, delimiter, Terminator::Any(b'\n')),
            columns: columns_of(options),
            kept: options.kept.clone(),
            safe_cells: options.safe_cells,
        }
    }
}

impl<W: Write> LayerWriter for CellTable<W> {
    fn begin(&mut self) -> Result<()> {
        let names = self.columns.iter().map(|it| it.name);
        self.out.write_record(names.chain(self.kept.iter().map(String::as_str))).map_err(failed)
    }

    fn document(&mut self, findings: Findings) -> Result<()> {
        for feature in &findings.features {
            let own = self.columns.iter().map(|it| it.cell(feature));
            for cell in own.chain(self.kept.iter().map(|it| Cell::of(feature, it))) {
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
}

/// A cell whose words no spreadsheet takes for a formula.
pub(super) fn safe<'c>(cell: &'c Cell<'_>) -> Cow<'c, str> {
    match cell {
        Cell::Text(words)
            if words.starts_with([
                '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
            ]) =>
        {
            Cow::Owned(format!("'{words}"))
        }
        cell => cell.written(),
    }
}

/// What the writer of cells says when it fails.
pub(super) fn failed(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::output(error),
        _ => Error::new("a row cannot be written"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_numbers_left_alone() {
        for words in ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx"] {
            assert_eq!(safe(&Cell::text(words)), format!("'{words}"));
        }
        assert_eq!(safe(&Cell::text("Kabul = here")), "Kabul = here");
        assert_eq!(safe(&Cell::Number(-17.5)), "-17.5");
    }
}

//! Writing layers: begin, one document after the other, finish.

mod about;
mod columns;
mod geojson;
mod json_lines;
mod options;
mod prepared;
mod profile;
mod sheet;
mod side_files;
mod split;
mod table;
mod unique;

use std::io::Write;

pub use about::About;
pub use options::{Profile, WriteOptions};
pub(super) use prepared::{open, open_split};
pub use sheet::Sheet;
pub use side_files::SideFile;
pub(super) use side_files::side_files;

use super::findings::Findings;
use crate::error::Result;

/// Where the bytes of a layer go.
pub(super) type Out<'w> = Box<dyn Write + 'w>;

/// What makes the writer of a format.
pub(super) type Constructor = for<'w> fn(Out<'w>, &About, &WriteOptions) -> Box<dyn LayerWriter + 'w>;

/// The writers of the registry, by their rows.
pub(super) mod constructors {
    use super::{About, LayerWriter, Out, WriteOptions, geojson, json_lines, table};

    pub(in crate::layer) fn geojson<'w>(
        out: Out<'w>,
        about: &About,
        _: &WriteOptions,
    ) -> Box<dyn LayerWriter + 'w> {
        Box::new(geojson::GeoJson::new(out, about.clone()))
    }

    pub(in crate::layer) fn lines<'w>(
        out: Out<'w>,
        _: &About,
        _: &WriteOptions,
    ) -> Box<dyn LayerWriter + 'w> {
        Box::new(json_lines::Lines::new(out, json_lines::Mark::None))
    }

    pub(in crate::layer) fn sequence<'w>(
        out: Out<'w>,
        _: &About,
        _: &WriteOptions,
    ) -> Box<dyn LayerWriter + 'w> {
        Box::new(json_lines::Lines::new(out, json_lines::Mark::RecordSeparator))
    }

    pub(in crate::layer) fn csv<'w>(
        out: Out<'w>,
        _: &About,
        options: &WriteOptions,
    ) -> Box<dyn LayerWriter + 'w> {
        Box::new(table::CellTable::new(out, b',', options))
    }

    pub(in crate::layer) fn tsv<'w>(
        out: Out<'w>,
        _: &About,
        options: &WriteOptions,
    ) -> Box<dyn LayerWriter + 'w> {
        Box::new(table::CellTable::new(out, b'\t', options))
    }
}

/// Writes what documents give, in their order.
///
/// [`finish`](LayerWriter::finish) has to be called: a writer that is dropped leaves a file cut off.
pub trait LayerWriter {
    /// Writes what stands before the first document.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    fn begin(&mut self) -> Result<()>;

    /// Writes what one document gives.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    fn document(&mut self, findings: Findings) -> Result<()>;

    /// Hands on what is written so far.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    fn flush(&mut self) -> Result<()>;

    /// Writes what stands after the last document.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    fn finish(&mut self) -> Result<()>;
}

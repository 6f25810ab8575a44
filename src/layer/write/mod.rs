//! Writing layers: begin, one document after the other, finish.

mod about;
mod columns;
#[cfg(feature = "flatgeobuf")]
mod flat_geobuf;
mod geojson;
#[cfg(feature = "geopackage")]
mod geopackage;
mod html;
mod json_lines;
mod kml;
mod options;
mod prepared;
mod profile;
mod qgis_style;
mod sheet;
mod side_files;
mod split;
mod table;
mod xml;

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
    #[cfg(feature = "flatgeobuf")]
    use super::flat_geobuf;
    #[cfg(feature = "geopackage")]
    use super::geopackage;
    use super::{About, LayerWriter, Out, WriteOptions, geojson, html, json_lines, kml, table};

    pub(in crate::layer) fn geojson<'w>(
        out: Out<'w>,
        about: &About,
        options: &WriteOptions,
    ) -> Box<dyn LayerWriter + 'w> {
        Box::new(geojson::GeoJson::new(out, about, options))
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

    pub(in crate::layer) fn kml<'w>(
        out: Out<'w>,
        about: &About,
        options: &WriteOptions,
    ) -> Box<dyn LayerWriter + 'w> {
        Box::new(kml::Kml::new(out, about, options))
    }

    pub(in crate::layer) fn html<'w>(
        out: Out<'w>,
        about: &About,
        options: &WriteOptions,
    ) -> Box<dyn LayerWriter + 'w> {
        Box::new(html::Page::new(out, about, options))
    }

    #[cfg(feature = "flatgeobuf")]
    pub(in crate::layer) fn flat_geobuf<'w>(
        out: Out<'w>,
        about: &About,
        options: &WriteOptions,
    ) -> Box<dyn LayerWriter + 'w> {
        Box::new(flat_geobuf::FlatGeobuf::new(out, about, options))
    }

    #[cfg(feature = "geopackage")]
    pub(in crate::layer) fn geopackage<'w>(
        out: Out<'w>,
        about: &About,
        options: &WriteOptions,
    ) -> Box<dyn LayerWriter + 'w> {
        Box::new(geopackage::GeoPackage::new(out, about, options))
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

    /// What became of the rows, when they are added to a table that is there already.
    fn added(&self) -> Option<Added> {
        None
    }
}

/// Rows for a table that is there already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Added {
    /// How many were added.
    pub rows: usize,
    /// How many it had already.
    pub known: usize,
}

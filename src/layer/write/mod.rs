//! Writing layers: begin, one document after the other, finish.

mod geojson;
mod json_lines;
mod unique;

use std::io::Write;

use serde::Serialize;

use super::{findings::Findings, format::LayerFormat};
use crate::{error::Result, gazetteer::Gazetteer};

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

/// What a layer says of where it comes from.
///
/// ```
/// use dateline::{gazetteer::Gazetteer, layer::About};
///
/// let about = About::of(&Gazetteer::embedded());
/// assert!(about.generator.starts_with("dateline "));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct About {
    /// The program and its version.
    pub generator: String,
    /// The gazetteer the coordinates come from.
    pub gazetteer: GazetteerAbout,
}

/// What a layer says of its gazetteer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GazetteerAbout {
    /// Whom the data have to be credited to.
    pub credit: String,
    /// Newest day any of its tables was fetched, if it says.
    pub date: Option<String>,
    /// How many places it holds.
    pub places: usize,
    /// Checksum of its contents, in hexadecimal.
    pub checksum: String,
}

impl About {
    /// This program's version, with a gazetteer.
    #[must_use]
    pub fn of(gazetteer: &Gazetteer) -> Self {
        let said = |key| gazetteer.about(key).filter(|it| !it.is_empty()).map(ToOwned::to_owned);
        Self {
            generator: format!("dateline {}", env!("CARGO_PKG_VERSION")),
            gazetteer: GazetteerAbout {
                credit: said("credit").or_else(|| said("sources")).unwrap_or_default(),
                date: said("date"),
                places: gazetteer.len(),
                checksum: format!("{:08x}", gazetteer.checksum()),
            },
        }
    }
}

/// A writer of a format.
pub(super) fn open<'w>(
    format: LayerFormat,
    out: Box<dyn Write + 'w>,
    about: About,
) -> Box<dyn LayerWriter + 'w> {
    match format {
        LayerFormat::GeoJson => Box::new(geojson::GeoJson::new(out, about)),
        LayerFormat::GeoJsonLines => Box::new(json_lines::Lines::new(out)),
        LayerFormat::JsonLines => Box::new(json_lines::Lines::new(out)),
    }
}

//! The registry of formats that layers are written in: one table.

use std::{io::Write, path::Path};

use super::{
    layers::Layer,
    write::{self, About, Constructor, LayerWriter, SideFile, WriteOptions, constructors},
};
use crate::error::Result;

/// A format that layers are written in.
///
/// ```
/// use dateline::layer::LayerFormat;
///
/// assert_eq!(LayerFormat::from_extension("geojson"), Some(LayerFormat::GeoJson));
/// assert_eq!(LayerFormat::JsonLines.media_type(), "application/jsonl");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LayerFormat {
    /// One FeatureCollection of RFC 7946.
    GeoJson,
    /// One GeoJSON Feature a line.
    GeoJsonLines,
    /// One GeoJSON Feature a line behind a record separator, after RFC 8142.
    GeoJsonSequence,
    /// One JSON object a document, with every mention and incident, on the map or not.
    JsonLines,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// GeoPackage: every layer a table of SQLite.
    #[cfg(feature = "geopackage")]
    GeoPackage,
    /// FlatGeobuf: binary, with a spatial index.
    #[cfg(feature = "flatgeobuf")]
    FlatGeobuf,
    /// KML 2.2.
    Kml,
    /// One page of text and map that needs nothing else.
    Html,
}

/// What a format takes from a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Content {
    /// What has a place on the map, as GeoJSON Features.
    Features,
    /// The same as lines of JSON, for formats that hold it so.
    FeatureLines,
    /// The rows of every layer, as GeoJSON Features, on the map or not.
    Everything,
    /// Everything that was found, as one JSON object.
    DocumentLine,
    /// The same with the text and what else each mention may mean.
    Page,
}

impl Content {
    /// Is it one JSON object a document, rather than Features?
    #[must_use]
    pub fn is_line(self) -> bool {
        matches!(self, Self::DocumentLine | Self::Page)
    }

    /// The same, with what has a place on the map as Features that can be changed.
    ///
    /// ```
    /// use dateline::layer::{Content, LayerFormat};
    ///
    /// assert_eq!(LayerFormat::GeoJson.content().with_features(), Content::Features);
    /// ```
    #[must_use]
    pub fn with_features(self) -> Self {
        if self == Self::FeatureLines { Self::Features } else { self }
    }
}

/// What has to lie beside a file of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// Nothing: the file itself says where it comes from.
    Nothing,
    /// Where it comes from.
    Origin,
    /// That, the types of its columns and the reference system.
    Types,
}

/// Which rows a format can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Points, areas, and rows without either.
    All,
    /// Points and rows without them.
    NoAreas,
    /// Points and areas.
    #[cfg(feature = "flatgeobuf")]
    OnlyShapes,
}

/// A row of the registry.
struct Row {
    format: LayerFormat,
    name: &'static str,
    /// In lower case; the first is the usual one.
    extensions: &'static [&'static str],
    media_type: &'static str,
    content: Content,
    /// Does one file hold several layers apart?
    layers: bool,
    holds: Holds,
    /// Is it text, which may be shown, and which a reader gets as it is found?
    text: bool,
    /// Does QGIS take a style that lies beside it?
    style: bool,
    beside: Beside,
    writer: Constructor,
}

const GEOJSON: Row = Row {
    format: LayerFormat::GeoJson,
    name: "geojson",
    extensions: &["geojson", "json"],
    media_type: "application/geo+json",
    content: Content::FeatureLines,
    layers: false,
    holds: Holds::All,
    text: true,
    style: true,
    beside: Beside::Nothing,
    writer: constructors::geojson,
};

const CSV: Row = Row {
    format: LayerFormat::Csv,
    name: "csv",
    extensions: &["csv"],
    media_type: "text/csv",
    content: Content::Features,
    holds: Holds::NoAreas,
    beside: Beside::Types,
    writer: constructors::csv,
    ..GEOJSON
};

/// Every format, in the order help lists them.
const REGISTRY: &[Row] = &[
    GEOJSON,
    Row {
        format: LayerFormat::GeoJsonLines,
        name: "geojsonl",
        extensions: &["geojsonl"],
        media_type: "application/x-ndjson",
        beside: Beside::Origin,
        writer: constructors::lines,
        ..GEOJSON
    },
    Row {
        format: LayerFormat::GeoJsonSequence,
        name: "geojsonseq",
        extensions: &["geojsons"],
        media_type: "application/geo+json-seq",
        beside: Beside::Origin,
        writer: constructors::sequence,
        ..GEOJSON
    },
    Row {
        format: LayerFormat::JsonLines,
        name: "jsonl",
        extensions: &["jsonl", "ndjson"],
        media_type: "application/jsonl",
        content: Content::DocumentLine,
        style: false,
        beside: Beside::Origin,
        writer: constructors::lines,
        ..GEOJSON
    },
    CSV,
    Row {
        format: LayerFormat::Tsv,
        name: "tsv",
        extensions: &["tsv", "tab"],
        media_type: "text/tab-separated-values",
        writer: constructors::tsv,
        ..CSV
    },
    #[cfg(feature = "geopackage")]
    Row {
        format: LayerFormat::GeoPackage,
        name: "gpkg",
        extensions: &["gpkg"],
        media_type: "application/geopackage+sqlite3",
        content: Content::Everything,
        layers: true,
        text: false,
        style: false,
        writer: constructors::geopackage,
        ..GEOJSON
    },
    #[cfg(feature = "flatgeobuf")]
    Row {
        format: LayerFormat::FlatGeobuf,
        name: "fgb",
        extensions: &["fgb"],
        media_type: "application/flatgeobuf",
        content: Content::Features,
        holds: Holds::OnlyShapes,
        text: false,
        writer: constructors::flat_geobuf,
        ..GEOJSON
    },
    Row {
        format: LayerFormat::Kml,
        name: "kml",
        extensions: &["kml"],
        media_type: "application/vnd.google-earth.kml+xml",
        content: Content::Features,
        style: false,
        writer: constructors::kml,
        ..GEOJSON
    },
    Row {
        format: LayerFormat::Html,
        name: "html",
        extensions: &["html", "htm"],
        media_type: "text/html",
        content: Content::Page,
        layers: true,
        style: false,
        writer: constructors::html,
        ..GEOJSON
    },
];

impl LayerFormat {
    /// Every format, in the order help lists them.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        REGISTRY.iter().map(|it| it.format)
    }

    fn row(self) -> &'static Row {
        // Every format has a row, as a test shows.
        REGISTRY.iter().find(|it| it.format == self).unwrap_or(&GEOJSON)
    }

    /// The name written on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The extensions of its files, in lower case; the first is the usual one.
    #[must_use]
    pub fn extensions(self) -> &'static [&'static str] {
        self.row().extensions
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        self.row().media_type
    }

    /// What it takes from a document when all is as it is by default.
    #[must_use]
    pub fn content(self) -> Content {
        self.row().content
    }

    /// What it takes from a document to write what is asked for.
    ///
    /// ```
    /// use dateline::layer::{Content, Layer, LayerFormat, WriteOptions};
    ///
    /// let options = WriteOptions::new().layer(Layer::Mentions);
    /// assert_eq!(LayerFormat::Csv.content_for(&options), Content::Everything);
    /// ```
    #[must_use]
    pub fn content_for(self, options: &WriteOptions) -> Content {
        match (self.content(), options.chosen()) {
            (Content::Features | Content::FeatureLines, Some(layer)) if !layer.is_drawn() => {
                Content::Everything
            }
            (content, _) => content,
        }
    }

    /// Does one file of it hold several layers apart?
    #[must_use]
    pub fn has_layers(self) -> bool {
        self.row().layers
    }

    /// Is it text, which may be shown on a terminal, and of which a reader of a pipe gets each row as it
    /// is found? What is none is put in order first and handed on in the end.
    #[must_use]
    pub fn is_text(self) -> bool {
        self.row().text
    }

    /// Does QGIS take a style that lies beside it?
    #[must_use]
    pub fn has_style(self) -> bool {
        self.row().style
    }

    /// Does it have room for fields that records let travel?
    #[must_use]
    pub fn has_room(self) -> bool {
        self.is_text() && self != Self::Kml
    }

    /// Can it hold the rows of a layer?
    ///
    /// ```
    /// use dateline::layer::{Layer, LayerFormat};
    ///
    /// assert!(LayerFormat::Csv.holds(Layer::Unlocated));
    /// assert!(!LayerFormat::Csv.holds(Layer::Uncertainty));
    /// ```
    #[must_use]
    pub fn holds(self, layer: Layer) -> bool {
        match self.row().holds {
            Holds::All => true,
            Holds::NoAreas => layer != Layer::Uncertainty,
            #[cfg(feature = "flatgeobuf")]
            Holds::OnlyShapes => layer.is_drawn() || layer == Layer::Uncertainty,
        }
    }

    pub(super) fn beside(self) -> Beside {
        self.row().beside
    }

    pub(super) fn constructor(self) -> Constructor {
        self.row().writer
    }

    /// The format of a name of [`LayerFormat::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|it| it.name() == name)
    }

    /// The format whose files bear an extension, in any case and without its dot.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        let extension = extension.to_ascii_lowercase();
        Self::all().find(|it| it.extensions().contains(&extension.as_str()))
    }

    /// The format that a file's name tells, if it tells one.
    #[must_use]
    pub fn from_path(path: &Path) -> Option<Self> {
        Self::from_extension(path.extension()?.to_str()?)
    }

    /// A writer of this format.
    ///
    /// ```
    /// use dateline::{gazetteer::Gazetteer, layer::{About, LayerFormat}};
    ///
    /// let mut bytes = Vec::new();
    /// let mut writer = LayerFormat::GeoJson.writer(&mut bytes, About::of(&Gazetteer::embedded()));
    /// writer.begin().unwrap();
    /// writer.finish().unwrap();
    /// drop(writer);
    /// assert!(String::from_utf8(bytes).unwrap().starts_with("{\"type\":\"FeatureCollection\""));
    /// ```
    #[must_use]
    pub fn writer<'w>(self, out: impl Write + 'w, about: About) -> Box<dyn LayerWriter + 'w> {
        self.writer_with(out, &about, &WriteOptions::new())
    }

    /// A writer of this format, where it leaves a choice as `options` say.
    #[must_use]
    pub fn writer_with<'w>(
        self,
        out: impl Write + 'w,
        about: &About,
        options: &WriteOptions,
    ) -> Box<dyn LayerWriter + 'w> {
        write::open(self, Box::new(out), about, options)
    }

    /// A writer of one file for each layer. `open` is asked for a file when its layer has its first row.
    #[must_use]
    pub fn split_writer<'w>(
        self,
        about: About,
        options: WriteOptions,
        open: impl FnMut(Layer) -> Result<Box<dyn Write + 'w>> + 'w,
    ) -> Box<dyn LayerWriter + 'w> {
        write::open_split(self, about, options, open)
    }

    /// What has to lie beside a file of this format.
    #[must_use]
    pub fn side_files(self, main: &Path, about: &About, options: &WriteOptions) -> Vec<SideFile> {
        write::side_files(self, main, about, options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_is_found_by_its_name_and_extensions() {
        for format in LayerFormat::all() {
            assert_eq!(format.row().format, format);
            assert_eq!(LayerFormat::from_name(format.name()), Some(format));
            for extension in format.extensions() {
                assert_eq!(LayerFormat::from_extension(extension), Some(format));
            }
        }
    }
}

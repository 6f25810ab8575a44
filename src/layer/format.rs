//! The registry of formats that layers are written in.

use std::{io::Write, path::Path};

use super::write::{self, About, LayerWriter};

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
    /// One JSON object a document, with every mention and incident, on the map or not.
    JsonLines,
}

/// What a format takes from a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Content {
    /// What has a place on the map, as GeoJSON Features.
    Features,
    /// Everything that was found, as one JSON object.
    DocumentLine,
}

impl LayerFormat {
    /// Every format, in the order help lists them.
    pub const ALL: [Self; 3] = [Self::GeoJson, Self::GeoJsonLines, Self::JsonLines];

    /// The name written on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::GeoJson => "geojson",
            Self::GeoJsonLines => "geojsonl",
            Self::JsonLines => "jsonl",
        }
    }

    /// The extensions of its files, in lower case; the first is the usual one.
    #[must_use]
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::GeoJson => &["geojson", "json"],
            Self::GeoJsonLines => &["geojsonl"],
            Self::JsonLines => &["jsonl", "ndjson"],
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::GeoJson => "application/geo+json",
            Self::GeoJsonLines => "application/geo+json-seq",
            Self::JsonLines => "application/jsonl",
        }
    }

    /// What it takes from a document.
    #[must_use]
    pub fn content(self) -> Content {
        match self {
            Self::GeoJson | Self::GeoJsonLines => Content::Features,
            Self::JsonLines => Content::DocumentLine,
        }
    }

    /// The format of a name of [`LayerFormat::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The format whose files bear an extension, in any case and without its dot.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        let extension = extension.to_ascii_lowercase();
        Self::ALL.into_iter().find(|it| it.extensions().contains(&extension.as_str()))
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
        write::open(self, Box::new(out), about)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_is_found_by_its_name_and_extensions() {
        for format in LayerFormat::ALL {
            assert_eq!(LayerFormat::from_name(format.name()), Some(format));
            for extension in format.extensions() {
                assert_eq!(LayerFormat::from_extension(extension), Some(format));
            }
        }
    }
}

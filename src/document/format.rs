//! The registry of formats that documents are read from.

use std::path::Path;

use super::packing::Packing;

/// A format that documents are read from.
///
/// ```
/// use dateline::document::InputFormat;
///
/// assert_eq!(InputFormat::from_extension("JSONL"), Some(InputFormat::JsonLines));
/// assert_eq!(InputFormat::from_name("text"), Some(InputFormat::Text));
/// assert_eq!(InputFormat::Html.media_type(), "text/html");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum InputFormat {
    /// One file, one document, all of it text.
    Text,
    /// One file, one web page, whose article is the document.
    Html,
    /// One JSON object a line, each a document.
    JsonLines,
    /// One row a document, cells parted by commas, semicolons or tabs, whichever the first line has most of.
    Csv,
    /// One row a document, cells parted by tabs.
    Tsv,
}

/// What is known of a format.
struct Entry {
    format: InputFormat,
    name: &'static str,
    extensions: &'static [&'static str],
    media_type: &'static str,
}

/// Every format.
#[rustfmt::skip]
const FORMATS: [Entry; 5] = [
    Entry { format: InputFormat::Text, name: "text", extensions: &["txt", "text", "md", "markdown"], media_type: "text/plain" },
    Entry { format: InputFormat::Html, name: "html", extensions: &["html", "htm", "xhtml", "shtml"], media_type: "text/html" },
    Entry { format: InputFormat::JsonLines, name: "jsonl", extensions: &["jsonl", "ndjson"], media_type: "application/x-ndjson" },
    Entry { format: InputFormat::Csv, name: "csv", extensions: &["csv"], media_type: "text/csv" },
    Entry { format: InputFormat::Tsv, name: "tsv", extensions: &["tsv", "tab"], media_type: "text/tab-separated-values" },
];

impl InputFormat {
    /// Every format, in the order help lists them.
    pub const ALL: [Self; 5] = [Self::Text, Self::Html, Self::JsonLines, Self::Csv, Self::Tsv];

    fn entry(self) -> &'static Entry {
        FORMATS.iter().find(|it| it.format == self).unwrap_or(&FORMATS[0])
    }

    /// The name written on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// The extensions of its files, in lower case; the first is the usual one.
    #[must_use]
    pub fn extensions(self) -> &'static [&'static str] {
        self.entry().extensions
    }

    /// What servers call it.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        self.entry().media_type
    }

    /// Is each record of a file a document of its own, with named fields?
    #[must_use]
    pub fn has_records(self) -> bool {
        matches!(self, Self::JsonLines | Self::Csv | Self::Tsv)
    }

    /// The format of a name of [`InputFormat::name`].
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

    /// The format that a file's name tells, packed or not, if it tells one.
    ///
    /// ```
    /// use std::path::Path;
    ///
    /// use dateline::document::InputFormat;
    ///
    /// assert_eq!(InputFormat::from_path(Path::new("news/2022.ndjson")), Some(InputFormat::JsonLines));
    /// assert_eq!(InputFormat::from_path(Path::new("news/2022.csv.gz")), Some(InputFormat::Csv));
    /// assert_eq!(InputFormat::from_path(Path::new("README")), None);
    /// ```
    #[must_use]
    pub fn from_path(path: &Path) -> Option<Self> {
        let inner = match Packing::from_path(path) {
            Some(_) => Path::new(path.file_stem()?),
            None => path,
        };
        Self::from_extension(inner.extension()?.to_str()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_is_found_by_its_name_and_extensions() {
        for format in InputFormat::ALL {
            assert_eq!(format.entry().format, format, "every format has its row");
            assert_eq!(InputFormat::from_name(format.name()), Some(format));
            for extension in format.extensions() {
                assert_eq!(InputFormat::from_extension(extension), Some(format));
                for packed in ["gz", "ZST"] {
                    let path = format!("a.b/c.{extension}.{packed}");
                    assert_eq!(InputFormat::from_path(Path::new(&path)), Some(format));
                }
            }
        }
        assert_eq!(InputFormat::from_path(Path::new("csv.gz")), None);
    }
}

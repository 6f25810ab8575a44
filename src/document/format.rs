//! The registry of formats that documents are read from.

use std::path::Path;

/// A format that documents are read from.
///
/// ```
/// use dateline::document::InputFormat;
///
/// assert_eq!(InputFormat::from_extension("JSONL"), Some(InputFormat::JsonLines));
/// assert_eq!(InputFormat::from_name("text"), Some(InputFormat::Text));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum InputFormat {
    /// One file, one document, all of it text.
    Text,
    /// One JSON object a line, each a document.
    JsonLines,
}

impl InputFormat {
    /// Every format, in the order help lists them.
    pub const ALL: [Self; 2] = [Self::Text, Self::JsonLines];

    /// The name written on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::JsonLines => "jsonl",
        }
    }

    /// The extensions of its files, in lower case; the first is the usual one.
    #[must_use]
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["txt", "text", "md", "markdown"],
            Self::JsonLines => &["jsonl", "ndjson"],
        }
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

    /// The format that a file's name tells, if it tells one.
    ///
    /// ```
    /// use std::path::Path;
    ///
    /// use dateline::document::InputFormat;
    ///
    /// assert_eq!(InputFormat::from_path(Path::new("news/2022.ndjson")), Some(InputFormat::JsonLines));
    /// assert_eq!(InputFormat::from_path(Path::new("README")), None);
    /// ```
    #[must_use]
    pub fn from_path(path: &Path) -> Option<Self> {
        Self::from_extension(path.extension()?.to_str()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_is_found_by_its_name_and_extensions() {
        for format in InputFormat::ALL {
            assert_eq!(InputFormat::from_name(format.name()), Some(format));
            for extension in format.extensions() {
                assert_eq!(InputFormat::from_extension(extension), Some(format));
            }
        }
    }
}

//! What a layer says of where it comes from: program, gazetteer, credit.

use serde::{Deserialize, Serialize};

use crate::gazetteer::Gazetteer;

/// What a layer says of where it comes from.
///
/// ```
/// use dateline::{gazetteer::Gazetteer, layer::About};
///
/// let about = About::of(&Gazetteer::embedded());
/// assert!(about.generator.starts_with("dateline "));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct About {
    /// The program and its version.
    pub generator: String,
    /// The gazetteer the coordinates come from.
    pub gazetteer: GazetteerAbout,
    /// The options that shaped the layer, as they are typed; `None` for the defaults.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<String>,
}

/// What a layer says of its gazetteer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
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
            options: None,
        }
    }

    /// The same, with the options that shaped the layer.
    #[must_use]
    pub fn with_options(mut self, options: Option<String>) -> Self {
        self.options = options;
        self
    }

    /// What is known of a layer that does not say where it comes from: whom its coordinates may have to
    /// be credited to.
    #[must_use]
    pub fn unknown() -> Self {
        let built_in = Self::of(&Gazetteer::embedded());
        let gazetteer = GazetteerAbout { credit: built_in.gazetteer.credit, ..GazetteerAbout::default() };
        Self { generator: built_in.generator, gazetteer, options: None }
    }

    /// Program, gazetteer, options and credit in one paragraph, for formats that have room for words alone.
    pub(super) fn in_words(&self) -> String {
        let GazetteerAbout { credit, date, places, checksum } = &self.gazetteer;
        let mut words = format!("Made by {}", self.generator);
        if !checksum.is_empty() {
            words += &format!(" with a gazetteer of {places} places, checksum {checksum}");
        }
        if let Some(date) = date {
            words += &format!(", of {date}");
        }
        if let Some(options) = &self.options {
            words += &format!(", options {options}");
        }
        if !credit.is_empty() {
            words += &format!(". {credit}");
        }
        words
    }
}

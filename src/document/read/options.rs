//! How documents are to be read.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use serde_json::Value;

use super::{
    super::{Document, Home, InputFormat},
    role::FieldNames,
};

/// How documents are to be read.
///
/// ```
/// use dateline::document::{InputFormat, ReadOptions};
///
/// let options = ReadOptions::new().format(InputFormat::JsonLines).date(jiff::civil::date(2022, 12, 17));
/// ```
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    pub(super) format: Option<InputFormat>,
    pub(super) date: Option<Date>,
    pub(super) home: Option<Home>,
    pub(super) mentions_field: Option<String>,
    pub(super) fields: FieldNames,
    pub(super) keep: Vec<Keep>,
    pub(super) except: Option<PathBuf>,
}

/// A field of records that travels to the output.
#[derive(Debug, Clone)]
pub(super) struct Keep {
    pub(super) field: String,
    /// What it is called there.
    pub(super) name: String,
}

impl ReadOptions {
    /// The defaults: the format is told by each file's name, dates by the records or the texts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads every input in this format, and takes every file of a folder, whatever its name.
    #[must_use]
    pub fn format(mut self, format: InputFormat) -> Self {
        self.format = Some(format);
        self
    }

    /// The day on which documents without a date of their own were published.
    #[must_use]
    pub fn date(mut self, date: Date) -> Self {
        self.date = Some(date);
        self
    }

    /// Where the publishers of documents are at home that do not say it themselves.
    #[must_use]
    pub fn home(mut self, home: Home) -> Self {
        self.home = Some(home);
        self
    }

    /// Takes the spans in this field of each record as its mentions.
    #[must_use]
    pub fn mentions_field(mut self, field: impl Into<String>) -> Self {
        self.mentions_field = Some(field.into());
        self
    }

    /// Takes the text of each record from this field, and not from one of a usual name.
    ///
    /// `a.b` names the field `b` of the field `a`, unless there is one of that very name.
    #[must_use]
    pub fn text_field(mut self, field: impl Into<String>) -> Self {
        self.fields.text = Some(field.into());
        self
    }

    /// Takes the id of each record from this field.
    #[must_use]
    pub fn id_field(mut self, field: impl Into<String>) -> Self {
        self.fields.id = Some(field.into());
        self
    }

    /// Takes the title of each record from this field.
    #[must_use]
    pub fn title_field(mut self, field: impl Into<String>) -> Self {
        self.fields.title = Some(field.into());
        self
    }

    /// Takes the day of publication of each record from this field.
    #[must_use]
    pub fn date_field(mut self, field: impl Into<String>) -> Self {
        self.fields.date = Some(field.into());
        self
    }

    /// Takes the publisher of each record from this field.
    #[must_use]
    pub fn source_field(mut self, field: impl Into<String>) -> Self {
        self.fields.source = Some(field.into());
        self
    }

    /// Takes the address of each record from this field.
    #[must_use]
    pub fn url_field(mut self, field: impl Into<String>) -> Self {
        self.fields.url = Some(field.into());
        self
    }

    /// Takes the home of each record's publisher from this field.
    #[must_use]
    pub fn home_field(mut self, field: impl Into<String>) -> Self {
        self.fields.home = Some(field.into());
        self
    }

    /// Lets a field of each record travel to the output, under a name.
    #[must_use]
    pub fn keep(mut self, field: impl Into<String>, name: impl Into<String>) -> Self {
        self.keep.push(Keep { field: field.into(), name: name.into() });
        self
    }

    /// Leaves one file of a folder out: the one that is going to be written.
    #[must_use]
    pub fn except(mut self, file: impl Into<PathBuf>) -> Self {
        self.except = Some(file.into());
        self
    }

    /// The format of a file: as set, else as its name tells.
    pub(super) fn format_of(&self, path: &Path) -> Option<InputFormat> {
        self.format.or_else(|| InputFormat::from_path(path))
    }

    /// The document with the defaults of what it does not say itself.
    pub(super) fn complete(&self, mut document: Document) -> Document {
        if let (Some(date), false) = (self.date, document.has_own_date()) {
            document = document.with_date(date);
        }
        if let (Some(home), None) = (self.home, document.home()) {
            document = document.with_home(home);
        }
        let missing = self.keep.iter().filter(|it| !document.kept().contains_key(&it.name));
        let missing: Vec<_> = missing.map(|it| (it.name.clone(), Value::Null)).collect();
        document.with_kept(missing)
    }
}

//! What did we read? Documents and where they come from.

mod dateline_date;
mod format;
mod home;
mod packing;
mod read;

pub use format::InputFormat;
pub use home::Home;
use jiff::civil::Date;
pub use packing::Packing;
pub(crate) use read::parse_date;
pub use read::{Documents, Fault, Lost, ReadOptions, total_bytes};

use serde_json::{Map, Value};

use crate::text::Span;

/// One news text with what is known about it.
///
/// ```
/// use dateline::document::Document;
///
/// let document = Document::from_text("Floods hit Paris, Texas, on Monday.");
/// assert_eq!(document.id(), "text");
/// assert!(document.date().is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    id: String,
    text: String,
    title: Option<String>,
    date: Option<Date>,
    source: Option<String>,
    url: Option<String>,
    home: Option<Home>,
    given_mentions: Option<Vec<Span>>,
    kept: Map<String, Value>,
}

impl Document {
    /// A document of one text, with the id `text`.
    #[must_use]
    pub fn from_text(text: impl Into<String>) -> Self {
        Self {
            id: "text".to_owned(),
            text: text.into(),
            title: None,
            date: None,
            source: None,
            url: None,
            home: None,
            given_mentions: None,
            kept: Map::new(),
        }
    }

    /// The same document under another id.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// The same document with a title, which is evidence but holds no mentions.
    #[must_use]
    pub fn with_title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// The same document with the day it was published.
    #[must_use]
    pub fn with_date(mut self, date: Date) -> Self {
        self.date = Some(date);
        self
    }

    /// The same document with the publisher it comes from, such as a host name.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<String>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The same document with the address it is published at.
    #[must_use]
    pub fn with_url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// The same document with where its publisher is at home.
    #[must_use]
    pub fn with_home(mut self, home: Home) -> Self {
        self.home = Some(home);
        self
    }

    /// The same document with its mentions given: nothing else is recognised, each is resolved.
    #[must_use]
    pub fn with_mentions(mut self, spans: Vec<Span>) -> Self {
        self.given_mentions = Some(spans);
        self
    }

    /// The same document with fields of its record that travel to the output, by the names they bear there.
    ///
    /// ```
    /// use dateline::document::Document;
    ///
    /// let document = Document::from_text("Rain.").with_kept([("desk".to_owned(), "Africa".into())]);
    /// assert_eq!(document.kept()["desk"], "Africa");
    /// ```
    #[must_use]
    pub fn with_kept(mut self, fields: impl IntoIterator<Item = (String, Value)>) -> Self {
        self.kept.extend(fields);
        self
    }

    /// The record's own id, or the name of its file.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The text, unchanged: offsets count in it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The title, when the record gives one apart from the text.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The publisher.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// The address it is published at.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// Fields of its record that travel to the output unread; `null` for those that the record lacks.
    #[must_use]
    pub fn kept(&self) -> &Map<String, Value> {
        &self.kept
    }

    /// Where the publisher is at home, if that is known.
    #[must_use]
    pub fn home(&self) -> Option<Home> {
        self.home
    }

    /// The mentions given with the text, when they were.
    #[must_use]
    pub fn given_mentions(&self) -> Option<&[Span]> {
        self.given_mentions.as_deref()
    }

    /// Was its day given, whatever its text says?
    fn has_own_date(&self) -> bool {
        self.date.is_some()
    }

    /// The day it was published: as given, else as its first line says ("QUETTA, June 3, 2021 (AP) —").
    ///
    /// ```
    /// use dateline::document::Document;
    ///
    /// let document = Document::from_text("NAIROBI, June 3, 2021 (Reuters) - Rain fell.");
    /// assert_eq!(document.date(), Some(jiff::civil::date(2021, 6, 3)));
    /// ```
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        self.date.or_else(|| dateline_date::read(&self.text))
    }
}

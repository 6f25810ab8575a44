//! Reads the development corpora: documents with the spans of their toponyms.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

use anyhow::{Context, Result};
use dateline::{document::Document, text::CodePoints};
use serde::Deserialize;

/// The corpora, by file name.
const NAMES: [&str; 4] = ["lgl", "geovirus", "gwn", "geocorpora"];

/// One corpus.
pub struct Corpus {
    pub name: &'static str,
    pub documents: Vec<Labelled>,
}

/// A document with its gold toponyms.
#[derive(Deserialize)]
pub struct Labelled {
    pub id: String,
    pub text: String,
    pub source: Option<String>,
    pub date: Option<String>,
    pub title: Option<String>,
    pub toponyms: Vec<Toponym>,
}

/// A gold toponym: code points, end exclusive.
#[derive(Deserialize)]
pub struct Toponym {
    pub start: usize,
    pub end: usize,
    /// WGS 84 degrees, where the corpus says where it is.
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// GeoNames' number, where the corpus gives it.
    pub geonameid: Option<serde_json::Value>,
    /// `literal` or `associative`, where the corpus says so.
    pub usage: Option<String>,
}

/// A document to learn from, with the key of its source: number of the corpus and name.
pub struct Example<'d> {
    pub labelled: &'d Labelled,
    pub source: (usize, &'d str),
    /// Has its corpus several sources, such as newspapers, that each have a home?
    pub local: bool,
}

/// Number of a corpus and of a document in it.
pub type At = (usize, usize);

/// Every document of some corpora, with where it stands.
pub fn examples(corpora: &[Corpus]) -> impl Iterator<Item = (At, Example<'_>)> {
    corpora.iter().enumerate().flat_map(|(corpus, it)| {
        let local = it.has_sources();
        it.documents.iter().enumerate().map(move |(number, labelled)| {
            let source = (corpus, labelled.source.as_deref().unwrap_or(""));
            ((corpus, number), Example { labelled, source, local })
        })
    })
}

impl Corpus {
    /// Is it made of several sources, such as newspapers?
    pub fn has_sources(&self) -> bool {
        self.documents.iter().any(|it| it.source != self.documents[0].source)
    }
}

impl Labelled {
    /// The document as the library reads it, without its labels.
    pub fn document(&self) -> Document {
        let mut document = Document::from_text(self.text.as_str()).with_id(&self.id);
        if let Some(title) = &self.title {
            document = document.with_title(title);
        }
        if let Some(source) = &self.source {
            document = document.with_source(source);
        }
        match self.date.as_deref().and_then(|it| it.parse().ok()) {
            Some(date) => document.with_date(date),
            None => document,
        }
    }

    /// The same with its labelled spans given as mentions.
    pub fn document_with_spans(&self) -> Document {
        let document = self.document();
        let points = CodePoints::new(&self.text);
        let spans = self.toponyms.iter().filter_map(|it| points.span(it.start..it.end)).collect();
        document.with_mentions(spans)
    }
}

impl Toponym {
    /// Where it is, x = longitude, y = latitude.
    pub fn point(&self) -> Option<(f64, f64)> {
        Some((self.lon?, self.lat?))
    }

    /// GeoNames' number, where the corpus gives it.
    pub fn geoname_id(&self) -> Option<u64> {
        match self.geonameid.as_ref()? {
            serde_json::Value::String(number) => number.trim().parse().ok(),
            number => number.as_u64(),
        }
    }
}

/// Reads every corpus of a folder.
pub fn read_all(folder: &Path) -> Result<Vec<Corpus>> {
    NAMES
        .into_iter()
        .map(|name| {
            let path = folder.join(name).with_extension("jsonl");
            let file = File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
            let documents = BufReader::new(file)
                .lines()
                .enumerate()
                .map(|(number, line)| {
                    serde_json::from_str(&line?).with_context(|| format!("{}:{}", path.display(), number + 1))
                })
                .collect::<Result<_>>()?;
            Ok(Corpus { name, documents })
        })
        .collect()
}

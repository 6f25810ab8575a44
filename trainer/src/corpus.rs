//! Reads the development corpora: documents with the spans of their toponyms.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

use anyhow::{Context, Result};
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

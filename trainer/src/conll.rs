//! Reads sentences of tokens with tags, one token a line, and joins them to text again.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

use anyhow::{Context, Result};
use flate2::read::GzDecoder;

/// A sentence as text, with the byte ranges of its names and their tags (without `B-`, `I-`).
pub struct Sentence {
    pub text: String,
    pub names: Vec<(std::ops::Range<usize>, String)>,
}

/// Reads a gzip file of `token<blank>tag` lines with blank lines between sentences.
pub fn read(path: &Path) -> Result<Vec<Sentence>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut sentences = Vec::new();
    let mut rows: Vec<(String, String)> = Vec::new();
    for line in BufReader::new(GzDecoder::new(file)).lines() {
        let line = line.with_context(|| format!("cannot read {}", path.display()))?;
        match line.split_once(['\t', ' ']) {
            Some((token, tag)) => rows.push((token.to_owned(), tag.trim().to_owned())),
            None if !rows.is_empty() => sentences.push(join(&std::mem::take(&mut rows))),
            None => {}
        }
    }
    if !rows.is_empty() {
        sentences.push(join(&rows));
    }
    Ok(sentences)
}

fn join(rows: &[(String, String)]) -> Sentence {
    let mut sentence = Sentence { text: String::new(), names: Vec::new() };
    for (token, tag) in rows {
        let clings = token.starts_with(['\'', '.', ',', ';', ':', '?', '!', ')', '%']) || token == "n't";
        let opened = sentence.text.ends_with(['(', '$']);
        if !sentence.text.is_empty() && !clings && !opened {
            sentence.text.push(' ');
        }
        let start = sentence.text.len();
        sentence.text.push_str(token);
        let end = sentence.text.len();
        match tag.split_once('-') {
            Some(("I", sort)) if sentence.names.last().is_some_and(|(_, last)| last == sort) => {
                let last = sentence.names.len() - 1;
                sentence.names[last].0.end = end;
            }
            Some((_, sort)) => sentence.names.push((start..end, sort.to_owned())),
            None => {}
        }
    }
    sentence
}

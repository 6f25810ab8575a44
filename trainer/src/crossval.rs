//! Predictions for every document by models that never saw its source.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result};
use dateline::{
    document::Document, gazetteer::Gazetteer, geoparse::Geoparser, recognize::Models, text::CodePoints,
};
use serde_json::{Value, json};

use crate::{
    corpus::{Corpus, Labelled},
    recognition::{train_places, train_usage},
};

/// Trains once a fold and writes one file of predictions a corpus, in the order of its documents.
pub fn run(corpora: &[Corpus], names: &[u8], folds: usize, out: &Path) -> Result<()> {
    fs::create_dir_all(out)?;
    let fold_of = deal(corpora, folds);
    let gazetteer = Gazetteer::embedded();
    let mut lines: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for fold in 0..folds {
        let all = || {
            corpora.iter().enumerate().flat_map(|(corpus, it)| {
                it.documents.iter().enumerate().map(move |(number, document)| ((corpus, number), document))
            })
        };
        let others = || all().filter(|(at, _)| fold_of[at] != fold).map(|(_, it)| it);
        let places = train_places(others(), names)?;
        let usage = train_usage(others(), names)?;
        let geoparser = Geoparser::new(&gazetteer).with_models(Models::new(names, &places, &usage)?);
        for (at, document) in all().filter(|(at, _)| fold_of[at] == fold) {
            lines.insert(at, prediction(document, &geoparser).to_string());
        }
    }
    for (number, corpus) in corpora.iter().enumerate() {
        let text: String =
            lines.range((number, 0)..(number + 1, 0)).map(|(_, line)| format!("{line}\n")).collect();
        let path = out.join(corpus.name).with_extension("jsonl");
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Deals sources to folds in turn, the largest first; a corpus of one source is dealt by document.
fn deal(corpora: &[Corpus], folds: usize) -> BTreeMap<(usize, usize), usize> {
    let mut dealt = BTreeMap::new();
    for (corpus, it) in corpora.iter().enumerate() {
        let mut by_source: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, document) in it.documents.iter().enumerate() {
            by_source.entry(document.source.as_deref().unwrap_or("")).or_default().push(number);
        }
        let mut packs: Vec<Vec<usize>> = match by_source.len() {
            1 => (0..it.documents.len()).map(|number| vec![number]).collect(),
            _ => by_source.into_values().collect(),
        };
        packs.sort_by_key(|pack| std::cmp::Reverse(pack.len()));
        for (turn, pack) in packs.into_iter().enumerate() {
            dealt.extend(pack.into_iter().map(|number| ((corpus, number), turn % folds)));
        }
    }
    dealt
}

fn prediction(labelled: &Labelled, geoparser: &Geoparser<'_>) -> Value {
    let mut document = Document::from_text(labelled.text.as_str());
    if let Some(title) = &labelled.title {
        document = document.with_title(title);
    }
    if let Some(source) = &labelled.source {
        document = document.with_source(source);
    }
    if let Some(date) = labelled.date.as_deref().and_then(|it| it.parse().ok()) {
        document = document.with_date(date);
    }
    let points = CodePoints::new(document.text());
    let parsed = geoparser.parse(&document);
    let mentions: Vec<Value> = parsed
        .mentions()
        .map(|(mention, resolution)| {
            let range = points.range(mention.span);
            let place = resolution.chosen().map(|it| it.candidate.place);
            json!({
                "start": range.start, "end": range.end, "text": mention.span.of(document.text()),
                "usage": mention.usage.as_str(), "kind": mention.kind.as_str(),
                "lat": place.map(|it| it.point.y()), "lon": place.map(|it| it.point.x()),
                "geonameid": place.and_then(|it| it.geoname_id).map(|it| it.0),
                "confidence": resolution.confidence.value(),
            })
        })
        .collect();
    json!({ "id": labelled.id, "mentions": mentions })
}

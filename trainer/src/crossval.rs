//! Predictions for every document by models that never saw its source.

use std::{
    collections::BTreeMap,
    fs,
    ops::Range,
    path::Path,
    sync::{Mutex, PoisonError},
    thread,
};

use anyhow::{Context, Result, bail};
use dateline::{
    evaluate::{Evaluation, GoldDocument, Prediction},
    gazetteer::Gazetteer,
    geoparse::Geoparser,
    recognize::Models,
    resolve::{Ranker, SourceProfile},
    text::CodePoints,
};
use serde_json::{Value, json};

use crate::{
    corpus::{At, Corpus, Example, Labelled, examples},
    recognition::{train_places, train_usage},
    resolution,
};

/// Which documents teach each other, and which spans are asked about.
#[derive(Clone, Copy)]
struct Mode {
    folder: &'static str,
    spans: bool,
    sources: bool,
}

/// What is predicted: found and given mentions, without and with what a source's documents teach.
const MODES: [Mode; 4] = [
    Mode { folder: "found-alone", spans: false, sources: false },
    Mode { folder: "found", spans: false, sources: true },
    Mode { folder: "given-alone", spans: true, sources: false },
    Mode { folder: "given", spans: true, sources: true },
];

/// Trains once a fold and writes one file of predictions a mode and corpus, in the order of its documents.
pub fn run(corpora: &[Corpus], names: &[u8], gazetteer: &Gazetteer, folds: usize, out: &Path) -> Result<()> {
    let fold_of = deal(corpora, folds);
    let found = in_parallel(folds, |fold| predict(corpora, names, gazetteer, &fold_of, fold))?;
    let lines: BTreeMap<(usize, At), String> = found.into_iter().flatten().collect();
    for (number, mode) in MODES.iter().enumerate() {
        let folder = out.join(mode.folder);
        fs::create_dir_all(&folder)?;
        for (corpus, it) in corpora.iter().enumerate() {
            let range = (number, (corpus, 0))..(number, (corpus + 1, 0));
            let text: String = lines.range(range).map(|(_, line)| format!("{line}\n")).collect();
            let path = folder.join(it.name).with_extension("jsonl");
            fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    Ok(())
}

/// Prints how well places are recognised in each corpus, by taggers that never saw the source.
pub fn recognition(corpora: &[Corpus], names: &[u8], folds: usize) -> Result<()> {
    let fold_of = deal(corpora, folds);
    let gazetteer = Gazetteer::embedded();
    let ranker = Ranker::embedded();
    let work = |fold| -> Result<Vec<(At, Vec<Prediction>)>> {
        let others = || examples(corpora).filter(|(at, _)| fold_of[at] != fold).map(|(_, it)| it.labelled);
        let places = train_places(others(), names, &gazetteer)?;
        let usage = train_usage(others(), names, &gazetteer)?;
        let geoparser = Geoparser::with_models(&gazetteer, Models::new(names, &places, &usage)?, ranker);
        let held = examples(corpora).filter(|(at, _)| fold_of[at] == fold);
        Ok(held.map(|(at, it)| (at, Prediction::of(&geoparser.parse(&it.labelled.document())))).collect())
    };
    let found = in_parallel(folds, work)?;
    let predictions: BTreeMap<At, Vec<Prediction>> = found.into_iter().flatten().collect();
    let mut news = Evaluation::default();
    for (number, corpus) in corpora.iter().enumerate() {
        let mut alone = Evaluation::default();
        for (document, labelled) in corpus.documents.iter().enumerate() {
            let gold = GoldDocument::from_json(labelled.line.as_bytes())?;
            let predictions = &predictions[&(number, document)];
            alone.add(&gold, predictions);
            if corpus.is_news() {
                news.add(&gold, predictions);
            }
        }
        println!("{:<12} {}", corpus.name, shown(&alone));
    }
    println!("{:<12} {}", "all news", shown(&news));
    Ok(())
}

/// The measures of recognition and of usage.
fn shown(evaluation: &Evaluation) -> String {
    let wanted = ["recognition.overlap", "recognition.exact.f1", "usage.accuracy", "e2e.f1"];
    let scores = evaluation.scores(0);
    let shown = scores.iter().filter(|it| wanted.iter().any(|wanted| it.measure.key.starts_with(wanted)));
    shown.filter_map(|it| Some(format!("{} {:.3}", it.measure.key, it.value?))).collect::<Vec<_>>().join("  ")
}

/// Runs the folds on as many threads as there are, and returns their results in order.
fn in_parallel<T: Send>(folds: usize, work: impl Fn(usize) -> Result<T> + Sync) -> Result<Vec<T>> {
    let next = Mutex::new(0..folds);
    let done: Mutex<BTreeMap<usize, T>> = Mutex::new(BTreeMap::new());
    let run = || -> Result<()> {
        while let Some(fold) = take(&next) {
            let result = work(fold)?;
            done.lock().unwrap_or_else(PoisonError::into_inner).insert(fold, result);
        }
        Ok(())
    };
    let workers = thread::available_parallelism().map_or(1, usize::from).min(folds);
    thread::scope(|scope| -> Result<()> {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(run)).collect();
        running.into_iter().try_for_each(|it| it.join().unwrap_or_else(|_| bail!("a worker panicked")))
    })?;
    Ok(done.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect())
}

fn take(next: &Mutex<Range<usize>>) -> Option<usize> {
    next.lock().unwrap_or_else(PoisonError::into_inner).next()
}

/// The predictions for the documents of one fold by models that learnt from the others.
fn predict(
    corpora: &[Corpus],
    names: &[u8],
    gazetteer: &Gazetteer,
    fold_of: &BTreeMap<At, usize>,
    fold: usize,
) -> Result<Vec<((usize, At), String)>> {
    let (held, others): (Vec<_>, Vec<_>) = examples(corpora).partition(|(at, _)| fold_of[at] == fold);
    let others: Vec<Example<'_>> = others.into_iter().map(|it| it.1).collect();
    let (at, held): (Vec<At>, Vec<Example<'_>>) = held.into_iter().unzip();
    let places = train_places(others.iter().map(|it| it.labelled), names, gazetteer)?;
    let usage = train_usage(others.iter().map(|it| it.labelled), names, gazetteer)?;
    let models = Models::new(names, &places, &usage)?;
    let ranker = resolution::train(&others, models.clone(), gazetteer)?;
    let geoparser = Geoparser::with_models(gazetteer, models, Ranker::from_bytes(&ranker)?);
    let profiles = resolution::profiles_by(&geoparser, &held);
    let mut lines = Vec::new();
    for (number, mode) in MODES.iter().enumerate() {
        for ((at, example), profile) in at.iter().zip(&held).zip(&profiles) {
            let unknown = SourceProfile::default();
            let profile = if mode.sources { profile } else { &unknown };
            lines.push((
                (number, *at),
                prediction(example.labelled, mode.spans, profile, &geoparser).to_string(),
            ));
        }
    }
    Ok(lines)
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

fn prediction(labelled: &Labelled, spans: bool, source: &SourceProfile, geoparser: &Geoparser<'_>) -> Value {
    let document = if spans { labelled.document_with_spans() } else { labelled.document() };
    let points = CodePoints::new(document.text());
    let parsed = geoparser.parse_of_source(&document, source);
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

//! Is an answer right? Where a label says so, and within the distance the field counts by.

use std::{collections::HashMap, fs, path::Path};

use anyhow::{Context, Result};
use dateline::{
    document::Document, gazetteer::Place, recognize::Mention, resolve::Resolution, text::CodePoints,
};
use geo::{Distance, Haversine, Point};
use serde::Deserialize;

use crate::corpus::{Corpus, Labelled, Toponym};

/// Farther than this, in kilometres, a place is not the one meant.
pub const NEAR_KM: f64 = 161.0;

/// A mention that was put somewhere.
#[derive(Deserialize)]
pub struct Answer {
    /// Code points, end exclusive.
    start: usize,
    end: usize,
    lat: Option<f64>,
    lon: Option<f64>,
    geonameid: Option<u64>,
    confidence: f64,
}

impl Answer {
    /// What was decided of a mention of a document.
    pub fn new(document: &Document, mention: &Mention, resolution: &Resolution<'_>) -> Self {
        let range = CodePoints::new(document.text()).range(mention.span);
        let place = resolution.chosen().map(|it| it.candidate.place);
        Self {
            start: range.start,
            end: range.end,
            lat: place.map(|it| it.point.y()),
            lon: place.map(|it| it.point.x()),
            geonameid: place.and_then(|it| it.geoname_id).map(|it| it.0),
            confidence: resolution.confidence.value(),
        }
    }
}

/// Of the answers that put a mention somewhere and stand where a label does: confidence, and is it right?
pub fn judge(labelled: &Labelled, answers: impl IntoIterator<Item = Answer>) -> Vec<(f64, bool)> {
    let known = labelled.toponyms.iter().filter(|it| it.point().is_some());
    let gold: HashMap<(usize, usize), &Toponym> = known.map(|it| ((it.start, it.end), it)).collect();
    let judge = |answer: Answer| {
        let point = Point::new(answer.lon?, answer.lat?);
        let toponym = gold.get(&(answer.start, answer.end))?;
        let same = answer.geonameid.is_some() && answer.geonameid == toponym.geoname_id();
        Some((answer.confidence, same || km(point, toponym)? <= NEAR_KM))
    };
    answers.into_iter().filter_map(judge).collect()
}

/// Judges the files of predictions of a folder, one a corpus.
pub fn read(corpora: &[Corpus], folder: &Path) -> Result<Vec<(f64, bool)>> {
    #[derive(Deserialize)]
    struct Line {
        id: String,
        mentions: Vec<Answer>,
    }
    let mut judged = Vec::new();
    for corpus in corpora {
        let path = folder.join(corpus.name).with_extension("jsonl");
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let documents: HashMap<&str, &Labelled> =
            corpus.documents.iter().map(|it| (it.id.as_str(), it)).collect();
        for (number, line) in text.lines().enumerate() {
            let at = || format!("{}:{}", path.display(), number + 1);
            let line: Line = serde_json::from_str(line).with_context(at)?;
            let labelled = documents.get(line.id.as_str()).with_context(at)?;
            judged.extend(judge(labelled, line.mentions));
        }
    }
    Ok(judged)
}

/// Is a place the labelled one by its number?
pub fn is_it(place: &Place<'_>, toponym: &Toponym) -> bool {
    place.geoname_id.is_some_and(|it| Some(it.0) == toponym.geoname_id())
}

/// Kilometres from a place to where the label says, if it says.
pub fn distance_km(place: &Place<'_>, toponym: &Toponym) -> Option<f64> {
    km(place.point, toponym)
}

fn km(point: Point<f64>, toponym: &Toponym) -> Option<f64> {
    let (longitude, latitude) = toponym.point()?;
    Some(Haversine.distance(point, Point::new(longitude, latitude)) / 1000.0)
}

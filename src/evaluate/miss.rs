//! What went wrong with a document, mistake by mistake: the table that says where work pays.

use geo::{Distance, Haversine, Point};

use super::{
    gold::{GoldDocument, GoldToponym},
    matching::{self, shared},
    prediction::Prediction,
    tally::{NEAR_KM, error_km},
};

/// One mistake.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Miss {
    /// What sort of mistake it is.
    pub kind: MissKind,
    /// The label, by number; `None` for a prediction where nothing is labelled.
    pub gold: Option<usize>,
    /// The prediction, by number; `None` for a label that nothing was predicted for.
    pub prediction: Option<usize>,
    /// How far off it is, in kilometres, where both have coordinates.
    pub km: Option<f64>,
}

/// What sort of mistake it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum MissKind {
    /// A label with coordinates where nothing was recognised.
    NotRecognised,
    /// Recognised, but no place considered lies where the label is.
    NotConsidered,
    /// Recognised, but another of the places considered was taken; of predictions from elsewhere, any wrong place.
    WrongPlace,
    /// Recognised, but left open; of dateline's own answers only where the right place was considered.
    LeftOpen,
    /// Recognised where nothing is labelled.
    Spurious,
}

impl MissKind {
    /// Every sort, in the order they are shown.
    pub const ALL: [Self; 5] =
        [Self::NotRecognised, Self::NotConsidered, Self::WrongPlace, Self::LeftOpen, Self::Spurious];

    /// Its name in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotRecognised => "not_recognised",
            Self::NotConsidered => "not_considered",
            Self::WrongPlace => "wrong_place",
            Self::LeftOpen => "left_open",
            Self::Spurious => "spurious",
        }
    }

    /// What it means, for a person.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::NotRecognised => "not recognised as a place",
            Self::NotConsidered => "no place of the name in the gazetteer is the one labelled",
            Self::WrongPlace => "another place of the name was taken",
            Self::LeftOpen => "left open: no place was chosen",
            Self::Spurious => "recognised where nothing is labelled",
        }
    }
}

/// The mistakes in a document: labels in their order, then what was predicted beside them.
///
/// Labels without coordinates cost nothing but when they are labelled and not predicted, which is not counted
/// here; a label is right when a prediction overlaps it within 161 km.
#[must_use]
pub fn misses(gold: &GoldDocument, predictions: &[Prediction]) -> Vec<Miss> {
    let labels = &gold.toponyms;
    let right = matching::end_to_end(labels, predictions);
    let overlapping = matching::overlapping(labels, predictions, &matching::exact(labels, predictions));
    let mut misses = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        if label.point.is_none() || right[at].is_some() {
            continue;
        }
        let prediction = overlapping[at];
        let answer = prediction.map(|it| &predictions[it]);
        misses.push(Miss {
            kind: answer.map_or(MissKind::NotRecognised, |it| kind_of(label, it)),
            gold: Some(at),
            prediction,
            km: answer.and_then(|it| error_km(label, it)),
        });
    }
    for (at, prediction) in predictions.iter().enumerate() {
        if labels.iter().all(|it| shared(&it.range, &prediction.range) == 0) {
            misses.push(Miss { kind: MissKind::Spurious, gold: None, prediction: Some(at), km: None });
        }
    }
    misses
}

/// The sort of mistake of a prediction that is not right.
fn kind_of(label: &GoldToponym, prediction: &Prediction) -> MissKind {
    let is_label = |(point, number): &(Point<f64>, Option<String>)| {
        let same = number.is_some() && *number == label.geoname_id;
        same || label.point.is_some_and(|it| Haversine.distance(it, *point) <= NEAR_KM * 1000.0)
    };
    match &prediction.candidates {
        Some(places) if !places.iter().any(is_label) => MissKind::NotConsidered,
        _ if prediction.point.is_none() => MissKind::LeftOpen,
        _ => MissKind::WrongPlace,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_told_apart() {
        let line = r#"{"id": "1", "text": "Rain in Paris, Texas, and in Rome and Bonn.", "toponyms": [
            {"start": 8, "end": 13, "lat": 33.66, "lon": -95.56}, {"start": 15, "end": 20, "lat": 31, "lon": -99},
            {"start": 29, "end": 33, "lat": 41.9, "lon": 12.5}]}"#;
        let gold = GoldDocument::from_json(line.as_bytes()).unwrap();
        let (france, texas) = (Point::new(2.35, 48.86), Point::new(-95.56, 33.66));
        let paris = |candidates: Option<Vec<Point<f64>>>, point| Prediction {
            range: 8..13,
            point,
            candidates: candidates.map(|it| it.into_iter().map(|it| (it, None)).collect()),
            ..Prediction::default()
        };
        let kinds = |prediction: Prediction| {
            let state =
                Prediction { range: 15..20, point: Some((-99.0, 31.0).into()), ..Prediction::default() };
            let bonn = Prediction { range: 38..42, ..Prediction::default() };
            let misses = misses(&gold, &[prediction, state, bonn]);
            assert_eq!(misses.last().unwrap().kind, MissKind::Spurious);
            assert_eq!(misses[misses.len() - 2].kind, MissKind::NotRecognised);
            misses[..misses.len() - 2].iter().map(|it| it.kind).collect::<Vec<_>>()
        };
        assert_eq!(kinds(paris(Some(vec![france, texas]), Some(france))), [MissKind::WrongPlace]);
        assert_eq!(kinds(paris(Some(vec![france]), Some(france))), [MissKind::NotConsidered]);
        assert_eq!(kinds(paris(Some(vec![france, texas]), None)), [MissKind::LeftOpen]);
        assert_eq!(kinds(paris(None, Some(france))), [MissKind::WrongPlace]);
        assert_eq!(kinds(paris(None, Some(texas))), []);
    }
}

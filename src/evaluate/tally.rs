//! What is counted of one document: all measures are made of these counts.

use geo::{Distance, Haversine};

use super::{gold::GoldToponym, matching, prediction::Prediction};
use crate::recognize::Usage;

/// An answer this near the label, in kilometres, is right: a hundred miles, as the field has it.
pub const NEAR_KM: f64 = 161.0;

/// An answer this near, in kilometres, is right to the town.
const CLOSE_KM: f64 = 10.0;

/// Sums over documents.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Counts {
    /// Toponyms labelled.
    pub gold: f64,
    /// Toponyms predicted.
    pub predicted: f64,
    /// Pairs with the same span.
    pub exact: f64,
    /// Pairs that overlap.
    pub overlapping: f64,
    /// Toponyms labelled with coordinates.
    pub gold_located: f64,
    /// Overlapping pairs whose label has coordinates.
    pub paired: f64,
    /// Of these, pairs whose prediction has coordinates too.
    pub resolved: f64,
    /// Of these, pairs within 161 km.
    pub near: f64,
    /// Of these, pairs within 10 km.
    pub close: f64,
    /// Kilometres that the resolved pairs are off, summed.
    pub error_km: f64,
    /// The same of ln(1 + km).
    pub error_log: f64,
    /// Labels that overlap a prediction within 161 km, one to one.
    pub end_to_end: f64,
    /// Labels with a gazetteer's number.
    pub gold_numbered: f64,
    /// Overlapping pairs whose label has a number.
    pub numbered: f64,
    /// Of these, pairs whose prediction has one.
    pub number_given: f64,
    /// Of these, pairs with the same number.
    pub number_right: f64,
    /// Overlapping pairs where both say the usage, by the label's and the prediction's: literal 0, associative 1.
    pub usage: [[f64; 2]; 2],
}

impl Counts {
    /// Adds another document's counts, as often as it was drawn.
    pub(super) fn add(&mut self, other: &Self, times: f64) {
        let fields = [
            (&mut self.gold, other.gold),
            (&mut self.predicted, other.predicted),
            (&mut self.exact, other.exact),
            (&mut self.overlapping, other.overlapping),
            (&mut self.gold_located, other.gold_located),
            (&mut self.paired, other.paired),
            (&mut self.resolved, other.resolved),
            (&mut self.near, other.near),
            (&mut self.close, other.close),
            (&mut self.error_km, other.error_km),
            (&mut self.error_log, other.error_log),
            (&mut self.end_to_end, other.end_to_end),
            (&mut self.gold_numbered, other.gold_numbered),
            (&mut self.numbered, other.numbered),
            (&mut self.number_given, other.number_given),
            (&mut self.number_right, other.number_right),
        ];
        fields.into_iter().for_each(|(sum, it)| *sum += it * times);
        let usage = self.usage.iter_mut().flatten().zip(other.usage.iter().flatten());
        usage.for_each(|(sum, it)| *sum += it * times);
    }
}

/// The counts of one document, and how far its resolved pairs are off.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    pub(super) counts: Counts,
    pub(super) errors_km: Vec<f64>,
}

impl Tally {
    /// Compares the labels of a document with what was predicted.
    pub(super) fn new(gold: &[GoldToponym], predictions: &[Prediction]) -> Self {
        let exact = matching::exact(gold, predictions);
        let overlapping = matching::overlapping(gold, predictions, &exact);
        let end_to_end = matching::end_to_end(gold, predictions);
        let mut tally = Self::default();
        let counts = &mut tally.counts;
        counts.gold = gold.len() as f64;
        counts.predicted = predictions.len() as f64;
        counts.exact = paired(&exact);
        counts.overlapping = paired(&overlapping);
        counts.end_to_end = paired(&end_to_end);
        counts.gold_located = gold.iter().filter(|it| it.point.is_some()).count() as f64;
        counts.gold_numbered = gold.iter().filter(|it| it.geoname_id.is_some()).count() as f64;
        for (label, prediction) in gold.iter().zip(overlapping) {
            if let Some(prediction) = prediction {
                tally.pair(label, &predictions[prediction]);
            }
        }
        tally
    }

    fn pair(&mut self, label: &GoldToponym, prediction: &Prediction) {
        let counts = &mut self.counts;
        counts.paired += f64::from(label.point.is_some());
        if let Some(km) = error_km(label, prediction) {
            counts.resolved += 1.0;
            counts.near += f64::from(km <= NEAR_KM);
            counts.close += f64::from(km <= CLOSE_KM);
            counts.error_km += km;
            counts.error_log += km.ln_1p();
            self.errors_km.push(km);
        }
        if label.geoname_id.is_some() {
            counts.numbered += 1.0;
            counts.number_given += f64::from(prediction.geoname_id.is_some());
            counts.number_right += f64::from(label.geoname_id == prediction.geoname_id);
        }
        if let (Some(said), Some(predicted)) = (label.usage, prediction.usage) {
            counts.usage[side(said)][side(predicted)] += 1.0;
        }
    }
}

fn paired(pairs: &matching::Pairs) -> f64 {
    pairs.iter().flatten().count() as f64
}

fn side(usage: Usage) -> usize {
    usize::from(usage == Usage::Associative)
}

/// Kilometres between a label and a prediction, where both have coordinates; 0 where both name the same
/// place by its number, as the points that gazetteers give a country differ.
pub(super) fn error_km(label: &GoldToponym, prediction: &Prediction) -> Option<f64> {
    let (said, predicted) = (label.point?, prediction.point?);
    let same = label.geoname_id.is_some() && label.geoname_id == prediction.geoname_id;
    Some(if same { 0.0 } else { Haversine.distance(said, predicted) / 1000.0 })
}

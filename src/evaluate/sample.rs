//! All documents together: scores, and how far they would move with other documents of the kind.

use super::{
    gold::GoldDocument,
    measure::{MEASURES, MOST_KM, Measure, Summary},
    prediction::Prediction,
    tally::{Counts, Tally},
};

/// What was counted, document by document.
#[derive(Debug, Clone, Default)]
pub struct Evaluation {
    tallies: Vec<Tally>,
}

/// The number of one measure.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Score {
    /// What is measured.
    pub measure: &'static Measure,
    /// Over all toponyms; `None` where nothing can be said.
    pub value: Option<f64>,
    /// The middle 95 % of the values of resampled documents.
    pub interval: Option<(f64, f64)>,
}

/// Where the drawing of documents begins, so that intervals are the same at every run.
const SEED: u64 = 13;

impl Evaluation {
    /// Compares a document's labels with what was predicted for it.
    pub fn add(&mut self, gold: &GoldDocument, predictions: &[Prediction]) {
        self.tallies.push(Tally::new(&gold.toponyms, predictions));
    }

    /// How many documents were compared.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.tallies.len()
    }

    /// The counts of all documents.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.tallies.iter().for_each(|it| counts.add(&it.counts, 1.0));
        counts
    }

    /// Every measure, in the order of [`MEASURES`], with intervals by so many bootstrap samples; 0 for none.
    #[must_use]
    pub fn scores(&self, samples: usize) -> Vec<Score> {
        let errors = self.sorted_errors();
        let whole = self.summary(&vec![1; self.tallies.len()], &errors);
        let mut random = fastrand::Rng::with_seed(SEED);
        let mut drawn = vec![Vec::with_capacity(samples); MEASURES.len()];
        for _ in 0..samples {
            let mut times = vec![0_u32; self.tallies.len()];
            (0..times.len()).for_each(|_| times[random.usize(..self.tallies.len())] += 1);
            let summary = self.summary(&times, &errors);
            for (values, measure) in drawn.iter_mut().zip(MEASURES) {
                values.extend((measure.value)(&summary));
            }
        }
        MEASURES
            .iter()
            .zip(drawn)
            .map(|(measure, values)| Score {
                measure,
                value: (measure.value)(&whole),
                interval: interval(values),
            })
            .collect()
    }

    /// Every error in kilometres with the number of its document, the smallest first.
    fn sorted_errors(&self) -> Vec<(f64, usize)> {
        let of = |(at, it): (usize, &Tally)| it.errors_km.iter().map(|km| (*km, at)).collect::<Vec<_>>();
        let mut errors: Vec<(f64, usize)> = self.tallies.iter().enumerate().flat_map(of).collect();
        errors.sort_by(|a, b| a.0.total_cmp(&b.0));
        errors
    }

    /// The summary of documents of which each was drawn so many times.
    fn summary(&self, times: &[u32], errors: &[(f64, usize)]) -> Summary {
        let mut counts = Counts::default();
        for (tally, times) in self.tallies.iter().zip(times).filter(|(_, times)| **times > 0) {
            counts.add(&tally.counts, f64::from(*times));
        }
        let drawn = || errors.iter().filter(|(_, document)| times[*document] > 0);
        let extremes =
            drawn().next().zip(drawn().next_back()).map(|(low, high)| (low.0.ln_1p(), high.0.ln_1p()));
        let resolved = counts.resolved as u64;
        let median = |count: u64| {
            let at = |place: u64| error_at(place, times, errors);
            match count {
                0 => None,
                _ if count % 2 == 1 => Some(at(count / 2)),
                _ => Some(f64::midpoint(at(count / 2 - 1), at(count / 2))),
            }
        };
        let (median_km, median_all_km) = (median(resolved), median(counts.gold_located as u64));
        Summary { counts, median_km, median_all_km, extremes }
    }
}

/// The error at a place of the sorted ones, each as often as its document was drawn; the largest there can be
/// beyond the last.
fn error_at(place: u64, times: &[u32], errors: &[(f64, usize)]) -> f64 {
    let mut passed = 0;
    errors
        .iter()
        .find(|(_, document)| {
            passed += u64::from(times[*document]);
            passed > place
        })
        .map_or(MOST_KM, |it| it.0)
}

/// The 2.5th and the 97.5th percentile, between neighbours in proportion.
fn interval(mut values: Vec<f64>) -> Option<(f64, f64)> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let at = |share: f64| {
        let place = last as f64 * share;
        let below = place as usize;
        let above = (below + 1).min(last);
        values[below] + (values[above] - values[below]) * place.fract()
    };
    Some((at(0.025), at(0.975)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_lies_around_the_middle() {
        assert_eq!(interval(Vec::new()), None);
        assert_eq!(interval(vec![2.0]), Some((2.0, 2.0)));
        let (low, high) = interval((0..=1000).map(f64::from).collect()).unwrap();
        assert!((low - 25.0).abs() < 1e-9 && (high - 975.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_compared_gives_no_value() {
        assert!(Evaluation::default().scores(3).iter().all(|it| it.value.is_none()));
    }
}

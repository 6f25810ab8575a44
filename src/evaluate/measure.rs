//! The registry of measures: what each is called, what it says, and how it is made of the counts.

use super::tally::Counts;

/// The largest error there can be on the Earth, in kilometres, as Gritta et al. (2020) take it.
pub(super) const MOST_KM: f64 = 20_039.0;

/// One measure.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Measure {
    /// Its name in JSON, such as `recognition.exact.f1`.
    pub key: &'static str,
    /// What is measured: measures of one group stand together.
    pub group: &'static str,
    /// What it is called in that group.
    pub label: &'static str,
    /// What its number counts.
    pub unit: Unit,
    /// How it is made; `None` where nothing can be said.
    pub(super) value: fn(&Summary) -> Option<f64>,
}

/// What the number of a measure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A share in [0, 1]; higher is better.
    Share,
    /// Kilometres; lower is better.
    Kilometres,
    /// The area under the curve of errors in [0, 1]; lower is better.
    Area,
}

/// What measures are made of: counts, and what cannot be summed.
#[derive(Debug, Clone, Default)]
pub(super) struct Summary {
    pub(super) counts: Counts,
    /// Middle error of the resolved pairs, in kilometres.
    pub(super) median_km: Option<f64>,
    /// The same of all located labels, those without an answer at the largest error.
    pub(super) median_all_km: Option<f64>,
    /// Smallest and largest ln(1 + km) of the resolved pairs.
    pub(super) extremes: Option<(f64, f64)>,
}

const EXACT: &str = "recognition, exact span";
const OVERLAP: &str = "recognition, overlapping span";
const RECOGNISED: &str = "resolution, of what was recognised";
const ALL: &str = "resolution, of all gold with coordinates";
const END: &str = "end to end: overlapping span, within 161 km";
const USAGE: &str = "usage, of what was recognised";

/// Every measure, in the order they are shown.
pub const MEASURES: &[Measure] = &[
    share("recognition.exact.p", EXACT, "precision", |it| ratio(it.counts.exact, it.counts.predicted)),
    share("recognition.exact.r", EXACT, "recall", |it| ratio(it.counts.exact, it.counts.gold)),
    share("recognition.exact.f1", EXACT, "F1", |it| f1(it.counts.exact, it.counts.predicted, it.counts.gold)),
    share("recognition.overlap.p", OVERLAP, "precision", |it| {
        ratio(it.counts.overlapping, it.counts.predicted)
    }),
    share("recognition.overlap.r", OVERLAP, "recall", |it| ratio(it.counts.overlapping, it.counts.gold)),
    share("recognition.overlap.f1", OVERLAP, "F1", |it| {
        f1(it.counts.overlapping, it.counts.predicted, it.counts.gold)
    }),
    share("recognised.acc161", RECOGNISED, "within 161 km", |it| ratio(it.counts.near, it.counts.paired)),
    share("recognised.acc10", RECOGNISED, "within 10 km", |it| ratio(it.counts.close, it.counts.paired)),
    share("recognised.acc161_of_resolved", RECOGNISED, "within 161 km, where an answer is given", |it| {
        ratio(it.counts.near, it.counts.resolved)
    }),
    share("recognised.geonameid_acc", RECOGNISED, "the very entry", |it| {
        ratio(it.counts.number_right, it.counts.numbered).filter(|_| it.counts.number_given > 0.0)
    }),
    kilometres("recognised.mean_km", RECOGNISED, "mean error", |it| {
        ratio(it.counts.error_km, it.counts.resolved)
    }),
    kilometres("recognised.median_km", RECOGNISED, "median error", |it| it.median_km),
    area("recognised.auc", RECOGNISED, |it| {
        area_under(it.counts.error_log, it.extremes?, it.counts.resolved)
    }),
    share("all_gold.acc161", ALL, "within 161 km", |it| ratio(it.counts.near, it.counts.gold_located)),
    share("all_gold.acc10", ALL, "within 10 km", |it| ratio(it.counts.close, it.counts.gold_located)),
    share("all_gold.geonameid_acc", ALL, "the very entry", |it| {
        ratio(it.counts.number_right, it.counts.gold_numbered).filter(|_| it.counts.number_given > 0.0)
    }),
    kilometres("all_gold.mean_km", ALL, "mean error", |it| {
        ratio(it.counts.error_km + unanswered(it) * MOST_KM, it.counts.gold_located)
    }),
    kilometres("all_gold.median_km", ALL, "median error", |it| it.median_all_km),
    area("all_gold.auc", ALL, |it| {
        let most = MOST_KM.ln_1p();
        let missing = unanswered(it);
        let (low, high) = it.extremes.unwrap_or((most, most));
        let high = if missing > 0.0 { most } else { high };
        area_under(it.counts.error_log + missing * most, (low, high), it.counts.gold_located)
    }),
    share("e2e.p", END, "precision", |it| ratio(it.counts.end_to_end, it.counts.predicted)),
    share("e2e.r", END, "recall", |it| ratio(it.counts.end_to_end, it.counts.gold_located)),
    share("e2e.f1", END, "F1", |it| f1(it.counts.end_to_end, it.counts.predicted, it.counts.gold_located)),
    share("usage.accuracy", USAGE, "accuracy", |it| {
        let [[literal, _], [_, associative]] = it.counts.usage;
        ratio(literal + associative, it.counts.usage.as_flattened().iter().sum())
    }),
    share("usage.literal.f1", USAGE, "F1 of literal", |it| usage_f1(it, 0)),
    share("usage.associative.f1", USAGE, "F1 of associative", |it| usage_f1(it, 1)),
];

type Value = fn(&Summary) -> Option<f64>;

const fn share(key: &'static str, group: &'static str, label: &'static str, value: Value) -> Measure {
    Measure { key, group, label, unit: Unit::Share, value }
}

const fn kilometres(key: &'static str, group: &'static str, label: &'static str, value: Value) -> Measure {
    Measure { key, group, label, unit: Unit::Kilometres, value }
}

const fn area(key: &'static str, group: &'static str, value: Value) -> Measure {
    Measure { key, group, label: "area under the error curve", unit: Unit::Area, value }
}

fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

/// The harmonic mean of precision and recall.
fn f1(right: f64, predicted: f64, gold: f64) -> Option<f64> {
    ratio(2.0 * right, predicted + gold)
}

/// Located labels without an answer.
fn unanswered(summary: &Summary) -> f64 {
    summary.counts.gold_located - summary.counts.resolved
}

fn usage_f1(summary: &Summary, side: usize) -> Option<f64> {
    let usage = &summary.counts.usage;
    let said: f64 = usage[side].iter().sum();
    let predicted: f64 = usage.iter().map(|it| it[side]).sum();
    f1(usage[side][side], predicted, said).filter(|_| usage.as_flattened().iter().any(|it| *it > 0.0))
}

/// The area under the sorted curve of ln(1 + km) by trapezoids, over the worst there can be
/// (Gritta et al. 2020); of a single error its share of the worst.
fn area_under(sum: f64, (low, high): (f64, f64), count: f64) -> Option<f64> {
    let worst = MOST_KM.ln();
    match count {
        0.0 => None,
        1.0 => Some(low / worst),
        _ => Some((sum - 0.5 * (low + high)) / (worst * (count - 1.0))),
    }
}

//! What confidence is worth: isotonic regression, and a table of how reliable it is.

use std::fmt::Write;

/// Most points of a calibration.
const MOST_POINTS: usize = 24;
/// Rows of the reliability table.
const BINS: usize = 10;

/// Points (confidence, share that was right), rising in both, from judged answers: isotonic regression by
/// pooling adjacent violators.
pub fn isotonic(mut judged: Vec<(f64, bool)>) -> Vec<(f64, f64)> {
    judged.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Equal numbers of answers a point, so that no point rests on a few.
    let size = judged.len().div_ceil(MOST_POINTS).max(1);
    let mut pools: Vec<(f64, f64, f64)> = Vec::new();
    for chunk in judged.chunks(size) {
        let count = chunk.len() as f64;
        let raw: f64 = chunk.iter().map(|it| it.0).sum();
        // One right and one wrong answer more: no pool is taken for wholly sure.
        let right = chunk.iter().filter(|it| it.1).count() as f64;
        pools.push((raw, right, count));
        while let [.., before, last] = pools.as_slice()
            && before.1 / before.2 >= last.1 / last.2
        {
            let merged = (before.0 + last.0, before.1 + last.1, before.2 + last.2);
            pools.truncate(pools.len() - 2);
            pools.push(merged);
        }
    }
    pools.into_iter().map(|(raw, right, count)| (raw / count, right / count)).collect()
}

/// A table of ten rows: answers by confidence, with what came of them; and the expected calibration error.
pub fn reliability(judged: &[(f64, bool)]) -> String {
    let mut bins = [(0usize, 0f64, 0usize); BINS];
    for (confidence, right) in judged {
        let bin = &mut bins[((confidence * BINS as f64) as usize).min(BINS - 1)];
        *bin = (bin.0 + 1, bin.1 + confidence, bin.2 + usize::from(*right));
    }
    let mut table =
        String::from("| confidence | answers | mean confidence | within 161 km |\n|---|--:|--:|--:|\n");
    let mut error = 0.0;
    for (at, (count, sum, right)) in bins.into_iter().enumerate() {
        let (low, high) = (at as f64 / BINS as f64, (at + 1) as f64 / BINS as f64);
        if count == 0 {
            let _ = writeln!(table, "| {low:.1}–{high:.1} | 0 | | |");
            continue;
        }
        let (mean, share) = (sum / count as f64, right as f64 / count as f64);
        error += (mean - share).abs() * count as f64 / judged.len() as f64;
        let _ = writeln!(table, "| {low:.1}–{high:.1} | {count} | {mean:.3} | {share:.3} |");
    }
    let _ = writeln!(table, "\nExpected calibration error {error:.3}, {} answers.", judged.len());
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_confidence_is_worth_rises_with_it() {
        // Right more often in the middle than above it: the two are pooled.
        let judged: Vec<(f64, bool)> = (0..3000)
            .map(|it| {
                (
                    f64::from(it) / 3000.0,
                    if it < 1000 {
                        it % 4 == 0
                    } else if it < 2000 {
                        it % 4 != 0
                    } else {
                        it % 2 == 0
                    },
                )
            })
            .collect();
        let points = isotonic(judged);
        assert!(points.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1), "{points:?}");
        assert!(
            points.iter().any(|it| (it.1 - 0.25).abs() < 0.02)
                && points.iter().any(|it| (it.1 - 0.625).abs() < 0.02)
        );
    }

    #[test]
    fn nothing_judged_calibrates_nothing() {
        assert!(isotonic(Vec::new()).is_empty());
        assert!(reliability(&[(1.0, true), (0.05, false)]).contains("| 0.9–1.0 | 1 | 1.000 | 1.000 |"));
    }
}

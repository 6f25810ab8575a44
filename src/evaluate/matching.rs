//! Which prediction answers which label: one to one, as many as can be.

use std::ops::Range;

use super::{
    gold::GoldToponym,
    prediction::Prediction,
    tally::{NEAR_KM, error_km},
};

/// The prediction for each label, by number, where it has one.
pub(super) type Pairs = Vec<Option<usize>>;

/// Pairs of the very same span, each the first that is still free.
pub(super) fn exact(gold: &[GoldToponym], predictions: &[Prediction]) -> Pairs {
    let mut free = vec![true; predictions.len()];
    gold.iter()
        .map(|label| {
            let found =
                (0..predictions.len()).find(|it| free[*it] && predictions[*it].range == label.range)?;
            free[found] = false;
            Some(found)
        })
        .collect()
}

/// Pairs that share at least one character; the same span first, then the larger share.
pub(super) fn overlapping(gold: &[GoldToponym], predictions: &[Prediction], exact: &Pairs) -> Pairs {
    let mut edges = Vec::new();
    for (label, _) in exact.iter().enumerate().filter(|(_, it)| it.is_none()) {
        for (prediction, it) in predictions.iter().enumerate() {
            let shared = shared(&gold[label].range, &it.range);
            if shared > 0 && !exact.contains(&Some(prediction)) {
                let cover =
                    gold[label].range.end.max(it.range.end) - gold[label].range.start.min(it.range.start);
                edges.push((std::cmp::Reverse(shared), cover, label, prediction));
            }
        }
    }
    edges.sort_unstable();
    let edges: Vec<_> = edges.into_iter().map(|(_, _, label, prediction)| (label, prediction)).collect();
    let more = one_to_one(gold.len(), predictions.len(), &edges);
    exact.iter().zip(more).map(|(exact, more)| exact.or(more)).collect()
}

/// Pairs that share a character and a place: what is right from end to end.
pub(super) fn end_to_end(gold: &[GoldToponym], predictions: &[Prediction]) -> Pairs {
    let mut edges = Vec::new();
    for (label, toponym) in gold.iter().enumerate() {
        for (prediction, it) in predictions.iter().enumerate() {
            let shared = shared(&toponym.range, &it.range);
            let Some(km) = error_km(toponym, it).filter(|km| shared > 0 && *km <= NEAR_KM) else { continue };
            edges.push((toponym.range != it.range, std::cmp::Reverse(shared), km, label, prediction));
        }
    }
    let order = |it: &(bool, std::cmp::Reverse<usize>, f64, usize, usize)| (it.0, it.1);
    edges.sort_by(|a, b| order(a).cmp(&order(b)).then(a.2.total_cmp(&b.2)).then((a.3, a.4).cmp(&(b.3, b.4))));
    let edges: Vec<_> = edges.into_iter().map(|(.., label, prediction)| (label, prediction)).collect();
    one_to_one(gold.len(), predictions.len(), &edges)
}

/// How many code points two ranges share.
pub(super) fn shared(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// A largest matching that begins with the edges in their order, the best first, and is then completed by
/// augmenting paths (Kuhn's algorithm).
fn one_to_one(labels: usize, predictions: usize, edges: &[(usize, usize)]) -> Pairs {
    let mut matching = Matching {
        of_label: vec![None; labels],
        of_prediction: vec![None; predictions],
        edges: vec![Vec::new(); labels],
    };
    for (label, prediction) in edges {
        matching.edges[*label].push(*prediction);
        if matching.of_label[*label].is_none() && matching.of_prediction[*prediction].is_none() {
            matching.pair(*label, *prediction);
        }
    }
    for label in 0..labels {
        if matching.of_label[label].is_none() {
            matching.augment(label);
        }
    }
    matching.of_label
}

struct Matching {
    of_label: Vec<Option<usize>>,
    of_prediction: Vec<Option<usize>>,
    edges: Vec<Vec<usize>>,
}

impl Matching {
    fn pair(&mut self, label: usize, prediction: usize) {
        self.of_label[label] = Some(prediction);
        self.of_prediction[prediction] = Some(label);
    }

    /// Looks for a path from a free label to a free prediction, each second step along a pair, and turns it
    /// over. A stack of its own, as a text may hold a chain of any length.
    fn augment(&mut self, start: usize) {
        let mut reached_from = vec![None; self.of_prediction.len()];
        let mut path = vec![(start, 0)];
        while let Some((label, next)) = path.last_mut() {
            let Some(prediction) = self.edges[*label].get(*next).copied() else {
                path.pop();
                continue;
            };
            *next += 1;
            if reached_from[prediction].is_some() {
                continue;
            }
            reached_from[prediction] = Some(*label);
            match self.of_prediction[prediction] {
                Some(taken_by) => path.push((taken_by, 0)),
                None => return self.turn_over(start, prediction, &reached_from),
            }
        }
    }

    fn turn_over(&mut self, start: usize, mut prediction: usize, reached_from: &[Option<usize>]) {
        while let Some(label) = reached_from[prediction] {
            let before = self.of_label[label];
            self.pair(label, prediction);
            match before {
                Some(it) if label != start => prediction = it,
                _ => return,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greedy_start_is_completed() {
        // The best edge takes the only prediction of the second label; the first has another.
        assert_eq!(one_to_one(2, 2, &[(0, 0), (1, 0), (0, 1)]), [Some(1), Some(0)]);
        assert_eq!(one_to_one(3, 3, &[(0, 0), (1, 1), (1, 0), (2, 1), (0, 2)]), [Some(2), Some(0), Some(1)]);
    }

    #[test]
    fn nothing_is_paired_twice() {
        assert_eq!(one_to_one(2, 1, &[(0, 0), (1, 0)]), [Some(0), None]);
        assert_eq!(one_to_one(0, 0, &[]), []);
    }
}

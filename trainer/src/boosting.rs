//! Gradient boosting of symmetric trees over candidates: the one meant has to win over the others and
//! over "none of these".

use dateline::resolve::Tree;

/// The candidates of one group of mentions, to learn from.
pub struct Sample {
    /// What is seen of each candidate, one row after the other.
    pub rows: Vec<f32>,
    /// How right each candidate is, in [0, 1].
    pub right: Vec<f32>,
    /// How right it is that none is meant.
    pub none: f32,
    /// How much it counts.
    pub weight: f32,
}

/// How a forest is grown.
#[derive(Clone, Copy)]
pub struct Settings {
    pub trees: usize,
    /// Part of each tree's answer that is taken.
    pub rate: f64,
    /// Keeps the values of leaves with little evidence small.
    pub lambda: f64,
    /// Parts of the numbers that a tree may ask, and of the samples it is grown on.
    pub columns: f64,
    pub samples: f64,
}

/// Most thresholds that are tried for one number.
const MOST_BINS: usize = 48;

/// Grows the trees of one round; the same samples give the same trees.
pub fn grow(samples: &[&Sample], settings: Settings) -> Vec<Tree> {
    let width = samples.iter().find(|it| !it.right.is_empty()).map_or(0, |it| it.rows.len() / it.right.len());
    let columns = columns(samples, width);
    let mut scores = vec![0.0; samples.iter().map(|it| it.right.len()).sum()];
    let (mut slopes, mut bends) = (vec![0f32; scores.len()], vec![0f32; scores.len()]);
    let mut random = fastrand::Rng::with_seed(7);
    let mut trees = Vec::with_capacity(settings.trees);
    for _ in 0..settings.trees {
        differentiate(samples, &scores, &mut slopes, &mut bends);
        let mut used = Vec::with_capacity(scores.len());
        let mut at = 0u32;
        for sample in samples {
            let end = at + sample.right.len() as u32;
            if random.f64() < settings.samples {
                used.extend(at..end);
            }
            at = end;
        }
        let mut asked: Vec<usize> = (0..width).filter(|it| !columns[*it].thresholds.is_empty()).collect();
        random.shuffle(&mut asked);
        asked.truncate(((width as f64 * settings.columns) as usize).max(1));
        asked.sort_unstable();
        let tree = grow_one(&columns, &asked, &used, &slopes, &bends, settings);
        for (row, score) in scores.iter_mut().enumerate() {
            let mut node = 0;
            for level in 0..Tree::LEVELS {
                let column = &columns[usize::from(tree.asks[level])];
                let value = column.values[row];
                node = 2 * node + 1 + usize::from(value > tree.thresholds[level]);
            }
            *score += f64::from(tree.values[node]);
        }
        trees.push(tree);
    }
    trees
}

/// One number of all candidates.
struct Column {
    values: Vec<f32>,
    thresholds: Vec<f32>,
    /// For each candidate, how many thresholds its number exceeds.
    bins: Vec<u8>,
}

fn columns(samples: &[&Sample], width: usize) -> Vec<Column> {
    (0..width)
        .map(|column| {
            let values: Vec<f32> =
                samples.iter().flat_map(|it| it.rows.iter().skip(column).step_by(width).copied()).collect();
            let mut sorted = values.clone();
            sorted.sort_by(f32::total_cmp);
            let mut distinct = sorted.clone();
            distinct.dedup();
            let mut thresholds: Vec<f32> = if distinct.len() <= MOST_BINS {
                distinct.windows(2).map(|it| f32::midpoint(it[0], it[1])).collect()
            } else {
                // By how many candidates lie below, and, as most lie at 0, by distinct values too.
                let by = |list: &[f32], most: usize| -> Vec<f32> {
                    (1..most).map(|it| list[it * list.len() / most]).collect()
                };
                [by(&sorted, MOST_BINS / 2), by(&distinct, MOST_BINS / 2)].concat()
            };
            thresholds.sort_by(f32::total_cmp);
            thresholds.dedup();
            let bin = |value: &f32| thresholds.partition_point(|it| *it < *value) as u8;
            let bins = values.iter().map(bin).collect();
            Column { values, thresholds, bins }
        })
        .collect()
}

/// First and second derivative of the loss by each candidate's score. The loss of a sample is
/// −ln of the probability, after softmax with "none of these" at 0, of what is right.
fn differentiate(samples: &[&Sample], scores: &[f64], slopes: &mut [f32], bends: &mut [f32]) {
    let mut at = 0;
    for sample in samples {
        let range = at..at + sample.right.len();
        at = range.end;
        let scores = &scores[range.clone()];
        let best = scores.iter().copied().fold(0.0, f64::max);
        let odds: Vec<f64> = scores.iter().map(|it| (it - best).exp()).collect();
        let none = (-best).exp();
        let all = none + odds.iter().sum::<f64>();
        let right: f64 = f64::from(sample.none) * none
            + odds.iter().zip(&sample.right).map(|(it, right)| it * f64::from(*right)).sum::<f64>();
        for (offset, row) in range.enumerate() {
            let share = odds[offset] / all;
            let wanted = odds[offset] * f64::from(sample.right[offset]) / right.max(1e-12);
            slopes[row] = ((share - wanted) * f64::from(sample.weight)) as f32;
            bends[row] = ((share * (1.0 - share)).max(1e-6) * f64::from(sample.weight)) as f32;
        }
    }
}

fn grow_one(
    columns: &[Column],
    asked: &[usize],
    used: &[u32],
    slopes: &[f32],
    bends: &[f32],
    settings: Settings,
) -> Tree {
    let mut leaf = vec![0u8; used.len()];
    let mut tree = Tree {
        asks: [0; Tree::LEVELS],
        thresholds: [f32::INFINITY; Tree::LEVELS],
        values: [0.0; Tree::NODES],
    };
    let gain = |slope: f64, bend: f64| slope * slope / (bend + settings.lambda);
    let mut sums = Vec::new();
    for level in 0..Tree::LEVELS {
        let leaves = 1 << level;
        let mut best: Option<(f64, usize, usize)> = None;
        for &number in asked {
            let column = &columns[number];
            let bins = column.thresholds.len() + 1;
            sums.clear();
            sums.resize(leaves * bins, (0f64, 0f64));
            for (row, leaf) in used.iter().zip(&leaf) {
                let row = *row as usize;
                let sum = &mut sums[usize::from(*leaf) * bins + usize::from(column.bins[row])];
                sum.0 += f64::from(slopes[row]);
                sum.1 += f64::from(bends[row]);
            }
            let mut gains = vec![0.0; column.thresholds.len()];
            for sums in sums.chunks_exact(bins) {
                let whole = sums.iter().fold((0.0, 0.0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
                let mut left = (0.0, 0.0);
                for (sum, total) in sums.iter().zip(&mut gains) {
                    left = (left.0 + sum.0, left.1 + sum.1);
                    *total += gain(left.0, left.1) + gain(whole.0 - left.0, whole.1 - left.1);
                }
            }
            for (at, total) in gains.into_iter().enumerate() {
                if best.is_none_or(|(most, ..)| total > most + 1e-9) {
                    best = Some((total, number, at));
                }
            }
        }
        let Some((_, number, at)) = best else { break };
        tree.asks[level] = number as u8;
        tree.thresholds[level] = columns[number].thresholds[at];
        for (row, leaf) in used.iter().zip(&mut leaf) {
            *leaf = *leaf * 2 + u8::from(usize::from(columns[number].bins[*row as usize]) > at);
        }
    }
    set_values(&mut tree, used, &leaf, slopes, bends, settings);
    tree
}

/// The value of each leaf by Newton's step, and of each inner node as the mean of what lies below it.
fn set_values(tree: &mut Tree, used: &[u32], leaf: &[u8], slopes: &[f32], bends: &[f32], settings: Settings) {
    const LEAVES: usize = 1 << Tree::LEVELS;
    let mut sums = [(0f64, 0f64, 0f64); LEAVES];
    for (row, leaf) in used.iter().zip(leaf) {
        let sum = &mut sums[usize::from(*leaf)];
        sum.0 += f64::from(slopes[*row as usize]);
        sum.1 += f64::from(bends[*row as usize]);
        sum.2 += 1.0;
    }
    let mut counts = [0f64; Tree::NODES];
    for (leaf, (slope, bend, count)) in sums.into_iter().enumerate() {
        let node = LEAVES - 1 + leaf;
        counts[node] = count;
        tree.values[node] = (-slope / (bend + settings.lambda) * settings.rate) as f32;
    }
    for node in (0..LEAVES - 1).rev() {
        let (left, right) = (2 * node + 1, 2 * node + 2);
        counts[node] = counts[left] + counts[right];
        let sum = f64::from(tree.values[left]) * counts[left] + f64::from(tree.values[right]) * counts[right];
        tree.values[node] = if counts[node] > 0.0 { (sum / counts[node]) as f32 } else { 0.0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: Settings = Settings { trees: 40, rate: 0.3, lambda: 1.0, columns: 1.0, samples: 1.0 };

    /// Two candidates with two numbers each; the one whose first number is greater is right, and none where both are low.
    fn samples() -> Vec<Sample> {
        let mut random = fastrand::Rng::with_seed(3);
        (0..400)
            .map(|_| {
                let (one, other) = (random.f32(), random.f32());
                let none = one.max(other) < 0.3;
                let right =
                    [f32::from(u8::from(!none && one > other)), f32::from(u8::from(!none && one <= other))];
                Sample {
                    rows: vec![one, random.f32(), other, random.f32()],
                    right: right.to_vec(),
                    none: f32::from(u8::from(none)),
                    weight: 1.0,
                }
            })
            .collect()
    }

    fn score(trees: &[Tree], row: &[f32]) -> f32 {
        let leaf = |tree: &Tree| {
            (0..Tree::LEVELS).fold(0, |node, level| {
                2 * node + 1 + usize::from(row[usize::from(tree.asks[level])] > tree.thresholds[level])
            })
        };
        trees.iter().map(|it| it.values[leaf(it)]).sum()
    }

    #[test]
    fn trees_learn_which_candidate_is_meant_and_when_none_is() {
        let samples = samples();
        let trees = grow(&samples.iter().collect::<Vec<_>>(), SETTINGS);
        let hits = samples.iter().filter(|it| {
            let (one, other) = (score(&trees, &it.rows[..2]), score(&trees, &it.rows[2..]));
            match it.none > 0.0 {
                true => one.max(other) < 0.0,
                false => one.max(other) > 0.0 && (one > other) == (it.right[0] > 0.0),
            }
        });
        let share = hits.count() as f64 / samples.len() as f64;
        assert!(share > 0.9, "{share}");
    }

    #[test]
    fn the_same_samples_give_the_same_trees() {
        let samples = samples();
        let all: Vec<&Sample> = samples.iter().collect();
        assert_eq!(grow(&all, SETTINGS), grow(&all, SETTINGS));
    }

    #[test]
    fn nothing_to_learn_from_is_no_fault() {
        assert_eq!(grow(&[], SETTINGS).len(), SETTINGS.trees);
    }
}

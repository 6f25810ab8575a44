//! The structured perceptron with averaged weights (Collins 2002), over hashed features.

use dateline::recognize::{Feature, Label, Tagger, best_path, lanes, may_follow};

/// One sentence to learn from: the features of each token and its right label.
pub struct Example {
    features: Vec<Feature>,
    ends: Vec<u32>,
    labels: Vec<Label>,
}

impl Example {
    /// An example of no tokens yet.
    pub fn new() -> Self {
        Self { features: Vec::new(), ends: Vec::new(), labels: Vec::new() }
    }

    /// Appends a token.
    pub fn push(&mut self, features: &[Feature], label: Label) {
        self.features.extend(features);
        self.ends.push(self.features.len() as u32);
        self.labels.push(label);
    }

    fn token(&self, at: usize) -> &[Feature] {
        let start = at.checked_sub(1).map_or(0, |it| self.ends[it] as usize);
        &self.features[start..self.ends[at] as usize]
    }
}

/// Weights with the running sum that their average is taken from.
struct Averaged {
    now: Vec<f32>,
    sum: Vec<f64>,
}

impl Averaged {
    fn new(len: usize) -> Self {
        Self { now: vec![0.0; len], sum: vec![0.0; len] }
    }

    fn add(&mut self, at: usize, by: f32, step: u64) {
        self.now[at] += by;
        self.sum[at] += f64::from(by) * step as f64;
    }

    fn average(&self, steps: u64) -> Vec<f64> {
        self.now.iter().zip(&self.sum).map(|(now, sum)| f64::from(*now) - sum / steps as f64).collect()
    }
}

/// How a tagger is learnt.
#[derive(Clone, Copy)]
pub struct Settings {
    /// How often each run sees all examples.
    pub epochs: usize,
    /// Taggers that are learnt from the same examples in other orders, and averaged: what one of them learnt
    /// from the order alone goes.
    pub runs: u64,
    /// Taken from the weight of "no name" at every token, in the units of an update: a perceptron trained on
    /// sparse names finds too few.
    pub eagerness: f64,
}

/// Learns a tagger of `labels` labels and `2^bits` rows; the same examples give the same bytes.
pub fn train(examples: &[Example], labels: u8, bits: u8, settings: Settings) -> Vec<u8> {
    match lanes(usize::from(labels)) {
        2 => train_in::<2>(examples, labels, bits, settings),
        4 => train_in::<4>(examples, labels, bits, settings),
        8 => train_in::<8>(examples, labels, bits, settings),
        16 => train_in::<16>(examples, labels, bits, settings),
        _ => panic!("no tagger has {labels} labels"),
    }
}

fn train_in<const LANES: usize>(examples: &[Example], labels: u8, bits: u8, settings: Settings) -> Vec<u8> {
    let Settings { epochs, runs, eagerness } = settings;
    let count = usize::from(labels);
    let (mut weights, mut transitions) = (vec![0.0; LANES << bits], vec![0.0; count * (count + 1)]);
    for run in 0..runs {
        let learnt = run_once::<LANES>(examples, count, bits, epochs, run);
        weights.iter_mut().zip(learnt.0).for_each(|(sum, it)| *sum += it / runs as f64);
        transitions.iter_mut().zip(learnt.1).for_each(|(sum, it)| *sum += it / runs as f64);
    }
    for to_no_name in transitions.iter_mut().step_by(count) {
        *to_no_name -= eagerness;
    }
    quantise(labels, bits, &transitions, &weights)
}

/// The averaged weights and transitions of one run; its number says in which order the examples come.
fn run_once<const LANES: usize>(
    examples: &[Example],
    count: usize,
    bits: u8,
    epochs: usize,
    run: u64,
) -> (Vec<f64>, Vec<f64>) {
    let mask = (1u32 << bits) - 1;
    let mut weights = Averaged::new(LANES << bits);
    let mut transitions = Averaged::new(count * (count + 1));
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = fastrand::Rng::with_seed(1 + run);
    let mut step = 0;
    let (mut emissions, mut path) = (Vec::new(), Vec::new());
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        let mut wrong = 0usize;
        for number in &order {
            let example = &examples[*number];
            step += 1;
            emissions.clear();
            emissions.resize(example.labels.len(), [0f32; LANES]);
            for (at, row) in emissions.iter_mut().enumerate() {
                for feature in example.token(at) {
                    let from = (feature & mask) as usize * LANES;
                    for (sum, weight) in row.iter_mut().zip(&weights.now[from..from + LANES]) {
                        *sum += weight;
                    }
                }
            }
            let row = |from: Option<Label>| from.map_or(0, |it| usize::from(it) + 1) * count;
            path.clear();
            best_path(&emissions, &allowed::<LANES>(&transitions.now, count), f32::NEG_INFINITY, &mut path);
            let mut before = (None, None);
            for (at, (right, guess)) in example.labels.iter().zip(&path).enumerate() {
                if right != guess {
                    wrong += 1;
                    for feature in example.token(at) {
                        let from = (feature & mask) as usize * LANES;
                        weights.add(from + usize::from(*right), 1.0, step);
                        weights.add(from + usize::from(*guess), -1.0, step);
                    }
                }
                if (before.0, right) != (before.1, guess) {
                    transitions.add(row(before.0) + usize::from(*right), 1.0, step);
                    transitions.add(row(before.1) + usize::from(*guess), -1.0, step);
                }
                before = (Some(*right), Some(*guess));
            }
        }
        eprintln!("run {run}, epoch {epoch}: {wrong} labels wrong");
    }
    (weights.average(step), transitions.average(step))
}

/// The transitions as rows for [`best_path`], with no way to where a label may not follow.
fn allowed<const LANES: usize>(transitions: &[f32], count: usize) -> Vec<[f32; LANES]> {
    let from = std::iter::once(None).chain((0..).map(Some));
    let mut rows = vec![[f32::NEG_INFINITY; LANES]; LANES + 1];
    for ((row, weights), from) in rows.iter_mut().zip(transitions.chunks_exact(count)).zip(from) {
        for (to, (way, weight)) in (0..).zip(row.iter_mut().zip(weights)) {
            if may_follow(from, to) {
                *way = *weight;
            }
        }
    }
    rows
}

/// Scales the weights so that all but the few greatest fit a signed byte.
fn quantise(labels: u8, bits: u8, transitions: &[f64], weights: &[f64]) -> Vec<u8> {
    let mut sizes: Vec<f64> = weights.iter().map(|it| it.abs()).filter(|it| *it > 0.0).collect();
    sizes.sort_by(f64::total_cmp);
    let greatest = sizes.get(sizes.len().saturating_sub(sizes.len() / 5000 + 1)).copied().unwrap_or(1.0);
    let scale = f64::from(i8::MAX) / greatest;
    let weights: Vec<i8> = weights.iter().map(|it| (it * scale).round().clamp(-127.0, 127.0) as i8).collect();
    let transitions: Vec<i16> =
        transitions.iter().map(|it| (it * scale).round().clamp(-32767.0, 32767.0) as i16).collect();
    Tagger::to_bytes(labels, bits, &transitions, &weights)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feature 1 begins a name, feature 2 goes on with it, feature 3 is none.
    fn examples() -> Vec<Example> {
        let sentence = |tokens: &[(Feature, Label)]| {
            let mut example = Example::new();
            tokens.iter().for_each(|(feature, label)| example.push(&[*feature, 9], *label));
            example
        };
        vec![
            sentence(&[(3, 0), (1, 1), (2, 2), (3, 0)]),
            sentence(&[(1, 1), (3, 0)]),
            sentence(&[(3, 0), (3, 0)]),
        ]
    }

    #[test]
    fn what_was_shown_is_learnt_the_same_way_each_time() {
        let settings = Settings { epochs: 5, runs: 2, eagerness: 0.0 };
        let bytes = train(&examples(), 3, 4, settings);
        assert_eq!(bytes, train(&examples(), 3, 4, settings));
        let tagger = Tagger::from_bytes(&bytes).unwrap();
        let mut labels = Vec::new();
        let text = [3, 1, 2, 3, 1];
        let write = |at: usize, features: &mut Vec<Feature>| {
            *features = vec![text[at], 9];
            true
        };
        tagger.tag(text.len(), write, &mut labels);
        assert_eq!(labels, [0, 1, 2, 0, 1]);
    }
}

//! Logistic regression over signs that hold or do not.

use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

use anyhow::{Context, Result};

/// How strongly weights are drawn to 0: found by cross-validation.
const RIDGE: f64 = 8.0;

/// Steps of descent; the weights no longer change in the third place after half of them.
const STEPS: usize = 600;

/// An event, its signs, and whether the keys have it.
#[derive(Debug, Clone)]
pub struct Example {
    /// The number of its text.
    pub text: usize,
    /// What holds of it.
    pub signs: Vec<String>,
    /// Is it in the keys?
    pub right: bool,
}

/// A weight for each sign; the empty sign is the one that every event has.
pub struct Model(BTreeMap<String, f64>);

impl Model {
    /// Learns weights for the signs that enough of the examples have.
    pub fn learn(examples: &[&Example], fewest: usize) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for sign in examples.iter().flat_map(|it| &it.signs) {
            *counts.entry(sign).or_default() += 1;
        }
        counts.retain(|_, count| *count >= fewest);
        counts.insert("", examples.len());
        let names: Vec<&str> = counts.keys().copied().collect();
        let rows: Vec<Vec<usize>> = examples
            .iter()
            .map(|it| {
                let known = it.signs.iter().filter_map(|sign| names.binary_search(&sign.as_str()).ok());
                std::iter::once(0).chain(known).collect()
            })
            .collect();
        let weights = descend(&rows, examples, names.len());
        Self(names.iter().map(|it| (*it).to_owned()).zip(weights).collect())
    }

    /// How likely an event with such signs is in the keys.
    pub fn probability(&self, signs: &[String]) -> f64 {
        let weight = |it: &str| self.0.get(it).copied().unwrap_or(0.0);
        logistic(weight("") + signs.iter().map(|it| weight(it)).sum::<f64>())
    }

    /// Writes the weights as the Rust expression that the program includes.
    pub fn write(&self, path: &Path) -> Result<()> {
        let mut text = String::from("&[\n");
        for (sign, weight) in self.0.iter().filter(|it| it.1.abs() >= 0.005 || it.0.is_empty()) {
            let _ = writeln!(text, "    ({sign:?}, {weight:.2}),");
        }
        text.push_str("]\n");
        fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
    }
}

/// Steepest descent, each weight with a step of its own that grows while its slope keeps its direction.
fn descend(rows: &[Vec<usize>], examples: &[&Example], len: usize) -> Vec<f64> {
    let mut weights = vec![0.0; len];
    let mut steps = vec![0.01; len];
    let mut before = vec![0.0f64; len];
    for _ in 0..STEPS {
        let mut slopes: Vec<f64> =
            weights.iter().enumerate().map(|(at, it)| if at == 0 { 0.0 } else { RIDGE * it }).collect();
        for (row, example) in rows.iter().zip(examples) {
            let sum: f64 = row.iter().map(|it| weights[*it]).sum();
            let error = logistic(sum) - f64::from(u8::from(example.right));
            for at in row {
                slopes[*at] += error;
            }
        }
        for at in 0..len {
            let same = slopes[at] * before[at];
            steps[at] =
                if same > 0.0 { f64::min(steps[at] * 1.2, 0.2) } else { f64::max(steps[at] * 0.5, 1e-7) };
            if slopes[at] != 0.0 {
                weights[at] -= slopes[at].signum() * steps[at];
            }
            before[at] = slopes[at];
        }
    }
    weights
}

fn logistic(sum: f64) -> f64 {
    1.0 / (1.0 + (-sum).exp())
}

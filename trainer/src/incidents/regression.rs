//! Logistic regression over the signs of an event and the words of its text.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::Path,
};

use anyhow::{Context, Result};

/// How strongly weights are drawn to 0: found by cross-validation.
const RIDGE: f64 = 8.0;

/// The length of the row of a text's words beside a sign's 1; cross-validation is flat from 2 to 3.
const WORDS: f64 = 2.0;

/// Steps of descent; the weights no longer change in the third place after half of them.
const STEPS: usize = 600;

/// An event, its signs, the words of its text, and whether the keys have it.
#[derive(Debug, Clone)]
pub struct Example {
    /// The number of its text.
    pub text: usize,
    /// What holds of it.
    pub signs: Vec<String>,
    /// The words of its text that may count.
    pub words: Vec<String>,
    /// Is it in the keys?
    pub right: bool,
}

/// A weight for each sign and for each word; the empty sign is the one that every event has.
pub struct Model {
    signs: BTreeMap<String, f64>,
    words: BTreeMap<String, f64>,
}

impl Model {
    /// Learns weights for the signs that enough of the examples have, and the words that enough texts have.
    pub fn learn(examples: &[&Example], fewest: usize) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for sign in examples.iter().flat_map(|it| &it.signs) {
            *counts.entry(sign).or_default() += 1;
        }
        counts.retain(|_, count| *count >= fewest);
        counts.insert("", examples.len());
        let signs: Vec<&str> = counts.keys().copied().collect();
        let words = common_words(examples, fewest);
        let rows: Vec<Vec<(usize, f64)>> = examples
            .iter()
            .map(|it| {
                let mut row = vec![(0, 1.0)];
                let known = it.signs.iter().filter_map(|sign| signs.binary_search(&sign.as_str()).ok());
                row.extend(known.map(|it| (it, 1.0)));
                let known: Vec<usize> =
                    it.words.iter().filter_map(|word| words.binary_search(&word.as_str()).ok()).collect();
                let value = WORDS / (known.len().max(1) as f64).sqrt();
                row.extend(known.iter().map(|it| (signs.len() + it, value)));
                row
            })
            .collect();
        let weights = descend(&rows, examples, signs.len() + words.len());
        let (of_signs, of_words) = weights.split_at(signs.len());
        let owned = |names: &[&str], weights: Vec<f64>| {
            names.iter().map(|it| (*it).to_owned()).zip(weights).collect()
        };
        Self {
            signs: owned(&signs, of_signs.to_vec()),
            words: owned(&words, of_words.iter().map(|it| it * WORDS).collect()),
        }
    }

    /// How likely an event with such signs and words is in the keys.
    pub fn probability(&self, example: &Example) -> f64 {
        let weight = |it: &str| self.signs.get(it).copied().unwrap_or(0.0);
        let of_signs = weight("") + example.signs.iter().map(|it| weight(it)).sum::<f64>();
        let known: Vec<f64> = example.words.iter().filter_map(|it| self.words.get(it).copied()).collect();
        logistic(of_signs + known.iter().sum::<f64>() / (known.len().max(1) as f64).sqrt())
    }

    /// Writes the weights as the Rust expressions that the program includes.
    pub fn write(&self, signs: &Path, words: &Path) -> Result<()> {
        let weighs = |it: &(&String, &f64)| it.1.abs() >= 0.005 || it.0.is_empty();
        write(signs, self.signs.iter().filter(weighs))?;
        // Those without weight too: they count in the length of the row.
        write(words, self.words.iter())
    }
}

fn write<'m>(path: &Path, weights: impl Iterator<Item = (&'m String, &'m f64)>) -> Result<()> {
    let mut text = String::from("&[\n");
    for (name, weight) in weights {
        let _ = writeln!(text, "    ({name:?}, {weight:.2}),");
    }
    text.push_str("]\n");
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// The words that events of enough texts have.
fn common_words<'e>(examples: &[&'e Example], fewest: usize) -> Vec<&'e str> {
    let mut texts: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for example in examples {
        for word in &example.words {
            texts.entry(word).or_default().insert(example.text);
        }
    }
    texts.retain(|_, texts| texts.len() >= fewest);
    texts.into_keys().collect()
}

/// Steepest descent, each weight with a step of its own that grows while its slope keeps its direction.
fn descend(rows: &[Vec<(usize, f64)>], examples: &[&Example], len: usize) -> Vec<f64> {
    let mut weights = vec![0.0; len];
    let mut steps = vec![0.01; len];
    let mut before = vec![0.0f64; len];
    for _ in 0..STEPS {
        let mut slopes: Vec<f64> =
            weights.iter().enumerate().map(|(at, it)| if at == 0 { 0.0 } else { RIDGE * it }).collect();
        for (row, example) in rows.iter().zip(examples) {
            let sum: f64 = row.iter().map(|(at, value)| weights[*at] * value).sum();
            let error = logistic(sum) - f64::from(u8::from(example.right));
            for (at, value) in row {
                slopes[*at] += error * value;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn example(text: usize, signs: &[&str], words: &[&str], right: bool) -> Example {
        let owned = |them: &[&str]| them.iter().map(|it| (*it).to_owned()).collect();
        Example { text, signs: owned(signs), words: owned(words), right }
    }

    #[test]
    fn signs_and_words_of_the_right_events_weigh_more() {
        let examples: Vec<Example> = (0..40)
            .map(|it| match it % 2 {
                0 => example(it, &["time:day"], &["bodies", "the"], true),
                _ => example(it, &["time:none"], &["struggle", "the"], false),
            })
            .collect();
        let model = Model::learn(&examples.iter().collect::<Vec<_>>(), 12);
        assert!(model.probability(&examples[0]) > 0.8);
        assert!(model.probability(&examples[1]) < 0.2);
        assert!(model.words["bodies"] > 0.0 && model.words["struggle"] < 0.0);
        // Words without weight count in the length of the row, and are kept.
        assert!(model.words.contains_key("the"));
    }

    #[test]
    fn what_few_texts_have_is_left_out() {
        let examples: Vec<Example> =
            (0..20).map(|it| example(it / 10, &["rare"], &["word"], it < 10)).collect();
        let model = Model::learn(&examples.iter().collect::<Vec<_>>(), 12);
        assert!(model.words.is_empty(), "two texts only");
        assert!(model.signs.contains_key("rare"), "twenty events");
    }
}

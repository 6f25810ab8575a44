//! The trained sequence labeller, decoding only: features in, the best sequence of labels out.
//!
//! A linear model (structured perceptron) with Viterbi decoding. Weights stay where they lie in the
//! model's bytes: features are hashed into a table of rows, one signed byte a label.

use super::features::Feature;
use crate::error::{Error, Result};

/// First bytes of a model file, version last.
const MAGIC: [u8; 8] = *b"DLTAGGR\x01";
/// Magic, number of labels, bits of the table.
const HEADER_LEN: usize = 10;

/// A label: 0 is "no name"; odd numbers begin a name of a sort, the even ones after them go on with it.
pub type Label = u8;

/// Can `next` stand after `label`? A name goes on only after its own beginning.
#[must_use]
pub fn may_follow(label: Option<Label>, next: Label) -> bool {
    next == 0 || next % 2 == 1 || label == Some(next) || label == Some(next - 1)
}

/// A trained model.
///
/// The bytes hold, after the header, `labels × (labels + 1)` transition weights as little-endian
/// `i16` (from the start of a sentence first), then `2^bits` rows of `labels` weights as `i8`.
#[derive(Debug, Clone, Copy)]
pub struct Tagger<'m> {
    labels: usize,
    mask: u32,
    transitions: &'m [u8],
    weights: &'m [u8],
}

impl<'m> Tagger<'m> {
    /// Reads a model's header; the weights stay in place.
    ///
    /// # Errors
    ///
    /// When the bytes are no model of this version, or have another length than the header says.
    pub fn from_bytes(bytes: &'m [u8]) -> Result<Self> {
        let fault = || Error::new("not a tagger model of this version");
        let (header, rest) = bytes.split_at_checked(HEADER_LEN).ok_or_else(fault)?;
        let (labels, bits) = (usize::from(header[8]), u32::from(header[9]));
        if header[..8] != MAGIC || labels == 0 || bits > 24 {
            return Err(fault());
        }
        let (transitions, weights) = rest.split_at_checked(labels * (labels + 1) * 2).ok_or_else(fault)?;
        if weights.len() != labels << bits {
            return Err(fault());
        }
        Ok(Self { labels, mask: (1 << bits) - 1, transitions, weights })
    }

    /// The bytes of a model: `transitions` in rows of `labels`, from the start of a sentence first;
    /// `weights` in `2^bits` rows of `labels`.
    #[must_use]
    pub fn to_bytes(labels: u8, bits: u8, transitions: &[i16], weights: &[i8]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend([labels, bits]);
        bytes.extend(transitions.iter().flat_map(|it| it.to_le_bytes()));
        bytes.extend(weights.iter().map(|it| it.cast_unsigned()));
        bytes
    }

    /// How many labels it knows, "no name" included.
    #[must_use]
    pub fn labels(&self) -> usize {
        self.labels
    }

    /// The best sequence of labels for the tokens of one sentence, whose features `features` writes.
    pub fn tag(&self, len: usize, mut features: impl FnMut(usize, &mut Vec<Feature>), out: &mut Vec<Label>) {
        let mut emissions = Vec::with_capacity(len * self.labels);
        let mut buffer = Vec::new();
        for at in 0..len {
            features(at, &mut buffer);
            let row = emissions.len();
            emissions.resize(row + self.labels, 0i32);
            for feature in &buffer {
                let from = (feature & self.mask) as usize * self.labels;
                let weights = &self.weights[from..from + self.labels];
                for (sum, weight) in emissions[row..].iter_mut().zip(weights) {
                    *sum += i32::from(weight.cast_signed());
                }
            }
        }
        out.extend(best_path(&emissions, self.labels, |from, to| self.transition(from, to)));
    }

    fn transition(&self, from: Option<Label>, to: Label) -> i32 {
        let row = from.map_or(0, |it| usize::from(it) + 1);
        let at = (row * self.labels + usize::from(to)) * 2;
        i32::from(i16::from_le_bytes([self.transitions[at], self.transitions[at + 1]]))
    }
}

/// Viterbi's algorithm: the sequence with the greatest sum of emissions and transitions.
///
/// `emissions` are rows of `labels` numbers, one row a token.
pub fn best_path<N>(
    emissions: &[N],
    labels: usize,
    transition: impl Fn(Option<Label>, Label) -> N,
) -> Vec<Label>
where
    N: Copy + PartialOrd + std::ops::Add<Output = N>,
{
    let mut rows = emissions.chunks_exact(labels);
    let Some(first) = rows.next() else { return Vec::new() };
    #[allow(clippy::cast_possible_truncation, reason = "a model has fewer than 256 labels")]
    let all = || 0..labels as Label;
    let mut scores: Vec<Option<N>> =
        all().map(|to| may_follow(None, to).then(|| first[usize::from(to)] + transition(None, to))).collect();
    let mut back: Vec<Label> = Vec::with_capacity(emissions.len());
    for row in rows {
        let mut next = Vec::with_capacity(labels);
        for to in all() {
            let mut best: Option<(N, Label)> = None;
            for from in all().filter(|it| may_follow(Some(*it), to)) {
                let Some(score) = scores[usize::from(from)] else { continue };
                let score = score + transition(Some(from), to);
                if best.is_none_or(|(it, _)| score > it) {
                    best = Some((score, from));
                }
            }
            back.push(best.map_or(0, |(_, from)| from));
            next.push(best.map(|(score, _)| score + row[usize::from(to)]));
        }
        scores = next;
    }
    let mut label = 0;
    for to in all() {
        let better = match (scores[usize::from(to)], scores[usize::from(label)]) {
            (Some(one), Some(other)) => one > other,
            (one, other) => one.is_some() && other.is_none(),
        };
        if better {
            label = to;
        }
    }
    let mut path = vec![label];
    for row in back.chunks_exact(labels).rev() {
        label = row[usize::from(label)];
        path.push(label);
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_on_only_after_it_began() {
        // Label 2 alone would score best on the second token, but only 1 or 2 may stand before it.
        let emissions = [5, 0, 0, 0, 0, 9, 0, 0, 9];
        let path = best_path(&emissions, 3, |_, _| 0);
        assert_eq!(path, [1, 2, 2]);
    }

    #[test]
    fn a_model_survives_the_way_to_bytes_and_back() {
        let mut weights = vec![0; 8 * 3];
        weights[5 * 3 + 1] = 100;
        let bytes = Tagger::to_bytes(3, 3, &[0; 12], &weights);
        let tagger = Tagger::from_bytes(&bytes).unwrap();
        let mut labels = Vec::new();
        tagger.tag(2, |at, features| *features = vec![if at == 1 { 5 } else { 4 }], &mut labels);
        assert_eq!(labels, [0, 1]);
        assert!(Tagger::from_bytes(&bytes[..bytes.len() - 1]).is_err());
        assert!(Tagger::from_bytes(b"DLTAGGR\x09").is_err());
    }
}

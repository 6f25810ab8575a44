//! The trained sequence labeller, decoding only: features in, the best sequence of labels out.
//!
//! A linear model (structured perceptron) with Viterbi decoding. Weights stay where they lie in the
//! model's bytes: features are hashed into a table of rows, one signed byte a label.

use super::features::Feature;
use crate::error::{Error, Result};

/// First bytes of a model file, version last.
const MAGIC: [u8; 8] = *b"DLTAGGR\x02";
/// Magic, number of labels, bits of the table.
const HEADER_LEN: usize = 10;

/// A label: 0 is "no name"; odd numbers begin a name of a sort, the even ones after them go on with it.
pub type Label = u8;

/// Can `next` stand after `label`? A name goes on only after its own beginning.
#[must_use]
pub fn may_follow(label: Option<Label>, next: Label) -> bool {
    next == 0 || next % 2 == 1 || label == Some(next) || label == Some(next - 1)
}

/// Most labels of a model.
pub(super) const MOST_LABELS: usize = 16;

/// Features whose weights add up within 16 bits.
const FEATURES_AT_ONCE: usize = 256;

/// Less than any sum of weights, twice over.
const NEVER: i32 = i32::MIN / 4;

/// A trained model.
///
/// The bytes hold, after the header, `labels × (labels + 1)` transition weights as little-endian
/// `i16` (from the start of a sentence first), then `2^bits` rows of weights as `i8`. A row has
/// [`lanes`] of them, so that a processor adds it at one stroke; those beyond `labels` are 0.
#[derive(Debug, Clone)]
pub struct Tagger<'m> {
    labels: usize,
    lanes: usize,
    mask: u32,
    /// [`Label`]s to go to in rows of [`MOST_LABELS`], from the start of a sentence first; `NEVER` where none may.
    transitions: Box<[[i32; MOST_LABELS]; MOST_LABELS + 1]>,
    weights: &'m [u8],
}

/// The weights that a row of a model with so many labels has room for: the next power of two.
#[must_use]
pub fn lanes(labels: usize) -> usize {
    labels.next_power_of_two()
}

impl<'m> Tagger<'m> {
    /// Reads a model's header and transitions; the weights stay in place.
    ///
    /// # Errors
    ///
    /// When the bytes are no model of this version, or have another length than the header says.
    pub fn from_bytes(bytes: &'m [u8]) -> Result<Self> {
        let fault = || Error::new("not a tagger model of this version");
        let (header, rest) = bytes.split_at_checked(HEADER_LEN).ok_or_else(fault)?;
        let (labels, bits) = (usize::from(header[8]), u32::from(header[9]));
        if header[..8] != MAGIC || !(2..=MOST_LABELS).contains(&labels) || bits > 24 {
            return Err(fault());
        }
        let (table, weights) = rest.split_at_checked(labels * (labels + 1) * 2).ok_or_else(fault)?;
        if weights.len() != lanes(labels) << bits {
            return Err(fault());
        }
        let mut transitions = Box::new([[NEVER; MOST_LABELS]; MOST_LABELS + 1]);
        let mut from = None;
        for (row, read) in transitions.iter_mut().zip(table.chunks_exact(labels * 2)) {
            for (to, (weight, read)) in (0..).zip(row.iter_mut().zip(read.chunks_exact(2))) {
                if may_follow(from, to) {
                    *weight = i32::from(i16::from_le_bytes([read[0], read[1]]));
                }
            }
            from = Some(from.map_or(0, |it| it + 1));
        }
        Ok(Self { labels, lanes: lanes(labels), mask: (1 << bits) - 1, transitions, weights })
    }

    /// The bytes of a model: `transitions` in rows of `labels`, from the start of a sentence first;
    /// `weights` in `2^bits` rows of [`lanes`].
    #[must_use]
    pub fn to_bytes(labels: u8, bits: u8, transitions: &[i16], weights: &[i8]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend([labels, bits]);
        bytes.extend(transitions.iter().flat_map(|it| it.to_le_bytes()));
        bytes.extend(weights.iter().map(|it| it.cast_unsigned()));
        bytes
    }

    /// The best sequence of labels for the tokens of one sentence, whose features `features` writes; where it
    /// answers `false`, the token is in no name.
    pub fn tag(
        &self,
        len: usize,
        features: impl FnMut(usize, &mut Vec<Feature>) -> bool,
        out: &mut Vec<Label>,
    ) {
        match self.lanes {
            2 => self.tag_in::<2>(len, features, out),
            4 => self.tag_in::<4>(len, features, out),
            8 => self.tag_in::<8>(len, features, out),
            _ => self.tag_in::<MOST_LABELS>(len, features, out),
        }
    }

    fn tag_in<const LANES: usize>(
        &self,
        len: usize,
        mut features: impl FnMut(usize, &mut Vec<Feature>) -> bool,
        out: &mut Vec<Label>,
    ) {
        let (rows, _) = self.weights.as_chunks::<LANES>();
        let mut emissions = Vec::with_capacity(len);
        let mut buffer = Vec::new();
        for at in 0..len {
            if !features(at, &mut buffer) {
                let mut nothing_else = [NEVER; LANES];
                nothing_else[0] = 0;
                emissions.push(nothing_else);
                continue;
            }
            let mut emission = [0i32; LANES];
            for some in buffer.chunks(FEATURES_AT_ONCE) {
                let mut sums = [0i16; LANES];
                for feature in some {
                    let row = &rows[(feature & self.mask) as usize];
                    sums.iter_mut().zip(row).for_each(|(sum, it)| *sum += i16::from(it.cast_signed()));
                }
                emission.iter_mut().zip(sums).for_each(|(sum, it)| *sum += i32::from(it));
            }
            emissions.push(emission);
        }
        let transitions: [[i32; LANES]; MOST_LABELS + 1] =
            std::array::from_fn(|row| std::array::from_fn(|to| self.transitions[row][to]));
        best_path(&emissions, &transitions[..=self.labels], NEVER, out);
    }
}

/// Viterbi's algorithm: appends the sequence with the greatest sum of emissions and transitions.
///
/// `emissions` are rows of one number a label, one row a token; `transitions` are such rows too, from the start
/// of a sentence first, then from each label. `never` is less than any sum.
pub fn best_path<N, const LABELS: usize>(
    emissions: &[[N; LABELS]],
    transitions: &[[N; LABELS]],
    never: N,
    out: &mut Vec<Label>,
) where
    N: Copy + PartialOrd + std::ops::Add<Output = N>,
{
    let Some((first, rest)) = emissions.split_first() else { return };
    let mut scores: [N; LABELS] = std::array::from_fn(|to| transitions[0][to] + first[to]);
    let mut back: Vec<[Label; LABELS]> = Vec::with_capacity(rest.len());
    for row in rest {
        let (mut best, mut through) = ([never; LABELS], [0; LABELS]);
        for (from, (score, weights)) in (0..).zip(scores.into_iter().zip(&transitions[1..])) {
            for to in 0..LABELS {
                let sum = score + weights[to];
                let better = sum > best[to];
                best[to] = if better { sum } else { best[to] };
                through[to] = if better { from } else { through[to] };
            }
        }
        back.push(through);
        // Sums of what may never be do not fall without end.
        scores = std::array::from_fn(|to| if best[to] > never { best[to] + row[to] } else { never });
    }
    let mut label = 0;
    for (to, score) in (0..).zip(scores) {
        if score > scores[usize::from(label)] {
            label = to;
        }
    }
    let start = out.len();
    out.push(label);
    for through in back.iter().rev() {
        label = through[usize::from(label)];
        out.push(label);
    }
    out[start..].reverse();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_on_only_after_it_began() {
        // Label 2 alone would score best on the second token, but only 1 or 2 may stand before it.
        let emissions = [[5, 0, 0], [0, 0, 9], [0, 0, 9]];
        let transitions = [[0, 0, NEVER], [0, 0, NEVER], [0; 3], [0; 3]];
        let mut path = vec![7];
        best_path(&emissions, &transitions, NEVER, &mut path);
        assert_eq!(path, [7, 1, 2, 2]);
    }

    #[test]
    fn a_model_survives_the_way_to_bytes_and_back() {
        let mut weights = vec![0; 8 * 4];
        weights[5 * 4 + 1] = 100;
        let bytes = Tagger::to_bytes(3, 3, &[0; 12], &weights);
        let tagger = Tagger::from_bytes(&bytes).unwrap();
        let mut labels = Vec::new();
        let mut write = |at: usize, features: &mut Vec<Feature>| {
            *features = vec![if at == 1 { 5 } else { 4 }];
            true
        };
        tagger.tag(2, &mut write, &mut labels);
        assert_eq!(labels, [0, 1]);
        labels.clear();
        tagger.tag(2, |at, features| write(at, features) && at != 1, &mut labels);
        assert_eq!(labels, [0, 0]);
        assert!(Tagger::from_bytes(&bytes[..bytes.len() - 1]).is_err());
        assert!(Tagger::from_bytes(b"DLTAGGR\x09").is_err());
    }

    #[test]
    fn a_long_sentence_without_names_does_not_overflow() {
        let bytes = Tagger::to_bytes(3, 1, &[i16::MIN; 12], &[i8::MIN; 8]);
        let tagger = Tagger::from_bytes(&bytes).unwrap();
        let mut labels = Vec::new();
        tagger.tag(
            10_000,
            |at, features| {
                *features = vec![0; 300];
                at % 2 == 0
            },
            &mut labels,
        );
        assert_eq!(labels.len(), 10_000);
    }
}

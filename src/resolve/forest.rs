//! The trained weights of evidence, decoding only: numbers in, log-odds out.
//!
//! A forest of symmetric decision trees, as gradient boosting makes them: all nodes of a level ask the
//! same question, so a tree is read with as many comparisons as it has levels. The bytes stay where
//! they lie.

use super::evidence::{self, Evidence, EvidenceKind};
use crate::error::{Error, Result};

/// First bytes of a model file, version last.
const MAGIC: [u8; 8] = *b"DLRANKR\x01";
/// Magic, fingerprint of the numbers' names, units in a log-odds, number of forests, number of points.
const HEADER_LEN: usize = 18;
/// Questions that a tree asks.
const LEVELS: usize = 4;
/// Nodes of a tree: the root first, the two children of node `n` at `2n + 1` and `2n + 2`.
const NODES: usize = (1 << (LEVELS + 1)) - 1;
/// Bytes of a tree: for each level the number asked and a threshold, then the value of each node.
const TREE_LEN: usize = LEVELS * 5 + NODES * 2;
/// Most forests a model has: one a round.
const MOST_ROUNDS: u8 = 8;
/// A calibration point: raw confidence and what came of it, in parts of 65,535.
const POINT_LEN: usize = 4;

/// One tree as the trainer makes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tree {
    /// The number that each level asks.
    pub asks: [u8; Self::LEVELS],
    /// What it has to exceed for the right child.
    pub thresholds: [f32; Self::LEVELS],
    /// The value of each node in log-odds; those of the last level are what the tree says.
    pub values: [f32; Self::NODES],
}

impl Tree {
    /// Questions that a tree asks.
    pub const LEVELS: usize = LEVELS;
    /// Nodes of a tree, the root first, the two children of node `n` at `2n + 1` and `2n + 2`.
    pub const NODES: usize = NODES;
}

/// The trained weights of evidence, with what their confidence is worth.
///
/// The bytes hold, after the header, the number of trees of each forest as little-endian `u16`, the
/// calibration points, rising, and the trees.
#[derive(Debug, Clone, Copy)]
pub struct Ranker<'m> {
    unit: f32,
    sizes: &'m [u8],
    points: &'m [u8],
    trees: &'m [u8],
}

impl Ranker<'static> {
    /// The ranker that is built into the program; `model/README.md` is its card.
    #[must_use]
    pub fn embedded() -> Self {
        const PLACES: &[u8] = include_bytes!("../../model/places.ranker");
        Self::from_bytes(PLACES).expect("the trainer wrote a whole ranker of this version")
    }
}

impl<'m> Ranker<'m> {
    /// Reads a model's header; the trees stay in place.
    ///
    /// # Errors
    ///
    /// When the bytes are no ranker of this version, or were trained on other evidence.
    pub fn from_bytes(bytes: &'m [u8]) -> Result<Self> {
        let fault = || Error::new("not a ranker model of this version");
        let (header, rest) = bytes.split_at_checked(HEADER_LEN).ok_or_else(fault)?;
        if header[..8] != MAGIC || header[16] > MOST_ROUNDS {
            return Err(fault());
        }
        if header[8..12] != fingerprint().to_le_bytes() {
            return Err(
                Error::new("the ranker model was trained on other evidence").with_hint("train it again")
            );
        }
        let unit = f32::from_le_bytes([header[12], header[13], header[14], header[15]]);
        let (sizes, rest) = rest.split_at_checked(usize::from(header[16]) * 2).ok_or_else(fault)?;
        let (points, trees) = rest.split_at_checked(usize::from(header[17]) * POINT_LEN).ok_or_else(fault)?;
        let count: usize = sizes.chunks_exact(2).map(size).sum();
        let asks_known = |tree: &[u8]| tree[..LEVELS].iter().all(|it| usize::from(*it) < evidence::LEN);
        if trees.len() != count * TREE_LEN
            || !trees.chunks_exact(TREE_LEN).all(asks_known)
            || !unit.is_finite()
        {
            return Err(fault());
        }
        Ok(Self { unit, sizes, points, trees })
    }

    /// The bytes of a model: the trees of each round, and the calibration as pairs of raw confidence and
    /// what came of it, both in [0, 1] and rising.
    ///
    /// # Panics
    ///
    /// Never for what the trainer makes; a model of more than 65,535 trees a round is cut.
    #[must_use]
    pub fn to_bytes(rounds: &[Vec<Tree>], calibration: &[(f64, f64)]) -> Vec<u8> {
        let values = || rounds.iter().flatten().flat_map(|it| it.values);
        let greatest = values().fold(0.0f32, |most, it| most.max(it.abs())).max(1e-6);
        let unit = greatest / f32::from(i16::MAX);
        let mut bytes = MAGIC.to_vec();
        bytes.extend(fingerprint().to_le_bytes());
        bytes.extend(unit.to_le_bytes());
        #[allow(clippy::cast_possible_truncation, reason = "few rounds, few points")]
        bytes.extend([rounds.len() as u8, calibration.len() as u8]);
        #[allow(clippy::cast_possible_truncation, reason = "a round has a few hundred trees")]
        bytes.extend(rounds.iter().flat_map(|it| (it.len() as u16).to_le_bytes()));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held within [0, 1]")]
        let part = |it: f64| ((it.clamp(0.0, 1.0) * 65_535.0).round() as u16).to_le_bytes();
        bytes.extend(calibration.iter().flat_map(|(raw, came)| [part(*raw), part(*came)]).flatten());
        for tree in rounds.iter().flatten() {
            bytes.extend(tree.asks);
            bytes.extend(tree.thresholds.iter().flat_map(|it| it.to_le_bytes()));
            #[allow(clippy::cast_possible_truncation, reason = "scaled to fit")]
            bytes.extend(tree.values.iter().flat_map(|it| ((it / unit).round() as i16).to_le_bytes()));
        }
        bytes
    }

    /// The names of the numbers that are seen of a candidate, in the order trees ask for them.
    #[must_use]
    pub fn inputs() -> Vec<String> {
        evidence::names()
    }

    /// How many rounds it was trained for: in each the groups know what the round before made of all.
    pub(super) fn rounds(&self) -> usize {
        self.sizes.len() / 2
    }

    /// How likely a candidate is, in log-odds against "none of these", from what is seen of it.
    pub(super) fn score(&self, round: usize, row: &[f32]) -> f64 {
        let mut sum = 0i32;
        for tree in self.forest(round) {
            let leaf = (0..LEVELS).fold(0, |node, level| step(tree, node, level, row));
            sum += value(tree, leaf);
        }
        f64::from(sum) * f64::from(self.unit)
    }

    /// The same number by kinds of evidence: each step down a tree changes its value, and that change is
    /// credited to the kind that was asked.
    pub(super) fn explain(&self, round: usize, row: &[f32]) -> Vec<Evidence> {
        let mut sums = [0i32; EvidenceKind::ALL.len()];
        for tree in self.forest(round) {
            let mut node = 0;
            sums[EvidenceKind::BaseRate as usize] += value(tree, node);
            for level in 0..LEVELS {
                let next = step(tree, node, level, row);
                let kind = evidence::kind(usize::from(tree[level]));
                sums[kind as usize] += value(tree, next) - value(tree, node);
                node = next;
            }
        }
        EvidenceKind::ALL
            .into_iter()
            .zip(sums)
            .filter(|(_, sum)| *sum != 0)
            .map(|(kind, sum)| Evidence { kind, weight: f64::from(sum) * f64::from(self.unit) })
            .collect()
    }

    /// What a raw confidence in [0, 1] came to on texts that the model had not seen.
    pub(super) fn calibrated(&self, raw: f64) -> f64 {
        let part = |bytes: &[u8]| f64::from(u16::from_le_bytes([bytes[0], bytes[1]])) / 65_535.0;
        let mut before = (0.0, 0.0);
        let points = self.points.chunks_exact(POINT_LEN).map(|it| (part(it), part(&it[2..])));
        for point in points.chain([(1.0, 1.0)]) {
            if raw <= point.0 {
                let width = point.0 - before.0;
                let share = if width > 0.0 { (raw - before.0) / width } else { 1.0 };
                return before.1 + share * (point.1 - before.1);
            }
            before = point;
        }
        before.1
    }

    fn forest(&self, round: usize) -> impl Iterator<Item = &'m [u8]> + use<'m> {
        let mut sizes = self.sizes.chunks_exact(2).map(size);
        let start: usize = sizes.by_ref().take(round).sum();
        let len = sizes.next().unwrap_or(0);
        self.trees.chunks_exact(TREE_LEN).skip(start).take(len)
    }
}

fn size(bytes: &[u8]) -> usize {
    usize::from(u16::from_le_bytes([bytes[0], bytes[1]]))
}

/// From a node to its child.
fn step(tree: &[u8], node: usize, level: usize, row: &[f32]) -> usize {
    let at = LEVELS + level * 4;
    let threshold = f32::from_le_bytes([tree[at], tree[at + 1], tree[at + 2], tree[at + 3]]);
    2 * node + 1 + usize::from(row[usize::from(tree[level])] > threshold)
}

fn value(tree: &[u8], node: usize) -> i32 {
    let at = LEVELS * 5 + node * 2;
    i32::from(i16::from_le_bytes([tree[at], tree[at + 1]]))
}

/// Tells the numbers of one version of the evidence from those of another (FNV-1a over their names).
fn fingerprint() -> u32 {
    let names = evidence::names().join("\n");
    names.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> Tree {
        let mut values = [0.0; NODES];
        values[0] = 0.5;
        values[2] = 1.5;
        (3..NODES).for_each(|node| values[node] = values[(node - 1) / 2]);
        values[NODES - 1] = 4.0;
        Tree { asks: [0, 1, 1, 2], thresholds: [0.5; LEVELS], values }
    }

    #[test]
    fn a_model_survives_the_way_to_bytes_and_back() {
        let bytes = Ranker::to_bytes(&[vec![tree()], vec![tree(), tree()]], &[(0.5, 0.8)]);
        let ranker = Ranker::from_bytes(&bytes).unwrap();
        let (mut low, high) = (vec![0.0; evidence::LEN], vec![1.0; evidence::LEN]);
        assert_eq!(ranker.rounds(), 2);
        assert!((ranker.score(0, &low) - 0.0).abs() < 1e-3);
        assert!((ranker.score(1, &high) - 8.0).abs() < 1e-3);
        low[0] = 1.0;
        assert!((ranker.score(0, &low) - 1.5).abs() < 1e-3);
        assert!((ranker.calibrated(0.25) - 0.4).abs() < 1e-3 && (ranker.calibrated(0.75) - 0.9).abs() < 1e-3);
        assert!(Ranker::from_bytes(&bytes[..bytes.len() - 1]).is_err());
        assert!(Ranker::from_bytes(b"DLRANKR\x09").is_err());
    }

    #[test]
    fn the_kinds_of_evidence_sum_to_the_score() {
        let bytes = Ranker::to_bytes(&[vec![tree(), tree()]], &[]);
        let ranker = Ranker::from_bytes(&bytes).unwrap();
        let row = vec![1.0; evidence::LEN];
        let sum: f64 = ranker.explain(0, &row).iter().map(|it| it.weight).sum();
        assert!((sum - ranker.score(0, &row)).abs() < 1e-6);
    }
}

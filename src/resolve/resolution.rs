//! What resolution decides about a mention: the place, how sure, why, or why not.

use std::sync::Arc;

use super::{candidate::Candidate, evidence::Evidence, footprint::Footprint};

/// A degree of belief in [0, 1]; higher is surer.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Confidence(f64);

impl Confidence {
    /// The number held within [0, 1]; what is no number becomes 0.
    ///
    /// ```
    /// use dateline::resolve::Confidence;
    ///
    /// assert_eq!(Confidence::new(1.2).value(), 1.0);
    /// assert_eq!(Confidence::new(f64::NAN).value(), 0.0);
    /// ```
    #[must_use]
    pub fn new(value: f64) -> Self {
        Self(if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) })
    }

    /// The number, in [0, 1].
    #[must_use]
    pub fn value(self) -> f64 {
        self.0
    }
}

/// The decision about one mention, with all that led to it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Resolution<'g> {
    /// The decision.
    pub outcome: Outcome,
    /// How sure the decision is: that the place is right where one was chosen, else 0.
    pub confidence: Confidence,
    /// Every candidate with its evidence, the best first; equal mentions share them.
    pub candidates: Arc<[Ranked<'g>]>,
    /// Where on the Earth the mention lies, when a place was chosen.
    pub footprint: Option<Footprint>,
}

impl<'g> Resolution<'g> {
    /// A mention without a place, and why.
    #[must_use]
    pub fn unresolved(reason: Reason) -> Self {
        Self {
            outcome: Outcome::Unresolved(reason),
            confidence: Confidence::default(),
            candidates: Arc::default(),
            footprint: None,
        }
    }

    /// The chosen candidate, when the mention is resolved.
    #[must_use]
    pub fn chosen(&self) -> Option<&Ranked<'g>> {
        (self.outcome == Outcome::Resolved).then(|| self.candidates.first()).flatten()
    }
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// The first candidate is meant.
    Resolved,
    /// Several candidates are as good as each other.
    Ambiguous(Reason),
    /// No candidate is meant, or there is none.
    Unresolved(Reason),
}

impl Outcome {
    /// The word written in the output field `status`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Resolved => "resolved",
            Self::Ambiguous(_) => "ambiguous",
            Self::Unresolved(_) => "unresolved",
        }
    }

    /// Why there is no place, where there is none.
    #[must_use]
    pub fn reason(self) -> Option<Reason> {
        match self {
            Self::Resolved => None,
            Self::Ambiguous(reason) | Self::Unresolved(reason) => Some(reason),
        }
    }
}

/// Why a mention has no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// No gazetteer name fits.
    NotInGazetteer,
    /// Several places fit equally well.
    Tie,
    /// Places of the name exist, but what the text says speaks against all.
    WeakEvidence,
}

impl Reason {
    /// The sentence written in the output field `reason`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotInGazetteer => "no place of this name in the gazetteer",
            Self::Tie => "several places of this name fit equally well",
            Self::WeakEvidence => "the text speaks against every place of this name",
        }
    }
}

/// A candidate with its evidence.
#[derive(Debug, Clone)]
pub struct Ranked<'g> {
    /// The place and how its name matched.
    pub candidate: Candidate<'g>,
    /// Named reasons for and against it.
    pub evidence: Vec<Evidence>,
    /// Their sum, in log-odds; only differences between candidates mean something.
    pub score: f64,
}

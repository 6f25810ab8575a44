//! Named reasons for and against a candidate; each kind is one file, and `EVIDENCE` orders them.

mod apposition;
mod class_word;
mod company;
mod distance;
mod name;
mod prominence;

use super::{candidate::Candidate, context::Context};

/// One named, signed reason for or against a candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// What sort of reason it is.
    pub kind: EvidenceKind,
    /// What it adds to the candidate's score, in log-odds; negative speaks against.
    pub weight: f64,
}

/// The kinds of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EvidenceKind {
    /// How the name matched: as it is, by a variant, with a generic word more or less.
    Name,
    /// How well known the place is: its sort and its population.
    Prominence,
    /// A word beside the name that says what sort of place it is: "Helmand province".
    ClassWord,
    /// The region or country named beside it holds it: "Paris, Texas".
    Apposition,
    /// The text's other mentions lie in the same country or division.
    Company,
    /// The text's other mentions lie near.
    Distance,
}

impl EvidenceKind {
    /// A short name for people.
    ///
    /// ```
    /// use dateline::resolve::EvidenceKind;
    ///
    /// assert_eq!(EvidenceKind::Company.as_str(), "company");
    /// ```
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Prominence => "prominence",
            Self::ClassWord => "class word",
            Self::Apposition => "apposition",
            Self::Company => "company",
            Self::Distance => "distance",
        }
    }
}

/// Weighs one candidate of the mention group that the context is about; 0 says nothing.
type Weigh = fn(&Candidate<'_>, &Context<'_, '_>) -> f64;

/// All kinds, in the order they are shown.
const EVIDENCE: [(EvidenceKind, Weigh); 6] = [
    (EvidenceKind::Name, name::weigh),
    (EvidenceKind::Prominence, prominence::weigh),
    (EvidenceKind::ClassWord, class_word::weigh),
    (EvidenceKind::Apposition, apposition::weigh),
    (EvidenceKind::Company, company::weigh),
    (EvidenceKind::Distance, distance::weigh),
];

/// All that speaks for or against a candidate.
pub(super) fn weigh(candidate: &Candidate<'_>, context: &Context<'_, '_>) -> Vec<Evidence> {
    EVIDENCE
        .iter()
        .map(|(kind, weigh)| Evidence { kind: *kind, weight: weigh(candidate, context) })
        .filter(|it| it.weight != 0.0)
        .collect()
}

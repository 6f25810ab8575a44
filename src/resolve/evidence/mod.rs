//! Named reasons for and against a candidate.

/// One named, signed reason for or against a candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// What it is, one of [`EvidenceKind`].
    pub kind: EvidenceKind,
    /// What it adds to the candidate's score, in log-odds; negative speaks against.
    pub weight: f64,
}

/// The kinds of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EvidenceKind {
    /// How the name matched.
    Name,
}

impl EvidenceKind {
    /// A short name for `explain`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
        }
    }
}

//! A place a mention may mean, with how its name matched.

use crate::gazetteer::{Place, tables::NameKind, tables::StopReason};

/// A place a mention may mean.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'g> {
    /// The place.
    pub place: Place<'g>,
    /// The name by which it was found, as the gazetteer writes it.
    pub name: &'g str,
    /// What sort of name that is.
    pub kind: NameKind,
    /// What the name mostly is when it is mostly no place.
    pub stop: Option<StopReason>,
    /// What had to be done to the mention to find the name.
    pub matched: NameMatch,
}

/// What had to be done to a mention's words to find a gazetteer name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NameMatch {
    /// Nothing but folding.
    Whole,
    /// A generic word was left out: "Kandahar province" → Kandahar.
    WithoutGeneric,
    /// A generic word was added: "Rapides" → Rapides Parish.
    WithGeneric,
}

//! How the name matched.

use super::super::{
    candidate::{Candidate, NameMatch},
    context::Context,
};
use crate::gazetteer::tables::NameKind;

/// Most letters of a mention in capitals that is taken for an abbreviation.
const SHORT: usize = 3;
/// What such a mention takes from a candidate whose name is no abbreviation.
const CAPITALS: f64 = 3.0;

pub(super) fn weigh(candidate: &Candidate<'_>, context: &Context<'_, '_>) -> f64 {
    let kind = match candidate.kind {
        NameKind::Primary => 0.6,
        NameKind::Abbreviation | NameKind::Demonym => 0.5,
        NameKind::Alternate => -0.4,
        NameKind::Historic => -0.6,
    };
    let matched = match candidate.matched {
        NameMatch::Whole => 0.0,
        NameMatch::WithoutGeneric => -0.5,
        NameMatch::WithGeneric => -0.8,
    };
    let as_written = if candidate.name == context.toponym { 0.4 } else { 0.0 };
    kind + matched + as_written + capitals(candidate, context.toponym)
}

/// "EU" in capitals is an abbreviation; the town of Eu is written otherwise.
fn capitals(candidate: &Candidate<'_>, toponym: &str) -> f64 {
    let letters = || toponym.chars().filter(|it| it.is_alphabetic());
    let abbreviates = letters().count() <= SHORT && letters().all(char::is_uppercase);
    if abbreviates && candidate.name.chars().any(char::is_lowercase) { -CAPITALS } else { 0.0 }
}

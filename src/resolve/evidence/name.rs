//! How the name matched.

use super::super::{
    candidate::{Candidate, NameMatch},
    context::Context,
};
use crate::gazetteer::tables::NameKind;

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
    kind + matched + as_written
}

//! What happened there? Incidents: what, when, where, who, and how many were killed and injured.

mod kind;
mod model;

pub use kind::{EventType, IncidentKind};
pub use model::{Actor, ActorKind, Count, Incident, Interval, Stage, Toll};

use crate::{
    document::Document, gazetteer::Gazetteer, recognize::Recognition, resolve::Resolution, text::Tokens,
};

/// Finds the incidents that a text reports, in text order.
///
/// `resolutions` are those of `recognition.mentions`, one each, in the same order.
#[must_use]
pub fn extract(
    _document: &Document,
    _tokens: &Tokens<'_>,
    _recognition: &Recognition,
    _resolutions: &[Resolution<'_>],
    _gazetteer: &Gazetteer,
) -> Vec<Incident> {
    Vec::new()
}

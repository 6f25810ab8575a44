//! Where are the place names? (toponym recognition)

mod mention;

pub use mention::{Mention, MentionKind, Name, NameKind, Recognition, Usage};

use crate::{document::Document, gazetteer::Gazetteer, text::Tokens};

/// Finds the names of a text. Given mentions are taken as they are.
#[must_use]
pub fn recognize(document: &Document, tokens: &Tokens<'_>, gazetteer: &Gazetteer) -> Recognition {
    let _ = (document, gazetteer, tokens);
    Recognition::default()
}
